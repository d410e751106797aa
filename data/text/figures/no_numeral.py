"""Quantities in which no numeral leads its unit: a dual (يومان), a half of a unit (half an hour), one of it
(a year and a half, a decade ago), and a cardinal behind its definite noun (السنوات العشر)."""

from __future__ import annotations

import re
from decimal import Decimal

from data.text.figures.duals import dual_at, may_be_dual, strip_particle
from data.text.figures.qualifiers import find_qualifier
from data.text.figures.ranges import Quantity
from data.text.lexicon import word_set
from data.text.numbers.definite import definite_cardinal
from data.text.numbers.digits import decimal_text
from data.text.numbers.fractions import part_at
from data.text.numbers.number_words import ONES, TENS
from data.text.numbers.numerals import trailing_fraction
from data.text.numbers.tokens import Token
from data.text.units import LENGTH, TIME, Kind

_ONE_OF: tuple[tuple[Kind, dict[str, str]], ...] = (("date", TIME), ("length", LENGTH))
_SINGLE = {  # in the singular, as they stand without a number
    word: (kind, units[word]) for kind, units in _ONE_OF for word in units if word in word_set("unit-alone")
}
_DAYS = word_set("with-article")  # الثلاثاء is a day
_TEENS = ("احد", "احدي", "اثنا", "اثني", "اثنتا", "اثنتي")  # the ones of eleven and twelve
_LONG = ("decades", "centuries")  # one of them is a number of years
_AGO, _BEFORE = word_set("ago", lang="en"), word_set("ago", lang="ar")
_DEFINITE = re.compile(r"[وفبك]?(?=ال\w{2})|[وف]?ل(?=ل\w{2})")  # what stands before a noun with its article
_ARTICLE = re.compile(r"^(?:[وفبك]ال|[وف]?لل)")  # a particle before it: بالخمسين


def may_begin(word: str) -> bool:
    """May such a quantity begin, or have its number, with a token?"""
    return (
        may_be_dual(word)
        or strip_particle(word) in _SINGLE
        or _cardinal(_ARTICLE.sub("ال", word)) is not None
    )


def quantity_without_numeral(text: str, words: list[Token], at: int) -> Quantity | None:
    """The quantity of which the token `at` of a folded text is the unit, the half or the cardinal; None where
    it is none."""
    return (
        _definite(text, words, at)
        or _part(text, words, at)
        or _dual(text, words, at)
        or _single(text, words, at)
    )


def _cardinal(word: str) -> int | None:
    """What an Arabic cardinal with its article comes to, from three on: الخمسة, العشرين."""
    bare = word[2:] if word.startswith("ال") else ""
    value = int(ONES.get(bare) or TENS.get(bare) or 0)
    return value if bare not in _DAYS and (value > 2 or bare in _TEENS) else None


def _definite(text: str, words: list[Token], at: int) -> Quantity | None:
    """A definite noun with the cardinal behind it: السنوات العشر, الدول الخمس. From twenty on only spans of
    time, as of others it may be an ordinal: الدورة الثلاثون."""
    value = _cardinal(words[at].text)
    if value is None or not at or text[words[at - 1].end : words[at].start] != " ":
        return None
    whole = definite_cardinal(words, at)
    if value <= 2 and not whole:
        return None
    value, end = (int(whole[0]), words[whole[1] - 1].end) if whole else (value, words[at].end)
    lead = _DEFINITE.match(words[at - 1].text)
    noun = words[at - 1].text[lead.end() :] if lead else ""
    unit = TIME.get(noun.removeprefix("ال" if noun.startswith("ال") else "ل"), "")
    if not lead or not (unit or whole or value <= 10):
        return None
    begin = words[at - 1].start + lead.end()
    named: str | tuple[int, int] = unit or (begin, words[at - 1].end)
    return Quantity(begin, end, "date" if unit else "count", decimal_text(Decimal(value)), named, "")


def _part(text: str, words: list[Token], at: int) -> Quantity | None:
    """A half or quarter of one unit: half an hour, a quarter of a century, نصف قرن."""
    word = strip_particle(words[at].text)
    part = part_at(words, at, word)
    if part is None or part[0] % Decimal("0.25"):  # a third day comes after a second
        return None
    after = part[1]
    while after < len(words) and words[after].text in ("a", "an", "of"):
        after += 1
    apart = after >= len(words) or words[after].start - words[after - 1].end > 1
    if apart or words[after].text not in _SINGLE:
        return None
    kind, unit = _SINGLE[words[after].text]
    begin = words[at - 1].start if at and words[at - 1].text == "a" else words[at].end - len(word)
    start, qualifier, clear = find_qualifier(text, begin)
    return Quantity(start, words[after].end, kind, decimal_text(part[0]), unit, qualifier, clear)


def _dual(text: str, words: list[Token], at: int) -> Quantity | None:
    """A dual that is number and unit in one, with the half after it."""
    if (dual := dual_at(words, at)) is None:
        return None
    half = trailing_fraction(words, at + 1)
    begin = words[at].end - len(strip_particle(words[at].text))
    start, qualifier, clear = find_qualifier(text, begin)
    value = decimal_text(2 + half[0] if half else Decimal(2))
    end = half[1] if half else words[at].end
    unit = dual.unit or (begin, words[at].end)
    return Quantity(start, end, dual.kind, value, unit, qualifier, clear and dual.sure)


def _single(text: str, words: list[Token], at: int) -> Quantity | None:
    """One of a unit without a number, where a half follows it, a bound leads it, or it is a long time ago: a
    year and a half, نحو عام, قبل عقد."""
    word = strip_particle(words[at].text)
    if word not in _SINGLE:
        return None
    begin = words[at].end - len(word)
    if word.isascii():
        if not at or words[at - 1].text not in ("a", "an"):
            return None
        begin = words[at - 1].start
    half = trailing_fraction(words, at + 1)
    start, qualifier, clear = find_qualifier(text, begin)
    kind, unit = _SINGLE[word]
    bounded = qualifier not in ("", "by", "up to")  # three times as much as a year earlier
    if not (half or bounded or (unit in _LONG and _is_ago(words, at))):
        return None
    value, end = (decimal_text(1 + half[0]), half[1]) if half else ("1", words[at].end)
    return Quantity(start, end, kind, value, unit, qualifier, clear)


def _is_ago(words: list[Token], at: int) -> bool:
    following = words[at + 1].text if at + 1 < len(words) else ""
    return following in _AGO or (at > 0 and words[at - 1].text in _BEFORE)
