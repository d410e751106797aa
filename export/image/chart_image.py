"""`python -m export chart`: a chart as a picture (PNG, SVG), with its finding as title, what it counts,
source line and date.

The bars are those of the page's own figure (ui.charts, ui.voices), drawn by matplotlib with its values, words
and colours."""

from __future__ import annotations

import argparse
import io
from collections.abc import Mapping
from textwrap import fill
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from data.i18n import LANGS, Lang, compact_usd, say
from data.query.view import View
from export.about import plain_label
from export.image.map_image import Kind, families, kind_of, metadata
from export.imprint import data_version_line
from export.order import Order
from export.pptx.parts import one_line
from export.webpage.payload import bare, charts
from ui.charts.voices import voices
from ui.sentences.aid import filters_applied

__all__ = ["CHARTS", "LANGUAGES", "chart", "drawn", "make", "options"]
LANGUAGES = LANGS
CHARTS = {
    "itemised": "aid.itemised",
    "largest": "aid.largest",
    "by-donor": "aid.by-donor",
    "yearly": "aid.yearly",
    "voices": "chart.of-voices",
}
FILTERED = "by-donor"  # of these charts the one that follows the filters
WIDTH, DPI = 16.0, 200  # 3,200 pixels across
HEAD, FOOT, BAR = 1.9, 1.0, 0.66  # inches: above the bars, below them, for each bar
LINE, TITLE = 66, 84  # characters of a label beside a bar, of a title at its full size


def options(parser: argparse.ArgumentParser) -> None:
    """Which chart."""
    parser.add_argument("--chart", choices=list(CHARTS), default="itemised", help="which chart (itemised)")


def make(view: View, lang: Lang, chosen: argparse.Namespace) -> bytes:
    """The picture that a command line asks for. Raises ValueError for another format, or where the view has
    no such chart."""
    return chart(Order(view, (lang,)), chosen.chart, lang, kind_of(chosen.out))


def drawn(order: Order, lang: Lang) -> dict[str, dict[str, Any]]:
    """Chart -> its figure as plain values; only those that show something."""
    made = charts(order, lang) | {"voices": bare(voices(order.atlas, lang))}
    return {
        key: made[key] for key in CHARTS if key in made and any(trace["x"] for trace in made[key]["data"])
    }


def chart(order: Order, key: str, lang: Lang, kind: Kind = "png") -> bytes:
    """A chart as a picture, or as SVG with its letters as paths. Raises ValueError where the view has nothing
    to draw."""
    figures = drawn(order, lang)
    if key not in figures:
        raise ValueError(f"--chart {key}: nothing in this view to draw")
    with rc_context(
        {
            "font.family": families(),
            "svg.fonttype": "path",
            "svg.hashsalt": order.atlas.digest,
            "hatch.linewidth": 1.2,
        }
    ):
        figure = draw(order, key, figures[key], lang)
        out = io.BytesIO()
        figure.savefig(
            out, format=kind, dpi=DPI, metadata=metadata(figures[key]["layout"]["meta"]["title"], kind)
        )
    return out.getvalue()


def draw(order: Order, key: str, values: Mapping[str, Any], lang: Lang) -> Figure:
    """The figure: title, bars, legend, and what every picture carries below."""
    ink = {name: token.light for name, token in order.atlas.colours.items()}
    traces = values["data"]
    flat = traces[0].get("orientation") == "h"
    stacked = values["layout"].get("barmode") == "stack"
    height = (
        HEAD
        + FOOT
        + (2.2 + 0.42 * len(traces) if stacked else BAR * len(traces[0]["y"]) + 0.5 if flat else 4.8)
    )
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=ink["ground"])
    left = 0.04 if stacked or not flat else 0.36
    below = FOOT + (0.42 * len(traces) + 0.2 if stacked else 0)
    axes: Axes = figure.add_axes(
        (left + 0.02, (below + 0.35) / height, 0.94 - left, (height - HEAD - below - 0.35) / height)
    )
    dressed(axes, ink, key, lang, flat=flat)
    bars(axes, traces, ink, flat=flat)
    if room := values["layout"].get("xaxis", {}).get("range"):
        axes.set_xlim(*room)
    elif flat:
        axes.set_xlim(0, max(traces[0]["x"]) * 1.45 if not stacked else None)
    if stacked:
        figure.legend(
            loc="lower right" if lang == "ar" else "lower left",
            frameon=False,
            fontsize=13.5,
            labelcolor=ink["ink"],
            bbox_to_anchor=(0.97 if lang == "ar" else 0.03, (FOOT - 0.1) / height),
            markerfirst=lang != "ar",
        )
    words(figure, ink, order, key, str(values["layout"]["meta"]["title"]), lang)
    return figure


