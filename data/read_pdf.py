"""PDF files with text (PDFium). A PDF says where glyphs stand, not what follows what: lines of Arabic are put back in order.

Each line is read by the places of its letters, from right to left, with numbers and Latin words in it from left to right;
lines are joined to paragraphs by their distance, size and length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median
from typing import Any, NamedTuple

import pypdfium2

from data.readers import MAX_LETTERS, Draft, Unreadable

_PAGES = 1_000
_SPACE = 0.15  # of the height of a line: the narrowest gap that parts words
_ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
_LEFT_TO_RIGHT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.,:/+_-]| (?=[A-Za-z0-9]))*[A-Za-z0-9]|[A-Za-z0-9]")
_PAIRS = {")": "(", "]": "[", "»": "«", "}": "{", "”": "“", "(": ")", "[": "]", "«": "»", "{": "}", "“": "”"}
_OPENING = "([«{“"


Letter = tuple[str, tuple[float, float, float, float]]


class Glyph(NamedTuple):
    """A letter with its marks, the number of its word in the file, and its box."""

    text: str
    word: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Line:
    """A line of a page, in reading order, and its box in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def read_pdf(raw: bytes) -> Draft:
    """The document in a PDF file. Raises Unreadable for scans without text, locked and broken files."""
    try:
        pdf = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("locked" if "password" in str(error).lower() else "broken", kind="PDF") from error
    try:
        if len(pdf) > _PAGES:
            raise Unreadable("too-long", letters=MAX_LETTERS)
        pages = [list(_lines(page)) for page in pdf]
        given = {key: str(value) for key, value in pdf.get_metadata_dict().items()}
        pictures = any(obj.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for page in pdf for obj in page.get_objects(max_depth=2))
    except pypdfium2.PdfiumError as error:
        raise Unreadable("broken", kind="PDF") from error
    finally:
        pdf.close()
    if sum(letter.isalpha() for lines in pages for line in lines for letter in line.text) < 20 * max(1, len(pages)) and pictures:
        raise Unreadable("scan")
    if _is_garbled(" ".join(line.text for lines in pages for line in lines)):
        raise Unreadable("garbled")
    return Draft("pdf", _title(given.get("Title", "")), given.get("Author", ""), "", "", tuple(_paragraphs(pages)))


def _is_garbled(text: str) -> bool:
    """Whether the letters could not be put in order: hardly any Arabic text has many words of one letter."""
    words = re.findall(r"[\u0621-\u064a]+", text)
    return len(words) > 20 and sum(len(word) == 1 for word in words) > len(words) / 6


def _title(title: str) -> str:
    """The title that a PDF gives itself, unless it is the name of a file."""
    return "" if re.search(r"\.(docx?|pdf|indd|html?)$|^untitled|^microsoft word|^https?:", title.strip(), re.I) else title


def _lines(page: Any) -> Iterator[Line]:
    text = page.get_textpage()
    letters: list[Letter] = []
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        if letter in ("\r", "\n", "\r\n"):
            if letters:
                yield _line(letters)
            letters = []
        elif letter:
            letters.append(("" if letter in "\ufffe\x02\xad" else letter, text.get_charbox(index, loose=True)))
    if letters:
        yield _line(letters)


def _line(letters: list[Letter]) -> Line:
    boxes = [box for letter, box in letters if letter.strip()] or [letters[0][1]]
    text = "".join(letter for letter, _ in letters)
    if len(_ARABIC.findall(text)) * 2 > sum(letter.isalpha() for letter in text):
        text = logical(_in_place(letters))
    return Line(text, min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _in_place(letters: list[Letter]) -> list[str]:
    """The letters from left to right, each with the vowel marks over or under it. PDFium parts the words rightly but puts
    the spaces anywhere: one goes between letters of two words, and where a sign or number leaves room for one."""
    words = list(accumulate((not letter.strip() for letter, _ in letters), initial=0))
    found = zip(letters, words, strict=False)
    bases = sorted((Glyph(letter, word, *box) for (letter, box), word in found if letter.strip() and not _is_mark(letter)), key=_middle)
    for letter, box in letters:
        if letter.strip() and _is_mark(letter) and bases:
            near = min(range(len(bases)), key=lambda n: abs(_middle(bases[n]) - box[0] - box[2]))
            bases[near] = bases[near]._replace(text=bases[near].text + letter)
    placed = [bases[0].text] if bases else []
    for before, glyph in pairwise(bases):
        wide = glyph.left - before.right > _SPACE * max(glyph.top - glyph.bottom, before.top - before.bottom)
        if glyph.word != before.word or (wide and not (_ARABIC.match(glyph.text) and _ARABIC.match(before.text))):
            placed.append(" ")
        placed.append(glyph.text)
    return placed


def _middle(glyph: Glyph) -> float:
    return glyph.left + glyph.right


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter[0]) == "Mn"


