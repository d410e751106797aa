"""The exported HTML file with added documents, opened from disk: each in its language, and filtered by
document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import until
from test_browser_export import Opened
from test_export_leave_added import AR, EN, TEXTS, held
from test_session_app import plain
from test_ui_html import read

from data.atlas.blocks import passage_ids
from data.query.describe import describe
from data.query.front_matter import FrontMatter
from data.query.selection import Selection
from data.query.view import select
from data.tables.model import Step
from data.tables.vocab import LANGS
from export.order import Order
from export.webpage import page as html
from ui.html.headings import document_shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser


INSIDE = "(list) => { const r = list.getBoundingClientRect(); return r.left >= 0 && r.right <= innerWidth; }"


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """The file of the opening view, its documents' passages all in view."""
    path = tmp_path / "file.html"
    path.write_text(
        html.webpage_file(Order(held(Selection(documents=(AR, EN), focus="")).view, LANGS)), encoding="utf-8"
    )
    own = Opened(browser, path)
    yield own
    own.context.close()
    assert own.complaints == []


def test_a_reader_filters_the_file_by_document(opened: Opened) -> None:
    page = opened.page
    page.locator("[data-speak=en]").click()
    until(opened.panel, [*passage_ids(AR, 2), *passage_ids(EN, 2)])
    page.locator("details[data-facet=documents] summary").click()
    counts = page.locator("details[data-facet=documents] label small").all_inner_texts()
    assert counts == ["18", "2", "2"]
    page.locator(f"details[data-facet=documents] input[data-key='documents/{AR}']").uncheck()
    until(opened.panel, list(passage_ids(EN, 2)))
    assert "The new station" in opened.sentence()
    assert "المحطة الجديدة" not in opened.sentence()


def test_the_head_names_the_document_in_question_as_the_app_does(opened: Opened) -> None:
    page, atlas = opened.page, held().view.atlas
    page.locator("[data-speak=en]").click()
    head = page.locator("[data-lang=en] .d-document")

    def says(key: str) -> str:
        return " ".join(
            plain(
                " ".join(read(document_shown(atlas, atlas.documents[key], atlas.text("en"))).text.split())
            ).split()
        )

    def told() -> str:
        return " ".join(plain(head.inner_text()).split())

    until(told, says(AR))
    assert told().startswith("Added document «المحطة الجديدة»")
    page.locator(f"[data-pick='passage:{EN}.p01']").first.click()
    until(told, says(EN))
    page.locator("[data-key=clear]").click()
    page.locator(".d-turn .d-close").first.click()
    until(told, says("issa-2023"))
    assert told().startswith("The article says")
    whole = plain(
        describe(select(atlas, Selection(focus="")), select(atlas, Selection(focus="")).atlas.text("en"))
    )
    assert "the added documents" in whole
    assert opened.sentence().startswith(whole)


def test_each_quotation_runs_in_its_own_direction_whatever_the_language_of_the_file(opened: Opened) -> None:
    for lang in LANGS:
        opened.page.locator(f"[data-speak={lang}]").click()
        for key, direction in ((AR, "rtl"), (EN, "ltr")):
            quote = opened.page.locator(f".d-reader [data-passage='{key}.p02'] .d-quote")
            assert quote.evaluate("(box) => [box.lang, getComputedStyle(box).direction]") == [
                "ar" if key == AR else "en",
                direction,
            ]
            assert TEXTS[key][1] in quote.inner_text()
    assert opened.page.locator(".d-reader b").count() == 0, "markup in a text stays text"


def test_no_list_of_a_filter_is_cut_by_the_edge_of_a_phone(opened: Opened) -> None:
    page = opened.page
    page.set_viewport_size({"width": 390, "height": 844})
    for lang in LANGS:
        page.locator(f"[data-speak={lang}]").click()
        for facet in ("actors", "voices", "documents"):
            page.locator(f"details[data-facet={facet}] summary").click()
            until(partial(page.locator(f"details[data-facet={facet}] fieldset").evaluate, INSIDE))


def test_a_step_quotes_each_text_from_its_own_edge_and_the_front_matter_keeps_its_distance(
    browser: Browser, tmp_path: Path
) -> None:
    """A quotation in English begins on the left whatever the language of the story; on a phone the line of
    the title touches no edge."""
    view, path = held(Selection(documents=(AR, EN), focus="")).view, tmp_path / "story.html"
    cells = {"id": "step", "title_en": "A step", "title_ar": "خطوة", "show": "map"}
    step = Step.model_validate({**cells, "passage": f"{EN}.p01", "quote": TEXTS[EN][0]})
    order = Order(view, LANGS, story=(step,), front=FrontMatter(title_en="Ours", title_ar="قصتنا"))
    path.write_text(html.webpage_file(order), encoding="utf-8")
    own = Opened(browser, path, size=(390, 844))
    front = own.page.locator(".x-front p:not([hidden])")
    edges = front.evaluate(
        "(p) => { const r = document.createRange(); r.selectNodeContents(p); const b = r.getBoundingClientRect(); return [b.left, innerWidth - b.right]; }"
    )
    assert min(edges) >= 10
    own.page.locator("button", has_text=plain(view.atlas.text("ar")("file.tell"))).first.click()
    quote = own.page.locator(".d-stage .d-said blockquote").first
    quote.wait_for()
    assert quote.evaluate("(q) => getComputedStyle(q).textAlign") == "left"
    own.context.close()
    assert own.complaints == []
