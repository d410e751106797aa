"""`python -m export chart`: a chart as a picture (PNG, SVG), with its finding as title, what it counts,
source line and date.

The bars are those of the page's own chart, drawn by matplotlib with its values, words and colours."""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import AbstractContextManager
from textwrap import fill
from typing import Any, Literal

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from data.i18n import Lang, compact_usd
from data.tables.partial_dates import first_day
from export.about import plain_label
from export.charts import charts
from export.image.map_image import Kind, families, metadata
from export.imprint import data_version_line
from export.order import Order
from ui.charts.registry import CHARTS
from ui.charts.spec import Bar, Bars, Marks
from ui.sentences.aid import filters_applied

WIDTH, DPI = 16.0, 200  # 3,200 pixels across
HEAD, FOOT, BAR = 1.9, 1.0, 0.66  # inches: above the bars, below them, for each bar
BESIDE = (9.4, 5.2)  # inches: beside the words of a slide
LINE, TITLE = 66, 84  # characters of a label beside a bar, of a title at its full size


def drawn(order: Order, lang: Lang) -> dict[str, Bars]:
    """The charts that can be drawn: those that show something."""
    made = charts(order, "image", order.atlas.text(lang))
    return {key: chart for key, chart in made.items() if isinstance(chart, Bars) and not chart.empty}


def chart(order: Order, key: str, lang: Lang, kind: Kind = "png") -> bytes:
    """A chart as a picture, or as SVG with its letters as paths. Raises ValueError where the view has nothing
    to draw."""
    made = drawn(order, lang)
    if key not in made:
        raise ValueError(f"--chart {key}: nothing in this view to draw")
    with styled(order):
        return saved(draw(order, key, made[key]), made[key].finding, kind)


def beside(order: Order, chart: Marks) -> bytes:
    """A chart of dated marks as a picture beside the words of a slide, which has no native chart for it."""
    ink = {name: token.light for name, token in order.atlas.colours.items()}
    with styled(order):
        figure = Figure(figsize=BESIDE, dpi=DPI, facecolor=ink["ground"])
        axes: Axes = figure.add_axes((0.22, 0.2, 0.75, 0.76))
        bare(axes, ink, "x")
        scatter(axes, chart, ink)
        figure.legend(
            loc="lower right" if chart.lang == "ar" else "lower left",
            frameon=False,
            labelcolor=ink["ink"],
            ncols=2,
            markerfirst=chart.lang != "ar",
        )
        return saved(figure, chart.finding, "png")


def scatter(axes: Axes, chart: Marks, ink: Mapping[str, str]) -> None:
    """Dated marks in their rows, a series in its colour, hollow where the page's is."""
    for swatch in chart.legend:
        marks = [mark for mark in chart.marks if mark.series == swatch.name]
        axes.scatter(
            [first_day(str(mark.at)) for mark in marks],  # type: ignore[arg-type]
            [mark.row for mark in marks],
            [mark.size**2 for mark in marks],
            facecolor="none" if swatch.shape == "ring" else ink[f"chart-{swatch.colour}"],
            edgecolor=ink[f"chart-{swatch.outline or swatch.colour}"],
            alpha=0.75,
            label=plain_label(swatch.name),
        )
    axes.set_yticks(range(len(chart.rows)), [plain_label(label) for label in chart.rows])
    axes.set_ylim(len(chart.rows) - 0.5, -0.5)


def styled(order: Order) -> AbstractContextManager[None]:
    """How matplotlib writes and hatches meanwhile."""
    return rc_context(
        {
            "font.family": families(),
            "svg.fonttype": "path",
            "svg.hashsalt": order.atlas.digest,
            "hatch.linewidth": 1.2,
        }
    )


def saved(figure: Figure, title: str, kind: Kind) -> bytes:
    """The figure as a file."""
    out = io.BytesIO()
    figure.savefig(out, format=kind, dpi=DPI, metadata=metadata(title, kind))
    return out.getvalue()


