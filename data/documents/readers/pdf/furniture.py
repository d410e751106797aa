"""What stands on the pages of a PDF file besides its text: running heads and feet, and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from data.documents.readers.pdf.lines import Line

_NUMBERS = re.compile(r"\d{1,4}(?!\d)")
_ROWS = 2  # lines, one below the other, that a running head or foot may have
_APART = 1.3  # usual gaps: how far the text stands from them at least
_HEIGHT = 4  # points: running heads stand equally high on every page
Place = tuple[int, int]  # page and line, from 0


def without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines of each page that belong to the text."""
    usual = _usual_gap(pages)
    edges, apart = dict[Place, Line](), set[Place]()
    for n, page in enumerate(pages):
        for rows, stands_apart in _edges(page, usual):
            own = {(n, at): line for at, line in enumerate(page) if round(line.bottom) in rows}
            edges |= own
            apart |= own.keys() if stands_apart else set()
    removed = _repeated(edges, apart, len(pages)) | _numbered(edges, len(pages))
    return [[line for at, line in enumerate(page) if (n, at) not in removed] for n, page in enumerate(pages)]


def _usual_gap(pages: list[list[Line]]) -> float:
    """How far apart rows of a page are, in points, as a rule."""
    gaps = [abs(a - b) for page in pages for a, b in pairwise(sorted({round(line.bottom) for line in page}))]
    return median(gaps) if gaps else 0


def _edges(page: list[Line], usual: float) -> Iterator[tuple[set[int], bool]]:
    """The rows at the head and at the foot of a page, by their heights, and whether the text stands apart
    from them: if not, only the outermost."""
    rows = sorted({round(line.bottom) for line in page})
    for end in (rows[: _ROWS + 1], rows[: -_ROWS - 2 : -1]):
        wide = (n for n, (a, b) in enumerate(pairwise(end), 1) if abs(a - b) > _APART * usual)
        cut = next(wide, 0)
        yield set(end[: cut or 1]), bool(cut)


def _repeated(edges: dict[Place, Line], apart: set[Place], pages: int) -> set[Place]:
    """What stands equally high on three pages, or on both of two, apart from the text; or on two and more
    with a number that grows as the pages do."""
    as_high: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    for (page, at), line in edges.items():
        as_high[_unnumbered(line), round(line.bottom / _HEIGHT)][page] = at
    return {
        place
        for own in as_high.values()
        if _counts(own, edges)
        or (len(own) >= min(3, max(2, pages)) and apart >= own.items() and _is_same(own, edges))
        for place in own.items()
    }


def _is_same(own: dict[int, int], edges: dict[Place, Line]) -> bool:
    return len({edges[place].text.strip() for place in own.items()}) == 1


def _counts(own: dict[int, int], edges: dict[Place, Line]) -> bool:
    """Whether lines say the same but for a number that grows as their pages do."""
    columns = zip(*(_numbers(edges[place]) for place in own.items()), strict=False)
    return len(own) > 1 and any(
        len({number - page for number, page in zip(column, own, strict=True)}) == 1 for column in columns
    )


def _numbered(edges: dict[Place, Line], pages: int) -> set[Place]:
    """The lines with the number of their page at one end, if they have it on many pages."""
    found = defaultdict(list)
    for place, line in edges.items():
        text = line.text.strip()
        for number in (n for n in _NUMBERS.finditer(text) if n.start() == 0 or n.end() == len(text)):
            found[int(number[0]) - place[0]].append(place)
    counted = Counter({offset: len({n for n, _ in own}) for offset, own in found.items()})
    for offset, times in counted.most_common(1):
        if times > 2 and times > 0.4 * pages:
            return set(found[offset])
    return set()


def _numbers(line: Line) -> list[int]:
    return [int(number[0]) for number in _NUMBERS.finditer(line.text)]


def _unnumbered(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text.strip())
