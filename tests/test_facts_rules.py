"""The written rules stand on the page and in files, every assessment and every sum leads to them, and what a
rule makes checkable holds in every text that is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO

import pytest
from pptx import Presentation
from pypdf import PdfReader
from tiny import shipped

from data.query.selection import Selection
from data.query.view import select
from data.tables.model import TABLES
from data.tables.vocab import CHARTS, LANGS, Lang
from export.order import Order
from export.pdf.pages import pdf_file
from export.pptx.deck import pptx_file
from export.webpage.deck import story_deck
from export.webpage.page import webpage_file
from ui.charts.registry import of_story
from ui.html.aid import claims_vs_records_html
from ui.html.panel.panel import panel
from ui.html.places import map_surroundings
from ui.html.statements.page import statement_cards
from ui.html.statements.rules import rules_html
from ui.sentences.actors import aid_lines
from ui.sentences.rules import ABOUT, About, rule_texts, rules_anchor, rules_link, rules_path
from ui.story.figures import Figures, MapMeasurements
from ui.story.slides import slides
from ui.story.steps import rules_behind, step_text

MOST = 420  # characters of a rule: short enough to be read
RANKING = {  # words that would rank donors
    "en": re.compile(r"\b(largest|biggest|top|first) (donor|giver|funder)s?\b", re.I),
    "ar": re.compile(r"(أكبر|أول|أهم) (ال)?(مانح|ممول|المانحين|الممولين|متبرع)"),
}
REMAINDER = {  # words that would name a rest of the stated sum
    "en": re.compile(r"\b(remaining|the rest|the other|remainder)\b(?:[^.\n]|\.\d){0,40}\bmillion", re.I),
    "ar": re.compile(r"(المتبقي|الباقي|بقية|باقي)(?:[^.\n]|\.\d){0,40}مليون"),
}


def shown(lang: Lang) -> Iterator[tuple[str, str]]:
    """Every sentence of the tables and of the story, by where it stands."""
    atlas = shipped()
    for schema in TABLES:
        for key, row in getattr(atlas, schema.table).items():
            for column, value in row.model_dump().items():
                if column == lang or column.endswith(f"_{lang}"):
                    yield f"{schema.table} {key} {column}", str(value)
    for step in atlas.story.values():
        one = step_text(
            atlas, step, atlas.text(lang), Figures(atlas, atlas.text(lang), MapMeasurements(1344, 322))
        )
        points = [part for head, parts in one.blocks for part in (head, *parts)]
        yield f"story {step.id}", "\n".join([one.title, *points, one.notes])
    for key in CHARTS:
        yield f"chart {key}", of_story(atlas, key, atlas.text(lang)).finding


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_ranks_donors_or_names_a_remainder_of_a_stated_sum(lang: Lang) -> None:
    texts = list(shown(lang))
    assert len(texts) > 2000
    for pattern in (RANKING[lang], REMAINDER[lang]):
        assert [(where, text) for where, text in texts if pattern.search(text)] == []


def test_the_words_that_are_looked_for_would_be_found() -> None:
    for lang, rank, rest in (
        ("en", "The largest donor is Moonland", "the other $240.59 million consist of"),
        ("ar", "أكبر مانح هو", "والباقي 240 مليون دولار"),
    ):
        assert RANKING[lang].search(rank)
        assert REMAINDER[lang].search(rest)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("about", ABOUT)
def test_the_rules_are_short_and_stand_on_the_page_each_in_its_section(about: About, lang: Lang) -> None:
    html = unescape(rules_html(shipped(), shipped().text(lang)))
    section = html.split(f'id="{rules_anchor(about, lang)}"')[1].split("</section>")[0]
    lead, stated = rule_texts(shipped(), about, shipped().text(lang))
    assert lead in section
    assert "<h2" in section, "a section of the page, not of what stands above it"
    assert len(stated) >= 8
    for head, text in stated:
        assert head in section
        assert text in section
        assert len(text) <= MOST
    if about == "assessment":
        bears = [row.relation for row in shipped().evidence.values()]
        assert all(str(bears.count(key)) in section for key in ("supports", "contradicts", "context"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_assessment_and_every_sum_leads_to_its_rules(lang: Lang) -> None:
    to = {about: f'href="sources?lang={lang}#{rules_anchor(about, lang)}"' for about in ABOUT}
    cards = statement_cards(shipped(), shipped().text(lang))
    assert cards.count(to["assessment"]) == len(shipped().statements)
    assert to["sums"] in claims_vs_records_html(
        select(shipped(), Selection()), select(shipped(), Selection()).atlas.text(lang)
    )
    assert all(link in map_surroundings(shipped(), shipped().text(lang), ()) for link in to.values())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("focus", ["place:united-states", "body:us-embassy-in-dushanbe"])
def test_what_an_actor_has_a_part_in_is_summed_by_rules_that_are_linked(focus: str, lang: Lang) -> None:
    view = select(shipped(), Selection(focus=focus))
    head = panel(view, shipped().text(lang), passages=False).split("</header>")[0]
    lines = aid_lines(view, focus.partition(":")[2], shipped().text(lang))
    assert lines
    assert unescape(head).count(lines[-1]) == 1
    assert head.count(f'href="{rules_path("sums", lang)}"') == 1


@pytest.mark.parametrize("lang", LANGS)
def test_a_slide_with_a_sum_or_an_assessment_opens_the_rules_beside_it(lang: Lang) -> None:
    steps = tuple(shipped().story.values())
    told = slides(shipped(), steps, shipped().text(lang), MapMeasurements(1344, 322))
    led = {about: [one["id"] for one in told if rules_path(about, lang) in one["html"]] for about in ABOUT}
    assert led == {"assessment": ["scorecard"], "sums": ["sum", "puma"]}
    linked = [one["html"] for one in told if "d-rule" in one["html"]]
    assert all('target="_blank"' in html.split("d-rule")[1].split(">")[0] for html in linked)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("address", ["", "https://example.org/dalil"])
def test_slides_as_a_file_name_the_rules_and_link_them_where_there_is_an_address(
    lang: Lang, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DALIL_PUBLIC_URL", address)
    told = tuple(step for step in shipped().story.values() if step.id in ("scorecard", "sum"))
    made = Presentation(
        BytesIO(pptx_file(Order(select(shipped(), Selection()), (lang,), story=told, notes=True)))
    )
    for slide, about in zip(list(made.slides)[1:3], ABOUT, strict=True):
        runs = [
            run
            for shape in slide.shapes
            if shape.has_text_frame
            for p in shape.text_frame.paragraphs
            for run in p.runs
        ]
        named = [run for run in runs if shipped().text(lang)(f"rules.{about}") in run.text]
        assert [run.hyperlink.address for run in named] == [
            f"{address}/{rules_path(about, lang)}" if address else None
        ]
        heads = [head for head, _ in rule_texts(shipped(), about, shipped().text(lang))[1]]
        notes = slide.notes_slide.notes_text_frame.text
        assert all(head in notes for head in heads) == (not address)


@pytest.mark.parametrize("lang", LANGS)
def test_a_step_of_an_exported_page_leads_to_the_rules_behind_what_it_shows(lang: Lang) -> None:
    told = tuple(shipped().story.values())
    stage = story_deck(Order(select(shipped(), Selection()), (lang,), story=told))
    assert stage
    found = dict(zip(told, (slide["html"] for slide in stage["decks"][lang]["slides"]), strict=True))
    for step, html in found.items():
        about = rules_behind(step)
        link = str(rules_link(about, shipped().text(lang), apart=True)) if about else 'class="d-rule"'
        assert (link in html) == bool(about)
    assert sum('class="d-rule"' in html for html in found.values()) >= 3


def test_in_an_exported_page_the_links_lead_to_sections_of_the_file() -> None:
    html = webpage_file(Order(select(shipped(), Selection()), LANGS))
    for lang in LANGS:
        for about in ABOUT:
            assert html.count(f'id="{rules_anchor(about, lang)}"') == 1
            assert shipped().text(lang)(f"rules.{about}") in html
        assert f'href="sources?lang={lang}#{rules_anchor("sums", lang)}"' in html


@pytest.mark.slow
def test_in_the_pdf_sums_and_statements_are_linked_to_the_pages_of_rules() -> None:
    file = PdfReader(BytesIO(pdf_file(Order(select(shipped(), Selection()), ("en",)))))
    texts = [page.extract_text() for page in file.pages]
    of_rules = [n for n, text in enumerate(texts) if shipped().text("en")("rules.sums-lead") in text]
    assert len(of_rules) == 1
    leading = [
        n
        for n, one in enumerate(file.pages)
        for note in one.get("/Annots") or ()
        if _target(file, note.get_object()) in {of_rules[0] - 1, of_rules[0]}
    ]
    assert len(leading) >= 2


def _target(file: PdfReader, note: dict) -> int | None:  # type: ignore[type-arg]
    """The number of the page that a link in a PDF leads to."""
    place = note.get("/Dest") or (note.get("/A") or {}).get("/D")
    return file.get_page_number(place[0].get_object()) if isinstance(place, list) else None
