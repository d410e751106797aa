"""Pages to print: what is quoted can be read back, one page of brief, sources as links."""

from __future__ import annotations

import io
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from orders import BOTH, contains, order, pages, reordered, words
from pypdf import PageObject, PdfReader
from tiny import shipped

from data.tables.vocab import LANGS, Lang
from export import content
from export.about import bidi_safe, runs_right_to_left
from export.charts import charts
from export.imprint import colophon
from export.pdf.paper import FEW, LEADING, Paper, lines_here, pdf_bytes
from ui.charts.registry import CHARTS
from ui.charts.spec import Bars
from ui.sentences.aid import official_totals

pytestmark = pytest.mark.slow


@cache
def read(langs: tuple[Lang, ...] = BOTH) -> list[str]:
    """The text of each page without its foot. The extractor is pypdf."""
    texts = (page.extract_text() for page in pages(langs).pages)
    return [
        "\n".join(reordered(line) for line in page.split("\n") if "sha256:" not in line) for page in texts
    ]


@pytest.mark.parametrize("langs", [("ar",), ("en",), BOTH])
def test_each_passage_in_view_can_be_read_back_from_the_pages(langs: tuple[Lang, ...]) -> None:
    found = words("\n".join(read(langs)))
    for passage in order(langs).in_view:
        assert contains(found, words(shipped().texts[passage])), passage
        assert contains(found, words(shipped().translations[passage])) == ("en" in langs)
    others = [p for p in shipped().passages if p not in order(langs).in_view]
    assert [p for p in others if contains(found, words(shipped().texts[p])[-6:])] == []


