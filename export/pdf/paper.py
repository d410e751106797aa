"""The parts of a printed page: paragraphs in the direction of their language, tables, bars, foot.

fpdf2 with uharfbuzz needs nothing but Python packages; `export/pdf/faces.py` sees to it that what it writes
can be found and copied."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

from fpdf import FPDF
from fpdf.enums import MethodReturnValue
from fpdf.prefs import ViewerPreferences
from PIL import Image

from data.tables.vocab import Lang
from export.about import bidi_safe, plain_label, runs_right_to_left
from export.pdf.faces import add_faces
from ui.charts.spec import Bars

MARGIN, PAD = 18.0, 1.4  # mm: of a page, of a cell
LEADING = 0.58  # mm of a line for each point of its letters
PIXELS = 11.8  # of a picture, to the mm: 300 to the inch
CHAPTER = 90.0  # mm of a page on which another part of the file may begin
WHOLE = 240.0  # mm: what is higher begins where it stands, as no page holds it
FEW, LAST = 2, 3  # lines of a paragraph, rows of a list, that do not stand alone at the end or head of a page
BAR, BARS = 4.6, 9  # mm under the words of a bar; how many stay together


class StyledText(NamedTuple):
    """A text, its size in points, and how it is written: keywords of `Paper.write_line`."""

    text: str
    size: float
    how: dict[str, Any]


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
        link: int | str = "",
        **face: Any,
    ) -> None:
        """A paragraph, and the space after it in mm; `link`: where it leads, in the file as add_link gives it
        or an address. Where a page ends, no line of it stands alone."""
        lines, high = self._lines(text, size, rtl=rtl, **face), size * LEADING
        while lines:
            here = lines_here(len(lines), int((self.room + 0.01) / high))
            if not here and self._begun:
                self.add_page()
                continue
            self.face(size, colour, rtl=rtl, **face)
            written_, lines = lines[: here or len(lines)], lines[here or len(lines) :]
            self.multi_cell(
                0,
                high,
                "\n".join(written_),
                align="R" if rtl else "L",
                new_x="LMARGIN",
                new_y="NEXT",
                link=link,
            )
        self.ln(after)

    def _lines(self, text: str, size: float, *, rtl: bool, **face: Any) -> list[str]:
        """The lines of a paragraph, each as it is read."""
        self.face(size, rtl=rtl, **face)
        lines: Any = self.multi_cell(
            0, size * LEADING, bidi_safe(text, rtl=rtl), dry_run=True, output=MethodReturnValue.LINES
        )
        return [str(line) for line in lines]

    @property
    def room(self) -> float:
        """How many mm are left on this page."""
        return self.page_break_trigger - self.get_y()

    @property
    def page_room(self) -> float:
        """How many mm a page that lies as this one has."""
        return self.page_break_trigger - self.t_margin

    @property
    def _begun(self) -> bool:
        """Does something stand on this page?"""
        return bool(self.get_y() > self.t_margin + 1)

    def keep(self, paragraphs: Sequence[StyledText], more: float = 0) -> None:
        """Begin the next page where paragraphs, and `more` mm after them, have not room on this one."""
        self.keep_height(sum(map(self.height_of, paragraphs)) + more)

    def keep_height(self, needed: float) -> None:
        """Begin the next page where so many mm have not room on this one, but would on a page."""
        if needed < WHOLE and self._begun and self.will_page_break(needed):
            self.add_page()

    def write_block(self, paragraphs: Sequence[StyledText], more: float = 0, bookmark: str = "") -> None:
        """Paragraphs on one page with the `more` mm that follow them; `bookmark`: as which, in the second
        rank, the list of contents names them."""
        self.keep(paragraphs, more)
        if bookmark:
            self.bookmark(bookmark, 1)
        for text, size, how in paragraphs:
            self.write_line(text, size, **how)

    def write_list(self, paragraphs: Sequence[StyledText]) -> None:
        """Paragraphs, each whole, the last of them together."""
        for n, paragraph in enumerate(paragraphs):
            last = len(paragraphs) - n == LAST
            self.keep(paragraphs[n:] if last else [paragraph])
            self.write_line(paragraph.text, paragraph.size, **paragraph.how)

    def bookmark(self, text: str, level: int = 0) -> None:
        """Let the reader's list of contents lead here, where there is room for a heading and what follows
        it."""
        if self.will_page_break(30):
            self.add_page()
        self.start_section(bidi_safe(text, rtl=self.foot_rtl), level)

    def chapter(self, text: str, lang: Lang) -> None:
        """The heading of a part of the file, on this page where a third of it is left, else on the next."""
        if self.cur_orientation.name != "PORTRAIT" or self.room < CHAPTER:
            self.add_page(orientation="portrait")
        elif self._begun:
            self.ln(6)
        self.heading(text, lang)

    def heading(self, text: str, lang: Lang, size: float = 16) -> None:
        """A heading with a rule under it, to which the list of contents leads."""
        self.bookmark(text)
        self.write_line(text, size, rtl=lang == "ar", bold=True, after=1)
        self.set_draw_color(self.ink["border"])
        self.set_line_width(0.5)
        self.line(self.l_margin, self.get_y(), self.l_margin + self.epw, self.get_y())
        self.set_line_width(0.2)
        self.ln(3)

    def height_of(self, paragraph: StyledText) -> float:
        """How high a paragraph is with the space after it, in mm."""
        text, size, how = paragraph
        face = {key: value for key, value in how.items() if key not in {"colour", "after", "link"}}
        return size * LEADING * len(self._lines(text, size, **face)) + float(how.get("after", 1.5))

    def picture(self, content: bytes, height: float) -> None:
        """A picture across the page, `height` mm high at most; undescribed: descriptions alone would make
        fpdf2 claim a tagged file, whose untagged text readers for the blind then pass over."""
        with Image.open(io.BytesIO(content)) as drawn:
            wide, high = drawn.size
            share = min(self.epw / wide, height / high)
            size = (round(wide * share * PIXELS), round(high * share * PIXELS))
            small = drawn.convert("RGB").resize(size)
        if self.will_page_break(high * share):  # below more words than a page holds
            self.add_page(same=True)
        left = self.l_margin + (self.epw - wide * share) / 2
        self.image(small, x=left, y=self.get_y(), w=wide * share)
        self.set_y(self.get_y() + high * share + 2)

    def rows(
        self,
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        *,
        rtl: bool,
        size: float = 9,
        above: Sequence[StyledText] = (),
    ) -> None:
        """A table under the paragraphs `above`, its first row the heading, said again on each page; right to
        left, its first column is on the right. A cell runs in the direction of its own text."""
        widths = [self.epw * share / sum(shares) for share in shares]
        heights = [self._height(row, widths, size, rtl=rtl, bold=not n) for n, row in enumerate(rows)]
        self.write_block(above, sum(heights[: 1 + FEW]))
        self.set_draw_color(self.ink["hairline"])
        for n, row in enumerate(rows):
            last = len(rows) - n == LAST
            if n and self.will_page_break(sum(heights[n:]) if last else heights[n]):
                self.add_page()
                self._row(rows[0], widths, size, rtl=rtl, bold=True)
            self._row(row, widths, size, rtl=rtl, bold=not n)
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
        own = runs_right_to_left(text, rtl=rtl)
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

    def height_of_bars(self, labels: Sequence[StyledText]) -> float:
        """How high bars with these labels are, in mm."""
        return sum(BAR + self.height_of(label) for label in labels)

    def bars(self, bars: Bars, above: Sequence[StyledText] = (), room: float = BAR) -> None:
        """Bars under the paragraphs `above`, drawn: label, bar and value in words, in order; `room`: mm under
        the words of each. Right to left, they grow that way."""
        rtl, labels = bars.lang == "ar", bar_labels(bars)
        self.write_block(above, self.height_of_bars(labels[:BARS]))
        for label, bar in zip(labels, bars.rows, strict=True):
            self.write_block([label], room)
            width, colour = max(self.epw * bar.value / bars.longest, 0.4), self.ink[bar.ink]
            self.set_draw_color(colour)
            self.set_fill_color("#FFFFFF" if bar.hatched else colour)
            left = self.l_margin + (self.epw - width if rtl else 0)
            self.rect(left, self.get_y(), width, 0.56 * room, style="DF")
            self.ln(room)


def bar_labels(bars: Bars) -> list[StyledText]:
    """What stands over each bar: its label and its value in words."""
    how = {"rtl": bars.lang == "ar", "after": 0}
    return [StyledText(f"{plain_label(bar.label)}: {plain_label(bar.text)}", 8.5, how) for bar in bars.rows]


def lines_here(lines: int, room: int) -> int:
    """How many of a paragraph's lines stand where `room` have room: all, or so many that none is alone here
    or there."""
    here = lines if lines <= room else min(room, lines - FEW)
    return here if here >= min(FEW, lines) else 0


def pdf_bytes(paper: Paper) -> bytes:
    """The pages as a file."""
    out = io.BytesIO()
    paper.output(out)
    return out.getvalue()
