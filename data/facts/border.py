"""Stretches of the Tajik–Afghan border, in kilometres from the Uzbek tripoint: what has a place along it, and
what lies within."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from data.atlas.atlas import Atlas
from data.tables.vocab import BORDER

Span = tuple[float, float]


def length(atlas: Atlas) -> float:
    """Geodesic length of the drawn border in kilometres (WGS84); 0 where the data has no border."""
    return atlas.chainage[BORDER].to_km if BORDER in atlas.chainage else 0.0


def last_km(atlas: Atlas) -> int:
    """The last whole kilometre of the border: the length, rounded up."""
    return ceil(length(atlas))


def chainage_span(atlas: Atlas, place: str | None) -> Span | None:
    """First and last kilometre of the border, from the Uzbek tripoint, between which the place lies, by its
    id; None where it has no place along the border."""
    row = atlas.chainage.get(place or "")
    return (row.from_km, row.to_km) if row else None


def overlaps(spans: Iterable[Span], start: int | None, end: int | None) -> bool:
    """Does any of the spans reach into the stretch from `start` to `end` (None: to that end of the
    border)?"""
    return any((end is None or low <= end) and (start is None or high >= start) for low, high in spans)
