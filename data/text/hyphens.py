"""Words that the end of a line has parted: self- | determination is self-determination, deter- | mination is
determination."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from data.text.lexicon import word_set

_PARTED = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-\s*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FIRST, _WRITTEN_AS_ONE = word_set("compound-first"), word_set("written-as-one")
_HALF = 4  # letters of a half, at least, that is taken for a word of a compound by being a word elsewhere


def vocabulary(lines: Iterable[str]) -> set[str]:
    """The words and hyphened words within lines, in small letters, without the halves of words that the ends
    of lines part."""
    known: set[str] = set()
    is_parted = False
    for line in lines:
        words = [word.lower() for word in _WORD.findall(line)]
        ends_parted = bool(_PARTED.search(line))
        known.update(words[is_parted : len(words) - ends_parted])
        is_parted = ends_parted
    return known


def join_hyphenated(before: str, after: str, known: Container[str]) -> str:
    """The first of two lines without the hyphen at its end, where that only parts a word. known: the words of
    the text.

    The text decides where it has the word elsewhere, whole or with its hyphen; whole, where it has both. In
    doubt the hyphen stays behind `self`, behind what often begins a compound where the other half is a word
    of the text, and between two longer words of the text unless the first often begins a word that is
    written as one; else it goes."""
    parted, tail = _PARTED.search(before), _WORD.match(after)
    if not (parted and tail and before[-2].islower() and after[0].islower()):
        return before
    head, rest = parted[1].lower(), tail[0].lower()
    if f"{head}{rest}" in known:
        return before[:-1]
    is_compound = f"{head}-{rest}" in known or head == "self" or _may_be_compound(head, rest, known)
    return before if is_compound else before[:-1]


def _may_be_compound(head: str, rest: str, known: Container[str]) -> bool:
    if rest not in known:
        return False
    may_end_there = min(len(head), len(rest)) >= _HALF and head not in _WRITTEN_AS_ONE
    return head in _FIRST or (may_end_there and head in known)
