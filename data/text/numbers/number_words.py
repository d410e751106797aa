"""Number words of Arabic and English, folded, and what they are worth: lists of `data/files/lexicon.csv`."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from data.text.lexicon import number_values, word_set

ONES, TENS, HUNDREDS = (
    number_values("number-one"),
    number_values("number-ten"),
    number_values("number-hundred"),
)
SHORT = word_set("scale-short")  # right after digits, or apart from them
GLUED = SHORT | word_set("scale-of-money")  # never in words; those not in SHORT often mean something else
SCALES = number_values("scale") | number_values("scale-short") | number_values("scale-of-money")
DUALS = number_values("scale-dual")
DUAL_HEADS = number_values("scale-dual-construct")  # مليونا دولار; after a number: 25 مليوناً
PARTS, MANY_PARTS = number_values("fraction"), number_values("fraction-plural")
WITH_A = word_set("number-after-a")  # a dozen, a million; without a they count nothing
NO_NUMBER = word_set("no-number")
VAGUE = word_set("number-vague")  # thousands of refugees: no figure
ALONE = word_set("number-alone")  # no figure when nothing follows
ORDINALS = number_values("ordinal", "ar")  # without article: الخامس عشر
ENGLISH_ORDINALS = number_values("ordinal", "en")


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
    for cut in range(0 if word in NO_NUMBER else 3):
        if word_value(word[cut:]) is not None and all(letter in "وفبلك" for letter in word[:cut]):
            return word[cut:], cut
    return word, 0


def begins_number(word: str) -> bool:
    """Whether a number may begin with a token."""
    return "0" <= word[0] <= "9" or word_value(strip_particles(word)[0]) is not None
