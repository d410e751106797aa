"""The map: what stands still is drawn once by folium; what changes travels as small JSON (points, what is lit, the frame).

Nothing here fixes a colour: every path carries a class, and the style sheet made from the colour table paints it, in
light and dark. No text from the data enters folium's templates except through `_inert`, which leaves neither markup nor template.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

import folium
from branca.element import MacroElement
from jinja2 import Template
from jinja2.utils import htmlsafe_json_dumps
from shapely import Point
from shapely.geometry import mapping

from data.added import has_added
from data.atlas import Atlas
from data.model import Place
from data.overlay import ground
from data.select import BORDER, Selection, View, select
from data.words import Lang, count, isolate, name, number, say
from geo import lens, shapes
from geo.where import precision

WINDOW = (66.0, 34.6, 76.6, 40.4)  # west, south, east, north: points outside it are cards beside the map
PROVINCES = ("gbao", "khatlon", "badakhshan-afghanistan", "takhar", "kunduz-province", "balkh")
COUNTRIES = {"TJ": "tajikistan", "AF": "afghanistan"}
BADAKHSHAN = ("gbao", "badakhshan-afghanistan")
SYMBOLS = {"post": "diamond", "crossing": "square", "bridge": "square", "capital": "star", "settlement": "circle"}
RANK = ("capital", "post", "bridge", "crossing", "settlement", "lake", "base", "site", "tripoint")

MAP = "map_00"  # folium's name for the map, once its random parts are replaced

# file of geo/files, class of its paths, can it be picked; from the bottom up
LAYERS = (("basemap", "land-other", False), ("regions", "land", True), ("lines", "line", False), ("border-light", "border", False))

Bounds = list[list[float]]


class Furniture(MacroElement):
    """Credits, names of areas and rivers, and the frame of the whole border, handed to the map as plain values."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "{{ this._parent.get_name() }}.attributionControl.setPrefix(false).addAttribution({{ this.credit }});"
        "{{ this._parent.get_name() }}.setMinZoom(4.5).setMaxZoom(13);"
        "const scale = L.control.scale({position: 'topright', imperial: false}), units = {{ this.values }}.units;"
        "scale._updateScale = (bar, text, part) => L.Control.Scale.prototype._updateScale.call("
        "scale, bar, text.replace(/k?m$/, (unit) => units[unit]), part);"  # Leaflet knows the Latin abbreviations alone
        "scale.addTo({{ this._parent.get_name() }});"
        "{{ this._parent.get_name() }}.dalil = {{ this.values }};"
        "{% endmacro %}"
    )

    def __init__(self, credit: str, values: Mapping[str, Any]):
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Furniture"
        self.credit = _inert(credit)
        self.values = _inert(values)


def _inert(value: Any) -> str:
    """JSON that neither a browser reads as markup nor folium as a template (it compiles what it has rendered once more)."""
    return re.sub(r"\{(?=[{%#])", r"\\u007b", str(htmlsafe_json_dumps(value)))


def base_map(atlas: Atlas, lang: Lang) -> folium.Map:
    """Land, provinces, border, uncertainty areas, credits and area names, with labels in `lang`. No tiles, and no view: who draws it
    sets one, and until then Leaflet projects nothing."""
    drawn = folium.Map(
        tiles=None, zoom_control=False,
        zoom_snap=0.25, zoom_delta=0.5, max_bounds=True, min_lat=29, max_lat=47, min_lon=56, max_lon=84, world_copy_jump=False,
    )  # fmt: skip
    del drawn.options["zoom"]
    for layer, css, live in LAYERS:
        _add(drawn, json.loads((shapes.FILES / f"{layer}.geojson").read_text(encoding="utf-8"))["features"], css, live)
    _add(drawn, uncertainties(atlas), "radius", False)
    values = {
        "names": area_names(atlas, lang) + river_names(lang),
        "points": points(select(atlas, Selection()), lang),
        "home": border_bounds(),
        "units": {"m": say(atlas, "map.m", lang), "km": say(atlas, "map.km", lang)},
        "border": BORDER,
    }
    drawn.add_child(Furniture(say(atlas, "map.credit", lang), values))
    for number_, element in enumerate(_tree(drawn)):
        element._id = f"{number_:02d}"  # folium's names are random; the script's bytes must not be
    return drawn


