"""Frames of the map: south-west and north-east corner as [[lat, lon], [lat, lon]], WGS 84."""

from __future__ import annotations

from collections.abc import Iterable

from shapely import Point

from data.atlas.atlas import Atlas
from data.tables.model import Place
from data.tables.vocab import BORDER
from geo import shapes

WINDOW = (66.0, 34.6, 76.6, 40.4)  # west, south, east, north: points outside it are cards beside the map

Bounds = list[list[float]]


def in_window(place: Place) -> bool:
    """Has the place a point that lies within WINDOW?"""
    west, south, east, north = WINDOW
    return (
        place.lon is not None
        and place.lat is not None
        and west <= place.lon <= east
        and south <= place.lat <= north
    )


def frame_of(atlas: Atlas, places: Iterable[str]) -> Bounds | None:
    """South-west and north-east corner [[lat, lon], [lat, lon]] around `places`; None when none of them can
    be framed."""
    boxes = [box for place in places if (box := _bounds(atlas.places[place]))]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return [[min(south), min(west)], [max(north), max(east)]]


def border_bounds() -> Bounds:
    """The frame of the whole border: [[south, west], [north, east]] in degrees (WGS84)."""
    west, south, east, north = shapes.border().bounds
    return [[south, west], [north, east]]


def _bounds(place: Place) -> tuple[float, float, float, float] | None:
    if place.geometry == "point" and in_window(place) and place.lon is not None and place.lat is not None:
        return tuple(shapes.circle(Point(place.lon, place.lat), max(place.radius_km or 0, 12)).bounds)
    if place.id == BORDER:
        return tuple(shapes.border().bounds)
    regions = shapes.layer("regions").geometry
    return tuple(regions[place.id].bounds) if place.id in regions.index else None
