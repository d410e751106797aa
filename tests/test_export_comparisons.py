"""Decided pairs of passages in files, in answers to programs and in the story: both sides in their exact
words, told whose decision it is, and no word of a document that is not carried."""

from __future__ import annotations

import io
from pathlib import Path

import pptx
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from test_documents_comparisons import ARTICLE, FIRST, keep
from test_documents_comparisons import store as store
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.compare.decisions import decided_pairs
from data.documents.store import Store
from data.i18n.isolates import strip_isolates
from data.query.selection import Selection
from data.query.story import parse, serialize, story_problems
from data.query.view import select
from data.tables.model import Step
from data.tables.model.comparisons import ComparedPair
from data.tables.vocab import LANGS, Lang
from export import content
from export.excerpt import excerpt
from export.order import Order
from export.pdf.pages import pdf_file
from export.pptx.deck import pptx_file
from export.story import evidence_table
from export.tables.comparisons import COLUMNS
from export.tables.comparisons import comparison_records as comparisons
from export.tables.files import csv_file, xlsx_file
from export.webpage.page import webpage_file
from server.api import tables as api
from ui.sentences.comparisons import sides
from ui.story.figures import MapMeasurements
from ui.story.gathering import of_pair
from ui.story.slides import slides


@pytest.fixture
def pair(store: Store) -> tuple[Atlas, ComparedPair]:
    """The atlas with one decided pair, and the pair."""
    keep(store)
    atlas = join(shipped(), store.overlay())
    (row,) = decided_pairs(atlas).values()
    return atlas, row


def told(atlas: Atlas, row: ComparedPair) -> Step:
    """The step that shows the pair."""
    return of_pair(select(atlas, Selection()), row, ())


