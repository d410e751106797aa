"""The shipped map files: lengths, edges that match, sizes, and which side known points are on."""

from __future__ import annotations

import ast
import json
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Geod, Transformer
from shapely import Point

from geo import shapes
from geo.region import FRAME, LAEA

FILES = Path(__file__).parents[1] / "geo" / "files"
NAMES = ("border", "border-light", "regions", "basemap", "lines", "labels")
METRES = Transformer.from_crs("EPSG:4326", LAEA, always_xy=True).transform
NEIGHBOURS = {"china", "india", "iran", "kazakhstan", "kyrgyzstan", "pakistan", "turkmenistan", "uzbekistan"}
SIX = {"gbao", "khatlon", "badakhshan-afghanistan", "takhar", "kunduz-province", "balkh"}
KNOWN = {
    "gbao": (71.55304, 37.48974),  # Khorog
    "badakhshan-afghanistan": (70.58002, 37.11664),  # Faizabad
    "kunduz-province": (68.857, 36.72896),  # Kunduz
    "takhar": (69.53451, 36.73605),  # Taloqan
    "balkh": (67.1, 36.7),  # Mazar-i-Sharif
    "khatlon": (68.78186, 37.83399),  # Bokhtar
    "rest-of-tajikistan": (68.7739, 38.56),  # Dushanbe
    "rest-of-afghanistan": (69.17, 34.53),  # Kabul
}


def read(name: str) -> gpd.GeoDataFrame:
    """One file of geo/files as it stands, indexed by feature id."""
    frame = gpd.read_file(FILES / f"{name}.geojson")
    return frame.set_index("id")


def metres(geometry: Any) -> Any:
    return shapely.transform(geometry, METRES, interleaved=False)


def edges(geometry: Any) -> set[tuple[tuple[float, float], ...]]:
    """The undirected edges of a line or of the rings of an area."""
    lines = (
        shapely.get_rings(shapely.get_parts(geometry))
        if geometry.geom_type.endswith("Polygon")
        else [geometry]
    )
    return {
        tuple(sorted(pair)) for line in lines for pair in zip(line.coords[:-1], line.coords[1:], strict=True)
    }


@pytest.fixture(scope="module")
def files() -> dict[str, gpd.GeoDataFrame]:
    return {name: read(name) for name in NAMES}


@pytest.fixture(scope="module")
def land(files: dict[str, gpd.GeoDataFrame]) -> dict[str, Any]:
    """All areas that carry a name: neighbours, provinces, and the two countries put together."""
    regions = files["regions"]
    countries = {
        k: regions[regions.country == c].union_all() for k, c in (("tajikistan", "TJ"), ("afghanistan", "AF"))
    }
    return {**files["basemap"].geometry, **regions.geometry, **countries}


def test_border_is_the_whole_line(files: dict[str, gpd.GeoDataFrame]) -> None:
    line = files["border"].geometry["tajik-afghan-border"]
    assert len(line.coords) == 7351
    assert Geod(ellps="WGS84").geometry_length(line) / 1000 == pytest.approx(1343.96, abs=0.05)
    assert line.coords[0] == pytest.approx((67.78, 37.18), abs=0.02)
    assert line.coords[-1] == pytest.approx((74.89, 37.23), abs=0.02)


def test_light_border_is_close(files: dict[str, gpd.GeoDataFrame]) -> None:
    line, light = (files[name].geometry["tajik-afghan-border"] for name in ("border", "border-light"))
    assert metres(line).hausdorff_distance(metres(light)) <= 100
    assert np.allclose(
        [line.coords[0], line.coords[-1]], [light.coords[0], light.coords[-1]], rtol=0, atol=1e-5
    )


def test_sizes_and_one_feature_per_line() -> None:
    size = {name: (FILES / f"{name}.geojson").stat().st_size / 1024 for name in NAMES}
    assert size["border-light"] <= 32
    assert sum(size[name] for name in ("border-light", "regions", "basemap", "lines")) <= 330
    for name in NAMES:
        text = (FILES / f"{name}.geojson").read_text(encoding="utf-8")
        assert text.count("\n") == text.count('"type":"Feature"') + 2
        assert text.endswith("]}\n")


@pytest.mark.parametrize("name", NAMES)
def test_features_are_valid_with_ids_of_their_own(files: dict[str, gpd.GeoDataFrame], name: str) -> None:
    frame = files[name]
    assert frame.crs == "EPSG:4326"
    assert frame.index.is_unique
    assert not frame.geometry.is_empty.any()
    assert frame.geometry.is_valid.all()


def test_ids(files: dict[str, gpd.GeoDataFrame]) -> None:
    assert set(files["basemap"].index) == NEIGHBOURS
    assert set(files["regions"].index) == SIX | {"rest-of-tajikistan", "rest-of-afghanistan"}
    assert set(files["labels"].index) == NEIGHBOURS | SIX | {"tajikistan", "afghanistan"}
    assert set(files["lines"]["style"]) == {"solid", "dashed", "province"}