def script(drawn: folium.Map) -> str:
    """The JavaScript function that draws `drawn` into the element with the id `drawn.get_name()`, once Leaflet is loaded, and leaves
    the map in the window under that name."""
    figure: Any = drawn.get_root()
    drawn.render()  # type: ignore[no-untyped-call]
    return f"function () {{\n{figure.script.render()}\nwindow.{drawn.get_name()} = {drawn.get_name()};\n}}"


def uncertainties(atlas: Atlas) -> list[dict[str, Any]]:
    """A GeoJSON polygon for each point of the window: where the place may lie, on its own bank (EPSG:4326)."""
    return [
        {"type": "Feature", "id": place.id, "properties": {"basis": place.basis}, "geometry": _rounded(shapes.uncertainty(place))}
        for place in atlas.places.values()
        if in_window(place)
    ]


def changes(view: View, lang: Lang) -> list[dict[str, Any]]:
    """The points that look different from those of the unfiltered article, which the base map carries."""
    plain = select(ground(view.atlas), Selection())
    if view.selection.lens != "passages":
        known = {feature["id"]: feature for feature in points(plain, lang)}
        return [feature for feature in points(view, lang) if feature != known.get(feature["id"])]
    other = {place for place in {*plain.counts, *view.counts} if view.counts.get(place, 0) != plain.counts.get(place, 0)}
    return points(view, lang, other) if other else []


def points(view: View, lang: Lang, only: Collection[str] | None = None) -> list[dict[str, Any]]:
    """The points of the window (or `only` some of them) as GeoJSON features, those that the article names last, so that they lie on top."""
    atlas = view.atlas
    known = {p for event in atlas.events.values() for p in event.places} | {
        k.from_id for k in atlas.links.values() if k.relation == "centre"
    }
    rows = [p for p in atlas.places.values() if in_window(p) and (only is None or p.id in only)]
    rows.sort(key=lambda p: (p.id in atlas.naming, -_rank(p), p.id))
    return [
        {
            "type": "Feature",
            "id": place.id,
            "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
            "properties": {
                "name": name(atlas.entities[place.id], lang),
                "symbol": SYMBOLS.get(place.category, "ring"),
                "named": place.id in atlas.naming,
                "sure": place.basis in ("surveyed", "gazetteer"),
                "n": view.counts.get(place.id, 0),
                "known": place.id in known,
                "rank": _rank(place),
                "title": point_title(view, place, lang),
                **_through(view, place, lang),
            },
        }
        for place in rows
    ]


def _through(view: View, place: Place, lang: Lang) -> dict[str, Any]:
    """What a lens changes of a point."""
    if view.selection.lens == "passages":
        return {}
    seen = lens.meaning(view, place, lang)
    return {"n": seen.n, "size": seen.size, "tone": seen.tone, "weight": seen.weight, "worth": seen.worth}


def point_title(view: View, place: Place, lang: Lang) -> str:
    """What a point says of itself to a screen reader: name, kind, how surely known, how often named."""
    atlas = view.atlas
    named = place.id in atlas.naming
    said = count(atlas, "passages", view.counts.get(place.id, 0), lang) if named else say(atlas, "legend.context", lang)
    said = said if view.selection.lens == "passages" else lens.meaning(view, place, lang).said
    parts = [name(atlas.entities[place.id], lang), name(place, lang, "kind"), precision(atlas, place, lang), said]
    return ("، " if lang == "ar" else ", ").join(map(isolate, parts))


