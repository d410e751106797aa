"""The parts of a printed page: paragraphs in the direction of their language, tables, bars, foot.

fpdf2 with uharfbuzz needs nothing but Python packages; `export/pdf/faces.py` sees to it that what it writes
can be found and copied."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from fpdf import FPDF
from fpdf.enums import MethodReturnValue
from fpdf.prefs import ViewerPreferences
from PIL import Image

from data.tables.vocab import Lang
from export.about import bidi_safe, directed, plain_label
from export.pdf.faces import add_faces
from ui.charts.spec import Bars

MARGIN, PAD = 18.0, 1.4  # mm: of a page, of a cell
LEADING = 0.58  # mm of a line for each point of its letters
PIXELS = 2000  # across a picture: 300 to the inch


class Paper(FPDF):
    """A4 pages with a foot."""

    def __init__(self, ink: dict[str, str], foot: str, *, rtl: bool):
        super().__init__(format="A4")
        self.ink, self.foot, self.foot_rtl = ink, foot, rtl
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        add_faces(self)
        self.set_margins(MARGIN, 16, MARGIN)
        self.set_auto_page_break(auto=True, margin=20)

    def header(self) -> None:
        """Set the face for the whole page. Where a page begins with letters that only `latin` has, fpdf2 sets
        it for that line alone, and lines below were drawn without one: nothing was seen."""
        if self.current_font:
            self._out(self._set_font_for_page(self.current_font, self.font_size_pt))

    def footer(self) -> None:
        """As of when, from which data, and the number of the page."""
        self.set_y(-14)
        self.face(7.5, "muted", rtl=self.foot_rtl)
        self.cell(0, 5, self.foot, align="R" if self.foot_rtl else "L", new_x="LMARGIN", new_y="TOP")
        self.cell(0, 5, str(self.page_no()), align="L" if self.foot_rtl else "R")

    def face(
        self, size: float, colour: str = "ink", *, rtl: bool, bold: bool = False, family: str = "body"
    ) -> None:
        """Write on with this size in points, colour and direction."""
        self.set_font(family, "B" if bold else "", size)
        self.set_text_color(self.ink[colour])
        self.set_text_shaping(True, direction="rtl" if rtl else "ltr")

    def write_line(
        self,
        text: str,
        size: float,
        colour: str = "ink",
        *,
        rtl: bool,
        after: float = 1.5,
        link: int = 0,
        **face: Any,
    ) -> None:
        """A paragraph, and the space after it in mm; `link`: where in the file it leads, as add_link gives
        it."""
        self.face(size, colour, rtl=rtl, **face)
        align = "R" if rtl else "L"
        self.multi_cell(
            0,
            size * LEADING,
            bidi_safe(text, rtl=rtl),
            align=align,
            new_x="LMARGIN",
            new_y="NEXT",
            link=link or "",
        )
        self.ln(after)

    def bookmark(self, text: str, level: int = 0) -> None:
        """Let the reader's list of contents lead here, where there is room for a heading and what follows
        it."""
        if self.will_page_break(30):
            self.add_page()
        self.start_section(bidi_safe(text, rtl=self.foot_rtl), level)

    def heading(self, text: str, lang: Lang, size: float = 16) -> None:
        """A heading with a rule under it, to which the list of contents leads."""
        self.bookmark(text)
        self.write_line(text, size, rtl=lang == "ar", bold=True, after=1)
        self.set_draw_color(self.ink["border"])
        self.set_line_width(0.5)
        self.line(self.l_margin, self.get_y(), self.l_margin + self.epw, self.get_y())
        self.set_line_width(0.2)
        self.ln(3)

    def height_of(self, text: str, size: float, *, rtl: bool, after: float = 1.5, **face: Any) -> float:
        """How high a paragraph is with the space after it, in mm."""
        self.face(size, rtl=rtl, **face)
        lines: Any = self.multi_cell(
            0, size * LEADING, bidi_safe(text, rtl=rtl), dry_run=True, output=MethodReturnValue.LINES
        )
        return size * LEADING * len(lines) + after

    def picture(self, content: bytes, height: float) -> None:
        """A picture across the page, `height` mm high at most; undescribed: descriptions alone would make
        fpdf2 claim a tagged file, whose untagged text readers for the blind then pass over."""
        with Image.open(io.BytesIO(content)) as drawn:
            wide, high = drawn.size
            share = min(self.epw / wide, height / high)
            small = drawn.convert("RGB").resize((PIXELS, round(PIXELS * high / wide)))
        left = self.l_margin + (self.epw - wide * share) / 2
        self.image(small, x=left, y=self.get_y(), w=wide * share)
        self.set_y(self.get_y() + high * share + 2)

    def rows(
        self, rows: Sequence[Sequence[str]], shares: Sequence[float], *, rtl: bool, size: float = 9
    ) -> None:
        """A table, its first row the heading, said again on each page; right to left, its first column is on
        the right. A cell runs in the direction of its own text."""
        widths = [self.epw * share / sum(shares) for share in shares]
        self.set_draw_color(self.ink["hairline"])
        self._row(rows[0], widths, size, rtl=rtl, bold=True)
        for row in rows[1:]:
            if self.will_page_break(self._height(row, widths, size, rtl=rtl)):
                self.add_page()
                self._row(rows[0], widths, size, rtl=rtl, bold=True)
            self._row(row, widths, size, rtl=rtl)
        self.ln(3)

    def _row(
        self, row: Sequence[str], widths: Sequence[float], size: float, *, rtl: bool, bold: bool = False
    ) -> None:
        height, top = self._height(row, widths, size, rtl=rtl, bold=bold), self.get_y()
        self.set_fill_color(self.ink["panel"] if bold else "#FFFFFF")
        x = self.l_margin + (self.epw if rtl else 0)
        for text, width in zip(row, widths, strict=True):
            left = x - width if rtl else x
            self.rect(left, top, width, height, style="DF")
            self.set_xy(left + PAD, top + PAD)
            self._cell(text, width, size, rtl=rtl, bold=bold)
            x += -width if rtl else width
        self.set_xy(self.l_margin, top + height)

    def _cell(
        self, text: str, width: float, size: float, *, rtl: bool, bold: bool, dry: bool = False
    ) -> float:
        """Write a cell, or (`dry`) only measure how high it would be."""
        own = directed(text, rtl=rtl)
        self.face(size, rtl=own, bold=bold)
        align, line = "R" if own else "L", size * 0.56
        if not dry:
            self.multi_cell(width - 2 * PAD, line, bidi_safe(text, rtl=own), align=align)
            return 0
        lines: Any = self.multi_cell(
            width - 2 * PAD,
            line,
            bidi_safe(text, rtl=own),
            align=align,
            dry_run=True,
            output=MethodReturnValue.LINES,
        )
        return line * len(lines)

    def _height(
        self, row: Sequence[str], widths: Sequence[float], size: float, *, rtl: bool, bold: bool = False
    ) -> float:
        return (
            max(
                self._cell(text, w, size, rtl=rtl, bold=bold, dry=True)
                for text, w in zip(row, widths, strict=True)
            )
            + 2 * PAD
        )

    def bars(self, bars: Bars) -> None:
        """Bars, drawn: label, bar and value in words, in order. Right to left, they grow that way."""
        if self.will_page_break(9.5 * min(len(bars.rows), 9)):
            self.add_page()
        rtl = bars.lang == "ar"
        for bar in bars.rows:
            self.write_line(f"{plain_label(bar.label)}: {plain_label(bar.text)}", 8.5, rtl=rtl, after=0)
            width, colour = max(self.epw * bar.value / bars.longest, 0.4), self.ink[f"chart-{bar.colour}"]
            self.set_draw_color(colour)
            self.set_fill_color("#FFFFFF" if bar.hatched else colour)
            self.rect(self.l_margin + (self.epw - width if rtl else 0), self.get_y(), width, 2.6, style="DF")
            self.ln(4.6)


def written(paper: Paper) -> bytes:
    """The pages as a file."""
    out = io.BytesIO()
    paper.output(out)
    return out.getvalue()
