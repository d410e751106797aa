"""Numbers with the unit before or after them, or the noun that they count: $5, 20%, 18 km, 300 men."""

from __future__ import annotations

import re
from typing import NamedTuple

from data.text.figures.counted_nouns import counted_noun_at, owned_noun_at
from data.text.figures.measures import CURRENCY_NOUNS, DOLLARS, is_hyphened, measure_at, power_end
from data.text.lexicon import either, number_values, word_set, word_values
from data.text.numbers.number_words import SHORT
from data.text.numbers.sums import Number
from data.text.numbers.tokens import Token
from data.text.units import CODES, MONEY, MONEY_LEADS, SHARE, SIGNS, Kind

_SCALE_LIKE = re.compile(rf"[bcdfghjklmnpqrstvwxz]{{1,4}}|{either('scale-elsewhere')}|[a-z]*illions?")
_SHARES, _OF_DOLLAR = word_set("share"), word_set("dollar-plain")
_PARTS = number_values("money-part")
_CENTS = {  # whose cents: as of dollars, and as money that bears the name of a country
    word: code
    for own in (word_values("dollar-country"), word_values("currency-country"), {"us": "USD", "euro": "EUR"})
    for word, code in own.items()
}


class MeasuredNumber(NamedTuple):
    """A number with its unit, before its qualifier is looked for; `after`: the token after it; `led`: its
    unit stands before it."""

    number: Number
    kind: Kind
    unit: str | tuple[int, int]
    start: int
    end: int
    after: int
    led: bool = False
    sure: bool = True


def measure_number(text: str, words: list[Token], at: int, number: Number) -> MeasuredNumber:
    """A number with its kind and unit, and their span."""
    if led := _led_number(words, at, number):
        return led
    after = _unit_at(words, number)
    bare = MeasuredNumber(number, "count", "", number.start, number.end, number.after)
    if after >= len(words) or text[words[after - 1].end : words[after].start].strip(" "):
        return bare
    following = words[after]
    if cents := _cents(words, after, number):
        return cents
    if owned := owned_noun_at(text, words, after):
        return bare._replace(unit=(owned.start, owned.end), end=owned.end, after=owned.after)
    if found := measure_at(text, words, after):
        return MeasuredNumber(
            number, found.kind, found.unit, number.start, found.end, found.after, sure=found.sure
        )
    for share in _SHARES:
        if text.startswith(share, following.start):
            return MeasuredNumber(
                number, "count", "%", number.start, following.start + len(share), after + len(share.split())
            )
    if (noun := counted_noun_at(text, words, after, number.end)) is None:
        return bare
    if raised := power_end(words, noun.after):
        noun = noun._replace(end=raised, after=noun.after + 1)
    end = noun.end if noun.start - number.end <= 1 else number.end
    sure = noun.sure and words[noun.after - 1].text not in CURRENCY_NOUNS  # whose pounds?
    return MeasuredNumber(number, "count", (noun.start, noun.end), number.start, end, noun.after, sure=sure)


def _led_number(words: list[Token], at: int, number: Number) -> MeasuredNumber | None:
    """A number whose unit stands before it: $5, HK$20, USD 300, Rs 7,000, %20."""
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
        return MeasuredNumber(number, "money", unit, begin, number.end, number.after, led=True, sure=known)
    if lead := _money_of_several(words, at):
        return MeasuredNumber(number, "money", "", lead.start, number.end, number.after, led=True, sure=False)
    if (
        before in SHARE
        and words[at - 1].end == number.start
        and not (at > 1 and words[at - 2].text[0].isdigit())
    ):
        return MeasuredNumber(number, "count", "%", words[at - 1].start, number.end, number.after, led=True)
    return None


def _cents(words: list[Token], at: int, number: Number) -> MeasuredNumber | None:
    """Parts of a country's money that begin with the token `at`: 7.5 US cents, 14 سنتاً أميركياً."""
    pair = [word.text for word in words[at : at + 2]]
    part = next((word for word in pair if word in _PARTS), "")
    whose = next((word for word in pair if word != part), "")
    code = _CENTS.get(whose.removesuffix("ه").removesuffix("ا") if not whose.isascii() else whose)
    if not part or not code or (whose == pair[0]) != whose.isascii():
        return None
    value = number._replace(value=number.value * _PARTS[part])
    return MeasuredNumber(value, "money", code, number.start, words[at + 1].end, at + 2)


def _money_of_several(words: list[Token], at: int) -> Token | None:
    """What stands right before the number `at` and says money of a country that it does not tell: Rs, ¥."""
    before = at - 1 - (at > 1 and words[at - 1].text == "." and words[at - 1].start == words[at - 2].end)
    if before < 0 or words[before].text not in MONEY_LEADS or words[at].start - words[before].end > 2:
        return None
    return words[before]


def _may_be_scaled(words: list[Token], number: Number) -> bool:
    """Whether a word that may be an unknown scale stands after an amount: $5 lakh, $3 zl."""
    following = words[number.after].text if number.after < len(words) else ""
    return bool(_SCALE_LIKE.fullmatch(following))


def _unit_at(words: list[Token], number: Number) -> int:
    """The token where the unit of a number would stand: after it, or after what may come between them."""
    after = number.after
    if _is_stop_of_scale(words, after):
        return after + 1
    following = [word.text for word in words[after : after + 2]]
    if (following[:1] == ["من"] and number.value >= 1000) or is_hyphened(words, after):
        return after + 1
    if following == ["or", "so"]:
        return after + 2
    dollars = [word.text for word in words[after + 1 : after + 2]] in (["dollar"], ["dollars"])
    return after + (dollars and following[0] in _OF_DOLLAR)


def _is_stop_of_scale(words: list[Token], at: int) -> bool:
    """Whether the token `at` is the full stop of a short scale before what it counts: 5 тыс. человек."""
    if at + 1 >= len(words) or words[at].text != "." or words[at - 1].text not in SHORT:
        return False
    following = words[at + 1].text
    return words[at].start == words[at - 1].end and (following in MONEY or "а" <= following[0] <= "я")
