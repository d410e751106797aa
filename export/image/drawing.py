"""Charts drawn by matplotlib: bars, cells, marks and curves into axes, with the values, words and colours of
the page's own. In Arabic rows begin at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from textwrap import fill
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter

from data.i18n.amounts import compact_usd, number
from data.tables.partial_dates import first_day
from data.tables.vocab import Lang
from export.about import plain_label
from export.image.labels import text_width
from ui.charts.spec import ARTICLE, RECORDS, Bar, Bars, Curve, Mark, Marks, Matrix, Unit

ROW, STAIR = 0.42, 0.3  # inches: of a row of cells; of the line of a column's name
MARKERS = {"square": "s", "hatched": "s", "diamond": "D", "open-diamond": "D", "cross": "X", "star": "*"}
LINE = 66  # characters of a label beside a bar
NAME, GAP = 12, 7  # points: how large a row's name is written, and how far off the drawing


def draw_marks(axes: Axes, chart: Marks, ink: Mapping[str, str]) -> None:
    """Marks in their rows or above and below a line, a series in its colour, hollow where the page's is."""
    for swatch in chart.legend:
        marks = [mark for mark in chart.marks if mark.series == swatch.name]
        hollow = swatch.shape in ("ring", "open-diamond")
        axes.scatter(
            [_along(chart, mark.at) for mark in marks],
            [mark.row for mark in marks],
            [mark.size**2 for mark in marks],
            marker=MARKERS.get(swatch.shape, "o"),
            facecolor="none" if hollow else ink[f"chart-{swatch.colour}"],
            edgecolor=ink[f"chart-{swatch.outline or swatch.colour}"],
            alpha=0.75,
            label=plain_label(swatch.name),
        )
        for mark in (mark for mark in marks if mark.callout):
            _call_out(axes, chart, mark, ink)
    for at, name in chart.through:
        axes.axvline(_along(chart, at), color=ink[f"chart-{ARTICLE}"], linestyle=":", linewidth=2)
        text: dict[str, Any] = {
            "xytext": (4 if chart.backward else -4, 6),
            "textcoords": "offset points",
            "ha": "left" if chart.backward else "right",
            "color": ink["ink"],
        }
        axes.annotate(plain_label(name), (_along(chart, at), 1), xycoords=("data", "axes fraction"), **text)
    if chart.backward:
        axes.invert_xaxis()
    format_values(axes.xaxis, chart.axis.unit, chart.lang)
    if chart.rows:
        _name_rows(axes, chart.rows, chart.lang)
        axes.set_ylim(len(chart.rows) - 0.5, -0.6)
    else:
        axes.axhline(0, color=ink["muted"], linewidth=1)
        axes.set_yticks([])


def _along(chart: Marks, at: float | str) -> Any:
    return first_day(str(at)) if chart.axis.unit == "date" else float(at)


def _call_out(axes: Axes, chart: Marks, mark: Mark, ink: Mapping[str, str]) -> None:
    """The name of a mark beside it."""
    off = 0.7 * mark.size + 4  # a diamond stands on its corner
    high = off if mark.side.startswith("above") else 0
    side = mark.side.removeprefix("above-")
    away = {"left": -off, "right": off}.get(mark.side, 0)
    axes.annotate(
        plain_label(mark.callout),
        (_along(chart, mark.at), mark.row),
        (away, high),
        textcoords="offset points",
        ha={"left": "right", "right": "left"}.get(side, "center"),
        va="bottom" if high else "center",
        fontsize=11,
        color=ink["ink"],
        parse_math=False,
    )


def draw_matrix(axes: Axes, chart: Matrix, ink: Mapping[str, str]) -> None:
    """Cells with their numbers; the names of columns level, each on a line of its own that ends over its
    column."""
    dress_axes(axes, ink, "x")
    axes.grid(visible=False)
    for cell in chart.cells:
        rim = ink[f"chart-{chart.ring}"] if cell.ringed else "none"
        face = to_rgba(ink[f"chart-{chart.colour}"], 0.07 + 0.6 * cell.share)
        place = (cell.column - 0.47, cell.row - 0.45)
        axes.add_patch(Rectangle(place, 0.94, 0.9, facecolor=face, edgecolor=rim, linewidth=2))
        centred: dict[str, Any] = {
            "ha": "center",
            "va": "center_baseline",
            "fontsize": 12,
            "color": ink["ink"],
        }
        axes.text(cell.column, cell.row, number(cell.value, chart.lang), **centred)
    _name_rows(axes, chart.rows, chart.lang)
    axes.set_ylim(len(chart.rows) - 0.5, -0.5)
    ends = (-0.5, len(chart.columns) - 0.5)
    axes.set_xlim(*(reversed(ends) if chart.lang == "ar" else ends))
    axes.set_xticks([])
    side = "left" if chart.lang == "ar" else "right"
    for n, name in enumerate(chart.columns):
        high = -0.5 - (STAIR / ROW * (n + 0.3) if chart.named else 0.2)
        if chart.named:
            axes.plot([n, n], [-0.5, high], color=ink["muted"], linewidth=0.8, clip_on=False)
        axes.text(
            n, high, plain_label(name), ha=side if chart.named else "center", va="bottom", color=ink["ink"]
        )


