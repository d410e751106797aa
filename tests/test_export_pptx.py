"""Slides: native charts and tables, quotations with their source, our template or the one of a reader."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from typing import Any

import pptx
import pytest
from openpyxl import load_workbook
from orders import ARABIC, BOTH, order, reader_template, story, story_slides
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Inches
from tiny import shipped

from data.tables.vocab import LANGS, Lang
from export import content
from export.about import plain_label
from export.charts import charts
from export.imprint import colophon
from export.order import drawn_passages
from export.pptx import chart as native_chart
from export.pptx import deck, template
from export.pptx.layouts import LAYOUTS
from export.pptx.slide import Slide
from ui.charts.registry import charts_of
from ui.charts.spec import Axis, Bars

pytestmark = pytest.mark.slow
INK = {key: token.light for key, token in shipped().colours.items()}


@cache
def shown(langs: tuple[Lang, ...] = BOTH) -> Any:
    return pptx.Presentation(io.BytesIO(deck.pptx_file(order(langs))))


def paragraphs(langs: tuple[Lang, ...]) -> list[Any]:
    frames = []
    for slide in shown(langs).slides:
        for shape in slide.shapes:
            frames += [shape.text_frame] if shape.has_text_frame else []
            frames += (
                [cell.text_frame for row in shape.table.rows for cell in row.cells] if shape.has_table else []
            )
    return [p for frame in frames for p in frame.paragraphs if p.text.strip()]


@pytest.mark.parametrize("langs", [("ar",), ("en",), BOTH])
def test_each_paragraph_runs_in_the_direction_of_its_words(langs: tuple[Lang, ...]) -> None:
    for paragraph in paragraphs(langs):
        latin = len(re.findall(r"[A-Za-z]", paragraph.text))
        rtl = paragraph._p.pPr.get("rtl")
        if ARABIC.match(paragraph.text.lstrip("«")) and not latin:
            assert rtl == "1", paragraph.text
        if not ARABIC.search(paragraph.text) and latin > 20:
            assert rtl == "0" or "sha256" in paragraph.text, paragraph.text


def test_arabic_has_a_face_for_complex_scripts() -> None:
    for paragraph in paragraphs(BOTH):
        for run in paragraph.runs:
            face = run.font._element.find(qn("a:cs"))
            assert face is not None
            assert face.get("typeface") in ("+mj-cs", "+mn-cs")
            assert not ARABIC.search(run.text) or run.font._element.get("lang") == "ar-SA"


@pytest.mark.parametrize("lang", LANGS)
def test_a_native_chart_holds_the_figures_of_the_app(lang: Lang) -> None:
    made = charts(order((lang,)), "pptx", shipped().text(lang))
    drawn = [shape for slide in shown((lang,)).slides for shape in slide.shapes if shape.has_chart]
    native = {shape._element.nvGraphicFramePr.cNvPr.get("descr"): shape for shape in drawn}
    assert list(made) == charts_of("pptx")
    assert len(native) == len(made)
    for bars in made.values():
        assert isinstance(bars, Bars)
        chart = native[plain_label(bars.alt)].chart
        (series,) = chart.plots[0].series
        shown_rows = bars.rows if bars.upright else bars.rows[::-1]  # PowerPoint begins at the bottom
        assert list(chart.plots[0].categories) == [plain_label(bar.label) for bar in shown_rows]
        assert list(series.values) == [float(bar.value) for bar in shown_rows]
        if not bars.upright:
            assert labels_of(series) == [plain_label(bar.text) for bar in shown_rows]
        assert (chart.value_axis.minimum_scale, chart.value_axis.major_unit) == (0, bars.axis.ticks[1][0]), (
            "the axis counts as on the page"
        )
        assert chart.part.chart_workbook.xlsx_part is not None  # its numbers can be edited


def labels_of(series: Any) -> list[str]:
    """The words beside the bars of a native chart, as they are kept in the file."""
    [cache] = [e for e in series._element.iter() if str(e.tag).endswith("dlblRangeCache")]
    return [value.text.strip("\u202b\u202c") for value in cache.iter(qn("c:v"))]


@pytest.mark.parametrize("lang", LANGS)
def test_the_labels_of_a_native_chart_follow_their_cells(lang: Lang) -> None:
    for shape in (shape for slide in shown((lang,)).slides for shape in slide.shapes if shape.has_chart):
        [series] = shape.chart.plots[0].series
        cells = next(e.text for e in series._element.iter() if str(e.tag).endswith("}f") and "$C" in e.text)
        assert cells == f"Sheet1!$C$2:$C${1 + len(list(series.values))}"
        blob = shape.chart.part.chart_workbook.xlsx_part.blob
        sheet = load_workbook(io.BytesIO(blob))["Sheet1"]
        assert bool(sheet.sheet_view.rightToLeft) == (lang == "ar")
        fields = [e for e in series._element.iter(qn("a:fld")) if e.get("type") == "CELLRANGE"]
        assert len(fields) == len(labels_of(series)) > 0
        for n, value in enumerate(series.values, start=2):
            if label := str(sheet.cell(n, 3).value or ""):
                assert sheet.cell(n, 2).value == value
                bare = lang == "ar" and value in (1e6, 2e6)  # Arabic says these without a figure
                assert (f"B{n}" in label) != bare, "the words are worked out of the value"
                assert sheet.cell(n, 2).number_format in ("0%", '"$"#,##0', "#,##0")


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        (
            "at least $10.94 million · 12 items",
            10942904.0,
            '="at least $"&ROUND(B2/1000000,2)&" million · 12 items"',
        ),
        ("66%", 0.6646, '=ROUND(100*B2,0)&"%"'),
        ("$995,000", 995000.0, '="$"&FIXED(B2,0)'),
        ("12 of 120 “all”", 12.0, '=FIXED(B2,0)&" of 120 “all”"'),
        ('none "yet"', 3.0, '="none ""yet"""'),
        ("1.5 million of 15", 1500000.0, '=ROUND(B2/1000000,2)&" million of 15"'),
    ],
)
def test_a_label_is_worked_out_of_its_value(text: str, value: float, wanted: str) -> None:
    assert native_chart.formula(text, value, "B2") == wanted


