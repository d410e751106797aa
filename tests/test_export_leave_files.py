"""Slides, pages and pictures to share, read back by readers that did not write them: python-pptx,
pypdf, Pillow, ElementTree."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pptx
import pytest
from matplotlib import rc_context
from matplotlib.colors import to_rgba_array
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from openpyxl import load_workbook
from PIL import Image
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Inches
from pypdf import PdfReader
from shapely import Point
from tiny import shipped, small

from data.facts.origin import curated
from data.i18n import name
from data.query.selection import Selection
from data.query.view import select
from data.tables.model import Step
from data.tables.vocab import LANGS, Lang
from export import content
from export.__main__ import main
from export.about import bidi_safe, plain_label
from export.charts import charts
from export.image import chart_image, map_image, profile_image
from export.imprint import colophon
from export.order import Order, mapped
from export.pdf import pages as pdf
from export.pdf import paper
from export.pptx import chart as native_chart
from export.pptx import deck, template
from export.pptx.layouts import LAYOUTS
from export.pptx.slide import Slide
from export.story import main_number, story_scenes
from geo import shapes
from geo.profile.data import summary
from geo.profile.draw import drawing
from ui.charts.registry import CHARTS, charts_of
from ui.charts.source_line import source_line
from ui.charts.spec import Axis, Bars
from ui.story.lists import LISTS
from ui.theme import fonts

pytestmark = pytest.mark.slow

ARABIC = re.compile(r"[\u0600-\u06ff]")
BOTH: tuple[Lang, ...] = ("ar", "en")
PICKED = Selection(topics=("counter-narcotics",), focus="place:chaldovar")


@cache
def order(langs: tuple[Lang, ...] = BOTH, selection: Selection | None = None, whole: bool = False) -> Order:
    return Order(select(shipped(), selection or Selection()), langs, whole)


@cache
def shown(langs: tuple[Lang, ...] = BOTH) -> Any:
    return pptx.Presentation(io.BytesIO(deck.deck(order(langs))))


@cache
def pages(langs: tuple[Lang, ...] = BOTH) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.pages(order(langs))))


@cache
def read(langs: tuple[Lang, ...] = BOTH) -> list[str]:
    """The text of each page without its foot. The extractor is pypdf."""
    texts = (page.extract_text() for page in pages(langs).pages)
    return [
        "\n".join(reordered(line) for line in page.split("\n") if "sha256:" not in line) for page in texts
    ]


def reordered(line: str) -> str:
    """A line as it is read. pypdf gives the runs of a line as they are drawn, from left to right, each in
    reading order: where Arabic leads, the runs are turned round."""
    letters = re.findall(r"[^\W\d_]", line)
    if not letters or sum(bool(ARABIC.match(c)) for c in letters) < len(letters) / 2:
        return line
    return " ".join(
        reversed(re.split(r"([0-9][0-9.,%]*|[A-Za-z][A-Za-z0-9-]*(?: [A-Za-z][A-Za-z0-9-]*)*)", line))
    )


def paragraphs(langs: tuple[Lang, ...]) -> list[Any]:
    frames = []
    for slide in shown(langs).slides:
        for shape in slide.shapes:
            frames += [shape.text_frame] if shape.has_text_frame else []
            frames += (
                [cell.text_frame for row in shape.table.rows for cell in row.cells] if shape.has_table else []
            )
    return [p for frame in frames for p in frame.paragraphs if p.text.strip()]


def words(text: str) -> list[str]:
    """The words of a text without digits and signs, which change sides at line ends when a page is read."""
    return re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", text))


# slides


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
    said = [p.text for p in paragraphs(BOTH)]
    for passage in shipped().passages:
        assert (f"«{shipped().texts[passage]}»" in said) == (passage in mapped(shipped()))
    for lang in LANGS:
        assert {quote.citation for quote in content.quotes(order(), order().atlas.text(lang))} <= set(said)
        assert {f"{head}: {text}" for head, text in colophon(order(), order().atlas.text(lang))} <= set(said)


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
    assert links == {source.url for source in content.sources(order()) if source.url}


def test_shown_and_named_sources_are_one_list_without_what_is_not_shown() -> None:
    ids = [source.id for source in content.sources(order())]
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
    with zipfile.ZipFile(io.BytesIO(deck.deck(order(langs)))) as parts:
        assert [name for name in parts.namelist() if "thumbnail" in name] == []
        said = b"".join(parts.read(name) for name in parts.namelist() if name.startswith("docProps/"))
    assert re.findall(rb"4:3|Canny|python-pptx|Macintosh", said) == []


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
    for slide in pptx.Presentation(io.BytesIO(deck.deck(story(True)))).slides:
        for shape in slide.shapes:
            assert shape.is_placeholder, shape.name
            assert not shape.has_text_frame or shape.text_frame.text.strip()


def test_no_run_of_a_slide_sets_a_colour_or_a_face_of_its_own() -> None:
    for paragraph in paragraphs(BOTH):
        for run in paragraph.runs:
            properties = run.font._element
            assert list(properties.iter(qn("a:srgbClr"))) == [], run.text
            assert properties.find(qn("a:latin")).get("typeface").startswith("+m")


def reader_template() -> bytes:
    """A deck of a reader's own: 4:3, with a slide in it."""
    own = pptx.Presentation()
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text_frame.text = "Old slide"
    own.slide_master.name = "Ministry"
    out = io.BytesIO()
    own.save(out)
    return out.getvalue()


