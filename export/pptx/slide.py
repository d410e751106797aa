"""A slide: a layout of the template whose placeholders are filled with lines, a picture, a table, a chart.

In a deck of a reader's own, which has not our placeholders, text boxes stand where ours would."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from data.tables.vocab import Lang
from export.about import plain_label, runs_right_to_left
from export.pptx import text
from export.pptx.layouts import FOOTER, HIGH, LAYOUTS, NUMBER, WIDE, Box, Placeholder
from export.pptx.template import layout_for
from export.pptx.text import SlideParagraph

SHORT = 60  # characters of a title that stands large


class Slide:
    """A new slide of `presentation` in the layout `name`, its title in each language, `main` large, a foot.
    `rtl`: laid out from right to left."""

    def __init__(
        self, presentation: Any, name: str, title: dict[Lang, str], main: Lang, foot: str, *, rtl: bool
    ) -> None:
        self.made, self.rtl, self.rooms = presentation, rtl, LAYOUTS[name]
        self.slide = presentation.slides.add_slide(layout_for(presentation, name))
        self.own = self.slide.slide_layout.name == name
        self.share = (presentation.slide_width / Inches(WIDE), presentation.slide_height / Inches(HIGH))
        self.title(title, main)
        self.box_of(FOOTER, [SlideParagraph(foot, rtl, FOOTER.size, "muted")])
        self.number(len(presentation.slides))

    def title(self, title: dict[Lang, str], main: Lang) -> None:
        """The title, and a second line with it in the other language."""
        room, heading = self.rooms["title"], self.slide.shapes.title
        size = room.size if len(title[main]) < SHORT else room.size * 0.82
        text.fill_frame(
            heading.text_frame,
            [SlideParagraph(title[main], main == "ar", size, bold=True, serif=True)],
            self.extent(room.box),
        )
        others = [
            SlideParagraph(title[lang], lang == "ar", self.rooms["second"].size, "muted", serif=True)
            for lang in title
            if lang != main
        ]
        if others:
            self.write("second", others)

    def write(self, key: str, lines: Sequence[SlideParagraph], box: Box | None = None) -> None:
        """Fill the placeholder `key` with lines; `box`: where it stands on this slide, else as its layout has
        it."""
        self.box_of(self.rooms[key], lines, box)

    def box_of(self, room: Placeholder, lines: Sequence[SlideParagraph], box: Box | None = None) -> None:
        """Fill a placeholder, in a reader's own deck a text box in its place, with lines."""
        if not lines:
            return
        shape = self.placeholder(room)
        if shape is None:
            shape = self.slide.shapes.add_textbox(*self.emu(box or room.box))
        elif box:
            shape.left, shape.top, shape.width, shape.height = self.emu(box)
        text.fill_frame(shape.text_frame, lines, self.extent(box or room.box))

    def number(self, n: int) -> None:
        """The slide's number, as the field that PowerPoint counts in."""
        shape = self.placeholder(NUMBER) or self.slide.shapes.add_textbox(*self.emu(NUMBER.box))
        text.fill_frame(
            shape.text_frame,
            [SlideParagraph(str(n), rtl=False, size=NUMBER.size, colour="muted")],
            self.extent(NUMBER.box),
        )
        paragraph = shape.text_frame.paragraphs[0]
        paragraph._p.get_or_add_pPr().set("algn", "l" if self.rtl else "r")
        run = paragraph.runs[0]._r
        run.tag = qn("a:fld")
        run.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
        run.set("type", "slidenum")
        known = shape._element.nvSpPr
        if known.nvPr.find(qn("p:ph")) is None:
            known.cNvSpPr.attrib.pop("txBox", None)
            known.nvPr.append(known.nvPr.makeelement(qn("p:ph"), {"type": "sldNum", "sz": "quarter"}))

    def placeholder(self, room: Placeholder) -> Any:
        """The placeholder of the slide for a room; python-pptx leaves foot and number to be copied."""
        if not self.own:
            return None
        for shape in self.slide.placeholders:
            if shape.placeholder_format.idx == room.idx:
                return shape
        [shape] = [s for s in self.slide.slide_layout.placeholders if s.placeholder_format.idx == room.idx]
        self.slide.shapes.clone_placeholder(shape)
        return self.slide.placeholders[room.idx]

    def picture(self, key: str, content: bytes, description: str, box: Box | None = None) -> None:
        """A picture in the middle of its placeholder, or of `box`, as large as there is room."""
        own = self.clear(key)
        box = box or own
        shape = self.slide.shapes.add_picture(io.BytesIO(content), *self.emu(box)[:2])
        _, _, width, height = self.emu(box)
        share = min(width / shape.width, height / shape.height)
        left, top = shape.left, shape.top
        shape.width, shape.height = Emu(round(shape.width * share)), Emu(round(shape.height * share))
        shape.left, shape.top = left + (width - shape.width) // 2, top + (height - shape.height) // 2
        self.place(shape, key, description)

    def clear(self, key: str) -> Box:
        """Make room in a placeholder for what is no text. Returns its box."""
        for shape in self.slide.placeholders:
            if self.own and shape.placeholder_format.idx == self.rooms[key].idx:
                shape._element.getparent().remove(shape._element)
        return self.rooms[key].box

    def place(self, shape: Any, key: str, description: str) -> None:
        """Let a picture, table or chart stand in the placeholder that was cleared, and describe it for those
        who do not see it."""
        properties = shape._element._nvXxPr
        properties.cNvPr.set("descr", plain_label(description))
        if self.own:
            known = properties.find(qn("p:nvPr"))
            known.insert(0, known.makeelement(qn("p:ph"), {"idx": str(self.rooms[key].idx)}))

    def table(
        self,
        key: str,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        size: float,
        description: str,
        *,
        rtl: bool,
        box: Box | None = None,
        most: float = 1,
    ) -> None:
        """A native table in a placeholder, or in `box`, its first row the heading; `widths`: shares of the
        columns. Right to left, its first column is on the right. Its letters grow to `most` times their size
        where there is room, and shrink until it fits."""
        own = self.clear(key)
        box = box or own
        shape = self.slide.shapes.add_table(len(rows), len(rows[0]), *self.emu(box))
        grid, sides = shape.table, [box[2] * share / sum(widths) for share in widths]
        grid._tbl.tblPr.set("rtl", "1" if rtl else "0")
        cells = [
            [
                [
                    SlideParagraph(line, runs_right_to_left(line, rtl=rtl), size, bold=n == 0)
                    for line in cell.split("\n")
                ]
                for cell in row
            ]
            for n, row in enumerate(rows)
        ]
        share, heights = _spread(cells, sides, box[3], most)
        for column, side in zip(grid.columns, sides, strict=True):
            column.width = Inches(side * self.share[0])
        for row, height, line in zip(grid.rows, heights, cells, strict=True):
            row.height = Inches(height * self.share[1])
            for cell, content in zip(row.cells, line, strict=True):
                _write_cell(cell, content, share, head=line is cells[0])
        shape.height = sum(row.height for row in grid.rows)
        self.place(shape, key, description)

    def emu(self, box: Box) -> tuple[Emu, Emu, Emu, Emu]:
        """A box on this slide: mirrored right to left, in proportion on a deck of another size."""
        left, top, width, height = box
        left = WIDE - left - width if self.rtl else left
        across, down = self.share
        return (
            Emu(round(Inches(left) * across)),
            Emu(round(Inches(top) * down)),
            Emu(round(Inches(width) * across)),
            Emu(round(Inches(height) * down)),
        )

    def extent(self, box: Box) -> tuple[float, float]:
        """Width and height of a box on this slide, in inches."""
        return box[2] * self.share[0], box[3] * self.share[1]


def drop_empty(slide: Any) -> None:
    """Take out the placeholders that nothing filled: an empty one says so in the editor."""
    for shape in list(slide.placeholders):
        if shape.has_text_frame and not shape.text_frame.text:
            shape._element.getparent().remove(shape._element)


Cells = list[list[list[SlideParagraph]]]


def _spread(cells: Cells, sides: Sequence[float], room: float, share: float) -> tuple[float, list[float]]:
    """The share of their size, from `share` down, at which the cells of a table fit its room, and the height
    of each row."""
    while True:
        heights = [
            max(text.height(lines, side, share) for lines, side in zip(row, sides, strict=True))
            for row in cells
        ]
        if sum(heights) <= room or share <= text.LEAST:
            return share, heights
        share -= 0.04


def _write_cell(cell: Any, lines: Sequence[SlideParagraph], share: float, *, head: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.theme_color = text.COLOURS["panel" if head else "ground"]
    cell.margin_top = cell.margin_bottom = Inches(text.INSET / 2)
    scaled = [replace(line, size=line.points(share)) for line in lines]
    text.fill_frame(cell.text_frame, scaled, (100, 100))
