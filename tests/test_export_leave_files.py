"""Slides, pages and pictures to leave behind, read back by readers that did not write them: python-pptx,
pypdf, Pillow, ElementTree."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pptx
import pytest
from matplotlib.colors import to_rgba_array
from matplotlib.patches import Rectangle
from PIL import Image
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Inches
from pypdf import PdfReader
from tiny import shipped, small

from data.i18n import name
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from export import content
from export.__main__ import main
from export.about import bidi_safe, plain_label
from export.charts import charts
from export.image import chart_image, map_image
from export.imprint import colophon
from export.order import Order, mapped
from export.pdf import pages as pdf
from export.pptx import deck
from export.pptx import parts as slides
from export.story import story_scenes
from geo import shapes
from ui.charts.registry import CHARTS, charts_of
from ui.charts.source_line import source_line
from ui.charts.spec import Axis, Bars
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
            assert face.get("typeface") in (slides.SANS, slides.SERIF)
            assert not ARABIC.search(run.text) or run.font._element.get("lang") == "ar-SA"


@pytest.mark.parametrize("lang", LANGS)
def test_a_native_chart_holds_the_figures_of_the_app(lang: Lang) -> None:
    made = charts(order((lang,)), "pptx", shipped().text(lang))
    drawn = [shape for slide in shown((lang,)).slides for shape in slide.shapes if shape.has_chart]
    native = {shape._element.nvGraphicFramePr.cNvPr.get("descr"): shape.chart for shape in drawn}
    assert list(made) == charts_of("pptx")
    assert len(native) == len(made)
    for bars in made.values():
        assert isinstance(bars, Bars)
        chart = native[plain_label(bars.finding)]
        (series,) = chart.plots[0].series
        shown_rows = bars.rows if bars.upright else bars.rows[::-1]  # PowerPoint begins at the bottom
        assert list(chart.plots[0].categories) == [plain_label(bar.label) for bar in shown_rows]
        assert list(series.values) == [float(bar.value) for bar in shown_rows]
        labels = [series.points[n].data_label for n in range(len(shown_rows))]
        if not bars.upright:
            assert [label.text_frame.text.strip("\u202b\u202c") for label in labels] == [
                plain_label(bar.text) for bar in shown_rows
            ]
        assert (chart.value_axis.minimum_scale, chart.value_axis.major_unit) == (0, bars.axis.ticks[1][0]), (
            "the axis counts as on the page"
        )
        assert chart.part.chart_workbook.xlsx_part is not None  # its numbers can be edited


def test_every_slide_has_a_title_and_pictures_and_charts_say_what_they_show() -> None:
    for slide in shown().slides:
        assert slide.shapes.title.text_frame.text.strip()
        for shape in slide.shapes:
            if shape.shape_type == 13 or shape.has_chart:
                assert (shape._element.xpath(".//p:cNvPr")[0].get("descr") or "").strip()


def test_slides_quote_the_passages_in_view_with_citation_and_nothing_else() -> None:
    said = [p.text for p in paragraphs(BOTH)]
    for passage in shipped().passages:
        assert (f"«{shipped().texts[passage]}»" in said) == (passage in mapped(shipped()))
    for lang in LANGS:
        assert {quote.citation for quote in content.quotes(order(), order().atlas.text(lang))} <= set(said)
        assert {f"{head}: {text}" for head, text in colophon(order(), order().atlas.text(lang))} <= set(said)


def test_the_map_on_the_slide_is_wide_and_speaker_notes_stay_out() -> None:
    pictures = [shape.image for slide in shown().slides for shape in slide.shapes if shape.shape_type == 13]
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
    title = made.slide_layouts[5].placeholders[0]
    assert abs(title.left + title.width / 2 - made.slide_width / 2) < Inches(0.1)


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
        n = shipped().passages[scene.step.passage].number
        assert lines[lines.index(quoted) - 1] == plain_label(shipped().text(langs[0])("aid.says", n=n))
        called = [
            lines[at + 1]
            for at, line in enumerate(lines)
            if line == shipped().text(langs[0])("passage.translation")
        ]
        assert len(called) == translated
        assert [line for line in lines if line.startswith("“")] == called


@pytest.mark.parametrize(
    ("ticks", "wanted"),
    [([0, 20e6], '"$"#,##0,,"M"'), ([0, 2.5e6, 5e6], '"$"#,##0.0,,"M"'), ([0, 500], '"$"#,##0,,"M"')],
)
def test_an_axis_writes_whole_millions_without_a_point(ticks: list[float], wanted: str) -> None:
    made = charts(order(("en",)), "pptx", shipped().text("en"))["largest"]
    assert isinstance(made, Bars)
    bars = replace(made, axis=Axis("dollars", tuple((tick, "") for tick in ticks)))
    slide = pptx.Presentation().slides.add_slide(pptx.Presentation().slide_layouts[6])
    axis = slides.chart(
        slide, bars, (0, 0, 5, 5), {k: v.light for k, v in shipped().colours.items()}
    ).chart.value_axis
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
    sections = slides.sums_format(ticks, "ar").split(";")
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
    assert bidi_safe(text, rtl) == wanted


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
        ("map --lang ar", "a.png", b"\x89PNG"),
        ("map --lang en", "a.svg", b"<?xml"),
        ("chart --lang ar", "a.png", b"\x89PNG"),
        ("chart --lang en --chart voices", "a.svg", b"<?xml"),
    ],
)
def test_the_command_writes_each(tmp_path: Path, command: str, name: str, magic: bytes) -> None:
    out = tmp_path / name
    assert main([*command.split(), "--out", str(out), "--query", "topics=counter-narcotics"]) == 0
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
        assert any(shape.shape_type == 13 for shape in slide.shapes) == (scene.mapped and not scene.charts)
        if notes:
            assert plain_label(scene.told["ar"].notes) in slide.notes_slide.notes_text_frame.text


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