def test_slides_take_the_design_of_a_deck_that_the_reader_gives() -> None:
    made = pptx.Presentation(io.BytesIO(deck.deck(replace(story(), template=reader_template()))))
    assert (made.slide_width, made.slide_height) == (Inches(10), Inches(7.5))
    assert {layout.name for layout in made.slide_layouts} & set(LAYOUTS) == set()
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert "Old slide" not in titles
    assert len(titles) == len(pptx.Presentation(io.BytesIO(deck.deck(story()))).slides)
    for slide in made.slides:
        assert all(s.left >= 0 and s.left + s.width <= made.slide_width + 1 for s in slide.shapes)


@pytest.mark.parametrize("given", [b"no deck", b"PK\x03\x04"])
def test_a_template_that_is_no_deck_is_refused(given: bytes) -> None:
    with pytest.raises(ValueError, match="template"):
        template.opened(given)


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
    told = Order(select(shipped(), Selection()), langs, story=tuple(shipped().story.values()))
    made = list(pptx.Presentation(io.BytesIO(deck.deck(told))).slides)[1:]
    for slide, scene in zip(made, story_scenes(told), strict=False):
        if not scene.step.passage:
            continue
        lines = [
            p.text for shape in slide.shapes if shape.has_text_frame for p in shape.text_frame.paragraphs
        ]
        quoted = f"«{scene.step.quote or shipped().texts[scene.step.passage]}»"
        n, t = shipped().passages[scene.step.passage].number, shipped().text(langs[0])
        says, ours = plain_label(t("aid.says", n=n)), t("passage.translation")
        first = langs[0] == "en"  # readers of English get the translation above the original
        assert lines[lines.index(quoted) - 1] == (t("passage.in-arabic") if first else says)
        label = f"{says} · {ours}" if first else ours
        called = [at + 1 for at, line in enumerate(lines) if line == label]
        assert len(called) == translated
        assert [line for line in lines if line[:1] == "“" and line[-1:] == "”"] == [
            lines[at] for at in called
        ]
        assert all((at < lines.index(quoted)) == first for at in called)


