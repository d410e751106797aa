"""What is copied and what is printed: quotations with their citation, evidence unfolded, controls gone."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pypdfium2
import pytest
from conftest import Visitor, until

from data.atlas.atlas import Atlas
from data.tables.vocab import LANGS, Lang

COPIED = """css => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(css));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), cancelable: true, bubbles: true });
  document.dispatchEvent(event);
  return event.clipboardData.getData("text/plain");
}"""

CONTROLS = '[data-testid="stMain"] :is(input, textarea, select, [role=combobox], [data-testid^="stBaseButton"], [data-testid="stPopoverButton"])'
BOXES = "all => all.map((one) => one.getBoundingClientRect().toJSON())"
TOLD = """all => all.filter((line) => getComputedStyle(line.lastElementChild).display !== 'none')
  .map((line) => line.querySelector('.d-publisher-name').textContent)"""


def test_copied_words_carry_author_passage_and_link_and_nothing_of_the_interface(
    visit: Visitor, atlas: Atlas
) -> None:
    reader = visit().open({"focus": "passage:issa-2023.p14", "lang": "ar"})
    words, cited, link = reader.page.evaluate(COPIED, ".d-quote").split("\n")
    assert words == f"«{atlas.texts['issa-2023.p14']}»"
    assert cited.startswith("— مجد عيسى، «علاقة طاجيسكتان")
    assert cited.endswith("الفقرة 14")
    assert link == f"{reader.server.url}/article?lang=ar&focus=passage:issa-2023.p14"


def test_copied_words_of_the_translation_say_so(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open({"focus": "passage:issa-2023.p14", "lang": "en"})
    words, cited, _ = reader.page.evaluate(COPIED, ".d-english").split("\n")
    assert words == f"“{atlas.translations['issa-2023.p14']}” (Unofficial translation)"
    assert "Majd Issa" in cited
    assert not any(mark in cited for mark in "\u2066\u2067\u2068\u2069")
    assert reader.page.evaluate(COPIED, ".d-nav") == "", "what is no quotation is left to the browser"


def test_paper_has_the_evidence_and_the_links_and_no_controls(visit: Visitor, tmp_path: Path) -> None:
    reader = visit()
    reader.page.goto(f"{reader.server.url}/evidence?assessments=differ&lang=en")
    until(lambda: reader.page.locator(".d-statement:not([hidden])").count(), 3)
    assert reader.page.locator(".d-statement:not([hidden]) .d-evidence").first.is_hidden()
    reader.page.pdf(path=tmp_path / "printed.pdf", format="A4")
    pages = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "What would change it" in text
    assert "https://" in text
    assert "Any actor" not in text
    assert "Files to share" not in text
    assert reader.page.locator(".d-statement[open]").count() == 0, "folded again"


@pytest.mark.parametrize("lang", LANGS)
def test_all_the_evidence_is_a_list_to_hand_over(
    visit: Visitor, atlas: Atlas, tmp_path: Path, lang: Lang
) -> None:
    reader = visit(lang)
    reader.page.goto(f"{reader.server.url}/evidence?lang={lang}")
    until(lambda: reader.page.locator(".d-statement:not([hidden])").count(), len(atlas.statements))
    reader.page.pdf(path=tmp_path / "printed.pdf", format="A4")
    pages = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert len(pages) < 36
    reader.page.emulate_media(media="print")
    reader.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    pieces = reader.page.locator(".d-statement .d-evidence li")
    assert pieces.count() == len(atlas.evidence)
    assert all(box["width"] and box["height"] for box in pieces.evaluate_all(BOXES))
    addresses = pieces.locator("a[href]").evaluate_all("links => links.map((a) => a.dataset.address)")
    assert addresses
    assert not [a for a in addresses if not a or "#:~:" in a]
    told = reader.page.locator(".d-fetched .d-publisher").evaluate_all(TOLD)
    assert len(told) == len(set(told)) > 1, "what is known of a publisher stands there once"


@pytest.mark.parametrize("lang", LANGS)
def test_forms_are_not_printed_and_the_number_of_a_passage_stays_with_its_words(
    visit: Visitor, lang: Lang
) -> None:
    reader = visit(lang)
    for page, shown in (("documents", "stForm"), ("leave", "stCheckbox")):
        reader.page.goto(f"{reader.server.url}/{page}?lang={lang}")
        reader.page.locator(f'[data-testid="{shown}"]').first.wait_for()
        reader.page.emulate_media(media="print")
        assert reader.page.locator(f"{CONTROLS}:visible").count() == 0, page
        reader.page.emulate_media(media="screen")
    reader.open({"lang": lang, "focus": "none"})
    reader.page.emulate_media(media="print")
    heads = reader.page.locator(".d-passage > header")
    assert {head.evaluate("head => getComputedStyle(head).breakAfter") for head in heads.all()} == {"avoid"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ground_of_the_screen_is_not_printed(visit: Visitor, scheme: Literal["light", "dark"]) -> None:
    reader = visit().open({"lang": "en"})
    reader.page.emulate_media(media="print", color_scheme=scheme)
    grounds = "[document.documentElement, document.body, document.querySelector('.stApp')].map((e) => getComputedStyle(e).backgroundColor)"
    until(lambda: set(reader.page.evaluate(grounds)), {"rgb(255, 255, 255)"})


def test_a_picture_and_a_chart_are_whole_on_a_sheet(visit: Visitor) -> None:
    reader = visit()
    reader.page.goto(f"{reader.server.url}/border?lang=en")
    chart = reader.page.locator('[data-testid="stPlotlyChart"]').first
    chart.locator("svg").first.wait_for()
    reader.page.locator("#d-first").wait_for(state="detached")
    reader.page.emulate_media(media="print")
    reader.page.set_viewport_size({"width": 688, "height": 1017})  # A4 without its margins
    until(
        lambda: reader.page.evaluate(
            "document.querySelector('.d-strip-picture').getBoundingClientRect().width <= 688"
        )
    )
    head = '[data-testid="stElementContainer"]:has(.d-finding)'
    sheet = f"""() => document.querySelector('.st-key-wide-compared').getBoundingClientRect().bottom
      - document.querySelector('{head}').getBoundingClientRect().top < 1017"""
    until(lambda: reader.page.evaluate(sheet))
    assert chart.evaluate("chart => getComputedStyle(chart).breakInside") == "avoid"
    heads = reader.page.locator('[data-testid="stElementContainer"]:has(.d-finding)')
    assert {head.evaluate("head => getComputedStyle(head).breakAfter") for head in heads.all()} == {"avoid"}


@pytest.mark.parametrize("lang", LANGS)
def test_paper_says_that_a_table_is_not_on_it_rather_than_cut_it(
    visit: Visitor, atlas: Atlas, lang: Lang
) -> None:
    reader = visit()
    reader.page.goto(f"{reader.server.url}/aid?lang={lang}&focus=none")
    table = reader.page.locator('[data-testid="stDataFrame"]').last
    table.wait_for()
    reader.page.emulate_media(media="print")
    said = table.evaluate("table => getComputedStyle(table, '::after').content")
    assert said == f'"{atlas.text(lang)("table.on-paper")}"'
    until(lambda: table.locator("canvas").first.is_hidden())
