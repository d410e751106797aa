"""Which words are names of people in Arabic script.

`person_names.csv`, made by `geo.build.person_names`, has a folded name a line, whether it is a given name,
and whether it is sure to be a name rather than a word."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache

from data.annotate.sorted_lines import sorted_lines
from data.tables.files import FILES

NAMES = FILES / "person_names.csv"
# Family names of Central Asia, the Caucasus and Russia, told from معروفا and تكييف by their length.
_ENDINGS = re.compile(
    r"(?![وفبلك]?ال|لل)(?:\w{4,}وف|\w{4,}وفا|(?:[^ت]\w|ت\w{3})\w*ييفا?|\w{2,}[اي][شجن]يفا?|\w{2,}(?:[وي]فيتش|ينكو|شفيلي"
    r"|اوغلو|زاده|فسكي|فسكايا|ادزه))"
)


class Likeness(IntEnum):
    """How far a word is a name, in quarters of what makes a person: ten are enough."""

    NONE = 0
    FAMILY_OR_WORD = 2
    GIVEN_OR_WORD = 4
    NAME = 6
    ENDING = 7
    GIVEN = 8


ENOUGH = 10
_LIKENESS = {
    (b"g", b"s"): Likeness.GIVEN,
    (b"g", b""): Likeness.GIVEN_OR_WORD,
    (b"", b"s"): Likeness.NAME,
    (b"", b""): Likeness.FAMILY_OR_WORD,
}


@lru_cache(maxsize=16_384)
def likeness_to_name(word: str) -> Likeness:
    """How far a folded word, or two that are one name, is the name of a person."""
    beginning = f"{word},".encode()
    if _there() and (line := sorted_lines(NAMES.name).starting(beginning)):
        given, sure = line[len(beginning) :].split(b",")
        return _LIKENESS[given, sure]
    return Likeness.ENDING if _ENDINGS.fullmatch(word) else Likeness.NONE


@lru_cache(maxsize=16_384)
def begins_person(word: str) -> bool:
    """Whether a folded word is a name of a person, or the first word of one: a space sorts before a comma, so
    that one look-up tells."""
    line = sorted_lines(NAMES.name).first(f"{word} ".encode()) if _there() else b""
    return line.startswith((f"{word} ".encode(), f"{word},".encode())) or bool(_ENDINGS.fullmatch(word))


@cache
def _there() -> bool:
    return NAMES.exists()
