"""What the map shows at each step of a story: what is lit and counted, and the frame to fly to. Computed once
per story."""

from __future__ import annotations

from typing import Any

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.i18n import Text
from data.query.story import selection
from data.query.view import select
from data.tables.model import Step
from geo import shapes
from geo.bounds import Bounds, frame_of
from geo.points import live


@cached_per_atlas(size=16)
def scenes(
    atlas: Atlas, steps: tuple[Step, ...], t: Text
) -> tuple[tuple[dict[str, Any], Bounds | None], ...]:
    """Per step: what changes on the map (as geo.map.live), and its bounds [[south, west], [north, east]] or
    None."""
    return tuple(_scene(atlas, step, t) for step in steps)


def _scene(atlas: Atlas, step: Step, t: Text) -> tuple[dict[str, Any], Bounds | None]:
    view = select(atlas, selection(atlas, step))
    shown = live(view, t, {"seq": 0, "focus": view.selection.in_focus, "gentle": False})
    return shown, frame_of(atlas, step.frame or view.lit)


def distance_km(atlas: Atlas, one: str, other: str) -> float:
    """Geodesic kilometres (WGS84) between the points of two places; 0 where either has none."""
    a, b = (atlas.places.get(place) for place in (one, other))
    if a is None or b is None or a.lat is None or b.lat is None:
        return 0
    return float(shapes.WGS84.inv(a.lon, a.lat, b.lon, b.lat)[2]) / 1000
