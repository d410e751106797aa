"""The lines of a page of a PDF file. PDFium says where each letter stands, but ends its own lines wherever a
vowel mark lifts the pen: pieces of one baseline are put together and sorted by place before anything is read
of them."""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from statistics import median
from typing import Any

from data.documents.readers.pdf.glyphs import Box, Glyph, GlyphRun, glyph_runs, is_mark, unmapped_glyphs
from data.text.bidi import is_right_to_left
from data.text.numbers.superscripts import to_superscript

# In sizes of the type:
_SPACE = 0.17  # the narrowest gap that parts words
_WIDE = 0.6  # a gap that parts words also where the others have blanks between them
_SHIFT = 0.6  # how far from the baseline the pen is lifted for marks and raised figures
_BELOW, _ABOVE = 0.4, 0.95  # how far the middles of letters and marks stand from the baseline
_SMALL, _LIFT = 0.9, 0.15  # the largest raised figures, and how far from the baseline they stand at least
_GUTTER = 2  # the narrowest gap that parts columns
_LAM, _ALEFS = "ل", "اأإآٱ"
_PHRASES = {unicodedata.normalize("NFKC", sign).replace(" ", ""): sign for sign in "ﷺﷻ﷼﷽"}


@dataclass(frozen=True)
class Line:
    """A line: its letters from left to right, each with its marks, the spaces between words among them; its
    ends and baseline in points from the lower left corner, and the size of its type. unknown: how much was
    drawn of which the file does not say what letters it is."""

    letters: tuple[str, ...]
    left: float
    right: float
    bottom: float
    size: float
    unknown: int = 0

    @cached_property
    def text(self) -> str:
        """The letters as they stand."""
        return "".join(self.letters)


def page_lines(page: Any, text: Any) -> list[Line]:
    """The lines of a page in the order in which the file has them. page, text: a page of pypdfium2 and its
    text."""
    if not any(map(is_right_to_left, set(text.get_text_range()))):
        return [_as_it_is(piece) for piece in glyph_runs(text)]
    parts: list[Box] = []
    found = list(glyph_runs(text, parts))
    parts += unmapped_glyphs(page, {glyph.drawn for piece in found for glyph in piece.glyphs})
    parts.sort(key=_height)
    return [_line(row, parts) for row in _rows(found)]


def _as_it_is(piece: GlyphRun) -> Line:
    """A line in PDFium's order."""
    return Line(
        tuple(_raised(g, piece.bottom, piece.size).text for g in piece.glyphs),
        piece.left,
        piece.right,
        min(g.y for g in piece.glyphs),
        piece.size,
        sum(not g.is_known for g in piece.glyphs),
    )


def _rows(found: list[GlyphRun]) -> Iterator[list[GlyphRun]]:
    """Pieces that follow each other on one baseline, with no gutter between them."""
    row: list[GlyphRun] = []
    longest = None
    for piece in found:
        if longest and abs(piece.bottom - longest.bottom) > _SHIFT * max(piece.size, longest.size):
            yield from _without_gutters(row)
            row, longest = [], None
        row.append(piece)
        longest = piece if longest is None else max(longest, piece, key=lambda own: len(own.glyphs))
    yield from _without_gutters(row)


def _without_gutters(row: list[GlyphRun]) -> Iterator[list[GlyphRun]]:
    """A row cut where columns part, the column first that the file has first."""
    found: list[list[int]] = []
    right = -math.inf
    for n, piece in sorted(enumerate(row), key=lambda numbered: numbered[1].left):
        if piece.left - right > _GUTTER * piece.size:
            found.append([])
        found[-1].append(n)
        right = max(right, piece.right)
    for column in sorted(found, key=min):
        yield [row[n] for n in sorted(column)]


def _height(box: Box) -> float:
    return box.middle


def _line(row: list[GlyphRun], boxes: list[Box]) -> Line:
    size = max(piece.size for piece in row)
    glyphs = [glyph for piece in row for glyph in piece.glyphs]
    bottom = median([g.y for g in glyphs if not (is_mark(g) or g.text.isspace())] or [row[0].bottom])
    own = boxes[
        bisect_left(boxes, bottom - _BELOW * size, key=_height) : bisect_right(
            boxes, bottom + _ABOVE * size, key=_height
        )
    ]
    blanks = [g.middle for g in glyphs if g.text.isspace() and g.right - g.left >= 0.01]
    blanks += [box.left for box in own if box.is_blank and box.middle - bottom < _BELOW * size]
    parts = sorted(box for box in own if not box.is_blank)
    letters = _with_marks([_raised(g, bottom, size) for g in glyphs if not g.text.isspace()], parts)
    visual = tuple(_spaced(letters, sorted(blanks), size))
    left, right = min(g.left for g in letters), max(g.right for g in letters)
    usual = median(g.size for g in letters) or size  # a word in a larger face makes no heading
    return Line(visual, left, right, bottom, usual, _strangers(parts, letters))


def _raised(glyph: Glyph, bottom: float, size: float) -> Glyph:
    """A glyph, a small digit above the baseline in superscript: the mark of a note, or a power."""
    is_raised = glyph.text.isdigit() and glyph.size < _SMALL * size and glyph.y > bottom + _LIFT * size
    return glyph._replace(text=to_superscript(glyph.text)) if is_raised else glyph