def words(atlas: Atlas, row: ComparedPair) -> list[str]:
    """The compared words of both sides."""
    return [
        atlas.texts[row.one][row.one_start : row.one_end],
        atlas.texts[row.other][row.other_start : row.other_end],
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_a_table_holds_both_sides_exactly_and_nobody_who_decided(
    lang: Lang, pair: tuple[Atlas, ComparedPair]
) -> None:
    atlas, row = pair
    t = shipped().text(lang)
    (record,) = comparisons(select(atlas, Selection()), t)
    assert tuple(record) == tuple(COLUMNS)
    assert [record["one-words"], record["other-words"]] == words(atlas, row)
    for side in ("one", "other"):
        passage, sentence = str(record[f"{side}-passage"]), str(record[f"{side}-sentence"])
        assert sentence in atlas.texts[passage]
        assert str(record[f"{side}-words"]) in sentence
    assert record["verdict"] == t("compare.verdict-no-contradiction")
    assert record["reason"] == t("compare.reason-period")
    assert row.by == "Nora"
    assert "Nora" not in str(record)


@pytest.mark.parametrize("lang", LANGS)
def test_workbook_and_csv_have_the_columns_with_rows_or_without(
    lang: Lang, pair: tuple[Atlas, ComparedPair]
) -> None:
    t = shipped().text(lang)
    heads = tuple(t(f"column.{key}") for key in COLUMNS)
    for atlas, rows in ((shipped(), 0), (pair[0], 1)):
        view = select(atlas, Selection())
        sheet = load_workbook(io.BytesIO(xlsx_file(view, t)))[t("export.sheet-comparisons")]
        found = list(sheet.iter_rows(values_only=True))
        assert (found[0], len(found)) == (heads, 1 + rows)
        assert csv_file(view, t, "comparisons").decode("utf-8-sig").count("\r\n") == 1 + rows


def test_programs_are_given_them_where_the_operator_says_so(
    pair: tuple[Atlas, ComparedPair], monkeypatch: pytest.MonkeyPatch
) -> None:
    atlas, row = pair
    assert api.table_content(api.readable(atlas), "comparisons", {})["rows"] == {"ar": [], "en": []}
    monkeypatch.setenv("DALIL_API_ADDED", "yes")
    given = api.table_content(api.readable(atlas), "comparisons", {"lang": "en"})
    assert [one["id"] for one in given["rows"]["en"]] == [row.id]
    assert [*given["columns"]["en"]] == [*COLUMNS]


def test_a_choice_of_passages_chooses_the_pairs_that_have_one_of_them(
    pair: tuple[Atlas, ComparedPair],
) -> None:
    atlas, t = pair[0], shipped().text("en")
    assert len(comparisons(select(atlas, Selection(documents=(FIRST,))), t)) == 1
    assert len(comparisons(select(atlas, Selection(topics=("history",))), t)) == 0


def test_a_file_carries_a_pair_only_with_both_sides_and_without_who_decided(
    pair: tuple[Atlas, ComparedPair],
) -> None:
    atlas, row = pair
    step = told(atlas, row)
    whole = excerpt(select(atlas, Selection()), (step,))
    assert [key.by for key in decided_pairs(whole.view.atlas).values()] == [""]
    assert whole.documents == (FIRST,)
    assert whole.story == (step,)
    bare = excerpt(select(atlas, Selection()), (step,), curated=True)
    assert decided_pairs(bare.view.atlas) == {}
    assert bare.story == ()


def test_a_step_that_shows_a_pair_is_sound_and_outlives_a_story_file(
    pair: tuple[Atlas, ComparedPair],
) -> None:
    atlas, row = pair
    step = told(atlas, row)
    assert step.show == f"comparison:{row.id}"
    assert [*story_problems(atlas, [step])] == []
    assert parse(serialize([step], atlas.digest).encode(), atlas) == ((step,), [])
    (gone,) = story_problems(shipped(), [step.model_copy(update={"view": "", "sources": ()})])
    assert gone.field == "show"
    assert told(atlas, row).sources == (ARTICLE, *atlas.documents[FIRST].sources)
    again = of_pair(select(atlas, Selection()), row, (step,))
    assert again.id != step.id
    assert again.title_ar != step.title_ar


@pytest.mark.parametrize("lang", LANGS)
def test_a_slide_shows_both_sides_the_words_marked_and_why(
    lang: Lang, pair: tuple[Atlas, ComparedPair]
) -> None:
    atlas, row = pair
    t = atlas.text(lang)
    (slide,) = slides(atlas, (told(atlas, row),), t, MapMeasurements(1.0, 1.0))
    html = strip_isolates(str(slide["html"]))
    assert slide["show"] == "comparison"
    for compared in words(atlas, row):
        assert f"<mark>{compared}</mark>" in html
    assert html.count("<blockquote") == 2
    assert t("compare.own") in html
    assert t("compare.verdict-no-contradiction") in html
    assert t("compare.reason-period") in html
    assert "since 2002" in html
    assert "Nora" not in html


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_web_page_slides_and_printed_pages_have_both_sides(
    lang: Lang, pair: tuple[Atlas, ComparedPair], tmp_path: Path
) -> None:
    atlas, row = pair
    part = excerpt(select(atlas, Selection()), (told(atlas, row),))
    order, t = Order(part.view, (lang,), story=part.story), part.view.atlas.text(lang)
    ((verdict, _, quoted),) = ((p.verdict, p.note, p.sides) for p in content.compared_quotes(order, t))
    assert t("compare.reason-period") in strip_isolates(verdict)
    html = webpage_file(order)
    for _, said, _ in quoted:
        assert said in html
    assert t("export.sheet-comparisons") in html
    tables = [
        cell.text
        for slide in pptx.Presentation(io.BytesIO(pptx_file(order))).slides
        for shape in slide.shapes
        if shape.has_table
        for line in shape.table.rows
        for cell in line.cells
    ]
    for side in sides(part.view.atlas, row, t):
        assert any(side.sentence in cell for cell in tables)
    printed = " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf_file(order))).pages)
    assert "45" in printed
    assert "300" in printed
    assert "Nora" not in html + printed + " ".join(tables)


@pytest.mark.parametrize("lang", LANGS)
def test_a_step_on_paper_and_slide_tells_who_decided(lang: Lang, pair: tuple[Atlas, ComparedPair]) -> None:
    atlas, row = pair
    t = atlas.text(lang)
    assert (t("aid.column.edition"), t("compare.own")) in evidence_table(atlas, told(atlas, row), t)


def test_a_table_with_room_has_larger_letters(pair: tuple[Atlas, ComparedPair]) -> None:
    atlas, row = pair
    step = told(atlas, row).model_copy(update={"show": "aid:us-puma-2022", "view": ""})
    order = Order(excerpt(select(atlas, Selection())).view, ("en",), story=(step,))
    slides_of = pptx.Presentation(io.BytesIO(pptx_file(order))).slides
    (table,) = (shape for slide in slides_of for shape in slide.shapes if shape.has_table)
    paragraphs = (p for cell in table.table.iter_cells() for p in cell.text_frame.paragraphs)
    sizes = {run.font.size.pt for p in paragraphs for run in p.runs}
    assert min(sizes) > 13