def dressed(axes: Axes, ink: Mapping[str, str], key: str, lang: Lang, *, flat: bool) -> None:
    """The axes: a light grid along the values, no frame, values in dollars or per cent."""
    axes.set_facecolor(ink["ground"])
    axes.grid(axis="x" if flat else "y", color=ink["hairline"], linewidth=1)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, labelsize=12, labelcolor=ink["ink"])
    said = FuncFormatter(lambda v, _: f"{v:.0%}" if key == "voices" else compact_usd(v, lang))
    (axes.xaxis if flat else axes.yaxis).set_major_formatter(said)


def bars(axes: Axes, traces: list[dict[str, Any]], ink: Mapping[str, str], *, flat: bool) -> None:
    """Every bar with its colour, hatched where the page's is, its label beside it."""
    start = 0.0
    for trace in traces:
        names = [one_line(label) for label in trace["y" if flat else "x"]]
        shapes = trace["marker"].get("pattern", {}).get("shape") or ""
        colours = trace["marker"]["color"]
        for n, value in enumerate(trace["x" if flat else "y"]):
            colour = colours[n] if isinstance(colours, list) else colours
            hatched = shapes[n] if isinstance(shapes, list) else shapes
            looks = {
                "facecolor": ink["ground"] if hatched else colour,
                "edgecolor": colour,
                "hatch": "//" if hatched else "",
                "linewidth": 1,
            }
            label = one_line(trace["name"]) if n == 0 and trace.get("name") else None
            if flat:
                axes.barh(n, value, left=start if len(traces) > 1 else 0, height=0.62, label=label, **looks)
            else:
                axes.bar(n, value, width=0.72, **looks)
            if flat and trace.get("text"):
                said = one_line(trace["text"][n])
                axes.annotate(
                    said,
                    (value, n),
                    (7, 0),
                    textcoords="offset points",
                    va="center_baseline",
                    fontsize=13,
                    color=ink["ink"],
                    parse_math=False,
                )
        start += trace["x"][0] if flat else 0
    if flat:
        axes.set_yticks(
            range(len(names)), [fill(each, LINE) for each in names], va="center_baseline", linespacing=0.95
        )
    else:
        axes.set_xticks(range(len(names)), names, rotation=45)


def words(figure: Figure, ink: Mapping[str, str], order: Order, key: str, finding: str, lang: Lang) -> None:
    """Above: the finding, what is counted, what was chosen. Below: where it comes from, date and version of
    the data."""
    atlas, height = order.atlas, figure.get_figheight()
    x, side, far, other = (0.97, "right", 0.03, "left") if lang == "ar" else (0.03, "left", 0.97, "right")
    by = plain_label(filters_applied(order.view, lang)) if key == FILTERED else ""
    chosen = fill(
        " · ".join(filter(None, [say(atlas, CHARTS[key], lang), by])), 130, max_lines=2, placeholder=" …"
    )
    long = len(plain_label(finding)) > TITLE
    title = fill(plain_label(finding), 108) if long else plain_label(finding)
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
    source = plain_label(say(atlas, "leave.chart-source", lang))
    figure.text(x, 0.3 / height, source, size=11, color=ink["muted"], ha=side, va="center", parse_math=False)
    figure.text(
        far,
        0.3 / height,
        plain_label(data_version_line(atlas, lang)),
        size=11,
        color=ink["muted"],
        ha=other,
        va="center",
        parse_math=False,
    )
