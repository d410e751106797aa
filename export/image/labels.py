"""Where the names of a drawn map are written, so that none covers another: the rules of web/map/labels.js,
for a picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.textpath import TextPath
from numpy.typing import NDArray
from shapely import Point
from shapely.prepared import prep

from data.tables.vocab import COUNTRIES
from export.image.bank_names import on_bank
from geo import shapes

Box = tuple[float, float, float, float]  # left, bottom, right, top, in pixels
SIZES = {"country": 15.0, "province": 13.0, "river": 11.8}
CODES = {key: code for code, key in COUNTRIES.items()}
WANTED = 3  # ranks of context places whose names are tried
BESIDE = 160.0  # pixels: a point or name nearer to the border stands on one of its banks
ASTRAY = 12.0  # what it costs to write a name on the other bank of the border


@dataclass(frozen=True)
class Sign:
    """The sign of a place: where, how broad in points with its ring, what the map knows of it, and whether
    it is looked at."""

    lon: float
    lat: float
    size: float
    known: dict[str, Any]
    lit: bool

    @property
    def strong(self) -> bool:
        """Is it named by a document, or looked at?"""
        return self.lit or bool(self.known["named"])


class Labels:
    """Names written on `axes`, in the order in which they are asked for; each takes its room from those that
    follow."""

    def __init__(self, axes: Axes, ink: dict[str, str]):
        self.axes, self.ink = axes, ink
        self.dpi = axes.figure.dpi
        self.taken: list[Box] = []
        self.furniture: list[Box] = []
        self.points: list[tuple[float, float]] = []
        self.line = self.pixels(np.asarray(shapes.layer("border-light").geometry.iloc[0].coords))
        window = axes.get_window_extent()
        self.window: Box = (window.x0, window.y0, window.x1, window.y1)
        self.near = ((window.x0 + window.x1) / 2, (window.y0 + window.y1) / 2)

    def pixels(self, lonlat: NDArray[Any]) -> NDArray[Any]:
        """Positions on the picture, in pixels."""
        return np.asarray(self.axes.transData.transform(lonlat))

    def width(self, text: str, size: float) -> float:
        """How wide a text of `size` points is, in pixels."""
        return text_width(text) * size / 100 * self.dpi / 72

    def take_sign(self, lon: float, lat: float, size: float) -> None:
        """A sign of `size` points stands there."""
        x, y = self.pixels(np.array([[lon, lat]]))[0]
        half = size * self.dpi / 144
        self.points.append((x, y))
        self.taken.append((x - half, y - half, x + half, y + half))

    def take(self, low: tuple[float, float], high: tuple[float, float]) -> None:
        """Something stands between two corners (longitude, latitude)."""
        (left, bottom), (right, top) = self.pixels(np.array([low, high]))
        self._furnish((left - 6, bottom - 6, right + 6, top + 6))

    def take_share(self, box: Box) -> None:
        """Something stands in a box given in shares of the map's width and height."""
        left, bottom, right, top = self.axes.transAxes.transform([box[:2], box[2:]]).ravel()
        self._furnish((left - 6, bottom - 6, right + 6, top + 6))

    def _furnish(self, box: Box) -> None:
        self.taken.append(box)
        self.furniture.append(box)

    def crowd(self, box: Box) -> float:
        """How much already stands in such a box: signs, and points of the border."""
        left, bottom, right, top = self.axes.transAxes.transform([box[:2], box[2:]]).ravel()
        here = (left, bottom, right, top)
        return self._cost(here) + 100 * (not self._apart(here))

    def point(self, sign: Sign) -> None:
        """The name of a point at the best free spot around its sign, if it has one; of one that is there only
        for context where its sign is whole in sight."""
        p, lon, lat, strong = sign.known, sign.lon, sign.lat, sign.strong
        near = self.axes.get_xlim()[1] - self.axes.get_xlim()[0] < 5
        if not (strong or p["known"] or p["rank"] == 0 or (near and p["rank"] <= WANTED)):
            return
        size = 18.0 if sign.lit else 15.0 if strong else 12.0
        x, y = self.pixels(np.array([[lon, lat]]))[0]
        w, h, r = (
            self.width(p["name"], size) + 6,
            size * self.dpi / 72 * 1.35,
            (sign.size / 2 + 1) * self.dpi / 72,
        )
        if not strong and not self._whole((x - r, y - r, x + r, y + r)):
            return
        spots = [
            (r, -h / 2),
            (-r - w, -h / 2),
            (-w / 2, r),
            (-w / 2, -r - h),
            (r, r * 0.6),
            (-r - w, r * 0.6),
            (r, -r * 0.6 - h),
            (-r - w, -r * 0.6 - h),
        ]
        boxes = [(x + dx, y + dy, x + dx + w, y + dy + h) for dx, dy in spots]
        self._write(
            p["name"],
            [
                (box, self._cost(box) + self._astray(p.get("bank", 0), (x, y), box) + n)
                for n, box in enumerate(boxes)
            ],
            size,
            self.ink["ink" if strong else "map-ink"],
        )

    def country(self, key: str, name: str, bank: int, anchors: Sequence[Sequence[float]]) -> None:
        """The name of a country of the border on its own bank (1: left of its course, -1: right), along
        it or level; else at an anchor."""
        size = SIZES["country"]
        w, h = self.width(name, size), size * self.dpi / 72
        land = prep(shapes.bank(CODES[key]))
        spots = sorted(on_bank(self.line, self.window, bank, w, h, self.near), key=lambda spot: spot.cost)
        for spot in spots:
            if self._free(spot.outline(8)) and not self._crosses(*spot.at, spot.turn, w, h):
                corners = self.axes.transData.inverted().transform(spot.corners())
                if all(land.covers(Point(corner)) for corner in corners):
                    self.near = spot.at
                    self.taken.append(spot.outline(8))
                    self._text(name, *spot.at, size, self.ink["map-ink"], math.degrees(spot.turn))
                    return
        self.area(name, anchors, "country")

    def area(self, name: str, anchors: Sequence[Sequence[float]], kind: str) -> None:
        """The name of a country or province at the first of its anchors ([lat, lon]) that is free."""
        size = SIZES[kind]
        w, h = self.width(name, size) + 10, size * self.dpi / 72 * 1.4
        centres = [self.pixels(np.array([[lon, lat]]))[0] for lat, lon in anchors]
        boxes = [(x - w / 2, y - h / 2, x + w / 2, y + h / 2) for x, y in centres]
        self._write(
            name,
            [(box, float(n)) for n, box in enumerate(boxes) if not self._cost(box)],
            size,
            self.ink["map-ink"],
        )

    def along(self, name: str, anchors: Sequence[Sequence[float]]) -> None:
        """The name of a river beside the border, turned as the line runs there."""
        size = SIZES["river"]
        w, h = self.width(name, size), size * self.dpi / 72
        for lat, lon in anchors:
            x, y = self.pixels(np.array([[lon, lat]]))[0]
            near = self.line[np.hypot(self.line[:, 0] - x, self.line[:, 1] - y) < w * 0.75]
            if len(near) < 2 or np.hypot(*(near[-1] - near[0])) < w * 0.9:
                continue
            turn = math.atan2(*(near[-1] - near[0])[::-1])
            turn -= math.copysign(math.pi, turn) if abs(turn) > math.pi / 2 else 0
            for off in (1.1 * h, -1.1 * h, 1.7 * h, -1.7 * h):
                cx, cy = x - off * math.sin(turn), y + off * math.cos(turn)
                half_w = (w * abs(math.cos(turn)) + h * abs(math.sin(turn))) / 2
                half_h = (w * abs(math.sin(turn)) + h * abs(math.cos(turn))) / 2
                box = (cx - half_w, cy - half_h, cx + half_w, cy + half_h)
                if self._free(box) and not self._crosses(cx, cy, turn, w, h):
                    self.taken.append(box)
                    self._text(name, cx, cy, size, self.ink["water"], math.degrees(turn))
                    return

    def _write(self, name: str, spots: Sequence[tuple[Box, float]], size: float, colour: str) -> None:
        free = [(cost, box) for box, cost in spots if self._free(box)]
        if free:
            _, box = min(free)
            self.taken.append(box)
            self._text(name, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, size, colour, 0)

    def _text(self, name: str, x: float, y: float, size: float, colour: str, turn: float) -> None:
        lon, lat = self.axes.transData.inverted().transform((x, y))
        halo = [withStroke(linewidth=3, foreground=self.ink["land"])]
        style: dict[str, Any] = {"ha": "center", "va": "center", "zorder": 8, "parse_math": False}
        self.axes.text(lon, lat, name, size=size, color=colour, rotation=turn, path_effects=halo, **style)

    def _free(self, box: Box) -> bool:
        left, bottom, right, top = self.window
        inside = box[0] > left + 8 and box[1] > bottom + 8 and box[2] < right - 8 and box[3] < top - 8
        return inside and self._apart(box)

    def _apart(self, box: Box) -> bool:
        return not any(_overlap(box, other) for other in self.taken)

    def _whole(self, sign: Box) -> bool:
        """Is all of a sign on the map, and nothing that stands over the map on it?"""
        left, bottom, right, top = self.window
        inside = sign[0] >= left and sign[1] >= bottom and sign[2] <= right and sign[3] <= top
        return inside and not any(_overlap(sign, other) for other in self.furniture)

    def _cost(self, box: Box) -> float:
        x, y = self.line[:, 0], self.line[:, 1]
        crossed = int(((x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3])).sum())
        return crossed + 6.0 * sum(box[0] < x < box[2] and box[1] < y < box[3] for x, y in self.points)

    def _astray(self, bank: int, point: tuple[float, float], box: Box) -> float:
        """What it costs that the middle of a box lies on the other bank than a point near the border (1: left
        of its course, -1: right)."""
        middle = np.array([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])
        if not bank or np.hypot(*(self.line - point).T).min() > BESIDE:
            return 0.0
        far = np.hypot(*(self.line - middle).T)
        at = int(far.argmin())
        along = self.line[min(at + 1, len(far) - 1)] - self.line[max(at - 1, 0)]
        off = middle - self.line[at]
        side = along[0] * off[1] - along[1] * off[0]
        return ASTRAY if far[at] <= BESIDE and side * bank < 0 else 0.0

    def _crosses(self, x: float, y: float, turn: float, w: float, h: float) -> bool:
        dx, dy = self.line[:, 0] - x, self.line[:, 1] - y
        c, s = math.cos(turn), math.sin(turn)
        return bool(((abs(dx * c + dy * s) < w / 2) & (abs(dy * c - dx * s) < h / 2 + 3)).any())


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def text_width(text: str) -> float:
    """The width of a text of 100 points in the face that matplotlib writes with now, in points."""
    return _measured(text, tuple(rcParams["font.family"]))


@lru_cache(maxsize=4096)
def _measured(text: str, _face: tuple[str, ...]) -> float:
    """By the points that its outlines hang on: those of a curve's own extremes, for which matplotlib solves
    each curve, differ by less than a hundredth and take ten times as long."""
    outline = TextPath((0, 0), text.replace("$", r"\$"), size=100)
    across = outline.vertices[outline.codes != TextPath.CLOSEPOLY, 0]
    return float(np.ptp(across))
