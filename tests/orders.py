"""Orders of files as tests give them, and their texts as a reader gets them."""

from __future__ import annotations

import io
import re
import unicodedata
from functools import cache

import pptx
from pypdf import PdfReader
from tiny import shipped

from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import Lang
from export.order import Order
from export.pdf import pages as pdf

ARABIC = re.compile(r"[\u0600-\u06ff]")
BOTH: tuple[Lang, ...] = ("ar", "en")


@cache
def order(langs: tuple[Lang, ...] = BOTH, selection: Selection | None = None, whole: bool = False) -> Order:
    return Order(select(shipped(), selection or Selection()), langs, whole)


@cache
def pages(langs: tuple[Lang, ...] = BOTH) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.pages(order(langs))))


def reordered(line: str) -> str:
    """A line as it is read. pypdf gives the runs of a line as they are drawn, from left to right, each in
    reading order: where Arabic leads, the runs are turned round."""
    letters = re.findall(r"[^\W\d_]", line)
    if not letters or sum(bool(ARABIC.match(c)) for c in letters) < len(letters) / 2:
        return line
    return " ".join(
        reversed(re.split(r"([0-9][0-9.,%]*|[A-Za-z][A-Za-z0-9-]*(?: [A-Za-z][A-Za-z0-9-]*)*)", line))
    )


def words(text: str) -> list[str]:
    """The words of a text without digits and signs, which change sides at line ends when a page is read."""
    return re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", text))


def reader_template() -> bytes:
    """A deck of a reader's own: 4:3, with a slide in it."""
    own = pptx.Presentation()
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text_frame.text = "Old slide"
    own.slide_master.name = "Ministry"
    out = io.BytesIO()
    own.save(out)
    return out.getvalue()


def contains(text: list[str], part: list[str]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(text)} "


@cache
def story(notes: bool = False) -> Order:
    return Order(select(shipped(), Selection()), BOTH, story=tuple(shipped().story.values()), notes=notes)
