"""Numbers that may be parts of one: 3 million, 500 thousand. Whether they are, only a reader can tell."""

from __future__ import annotations

from data.text.numbers.number_words import SCALES, begins_number
from data.text.numbers.numerals import number_at
from data.text.numbers.sums import Number
from data.text.numbers.tokens import Token

_JOINTS = (",", "،", "and")


def may_run_on(tokens: list[Token], at: int, number: Number) -> bool:
    """Whether the number that begins with the token `at` may be one with a smaller one after it, or with a
    larger one before it."""
    following, before = number.after, at - 1
    joint = tokens[following].text if following < len(tokens) and tokens[following].text in _JOINTS else ""
    following += bool(joint)
    rest = number_at(tokens, following) if _begins_at(tokens, following, number.end) else None
    if rest and _is_rest(tokens[number.after - 1].text, joint, rest):
        return True
    joint = tokens[before].text if before > 0 and tokens[before].text in _JOINTS else ""
    before -= bool(joint)
    near = before >= 0 and number.start - tokens[before].end <= 5
    return near and _is_rest(tokens[before].text, joint, number)


def _begins_at(tokens: list[Token], at: int, end: int) -> bool:
    """Whether a number may begin with the token `at`, not far after the offset `end`."""
    return at < len(tokens) and tokens[at].start - end <= 5 and begins_number(tokens[at].text)


def _is_rest(scale: str, joint: str, number: Number) -> bool:
    """Whether a number is small enough to be what follows a scale: after a comma or "and" large enough, too,
    to be no number of its own."""
    closed = SCALES.get(scale, 100 if scale == "hundred" else 0)
    if number.value >= closed:
        return False
    large = number.value * 1000 >= closed and (number.value >= 100 or not number.digits)
    return not joint or large
