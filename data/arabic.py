"""Arabic writing: folding of spelling variants, and words with attached particles. Offsets always refer to the text as given."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ٱ": "ا", "ک": "ك", "ی": "ي", "ە": "ه", "ہ": "ه", "ھ": "ه", "ء": "", "ـ": ""})


@dataclass(frozen=True)
class Folded:
    """A folded text and, for each of its characters, the index in the original that it came from (one more at the end)."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the folded text as a span of the original: a letter of it, once touched, belongs to it with its marks."""
        return self.origin[start], max(self.origin[end], self.origin[end - 1] + 1) if end > start else self.origin[start]


@lru_cache(maxsize=4096)
def fold(text: str) -> Folded:
    """Fold what readers type in more than one way: case, diacritics, tatweel, hamza carriers, alef, yaa, taa marbuta,
    Arabic-Indic and Persian digits, presentation forms, invisible controls.

    Works for Latin and Cyrillic as well (accents fall away). After Unicode NFKD and the usual light normalisation of
    Arabic retrieval (Larkey et al. 2002); the hamza on the line is dropped too.
    """
    out: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        for piece in unicodedata.normalize("NFKD", char).casefold().translate(_LETTERS):
            category = unicodedata.category(piece)
            if category in ("Mn", "Cf"):
                continue
            digit = unicodedata.digit(piece, None)
            out.append(str(digit) if digit is not None else piece)
            origin.append(index)
    return Folded("".join(out), (*origin, len(text)))


# The particles that Arabic writes joined to the next word, in the order in which they stack.
_PARTICLES = r"(?:[وف]?(?:[بكل]?ال|لل|[بكل])|[وف])?"
_ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=\w{2})")


def stem(word: str) -> str:
    """A folded search word without its article and what stands before it: والحدود -> حدود, للجيش -> جيش."""
    return _ARTICLE.sub("", word)


def word_pattern(word: str) -> re.Pattern[str]:
    """A pattern that finds `word` (as typed) in folded text, at the beginning of a word or behind attached particles.

    Words of three letters or more match as beginnings (حدود finds الحدودية), shorter ones whole. Group 1 is the word
    without the particles.
    """
    folded = stem(fold(word).text)
    end = "" if len(folded) >= 3 else r"(?!\w)"
    return re.compile(rf"(?<!\w){_PARTICLES}({re.escape(folded)}{end}\w*)")
