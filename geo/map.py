"""The map: what stands still is drawn once by folium; what changes travels as small JSON (points, what is
lit, the frame).

Nothing here fixes a colour: every path carries a class, and the style sheet made from the colour table paints
it, in light and dark. No text from the data enters folium's templates except through `_inert`, which leaves
neither markup nor template."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import folium
from branca.element import MacroElement
from jinja2 import Template
from jinja2.utils import htmlsafe_json_dumps
from shapely.geometry import mapping

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.vocab import BORDER, COUNTRIES, Lang
from geo import locator, shapes
from geo.bounds import border_bounds
from geo.points.points import BANKS, point_features
from geo.region import FRAME, WORLD

PROVINCES = ("gbao", "khatlon", "badakhshan-afghanistan", "takhar", "kunduz-province", "balkh")
BADAKHSHAN = ("gbao", "badakhshan-afghanistan")

MAP = "map_00"  # folium's name for the map, once its random parts are replaced

# file of geo/files, class of its paths, can it be picked; from the bottom up
LAYERS = (
    ("basemap", "land-other", True),
    ("regions", "land", True),
    ("lines", "line", False),
    ("border-light", "border", False),
)


class Furniture(MacroElement):
    """Credits, names of areas and rivers, and the frame of the whole border, handed to the map as plain
    values."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "{{ this._parent.get_name() }}.attributionControl.setPrefix(false).addAttribution({{ this.credit }});"
        "{{ this._parent.get_name() }}.setMaxZoom(13);"
        "const map = {{ this._parent.get_name() }}; map.dalil = {{ this.values }};"
        "const scale = L.control.scale({position: 'topright', imperial: false,"
        " maxWidth: Math.max(100, innerWidth / 14)});"
        "scale._updateScale = (bar, text, part) => L.Control.Scale.prototype._updateScale.call("
        # Leaflet knows the Latin abbreviations alone
        "scale, bar, text.replace(/k?m$/, (unit) => map.dalil.units[unit]), part);"
        "scale.addTo(map);"
        "{% endmacro %}"
    )

    def __init__(self, credit: str, values: Mapping[str, Any]):
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Furniture"
        self.credit = _inert(credit)
        self.values = _inert(values)


def _inert(value: Any) -> str:
    """JSON that neither a browser reads as markup nor folium as a template (it compiles what it has rendered
    once more)."""
    return re.sub(r"\{(?=[{%#])", r"\\u007b", str(htmlsafe_json_dumps(value)))


def base_map(atlas: Atlas, t: Text) -> folium.Map:
    """Land, provinces, border, uncertainty areas, credits and area names, with labels in `lang`. No tiles,
    and no view: who draws it sets one, and until then Leaflet projects nothing."""
    west, south, east, north = WORLD
    drawn = folium.Map(
        tiles=None,
        zoom_control=False,
        zoom_snap=0.25,
        zoom_delta=0.5,
        max_bounds=True,
        max_bounds_viscosity=1,
        min_lat=south,
        max_lat=north,
        min_lon=west,
        max_lon=east,
        world_copy_jump=False,
    )
    del drawn.options["zoom"]
    for features, live in layers(atlas):
        _add(drawn, features, live=live)
    values = {
        **map_labels(select(atlas, Selection()), t),
        "home": border_bounds(),
        "region": [FRAME[1::-1], FRAME[:1:-1]],
        "border": BORDER,
        "locator": locator.outlines(),
    }
    drawn.add_child(Furniture(t("map.credit"), values))
    for number_, element in enumerate(_tree(drawn)):
        element._id = f"{number_:02d}"  # folium's names are random; the script's bytes must not be
    return drawn


def map_labels(plain: View, t: Text) -> dict[str, Any]:
    """What of the map depends on the language: names of areas, rivers and the border, the points of the view,
    and the units of its scale."""
    return {
        "names": area_names(plain.atlas, t) + river_names(t.lang),
        "points": point_features(plain, t),
        "units": {"m": t("unit.m"), "km": t("unit.km")},
        "borderName": t.name(plain.atlas.entities[BORDER]),
    }


