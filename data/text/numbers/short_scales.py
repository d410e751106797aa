"""What the words beside a number make of it: the short scales of money ($300 mln, 5m), and ordinals (التاسع
عشر, twenty-first)."""

from __future__ import annotations

from collections.abc import Sequence

from data.text.lexicon import word_set
from data.text.numbers.number_words import ENGLISH_ORDINALS, ORDINALS, SHORT
from data.text.numbers.tokens import Token
from data.text.units import MONEY, POWERS

LONGER = word_set("length-adjective")


def is_short_scale(tokens: Sequence[Token], at: int, *, glued: bool) -> bool | None:
    """Whether the short word `at` after digits is a scale: 5bn, $300 M, 300 mln dollars. None: it may be, or
    metres (5m). `glued`: no space parts it from its number."""
    if _is_raised(tokens, at):
        return False
    text, following = tokens[at].text, [word.text for word in tokens[at + 1 : at + 3]]
    led = at > 1 and tokens[at - 2].text in MONEY
    if text in SHORT or led or next((word for word in following if word != "-"), "") in MONEY:
        return True
    if not glued or text not in ("m", "k", "tn") or any(word in LONGER for word in following):
        return False
    return None if text == "m" else True


def _is_raised(tokens: Sequence[Token], at: int) -> bool:
    """Whether a power is joined to the short word `at`, which then is a unit of length: m², م3."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is not None and following.text in POWERS and following.start == tokens[at].end


def is_ordinal(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether the number word `at`, of a number up to the token `after`, is part of an ordinal."""
    first = tokens[at].text
    if first in ("عشر", "عشره") and at:
        before = tokens[at - 1].text
        return any(
            before.removeprefix(particle).removeprefix("ال") in ORDINALS
            for particle in ("", "و", "ف", "ب", "ك", "ل")
        )
    following = (word.text for word in tokens[after : after + 2] if word.text not in ("-", "and"))
    return first.isalpha() and next(following, "") in ENGLISH_ORDINALS
