"""Makes geo/files/world.geojson, the land and the lines of the world beyond the region, from the package that
`geo.build.outlines` has province lines from: `python -m geo.build.world`. EPSG:4326, longitude first.

Natural Earth's provinces are joined to countries, simplified as one coverage, so that neighbours share their
edges, and cut at the frame of the region, within which the files of `geo.build.basemap` hold."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from shapely import MultiLineString
from shapely.geometry.base import BaseGeometry

from geo import region
from geo.build.basemap import Feature, arcs, write_geojson
from geo.build.outlines import FRAME, Areas, world_map

WORLD = shapely.box(*region.WORLD)
TOLERANCE = 0.2  # degrees: edge of the square whose area a corner must take in to stay
SMALLEST = 0.05  # square degrees: smaller islands and lakes are left out
DISPUTED = {"UP11": "crimea", "UP20": "crimea"}  # FIPS code of a province that two countries call theirs: id
UNASSIGNED = "-1"  # Natural Earth's code of land that no country of ISO 3166 is drawn with
REGIONAL = {"AF", "CN", "IN", "IR", "KG", "KZ", "PK", "TJ", "TM", "UZ"}  # named by labels.geojson
# Pairs of countries (ISO 3166) whose line is disputed, as far as Natural Earth's disputed lines lie on it.
DASHED = {
    ("BT", "CN"),
    ("CN", "IN"),
    ("IL", "LB"),
    ("IL", "PS"),
    ("IL", "SY"),
    ("IN", "PK"),
    ("RS", "XK"),
    ("SD", "SS"),
}


def simplified_countries(provinces: gpd.GeoDataFrame) -> Areas:
    """Countries by ISO 3166 code, land of which two say that it is theirs by an id of its own; simplified."""
    keys = provinces["fips"].map(DISPUTED).fillna(provinces["iso_a2"])
    rows = sorted(provinces.geometry.groupby(keys.to_numpy()), key=lambda row: str(row[0]))
    whole = [shapely.coverage_union_all(shapes.to_numpy()) for _, shapes in rows]
    simple = shapely.coverage_simplify(np.array(whole), TOLERANCE)
    return {str(key): area for (key, _), area in zip(rows, simple, strict=True) if not shapely.is_empty(area)}


def sea(land: Areas) -> BaseGeometry:
    """What is not land, the frame of the region left out."""
    parts = [part for area in land.values() for part in shapely.get_parts(area) if part.area > SMALLEST]
    water = WORLD - shapely.union_all(parts) - FRAME
    return round_coordinates(
        shapely.union_all([part for part in shapely.get_parts(water) if part.area > SMALLEST])
    )


def country_lines(land: Areas, claims: gpd.GeoDataFrame) -> list[Feature]:
    """Lines between countries beyond the frame; dashed where they are disputed, and where someone claims
    another (`claims`)."""
    between: dict[str, list[BaseGeometry]] = {"solid": [], "dashed": []}
    for sides, pieces in arcs(land).items():
        if len(sides) == 2:
            between["dashed" if is_disputed(sides) else "solid"] += pieces
    claimed = claims.geometry.simplify(TOLERANCE / 2)
    between["dashed"] += [line for line in claimed if not line.is_empty]
    drawn = {style: shapely.union_all(pieces) & WORLD - FRAME for style, pieces in between.items()}
    drawn["dashed"] -= drawn["solid"]
    return [
        (f"world-{style}", {"style": style}, round_coordinates(MultiLineString(as_lines(shape))))
        for style, shape in drawn.items()
    ]


def is_disputed(sides: tuple[str, ...]) -> bool:
    """Is the line between two areas one that a country disputes?"""
    own = {UNASSIGNED, *DISPUTED.values()}
    return bool(own & set(sides)) or sides in DASHED


def as_lines(shape: BaseGeometry) -> list[BaseGeometry]:
    """The lines of a shape, put together where they meet."""
    return [part for part in shapely.get_parts(shapely.line_merge(shape)) if part.geom_type == "LineString"]


def country_name_anchors(land: Areas) -> list[Feature]:
    """Where the name of each country of ISO 3166 may be written: the centre of the largest circle in its
    largest part, and the circle's radius in degrees. Largest first."""
    found = []
    for code, area in land.items():
        beyond = area - FRAME
        if code in {UNASSIGNED, "XK", *DISPUTED.values()} or code in REGIONAL or beyond.is_empty:
            continue  # XK is no code of ISO 3166
        largest = max(shapely.get_parts(beyond), key=shapely.area)
        if largest.area <= SMALLEST:
            continue  # it is not drawn
        circle = shapely.maximum_inscribed_circle(largest, 0.02)
        found.append((circle.length, code, shapely.Point(circle.coords[0])))
    found.sort(key=lambda row: (-row[0], row[1]))
    return [
        (f"world-{code}", {"code": code, "radius": f"{radius:.2f}"}, round_coordinates(at))
        for radius, code, at in found
    ]


def round_coordinates(shape: BaseGeometry) -> BaseGeometry:
    """At 2 decimals of a degree (about 1 km)."""
    return shapely.normalize(shapely.set_precision(shape, 0.01))


def main() -> None:
    """Makes the file."""
    with world_map() as source:
        land = simplified_countries(gpd.read_file(source, layer="states_provinces"))
        claims = gpd.read_file(source, layer="disputed_borders")
    write_geojson(
        "world", [("world-sea", {}, sea(land)), *country_lines(land, claims), *country_name_anchors(land)]
    )


if __name__ == "__main__":
    main()