def logical(visual: list[str]) -> str:
    """Letters as they stand from left to right on a line of Arabic, in the order in which they are read."""
    text = [_plain(letter) for letter in reversed(visual)]
    line = _LEFT_TO_RIGHT.sub(lambda run: run[0][::-1], "".join(text))
    return _paired(re.sub(r"(?<!\d)([%٪])(\d[\d.,]*)", r"\2\1", line))


def _plain(letter: str) -> str:
    """A letter without its shape: PDF files often hold the forms that Arabic letters take within a word."""
    return unicodedata.normalize("NFKC", letter) if re.match(r"[\ufb50-\ufdff\ufe70-\ufefc]", letter) else letter


def _paired(line: str) -> str:
    """Brackets and quotation marks that open before they close, whichever way they were drawn."""
    out: list[str] = []
    opened: list[str] = []
    for letter in line:
        if letter in _PAIRS:
            closing = bool(opened) and opened[-1] in (letter, _PAIRS[letter])
            mark = (letter if letter not in _OPENING else _PAIRS[letter]) if closing else (letter if letter in _OPENING else _PAIRS[letter])
            if closing:
                opened.pop()
            else:
                opened.append(mark)
            letter = mark
        out.append(letter)
    return re.sub(r"(?<=[(\[«{“]) +| +(?=[)\]»}”])", "", "".join(out))


def _paragraphs(pages: list[list[Line]]) -> Iterator[str]:
    """Lines joined to paragraphs; page numbers and lines that stand on most pages are left out."""
    repeated = {text for text in {line.text.strip() for lines in pages for line in lines} if len(pages) > 2 and _on_most(text, pages)}
    paragraph = ""
    before: Line | None = None
    for lines in pages:
        kept = [
            line
            for line in lines
            if line.text.strip() and line.text.strip() not in repeated and not re.fullmatch(r"[\W\d]{1,8}", line.text)
        ]
        leading = median([a.bottom - b.bottom for a, b in pairwise(kept) if a.bottom > b.bottom] or [0])
        width = max((line.right - line.left for line in kept), default=0)
        for line in kept:
            if paragraph and before and _breaks(before, line, leading, width):
                yield paragraph
                paragraph = ""
            paragraph = (
                re.sub(r"(?<=[a-z])-$", "", paragraph) + ("" if re.search(r"[a-z]-$", paragraph) else " ") + line.text
                if paragraph
                else line.text
            )
            before = line
    if paragraph:
        yield paragraph


def _on_most(text: str, pages: list[list[Line]]) -> bool:
    return sum(any(line.text.strip() == text for line in (*lines[:2], *lines[-2:])) for lines in pages) > len(pages) / 2


def _breaks(before: Line, line: Line, leading: float, width: float) -> bool:
    """Whether a paragraph ends between two lines: a wider gap, another size of letters, or a full stop on a short line."""
    gap = before.bottom - line.bottom
    if leading and gap > 1.4 * leading:
        return True
    if max(before.top - before.bottom, 1) > 1.35 * max(line.top - line.bottom, 1) and gap > 0:
        return True
    ended = bool(re.search(r"[.!?؟…:][»”\")\]]*\s*$", before.text))
    return ended and before.right - before.left < (0.85 if gap >= 0 else 0.7) * width
