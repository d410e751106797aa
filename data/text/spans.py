"""Stretches of a text: those that are given away once, and the lines around an offset."""

from __future__ import annotations

import re
from bisect import bisect_left


class Claimed:
    """Which letters of a text are taken: who comes first has them. Asking costs what the stretch is long,
    however many are taken."""

    def __init__(self, length: int):
        self._taken = bytearray(length)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing between two offsets is taken."""
        return self._taken.find(1, start, end) < 0

    def claim(self, start: int, end: int) -> bool:
        """Take what lies between two offsets, if all of it is free."""
        if not self.free(start, end):
            return False
        self._taken[start:end] = b"\x01" * (end - start)
        return True


class Lines:
    """Where the lines of a text begin and end, to be asked for many offsets."""

    def __init__(self, text: str):
        self._ends = [match.start() for match in re.finditer(r"\n|\Z", text)]

    def around(self, at: int) -> tuple[int, int]:
        """Where the line that holds an offset begins and ends."""
        line = bisect_left(self._ends, at)
        return self._ends[line - 1] + 1 if line else 0, self._ends[line]
