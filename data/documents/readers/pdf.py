"""PDF files with text (PDFium). A PDF says where glyphs stand, not what follows what: lines are put together
from them (`data.documents.readers.pdf_lines`), turned into the order in which they are read
(`data.text.bidi`), and joined to paragraphs by distance, size and length."""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2

from data.documents.readers.draft import MAX_LETTERS, Draft, Unreadable, author_of
from data.documents.readers.pdf_lines import Line, lines
from data.text.bidi import is_right_to_left, logical, paired, reordered

__all__ = ["logical", "read_pdf"]
_PAGES = 1_000
_PICTURE = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
_HYPHEN, _ADDRESS = (
    re.compile(r"(?<=[^\W\d_])-$"),
    re.compile(r"https?://\S*[/?&=_]$"),
)  # what goes on in the next line
_LEADING = 1.9  # sizes of the type, from baseline to baseline: the most that is usual
_END = re.compile(r"[.!?؟…:][»«”“\"()\[\]]*\s*$")


def read_pdf(raw: bytes) -> Draft:
    """The document in a PDF file. Raises Unreadable for scans without text, locked and broken files."""
    try:
        pdf = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("locked" if "password" in str(error).lower() else "broken", kind="PDF") from error
    try:
        if len(pdf) > _PAGES:
            raise Unreadable("too-long", letters=MAX_LETTERS)
        pages = list(_pages(pdf))
        given = {key: str(value) for key, value in pdf.get_metadata_dict().items()}
        if sum(letter.isalpha() for page in pages for line in page for letter in line.text) < 20 * max(
            1, len(pages)
        ) and _pictured(pdf):
            raise Unreadable("scan")
    except pypdfium2.PdfiumError as error:
        raise Unreadable("broken", kind="PDF") from error
    finally:
        pdf.close()
    disorder = _disorder(" ".join(line.text for page in pages for line in page))
    if disorder > 1:
        raise Unreadable("garbled")
    author = author_of(given.get("Author", ""))
    doubts = ("doubt.order",) * (disorder > 0.5) + ("doubt.author",) * bool(author)
    return Draft("pdf", _title(given.get("Title", "")), author, "", "", tuple(_paragraphs(pages)), doubts)


def _pages(pdf: Any) -> Iterator[list[Line]]:
    """The lines of each page, as long as the document is not too long."""
    letters = 0
    for page in pdf:
        text = page.get_textpage()
        letters += text.count_chars()
        if letters > 2 * MAX_LETTERS:  # PDFium counts spaces and ends of lines too
            raise Unreadable("too-long", letters=MAX_LETTERS)
        yield lines(page, text)
        text.close()
        page.close()


def _pictured(pdf: Any) -> bool:
    return any(obj.type == _PICTURE for page in pdf for obj in page.get_objects(max_depth=2))


def _disorder(text: str) -> float:
    """How surely the letters could not be put in order, from 1 on surely: hardly any Arabic text has many
    words of one letter, or signs within words."""
    text = re.sub(r"[\u064b-\u065f\u0670]", "", text)
    words = re.findall(r"[\u0621-\u064a]+", text)
    single = sum(len(word) == 1 for word in words)
    signs = len(re.findall(r"[\u0621-\u064a][!-,:-@\[-`{-~](?=[\u0621-\u064a])", text))
    return max(6 * single, 30 * signs) / len(words) if len(words) > 20 else 0


def _title(title: str) -> str:
    """The title that a PDF gives itself, unless it is the name of a file."""
    return (
        ""
        if re.search(
            r"\.(docx?|pdf|indd|html?)$|^untitled|^microsoft word|^about:|^https?:", title.strip(), re.I
        )
        else title
    )


