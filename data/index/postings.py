"""Postings: where each of many values occurs, as sorted numbers in one array; and long lists of ids that are
made when read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]
DENSE = 128  # bits for each item: where all values together need no more, bits are counted rather than items


class Ids(Sequence[str]):
    """Some of all ids, by ascending number; made when asked for. Equal to any sequence of the same ids.

    every: all ids in order. number: id -> its place among them.
    """

    def __init__(self, every: Sequence[str], number: Mapping[str, int], numbers: Numbers):
        self.every, self.number, self.numbers = every, number, numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[str]:
        return map(self.every.__getitem__, self.numbers.tolist())

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        """One id, or some as a tuple."""
        return (
            tuple(self.every[n] for n in self.numbers[at].tolist())
            if isinstance(at, slice)
            else self.every[int(self.numbers[at])]
        )

    def __contains__(self, key: object) -> bool:
        number = self.number.get(key, -1) if isinstance(key, str) else -1
        at = int(self.numbers.searchsorted(np.int32(number)))  # of another type, all would be copied first
        return number >= 0 and at < len(self) and bool(self.numbers[at] == number)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Ids({self[:5]}, {len(self)} in all)"


class JoinedIds(Ids):
    """Lists of ids, each ascending and none in two of them, one after the other."""

    def __init__(self, *parts: Ids):
        super().__init__(parts[0].every, parts[0].number, np.concatenate([part.numbers for part in parts]))
        self.parts = parts

    def __contains__(self, key: object) -> bool:
        return any(key in part for part in self.parts)


@dataclass(frozen=True, eq=False)
class Postings(Mapping[str, Numbers]):
    """Value -> the sorted numbers at which it occurs, one array for all values. Values that occur nowhere are
    left out."""

    values_: tuple[str, ...]
    starts: NDArray[np.int64]
    items_: Numbers

    @staticmethod
    def of(values: Sequence[str], codes: NDArray[Any], numbers: NDArray[Any]) -> Postings:
        """From pairs (code of a value, number); numbers ascend where the code stays the same. Codes of -1 are
        dropped."""
        codes, numbers = codes[codes >= 0], numbers[codes >= 0]
        order = np.argsort(
            codes.astype(np.int16 if len(values) < 1 << 15 else np.int32), kind="stable"
        )  # radix for 16 bits
        codes, numbers = codes[order], numbers[order]
        first = np.ones(len(codes), dtype=bool)
        first[1:] = (codes[1:] != codes[:-1]) | (numbers[1:] != numbers[:-1])
        codes, numbers = codes[first], numbers[first].astype(np.int32)
        counts = np.bincount(codes, minlength=len(values))
        occur = np.flatnonzero(counts)
        return Postings(
            tuple(values[v] for v in occur.tolist()), np.concatenate(([0], np.cumsum(counts[occur]))), numbers
        )

    @cached_property
    def at(self) -> dict[str, int]:
        """Value -> its place among the values."""
        return {value: n for n, value in enumerate(self.values_)}

    @cached_property
    def codes(self) -> NDArray[np.int32]:
        """The place of the value that each item belongs to."""
        return np.repeat(np.arange(len(self.values_), dtype=np.int32), np.diff(self.starts))

    def __getitem__(self, value: str) -> Numbers:
        at = self.at[value]
        return self.items_[self.starts[at] : self.starts[at + 1]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_)

    def __len__(self) -> int:
        return len(self.values_)

    def among(self, chosen: Mask) -> dict[str, int]:
        """Value -> how many of its numbers are chosen."""
        if not self.values_:
            return {}
        if chosen.all():
            counts = np.diff(self.starts)
        elif len(self.values_) * len(chosen) > DENSE * len(self.items_):
            counts = np.add.reduceat(chosen[self.items_], self.starts[:-1], dtype=np.int64)
        else:
            counts = np.bitwise_count(self._bits(len(chosen)) & _packed(chosen)).sum(axis=1, dtype=np.int64)
        return dict(zip(self.values_, counts.tolist(), strict=True))

    def _bits(self, size: int) -> NDArray[np.uint64]:
        """For each value, which of `size` numbers have it, a bit for each; made once."""
        if size not in self._made:
            self._made[size] = np.stack([_packed(self.mask((value,), size)) for value in self.values_])
        return self._made[size]

    @cached_property
    def _made(self) -> dict[int, NDArray[np.uint64]]:
        return {}

    def mask(self, values: Iterable[str], size: int) -> Mask:
        """Which of `size` numbers have any of the values."""
        found = np.zeros(size, dtype=bool)
        for value in values:
            if value in self.at:
                found[self[value]] = True
        return found

    def map_to(self, to: Numbers, only: Mask | None = None) -> Postings:
        """The same values over the numbers that theirs belong to (ascending), each once. only: the numbers
        that are let pass."""
        if only is None:
            return Postings.of(self.values_, self.codes, to[self.items_])
        passing = only[self.items_]
        return Postings.of(self.values_, self.codes[passing], to[self.items_[passing]])


def _packed(mask: Mask) -> NDArray[np.uint64]:
    """A mask as bits, in whole words."""
    padded = np.zeros(-(-len(mask) // 64) * 8, dtype=np.uint8)
    packed = np.packbits(mask)
    padded[: len(packed)] = packed
    return padded.view(np.uint64)