@pytest.mark.parametrize(
    ("ticks", "wanted"),
    [([0, 20e6], '"$"#,##0,,"M"'), ([0, 2.5e6, 5e6], '"$"#,##0.0,,"M"'), ([0, 500], '"$"#,##0,,"M"')],
)
def test_an_axis_writes_whole_millions_without_a_point(ticks: list[float], wanted: str) -> None:
    made = charts(order(("en",)), "pptx", shipped().text("en"))["largest"]
    assert isinstance(made, Bars)
    bars = replace(made, axis=Axis("dollars", tuple((tick, "") for tick in ticks)))
    ink = {k: v.light for k, v in shipped().colours.items()}
    slide = Slide(template.empty("", "", "en", ink), "visual", {"en": "x"}, "en", "x", rtl=False)
    axis = native_chart.add_chart(slide, "visual", bars).chart.value_axis
    assert wanted in axis.tick_labels.number_format
    assert "0.#" not in axis.tick_labels.number_format


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
    for slide in pptx.Presentation(io.BytesIO(deck.deck(story(True)))).slides:
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs if slide.has_notes_slide else ():
            assert paragraph._p.pPr.get("rtl") == ("1" if ARABIC.search(paragraph.text) else "0"), (
                paragraph.text
            )


def test_tables_are_described() -> None:
    tables = [shape for slide in shown(("ar",)).slides for shape in slide.shapes if shape.has_table]
    assert all(shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in tables)


# pages


@pytest.mark.parametrize("langs", [("ar",), ("en",), BOTH])
def test_each_passage_in_view_can_be_read_back_from_the_pages(langs: tuple[Lang, ...]) -> None:
    found = words("\n".join(read(langs)))
    for passage in order(langs).in_view:
        assert contains(found, words(shipped().texts[passage])), passage
        assert contains(found, words(shipped().translations[passage])) == ("en" in langs)
    others = [p for p in shipped().passages if p not in order(langs).in_view]
    assert [p for p in others if contains(found, words(shipped().texts[p])[-6:])] == []


def contains(text: list[str], part: list[str]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(text)} "


def test_the_brief_fits_one_page_and_the_map_follows() -> None:
    for langs in (("ar",), ("en",)):
        reader = pages(langs)
        first, second = reader.pages[:2]
        assert contains(words(first.extract_text()), words(shipped().text(langs[0])("map.title")))
        assert contains(words(first.extract_text()), words(shipped().text(langs[0])("file.limits-text")))
        assert [image.image is not None and image.image.size[0] >= 2400 for image in second.images] == [True]
        assert second.mediabox.width > second.mediabox.height


@pytest.mark.parametrize("lang", LANGS)
def test_the_pages_carry_the_imprint_and_links(lang: Lang) -> None:
    last = words("\n".join(read((lang,))[-2:]))
    for _, text in colophon(order((lang,)), order((lang,)).atlas.text(lang)):
        assert set(words(text)) <= set(last) or text == f"sha256:{shipped().digest}"
    reader = pages((lang,))
    links = {
        a.get_object()["/A"]["/URI"]
        for page in reader.pages
        for a in page.get("/Annots", [])
        if "/A" in a.get_object()
    }
    assert links == {source.url for source in content.sources(order()) if source.url}


def test_the_pages_list_the_statements_in_the_passages_they_quote_and_no_others() -> None:
    found = words("\n".join(read(("en",))))
    rows = [s for s in shipped().statements.values() if s.passage in order(("en",)).in_view]
    assert len(rows) == len(content.statements(order(("en",)), order(("en",)).atlas.text("en"))) - 1 > 5
    for row in rows:
        assert set(words(row.says_en)) <= set(found), row.id


@pytest.mark.parametrize(
    ("text", "rtl", "wanted"),
    [
        ("\u2068Sputnik\u2069 \u20681 مارس 2013\u2069", True, "Sputnik\u200f 1 مارس 2013"),
        ("\u2068Sputnik\u2069 · \u2068AFP\u2069", True, "Sputnik\u200f · AFP"),
        ("\u2068كم\u2069 12", False, "كم\u200e 12"),
        ("\u2068Sputnik\u2069 of May", False, "Sputnik of May"),
    ],
)
def test_what_follows_a_name_of_the_other_direction_does_not_stick_to_it(
    text: str, rtl: bool, wanted: str
) -> None:
    assert bidi_safe(text, rtl=rtl) == wanted


