"""Faces of printed pages: every glyph carries one letter, so that readers of PDF find and copy what was
written.

A reader takes the glyphs of a line from left to right and turns Arabic round by itself. That goes wrong
wherever a glyph stands for several letters (lam with alef, which come back as alef with lam) or a letter for
several glyphs (the dots and vowel marks of Noto). So the glyphs of one letter with its marks are put together
into one, and each further letter gets an empty glyph beside it.

Nor do readers know to which side a stop, colon or closing bracket belongs that follows a number, a Latin name
or a vowel mark: they read "2020." as ".2020". An empty glyph of the mark for right to left stands between.

PDFium alone does two things that no order of glyphs mends without harm to the others: in a line from right to
left it mirrors every bracket and quotation mark, and takes the words and numbers of a Latin name one by one
from the right ("RQ-20" as "-20RQ")."""

from __future__ import annotations

import io
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import matplotlib
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import _g_l_y_f as outlines
from fpdf import FPDF
from fpdf.fonts import Glyph, HarfBuzzFont, TTFFont

from ui import theme

WEIGHTS = {"": 400, "B": 700}
LATIN = {
    "": "DejaVuSans.ttf",
    "B": "DejaVuSans-Bold.ttf",
}  # free licence; comes with matplotlib; has Latin, Cyrillic and signs
FACES = {"body": "Noto Sans Arabic", "quote": "Noto Naskh Arabic"}  # which have Latin letters too
USED = (("body", ""), ("body", "B"), ("quote", ""), ("latin", ""), ("latin", "B"))
BIDI = {
    *"\u200e\u200f\u061c",
    *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
}  # what only steers a line
RIGHT_TO_LEFT = "\u200f"
LOOSE = re.compile(
    "(^|(?<=[\u064b-\u0652\u0670]))(?=[.,:;!?%)\\]»”،؛؟…/+-])|(?<=[-+/%#$€])$"
)  # where a run from right to left has a sign that readers would give to the number or mark beside it
Placed = tuple[
    int, int, int, int, int
]  # place in the text, glyph, how far it goes on, how far right and up it is moved
Part = tuple[str, int, int]  # a glyph and where it stands, in units of the face


class Face(TTFFont):
    """A face of fpdf2 whose glyphs carry one letter each. A letter that it lacks is drawn as a box and noted
    in `lacking`."""

    def __init__(self, pages: FPDF, key: str, style: str, content: bytes):
        super().__init__(pages, io.BytesIO(content), key, style)  # type: ignore[arg-type]  # read as a file, never opened as a path
        self._hbfont = HarfBuzzFont(hb.Face(hb.Blob(content)))
        self.lacking: set[str] = set()
        self._carries: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
        self._widths: dict[tuple[Any, ...], tuple[int, int]] = {}

    def shaped_text_width(
        self, text: str, font_size_pt: float, text_shaping_params: dict[str, Any] | None
    ) -> tuple[int, float]:
        """How many glyphs a run has, and its width in points. fpdf2 asks anew at each letter of a line, and
        for each paragraph several times."""
        known = text_shaping_params or {}
        way = known.get("fragment_direction")
        key = (text, way and way.value, known.get("script"), known.get("language"))
        if key not in self._widths:
            _, positions = self.perform_harfbuzz_shaping(text, font_size_pt, text_shaping_params)
            widths = [round(self.scale * one.x_advance + 0.001) for one in positions or ()]
            self._widths[key] = (len(widths), sum(widths))
        glyphs, units = self._widths[key]
        return glyphs, units * font_size_pt * 0.001

    def shape_text(
        self, text: str, font_size_pt: float, text_shaping_params: dict[str, Any] | None
    ) -> Sequence[dict[str, Any]]:
        """The glyphs of a run from left to right, as fpdf2 takes them: code, advance and offset in units of
        the face."""
        if not text:
            return []
        direction = (text_shaping_params or {}).get("fragment_direction")
        rtl = direction is not None and direction.value == "RTL"
        text = LOOSE.sub(RIGHT_TO_LEFT, text) if rtl else text
        infos, positions = self.perform_harfbuzz_shaping(text, font_size_pt, text_shaping_params)
        placed = [
            (i.cluster, i.codepoint, p.x_advance, p.x_offset, p.y_offset)
            for i, p in zip(infos, positions, strict=True)
        ]
        return [
            glyph
            for letters, group in _letters(text, placed)
            for glyph in self._known(letters, group, rtl=rtl)
        ]

    def _known(self, letters: str, group: tuple[Placed, ...], *, rtl: bool) -> list[dict[str, Any]]:
        """What `_of_group` gives, which is asked for thousands of times."""
        key = (letters, rtl, *(one[1:] for one in group))
        if key not in self._carries:
            self._carries[key] = list(self._of_group(letters, group, rtl=rtl))
        return self._carries[key]

    def _of_group(self, letters: str, group: tuple[Placed, ...], *, rtl: bool) -> Iterator[dict[str, Any]]:
        """A group of glyphs as one, and beside it an empty one for each further letter."""
        self.lacking.update(letters if any(not glyph for _, glyph, *_ in group) else "")
        if letters == RIGHT_TO_LEFT and rtl:
            yield self._coded(self._joined([], 0), letters, 0)
            return
        letters = "".join(char for char in letters if char not in BIDI)
        parts, width = self._placed(group)
        if not letters:
            return
        if not rtl:
            yield self._coded(self._joined(parts, width), letters, width)
            return
        bases = sum(not unicodedata.combining(char) for char in letters) or 1
        for char in reversed(letters):
            share = 0 if unicodedata.combining(char) and char != letters[0] else width // bases
            drawn = parts if share or len(letters) == 1 else []
            yield self._coded(self._joined(drawn, share), char, share)
            parts = [] if drawn else parts

    def _placed(self, group: tuple[Placed, ...]) -> tuple[list[Part], int]:
        """The glyphs of a group, each where it stands from the left edge, and how wide they are together."""
        parts, x = [], 0
        for _, glyph, advance, right, up in group:
            parts.append((self.ttfont.getGlyphName(glyph), x + right, up))
            x += advance
        return parts, x

    def _joined(self, parts: list[Part], width: int) -> str:
        """The name of the glyph that looks like these together and is that wide; made where there is none."""
        metrics, table = self.ttfont["hmtx"].metrics, self.ttfont["glyf"]
        if len(parts) == 1 and parts[0][1:] == (0, 0) and metrics[parts[0][0]][0] == width:
            return parts[0][0]
        name = "+".join([*(f"{glyph},{x},{y}" for glyph, x, y in parts), str(width)])
        if name not in metrics:
            composite = outlines.Glyph()
            composite.numberOfContours = 0
            if drawn := [part for part in parts if table[part[0]].numberOfContours]:
                composite.numberOfContours, composite.components = -1, [_component(*part) for part in drawn]
                composite.recalcBounds(table)
            _add(self.ttfont, name, composite, width)
        return name

    def _coded(self, name: str, letters: str, width: int) -> dict[str, Any]:
        glyph = Glyph(self.ttfont.getGlyphID(name), tuple(map(ord, letters)), name, round(self.scale * width))
        code = self.subset.pick_glyph(glyph)
        return {
            "mapped_char": code,
            "x_advance": width,
            "y_advance": 0,
            "x_offset": 0,
            "y_offset": 0,
            "force_positioning": False,
        }


