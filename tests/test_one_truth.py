"""One truth: every count and sum of a choice is the same wherever it is shown, on pages and in files, in both
languages."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx.text.text import TextFrame
from tiny import selections, shipped

from data.facts.aid import ITEMS, bridges, exclusion_reason, security, total
from data.facts.statements import tally
from data.i18n.isolates import strip_isolates
from data.query.actors import never_named
from data.query.describe import describe
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.vocab import LANGS, Lang
from export.about import about_lines, plain_label
from export.order import Order
from export.pptx import deck
from export.tables.files import TABLES, csv_file, xlsx_file
from export.webpage import page
from ui.charts.registry import CHARTS
from ui.charts.spec import Bars, Marks, Matrix
from ui.html.aid import unsummed_records
from ui.html.filtered import filter_summary
from ui.html.headings import map_heading
from ui.sentences.aid import records_summary

ATLAS = shipped()
EVERY = settings(max_examples=20, deadline=None)
FEW = settings(max_examples=1, deadline=None)  # files take seconds to make
IN_BOTH = pytest.mark.parametrize("lang", LANGS)


def rows(view: View, lang: Lang, table: str) -> list[list[str]]:
    """The rows of a table as CSV, without its header."""
    content = csv_file(view, ATLAS.text(lang), table).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))[1:]


@IN_BOTH
@EVERY
@given(s=selections(ATLAS))
def test_passages_are_counted_alike(lang: Lang, s: Selection) -> None:
    view, t = select(ATLAS, s), ATLAS.text(lang)
    said = t.count("passages", len(view.passages))
    assert (said in describe(view, t)) == bool(view.passages), "of none it says that none fits"
    assert describe(view, t) in strip_markup(map_heading(view, t))
    assert filter_summary(view, t)["count"] == said
    exported = rows(view, lang, "passages")
    assert len(exported) == len(view.passages) + len(view.undecided)
    assert sum(not row[-1] for row in exported) == len(view.passages), "those apart say so"
    assert plain_label(describe(view, t)) in dict(about_lines(view, t)).values()


def strip_markup(html: str) -> str:
    """The text of a piece of HTML."""
    text = re.sub(r"<[^>]+>", "", str(html))
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return text


@IN_BOTH
@EVERY
@given(s=selections(ATLAS))
def test_mentions_are_counted_alike(lang: Lang, s: Selection) -> None:
    view, t = select(ATLAS, s), ATLAS.text(lang)
    by_voice, by_passage = (CHARTS[key].make(view, t) for key in ("mentions", "by-passage"))
    assert isinstance(by_voice, Bars)
    assert isinstance(by_passage, Matrix)
    counted = sum(bar.value for bar in by_voice.rows)
    assert sum(cell.value for cell in by_passage.cells) == counted
    if not s.voices:  # the table holds the mentions of all voices
        entities = [row[4] for row in rows(view, lang, "mentions")]
        assert sum(entity in ATLAS.actors for entity in entities) == counted


@IN_BOTH
@EVERY
@given(s=selections(ATLAS))
def test_statements_and_events_are_counted_alike(lang: Lang, s: Selection) -> None:
    view, t = select(ATLAS, s), ATLAS.text(lang)
    assert len(rows(view, lang, "statements")) == len(view.statements)
    every = select(ATLAS, replace(s, assessments=()))
    assert view.assessed == tally(every.statements)
    dated = CHARTS["events"].make(view, t)
    assert isinstance(dated, Marks)
    assert sum(not mark.faint for mark in dated.marks) == len(view.events) == len(rows(view, lang, "events"))
    assert t.count("events", len(view.events)) in dated.finding


@IN_BOTH
@EVERY
@given(s=selections(ATLAS))
def test_aid_is_summed_and_counted_alike(lang: Lang, s: Selection) -> None:
    view, t = select(ATLAS, s), ATLAS.text(lang)
    whole = total(view.certain_aid)
    said = records_summary(view, t)
    for part in (security(view.certain_aid), bridges(view.certain_aid)):
        if part.priced:
            assert t.amount(part.usd, at_least=part.at_least) in said
            counted = t.count("items", len(part.priced))
            assert counted in said or counted.oblique in said
    assert plain_label(said) in dict(about_lines(view, t)).values()
    assert len(rows(view, lang, "aid")) == len(view.aid)
    donors = CHARTS["by-donor"].make(view, t)
    assert isinstance(donors, Bars)
    assert sum(bar.value for bar in donors.rows) == pytest.approx(whole.usd)
    assert sorted(key for bar in donors.rows for key in bar.ids) == sorted(whole.priced)
    items = [row for row in view.certain_aid if row.category in ITEMS]
    dated = CHARTS["in-time"].make(view, t)
    assert isinstance(dated, Marks)
    assert len(dated.marks) == sum(bool(row.date) for row in items)
    phases = CHARTS["phases"].make(view, t)
    assert isinstance(phases, Matrix)
    at = Counter(row.status for row in items)
    assert sum(cell.value for cell in phases.cells) == sum(
        at[status] for status in ("handed-over", "under-construction", "announced")
    )
    left = [row for row in view.aid if row.id in view.uncertain_aid or exclusion_reason(row)]
    assert unsummed_records(view, t).count("<li>") == len(left)


@IN_BOTH
@EVERY
@given(s=selections(ATLAS), data=st.data())
def test_a_cell_of_actor_and_topic_says_what_choosing_both_gives(
    lang: Lang, s: Selection, data: st.DataObject
) -> None:
    crossed = CHARTS["each"].make(select(ATLAS, s), ATLAS.text(lang))
    assert isinstance(crossed, Matrix)
    if crossed.cells:
        cell = data.draw(st.sampled_from(crossed.cells))
        actor, topic = cell.ids[0].removeprefix("cross:").split(" ")
        both = select(ATLAS, replace(s, actors=(actor,), topics=(topic,), match="any"))
        assert cell.value == len(both.passages)


@EVERY
@given(s=selections(ATLAS))
def test_both_languages_count_alike(s: Selection) -> None:
    view = select(ATLAS, s)
    for table in TABLES:
        assert len(rows(view, "ar", table)) == len(rows(view, "en", table))
    for entry in CHARTS.values():
        arabic, english = (entry.chart(view, ATLAS.text(lang)) for lang in LANGS)
        assert Counter(map(str, arabic.ids)) == Counter(map(str, english.ids))
        assert len(arabic.described) == len(english.described)
    assert len(never_named(view)) == len(CHARTS["never-named"].make(view, ATLAS.text("en")).table)


@pytest.mark.slow
@IN_BOTH
@FEW
@given(s=selections(ATLAS))
def test_web_page_slides_and_workbook_say_the_counts_and_sums_of_the_pages(lang: Lang, s: Selection) -> None:
    view, t = select(ATLAS, s), ATLAS.text(lang)
    order = Order(view, (lang,))
    counted, summed = words(describe(view, t)), words(records_summary(view, t))
    book = load_workbook(io.BytesIO(xlsx_file(view, t)))
    for table in TABLES:
        assert book[t(f"export.sheet-{table}")].max_row == 1 + len(rows(view, lang, table))
    slides = pptx.Presentation(io.BytesIO(deck.pptx_file(order))).slides
    on_slides = words(" ".join(f.text for slide in slides for f in slide_frames(slide)))
    in_page = words(strip_markup(page.webpage_file(order)))
    for said in (counted, summed):
        assert said in in_page
        assert said in on_slides


def slide_frames(slide: object) -> list[TextFrame]:
    """The texts of a slide and of its notes."""
    frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]  # type: ignore[attr-defined]
    return frames + ([slide.notes_slide.notes_text_frame] if slide.has_notes_slide else [])  # type: ignore[attr-defined]


def words(text: str) -> str:
    """A text without marks of direction, its words one space apart."""
    return " ".join(re.sub("[\u200e\u200f]", "", strip_isolates(text)).split())
