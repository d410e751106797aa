"""The quotations of a passage: what stands in quotation marks, speech or not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

_QUOTE = re.compile(r"“[^“”]{2,}”|«[^«»]{2,}»|\"[^\"]{2,}\"|„[^„“”]{2,}[“”]")

_ENDED = re.compile(r"[.!?؟…:][\"”»)]?\s+$")
_CLOSED = re.compile(r"[.!?؟…,،][\"”»]|[»\"][.،,]")


class Quotations:
    """The spans of a passage in quotation marks, these included, in reading order."""

    def __init__(self, passage: str):
        self._passage = passage
        self._spans = [m.span() for m in _QUOTE.finditer(passage)]
        self._starts = [start for start, _ in self._spans]

    def between(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """Those that begin between two offsets."""
        return self._spans[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def hold(self, at: int, longer: int = 0) -> bool:
        """Whether an offset lies within a quotation that is longer than `longer` letters."""
        nearest = bisect_left(self._starts, at) - 1
        if nearest < 0:
            return False
        start, end = self._spans[nearest]
        return at < end and end - start > longer

    def are_sentence(self, start: int, end: int) -> bool:
        """Whether what stands in quotation marks between two offsets is a sentence of its own, with a mark at
        its end: an answer."""
        before = self._passage[:start]
        begins = _ENDED.search(before[-8:]) or not before.strip()
        return bool(begins) and bool(_CLOSED.search(self._passage[max(start, end - 3) : end + 2]))
