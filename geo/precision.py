"""Where a place is, in words: how precisely it is known, its kilometre on the border, and what lies inside an
area."""

from __future__ import annotations

from shapely import Point

from data.i18n import Text
from data.index.index import passages_naming
from data.query.view import View
from data.tables.model import Place
from data.tables.vocab import BORDER
from geo import shapes


def precision(place: Place, t: Text) -> str:
    """How precisely a place is known."""
    if place.geometry == "none" and place.category in ("group", "country"):
        return t(f"basis.{place.category}")
    radius = {"radius": t.number(place.radius_km, 1)} if place.radius_km else {}
    return t(f"basis.{place.basis}", **radius)


def precision_lines(view: View, t: Text) -> list[str]:
    """What geography says of the focused place; nothing when no place is in focus."""
    place = _focused(view)
    if place is None:
        return []
    if place.id == BORDER:
        return [t("where.length", km=t.number(shapes.border_length(), 2))]
    lines = [precision(place, t)]
    if place.lon is not None and place.lat is not None:
        at = shapes.position(Point(place.lon, place.lat))
        distance = t.number(at.distance, 1 if at.distance < 100 else 0)
        if at.km is None:
            lines.append(t("where.far", distance=distance))
        else:
            lines.append(t("where.km", km=t.number(at.km, 1), distance=distance))
    return lines


def inside(view: View, t: Text) -> list[str]:
    """Ids of the points inside the focused province, those that the article names first."""
    atlas = view.atlas
    place = _focused(view)
    found = [
        p.id for p in atlas.places.values() if place and p.province == place.id and p.geometry == "point"
    ]
    return sorted(found, key=lambda p: (p not in passages_naming(atlas), t.name(atlas.entities[p])))


def _focused(view: View) -> Place | None:
    kind, _, key = view.selection.in_focus.partition(":")
    return view.atlas.places[key] if kind == "place" else None