def live(view: View, lang: Lang, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What changes on the map: points, counts, what is lit, and the frame that was `asked` for ({seq, focus, gentle})."""
    atlas = view.atlas
    framed = select(atlas, replace(view.selection, focus=asked["focus"])).lit
    bounds = frame_of(atlas, framed) if asked["seq"] else None
    named = sum(p in atlas.naming for p in atlas.places)
    shown = "map.alt-added" if has_added(atlas) else "map.alt"
    words = {"named": count(atlas, "places", named, lang), "context": number(len(atlas.places) - named, lang)}
    return {
        "points": changes(view, lang),
        "counts": lens.counts(view),
        "lens": view.selection.lens,
        **lens.stretch(view),
        "lit": view.lit,
        "focus": view.selection.in_focus,
        "frame": {"seq": asked["seq"], "bounds": bounds, "gentle": asked["gentle"]} if bounds else None,
        "alt": f"{say(atlas, shown, lang, **words)} {say(atlas, f'lens.{view.selection.lens}-alt', lang)}",
    }


def far_places(atlas: Atlas) -> list[Place]:
    """Places with a point beyond the map's window: the cards beside the map."""
    return [p for p in atlas.places.values() if p.geometry == "point" and not in_window(p)]


def in_window(place: Place) -> bool:
    """Has the place a point that lies within WINDOW?"""
    west, south, east, north = WINDOW
    return place.lon is not None and place.lat is not None and west <= place.lon <= east and south <= place.lat <= north


def frame_of(atlas: Atlas, places: Iterable[str]) -> Bounds | None:
    """South-west and north-east corner [[lat, lon], [lat, lon]] around `places`; None when none of them can be framed."""
    boxes = [box for place in places if (box := _bounds(atlas.places[place]))]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return [[min(south), min(west)], [max(north), max(east)]]


def border_bounds() -> Bounds:
    """The frame of the whole border."""
    west, south, east, north = shapes.border().bounds
    return [[south, west], [north, east]]


def area_names(atlas: Atlas, lang: Lang) -> list[dict[str, Any]]:
    """Names of countries and provinces, each with the places where it may be written, best first ([lat, lon])."""
    frame = shapes.layer("labels")
    return [
        {
            "id": str(key),
            "name": name(atlas.entities[str(key)], lang) if str(key) in atlas.entities else "",
            "kind": "province" if key in PROVINCES else "country",
            "at": [[round(p.y, 4), round(p.x, 4)] for p in frame.geometry[key].geoms],
        }
        for key in frame.index
        if str(key) in atlas.entities
    ]


def rivers(lang: Lang) -> list[tuple[str, float, float]]:
    """Names of the rivers that the border follows, each with its first and last kilometre."""
    with (shapes.FILES / "rivers.csv").open(encoding="utf-8", newline="") as file:
        return [(row[f"name_{lang}"], float(row["from_km"]), float(row["to_km"])) for row in csv.DictReader(file)]


def river_names(lang: Lang) -> list[dict[str, Any]]:
    """Names of the rivers that the border follows, each with spots on the line beside which they may be written."""
    return [{"id": "", "name": label, "kind": "river", "at": _along(low, high)} for label, low, high in rivers(lang)]


def _along(start: float, end: float) -> list[list[float]]:
    """Spots on a stretch of the border ([lat, lon]), the middle first."""
    posts = (start + (end - start) * share for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9, 0.25, 0.45, 0.75))
    return [[round(at.y, 4), round(at.x, 4)] for at in map(shapes.point_at, posts)]


def _bounds(place: Place) -> tuple[float, float, float, float] | None:
    if place.geometry == "point" and in_window(place) and place.lon is not None and place.lat is not None:
        return tuple(shapes.circle(Point(place.lon, place.lat), max(place.radius_km or 0, 12)).bounds)
    if place.id == BORDER:
        return tuple(shapes.border().bounds)
    regions = shapes.layer("regions").geometry
    return tuple(regions[place.id].bounds) if place.id in regions.index else None


def _rank(place: Place) -> int:
    return RANK.index(place.category) if place.category in RANK else len(RANK)


def _add(drawn: folium.Map, features: list[dict[str, Any]], css: str, live: bool) -> None:
    collection = {"type": "FeatureCollection", "features": [_classed(f, css, n) for n, f in enumerate(features)]}
    folium.GeoJson(
        collection,
        style_function=lambda feature: {"className": feature["properties"]["css"], "interactive": live, "bubblingMouseEvents": False},
        smooth_factor=0.6,
        embed=True,
    ).add_to(drawn)


def _classed(feature: dict[str, Any], css: str, number_: int) -> dict[str, Any]:
    properties = feature["properties"]
    classes = [f"d-{css}"] + [f"d-{properties[key]}" for key in ("style", "basis", "country") if key in properties]
    key = feature.get("id", "")
    if css == "land":
        classes.append("d-rest" if key not in PROVINCES else "d-home" if key in BADAKHSHAN else "d-province-land")
    return {
        "type": "Feature",
        "id": f"{css}/{key or number_}",
        "properties": {"id": key, "css": " ".join(classes), "of": COUNTRIES.get(properties.get("country", ""), "")},
        "geometry": feature["geometry"],
    }


def _rounded(geometry: Any) -> dict[str, Any]:
    def tidy(value: Any) -> Any:
        return round(value, 5) if isinstance(value, float) else [tidy(v) for v in value]

    shape = mapping(geometry)
    return {"type": shape["type"], "coordinates": tidy(shape["coordinates"])}


def _tree(element: Any) -> Iterable[Any]:
    yield element
    for child in element._children.values():
        yield from _tree(child)
