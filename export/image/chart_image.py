"""`python -m export chart`: a chart as a picture (PNG, SVG), with its finding as title, what it counts,
source line and date.

It is the page's own chart, drawn by matplotlib with its values, words and colours."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from textwrap import fill
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from data.atlas.atlas import Atlas
from data.query.view import View
from data.tables.vocab import Lang
from export.about import plain_label
from export.charts import charts
from export.image import drawing
from export.image.map_image import Kind, families, metadata
from export.imprint import data_version_line
from export.order import Order
from ui.charts.registry import CHARTS, ChartEntry
from ui.charts.source_line import source_line
from ui.charts.spec import Bars, Chart, Curve, Marks, Matrix, Swatch
from ui.sentences.aid import filters_applied

WIDTH, DPI = 16.0, 200  # 3,200 pixels across
HEAD, FOOT, BAR = 1.9, 1.2, 0.66  # inches: above the bars, below them, for each bar
BESIDE = (7.2, 4.2)  # inches: beside the words of a slide
TITLE = 84  # characters of a title at its full size


def drawable_charts(order: Order, lang: Lang) -> dict[str, Chart]:
    """The charts that can be drawn: those that show something."""
    drawable = charts(order, "image", order.atlas.text(lang))
    return {key: chart for key, chart in drawable.items() if not chart.empty}


def named_chart_picture(order: Order, key: str, lang: Lang, kind: Kind = "png") -> bytes:
    """A chart as a picture, or as SVG with its letters as paths. Raises ValueError where the view has nothing
    to draw."""
    drawable = drawable_charts(order, lang)
    if key not in drawable:
        raise ValueError(f"--chart {key}: nothing in this view to draw")
    return chart_picture(order.view, CHARTS[key], drawable[key], kind)


def chart_picture(view: View, entry: ChartEntry, chart: Chart, kind: Kind = "png") -> bytes:
    """Any chart of a view as a picture, in the chart's language."""
    with matplotlib_style(view.atlas):
        return save_figure(chart_figure(view, entry, chart), chart.finding, kind)


def slide_picture(order: Order, chart: Marks | Matrix | Curve) -> bytes:
    """A chart as a picture beside the words of a slide, which has no native chart for it."""
    with matplotlib_style(order.atlas):
        return save_figure(beside_figure(order, chart), chart.finding, "png")


def beside_figure(order: Order, chart: Marks | Matrix | Curve) -> Figure:
    """The same as a matplotlib figure."""
    ink = {name: token.light for name, token in order.atlas.colours.items()}
    figure = Figure(figsize=BESIDE, dpi=DPI, facecolor=ink["ground"])
    arabic, high = chart.lang == "ar", 0.6 if isinstance(chart, Matrix) else 0.76
    axes: Axes = figure.add_axes((0.03 if arabic else 0.22, 0.2, 0.75, high))
    if arabic:
        axes.yaxis.tick_right()
    match chart:
        case Matrix():
            drawing.draw_matrix(axes, chart, ink)
        case Curve():
            drawing.draw_curve(axes, chart, ink)
        case Marks():
            drawing.dress_axes(axes, ink, "x")
            drawing.draw_marks(axes, chart, ink)
            _legend_below(figure, axes, ink, chart.lang)
    return figure


def _legend_below(figure: Figure, axes: Axes, ink: Mapping[str, str], lang: Lang) -> None:
    arabic = lang == "ar"
    figure.legend(
        handles=in_columns(axes.get_legend_handles_labels()[0], 2, lang),
        loc="lower right" if arabic else "lower left",
        frameon=False,
        labelcolor=ink["ink"],
        ncols=2,
        markerfirst=not arabic,
    )


def matplotlib_style(atlas: Atlas) -> AbstractContextManager[None]:
    """How matplotlib writes and hatches meanwhile."""
    return rc_context(
        {
            "font.family": families(),
            "svg.fonttype": "path",
            "svg.hashsalt": atlas.digest,
            "hatch.linewidth": 1.2,
        }
    )


def save_figure(figure: Figure, title: str, kind: Kind) -> bytes:
    """The figure as a file."""
    out = io.BytesIO()
    figure.savefig(out, format=kind, dpi=DPI, metadata=metadata(title, kind))
    return out.getvalue()


