"""A story as slides and as pages: each step with what it shows, notes only where ordered."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from urllib.parse import urlsplit

import pptx
import pytest
from orders import BOTH, contains, story, story_slides, words
from pptx.util import Inches
from pypdf import PdfReader
from tiny import shipped

from data.facts.origin import curated_atlas
from data.tables.model import Step
from data.tables.vocab import LANGS, Lang
from export import content
from export.about import plain_label
from export.pdf import pages as pdf
from export.pdf import paper
from export.pptx import deck
from export.pptx.layouts import LAYOUTS
from export.story import main_number, story_scenes
from geo.profile.data import summary
from ui.story.lists import LISTS

pytestmark = pytest.mark.slow

COLUMNS = [LAYOUTS["points"][key].idx for key in ("reading", "reading-2", "reading-3")]
LEAST_POINTS = dict.fromkeys(COLUMNS, 12.0)  # of our reading, and of what it quotes, by placeholder


@pytest.mark.parametrize("notes", [False, True])
def test_a_story_becomes_slides_with_notes_only_where_ordered(notes: bool) -> None:
    steps = story_slides(BOTH, notes)
    assert {scene.step.id for _, scene, _ in steps} == set(shipped().story)
    for slide, scene, langs in steps:
        assert slide.has_notes_slide == notes
        kinds = [shape.has_chart for shape in slide.shapes]
        assert any(kinds) == bool(scene.charts)
        assert any(shape.has_table for shape in slide.shapes) == scene.step.show.startswith(
            ("statement:", "aid:")
        )
        assert any(hasattr(shape, "image") for shape in slide.shapes) == (scene.mapped and not scene.charts)
        if notes:
            for lang in langs:
                assert plain_label(scene.texts[lang].notes) in slide.notes_slide.notes_text_frame.text


def test_a_step_that_would_be_too_small_in_two_languages_has_a_slide_in_each() -> None:
    alone = Counter(len(langs) for _, _, langs in story_slides())
    assert alone[1] > alone[2] > 0
    assert {len(langs) for lang in LANGS for _, _, langs in story_slides((lang,))} == {1}


@pytest.mark.parametrize("langs", [("ar",), ("en",), BOTH])
def test_no_words_of_a_step_are_too_small_to_be_read_in_the_room(langs: tuple[Lang, ...]) -> None:
    for slide, scene, _ in story_slides(langs):
        for shape in slide.placeholders:
            least = LEAST_POINTS.get(shape.placeholder_format.idx, 10)
            written = shape.text_frame.paragraphs if shape.has_text_frame else ()
            sizes = {run.font.size.pt for p in written for run in p.runs if run.font.size}
            assert min(sizes, default=least) >= least, (scene.step.id, shape.name)


def test_blocks_begin_where_their_language_is_read_from() -> None:
    blocks = [
        [shape.left for shape in slide.placeholders if shape.placeholder_format.idx in COLUMNS]
        for slide, _, langs in story_slides()
        if slide.slide_layout.name == "points" and langs == ("en",)
    ]
    assert blocks
    assert all(found == sorted(found) for found in blocks), "English in an Arabic deck, from the left"


def test_a_source_in_a_line_that_runs_right_to_left_is_led_to_by_its_host_alone() -> None:
    made = pptx.Presentation(io.BytesIO(deck.pptx_file(replace(story(), langs=("ar",)))))
    lists = [slide for slide in made.slides if slide.slide_layout.name == "list"]
    runs = [r for s in lists for shape in s.placeholders for p in shape.text_frame.paragraphs for r in p.runs]
    led = {run.hyperlink.address: run.text for run in runs if run.hyperlink.address}
    assert len(led) > 10
    assert all(urlsplit(url).hostname == text for url, text in led.items())


@pytest.mark.parametrize("langs", [("ar",), ("en",), BOTH])
def test_a_step_on_the_border_shows_its_profile_over_the_slide_and_what_it_quotes_above(
    langs: tuple[Lang, ...],
) -> None:
    slide, _, own = next(each for each in story_slides(langs) if each[1].step.show == "profile")
    [picture] = [shape for shape in slide.shapes if hasattr(shape, "image")]
    assert picture._element.xpath(".//p:cNvPr")[0].get("descr") == plain_label(
        summary(shipped(), shipped().text(own[0]))
    )
    assert picture.width > Inches(8)
    quotation = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == 15)
    assert quotation.top + quotation.height <= picture.top


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
    made = pptx.Presentation(io.BytesIO(deck.pptx_file(story())))
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
    quoted = {key for document in curated_atlas(atlas).documents for key in atlas.documents[document].sources}
    assert links == {atlas.sources[key].url for key in cited | quoted} - {""}
    assert len(links) < len(content.sources_in_view(story())) / 2


def test_a_story_becomes_pages_and_tells_how_far_it_is() -> None:
    done: list[float] = []
    pages = PdfReader(io.BytesIO(pdf.pdf_file(story().reporting(done.append)))).pages
    found = words("\n".join(page.extract_text() for page in pages))
    for scene in story_scenes(story()):
        assert set(words(scene.texts["en"].title)) <= set(found)
    assert done == sorted(done)
    assert len(done) >= 3
    secret = story_scenes(story())[0].texts["en"].notes
    assert not contains(found, words(secret)[:8])


@pytest.mark.parametrize(
    "show", [*LISTS, "chart:by-passage", "chart:yearly", "chart:in-time", "chart:compared"]
)
def test_whatever_a_gathered_step_shows_stands_on_its_slide_and_page(show: str) -> None:
    step = Step(id="own", title_en="Mine", title_ar="لي", show=show)
    ordered = replace(story(), langs=("ar",), story=(step,))
    slide = list(pptx.Presentation(io.BytesIO(deck.pptx_file(ordered))).slides)[1]
    [shown_] = [s for s in slide.shapes if hasattr(s, "image") or s.has_table or s.has_chart]
    assert shown_.has_table == (show in LISTS)
    assert shown_.top + shown_.height < Inches(7.1)
    reader = PdfReader(io.BytesIO(pdf.pdf_file(ordered)))
    if show in LISTS:
        [head] = {shown_.table.cell(0, 1).text_frame.text}
        assert any(contains(words(page.extract_text()), words(head)) for page in reader.pages)
    else:
        assert sum(len(page.images) for page in reader.pages) >= 1 + hasattr(shown_, "image")


@pytest.mark.parametrize("lang", LANGS)
def test_each_step_of_a_printed_story_stands_whole_on_a_page_with_what_it_shows(lang: Lang) -> None:
    ordered = replace(story(), langs=(lang,))
    reader = PdfReader(io.BytesIO(pdf.pdf_file(ordered)))
    texts = [words(page.extract_text()) for page in reader.pages]
    images = [len(page.images) for page in reader.pages]
    scenes, drawn, held = story_scenes(ordered), Counter[int](), set[int]()
    for scene in scenes:
        title, sources = (
            words(plain_label(text)) for text in (scene.texts[lang].title, scene.texts[lang].sources[-1])
        )
        at = [n for n, text in enumerate(texts) if set(title) <= set(text) and n > 1]
        assert any(set(sources) <= set(texts[n]) for n in at), scene.step.id
        for bar in getattr(scene.charts.get(lang), "rows", ()):
            assert any(set(words(plain_label(bar.label))) <= set(texts[n]) for n in at), bar.label
        drawn[at[0]] += scene.mapped and not scene.charts
        held |= {*at}
    chapters = [entry for entry in reader.outline if not isinstance(entry, list)]
    first = [entry.title for entry in chapters].index(ordered.atlas.text(lang)("file.story"))
    start, end = (reader.get_destination_page_number(entry) for entry in chapters[first : first + 2])
    assert {*range(start or 0, end or 0)} <= held, "no page with the end of a step alone"
    assert sum(images[2:]) == sum(drawn.values()) > 4
    across = {int(i.image.size[0]) for page in reader.pages[2:] for i in page.images if i.image}
    upright, lying = (round((wide - 2 * paper.MARGIN) * paper.PIXELS) for wide in (210, 297))
    (profile,) = across - {upright}
    assert upright in across
    assert 0.9 * lying < profile <= lying, "as broad as its page, or as high as there is room"
    assert len(reader.outline) > 3


@pytest.mark.parametrize("notes", [False, True])
def test_what_is_meant_for_the_speaker_is_printed_only_where_asked_for_and_called_so(notes: bool) -> None:
    ordered = replace(story(notes), langs=("en",))
    found = words(
        "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.pdf_file(ordered))).pages)
    )
    assert contains(found, words(shipped().text("en")("story.field-notes"))) == notes
    assert not contains(found, words(shipped().text("en")("story.title")))
