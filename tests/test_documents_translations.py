"""A translation that a person brings of an added document: as many passages or nothing, in every kind of
store, beside the words, in dossiers and files, told whose it is."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hostile import STRINGS
from openpyxl import load_workbook
from stores import LINES, entry
from tiny import shipped, small

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.documents.dossier.load import load_into
from data.documents.dossier.save import save_dossier
from data.documents.dossier.vetting import Notes
from data.documents.errors import Unfit
from data.documents.ledger.translations import passages_of_translation, translation_in, translation_row
from data.documents.people import Person
from data.documents.schema import Extra
from data.documents.store import Store
from data.facts.alignment import translated_into
from data.query.selection import Selection
from data.query.view import select
from data.tables.model.translations import OwnTranslation
from data.tables.vocab import LANGS, MAKERS, Lang
from export.excerpt import excerpt
from export.order import Order
from export.tables.files import xlsx_file
from export.webpage.filters import search
from ui.html.article import article, has_translation
from ui.sentences.editions import translation_label

TEXTS = ("The minister came to Nora in winter.", "Nobody is here.", "Luma is far from Moonland.")
PASTED = "\n\n".join(TEXTS)
MORE: dict[str, Any] = {"made": "machine", "by": "A program"}


@pytest.fixture
def store(store_address: str) -> Store:
    """A store with one document of three passages."""
    own = Store(store_address)
    own.add([entry("letter-01")])
    return own


def bring(store: Store, **more: Any) -> Extra:
    """Set a translation beside the document."""
    own = store.entry("letter-01")
    assert own
    extra = translation_row(own, {"text": PASTED, **MORE, **more})
    store.change(own, [extra], (), Person("Nora", "reviewer"))
    return extra


def laid(store: Store) -> Atlas:
    return join(shipped(), store.overlay())


def test_it_stands_beside_each_passage_and_goes_and_comes_with_its_document(store: Store) -> None:
    bring(store)
    atlas = laid(store)
    own = [p for p in atlas.passages if p.startswith("letter-01.")]
    assert [atlas.translations[p] for p in own] == [*TEXTS]
    assert [translated_into(atlas, p) for p in own] == ["en"] * 3
    assert len(atlas.translations) == len(shipped().translations) + 3
    assert has_translation(select(atlas, Selection(documents=("letter-01",))))
    store.delete("letter-01")
    assert laid(store).translations == shipped().translations
    store.restore("letter-01")
    assert laid(store).translations == atlas.translations


def test_the_log_says_who_brought_it_and_who_changed_it(store: Store) -> None:
    bring(store)
    bring(store, made="reviewed")
    last, first, *_ = store.log("letter-01")
    assert (first.who, first.change.kind, first.change.before) == ("Nora", "translations", None)
    made = [cells["row"]["made"] for cells in (last.change.before, last.change.after) if cells]
    assert made == ["machine", "reviewed"]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"text": "one\ntwo"}, "translation.unaligned"),
        ({"text": PASTED + "\nmore"}, "translation.unaligned"),
        ({"text": " \n\n"}, "translation.none"),
        ({"texts": ("a", " ", "c")}, "translation.none"),
        ({"text": f"one\ntwo\n{'x' * 20_001}"}, "translation.long"),
        ({"texts": ("a", "b", "x " * 10_001)}, "translation.long"),
        ({"made": None}, "translation.made"),
        ({"made": "angels"}, "translation.made"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(values: dict[str, Any], why: str) -> None:
    with pytest.raises(Unfit, match=f"^{why}$") as refused:
        translation_row(entry("a"), {"text": PASTED, **MORE, **values})
    for lang in LANGS:
        assert shipped().text(lang)(why, **refused.value.values)


def test_a_passage_as_long_as_may_be_is_kept_whole() -> None:
    row: Any = translation_row(entry("a"), {"text": f"one\ntwo\n{'x' * 20_000}", **MORE}).row
    assert [len(text) for text in row.texts] == [3, 3, 20_000]
    with pytest.raises(Unfit) as refused:
        translation_row(entry("a"), {"text": f"one\n{'x' * 20_001}\nthree", **MORE})
    assert refused.value.values == {"number": 2, "given": 20_001, "longest": 20_000}


def test_a_refusal_says_how_many_passages_each_has() -> None:
    with pytest.raises(Unfit) as refused:
        translation_row(entry("a"), {"text": "one\ntwo", **MORE})
    assert refused.value.values == {"wanted": len(LINES), "given": 2}


def test_a_dossier_brings_it_back_the_same_and_none_that_nobody_could_have_pasted(
    store: Store, tmp_path: Path
) -> None:
    row, notes = bring(store).row, Notes()
    other = Store(f"sqlite:///{tmp_path}/other.sqlite")
    load_into(other, shipped(), save_dossier(store)[0], notes)
    assert notes.dropped == []
    assert translation_in(laid(other), "letter-01") == row
    assert isinstance(row, OwnTranslation)
    own = store.entry("letter-01")
    assert own
    store.change(own, [Extra("letter-01", row.model_copy(update={"texts": row.texts[:2]}))])
    assert laid(store).translations == shipped().translations, "fewer passages stand beside none"
    third, notes = Store(f"sqlite:///{tmp_path}/third.sqlite"), Notes()
    load_into(third, shipped(), save_dossier(store)[0], notes)
    assert len(notes.dropped) == 1
    assert translation_in(laid(third), "letter-01") is None


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("made", MAKERS)
def test_it_is_called_unofficial_and_whose_it_is(store: Store, lang: Lang, made: str) -> None:
    bring(store, made=made)
    atlas, t = laid(store), shipped().text(lang)
    label = translation_label(atlas, "letter-01.p01", t)
    for part in (t("passage.translation"), t(f"translation.made-{made}"), "A program"):
        assert part in label
    assert translation_label(atlas, "issa-2023.p01", t) == t("passage.translation")
    html = article(select(atlas, Selection(focus="passage:letter-01.p01")), t)
    assert TEXTS[0] in html
    assert t(f"translation.made-{made}") in html


@pytest.mark.parametrize("reading", ["ar", "en", "both"])
def test_the_article_page_reads_it_in_the_language_chosen(store: Store, reading: str) -> None:
    bring(store)
    view = select(laid(store), Selection(focus="passage:letter-01.p01", reading=reading))  # type: ignore[arg-type]
    html = article(view, shipped().text("en"))
    assert (TEXTS[0] in html) == (reading != "ar")
    assert ("d-quote" in html) == (reading != "en")


def test_search_finds_its_words(store: Store) -> None:
    bring(store)
    view = select(laid(store), Selection(text="winter"))
    assert "letter-01.p01" in view.passages


@pytest.mark.parametrize("lang", LANGS)
def test_files_have_it_with_the_passage_and_say_whose_it_is(store: Store, lang: Lang) -> None:
    bring(store)
    view, t = excerpt(select(laid(store), Selection(documents=("letter-01",)))).view, shipped().text(lang)
    sheet = load_workbook(io.BytesIO(xlsx_file(view, t)))[t("export.sheet-passages")]
    head, *rows = sheet.iter_rows(values_only=True)
    at, by = head.index(t("column.translation")), head.index(t("column.translation-by"))
    assert [row[at] for row in rows] == [*TEXTS]
    assert all("A program" in str(row[by]) for row in rows)
    bare = excerpt(select(laid(store), Selection(documents=("letter-01",))), curated=True).view
    assert bare.atlas.translations == shipped().translations


def test_a_file_that_may_not_quote_a_passage_has_no_translation_of_it_either(store: Store) -> None:
    bring(store)
    part = excerpt(select(laid(store), Selection(focus="passage:letter-01.p01"))).view
    order = Order(part, ("en",))
    whole = dict(zip(part.atlas.passages, search(order)["whole"], strict=True))
    quotable = [p for p in whole if p.startswith("letter-01.") and p in order.quotable]
    assert quotable
    for p, row in whole.items():
        if p.startswith("letter-01."):
            assert bool(row["translation"]) == (p in quotable)


@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
def test_any_text_becomes_lines_without_controls(text: str) -> None:
    for line in passages_of_translation(text):
        assert line.strip() == line != ""
        assert "\n" not in line
    own = entry("a")
    try:
        row = translation_row(own, {"text": "\n".join([text] * 3), **MORE, "by": text}).row
    except Unfit:
        return
    assert isinstance(row, OwnTranslation)
    assert len(row.texts) == len(own.content.texts)
    assert small().text("en")
