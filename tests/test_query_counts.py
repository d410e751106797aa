"""One count for one thing: what the map's heading, the first slide, the brief and the exported page say of
the same document."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from tiny import shipped, small

from data.facts.origin import named_by_origin
from data.i18n.isolates import strip_isolates
from data.index.index import passages_naming
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from export.order import Order
from export.pdf import pages
from export.pdf.paper import Paper
from export.webpage import page
from ui.html.headings import map_heading
from ui.story.figures import Figures, MapMeasurements

pytestmark = pytest.mark.slow


def spoken(lang: Lang) -> tuple[str, str]:
    """The counts of places and actors in words, as one function gives them."""
    (places, actors), _ = named_by_origin(shipped())
    return shipped().text(lang).count("places", places), shipped().text(lang).count("actors", actors)


@pytest.mark.parametrize("lang", LANGS)
def test_heading_first_slide_brief_and_page_name_as_many_places_and_actors(
    lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = select(shipped(), Selection())
    order = Order(view, (lang,))
    slide = Figures(shipped(), shipped().text(lang), MapMeasurements(1344.0, 1.0))
    assert (strip_isolates(slide["places"]), strip_isolates(slide["actors"])) == spoken(lang)
    head = re.search(r'class="x-head".*?</section>', page.webpage_file(order), re.S)
    assert head
    for told in (map_heading(view, view.atlas.text(lang)), head.group()):
        assert all(words in strip_isolates(told) for words in spoken(lang))
    assert all(words in page_one(monkeypatch, order, lang) for words in spoken(lang))


def page_one(monkeypatch: pytest.MonkeyPatch, order: Order, lang: Lang) -> str:
    """The lines of the brief, before they are drawn."""
    lines: list[str] = []
    write = Paper.write_line

    def keep(paper: Paper, text: str, *how: Any, **more: Any) -> None:
        lines.append(text)
        write(paper, text, *how, **more)

    monkeypatch.setattr(Paper, "write_line", keep)
    pages.pdf_file(order)
    return strip_isolates("\n".join(lines))


def test_an_alleged_actor_is_not_counted() -> None:
    atlas = small()
    assert atlas.actors["company"].alleged
    assert passages_naming(atlas)["company"]
    (_, actors), _ = named_by_origin(atlas)
    assert actors == sum(
        key in passages_naming(atlas) and not actor.alleged for key, actor in atlas.actors.items()
    )
    told = replace(
        atlas,
        actors=dict(atlas.actors)
        | {"company": atlas.actors["company"].model_copy(update={"alleged": False})},
    )
    assert named_by_origin(told)[0][1] == actors + 1
