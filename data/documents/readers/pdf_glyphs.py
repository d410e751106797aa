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


class Glyph(NamedTuple):
    """A letter, with its marks once they are found. In points from the lower left corner: where the pen stood
    (x, y), its ends, and the size of its type. piece, word: PDFium's numbers of its line and word; drawn: the
    object of the page that drew it."""

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
    that of its first letter, which is enough where nothing is sorted by place."""
    glyphs: list[Glyph] = []
    sizes: dict[int, float] = {}
    glyph = NOWHERE
    for index, letter in _letters(text):
        ended = letter in _HYPHENS  # at the end of a line, where PDFium goes on with the next one
        if letter in "\r\n" and pdfium.FPDFText_IsGenerated(text, index):
            ended = True
        elif (
            parts is not None
            and not ended
            and (letter < " " or pdfium.FPDFText_HasUnicodeMapError(text, index) == 1)
        ):
            parts.append(_box(text, index))
        elif letter != "\xad":
            begins = letter.isspace() or glyph.text.isspace() or not glyphs
            place = _place(text, index, sizes) if begins or parts is not None else glyph[3:]
            glyph = Glyph("-" if ended else letter, glyph.piece, glyph.word + letter.isspace(), *place)
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


def _place(text: Any, index: int, sizes: dict[int, float]) -> tuple[float, float, float, float, float, int]:
    """Of a letter: where the pen stood, its ends, its size, and what drew it. sizes: by what drew them."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    left, _, right, _ = text.get_charbox(index, loose=True)
    drawn = _address(pdfium.FPDFText_GetTextObject(text, index))
    if drawn not in sizes:
        shape = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, index, shape)
        sizes[drawn] = abs(pdfium.FPDFText_GetFontSize(text, index)) * math.hypot(shape.c, shape.d)
    return x.value, y.value, left, right, sizes[drawn], drawn


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
            found.append(Box(left, right, (bottom + top) / 2))
    return found
