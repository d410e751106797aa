"""The URL: a selection goes into it and comes back, and whatever else stands in it does no harm."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tiny import selections, shipped

from data.index.search import LONGEST
from data.query.selection import OPENING, Selection
from data.tables.columns import printable

KEYS = ("actors", "match", "topics", "voices", "since", "until", "text", "focus", "reading", "lang", "embed")
CAREFUL = settings(max_examples=150, deadline=None)


def read(**query: str) -> tuple[Selection, tuple[str, ...]]:
    """What the shipped atlas makes of a URL."""
    return Selection.from_query(query, shipped())


@CAREFUL
@given(selections(shipped()), st.text(max_size=LONGEST))
def test_a_selection_comes_back_from_the_url_as_it_went_in(selection: Selection, words: str) -> None:
    selection = replace(selection, text=printable(words))
    assert read(**selection.to_query()) == (selection, ())
    assert read(text=words, **replace(selection, text="").to_query()) == (selection, ()), (
        "whatever it is, it is cleaned"
    )


def test_what_is_at_its_default_is_left_out() -> None:
    assert Selection().to_query() == {}
    assert Selection(match="any", topics=("border-security",)).to_query() == {"topics": "border-security"}


def test_a_url_holds_ids_and_not_labels() -> None:
    query = Selection(
        actors=("united-states", "lavrov"), voices=("author",), since=2001, focus="place:chaldovar"
    ).to_query()
    assert query == {
        "actors": "united-states,lavrov",
        "voices": "author",
        "since": "2001",
        "focus": "place:chaldovar",
    }


def test_an_empty_url_opens_on_the_border() -> None:
    assert read() == (Selection(), ())
    assert read()[0].in_focus == OPENING


def test_a_filter_without_a_focus_opens_on_what_it_finds() -> None:
    for query in (
        {"text": "Chaldivar"},
        {"actors": "russia"},
        {"since": "2012"},
        {"km_from": "3"},
        {"assessments": "differ"},
    ):
        selection, unknown = read(**query)
        assert (selection.in_focus, selection.aside, unknown) == ("", "", ())
        assert "focus" not in selection.to_query()


def test_a_border_that_was_chosen_is_written_and_stays_with_a_filter() -> None:
    chosen = Selection(focus=OPENING)
    assert chosen.to_query() == {"focus": OPENING}
    assert read(focus=OPENING, text="Chaldivar")[0].in_focus == OPENING, "as links of older versions have it"
    aside = chosen.with_changes(text="Chaldivar")
    assert aside.to_query() == {"focus": OPENING, "text": "Chaldivar", "first": "found"}
    assert read(**aside.to_query()) == (aside, ())


def test_no_focus_is_written_and_read_as_none() -> None:
    assert Selection(focus="").to_query() == {"focus": "none"}
    assert read(focus="none") == (Selection(focus=""), ())


def test_unknown_values_are_dropped_and_named_and_the_rest_is_kept() -> None:
    selection, unknown = read(
        actors="russia,atlantis",
        topics="weather",
        voices="author",
        since="soon",
        match="some",
        focus="place:atlantis",
    )
    assert selection == Selection(actors=("russia",), voices=("author",))
    assert sorted(unknown) == ["atlantis", "place:atlantis", "some", "soon", "weather"]


@pytest.mark.parametrize(
    "focus",
    ["place:lavrov", "actor:chaldovar", "chaldovar", "place:", ":", "passage:issa-2023.p99", "thing:"],
)
def test_a_focus_has_one_form_only(focus: str) -> None:
    assert read(focus=focus) == (Selection(), (focus,))


def test_every_thing_of_the_atlas_has_exactly_one_focus() -> None:
    for entity in shipped().entities:
        answers = [read(focus=f"{kind}:{entity}") for kind in ("place", "actor", "thing")]
        assert [unknown for _, unknown in answers].count(()) == 1, entity


def test_a_value_counts_once() -> None:
    assert read(topics="border-security,border-security,,")[0].topics == ("border-security",)


def test_lengths_are_capped() -> None:
    selection, unknown = read(text="ب" * 10_000, actors="x" * 10_000, focus="y" * 10_000)
    assert len(selection.text) == LONGEST
    assert max(map(len, unknown)) <= 80


years = st.integers(0, 9999).map(lambda year: f"{year:04d}")
garbage = st.dictionaries(
    st.sampled_from(KEYS) | st.text(max_size=8),
    st.text(max_size=40)
    | years
    | st.lists(st.sampled_from(("russia", "author", "border-security", "", "x")), max_size=5).map(",".join),
    max_size=8,
)


@CAREFUL
@given(garbage)
@example({"since": "²⁰²³", "until": "٢٠٢٣"})
@example({"focus": "passage:", "actors": ",,,"})
@example({"since": "0000"})
@example({"until": "0999"})
def test_whatever_stands_in_a_url_gives_a_selection_that_the_url_can_hold(query: dict[str, str]) -> None:
    selection, unknown = Selection.from_query(query, shipped())
    assert all(unknown)
    assert Selection.from_query(selection.to_query(), shipped()) == (selection, ())
