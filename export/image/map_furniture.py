"""What stands around and over a drawn map: title, legend, notes, the scale, and the small picture that says
where the part seen lies."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.patheffects import withStroke

from data.atlas.atlas import Atlas
from data.facts.origin import has_added
from data.i18n import Text
from data.query.describe import describe
from data.query.view import View
from export.about import plain_label
from export.image.labels import Labels, text_width
from export.imprint import data_version_line
from geo import locator as geo_locator
from ui.html.filtered import view_title

MARGIN = 0.012  # of the picture's width
SMALL, NOTE = 10.3, 11.8  # points: no words are smaller, as pages show a map at two thirds; of notes
BASE, ROW = 0.36, 0.4  # inches below the legend, for notes, and of a row of it
SIZE, SIGN, GAP = 11.8, 0.36, 0.34  # of the legend: points, inches of a sign, and after a text
KEYS = (  # sign, colour, text; of the legend
    ("line", "border", "legend.border"),
    ("o", "border", "legend.named"),
    ("o", "context", "legend.context"),
    ("D", "context", "legend.post"),
    ("s", "context", "legend.crossing"),
    ("*", "context", "legend.capital"),
    ("ring", "context", "legend.other"),
    ("radius", "border", "legend.estimate"),
)
LENGTHS = (10, 20, 50, 100, 200, 500, 1000, 2000)  # of the scale, in kilometres
DEGREE = 111.32  # kilometres of a degree of longitude at the equator
INSET = (1.9, 0.26)  # inches across of the small picture, and between it and the edge
WIDE = 0.62  # of the border's whole length: a map that shows more needs no small picture
Entry = tuple[str, str, str, float]  # sign, colour, text, inches
Rows = list[list[Entry]]


def write_heading(figure: Figure, ink: dict[str, str], view: View, t: Text) -> None:
    """Title and selection above the map."""
    x, side = (1 - MARGIN, "right") if t.lang == "ar" else (MARGIN, "left")
    write = partial(figure.text, x, ha=side, va="center", parse_math=False)
    write(0.967, plain_label(view_title(view, t)), size=23, color=ink["ink"])
    sentence, room = plain_label(describe(view, t)), figure.get_figwidth() * 72 * (1 - 2 * MARGIN)
    size = within(sentence, 12.5, room)
    if size < SMALL:  # a choice of many names
        sentence, size = sentence[: int(len(sentence) * size / SMALL) - 2] + " …", SMALL
    write(0.925, sentence, size=size, color=ink["muted"])


def within(text: str, size: float, room: float) -> float:
    """The size in points at which a text is no broader than `room` points; `size` at most."""
    return min(size, 100 * room / max(text_width(text), 1))


def write_notes(
    figure: Figure, ink: dict[str, str], atlas: Atlas, t: Text, rows: Rows, *, stamped: bool
) -> None:
    """Legend, boundary note and, where asked for, date and version of the data below the map."""
    x, side, far, other = (
        (1 - MARGIN, "right", MARGIN, "left") if t.lang == "ar" else (MARGIN, "left", 1 - MARGIN, "right")
    )
    height = figure.get_figheight()
    credit, version = (
        plain_label(t("map.credit")),
        plain_label(data_version_line(atlas, t)) if stamped else "",
    )
    size = within(f"{credit} — — — — {version}", NOTE, figure.get_figwidth() * 72 * (1 - 2 * MARGIN))
    write = partial(
        figure.text,
        y=0.19 / height,
        size=size,
        color=ink["muted"],
        va="center",
        parse_math=False,
        linespacing=1.1,
    )
    write(x=x, s=credit, ha=side)
    if stamped:
        write(x=far, s=version, ha=other)
    draw_legend(figure, ink, rows, t)


def legend_rows(
    atlas: Atlas,
    texts: Sequence[Text],
    width: float,
    keys: Sequence[tuple[str, str, str]] = KEYS,
    size: float = SIZE,
) -> Rows:
    """What the signs mean in the languages of `texts`, in rows that fit a picture of that width in inches."""
    rows: Rows = [[]]
    room = width * (1 - 2 * MARGIN)
    for sign, colour, key in keys:
        added = key == "legend.named" and has_added(atlas)
        text = " · ".join(plain_label(t("legend.named-added" if added else key)) for t in texts)
        long = text_width(text) * size / 7200 + SIGN + GAP
        if rows[-1] and sum(entry[3] for entry in rows[-1]) + long > room + GAP:
            rows.append([])
        rows[-1].append((sign, colour, text, long))
    return rows


def foot(rows: Rows) -> float:
    """Inches below a map for its legend and notes."""
    return BASE + ROW * len(rows)


def draw_legend(
    figure: Figure, ink: dict[str, str], rows: Rows, t: Text, base: float = BASE, size: float = SIZE
) -> None:
    """The rows of the legend below the map, `base` inches above the lower edge."""
    width, high = figure.get_figwidth(), ROW * len(rows)
    axes: Axes = figure.add_axes((0, base / figure.get_figheight(), 1, high / figure.get_figheight()))
    axes.set(xlim=(0, width), ylim=(high, 0), xticks=[], yticks=[], frame_on=False)
    start, step = (width * (1 - MARGIN), -1) if t.lang == "ar" else (width * MARGIN, 1)
    style: dict[str, Any] = {"size": size, "color": ink["muted"], "va": "center", "parse_math": False}
    for n, row in enumerate(rows):
        x, y = start, ROW * (n + 0.5)
        for sign, colour, text, long in row:
            _sign(axes, ink, sign, ink[colour], (x + step * 0.14, y))
            axes.text(x + step * SIGN, y, text, ha="right" if t.lang == "ar" else "left", **style)
            x += step * long


def _sign(axes: Axes, ink: dict[str, str], sign: str, colour: str, at: tuple[float, float]) -> None:
    x, y = at
    if sign == "line":
        axes.plot([x - 0.14, x + 0.14], [y, y], color=colour, linewidth=3.4)
    elif sign == "range":
        axes.add_patch(Rectangle((x - 0.13, y - 0.07), 0.26, 0.14, facecolor=colour + "38", edgecolor=colour))
    elif sign == "radius":
        rim: dict[str, Any] = {"edgecolor": colour, "linestyle": (0, (3, 3)), "linewidth": 1}
        axes.add_patch(Circle(at, 0.09, facecolor=colour + "22", **rim))
    else:
        hollow, size = sign == "ring", 13 if sign == "*" else 8.5
        face, edge = (ink["ground"], colour) if hollow else (colour, ink["ground"])
        style: dict[str, Any] = {"markerfacecolor": face, "markeredgecolor": edge, "markeredgewidth": 1.4}
        axes.plot(x, y, marker="o" if hollow else sign, markersize=size, **style)


def scale_bar(axes: Axes, ink: dict[str, str], t: Text, labels: Labels) -> None:
    """A bar of round kilometres, at the latitude of its corner: above, where the eye ends."""
    west, east, south, north = (*axes.get_xlim(), *axes.get_ylim())
    across, down = _inches(axes)
    y = north - (north - south) * 0.22 / down
    degree = DEGREE * math.cos(math.radians(y))
    km = max((n for n in LENGTHS if n / degree < (east - west) / 6), default=LENGTHS[0])
    long, edge = km / degree, (east - west) * 0.25 / across
    start = west + edge if t.lang == "ar" else east - edge - long
    halo = [withStroke(linewidth=3, foreground=ink["land"])]
    tick = (north - south) * 0.07 / down
    xs, ys = [start, start, start + long, start + long], [y + tick, y, y, y + tick]
    axes.plot(xs, ys, color=ink["ink"], linewidth=1.6, zorder=8, path_effects=halo)
    style: dict[str, Any] = {"ha": "center", "va": "top", "zorder": 8, "path_effects": halo}
    text = f"{t.number(km)} {t('unit.km')}"
    axes.text(start + long / 2, y - tick * 0.6, text, size=NOTE, color=ink["ink"], parse_math=False, **style)
    labels.take((start, y - 4 * tick), (start + long, north))


def locator(axes: Axes, ink: dict[str, str], labels: Labels) -> None:
    """Both countries with the part seen framed, in the emptiest corner; nothing where most of the border is
    seen."""
    west, east, south, north = (*axes.get_xlim(), *axes.get_ylim())
    x, y, width, height = (picture := geo_locator.outlines())["box"]
    (left, top), (right, bottom) = (
        geo_locator.picture_of(lon, lat) for lon, lat in ((west, north), (east, south))
    )
    border = _corners(picture["border"])[0]
    if right - left > WIDE * np.ptp(border[:, 0]):
        return
    across, down = _inches(axes)
    wide, high, edge = INSET[0] / across, INSET[0] * height / width / down, INSET[1]
    shares = [
        (sx, sy)
        for sy in (edge / down, 1 - high - edge / down)
        for sx in (edge / across, 1 - wide - edge / across)
    ]
    spot = min(shares, key=lambda at: labels.crowd((*at, at[0] + wide, at[1] + high)))
    inset: Axes = axes.inset_axes((*spot, wide, high), zorder=9)
    inset.set(xlim=(x, x + width), ylim=(y + height, y), xticks=[], yticks=[], facecolor=ink["land-other"])
    for land in picture["land"]:
        for ring in _corners(land):
            inset.add_patch(Polygon(ring, facecolor=ink["land"], edgecolor=ink["outline"], linewidth=0.8))
    inset.plot(*border.T, color=ink["border"], linewidth=1.6)
    frame = Rectangle((left, top), right - left, bottom - top, facecolor=ink["link"] + "22")
    frame.set(edgecolor=ink["link"], linewidth=1.6)
    inset.add_patch(frame)
    for spine in inset.spines.values():
        spine.set(color=ink["outline"])
    labels.take_share((*spot, spot[0] + wide, spot[1] + high))


def _inches(axes: Axes) -> tuple[float, float]:
    """How broad and high a map is drawn."""
    box, dpi = axes.get_window_extent(), axes.figure.dpi
    return box.width / dpi, box.height / dpi


def _corners(path: str) -> list[Any]:
    """The corners of the rings of an SVG path of straight lines."""
    parts = [part for part in path.split("M") if part]
    return [
        np.array([[float(n) for n in re.findall(r"-?\d+", step)] for step in part.strip("Z").split("L")])
        for part in parts
    ]
