"""Ranges of numbers, each tied to a passage: the years of its events, the kilometres of its places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.index.postings import Numbers


@dataclass(frozen=True, eq=False)
class Ranges:
    """passages: the number of a passage, once for each of its ranges. low, high: where a range begins and
    ends, both included."""

    passages: Numbers
    low: NDArray[Any]
    high: NDArray[Any]

    @staticmethod
    def of(rows: Sequence[tuple[int, float, float]]) -> Ranges:
        """From (number of the passage, low, high)."""
        passages, low, high = zip(*rows, strict=True) if rows else ((), (), ())
        return Ranges(np.array(passages, dtype=np.int32), np.array(low), np.array(high))

    def within(self, start: int | None, end: int | None) -> Numbers:
        """The passages with a range that reaches into `start` to `end` (None: open)."""
        reaching = np.ones(len(self.passages), dtype=bool)
        if start is not None:
            reaching &= self.high >= start
        if end is not None:
            reaching &= self.low <= end
        return self.passages[reaching]

    def by_passage(self, names: Sequence[str]) -> dict[str, list[tuple[float, float]]]:
        """Name of a passage -> its ranges, each once; passages without one are left out."""
        found: dict[str, dict[tuple[float, float], None]] = {}
        for n, low, high in zip(self.passages.tolist(), self.low.tolist(), self.high.tolist(), strict=True):
            found.setdefault(names[n], {})[low, high] = None
        return {name: list(own) for name, own in found.items()}
