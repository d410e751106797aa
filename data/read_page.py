"""The lines of a page of a PDF file. PDFium says where each letter stands, but ends its own lines wherever a vowel mark lifts the
pen: pieces of one baseline are put together and sorted by place before anything is read of them."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from data.bidi import is_right_to_left

# In sizes of the type:
_SPACE = 0.17  # the narrowest gap that parts words
_WIDE = 0.6  # a gap that parts words also where the others have blanks between them
_SHIFT = 0.6  # how far from the baseline the pen is lifted for marks and raised figures
_BELOW, _ABOVE = 0.4, 0.95  # how far the middles of letters and marks stand from the baseline
_GUTTER = 2  # the narrowest gap that parts columns
_LAM, _ALEFS = "ل", "اأإآٱ"
_PHRASES = {unicodedata.normalize("NFKC", sign).replace(" ", ""): sign for sign in "ﷺﷻ﷼﷽"}
_HYPHENS = "\ufffe\x02"  # what PDFium has for a hyphen at the end of a line


class Glyph(NamedTuple):
    """A letter, with its marks once they are found. In points from the lower left corner: where the pen stood (x, y), its ends, and the
    size of its type. piece, word: PDFium's numbers of its line and word; drawn: the object of the page that drew it."""

    text: str
    piece: int
    word: int
    x: float
    y: float
    left: float
    right: float
    size: float
    drawn: int

    @property
    def middle(self) -> float:
        """The place of its middle."""
        return (self.left + self.right) / 2


class Piece(NamedTuple):
    """What PDFium takes for a line: its letters in PDFium's order, spaces too, its baseline, size and ends."""

    glyphs: list[Glyph]
    bottom: float
    size: float
    left: float
    right: float


class Box(NamedTuple):
    """The ends and the height above the page's foot of something that was drawn without a letter of its own."""

    left: float
    right: float
    middle: float

    @property
    def is_blank(self) -> bool:
        """A blank between words has no width."""
        return self.right - self.left < 0.01


@dataclass(frozen=True)
class Line:
    """A line: its letters from left to right, each with its marks, the spaces between words among them; its ends and baseline in
    points from the lower left corner, and the size of its type."""

    letters: tuple[str, ...]
    left: float
    right: float
    bottom: float
    size: float

    @cached_property
    def text(self) -> str:
        """The letters as they stand."""
        return "".join(self.letters)


def lines(page: Any, text: Any) -> list[Line]:
    """The lines of a page in the order in which the file has them. page, text: a page of pypdfium2 and its text."""
    parts: list[Box] = []
    pieces = list(_pieces(text, parts))
    if not any(is_right_to_left(glyph.text) for piece in pieces for glyph in piece.glyphs):
        return [_as_it_is(piece) for piece in pieces]
    parts += _boxes(page, {glyph.drawn for piece in pieces for glyph in piece.glyphs})
    parts.sort(key=_height)
    return [_line(row, parts) for row in _rows(pieces)]


def _as_it_is(piece: Piece) -> Line:
    """A line in PDFium's order: where it parts a word with a hyphen, the next line goes on with it."""
    return Line(tuple(g.text for g in piece.glyphs), piece.left, piece.right, min(g.y for g in piece.glyphs), piece.size)


def _pieces(text: Any, parts: list[Box]) -> Iterator[Piece]:
    """What PDFium takes for lines; what has no letter goes to `parts`."""
    sizes: dict[int, float] = {}
    glyphs: list[Glyph] = []
    piece = word = 0
    for index, letter in _letters(text):
        if letter in "\r\n" and pdfium.FPDFText_IsGenerated(text, index):
            yield from _piece(glyphs)
            glyphs, piece = [], piece + 1
        elif letter in _HYPHENS:  # at the end of a line, where PDFium goes on with the next one
            glyphs.append(_glyph(text, index, "-", sizes)._replace(piece=piece, word=word))
            yield from _piece(glyphs)
            glyphs, piece = [], piece + 1
        elif letter < " " or pdfium.FPDFText_HasUnicodeMapError(text, index) == 1:
            left, bottom, right, top = text.get_charbox(index)
            parts.append(Box(left, right, (bottom + top) / 2))
        elif letter != "\xad":
            word += letter.isspace()
            glyphs.append(_glyph(text, index, letter, sizes)._replace(piece=piece, word=word))
    yield from _piece(glyphs)


