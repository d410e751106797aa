"""Words that the end of a line has parted: self- | determination is self-determination, deter- | mination is
determination."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

_PARTED = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# These often begin a compound; their hyphen stays where what follows is a word.
_FIRST = re.compile(
    r"all|anti|co|counter|cross|ex|far|first|four|full|half|high|ill|long|low|mid|multi|near|new|non|north|old"
    r"|part|post|pre|pro|second|semi|short|six|so|south|ten|third|three|two|vice|well|west|east"
)


def vocabulary(lines: Iterable[str]) -> set[str]:
    """The words and hyphened words within lines, in small letters."""
    return {word.lower() for line in lines for word in _WORD.findall(line)}


def joined(before: str, after: str, known: Container[str]) -> str:
    """The first of two lines without the hyphen at its end, where that only parts a word. known: the words of
    the text."""
    parted, tail = _PARTED.search(before), _WORD.match(after)
    if not (parted and tail and before[-2].islower() and after[0].islower()):
        return before
    head, rest = parted[1].lower(), tail[0].lower()
    if f"{head}{rest}" in known:
        return before[:-1]
    is_compound = f"{head}-{rest}" in known or (_FIRST.fullmatch(head) and rest in known)
    return before if head == "self" or is_compound else before[:-1]
