"""What the points of the map mean: the passages that name a place, aid at it, or statements about it and our
assessment of them; and the chosen stretch of the border as a line."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from data.facts.aid import total
from data.facts.border import last_km, overlaps
from data.facts.origin import own_records
from data.i18n import Text
from data.i18n.isolates import isolate
from data.query.view import View
from data.tables.model import Place
from geo import shapes

PIXELS = 7  # breadth of the point of a million dollars
KEY_USD = (5e6, 20e6, 50e6)  # sums whose points the legend shows


@dataclass(frozen=True)
class PointStyle:
    """What a point says under a lens: how many records or statements, its size in pixels, its class, and all
    that in words; by what its name comes before others, and what is written beside it."""

    n: int
    size: int
    tone: str
    label: str
    weight: float = 0
    worth: str = ""


def counts(view: View) -> Mapping[str, int]:
    """Place id -> how many passages, records of aid or statements the lens finds there; places with none are
    left out."""
    lens = view.selection.lens
    if lens == "passages":
        return view.counts
    if lens == "assessments":
        return {place: n for place, found in view.assessed_at.items() if (n := sum(found.values()))}
    at: dict[str, int] = {}
    for row in view.aid:
        if row.place:
            at[row.place] = at.get(row.place, 0) + 1
    return at


def point_style(view: View, place: Place, t: Text) -> PointStyle:
    """What the point of `place` says under the lens of the view; the lens must not be "passages"."""
    return _aid(view, place, t) if view.selection.lens == "aid" else _assessments(view, place, t)


def _aid(view: View, place: Place, t: Text) -> PointStyle:
    """Area by what may be summed; hollow where nothing is; small where there is no record."""
    rows = [row for row in view.aid if row.place == place.id]
    if not rows:
        return PointStyle(0, 7, "d-silent", t("lens.no-aid"))
    whole, count, own = total(rows), t.count("records", len(rows)), own_records(rows, t)
    mark, says = (" d-made-here", [own]) if own else ("", [])
    if not whole.priced:
        meaning = t.comma_list([count, *says, t("lens.unsummed")])
        return PointStyle(len(rows), 13, f"d-aid-unpriced{mark}", meaning)
    size = max(9, point_pixels(whole.usd))
    worth = t.amount(whole.usd, at_least=whole.at_least)
    return PointStyle(len(rows), size, f"d-aid{mark}", t.comma_list([count, *says, worth]), whole.usd, worth)


def point_pixels(usd: float) -> int:
    """How broad the point of a sum of aid is, in pixels: its area goes with the sum."""
    return round(PIXELS * math.sqrt(usd / 1e6))


def size_key() -> list[tuple[float, int]]:
    """Sums in dollars, each with the breadth of its point in pixels."""
    return [(usd, point_pixels(usd)) for usd in KEY_USD]


def area_styles(view: View, t: Text) -> list[dict[str, Any]]:
    """Under the lens of assessments, what is said of land and of the border: how many statements, by a class
    as of a point, and in words. Empty under another lens."""
    if view.selection.lens != "assessments":
        return []
    atlas, found = view.atlas, counts(view)
    rows = [p for p in atlas.places.values() if p.geometry in ("area", "line") and p.id in found]
    return [_area(p.id, t.name(atlas.entities[p.id]), _assessments(view, p, t)) for p in rows]


def _area(place: str, label: str, style: PointStyle) -> dict[str, Any]:
    title = f"{isolate(label)}: {style.label}"
    return {"id": place, "name": label, "n": style.n, "tone": style.tone, "title": title}


def _assessments(view: View, place: Place, t: Text) -> PointStyle:
    """The shape of the assessment that all statements about the place share, or of mixed ones; size by their
    number."""
    found = {key: n for key, n in view.assessed_at.get(place.id, {}).items() if n}
    if not found:
        return PointStyle(0, 7, "d-silent", t("lens.no-statement"))
    n = sum(found.values())
    tone = next(iter(found)) if len(found) == 1 else "mixed"
    parts = [f"{isolate(t(f'assessment.{key}'))}: {m}" for key, m in found.items()]
    meaning = ("؛ " if t.lang == "ar" else "; ").join([t.count("statements", n), *parts])
    return PointStyle(n, round(15 + 3 * n**0.5), f"d-assessed a-{tone}", meaning, n)


def stretch_style(view: View) -> dict[str, Any]:
    """The chosen stretch of the border as a line ([lat, lon]), and the points that lie outside it; nothing
    without one."""
    atlas, s = view.atlas, view.selection
    if not s.stretched:
        return {"stretch": [], "outside": []}
    low, high = s.km_from or 0, last_km(atlas) if s.km_to is None else s.km_to
    line = [shapes.point_at(km) for km in np.linspace(min(low, high), max(low, high), 160)]
    near = [
        key
        for key, at in atlas.chainage.items()
        if at.km is not None and not overlaps([(at.from_km, at.to_km)], low, high)
    ]
    return {"stretch": [[round(p.y, 4), round(p.x, 4)] for p in line], "outside": near}
