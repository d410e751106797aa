"""What stands before a number and bounds it: more than, at least, at most, about; with a negation before it,
the other bound."""

from __future__ import annotations

import re

from data.text.lexicon import alternatives, either, word_values

# All that a figure may be qualified by; the latter ones stand with dates.
QUALIFIERS = (
    *("more than", "at least", "less than", "at most", "up to", "about", "by"),
    *("early", "mid", "late", "last", "this", "next", "nearest"),
)
_AMID = r"(?: \w+)?"  # يزيد عددهم على
# The first that fits counts.
_ORDER = ("at most", "more than", "at least", "less than", "up to", "about", "by")
_JOINED = ("more than", "less than", "about")  # ب and ل may be joined to their words


def _pattern(name: str) -> re.Pattern[str]:
    own = [word for word, value in word_values("qualifier").items() if value == name]
    written = alternatives(own).replace(r"\ \.\.\.", _AMID)  # … as it is folded
    joined = "[بل]??" if name in _JOINED else ""  # lazy: the letter may be the word's own
    return re.compile(rf"(?<!\w)[وف]?({joined})({written})\s+(?:ال\s?)?$")


_QUALIFIED = tuple((name, _pattern(name)) for name in _ORDER)
_NOT = rf"{either('negation')}|\w+n't"
_NEGATED = re.compile(rf"(?<!\w)[وف]?({_NOT})(?: (?:{either('within-negation')}))?\s+$")
_HEDGED = re.compile(rf"(?<!\w)(?:{either('hedge')})\s+$")
_TIMES = re.compile(rf"(?<!\w)(?:{either('multiplier')})\s+(?:the\s+|ال)?$")  # double the 20
_OPPOSITE = {"more than": "at most", "less than": "at least"}
_BACK = 56  # letters before a figure, at most, in which its qualifier and a negation stand


def find_qualifier(text: str, start: int) -> tuple[int, str, bool]:
    """Where a figure of a folded text begins with its qualifier, the qualifier, and whether it can be read in
    one way only."""
    before = text[max(0, start - _BACK) : start]
    before = before if re.search(r"\s$", before) else re.sub(r"(?<=\s)[بل]$", "", before)
    begun = start - len(before)
    for name, pattern in _QUALIFIED:
        if match := pattern.search(before):
            return _negated(before[: match.start()], begun, begun + match.start(2), name)
    return start, "", not any(doubt.search(before) for doubt in (_NEGATED, _HEDGED, _TIMES))


def _negated(lead: str, begun: int, start: int, name: str) -> tuple[int, str, bool]:
    """A qualifier with what stands before it: not more than is at most. What is denied in another way is in
    doubt."""
    if (match := _NEGATED.search(lead)) is None:
        return start, name, not _HEDGED.search(lead)
    return (begun + match.start(1), _OPPOSITE[name], True) if name in _OPPOSITE else (start, name, False)
