"""What the map shows at each step of a story: what is lit and counted, the frame to fly to, and the same as a
small sketch. Computed once per story."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.i18n import Text
from data.query.story import step_selection
from data.query.view import select
from data.tables.model import Step
from data.tables.vocab import COUNTRIES
from geo import locator, shapes
from geo.bounds import Bounds, frame_of
from geo.points.points import map_state

AROUND = 0.15  # of the longer side of a frame: what its sketch shows beyond


@cached_per_atlas(size=16)
def scenes(
    atlas: Atlas, steps: tuple[Step, ...], t: Text
) -> tuple[tuple[dict[str, Any], Bounds | None], ...]:
    """Per step: what changes on the map (as geo.map.live), and its bounds [[south, west], [north, east]] or
    None."""
    return tuple(_scene(atlas, step, t) for step in steps)


def _scene(atlas: Atlas, step: Step, t: Text) -> tuple[dict[str, Any], Bounds | None]:
    view = select(atlas, step_selection(atlas, step))
    shown = map_state(view, t, {"seq": 0, "focus": view.selection.in_focus, "gentle": False})
    return shown, frame_of(atlas, step.frame or view.highlighted)


def second_names(atlas: Atlas, lit: Iterable[str], t: Text) -> dict[str, str]:
    """What the map writes in a second language too: the names of the two countries and of what is lit."""
    return {key: t.name(atlas.entities[key]) for key in (*COUNTRIES.values(), *lit) if key in atlas.entities}


def sketch(atlas: Atlas, lit: Iterable[str], bounds: Bounds | None) -> dict[str, list[Any]]:
    """The map of a step in a small picture over the outlines of geo.locator: its view box [x, y, width,
    height], that of both countries without `bounds`, and the points [x, y] of the places in `lit`."""
    places = [atlas.places[key] for key in lit if key in atlas.places]
    points = [(p.lon, p.lat) for p in places if p.lon is not None and p.lat is not None]
    dots = [[round(each) for each in locator.picture_of(lon, lat)] for lon, lat in points]
    if bounds is None:
        return {"box": locator.outlines()["box"], "dots": dots}
    (south, west), (north, east) = bounds
    (left, bottom), (right, top) = locator.picture_of(west, south), locator.picture_of(east, north)
    room = AROUND * max(right - left, bottom - top)
    sides = (left - room, top - room, right - left + 2 * room, bottom - top + 2 * room)
    return {"box": [round(side) for side in sides], "dots": dots}


def distance_km(atlas: Atlas, one: str, other: str) -> float:
    """Geodesic kilometres (WGS84) between the points of two places; 0 where either has none."""
    a, b = (atlas.places.get(place) for place in (one, other))
    if a is None or b is None or a.lat is None or b.lat is None:
        return 0
    return float(shapes.WGS84.inv(a.lon, a.lat, b.lon, b.lat)[2]) / 1000
