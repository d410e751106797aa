"""Two numbers that are one quantity: a range ($30-50 million, بين 30 و50 ألف), or some of a whole (15 of 16
drones)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from data.text.figures.labels import BACK, is_joined, is_led_label
from data.text.figures.measured_numbers import MeasuredNumber, measure_number
from data.text.figures.qualifiers import find_qualifier
from data.text.lexicon import alternatives, either, word_set, word_values
from data.text.numbers.digits import decimal_text
from data.text.numbers.number_words import SCALES, begins_number
from data.text.numbers.numerals import number_at
from data.text.numbers.sums import Number
from data.text.numbers.tokens import Token
from data.text.units import CODES, SIGNS, Kind

_OUT_OF = sorted(  # the words between part and whole, the longest first; whether they make it a share
    ((tuple(words.split()), bool(value)) for words, value in word_values("out-of").items()),
    key=lambda join: -len(join[0]),
)
_JOINTS, _LEADS = word_values("range-word"), word_values("span-lead")
_FROM, _BETWEEN = (
    re.compile(rf"(?<!\w)(?:{alternatives([word for word, kind in _LEADS.items() if kind == own])})\s$")
    for own in ("from", "between")
)
_GREW = re.compile(rf"(?<!\w)[وف]?(?:{either('change')})(?!\w)[^.!?؟;؛]*$")
_OF_MANY = re.compile(r"(?<!\w)(?:for|of|about|against|at|some|around|with|نحو|مقابل|ل|حوالي|قرابه)\s?$")
_OWNERS = word_set("owner-of-counted")
_ROUND = (2, 3, 4, 5, 10, 20, 100, 1000)  # nine out of ten: perhaps a share


class Quantity(NamedTuple):
    """A number with its unit: span in the folded text with the qualifier, and what it comes to. unit: a name,
    or the span of the noun that is counted. value: a plain number, or two for a range, low/high. sure: it can
    be read in one way only."""

    start: int
    end: int
    kind: Kind
    value: str
    unit: str | tuple[int, int]
    qualifier: str
    sure: bool = True


def range_from(text: str, words: list[Token], low: MeasuredNumber) -> tuple[Quantity, int] | None:
    """A range from a low number to a high one, with one unit for both: $30-50 million, بين 30 و50 ألف جندي,
    from 5 to 10 km."""
    nearest = (
        low
        if low.led or (isinstance(low.unit, str) and low.unit)
        else low._replace(after=low.number.after, unit="", kind="count")
    )
    lead = text[max(0, low.start - BACK) : low.start]
    grown, between = _FROM.search(lead), _BETWEEN.search(lead)  # from 300 to 500: it may have grown
    at = _high_at(words, nearest, between=bool(between))
    number = number_at(words, at) if at is not None else None
    if at is None or number is None or (words[at - 1].text == "-" and is_led_label(text, low.number)):
        return None
    high = measure_number(text, words, at, number)
    value = _same_scale(low.number, number, words)
    units = {unit for unit in (nearest.unit, high.unit) if unit}
    named = nearest.unit if nearest.led else high.unit or nearest.unit
    alike = len(units) < 2 or (nearest.led and not high.led)
    if (
        value >= number.value
        or not alike
        or is_joined(text, number)
        or (high.led and not nearest.unit)
        or not (named or between or value != low.number.value or _is_bare_range(text, low.number, number))
    ):
        return None
    end, after = (number.end, number.after) if nearest.led and not high.led else (high.end, high.after)
    kind = nearest.kind if nearest.led else high.kind if high.unit else nearest.kind
    if grown and _GREW.search(text[max(0, low.start - 2 * BACK) : low.start]):
        return None  # it rose from 300 to 500: two amounts
    start, qualifier, clear = find_qualifier(text, low.start)
    sure = low.number.sure and number.sure and not grown and high.sure and low.sure and clear
    return Quantity(
        start, end, kind, f"{decimal_text(value)}/{decimal_text(number.value)}", named, qualifier, sure
    ), after


def _is_bare_range(text: str, low: Number, high: Number) -> bool:
    """Whether two numbers without a unit are the ends of a range, and no years and no score: porridge for 400
    to 450."""
    years = all(1500 <= number.value <= 2200 for number in (low, high))
    lead, tail = text[max(0, low.start - BACK) : low.start], text[high.end : high.end + 2]
    ends = bool(re.match(r"(?:[.,;،؛]?(?:\s|$)|[.,;،؛]?[\"”»])", tail))
    return low.digits and low.value >= 20 and not years and ends and bool(_OF_MANY.search(lead))


def part_of_whole(text: str, words: list[Token], part: Number) -> tuple[Quantity | None, int] | None:
    """Some of a number of things: 15 of 16 drones are 15 drones."""
    following = [word.text for word in words[part.after : part.after + 3]]
    join, ratio = next(
        (found for found in _OUT_OF if following[: len(found[0])] == list(found[0])), ((), False)
    )
    at = part.after + len(join)
    at += bool(join) and at < len(words) and words[at].text in _OWNERS  # two of their five boats
    whole = number_at(words, at) if join and at < len(words) else None
    if whole is None or part.value > whole.value or is_joined(text, whole) or (ratio and whole.value > 1000):
        return None
    named = measure_number(text, words, at, whole)
    start, qualifier, clear = find_qualifier(text, part.start)
    quantity = Quantity(
        start,
        named.end,
        named.kind,
        decimal_text(part.value),
        named.unit,
        qualifier,
        part.sure and named.sure and clear and whole.value not in _ROUND,
    )
    if ratio:
        return None, named.after  # one in five: a share, and no number of things
    return (quantity, named.after) if named.unit and named.kind == "count" else None


def _high_at(words: list[Token], low: MeasuredNumber, *, between: bool) -> int | None:
    """The token of the number that a range runs to, after a hyphen, "to", or the "and" of "between"."""
    at = low.after
    if at + 1 >= len(words) or words[at].start - low.end > 1:
        return None
    text, following = words[at].text, at + 1
    joint = _JOINTS.get(text, "")
    joins = text == "-" or joint == "to" or (between and joint == "and")
    if not joins:
        attached = between and text[0] == "و" and begins_number(text)
        return at if attached else None
    while following + 1 < len(words) and words[following].text in ("us", *SIGNS, *CODES):
        following += 1
    return following if begins_number(words[following].text) else None


def _same_scale(low: Number, high: Number, words: list[Token]) -> Decimal:
    """The low number of a range, in the scale of the high one where it has none: 30-50 million."""
    scale = Decimal(SCALES.get(words[high.after - 1].text, 1))
    return low.value * scale if low.digits and scale > 1 and low.value < high.value / scale else low.value