def test_every_slide_has_a_title_and_pictures_and_charts_say_what_they_show() -> None:
    for slide in shown().slides:
        assert slide.shapes.title.text_frame.text.strip()
        for shape in slide.shapes:
            if hasattr(shape, "image") or shape.has_chart or shape.has_table:
                assert (shape._element.xpath(".//p:cNvPr")[0].get("descr") or "").strip()


def test_slides_quote_the_passages_in_view_with_citation_and_nothing_else() -> None:
    texts = [p.text for p in paragraphs(BOTH)]
    for passage in shipped().passages:
        assert (f"«{shipped().texts[passage]}»" in texts) == (passage in drawn_passages(shipped()))
    for lang in LANGS:
        assert {quote.citation for quote in content.quotes(order(), order().atlas.text(lang))} <= set(texts)
        assert {f"{head}: {text}" for head, text in colophon(order(), order().atlas.text(lang))} <= set(texts)


def test_the_map_on_the_slide_is_wide_and_speaker_notes_stay_out() -> None:
    pictures = [shape.image for slide in shown().slides for shape in slide.shapes if hasattr(shape, "image")]
    assert [image.size[0] >= 2400 for image in pictures] == [True]
    assert [slide for slide in shown().slides if slide.has_notes_slide] == []


def test_the_table_of_an_arabic_deck_begins_on_the_right() -> None:
    tables = [shape.table for slide in shown(("ar",)).slides for shape in slide.shapes if shape.has_table]
    assert [table._tbl.tblPr.get("rtl") for table in tables] == ["1"]
    assert tables[0].cell(0, 0).text_frame.text == shipped().text("ar")("document.says")


def test_sources_are_links() -> None:
    links = {run.hyperlink.address for p in paragraphs(BOTH) for run in p.runs if run.hyperlink.address}
    assert links == {source.url for source in content.sources_in_view(order()) if source.url}


def test_shown_and_named_sources_are_one_list_without_what_is_not_shown() -> None:
    ids = [source.id for source in content.sources_in_view(order())]
    assert len(ids) == len(set(ids))
    assert (
        {key for d in shipped().documents.values() for key in d.sources} <= set(ids) < set(shipped().sources)
    )


@pytest.mark.parametrize("langs", [("ar",), ("en",)])
def test_the_file_says_who_made_it_when_and_holds_nothing_of_another_deck(langs: tuple[Lang, ...]) -> None:
    made = shown(langs)
    core = made.core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("Dalil", "Dalil", "")
    assert (core.title, core.language) == (plain_label(shipped().text(langs[0])("map.title")), langs[0])
    assert abs(dt.datetime.now(dt.UTC).replace(tzinfo=None) - core.created) < dt.timedelta(days=1)
    assert core.modified == core.created
    with zipfile.ZipFile(io.BytesIO(deck.pptx_file(order(langs)))) as parts:
        assert [name for name in parts.namelist() if "thumbnail" in name] == []
        said = b"".join(parts.read(name) for name in parts.namelist() if name.startswith("docProps/"))
    assert re.findall(rb"\b4:3\b|Canny|python-pptx|Macintosh", said) == []


