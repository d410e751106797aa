"""The unit that stands after a number, of one word or several: km, كيلو متر مربع, ميل بحري, Canadian
dollars."""

from __future__ import annotations

import re
from typing import NamedTuple

from data.text.lexicon import either, word_set, word_values
from data.text.numbers.short_scales import LONGER
from data.text.numbers.tokens import LOOSE, Token
from data.text.units import ENERGY, KINDS, LENGTH, METRE_LETTERS, MONEY, OWN, POWERS, TIME, WEIGHT, Kind

DOLLARS, _OF_DOLLARS = word_values("dollar-prefix"), word_values("dollar-country")
_POWERS_BEFORE = word_values("power-before")
_SPEED = re.compile(rf"\s?(?:/|(?:{either('speed')})(?!\w))")
_IN_AN_HOUR = re.compile(
    rf"\s?/\s?(?:{either('hour-of-speed')})(?!\w)|\s(?:في ال|بال)ساعه(?!\w)"
    r"|\s(?:per|an) hour(?!\w)"
)
_SPEEDS = {"km": "km/h", "mi": "mph", "m": "m/h"}
_ENERGY = re.compile(rf"(?:-|\s?/\s?|\s)(?:{either('hour-of-energy')})(?!\w)")
_KILO, _NAUTICAL = word_values("kilo"), word_set("nautical")
_NISBA = re.compile(r"(?!ال|لل|[بوفل])\w{2,}(?:ي|يه|يا)")  # an Arabic adjective of a country: كندي
_PLAIN, _WEIGHTS = word_set("adjective-of-no-country"), word_set("gram")
CURRENCY_NOUNS, _CURRENCIES = word_set("currency-noun"), word_values("currency-adjective")


class Measure(NamedTuple):
    """A unit: its kind and name, where it ends, the token after it, and whether it can be nothing else."""

    kind: Kind
    unit: str
    end: int
    after: int
    sure: bool = True


def measure_at(text: str, words: list[Token], at: int) -> Measure | None:
    """The unit that begins with the token `at` of a folded text. None: it is none."""
    key, following = words[at].text.removeprefix("ال"), words[at + 1].text if at + 1 < len(words) else ""
    if key in _KILO:
        if following in _WEIGHTS:
            return Measure("count", "kg", words[at + 1].end, at + 2)
        if LENGTH.get(following) != "m":
            kind: Kind = "length" if _KILO[key] == "km" else "count"
            return Measure(kind, _KILO[key], words[at].end, at + 1, sure=False)
        return _length(text, words, at + 1, "km")
    if key in METRE_LETTERS:
        found = _length(text, words, at, "m")
        return found if found.unit != "m" else found._replace(sure=following in LONGER or following == "-")
    if key in _POWERS_BEFORE:
        return _power_before(words, at, _POWERS_BEFORE[key])
    if key == "foot" and words[at - 1].text != "-":
        return None  # 500 foot soldiers
    if key == "metric" and following in WEIGHT:
        return Measure("count", WEIGHT[following], words[at + 1].end, at + 2)
    if key in _NAUTICAL and LENGTH.get(following) == "mi":
        return Measure("count", "nmi", words[at + 1].end, at + 2)
    if named := _currency(words, at):
        return named
    for kind, table in KINDS:
        if key in table:
            if kind == "length":
                return _length(text, words, at, table[key])
            found = Measure(kind, table[key], words[at].end, at + 1)
            if table is ENERGY and (hours := _ENERGY.match(text, found.end)):
                return Measure("count", f"{found.unit}h", *_after(words, at, hours.end()))
            return _of_a_country(words, found) if kind == "money" else found
    return None


def _length(text: str, words: list[Token], at: int, unit: str) -> Measure:
    """A length whose last word is the token `at`, or the area, volume or nautical miles that the next word
    makes of it."""
    found = Measure("length", unit, words[at].end, at + 1)
    if at + 1 >= len(words):
        return found
    following = words[at + 1]
    word = following.text.removesuffix("ا").removesuffix("ه").removesuffix("ات")
    joined = following.start == words[at].end
    if word in POWERS and (joined or word.isalpha()):
        return Measure("count", unit + POWERS[word], following.end, at + 2)
    if word in _NAUTICAL:
        return Measure("count", "nmi", following.end, at + 2)
    if unit in _SPEEDS and (hour := _IN_AN_HOUR.match(text, found.end)):
        return Measure("count", _SPEEDS[unit], *_after(words, at, hour.end()), sure=False)
    return found._replace(
        sure=not (_SPEED.match(text, words[at].end) or (joined and following.text in ("^", "*")))
    )


def _after(words: list[Token], at: int, end: int) -> tuple[int, int]:
    """Where something ends that begins with the token `at`, and the token after it."""
    while at < len(words) and words[at].start < end:
        at += 1
    return end, at


def _power_before(words: list[Token], at: int, power: str) -> Measure | None:
    """The area or volume whose first word is the token `at`: square metres, sq. km."""
    following = at + 1 + (at + 1 < len(words) and words[at + 1].text == ".")
    if following >= len(words) or words[following].start - words[at].end > 2:
        return None
    unit = "m" if words[following].text in METRE_LETTERS else LENGTH.get(words[following].text)
    return Measure("count", unit + power, words[following].end, following + 1) if unit else None


def power_end(words: list[Token], at: int) -> int | None:
    """Where the word at `at` ends that makes an area or volume of an Arabic unit before it: قدم مكعب."""
    word = words[at].text.removesuffix("ه") if at < len(words) else ""
    return words[at].end if word.isalpha() and word in POWERS else None


def _currency(words: list[Token], at: int) -> Measure | None:
    """The money of a country whose noun or adjective begins at a token: ليرة سورية, جنيهاً سودانياً, Sudanese
    pounds."""
    if at + 1 >= len(words) or words[at + 1].start - words[at].end > 1:
        return None
    noun, adjective = words[at].text, words[at + 1].text
    if noun in CURRENCY_NOUNS:
        stem = adjective.removesuffix("ه").removesuffix("ا")
        code = _CURRENCIES.get(stem, "") if not stem.isascii() or stem == "sterling" else ""
    else:
        code = _CURRENCIES.get(noun, "") if adjective in CURRENCY_NOUNS else ""
    return Measure("money", code, words[at + 1].end, at + 2, sure=noun != "cfa") if code else None


def _of_a_country(words: list[Token], measure: Measure) -> Measure:
    """An amount of money with the country after it: a dollar may be Canadian; of others that are not its own
    it is in doubt."""
    following = words[measure.after].text if measure.after < len(words) else ""
    word = following.removesuffix("ه").removesuffix("ا") if len(following) > 4 else following
    if measure.unit == "USD" and word in _OF_DOLLARS:
        return measure._replace(unit=_OF_DOLLARS[word], end=words[measure.after].end, after=measure.after + 1)
    foreign = (
        _NISBA.fullmatch(following)
        and following not in LOOSE
        and word not in _PLAIN
        and OWN.get(word) != measure.unit
    )
    return measure._replace(sure=not foreign)


def is_hyphened(words: list[Token], at: int) -> bool:
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
