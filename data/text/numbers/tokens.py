"""Words, numbers and signs of a folded text, and where they stand."""

from __future__ import annotations

import re
from typing import NamedTuple

from data.text.lexicon import word_set
from data.text.normalize import Folded
from data.text.numbers.digits import WRITTEN

_TOKEN = re.compile(rf"[^\W\d_]+|\d+⁄\d+|(?<![\d.,/])[1-9]/(?:[2-9]|10)(?![\d/])|{WRITTEN}|[^\w\s]")
LOOSE = word_set("uncounted")  # what may stand after a number without being counted


class Token(NamedTuple):
    """A word, number or sign of a folded text, and where it stands."""

    text: str
    start: int
    end: int


def tokens(folded: Folded) -> list[Token]:
    """The words, numbers and signs of a folded text. A fraction in one character, like ½, is a token of its
    own: 2½ is two."""
    found: list[Token] = []
    for match in _TOKEN.finditer(folded.text):
        start, end = match.span()
        if "⁄" in match[0]:
            stroke = start + match[0].index("⁄")
            while (
                start < stroke and folded.origin[start] != folded.origin[stroke] == folded.origin[stroke + 1]
            ):
                start += 1
            if start > match.start():
                found.append(Token(match[0][: start - match.start()], match.start(), start))
        found.append(Token(folded.text[start:end], start, end))
    return found