def add_faces(pages: FPDF) -> None:
    """Give pages the families `body`, plain and bold, `quote`, and `latin` for letters that those lack."""
    folder = theme.fonts()
    for family, style in USED:
        if folder and family in FACES:
            content = _instance(folder / theme.FACES[FACES[family]], WEIGHTS[style])
        else:
            content = (Path(matplotlib.get_data_path()) / "fonts" / "ttf" / LATIN[style]).read_bytes()
        pages.fonts[family + style] = Face(pages, family + style, style, content)
    pages.set_fallback_fonts(["latin"])


def lacking(pages: FPDF) -> list[str]:
    """The letters that no face of the pages has; they are drawn as boxes."""
    return sorted(set().union(*(face.lacking for face in pages.fonts.values() if isinstance(face, Face))))


def _instance(file: Path, weight: int) -> bytes:
    """A variable face at one weight, as TrueType."""
    face = hb.Face(hb.Blob.from_file_path(str(file)))
    subset = hb.SubsetInput()
    subset.keep_everything()
    subset.pin_all_axes_to_default(face)
    subset.pin_axis_location(face, "wght", weight)
    return bytes(hb.subset(face, subset).blob.data)


def _letters(text: str, placed: Sequence[Placed]) -> Iterator[tuple[str, tuple[Placed, ...]]]:
    """The glyphs from left to right in groups, one for each letter with its marks (or letters that share a
    glyph), with their text."""
    clusters = {cluster for cluster, *_ in placed}
    starts = sorted({cluster for cluster in clusters if not unicodedata.combining(text[cluster])} | {0})
    for start, group in groupby(placed, key=lambda one: starts[bisect_right(starts, one[0]) - 1]):
        after = bisect_right(starts, start)
        yield text[start : starts[after] if after < len(starts) else len(text)], tuple(group)


def _component(name: str, x: int, y: int) -> Any:
    part = outlines.GlyphComponent()
    part.glyphName, part.x, part.y = name, x, y
    part.flags = outlines.ROUND_XY_TO_GRID | outlines.OVERLAP_COMPOUND
    return part


def _add(font: TTFont, name: str, glyph: Any, width: int) -> None:
    """Add a glyph to a face."""
    table, order = font["glyf"], font.getGlyphOrder()
    order.append(name)
    table.glyphs[name] = glyph
    table.glyphOrder = order
    font.getReverseGlyphMap()[name] = len(order) - 1
    font["hmtx"].metrics[name] = (width, getattr(glyph, "xMin", 0))
