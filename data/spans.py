"""Stretches of a text that are given away once: who comes first has them."""

from __future__ import annotations


class Claimed:
    """Which letters of a text are taken. Asking costs what the stretch is long, not how many were taken before."""

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
