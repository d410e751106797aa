"""A folded text piece by piece, as spaces divide it: words that may be meant for names, and words that speak
for a meaning.

What a piece says is found out once and remembered: texts repeat their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import compress, repeat
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

from data.text.normalize import STACKS, fold
from data.text.spelling import Neighbours

Suspect = tuple[
    int, int, str, float
]  # a word that may be meant for a word of a name, that word, and how like it it is
_WORD = re.compile(r"[^\W\d_]{5,}")
_MOST = 200_000  # pieces that are remembered
_LASTS = frozenset(stack[-1] for stack in STACKS)
_SPACE = np.zeros(0x110000, dtype=bool)
_SPACE[[code for code in range(0x3001) if chr(code).isspace()]] = True


class TokenMatch(NamedTuple):
    """What a piece says, by offsets within it. parts: cues of which it may be a part, and where they would
    begin."""

    suspects: tuple[Suspect, ...]
    cues: tuple[tuple[int, str], ...]
    parts: tuple[tuple[int, str, str], ...]


_NEW = TokenMatch((), (), ())  # not looked at yet


class TokenCache:
    """What pieces of text say, of the words of a vocabulary and of cues; remembered when they were looked
    at."""

    def __init__(self, cues: Iterable[str], neighbours: Neighbours):
        self.like: dict[str, tuple[int, str, float] | None] = {}
        self._seen: dict[str, TokenMatch | None] = {}  # None: nothing to see
        self._neighbours = neighbours
        by_word: dict[str, list[tuple[int, str, str]]] = {}
        for cue in cues:
            words = fold(cue).text
            longest = max(words.split(), key=len)
            by_word.setdefault(longest, []).append((words.index(longest), words, cue))
        self._held, self._automaton = list(by_word.values()), AhoCorasick(list(by_word))

    def scan(self, text: str) -> tuple[list[Suspect], dict[str, list[int]]]:
        """The words of a folded text that may be meant for words of names, and where each cue stands; all in
        order."""
        if len(self._seen) > _MOST:
            self._seen, self.like = {}, {}
        pieces = text.split()
        found = list(map(self._seen.get, pieces, repeat(_NEW)))
        suspects: list[Suspect] = []
        cues: dict[str, list[int]] = {}
        for at, known, piece in zip(
            *(compress(row, found) for row in (_starts(text).tolist(), found, pieces)), strict=True
        ):
            like, speaking, parts = self._look(piece) if known is _NEW else known
            for start, end, meant, score in like:
                suspects.append((at + start, at + end, meant, score))
            for start, cue in speaking:
                cues.setdefault(cue, []).append(at + start)
            for start, words, cue in parts:
                if at + start >= 0 and text.startswith(words, at + start) and _begins(text, at + start):
                    cues.setdefault(cue, []).append(at + start)
        return suspects, {cue: sorted(places) for cue, places in cues.items()}

    def _look(self, piece: str) -> TokenMatch:
        """What a piece says, and keep it."""
        cues: list[tuple[int, str]] = []
        parts: list[tuple[int, str, str]] = []
        for number, start, end in self._automaton.find_matches_as_indexes(piece, overlapping=True):
            for offset, words, cue in self._held[number]:
                if len(words) > end - start:
                    parts.append((start - offset, words, cue))
                elif _begins(piece, start):
                    cues.append((start, cue))
        match = TokenMatch(self._suspects(piece), tuple(cues), tuple(parts))
        self._seen[piece] = match if any(match) else None
        return match

    def _suspects(self, piece: str) -> tuple[Suspect, ...]:
        found = []
        for match in _WORD.finditer(piece):
            start, end = match.span()
            if match[0] not in self.like:
                self.like[match[0]] = self._near(match[0])
            near = self.like[match[0]]
            if near and not (start and piece[start - 1].isalnum()) and not piece[end : end + 1].isalnum():
                found.append((start + near[0], end, *near[1:]))
        return tuple(found)

    def _near(self, word: str) -> tuple[int, str, float] | None:
        """How many letters of `word` are particles, the word of a name that the rest is like, and how
        much."""
        best: tuple[int, str, float] | None = None
        for cut in range(min(5, len(word))):
            if cut and word[:cut] not in STACKS:
                continue
            if word[cut:] in self._neighbours.words:
                return None
            near = self._neighbours.nearest(word[cut:])
            if near and (best is None or near[1] > best[2]):
                best = (cut, *near)
        return best


def leading_particles(text: str, start: int) -> str | None:
    """The particles between the beginning of a word and `start`; None where the letters there are no
    particles."""
    if not start or not text[start - 1].isalnum():
        return ""
    if text[start - 1] not in _LASTS:
        return None
    first = start
    while first and start - first < 5 and text[first - 1].isalnum():
        first -= 1
    return text[first:start] if text[first:start] in STACKS else None


def _begins(text: str, start: int) -> bool:
    return leading_particles(text, start) is not None


def _starts(text: str) -> NDArray[np.intp]:
    """Where the pieces of a text begin."""
    space = _SPACE[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)]
    return np.flatnonzero(~space & np.concatenate(([True], space[:-1])))
