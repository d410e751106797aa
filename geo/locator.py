"""The small picture that says where the part of the map that is seen lies: both countries and their border in
few corners."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from pyproj import Transformer
from shapely import Polygon, get_parts
from shapely.geometry.base import BaseGeometry
from shapely.ops import transform

from geo import shapes

COARSE = 9.0  # kilometres of the projection: finer bends are left out
SMALL = 900.0  # square kilometres of the projection: smaller parts are left out
PROJECT = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True).transform


def picture_of(lon: float, lat: float) -> tuple[float, float]:
    """Where a position (WGS 84) stands in the picture."""
    x, y = PROJECT(lon, lat)
    return x / 1000, -y / 1000


@cache
def outlines() -> dict[str, Any]:
    """The view box of an SVG picture [x, y, width, height] and the paths in it: land of each country, and the
    border. Its unit is a kilometre of the Web Mercator projection (EPSG:3857), y downwards."""
    land = [_picture(shapes.bank(country)).simplify(COARSE) for country in ("TJ", "AF")]
    west, top, east, bottom = np.array([one.bounds for one in land]).T
    x, y = round(min(west)) - 20, round(min(top)) - 20
    box = [x, y, round(max(east)) + 20 - x, round(max(bottom)) + 20 - y]
    line = _picture(shapes.border()).simplify(COARSE)
    return {"box": box, "land": [_path(one) for one in land], "border": _steps(line)}


def _picture(geometry: BaseGeometry) -> BaseGeometry:
    """WGS 84 to kilometres of the picture."""
    return transform(np.vectorize(picture_of), geometry)


def _path(land: BaseGeometry) -> str:
    """The outer rings of an area as the data of an SVG path."""
    rings = [part.exterior for part in get_parts(land) if isinstance(part, Polygon) and part.area > SMALL]
    return "".join(f"{_steps(ring)}Z" for ring in rings)


def _steps(line: BaseGeometry) -> str:
    """The corners of a line as the data of an SVG path, in whole kilometres."""
    return "M" + "L".join(f"{round(x)} {round(y)}" for x, y in line.coords)
