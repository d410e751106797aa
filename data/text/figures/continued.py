"""Amounts that go on behind their currency or unit: مئتا ريال وخمسة وسبعون, two dollars and fifty cents;
numbers with the unit of an amount before them, left out: it rose from $13,000 to 58,000; for three
hours, it used to promise seven. These are a guess, never sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from data.text.figures.measured_numbers import MeasuredNumber, measure_number
from data.text.figures.measures import CURRENCY_NOUNS
from data.text.figures.ranges import Quantity
from data.text.lexicon import either, number_values, word_set
from data.text.numbers.numerals import number_at, trailing_fraction
from data.text.numbers.sums import Number
from data.text.numbers.tokens import Token
from data.text.units import TIME

_PARTS = number_values("money-part")  # cents
_PREPOSITIONS = word_set("subject-preposition", lang="ar")
_CHANGED = re.compile(rf"(?<!\w)[وف]?(?:{either('change')})(?!\w)[^.!?؟;؛]*$")
_TO = re.compile(r"(?<!\w)(?:to|الي)\s$")
_SENTENCE = re.compile(r"[.!?؟](?=\s)")
_ENDS = re.compile(r"\s?(?:[.,;:!?،؛؟»”\"]|$|(?:الان|اليوم|now|today|في)(?!\w))")
_LEADS = {
    kind: re.compile(rf"(?<!\w)(?:{either('same-unit', name)})\s?$")
    for kind, name in (("date", "same-unit-of-time"), ("money", "same-unit-of-money"))
}
_REACH = 160  # letters between an amount and what is read as more of the same
_SPANS = frozenset(TIME.values())


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


def with_elided_units(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Quantities in reading order, in which a bare number that a verb or preposition sets against an amount
    of money or a span of time before it has that one's unit."""
    told: list[Quantity] = []
    model: Quantity | None = None
    for quantity in found:
        bare = quantity.kind == "count" and not quantity.unit
        if bare and model and _same(text, model, quantity):
            quantity = quantity._replace(kind=model.kind, unit=model.unit, sure=False)
        if _is_model(text, quantity):
            model = quantity
        told.append(quantity)
    return told


def _is_model(text: str, one: Quantity) -> bool:
    return _is_money(text, one) or (one.kind == "date" and one.unit in _SPANS and "-" not in one.value)


def _is_money(text: str, one: Quantity) -> bool:
    """Whether an amount is one of money, or of what several countries call their money: 7,500 francs."""
    return one.kind == "money" or (isinstance(one.unit, tuple) and text[slice(*one.unit)] in CURRENCY_NOUNS)


def sets_against(lead: str) -> bool:
    """Whether what stands before a number sets it against an amount before it: ثم صارت 40."""
    return any(pattern.search(lead) for pattern in _LEADS.values())


def _same(text: str, model: Quantity, bare: Quantity) -> bool:
    """Whether the words between an amount and a bare number say that it is as much of the same."""
    between = text[model.end : bare.start]
    if len(between) > _REACH or len(_SENTENCE.findall(between)) > 1:
        return False
    money = _is_money(text, model)
    if _TO.search(between) and not _SENTENCE.search(between):
        return money and bool(_CHANGED.search(text[max(0, model.start - _REACH) : bare.start]))
    return bool(_LEADS["money" if money else "date"].search(between) and _ENDS.match(text, bare.end))