# pictures


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", charts_of("image"))
def test_a_chart_is_drawn_with_its_figures_words_and_source_and_nothing_is_cut(key: str, lang: Lang) -> None:
    bars = chart_image.drawn(order(), lang)[key]
    figure = chart_image.draw(order().view, CHARTS[key], bars)
    figure.canvas.draw()
    axes, flat = figure.axes[0], not bars.upright
    given = [bar.value for bar in bars.rows]
    drawn = [
        bar.get_width() if flat else bar.get_height() for bar in axes.patches if isinstance(bar, Rectangle)
    ]
    assert drawn == pytest.approx(given)
    labels = axes.get_yticklabels() if flat else axes.get_xticklabels()
    said = [text for text in (*figure.texts, *axes.texts, *labels) if text.get_text()]
    under = plain_label(source_line(bars, shipped().text(lang)))
    assert bars.sources
    assert bars.sources[0] in source_line(bars, shipped().text(lang))
    assert under in {" ".join(text.get_text().split()) for text in said}
    for text in said:
        box = text.get_window_extent()
        assert box.x0 >= 0, text.get_text()
        assert box.x1 <= figure.bbox.width, text.get_text()


def test_a_chart_of_nothing_is_refused() -> None:
    priced = {row.donor for row in shipped().aid.values() if row.usd}
    donor = next(row.donor for row in shipped().aid.values() if row.donor not in priced)
    with pytest.raises(ValueError, match="nothing in this view"):
        chart_image.chart(order(("en",), Selection(donors=(donor,))), "by-donor", "en")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", ["beside", "slide"])
def test_the_whole_legend_is_on_the_picture(lang: Lang, size: map_image.Size) -> None:
    figure = map_image.draw(
        select(shipped(), Selection()), select(shipped(), Selection()).atlas.text(lang), size
    )
    figure.canvas.draw()
    legend = figure.axes[-1].texts
    assert plain_label(shipped().text(lang)("legend.estimate")) in {text.get_text() for text in legend}
    for text in legend:
        box = text.get_window_extent()
        assert 0 <= box.x0 < box.x1 <= figure.bbox.width, text.get_text()


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_is_wide_and_in_our_colours(lang: Lang) -> None:
    image = Image.open(io.BytesIO(map_image.picture(order().view, order().view.atlas.text(lang))))
    assert image.size == (3200, 1800)
    pixels = {colour for _, colour in image.convert("RGB").getcolors(1_000_000) or []}
    for token in ("land", "land-other", "tint", "border"):
        assert tuple(bytes.fromhex(shipped().colours[token].light[1:])) in pixels, token


def test_the_svg_is_sound_and_the_same_each_time() -> None:
    drawn = map_image.picture(order().view, order().view.atlas.text("en"), "svg")
    root = ET.fromstring(drawn)
    assert root.tag.endswith("svg")
    assert drawn == map_image.picture(order().view, order().view.atlas.text("en"), "svg")
    assert [e.tag for e in root.iter() if e.tag.endswith("}script") or e.tag.endswith("}image")] == []


def test_a_place_in_focus_is_framed() -> None:
    west, south, east, north = map_image.frame(select(shipped(), PICKED), 16 / 9)
    place = shipped().places["chaldovar"]
    assert west < (place.lon or 0) < east
    assert south < (place.lat or 0) < north
    assert east - west < 3


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", ["chaldovar", "ayvaj", "ishkashim", "khorog", "dushanbe"])
def test_what_is_looked_at_is_named_on_the_picture(place: str, lang: Lang) -> None:
    figure = map_image.draw(
        select(shipped(), Selection(focus=f"place:{place}")),
        select(shipped(), Selection(focus=f"place:{place}")).atlas.text(lang),
    )
    assert plain_label(name(shipped().entities[place], lang)) in {
        plain_label(text.get_text()) for text in figure.axes[0].texts
    }


@pytest.mark.skipif(fonts() is None, reason="the Arabic faces are not installed")
def test_the_picture_is_written_in_the_face_of_the_app() -> None:
    assert "Noto Sans Arabic" in map_image.families()[0]


# the command


