"""The lines of a PDF file joined to paragraphs, by distance, size and length. A paragraph goes on over
columns and pages; running heads are left out, and footnotes stand after the paragraph that runs over the end
of their page."""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Container, Iterator
from itertools import pairwise
from typing import NamedTuple

from data.documents.readers.pdf.furniture import without_furniture
from data.documents.readers.pdf.lines import Line
from data.text import hyphens
from data.text.bidi import is_right_to_left, pair_brackets, reorder
from data.text.numbers.superscripts import to_superscript

_ADDRESS = re.compile(r"https?://\S*[/?&=_]$")  # goes on in the next line
_HYPHEN = re.compile(r"(?<=[^\W\d_])-$")
_LEADING = 1.9  # sizes of the type, from baseline to baseline: the most that is usual
_SMALL, _LARGE = 0.92, 1.15  # of the usual size of a text: that of notes, and that of titles
_INITIAL = 2  # letters: fewer in large type begin a word
_BAND, _EDGE = 20, 30  # points: of the bands in which notes stand, of the edges of columns
_END = re.compile(r"[.!?؟…:][»«”“\"()\[\]¹²³⁰-⁹]*\s*$")
_MARK = re.compile(r"\A\d{1,3}(?= )")  # of a note: no number of what it tells
_NOTE = re.compile(r"\W{0,2}(\d{1,3}|[¹²³⁰-⁹]+|[*†‡§])")


class Paragraph(NamedTuple):
    """A paragraph: its words, the page that it begins on, from 1, and the size of its type, as a part of the
    size that most of the text has."""

    text: str
    page: int
    scale: float


def paragraphs(pages: list[list[Line]]) -> Iterator[Paragraph]:
    """The paragraphs of a document, in the order of its file."""
    pages = without_furniture(pages)
    usual = _usual_size(pages)
    known = hyphens.vocabulary(line.text for page in pages for line in page)
    own: list[Line] = []
    waiting: list[Paragraph] = []
    began, arabic, widths = 1, False, list[float]()
    for number, page in enumerate(pages, 1):
        leading = _leading(page)
        mostly_arabic = operator.gt(*_scripts(page))
        text, notes = _without_notes(page, usual, mostly_arabic=mostly_arabic)
        text = [line for n, line in enumerate(text) if not _is_page_number(text, n, leading)]
        full, widths = widths, _widths(text, mostly_arabic=mostly_arabic)
        for n, line in enumerate(text):
            width = widths[n - 1] if n else full[-1] if full else 0
            if own and _ends(own[-1], line, leading, width, usual, crossing=not n):
                yield Paragraph(_joined(own, known, mostly_arabic=arabic), began, own[0].size / usual)
                yield from waiting
                own, waiting = [], []
            if not own:
                began, arabic = number, mostly_arabic
            own.append(line)
        words = (_joined(note, known, mostly_arabic=mostly_arabic) for note in notes)
        waiting += [Paragraph(_MARK.sub(_raised, note), number, _SMALL) for note in words]
    if own:
        yield Paragraph(_joined(own, known, mostly_arabic=arabic), began, own[0].size / usual)
    yield from waiting


def _raised(number: re.Match[str]) -> str:
    return to_superscript(number[0])