@pytest.mark.parametrize("langs", [("ar",), ("en",), BOTH])
def test_every_face_of_the_pages_is_in_the_file(langs: tuple[Lang, ...]) -> None:
    """Without it a reader would see another face, or none for Arabic."""
    fonts: dict[str, Any] = {}
    page: Any
    for page in pages(langs).pages:
        fonts |= {
            str(f.get_object()["/BaseFont"]): f.get_object() for f in page["/Resources"]["/Font"].values()
        }
    assert fonts
    for name, font in fonts.items():
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        descriptor = inner["/FontDescriptor"].get_object()
        carried = {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
        assert [descriptor[key].get_object().get_data()[:4] != b"" for key in carried] == [True], name
        assert "/ToUnicode" in font, name


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
    assert links == {source.url for source in content.sources_in_view(order()) if source.url}


def test_the_pages_list_the_statements_in_the_passages_they_quote_and_no_others() -> None:
    found = words("\n".join(read(("en",))))
    rows = [s for s in shipped().statements.values() if s.passage in order(("en",)).in_view]
    assert len(rows) == len(content.statement_table(order(("en",)), order(("en",)).atlas.text("en"))) - 1 > 5
    for row in rows:
        assert set(words(row.says_en)) <= set(found), row.id


@pytest.mark.parametrize(
    ("text", "rtl", "wanted"),
    [
        ("\u2068Sputnik\u2069 \u20681 مارس 2013\u2069", True, "Sputnik\u200f 1 مارس 2013"),
        ("\u2068Sputnik\u2069 · \u2068AFP\u2069", True, "Sputnik\u200f · AFP"),
        ("\u2068كم\u2069 12", False, "كم\u200e 12"),
        ("\u2068Sputnik\u2069 of May", False, "Sputnik of May"),
        ("\u2068فريق «دليل»\u2069, in May", False, "فريق «دليل»\u200f, in May"),
        ("\u2068«دليل»\u2069, 29 May", False, "\u200f«دليل»\u200f\u200e, 29 May"),
        ("من \u2068Radio (UK)\u2069، 2013", True, "من Radio (UK)\u200e\u200f، 2013"),
        ("من \u2068«دليل»\u2069، 2013", True, "من «دليل»\u200f، 2013"),
    ],
)
def test_what_follows_a_name_of_the_other_direction_does_not_stick_to_it(
    text: str, rtl: bool, wanted: str
) -> None:
    assert bidi_safe(text, rtl=rtl) == wanted


@pytest.mark.parametrize(
    ("text", "rtl", "wanted"),
    [
        ("\u2068فريق «دليل»\u2069, “\u2068تمرين\u2069”, 29 November 2026, Passage 4", False, False),
        ("\u2068Radio\u2069، الفقرة 4", True, True),
        ("\u2068فريق\u2069", False, True),
        ("\u2068فريق\u2069 · 4", False, True),
        ("«Radio»: قال", False, True),
        ("29 · 4", True, True),
        ("\u2066\u2068فريق\u2069, \u206829 May\u2069\u2069", False, False),
        ("\u2067\u2068Radio\u2069، \u20684\u2069\u2069", False, True),
        ("\u2068\u2066\u2068وكالة\u2069, \u20685 May\u2069\u2069\u2069", False, False),
        ("\u2068\u2067\u2068Radio\u2069، \u20685 مايو\u2069\u2069\u2069", False, True),
    ],
)
def test_a_cell_runs_as_the_sentence_around_the_names_in_it(text: str, rtl: bool, wanted: bool) -> None:
    assert runs_right_to_left(text, rtl=rtl) == wanted


# where a page ends


def together(lang: Lang, *texts: str) -> bool:
    """Do all words of texts stand on one page?"""
    wanted = set(words(" ".join(texts)))
    return any(wanted <= set(words(page)) for page in read((lang,)))


@pytest.mark.parametrize("lang", LANGS)
def test_a_chart_stays_with_its_heading(lang: Lang) -> None:
    t = order((lang,)).atlas.text(lang)
    for key, chart in charts(order((lang,)), "pdf", t).items():
        if isinstance(chart, Bars) and not chart.empty:
            assert together(lang, t(CHARTS[key].subject), chart.rows[0].label), key


@pytest.mark.parametrize("lang", LANGS)
def test_a_passage_stands_on_one_page_with_its_translation_and_who_speaks(lang: Lang) -> None:
    for quote in content.quotes(order((lang,)), order((lang,)).atlas.text(lang)):
        translation = quote.translation if lang == "en" else ""
        assert together(lang, quote.text, translation, quote.stance), quote.title


@pytest.mark.parametrize("lang", LANGS)
def test_the_last_rows_of_a_table_and_the_last_sources_stand_together(lang: Lang) -> None:
    rows = official_totals(order((lang,)).atlas, order((lang,)).atlas.text(lang))
    assert together(lang, *(row[-1] for row in rows[-3:]))
    last = [links for page in pages((lang,)).pages if (links := addresses(page))][-1]
    assert len(last) >= 3


def addresses(page: PageObject) -> set[str]:
    """The addresses to which a page leads."""
    actions = (note.get_object().get("/A", {}) for note in page.get("/Annots", []))
    return {action["/URI"] for action in actions if "/URI" in action}


@given(st.integers(1, 60), st.integers(0, 60))
def test_no_line_of_a_paragraph_is_alone_on_a_page(lines: int, room: int) -> None:
    parts, left = [lines_here(lines, room)], lines - lines_here(lines, room)
    while left:
        parts.append(lines_here(left, 50))
        left -= parts[-1]
    assert sum(parts) == lines
    assert parts[0] <= room
    assert all(part >= min(FEW, lines) for part in parts if part)


@pytest.mark.parametrize("room", range(6))
def test_a_paragraph_is_parted_where_two_lines_stand_on_either_page(room: int) -> None:
    """Five lines of 10 points where a page has room for fewer: positions as the file has them."""
    ink = {key: token.light for key, token in shipped().colours.items()}
    paper = Paper(ink, "", rtl=False)
    paper.add_page()
    paper.set_y(paper.page_break_trigger - room * 10 * LEADING - 0.5)
    paper.write_line("\n".join(["word"] * 5), 10, rtl=False)
    found = []
    for page in PdfReader(io.BytesIO(pdf_bytes(paper))).pages:
        heights: list[float] = []

        def visit(text: str, _: Any, at: Any, *__: Any, to: list[float] = heights) -> None:
            if "word" in text:
                to.append(at[5])

        page.extract_text(visitor_text=visit)
        found.append(len(heights))
        assert all(above > below for above, below in pairwise(heights))
    assert found == {0: [0, 5], 1: [0, 5], 2: [2, 3], 3: [3, 2], 4: [3, 2], 5: [5]}[room]


@pytest.mark.parametrize(
    ("key", "wanted"),
    [("rt-arabic-1", " · \u200e2023-03-02\u200f · "), ("us-embassy-tajikistan-1", " · 2022-04-04 · ")],
)
def test_a_date_behind_an_arabic_title_keeps_its_year_first(key: str, wanted: str) -> None:
    assert wanted in content.source_reference(order(), shipped().sources[key])


@pytest.mark.parametrize("lang", LANGS)
def test_our_own_work_is_named_in_the_language_of_the_file(lang: Lang) -> None:
    line = content.source_reference(order((lang,)), shipped().sources["dalil"])
    assert line.startswith(shipped().text(lang)("sources.ours"))
