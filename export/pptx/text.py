"""The lines of a slide: text that runs in the direction of its language, as large as its box allows.

PowerPoint takes a paragraph's direction from `rtl`, which python-pptx does not set. Faces and colours are
those of the theme, so that a deck can be given another design."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from export.about import ARABIC, bidi_safe
from export.image.labels import text_width

COLOURS = {  # of the colour table -> of the theme
    "ink": MSO_THEME_COLOR.TEXT_1,
    "muted": MSO_THEME_COLOR.TEXT_2,
    "ground": MSO_THEME_COLOR.BACKGROUND_1,
    "panel": MSO_THEME_COLOR.BACKGROUND_2,
    "border": MSO_THEME_COLOR.ACCENT_1,
    "chart-1": MSO_THEME_COLOR.ACCENT_2,
    "chart-2": MSO_THEME_COLOR.ACCENT_3,
    "chart-3": MSO_THEME_COLOR.ACCENT_4,
    "chart-4": MSO_THEME_COLOR.ACCENT_5,
    "link": MSO_THEME_COLOR.HYPERLINK,
}
LEADING = 1.25  # of a line, in sizes of its letters
INSET, ABOVE = 0.1, 0.06  # inches that a box keeps free at its sides, and above and below
BOLD = 1.15  # how much broader bold letters are
LEAST, SMALLEST = 0.5, 10  # of its size, to which a text shrinks; in points, below which none does


@dataclass(frozen=True)
class SlideParagraph:
    """A paragraph: its text, direction, size in points, colour of the table, weight, the face of titles or
    that of texts, where it leads and which part of it does, else all, and the space before it in points."""

    text: str
    rtl: bool
    size: float = 16
    colour: str = "ink"
    bold: bool = False
    serif: bool = False
    link: str = ""
    anchor: str = ""
    before: float = 0

    def points(self, share: float) -> float:
        """Its size at a share of it, never too small to be read in the room."""
        return max(self.size * share, min(self.size, SMALLEST))


def fill_frame(frame: Any, lines: Sequence[SlideParagraph], box: tuple[float, float]) -> None:
    """Fill a text frame of `box` inches with lines, smaller where they would not fit."""
    frame.word_wrap = True
    share = fitting_share(lines, box)
    for n, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        _write(paragraph, line, share)


def fitting_share(lines: Sequence[SlideParagraph], box: tuple[float, float]) -> float:
    """The share of their sizes at which lines fit a box: 1 at most."""
    steps = (1 - 0.04 * n for n in range(round((1 - LEAST) / 0.04) + 1))
    return next((share for share in steps if height(lines, box[0], share) <= box[1]), LEAST)


def height(lines: Sequence[SlideParagraph], width: float, share: float = 1) -> float:
    """How high lines are in a box of that width, in inches; a little more than they need in most faces."""
    room, found = (width - 2 * INSET) * 72, 2 * ABOVE * 72
    for line in lines:
        size = line.points(share)
        wide = text_width(line.text.strip() or "x") * size / 100 * (BOLD if line.bold else 1)
        rows = max(1, math.ceil(wide / room))
        found += rows * size * LEADING + line.before * share
    return found / 72


def _write(paragraph: Any, line: SlideParagraph, share: float) -> None:
    text = bidi_safe(line.text, rtl=line.rtl)
    before, anchor, after = text.partition(line.anchor) if line.anchor else ("", text, "")
    for part, link in ((before, ""), (anchor, line.link), (after, "")):
        if part or text == part:
            _write_run(paragraph.add_run(), line, part, link, share)
    paragraph._p.get_or_add_pPr().set("rtl", "1" if line.rtl else "0")
    paragraph.alignment = PP_ALIGN.RIGHT if line.rtl else PP_ALIGN.LEFT
    paragraph.space_before = Pt(round(line.before * share, 1))


def _write_run(run: Any, line: SlideParagraph, text: str, link: str, share: float) -> None:
    run.text = text
    font = run.font
    font.size, font.bold = Pt(round(line.points(share), 1)), line.bold
    font.color.theme_color = COLOURS["link" if link else line.colour]
    _dress(font._element, "mj" if line.serif else "mn", "ar-SA" if ARABIC.search(text) else "en-GB")
    if link:
        run.hyperlink.address = link


def _dress(properties: Any, face: str, language: str) -> None:
    """Give run properties the theme's face for Latin and for complex scripts, and their language."""
    properties.set("lang", language)
    for tag, script in (("a:latin", "lt"), ("a:cs", "cs")):
        properties.append(properties.makeelement(qn(tag), {"typeface": f"+{face}-{script}"}))


def pieces(text: str, most: int) -> list[str]:
    """A text in pieces of at most `most` characters, cut at spaces where there are any."""
    found = []
    while len(text) > most:
        at = text.rfind(" ", most // 2, most) + 1 or most
        found.append(text[:at])
        text = text[at:]
    return [*found, text]
