"""Amounts that go on behind their currency or unit: مئتا ريال وخمسة وسبعون, two dollars and fifty cents."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from data.text.figures.measured_numbers import MeasuredNumber, measure_number
from data.text.figures.measures import CURRENCY_NOUNS
from data.text.lexicon import number_values, word_set
from data.text.numbers.numerals import number_at, trailing_fraction
from data.text.numbers.sums import Number
from data.text.numbers.tokens import Token

_PARTS = number_values("money-part")  # cents
_PREPOSITIONS = word_set("subject-preposition", lang="ar")


class Continuation(NamedTuple):
    """What is added to a number behind its unit, where that ends, the token after it, and whether it can be
    nothing else."""

    value: Decimal
    end: int
    after: int
    sure: bool = True


def continuation(text: str, words: list[Token], first: MeasuredNumber) -> Continuation | None:
    """What goes on behind a measured number: a half, cents, or a lesser number that counts nothing else."""
    if first.led:
        return None
    if isinstance(first.unit, str) and first.unit and (half := trailing_fraction(words, first.after)):
        return Continuation(*half)
    money = first.kind == "money" or words[first.after - 1].text in CURRENCY_NOUNS
    if not (money or first.kind == "length"):
        return None
    at, joined = _joined(words, first.after)
    number = number_at(words, at) if joined else None
    if number is None:
        return None
    part = _PARTS.get(words[number.after].text) if number.after < len(words) else None
    if money and part and number.value < 1 / part:
        return Continuation(number.value * part, words[number.after].end, number.after + 1, number.sure)
    counts = measure_number(text, words, at, number)
    if number.digits or first.number.digits or counts.unit or counts.kind != "count":
        return None
    if (
        words[at - 1].text == "and"
        or not _ends(text, words, number)
        or number.value >= _least(first.number.value)
    ):
        return None
    return Continuation(number.value, number.end, number.after, sure=False)


def _ends(text: str, words: list[Token], number: Number) -> bool:
    """Whether a number ends its clause, or a word follows that it cannot count."""
    if number.after >= len(words) or text[number.end : words[number.after].start].strip(" "):
        return True
    following = words[number.after].text
    return not following.isalnum() or following in _PREPOSITIONS - {"من"}


def _joined(words: list[Token], at: int) -> tuple[int, bool]:
    """The token of the number that "and" joins to what stands before the token `at`, and whether it does."""
    if not 0 < at < len(words) or words[at].start - words[at - 1].end > 1:
        return at, False
    if words[at].text == "and" and at + 1 < len(words):
        return at + 1, True
    return at, words[at].text.startswith("و")


def _least(value: Decimal) -> Decimal:
    """What a number that is added to another in words stays below: 100 for 200, a million for three."""
    least = Decimal(1)
    while value >= 10 * least and value % (10 * least) == 0:
        least *= 10
    return least
