"""What was read of files is shown before anything is added: to be put right, added or left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_session_app import _frame_first as _frame_first
from test_session_isolation import reader, sent, submit
from test_session_isolation import store as store
from tiny import shipped

from data.documents.add import entry, read_pasted
from data.documents.store import Store
from data.i18n.isolates import strip_isolates
from data.tables.vocab import LANGS, Lang

UPLOADS = Path(__file__).parent / "uploads"
WORDS = shipped().text("en")
ENGLISH = b"Posts on the river\n\nThe guards of Tajikistan went to Khorog.\n\nThey came back to Dushanbe.\n"


def bring(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.button_group(key="adding").set_value("upload").run()
    app.file_uploader[0].set_value([(name, raw, "text/plain") for name, raw in files])
    submit(app)
    assert not app.exception
    return app


@pytest.fixture
def app() -> AppTest:
    return reader("documents", lang="en")


def fields(app: AppTest, number: int = 0) -> list[str | None]:
    return [
        app.text_input(key=f"brought-{key}-{number}").value for key in ("title", "author", "date", "source")
    ]


def test_a_file_is_shown_as_read_and_added_as_corrected(store: Store, app: AppTest) -> None:
    bring(app, ("a.pdf", (UPLOADS / "report.chromium.en.pdf").read_bytes()))
    assert not store.entries(), "nothing is added unseen"
    title = (
        "American support for the border guards of Tajikistan: who pays, to whom, for what, and since when?"
    )
    assert fields(app) == [title, "", "", ""]
    assert any("27 passages on 3 pages" in strip_isolates(text.value) for text in app.text)
    app.text_input(key="brought-title-0").set_value("A title of mine")
    app.text_input(key="brought-date-0").set_value("٢٠٢٣-٠٥-٠٦")
    app.text_input(key="brought-source-0").set_value("A ministry")
    app.button_group(key="brought-language-0").set_value("ar")
    submit(app)
    ((document, _),) = store.entries()
    assert (document.title, document.date, document.language) == ("A title of mine", "2023-05-06", "ar")
    own = store.entry(document.id)
    assert own is not None
    assert own.content.pages[-1] == 3


def test_a_document_with_wrong_letters_is_added_only_where_a_person_says_so(
    store: Store, app: AppTest
) -> None:
    raw = (UPLOADS / "news.en.pdf").read_bytes().replace(b"/ToUnicode", b"/ToUnicorn")
    bring(app, ("a.pdf", raw), ("b.txt", ENGLISH))
    assert [box.value for box in app.checkbox if str(box.key).startswith("brought-take")] == [False, True]
    submit(app)
    assert [document.title for document, _ in store.entries()] == ["Posts on the river"]


def test_a_title_that_was_typed_is_not_that_of_several_files(store: Store, app: AppTest) -> None:
    app.button_group(key="adding").set_value("upload").run()
    app.text_input[0].set_value("One title")
    bring(app, ("a.txt", ENGLISH), ("b.txt", ENGLISH.replace(b"river", b"bridge")))
    assert [fields(app, n)[0] for n in (0, 1)] == ["Posts on the river", "Posts on the bridge"]


def test_an_unreadable_file_is_told_and_the_others_are_shown(store: Store, app: AppTest) -> None:
    bring(app, ("a.txt", ENGLISH), ("scan.pdf", (UPLOADS / "scan.pdf").read_bytes()))
    assert fields(app)[0] == "Posts on the river"
    assert any(WORDS("unreadable.scan") in str(html.proto) for html in app.get("html"))


@pytest.mark.parametrize("lang", LANGS)
def test_who_is_about_to_add_what_another_adds_meanwhile_is_told_and_decides(
    store: Store, app: AppTest, lang: Lang
) -> None:
    other = reader("documents", lang="en")
    for one in (app, other):
        bring(one, ("a.txt", ENGLISH))
        one.segmented_control(key="lang").set_value(lang).run()
        one.text_input(key="brought-title-0").set_value("A title of mine")
    add, told = (shipped().text(lang)(key) for key in ("documents.submit", "documents.there"))
    button(other, add).click().run()
    assert len(store.entries()) == 1
    button(app, add).click().run()
    assert len(store.entries()) == 1, "one copy"
    assert told in repr(sent(app))
    assert shipped().text(lang)("doubt.there") in repr(sent(app))
    assert app.text_input(key="brought-title-0").value == "A title of mine", "nothing is lost"
    assert app.checkbox(key="brought-take-0-there").value is False
    app.checkbox(key="brought-take-0-there").set_value(True)
    button(app, add).click().run()
    assert len(store.entries()) == 2, "who means it adds it"


def test_who_pastes_what_another_adds_in_the_same_moment_is_told(
    store: Store, app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, write = "The guards of Tajikistan went to Khorog.", Store.add
    own, extras = entry(shipped(), read_pasted(text).given)

    def meanwhile(self: Store, *given: Any, **more: Any) -> int:
        if not store.entries():
            write(store, [own], extras)
        return write(self, *given, **more)

    monkeypatch.setattr(Store, "add", meanwhile)
    app.text_area[0].set_value(text)
    submit(app)
    assert len(store.entries()) == 1
    assert WORDS("documents.there") in repr(sent(app))
    assert app.text_area[0].value == text
    submit(app)
    assert WORDS("doubt.there") in repr(sent(app)), "and asked whether it is meant"
    assert len(store.entries()) == 1


def button(app: AppTest, label: str) -> Any:
    return next(one for one in app.button if one.label == label)
