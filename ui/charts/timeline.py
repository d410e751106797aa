"""Events in time: above the line those that the article mentions or relies on, below it the context. Time
runs left to right."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import plotly.graph_objects as go

from data.atlas.atlas import Atlas
from data.facts.origin import curated
from data.i18n import Lang, count, date, name, number, say
from data.query.view import View
from data.tables.model import Event
from ui.charts.aid import DATES, line
from ui.charts.cells import colour, sized

APART = 170  # days: events of a lane that are closer than this are stacked
SIGNS = {"article": ("circle", 1), "context": ("diamond-open", 2)}


def timeline(view: View, lang: Lang) -> go.Figure:
    """A mark per event, those outside the period faint. Picks carry the event; a brushed stretch of time
    becomes the period."""
    atlas = view.atlas
    events = sorted(atlas.events.values(), key=lambda event: event.date)
    inside = {event.id for event in view.events}
    figure = go.Figure()
    for relation, (symbol, n) in SIGNS.items():
        rows = [event for event in events if event.relation == relation]
        up = 1 if relation == "article" else -1
        figure.add_scatter(
            x=[day(event.date).isoformat() for event in rows],
            y=[up * level for level in levels(rows)],
            mode="markers",
            name=say(atlas, f"panel.event-{relation}", lang),
            customdata=[[f"event:{event.id}"] for event in rows],
            marker={
                "symbol": symbol,
                "size": 13,
                "color": colour(atlas, n),
                "opacity": [1 if e.id in inside else 0.25 for e in rows],
                "line": {
                    "width": [3 if view.selection.in_focus == f"event:{e.id}" else 1.5 for e in rows],
                    "color": colour(atlas, n),
                },
            },
            hovertext=[line(f"{date(e.date, lang)} · {name(e, lang, 'title')}", lang) for e in rows],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    _axes(figure, view, events)
    return sized(figure, _finding(atlas, view.events, lang), 330)


def day(value: str) -> dt.date:
    """A date that may be known to the month or the year only, as its first day."""
    parts = [int(part) for part in value.split("-")]
    return dt.date(*[*parts, 1, 1][:3])


def levels(rows: Sequence[Event]) -> list[int]:
    """How high each event of a lane is stacked, from 1, so that no two marks lie on each other; rows are in
    order of time."""
    last: list[dt.date] = []
    found = []
    for event in rows:
        here = day(event.date)
        level = next((n for n, before in enumerate(last) if (here - before).days >= APART), len(last))
        last[level : level + 1] = [here]
        found.append(level + 1)
    return found


def _axes(figure: go.Figure, view: View, events: Sequence[Event]) -> None:
    s = view.selection
    figure.add_hline(y=0, line={"width": 1, "color": colour(view.atlas, 4)})
    for document in curated(view.atlas).documents.values():
        figure.add_vline(
            x=day(document.date).isoformat(), line={"width": 1, "dash": "dot", "color": colour(view.atlas, 3)}
        )
    if events and (s.since or s.until):
        first, last = s.since or int(events[0].date[:4]), s.until or int(events[-1].date[:4])
        figure.add_vrect(
            f"{first}-01-01", f"{last}-12-31", fillcolor=colour(view.atlas, 4), opacity=0.12, line_width=0
        )
    figure.update_yaxes(visible=False, fixedrange=True)
    figure.update_xaxes(type="date", fixedrange=True, showgrid=True, tickformatstops=DATES)
    figure.update_layout(
        legend={"orientation": "h", "y": -0.12, "itemclick": False, "itemdoubleclick": False}, showlegend=True
    )


def _finding(atlas: Atlas, events: Sequence[Event], lang: Lang) -> str:
    years = Counter(event.date[:4] for event in events)
    relied = sum(event.relation == "article" for event in events)
    parts = {"article": number(relied, lang), "context": number(len(events) - relied, lang)}
    values = {"count": count(atlas, "events", len(events), lang), **parts}
    if len(events) < 3:
        return say(atlas, "actors.events-few", lang, **values)
    top = max(years, key=lambda year: years[year])
    return say(atlas, "actors.events", lang, **values, year=top, most=number(years[top], lang))
