"""What one session may have the server do in a while, so that one that floods does not take the others'
share: seconds of work on what it brings, and picks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

BACK = 0.1  # of an allowance that was used up must have come back before more is allowed


@dataclass
class Allowance:
    """most: units that may be used at once; rate: units that come back each second."""

    most: float
    rate: float
    used: float = 0
    #: when `used` was last reckoned, in seconds; two allowances that were begun apart are alike
    at: float = field(default_factory=time.monotonic, compare=False)
    spent: bool = False  #: it was used up, and too little has come back

    def allows(self) -> bool:
        """May more be used now?"""
        now = time.monotonic()
        self.used, self.at = max(0.0, self.used - self.rate * (now - self.at)), now
        self.spent = self.used >= self.most * (1 - BACK if self.spent else 1)
        return not self.spent

    @contextmanager
    def charge_time(self) -> Iterator[None]:
        """Use as many units as this takes seconds."""
        began = time.monotonic()
        try:
            yield
        finally:
            self.used += time.monotonic() - began


def work_allowance() -> Allowance:
    """For reading texts and files, and making and loading dossiers: half an hour of work at once, and half of
    the time after that."""
    return Allowance(1800, 0.5)


def pick_allowance() -> Allowance:
    """More than a hand or a held key makes."""
    return Allowance(400, 10)
