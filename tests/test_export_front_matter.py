"""Title, author, date, whom to ask and mark of a reader's own story stand in every file that tells it, as
text."""

from __future__ import annotations

import io
import re
from html import unescape

import pptx
import pytest
from pypdf import PdfReader
from tiny import shipped

from data.query.front_matter import FrontMatter
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from export.about import bidi_safe
from export.formats import make
from export.order import Order
from export.webpage.deck import story_deck
from ui.story.gathering import of_view

FRONT = FrontMatter(
    title_en="Aid & <b>border",
    title_ar="المعونة والحدود",
    author="Office N.",
    date="2026-11-28",
    contact="Desk 7, ext. 4412",
    mark="LIMITED",
)


def ordered(lang: Lang) -> Order:
    """One step of the story, told by its own front matter."""
    view = select(shipped(), Selection())
    return Order(view, (lang,), story=tuple(shipped().story.values())[:1], front=FRONT)


def texts(kind: str, lang: Lang) -> tuple[str, str]:
    """What a file is called, and what its first slide, page or head says."""
    raw = make(kind, ordered(lang))
    if kind == "pptx":
        made = pptx.Presentation(io.BytesIO(raw))
        first = " ".join(shape.text_frame.text for shape in made.slides[0].shapes if shape.has_text_frame)
        return str(made.core_properties.title), first
    if kind == "pdf":
        read = PdfReader(io.BytesIO(raw))
        return str(read.metadata and read.metadata.title), read.pages[0].extract_text()
    html = raw.decode()
    head = re.search(r'<header class="x-front">.*?</header>', html, re.S)
    assert head
    assert "<b>border" not in html.split("<main>")[0]
    title = re.search("<title>(.*?)</title>", html)
    return unescape(title[1] if title else ""), unescape(re.sub("<[^>]+>", " ", head[0]))


@pytest.mark.parametrize("kind", ["pptx", "pdf", "html"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_file_is_called_by_its_story_and_says_whose_it_is(kind: str, lang: Lang) -> None:
    title, first = texts(kind, lang)
    assert title == FRONT.title(lang)
    assert {"LIMITED", "2026"} <= set(re.findall(r"\w+", first))
    assert "Office N" in first
    assert "4412" in first
    assert bidi_safe(shipped().text(lang)("story.front-contact"), rtl=lang == "ar") in first


def test_without_a_title_a_file_is_called_as_before() -> None:
    view = select(shipped(), Selection())
    assert Order(view, ("en",)).title("en") == shipped().text("en")("map.title")
    assert Order(view, ("en",), front=FRONT).title("en") == shipped().text("en")("map.title")


@pytest.mark.parametrize("lang", LANGS)
def test_without_a_title_a_file_is_called_by_what_it_shows(lang: Lang) -> None:
    atlas, t = shipped(), shipped().text(lang)
    view = select(atlas, Selection(focus="place:chaldovar"))
    called = t("map.title-focus", name=t.name(atlas.entities["chaldovar"]))
    assert Order(view, (lang,)).title(lang) == called
    step = of_view(view, "map", ())
    opening = select(atlas, Selection())
    assert Order(opening, (lang,), story=(step,)).title(lang) == called
    other = of_view(select(atlas, Selection(focus="place:ishkashim")), "map", (step,))
    assert Order(view, (lang,), story=(step, other)).title(lang) == t("map.title")


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_slide_of_the_deck_in_a_file_says_whose_the_story_is(lang: Lang) -> None:
    deck = story_deck(ordered(lang))
    assert deck
    slide = deck["decks"][lang]["slides"][0]
    assert "Office N." in slide["html"]
    assert "Desk 7, ext. 4412" in slide["html"]
    assert "LIMITED" in slide["html"]
