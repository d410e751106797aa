"""`python -m export map`: the map of a view as a picture (PNG, SVG), with title, source line, date and the
boundary note.

Drawn by matplotlib, which shapes Arabic itself (3.11 and later), from the same shapes, points and colours as
the live map."""

from __future__ import annotations

import io
import math
from functools import cache, partial
from typing import Any, Literal

from matplotlib import font_manager, rc_context
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.facts.origin import has_added
from data.i18n import Text
from data.query.describe import describe, map_title
from data.query.view import View
from data.tables.vocab import BORDER, COUNTRIES
from export.about import plain_label
from export.image.labels import Labels, measured
from export.imprint import data_version_line
from geo import bounds, shapes
from geo import map as drawn
from geo import points as geo_points
from ui import theme

Kind = Literal["png", "svg"]
Size = Literal[
    "whole", "slide", "beside"
]  # with title; on a slide that has one; beside the words of a slide, its signs larger
SIZES: dict[Size, tuple[float, float]] = {
    "whole": (16.0, 9.0),
    "slide": (16.0, 8.11),
    "beside": (10.6, 5.83),
}  # inches
ACROSS = 3200  # pixels
MARKERS = {"diamond": "D", "square": "s", "star": "*", "circle": "o", "ring": "o"}
LINES = {
    "solid": ("outline", "-", 1.4),
    "dashed": ("outline", (0, (3, 4)), 1.4),
    "province": ("region", (0, (2, 3)), 1.1),
}
MARGIN = 0.012  # of the picture's width
FOOT, HEAD = 0.79, 0.89  # inches below the map for legend and notes, and above it for the title
STEEP = 1 / math.cos(
    math.radians(37.6)
)  # degrees of latitude to degrees of longitude, at the middle of the border
RING = 11  # points by which the ring around what is looked at is broader than its sign
SMALL = 8  # points: no words are smaller
SMALLEST = 2.6  # degrees of longitude: a picture of one place shows what is around it


def metadata(title: str, kind: Kind) -> dict[str, str | None]:
    """What a picture says of itself; no time of day, so that the same view makes the same file."""
    return {"Title": plain_label(title), ("Date" if kind == "svg" else "Software"): None}


def picture(
    view: View, t: Text, kind: Kind = "png", size: Size = "whole", places: tuple[str, ...] = ()
) -> bytes:
    """The map of a view, 3,200 pixels across or as SVG with its letters as paths. places: what is framed,
    else what the focus lights. Legend and boundary note stand below it, where there is room date and version
    too."""
    return _picture(view.atlas, view, t, kind, size, places)


@cached_per_atlas(size=8)
def _picture(atlas: Atlas, view: View, t: Text, kind: Kind, size: Size, places: tuple[str, ...]) -> bytes:
    with rc_context({"font.family": families(), "svg.fonttype": "path", "svg.hashsalt": atlas.digest}):
        figure = draw(view, t, size, places)
        out = io.BytesIO()
        figure.savefig(out, format=kind, dpi=figure.dpi, metadata=metadata(map_title(atlas, t), kind))
    return out.getvalue()


@cache
def families() -> list[str]:
    """The faces to write with: the Arabic one of the theme (it has Latin letters too), and what matplotlib
    brings."""
    folder = theme.fonts()
    if folder is None:
        return ["DejaVu Sans"]
    path = folder / theme.FACES["Noto Sans Arabic"]
    font_manager.fontManager.addfont(path)
    return [FontProperties(fname=path).get_name(), "DejaVu Sans"]


def draw(view: View, t: Text, size: Size = "whole", places: tuple[str, ...] = ()) -> Figure:
    """The picture as a matplotlib figure."""
    ink = {key: token.light for key, token in view.atlas.colours.items()}
    width, height = SIZES[size]
    figure = Figure(figsize=(width, height), dpi=ACROSS / width, facecolor=ink["ground"])
    room = height - FOOT - (HEAD if size == "whole" else 0)
    axes: Axes = figure.add_axes((0, FOOT / height, 1, room / height))
    west, south, east, north = frame(view, width / room, places)
    axes.set(
        xlim=(west, east),
        ylim=(south, north),
        aspect="auto",
        facecolor=ink["land-other"],
        xticks=[],
        yticks=[],
    )
    for spine in axes.spines.values():
        spine.set_visible(False)
    land(axes, ink, view)
    labels = Labels(axes, ink)
    points(axes, ink, view, t, labels)
    for river in drawn.river_names(t.lang):
        labels.along(river["name"], river["at"])
    for area in drawn.area_names(view.atlas, t.lang):
        labels.area(area["name"], area["at"], area["kind"])
    axes.set(xlabel="", ylabel="")
    if size == "whole":
        heading(figure, ink, view, t)
    words(figure, ink, view.atlas, t, stamped=size != "beside")
    return figure


