"""Words on the printed pages are found and copied as they were written: by Chrome's engine (PDFium), by
Poppler and by pypdf."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from test_export_leave_added import held
from tiny import shipped

from data.query.selection import Selection
from data.query.view import select
from export.order import Order
from export.pdf import pages as pdf
from export.pdf.faces import lacking
from export.pdf.paper import Paper, pdf_bytes

pytestmark = pytest.mark.slow

STEERING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LETTERS = "\u0621-\u064a\u064b-\u0652\u0671-\u06d3"
LAM_ALEF = re.compile(f"[{LETTERS}]*ل[اأإآ][{LETTERS}]*")


def chrome(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def poppler(content: bytes) -> str:
    if not shutil.which("pdftotext"):
        (pytest.fail if os.environ.get("REQUIRE_POPPLER") == "1" else pytest.skip)(
            "pdftotext is not installed"
        )
    return subprocess.run(
        ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
    ).stdout.decode()


def pure(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


READERS = (chrome, poppler, pure)
TEXTS = (
    "تحتاج الولايات المتحدة أولاً إلى طاجيكستان وثانياً إلى أوزبكستان وهذا ليس قادراً على السيطرة",
    "لِلأَمْنِ الوَطَنِيِّ كَلامٌ مُفَصَّلٌ وَلاَ شَيْءَ آخَرَ فِي الآدَابِ",
    "لا لأ لإ لآ بلا بلأ بلإ بلآ لاَ لَا لأُ لِلَّهِ الله اللّٰه",
    "پنج چاه ژرف گزارش می‌گوید دلاور ټول ډېر ښه ګړندی یادگار ٹیلے",
    "محمد ﷺ قال",
)
Reader = Callable[[bytes], str]


@cache
def article() -> bytes:
    return pdf.pdf_file(Order(select(shipped(), Selection()), ("ar",), whole=True))


def set_in_type(*texts: str, family: str = "body", rtl: bool = True) -> Paper:
    pages = Paper({"ink": "#000000", "muted": "#000000"}, "", rtl=rtl)
    pages.add_page()
    for text in texts:
        pages.write_line(text, 12, rtl=rtl, family=family)
    return pages


def arabic(text: str) -> list[str]:
    """The Arabic words of a text in order, without the foot of the pages."""
    lines = (line for line in STEERING.sub(" ", text).splitlines() if "sha256:" not in line)
    return re.findall(f"[{LETTERS}]+", " ".join(lines))


def squeezed(text: str) -> str:
    """A text of one page without spaces at ends of lines and the page's number; the marks of a letter in
    their canonical order."""
    return unicodedata.normalize("NFC", " ".join(STEERING.sub("", text).split())).removesuffix("1").strip()


@pytest.mark.parametrize("reader", READERS)
def test_every_word_with_lam_and_alef_is_found(reader: Reader) -> None:
    wanted = {word for text in shipped().texts.values() for word in LAM_ALEF.findall(text)}
    assert {"علاقات", "الولايات", "الأمنية", "دولار", "لافروف"} <= wanted
    assert wanted - set(arabic(reader(article()))) == set()


@pytest.mark.parametrize("reader", [chrome, poppler])
def test_each_passage_is_copied_whole(reader: Reader) -> None:
    found = f" {' '.join(arabic(reader(article())))} "
    assert [key for key, text in shipped().texts.items() if f" {' '.join(arabic(text))} " not in found] == []


@cache
def sample(family: str) -> bytes:
    return pdf_bytes(set_in_type(*TEXTS, family=family))


@pytest.mark.parametrize(
    ("family", "reader"), [*(("quote", reader) for reader in READERS), ("body", chrome), ("latin", chrome)]
)
def test_what_is_set_is_what_is_copied(family: str, reader: Reader) -> None:
    found = squeezed(reader(sample(family))).replace("صلى الله عليه وسلم", "ﷺ")
    assert [text for text in TEXTS if squeezed(text) not in found] == []


@settings(max_examples=10, deadline=None)
@given(
    st.lists(
        st.from_regex("([بتثجحخدذرزسشصضطظعغفقكلمنهويأإآاةى]ّ?[َُِْ]?){2,7}", fullmatch=True),
        min_size=5,
        max_size=40,
    )
)
def test_any_vowelled_words_come_back_from_chrome_as_they_were_set(words: list[str]) -> None:
    assert squeezed(chrome(pdf_bytes(set_in_type(" ".join(words), family="quote")))) == squeezed(
        " ".join(words)
    )


@pytest.mark.parametrize("reader", READERS)
def test_latin_and_cyrillic_words_and_their_ligatures_are_found(reader: Reader) -> None:
    line = "The office of the official flow: Тоҷикистон, São Tomé, e\u0301tude ½ €20 ½"
    assert squeezed(reader(pdf_bytes(set_in_type(line, rtl=False)))) == squeezed(line)


MIXED = (
    "إدارة مكافحة المخدرات الأمريكية عام 2020.",
    "الفقرة 11: يُنسب إلى مسؤولين أمريكيين",
    "الأقل في 33 بنداً. وهذا يعادل 17.7% من المبلغ المعلن؛ أي 37 مليون دولار",
    "المحفوفة بالمخاطر · 2023-04-20",
    "بين -5% و+7% عند 10:30، ثم 1,400 كم.",
)
BRACKETED = (
    "يقول المقال (الفقرة 14)",
    "«أكثر من 330 مليون دولار»، كما قال",
    "عدد زيارات “توماس ويست”، الممثل الأمريكي",
)
MIRRORED = str.maketrans("()«»“”", ")(»«”“")


def unspaced(text: str) -> str:
    return "".join(STEERING.sub("", text).split())


@pytest.mark.parametrize("reader", [chrome, poppler])
@pytest.mark.parametrize("family", ["body", "quote"])
def test_signs_beside_numbers_are_copied_in_the_order_of_the_line(reader: Reader, family: str) -> None:
    found = unspaced(reader(pdf_bytes(set_in_type(*MIXED, family=family))))
    assert [text for text in MIXED if unspaced(text) not in found] == []


def test_brackets_and_quotation_marks_are_copied_where_they_stand() -> None:
    """PDFium mirrors them in every line from right to left, whatever the file says."""
    content = pdf_bytes(set_in_type(*BRACKETED, "المسيّرة (RQ-20) التي"))
    assert [text for text in BRACKETED if unspaced(text) not in unspaced(poppler(content))] == []
    seen = unspaced(chrome(content)).translate(MIRRORED)
    assert [text for text in BRACKETED if unspaced(text) not in seen] == []
    assert "(RQ-20)" in unspaced(poppler(content))
    assert "RQ-20" in pure(content)


def test_phrases_with_numbers_and_stops_are_found_by_chrome() -> None:
    for phrase in ("عام 2020", "بنداً", "وهذا يعادل 17.7", "37 مليون دولار", "1,400 كم.", "الفقرة 11"):
        page = pypdfium2.PdfDocument(pdf_bytes(set_in_type(*MIXED)))[0]
        assert page.get_textpage().search(phrase).get_next(), phrase


def test_a_page_that_begins_with_cyrillic_shows_the_lines_below_it() -> None:
    pages = set_in_type("السطر الأول")
    pages.add_page()
    for text in ("Россия", "Below it"):
        pages.write_line(text, 12, rtl=False)
    for reader in (chrome, poppler):
        assert "Below it" in reader(pdf_bytes(pages))


def test_the_file_claims_no_tags_and_shows_its_title_and_contents() -> None:
    read: Any = PdfReader(io.BytesIO(article()))
    root = read.trailer["/Root"]
    assert "/MarkInfo" not in root
    assert "/StructTreeRoot" not in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    marks = {mark.title for entry in read.outline for mark in (entry if isinstance(entry, list) else [entry])}
    assert {
        shipped().text("ar")(key) for key in ("page.map", "page.evidence", "panel.sources", "file.about")
    } <= marks
    assert {f"الفقرة {n}" for n in range(1, 19)} <= marks


def test_letters_that_no_face_has_are_drawn_as_boxes_copied_and_named() -> None:
    text = "وكتب 中国 و한국 👍🏽 ثم قال"
    pages = set_in_type(text)
    assert lacking(pages) == sorted("中国한국👍🏽")
    assert set("中国한국👍🏽") <= set(chrome(pdf_bytes(pages)))
    assert lacking(set_in_type("قال ﷺ و﷽ ے ۍ ½ → Тоҷикистон e\u0301 \u200f\u2066x\u2069")) == []


def test_a_file_that_quotes_such_letters_names_them_in_both_languages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines: list[str] = []
    monkeypatch.setattr(pdf, "lacking", lambda _pages: ["中", "👍"])
    monkeypatch.setattr(Paper, "write_line", lambda _self, text, *_, **__: lines.append(text))
    pdf.pdf_file(Order(held().view, ("ar", "en")))
    assert len([line for line in lines if "U+4E2D" in line and "U+1F44D" in line]) == 2
