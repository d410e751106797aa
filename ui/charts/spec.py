"""What a chart shows, as a neutral value: plotly, matplotlib, PowerPoint and PDF draw from it, and the table
under a chart, its legend and its alternative text are read off it.

Texts are no markup, and run in the direction of the chart's language. Rows stand in reading order, the first
at the top. Colours are numbers of the chart colours (`chart-1` … of the colour table)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from data.i18n.isolates import strip_isolates
from data.tables.vocab import Lang

Shape = Literal["square", "hatched", "circle", "ring", "diamond", "open-diamond", "cross", "star"]
Unit = Literal["dollars", "share", "count", "km", "date"]
# chart colours, each with one meaning on every page: records of aid and what is ours; what others say or
# do; what the article says; what is not known
RECORDS, OTHERS, ARTICLE, UNKNOWN = 1, 2, 3, 4
Side = Literal["left", "right", "above", "above-left", "above-right"]
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Swatch:
    """An entry of a legend: a series by its name, and how its bars or marks look. `outline`: the colour of a
    mark's rim, 0 for its own; `size`: its diameter in pixels, 0 for that of every swatch."""

    name: str
    colour: int
    shape: Shape = "square"
    outline: int = 0
    size: float = 0


@dataclass(frozen=True)
class Axis:
    """Values along a chart: their unit, the stops that are labelled, and where the axis ends (0: with its
    last stop or where its values end)."""

    unit: Unit = "count"
    ticks: tuple[tuple[float, str], ...] = ()
    end: float = 0

    @property
    def reach(self) -> float:
        """How far it is known to reach; 0 where the drawing decides."""
        return max([self.end, *(value for value, _ in self.ticks)])


@dataclass(frozen=True)
class Bar:
    """A bar, or a point of a line: its label, its value, the value in words, and what a pick of it carries.
    `callout`: words at the end of a bar that stands, where others have none; `assessment`: of the statements
    that it counts, whose colour it takes."""

    label: str
    value: float
    text: str = ""
    ids: tuple[str, ...] = ()
    colour: int = 1
    hatched: bool = False
    series: str = ""
    callout: str = ""
    assessment: str = ""

    @property
    def ink(self) -> str:
        """Its colour, as the colour table calls it."""
        return f"as-{self.assessment}" if self.assessment else f"chart-{self.colour}"


@dataclass(frozen=True)
class Cell:
    """A cell of a matrix by its row and column: its number, how dark it is (0 to 1), what it says in lines,
    and what a pick carries. `ringed`: with a rim."""

    row: int
    column: int
    value: int
    share: float
    lines: tuple[str, ...]
    ids: tuple[str, ...]
    ringed: bool = False


@dataclass(frozen=True)
class Mark:
    """A mark at a value or date (`at`) in a row, by its number from the top, or, where rows have no labels,
    so high above (or below) the line. `size` in pixels; `ringed`: with a thick rim; `callout`: a name that
    stands beside it, at `side`."""

    at: float | str
    row: float
    series: str
    text: str
    ids: tuple[str, ...] = ()
    size: float = 13
    ringed: bool = False
    faint: bool = False
    callout: str = ""
    side: Side = "left"


