"""Slides measured as they are laid out: with the breadths of the faces of the app, every text fits its box,
and no box lies over another or beyond the slide; maps stand so large that their names can be read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations
from typing import Any

import pptx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from matplotlib.transforms import Bbox
from orders import BOTH, order, story, story_slides
from PIL import ImageFont
from pptx.util import Emu
from pypdf import PdfReader
from tiny import shipped

from data.tables.vocab import LANGS, Lang
from export.image import map_image, profile_image
from export.pdf import pages
from export.pdf import story as printed
from export.pptx import deck
from export.story import story_scenes
from ui import theme

pytestmark = pytest.mark.slow

MEASURED = 100  # pixels of the letters that are measured
SPACING = 1.2  # lines of most faces, in sizes of their letters
SLACK = 1.03  # what another face or a rounded size may need more
TOUCH = 0.09  # inches that boxes may share: their text keeps away from their edges
SMALLEST = 7.0  # points, in a picture as it stands on a slide or a page


@cache
def face(serif: bool, bold: bool) -> ImageFont.FreeTypeFont:
    """A face of the app, whose Arabic ones have Latin letters too."""
    folder = theme.fonts()
    assert folder
    name = "Noto Naskh Arabic" if serif else "Noto Sans Arabic"
    made = ImageFont.truetype(str(folder / theme.FACES[name]), MEASURED)
    made.set_variation_by_axes([700 if bold else 400, *([] if serif else [100])])
    return made


@cache
def breadth(text: str, serif: bool, bold: bool) -> float:
    """Of a text of one point, in points."""
    return float(face(serif, bold).getlength(text)) / MEASURED


def rows(text: str, room: float, serif: bool, bold: bool) -> int:
    """How many lines a text takes in a room of that many of its sizes."""
    found, line = 1, ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and breadth(longer, serif, bold) > room:
            found, line = found + 1, word
        else:
            line = longer
        found += int(breadth(line, serif, bold) // room) if line == word else 0
    return found


def needed(frame: Any, width: float) -> float:
    """The height in points that the paragraphs of a text frame need at a width in points."""
    high = 0.0
    for paragraph in frame.paragraphs:
        for text, run in [("".join(r.text for r in paragraph.runs), r) for r in paragraph.runs[:1]]:
            size, latin = run.font.size.pt, run.font._element.find(".//{*}latin")
            serif = latin is not None and latin.get("typeface", "").startswith("+mj")
            high += rows(text, width / size, serif, bool(run.font.bold)) * size * SPACING
        high += paragraph.space_before.pt if paragraph.space_before is not None else 0
    return high


def sides(shape: Any) -> tuple[float, float]:
    """What a box keeps free, left and right together and above and below, in points."""
    frame = shape.text_frame
    return (
        (frame.margin_left + frame.margin_right) / 12700,
        (frame.margin_top + frame.margin_bottom) / 12700,
    )


@cache
def made(langs: tuple[Lang, ...], told: bool) -> tuple[Any, ...]:
    """The slides of the story, or of what one sees first."""
    ordered = replace(story(), langs=langs) if told else order(langs)
    return tuple(pptx.Presentation(io.BytesIO(deck.pptx_file(ordered))).slides)


DECKS = [(langs, told) for langs in (("ar",), ("en",), BOTH) for told in (True, False)]


@pytest.mark.parametrize(("langs", "told"), DECKS)
def test_every_text_of_a_slide_fits_its_box(langs: tuple[Lang, ...], told: bool) -> None:
    for n, slide in enumerate(made(langs, told), start=1):
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text:
                across, down = sides(shape)
                high = needed(shape.text_frame, shape.width.pt - across)
                assert high <= (shape.height.pt - down) * SLACK, (n, shape.name, shape.text_frame.text[:60])


@pytest.mark.parametrize(("langs", "told"), DECKS)
def test_every_row_of_a_table_holds_its_words(langs: tuple[Lang, ...], told: bool) -> None:
    tables = [shape for slide in made(langs, told) for shape in slide.shapes if shape.has_table]
    assert tables or told
    for shape in tables:
        for row in shape.table.rows:
            for cell, column in zip(row.cells, shape.table.columns, strict=True):
                width = column.width.pt - (cell.margin_left + cell.margin_right) / 12700
                high = needed(cell.text_frame, width) + (cell.margin_top + cell.margin_bottom) / 12700
                assert high <= row.height.pt * SLACK, cell.text_frame.text[:60]


def boxes(slide: Any) -> Iterator[tuple[str, float, float, float, float]]:
    for shape in slide.shapes:
        left, top = shape.left / 914400, shape.top / 914400
        yield shape.name, left, top, left + shape.width / 914400, top + shape.height / 914400


@pytest.mark.parametrize(("langs", "told"), DECKS)
def test_no_box_of_a_slide_lies_over_another_or_beyond_it(langs: tuple[Lang, ...], told: bool) -> None:
    for n, slide in enumerate(made(langs, told), start=1):
        found = list(boxes(slide))
        for name, left, top, right, bottom in found:
            assert (left >= -0.01, top >= -0.01, right <= 13.35, bottom <= 7.51) == (True,) * 4, (n, name)
        for one, other in combinations(found, 2):
            across = min(one[3], other[3]) - max(one[1], other[1])
            down = min(one[4], other[4]) - max(one[2], other[2])
            assert min(across, down) <= TOUCH, (n, one, other)


def smallest(axes: Any) -> float:
    """The smallest letters of the names on a map, in points."""
    return min(float(text.get_fontsize()) for text in axes.texts if text.get_text().strip())


@pytest.mark.parametrize("lang", LANGS)
def test_the_names_on_a_map_beside_the_words_of_a_slide_can_be_read(lang: Lang) -> None:
    with rc_context({"font.family": map_image.families()}):
        for slide, scene, _ in story_slides((lang,)):
            for shape in [shape for shape in slide.shapes if hasattr(shape, "image")]:
                if scene.step.show != "profile" and scene.mapped:
                    figure = map_image.map_figure(
                        scene.view, shipped().text(lang), "beside", scene.step.frame
                    )
                    share = shape.width / Emu(round(figure.get_figwidth() * 914400))
                    assert smallest(figure.axes[0]) * share >= SMALLEST, scene.step.id


@pytest.mark.parametrize("langs", [("ar",), ("en",), BOTH])
def test_the_names_on_the_border_profile_of_a_slide_can_be_read(langs: tuple[Lang, ...]) -> None:
    found = [(slide, own) for slide, scene, own in story_slides(langs) if scene.step.show == "profile"]
    assert found
    for slide, own in found:
        [shape] = [shape for shape in slide.shapes if hasattr(shape, "image")]
        figure = profile_image.figure(story().view, shipped().text(own[0]))
        share = shape.width / Emu(round(figure.get_figwidth() * 914400))
        assert min(map(smallest, figure.axes)) * share >= SMALLEST


@pytest.mark.parametrize("lang", LANGS)
def test_the_names_on_a_map_of_a_printed_page_can_be_read(lang: Lang) -> None:
    with rc_context({"font.family": map_image.families()}):
        for scene in story_scenes(replace(story(), langs=(lang,))):
            if scene.step.show != "profile" and scene.mapped:
                figure = map_image.map_figure(scene.view, shipped().text(lang), "page", scene.step.frame)
                share = printed.PICTURE / figure.get_figheight() / 25.4
                assert smallest(figure.axes[0]) * share >= SMALLEST, scene.step.id


def pictures(page: Any) -> list[tuple[float, float, float, float]]:
    """Where the pictures of a printed page stand: left, bottom, right, top in points."""
    found: list[tuple[float, float, float, float]] = []

    def see(sign: bytes, _: Any, at: list[float], __: Any) -> None:
        if sign == b"Do":
            found.append((at[4], at[5], at[4] + at[0], at[5] + at[3]))

    page.extract_text(visitor_operand_before=see)
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_printed_step_shows_fills_the_room_that_its_page_has_left(lang: Lang) -> None:
    reader = PdfReader(io.BytesIO(pages.pdf_file(replace(story(), langs=(lang,)))))
    mm, seen = 72 / 25.4, 0
    first, end = story_pages(reader, lang)
    for n, page in enumerate(reader.pages[first:end], start=first):
        lines: list[float] = []

        def see(text: str, _: Any, at: Any, *__: Any, to: list[float] = lines) -> None:
            if text.strip() and at[5] > 17 * mm:  # its foot is below
                to.append(at[5])

        page.extract_text(visitor_text=see)
        found = pictures(page)
        free = (min(*lines, *(bottom for _, bottom, _, _ in found)) - 20 * mm) / mm
        whole = page.mediabox.width / mm - 36  # between the margins
        lying = page.mediabox.width > page.mediabox.height
        broadest = max((right - left for left, _, right, _ in found), default=0) / mm
        last = n == end - 1 or reader.pages[n + 1].mediabox != page.mediabox
        assert free < printed.GAP or last or (lying and broadest > whole - 1), (n + 1, free)
        seen += len(found)
    assert seen > 3


def story_pages(reader: PdfReader, lang: Lang) -> tuple[int, int]:
    """The numbers of the first page of the story and of the one after its last."""
    chapters = [entry for entry in reader.outline if not isinstance(entry, list)]
    at = [entry.title for entry in chapters].index(shipped().text(lang)("file.story"))
    first, end = (reader.get_destination_page_number(entry) for entry in chapters[at : at + 2])
    assert first
    assert end
    return first, end


shown = st.sampled_from([(0.0, 0.0), (22.0, 0.0), (112.0, 12.0)])
steps = st.lists(st.tuples(st.floats(20, 300), shown), min_size=1, max_size=9)


@given(steps, st.floats(60, 261))
def test_a_page_holds_the_steps_that_have_room_on_it(
    made: list[tuple[float, tuple[float, float]]], room: float
) -> None:
    n = printed.steps_on_page([(high, *grows) for high, grows in made], room, 261)
    assert (n > 0) or made[0][0] > room or room < 260
    assert n < 2 or sum(high for high, _ in made[:n]) <= room


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        ([(60, 0, 0), (40, 22, 0), (150, 112, 12)], 3),  # all have room, the picture is a little low
        ([(120, 112, 12), (140, 112, 12)], 1),  # else two pictures would be low
        ([(120, 112, 12), (100, 0, 0), (60, 0, 0), (210, 0, 0), (40, 0, 0)], 1),  # else the third is alone
        ([(300, 0, 0), (20, 0, 0)], 1),  # the first has room on no page
    ],
)
def test_steps_are_kept_together_so_that_no_page_is_half_empty_or_crowded(
    made: list[tuple[float, float, float]], wanted: int
) -> None:
    assert printed.steps_on_page(made, 261, 261) == wanted


def ink_box(text: Text, dpi: float) -> Bbox:
    """What the letters of a text on its base line cover, in pixels."""
    line = text.get_transform().transform(text.get_position())[1]
    letters = TextPath((0, 0), text.get_text(), size=float(text.get_fontsize()))
    whole, drawn, dot = text.get_window_extent(), letters.get_extents(), dpi / 72
    return Bbox([[whole.x0, line + drawn.y0 * dot], [whole.x1, line + drawn.y1 * dot]])


@pytest.mark.parametrize("lang", LANGS)
def test_the_names_on_a_printed_border_profile_can_be_read_and_none_lies_over_another(lang: Lang) -> None:
    ordered = replace(story(), langs=(lang,))
    reader = PdfReader(io.BytesIO(pages.pdf_file(ordered)))
    scene = next(scene for scene in story_scenes(ordered) if scene.step.show == "profile")
    _, page = [page for page in reader.pages if page.mediabox.width > page.mediabox.height]  # the map first
    [(left, bottom, right, top)] = pictures(page)
    assert (left >= 0, bottom >= 0, right <= page.mediabox.width, top <= page.mediabox.height) == (True,) * 4
    with rc_context({"font.family": map_image.families()}):
        figure = profile_image.figure(scene.view, shipped().text(lang))
        FigureCanvasAgg(figure)
        share = (right - left) / 72 / figure.get_figwidth()
        assert min(map(smallest, figure.axes)) * share >= SMALLEST
        written = [text for text in figure.axes[0].texts if text.get_text().strip()]
        spots = [(text.get_text(), ink_box(text, figure.dpi)) for text in written]
    for (one, a), (other, b) in combinations(spots, 2):
        assert not a.padded(-1).overlaps(b.padded(-1)), (one, other)
    for text, box in spots:
        assert all(figure.bbox.contains(*corner) for corner in (box.p0, box.p1)), text
