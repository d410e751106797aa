"""Superscript digits: note marks and powers, which are no digits of the number that they stand after: 250³
soldiers, 10⁶."""

from __future__ import annotations

import re
import unicodedata

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARK = re.compile(rf"(?<![^\W\d_{_RAISED}])[{_RAISED}]+")  # after a letter they belong to a unit: km²
_FALLS_AWAY = "\u0302"  # a mark that folding drops
_ELEMENT = re.compile(r"<sup\b[^<>]{0,200}>((?:[^<]|<(?!/?sup\b)){0,400}?)</sup\s*>", re.I)
_TAG = re.compile(r"<[^<>]*>")


def to_superscript(text: str) -> str:
    """A text with its digits, of any script, in superscript."""
    return "".join(
        char if (digit := unicodedata.digit(char, None)) is None else _RAISED[digit] for char in text
    )


def with_superscripts(html: str) -> str:
    """A page with what its sup elements hold in characters of superscript, where that is digits alone."""
    return _ELEMENT.sub(_element, html)


def _element(match: re.Match[str]) -> str:
    words = _TAG.sub("", match[1]).strip()
    return to_superscript(words) if words.isdigit() else match[0]


def without_note_marks(passage: str) -> str:
    """A passage, as long as before, whose superscript digits fall away when it is folded, but for those of
    units: km²."""
    return _MARK.sub(lambda mark: _FALLS_AWAY * len(mark[0]), passage)


def is_marked(words: str) -> bool:
    """Whether superscript digits stand among words other than after a letter."""
    return bool(_MARK.search(words))
