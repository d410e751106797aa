"""The actors page: who is named where and by whom, actors crossed with topics, events in time, and who is
never named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup
from plotly.graph_objects import Figure

from data.i18n import Lang, actor_name, isolate, name, say
from data.query.actors import ROLES, by_passage, by_voice, cooccurrence, never_named, top_passages
from data.query.describe import describe
from data.query.filters import FILTERS
from data.query.view import View
from export.tables.records import events as event_rows
from geo import points, precision
from ui.charts import actors
from ui.charts.aid import alt
from ui.charts.timeline import timeline
from ui.html.filtered import panel_state
from ui.html.headings import subject
from ui.html.panel import panel
from ui.session import state
from ui.session.components import show_card, show_folded, show_map, show_tabs
from ui.session.tables import picked_row, show_table
from ui.session.widgets import range_fields

Records = list[dict[str, Any]]


@state.live("actors")
def main() -> None:
    """Compose the page."""
    view, lang = state.view(), state.lang()
    atlas = view.atlas
    sides = [*atlas.groups, *(key for key, actor in atlas.actors.items() if actor.alleged)]
    absent = never_named(view)
    left, aside = st.columns([66, 34], gap="medium")
    with left:
        st.header(say(atlas, "actors.title", lang), anchor=False)
        shown = Markup('<p class="d-shown" role="status">{} <span>{}</span></p>')
        st.html(shown.format(describe(view, lang), say(atlas, "actors.lead", lang)))
        chart("in-time", lambda: timeline(view, lang), partial(events, view, lang), lang, brush=True)
        sets = {"sides": sides, "each": list(atlas.actors)}
        crossings = {
            key: (partial(actors.matrix, view, rows, lang), partial(matrix, view, rows, lang))
            for key, rows in sets.items()
        }
        counted = {
            "by-passage": (partial(actors.by_passages, view, lang), partial(by_passages, view, lang)),
            "mentions": (partial(actors.mentions, view, lang), partial(mentions, view, lang)),
        }
        for group, charts in {"crossings": crossings, "counted": counted}.items():
            show_tabs(
                group,
                {
                    say(atlas, f"actors.{key}", lang): partial(chart, key, *made, lang)
                    for key, made in charts.items()
                },
            )
        chart(
            "never-named",
            lambda: actors.never_named(view, absent, lang),
            partial(never_named_rows, view, absent, lang),
            lang,
        )
    with aside, st.container(key="aside"):
        beside()


@state.live("beside")
def beside() -> None:
    """The map and the card of the focus: what is picked in them redraws them alone."""
    view, lang = state.view(), state.lang()
    show_map(points.live(view, lang, state.frame()), lang)
    show_card(panel(view, lang, precision.lines(view, lang)), panel_state(view))


def chart(
    key: str, draw: Callable[[], Figure], rows: Callable[[], Records], lang: Lang, brush: bool = False
) -> None:
    """A chart under its subject and its finding, with its table. A pick of a mark or cell, or a brushed time,
    is taken."""
    atlas, here = state.atlas(), f"{key}-{state.picks()}-{hash(state.selection())}"
    figure = state.figure(
        f"actors {key}",
        lambda: draw().update_layout(dragmode="select" if brush else False, selectdirection="h"),
    )
    st.html(subject(say(atlas, f"actors.{key}", lang), isolate(figure.layout.meta["title"])))
    with st.container(
        key=f"wide-{key}"
    ):  # on a narrow screen the cells keep their size and the chart scrolls
        st.plotly_chart(
            figure,
            key=here,
            alt=alt(figure),
            on_select=lambda: take(here),
            selection_mode=("points", "box") if brush else "points",
            config={"displayModeBar": False, "responsive": True},
        )
    show_folded(
        say(atlas, "chart.table", lang),
        f"table-{key}",
        partial(table, rows, f"rows-{here}-{lang}" if brush else ""),
    )


def table(rows: Callable[[], Records], key: str) -> None:
    """The rows of a chart. `key`: a row can be picked, where plotly takes a drag and therefore no click."""
    lang = state.lang()
    dates = [say(state.atlas(), "column.date", lang)]
    show_table(rows(), lang, dates=dates, key=key or None, on_pick=partial(pick_event, key) if key else None)


def take(key: str) -> None:
    """The callback of a chart: a brushed stretch becomes the period; a cell two filters; anything else the
    focus."""
    chosen = st.session_state[key]["selection"]
    if chosen.get("box"):
        first, last = (int(str(edge)[:4]) for edge in sorted(chosen["box"][0]["x"]))
        state.choose(**range_fields(state.atlas(), FILTERS["period"], first, last))
        state.redraw()
    for what in (value for point in chosen["points"][:1] for value in listed(point.get("customdata"))):
        kind, _, cell = what.partition(":")
        if kind == "cross":
            cross(*cell.split(" "))
        else:
            state.focus(what)


def pick_event(key: str) -> None:
    """The callback of the table of events: look at the event of the row."""
    if (row := picked_row(key)) is not None:
        state.focus(f"event:{state.view().events[row].id}")
    state.redraw()


def listed(customdata: Any) -> list[str]:
    """Custom data of a point as a list: it arrives as a list or as a dict."""
    return [
        str(value) for value in (customdata.values() if isinstance(customdata, dict) else customdata or [])
    ]


def cross(actor: str, topic: str) -> None:
    """Choose an actor and a topic alone; if they are chosen already, neither."""
    s = state.selection()
    same = (s.actors, s.topics) == ((actor,), (topic,))
    state.choose(actors=() if same else (actor,), topics=() if same else (topic,))
    state.redraw()


def events(view: View, lang: Lang) -> Records:
    """The events of the period, with places, passages and sources; without their keys, which say nothing to a
    reader."""
    shown = [{key: cell for key, cell in record.items() if key != "id"} for record in event_rows(view, lang)]
    return [
        {say(view.atlas, f"column.{key}", lang): cell for key, cell in record.items()} for record in shown
    ]


def mentions(view: View, lang: Lang) -> Records:
    """Actor, mentions by voice, and in how many passages."""
    heads = {voice: say(view.atlas, f"voice.{voice}", lang) for voice in actors.VOICES}
    who, passages = say(view.atlas, "column.name", lang), say(view.atlas, "column.passages-shown", lang)
    return [
        {
            who: actors.label(view.atlas, actor, lang),
            **{heads[v]: counts[v] for v in heads},
            passages: view.counts.get(actor, 0),
        }
        for actor, counts in by_voice(view).items()
    ]


def by_passages(view: View, lang: Lang) -> Records:
    """A row per actor, a column per passage of the chart."""
    atlas, columns = view.atlas, top_passages(view, actors.COLUMNS)
    found, several = by_passage(view, columns), len({atlas.passages[p].document for p in columns}) > 1
    who, numbers = (
        say(atlas, "column.name", lang),
        {p: p if several else str(atlas.passages[p].number) for p in columns},
    )
    return [
        {
            who: actors.label(atlas, a, lang),
            **{n: found[a, p].total() if (a, p) in found else 0 for p, n in numbers.items()},
        }
        for a in by_voice(view)
    ]


def matrix(view: View, rows: list[str], lang: Lang) -> Records:
    """A row per side or actor, a column per topic."""
    atlas, found = view.atlas, cooccurrence(view)
    who = say(atlas, "column.name", lang)
    named = [row for row in rows if any((row, topic) in found for topic in atlas.topics)]
    return [
        {
            who: actor_name(atlas, row, lang),
            **{name(t, lang): found.get((row, key), 0) for key, t in atlas.topics.items()},
        }
        for row in named
    ]


def never_named_rows(view: View, found: Mapping[str, Any], lang: Lang) -> Records:
    """A row per body or actor that the article never names: records by role, and events."""
    atlas = view.atlas
    heads = {role: say(atlas, f"column.{role}", lang) for role in ROLES}
    return [
        {
            say(atlas, "column.name", lang): actors.who(atlas, key, lang),
            **{heads[role]: len(entry.aid.get(role, ())) for role in ROLES},
            say(atlas, "panel.events", lang): len(entry.events),
        }
        for key, entry in found.items()
    ]


main()
