"""Where the names of the two countries may stand on their banks of the border: the rules of
web/map/area_names.js, for a picture. Lengths are pixels, y upwards."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

GAP, STEP = 14.0, 24.0  # between a bank and the name on it; along the line between two spots that are tried
STEEP = 0.9  # radians: a name is not turned more
STRAIGHT = 0.85  # of a name's length, that the ends of its stretch of the border lie apart
Box = tuple[float, float, float, float]
Line = NDArray[Any]


@dataclass(frozen=True)
class LabelPosition:
    """Where a name may stand: its middle, turned by radians, its width and height, and how far from the best
    it is."""

    at: tuple[float, float]
    turn: float
    w: float
    h: float
    cost: float

    def corners(self) -> Line:
        """Middle and corners of the name."""
        along = np.array([math.cos(self.turn), math.sin(self.turn)]) * self.w / 2
        up = np.array([-math.sin(self.turn), math.cos(self.turn)]) * self.h / 2
        middle = np.array(self.at)
        return np.array([middle, *(middle + a * along + b * up for a in (-1, 1) for b in (-1, 1))])

    def outline(self, edge: float = 0) -> Box:
        """The upright box around the name, broader by `edge`."""
        corners = self.corners()
        (left, bottom), (right, top) = corners.min(axis=0) - edge, corners.max(axis=0) + edge
        return float(left), float(bottom), float(right), float(top)


def on_bank(
    line: Line, window: Box, bank: int, w: float, h: float, near: tuple[float, float]
) -> list[LabelPosition]:
    """Spots on one bank of a line, 1 to the left of its course, -1 to the right: best where near to the line
    and to a point."""
    found = []
    for run in runs(line, window):
        for at in range(0, len(run), 2):
            found += [*_along(run, at, bank, w, h, near), *_level(run, at, bank, w, h, near)]
    return found


def runs(line: Line, window: Box) -> Iterator[Line]:
    """The stretches of a line that are seen, in even steps."""
    posts = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    steps = np.arange(0, posts[-1], STEP)
    even = np.column_stack([np.interp(steps, posts, line[:, axis]) for axis in (0, 1)])
    seen = (even > window[:2]).all(axis=1) & (even < window[2:]).all(axis=1)
    breaks = np.flatnonzero(np.diff(np.concatenate([[False], seen, [False]]).astype(int)))
    for start, end in breaks.reshape(-1, 2):
        yield even[start:end]


def _along(
    run: Line, at: int, bank: int, w: float, h: float, near: tuple[float, float]
) -> Iterator[LabelPosition]:
    """Turned with the line, as far from it as its bends on that side ask for."""
    far = np.hypot(*(run - run[at]).T) >= w / 2
    before, after = np.flatnonzero(far[:at]), np.flatnonzero(far[at:])
    if not len(before) or not len(after):
        return
    span = run[before[-1] : at + after[0] + 1]
    course = span[-1] - span[0]
    long = float(np.hypot(*course))
    turn = math.atan2(course[1], course[0])
    turn -= math.copysign(math.pi, turn) if abs(turn) > math.pi / 2 else 0
    if long < w * STRAIGHT or abs(turn) > STEEP:
        return
    middle, normal = (span[0] + span[-1]) / 2, bank * np.array([-course[1], course[0]]) / long
    off = float(((span - middle) @ normal).max()) + h / 2 + GAP
    yield _spot(middle + normal * off, turn, w, h, off, near)


def _level(
    run: Line, at: int, bank: int, w: float, h: float, near: tuple[float, float]
) -> Iterator[LabelPosition]:
    """Level, away from a spot of the line by as much as the name is broad in that direction."""
    course = run[min(len(run) - 1, at + 3)] - run[max(0, at - 3)]
    if long := float(np.hypot(*course)):
        normal = bank * np.array([-course[1], course[0]]) / long
        off = float(abs(normal[0]) * w + abs(normal[1]) * h) / 2 + 2 * GAP
        yield _spot(run[at] + normal * off, 0.0, w, h, off + h, near)


def _spot(at: Line, turn: float, w: float, h: float, off: float, near: tuple[float, float]) -> LabelPosition:
    x, y = map(float, at)
    return LabelPosition(
        (x, y), turn, w, h, off + 0.12 * math.hypot(x - near[0], y - near[1]) + 20 * abs(turn)
    )
