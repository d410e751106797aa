"""Names beside the marks of a chart in time that matter most, where they lie on no other name or mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.tables.partial_dates import first_day
from ui.charts.spec import Mark, Side

LETTER, GAP = 7.2, 6  # pixels: of a letter at the size of a name; between a mark and its name
Extent = tuple[float, float]


def with_callouts(
    marks: Sequence[Mark], names: Mapping[int, str], plot: float, sides: Sequence[Side]
) -> tuple[Mark, ...]:
    """The same marks, some with a name. `names`: of marks by their number, the most important first; `plot`:
    how many pixels wide the drawing is at least; `sides`: where a name may stand, the best first. A name
    without a free side is left out."""
    days = [first_day(str(mark.at)).toordinal() for mark in marks]
    first, span = min(days, default=0), max(max(days, default=0) - min(days, default=0), 1)
    at = [(day - first) / span * plot for day in days]
    taken: dict[float, list[Extent]] = defaultdict(list)
    if not any(side.startswith("above") for side in sides):
        for mark, x in zip(marks, at, strict=True):
            taken[mark.row].append((x - mark.size / 2, x + mark.size / 2))
    placed = list(marks)
    for n, name in names.items():
        row, width = taken[marks[n].row], LETTER * len(name)
        for side in sides:
            left, right = extent(at[n], marks[n].size / 2 + GAP, width, side)
            inside = left >= 0 and right <= plot
            if inside and all(right < start or left > end for start, end in row):
                placed[n] = replace(marks[n], callout=name, side=side)
                row.append((left, right))
                break
    return tuple(placed)


def extent(x: float, off: float, width: float, side: Side) -> Extent:
    """From where to where a name of `width` pixels reaches that stands at a side of the mark at `x`."""
    if side == "above":
        return x - width / 2, x + width / 2
    if side.endswith("left"):
        end = x if side.startswith("above") else x - off
        return end - width, end
    start = x if side.startswith("above") else x + off
    return start, start + width
