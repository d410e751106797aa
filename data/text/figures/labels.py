"""Numbers that name rather than count: resolution 1373, the base 201, الطريق 41, RQ-20, 14:40."""

from __future__ import annotations

import re

from data.text.figures.measures import is_hyphened
from data.text.lexicon import alternatives, either, word_set
from data.text.numbers.number_words import GLUED
from data.text.numbers.sums import Number
from data.text.numbers.tokens import LOOSE, Token
from data.text.units import AREA, CODES, LENGTH, MONEY_LEADS, WEIGHT

_NUMBERED = re.compile(rf"(?<!\w)[وفبل]?(?:{either('numbered')})\W*$")
_NAMING = re.compile(  # a definite noun, or one of what is often numbered
    rf"(?<!\w)(?:[وفبك]?ال\w{{2,}}|[وفبل]?(?:{either('named-by-number')}))\s$"
)
_THE = re.compile(rf"(?<!\w)(?:{either('naming-article')})\s$")
_TIMES = re.compile(r"\d\s?[x×]\s?$")  # 4 x 4 vehicles
_TIME = re.compile(rf"\s?(?:[ap]\.?m(?!\w)|(?:{either('time-of-day')})(?!\w))")
_AT = re.compile(rf"(?<!\w)(?:{either('hour-lead')})\s$")
_NAMED_FIRST = word_set("named-by-number")
_UNIT = re.compile(rf"(?:{alternatives(sorted({*LENGTH, *WEIGHT, *AREA}))}|k|[mмم][23]|[mم])(?!\w)")
_MONEY = re.compile(rf"(?<!\w)(?:{alternatives(sorted({*CODES, *MONEY_LEADS}))})$")  # USD300, Rs500
BACK = 32  # letters before a number that may say what it is


def is_numbered(text: str, start: int) -> bool:
    """Whether a number of a folded text that begins at `start` stands after a word that only names."""
    return bool(_NUMBERED.search(text, max(0, start - BACK), start))


def may_be_named(text: str, start: int, noun: str) -> bool:
    """Whether a number may be the name of what stands before it, or of the first of several English words
    after it (the 201 base stays), rather than count `noun`."""
    if _NAMING.search(text, max(0, start - BACK), start) or _TIMES.search(text, max(0, start - 8), start):
        return True
    first, _, rest = noun.partition(" ")
    led = first in _NAMED_FIRST or _THE.search(text, max(0, start - 8), start)
    return bool(rest and noun.isascii() and led)


def is_label(text: str, words: list[Token], at: int, number: Number) -> bool:
    """Whether a number in digits names rather than counts: RQ-20, 14:40, 10 am, 5+1, resolution 1373, an
    address, a list mark."""
    if text[max(0, number.start - 4) : number.start] == "the " and number.value == 2:
        return True  # the two sides: counts nothing new
    if not number.digits:
        return words[at].text in GLUED or _is_hour(text, words, number)
    if _TIME.match(text, number.end):
        return True
    return is_led_label(text, number) or (is_joined(text, number) and not is_hyphened(words, number.after))


def _is_hour(text: str, words: list[Token], number: Number) -> bool:
    """Whether an English number word is the hour of a day: at four, from midnight to three, six in the
    morning."""
    if number.value > 12:
        return False
    if words[number.after - 1].text.isascii() and _TIME.match(text, number.end):
        return True
    following = words[number.after].text if number.after < len(words) else ""
    counts = following.isalpha() and following not in LOOSE
    return bool(_AT.search(text, max(0, number.start - BACK), number.start)) and not counts


def is_led_label(text: str, number: Number) -> bool:
    """Whether what stands before a number in digits makes it a name: RQ-20, 14:40, resolution 1373."""
    before = text[max(0, number.start - BACK) : number.start]
    if not number.digits or _MONEY.search(before):
        return False
    if re.search(r"[\w+:/#@&=.-]$", before) and not re.search(r"(?<!\w)(?:[وفبلك]|ال)\s?-?$", before):
        return True
    return is_numbered(text, number.start)


def is_fraction_of_noun(words: list[Token], at: int, number: Number) -> bool:
    """Whether a lone Arabic number word is a fraction of the definite noun after it: خمس السكان."""
    following = words[number.after].text if number.after < len(words) else ""
    return (
        number.after == at + 1
        and 2 < number.value <= 10
        and not number.digits
        and following.startswith("ال")
        and len(following) > 4
    )


def begins_with_point(text: str, start: int) -> bool:
    """Whether a number begins with its decimal point: $.5 million."""
    return bool(re.search(r"(?<![\w.])\.$", text[max(0, start - 2) : start]))


def is_joined(text: str, number: Number) -> bool:
    """Whether something is joined to the end of a number: 14:40, 5-a-side, 20th."""
    following = text[number.end : number.end + 2]
    if not re.match(r"[:/+@_]\S|-\w|[^\W\d]", following):
        return False
    unit = _UNIT.match(text, number.end)  # 1953م: a year
    return unit is None or (
        unit[0] == "م" and number.value >= 1000 and not text[unit.end() :].startswith("2")
    )