@dataclass(frozen=True)
class Part:
    """Columns of a matrix that belong together, from `start` on, and their title in the language it has; ""
    where there is no room for one."""

    start: int
    title: str
    lang: Lang


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What all charts have: language, the finding as a sentence, what its numbers are (`unit`), whose rows it
    shows (`sources`: publishers, or documents, those of most rows first), a legend, and the headings of the
    table (of labels, of series, of values). `details`: rows of the table that say more than the drawing."""

    lang: Lang
    finding: str
    unit: str = ""
    sources: tuple[str, ...] = ()
    legend: tuple[Swatch, ...] = ()
    heads: tuple[str, str, str] = ("", "", "")
    details: tuple[Mapping[str, Any], ...] = ()

    @property
    def empty(self) -> bool:
        """Is there nothing to draw?"""
        return not self.described

    @property
    def described(self) -> tuple[str, ...]:
        """Each bar, cell or mark in words."""
        raise NotImplementedError

    @property
    def ids(self) -> tuple[str, ...]:
        """What its bars, cells or marks carry, each once."""
        return ()

    @property
    def table(self) -> Rows:
        """What the chart shows as rows of a table."""
        return [dict(row) for row in self.details]

    @property
    def alt(self) -> str:
        """What the chart shows, for those who do not see it: its finding, then each bar or mark."""
        return ". ".join([self.finding, *self.described])


@dataclass(frozen=True, kw_only=True)
class Bars(Chart):
    """Bars that lie, or stand (`upright`); of several series on one another. `wrap`: letters of a line of a
    label; `narrow`: the values stand in the labels, so that the chart fits a column; `framed`: rows in a
    dashed frame."""

    rows: tuple[Bar, ...]
    axis: Axis
    upright: bool = False
    narrow: bool = False
    wrap: int = 0
    framed: tuple[int, ...] = ()

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The labels in order; bars of several series share them."""
        return tuple(bar.label for bar in next(iter(self.series.values()), ()))

    @cached_property
    def series(self) -> Mapping[str, tuple[Bar, ...]]:
        """Series -> its bars, one for each label."""
        names = dict.fromkeys(bar.series for bar in self.rows)
        return {name: tuple(bar for bar in self.rows if bar.series == name) for name in names}

    @property
    def stacked(self) -> bool:
        """Do bars of several series stand on one another?"""
        return any(self.series)

    @property
    def longest(self) -> float:
        """The value at which the longest row ends."""
        return max((sum(values) for values in zip(*self._values, strict=True)), default=0)

    @property
    def _values(self) -> list[list[float]]:
        return [[bar.value for bar in bars] for bars in self.series.values()]

    @property
    def ids(self) -> tuple[str, ...]:
        """See Chart."""
        return _each(self.rows)

    @property
    def described(self) -> tuple[str, ...]:
        """Each bar: its label and its value; without bars of no length that lie on others."""
        return tuple(in_words(bar) for bar in self.rows if bar.value or not bar.series)

    @property
    def table(self) -> Rows:
        """A row for each bar: label, series, value; a column whose cells are all empty is left out."""
        if self.details:
            return super().table
        rows = [
            dict(zip(self.heads, (table_label(bar.label), table_label(bar.series), bar.value), strict=True))
            for bar in self.rows
        ]
        return [{head: row[head] for head in row if any(other[head] != "" for other in rows)} for row in rows]


@dataclass(frozen=True, kw_only=True)
class Matrix(Chart):
    """Cells at rows and columns. `named`: the columns have names, not numbers; `parts`: columns that belong
    together; `ring`: the colour of rims."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]
    colour: int = RECORDS
    ring: int = OTHERS
    named: bool = False
    parts: tuple[Part, ...] = ()
    framed: tuple[int, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """See Chart."""
        return _each(self.cells)

    @property
    def described(self) -> tuple[str, ...]:
        """Each cell in words."""
        return tuple(", ".join(cell.lines) for cell in self.cells)


@dataclass(frozen=True, kw_only=True)
class Marks(Chart):
    """Marks along values or dates, in rows with labels or, without labels, at heights above and below a line.
    `through`: values or dates at which a dotted line stands, each with its name; `band`: a stretch that is
    shaded."""

    marks: tuple[Mark, ...]
    axis: Axis
    rows: tuple[str, ...] = ()
    wrap: int = 0
    through: tuple[tuple[float | str, str], ...] = ()
    band: tuple[str, str] | None = None

    @property
    def backward(self) -> bool:
        """Do values grow to the left? So they do in Arabic, but for dates: time has one direction."""
        return self.lang == "ar" and self.axis.unit != "date"

    @property
    def ids(self) -> tuple[str, ...]:
        """See Chart."""
        return _each(self.marks)

    @property
    def described(self) -> tuple[str, ...]:
        """Each mark in words."""
        return tuple(mark.text for mark in self.marks)


@dataclass(frozen=True, kw_only=True)
class Curve(Chart):
    """A line through points, in order; `exact`: each in words, with its unit."""

    points: tuple[Bar, ...]
    exact: tuple[str, ...]

    @property
    def described(self) -> tuple[str, ...]:
        """Each point in words."""
        return self.exact


def _each(drawn: Iterable[Bar | Cell | Mark]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for one in drawn for key in one.ids))


def in_words(bar: Bar) -> str:
    """A bar in words: label, series, value."""
    label = f"{bar.label} · {bar.series}" if bar.series else bar.label
    return f"{label}: {bar.text or f'{bar.value:,.0f}'}"


def table_label(text: str) -> str:
    """A label for a cell of a table, without marks of direction."""
    return strip_isolates(text)