def draw_curve(axes: Axes, chart: Curve, ink: Mapping[str, str]) -> None:
    """A line through points, each with its number."""
    dress_axes(axes, ink, "y")
    values = [point.value for point in chart.points]
    axes.plot(values, color=ink[f"chart-{RECORDS}"], marker="o", linewidth=2)
    for n, point in enumerate(chart.points):
        off: dict[str, Any] = {
            "xytext": (0, 9),
            "textcoords": "offset points",
            "ha": "center",
            "color": ink["ink"],
        }
        axes.annotate(plain_label(point.text), (n, point.value), fontsize=12, **off)
    axes.set_xticks(range(len(values)), [plain_label(point.label) for point in chart.points])
    axes.set_ylim(0.88 * min(values), 1.06 * max(values))
    format_values(axes.yaxis, "km", chart.lang)


def style_axes(axes: Axes, ink: Mapping[str, str], bars: Bars) -> None:
    """The axes of bars, their values in dollars, per cent or numbers."""
    dress_axes(axes, ink, "y" if bars.upright else "x")
    format_values(axes.yaxis if bars.upright else axes.xaxis, bars.axis.unit, bars.lang)


def format_values(axis: Axis, unit: Unit, lang: Lang) -> None:
    """The stops of an axis of values, written as numbers are everywhere; dates as matplotlib writes them."""
    formats: dict[Unit, Callable[[float, Any], str]] = {
        "share": lambda v, _: f"{v:.0%}",
        "dollars": lambda v, _: compact_usd(v, lang),
    }
    if unit != "date":
        axis.set_major_formatter(FuncFormatter(formats.get(unit, lambda v, _: number(v, lang, 2))))


def _name_rows(axes: Axes, names: Sequence[str], lang: Lang) -> None:
    """The names of rows beside the drawing; in Arabic, where some have several lines, all lines begin at one
    edge, as on the page."""
    labels = [fill(plain_label(name), LINE) for name in names]
    style: dict[str, Any] = {"va": "center_baseline", "linespacing": 0.95}
    pad = float(GAP)
    if lang == "ar" and any("\n" in label for label in labels):
        style["ha"] = "right"
        pad += NAME / 100 * max(text_width(line) for label in labels for line in label.splitlines())
    axes.set_yticks(range(len(labels)), labels, **style)
    axes.tick_params(axis="y", pad=pad)


def dress_axes(axes: Axes, ink: Mapping[str, str], along: Literal["x", "y"]) -> None:
    """Axes without a frame, with a light grid along the values."""
    axes.set_facecolor(ink["ground"])
    axes.grid(axis=along, color=ink["hairline"], linewidth=1)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, labelsize=NAME, labelcolor=ink["ink"])


def lie(axes: Axes, bars: Bars, ink: Mapping[str, str]) -> None:
    """Bars that lie, the first at the top, each with its value in words beside it; of several series on one
    another, with their numbers at the end of the row."""
    ends = [0.0] * len(bars.labels)
    notes: list[list[str]] = [[] for _ in ends]
    for rows in bars.series.values():
        for n, bar in enumerate(rows):
            axes.barh(n, bar.value, height=0.62, left=ends[n] or None, **bar_style(bar, ink))
            ends[n] += bar.value
            notes[n] += [plain_label(bar.text)] if bar.text else []
    arabic = bars.lang == "ar"
    for n, (end, texts) in enumerate(zip(ends, notes, strict=True)):
        axes.annotate(
            " + ".join(texts),
            (end, n),
            (-7 if arabic else 7, 0),
            textcoords="offset points",
            ha="right" if arabic else "left",
            va="center_baseline",
            fontsize=13,
            color=ink["ink"],
            parse_math=False,
        )
    _name_rows(axes, bars.labels, bars.lang)
    span = (0, max(bars.axis.end, bars.longest * 1.45))
    axes.set_xlim(*(reversed(span) if arabic else span))
    axes.invert_yaxis()


def offset(x: float, y: float, ink: Mapping[str, str]) -> dict[str, Any]:
    """How a word stands that is so many points off what it names."""
    return {
        "xytext": (x, y),
        "textcoords": "offset points",
        "ha": "center",
        "fontsize": 12,
        "color": ink["ink"],
        "parse_math": False,
    }


def stand(axes: Axes, bars: Bars, ink: Mapping[str, str]) -> None:
    """Bars that stand, from left to right; one that is called out with its words above it."""
    for n, bar in enumerate(bars.rows):
        axes.bar(n, bar.value, width=0.72, **bar_style(bar, ink))
        if bar.callout:
            above: dict[str, Any] = {
                "xytext": (0, 5),
                "textcoords": "offset points",
                "ha": "center",
                "color": ink["ink"],
            }
            axes.annotate(plain_label(bar.callout), (n, bar.value), fontsize=12, **above)
    axes.set_xticks(range(len(bars.labels)), [plain_label(label) for label in bars.labels], rotation=45)
    axes.set_ylim(0, bars.axis.reach or None)


def bar_style(bar: Bar, ink: Mapping[str, str]) -> dict[str, Any]:
    """How a bar is drawn: in its colour, hatched where the page's is."""
    colour = ink[bar.ink]
    face, hatch = (ink["ground"], "//") if bar.hatched else (colour, "")
    return {"facecolor": face, "edgecolor": colour, "hatch": hatch, "linewidth": 1}