def _paragraphs(pages: list[list[Line]]) -> Iterator[str]:
    """Lines joined to paragraphs; page numbers and lines that stand on most pages are left out."""
    repeated = _repeated(pages)
    paragraph: list[Line] = []
    arabic = False
    for page in pages:
        leading = _leading(page)
        kept = [
            line
            for n, line in enumerate(page)
            if _unnumbered(line) not in repeated and not _is_page_number(page, n, leading)
        ]
        width = max((line.right - line.left for line in kept), default=0)
        mostly_arabic = operator.gt(*_scripts(kept))
        for line in kept:
            if paragraph and _breaks(paragraph[-1], line, leading, width):
                yield _joined(paragraph, arabic)
                paragraph = []
            arabic = arabic if paragraph else mostly_arabic
            paragraph.append(line)
    if paragraph:
        yield _joined(paragraph, arabic)


def _is_page_number(page: list[Line], number: int, leading: dict[int, float]) -> bool:
    """Does a line without letters stand alone? One that ends a paragraph does not."""
    line, near = page[number], page[max(0, number - 1) : number + 2]
    alone = all(abs(line.bottom - other.bottom) > _gap(line, leading) for other in near if other is not line)
    return alone and bool(re.fullmatch(r"[\W\d]{0,8}", line.text))


def _leading(page: list[Line]) -> dict[int, float]:
    """How far lines of a paragraph stand apart on a page, in points, by the size of their type. Few lines may
    each be a paragraph."""
    gaps: dict[int, list[float]] = {}
    for a, b in pairwise(page):
        if round(a.size) == round(b.size) and a.bottom - b.bottom > 0.95 * b.size:
            gaps.setdefault(round(b.size), []).append(a.bottom - b.bottom)
    found = {size: sorted(own)[(len(own) - 1) // 8] for size, own in gaps.items()}
    return {size: gap if len(gaps[size]) > 4 else min(gap, _LEADING * size) for size, gap in found.items()}


def _joined(paragraph: list[Line], mostly_arabic: bool) -> str:
    """A paragraph of its lines in reading order; a word that a hyphen parts, and an address, are one. A
    paragraph runs as most of its letters do; where that is hardly more than half, as its page does."""
    arabic, other = _scripts(paragraph)
    right_to_left = bool(arabic) and (arabic > 2 * other or (2 * arabic > other and mostly_arabic))
    parts: list[str] = []
    for line in paragraph:
        text = reordered(line.letters, right_to_left=right_to_left).strip()
        if parts:
            before = parts[-1]
            address = (
                _ADDRESS.search(before) and text[:1].isascii() and (right_to_left or not before.endswith("/"))
            )
            hyphen = _HYPHEN.search(before) and text[:1].isalpha()
            parts[-1] = before[:-1] if hyphen and before[-2].islower() and text[0].islower() else before
            parts.append("" if address or hyphen else " ")
        parts.append(text)
    return paired("".join(parts)) if right_to_left else "".join(parts)


def _scripts(page: list[Line]) -> tuple[int, int]:
    """How many letters of some lines run from right to left, and how many of the others there are."""
    letters = [letter for line in page for letter in line.letters if letter[0].isalpha()]
    arabic = sum(map(is_right_to_left, letters))
    return arabic, len(letters) - arabic


def _repeated(pages: list[list[Line]]) -> set[str]:
    """What stands at the head or foot of most pages, whatever number it has there."""
    ends = Counter(text for page in pages for text in {_unnumbered(line) for line in (*page[:2], *page[-2:])})
    return {text for text, times in ends.items() if len(pages) > 2 and times > len(pages) / 2}


def _unnumbered(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text.strip())


def _gap(line: Line, leading: dict[int, float]) -> float:
    """The distance from which a line stands apart from another."""
    return 1.4 * leading.get(round(line.size), _LEADING * line.size)


def _breaks(before: Line, line: Line, leading: dict[int, float], width: float) -> bool:
    """Whether a paragraph ends between two lines: a wider gap, another size of letters, or a full stop on a
    short line."""
    gap = before.bottom - line.bottom
    if gap > _gap(line, leading):
        return True
    if before.size > 1.3 * line.size and gap > 0:
        return True
    ended = bool(
        _END.search(before.text)
        or (_END.search(before.text[::-1]) and any(map(is_right_to_left, before.letters)))
    )
    return ended and before.right - before.left < (0.85 if gap >= 0 else 0.7) * width
