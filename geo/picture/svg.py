"""The map as a light picture of HTML and SVG, with the layers, classes, projection and frame of the live
map: what the server can show before any script has run. It carries no colour; the style sheet paints it as it
paints the live map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from markupsafe import Markup
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.i18n import Text
from data.query.view import View
from geo import map as live_map
from geo import world
from geo.bounds import border_bounds, frame_of
from geo.picture.names import NOMINAL, NamePlacer
from geo.points.points import point_features
from geo.region import FRAME

ACROSS = 2000  # units across the frame: half a pixel each, where it is a thousand pixels wide
ROUGH = 1.6  # units by which a line of the picture may stray
BEYOND = (0.6, 1.6)  # what is drawn around the frame, beside it and above and below, in breadths of the frame
# As web/map/map_frame.js frames a focus, and the border: pixels around it; and the highest zoom.
PADDING, HOME, FARTHEST = 50, 26, 10
UNNAMED = 4  # rank from which names are not written


@dataclass(frozen=True)
class Frame:
    """A part of the earth in Web Mercator, `ACROSS` units wide."""

    west: float
    south: float
    east: float
    north: float

    @property
    def scale(self) -> float:
        """Units to a radian."""
        return ACROSS / math.radians(self.east - self.west)

    @property
    def height(self) -> float:
        """Units from north to south."""
        return self.scale * float(mercator(self.north) - mercator(self.south))

    def project(self, lonlat: NDArray[Any]) -> NDArray[Any]:
        """Positions in units, from the north-western corner to the right and down."""
        x = np.radians(lonlat[:, 0] - self.west) * self.scale
        y = (mercator(self.north) - mercator(lonlat[:, 1])) * self.scale
        return np.column_stack([x, y])

    @property
    def window(self) -> Polygon:
        """What is drawn, in units."""
        beside, above = (share * ACROSS for share in BEYOND)
        return shapely.box(-beside, -above, ACROSS + beside, self.height + above)


def mercator(latitude: Any) -> Any:
    """Web Mercator's ordinate of a latitude (degrees) on the unit sphere."""
    return np.arcsinh(np.tan(np.radians(latitude)))


def map_picture_html(view: View, t: Text) -> Markup:
    """The map of a view as it is first seen, framed on what the focus lights, else on the border."""
    atlas = view.atlas
    bounds = frame_of(atlas, view.highlighted)
    [[south, west], [north, east]] = bounds or border_bounds()
    frame, features = Frame(west, south, east, north), point_features(view, t)
    names = NamePlacer(
        NOMINAL * frame.height / ACROSS,
        [point_position(frame, f) for f in features if f["properties"]["named"]],
    )
    drawn_points = points_html(view, features, frame, names)  # their names come before those of areas
    html = Markup('<div class="d-frame" style="{}"><svg viewBox="0 0 {} {:.0f}">{}</svg>{}{}</div>')
    lines = Markup("").join(area_path(*drawn, lit=view.highlighted) for drawn in paths(atlas, frame))
    framed = frame_style(frame, PADDING if bounds else HOME)
    return html.format(
        framed, ACROSS, frame.height, lines, area_name_html(atlas, t, frame, names), drawn_points
    )


def frame_style(frame: Frame, padding: int) -> str:
    """What the style sheet needs to know of a frame: ratio, padding, and its breadth at the highest zoom."""
    most = 256 * 2**FARTHEST * (frame.east - frame.west) / 360
    return f"--ratio:{ACROSS / frame.height:.4f};--padding:{padding}px;--most:{most:.0f}px"


@cached_per_atlas(size=32)
def paths(atlas: Atlas, frame: Frame) -> tuple[tuple[str, str, str, str], ...]:
    """What stands still on the map, from the bottom up: id, id of its country, classes, and the path in
    units."""
    found = []
    region = shapely.box(*FRAME).covers(shapely.box(frame.west, frame.south, frame.east, frame.north))
    layers = [] if region else [world.world_areas()]
    for features in (*layers, *(features for features, _ in live_map.layers(atlas))):
        for feature in features:
            own = feature["properties"]
            if d := outline(shape(feature["geometry"]), frame):
                found.append((own["id"], own["of"], own["css"], d))
    return tuple(found)


def area_path(key: str, country: str, css: str, d: str, lit: Sequence[str]) -> Markup:
    """A line or an area; lit, where it or its country is."""
    shown = f"{css} d-lit" if key in lit or country in lit else css
    return Markup('<path class="{}" d="{}"/>').format(shown, d)


