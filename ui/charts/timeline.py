"""Events in time: above the line those that the article mentions or relies on, below it the context. Time
runs left to right."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from data.facts.origin import curated_atlas
from data.i18n import Text, shorten
from data.query.view import View
from data.tables.model import Event
from data.tables.partial_dates import first_day
from ui.charts.callouts import with_callouts
from ui.charts.spec import ARTICLE, OTHERS, RECORDS, Axis, Mark, Marks, Swatch

APART = 170  # days: events of a lane that are closer than this are stacked
PLOT, CALLED = 430, 44  # pixels of the drawing at least, as web/styles/charts.css has it; letters of a name
SIDES = {"article": 1, "document": 1, "context": -1}  # above or below the line


def timeline(view: View, t: Text) -> Marks:
    """A mark per event, those outside the period faint. Picks carry the event; a brushed stretch of time
    becomes the period."""
    atlas = view.atlas
    events = sorted(atlas.events.values(), key=lambda event: event.date)
    series = {relation: t(f"panel.event-{relation}") for relation in SIDES}
    return Marks(
        lang=t.lang,
        finding=_finding(view.events, t),
        legend=(
            Swatch(series["article"], ARTICLE, "circle"),
            *([Swatch(series["document"], RECORDS, "circle")] if _own(events) else []),
            Swatch(series["context"], OTHERS, "open-diamond"),
        ),
        marks=tuple(mark for side in (1, -1) for mark in _lane(view, events, side, series, t)),
        axis=Axis("date"),
        through=tuple(
            (first_day(document.date).isoformat(), t("actors.article-date", date=t.date(document.date)))
            for document in curated_atlas(atlas).documents.values()
        ),
        band=_band(view, events),
        details=tuple(
            {
                t("aid.column.date"): event.date,
                t("aid.column.what"): t.name(event, "title"),
                t("aid.column.kind"): series[event.relation],
            }
            for event in view.events
        ),
    )


def _lane(
    view: View, events: Sequence[Event], side: int, series: Mapping[str, str], t: Text
) -> tuple[Mark, ...]:
    """The marks above (1) or below (-1) the line."""
    rows = [event for event in events if SIDES[event.relation] == side]
    inside, focus = {event.id for event in view.events}, view.selection.in_focus
    marks = [
        Mark(
            first_day(event.date).isoformat(),
            side * level,
            series[event.relation],
            f"{t.date(event.date)} · {t.name(event, 'title')}",
            (f"event:{event.id}",),
            ringed=focus == f"event:{event.id}",
            faint=event.id not in inside,
        )
        for event, level in zip(rows, levels(rows), strict=True)
    ]
    return with_callouts(marks, _weightiest(rows, t), PLOT, ("left", "right"))


def _own(events: Sequence[Event]) -> list[Event]:
    """The events that people noted of added documents."""
    return [event for event in events if event.relation == "document"]


def _weightiest(rows: Sequence[Event], t: Text) -> dict[int, str]:
    """Events by their number -> a short name: those of which most passages and sources speak first."""
    order = sorted(range(len(rows)), key=lambda n: (-len(rows[n].passages), -len(rows[n].sources)))
    return {n: shorten(t.name(rows[n], "title"), CALLED) for n in order}


def levels(rows: Sequence[Event]) -> list[int]:
    """How high each event of a lane is stacked, from 1, so that no two marks lie on each other; rows are in
    order of time."""
    last: list[dt.date] = []
    found = []
    for event in rows:
        here = first_day(event.date)
        level = next((n for n, before in enumerate(last) if (here - before).days >= APART), len(last))
        last[level : level + 1] = [here]
        found.append(level + 1)
    return found


def _band(view: View, events: Sequence[Event]) -> tuple[str, str] | None:
    """The chosen period, from its first day to its last."""
    s = view.selection
    if not events or not (s.since or s.until):
        return None
    return f"{s.since or events[0].date[:4]}-01-01", f"{s.until or events[-1].date[:4]}-12-31"


def _finding(events: Sequence[Event], t: Text) -> str:
    years = Counter(event.date[:4] for event in events)
    relied = sum(event.relation == "article" for event in events)
    parts = {"article": t.number(relied), "context": t.number(len(events) - relied - len(_own(events)))}
    values = {"count": t.count("events", len(events)), **parts}
    found = t("actors.events-few", **values)
    if len(events) > 2:
        top = max(years, key=lambda year: years[year])
        found = t("actors.events", **values, year=top, most=t.number(years[top]))
    own = len(_own(events))
    return t("actors.events-added", finding=found, count=t.number(own)) if own else found
