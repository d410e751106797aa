"""Other spellings of a name: transliteration by rules, slips of the pen within bounds, each with a score.

A name that crosses from one script to another is written many ways (تشالديفار, شالديفار, چالدوار; Chaldivar,
Chaldovar). Two words are compared when they have the same consonants by sound, or when one edit makes them
equal; how near they are is then measured with rapidfuzz, on letters mapped to sounds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import Any

from rapidfuzz.distance import OSA, Indel

SHORTEST = 5  # letters: below that, too many common words look alike
LEAST = 0.75  # score below which nothing is offered
LIKEST = 0.94  # another spelling is never so sure that nobody need look at it
CALLED = 0.85  # score from which a word as typed calls what is spelled so
LONGEST = 40  # letters: longer words are no names
_AGREED, _AGREED_SHORT = 0.4, 0.25  # what equal consonants are worth when there are four or more, and three
_EDITS = 6  # letters from which one edit is a slip and not another word
_SOUNDS = (  # folded letters -> a sound; the longer first. Those of _DOUBTFUL have two
    ("تش", "J"),
    ("دج", "J"),
    ("دز", "J"),
    ("tch", "J"),
    ("dzh", "J"),
    ("ch", "J"),
    ("sh", "J"),
    ("zh", "J"),
    ("dj", "J"),
    ("kh", "X"),
    ("gh", "g"),
    ("ph", "F"),
    ("ck", "K"),
    ("چ", "J"),
    ("ش", "J"),
    ("ژ", "J"),
    ("j", "J"),
    ("ج", "G"),
    ("غ", "W"),
    ("گ", "W"),
    ("g", "g"),
    ("ق", "Q"),
    ("ك", "K"),
    ("q", "K"),
    ("k", "K"),
    ("c", "K"),
    ("خ", "C"),
    ("x", "X"),
    ("ف", "F"),
    ("ڤ", "F"),
    ("v", "F"),
    ("f", "F"),
    ("w", "V"),
    ("و", "V"),
    ("ت", "T"),
    ("ط", "T"),
    ("t", "T"),
    ("ث", "S"),
    ("س", "S"),
    ("ص", "S"),
    ("s", "S"),
    ("ز", "Z"),
    ("ذ", "Z"),
    ("ظ", "Z"),
    ("z", "Z"),
    ("د", "D"),
    ("ض", "D"),
    ("d", "D"),
    ("ب", "B"),
    ("پ", "B"),
    ("b", "B"),
    ("p", "P"),
    ("ر", "R"),
    ("r", "R"),
    ("ل", "L"),
    ("l", "L"),
    ("م", "M"),
    ("m", "M"),
    ("ن", "N"),
    ("n", "N"),
    ("ح", "H"),
    ("ه", "H"),
    ("h", "H"),
    ("ع", "a"),
    ("ا", "a"),
    ("a", "a"),
    ("e", "i"),
    ("i", "i"),
    ("y", "i"),
    ("ي", "i"),
    ("o", "u"),
    ("u", "u"),
)
_SOUND = dict(_SOUNDS)
_DOUBTFUL = {
    "V": ("u", "F"),
    "G": ("J", "g"),
    "W": ("g", "K"),
    "Q": ("K", "X", "g"),
    "C": ("X", "H"),
}  # و: a vowel or v, ج: j or hard g
_PARTS = re.compile("|".join(letters for letters, _ in _SOUNDS))
_VOWELS = re.compile("[aiu]")


@lru_cache(maxsize=65536)
def sounds(word: str) -> frozenset[str]:
    """The ways a folded word may sound; doubled letters count once, and vowels at the end are all one."""
    mapped = re.sub(
        r"([aiu])\1+", r"\1", _PARTS.sub(lambda part: _SOUND[part[0]], re.sub(r"(.)\1+", r"\1", word))
    )
    doubtful = [_DOUBTFUL.get(sound, (sound,)) for sound in mapped]
    if sum(len(ways) > 1 for ways in doubtful) > 4:
        doubtful = [ways[:1] for ways in doubtful]
    return frozenset(re.sub(r"(?<=.)[Haiu]+$", "a", "".join(way)) for way in product(*doubtful))


def skeleton(sound: str) -> str:
    """The consonants of a sounded word."""
    return _VOWELS.sub("", sound)


def likeness(one: str, other: str) -> float:
    """How near two folded words are, from 0 to 1: by sound when their consonants agree and they begin alike,
    else by letters."""
    alike = (
        (a, b)
        for a in sounds(one)
        for b in sounds(other)
        if skeleton(a) == skeleton(b) and _begin_alike(a, b)
    )
    shared = [] if _inflected(one) or _inflected(other) else [_nearness(a, b) for a, b in alike]
    agreed = (
        _AGREED
        if min(len(skeleton(sound)) for word in (one, other) for sound in sounds(word)) > 3
        else _AGREED_SHORT
    )
    by_sound = agreed + 0.6 * max(shared) if shared else 0.0
    by_letters = OSA.normalized_similarity(one, other) if OSA.distance(one, other) <= 1 else 0.0
    return round(min(LIKEST, max(by_sound, by_letters)), 3)


def _nearness(one: str, other: str) -> float:
    """How near two sounded words are. One vowel left out is less than another vowel, which makes another word
    in Arabic."""
    measure = Indel if len(one) != len(other) and OSA.distance(one, other) == 1 else OSA
    return float(measure.normalized_similarity(one, other))


def _begin_alike(one: str, other: str) -> bool:
    """Whether two sounded words begin with the same consonant, or both with a vowel."""
    return one[:1] == other[:1] or bool(_VOWELS.match(one) and _VOWELS.match(other))


def _inflected(word: str) -> bool:
    """Whether an ending says that a word may be an English verb; such words are compared by letters alone:
    Beijing, pushing."""
    return word.endswith(("ing", "ed"))


class Neighbours:
    """The words of a vocabulary that another word may be meant for."""

    def __init__(self, words: Iterable[str]):
        self.words = frozenset(word for word in words if len(word) >= SHORTEST)
        self._same_consonants: dict[str, set[str]] = defaultdict(set)
        self._one_letter_less: dict[str, set[str]] = defaultdict(set)
        for word in self.words:
            for key in {skeleton(sound) for sound in sounds(word)}:
                self._same_consonants[key].add(word)
            for key in _shortened(word) if len(word) >= _EDITS else ():
                self._one_letter_less[key].add(word)

    def nearest(self, word: str) -> tuple[str, float] | None:
        """The word of the vocabulary that is most like `word` (folded, not itself one of them), and its
        score."""
        if not SHORTEST <= len(word) <= LONGEST or word in self.words:
            return None
        near: set[str] = set()
        for sound in sounds(word):
            if len(key := skeleton(sound)) >= 3:
                near |= self._same_consonants.get(key, set())
        if len(word) >= _EDITS - 1:
            near = near.union(*(self._one_letter_less.get(key, set()) for key in (word, *_shortened(word))))
        alike = (
            other
            for other in near
            if abs(len(other) - len(word)) <= 3 and (other[0] < "\u0590") == (word[0] < "\u0590")
        )
        score, best = max(((likeness(word, other), other) for other in alike), default=(0.0, ""))
        return (best, score) if score >= LEAST else None


def _shortened(word: str) -> set[str]:
    """The word, and it with one letter left out: equal sets of these meet when one edit or swap makes two
    words equal."""
    return {word} | {word[:n] + word[n + 1 :] for n in range(len(word))}


def spelling_tables() -> dict[str, Any]:
    """What a browser needs to find other spellings as `Neighbours` does (web/search/spelling.js)."""
    return {
        "sounds": _SOUND,
        "doubtful": _DOUBTFUL,
        "shortest": SHORTEST,
        "longest": LONGEST,
        "edits": _EDITS,
        "called": CALLED,
        "least": LEAST,
        "likest": LIKEST,
        "agreed": _AGREED,
        "agreed_short": _AGREED_SHORT,
        "least_consonants": 4,
    }
