"""The word lists of `data/files/lexicon.csv`: number words, months, units, reporting verbs. They are read
once, before any Atlas is; a change holds from the next start on.

What does not fit its list is passed over here: `data.check` says what is wrong with it."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from data.tables.files import FILES
from data.text.normalize import fold


class LexiconEntry(NamedTuple):
    """A word of a list: as the table has it, its language (empty: none, as of a sign), and its value."""

    written: str
    lang: str
    value: str


def entries(name: str, lang: str | None = None) -> dict[str, LexiconEntry]:
    """The words of a list, folded, in the order of the table; of one language, or of all."""
    found = _lists().get(name, {})
    return {word: entry for word, entry in found.items() if lang in (None, entry.lang)}


def word_set(*names: str, lang: str | None = None) -> frozenset[str]:
    """The words of lists, folded."""
    return frozenset(word for name in names for word in entries(name, lang))


def word_values(name: str, lang: str | None = None) -> dict[str, str]:
    """Folded word -> its value."""
    return {word: entry.value for word, entry in entries(name, lang).items()}


def number_values(name: str, lang: str | None = None) -> dict[str, Decimal]:
    """Folded word -> the number that it stands for. Fractions are written as such: 1/3."""
    found: dict[str, Decimal] = {}
    for word, value in word_values(name, lang).items():
        with suppress(ValueError, ZeroDivisionError):
            part = Fraction(value)
            found[word] = Decimal(part.numerator) / part.denominator
    return found


def either(*names: str, lang: str | None = None) -> str:
    """A pattern of the words of lists, the longest first, without a group around it. Without words it matches
    nothing."""
    return alternatives([word for name in names for word in entries(name, lang)])


def alternatives(words: Sequence[str]) -> str:
    """A regular expression, without a group, for any of these words, the longest first; one that matches
    nothing where there are none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def fold_lines(lines: Sequence[str]) -> list[str]:
    """Texts of one line each, folded; all at once, which is ten times as quick as one by one."""
    return fold("\n".join(lines)).text.split("\n") if lines else []


@cache
def _lists() -> dict[str, dict[str, LexiconEntry]]:
    """List -> folded word -> entry."""
    try:
        text = (FILES / "lexicon.csv").read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return {}
    rows = [row for row in csv.reader(text.splitlines()[1:]) if len(row) == 4]
    found: dict[str, dict[str, LexiconEntry]] = {}
    for (name, lang, word, value), key in zip(
        rows, fold_lines([row[2].strip() for row in rows]), strict=True
    ):
        found.setdefault(name, {}).setdefault(key, LexiconEntry(word, lang, value))
    return found
