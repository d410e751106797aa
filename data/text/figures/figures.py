"""Figures in a passage: money, lengths, counts and dates, with unit and qualifier, and the number they come
to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.text.dates.dates import dates, valid_date
from data.text.figures.continued import with_elided_units
from data.text.figures.quantities import quantities
from data.text.figures.ranges import Quantity
from data.text.lexicon import alternatives, number_values
from data.text.normalize import Folded, fold
from data.text.numbers.digits import decimal_text
from data.text.numbers.superscripts import is_marked, without_note_marks
from data.text.numbers.tokens import tokens
from data.text.spans import Claimed
from data.text.units import Kind

GUESSED = 0.7  # score of what can be read in another way; below what is accepted unseen
_FACTORS = number_values("times-verb")
_GROWN = re.compile(rf"(?<!\w)[وف]?((?P<verb>{alternatives([*_FACTORS])})(?:ت|وا|ا)?)(?!\w)")
_NEAR = 40  # letters behind a verb of growth in which its number stands
_DATED = "¶"  # stands for the tokens of dates, whose numbers count nothing
_CODE_BEFORE = re.compile(
    r"(?<![A-Za-z])(?:[A-Z]{3}|Rs\.?)\s?$"
)  # TRY 5 million, Rs 500: money that the lists lack
_PASSIVE = re.compile(r"أُ\w{1,3}[\u064e-\u0652]?\w(?<!ة)(?:وا|ت)?")  # a verb, no noun: 15 أُعيدوا
_NUMBER = re.compile(r"\d{1,40}(\.\d{1,40})?", re.ASCII)
_CODE = re.compile(r"[A-Z]{3}", re.ASCII)
LONGEST_UNIT = 120  # characters of what is counted


def is_value(kind: str, value: str) -> bool:
    """May a figure of this kind come to `value`: a plain number, for kind date also a date as far as it is
    known (--02-28 without a year), or a range of two? The empty value, of what nobody can tell, may stand for
    each."""
    ends = value.split("/") if value else []
    dated = kind == "date" and all(
        valid_date(f"2000{end[1:]}" if end.startswith("--") else end) for end in ends
    )
    return len(ends) <= 2 and (dated or all(map(_NUMBER.fullmatch, ends)))


def is_unit(kind: str, unit: str) -> bool:
    """May a figure of this kind have this unit: for money a code of ISO 4217, else a line of text; or
    none?"""
    if kind == "money":
        return not unit or bool(_CODE.fullmatch(unit))
    return len(unit) <= LONGEST_UNIT and len(unit.splitlines()) <= 1


@dataclass(frozen=True)
class FoundFigure:
    """A figure: span in the passage (qualifier included, attached particle not), kind, and what it comes to.

    value: a plain number, or low/high for a range; for dates an ISO date, month, year or interval; empty
    where the text gives none that can be told without knowing when it was written. unit: ISO 4217 for money,
    km, m, mi, %, t, kg, times, a span of time, or the noun counted, as written. sure: nothing of it was
    guessed (a year, a separator, a unit)."""

    start: int
    end: int
    text: str
    kind: Kind
    value: str
    unit: str
    qualifier: str
    sure: bool = True

    @property
    def score(self) -> float:
        """How sure the value is: 1.0 where the words can be read in one way only, 0.5 where they give
        none."""
        return (1.0 if self.sure else GUESSED) if self.value else 0.5


def find_figures(
    passage: str, written: str = "", names: Sequence[tuple[int, int]] = ()
) -> tuple[FoundFigure, ...]:
    """The figures of a passage in reading order. `written`: the ISO date of the document, for "last year";
    `names`: spans of names, in order, whose numbers count nothing (Group of Twenty, RQ-20)."""
    folded = fold(without_note_marks(passage))
    raw = [
        Quantity(d.start, d.end, "date", d.value, d.unit, d.qualifier, not d.guessed)
        for d in dates(folded.text, written)
    ]
    taken = Claimed(len(folded.text))
    for dated in raw:
        taken.claim(dated.start, dated.end)
    words = tokens(folded)
    if raw:
        words = [word if taken.free(word.start, word.end) else word._replace(text=_DATED) for word in words]
    measured = list(quantities(folded.text, words))
    raw += [q for q in (*measured, *_grown(folded.text, measured)) if taken.free(q.start, q.end)]
    found: list[FoundFigure] = []
    for quantity in with_elided_units(folded.text, sorted(raw, key=lambda q: q[:2])):
        figure = _figure(passage, folded, quantity, names)
        if figure and (not found or figure.start >= found[-1].end):
            found.append(figure)
    return tuple(found)


def _figure(
    passage: str, folded: Folded, found: Quantity, names: Sequence[tuple[int, int]]
) -> FoundFigure | None:
    """A quantity as a figure of the passage. None where its number is part of a name."""
    first, last = folded.span(found.start, found.end)
    noun = folded.span(*found.unit) if isinstance(found.unit, tuple) else None
    unit = found.unit if isinstance(found.unit, str) else passage[slice(*noun)] if noun else ""
    inside = _overlapping(names, first, last) if found.kind != "date" else []
    if found.kind == "money" or unit == "%":  # a country that says whose money it is: Syrian pounds
        inside = [name for name in inside if any(map(str.isdigit, passage[slice(*name)]))]
    if inside:
        if noun is None or inside[0][0] < noun[0] or (first == noun[0] and inside[-1][1] >= noun[1]):
            return None
        if inside[-1][1] >= noun[1]:  # what is counted is a name: 1.5 million Tajiks
            last, unit = first + len(passage[first : noun[0]].rstrip()), ""
    verb = noun is not None and _PASSIVE.fullmatch(unit)
    if noun and verb:
        last, unit = first + len(passage[first : noun[0]].rstrip()), ""
    text = passage[first:last]
    if text.endswith("غداء") or text.startswith(("أثناء", "اثناء")):  # a meal, no day; while, not two
        return None
    sure = found.sure and not verb and (found.kind == "date" or not is_marked(text))
    if found.kind == "count" and not unit and _CODE_BEFORE.search(passage, max(0, first - 6), first):
        sure = False
    return FoundFigure(first, last, text, found.kind, found.value, unit, found.qualifier, sure)


def _overlapping(names: Sequence[tuple[int, int]], first: int, last: int) -> Sequence[tuple[int, int]]:
    """The spans that reach between two offsets, of spans in order that do not overlap."""
    at = bisect_left(names, first, key=lambda span: span[1])
    at += at < len(names) and names[at][1] == first
    return names[at : bisect_left(names, last, key=lambda span: span[0])]


def _grown(text: str, measured: Sequence[Quantity]) -> Iterator[Quantity]:
    """Verbs that say how far something grew: تضاعف, doubled; not where a number behind them says so: تضاعف
    ثلاث مرات."""
    times = [quantity.start for quantity in measured if quantity.unit == "times"]
    for match in _GROWN.finditer(text):
        if not any(match.end() < start < match.end() + _NEAR for start in times):
            factor = decimal_text(_FACTORS[match["verb"]])
            yield Quantity(match.start(1), match.end(1), "count", factor, "times", "")
