"""Shapes and what can be measured on them. Coordinates are WGS84 (EPSG:4326), longitude first; lengths are
kilometres."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
from pyproj import CRS, Geod, Transformer
from shapely import LineString, Point, Polygon, shortest_line
from shapely.geometry.base import BaseGeometry
from shapely.ops import transform

from data.tables.model import Place
from data.tables.vocab import BORDER

FILES = Path(__file__).parent / "files"
WGS84 = Geod(ellps="WGS84")
NEAR_KM = 30.0  # farther from the line than this, a border kilometre would mislead


@dataclass(frozen=True)
class Position:
    """Where a point stands to the border: kilometre post (0 = Uzbek tripoint; None when far) and distance,
    both in km."""

    km: float | None
    distance: float


@cache
def layer(name: str) -> gpd.GeoDataFrame:
    """A file of geo/files as a GeoDataFrame (EPSG:4326), indexed by feature id."""
    features = json.loads((FILES / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    frame = gpd.GeoDataFrame.from_features(features, crs="EPSG:4326")
    frame.index = [feature.get("id", number) for number, feature in enumerate(features)]
    return frame


@cache
def border() -> LineString:
    """The border in full detail, from the Uzbek tripoint in the west to the Chinese one in the east."""
    return layer("border").geometry.loc[BORDER]


@cache
def border_length() -> float:
    """Geodesic length of the border in km on the WGS84 ellipsoid."""
    return float(_posts()[-1])


def kilometre_post(point: Point) -> float:
    """Geodesic kilometres along the border from its western end to the point of the line nearest to
    `point`."""
    line = _local(border(), point)
    here = shortest_line(line, Point(0, 0)).coords[0]
    vertices = np.asarray(line.coords)
    along = line.project(Point(here))
    steps = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(vertices, axis=0).T))])
    return float(np.interp(along, steps, _posts()))


@cache
def position(point: Point) -> Position:
    """Kilometre post of `point` on the border and its distance from it."""
    distance = _local(border(), point).distance(Point(0, 0)) / 1000
    return Position(kilometre_post(point) if distance <= NEAR_KM else None, distance)


def point_at(km: float) -> Point:
    """The point of the border at a kilometre post."""
    vertices = np.asarray(border().coords)
    return Point(
        float(np.interp(km, _posts(), vertices[:, 0])), float(np.interp(km, _posts(), vertices[:, 1]))
    )


def circle(point: Point, radius_km: float, vertices: int = 48) -> Polygon:
    """All points within `radius_km` of `point` (geodesic, WGS84), as a polygon of `vertices` corners."""
    azimuths = np.linspace(0, 360, vertices, endpoint=False)
    n = len(azimuths)
    lon, lat, _ = WGS84.fwd(np.full(n, point.x), np.full(n, point.y), azimuths, np.full(n, radius_km * 1000))
    return Polygon(zip(lon, lat, strict=True))


def uncertainty(place: Place) -> BaseGeometry:
    """Where `place` may lie: its radius around its point, clipped to the bank of the border it stands on.

    Raises ValueError for a place without a point.
    """
    if place.lon is None or place.lat is None or place.radius_km is None:
        raise ValueError(f"{place.id} has no point")
    area = circle(Point(place.lon, place.lat), place.radius_km)
    return area.intersection(bank(place.side)) if place.side in ("TJ", "AF") else area


@cache
def bank(country: str) -> BaseGeometry:
    """All land of a country of the border, by code: "TJ" or "AF"."""
    regions = layer("regions")
    return regions[regions["country"] == country].union_all()


@cache
def _posts() -> np.ndarray:
    """Geodesic kilometres from the western end to each vertex of the border."""
    lon, lat = np.asarray(border().coords).T
    return np.concatenate([[0.0], np.cumsum(WGS84.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])[2])]) / 1000


def _local(geometry: BaseGeometry, origin: Point) -> BaseGeometry:
    """`geometry` in metres, azimuthal equidistant around `origin`: distances from the origin are true."""
    crs = CRS.from_dict(
        {"proj": "aeqd", "lat_0": origin.y, "lon_0": origin.x, "datum": "WGS84", "units": "m"}
    )
    return transform(Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform, geometry)
