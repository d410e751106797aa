"""The lines of a sorted table, looked up where they lie: only where they begin is in memory."""

from __future__ import annotations

import mmap
from bisect import bisect_left
from functools import cache

import numpy as np

from data.tables.files import FILES


class SortedLines:
    """The lines of a sorted file behind its head, to be looked up by what they begin with."""

    def __init__(self, name: str):
        with (FILES / name).open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._ends = np.flatnonzero(np.frombuffer(self._bytes, np.uint8) == ord("\n")).astype(np.uint32)

    def first(self, beginning: bytes) -> bytes:
        """The first line that is not sorted before these bytes; empty where there is none."""
        numbers = range(1, len(self._ends))
        at = bisect_left(numbers, beginning, key=self._line)
        return self._line(numbers[at]) if at < len(numbers) else b""

    def starting(self, beginning: bytes) -> bytes:
        """The first line that begins with these bytes; empty where there is none."""
        line = self.first(beginning)
        return line if line.startswith(beginning) else b""

    def _line(self, number: int) -> bytes:
        return self._bytes[int(self._ends[number - 1]) + 1 : int(self._ends[number])]


sorted_lines = cache(SortedLines)
