"""Nouns that a number names rather than counts: resolution 1373, the base 201, الطريق 41."""

from __future__ import annotations

import re

from data.text.lexicon import either, word_set

_NUMBERED = re.compile(rf"(?<!\w)[وفبل]?(?:{either('numbered')})\W*$")
_NAMING = re.compile(  # a definite noun, or one of what is often numbered
    rf"(?<!\w)(?:[وفبك]?ال\w{{2,}}|[وفبل]?(?:{either('named-by-number')}))\s$"
)
_THE = re.compile(r"(?<!\w)(?:the|this|that|its|their|our)\s$")
_TIMES = re.compile(r"\d\s?[x×]\s?$")  # 4 x 4 vehicles
_NAMED_FIRST = word_set("named-by-number")
_BACK = 32  # letters before a number that may say what it is


def is_numbered(text: str, start: int) -> bool:
    """Whether a number of a folded text that begins at `start` stands behind a word that only names."""
    return bool(_NUMBERED.search(text, max(0, start - _BACK), start))


def may_be_named(text: str, start: int, noun: str) -> bool:
    """Whether a number may be the name of what stands before it, or of the first of several English words
    behind it (the 201 base stays), rather than count `noun`."""
    if _NAMING.search(text, max(0, start - _BACK), start) or _TIMES.search(text, max(0, start - 8), start):
        return True
    first, _, rest = noun.partition(" ")
    led = first in _NAMED_FIRST or _THE.search(text, max(0, start - 8), start)
    return bool(rest and noun.isascii() and led)
