"""What stands before a number and bounds it: more than, at least, at most, about; with a negation before it,
the other bound."""

from __future__ import annotations

import re

_AMID = r"(?: \w+)?"  # يزيد عددهم على
QUALIFIERS = (
    ("at most", r"(?:حد اقصي|كحد اقصي|علي الاكثر|at most|at the most|a maximum of)"),
    (
        "more than",
        rf"(?:ب|ل)?(?:اكثر من|ازيد من|ما يزيد{_AMID} (?:علي|عن)|[يت]زيد{_AMID} (?:علي|عن)|زاد{_AMID}"
        r" (?:علي|عن)|ما يتجاوز|"
        r"[يت]تجاوز|تجاوزت?|متجاوزه?|فوق ال|ما يفوق|[يت]فوق|more than|greater"
        r" than|over|above|exceed(?:s|ed|ing)?|in excess of|"
        r"upwards of)",
    ),
    (
        "at least",
        rf"(?:(?:ب?ما )?لا [يت]قل{_AMID} عن|علي الاقل|at least|no less than|no fewer than|not less than)",
    ),
    ("less than", rf"(?:ب|ل)?(?:اقل من|ما يقل عن|[يت]قل{_AMID} عن|دون ال|less than|fewer than|under|below)"),
    ("up to", r"(?:ما يصل الي|[يت]صل الي|بما يصل الي|up to|as many as|as much as)"),
    (
        "about",
        r"(?:ب|ل)?(?:نحو|حوالي|قرابه|زهاء|ما يقارب|يقارب|تقارب|ما يقرب من|يناهز|تناهز|ما"
        r" يناهز|about|around|nearly|almost|roughly|"
        r"approximately|approx\.?|some|circa|an estimated|close to)",
    ),
    ("by", r"(?:بنسبه|بواقع|by)"),
)
_QUALIFIED = tuple((name, re.compile(rf"(?<!\w)[وف]?({words})\s+(?:ال\s?)?$")) for name, words in QUALIFIERS)
_NOT = r"(?:ب?ما )?لا|لم|لن|ليست?|ليسوا|غير|(?:ب?دون|من غير) ان|ب?دون|not|no|never|without|nor|cannot|\w+n't"
_NEGATED = re.compile(rf"(?<!\w)[وف]?({_NOT})(?: (?:be|to|been|ever|any))?\s+$")
_HEDGED = re.compile(r"(?<!\w)(?:hardly|barely|scarcely|little|quite|even|يكاد|تكاد|يكد|بالكاد|حتي)\s+$")
_OPPOSITE = {"more than": "at most", "less than": "at least"}
_BACK = 56  # letters before a figure, at most, in which its qualifier and a negation stand


def qualified(text: str, start: int) -> tuple[int, str, bool]:
    """Where a figure of a folded text begins with its qualifier, the qualifier, and whether it can be read in
    one way only."""
    before = text[max(0, start - _BACK) : start]
    before = before if re.search(r"\s$", before) else re.sub(r"(?<=\s)[بل]$", "", before)
    begun = start - len(before)
    for name, pattern in _QUALIFIED:
        if match := pattern.search(before):
            words = match[1]
            joined = int(words[0] in "بل" and not words.startswith(("بنسبه", "بواقع", "بما", "لا ")))
            return _negated(before[: match.start()], begun, begun + match.start(1) + joined, name)
    return start, "", not (_NEGATED.search(before) or _HEDGED.search(before))


def _negated(lead: str, begun: int, start: int, name: str) -> tuple[int, str, bool]:
    """A qualifier with what stands before it: not more than is at most. What is denied in another way is in
    doubt."""
    if (match := _NEGATED.search(lead)) is None:
        return start, name, not _HEDGED.search(lead)
    return (begun + match.start(1), _OPPOSITE[name], True) if name in _OPPOSITE else (start, name, False)