@pytest.mark.parametrize(
    ("command", "name", "magic"),
    [
        ("pptx --lang both", "a.pptx", b"PK"),
        ("pdf --lang both", "a.pdf", b"%PDF"),
        ("pptx --template {own}", "a.pptx", b"PK"),
        ("map --lang ar", "a.png", b"\x89PNG"),
        ("map --lang en", "a.svg", b"<?xml"),
        ("chart --lang ar", "a.png", b"\x89PNG"),
        ("chart --lang en --chart voices", "a.svg", b"<?xml"),
    ],
)
def test_the_command_writes_each(tmp_path: Path, command: str, name: str, magic: bytes) -> None:
    out, own = tmp_path / name, tmp_path / "own.pptx"
    own.write_bytes(reader_template())
    assert (
        main([*command.format(own=own).split(), "--out", str(out), "--query", "topics=counter-narcotics"])
        == 0
    )
    assert out.read_bytes().startswith(magic)


def test_another_ending_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["map", "--out", str(tmp_path / "a.gif")])
    assert ".png, .svg" in capsys.readouterr().err


def test_an_atlas_without_aid_makes_files_too() -> None:
    bare = Order(select(small(), Selection(focus="")), BOTH)
    assert pptx.Presentation(io.BytesIO(deck.deck(bare))).slides
    assert len(PdfReader(io.BytesIO(pdf.pages(bare))).pages) > 3


# the story


@cache
def story(notes: bool = False) -> Order:
    return Order(select(shipped(), Selection()), BOTH, story=tuple(shipped().story.values()), notes=notes)


@pytest.mark.parametrize("notes", [False, True])
def test_a_story_becomes_slides_with_notes_only_where_ordered(notes: bool) -> None:
    slides_ = list(pptx.Presentation(io.BytesIO(deck.deck(story(notes)))).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides_]
    scenes = story_scenes(story(notes))
    assert titles[1 : len(scenes) + 1] == [plain_label(scene.told["ar"].title) for scene in scenes]
    assert [slide.has_notes_slide for slide in slides_[1 : len(scenes) + 1]] == [notes] * len(scenes)
    for slide, scene in zip(slides_[1:], scenes, strict=False):
        kinds = [shape.has_chart for shape in slide.shapes]
        assert any(kinds) == bool(scene.charts)
        assert any(shape.has_table for shape in slide.shapes) == scene.step.show.startswith(
            ("statement:", "aid:")
        )
        assert any(hasattr(shape, "image") for shape in slide.shapes) == (scene.mapped and not scene.charts)
        if notes:
            assert plain_label(scene.told["ar"].notes) in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("langs", [("ar",), ("en",), BOTH])
def test_a_step_on_the_border_shows_its_profile_over_the_slide_and_what_it_quotes_above(
    langs: tuple[Lang, ...],
) -> None:
    told = replace(story(), langs=langs)
    slides_ = list(pptx.Presentation(io.BytesIO(deck.deck(told))).slides)[1:]
    [slide] = [
        s for s, scene in zip(slides_, story_scenes(told), strict=False) if scene.step.show == "profile"
    ]
    [picture] = [shape for shape in slide.shapes if hasattr(shape, "image")]
    assert picture._element.xpath(".//p:cNvPr")[0].get("descr") == plain_label(
        summary(shipped(), shipped().text(langs[0]))
    )
    assert picture.width > Inches(8)
    quotation = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == 15)
    assert quotation.top + quotation.height <= picture.top


def test_a_profile_is_drawn_as_on_the_page_without_the_lanes_beside_the_banks() -> None:
    figure = Figure()
    axes = figure.add_subplot()
    ink = {key: token.light for key, token in shipped().colours.items()}
    root = drawing(shipped(), shipped().text("en"))
    profile_image.draw(axes, root, ink, {"place:chaldovar"})
    names = {"".join(e.itertext()) for e in root.iter("text") if e.get("class") == "d-strip-name"}
    written = {text.get_text(): text.get_color() for text in axes.texts}
    assert {plain_label(one) for one in names} <= set(written)
    assert written["Chaldivar"] == ink["link"]
    assert [text for text in written if "passages" in text] == []
    signs = [e for e in root.iter() if e.get("class") == "d-strip-sign"]
    faces = [tuple(patch.get_facecolor()) for patch in axes.patches]
    assert len(axes.patches) > len(signs) > 40
    assert to_rgba_array(ink["border"])[0].tolist() in [list(face) for face in faces]


