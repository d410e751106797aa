"""Signs that the letters of a text are not those that its author wrote: what a person should look at before
it is added. Each is a share of the text; real texts stay far below."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_READ_AS = ("cp1252", "latin-1", "cp1256", "cp1251", "mac_roman")  # what UTF-8 is often taken for
_PART = 0.2  # of the words: so many that are none make a text doubtful
_FEW = 5  # words: fewer show nothing
_SAMPLE = 200_000  # letters that are looked at
_ALONE = "-–—−•·▪●*|/…&=+"  # signs that may stand alone


def doubts(text: str) -> tuple[str, ...]:
    """What a person should look at, as keys of words.csv: letters that could not be read, and letters that
    are surely others than were written."""
    sample = text[:_SAMPLE]
    wrong = is_mojibake(sample) or is_nonsense(sample)
    return ("doubt.letters",) * ("\ufffd" in text) + ("doubt.nonsense",) * wrong


def is_mojibake(text: str) -> bool:
    """Was it written in one encoding and read in another? Ø§Ù„ and ط§ظ„ for ال, Ã© for é, ÇáÍÏæÏ for
    الحدود."""
    words = re.findall(r"\S*[^\x00-\x7f\s]\S*", text)
    if len(words) < _FEW:
        return False
    if any(sum(_is_utf8(word, encoding) for word in words) > len(words) / 2 for encoding in _READ_AS):
        return True
    letters: list[str] = re.findall(r"[^\W\d_]", text)
    return sum("\u00c0" <= letter <= "\u00ff" for letter in letters) > len(letters) / 2


def _is_utf8(word: str, encoding: str) -> bool:
    """Are the bytes of a word in an encoding letters in UTF-8? What was cut off at its ends may be
    missing."""
    raw = word.encode(encoding, "ignore")
    plain = raw.decode("utf-8", "ignore")
    return not plain.isascii() and 3 * len(plain.encode()) > 2 * len(raw)


def is_nonsense(text: str) -> bool:
    """Are many of its words no words of any language: signs alone, letters of several scripts, or of none?"""
    words = text.split()
    strange = sum(map(_is_strange, words))
    return len(words) >= _FEW and strange > _PART * len(words)


def disorder(text: str) -> float:
    """How surely the letters of an Arabic text could not be put in order, from 1 on surely: hardly any has
    many words of one letter, or signs within words."""
    text = re.sub(r"[\u064b-\u065f\u0670]", "", text)
    words = re.findall(r"[\u0621-\u064a]+", text)
    single = sum(len(word) == 1 for word in words)
    signs = len(re.findall(r"[\u0621-\u064a][!-,:-@\[-`{-~](?=[\u0621-\u064a])", text))
    return max(6 * single, 30 * signs) / len(words) if len(words) > 20 else 0


def _is_strange(word: str) -> bool:
    if unicodedata.category(word[0]) == "Mn" or any(unicodedata.category(c) in ("Co", "Cn") for c in word):
        return True
    if scripts := {_script(letter) for letter in word if letter.isalpha()}:
        return len(scripts) > 1
    return not any(letter.isdigit() or letter in _ALONE for letter in word)


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """The script of a letter, by its name in Unicode; those of Japanese, which mixes them, are one."""
    script = unicodedata.name(letter, "").partition(" ")[0]
    return "CJK" if script in ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "FULLWIDTH") else script