def test_areas_are_one_coverage(files: dict[str, gpd.GeoDataFrame]) -> None:
    regions, basemap = files["regions"].geometry, files["basemap"].geometry
    assert shapely.coverage_is_valid(regions.to_numpy())
    assert shapely.coverage_is_valid([*regions, *basemap])


def test_edge_of_the_countries_is_the_light_border(files: dict[str, gpd.GeoDataFrame]) -> None:
    regions = files["regions"]
    tj, af = (set().union(*map(edges, regions[regions.country == code].geometry)) for code in ("TJ", "AF"))
    assert tj & af == edges(files["border-light"].geometry["tajik-afghan-border"])


def test_neighbours_overlap_nothing(land: dict[str, Any]) -> None:
    for a, b in combinations(sorted(NEIGHBOURS | {"tajikistan", "afghanistan"}), 2):
        assert metres(land[a]).intersection(metres(land[b])).area < 1000, (a, b)


def test_no_gap_inside(land: dict[str, Any]) -> None:
    whole = shapely.union_all(list(land.values()))
    assert sum(len(part.interiors) for part in shapely.get_parts(whole)) == 0


def test_no_slivers(files: dict[str, gpd.GeoDataFrame]) -> None:
    for key in SIX:
        assert files["regions"].geometry[key].geom_type == "Polygon"
        assert metres(files["regions"].geometry[key]).area > 5e9


@pytest.mark.parametrize("region", sorted(KNOWN))
def test_known_points(files: dict[str, gpd.GeoDataFrame], region: str) -> None:
    regions = files["regions"].geometry
    assert list(regions.index[regions.contains(Point(KNOWN[region]))]) == [region]


def test_labels_are_inside(files: dict[str, gpd.GeoDataFrame], land: dict[str, Any]) -> None:
    for key, places in files["labels"].geometry.items():
        assert 1 <= len(places.geoms) <= 10
        assert all(land[key].contains(place) for place in places.geoms), key
    for key in ("tajikistan", "afghanistan"):
        assert land[f"rest-of-{key}"].contains(files["labels"].geometry[key].geoms[0])


def test_disputed_lines_are_dashed_and_the_border_is_not_drawn_twice(
    files: dict[str, gpd.GeoDataFrame],
) -> None:
    styles = files["lines"].groupby("between")["style"].agg(set)
    assert styles["china india"] == styles["china pakistan"] == {"dashed"}
    assert styles["india pakistan"] == {"dashed", "solid"}
    assert "afghanistan tajikistan" not in styles


# the world beyond the region


def test_the_world_is_light_and_leaves_the_region_to_its_own_files() -> None:
    path = FILES / "world.geojson"
    assert path.stat().st_size < 260_000
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    rows = gpd.GeoDataFrame.from_features(features, crs="EPSG:4326")
    rows.index = [feature["id"] for feature in features]
    region = shapely.box(*FRAME).buffer(-0.02)
    assert rows.geometry.is_valid.all()
    assert not rows.loc[["world-sea", "world-solid", "world-dashed"]].intersects(region).any()


SEA_AND_LAND = {"Gulf of Aden": (47.0, 12.3), "Caspian": (51.0, 40.0), "Arabian Sea": (62.0, 20.0)}
ON_LAND = {"Sanaa": (44.21, 15.35), "Khartoum": (32.53, 15.6), "Kyiv": (30.5, 50.4), "Dushanbe": (68.8, 38.6)}


@pytest.mark.parametrize("place", [*SEA_AND_LAND, *ON_LAND])
def test_sea_is_where_sea_is(place: str) -> None:
    sea = shapes.layer("world").geometry["world-sea"]
    assert sea.contains(Point({**SEA_AND_LAND, **ON_LAND}[place])) == (place in SEA_AND_LAND)


CONTESTED = {  # a spot on a line that a country disputes
    "Crimea": (33.6, 46.15),
    "Kosovo": (21.4, 42.87),
    "Golan": (35.87, 33.0),
    "Abyei": (28.0, 10.0),
}


@pytest.mark.parametrize("line", CONTESTED)
def test_contested_lines_are_dashed_alone(line: str) -> None:
    rows, spot = shapes.layer("world").geometry, Point(CONTESTED[line])
    assert rows["world-dashed"].distance(spot) < 0.25
    assert rows["world-solid"].distance(spot) > 0.25


def test_the_recipe_needs_nothing_of_the_app() -> None:
    packages = {"geo", "geopandas", "numpy", "pandas", "shapely", "pyproj", "timezonefinder"}
    recipe = ("basemap", "outlines", "world")
    for path in (FILES.parent / "build" / f"{name}.py" for name in recipe):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            named += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in named:
                assert name.partition(".")[0] in packages | sys.stdlib_module_names
                assert not name.startswith("geo.") or name in (
                    "geo.build.basemap",
                    "geo.build.outlines",
                    "geo.region",
                )