def _usual_size(pages: list[list[Line]]) -> float:
    """The size that most letters of a document have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.letters)
    return max(sizes, key=lambda size: sizes[size], default=1) or 1


def _without_notes(
    page: list[Line], usual: float, *, mostly_arabic: bool
) -> tuple[list[Line], list[list[Line]]]:
    """The lines of a page without its footnotes, and these, each from its number or sign on: small lines that
    stand below all others of their column, where text that is no heading has gone before."""
    floors = _floors([line for line in page if line.size > _SMALL * usual])
    text: list[Line] = []
    notes: list[list[Line]] = []
    for line in page:
        heights = [floors[band] for band in _bands(line) if band in floors]
        above = bool(text) and (_has_end(text[-1]) or text[-1].size < _LARGE * usual)
        if not (line.size <= _SMALL * usual and heights and line.bottom < min(heights) and above):
            text.append(line)
        elif (
            not notes
            or _NOTE.match(_read(line, mostly_arabic=mostly_arabic))
            or line.bottom > notes[-1][-1].bottom
        ):
            notes.append([line])
        else:
            notes[-1].append(line)
    return text, notes


def _floors(lines: list[Line]) -> dict[int, float]:
    """How low lines stand, by the bands of a page that they cross."""
    floors: dict[int, float] = {}
    for line in lines:
        for band in _bands(line):
            floors[band] = min(line.bottom, floors.get(band, line.bottom))
    return floors


def _bands(line: Line) -> range:
    """Upright bands of a page that a line crosses; of one far longer than a page, the first."""
    first = int(line.left // _BAND)
    return range(first, min(first + 100, int(line.right // _BAND) + 1))


def _widths(page: list[Line], *, mostly_arabic: bool) -> list[float]:
    """How long full lines are in the column in which each line stands: of those that begin where it does. A
    few may run over all columns."""
    edges = [round((line.right if mostly_arabic else line.left) / _EDGE) for line in page]
    columns: dict[int, list[float]] = {}
    for edge, line in zip(edges, page, strict=True):
        columns.setdefault(edge, []).append(line.right - line.left)
    most = {edge: sorted(own)[-1 - len(own) // 8] for edge, own in columns.items()}
    full = {edge: max(length for length in own if length < 1.7 * most[edge]) for edge, own in columns.items()}
    return [full[edge] for edge in edges]


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


def _gap(line: Line, leading: dict[int, float]) -> float:
    """The distance from which a line stands apart from another."""
    return 1.4 * leading.get(round(line.size), _LEADING * line.size)


def _ends(
    before: Line, line: Line, leading: dict[int, float], width: float, usual: float, *, crossing: bool
) -> bool:
    """Whether a paragraph ends between two lines: at a wider gap, another size of letters, a full stop on a
    short line or before an indented one. width: of full lines in the column of the first; crossing: the
    second is the first of its page."""
    gap = -1 if crossing else before.bottom - line.bottom
    length = before.right - before.left
    ended = _has_end(before)
    if before.size > 1.3 * line.size and (gap > 0 or len(before.letters) > _INITIAL):
        return True
    if line.size > 1.3 * before.size and line.size > _LARGE * usual:
        return True
    if gap > _gap(line, leading):
        goes_on = not ended and length > 0.6 * width and abs(before.size - line.size) < 0.1 * line.size
        return not (goes_on and line.text[:1].islower())
    if min(before.size, line.size) > _LARGE * usual and gap > 0:
        return False
    short = length < (0.85 if gap >= 0 else 0.7) * width
    is_heading = line.size > _LARGE * before.size
    return ended and (short or is_heading or (gap > 0 and _is_indented(before, line)))


def _has_end(line: Line) -> bool:
    arabic = any(map(is_right_to_left, line.letters))
    return bool(_END.search(line.text) or (arabic and _END.search(line.text[::-1])))


def _is_indented(before: Line, line: Line) -> bool:
    """Does a line begin farther in than the one before it, by what is usual for a new paragraph?"""
    arabic, other = _scripts([line])
    indent = before.right - line.right if arabic > other else line.left - before.left
    return 0.8 * line.size < indent < 4 * line.size


def _joined(paragraph: list[Line], known: Container[str], *, mostly_arabic: bool) -> str:
    """A paragraph of its lines in reading order; a word that a hyphen parts, and an address, are one."""
    right_to_left = _runs_from_the_right(paragraph, mostly_arabic=mostly_arabic)
    parts: list[str] = []
    for line in paragraph:
        text = reorder(line.letters, right_to_left=right_to_left).strip()
        if parts:
            before = parts[-1]
            address = (
                _ADDRESS.search(before) and text[:1].isascii() and (right_to_left or not before.endswith("/"))
            )
            hyphen = _HYPHEN.search(before) and text[:1].isalpha()
            parts[-1] = hyphens.join_hyphenated(before, text, known) if hyphen else before
            parts.append("" if address or hyphen else " ")
        parts.append(text)
    return pair_brackets("".join(parts)) if right_to_left else "".join(parts)


def _runs_from_the_right(paragraph: list[Line], *, mostly_arabic: bool) -> bool:
    """A paragraph runs as most of its letters do; on a page that is mostly Arabic, from the right where it
    begins there with Arabic, or where hardly more than half of it is not."""
    arabic, other = _scripts(paragraph)
    if not arabic or arabic > 2 * other or not mostly_arabic:
        return arabic > 2 * other
    first = next((letter for letter in reversed(paragraph[0].letters) if letter[0].isalpha()), "-")
    return 2 * arabic > other or is_right_to_left(first)


def _read(line: Line, *, mostly_arabic: bool) -> str:
    right_to_left = _runs_from_the_right([line], mostly_arabic=mostly_arabic)
    return reorder(line.letters, right_to_left=right_to_left).strip()


def _scripts(page: list[Line]) -> tuple[int, int]:
    """How many letters of some lines run from right to left, and how many of the others there are."""
    letters = [letter for line in page for letter in line.letters if letter[0].isalpha()]
    arabic = sum(map(is_right_to_left, letters))
    return arabic, len(letters) - arabic