def outline(geometry: BaseGeometry, frame: Frame) -> str:
    """A shape as the data of an SVG path, in whole units, clipped to the window; "" where nothing is left."""
    flat = shapely.transform(geometry, frame.project).simplify(ROUGH)
    if not flat.is_valid:
        flat = flat.buffer(0)
    cut = flat.intersection(frame.window)
    parts = shapely.get_parts(cut)
    rings = [r for part in parts for r in (shapely.get_rings(part) if isinstance(part, Polygon) else (part,))]
    return "".join(
        path_steps(shapely.get_coordinates(ring), closed=ring.is_ring)
        for ring in rings
        if ring.length > ROUGH
    )


def path_steps(corners: NDArray[Any], *, closed: bool) -> str:
    """Corners as steps in whole units."""
    whole = np.rint(corners).astype(int)
    steps = [step for step in np.diff(whole, axis=0) if step.any()]
    moves = " ".join(f"{x}{y:+d}" for x, y in steps)
    return f"M{whole[0][0]} {whole[0][1]}l{moves}{'z' if closed else ''}" if steps else ""


def area_name_html(atlas: Atlas, t: Text, frame: Frame, names: NamePlacer) -> Markup:
    """The names of countries and provinces, each at the first of its anchors that is free."""
    html = Markup('<span class="d-area d-area-{}" dir="auto" style="{}">{}</span>')
    written = []
    for area in live_map.area_names(atlas, t):
        spots = frame.project(np.array(area["at"])[:, ::-1]) * NOMINAL / ACROSS
        if at := names.centre([(x, y) for x, y in spots.tolist()], area["name"]):
            written.append(html.format(area["kind"], css_position(frame, *at), area["name"]))
    return Markup("").join(written)


def points_html(view: View, features: Sequence[dict[str, Any]], frame: Frame, names: NamePlacer) -> Markup:
    """The points in the window; of the most important ones the names too, as far as there is room."""
    window = frame.window
    shown = [
        (f["properties"], f["id"] in view.highlighted, point_position(frame, f))
        for f in features
        if window.contains(shapely.Point(frame.project(np.array([f["geometry"]["coordinates"]]))[0]))
    ]
    order = sorted(shown, key=lambda point: name_rank(point[0], lit=point[1]))
    sides = {
        at: names.side(*at, size(p) / 2, p["name"]) for p, lit, at in order if name_rank(p, lit=lit) < UNNAMED
    }
    return Markup("").join(
        point_html(p, css_position(frame, *at), sides.get(at, ""), lit=lit) for p, lit, at in shown
    )


def point_position(frame: Frame, feature: dict[str, Any]) -> tuple[float, float]:
    """Where a point stands, in pixels of a frame that is NOMINAL wide."""
    ((x, y),) = frame.project(np.array([feature["geometry"]["coordinates"]])) * NOMINAL / ACROSS
    return float(x), float(y)


def css_position(frame: Frame, x: float, y: float) -> str:
    """A position in such pixels, as the style sheet takes it."""
    return f"left:{100 * x / NOMINAL:.2f}%;top:{100 * y * ACROSS / NOMINAL / frame.height:.2f}%"


def name_rank(p: dict[str, Any], *, lit: bool) -> int:
    """Which names come first; those of UNNAMED and more are not written."""
    return 0 if p["named"] else 1 if lit else 2 if p["rank"] == 0 else 3 if p["known"] else UNNAMED


def size(p: dict[str, Any]) -> int:
    """Pixels across a point, as web/map/map.js has them."""
    return p.get("size") or (round(9 + 4.5 * p["n"] ** 0.5) if p["n"] else 11 if p["named"] else 8)


def point_html(p: dict[str, Any], place: str, side: str, *, lit: bool) -> Markup:
    """A point, dressed as web/map/map.js dresses it, with its name on one side."""
    classes = {
        f"d-{p['symbol']}": True,
        "d-named" if p["named"] else "d-context": True,
        "d-unsure": not p["sure"],
        "d-none": p["named"] and not p["n"],
        p.get("tone", ""): bool(p.get("tone")),
        "d-lit": lit,
    }
    css = " ".join(["d-point", *(name for name, on in classes.items() if on)])
    label = Markup('<span class="d-label d-{}" dir="auto">{}</span>').format(side, p["name"]) if side else ""
    return Markup('<i class="{}" style="{};--size:{}px"><b class="d-sign"></b>{}</i>').format(
        css, place, size(p), label
    )