def test_slides_master_and_layouts_are_of_one_width() -> None:
    made = shown()
    assert (made.slide_width, made.slide_height) == (Inches(13.333), Inches(7.5))
    assert "type" not in made.part._element.find(qn("p:sldSz")).attrib
    for room in (made.slide_master, *made.slide_layouts):
        right = max(shape.left + shape.width for shape in room.placeholders)
        assert made.slide_width * 0.9 < right <= made.slide_width
    assert [layout.name for layout in made.slide_layouts] == list(LAYOUTS)
    title = made.slide_layouts.get_by_name("list").placeholders[0]
    assert abs(title.left + title.width / 2 - made.slide_width / 2) < Inches(0.1)


@pytest.mark.parametrize("lang", LANGS)
def test_the_template_is_ours_in_colours_faces_and_direction(lang: Lang) -> None:
    made = shown((lang,))
    [theme] = [r.target_part.blob for r in made.slide_master.part.rels.values() if "theme" in r.reltype]
    for token in ("ink", "ground", "border", "chart-1", "link"):
        assert shipped().colours[token].light.removeprefix("#").encode() in theme
    assert b"Georgia" in theme
    assert b"Calibri" not in theme
    for layout in made.slide_layouts:
        sides = {p.get("rtl") for p in layout._element.iter(qn("a:lvl1pPr"))}
        assert sides == {"1" if lang == "ar" else "0"}, layout.name
    step = made.slide_layouts.get_by_name("step")
    left = {shape.name: shape.left for shape in step.placeholders}
    assert (left["reading"] > left["visual"]) == (lang == "ar"), "our reading begins where one begins to read"


def test_slides_are_written_in_placeholders_and_leave_none_empty() -> None:
    for slide in pptx.Presentation(io.BytesIO(deck.pptx_file(story(True)))).slides:
        for shape in slide.shapes:
            assert shape.is_placeholder, shape.name
            assert not shape.has_text_frame or shape.text_frame.text.strip()


def test_no_run_of_a_slide_sets_a_colour_or_a_face_of_its_own() -> None:
    for paragraph in paragraphs(BOTH):
        for run in paragraph.runs:
            properties = run.font._element
            assert list(properties.iter(qn("a:srgbClr"))) == [], run.text
            assert properties.find(qn("a:latin")).get("typeface").startswith("+m")


def test_slides_take_the_design_of_a_deck_that_the_reader_gives() -> None:
    made = pptx.Presentation(io.BytesIO(deck.pptx_file(replace(story(), template=reader_template()))))
    assert (made.slide_width, made.slide_height) == (Inches(10), Inches(7.5))
    assert {layout.name for layout in made.slide_layouts} & set(LAYOUTS) == set()
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert "Old slide" not in titles
    assert len(titles) == len(pptx.Presentation(io.BytesIO(deck.pptx_file(story()))).slides)
    for slide in made.slides:
        assert all(s.left >= 0 and s.left + s.width <= made.slide_width + 1 for s in slide.shapes)


def test_every_slide_counts_itself() -> None:
    for n, slide in enumerate(shown().slides, start=1):
        [number] = [
            shape
            for shape in slide.placeholders
            if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER
        ]
        [field] = number._element.iter(qn("a:fld"))
        assert (field.get("type"), field.findtext(qn("a:t"))) == ("slidenum", str(n))


@pytest.mark.parametrize(("langs", "translated"), [(("ar",), False), (("en",), True), (BOTH, True)])
def test_a_step_quotes_the_exact_words_and_calls_our_translation_one(
    langs: tuple[Lang, ...], translated: bool
) -> None:
    quoting = [each for each in story_slides(langs) if each[1].step.passage]
    assert {lang for _, _, own in quoting for lang in own} == set(langs)
    for slide, scene, own in quoting:
        passage = scene.step.passage or ""
        lines = [
            p.text for shape in slide.shapes if shape.has_text_frame for p in shape.text_frame.paragraphs
        ]
        quoted = f"«{scene.step.quote or shipped().texts[passage]}»"
        n, t = shipped().passages[passage].number, shipped().text(own[0])
        says, ours = plain_label(t("aid.says", n=n)), t("passage.translation")
        first = own[0] == "en"  # readers of English get the translation above the original
        assert lines[lines.index(quoted) - 1] == (t("passage.in-arabic") if first else says)
        label = f"{says} · {ours}" if first else ours
        called = [at + 1 for at, line in enumerate(lines) if line == label]
        assert len(called) == (translated and "en" in own)
        assert [line for line in lines if line[:1] == "“" and line[-1:] == "”"] == [
            lines[at] for at in called
        ]
        assert all((at < lines.index(quoted)) == first for at in called)


