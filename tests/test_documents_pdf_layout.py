"""Lines of PDF files make the paragraphs that were written: over columns and pages, without running heads,
with notes apart, each with the page that it begins on."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.documents.readers.pdf.layout import paragraphs
from data.documents.readers.pdf.lines import Line
from data.documents.readers.read import read_document
from data.text.hyphens import join_hyphenated, vocabulary

UPLOADS = Path(__file__).parent / "uploads"


def upload(name: str) -> bytes:
    return (UPLOADS / name).read_bytes()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_report_in_two_columns_over_three_pages_comes_back_letter_for_letter(lang: str) -> None:
    """Printed by Chromium with a title of two lines, and a head and a foot on every page."""
    draft = read_document("a.pdf", upload(f"report.chromium.{lang}.pdf"))
    written = upload(f"report.chromium.{lang}.txt").decode().splitlines()
    assert [draft.title, *draft.paragraphs] == written
    assert draft.pages == tuple(sorted(draft.pages))
    assert (draft.pages[0], draft.pages[-1]) == (1, 3)
    assert draft.doubts == ()


@pytest.mark.parametrize(
    ("lang", "note", "marked"),
    [
        ("en", "¹ Interview with an officer in Dushanbe, 3 May 2023.", "1,344 guards within¹ the next"),
        ("ar", "¹ مقابلة مع ضابط في دوشنبه، 3 مايو 2023.", "من حرس الحدود¹ خلال العامين"),
    ],
)
def test_notes_stand_apart_from_the_text_and_their_marks_stay_raised(
    lang: str, note: str, marked: str
) -> None:
    """Printed by LibreOffice, with the name of the report and the page's number at its head."""
    draft = read_document("a.pdf", upload(f"report.libreoffice.{lang}.pdf"))
    at = draft.paragraphs.index(note)
    assert draft.pages[at] == 1
    assert marked in draft.paragraphs[1]
    texts = [text for text in draft.paragraphs if text[0] not in "¹²³⁴"]
    assert [text[-5:].strip("( ).") for text in texts] == [str(n) for n in range(1, 15)]
    assert not any(word in draft.text for word in ("Border report", "تقرير الحدود"))


def page(*texts: str, size: float = 10, first: float = 700, step: float = 12) -> list[Line]:
    """Lines below each other, the right ends of all but short ones at the margin."""
    return [line(text, first - n * step, size) for n, text in enumerate(texts)]


def line(text: str, bottom: float, size: float = 10, left: float = 50) -> Line:
    arabic = "\u0600" < text[-1] < "\u0700" or "\u0600" < text[0] < "\u0700"
    width = 6 * len(text)
    return Line(tuple(text), 450 - width if arabic else left, 450 if arabic else left + width, bottom, size)


FULL = "This is a line of the text that runs over the whole width of page"


ENDS = ("It ends.", "So it was.", "No more.", "They left.", "All agreed.")


def read_as(*pages: list[Line]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(list(pages))]


def test_a_paragraph_goes_on_over_a_page_and_notes_follow_it() -> None:
    first = [*page(FULL, FULL), line("1 See the report of the ministry, 2021.", 60, 7)]
    second = page("and ends here.", "Another one.", step=30)
    assert read_as(first, second) == [
        f"{FULL} {FULL} and ends here.",
        "¹ See the report of the ministry, 2021.",
        "Another one.",
    ]


def test_running_heads_that_change_with_the_chapter_are_left_out() -> None:
    heads = [
        "Chapter 1. Aims 19",
        "20 A report",
        "Chapter 2. Findings 21",
        "22 A report",
        "Chapter 2. Findings 23",
    ]
    pages = [[line(head, 760), *page(end * 7, end)] for head, end in zip(heads, ENDS, strict=True)]
    assert read_as(*pages) == [f"{end * 7} {end}" for end in ENDS]


def test_page_numbers_in_words_are_left_out_of_two_pages_too() -> None:
    pages = [[*page(ENDS[n] * 7, ENDS[n]), line(f"Page {n} of 2", 40)] for n in (1, 2)]
    assert read_as(*pages) == [f"{ENDS[n] * 7} {ENDS[n]}" for n in (1, 2)]


