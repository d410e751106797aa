"""Tables computed from the border line: `python -m geo.build.tables` writes data/files/chainage.csv and
geo/files/rulers.csv.

Run it after a place has moved or been added; a test holds both files to what it computes.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely
from pyproj import Transformer
from shapely import Point

from data.atlas.read import read_atlas
from data.tables.files import FILES as DATA
from data.tables.model import Place
from data.tables.vocab import BORDER
from geo import shapes
from geo.region import LAEA

RULERS = shapes.FILES / "rulers.csv"
TOLERANCES = (0, 10, 50, 100, 500, 1000, 5000, 10_000, 25_000, 50_000)  # metres
STEP = 0.1  # km between the spots at which the fronts of provinces are looked up
Row = tuple[object, ...]
Ruler = tuple[int, float, int]  # tolerance in metres, length in km, vertices


def chainage(places: Sequence[Place]) -> list[Row]:
    """(place, km, distance_km, from_km, to_km) of the border, of every point near it and of the provinces
    along it: km, one decimal."""
    end = round(shapes.border_length(), 2)
    fronts = {"TJ": _fronts("TJ"), "AF": _fronts("AF")}
    rows: list[Row] = []
    for place in places:
        front = next((found[place.id] for found in fronts.values() if place.id in found), None)
        if place.id == BORDER:
            rows.append((place.id, "", "", 0.0, end))
        elif front:
            rows.append((place.id, "", "", *front))
        elif place.lon is not None and place.lat is not None:
            at = shapes.position(Point(place.lon, place.lat))
            if at.km is not None:
                reach = place.radius_km or 0
                span = (max(at.km - reach, 0.0), min(at.km + reach, end))
                rows.append(
                    (place.id, round(at.km, 1), round(at.distance, 1), *(round(km, 1) for km in span))
                )
    return rows


def _fronts(country: str) -> dict[str, tuple[float, float]]:
    """Region of `country` -> first and last kilometre at which it is the nearest one to the border."""
    regions = shapes.layer("regions")
    own = regions[regions["country"] == country].geometry
    posts = np.arange(0, shapes.border_length(), STEP)
    tree = shapely.STRtree(own.to_list())
    nearest = tree.nearest([shapes.point_at(float(km)) for km in posts])
    found = {}
    for number, key in enumerate(own.index):
        here = posts[nearest == number]
        if len(here):
            last = float(here[-1]) + STEP
            found[str(key)] = (round(float(here[0]), 1), round(min(last, shapes.border_length()), 1))
    return found


def compute_length_by_tolerance() -> list[Ruler]:
    """(tolerance_m, km, vertices): our line simplified (Douglas–Peucker, Lambert equal-area around the
    border) with ten tolerances in metres, and the geodesic length (WGS84) of what is left."""
    forth = Transformer.from_crs("EPSG:4326", LAEA, always_xy=True).transform
    back = Transformer.from_crs(LAEA, "EPSG:4326", always_xy=True).transform
    whole = shapely.transform(shapes.border(), forth, interleaved=False)
    rows: list[Ruler] = []
    for tolerance in TOLERANCES:
        simple = whole.simplify(tolerance) if tolerance else whole
        kilometres = shapes.WGS84.geometry_length(shapely.transform(simple, back, interleaved=False)) / 1000
        rows.append((tolerance, round(kilometres, 1), len(simple.coords)))
    return rows


def written_rulers() -> list[Ruler]:
    """The rows of geo/files/rulers.csv."""
    with RULERS.open(encoding="utf-8", newline="") as file:
        return [
            (int(row["tolerance_m"]), float(row["km"]), int(row["vertices"])) for row in csv.DictReader(file)
        ]


def write_csv(path: Path, head: Sequence[str], rows: Sequence[Row]) -> None:
    """A CSV file with a header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


def main() -> None:
    """Write both tables."""
    atlas, problems = read_atlas(DATA)
    if atlas is None:
        raise SystemExit("\n".join(map(str, problems)))
    write_csv(
        DATA / "chainage.csv",
        ("place", "km", "distance_km", "from_km", "to_km"),
        chainage(list(atlas.places.values())),
    )
    write_csv(RULERS, ("tolerance_m", "km", "vertices"), compute_length_by_tolerance())


if __name__ == "__main__":
    main()