@pytest.mark.parametrize(
    ("ticks", "wanted"),
    [([0, 20e6], '"$"#,##0,,"M"'), ([0, 2.5e6, 5e6], '"$"#,##0.0,,"M"'), ([0, 500], '"$"#,##0,,"M"')],
)
def test_an_axis_writes_whole_millions_without_a_point(ticks: list[float], wanted: str) -> None:
    chart = charts(order(("en",)), "pptx", shipped().text("en"))["largest"]
    assert isinstance(chart, Bars)
    bars = replace(chart, axis=Axis("dollars", tuple((tick, "") for tick in ticks)))
    slide = Slide(template.empty_deck("", "", "en", INK), "visual", {"en": "x"}, "en", "x", rtl=False)
    axis = native_chart.add_chart(slide, "visual", bars, INK).chart.value_axis
    assert wanted in axis.tick_labels.number_format
    assert "0.#" not in axis.tick_labels.number_format


@pytest.mark.parametrize(("wide", "wanted"), [(5.1, 200e6), (8.0, 100e6)])
def test_a_narrow_chart_counts_in_larger_steps(wide: float, wanted: float) -> None:
    chart = charts(order(("en",)), "pptx", shipped().text("en"))["largest"]
    assert isinstance(chart, Bars)
    bars = replace(chart, axis=Axis("dollars", tuple((n * 100e6, "") for n in range(5))))
    slide = Slide(template.empty_deck("", "", "en", INK), "visual", {"en": "x"}, "en", "x", rtl=False)
    drawn = native_chart.add_chart(slide, "visual", bars, INK, box=(1, 1, wide, 4)).chart
    assert drawn.value_axis.major_unit == wanted


@pytest.mark.parametrize(("wide", "wanted"), [(5.1, 3), (12.2, 1), (40, 1)])
def test_years_under_columns_have_room(wide: float, wanted: int) -> None:
    every = charts(order(("en",)), "pptx", shipped().text("en")).values()
    bars = next(chart for chart in every if isinstance(chart, Bars) and chart.upright)
    assert all(re.fullmatch(r"\d{4}", bar.label) for bar in bars.rows)
    slide = Slide(template.empty_deck("", "", "en", INK), "visual", {"en": "x"}, "en", "x", rtl=False)
    axis = native_chart.add_chart(
        slide, "visual", bars, INK, 14, (1, 1, wide, 4)
    ).chart.category_axis._element
    turned = int(axis.find(qn("c:txPr")).find(qn("a:bodyPr")).get("rot")) / 60000
    left_out = axis.find(qn("c:tickLblSkip"))
    every_nth = 1 if left_out is None else int(left_out.get("val"))
    assert (turned, every_nth) == (0 if wide == 40 else -45, wanted)
    column, year = (wide - 1) / len(bars.rows), (4 * 0.56 * 14 / 72, 14 / 72)  # inches
    apart = (
        every_nth * column * (1 if turned == 0 else 0.707)
    )  # across the lines of the labels, or along them
    assert apart > (year[0] if turned == 0 else year[1] * 0.9)


@pytest.mark.parametrize(
    ("ticks", "sum_", "noun"),
    [
        ([0, 5e6, 10e6], 5e6, "ملايين"),
        ([0, 5e6, 10e6], 10e6, "ملايين"),
        ([0, 1e6, 2e6, 3e6], 2e6, "مليون"),
        ([0, 2.5e6, 5e6], 2.5e6, "مليون"),
        ([0, 10e6, 20e6], 10e6, "ملايين"),
        ([0, 10e6, 20e6], 20e6, "مليون"),
    ],
)
def test_an_arabic_axis_writes_the_noun_that_agrees_with_its_number(
    ticks: list[float], sum_: float, noun: str
) -> None:
    sections = native_chart.sums_format(ticks, "ar").split(";")
    used = next(s for s in sections if sum_ >= float((re.match(r"\[>=(\d+)\]", s) or ["", "0"])[1]))
    assert used.endswith(f'" {noun}"')
    assert len(sections) == 3, "a format has room for two conditions"


def test_speaker_notes_run_in_the_direction_of_their_language() -> None:
    for slide in pptx.Presentation(io.BytesIO(deck.pptx_file(story(True)))).slides:
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs if slide.has_notes_slide else ():
            assert paragraph._p.pPr.get("rtl") == ("1" if ARABIC.search(paragraph.text) else "0"), (
                paragraph.text
            )


def test_tables_are_described() -> None:
    tables = [shape for slide in shown(("ar",)).slides for shape in slide.shapes if shape.has_table]
    assert all(shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in tables)
