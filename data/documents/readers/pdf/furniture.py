"""What stands on the pages of a PDF file besides its text: running heads and feet, and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from data.documents.readers.pdf.lines import Line

_NUMBERS = re.compile(r"\d{1,4}(?!\d)")
_ROWS = 2  # lines, one below the other, that a running head or foot may have
_HEIGHT = 4  # points: running heads stand equally high on every page
Place = tuple[int, int]  # page and line, from 0


def without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines of each page that belong to the text."""
    for _ in range(_ROWS):
        edges = {(n, at): line for n, page in enumerate(pages) for at, line in _edges(page)}
        gone = _repeated(edges, len(pages)) | _numbered(edges, len(pages))
        pages = [
            [line for at, line in enumerate(page) if (n, at) not in gone] for n, page in enumerate(pages)
        ]
    return pages


def _edges(page: list[Line]) -> Iterator[tuple[int, Line]]:
    """The lines at the very head and foot of a page, with their numbers."""
    heights = [round(line.bottom) for line in page]
    ends = {max(heights, default=0), min(heights, default=0)}
    return ((at, page[at]) for at, height in enumerate(heights) if height in ends)


def _repeated(edges: dict[Place, Line], pages: int) -> set[Place]:
    """What stands equally high on three pages, or on both of two, with the same numbers, or on two and more
    with one that grows as the pages do."""
    as_high: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    for (page, at), line in edges.items():
        as_high[_unnumbered(line), round(line.bottom / _HEIGHT)][page] = at
    return {
        place
        for own in as_high.values()
        if _counts(own, edges) or (len(own) >= min(3, max(2, pages)) and _is_same(own, edges))
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
