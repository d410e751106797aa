"""Places of the whole world in a text, as questions: towns, capitals and regions of `data/files/world.csv`
that no other name covers. Never sure: a person confirms each.

The table is read when a text is first annotated. A row: GeoNames' number, kind (capital, town, region),
country (ISO 3166), coordinates, people, its name in English and in Arabic, the spellings that are looked
for."""

from __future__ import annotations

import csv
import mmap
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from data.annotate.mentions import SuggestedMention, by_passage, overlapping
from data.tables.files import FILES
from data.text.lexicon import folded, word_set
from data.text.normalize import ATTACHED, STACKS, Folded, fold

TABLE = FILES / "world.csv"
LONGEST = 4  # words of a name
MOST = 3  # places of one name that are offered, the most populous first
CERTAIN = 0.65  # score of a capital: still a question
CITY = 100_000  # people from which a town is offered where nothing says that a place is named
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_PLACE_WORDS = word_set("before-name", "area-word")
_BEFORE = word_set("place-preposition") | _PLACE_WORDS
_NO_NAMES = word_set("function-word", "determiner", "title-word", "stop-word") | _BEFORE


class WorldPlace(NamedTuple):
    """A place of the world: capital, town or region. country: ISO 3166; people: how many live there."""

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
    def url(self) -> str:
        """The page of GeoNames, or of Natural Earth for a region."""
        if self.kind == "r":
            return "https://www.naturalearthdata.com/"
        return f"https://www.geonames.org/{self.number}"

    @property
    def credit(self) -> str:
        """Where its coordinates are from, in words."""
        return "Natural Earth; Unicode CLDR" if self.kind == "r" else f"GeoNames {self.number}"


Hit = tuple[int, int, tuple[str, ...]]  # a span of a folded text, and the numbers of the places of that name


@lru_cache(maxsize=4096)
def world_place(key: str) -> WorldPlace | None:
    """The place of an id; None where there is none."""
    number = key.rpartition("-")[2]
    if not (number.isascii() and number.isdigit() and TABLE.exists()):
        return None
    with TABLE.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as table:
        start = table.find(f"\n{number},".encode()) + 1
        line = table[start : table.find(b"\n", start)].decode() if start else ""
    found = _place(next(csv.reader([line]))) if line else None
    return found if found and found.id == key else None


def _place(row: Sequence[str]) -> WorldPlace:
    number, kind, country, lat, lon, people, name_en, name_ar, _ = row
    return WorldPlace(number, kind, country, float(lat), float(lon), int(people), name_en, name_ar or name_en)


class _World:
    """The table by folded name."""

    def __init__(self) -> None:
        self.places: dict[str, tuple[str, ...]] = {}
        self.names: dict[str, tuple[str, ...]] = {}
        with TABLE.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[1:]
        spelled = [(row[0], name) for row in rows for name in row[-1].split(";")]
        for (number, _), key in zip(spelled, folded([name for _, name in spelled]), strict=True):
            known = self.names.get(key, ())
            if len(known) < MOST and number not in known:
                self.names[key] = (*known, number)
        self.rows = {row[0]: (row[1], row[2], int(row[5]), row[6]) for row in rows}
        for word in _NO_NAMES:
            self.names.pop(word, None)
        self.first = {_WORD.match(key)[0] for key in self.names if _WORD.match(key)}  # type: ignore[index]

    def hits(self, text: str) -> Iterator[Hit]:
        """The names in a folded text, of those that begin at a word the longest; none overlaps another."""
        words = [match.span() for match in _WORD.finditer(text)]
        reached = 0
        for at, (start, end) in enumerate(words):
            if start < reached or end - start > 40:
                continue
            for cut in _cuts(text[start:end]):
                if found := self._longest(text, words, at, start + cut):
                    yield found
                    reached = found[1]
                    break

    def _longest(self, text: str, words: Sequence[tuple[int, int]], at: int, start: int) -> Hit | None:
        if text[start : words[at][1]] not in self.first:
            return None
        for last in range(min(at + LONGEST, len(words)) - 1, at - 1, -1):
            if numbers := self.names.get(text[start : words[last][1]]):
                return start, words[last][1], numbers
        return None


@cache
def _world() -> _World:
    return _World()


