"""Orders of files as tests give them, and their texts as a reader gets them."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace
from functools import cache
from typing import Any

import pptx
from pypdf import PdfReader
from tiny import shipped

from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import Lang
from export.about import plain_label
from export.order import Order
from export.pdf import pages as pdf
from export.pptx import deck
from export.story import Scene, story_scenes

ARABIC = re.compile(r"[\u0600-\u06ff]")
BOTH: tuple[Lang, ...] = ("ar", "en")


@cache
def order(langs: tuple[Lang, ...] = BOTH, selection: Selection | None = None, whole: bool = False) -> Order:
    return Order(select(shipped(), selection or Selection()), langs, whole)


@cache
def pages(langs: tuple[Lang, ...] = BOTH) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.pdf_file(order(langs))))


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


@cache
def story_slides(
    langs: tuple[Lang, ...] = BOTH, notes: bool = False
) -> tuple[tuple[Any, Scene, tuple[Lang, ...]], ...]:
    """The slides of the steps of a story, each with its step and the languages on it: those of the order,
    or each alone."""
    ordered = replace(story(notes), langs=langs)
    slides = list(pptx.Presentation(io.BytesIO(deck.pptx_file(ordered))).slides)[1:]
    found: list[tuple[Any, Scene, tuple[Lang, ...]]] = []
    for scene in story_scenes(ordered):
        titles = [plain_label(scene.texts[lang].title) for lang in langs]
        made = [slide for slide in slides if slide.shapes.title.text_frame.text in titles]
        assert [slide.shapes.title.text_frame.text for slide in made] == titles[: len(made)]
        own = [langs] if len(made) == 1 else [(lang,) for lang in langs]
        found += [(slide, scene, each) for slide, each in zip(made, own, strict=True)]
    assert [slide.slide_id for slide, *_ in found] == [slide.slide_id for slide in slides[: len(found)]]
    return tuple(found)


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
