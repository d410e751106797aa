"""A chart as safe HTML: words and boxes in shares of their room, so that a slide can give it any room, and
every output of the story shows the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from data.tables.vocab import Lang
from ui.charts.spec import Bar, Bars, Chart, Mark, Marks, Matrix
from ui.html.templating import TEMPLATES

MOST_STOPS = 7  # of an axis of dates
MOST_LABELS = 12  # under bars that stand: of more, not each has room for its own


@dataclass(frozen=True)
class BarRow:
    """A row of lying bars: its words (language, label, and the bars whose amounts are said), its parts, and
    the length of each in percent."""

    words: tuple[tuple[Lang, str, tuple[Bar, ...]], ...]
    parts: tuple[tuple[Bar, float], ...]
    framed: bool = False


def bars_drawing(chart: Chart, second: Chart) -> Markup:
    """The drawing of a chart; labels and amounts of rows stand in the language of `second`, the same chart,
    too."""
    match chart:
        case Chart(empty=True):
            return Markup("")
        case Bars(upright=True):
            drawing: dict[str, Any] = {"kind": "upright", "every": -(-len(chart.rows) // MOST_LABELS)}
            drawing |= {"top": chart.axis.reach or chart.longest}
        case Bars():
            drawing = {"kind": "lying", "rows": _lying(chart, second), "series": list(chart.series)}
        case Matrix():
            cells = {(cell.row, cell.column): cell for cell in chart.cells}
            drawing = {"kind": "matrix", "cells": cells}
        case Marks():
            drawing = {"kind": "marks", **_marks(chart)}
        case _:
            raise TypeError(type(chart).__name__)
    html = TEMPLATES.get_template("drawing.html").render(chart=chart, **drawing)
    return Markup(html)  # noqa: S704 (a template, which escapes)


def _lying(chart: Bars, second: Chart) -> list[BarRow]:
    rows, whole = list(zip(*chart.series.values(), strict=True)), chart.longest or 1
    others = list(zip(*second.series.values(), strict=True)) if isinstance(second, Bars) else rows
    return [
        BarRow(
            _words(row, other, chart.lang, second.lang),
            tuple((bar, 100 * bar.value / whole) for bar in row),
            n in chart.framed,
        )
        for n, (row, other) in enumerate(zip(rows, others, strict=True))
    ]


def _words(
    row: Sequence[Bar], other: Sequence[Bar], lang: Lang, second: Lang
) -> tuple[tuple[Lang, str, tuple[Bar, ...]], ...]:
    """A row in words, and in those of the second language; figures that are the same in both stand once."""
    said = _amounts(row)
    first = lang, row[0].label, said
    if second == lang:
        return (first,)
    known = {(bar.series, bar.text) for bar in said}
    again = tuple(bar for bar in _amounts(other) if (bar.series, bar.text) not in known)
    return first, (second, other[0].label, again)


def _amounts(row: Sequence[Bar]) -> tuple[Bar, ...]:
    return tuple(bar for bar in row if bar.text and (bar.value or not bar.series))


def _marks(chart: Marks) -> dict[str, Any]:
    """Marks in their lanes, each with its place in percent from the left and from the top."""
    dated = chart.axis.unit == "date"
    ends = _ends([_value(mark.at) for mark in chart.marks] + [_value(at) for at, _ in chart.through])
    low, high = min(mark.row for mark in chart.marks), max(mark.row for mark in chart.marks)
    tall = 0 if chart.rows else high - low

    def across(at: float | str) -> float:
        return 100 * (_value(at) - ends[0]) / (ends[1] - ends[0])

    def down(mark: Mark) -> float:
        return 100 * (high - mark.row) / tall if tall else 50

    lanes = [
        (label, [mark for mark in chart.marks if not chart.rows or mark.row == n])
        for n, label in enumerate(chart.rows or ("",))
    ]
    stops = _years(ends) if dated else ((value, text) for value, text in chart.axis.ticks)
    return {
        "lanes": [(label, [(mark, across(mark.at), down(mark)) for mark in marks]) for label, marks in lanes],
        "looks": {swatch.name: swatch for swatch in chart.legend},
        "stops": [(across(at), text) for at, text in stops if 0 <= across(at) <= 100],
        "through": [(across(at), name) for at, name in chart.through],
        "line": 100 * high / tall if tall else None,
    }


def _value(at: float | str) -> float:
    return float(dt.date.fromisoformat(f"{at}-01-01"[:10]).toordinal()) if isinstance(at, str) else at


def _ends(values: Sequence[float]) -> tuple[float, float]:
    """The least and the largest value, and some room beyond."""
    low, high = min(values), max(values)
    room = (high - low) / 30 or 1
    return low - room, high + room


def _years(ends: tuple[float, float]) -> Iterable[tuple[str, str]]:
    """Round years between two days, at most MOST_STOPS."""
    first, last = (dt.date.fromordinal(int(end)).year for end in ends)
    step = next(n for n in (1, 2, 5, 10, 20, 50, 100) if (last - first) // n <= MOST_STOPS)
    return ((f"{year}-01-01", str(year)) for year in range(first - first % step, last + 1, step))