def _cuts(word: str) -> Iterator[int]:
    """How many letters of a word may be particles."""
    yield 0
    if word[0] > "\u0600":
        yield from (n for n in (1, 2) if word[:n] in STACKS and len(word) > n + 2 and word[:n] != "ال")


def world_mentions(passages: Sequence[str], known: Sequence[SuggestedMention]) -> list[SuggestedMention]:
    """Places of the world where no known name is, or where it is within a longer name of such a place."""
    if not TABLE.exists():
        return []
    world, own = _world(), by_passage(known)
    found: list[tuple[int, int, int, tuple[str, ...], float]] = []
    for number, passage in enumerate(passages):
        found += [(number, *place) for place in _free_places(world, passage, own.get(number, ()))]
    countries = Counter(world.rows[numbers[0]][1] for *_, numbers, _ in found if len(numbers) == 1)
    return [_mention(world, passages, mark, countries) for mark in found]


def _free_places(
    world: _World, passage: str, known: Sequence[SuggestedMention]
) -> Iterator[tuple[int, int, tuple[str, ...], float]]:
    """Spans of a passage that seem to name places and are not known names or parts of these, with the places
    of that name and a score."""
    text, reached = fold(passage), 0
    for start, end, numbers in world.hits(text.text):
        first, last = text.span(start, end)
        over = overlapping(known, first, last)
        if all(first <= m.start and m.end <= last and m.end - m.start < last - first for m in over):
            if score := _score(world, passage, text, (start, end), numbers, reached):
                yield first, last, numbers, score
            reached = end


def _mention(
    world: _World,
    passages: Sequence[str],
    mark: tuple[int, int, int, tuple[str, ...], float],
    countries: Counter[str],
) -> SuggestedMention:
    """Of places of one name that comes first in whose country most other places are."""
    passage, first, last, numbers, score = mark
    ranked = sorted(numbers, key=lambda n: -countries[world.rows[n][1]])
    ids = tuple(found.id for n in ranked if (found := _by_number(n)))
    return SuggestedMention(passage, first, last, passages[passage][first:last], ids[0], "name", score, ids)


def _by_number(number: str) -> WorldPlace | None:
    words = re.findall("[a-z0-9]+", fold(_world().rows[number][3]).text)
    return world_place(f"{'-'.join(words)[:40]}-{number}")


def _score(
    world: _World, passage: str, text: Folded, span: tuple[int, int], numbers: tuple[str, ...], last: int
) -> float:
    """How likely words name a place; 0: not to be asked. last: where the place before them ends."""
    start = span[0]
    kind, _, people, _ = world.rows[numbers[0]]
    before = text.text[max(0, start - 24) : start]
    led = re.search(r"([^\W\d_]+)\s+[بل]?$", before)
    previous = led[1] if led else ""
    if previous not in _BEFORE and previous[:1] in ATTACHED:
        previous = previous[1:]
    if text.text[start] < "\u0600":
        return _score_latin(passage, text, span, kind, previous)
    listed = last and text.text[last:start].strip() in ("و", "،", "، و", ",")
    cue = previous in _BEFORE or before[-1:] in ("ب", "ل") or listed
    if kind != "c" and people < CITY and not cue:
        return 0
    return CERTAIN if kind == "c" else 0.6 if previous in _PLACE_WORDS else 0.55 if cue else 0.45


def _score_latin(passage: str, text: Folded, span: tuple[int, int], kind: str, previous: str) -> float:
    """A Latin name wants its capital, and no other capital beside it, as of a person or a body."""
    first, last = text.span(*span)
    if not passage[first].isupper():
        return 0
    after = re.match(r"[ -]([^\W\d_]+)", passage[last : last + 24])
    if after and after[1][0].isupper() and fold(after[1]).text not in _NO_NAMES:
        return 0
    before = re.search(r"([^\W\d_]+)[ -]$", passage[max(0, first - 24) : first])
    if before and before[1][0].isupper() and fold(before[1]).text not in _NO_NAMES:
        return 0
    if re.match(r"['’]s [A-Z]", passage[last : last + 4]):
        return 0
    return CERTAIN if kind == "c" else 0.6 if previous in _BEFORE else 0.5
