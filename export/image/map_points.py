"""The signs of places on a drawn map, and where an approximate one may lie."""

from __future__ import annotations

import math
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.query.view import View
from export.image.labels import Labels, Sign
from geo import map as geo_map
from geo.points import points as geo_points

MARKERS = {"diamond": "D", "square": "s", "star": "*", "circle": "o", "ring": "o"}
RING = 11  # points by which the ring around the focus is broader than its sign


def draw_uncertainties(axes: Axes, ink: dict[str, str], atlas: Atlas) -> None:
    """Where places whose position is approximate may lie."""
    outlines: dict[Any, list[Any]] = {(0, (3, 3)): [], "-": []}
    for feature in geo_map.uncertainty_polygons(atlas):
        dashes = (0, (3, 3)) if feature["properties"]["basis"] == "estimate" else "-"
        outlines[dashes] += rings(feature["geometry"])
    for dashes, known in outlines.items():
        faint = PolyCollection(
            known,
            facecolor=ink["border"] + "14",
            edgecolor=ink["border"] + "99",
            linewidth=0.8,
            linestyle=[dashes],
            zorder=2,
        )
        axes.add_collection(faint, autolim=False)


def draw_signs(axes: Axes, ink: dict[str, str], view: View, t: Text, labels: Labels) -> list[Sign]:
    """Draw a sign for each place. Returns them in the order in which they are named."""
    shown = []
    for feature in geo_points.point_features(view, t):
        known, (lon, lat) = feature["properties"], feature["geometry"]["coordinates"]
        lit = feature["id"] in view.highlighted
        sign = Sign(lon, lat, across(known) + (RING if lit else 0), known, lit)
        shown.append(sign)
        _draw(axes, ink, sign)
        labels.take_sign(lon, lat, sign.size)
    return sorted(shown, key=lambda sign: (not sign.lit, not sign.known["named"], sign.known["rank"]))


def _draw(axes: Axes, ink: dict[str, str], sign: Sign) -> None:
    known, size = sign.known, across(sign.known)
    colour = ink["border"] if known["named"] else ink["context"]
    hollow = known["symbol"] == "ring" or (known["named"] and not known["n"])
    axes.plot(
        sign.lon,
        sign.lat,
        marker=MARKERS[known["symbol"]],
        markersize=size * (1.6 if known["symbol"] == "star" else 1),
        zorder=6 if known["named"] else 5,
        markerfacecolor=ink["ground"] if hollow else colour,
        markeredgecolor=colour if hollow else ink["ground"],
        markeredgewidth=1.4,
    )
    if sign.lit:
        ring: dict[str, Any] = {"markerfacecolor": "none", "markeredgecolor": ink["link"]}
        axes.plot(sign.lon, sign.lat, marker="o", markersize=sign.size, markeredgewidth=2.2, zorder=6, **ring)


def across(known: dict[str, Any]) -> float:
    """How broad the sign of a place is, in points: the more passages name it, the broader."""
    if known["n"]:
        return 7.5 + 3.2 * math.sqrt(known["n"])
    return 8 if known["named"] else 5.5


def rings(geometry: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The outer rings of a GeoJSON polygon or multipolygon."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [part[0] for part in parts]
