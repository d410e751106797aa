"""From the order in which letters stand on a line (visual) to the order in which they are read (logical): the
bidirectional algorithm (Unicode Standard Annex 9) backwards, for lines without explicit marks of direction.

Where several logical orders would stand on the line alike, Latin words and the numbers between and after
them are one run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

_KINDS = {
    "L": "L",
    "R": "R",
    "AL": "R",
    "EN": "N",
    "AN": "A",
    "CS": "c",
    "ET": "t",
}  # bidirectional types; all others: neutral
_PAIRS = {")": "(", "]": "[", "»": "«", "}": "{", "(": ")", "[": "]", "«": "»", "{": "}"}
_OPENING, _CLOSING = "([«{", ")]»}"
_NUMBER = re.compile(r"[NA]+(?:c[NA]+)*")
_ARABIC_RUN = re.compile(r"R(?:[^L]*R)?")
_TELEPHONE = re.compile(
    r"(?<!\S)\+\d[\d ()-]{5,}\d"
)  # with its sign on the left somebody took care that it is not turned
_PERCENT = re.compile(
    r"(?<![^\s(\[«\"'])([%٪])(\d+(?:[.,٫٬]\d+)*)(?![\w%٪])"
)  # before its number only by the rules of layout
_BEHIND = re.compile(
    r"[/?&=_.,:;!]+(?=\s|$)"
)  # stands after a word, never before one: an address goes on in the next line
_ENUMERATOR = re.compile(r"\W{0,2}\w{1,3}")


def is_right_to_left(letter: str) -> bool:
    """Is it a letter of Arabic, Hebrew or another script that runs from right to left?"""
    return unicodedata.bidirectional(letter[0]) in ("R", "AL")


def logical(visual: Sequence[str], *, right_to_left: bool = True) -> str:
    """A line in the order in which it is read. visual: its letters from left to right, each with the marks on
    it."""
    return pair_brackets(reorder(visual)) if right_to_left else reorder(visual, right_to_left=False)


def reorder(visual: Sequence[str], *, right_to_left: bool = True) -> str:
    """The same with brackets as they were drawn: those of a paragraph may span its lines."""
    letters = [_plain(letter) for letter in visual]
    kinds = "".join(_KINDS.get(unicodedata.bidirectional(letter[0]), "o") for letter in letters)
    runs = (
        _left_to_right(letters, kinds)
        if right_to_left
        else [run.span() for run in _ARABIC_RUN.finditer(kinds)]
    )
    if not right_to_left:
        return "".join(logical(part) if turned else "".join(part) for part, turned in _parts(letters, runs))
    pieces = ["".join(part if whole else reversed(part)) for part, whole in _parts(letters, runs)]
    return _PERCENT.sub(r"\2\1", "".join(reversed(pieces)))


def _parts(letters: list[str], runs: list[tuple[int, int]]) -> Iterator[tuple[list[str], bool]]:
    """The letters cut at the bounds of the runs, and whether a part is one of them."""
    at = 0
    for start, end in runs:
        yield letters[at:start], False
        yield letters[start:end], True
        at = end
    yield letters[at:], False


def _left_to_right(letters: list[str], kinds: str) -> list[tuple[int, int]]:
    """The runs of a right-to-left line that are read from left to right, in order, none of them touching."""
    line = "".join(letter[0] for letter in letters)
    for telephone in _TELEPHONE.finditer(line):
        kinds = kinds[: telephone.start()] + "L" * len(telephone[0]) + kinds[telephone.end() :]
    runs = [_words(line, kinds, *stretch) for stretch in _latin(kinds)]
    for start, end in runs:
        kinds = kinds[:start] + "o" * (end - start) + kinds[end:]
    runs = sorted([*runs, *(number.span() for number in _NUMBER.finditer(kinds))])
    joined: list[tuple[int, int]] = []
    for start, end in runs:
        if joined and joined[-1][1] == start:
            start = joined.pop()[0]
        joined.append((start, end))
    return joined


def _latin(kinds: str) -> list[tuple[int, int]]:
    """Stretches without Arabic that hold Latin letters, or European numbers after some; numbers of Arabic
    script part them."""
    found, after_latin, at = [], False, len(kinds)
    for stretch in reversed(list(re.finditer(r"[^RA]+", kinds))):
        after_latin = "L" in stretch[0] or (after_latin and "R" not in kinds[stretch.end() : at])
        if after_latin and ("L" in stretch[0] or "N" in stretch[0]):
            found.append(stretch.span())
        at = stretch.start()
    return found[::-1]


def _words(line: str, kinds: str, start: int, end: int) -> tuple[int, int]:
    """The run of Latin words within a stretch without Arabic: from its first letter or number to its last
    one, with the signs and brackets that belong to it."""
    first = next(n for n in range(start, end) if kinds[n] in "LN")
    last = next(n for n in range(end, start, -1) if kinds[n - 1] in "LN")
    while last < end and kinds[last - 1] in "Nt" and kinds[last] == "t":
        last += 1
    while (
        last < end
        and line[last] in _CLOSING
        and line.count(_PAIRS[line[last]], first, last) > line.count(line[last], first, last)
    ):
        last += 1
    if (found := _BEHIND.match(line, last, end)) and (found.end() < end or end == len(line)):
        last = found.end()
    if (
        first > start
        and line[first - 1] in "#@"
        and kinds[first + 1 : first + 2] in ("L", "N")
        and line[first - 2 : first - 1] in ("", " ")
    ):
        first -= 1
    return first, last


def _plain(letter: str) -> str:
    """A letter without its shape: PDF files often hold the forms that Arabic letters take within a word."""
    return (
        unicodedata.normalize("NFKC", letter) if re.match(r"[\ufb50-\ufdf9\ufe70-\ufefc]", letter) else letter
    )


def pair_brackets(text: str) -> str:
    """A text with brackets and quotation marks that open before they close, whichever way they were drawn."""
    out = list(text)
    opened: list[int] = []
    for at, letter in enumerate(text):
        if letter not in _PAIRS:
            continue
        closes = bool(opened) and out[opened[-1]] in (letter, _PAIRS[letter])
        out[at] = letter if (letter in _CLOSING) == closes else _PAIRS[letter]
        if closes:
            opened.pop()
        else:
            opened.append(at)
    for at in opened:
        if _ENUMERATOR.fullmatch(text[:at]):
            out[at] = _PAIRS[out[at]]  # 1) first
    return re.sub(r"(?<=[(\[«{]) +| +(?=[)\]»}])", "", "".join(out))
