"""Outlines of countries and provinces, as the packages have them that the map is made of.

Country outlines: timezonefinder-data (OpenStreetMap). Province lines: Natural Earth, in Debian's qgis-common,
which is fetched here. Geometry is EPSG:4326, longitude first."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import shapely
from shapely import Polygon, box
from shapely.geometry.base import BaseGeometry
from timezonefinder import TimezoneFinder

from geo import region

QGIS_VERSION = "3.22.16+dfsg-1"
QGIS_SHA256 = "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960"
WORLD_MAP = "usr/share/qgis/resources/data/world_map.gpkg"
ZONES = {  # country: its time zones, all in Asia
    "afghanistan": ["Kabul"],
    "china": ["Shanghai", "Urumqi"],
    "india": ["Kolkata"],
    "iran": ["Tehran"],
    "kazakhstan": ["Almaty", "Qyzylorda", "Qostanay", "Aqtobe", "Aqtau", "Atyrau", "Oral"],
    "kyrgyzstan": ["Bishkek"],
    "pakistan": ["Karachi"],
    "tajikistan": ["Dushanbe"],
    "turkmenistan": ["Ashgabat"],
    "uzbekistan": ["Samarkand", "Tashkent"],
}
CODES = {"afghanistan": "AF", "tajikistan": "TJ"}
PROVINCES = {  # FIPS code in Natural Earth: id
    "AF01": "badakhshan-afghanistan",
    "AF24": "kunduz-province",
    "AF26": "takhar",
    "AF30": "balkh",
    "TI01": "gbao",
    "TI02": "khatlon",
}
FRAME = box(*region.FRAME)
Areas = dict[str, BaseGeometry]


def detailed_countries() -> Areas:
    """Countries by id, in full detail, within FRAME; a hole of 0.01 km2 between zones goes to Tajikistan
    around it."""
    finder, found = TimezoneFinder(), {}
    for country, zones in ZONES.items():
        parts = [part for zone in zones for part in finder.get_geometry(f"Asia/{zone}", coords_as_pairs=True)]
        found[country] = shapely.union_all([Polygon(rings[0], rings[1:]) for rings in parts]) & FRAME
    taken = shapely.union_all(list(found.values()))
    holes = [Polygon(ring) for part in shapely.get_parts(taken) for ring in part.interiors]
    found["tajikistan"] |= shapely.union_all(holes) - taken
    return found


@contextmanager
def world_map() -> Iterator[Path]:
    """Natural Earth's map of the world (GeoPackage), from Debian's qgis-common; ValueError if the package is
    another one."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["apt-get", "download", f"qgis-common={QGIS_VERSION}"], cwd=folder, check=True)
        package = next(Path(folder).glob("*.deb"))
        if hashlib.sha256(package.read_bytes()).hexdigest() != QGIS_SHA256:
            raise ValueError(f"{package.name} is not the file that this recipe was written for")
        subprocess.run(["dpkg", "-x", package, folder], check=True)
        yield Path(folder) / WORLD_MAP


def provinces() -> dict[str, Areas]:
    """For each of the two countries its provinces by id, the rest as one, as in Natural Earth (its own
    outlines)."""
    found = {}
    with world_map() as source:
        world = gpd.read_file(source, layer="states_provinces")
    for country, code in CODES.items():
        rows = world[world["iso_a2"] == code]
        ids = rows["fips"].map(PROVINCES).fillna(f"rest-of-{country}")
        found[country] = dict(rows.dissolve(ids.to_numpy()).geometry)
    return found
