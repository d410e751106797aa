"""Arabic cardinals of several words with their article: الخمسة عشر عاماً, السنوات الثلاث والعشرون."""

from __future__ import annotations

import re
from decimal import Decimal

from data.text.numbers.number_words import ONES, TENS
from data.text.numbers.sums import Number
from data.text.numbers.tokens import LOOSE, Token

_ARTICLE = re.compile(r"[وفبك]?ال(?=\w{2})|[وف]?لل(?=\w{2})")
_TEN = ("عشر", "عشره")


def definite_cardinal(tokens: list[Token], at: int) -> tuple[Decimal, int] | None:
    """What a cardinal of two words that begins with an article at the token `at` comes to, and the token
    after it; None where it is none."""
    if at + 1 >= len(tokens) or tokens[at + 1].start - tokens[at].end > 1:
        return None
    one, following = ONES.get(_bare(tokens[at].text)), tokens[at + 1].text
    if one is None or not 0 < one < 10:
        return None
    if following in _TEN:
        return Decimal(one) + 10, at + 2
    ten = TENS.get(_bare(following.removeprefix("و"))) if following.startswith("وال") else None
    return (Decimal(one) + ten, at + 2) if ten else None


def definite_number_at(tokens: list[Token], at: int) -> Number | None:
    """Such a cardinal, or a ten with its article, before what it counts: الخمسة عشر عاماً, العشرين يوماً."""
    lead = _ARTICLE.match(tokens[at].text)
    if lead is None:
        return None
    ten = TENS.get(tokens[at].text[lead.end() :])
    value, after = definite_cardinal(tokens, at) or (ten, at + 1)
    if value is None or after >= len(tokens) or not _is_counted(tokens, after):
        return None
    start = tokens[at].start + (lead[0][0] in "وفبك") + lead[0].startswith(("ول", "فل"))
    return Number(Decimal(value), start, tokens[after - 1].end, after, digits=False)


def _bare(word: str) -> str:
    lead = _ARTICLE.match(word)
    return word[lead.end() :] if lead else ""


def _is_counted(tokens: list[Token], at: int) -> bool:
    """Whether an indefinite noun in the accusative, or one in ة, stands right at a token: عاماً, سنة."""
    word = tokens[at].text
    near = tokens[at].start - tokens[at - 1].end <= 1
    return near and word.endswith(("ا", "ه")) and not word.startswith(("ال", "و")) and word not in LOOSE
