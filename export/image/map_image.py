"""`python -m export map`: the map of a view as a picture (PNG, SVG), with title, source line, date and the
boundary note.

Drawn by matplotlib, which shapes Arabic itself (3.11 and later), from the same shapes, points and colours as
the live map."""

from __future__ import annotations

import io
import math
from functools import cache
from typing import Literal

from matplotlib import font_manager, rc_context
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.i18n import Text
from data.query.view import View
from data.tables.vocab import BORDER, COUNTRIES
from export.about import plain_label
from export.image import map_furniture, map_points
from export.image.labels import Labels, Sign
from geo import bounds, shapes, world
from geo import map as geo_map
from geo.region import FRAME
from ui import theme
from ui.html.filtered import view_title

Kind = Literal["png", "svg"]
# with title; on a slide that has one; below the words of a printed page, beside those of a slide: there its
# letters are larger, as it stands smaller
Size = Literal["whole", "slide", "page", "beside"]
Extent = tuple[float, float]  # inches across and down, where a page has other room
SIZES: dict[Size, Extent] = {
    "whole": (16.0, 9.0),
    "slide": (16.0, 6.3),
    "page": (10.0, 4.7),
    "beside": (8.6, 6.15),
}  # inches
ACROSS = 3200  # pixels
LINES = {
    "solid": ("outline", "-", 1.4),
    "dashed": ("outline", (0, (3, 4)), 1.4),
    "province": ("region", (0, (2, 3)), 1.1),
}
HEAD = 0.89  # inches above the map for the title
SEA = 0.22  # of the colour of water in that of the sea, as the style sheet of the live map has it
BROAD = 0.25  # inches: half the breadth of land beyond the region that is named
SMALLEST = 2.6  # degrees of longitude: a picture of one place shows what is around it


def metadata(title: str, kind: Kind) -> dict[str, str | None]:
    """What a picture says of itself; no time of day, so that the same view makes the same file."""
    return {"Title": plain_label(title), ("Date" if kind == "svg" else "Software"): None}


def map_picture(
    view: View,
    t: Text,
    kind: Kind = "png",
    size: Size | Extent = "whole",
    places: tuple[str, ...] = (),
    second: Text | None = None,
) -> bytes:
    """The map of a view, 3,200 pixels across or as SVG with its letters as paths. places: what is framed,
    else what the focus lights. second: the language in which the legend stands too. Legend and boundary note
    stand below it, where there is room date and version too."""
    return _picture(view.atlas, view, t, kind, size, places, second)


@cached_per_atlas(size=8)
def _picture(
    atlas: Atlas,
    view: View,
    t: Text,
    kind: Kind,
    size: Size | Extent,
    places: tuple[str, ...],
    second: Text | None,
) -> bytes:
    with rc_context({"font.family": families(), "svg.fonttype": "path", "svg.hashsalt": atlas.digest}):
        figure = map_figure(view, t, size, places, second)
        out = io.BytesIO()
        figure.savefig(out, format=kind, dpi=figure.dpi, metadata=metadata(view_title(view, t), kind))
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


def map_figure(
    view: View,
    t: Text,
    size: Size | Extent = "whole",
    places: tuple[str, ...] = (),
    second: Text | None = None,
) -> Figure:
    """The picture as a matplotlib figure."""
    ink = {key: token.light for key, token in view.atlas.colours.items()}
    width, height = SIZES[size] if isinstance(size, str) else size
    figure = Figure(figsize=(width, height), dpi=ACROSS / width, facecolor=ink["ground"])
    rows = map_furniture.legend_rows(view.atlas, [t, second] if second else [t], width)
    foot = map_furniture.foot(rows)
    room = height - foot - (HEAD if size == "whole" else 0)
    axes: Axes = figure.add_axes((0, foot / height, 1, room / height))
    west, south, east, north = picture_bounds(view, width / room, places)
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
    if is_beyond(axes):
        far_land(axes, ink)
    land(axes, ink, view)
    labels = Labels(axes, ink)
    map_points.draw_uncertainties(axes, ink, view.atlas)
    shown = map_points.draw_signs(axes, ink, view, t, labels)
    map_furniture.scale_bar(axes, ink, t, labels)
    map_furniture.locator(axes, ink, labels)
    write_names(view, t, labels, shown)
    axes.set(xlabel="", ylabel="")
    if size == "whole":
        map_furniture.write_heading(figure, ink, view, t)
    map_furniture.write_notes(figure, ink, view.atlas, t, rows, stamped=size in ("whole", "slide"))
    return figure


