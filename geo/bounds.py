"""Frames of the map: south-west and north-east corner as [[lat, lon], [lat, lon]], WGS 84."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from shapely import Point

from data.atlas.atlas import Atlas
from data.query.view import View
from data.tables.model import Place
from data.tables.vocab import BORDER, COUNTRIES
from geo import shapes

WINDOW = (66.0, 34.6, 76.6, 40.4)  # west, south, east, north: points outside it are cards beside the map

NEAR_KM, FAR_KM = (
    12,
    900,
)  # what is framed around a point: beyond the window the map knows little more than coasts
Bounds = list[list[float]]
Box = tuple[float, float, float, float]  # west, south, east, north


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
    be framed. Those of the nearest of RANGES that has any are framed, and no others: or a passage that names
    Washington too would show the whole world, and one about a post the whole of its country."""
    rows = [atlas.places[place] for place in places]
    boxes = ([box for row in rows if (box := reach(row))] for reach in RANGES)
    return _around(next(filter(None, boxes), []))


def frames_of_places(atlas: Atlas) -> list[dict[str, Bounds]]:
    """For each of RANGES: place -> the frame around it alone."""
    found = ({place.id: reach(place) for place in atlas.places.values()} for reach in RANGES)
    return [{key: frame for key, box in row.items() if box and (frame := _around([box]))} for row in found]


def frame_of_documents(view: View) -> Bounds | None:
    """The frame of what the chosen documents name, where most of it lies beyond the window; else None: the
    map opens on the border."""
    if not view.selection.documents:
        return None
    places = view.atlas.places
    named = {key: n for key, n in view.counts.items() if key in places}  # actors are counted too
    far = [places[key] for key in named if places[key].geometry == "point" and not in_window(places[key])]
    if 2 * sum(named[row.id] for row in far) <= sum(named.values()):
        return None
    return _around([_of_point(row) for row in far])


def _around(boxes: Sequence[Box]) -> Bounds | None:
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return [[min(south), min(west)], [max(north), max(east)]]


def border_bounds() -> Bounds:
    """The frame of the whole border: [[south, west], [north, east]] in degrees (WGS84)."""
    west, south, east, north = shapes.border().bounds
    return [[south, west], [north, east]]


def _of_point(place: Place) -> Box:
    around = NEAR_KM if in_window(place) else FAR_KM
    return tuple(shapes.circle(Point(place.lon, place.lat), max(place.radius_km or 0, around)).bounds)


def _of_region(place: Place) -> Box | None:
    """Around a point of the window, a province, or the border."""
    if place.geometry == "point" and in_window(place):
        return _of_point(place)
    if place.id == BORDER:
        return tuple(shapes.border().bounds)
    regions = shapes.layer("regions").geometry
    return tuple(regions[place.id].bounds) if place.id in regions.index else None


def _of_country(place: Place) -> Box | None:
    """Around a whole country of the border."""
    codes = {country: code for code, country in COUNTRIES.items()}
    return tuple(shapes.bank(codes[place.id]).bounds) if place.id in codes else None


def _of_far_point(place: Place) -> Box | None:
    return _of_point(place) if place.geometry == "point" and not in_window(place) else None


RANGES: tuple[Callable[[Place], Box | None], ...] = (_of_region, _of_country, _of_far_point)  #: nearest first