def test_what_only_looks_alike_on_two_pages_stays() -> None:
    pages = [page(f"Section {n} begins here.", FULL, "Ends.", first=700 - 40 * n) for n in (1, 5)]
    assert sum("begins here." in text for text in read_as(*pages)) == 2


def test_rows_of_numbers_that_stand_alike_on_every_page_stay() -> None:
    pages = [page(f"Post {10 * n} {n * n}", ENDS[n] * 7, ENDS[n]) for n in range(5)]
    assert "".join(read_as(*pages)).count("Post") == 5


def test_lines_of_the_text_that_stand_alike_on_every_page_stay() -> None:
    pages = [page(FULL, FULL, ENDS[n], FULL, FULL) for n in range(5)]
    assert "".join(read_as(*pages)).count(FULL) == 20


def test_letters_of_a_page_that_are_cut_off_are_not_read() -> None:
    draft = read_document("a.pdf", upload("report.chromium.ar.pdf"))
    assert not any(word == "أ" for text in draft.paragraphs for word in text.split())


def test_an_arabic_heading_with_more_latin_letters_runs_from_the_right() -> None:
    body = page(*["ةقطنملا يف دودحلا سرح ىلإ تلصو يتلا تادعملا نع ريرقت"] * 3, first=600)
    heading = line("Schneider Electric LF2 (VCB) ةرئادلا عطاق ةنايص .3.2", 700, 14)
    assert read_as([heading, *body])[0] == "3.2. صيانة قاطع الدائرة Schneider Electric LF2 (VCB)"


def test_a_title_of_two_lines_is_one_even_after_a_colon() -> None:
    title = [line("The border and its price:", 720, 20), line("who pays?", 696, 20)]
    assert (
        read_as([*title, *page(FULL, FULL, "Ends.", first=650)])[0] == "The border and its price: who pays?"
    )


@pytest.mark.parametrize(
    ("before", "after", "known", "kept"),
    [
        ("the right of self-", "determination", (), True),
        ("a mixed-", "mode system", ("mixed-mode",), True),
        ("a cross-", "border post", ("border",), True),
        ("the high-", "est peak", ("border",), False),
        ("the govern-", "ment", (), False),
        ("an over-", "sight", ("oversight", "over-sight"), False),
        ("a mixed-", "mode system", ("mixed", "mode"), True),
        ("a mixed-", "mode system", ("mixed", "mode", "mixedmode"), False),
        ("a mixed-", "mode system", ("mode",), False),
        ("that with-", "stand it", ("with", "stand"), False),
        ("a sea-", "son of", ("sea", "son"), False),
        ("Trace-", "Monkey", (), True),
        ("state-of-", "the-art", ("state-of-the-art",), True),
    ],
)
def test_a_hyphen_stays_where_it_belongs_to_the_word(
    before: str, after: str, known: tuple[str, ...], kept: bool
) -> None:
    assert join_hyphenated(before, after, known).endswith("-") == kept


def test_halves_of_parted_words_are_no_words_of_the_text() -> None:
    """Else every half would be known by its own line: the south- | ern bank would be south-ern."""
    known = vocabulary(["The guards of the south-", "ern bank use a mixed-", "mode radio; it is mixed."])
    assert known == {"the", "guards", "of", "bank", "use", "a", "radio", "it", "is", "mixed"}


def test_words_at_the_ends_of_lines_are_read_as_the_document_has_them_elsewhere() -> None:
    text = page(
        "All of the posts along the river now use mixed-mode radios, the south-",
        "ern ones too, and every commander has been told to keep the mixed-",
        "mode sets switched on, since a sudden rise of the high-",
        "est waters may cut the high road and the valley from the long-",
        "term depots; no term was set for their return.",
    )
    assert read_as(text) == [
        "All of the posts along the river now use mixed-mode radios, the southern ones too, and every"
        " commander has been told to keep the mixed-mode sets switched on, since a sudden rise of the"
        " highest waters may cut the high road and the valley from the long-term depots; no term was set"
        " for their return."
    ]