def draw(order: Order, key: str, bars: Bars) -> Figure:
    """The figure: title, bars, and what every picture carries below."""
    ink = {name: token.light for name, token in order.atlas.colours.items()}
    height = HEAD + FOOT + (4.8 if bars.upright else BAR * len(bars.rows) + 0.5)
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=ink["ground"])
    left = 0.04 if bars.upright else 0.36
    box = (left + 0.02, (FOOT + 0.35) / height, 0.94 - left, (height - HEAD - FOOT - 0.35) / height)
    axes: Axes = figure.add_axes(box)
    dressed(axes, ink, bars)
    (stand if bars.upright else lie)(axes, bars, ink)
    words(figure, ink, order, key, bars)
    return figure


def dressed(axes: Axes, ink: Mapping[str, str], bars: Bars) -> None:
    """The axes of bars, their values in dollars or per cent."""
    bare(axes, ink, "y" if bars.upright else "x")
    said = FuncFormatter(lambda v, _: f"{v:.0%}" if bars.axis.unit == "share" else compact_usd(v, bars.lang))
    (axes.yaxis if bars.upright else axes.xaxis).set_major_formatter(said)


def bare(axes: Axes, ink: Mapping[str, str], along: Literal["x", "y"]) -> None:
    """Axes without a frame, with a light grid along the values."""
    axes.set_facecolor(ink["ground"])
    axes.grid(axis=along, color=ink["hairline"], linewidth=1)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, labelsize=12, labelcolor=ink["ink"])


def lie(axes: Axes, bars: Bars, ink: Mapping[str, str]) -> None:
    """Bars that lie, the first at the top, each with its value in words beside it."""
    for n, bar in enumerate(bars.rows):
        axes.barh(n, bar.value, height=0.62, **looks(bar, ink))
        axes.annotate(
            plain_label(bar.text),
            (bar.value, n),
            (7, 0),
            textcoords="offset points",
            va="center_baseline",
            fontsize=13,
            color=ink["ink"],
            parse_math=False,
        )
    labels = [fill(plain_label(label), LINE) for label in bars.labels]
    axes.set_yticks(range(len(labels)), labels, va="center_baseline", linespacing=0.95)
    axes.set_xlim(0, bars.axis.end or bars.longest * 1.45)
    axes.invert_yaxis()


def stand(axes: Axes, bars: Bars, ink: Mapping[str, str]) -> None:
    """Bars that stand, from left to right."""
    for n, bar in enumerate(bars.rows):
        axes.bar(n, bar.value, width=0.72, **looks(bar, ink))
    axes.set_xticks(range(len(bars.labels)), [plain_label(label) for label in bars.labels], rotation=45)


def looks(bar: Bar, ink: Mapping[str, str]) -> dict[str, Any]:
    """How a bar is drawn: in its colour, hatched where the page's is."""
    colour = ink[f"chart-{bar.colour}"]
    face, hatch = (ink["ground"], "//") if bar.hatched else (colour, "")
    return {"facecolor": face, "edgecolor": colour, "hatch": hatch, "linewidth": 1}


def words(figure: Figure, ink: Mapping[str, str], order: Order, key: str, bars: Bars) -> None:
    """Above: the finding, what is counted, what was chosen. Below: where it comes from, date and version of
    the data."""
    atlas, lang, height = order.atlas, bars.lang, figure.get_figheight()
    x, side, far, other = (0.97, "right", 0.03, "left") if lang == "ar" else (0.03, "left", 0.97, "right")
    by = plain_label(filters_applied(order.view, order.view.atlas.text(lang))) if CHARTS[key].filtered else ""
    chosen = fill(
        " · ".join(filter(None, [atlas.text(lang)(CHARTS[key].subject), by])),
        130,
        max_lines=2,
        placeholder=" …",
    )
    finding = plain_label(bars.finding)
    long = len(finding) > TITLE
    title = fill(finding, 108) if long else finding
    for y, text, size, colour in (
        (0.65, title, 17 if long else 22, "ink"),
        (1.35, plain_label(chosen), 13.5, "muted"),
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
    source = plain_label(atlas.text(lang)("leave.chart-source"))
    figure.text(x, 0.3 / height, source, size=11, color=ink["muted"], ha=side, va="center", parse_math=False)
    figure.text(
        far,
        0.3 / height,
        plain_label(data_version_line(atlas, atlas.text(lang))),
        size=11,
        color=ink["muted"],
        ha=other,
        va="center",
        parse_math=False,
    )
