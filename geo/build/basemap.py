"""Makes the map files in geo/files from published packages: `python -m geo.build.basemap` (Debian,
requirements-geodata.txt).

Unless a docstring says otherwise, geometry is EPSG:4326, longitude first; `_m` marks
metres in an equal-area projection around the border. Every line is cut into arcs, each arc is simplified
once, and all areas are put together from the same arcs, so that neighbours share their edges vertex for
vertex. Same packages, same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer
from shapely import LineString, MultiLineString, MultiPoint, Polygon, STRtree, box
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geo.build.outlines import CODES, FRAME, PROVINCES, Areas, detailed_countries, provinces
from geo.region import LAEA

FILES = Path(__file__).parents[1] / "files"
SIX = tuple(PROVINCES.values())
BORDER_PAIR = ("afghanistan", "tajikistan")
WINDOW = box(66, 35, 76.5, 40.5)
KASHMIR = box(73, 32.3, 80.5, 37.1)  # no name of a country is written in it, unless of the two at the border
DASHED = {
    ("china", "india"): FRAME,
    ("china", "pakistan"): FRAME,
    ("india", "pakistan"): KASHMIR,
}  # disputed: where
BORDER_TOLERANCE, NEAR_TOLERANCE, FAR_TOLERANCE = (
    99.0,
    200.0,
    1000.0,
)  # metres; 99, so that rounding stays within 100
NEAR, STRIP, MARGIN = 40_000.0, 60_000.0, 1_500.0  # metres
FORTH = Transformer.from_crs("EPSG:4326", LAEA, always_xy=True).transform
BACK = Transformer.from_crs(LAEA, "EPSG:4326", always_xy=True).transform

Feature = tuple[str, dict[str, str], BaseGeometry]  # id, properties, geometry
Arcs = dict[
    tuple[str, ...], list[BaseGeometry]
]  # ids of the areas on either side (one at the rim): lines between them


def to_metres(geometry: BaseGeometry) -> BaseGeometry:
    """EPSG:4326 to metres."""
    return shapely.transform(geometry, FORTH, interleaved=False)


def to_degrees(geometry_m: BaseGeometry) -> BaseGeometry:
    """Metres to EPSG:4326 at 5 decimals (about 1 m)."""
    rounded = shapely.transform(geometry_m, lambda x, y: np.round(BACK(x, y), 5), interleaved=False)
    return shapely.remove_repeated_points(rounded)


def arcs(areas: Areas) -> Arcs:
    """The edges of `areas`, merged into lines by the areas on either side; only edges with equal ends are
    shared."""
    tables = []
    for bit, area in enumerate(areas.values()):
        for ring in shapely.get_rings(shapely.get_parts(area)):
            ends = np.hstack([ring.coords[:-1], ring.coords[1:]])
            backward = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
            ends[backward] = ends[backward][:, [2, 3, 0, 1]]
            tables.append(pd.DataFrame(ends).assign(sides=1 << bit))
    edges = pd.concat(tables).groupby([0, 1, 2, 3])["sides"].sum().reset_index()
    found = {}
    for sides, group in edges.groupby("sides"):
        key = tuple(sorted(name for bit, name in enumerate(areas) if int(str(sides)) & 1 << bit))
        lines = shapely.linestrings(group[[0, 1, 2, 3]].to_numpy().reshape(-1, 2, 2))
        found[key] = list(shapely.get_parts(shapely.line_merge(MultiLineString(list(lines)))))
    return found


def trace_border(outlines: Arcs) -> LineString:
    """The Tajik-Afghan border from west to east, as it is in `outlines` (the source has 6 decimals)."""
    (line,) = outlines[BORDER_PAIR]
    return LineString(np.round(sorted((line.coords, line.coords[::-1]), key=lambda ends: ends[0])[0], 6))


def simplify_outlines(outlines: Arcs, near_m: BaseGeometry) -> Arcs:
    """`outlines` cut at the rim of `near_m` and simplified, with less tolerance inside it and on the border.

    Arcs that would meet elsewhere than at their ends get half the tolerance, until none does.
    """
    cuts: list[tuple[tuple[str, ...], BaseGeometry, float]] = []
    for key, lines in outlines.items():
        whole_m = to_metres(MultiLineString(lines))
        near = [(whole_m, BORDER_TOLERANCE)] if key == BORDER_PAIR else [(whole_m & near_m, NEAR_TOLERANCE)]
        far = [] if key == BORDER_PAIR else [(whole_m - near_m, FAR_TOLERANCE)]
        cuts += [
            (key, line, t) for part, t in near + far for line in shapely.get_parts(shapely.line_merge(part))
        ]
    while wrong := invalid_lines(
        drawn := [to_degrees(line.simplify(tolerance)) for _, line, tolerance in cuts]
    ):
        cuts = [
            (key, line, t / 2 if n in wrong and key != BORDER_PAIR else t)
            for n, (key, line, t) in enumerate(cuts)
        ]
    return {
        key: [line for (other, _, _), line in zip(cuts, drawn, strict=True) if other == key]
        for key in outlines
    }


def invalid_lines(lines: list[BaseGeometry]) -> set[int]:
    """Indexes of the lines that cross themselves, collapse, or touch another one elsewhere than end to
    end."""
    pairs = STRtree(lines).query(lines, predicate="intersects").T
    clear = [lines[a].relate_pattern(lines[b], "FF*F*****") for a, b in pairs]
    meet = {
        int(n)
        for pair, well in zip(pairs, clear, strict=True)
        if pair[0] != pair[1] and not well
        for n in pair
    }
    return meet | {
        n for n, line in enumerate(lines) if not line.is_simple or (line.is_closed and len(line.coords) < 4)
    }


def province_lines(inside: Areas, country_m: BaseGeometry, edge_m: MultiPoint) -> Arcs:
    """Lines between the provinces of a country (area `country_m`), led to the nearest vertex of its edge
    (`edge_m`)."""
    deep = country_m.buffer(-MARGIN)
    cut = {}
    for key, lines in arcs(inside).items():
        if len(key) == 2:
            inside_m = to_metres(MultiLineString(lines)).simplify(NEAR_TOLERANCE) & deep
            cut[key] = max(shapely.get_parts(shapely.line_merge(inside_m)), key=shapely.length)
    ends = [end for line in cut.values() for end in (line.coords[0], line.coords[-1])]
    found: Arcs = {}
    for key, line in cut.items():
        points = list(line.coords)
        for place, end in ((0, points[0]), (len(points) + 1, points[-1])):
            if ends.count(end) == 1:
                points.insert(place, shapely.shortest_line(shapely.Point(end), edge_m).coords[1])
        found[key] = [to_degrees(LineString(points))]
    return found


def pieces_of(lines: list[BaseGeometry], areas: Areas) -> Areas:
    """Areas by id, put together from `lines`: each face goes to the one of `areas` that covers most of it."""
    owners: dict[str, list[BaseGeometry]] = {key: [] for key in areas}
    for face in shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union_all(lines)))):
        owners[max(areas, key=lambda key: areas[key].intersection(face).area)].append(face)
    return {
        key: shapely.orient_polygons(shapely.normalize(shapely.union_all(own))) for key, own in owners.items()
    }


def drawn_lines(outlines: Arcs, inner: Arcs) -> list[Feature]:
    """Country lines but the Tajik-Afghan one, disputed ones dashed, the rim of FRAME left out; and province
    lines."""
    rows = [(key, "province", line) for key, lines in inner.items() for line in lines]
    for key in (key for key in outlines if len(key) == 2 and key != BORDER_PAIR):
        line, disputed = MultiLineString(outlines[key]), DASHED.get(key, Polygon())
        for style, part in (("solid", line - disputed), ("dashed", line & disputed)):
            rows += [
                (key, style, to_degrees(to_metres(piece)))
                for piece in shapely.get_parts(shapely.line_merge(part))
            ]
    rows.sort(key=lambda row: (*row[:2], -row[2].length, row[2].wkt))
    named = [{"between": " ".join(key), "style": style} for key, style, _ in rows]
    return [
        (f"line-{n}", properties, row[2]) for n, (properties, row) in enumerate(zip(named, rows, strict=True))
    ]


def anchors(searches: list[tuple[BaseGeometry, int]]) -> MultiPoint:
    """Places for a name, best first: centres of the largest free circles (10 km or more), apart from each
    other.

    `searches`: areas in metres, each with the number of anchors to reach in all.
    """
    found: list[tuple[float, float]] = []
    taken: BaseGeometry = Polygon()
    for area_m, most in searches:
        while len(found) < most and not (free := area_m - taken).is_empty:
            circle = shapely.maximum_inscribed_circle(free, tolerance=500)
            if circle.length < 10_000:
                break
            centre = shapely.Point(circle.coords[0])
            found.append(to_degrees(centre).coords[0])
            taken = taken | centre.buffer(0.7 * circle.length)
    return MultiPoint(found)


def label_anchors(land: Areas, regions: Areas, line: LineString) -> Areas:
    """Anchors by id: in WINDOW (for the two countries beside the six provinces), near the border, then
    anywhere."""
    window_m, strip_m = to_metres(shapely.segmentize(WINDOW, 0.1)), to_metres(line).buffer(STRIP)
    found = {}
    for key in sorted([*land, *SIX]):
        open_m = to_metres(regions[key] if key in SIX else land[key] if key in CODES else land[key] - KASHMIR)
        first_m = to_metres(regions[f"rest-of-{key}"]) if key in CODES else open_m
        found[key] = anchors([(first_m & window_m, 5), (open_m & strip_m, 8), (open_m, 10)])
    return found


def write_geojson(name: str, features: list[Feature]) -> None:
    """geo/files/`name`.geojson, one feature per line."""
    rows = [
        {"type": "Feature", "id": key, "properties": p, "geometry": mapping(shape)}
        for key, p, shape in features
    ]
    body = ",\n".join(json.dumps(row, sort_keys=True, separators=(",", ":")) for row in rows)
    text = f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'
    (FILES / f"{name}.geojson").write_text(text, encoding="utf-8")


def main() -> None:
    """Makes all files."""
    source, inside = detailed_countries(), provinces()
    outlines = arcs(source)
    whole = trace_border(outlines)
    light = simplify_outlines(outlines, to_metres(whole).buffer(NEAR))
    rims = {c: [line for key, lines in light.items() if c in key for line in lines] for c in source}
    land = pieces_of([line for lines in light.values() for line in lines], source)
    inner, regions = Arcs(), Areas()
    for country, areas in inside.items():
        vertices = MultiPoint([point for line in rims[country] for point in line.coords])
        own = province_lines(areas, to_metres(source[country]), to_metres(vertices))
        inner |= own
        regions |= pieces_of([*rims[country], *(line for lines in own.values() for line in lines)], areas)
    write_geojson("border", [("tajik-afghan-border", {}, whole)])
    write_geojson("border-light", [("tajik-afghan-border", {}, trace_border(light))])
    write_geojson(
        "regions", [(k, {"country": CODES[c]}, regions[k]) for c, areas in inside.items() for k in areas]
    )
    write_geojson("basemap", [(key, {}, land[key]) for key in sorted(land) if key not in CODES])
    write_geojson("lines", drawn_lines(light, inner))
    write_geojson(
        "labels", [(key, {}, points) for key, points in label_anchors(land, regions, whole).items()]
    )


if __name__ == "__main__":
    main()
