"""What a selection chooses: each filter by itself on the tiny atlas, and the counts of all facets against
brute force."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import selections, shipped, small, with_tables

from data.atlas.atlas import Atlas
from data.facts.border import chainage_span, overlaps
from data.index import postings
from data.query.filters import FACETS
from data.query.selection import OPENING, Selection
from data.query.view import View, select
from ui.html.passages import filter_status

ATLASES = [pytest.param(small(), id="tiny"), pytest.param(shipped(), id="shipped")]
ALL = ("note.p01", "note.p02", "note.p03", "note.p04", "letter.p01")


def chosen(**filters: Any) -> tuple[str, ...]:
    """The passages of the tiny atlas that the filters choose."""
    return tuple(select(small(), Selection(**filters)).passages)


def test_nothing_chosen_shows_everything() -> None:
    assert chosen() == ALL


def test_any_of_the_actors_or_all_within_one_passage() -> None:
    assert chosen(actors=("minister", "company")) == ("note.p01", "note.p03")
    assert chosen(actors=("minister", "company"), match="all") == ()
    assert chosen(actors=("sun", "moon"), match="all") == ("note.p03",)


def test_a_group_holds_its_actors_and_an_actor_is_only_itself() -> None:
    assert chosen(actors=("sun",)) == ("note.p01", "note.p03")
    assert chosen(actors=("sunland",)) == ("note.p01", "note.p03")
    assert chosen(actors=("minister",)) == ("note.p01",)


def test_the_group_of_the_united_states_holds_its_ministers_and_officials() -> None:
    passages = select(shipped(), Selection(actors=("united-states",))).passages
    alone = select(shipped(), Selection(actors=("us-government",))).passages
    assert set(alone) < set(passages)


@pytest.mark.parametrize("atlas", ATLASES)
def test_an_alleged_actor_never_counts_with_its_group(atlas: Atlas) -> None:
    """Take away every other actor: then a passage that names only alleged ones belongs to no group."""
    alleged = {a.id for a in atlas.actors.values() if a.alleged}
    assert alleged
    rest = {key: m for key, m in atlas.mentions.items() if m.entity in alleged}
    facets = select(with_tables(atlas, mentions=rest), Selection()).facets["actors"]
    assert set(facets) == alleged


def test_a_voice_chooses_the_passages_in_which_it_speaks() -> None:
    assert chosen(voices=("attributed",)) == ("note.p01",)
    assert chosen(voices=("minister",)) == ("note.p01",)
    assert chosen(voices=("author",)) == ALL


def test_with_a_voice_actors_count_only_in_its_spans() -> None:
    assert chosen(voices=("author",), actors=("minister",)) == ("note.p01",), "the writer names him"
    assert chosen(voices=("minister",), actors=("minister",)) == (), "he does not name himself"
    assert chosen(voices=("minister",), actors=("sunland",)) == ("note.p01",)


def test_with_a_voice_words_count_only_in_its_spans() -> None:
    assert chosen(text="زار") == ("note.p01",)
    assert chosen(text="زار", voices=("minister",)) == ()
    assert chosen(text="عادت", voices=("minister",)) == ("note.p01",)
    assert chosen(text="عادت", voices=("author",)) == ()


def test_any_of_the_topics() -> None:
    assert chosen(topics=("visits",)) == ("note.p01", "note.p03")
    assert chosen(topics=("visits", "trade")) == ALL


def test_a_period_finds_what_is_dated_inside_it_and_counts_the_undated_apart() -> None:
    view = select(small(), Selection(since=2021))
    assert view.passages == ("note.p01",), "p03 is of 2020"
    assert view.undecided == view.apart["undated"] == ("note.p02", "note.p04", "letter.p01"), (
        "an event of the context dates no passage"
    )
    assert [e.id for e in view.events] == ["visit"]


@pytest.mark.parametrize("atlas", ATLASES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_passage_is_found_or_counted_apart_or_outside_and_only_one_of_them(
    atlas: Atlas, data: st.DataObject
) -> None:
    view = select(atlas, data.draw(selections(atlas)))
    s, found, apart = view.selection, set(view.passages), set(view.undecided)
    assert not found & apart
    assert {p for own in view.apart.values() for p in own} == apart
    dated = select(atlas, replace(s, since=None, until=None, km_from=None, km_to=None))
    for passage in dated.passages:
        years = [int(e.date[:4]) for e in atlas.events_of.get(passage, ())]
        along = [
            chainage_span(atlas, m.entity)
            for m in atlas.mentions_of[passage]
            if chainage_span(atlas, m.entity)
        ]
        answers = []
        if s.since is not None or s.until is not None:
            answers.append(any((s.since or y) <= y <= (s.until or y) for y in years) if years else None)
        if s.stretched:
            answers.append(overlaps([at for at in along if at], s.km_from, s.km_to) if along else None)
        assert (passage in found) == all(answers)
        assert (passage in apart) == (None in answers and False not in answers)
        assert (filter_status(view, passage, view.atlas.text("en")) == "") == (passage in found)


def test_a_period_includes_both_its_years() -> None:
    assert chosen(since=2020, until=2020) == ("note.p03",)
    assert chosen(since=2022, until=2022) == ("note.p01",)
    assert chosen(since=2021, until=2021) == ()


def test_without_a_period_nothing_is_called_undated() -> None:
    assert select(small(), Selection(topics=("trade",))).apart == {}


def test_words_are_found_in_the_text_and_in_the_translation() -> None:
    assert chosen(text="صندوق") == chosen(text="boxes") == ("note.p03",)
    assert chosen(text="nowhere") == ()
    assert chosen(text="   ") == ALL


def test_filters_of_different_kinds_apply_together() -> None:
    assert chosen(topics=("visits",), actors=("moon",)) == ("note.p03",)
    assert chosen(topics=("visits",), actors=("moon",), since=2021) == ()


@pytest.mark.parametrize("atlas", ATLASES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_facet_counts_what_its_value_alone_would_choose(atlas: Atlas, data: st.DataObject) -> None:
    selection = data.draw(selections(atlas))
    facets = select(atlas, selection).facets
    facet = data.draw(st.sampled_from(FACETS))
    value = data.draw(st.sampled_from(list(facets[facet])))
    changed: dict[str, Any] = {facet: (value,)}
    assert facets[facet][value] == len(select(atlas, replace(selection, **changed)).passages)


@pytest.mark.parametrize("atlas", ATLASES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_focus_never_filters(atlas: Atlas, data: st.DataObject) -> None:
    view = select(atlas, data.draw(selections(atlas)))
    without = select(atlas, replace(view.selection, focus=""))
    assert view.passages == without.passages
    assert view.facets == without.facets
    assert view.counts == without.counts


@pytest.mark.parametrize("atlas", ATLASES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_counts_are_of_the_chosen_passages_that_name_the_entity(atlas: Atlas, data: st.DataObject) -> None:
    view = select(atlas, data.draw(selections(atlas)))
    named: dict[str, int] = {}
    for passage in view.passages:
        for entity in {m.entity for m in atlas.mentions.values() if m.passage == passage}:
            named[entity] = named.get(entity, 0) + 1
    assert view.counts == named


def test_the_panel_holds_the_passages_of_the_focus() -> None:
    def panel(focus: str, **filters: Any) -> tuple[str, ...]:
        return tuple(select(small(), Selection(focus=focus, **filters)).panel)

    assert panel("place:nora") == ("note.p01", "note.p02")
    assert panel("place:nora", topics=("trade",)) == ("note.p02", "note.p01"), (
        "chosen or not, but chosen ones first"
    )
    assert panel("place:nora", topics=("trade",), first="found") == panel("", topics=("trade",)), (
        "its card stands aside"
    )
    assert panel("passage:note.p04") == ("note.p04",)
    assert panel("place:kasr") == (), "no passage names it"
    assert panel("", topics=("visits",)) == ("note.p01", "note.p03"), "without a focus: what is chosen"
    assert panel("", since=2021) == ("note.p01", "note.p02", "note.p04", "letter.p01"), (
        "then what the period cannot judge"
    )


def test_the_panel_keeps_the_order_of_the_documents() -> None:
    """The note stands before the letter in documents.csv, though not in the alphabet."""
    assert select(small(), Selection(focus="place:luma")).panel == ("note.p02", "letter.p01")


def test_the_focus_lights_itself_or_the_places_of_its_passages() -> None:
    def lit(focus: str) -> set[str]:
        return set(select(small(), Selection(focus=focus)).highlighted)

    assert lit("place:kasr") == {"kasr"}
    assert lit("passage:note.p02") == {"luma", "nora"}
    assert lit("actor:minister") == {"nora"}
    assert lit("passage:note.p04") == lit("") == set()


@settings(max_examples=40, deadline=None)
@given(selections(shipped()))
def test_cleared_keeps_the_focus_and_drops_every_filter(selection: Selection) -> None:
    cleared = selection.without_filters()
    assert (cleared.focus, cleared.reading) == (selection.focus, selection.reading)
    assert not cleared.filtered
    assert View(shipped(), cleared).passages == tuple(shipped().passages)


FILTERS: list[dict[str, Any]] = [
    {"actors": ("sun",)},
    {"topics": ("visits",)},
    {"voices": ("author",)},
    {"since": 2000},
    {"until": 2000},
    {"text": "x"},
    {"places": ("nora",)},
    {"assessments": ("open",)},
    {"km_from": 3},
    {"km_to": 3},
    {"documents": ("note",)},
]


def test_a_selection_is_filtered_when_a_filter_is_set_and_only_then() -> None:
    assert not Selection(focus=OPENING, match="all", reading="en").filtered
    assert all(Selection(**one).filtered for one in FILTERS)


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 199)), max_size=60),
    st.lists(st.booleans(), min_size=200, max_size=200),
)
def test_values_are_counted_the_same_by_bits_and_by_items(
    pairs: list[tuple[int, int]], chosen: list[bool]
) -> None:
    codes, numbers = np.array(sorted(pairs), dtype=np.int32).reshape(-1, 2).T
    own, mask = postings.Postings.of("abcde", codes, numbers), np.array(chosen)
    wanted = {value: int(mask[own[value]].sum()) for value in own}
    with pytest.MonkeyPatch.context() as patch:
        for dense in (0, 10**9):
            patch.setattr(postings, "DENSE", dense)
            assert own.among(mask) == wanted


def test_to_ask_whether_a_passage_is_among_many_copies_none_of_them() -> None:
    every = tuple(f"p{n}" for n in range(100_000))
    many = postings.Ids(every, {p: n for n, p in enumerate(every)}, np.arange(0, 100_000, 2, dtype=np.int32))
    assert "p2" in many, "the first time loads what it needs"
    tracemalloc.start()
    assert [p for p in ("p0", "p1", "p99998", "p99999", "other", None) if p in many] == ["p0", "p99998"]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < many.numbers.nbytes / 10


# what comes first


@pytest.mark.parametrize("one", FILTERS, ids=[next(iter(one)) for one in FILTERS])
def test_the_opening_card_steps_aside_for_what_a_filter_finds(one: dict[str, Any]) -> None:
    assert Selection().in_focus == OPENING
    found = Selection().with_changes(**one)
    assert found.in_focus == found.aside == ""
    view = select(small(), found)
    assert view.panel == (*view.passages, *view.undecided)
    assert view.highlighted == ()
    assert found.without_filters().in_focus == OPENING, "nobody has chosen another"


@pytest.mark.parametrize("one", FILTERS, ids=[next(iter(one)) for one in FILTERS])
def test_a_card_that_was_opened_stands_aside_until_it_is_picked_again(one: dict[str, Any]) -> None:
    found = Selection(focus="place:nora").with_changes(**one)
    view = select(small(), found)
    assert (found.in_focus, found.aside) == ("place:nora", "place:nora")
    assert view.panel == (*view.passages, *view.undecided)
    assert view.highlighted == ("nora",), "the map still shows where it is"
    again = found.with_changes(focus=found.aside)
    assert again.aside == ""
    assert set(select(small(), again).panel) == {"note.p01", "note.p02"}
    assert again.with_changes(first="found").aside == "place:nora"
    assert found.without_filters().aside == ""
    assert found.with_changes(reading="en", page=2).aside == "place:nora", "no filter was changed"


@pytest.mark.parametrize("one", FILTERS, ids=[next(iter(one)) for one in FILTERS])
def test_each_filter_in_use_can_be_dropped_alone(one: dict[str, Any]) -> None:
    s = Selection(**one, match="all")
    assert len(s.active) == 1
    assert not s.without_filter(s.active[0]).filtered
    both = replace(s, actors=("sun", "moon"), text="x")
    assert both.without_filter("actors", "sun") == replace(both, actors=("moon",))
    assert set(both.without_filter("text").active) == {*both.active} - {"text"}
