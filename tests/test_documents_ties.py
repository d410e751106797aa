"""A figure of an added document tied to a record of aid: said by a person at the desk, quoted exactly, shown
with the record, taken back, and the same through a dossier."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from test_documents_dossier import lines, packed
from test_session_app import _frame_first as _frame_first
from test_session_desk import Reviewer, put
from test_session_desk import store as store
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.documents.dossier.load import load_into
from data.documents.dossier.save import save_dossier
from data.documents.dossier.vetting import Notes
from data.documents.errors import Unfit
from data.documents.ledger.corroboration import corroboration_row
from data.documents.ledger.records import record_rows
from data.documents.review.columns import with_marks
from data.documents.review.suggestion import Suggestion, suggestions_of
from data.documents.store import Store
from data.facts.matching import likely_records
from data.query.selection import Selection
from data.query.view import select
from data.tables.model import Corroboration
from data.tables.vocab import LANGS, Lang
from ui.html.panel.panel import panel

pytestmark = pytest.mark.slow

SENTENCE = "The United States has given Tajikistan over $300 million since 2002."
TEXT = f"A note on aid.\nIt is much. {SENTENCE} Nobody doubts it."
RECORD = "us-cumulative-300m-2021"


def accepted(store: Store, document: str) -> Suggestion:
    """The figure of money of a document, after everything in it has been accepted."""
    entry = store.entry(document)
    assert entry
    marks = [replace(mark, state="accepted") for mark in suggestions_of(entry)]
    store.change(with_marks(entry, marks))
    return next(mark for mark in marks if mark.what == "money")


def tied(store: Store) -> tuple[str, Suggestion]:
    """A document whose figure is tied to the record, and the mark of the figure."""
    document = put(store, TEXT, "A note on aid")
    mark = accepted(store, document)
    entry = store.entry(document)
    assert entry
    place = (mark.passage, mark.start, mark.end)
    store.change(entry, [corroboration_row(shipped(), entry, place, RECORD, "supports")])
    return document, mark


def further(store: Store) -> list[Corroboration]:
    """What was added of the record."""
    atlas: Atlas = join(shipped(), store.overlay())
    return [row for row in atlas.corroboration_of.get(RECORD, ()) if row.passage]


@pytest.mark.parametrize("lang", LANGS)
def test_a_figure_is_set_beside_its_record_and_taken_back(store: Store, lang: Lang) -> None:
    document = put(store, TEXT, "A note on aid")
    mark = accepted(store, document)
    desk = Reviewer(document, lang)
    desk.look_at(mark)
    desk.press("tie-supports")
    (row,) = further(store)
    assert (row.relation, row.source, row.passage) == (
        "supports",
        document,
        f"{document}.p{mark.passage + 1:02d}",
    )
    assert row.says_en == row.says_ar == f"«{SENTENCE}»"
    shown = [text.value for text in desk.app.text]
    t = shipped().text(lang)
    assert t("review.tied") in shown
    assert t("review.tie-supports") in shown
    assert t("review.tie-supports") not in [button.label for button in desk.app.button]
    desk.press("undo")
    assert further(store) == []


def test_a_dossier_brings_the_tie_and_no_other(store: Store, tmp_path: Path) -> None:
    tied(store)
    other, notes = Store(f"sqlite:///{tmp_path}/other.sqlite"), Notes()
    load_into(other, shipped(), save_dossier(store)[0], notes)
    assert further(other) == further(store)
    assert not [*notes.messages()]
    forged = lines(save_dossier(store)[0])
    for one in forged[1]["rows"]:
        if one["kind"] == "corroboration":
            one["row"] |= {"says_en": "It is all false.", "relation": "contradicts"}
    third = Store(f"sqlite:///{tmp_path}/third.sqlite")
    load_into(third, shipped(), packed(forged), Notes())
    assert [(row.relation, row.says_en) for row in further(third)] == [("contradicts", f"«{SENTENCE}»")]


@pytest.mark.parametrize(
    ("place", "record", "relation", "why"),
    [
        ((9, 0, 1), RECORD, "supports", "ledger.words"),
        ((1, 5, 5), RECORD, "supports", "ledger.words"),
        ((1, 0, 9_999), RECORD, "supports", "ledger.words"),
        ((1, 0, 5), "nothing", "supports", "review.no-record"),
        ((1, 0, 5), RECORD, "denies", "ledger.relation"),
    ],
)
def test_what_cannot_be_tied_is_refused(
    store: Store, place: tuple[int, int, int], record: str, relation: str, why: str
) -> None:
    entry = store.entry(put(store, TEXT, "A note on aid"))
    assert entry
    with pytest.raises(Unfit, match=why):
        corroboration_row(shipped(), entry, place, record, relation)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", LANGS)
def test_the_card_of_the_record_says_whose_words_they_are_and_leads_to_them(store: Store, lang: Lang) -> None:
    document, mark = tied(store)
    view = select(join(shipped(), store.overlay()), Selection(focus=f"aid:{RECORD}"))
    html = panel(view, view.atlas.text(lang))
    assert SENTENCE in html
    assert shipped().text(lang)("evidence.added-text") in html
    assert f'data-pick="read:passage:{document}.p{mark.passage + 1:02d}"' in html
    assert 'href=""' not in html


def test_a_tie_goes_with_its_document(store: Store) -> None:
    document, _ = tied(store)
    assert further(store)
    store.delete(document)
    assert further(store) == []
    store.restore(document)
    assert further(store)


def made_here(store: Store) -> tuple[str, str, str]:
    """A record made of a figure of one document, and another document that gives the same amount: ids of the
    record and of both documents."""
    first = put(store, "The United States gave Tajikistan scanners worth $1.7 million in 2019.", "A letter")
    mark = accepted(store, first)
    entry = store.entry(first)
    assert entry
    values = {
        "passage": mark.passage,
        "start": mark.start,
        "end": mark.end,
        "what_en": "Scanners",
        "donor": "united-states",
        "usd": "1700000",
        "category": "equipment",
        "status": "handed-over",
        "confidence": "low",
    }
    record, *named = record_rows(shipped(), entry, values)
    assert named == []
    store.change(entry, [record])
    second = put(store, "Scanners came. The United States paid $1.7 million for them.", "A second letter")
    return record.key, first, second


def test_a_figure_of_another_document_is_tied_to_a_record_made_here(store: Store, tmp_path: Path) -> None:
    record, first, second = made_here(store)
    mark = accepted(store, second)
    desk = Reviewer(second, "en")
    desk.look_at(mark)
    shown = " ".join(text.value for text in desk.app.text)
    assert f"Scanners · {shipped().text('en')('aid.made-here')}" in shown
    desk.app.button(key=f"tie-supports-{record}-{mark.key}").click().run()  # a shipped one is suggested too
    assert not desk.app.exception

    def ties(kept: Store) -> list[tuple[str, str | None]]:
        rows = join(shipped(), kept.overlay()).corroboration_of.get(record, ())
        return [(row.relation, row.passage) for row in rows]

    assert ties(store) == [("supports", f"{second}.p01")]
    html = panel(
        select(join(shipped(), store.overlay()), Selection(focus=f"aid:{record}")), shipped().text("en")
    )
    assert "The United States paid $1.7 million for them." in html
    other, notes = Store(f"sqlite:///{tmp_path}/other.sqlite"), Notes()
    load_into(other, shipped(), save_dossier(store)[0], notes)
    assert ties(other) == ties(store)
    assert not [*notes.messages()]
    store.delete(first)
    assert ties(store) == [], "what it is tied to has gone"
    store.restore(first)
    assert ties(store) == [("supports", f"{second}.p01")], "and nothing was lost"


def test_a_record_is_no_match_for_the_document_that_it_was_made_of(store: Store) -> None:
    record, first, second = made_here(store)
    accepted(store, second)
    atlas = join(shipped(), store.overlay())

    def likely(document: str) -> list[str]:
        passages = [p for p in atlas.passages if p.startswith(f"{document}.")]
        money = next(f for p in passages for f in atlas.figures_of[p] if f.kind == "aid")
        return [row.id for row in likely_records(atlas, money)]

    assert record in likely(second)
    assert record not in likely(first)