@pytest.mark.parametrize(
    ("title", "lang", "wanted"),
    [
        ("A border of about {km} km", "en", "1,344 km"),
        ("{said} كما أُعلن", "ar", "330 مليون دولار"),
        ("Equal to {puma_share}% of it", "en", "6%"),
        ("One op-ed, read {unknown}", "en", ""),
    ],
)
def test_the_number_of_a_step_is_the_first_figure_of_its_title_with_its_unit(
    title: str, lang: Lang, wanted: str
) -> None:
    values = {"km": "1,344", "said": "330 مليون دولار", "puma_share": "6"}
    step = Step(id="own", title_en=title, title_ar=title, show="points")
    assert main_number(step, values, lang) == wanted


def test_slides_of_a_story_list_the_sources_that_it_cites_and_no_others() -> None:
    made = pptx.Presentation(io.BytesIO(deck.deck(story())))
    links = {
        run.hyperlink.address
        for slide in made.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for p in shape.text_frame.paragraphs
        for run in p.runs
        if run.hyperlink.address
    }
    atlas = shipped()
    cited = {key for step in atlas.story.values() for key in step.sources}
    quoted = {key for document in curated(atlas).documents for key in atlas.documents[document].sources}
    assert links == {atlas.sources[key].url for key in cited | quoted} - {""}
    assert len(links) < len(content.sources(story())) / 2


def test_a_story_becomes_pages_and_tells_how_far_it_is() -> None:
    done: list[float] = []
    pages = PdfReader(io.BytesIO(pdf.pages(story().reporting(done.append)))).pages
    found = words("\n".join(page.extract_text() for page in pages))
    for scene in story_scenes(story()):
        assert set(words(scene.told["en"].title)) <= set(found)
    assert done == sorted(done)
    assert len(done) >= 3
    secret = story_scenes(story())[0].told["en"].notes
    assert not contains(found, words(secret)[:8])


@pytest.mark.parametrize("show", [*LISTS, "chart:by-passage", "chart:yearly", "chart:in-time"])
def test_whatever_a_gathered_step_shows_stands_on_its_slide_and_page(show: str) -> None:
    step = Step(id="own", title_en="Mine", title_ar="لي", show=show)
    told = replace(story(), langs=("ar",), story=(step,))
    slide = list(pptx.Presentation(io.BytesIO(deck.deck(told))).slides)[1]
    [shown_] = [s for s in slide.shapes if hasattr(s, "image") or s.has_table or s.has_chart]
    assert shown_.has_table == (show in LISTS)
    assert shown_.top + shown_.height < Inches(7.1)
    reader = PdfReader(io.BytesIO(pdf.pages(told)))
    if show in LISTS:
        [head] = {shown_.table.cell(0, 1).text_frame.text}
        assert any(contains(words(page.extract_text()), words(head)) for page in reader.pages)
    else:
        assert sum(len(page.images) for page in reader.pages) >= 1 + hasattr(shown_, "image")


@pytest.mark.parametrize("lang", LANGS)
def test_each_step_of_a_printed_story_stands_whole_on_a_page_with_what_it_shows(lang: Lang) -> None:
    told = replace(story(), langs=(lang,))
    reader = PdfReader(io.BytesIO(pdf.pages(told)))
    texts = [words(page.extract_text()) for page in reader.pages]
    images = [len(page.images) for page in reader.pages]
    scenes, drawn = story_scenes(told), Counter[int]()
    for scene in scenes:
        title, sources = (
            words(plain_label(text)) for text in (scene.told[lang].title, scene.told[lang].sources[-1])
        )
        at = [n for n, text in enumerate(texts) if set(title) <= set(text) and n > 1]
        assert any(set(sources) <= set(texts[n]) for n in at), scene.step.id
        for bar in getattr(scene.charts.get(lang), "rows", ()):
            assert any(set(words(plain_label(bar.label))) <= set(texts[n]) for n in at), bar.label
        drawn[at[0]] += scene.mapped and not scene.charts
    assert sum(images[2:]) == sum(drawn.values()) > 4
    assert {int(i.image.size[0]) for page in reader.pages[2:] for i in page.images if i.image} == {
        paper.PIXELS
    }
    assert len(reader.outline) > 3


