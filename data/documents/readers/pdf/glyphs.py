"""What PDFium knows of a page: its letters in PDFium's lines, and where they stand."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_HYPHENS = "\ufffe\x02"  # what PDFium has for a hyphen at the end of a line


class Rectangle(NamedTuple):
    """A part of a page, in points."""

    left: float
    bottom: float
    right: float
    top: float


EVERYWHERE = Rectangle(-math.inf, -math.inf, math.inf, math.inf)


class Drawing(NamedTuple):
    """What draws letters: the size of their type, and where they are shown."""

    size: float
    clip: Rectangle


class Glyph(NamedTuple):
    """A letter, with its marks once they are found. In points from the lower left corner: where the pen stood
    (x, y), its ends, and the size of its type. piece, word: PDFium's numbers of its line and word; drawn: the
    object of the page that drew it; is_known: the file says which letter it is; clip: where it is shown."""

    text: str
    piece: int
    word: int
    x: float
    y: float
    left: float
    right: float
    size: float
    drawn: int
    is_known: bool = True
    clip: Rectangle = EVERYWHERE

    @property
    def middle(self) -> float:
        """The place of its middle."""
        return (self.left + self.right) / 2

    @property
    def is_shown(self) -> bool:
        """Does its body stand where it is shown?"""
        clip, height = self.clip, self.y + self.size / 4
        return clip.left <= self.middle <= clip.right and clip.bottom <= height <= clip.top


NOWHERE = Glyph("", 0, 0, 0, 0, 0, 0, 0, 0)


class GlyphRun(NamedTuple):
    """What PDFium takes for a line: its letters in PDFium's order, spaces too, its baseline, size and
    ends."""

    glyphs: list[Glyph]
    bottom: float
    size: float
    left: float
    right: float


class Box(NamedTuple):
    """The ends and the height above the page's foot of something that was drawn without a letter of its
    own."""

    left: float
    right: float
    middle: float

    @property
    def is_blank(self) -> bool:
        """A blank between words has no width."""
        return self.right - self.left < 0.01


def glyph_runs(text: Any, parts: list[Box] | None = None) -> Iterator[GlyphRun]:
    """What PDFium takes for lines. parts: what has no letter goes there; without it, the place of a word is
    that of its first letter or of its last digit, which is enough where nothing is sorted by place."""
    glyphs: list[Glyph] = []
    drawings: dict[int, Drawing] = {}
    glyph = NOWHERE
    for index, letter in _letters(text):
        ended = letter in _HYPHENS  # at the end of a line, where PDFium goes on with the next one
        if letter in "\r\n" and pdfium.FPDFText_IsGenerated(text, index):
            ended = True
        elif parts is not None and not ended and (letter < " " or not _is_known(text, index)):
            parts.append(_box(text, index))
        elif letter != "\xad":
            begins = letter.isspace() or glyph.text.isspace() or not glyphs
            placed = begins or letter.isdigit() or parts is not None
            place = _place(text, index, drawings) if placed else glyph
            if place.is_shown:
                word = glyph.word + letter.isspace()
                glyph = place._replace(text="-" if ended else letter, piece=glyph.piece, word=word)
                glyphs.append(glyph)
        if ended:
            yield from _piece(glyphs)
            glyphs, glyph = [], glyph._replace(piece=glyph.piece + 1)
    yield from _piece(glyphs)


def _box(text: Any, index: int) -> Box:
    left, bottom, right, top = text.get_charbox(index)
    return Box(left, right, (bottom + top) / 2)


def _letters(text: Any) -> Iterator[tuple[int, str]]:
    """The number and letter of everything on a page; two halves of a pair are one letter."""
    high = ""
    for index in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text, index))
        if "\ud800" <= letter < "\udc00":
            high = letter
        else:
            yield (
                index,
                (high + letter).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
                if high
                else letter,
            )
            high = ""


def _place(text: Any, index: int, drawings: dict[int, Drawing]) -> Glyph:
    """A glyph without its letter: where the pen stood, its ends, its size, what drew it, and whether the file
    says which letter it is. drawings: what has been asked of the objects of the page."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    left, _, right, _ = text.get_charbox(index, loose=True)
    pointer = pdfium.FPDFText_GetTextObject(text, index)
    drawn = _address(pointer)
    if drawn not in drawings:
        drawings[drawn] = Drawing(_size(text, index), _clip(pointer) if pointer else EVERYWHERE)
    size, clip = drawings[drawn]
    return Glyph("", 0, 0, x.value, y.value, left, right, size, drawn, _is_known(text, index), clip)


def _size(text: Any, index: int) -> float:
    shape = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, shape)
    return float(abs(pdfium.FPDFText_GetFontSize(text, index)) * math.hypot(shape.c, shape.d))


def _clip(pointer: Any) -> Rectangle:
    """The rectangle in which an object is shown: of a page that is cut from a longer one, letters of the next
    stand below it and are not seen."""
    path = pdfium.FPDFPageObj_GetClipPath(pointer)
    clip = EVERYWHERE
    for number in range(min(pdfium.FPDFClipPath_CountPaths(path), 8)):
        segments = pdfium.FPDFClipPath_CountPathSegments(path, number)
        if 3 <= segments <= 6:  # other shapes are taken for no limit
            points = [_point(pdfium.FPDFClipPath_GetPathSegment(path, number, n)) for n in range(segments)]
            (left, bottom), (right, top) = (
                map(min, zip(*points, strict=True)),
                map(max, zip(*points, strict=True)),
            )
            clip = Rectangle(
                max(clip.left, left), max(clip.bottom, bottom), min(clip.right, right), min(clip.top, top)
            )
    return clip


def _point(segment: Any) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _is_known(text: Any, index: int) -> bool:
    return bool(pdfium.FPDFText_HasUnicodeMapError(text, index) != 1)


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def is_mark(glyph: Glyph) -> bool:
    """Is it a vowel mark or another sign that stands on a letter?"""
    return unicodedata.category(glyph.text[0]) == "Mn"


def _piece(glyphs: list[Glyph]) -> Iterator[GlyphRun]:
    if own := [glyph for glyph in glyphs if not glyph.text.isspace()]:
        bottom = median([g.y for g in own if not is_mark(g)] or [g.y for g in own])
        yield GlyphRun(
            glyphs,
            bottom,
            median(g.size for g in own) or 1,
            min(g.left for g in own),
            max(g.right for g in own),
        )


def unmapped_glyphs(page: Any, known: set[int]) -> list[Box]:
    """What the page draws as text without a letter of its own: blanks, and parts of a letter with marks, of
    which PDFium knows but one."""
    found = []
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1):
        if _address(drawn.raw) not in known:
            left, bottom, right, top = drawn.get_bounds()
            clip, middle = _clip(drawn.raw), (bottom + top) / 2
            if clip.bottom <= middle <= clip.top and clip.left <= right and left <= clip.right:
                found.append(Box(left, right, middle))
    return found
