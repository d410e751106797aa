"""Which of several occurrences of words in a text; overlapping ones are counted."""

from __future__ import annotations


def occurrence(text: str, words: str, nth: int) -> int | None:
    """Where the `nth` occurrence of `words` starts in `text`; None when there are fewer."""
    start = -1
    for _ in range(nth):
        start = text.find(words, start + 1)
        if start < 0:
            return None
    return start


def nth_occurrence(text: str, words: str, start: int) -> int:
    """Which occurrence of `words` in `text` starts at `start`, where they stand: 1 for the first."""
    return sum(text.startswith(words, at) for at in range(start + 1))
