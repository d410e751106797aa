"""The places of the world, which are asked about and become entities once a person confirms them.

`world.csv` has a place a line: GeoNames' number or one of ours, kind (capital, town, region, nature, sea),
country (ISO 3166), coordinates, people, its name in English and in Arabic. `world_names.csv` has a folded
name a line, and the numbers of the places of that name, the most populous first. Both are sorted and looked
up where they lie: nothing of them is in memory but where their lines begin, and that from the first question
on."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from typing import NamedTuple

from data.annotate.sorted_lines import sorted_lines
from data.tables.files import FILES
from data.text.normalize import fold

PLACES, NAMES = FILES / "world.csv", FILES / "world_names.csv"
NATURAL_EARTH = 900_000_000  # number above which a place is none of GeoNames
_LETTER = ord("A")  # bytes below are no letters: spaces, commas, hyphens, apostrophes


class WorldPlace(NamedTuple):
    """A place of the world: capital, town, region, or of nature: a river, a mountain, a sea. country: ISO
    3166, empty where it is of several; people: how many live there."""

    number: str
    kind: str
    country: str
    lat: float
    lon: float
    people: int
    name_en: str
    name_ar: str
    type: str = "place"

    @property
    def id(self) -> str:
        """The id of the entity that it becomes."""
        words = re.findall("[a-z0-9]+", fold(self.name_en).text)
        return f"{'-'.join(words)[:40]}-{self.number}"

    @property
    def is_natural(self) -> bool:
        """Whether it is a river, mountain, island or sea, or a land without borders, whose place we set."""
        return self.kind in ("n", "s")

    @property
    def url(self) -> str:
        """The page of GeoNames, or of Natural Earth for a region that it draws; none for what we set."""
        if int(self.number) > NATURAL_EARTH:
            return "" if self.is_natural else "https://www.naturalearthdata.com/"
        return f"https://www.geonames.org/{self.number}"

    @property
    def credit(self) -> str:
        """Where its coordinates are from, in words."""
        if int(self.number) > NATURAL_EARTH:
            return "Dalil" if self.is_natural else "Natural Earth; Unicode CLDR"
        return f"GeoNames {self.number}"


def is_there() -> bool:
    """Whether the folder of the tables has the places of the world."""
    return PLACES.exists() and NAMES.exists()


@lru_cache(maxsize=16_384)
def begins_name(word: str) -> bool:
    """Whether a folded word is a name of a place, or the first word of one."""
    beginning = word.encode()
    line = sorted_lines(NAMES.name).first(beginning)
    return line.startswith(beginning) and line[len(beginning)] < _LETTER


@lru_cache(maxsize=16_384)
def places_called(name: str) -> tuple[WorldPlace, ...]:
    """The places of a folded name, the most populous first."""
    beginning = f"{name},".encode()
    line = sorted_lines(NAMES.name).first(beginning)
    return tuple(map(_place, line[len(beginning) :].decode().split())) if line.startswith(beginning) else ()


@lru_cache(maxsize=4096)
def world_place(key: str) -> WorldPlace | None:
    """The place of an id; None where there is none."""
    number = key.rpartition("-")[2]
    if not (number.isascii() and number.isdigit() and is_there()):
        return None
    line = sorted_lines(PLACES.name).first(f"{number},".encode())
    found = _place(number) if line.startswith(f"{number},".encode()) else None
    return found if found and found.id == key else None


def _place(number: str) -> WorldPlace:
    line = sorted_lines(PLACES.name).first(f"{number},".encode()).decode()
    _, kind, country, lat, lon, people, name_en, name_ar = next(csv.reader([line]))
    return WorldPlace(number, kind, country, float(lat), float(lon), int(people), name_en, name_ar or name_en)
