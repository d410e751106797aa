"""What is said of a document after it was added: title, author, date, source, language, gists of passages.
It is put right at the desk, logged, taken back, refused where another has changed it; a dossier has it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from test_session_app import _frame_first as _frame_first
from test_session_app import plain
from test_session_desk import Reviewer, put
from test_session_desk import store as store
from tiny import shipped

from data.atlas.case import FIRST_CASE
from data.atlas.join import join
from data.documents.describe import current_description, edit_description, form_values, gist, with_description
from data.documents.dossier.load import load_into
from data.documents.dossier.save import save_dossier
from data.documents.dossier.vetting import Notes
from data.documents.errors import Unfit
from data.documents.people import Person
from data.documents.review.suggestion import suggestions_of
from data.documents.schema import Entry
from data.documents.sql import log
from data.documents.store import Store
from data.i18n import UNKNOWN
from data.i18n.isolates import isolate
from data.tables.vocab import LANGS, Lang
from ui.html.passages import highlight_marks

pytestmark = pytest.mark.slow
TEXT = "Officials wrote about Khorog.\nBlinken met them."
SAID = {
    "title": "The mules of Lakmar",
    "author": "Anna",
    "date": "2024-05",
    "source": "https://example.org/mules",
    "language": "ar",
}


def stored(store: Store, key: str) -> Entry:
    entry = store.entry(key)
    assert entry is not None
    return entry


def say(one: Reviewer, said: dict[str, str]) -> None:
    """Write what is said of a document and save it."""
    for field, value in said.items():
        held(one, f"about-{field}").set_value(value)
    one.press("about-save")


def held(one: Reviewer, what: str) -> Any:
    """The field of a document whose key begins with this."""
    return next(f for f in (*one.app.text_input, *one.app.button_group) if str(f.key).startswith(f"{what}-"))


def packed(head: bytes, cells: dict[str, Any]) -> bytes:
    return gzip.compress(b"\n".join([head, json.dumps(cells).encode(), b""]))


def whole(store: Store, key: str) -> tuple[Any, ...]:
    entry = stored(store, key)
    source = store.overlay().rows["sources"].get(key)
    return entry.document, entry.content, entry.review, source


@pytest.mark.parametrize("lang", LANGS)
def test_title_author_date_source_and_language_are_put_right_and_taken_back(store: Store, lang: Lang) -> None:
    key = put(store, TEXT, "A vist")
    one, before = Reviewer(key, lang), whole(store, key)
    say(one, SAID)
    assert one.hears("review.described")
    row = join(shipped(), store.overlay()).documents[key]
    assert (row.title, row.author, row.date, row.language) == ("The mules of Lakmar", "Anna", "2024-05", "ar")
    source: Any = store.overlay().rows["sources"][key]
    assert (source.url, source.title) == ("https://example.org/mules", "Anna · The mules of Lakmar")
    assert form_values(current_description(stored(store, key), source)) == SAID
    change = store.log(key)[0].change
    assert ((change.before or {})["title"], (change.after or {})["title"]) == ("A vist", SAID["title"])
    one.press("undo")
    assert whole(store, key) == before


@pytest.mark.parametrize("lang", LANGS)
def test_the_gist_of_a_passage_is_written_in_one_language_or_both_and_taken_back(
    store: Store, lang: Lang
) -> None:
    key = put(store, TEXT, "A visit")
    one, before = Reviewer(key, lang), whole(store, key)
    one.look_at(suggestions_of(stored(store, key))[0])
    held(one, "gist-ar-1").set_value("كتب مسؤولون عن خوروغ")
    one.press("gist-save")
    first, second = (join(shipped(), store.overlay()).passages[f"{key}.p0{n}"] for n in (1, 2))
    assert (first.gist_en, first.gist_ar) == ("كتب مسؤولون عن خوروغ",) * 2, "one stands for both"
    assert second.gist_en == "Blinken met them."
    acts = store.log(key)
    assert (acts[0].change.kind, acts[0].change.after) == ("gist", {"en": "", "ar": "كتب مسؤولون عن خوروغ"})
    with store.database.reading() as link:
        documents, _, rows = log.replay(log.read_changes(link, FIRST_CASE))
    assert {*documents} == {key}
    assert "gist" not in {kind for kind, _ in rows}
    one.press("undo")
    assert whole(store, key) == before


@pytest.mark.parametrize("lang", LANGS)
def test_of_two_who_change_a_title_the_second_is_told_and_loses_nothing(store: Store, lang: Lang) -> None:
    key, t = put(store, TEXT, "A visit"), shipped().text(lang)
    one, two = Reviewer(key, lang), Reviewer(key, lang)
    say(one, {"title": "A journey"})
    two.press("next")
    journey = t.comma_list([f"{t('documents.title')}: {isolate('A journey')}"])
    assert plain(t("field.meanwhile", said=journey)) in plain(two.told), "told before anything is saved"
    say(two, {"title": "A trip", "author": "Basim"})
    assert plain(t("field.clash", said=journey)) in plain(two.told)
    assert (stored(store, key).document.title, stored(store, key).document.author) == ("A journey", UNKNOWN)
    assert [held(two, f"about-{f}").value for f in ("title", "author")] == ["A trip", "Basim"]
    two.press("about-save")
    assert (stored(store, key).document.title, stored(store, key).document.author) == ("A trip", "Basim")
    one.press("undo")
    assert one.hears("review.undo-described")
    assert stored(store, key).document.title == "A trip"
    assert not one.app.session_state["dalil"].review.acts


def test_what_two_change_of_a_document_in_two_fields_is_all_kept(store: Store) -> None:
    key = put(store, TEXT, "A visit")
    one, two = Reviewer(key), Reviewer(key)
    say(one, {"title": "A journey"})
    say(two, {"author": "Basim"})
    assert two.hears("review.described")
    assert (stored(store, key).document.title, stored(store, key).document.author) == ("A journey", "Basim")


def test_who_has_written_nothing_lets_the_form_show_what_is_said_now(store: Store) -> None:
    key = put(store, TEXT, "A visit")
    one, two = Reviewer(key), Reviewer(key)
    say(one, {"title": "A journey"})
    two.press("next")
    assert held(two, "about-title").value == "A visit"
    two.app.button(key=f"now-about-{key}").click().run()
    assert held(two, "about-title").value == "A journey"
    assert not two.told


def test_marks_that_another_decides_meanwhile_do_not_hinder_it(store: Store) -> None:
    key = put(store, TEXT, "A visit")
    one, two = Reviewer(key), Reviewer(key)
    two.press("accept")
    held(one, "about-title").set_value("A journey")
    one.press("about-save")
    entry = stored(store, key)
    assert entry.document.title == "A journey"
    assert "accepted" in {mark["state"] for mark in entry.review["marks"]}


def test_who_described_a_document_has_not_decided_its_marks(store: Store) -> None:
    key = put(store, TEXT, "A visit")
    entry = stored(store, key)
    made = edit_description(entry, current_description(entry, None), {"title": "A journey"})
    store.change(with_description(entry, made), by=Person("anna@example.org", "reviewer"))
    assert store.log(key)[0].who == "anna@example.org"
    assert store.decider(key, suggestions_of(entry)[0].key) == ""


@pytest.mark.parametrize(
    ("said", "key"), [({"date": "2024-13"}, "documents.bad-date"), ({"date": "soon"}, "documents.bad-date")]
)
def test_a_date_that_is_none_is_refused(store: Store, said: dict[str, str], key: str) -> None:
    entry = stored(store, put(store, TEXT, "A visit"))
    with pytest.raises(Unfit, match=key):
        edit_description(entry, current_description(entry, None), said)


HOSTILE = ["<b>bold</b>", "a\u202eb\u2066c", "a\nb", "x" * 5000, "{name}", "\x00\x07"]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_every_field_takes_any_text_as_one_line(store: Store, text: str) -> None:
    entry = stored(store, put(store, TEXT, "A visit"))
    made = edit_description(
        entry, current_description(entry, None), {"title": text, "author": text, "source": text}
    )
    source: Any = made.source
    for cell in (made.document.title, made.document.author, source.title, gist(text)):
        assert len(cell.splitlines()) <= 1
        assert not {*cell} & {*"\u202e\u2066\x00\x07"}
        assert len(cell) <= 1000
        assert "<b>" not in highlight_marks(cell, ())


def test_gists_go_with_a_dossier_and_hostile_ones_are_cleaned_or_refused(
    store: Store, tmp_path: Path
) -> None:
    key = put(store, TEXT, "A visit")
    one = Reviewer(key)
    one.look_at(suggestions_of(stored(store, key))[0])
    held(one, "gist-en-1").set_value("A place")
    one.press("gist-save")
    say(one, SAID)
    raw = save_dossier(store)[0]
    there = Store(f"sqlite:///{tmp_path}/there.sqlite")
    notes = Notes()
    load_into(there, shipped(), raw, notes)
    assert whole(there, key) == whole(store, key)
    assert notes == Notes()
    head, line = gzip.decompress(raw).splitlines()
    cells = json.loads(line)
    for gists, left in (([["a\u202e\nb", "x" * 999], ["", ""]], "a b"), ([["", ""]] * 2, None)):
        own = Store(f"sqlite:///{tmp_path}/{left}.sqlite")
        own_notes = Notes()
        load_into(own, shipped(), packed(head, cells | {"gists": gists}), own_notes)
        kept = stored(own, key).content.gists
        assert kept == ((("a b", "x" * 300), ("", "")) if left else ())
        assert own_notes.changed == (["The mules of Lakmar"] if left else []), "what is cut is told"
    wrong: list[Any] = [[["a", "b"]], [["a"], ["b"]], [[1, 2], [3, 4]], ["ab"] * 3, "ab"]
    for number, broken in enumerate(wrong):
        own = Store(f"sqlite:///{tmp_path}/{number}.sqlite")
        with pytest.raises(Unfit, match=r"dossier\.broken"):
            load_into(own, shipped(), packed(head, cells | {"gists": broken}))


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_written_waits_while_the_store_is_away(store: Store, tmp_path: Path, lang: Lang) -> None:
    key, t = put(store, TEXT, "A visit"), shipped().text(lang)
    one, file = Reviewer(key, lang), store.database.file
    assert file
    file.rename(tmp_path / "away")
    say(one, {"title": "A journey", "author": "Anna"})
    assert one.hears("documents.store-down")
    assert one.hears("documents.store-waits")
    assert not one.hears("documents.gone"), "nobody has deleted it"
    assert not one.app.exception
    one.app.run()
    (tmp_path / "away").rename(file)
    next(button for button in one.app.button if button.label == t("documents.store-again")).click().run()
    assert not one.told
    fields = [held(one, f"about-{field}") for field in ("title", "author")]
    assert [(field.value, field.proto.set_value) for field in fields] == [("A journey", True), ("Anna", True)]
    one.press("about-save")
    assert (stored(store, key).document.title, stored(store, key).document.author) == ("A journey", "Anna")