def write_names(view: View, t: Text, labels: Labels, shown: list[Sign]) -> None:
    """The names of a map in the order in which they take their room: points that matter here, the two
    countries on their banks, other points, rivers, other land."""
    areas = geo_map.area_names(view.atlas, t)
    for sign in (sign for sign in shown if sign.strong):
        labels.point(sign)
    for area in (area for area in areas if area["bank"]):
        labels.country(area["id"], area["name"], area["bank"], area["at"])
    for sign in (sign for sign in shown if not sign.strong):
        labels.point(sign)
    for river in geo_map.river_names(t.lang):
        labels.along(river["name"], river["at"])
    for area in (area for area in areas if not area["bank"]):
        labels.area(area["name"], area["at"], area["kind"])
    if is_beyond(labels.axes):
        far_names(t, labels)


def far_names(t: Text, labels: Labels) -> None:
    """The names of the countries beyond the region that have the breadth for one, the broadest first."""
    box, (west, east) = labels.axes.get_window_extent(), labels.axes.get_xlim()
    inch = (east - west) / (box.width / labels.dpi)  # in degrees
    for area in world.world_names(t):
        if area["radius"] > BROAD * inch:
            labels.area(area["name"], area["at"], "country")


def picture_bounds(
    view: View, ratio: float, places: tuple[str, ...] = ()
) -> tuple[float, float, float, float]:
    """West, south, east, north of the picture: around `places`, else what the focus lights, else what the
    chosen documents name where most of it lies elsewhere, else the border. `ratio`: of its width to its
    height."""
    [[south, west], [north, east]] = (
        bounds.frame_of(view.atlas, places or view.highlighted)
        or bounds.frame_of_documents(view)
        or bounds.border_bounds()
    )
    middle, centre = (west + east) / 2, (south + north) / 2
    steep = 1 / math.cos(math.radians(centre))  # degrees of latitude to degrees of longitude
    width = max((east - west) * 1.12, (north - south) * 1.2 * steep * ratio, SMALLEST)
    height = width / ratio / steep
    return middle - width / 2, centre - height / 2, middle + width / 2, centre + height / 2


def is_beyond(axes: Axes) -> bool:
    """Does a picture show more than the region that is drawn in detail?"""
    west, south, east, north = FRAME
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    return left < west or right > east or low < south or high > north


def far_land(axes: Axes, ink: dict[str, str]) -> None:
    """Sea and lines of the world beyond the region: its land has the colour of the ground."""
    rows = shapes.layer("world")
    sea = mix_colours(ink["water"], SEA, ink["land-other"])
    rows[rows.index == "world-sea"].plot(ax=axes, color=sea, aspect=None)
    draw_lines(axes, ink, "world")


def land(axes: Axes, ink: dict[str, str], view: View) -> None:
    """Countries, provinces, lines, and the border over them."""
    shapes.layer("basemap").plot(ax=axes, color=ink["land-other"], aspect=None)
    regions = shapes.layer("regions")
    lit = regions.index.isin(view.highlighted) | regions["country"].map(COUNTRIES).isin(view.highlighted)
    regions.plot(
        ax=axes,
        color=[region_colour(str(key), ink, lit=own) for key, own in zip(regions.index, lit, strict=True)],
        aspect=None,
    )
    if lit.any():
        regions[lit].dissolve().boundary.plot(
            ax=axes, color=ink["region"], linewidth=2.2, aspect=None, zorder=2
        )
    draw_lines(axes, ink, "lines")
    shapes.layer("border-light").plot(
        ax=axes,
        color=ink["border"],
        linewidth=5 if BORDER in view.highlighted else 3.4,
        aspect=None,
        zorder=3,
    )


def draw_lines(axes: Axes, ink: dict[str, str], file: str) -> None:
    """The lines between countries and provinces in a file of geo/files, each as its style has it."""
    rows = shapes.layer(file)
    for style, (colour, dashes, width) in LINES.items():
        lines = rows[rows["style"] == style]
        if len(lines):
            lines.plot(ax=axes, color=ink[colour], linewidth=width, linestyle=dashes, aspect=None)


def region_colour(region: str, ink: dict[str, str], *, lit: bool) -> str:
    """The colour of a region, as the style sheet of the live map has it."""
    if region not in geo_map.PROVINCES:
        return mix_colours(ink["tint"], 0.55, ink["land"]) if lit else ink["land"]
    if lit:
        return mix_colours(ink["region"], 0.3, ink["land"])
    return ink["tint"] if region in geo_map.BADAKHSHAN else ink["land"]


def mix_colours(one: str, share: float, other: str) -> str:
    """`share` of one colour with the rest of another."""
    red, green, blue = (share * a + (1 - share) * b for a, b in zip(to_rgb(one), to_rgb(other), strict=True))
    return to_hex((red, green, blue))
