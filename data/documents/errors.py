"""Why something cannot be done with added documents."""

from __future__ import annotations


class Unfit(Exception):
    """A document, a row or a decision that cannot be taken as it is; the message is a key of words.csv.
    values: what fills its placeholders."""

    def __init__(self, key: str, **values: int | str):
        super().__init__(key)
        self.values = values


class Repeated(Exception):
    """Somebody else has added the same text meanwhile; nothing was written."""


class Stale(Exception):
    """Somebody else has changed this document meanwhile; nothing was written."""
