"""What is pasted into a field and longer than it may hold: the reader is told which field and how much it
holds, nothing is kept or cut, and what was written stays there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_session_app import _frame_first as _frame_first
from test_session_app import open_app, plain
from test_session_ledger import WORDS, Desk
from test_session_ledger import store as store
from tiny import shipped

from data.documents.store import Store
from data.index.search import LONGEST
from data.tables.vocab import LANGS, Lang

ROOT = Path(__file__).parents[1]
FIELDS = {  # a field at the desk, by how its key begins -> its label, what it holds, the button that saves
    "about-title": ("documents.title", 300, "review.about-save"),
    "about-author": ("documents.author", 200, "review.about-save"),
    "gist-en": ("review.gist-en", 300, "review.gist-save"),
    "note": ("review.note", 300, "review.note-save"),
    "translation-by": ("translation.by", 200, "translation.save"),
    "place-source": ("review.place-from", 500, "review.place"),
    "actor-role_en": ("review.role-en", 120, "review.actor"),
}


def told(app: AppTest) -> str:
    """What the notices of the page say."""
    notices = (e.proto.body for e in app.get("html") if "d-notice" in e.proto.body)
    return plain(" ".join([*notices, *(w.value for w in app.warning)]))


def refusal(label: str, longest: int, given: int, lang: Lang) -> str:
    """What is said of a field that holds too much."""
    t = shipped().text(lang)
    return plain(t("field.overlong", field=t(label), longest=t.number(longest), given=t.number(given)))


def test_no_field_drops_what_is_pasted() -> None:
    files = [ROOT / "frame.py", *(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    limited = [str(f.relative_to(ROOT)) for f in files if re.search(r"\bmax_chars=", f.read_text("utf-8"))]
    assert limited == [], "take ui/session/written.py: Streamlit drops longer text without a word"


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("start", FIELDS)
def test_a_field_that_holds_too_much_is_named_and_nothing_is_kept(
    start: str, lang: Lang, store: Store
) -> None:
    label, longest, save = FIELDS[start]
    desk = Desk(store, lang)
    version, words = store.version(), "x" * (longest + 1)
    field = next(f for f in desk.app.text_input if str(f.key).startswith(f"{start}-") or f.key == start)
    key = str(field.key)
    field.set_value(words)
    desk.press(desk.t(save))
    assert refusal(label, longest, longest + 1, lang) in told(desk.app)
    assert desk.app.text_input(key=key).value == words, "what was written stays"
    assert store.version() == version
    desk.app.text_input(key=key).set_value(words[:longest])
    desk.press(desk.t(save))
    assert refusal(label, longest, longest + 1, lang) not in told(desk.app)


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_a_translated_passage_that_is_too_long_is_named_and_stays(lang: Lang, store: Store) -> None:
    desk = Desk(store, lang)
    version, passages = store.version(), len(store.overlay().corpus.of[desk.document].passages)
    pasted = "\n".join(["x" * 20_001, *["x"] * (passages - 1)])
    box = next(f for f in desk.app.text_area if str(f.key).startswith("translation-text-")).set_value(pasted)
    next(f for f in desk.app.radio if str(f.key).startswith("translation-made-")).set_value("machine")
    next(f for f in desk.app.text_input if str(f.key).startswith("translation-by-")).set_value("A tool")
    desk.press(desk.t("translation.save"))
    t = shipped().text(lang)
    assert plain(t("translation.long", number="1", given="20,001", longest="20,000")) in told(desk.app)
    assert desk.app.text_area(key=str(box.key)).value == pasted
    assert store.version() == version


@pytest.mark.slow
def test_a_reading_that_is_too_long_is_kept_whole_in_its_field(store: Store) -> None:
    desk = Desk(store)
    desk.pick(words=WORDS)
    desk.press("state")
    desk.write(says_en="x" * 1001, would_change_en="A record.")
    assert refusal("ledger.field-says", 1000, 1001, "en") in told(desk.app)
    assert not store.overlay().rows.get("statements")
    assert next(a for a in desk.app.text_area if str(a.key).startswith("says-en")).value == "x" * 1001
    desk.write(says_en="x" * 1000)
    assert [len(row.says_en) for row in store.overlay().rows["statements"].values()] == [1000]  # type: ignore[attr-defined]


@pytest.mark.slow
def test_a_case_keeps_its_name_where_the_new_one_is_too_long(store: Store) -> None:
    app, t = open_app("documents", lang="en"), shipped().text("en")
    field = next(f for f in app.text_input if str(f.key).startswith("case-rename-en"))
    field.set_value("x" * 121)
    next(b for b in app.button if b.label == t("case.save")).click().run()
    assert refusal("case.name-en", 120, 121, "en") in told(app)
    assert app.text_input(key=str(field.key)).value == "x" * 121
    assert store.cases.list_cases()[0].name_en == ""


@pytest.mark.slow
def test_another_act_goes_on_while_a_field_holds_too_much(store: Store) -> None:
    desk = Desk(store)
    next(f for f in desk.app.text_input if str(f.key).startswith("about-title-")).set_value("x" * 301)
    desk.press(desk.t("review.about-save"))
    version = store.version()
    desk.press(desk.t("review.accept"))
    assert store.version() > version


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_a_text_whose_title_is_too_long_is_not_added_and_nothing_is_lost(lang: Lang, store: Store) -> None:
    app, t = open_app("documents", lang=lang), shipped().text(lang)
    app.text_area(key="bring-text").set_value("One more text on the border.")
    app.text_input(key="bring-source").set_value("x" * 301)
    add = next(b for b in app.button if b.label == t("documents.submit"))
    add.click().run()
    assert refusal("documents.source", 300, 301, lang) in told(app)
    assert (app.text_area(key="bring-text").value, len(app.text_input(key="bring-source").value or "")) == (
        "One more text on the border.",
        301,
    )
    assert len(store.overlay().documents) == 2


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_who_searches_for_more_than_is_looked_for_is_told(lang: Lang) -> None:
    app, t = open_app(lang=lang), shipped().text(lang)
    app.text_input(key="text").set_value("border " * 60).run()
    cut = plain(t("search.cut", longest=t.number(LONGEST)))
    assert cut in {plain(caption.value) for caption in app.caption}
    assert not app.exception


@pytest.mark.slow
def test_words_that_do_not_stand_in_the_text_stay_in_their_field(store: Store) -> None:
    desk = Desk(store)
    desk.app.text_input(key="typed-words").set_value("nowhere at all").run()
    assert plain(desk.t("review.not-there")) in told(desk.app)
    assert desk.app.text_input(key="typed-words").value == "nowhere at all"
