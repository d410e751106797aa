"""Every row of the table of filters does all that a filter does: it goes into links and widgets and back, is
said in both languages, is a chip that can be dropped, and is counted."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_web_choice_js import ask, compare, file
from tiny import filtering, selections, shipped

from data.i18n.amounts import number
from data.i18n.isolates import strip_isolates
from data.query.aid import narrows_records
from data.query.describe import chosen_values, describe, filter_phrase
from data.query.filters import FACETS, FILTERS, PASSAGE_FILTERS, Filter
from data.query.selection import SWITCHES, Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from export.story import state
from ui.html.filtered import aid_chips, chips
from ui.sentences.aid import filters_applied
from ui.session import widgets
from ui.session.picks import pick_effect

ATLAS = shipped()
ROWS = pytest.mark.parametrize("row", FILTERS.values(), ids=list(FILTERS))


def used(row: Filter, data: st.DataObject) -> Selection:
    """A selection with this filter alone."""
    return Selection(**data.draw(filtering(ATLAS, row)))


def told(text: str) -> str:
    """A text without the marks that isolate directions."""
    return strip_isolates(text)


def test_every_field_of_a_selection_is_of_one_filter_a_switch_or_says_what_is_looked_at() -> None:
    of_filters = [name for row in FILTERS.values() for name in row.fields]
    assert sorted([*of_filters, *SWITCHES, "focus", "page", "compared", "case"]) == sorted(
        f.name for f in fields(Selection)
    )
    assert {row.match for row in FILTERS.values()} <= {"", *SWITCHES}


@ROWS
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_it_goes_into_a_link_and_comes_back(row: Filter, data: st.DataObject) -> None:
    s = used(row, data)
    assert Selection.from_query(s.to_query(), ATLAS) == (s, ())
    assert s.in_use == (row,)
    assert s.narrowed
    assert s.filtered == (row.scope == "passages")


@ROWS
def test_what_means_nothing_here_is_dropped_and_named(row: Filter) -> None:
    for name in row.fields:
        s, unknown = Selection.from_query({name: "no-such-value"}, ATLAS)
        assert (s.narrowed, unknown) == ((True, ()) if row.kind == "text" else (False, ("no-such-value",)))
        assert Selection.from_query({name: ""}, ATLAS) == (Selection(), ())


@ROWS
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_its_widget_shows_it_and_gives_it_back(row: Filter, data: st.DataObject) -> None:
    s = used(row, data)
    again = Selection().with_changes(**widgets.fields_of_widgets(ATLAS, widgets.widget_values(ATLAS, s)))
    if not row.is_range:
        assert again == s
        return
    low, high = row.limits(ATLAS)
    ends = zip(s.values(row), again.values(row), (low, high), strict=True)
    for asked, got, open_end in ends:  # a slider ends where the events do
        held = open_end if asked is None else min(max(asked, low), high)
        assert (open_end if got is None else got) == held


@pytest.mark.parametrize("lang", LANGS)
@ROWS
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_it_is_said(row: Filter, lang: Lang, data: st.DataObject) -> None:
    s = used(row, data)
    view = select(ATLAS, s)
    if row.scope == "passages":
        assert told(filter_phrase(ATLAS, s, row.key, ATLAS.text(lang))) in told(
            describe(view, view.atlas.text(lang))
        )
    on_records = told(filters_applied(view, view.atlas.text(lang)))
    if narrows_records(row):
        assert told(filter_phrase(ATLAS, s, row.key, ATLAS.text(lang), "records")) in on_records
    else:
        assert told(ATLAS.text(lang)(row.title)) in on_records
    shown = told(filter_phrase(ATLAS, s, row.key, ATLAS.text(lang)))
    if row.is_range:
        ends = [value for value in s.values(row) if value is not None]
        assert all(told(number(end, lang)) in shown or str(end) in shown for end in ends)
    else:
        assert all(told(row.name(ATLAS, value, ATLAS.text(lang))) in shown for value in chosen_values(s, row))


@ROWS
@settings(max_examples=25, deadline=None)
@given(data=st.data(), others=selections(ATLAS))
def test_its_chips_drop_it_and_nothing_else(row: Filter, data: st.DataObject, others: Selection) -> None:
    s = replace(others, **data.draw(filtering(ATLAS, row)))
    for lang in LANGS:
        picks = [
            pick
            for pick, _ in chips(select(ATLAS, s), select(ATLAS, s).atlas.text(lang), (row.scope,))
            if pick.split(":")[1] == row.key
        ]
        assert len(picks) == (len(s.values(row)[0]) if row.kind == "ids" else 1)
        html = aid_chips(select(ATLAS, s), select(ATLAS, s).atlas.text(lang))
        assert all(f'data-pick="{pick}"' in html for pick in [*picks, "clear:"])
        left = s
        for pick in picks:
            assert row in left.in_use
            left = left.with_changes(**pick_effect(ATLAS, left, pick, framed=True).changes)
        assert left.in_use == tuple(other for other in s.in_use if other != row)
        assert left.match == s.match


@ROWS
@settings(max_examples=10, deadline=None)
@given(data=st.data(), others=selections(ATLAS))
def test_it_narrows_and_is_counted(row: Filter, data: st.DataObject, others: Selection) -> None:
    s = replace(others, **data.draw(filtering(ATLAS, row)))
    view, without = select(ATLAS, s), select(ATLAS, s.without_filter(row.key))
    if row.scope == "passages":
        assert {*view.passages} <= {*without.passages}
    if narrows_records(row):
        assert {record.id for record in view.aid} <= {record.id for record in without.aid}
    else:
        assert [record.id for record in view.aid] == [record.id for record in without.aid]
    if row.key in FACETS:
        for value, n in view.facets[row.key].items():
            one: dict[str, Any] = {row.key: (value,)}
            assert n == len(select(ATLAS, replace(s, **one)).passages), value


# the exported file

PASSAGE_ROWS = pytest.mark.parametrize("row", PASSAGE_FILTERS, ids=[row.key for row in PASSAGE_FILTERS])


def plain(s: Selection) -> dict[str, Any]:
    """A selection as the exported file holds it."""
    values: dict[str, Any] = json.loads(json.dumps(state(s)))
    return values


@PASSAGE_ROWS
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_the_exported_file_narrows_counts_and_describes_by_it(row: Filter, data: st.DataObject) -> None:
    compare(ATLAS, used(row, data))


@PASSAGE_ROWS
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_exported_file_reads_and_writes_its_links(row: Filter, data: st.DataObject) -> None:
    s = used(row, data)
    assert ask(file(ATLAS), "(query) => fromQuery(data, query, {})", s.to_query()) == plain(s)
    assert ask(file(ATLAS), "(state) => toQuery(data, state)", plain(s)) == s.to_query()


@PASSAGE_ROWS
@pytest.mark.parametrize(
    "text", ["", "no-such-value", "-1", "0", "12.5", "٣٠٠", "1344", "2015", "99999", "1e3"]
)
def test_the_exported_file_drops_of_a_link_what_the_app_drops(row: Filter, text: str) -> None:
    for name in row.fields:
        s, _ = Selection.from_query({name: text}, ATLAS)
        assert ask(file(ATLAS), "(query) => fromQuery(data, query, {})", {name: text}) == plain(s)


@PASSAGE_ROWS
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_the_exported_file_drops_it_by_its_chips(row: Filter, data: st.DataObject) -> None:
    s = used(row, data)
    for pick, _ in chips(select(ATLAS, s), select(ATLAS, s).atlas.text("en")):
        key, _, value = pick.removeprefix("drop:").partition(":")
        left = ask(file(ATLAS), "(...asked) => without(data, ...asked)", plain(s), key, value)
        assert plain(s) | left == plain(s.without_filter(key, value)) | {"first": s.first}
