"""Arabic duals, in which one word is number and noun: those of units and of listed nouns, and others by their
form, as a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from data.text.lexicon import word_set
from data.text.numbers.tokens import LOOSE, Token
from data.text.units import TWICE, Kind

_NO_DUAL, _WAW = word_set("no-dual"), word_set("noun-with-waw")
_LISTED = word_set("counted-dual")
# طائرتا استطلاع, سيارتي إسعاف: the dual before another noun has no ن.
_CONSTRUCT = {word[:-1]: word.endswith("تان") for word in _LISTED if word.endswith(("تان", "تين"))}
# Of the feminine both cases; of the masculine the nominative of participles and of stems in ان, as its other
# case is the plural, too: مهندسان, حصانان.
_BY_FORM = re.compile(r"(?!ال)\w{3,}(?<!س)تان|(?!ال)\w{3,}تين|م\w{3,}ان|(?!ال)\w{2,}انان")
_ENDS = ("ان", "ين", "يين")


class Dual(NamedTuple):
    """What a dual measures or counts: its kind, its unit (empty: the word itself), and whether it can be
    nothing else."""

    kind: Kind
    unit: str
    sure: bool = True


def may_be_dual(word: str) -> bool:
    """Whether a folded word may be a dual of units, people or things, a particle before it or none."""
    return _dual(strip_particle(word)) is not None


def strip_particle(word: str) -> str:
    """A word without the particle before it; a letter that may be its own stays where only the form says that
    it is a dual."""
    if word in TWICE or word in _CONSTRUCT:
        return word
    bare = word[1:] if word[:1] in "وفبل" else word
    if bare in TWICE or bare in _CONSTRUCT:
        return bare
    own = word[:1] != "و" or word in _WAW or word[:-3] + "ه" in _WAW or word[:-2] in _WAW
    return word if _by_form(word) and own else bare


def dual_at(words: Sequence[Token], at: int) -> Dual | None:
    """The dual that the token `at` is; None where it tells more of the dual before it: قنبلتين كبيرتين."""
    word = strip_particle(words[at].text)
    if (found := _dual(word)) is None:
        return None
    if word not in TWICE and at and words[at - 1].text.endswith(_ENDS):
        return None
    return found if word not in _CONSTRUCT or _noun_follows(words, at) else None


@lru_cache(maxsize=65536)
def _dual(word: str) -> Dual | None:
    if word in TWICE:
        return Dual(*TWICE[word])
    if word in _CONSTRUCT:
        return Dual("count", "", sure=_CONSTRUCT[word])
    return Dual("count", "", sure=False) if _by_form(word) else None


def _by_form(word: str) -> bool:
    return bool(_BY_FORM.fullmatch(word)) and word not in _NO_DUAL


def _noun_follows(words: Sequence[Token], at: int) -> bool:
    """Whether an indefinite noun follows right behind a token."""
    if at + 1 >= len(words) or words[at + 1].start - words[at].end > 1:
        return False
    noun = words[at + 1].text
    return noun.isalpha() and not noun.isascii() and noun not in LOOSE and not noun.startswith(("ال", "و"))