def _strangers(parts: list[Box], letters: list[Glyph]) -> int:
    """How many of the parts are no part of a letter that is known: letters that are not."""
    by_left = sorted(letters, key=lambda glyph: glyph.left)
    lefts, rights = [g.left for g in by_left], list(accumulate((g.right for g in by_left), max))
    middles = [m for part in parts if lefts[0] < (m := (part.left + part.right) / 2) < rights[-1]]
    return sum(not (at := bisect_right(lefts, middle)) or rights[at - 1] < middle for middle in middles)


def _with_marks(glyphs: list[Glyph], parts: list[Box]) -> list[Glyph]:
    """The letters from left to right, each with the marks on it: those that were drawn with it, else those
    over or under it."""
    marks = [glyph for glyph in glyphs if is_mark(glyph)]
    lifted = {(mark.x, mark.y): mark for mark in marks}
    bases = [
        _whole(_joint(glyph, lifted.get((glyph.x, glyph.y))), parts) for glyph in glyphs if not is_mark(glyph)
    ]
    if not bases:
        return sorted(marks, key=lambda glyph: glyph.middle)
    bases = sorted(_ligatures(_words(bases)), key=lambda glyph: glyph.middle)
    middles, texts = [base.middle for base in bases], [base.text for base in bases]
    with_it: dict[int, list[int]] = {}
    for n, base in enumerate(bases):
        with_it.setdefault(base.drawn, []).append(n)
    for mark in marks:
        at = bisect_left(middles, mark.middle)
        near = (
            own
            if len(own := with_it.get(mark.drawn, [])) == 1
            else range(max(0, at - 2), min(len(bases), at + 2))
        )
        texts[min(near, key=lambda n: abs(middles[n] - mark.middle))] += mark.text
    return [base._replace(text=_in_order(text)) for base, text in zip(bases, texts, strict=True)]


def _in_order(letter: str) -> str:
    """A letter with its marks in the canonical order: a file has them in that of their drawing."""
    return letter if len(letter) < 3 else "".join(sorted(letter, key=unicodedata.combining))


def _joint(glyph: Glyph, mark: Glyph | None) -> Glyph:
    """A letter and its mark that are one drawing, whose width PDFium deals out among them."""
    return (
        glyph._replace(left=min(glyph.left, mark.left), right=max(glyph.right, mark.right)) if mark else glyph
    )


def _whole(glyph: Glyph, parts: list[Box]) -> Glyph:
    """A letter with the ends of all that was drawn of it, where it was drawn in parts."""
    left, right = glyph.left, glyph.right
    for part in parts[
        bisect_left(parts, left - 3 * glyph.size, key=_left) : bisect_right(parts, right, key=_left)
    ]:
        shared = min(right, part.right) - max(left, part.left)
        if shared > min(right - left, part.right - part.left) / 2:
            left, right = min(left, part.left), max(right, part.right)
    return (
        glyph
        if (left, right) == (glyph.left, glyph.right)
        else glyph._replace(left=left, right=right, piece=-1)
    )


def _left(box: Box) -> float:
    return box.left


def _words(glyphs: list[Glyph]) -> list[Glyph]:
    """The letters, of which those of a word or phrase that is one letter of Unicode are that."""
    found: list[Glyph] = []
    for _, group in groupby(glyphs, key=lambda glyph: (glyph.drawn, glyph.x, glyph.y)):
        own = list(group)
        letters = "".join(glyph.text for glyph in own)
        if sign := _PHRASES.get(letters) or _PHRASES.get(letters[::-1]):
            own = [own[0]._replace(text=sign, left=min(g.left for g in own), right=max(g.right for g in own))]
        found += own
    return found


def _ligatures(glyphs: list[Glyph]) -> list[Glyph]:
    """The letters, of which lam and alef in one drawing stand side by side, lam on the right."""
    found = list(glyphs)
    for n, (one, other) in enumerate(pairwise(glyphs)):
        if (
            one.drawn == other.drawn
            and one.x == other.x
            and {one.text, other.text} & set(_ALEFS)
            and _LAM in (one.text, other.text)
        ):
            left, right = min(one.left, other.left), max(one.right, other.right)
            for at, glyph in ((n, one), (n + 1, other)):
                ends = ((left + right) / 2, right) if glyph.text == _LAM else (left, (left + right) / 2)
                found[at] = glyph._replace(left=ends[0], right=ends[1])
    return found


def _spaced(letters: list[Glyph], blanks: list[float], size: float) -> Iterator[str]:
    """Letters from left to right with the spaces between words: at blanks, where the line has them, else
    where PDFium parts words. A letter that was drawn in parts stands in no word of PDFium's, nor do letters
    of two pieces: a gap parts them."""
    with_blanks = len(blanks) * 2 >= len({(glyph.piece, glyph.word) for glyph in letters}) - len(
        {glyph.piece for glyph in letters}
    )
    for before, glyph in pairwise([letters[0], *letters]):
        gap = (glyph.left - before.right) / size
        known = glyph.piece == before.piece >= 0
        joined = is_right_to_left(glyph.text) and is_right_to_left(before.text)
        placed = bisect_left(blanks, before.middle) < bisect_left(blanks, glyph.middle)
        parted = known and glyph.word != before.word and not with_blanks
        if placed or parted or gap > (_WIDE if joined and (known or with_blanks) else _SPACE):
            yield " "
        yield glyph.text
