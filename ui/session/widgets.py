"""The filters as the widgets hold them: Selection -> {widget key: value}, and back. Labels change with counts
and language, keys and values do not."""

from __future__ import annotations

import re
from typing import Any

from data.atlas.atlas import Atlas
from data.facts.border import last_km
from data.index.index import FACETS
from data.query.selection import Selection
from data.tables.columns import printable

ENDS = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)  # of a stretch, in kilometres
SETS = (*FACETS, "donors", "categories", "statuses", "documents")  # the filters with several values


def values(atlas: Atlas, s: Selection) -> dict[str, Any]:
    """Widget key -> the value that says what `s` has."""
    low, high = years(atlas)
    period = (min(max(s.since or low, low), high), max(min(s.until or high, high), low))
    stretch = (s.km_from or 0, last_km(atlas) if s.km_to is None else s.km_to)
    return {key: list(getattr(s, key)) for key in SETS} | {
        "match": s.match,
        "text": s.text,
        "reading": s.reading,
        "lens": s.lens,
        "cut": s.cut,
        "period": period,
        "stretch": stretch,
    }


def chosen(atlas: Atlas, widgets: dict[str, Any]) -> dict[str, Any]:
    """The reverse: the fields of a selection as the widgets have them; what a widget leaves empty is not
    among them."""
    low, high = years(atlas)
    since, until = widgets["period"]
    plain = {key: widgets[key] for key in ("match", "reading", "lens", "cut")}
    words, period = (
        printable(widgets["text"] or "").strip(),
        (since if since > low else None, until if until < high else None),
    )
    fields = (
        plain
        | {key: tuple(widgets[key]) for key in SETS}
        | {"text": words, "since": period[0], "until": period[1]}
    )
    fields |= stretch(atlas, "-".join(map(str, widgets["stretch"])))
    return {key: value for key, value in fields.items() if value or key not in ("match", "reading", "lens")}


def stretch(atlas: Atlas, ends: str) -> dict[str, int | None]:
    """The fields of a selection for the stretch "120-340" of the border, in kilometres; for anything else, no
    stretch."""
    last, found = last_km(atlas), ENDS.fullmatch(ends)
    low, high = found.groups() if found else ("0", str(last))
    start, end = sorted(min(int(km), last) for km in (low, high))
    return {"km_from": start or None, "km_to": end if end < last else None}


def years(atlas: Atlas) -> tuple[int, int]:
    """First and last year of any event."""
    found = [int(event.date[:4]) for event in atlas.events.values()]
    return min(found), max(found)
