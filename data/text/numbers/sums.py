"""A number as it is read word by word: what can be added to it, and what it comes to so far."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from data.text.numbers.number_words import DUALS, HUNDREDS, SCALES, TENS


class Number(NamedTuple):
    """A number and its span; `after`: the token after it; `digits`: it is written in digits without a scale
    word; `sure`: it can be read in one way only."""

    value: Decimal
    start: int
    end: int
    after: int
    digits: bool
    sure: bool = True


@dataclass
class Sum:
    """A number as far as it is read: `total` is what scales have closed, `group` what stands before the next
    one, `scale` the last scale, `closed` what it closed. `word`: the last number word, empty for digits.
    `spelled`: it begins with a word. `whole`: how it stood when a scale closed it."""

    start: int
    end: int
    after: int
    word: str = ""
    total: Decimal = Decimal(0)
    group: Decimal = Decimal(0)
    scale: Decimal = Decimal(10) ** 15
    closed: Decimal = Decimal(0)
    digits: bool = False
    sure: bool = True
    spelled: bool = True
    whole: Sum | None = None

    @property
    def number(self) -> Number:
        """What was read."""
        return Number(self.total + self.group, self.start, self.end, self.after, self.digits, self.sure)

    def add(self, word: str, value: Decimal) -> bool:
        """Add a value where it fits, and say whether it did: scales multiply what stands before them, all
        else must be smaller than what it joins."""
        group = self.group
        if word in SCALES:
            if self.word in SCALES and not group and self.closed:  # a thousand million
                amount = self.closed * value
                self.total, self.closed = self.total - self.closed + amount, amount
                return True
            amount = (group or 1) * value
            if self.total and amount >= self.scale:
                return False
            self.total, self.closed, self.scale, self.group = (
                self.total + amount,
                amount,
                value,
                Decimal(0),
            )
            return True
        if word in DUALS:
            if group or value >= self.scale:
                return False
            self.total, self.closed, self.scale = self.total + value, value, value / 2
            return True
        if value == 100 and word in HUNDREDS and 0 < group < 100:
            self.group = group * 100
            return True
        if value >= self.scale or not _fits(group, value, word):
            return False
        self.group = group + value
        return True


def _fits(group: Decimal, value: Decimal, word: str) -> bool:
    """Whether ones, tens, hundreds or digits can be added to what stands there: 100 + 25, 5 + 20."""
    if not group:
        return True
    if word in TENS or value == 10:
        return group % 100 < 10
    return bool(word) and value < (100 if group % 100 == 0 else 10 if group % 10 == 0 else 0)
