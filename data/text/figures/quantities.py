"""Numbers with what they measure or count, ranges of them, and their qualifiers: more than 330 million
dollars, $30-50 million."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from data.text.figures.continued import continuation, sets_against
from data.text.figures.labels import (
    BACK,
    begins_with_point,
    is_fraction_of_noun,
    is_label,
    is_led_label,
    may_be_named,
)
from data.text.figures.measured_numbers import MeasuredNumber, measure_number
from data.text.figures.no_numeral import may_begin, quantity_without_numeral
from data.text.figures.qualifiers import find_qualifier
from data.text.figures.ranges import Quantity, part_of_whole, range_from
from data.text.lexicon import alternatives, either, word_set, word_values
from data.text.numbers.digits import decimal_text
from data.text.numbers.number_words import begins_number
from data.text.numbers.numerals import number_at
from data.text.numbers.run_on import may_run_on
from data.text.numbers.sums import Number
from data.text.numbers.tokens import Token

_SHARED = re.compile(  # after these a number is the whole of a share
    rf"(?<!\w)(?:(?:{either('one-in-share')}) (?:{either('out-of')})|{either('share-lead')})\s$"
)

_FACTOR_BEFORE = re.compile(r"[\^×*]\s?$")  # 10^6, 5 × 10: a part of a number

_AUXILIARIES = word_set("auxiliary")
# From 5.6 tonnes to 1.1: the unit is that of the first number.
_LEADS, _ENDS = (
    alternatives([word for word, kind in word_values(name).items() if kind == own])
    for name, own in (("span-lead", "from"), ("range-word", "to"))
)
_FROM = re.compile(rf"(?<!\w)(?:{_LEADS})\s[\d.,٫]+\s[^\W\d]+\s(?:{_ENDS})\s$")
_AMOUNT = re.compile(rf"(?<!\w)(?:{either('amount-word')})[,،]?\s(?:of|من)\s$")
_CLAUSE = re.compile(rf"(?:^|[.,;:—]|(?<!\w)(?:{either('clause-joiner')}))\s*$")
_OTHERS, _FARED = word_set("counted-elsewhere"), word_set("fared-verb")
_JOINERS = word_set("clause-joiner", "subject-preposition", lang="en")
_YEARS = (1500, 2200)  # 2021 were hard times


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
        return quantity_without_numeral(text, words, at), at + 1
    if (
        is_fraction_of_noun(words, at, number)
        or begins_with_point(text, number.start)
        or _SHARED.search(text, max(0, number.start - BACK), number.start)
    ):
        return None, max(number.after, at + 1)
    first = measure_number(text, words, at, number)
    if not is_led_label(text, number) and (
        wider := range_from(text, words, first) or part_of_whole(text, words, number)
    ):
        return wider
    if is_label(text, words, at, number):
        return None, max(number.after, at + 1)
    return _with_qualifier(text, words, at, first)


def _with_qualifier(
    text: str, words: list[Token], at: int, first: MeasuredNumber
) -> tuple[Quantity | None, int]:
    """The quantity of a number, with what goes on after its unit and the qualifier before it, and where to go
    on looking; None for digits that count nothing."""
    number = first.number
    value, end, after = number.value, first.end, first.after
    more = continuation(text, words, first)
    if more:
        value, end, after = value + more.value, more.end, more.after
    start, qualifier, clear = find_qualifier(text, first.start)
    bare = first.kind == "count" and not first.unit and number.digits and not qualifier
    if bare and not _counts_alone(text, words, at, number):
        return None, max(after, at + 1)
    named = (
        number.digits
        and not qualifier
        and isinstance(first.unit, tuple)
        and may_be_named(text, number.start, text[slice(*first.unit)])
    )
    sure = (
        number.sure
        and first.sure
        and clear
        and (more is None or more.sure)
        and not (named or bare or may_run_on(words, at, number))
        and not _FACTOR_BEFORE.search(text, max(0, number.start - 2), number.start)
    )
    quantity = Quantity(start, end, first.kind, decimal_text(value), first.unit, qualifier, sure)
    return quantity, max(after, at + 1)


def _counts_alone(text: str, words: list[Token], at: int, number: Number) -> bool:
    """Whether a number in digits counts something that is named elsewhere: 1,100 of them, 321 are missing,
    281 others, 18 died, a backlog of 972, from 5.6 tonnes to 1.1, ثم صارت 40."""
    following = words[number.after].text if number.after < len(words) else ""
    if (number.value >= 1000 and "," in words[at].text) or following in _OTHERS:
        return True
    if _YEARS[0] <= number.value <= _YEARS[1] or number.value in (0, 1):
        return False
    lead, tail = text[max(0, number.start - BACK) : number.start], text[number.end : number.end + 1]
    if tail in ("%", ":", "/", "-", "–"):
        return False
    return (
        (following in _AUXILIARIES and number.value >= 20)
        or (following in _FARED and bool(_CLAUSE.search(lead)))
        or bool(_FROM.search(lead))
        or (sets_against(lead) and tail in ",.;،؛")
        or (bool(_AMOUNT.search(lead)) and (tail in ",.;،؛" or following in _JOINERS))
    )


@lru_cache(maxsize=65536)
def _speaks_of_numbers(word: str) -> bool:
    return begins_number(word) or may_begin(word)
