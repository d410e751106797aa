"""Events in time: above the line those that the article mentions or relies on, below it the context. Time
runs left to right."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from data.atlas.atlas import Atlas
from data.facts.origin import curated
from data.i18n import Lang, count, date, name, number, say
from data.query.view import View
from data.tables.model import Event
from ui.charts.spec import Axis, Mark, Marks, Swatch

APART = 170  # days: events of a lane that are closer than this are stacked
SIDES = {"article": 1, "context": -1}  # above or below the line


def timeline(view: View, lang: Lang) -> Marks:
    """A mark per event, those outside the period faint. Picks carry the event; a brushed stretch of time
    becomes the period."""
    atlas = view.atlas
    events = sorted(atlas.events.values(), key=lambda event: event.date)
    series = {relation: say(atlas, f"panel.event-{relation}", lang) for relation in SIDES}
    return Marks(
        lang=lang,
        finding=_finding(atlas, view.events, lang),
        legend=(Swatch(series["article"], 1, "circle"), Swatch(series["context"], 2, "open-diamond")),
        marks=tuple(mark for relation in SIDES for mark in _lane(view, events, relation, series, lang)),
        axis=Axis("date"),
        through=tuple(day(document.date).isoformat() for document in curated(atlas).documents.values()),
        band=_band(view, events),
    )


def _lane(
    view: View, events: Sequence[Event], relation: str, series: Mapping[str, str], lang: Lang
) -> list[Mark]:
    rows = [event for event in events if event.relation == relation]
    inside, focus = {event.id for event in view.events}, view.selection.in_focus
    return [
        Mark(
            day(event.date).isoformat(),
            SIDES[relation] * level,
            series[relation],
            f"{date(event.date, lang)} · {name(event, lang, 'title')}",
            (f"event:{event.id}",),
            ringed=focus == f"event:{event.id}",
            faint=event.id not in inside,
        )
        for event, level in zip(rows, levels(rows), strict=True)
    ]


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


def _band(view: View, events: Sequence[Event]) -> tuple[str, str] | None:
    """The chosen period, from its first day to its last."""
    s = view.selection
    if not events or not (s.since or s.until):
        return None
    return f"{s.since or events[0].date[:4]}-01-01", f"{s.until or events[-1].date[:4]}-12-31"


def _finding(atlas: Atlas, events: Sequence[Event], lang: Lang) -> str:
    years = Counter(event.date[:4] for event in events)
    relied = sum(event.relation == "article" for event in events)
    parts = {"article": number(relied, lang), "context": number(len(events) - relied, lang)}
    values = {"count": count(atlas, "events", len(events), lang), **parts}
    if len(events) < 3:
        return say(atlas, "actors.events-few", lang, **values)
    top = max(years, key=lambda year: years[year])
    return say(atlas, "actors.events", lang, **values, year=top, most=number(years[top], lang))
