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
_PICTURE = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
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
        letters = sum(letter.isalpha() for page in pages for line in page for letter in line.text)
        if letters < 20 * max(1, len(pages)) and _pictured(pdf):
            return _scanned(pdf, given)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("broken", kind="PDF") from error
    finally:
        pdf.close()
    disorder = legibility.disorder(" ".join(line.text for page in pages for line in page))
    if disorder > 1:
        raise Unreadable("garbled")
    unknown = sum(line.unknown for page in pages for line in page)
    doubts = {"doubt.order": disorder > 0.5, "doubt.fonts": unknown > _UNKNOWN * letters}
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


def _title(given: str, found: Sequence[Paragraph]) -> str:
    """The title that a PDF gives itself, unless it is the name of a file; else what stands near its head in
    the largest type."""
    if not _NO_TITLE.search(given.strip()):
        return given
    near = [paragraph for paragraph in found[:5] if paragraph.page == found[0].page]
    head = max(near, key=lambda paragraph: paragraph.scale, default=None)
    return head.text if head and head.scale > 1.15 and len(head.text) <= 300 else ""
