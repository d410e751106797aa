"""What this session picks in charts and their tables: aid records, whose chart keeps its marking until a new
key clears it, and on the actors page a focus, two filters or a stretch of time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Literal
from zlib import crc32

import streamlit as st

from data.query.filters import FILTERS
from ui.charts.plotly.figure import ids
from ui.session import state
from ui.session.run import callbacks, live_parts
from ui.session.session import session
from ui.session.tables import picked_row
from ui.session.widgets import range_fields


def pick_widget(
    chart: str, picks: Literal["", "records", "marks"]
) -> tuple[str, Callable[[], None] | Literal["ignore"]]:
    """The key of a chart's widget, and the callback that takes what is picked in it. A chart of aid keeps its
    marking until `forget`, another until the selection changes."""
    if picks == "records":
        widget = f"chart-{chart}-{forgotten_count(chart)}"
        return widget, partial(_record_picked, chart, widget)
    if picks == "marks":
        widget = f"chart-{chart}-{state.picks()}-{crc32(repr(state.current_selection()).encode()):x}"
        return widget, partial(_mark_picked, widget)
    return f"chart-{chart}", "ignore"


def filters_changed() -> None:
    """Take the filters as the widgets have them, those of the aid records among them: picks in charts are
    forgotten."""
    if were := bool(picked_records()):
        forget()
    callbacks.filter_changed(whole=were)


def _record_picked(chart: str, widget: str) -> None:
    """Take what was picked in a chart of aid: remember the records behind the bar or mark, and look at it if
    it is one."""
    own = session()
    before, own.charts.chart = own.charts.chart, chart
    if before not in ("", chart):  # one chart at a time shows what was picked
        own.charts.given_up[before] = own.charts.given_up.get(before, 0) + 1
    own.charts.records = [key for key in ids(_chosen(widget)["points"]) if key in state.atlas().aid]
    own.url.spoken = True
    if len(own.charts.records) == 1:
        callbacks.focus(f"aid:{own.charts.records[0]}")
    live_parts.redraw(whole=True)  # what another chart had opened closes


def row_picked(table: str, records: Sequence[str]) -> None:
    """Take what was picked in a table of aid records (a callback): look at the record of the row."""
    row = picked_row(table)
    callbacks.focus("" if row is None else f"aid:{records[row]}")


def picked_records(*named: str) -> list[str]:
    """Ids of the aid records picked in one of the charts `named` (in any, when none is named); empty when
    none are."""
    charts = session().charts
    found = [key for key in charts.records if key in state.atlas().aid]
    return found if not named or charts.chart in named else []


def picked_chart() -> str:
    """The chart in which records were picked last."""
    return session().charts.chart


def unpick() -> None:
    """Show the button that forgets what was picked in charts."""
    forget()
    live_parts.redraw(whole=True)


def forget() -> None:
    """Forget what was picked in charts; a new key clears their own marking."""
    own = session()
    own.charts.records, own.url.spoken = [], True
    own.charts.forgotten += 1


def forgotten_count(chart: str = "") -> int:
    """How often picks in charts were forgotten, or given up in this one for another's: part of the charts'
    keys."""
    charts = session().charts
    return charts.forgotten + charts.given_up.get(chart, 0)


def _mark_picked(widget: str) -> None:
    """Take what was picked in a chart of the actors page: a brushed stretch becomes the period, a cell of
    actor and topic two filters, anything else the focus."""
    chosen = _chosen(widget)
    if chosen.get("box"):
        _brushed(sorted(chosen["box"][0]["x"]))
    for what in ids(chosen["points"][:1]):
        kind, _, cell = what.partition(":")
        if kind == "cross":
            _crossed(*cell.split(" "))
        else:
            callbacks.focus(what)


def event_picked(table: str) -> None:
    """Take what was picked in the table of events (a callback): look at the event of the row."""
    if (row := picked_row(table)) is not None:
        callbacks.focus(f"event:{state.view().events[row].id}")
    live_parts.redraw()


def _chosen(widget: str) -> dict[str, Any]:
    """What a chart's widget says of its picks."""
    chosen: dict[str, Any] = st.session_state[widget]["selection"]
    return chosen


def _brushed(edges: Sequence[Any]) -> None:
    first, last = (int(str(edge)[:4]) for edge in edges)
    state.choose(**range_fields(state.atlas(), FILTERS["period"], first, last))
    live_parts.redraw()


def _crossed(actor: str, topic: str) -> None:
    """Choose an actor and a topic alone; if they are chosen already, neither."""
    s = state.current_selection()
    same = (s.actors, s.topics) == ((actor,), (topic,))
    state.choose(actors=() if same else (actor,), topics=() if same else (topic,))
    live_parts.redraw()
