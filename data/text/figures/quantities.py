"""Numbers with what they measure or count, ranges of them, and their qualifiers: more than 330 million
dollars, $30-50 million."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from data.text.figures.counted_nouns import counted
from data.text.figures.labels import is_numbered, may_be_named
from data.text.figures.measures import DOLLARS, measure_at, power_end
from data.text.figures.qualifiers import qualified
from data.text.figures.units import CODES, LENGTH, MONEY, SHARE, SIGNS, TIME, TWICE, WEIGHT, Kind
from data.text.lexicon import word_set
from data.text.numbers.number_words import GLUED, SCALES, SHORT
from data.text.numbers.numerals import Number, begins_number, decimal_text, number_at, trailing_fraction
from data.text.numbers.run_on import may_run_on
from data.text.numbers.tokens import Token

_SCALE_LIKE = re.compile(r"[bcdfghjklmnpqrstvwxz]{1,4}|mill?|lakhs?|crores?|[a-z]*illions?")
_OUT_OF = (
    ("out", "of", "every"),
    ("out", "of"),
    ("of", "every"),
    ("من", "اصل"),
    ("من", "بين"),
    ("من", "كل"),
    ("of",),
    ("من",),
    ("in",),
)
_ROUND = (2, 3, 4, 5, 10, 20, 100, 1000)  # nine out of ten: perhaps a share
_SHARED = re.compile(  # behind these a number is the whole of a share
    r"(?<!\w)(?:(?:one|an?) (?:in|out of|of)(?: every)?|(?:for |of |in"
    r" )?(?:every|each)|per|(?:واحده?|احد|احدي) من (?:كل|اصل|بين)|"
    r"(?:من |ل)?كل)\s$"
)
_SHARES = word_set("share")
_BACK = 32  # letters before a number that may say what it is


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


class _Measured(NamedTuple):
    """A number with its unit, before its qualifier is looked for; `after`: the token behind it; `led`: its
    unit stands before it."""

    number: Number
    kind: Kind
    unit: str | tuple[int, int]
    start: int
    end: int
    after: int
    led: bool = False
    sure: bool = True


def quantities(text: str, words: list[Token]) -> Iterator[Quantity]:
    """The quantities of a folded text, from its tokens, in reading order."""
    at = 0
    while at < len(words):
        found, at = _quantity_at(text, words, at) if _speaks_of_numbers(words[at].text) else (None, at + 1)
        if found:
            yield found


def _quantity_at(text: str, words: list[Token], at: int) -> tuple[Quantity | None, int]:
    """The quantity that begins with the token `at`, and where to go on looking."""
    number = number_at(words, at)
    if number is None:
        return _dual(text, words, at), at + 1
    if (
        _is_part_of(words, at, number)
        or _lacks_its_whole(text, number.start)
        or _SHARED.search(text, max(0, number.start - _BACK), number.start)
    ):
        return None, max(number.after, at + 1)
    first = _measured(text, words, at, number)
    if not _is_led_label(text, number) and (
        wider := _range(text, words, first) or _out_of(text, words, number)
    ):
        return wider
    if _is_label(text, words, at, number):
        return None, max(number.after, at + 1)
    value, end, after = number.value, first.end, first.after
    if (
        isinstance(first.unit, str)
        and first.unit
        and not first.led
        and (half := trailing_fraction(words, after))
    ):
        value, end, after = value + half[0], *half[1:]
    start, qualifier, clear = qualified(text, first.start)
    if first.kind == "count" and not first.unit and number.digits and not qualifier:
        return None, max(after, at + 1)
    named = (
        number.digits
        and not qualifier
        and isinstance(first.unit, tuple)
        and may_be_named(text, number.start, text[slice(*first.unit)])
    )
    made = Quantity(
        start,
        end,
        first.kind,
        decimal_text(value),
        first.unit,
        qualifier,
        number.sure and first.sure and clear and not named and not may_run_on(words, at, number),
    )
    return made, max(after, at + 1)


def _dual(text: str, words: list[Token], at: int) -> Quantity | None:
    """A dual that is number and unit in one, with the half behind it."""
    word = _unattached(words[at].text)
    if word not in TWICE:
        return None
    half = trailing_fraction(words, at + 1)
    begin = words[at].end - len(word)
    start, qualifier, clear = qualified(text, begin)
    kind, unit = TWICE[word]
    value = decimal_text(2 + half[0] if half else Decimal(2))
    return Quantity(
        start,
        half[1] if half else words[at].end,
        kind,
        value,
        unit or (begin, words[at].end),
        qualifier,
        clear,
    )


@lru_cache(maxsize=65536)
def _speaks_of_numbers(word: str) -> bool:
    return begins_number(word) or _unattached(word) in TWICE


def _unattached(word: str) -> str:
    return word[1:] if word not in TWICE and word[:1] in "وفبل" else word


def _measured(text: str, words: list[Token], at: int, number: Number) -> _Measured:
    """A number with its kind and unit, and their span."""
    before = words[at - 1].text if at else ""
    if before in SIGNS or (before in CODES and words[at].start - words[at - 1].end <= 1):
        sign = words[at - 2] if at > 1 and words[at - 2].text == "us" else words[at - 1]
        unit, begin, known = MONEY[before], sign.start, True
        if (
            before == "$"
            and at > 1
            and words[at - 2].text.isalpha()
            and words[at - 2].end == words[at - 1].start
        ):  # A$, HK$
            country = words[at - 2]
            unit, begin, known = DOLLARS.get(country.text, unit), country.start, country.text in DOLLARS
        known = known and not _may_be_scaled(words, number)
        return _Measured(number, "money", unit, begin, number.end, number.after, led=True, sure=known)
    if (
        before in SHARE
        and words[at - 1].end == number.start
        and not (at > 1 and words[at - 2].text[0].isdigit())
    ):
        return _Measured(number, "count", "%", words[at - 1].start, number.end, number.after, led=True)
    after = _unit_at(words, number)
    bare = _Measured(number, "count", "", number.start, number.end, number.after)
    if after >= len(words) or text[words[after - 1].end : words[after].start].strip(" "):
        return bare
    behind = words[after]
    if found := measure_at(text, words, after):
        return _Measured(
            number, found.kind, found.unit, number.start, found.end, found.after, sure=found.sure
        )
    for share in _SHARES:
        if text.startswith(share, behind.start):
            return _Measured(
                number, "count", "%", number.start, behind.start + len(share), after + len(share.split())
            )
    if (noun := counted(text, words, after, number.end)) is None:
        return bare
    if raised := power_end(words, noun.after):
        noun = noun._replace(end=raised, after=noun.after + 1)
    end = noun.end if noun.start - number.end <= 1 else number.end
    return _Measured(number, "count", (noun.start, noun.end), number.start, end, noun.after, sure=noun.sure)


def _may_be_scaled(words: list[Token], number: Number) -> bool:
    """Whether a word that may be an unknown scale stands behind an amount: $5 lakh, $3 zl."""
    behind = words[number.after].text if number.after < len(words) else ""
    return bool(_SCALE_LIKE.fullmatch(behind))


def _unit_at(words: list[Token], number: Number) -> int:
    """The token where the unit of a number would stand: behind it, or behind what may come between them."""
    after = number.after
    if _is_stop_of_scale(words, after):
        return after + 1
    following = [word.text for word in words[after : after + 2]]
    if (following[:1] == ["من"] and number.value >= 1000) or _hyphened(words, after):
        return after + 1
    if following == ["or", "so"]:
        return after + 2
    dollars = [word.text for word in words[after + 1 : after + 2]] in (["dollar"], ["dollars"])
    return after + (dollars and following[0] in ("us", "american"))


def _is_stop_of_scale(words: list[Token], at: int) -> bool:
    """Whether the token `at` is the full stop of a short scale before what it counts: 5 тыс. человек."""
    if at + 1 >= len(words) or words[at].text != "." or words[at - 1].text not in SHORT:
        return False
    behind = words[at + 1].text
    return words[at].start == words[at - 1].end and (behind in MONEY or "а" <= behind[0] <= "я")


def _range(text: str, words: list[Token], low: _Measured) -> tuple[Quantity, int] | None:
    """A range from a low number to a high one, with one unit for both: $30-50 million, بين 30 و50 ألف جندي,
    from 5 to 10 km."""
    nearest = (
        low
        if low.led or (isinstance(low.unit, str) and low.unit)
        else low._replace(after=low.number.after, unit="", kind="count")
    )
    lead = text[max(0, low.start - _BACK) : low.start]
    between = re.search(r"(?<!\w)(?:between|(?:ما )?بين)\s$", lead)
    at = _high_at(words, nearest, bool(between))
    number = number_at(words, at) if at is not None else None
    if at is None or number is None or (words[at - 1].text == "-" and _is_led_label(text, low.number)):
        return None
    high = _measured(text, words, at, number)
    value = _same_scale(low.number, number, words)
    units = {unit for unit in (nearest.unit, high.unit) if unit}
    named = nearest.unit if nearest.led else high.unit or nearest.unit
    alike = len(units) < 2 or (nearest.led and not high.led)
    if (
        value >= number.value
        or not alike
        or _is_joined(text, number)
        or (high.led and not nearest.unit)
        or not (named or between or value != low.number.value)
    ):
        return None
    end, after = (number.end, number.after) if nearest.led and not high.led else (high.end, high.after)
    kind = nearest.kind if nearest.led else high.kind if high.unit else nearest.kind
    grown = re.search(r"(?<!\w)(?:from|من)\s$", lead)  # from 300 to 500: it may have grown
    start, qualifier, clear = qualified(text, low.start)
    sure = low.number.sure and number.sure and not grown and high.sure and low.sure and clear
    return Quantity(
        start, end, kind, f"{decimal_text(value)}/{decimal_text(number.value)}", named, qualifier, sure
    ), after


def _out_of(text: str, words: list[Token], part: Number) -> tuple[Quantity | None, int] | None:
    """Some of a number of things: 15 of 16 drones are 15 drones."""
    behind = [word.text for word in words[part.after : part.after + 3]]
    joined = next((len(join) for join in _OUT_OF if behind[: len(join)] == list(join)), 0)
    at, led = part.after + joined, bool(joined) and part.after + joined < len(words)
    ratio = behind[:1] == ["in"] or behind[:2] == ["من", "كل"] or "every" in behind
    whole = number_at(words, at) if led else None
    if whole is None or part.value > whole.value or _is_joined(text, whole) or (ratio and whole.value > 1000):
        return None
    named = _measured(text, words, at, whole)
    start, qualifier, clear = qualified(text, part.start)
    made = Quantity(
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
    return (made, named.after) if named.unit and named.kind == "count" else None


def _high_at(words: list[Token], low: _Measured, between: bool) -> int | None:
    """The token of the number that a range runs to, behind a hyphen, "to", or the "and" of "between"."""
    at = low.after
    if at + 1 >= len(words) or words[at].start - low.end > 1:
        return None
    text, following = words[at].text, at + 1
    joins = text in ("-", "to", "الي", "حتي") or (between and text in ("and", "و"))
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


def _hyphened(words: list[Token], at: int) -> bool:
    """Whether a unit is joined to a number by the hyphen at `at`: an 18-kilometre road."""
    if (
        not 0 < at < len(words) - 1
        or words[at].text != "-"
        or words[at - 1].end != words[at].start
        or words[at].end != words[at + 1].start
    ):
        return False
    unit = words[at + 1].text
    return any(unit in units for units in (LENGTH, TIME, WEIGHT, MONEY))


def _is_label(text: str, words: list[Token], at: int, number: Number) -> bool:
    """Whether a number in digits names rather than counts: RQ-20, 14:40, 5+1, resolution 1373, an address, a
    list mark."""
    if text[max(0, number.start - 4) : number.start] == "the " and number.value == 2:
        return True  # the two sides: counts nothing new
    if not number.digits:
        return words[at].text in GLUED
    return _is_led_label(text, number) or (_is_joined(text, number) and not _hyphened(words, number.after))


def _is_led_label(text: str, number: Number) -> bool:
    """Whether what stands before a number in digits makes it a name: RQ-20, 14:40, resolution 1373."""
    before = text[max(0, number.start - _BACK) : number.start]
    if not number.digits:
        return False
    if re.search(r"[\w+:/#@&=.-]$", before) and not re.search(r"(?<!\w)(?:[وفبلك]|ال)\s?-?$", before):
        return True
    return is_numbered(text, number.start)


def _is_part_of(words: list[Token], at: int, number: Number) -> bool:
    """Whether a lone Arabic number word is a fraction of the definite noun behind it: خمس السكان."""
    behind = words[number.after].text if number.after < len(words) else ""
    return (
        number.after == at + 1
        and 2 < number.value <= 10
        and not number.digits
        and behind.startswith("ال")
        and len(behind) > 4
    )


def _lacks_its_whole(text: str, start: int) -> bool:
    """Whether a number begins with its decimal point: $.5 million."""
    return bool(re.search(r"(?<![\w.])\.$", text[max(0, start - 2) : start]))


def _is_joined(text: str, number: Number) -> bool:
    """Whether something is joined to the end of a number: 14:40, 5-a-side, 20th."""
    behind = text[number.end : number.end + 2]
    return bool(
        re.match(r"[:/+@_]\S|-\w|[^\W\d]", behind) and not re.match(r"km|m\b|k\b|كم|[mмم][23]", behind)
    )