def frame(view: View, ratio: float, places: tuple[str, ...] = ()) -> tuple[float, float, float, float]:
    """West, south, east, north of the picture: around `places`, else what the focus lights, else the border.
    `ratio`: of its width to its height."""
    [[south, west], [north, east]] = bounds.frame_of(view.atlas, places or view.lit) or bounds.border_bounds()
    middle, centre = (west + east) / 2, (south + north) / 2
    width = max((east - west) * 1.12, (north - south) * 1.2 * STEEP * ratio, SMALLEST)
    height = width / ratio / STEEP
    return middle - width / 2, centre - height / 2, middle + width / 2, centre + height / 2


def land(axes: Axes, ink: dict[str, str], view: View) -> None:
    """Countries, provinces, lines, and the border over them."""
    shapes.layer("basemap").plot(ax=axes, color=ink["land-other"], aspect=None)
    regions = shapes.layer("regions")
    lit = regions.index.isin(view.lit) | regions["country"].map(COUNTRIES).isin(view.lit)
    regions.plot(
        ax=axes,
        color=[fill(str(key), own, ink) for key, own in zip(regions.index, lit, strict=True)],
        aspect=None,
    )
    if lit.any():
        regions[lit].dissolve().boundary.plot(
            ax=axes, color=ink["region"], linewidth=2.2, aspect=None, zorder=2
        )
    lines = shapes.layer("lines")
    for style, (colour, dashes, width) in LINES.items():
        lines[lines["style"] == style].plot(
            ax=axes, color=ink[colour], linewidth=width, linestyle=dashes, aspect=None
        )
    shapes.layer("border-light").plot(
        ax=axes, color=ink["border"], linewidth=5 if BORDER in view.lit else 3.4, aspect=None, zorder=3
    )


def fill(region: str, lit: bool, ink: dict[str, str]) -> str:
    """The colour of a region, as the style sheet of the live map has it."""
    if region not in drawn.PROVINCES:
        return mixed(ink["tint"], 0.55, ink["land"]) if lit else ink["land"]
    if lit:
        return mixed(ink["region"], 0.3, ink["land"])
    return ink["tint"] if region in drawn.BADAKHSHAN else ink["land"]


def mixed(one: str, share: float, other: str) -> str:
    """`share` of one colour with the rest of another."""
    red, green, blue = (share * a + (1 - share) * b for a, b in zip(to_rgb(one), to_rgb(other), strict=True))
    return to_hex((red, green, blue))


def points(axes: Axes, ink: dict[str, str], view: View, t: Text, labels: Labels) -> None:
    """A sign for each place, its label where there is room, and where an approximate one may lie."""
    shown = geo_points.points(view, t)
    faint: dict[str, Any] = {
        "facecolor": ink["border"] + "14",
        "edgecolor": ink["border"] + "99",
        "linewidth": 0.8,
        "zorder": 2,
    }
    for feature in drawn.uncertainties(view.atlas):
        dashes = (0, (3, 3)) if feature["properties"]["basis"] == "estimate" else "-"
        for ring in rings(feature["geometry"]):
            axes.fill(*zip(*ring, strict=True), linestyle=dashes, **faint)
    for feature in shown:
        p, (lon, lat) = feature["properties"], feature["geometry"]["coordinates"]
        lit = feature["id"] in view.lit
        size = across(p)
        colour = ink["border"] if p["named"] else ink["context"]
        hollow = p["symbol"] == "ring" or (p["named"] and not p["n"])
        axes.plot(
            lon,
            lat,
            marker=MARKERS[p["symbol"]],
            markersize=size * (1.6 if p["symbol"] == "star" else 1),
            zorder=6 if p["named"] else 5,
            markerfacecolor=ink["ground"] if hollow else colour,
            markeredgecolor=colour if hollow else ink["ground"],
            markeredgewidth=1.4,
        )
        if lit:
            axes.plot(
                lon,
                lat,
                marker="o",
                markersize=size + RING,
                markerfacecolor="none",
                markeredgecolor=ink["link"],
                markeredgewidth=2.2,
                zorder=6,
            )
        labels.taken_by(lon, lat, size + (RING if lit else 0))
    ranked = sorted(
        shown, key=lambda f: (f["id"] not in view.lit, not f["properties"]["named"], f["properties"]["rank"])
    )
    for feature in ranked:
        lon, lat = feature["geometry"]["coordinates"]
        p, lit = feature["properties"], feature["id"] in view.lit
        labels.point(p, lon, lat, lit, across(p) + (RING if lit else 0))