@pytest.mark.parametrize("notes", [False, True])
def test_what_is_meant_for_the_speaker_is_printed_only_where_asked_for_and_called_so(notes: bool) -> None:
    told = replace(story(notes), langs=("en",))
    found = words("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.pages(told))).pages))
    assert contains(found, words(shipped().text("en")("story.field-notes"))) == notes
    assert not contains(found, words(shipped().text("en")("story.title")))


@pytest.mark.parametrize(
    ("focus", "region", "other"),
    [
        ("gbao", "gbao", "badakhshan-afghanistan"),
        ("khatlon", "khatlon", "takhar"),
        ("tajikistan", "rest-of-tajikistan", "takhar"),
        ("afghanistan", "badakhshan-afghanistan", "gbao"),
    ],
)
def test_an_area_in_focus_is_drawn_apart_from_its_neighbours_and_from_the_tint_of_both_banks(
    focus: str, region: str, other: str
) -> None:
    plain_, seen = (
        to_rgba_array(
            map_image.draw(
                select(shipped(), Selection(focus=key)),
                select(shipped(), Selection(focus=key)).atlas.text("en"),
            )
            .axes[0]
            .collections[1]
            .get_facecolor()
        ).tolist()
        for key in ("", f"place:{focus}")
    )
    order_ = [
        key
        for key, shape in shapes.layer("regions").geometry.items()
        for _ in getattr(shape, "geoms", [shape])
    ]
    at, beside = order_.index(region), order_.index(other)
    assert seen[at] != plain_[at]
    assert seen[at] != seen[beside]
    assert seen[beside] == plain_[beside]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("focus", ["", "place:chaldovar", "place:ishkashim", "place:khorog", "place:gbao"])
def test_both_countries_are_named_each_on_its_own_bank(lang: Lang, focus: str) -> None:
    view = select(shipped(), Selection(focus=focus))
    figure = map_image.draw(view, shipped().text(lang))
    written = {text.get_text(): text.get_position() for text in figure.axes[0].texts}
    for country, code in (("tajikistan", "TJ"), ("afghanistan", "AF")):
        at = written[plain_label(name(shipped().entities[country], lang))]
        assert shapes.bank(code).covers(Point(*at)), country


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", map_image.SIZES)
@pytest.mark.parametrize("focus", ["", "place:chaldovar", "place:ishkashim"])
def test_no_name_on_a_drawn_map_covers_another_or_its_scale(
    lang: Lang, size: map_image.Size, focus: str
) -> None:
    with rc_context({"font.family": map_image.families()}):
        figure = map_image.draw(select(shipped(), Selection(focus=focus)), shipped().text(lang), size)
        figure.canvas.draw()
        level = [text for text in figure.axes[0].texts if not text.get_rotation()]
        boxes = [
            text.get_window_extent().expanded(1, 0.6) for text in level
        ]  # letters fill so much of a line
    km = shipped().text(lang)("map.km")
    assert [text for text in level if re.fullmatch(rf"\d+ {km}", text.get_text())], "there is a scale"
    assert [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a.overlaps(b)] == []


def test_a_map_of_a_part_says_where_it_lies() -> None:
    axes = [
        map_image.draw(select(shipped(), Selection(focus=focus)), shipped().text("en")).axes[0].child_axes
        for focus in ("", "place:chaldovar")
    ]
    assert [len(inset) for inset in axes] == [0, 1]