def _letters(text: Any) -> Iterator[tuple[int, str]]:
    """The number and letter of everything on a page; two halves of a pair are one letter."""
    high = ""
    for index in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text, index))
        if "\ud800" <= letter < "\udc00":
            high = letter
        else:
            yield index, (high + letter).encode("utf-16", "surrogatepass").decode("utf-16", "replace") if high else letter
            high = ""


def _glyph(text: Any, index: int, letter: str, sizes: dict[int, float]) -> Glyph:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    left, _, right, _ = text.get_charbox(index, loose=True)
    drawn = _address(pdfium.FPDFText_GetTextObject(text, index))
    if drawn not in sizes:
        shape = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, index, shape)
        sizes[drawn] = abs(pdfium.FPDFText_GetFontSize(text, index)) * math.hypot(shape.c, shape.d)
    return Glyph(letter, 0, 0, x.value, y.value, left, right, sizes[drawn], drawn)


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _is_mark(glyph: Glyph) -> bool:
    return unicodedata.category(glyph.text[0]) == "Mn"


def _piece(glyphs: list[Glyph]) -> Iterator[Piece]:
    if own := [glyph for glyph in glyphs if not glyph.text.isspace()]:
        bottom = median([g.y for g in own if not _is_mark(g)] or [g.y for g in own])
        yield Piece(glyphs, bottom, median(g.size for g in own) or 1, min(g.left for g in own), max(g.right for g in own))


