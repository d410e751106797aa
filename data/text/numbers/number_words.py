"""Number words of Arabic and English, folded, and what they are worth: lists of `data/files/lexicon.csv`."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from data.text.lexicon import numbers, word_set

ONES, TENS, HUNDREDS = numbers("number-one"), numbers("number-ten"), numbers("number-hundred")
SHORT = word_set("scale-short")  # right after digits, or apart from them
GLUED = SHORT | word_set("scale-of-money")  # never in words; those not in SHORT often mean something else
SCALES = numbers("scale") | numbers("scale-short") | numbers("scale-of-money")
DUALS = numbers("scale-dual")
DUAL_HEADS = numbers("scale-dual-construct")  # مليونا دولار; after a number: 25 مليوناً
PARTS, MANY_PARTS = numbers("fraction"), numbers("fraction-plural")
WITH_A = word_set("number-after-a")  # a dozen, a million; without a they count nothing
VAGUE = word_set("number-vague")  # thousands of refugees: no figure
ALONE = word_set("number-alone")  # no figure when nothing follows
ORDINALS = numbers("ordinal", "ar")  # without article: الخامس عشر
ENGLISH_ORDINALS = numbers("ordinal", "en")


@lru_cache(maxsize=65536)
def word_value(word: str) -> Decimal | None:
    """The value of a folded number word."""
    for table in (ONES, TENS, HUNDREDS, DUALS, SCALES, PARTS):
        if word in table and word not in GLUED:
            return Decimal(table[word])
    return None


@lru_cache(maxsize=65536)
def strip_particles(word: str) -> tuple[str, int]:
    """A number word without a particle attached to it, and how many letters that took."""
    for cut in range(3):
        if word_value(word[cut:]) is not None and all(letter in "وفبلك" for letter in word[:cut]):
            return word[cut:], cut
    return word, 0


def begins_number(word: str) -> bool:
    """Whether a number may begin with a token."""
    return "0" <= word[0] <= "9" or word_value(strip_particles(word)[0]) is not None
