"""Marks of direction around a piece of text, which keep it from disturbing the line that it stands in."""

from __future__ import annotations

import re
from typing import Any

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
LRM, RLM = "\u200e", "\u200f"
ISOLATES = dict.fromkeys(map(ord, (LRI, RLI, FSI, PDI)))
STOP_TWICE = re.compile(f"(…{PDI}+)\\.")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides and isolates


def isolate(text: Any) -> str:
    """Wrap a piece of another direction, so that it does not disturb the line around it, whatever it
    holds."""
    return f"{FSI}{_balanced(str(text))}{PDI}"


def _balanced(text: str) -> str:
    """The text without embeddings and overrides; every isolate in it is closed in it, and none closes what it
    did not open."""
    depth = 0

    def within(match: re.Match[str]) -> str:
        nonlocal depth
        mark = match[0]
        step = -1 if mark == PDI else 1 if mark in (LRI, RLI, FSI) else 0
        if not step or depth + step < 0:
            return ""
        depth += step
        return mark

    return TURNING.sub(within, text) + PDI * depth


def hold_percent(text: str) -> str:
    """The text with each percent sign in the isolate of its number: 66% also in a line from the right, where
    the sign would stand before the number."""
    return text.replace(f"{PDI}%", f"%{PDI}")


def drop_stop(text: str) -> str:
    """The text without the full stop of a sentence that ends with something shortened: one sign is enough."""
    return STOP_TWICE.sub(r"\1", text)


def strip_isolates(text: str) -> str:
    """A text without the marks that isolate directions, for other programs."""
    return text.translate(ISOLATES)