def layers(atlas: Atlas) -> list[tuple[list[dict[str, Any]], bool]]:
    """What stands still, as features that carry their classes, from the bottom up; and can it be picked?"""
    files = [
        (json.loads((shapes.FILES / f"{file}.geojson").read_text(encoding="utf-8"))["features"], css, live)
        for file, css, live in LAYERS
    ]
    drawn = [*files, (uncertainty_polygons(atlas), "radius", False)]
    return [
        ([feature_with_classes(f, css, n) for n, f in enumerate(features)], live)
        for features, css, live in drawn
    ]


def map_script(drawn: folium.Map) -> str:
    """The JavaScript function that draws `drawn` into the element with the id `drawn.get_name()`, once
    Leaflet is loaded, and leaves the map in the window under that name."""
    figure: Any = drawn.get_root()
    drawn.render()  # type: ignore[no-untyped-call]
    return f"function () {{\n{figure.script.render()}\nwindow.{drawn.get_name()} = {drawn.get_name()};\n}}"


def uncertainty_polygons(atlas: Atlas) -> list[dict[str, Any]]:
    """A GeoJSON polygon for each point: where the place may lie, on its own bank where it stands on one
    (EPSG:4326)."""
    return [
        {
            "type": "Feature",
            "id": place.id,
            "properties": {"basis": place.basis},
            "geometry": _rounded(shapes.uncertainty(place)),
        }
        for place in atlas.places.values()
        if place.geometry == "point"
    ]


def area_names(atlas: Atlas, t: Text) -> list[dict[str, Any]]:
    """Names of countries and provinces, each with the places where it may be written, best first ([lat,
    lon])."""
    frame = shapes.layer("labels")
    return [
        {
            "id": str(key),
            "name": t.name(atlas.entities[str(key)]) if str(key) in atlas.entities else "",
            "kind": "province" if key in PROVINCES else "country",
            "bank": BANKS.get(str(key), 0),
            "at": [[round(p.y, 4), round(p.x, 4)] for p in frame.geometry[key].geoms],
        }
        for key in frame.index
        if str(key) in atlas.entities
    ]


def rivers(lang: Lang) -> list[tuple[str, float, float]]:
    """Names of the rivers that the border follows, each with its first and last kilometre."""
    with (shapes.FILES / "rivers.csv").open(encoding="utf-8", newline="") as file:
        return [
            (row[f"name_{lang}"], float(row["from_km"]), float(row["to_km"])) for row in csv.DictReader(file)
        ]


def river_names(lang: Lang) -> list[dict[str, Any]]:
    """Names of the rivers that the border follows, each with spots on the line beside which they may be
    written."""
    return [
        {"id": "", "name": label, "kind": "river", "at": _along(low, high)}
        for label, low, high in rivers(lang)
    ]


def _along(start: float, end: float) -> list[list[float]]:
    """Spots on a stretch of the border ([lat, lon]), the middle first."""
    posts = (
        start + (end - start) * share
        for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9, 0.25, 0.45, 0.75)
    )
    return [[round(at.y, 4), round(at.x, 4)] for at in map(shapes.point_at, posts)]


def _add(drawn: folium.Map, features: list[dict[str, Any]], *, live: bool) -> None:
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        style_function=lambda feature: {
            "className": feature["properties"]["css"],
            "interactive": live,
            "bubblingMouseEvents": False,
        },
        smooth_factor=0.6,
        embed=True,
    ).add_to(drawn)


def feature_with_classes(feature: dict[str, Any], css: str, number_: int) -> dict[str, Any]:
    """A feature as the map draws it: its classes, what it is called by, and the country it is part of."""
    properties = feature["properties"]
    classes = [f"d-{css}"] + [
        f"d-{properties[key]}" for key in ("style", "basis", "country") if key in properties
    ]
    key = feature.get("id", "")
    if css == "land":
        classes.append(
            "d-rest" if key not in PROVINCES else "d-home" if key in BADAKHSHAN else "d-province-land"
        )
    return {
        "type": "Feature",
        "id": f"{css}/{key or number_}",
        "properties": {
            "id": key,
            "css": " ".join(classes),
            "of": COUNTRIES.get(properties.get("country", ""), ""),
        },
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
