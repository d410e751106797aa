"""The measures of the border profile, in units of its picture: kilometres across, banks and lanes up and
down."""

from __future__ import annotations

from data.atlas.atlas import Atlas
from data.facts.border import length
from data.tables.model import Place

WIDTH, LEFT, RIGHT = 1240.0, 96.0, 34.0  # left and right of the kilometres
PASSAGES = 8.0  # upper edge of the lane of the passages
LANE = 19.0  # one row of ticks
AREAS = 2  # rows of areas, above that of the points, for which there is room; more reach above the edge
TOP = 68.0  # below the lane of the passages
ROW = 18.5  # of names
ROWS = {"TJ": 6, "AF": 3}
BANK = 66.0  # 30 km of a bank
RIVER = 54.0
LINE = 10.0  # from the Tajik bank to the border line
AID = 136.0
NORTH = TOP + ROW * ROWS["TJ"] + 6
WATER = NORTH + BANK
SOUTH = WATER + RIVER
MONEY = SOUTH + BANK + ROW * ROWS["AF"] + 16
HEIGHT = MONEY + AID
BANKS = f"0 {TOP - 4:g} {WIDTH:g} {MONEY - TOP - 8:g}"  # of the picture, as a viewBox
FAR = 30.0  # km from the border at the outer edge of a bank
NAME, NAMED, SMALL = 15.0, 17.0, 14.0  # sizes of names


def x(atlas: Atlas, km: float) -> float:
    """From the left edge of the picture to a kilometre."""
    return LEFT + (WIDTH - LEFT - RIGHT) * km / (length(atlas) or 1)


def horizontal_span(atlas: Atlas, low: float, high: float) -> tuple[float, float]:
    """From the left edge to two kilometres."""
    return x(atlas, low), x(atlas, high)


def y(atlas: Atlas, place: Place) -> float:
    """From the top to a point: on its bank, as far from the river as it lies from the border; what lies on
    the border, on its line."""
    off = BANK * min(atlas.chainage[place.id].distance_km or 0, FAR) / FAR
    return WATER - off if place.side == "TJ" else SOUTH + off if place.side == "AF" else WATER + LINE


def text_base_line(side: str, row: int) -> float:
    """The line on which the names of a row are written, above the Tajik bank or below the Afghan one."""
    return NORTH - 7 - ROW * row if side == "TJ" else SOUTH + BANK + 17 + ROW * row