def chart_figure(view: View, entry: ChartEntry, chart: Chart) -> Figure:
    """The figure: title, drawing, and what every picture carries below."""
    ink = {name: token.light for name, token in view.atlas.colours.items()}
    tall, above = _room(chart)
    height = HEAD + FOOT + tall + above
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=ink["ground"])
    labelled = isinstance(chart, Matrix) or (isinstance(chart, Bars) and not chart.upright)
    labelled = labelled or (isinstance(chart, Marks) and bool(chart.rows))
    left = 0.36 if labelled else 0.04
    start = 0.04 if chart.lang == "ar" else left + 0.02
    axes: Axes = figure.add_axes((start, (FOOT + 0.35) / height, 0.94 - left, (tall - 0.35) / height))
    match chart:
        case Bars():
            drawing.style_axes(axes, ink, chart)
            (drawing.stand if chart.upright else drawing.lie)(axes, chart, ink)
        case Matrix():
            drawing.draw_matrix(axes, chart, ink)
        case Marks():
            drawing.dress_axes(axes, ink, "x")
            drawing.draw_marks(axes, chart, ink)
        case Curve():
            drawing.draw_curve(axes, chart, ink)
    if chart.lang == "ar":
        axes.yaxis.tick_right()
        axes.tick_params(length=0)
    key(figure, chart, ink, height)
    write_words(figure, ink, view, entry, chart)
    return figure


def _room(chart: Chart) -> tuple[float, float]:
    """Inches for the drawing, and above it for the names of columns or of series."""
    match chart:
        case Matrix():
            return drawing.ROW * len(chart.rows) + 0.5, drawing.STAIR * len(
                chart.columns
            ) if chart.named else 0.3
        case Bars() if not chart.upright:
            return BAR * len(chart.labels) + 0.5, 0.4 if chart.legend else 0
        case Marks():
            return BAR * len(chart.rows) + 0.9 if chart.rows else 5.2, 0.7 if chart.through else 0.4
    return 5.2, 0.4


def key(figure: Figure, chart: Chart, ink: Mapping[str, str], height: float) -> None:
    """The series by name, above the drawing."""
    if isinstance(chart, Matrix) or len(chart.legend) < 2:
        return
    arabic = chart.lang == "ar"
    handles = in_columns(
        [
            Line2D([], [], linestyle="none", label=plain_label(one.name), **_handle(one, ink))
            for one in chart.legend
        ],
        len(chart.legend),
        chart.lang,
    )
    figure.legend(
        handles=handles,
        loc="upper right" if arabic else "upper left",
        bbox_to_anchor=(0.97 if arabic else 0.03, 1 - (HEAD - 0.2) / height),
        frameon=False,
        labelcolor=ink["ink"],
        fontsize=12,
        ncols=len(handles),
        markerfirst=not arabic,
    )


def in_columns(handles: Sequence[Artist], count: int, lang: Lang) -> list[Artist]:
    """The entries of a legend of so many columns in the order in which matplotlib sets them, from left to
    right: so that the first stands where the language begins."""
    if lang == "en":
        return list(handles)
    columns = np.array_split(np.arange(len(handles))[::-1], count)
    return [handles[n] for column in columns for n in column[::-1]]


def _handle(swatch: Swatch, ink: Mapping[str, str]) -> dict[str, Any]:
    colour = ink[f"chart-{swatch.colour}"]
    hollow = swatch.shape in ("ring", "open-diamond", "hatched")
    return {
        "marker": drawing.MARKERS.get(swatch.shape, "o"),
        "markersize": swatch.size or 12,
        "markerfacecolor": "none" if hollow else colour,
        "markeredgecolor": colour,
    }


def write_words(figure: Figure, ink: Mapping[str, str], view: View, entry: ChartEntry, bars: Chart) -> None:
    """Above: the finding, what is counted, what was chosen. Below: unit and publishers, date and version of
    the data."""
    atlas, lang, height = view.atlas, bars.lang, figure.get_figheight()
    x, side, far, other = (0.97, "right", 0.03, "left") if lang == "ar" else (0.03, "left", 0.97, "right")
    by = plain_label(filters_applied(view, atlas.text(lang))) if entry.filtered else ""
    chosen = " · ".join(filter(None, [atlas.text(lang)(entry.subject), by]))
    long = len(plain_label(bars.finding)) > TITLE
    for y, text, size, colour in (
        (0.65, in_lines(bars.finding, 108 if long else TITLE, lang), 17 if long else 22, "ink"),
        (1.35, in_lines(chosen, 130, lang, most=2), 13.5, "muted"),
    ):
        figure.text(
            x,
            1 - y / height,
            text,
            size=size,
            color=ink[colour],
            ha=side,
            va="center",
            parse_math=False,
            linespacing=1,
        )
    source = in_lines(source_line(bars, atlas.text(lang)), 118, lang, most=3)
    below: dict[str, Any] = {"color": ink["muted"], "va": "center", "parse_math": False}
    figure.text(x, 0.45 / height, source, size=11, ha=side, linespacing=1.1, **below)
    version = plain_label(data_version_line(atlas, atlas.text(lang)))
    figure.text(far, 0.45 / height, version, size=11, ha=other, **below)


def in_lines(text: str, width: int, lang: Lang, most: int | None = None) -> str:
    """A text in lines of so many characters, at most so many; each runs as its language does, also one of
    figures or Latin names alone."""
    lines = fill(plain_label(text), width, max_lines=most, placeholder=" …").split("\n")
    return "\n".join("\N{RIGHT-TO-LEFT MARK}" + line if lang == "ar" else line for line in lines)