def _rows(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Pieces that follow each other on one baseline, with no gutter between them."""
    row: list[Piece] = []
    longest = None
    for piece in pieces:
        if longest and abs(piece.bottom - longest.bottom) > _SHIFT * max(piece.size, longest.size):
            yield from _without_gutters(row)
            row, longest = [], None
        row.append(piece)
        longest = piece if longest is None else max(longest, piece, key=lambda own: len(own.glyphs))
    yield from _without_gutters(row)


def _without_gutters(row: list[Piece]) -> Iterator[list[Piece]]:
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


def _boxes(page: Any, known: set[int]) -> list[Box]:
    """What the page draws as text without a letter of its own: blanks, and parts of a letter with marks, of which PDFium knows but one."""
    found = []
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1):
        if _address(drawn.raw) not in known:
            left, bottom, right, top = drawn.get_bounds()
            found.append(Box(left, right, (bottom + top) / 2))
    return found


def _height(box: Box) -> float:
    return box.middle


def _line(row: list[Piece], boxes: list[Box]) -> Line:
    size = max(piece.size for piece in row)
    glyphs = [glyph for piece in row for glyph in piece.glyphs]
    bottom = median([g.y for g in glyphs if not (_is_mark(g) or g.text.isspace())] or [row[0].bottom])
    own = boxes[bisect_left(boxes, bottom - _BELOW * size, key=_height) : bisect_right(boxes, bottom + _ABOVE * size, key=_height)]
    blanks = [g.middle for g in glyphs if g.text.isspace() and g.right - g.left >= 0.01]
    blanks += [box.left for box in own if box.is_blank and box.middle - bottom < _BELOW * size]
    letters = _with_marks([g for g in glyphs if not g.text.isspace()], sorted(box for box in own if not box.is_blank))
    visual = tuple(_spaced(letters, sorted(blanks), size))
    return Line(visual, min(g.left for g in letters), max(g.right for g in letters), bottom, size)


def _with_marks(glyphs: list[Glyph], parts: list[Box]) -> list[Glyph]:
    """The letters from left to right, each with the marks on it: those that were drawn with it, else those over or under it."""
    marks = [glyph for glyph in glyphs if _is_mark(glyph)]
    lifted = {(mark.x, mark.y): mark for mark in marks}
    bases = [_whole(_joint(glyph, lifted.get((glyph.x, glyph.y))), parts) for glyph in glyphs if not _is_mark(glyph)]
    if not bases:
        return sorted(marks, key=lambda glyph: glyph.middle)
    bases = sorted(_ligatures(_words(bases)), key=lambda glyph: glyph.middle)
    middles, texts = [base.middle for base in bases], [base.text for base in bases]
    with_it: dict[int, list[int]] = {}
    for n, base in enumerate(bases):
        with_it.setdefault(base.drawn, []).append(n)
    for mark in marks:
        at = bisect_left(middles, mark.middle)
        near = own if len(own := with_it.get(mark.drawn, [])) == 1 else range(max(0, at - 2), min(len(bases), at + 2))
        texts[min(near, key=lambda n: abs(middles[n] - mark.middle))] += mark.text
    return [base._replace(text=_in_order(text)) for base, text in zip(bases, texts, strict=True)]


def _in_order(letter: str) -> str:
    """A letter with its marks in the canonical order: a file has them in that of their drawing."""
    return letter if len(letter) < 3 else "".join(sorted(letter, key=unicodedata.combining))


def _joint(glyph: Glyph, mark: Glyph | None) -> Glyph:
    """A letter and its mark that are one drawing, whose width PDFium deals out among them."""
    return glyph._replace(left=min(glyph.left, mark.left), right=max(glyph.right, mark.right)) if mark else glyph


def _whole(glyph: Glyph, parts: list[Box]) -> Glyph:
    """A letter with the ends of all that was drawn of it, where it was drawn in parts."""
    left, right = glyph.left, glyph.right
    for part in parts[bisect_left(parts, left - 3 * glyph.size, key=_left) : bisect_right(parts, right, key=_left)]:
        shared = min(right, part.right) - max(left, part.left)
        if shared > min(right - left, part.right - part.left) / 2:
            left, right = min(left, part.left), max(right, part.right)
    return glyph if (left, right) == (glyph.left, glyph.right) else glyph._replace(left=left, right=right, piece=-1)


def _left(box: Box) -> float:
    return box.left


def _words(glyphs: list[Glyph]) -> list[Glyph]:
    """The letters, of which those of a word or phrase that is one letter of Unicode are that."""
    found: list[Glyph] = []
    for _, group in groupby(glyphs, key=lambda glyph: (glyph.drawn, glyph.x, glyph.y)):
        own = list(group)
        said = "".join(glyph.text for glyph in own)
        if sign := _PHRASES.get(said) or _PHRASES.get(said[::-1]):
            own = [own[0]._replace(text=sign, left=min(g.left for g in own), right=max(g.right for g in own))]
        found += own
    return found


def _ligatures(glyphs: list[Glyph]) -> list[Glyph]:
    """The letters, of which lam and alef in one drawing stand side by side, lam on the right."""
    found = list(glyphs)
    for n, (one, other) in enumerate(pairwise(glyphs)):
        if one.drawn == other.drawn and one.x == other.x and {one.text, other.text} & set(_ALEFS) and _LAM in (one.text, other.text):
            left, right = min(one.left, other.left), max(one.right, other.right)
            for at, glyph in ((n, one), (n + 1, other)):
                ends = ((left + right) / 2, right) if glyph.text == _LAM else (left, (left + right) / 2)
                found[at] = glyph._replace(left=ends[0], right=ends[1])
    return found


def _spaced(letters: list[Glyph], blanks: list[float], size: float) -> Iterator[str]:
    """Letters from left to right with the spaces between words: at blanks, where the line has them, else where PDFium parts words. A
    letter that was drawn in parts stands in no word of PDFium's, nor do letters of two pieces: a gap parts them."""
    with_blanks = len(blanks) * 2 >= len({(glyph.piece, glyph.word) for glyph in letters}) - len({glyph.piece for glyph in letters})
    for before, glyph in pairwise([letters[0], *letters]):
        gap = (glyph.left - before.right) / size
        known = glyph.piece == before.piece >= 0
        joined = is_right_to_left(glyph.text) and is_right_to_left(before.text)
        placed = bisect_left(blanks, before.middle) < bisect_left(blanks, glyph.middle)
        parted = known and glyph.word != before.word and not with_blanks
        if placed or parted or gap > (_WIDE if joined and (known or with_blanks) else _SPACE):
            yield " "
        yield glyph.text
