"""Figures and dates of two documents that may speak of the same thing: of one measure, near a name that both
give. What is paired is a suggestion; whether the two contradict each other a person decides."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from data.atlas.atlas import Atlas
from data.tables.model import Figure
from data.text.dates.dates import valid_date
from data.text.normalize import fold
from data.text.sentences import sentence_ends

DIGITS = 2  # significant digits that a rounded number is taken to have at least
FARTHEST = 2  # times: amounts farther apart are of two matters
UBIQUITOUS = 0.25  # share of the passages of a document
KILOMETRES = {"km": 1.0, "m": 0.001, "mi": 1.609344, "ft": 0.0003048}

Outcome = Literal["same", "differ"]


@dataclass(frozen=True)
class Amount:
    """A figure as it is compared. measure: what it is measured in; low, high: the number in it; near: the
    entities that its sentence names."""

    figure: Figure
    measure: tuple[str, str]
    low: float
    high: float
    near: frozenset[str]


@dataclass(frozen=True)
class FigurePair:
    """A figure of each document, what both their sentences name, and whether they come to the same."""

    one: Figure
    other: Figure
    near: tuple[str, ...]
    outcome: Outcome


def figure_pairs(atlas: Atlas, one: Sequence[str], other: Sequence[str]) -> tuple[FigurePair, ...]:
    """The figures of two documents (by their passages) that may be of one matter, each in one pair alone:
    first those that come to the same, then those whose sentences share most names and are nearest."""
    own, theirs = list(_amounts(atlas, one)), list(_amounts(atlas, other))
    measured: dict[tuple[str, str], list[int]] = defaultdict(list)
    for m, amount in enumerate(theirs):
        measured[amount.measure].append(m)
    found = [
        (_rank(amount, theirs[m]), n, m)
        for n, amount in enumerate(own)
        for m in measured[amount.measure]
        if _comparable(amount, theirs[m])
    ]
    left, right, pairs = set[int](), set[int](), list[tuple[int, FigurePair]]()
    for (unlike, *_), n, m in sorted(found):
        if n not in left and m not in right:
            left.add(n)
            right.add(m)
            near = tuple(sorted(own[n].near & theirs[m].near))
            outcome: Outcome = "differ" if unlike else "same"
            pairs.append((n, FigurePair(own[n].figure, theirs[m].figure, near, outcome)))
    return tuple(pair for _, pair in sorted(pairs, key=lambda numbered: numbered[0]))


def date_pairs(atlas: Atlas, one: Sequence[str], other: Sequence[str]) -> tuple[FigurePair, ...]:
    """The dates that two documents both give near a name that both name and that is not all over either of
    them, each date of the first once."""
    common = ubiquitous(atlas, one) | ubiquitous(atlas, other)
    theirs = [(f, named_near(atlas, f) - common) for f in _figures(atlas, other) if is_calendar_date(f)]
    found: dict[str, FigurePair] = {}
    for figure in _figures(atlas, one):
        near = named_near(atlas, figure) if is_calendar_date(figure) else frozenset()
        for their, named in theirs if near else ():
            if figure.value not in found and near & named and same_date(figure.value, their.value):
                found[figure.value] = FigurePair(figure, their, tuple(sorted(near & named)), "same")
    return tuple(found.values())


def ubiquitous(atlas: Atlas, passages: Sequence[str]) -> frozenset[str]:
    """The entities that so many passages of a document name that to stand near them says nothing."""
    counts = Counter(
        entity for passage in passages for entity in {m.entity for m in atlas.mentions_of[passage]}
    )
    return frozenset(entity for entity, n in counts.items() if n > max(1, UBIQUITOUS * len(passages)))


def same_amount(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Do two numbers, each low to high, come to the same? So they do where they overlap, or where one is the
    other rounded to the digits that it has, DIGITS at least."""
    if one[0] <= other[1] and other[0] <= one[1]:
        return True
    if one[0] != one[1] or other[0] != other[1]:
        return False
    digits = min(_digits(one[0]), _digits(other[0]))
    return _rounded(one[0], digits) == _rounded(other[0], digits)


def _amounts(atlas: Atlas, passages: Iterable[str]) -> Iterator[Amount]:
    for figure in _figures(atlas, passages):
        ends = _ends(figure) if figure.kind != "date" else ()
        measure, factor = _measure(figure)
        if ends and measure[1]:
            low, high = sorted((ends[0] * factor, ends[-1] * factor))
            yield Amount(figure, measure, low, high, named_near(atlas, figure))


def _figures(atlas: Atlas, passages: Iterable[str]) -> Iterator[Figure]:
    return (figure for passage in passages for figure in atlas.figures_of[passage])


def _ends(figure: Figure) -> tuple[float, ...]:
    """The number or the two ends of a range; none where nobody can tell."""
    try:
        ends = tuple(float(end) for end in figure.value.split("/") if end)
    except ValueError:
        return ()
    return ends if all(map(math.isfinite, ends)) else ()


def _measure(figure: Figure) -> tuple[tuple[str, str], float]:
    """Kind and unit that a figure is compared in, and what its number is multiplied by for that."""
    if figure.kind == "length" and figure.unit in KILOMETRES:
        return ("length", "km"), KILOMETRES[figure.unit]
    return (figure.kind, fold(figure.unit).text), 1.0


def _comparable(one: Amount, other: Amount) -> bool:
    """May two amounts of one measure be of one matter?"""
    near = max(one.low, other.low) <= FARTHEST * min(one.high, other.high)
    return near and not one.near.isdisjoint(other.near)


def _rank(one: Amount, other: Amount) -> tuple[bool, int, float]:
    """Which pairs come first: those that come to the same, share most names, are nearest."""
    same = same_amount((one.low, one.high), (other.low, other.high))
    least, most = sorted((one.high, other.high))
    return (
        not same,
        -len(one.near & other.near),
        most / least if least else 0.0 if most == least else math.inf,
    )


def named_near(atlas: Atlas, figure: Figure) -> frozenset[str]:
    """The entities that the sentence of a figure names."""
    text = atlas.texts[figure.passage]
    cuts = sorted({0, *sentence_ends(text), len(text)})
    start, end = next(((a, b) for a, b in pairwise(cuts) if a <= figure.start < b), (0, len(text)))
    named = atlas.mentions_of[figure.passage]
    return frozenset(m.entity for m in named if m.start < end and start < m.end)


def is_calendar_date(figure: Figure) -> bool:
    """Is it a date of the calendar, or a span between two, rather than a length of time?"""
    ends = figure.value.split("/")
    return figure.kind == "date" and all(len(end) >= 4 and valid_date(end) for end in ends)


def same_date(one: str, other: str) -> bool:
    """Are two dates one, as far as both are known?"""
    return one.startswith(other) or other.startswith(one)


def _digits(number: float) -> int:
    """The significant digits of a number as it is written plainly, DIGITS at least: 2 of 330, 4 of 1344."""
    return max(DIGITS, len(f"{number:.15g}".replace(".", "").strip("0").partition("e")[0]))


def _rounded(number: float, digits: int) -> str:
    return f"{number:.{digits - 1}e}"
