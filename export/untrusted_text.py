"""Words of others that stand in a file: they cannot steer the line that they stand in."""

from __future__ import annotations

import re

UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+"
)  # but not what joins letters
TURNING = dict.fromkeys(range(0x202A, 0x202F))  # what turns round the direction of what follows
STEERING = TURNING | dict.fromkeys(range(0x2066, 0x206A))
BREAKING = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")


def sanitize_inline(text: str) -> str:
    """A text that stands within a line, without characters that steer the line or break it."""
    return " ".join(UNSEEN.sub(" ", text).split())


def strip_bidi_controls(text: str) -> str:
    """A quotation without the characters that turn round what follows them or break its lines: its letters
    stay as they are."""
    return text.translate(STEERING | BREAKING)
