"""Arabic writing: folding of spelling variants, and words with attached particles. Offsets always refer to
the text as given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

_LETTERS = str.maketrans(
    {"ى": "ي", "ة": "ه", "ٱ": "ا", "ک": "ك", "ی": "ي", "ە": "ه", "ہ": "ه", "ھ": "ه", "ء": "", "ـ": ""}
)
_SIGNS = str.maketrans({**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("’‘ʼʻ`´", "'")})
_UNKNOWN, _SEVERAL = 0xFFFFFFFF, 0xFFFFFFFE
# Code point -> the one it folds to; 0: it falls away. Filled when a character is first met.
_TABLE: NDArray[np.uint32] = np.full(0x110000, _UNKNOWN, dtype=np.uint32)


@dataclass(frozen=True, eq=False)
class Folded:
    """A folded text and, for each of its characters, the index in the original that it came from (one more at
    the end)."""

    text: str
    origin: NDArray[np.int64]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the folded text as a span of the original: a letter of it, once touched, belongs to it
        with its marks."""
        first = int(self.origin[start])
        return first, max(int(self.origin[end]), int(self.origin[end - 1]) + 1) if end > start else first

    def spans(self, starts: Sequence[int], ends: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The same for many spans at once, none of them empty."""
        last = np.array(ends, dtype=np.int64)
        ended = np.maximum(self.origin[last], self.origin[last - 1] + 1)
        return zip(self.origin[np.array(starts, dtype=np.int64)].tolist(), ended.tolist(), strict=True)


def fold(text: str) -> Folded:
    """Fold what readers type in more than one way: case, diacritics, tatweel, hamza carriers, alef, yaa, taa
    marbuta, Arabic-Indic and Persian digits, presentation forms, invisible controls, dashes and apostrophes.

    Works for Latin and Cyrillic as well (accents fall away). After Unicode NFKD and the usual light
    normalisation of Arabic retrieval (Larkey et al. 2002); the hamza on the line is dropped too."""
    return _fold_short(text) if len(text) < 4096 else _fold(text)


def _fold(text: str) -> Folded:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    folded = _TABLE[codes]
    if (folded == _UNKNOWN).any():
        _learn(codes[folded == _UNKNOWN])
        folded = _TABLE[codes]
    origin = np.flatnonzero(folded)
    if (folded == _SEVERAL).any():
        pieces = [_pieces(text[n]) if folded[n] == _SEVERAL else chr(folded[n]) for n in origin]
        return Folded("".join(pieces), np.append(np.repeat(origin, [len(p) for p in pieces]), len(text)))
    return Folded(folded[origin].tobytes().decode("utf-32-le", "surrogatepass"), np.append(origin, len(text)))


_fold_short = lru_cache(maxsize=4096)(_fold)


def _learn(codes: NDArray[np.uint32]) -> None:
    for code in np.unique(codes):
        pieces = _pieces(chr(code))
        _TABLE[code] = ord(pieces) if len(pieces) == 1 else _SEVERAL if pieces else 0


def _pieces(char: str) -> str:
    """What a character folds to: nothing, one character or, for ligatures, several."""
    out = ""
    for piece in unicodedata.normalize("NFKD", char).translate(_SIGNS).casefold().translate(_LETTERS):
        if unicodedata.category(piece) == "Cs":
            out += "\ufffd"  # half of a character, from a broken file
        elif unicodedata.category(piece) not in ("Mn", "Cf"):
            digit = unicodedata.digit(piece, None)
            out += piece if digit is None else str(digit)
    return out


# The particles that Arabic writes joined to the next word, in the order in which they stack.
PARTICLES = r"(?:[وف]?(?:[بكل]?ال|لل|[بكل])|[وف])?"
STACKS = frozenset(
    "".join(parts) for parts in product(("", "و", "ف"), ("", "ب", "ك", "ل", "ال", "بال", "كال", "لل"))
) - {""}
_ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=\w{2})")
ATTACHED = "وفبكل"  # letters that may each be a particle at the head of a word


def stem(word: str) -> str:
    """A folded search word without its article and what stands before it: والحدود -> حدود, للجيش -> جيش."""
    return _ARTICLE.sub("", word)


BEFORE_WAW = "[ئؤء](?=و)"


def one_seat(text: str) -> str:
    """A text in which a hamza before waw has one seat, however it was written: مسئول, مسؤول."""
    return re.sub(BEFORE_WAW, "ؤ", unicodedata.normalize("NFC", text))


def single_spaced(folded: Folded) -> Folded:
    """A folded text in which a run of spaces and tabs is one space."""
    if "  " not in folded.text and "\t" not in folded.text:
        return folded
    codes = np.frombuffer(
        folded.text.replace("\t", " ").encode("utf-32-le", "surrogatepass"), dtype=np.uint32
    )
    gap = codes == ord(" ")
    single = ~(gap & np.concatenate(([False], gap[:-1])))
    return Folded(
        codes[single].tobytes().decode("utf-32-le", "surrogatepass"), folded.origin[np.append(single, True)]
    )


@cache
def folding_tables() -> dict[str, Any]:
    """What a browser needs to fold as `fold` does (web/search/fold.js): the letters of the basic plane that
    fold to something else than their lower case, or than nothing where they are marks or controls; the
    patterns of particles and article."""
    letters = {"\0": ""}  # in _TABLE, too, it is what falls away
    for char in map(chr, range(0x10000)):
        category = unicodedata.category(char)
        if category not in ("Cn", "Co", "Cs") and unicodedata.normalize("NFKD", char) == char:
            usual, folded = "" if category in ("Mn", "Cf") else char.lower(), _pieces(char)
            letters |= {char: folded} if folded != usual else {}
    return {
        "letters": letters,
        "particles": PARTICLES,
        "article": _ARTICLE.pattern,
        "attached": ATTACHED,
        "before_waw": BEFORE_WAW,
    }
