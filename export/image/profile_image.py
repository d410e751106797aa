"""The border profile as a picture: the banks of the page's SVG picture, drawn by matplotlib in the colours
of its style sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.i18n import Text
from data.query.view import View
from export.about import plain_label
from export.image.map_furniture import ROW, draw_legend, legend_rows
from export.image.map_image import ACROSS, families, metadata
from geo.profile.data import summary
from geo.profile.draw import profile_drawing
from geo.profile.layout import MONEY, NAMED, TOP, WIDTH

BANKS = (
    TOP - 4,
    MONEY - 12,
)  # from the top: what is drawn; not the lanes of passages and of aid
INCHES = 16.0
POINTS = INCHES * 72 / WIDTH  # in a unit of the picture
LEGEND = 13.0  # points: of the legend, as large as the smallest names
STEPS = re.compile(r"([MLHVlvz])([^MLHVlvz]*)")
DASHES: tuple[int, tuple[int, int]] = (0, (4, 3))
# class -> fill, edge (of the colour table, "" for none), width of the edge; the first that an element has
SHAPES = {
    "d-strip-river": ("water-light", "", 0.0),
    "d-strip-ridge": ("land-other", "outline", 0.6),
    "d-strip-border": ("", "border", 4.0),
    "d-strip-tick": ("", "ink", 1.0),
    "d-strip-pole": ("", "outline", 1.0),
    "d-strip-range": ("own-light", "own", 1.0),
    "d-strip-reach": ("", "own", 1.6),
    "d-strip-sign": ("own", "ground", 1.5),
}
WRITTEN = {  # class -> colour, size in units
    "d-strip-lane": ("muted", 14.0),
    "d-strip-water": ("water", 14.0),
    "d-strip-province": ("map-ink", 14.0),
    "d-strip-km": ("ink", 14.0),
    "d-strip-name": ("ink", 15.0),
}
KEYS = (  # sign, colour, text; of the legend
    ("o", "border", "legend.named"),
    ("o", "context", "legend.context"),
    ("D", "context", "legend.post"),
    ("s", "context", "legend.crossing"),
    ("ring", "context", "legend.other"),
    ("range", "context", "strip.range"),
)
Ink = dict[str, str]


def profile_picture(view: View, t: Text, second: Text | None = None) -> bytes:
    """The banks of the border as a PNG 3,200 pixels across; what `view` lights in the colour of links.
    second: the language in which the legend below stands too."""
    return _picture(view.atlas, view.highlighted, t, second)


@cached_per_atlas(size=8)
def _picture(atlas: Atlas, lit: tuple[str, ...], t: Text, second: Text | None) -> bytes:
    with rc_context({"font.family": families()}):
        made, out = _figure(atlas, lit, t, second), io.BytesIO()
        made.savefig(out, format="png", dpi=made.dpi, metadata=metadata(summary(atlas, t), "png"))
    return out.getvalue()


def figure(view: View, t: Text) -> Figure:
    """The picture as a matplotlib figure."""
    return _figure(view.atlas, view.highlighted, t)


def _figure(atlas: Atlas, lit: tuple[str, ...], t: Text, second: Text | None = None) -> Figure:
    rows = legend_rows(atlas, [t, second] if second else [t], INCHES, KEYS, LEGEND)
    foot, banks = 0.1 + ROW * len(rows), INCHES * (BANKS[1] - BANKS[0]) / WIDTH
    ink = {key: token.light for key, token in atlas.colours.items()}
    made = Figure(figsize=(INCHES, banks + foot), dpi=ACROSS / INCHES, facecolor=ink["ground"])
    axes: Axes = made.add_axes((0, foot / (banks + foot), 1, banks / (banks + foot)))
    axes.set(xlim=(0, WIDTH), ylim=(BANKS[1], BANKS[0]), xticks=[], yticks=[], frame_on=False)
    draw_elements(axes, profile_drawing(atlas, t), ink, {f"place:{key}" for key in lit})
    draw_legend(made, ink, rows, t, 0.05, LEGEND)
    return made


def draw_elements(axes: Axes, root: ET.Element, ink: Ink, lit: set[str], inherited: str = "") -> None:
    """Draw the elements of an SVG picture into axes of its units; a group hands its classes down."""
    for element in root:
        if element.tag in ("title", "defs"):
            continue
        seen = " d-lit" if element.get("data-item") in lit else ""
        css = f"{inherited} {element.get('class') or ''}{seen}"
        if element.tag == "g":
            draw_elements(axes, element, ink, lit, css)
        elif element.tag == "text":
            write_text(axes, element, css.split(), ink)
        else:
            shape(axes, element, css.split(), ink)


def shape(axes: Axes, element: ET.Element, css: list[str], ink: Ink) -> None:
    """A rectangle, circle, line or path, if it stands on the banks."""
    style = element_style(css, ink)
    if style is None:
        return
    get = _numbers(element)
    match element.tag:
        case "rect":
            drawn: Any = Rectangle((get["x"], get["y"]), get["width"], get["height"], **style)
        case "circle":
            drawn = Circle((get["cx"], get["cy"]), get["r"], **style)
        case "line":
            ends = [(get["x1"], get["y1"]), (get["x2"], get["y2"])]
            drawn = PathPatch(Path(ends), **style)
        case _:
            drawn = PathPatch(matplotlib_path(element.get("d") or ""), **style)
    axes.add_patch(drawn)


def element_style(css: list[str], ink: Ink) -> dict[str, Any] | None:
    """Fill, edge and layer of an element with these classes; None for what is not drawn."""
    own = ink["border" if "d-named" in css else "context"]
    colours: Mapping[str, str] = ink | {
        "own": own,
        "own-light": own + "38",
        "water-light": ink["water"] + "38",
        "": "none",
    }
    if "d-strip-area" in css:
        lit = ink["region"] + "48" if "d-lit" in css else ink["tint" if "d-home" in css else "land"]
        return {"facecolor": lit, "edgecolor": ink["outline"], "linewidth": POINTS, "zorder": 1}
    key = next((key for key in SHAPES if key in css), None)
    if key is None:
        return None
    fill, edge, width = SHAPES[key]
    if key == "d-strip-sign" and ({"d-ring", "d-unsure"} & {*css} and "d-named" not in css):
        fill, edge, width = "ground", "own", 2.0
    dashed = key in ("d-strip-reach", "d-strip-ridge") or ("d-unsure" in css and key == "d-strip-range")
    return {
        "facecolor": colours[fill],
        "edgecolor": colours[edge],
        "linewidth": width * POINTS,
        "linestyle": DASHES if dashed else "-",
        "zorder": 2 + list(SHAPES).index(key) / 10,
    }


def write_text(axes: Axes, element: ET.Element, css: list[str], ink: Ink) -> None:
    """A line of text at its base line; those of the lanes left out are not drawn."""
    key = next((key for key in WRITTEN if key in css), None)
    get = _numbers(element)
    if key is None or not BANKS[0] < get["y"] < BANKS[1]:
        return
    colour, size = WRITTEN[key]
    if key == "d-strip-name" and "d-named" in css:
        colour, size = "border", NAMED
    if key == "d-strip-name" and "d-lit" in css:
        colour = "link"
    side = {"middle": "center", "end": "right"}.get(element.get("text-anchor") or "", "left")
    style: dict[str, Any] = {"ha": side, "va": "baseline", "parse_math": False, "zorder": 5}
    axes.text(
        get["x"], get["y"], plain_label(element.text or ""), size=size * POINTS, color=ink[colour], **style
    )


def matplotlib_path(data: str) -> Path:
    """The path of an SVG element that has straight lines only."""
    corners: list[tuple[float, float]] = []
    codes: list[Any] = []
    x = y = 0.0
    for letter, given in STEPS.findall(data):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", given)]
        if letter == "z":
            corners.append((x, y))
            codes.append(Path.CLOSEPOLY)
            continue
        match letter:
            case "H":
                x = numbers[0]
            case "V":
                y = numbers[0]
            case "v":
                y += numbers[0]
            case "l":
                x, y = x + numbers[0], y + numbers[1]
            case _:
                x, y = numbers
        corners.append((x, y))
        codes.append(Path.MOVETO if letter == "M" else Path.LINETO)
    return Path(corners, codes)


def _numbers(element: ET.Element) -> dict[str, float]:
    return {
        key: float(value) for key, value in element.attrib.items() if re.fullmatch(r"-?\d+(\.\d+)?", value)
    }
