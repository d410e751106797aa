"""PDF files come back letter for letter: lines of Arabic put together and turned into the order in which they
are read."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection
from hypothesis import given
from hypothesis import strategies as st

from data.documents.readers.pdf.document import read_pdf
from data.text.bidi import logical

UPLOADS = Path(__file__).parent / "uploads"
PARAGRAPHS = tuple((UPLOADS / "order.txt").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("producer", ["chromium", "libreoffice", "fpdf2"])
def test_what_was_printed_comes_back_letter_for_letter(producer: str) -> None:
    """Digits of all scripts, addresses, Latin and Cyrillic words, vowel marks, tanwin, brackets over two
    lines, Persian, English."""
    assert read_pdf((UPLOADS / f"order.{producer}.pdf").read_bytes()).paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    ("visual", "read_as"),
    [
        ("٢٠٢٣ ماع", "عام ٢٠٢٣"),
        ("۲۰۲۳ لاس", "سال ۲۰۲۳"),
        ("٢٠/٤/٢٠٢٣ موي", "يوم ٢٠/٤/٢٠٢٣"),
        ("٪٤٠ ةبسنب", "بنسبة ٤٠٪"),
        ("١٬٣٥٧٫٢ مك", "كم ١٬٣٥٧٫٢"),
        ("١٠:٣٠ ةعاسلا", "الساعة ١٠:٣٠"),
        ("5.5% ةبسنب", "بنسبة 5.5%"),
        ("(2023) ماع", "عام (2023)"),
        ("2016-2015 ذنم", "منذ 2015-2016"),
        ("1+5 يواست", "تساوي 5+1"),
        ("5- ةجردلا", "الدرجة -5"),
        ("+992 37 221 مقر", "رقم +992 37 221"),
        ("a@b.org ديرب", "بريد a@b.org"),
        ("https://x.org/a?b=c&d ةحفص", "صفحة https://x.org/a?b=c&d"),
        ("b_c.html#d فلم", "ملف b_c.html#d"),
        ("https://x.org/a%20b? ةحفص", "صفحة https://x.org/a%20b?"),
        ("São Paulo يف", "في São Paulo"),
        ("Душанбе يف", "في Душанбе"),
        ("R&D جمانرب", "برنامج R&D"),
        ("US$5 غلبم", "مبلغ US$5"),
        ("UN's ريرقت", "تقرير UN's"),
        ("#tag مسو", "وسم #tag"),
        ("@user ىلع", "على @user"),
        ("#C ةغل", "لغة C#"),
        ("++C ةغل", "لغة C++"),
        ("Puma (RQ-20) ةرئاط", "طائرة Puma (RQ-20)"),
        (".R&D جمانرب يف Душанбе مث São Paulo ةنيدم", "مدينة São Paulo ثم Душанбе في برنامج R&D."),
        ("لوألا (1", "1) الأول"),
    ],
)
def test_a_line_is_turned_back_run_by_run(visual: str, read_as: str) -> None:
    assert logical(list(visual)) == read_as


def test_a_line_of_latin_letters_turns_only_what_is_arabic() -> None:
    assert logical(list("the word (2023 مالس) here"), right_to_left=False) == "the word (2023 سلام) here"
    assert logical(list("no Arabic: 1-2 (3)"), right_to_left=False) == "no Arabic: 1-2 (3)"


ARABIC = st.text("ابتثجحخدرسفقكلمنهوي", min_size=1, max_size=6)
LATIN = st.text("abcdEFéЖяü", min_size=1, max_size=5)
NUMBERS = st.from_regex(r"[0-9]{1,4}([./:,][0-9]{1,3})?", fullmatch=True) | st.from_regex(
    r"[٠-٩]{1,4}([/٫٬][٠-٩]{1,3})?", fullmatch=True
)
SIGNS = st.sampled_from([" ", "، ", ". ", " - ", "؛ ", ": ", "-", "+", " & "])


@given(ARABIC, st.lists(st.tuples(SIGNS, ARABIC | LATIN | NUMBERS), max_size=8))
def test_what_is_read_stands_on_the_line_as_it_was_drawn(first: str, more: list[tuple[str, str]]) -> None:
    """The algorithm forwards, as another program has it, gives the line again."""

    def drawn(text: str) -> str:
        return BidiParagraph(text, TextDirection.RTL).get_reordered_string()

    line = drawn("".join([first, *(part for pair in more for part in pair)]))
    assert drawn(logical(list(line))) == line
