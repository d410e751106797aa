"""What people decide of pairs of passages: a row that came with an added document, in the store, in the
atlas, in dossiers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stores import entry
from tiny import shipped

from data.atlas.join import join
from data.compare.comparison import compare_documents
from data.compare.decisions import decisions
from data.compare.spoken import PassageSpan
from data.documents.dossier.first_case import first_case
from data.documents.dossier.load import load_into
from data.documents.dossier.save import save_dossier
from data.documents.dossier.vetting import Notes
from data.documents.errors import Unfit
from data.documents.ledger.comparisons import LONGEST_NOTE, comparison_row, pair_id
from data.documents.schema import Extra
from data.documents.store import Store
from data.tables.model.comparisons import ComparedPair
from data.tables.vocab import DIFFERENCE_REASONS, VERDICTS

FIRST, ARTICLE = "second-article", "issa-2023"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with the case to learn from."""
    own = Store(f"sqlite:///{tmp_path / 'd.sqlite'}")
    load_into(own, shipped(), first_case())
    return own


@pytest.fixture
def other(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'other.sqlite'}")


def values(**more: Any) -> dict[str, Any]:
    """What a form says of the two sums of aid."""
    spots = {"one": f"{ARTICLE}.p14", "one_start": 87, "one_end": 110, "other": f"{FIRST}.p04"}
    spots |= {"other_start": 85, "other_end": 108}
    return (
        spots
        | {"verdict": "no-contradiction", "reason": "period", "note_en": "since 2002", "by": "Nora"}
        | more
    )


def keep(store: Store, **more: Any) -> Extra:
    """Write a decision into the store."""
    own, extra = store.entry(FIRST), comparison_row(FIRST, values(**more))
    assert own is not None
    store.change(own, [extra])
    return extra


def test_a_decision_stands_in_the_atlas_whichever_side_comes_first(store: Store) -> None:
    row = keep(store).row
    atlas = join(shipped(), store.overlay())
    spots = (PassageSpan(f"{ARTICLE}.p14", 87, 110), PassageSpan(f"{FIRST}.p04", 85, 108))
    assert decisions(atlas) == {frozenset(spots): row}
    (pair, *_) = compare_documents(atlas, ARTICLE, FIRST).differing
    assert (pair.one.passage, pair.one.start, pair.one.end) == spots[0]
    assert (pair.other.passage, pair.other.start, pair.other.end) == spots[1]
    turned = {"one": spots[1].passage, "one_start": 85, "one_end": 108}
    turned |= {"other": spots[0].passage, "other_start": 87, "other_end": 110}
    assert pair_id(turned) == pair_id(values())


def test_a_second_decision_on_a_pair_takes_the_place_of_the_first(store: Store) -> None:
    keep(store)
    keep(store, verdict="differ")
    (row,) = decisions(join(shipped(), store.overlay())).values()
    assert (row.verdict, row.reason) == ("differ", "")


def test_a_decision_goes_and_comes_back_with_its_document(store: Store) -> None:
    row = keep(store).row
    store.delete(FIRST)
    assert decisions(join(shipped(), store.overlay())) == {}
    assert store.overlay().rows.get("comparisons", {}) == {}
    store.restore(FIRST)
    assert [*decisions(join(shipped(), store.overlay())).values()] == [row]


def test_a_decision_on_words_that_are_gone_is_not_shown(store: Store) -> None:
    keep(store, one="gone-01.p01")
    keep(store, other_end=10_000)
    assert decisions(join(shipped(), store.overlay())) == {}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"verdict": None}, "compare.no-verdict"),
        ({"reason": None}, "compare.no-reason"),
        ({"verdict": "maybe"}, "compare.no-words"),
        ({"reason": "mood"}, "compare.no-words"),
        ({"one_start": -1}, "compare.no-words"),
        ({"one_start": 110}, "compare.no-words"),
        ({"other": f"{ARTICLE}.p02"}, "compare.no-words"),
        ({"one": f"{FIRST}.p02"}, "compare.no-words"),
        ({"one": "<b>"}, "compare.no-words"),
    ],
)
def test_what_does_not_hold_together_is_refused(more: dict[str, Any], why: str) -> None:
    with pytest.raises(Unfit, match=f"^{why}$"):
        comparison_row(FIRST, values(**more))


@given(
    st.sampled_from(VERDICTS),
    st.sampled_from(DIFFERENCE_REASONS),
    st.text(max_size=500),
    st.text(max_size=300),
)
def test_any_note_becomes_a_line_and_a_reason_is_of_no_contradiction_alone(
    verdict: str, reason: str, note: str, by: str
) -> None:
    row = comparison_row(FIRST, values(verdict=verdict, reason=reason, note_ar="", note_en=note, by=by)).row
    assert isinstance(row, ComparedPair)
    assert (row.reason == "") == (verdict != "no-contradiction")
    assert len(row.note_en) <= LONGEST_NOTE
    assert "\n" not in row.note_en + row.by
    assert row.note_ar == row.note_en


def test_a_dossier_carries_decisions_but_not_whose_they_were(store: Store, other: Store) -> None:
    row, notes = keep(store).row, Notes()
    assert isinstance(row, ComparedPair)
    load_into(other, shipped(), save_dossier(store)[0], notes)
    assert notes == Notes()
    (came,) = decisions(join(shipped(), other.overlay())).values()
    assert came == row.model_copy(update={"by": ""})
    assert row.by == "Nora"


def test_a_dossier_brings_no_decision_that_nobody_could_have_made(store: Store, other: Store) -> None:
    own, notes = store.entry(FIRST), Notes()
    assert own is not None
    sound = comparison_row(FIRST, values()).row
    assert isinstance(sound, ComparedPair)
    forged = [
        sound.model_copy(update={"id": "pair-a", "other_end": 9_999}),
        sound.model_copy(update={"id": "pair-b", "one": "nowhere.p01"}),
        sound.model_copy(update={"id": "pair-c", "reason": ""}),
    ]
    store.change(own, [Extra(FIRST, row) for row in forged])
    load_into(other, shipped(), save_dossier(store)[0], notes)
    assert len(notes.dropped) == len(forged)
    assert other.overlay().rows.get("comparisons", {}) == {}


def test_decisions_between_two_added_documents_go_with_the_one_that_they_came_with(store: Store) -> None:
    store.add([entry("letter-01")])
    own = store.entry("letter-01")
    assert own is not None
    spots = {"one": f"{FIRST}.p04", "one_start": 0, "one_end": 5, "other": "letter-01.p01"}
    extra = comparison_row("letter-01", values(**spots, other_start=0, other_end=4))
    store.change(own, [extra])
    store.delete(FIRST)
    assert decisions(join(shipped(), store.overlay())) == {}
    store.restore(FIRST)
    assert [*decisions(join(shipped(), store.overlay())).values()] == [extra.row]
