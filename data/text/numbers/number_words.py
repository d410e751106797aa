"""Number words of Arabic and English, folded, and what they are worth: lists of `data/files/lexicon.csv`."""

from __future__ import annotations

from data.text.lexicon import numbers, word_set

ONES, TENS, HUNDREDS = numbers("number-one"), numbers("number-ten"), numbers("number-hundred")
SHORT = word_set("scale-short")  # right behind digits, or apart from them
GLUED = SHORT | word_set("scale-of-money")  # never in words; those not in SHORT often mean something else
SCALES = numbers("scale") | numbers("scale-short") | numbers("scale-of-money")
DUALS = numbers("scale-dual")
DUAL_HEADS = numbers("scale-dual-construct")  # مليونا دولار; behind a number: 25 مليوناً
PARTS, MANY_PARTS = numbers("fraction"), numbers("fraction-plural")
WITH_A = word_set("number-after-a")  # a dozen, a million; without a they count nothing
VAGUE = word_set("number-vague")  # thousands of refugees: no figure
ALONE = word_set("number-alone")  # no figure when nothing follows
ORDINALS = numbers("ordinal", "ar")  # without article: الخامس عشر
ENGLISH_ORDINALS = numbers("ordinal", "en")
