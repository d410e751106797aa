"""PDF files with text (PDFium). A PDF says where glyphs stand, not what follows what: lines are put together
from them (`lines`), turned into the order in which they are read (`data.text.bidi`), and joined to paragraphs
(`layout`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2

from data.documents.readers import legibility
from data.documents.readers.draft import MAX_LETTERS, Draft, Unreadable, author_of
from data.documents.readers.pdf.layout import Paragraph, paragraphs
from data.documents.readers.pdf.lines import Line, page_lines

_PAGES = 1_000
_PICTURE, _PATH = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE, pypdfium2.raw.FPDF_PAGEOBJ_PATH
_FEW = 20  # letters: a page that has fewer may be a picture
_PICTURED = 0.25  # of a page, from which on its pictures may hold text
_OUTLINES = 200  # drawn shapes on a page, which may be the outlines of letters
_UNKNOWN = 0.005  # of the letters: a file that leaves more unnamed is doubtful
_NO_TITLE = re.compile(
    r"\.(docx?|pdf|indd|html?)$|^untitled|^microsoft word|^about:|^https?:|^(print|document)?\W*\d*$", re.I
)


def read_pdf(raw: bytes) -> Draft:
    """The document in a PDF file; that of a scan, where its letters can be recognised. Raises Unreadable for
    other scans, locked and broken files."""
    try:
        pdf = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("locked" if "password" in str(error).lower() else "broken", kind="PDF") from error
    try:
        if len(pdf) > _PAGES:
            raise Unreadable("too-long", letters=MAX_LETTERS)
        pages = list(_pages(pdf))
        given = {key: str(value) for key, value in pdf.get_metadata_dict().items()}
        letters = [sum(letter.isalpha() for line in page for letter in line.text) for page in pages]
        if sum(letters) < _FEW * max(1, len(pages)) and _pictured(pdf):
            return _scanned(pdf, given)
        unread = [n for n, count in enumerate(letters, 1) if count < _FEW and _may_hold_text(pdf[n - 1])]
    except pypdfium2.PdfiumError as error:
        raise Unreadable("broken", kind="PDF") from error
    finally:
        pdf.close()
    disorder = legibility.disorder(" ".join(line.text for page in pages for line in page))
    if disorder > 1:
        raise Unreadable("garbled")
    unknown = sum(line.unknown for page in pages for line in page)
    doubts = {
        " ".join(("doubt.pictures", _in_runs(unread))): bool(unread),
        "doubt.order": disorder > 0.5,
        "doubt.fonts": unknown > _UNKNOWN * sum(letters),
    }
    return _draft(given, list(paragraphs(pages)), [doubt for doubt, holds in doubts.items() if holds])


def _scanned(pdf: Any, given: Mapping[str, str]) -> Draft:
    """The document in pictures of pages. Raises Unreadable where they cannot be read."""
    from data.documents.readers.pdf.recognition import recognize  # loaded when it is first needed

    return replace(_draft(given, recognize(pdf), ["doubt.scan"]), ocr=True)


def _draft(given: Mapping[str, str], found: Sequence[Paragraph], doubts: Sequence[str]) -> Draft:
    author = author_of(given.get("Author", ""))
    return Draft(
        "pdf",
        _title(given.get("Title", ""), found),
        author,
        "",
        "",
        tuple(paragraph.text for paragraph in found),
        (*doubts, *(["doubt.author"] if author else [])),
        tuple(paragraph.page for paragraph in found),
    )


def _pages(pdf: Any) -> Iterator[list[Line]]:
    """The lines of each page, as long as the document is not too long."""
    letters = 0
    for page in pdf:
        text = page.get_textpage()
        letters += text.count_chars()
        if letters > 2 * MAX_LETTERS:  # PDFium counts spaces and ends of lines too
            raise Unreadable("too-long", letters=MAX_LETTERS)
        yield page_lines(page, text)
        text.close()
        page.close()


def _pictured(pdf: Any) -> bool:
    return any(obj.type == _PICTURE for page in pdf for obj in page.get_objects(max_depth=2))


def _may_hold_text(page: Any) -> bool:
    """Whether what is drawn on a page without text may be text: pictures that cover much of it, outlines."""
    width, height = page.get_size()
    objects = list(page.get_objects(max_depth=2))
    bounds = [obj.get_bounds() for obj in objects if obj.type == _PICTURE]
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in bounds)
    outlines = sum(obj.type == _PATH for obj in objects)
    return bool(covered >= _PICTURED * width * height or outlines >= _OUTLINES)


def _in_runs(pages: Sequence[int]) -> str:
    """Numbers of pages, those that follow each other as a range: 3, 5–8."""
    first = [n for n in pages if n - 1 not in pages]
    last = [n for n in pages if n + 1 not in pages]
    return ", ".join(f"{a}–{b}" if a != b else f"{a}" for a, b in zip(first, last, strict=True))


def _title(given: str, found: Sequence[Paragraph]) -> str:
    """The title that a PDF gives itself, unless it is the name of a file; else what stands near its head in
    the largest type."""
    if not _NO_TITLE.search(given.strip()):
        return given
    near = [paragraph for paragraph in found[:5] if paragraph.page == found[0].page]
    head = max(near, key=lambda paragraph: paragraph.scale, default=None)
    return head.text if head and head.scale > 1.15 and len(head.text) <= 300 else ""