def across(p: dict[str, Any]) -> float:
    """How broad the sign of a place is, in points: the more passages name it, the broader."""
    return 7.5 + 3.2 * math.sqrt(p["n"]) if p["n"] else 8 if p["named"] else 5.5


def rings(geometry: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The outer rings of a GeoJSON polygon or multipolygon."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [part[0] for part in parts]


def heading(figure: Figure, ink: dict[str, str], view: View, t: Text) -> None:
    """Title and selection above the map."""
    x, side = (1 - MARGIN, "right") if t.lang == "ar" else (MARGIN, "left")
    write = partial(figure.text, x, ha=side, va="center", parse_math=False)
    write(0.967, plain_label(map_title(view.atlas, t)), size=23, color=ink["ink"])
    said, room = plain_label(describe(view, t)), figure.get_figwidth() * 72 * (1 - 2 * MARGIN)
    size = within(said, 12.5, room)
    if size < SMALL:  # a choice of many names
        said, size = said[: int(len(said) * size / SMALL) - 2] + " …", SMALL
    write(0.925, said, size=size, color=ink["muted"])


def within(text: str, size: float, room: float) -> float:
    """The size in points at which a text is no broader than `room` points; `size` at most."""
    return min(size, 100 * room / max(measured(text), 1))


def words(figure: Figure, ink: dict[str, str], atlas: Atlas, t: Text, stamped: bool) -> None:
    """Legend, boundary note and, where asked for, date and version of the data below the map."""
    x, side, far, other = (
        (1 - MARGIN, "right", MARGIN, "left") if t.lang == "ar" else (MARGIN, "left", 1 - MARGIN, "right")
    )
    height = figure.get_figheight()
    credit, version = (
        plain_label(t("map.credit")),
        plain_label(data_version_line(atlas, t)) if stamped else "",
    )
    size = within(f"{credit} — {version}", 10.5, figure.get_figwidth() * 72 * (1 - 2 * MARGIN))
    write = partial(
        figure.text, y=0.19 / height, size=size, color=ink["muted"], va="center", parse_math=False
    )
    write(x=x, s=credit, ha=side)
    if stamped:
        write(x=far, s=version, ha=other)
    legend(figure, ink, atlas, t)


def legend(figure: Figure, ink: dict[str, str], atlas: Atlas, t: Text) -> None:
    """What the signs mean, in one line below the map."""
    width = figure.get_figwidth()
    axes: Axes = figure.add_axes((0, 0.34 / figure.get_figheight(), 1, 0.45 / figure.get_figheight()))
    axes.set(xlim=(0, width), ylim=(-0.225, 0.225), xticks=[], yticks=[], frame_on=False)
    named = "legend.named-added" if has_added(atlas) else "legend.named"
    keys = (
        ("line", "border", "legend.border"),
        ("o", "border", named),
        ("o", "context", "legend.context"),
        ("D", "context", "legend.post"),
        ("s", "context", "legend.crossing"),
        ("*", "context", "legend.capital"),
        ("radius", "border", "legend.estimate"),
    )
    start, step = (width * (1 - MARGIN), -1) if t.lang == "ar" else (width * MARGIN, 1)
    measure = Labels(axes, ink)
    texts = {key: plain_label(t(key)) for *_, key in keys}
    long = {key: measure.width(text, 11.5) / figure.dpi + 0.7 for key, text in texts.items()}
    small = min(1, width / 12, width * (1 - 2 * MARGIN) / sum(long.values()))
    write = partial(
        axes.text,
        size=11.5 * small,
        color=ink["muted"],
        ha="right" if t.lang == "ar" else "left",
        va="center",
        parse_math=False,
    )
    for sign, colour, key in keys:
        middle = start + step * 0.14 * small
        if sign == "line":
            axes.plot(
                [middle - 0.14 * small, middle + 0.14 * small], [0, 0], color=ink[colour], linewidth=3.4
            )
        elif sign == "radius":
            axes.add_patch(
                Circle(
                    (middle, 0),
                    0.09,
                    facecolor=ink[colour] + "22",
                    edgecolor=ink[colour],
                    linestyle=(0, (3, 3)),
                    linewidth=1,
                )
            )
        else:
            axes.plot(
                middle,
                0,
                marker=sign,
                markersize=13 if sign == "*" else 8.5,
                color=ink[colour],
                markeredgecolor=ink["ground"],
            )
        write(start + step * 0.36 * small, 0, texts[key])
        start += step * small * long[key]
