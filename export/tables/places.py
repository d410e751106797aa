"""Places as GeoJSON, plain and as Linked Places (a GeoJSON that names sources, names and types in JSON-LD).
EPSG:4326, longitude first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from shapely import orient_polygons
from shapely.geometry import mapping

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.query.view import View
from data.tables.model import Place
from data.tables.vocab import BORDER, COUNTRIES
from export.about import about_lines
from export.tables import records
from geo import shapes

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places-format/main/linkedplaces-context-v1.1.jsonld"
)
TYPES = {  # Getty's Art & Architecture Thesaurus, as far as it has the notion
    "settlement": ("300008347", "inhabited places"),
    "lake": ("300008680", "lakes (bodies of water)"),
    "bridge": ("300007836", "bridges (built works)"),
    "country": ("300128207", "nations"),
    "province": ("300000774", "provinces"),
    "district": ("300000705", "districts (administrative divisions)"),
}


def geojson(view: View, t: Text) -> bytes:
    """The places of the view as GeoJSON (RFC 7946), with the columns of the table of places. A place without
    a known position has no geometry; `radius_km` says how far from its point a place may lie."""
    features = [
        {
            "type": "Feature",
            "id": record["id"],
            "geometry": geometry(view.atlas.places[str(record["id"])]),
            "properties": {key.replace("-", "_"): cell for key, cell in record.items()},
        }
        for record in records.place_records(view, t)
    ]
    return _json({"type": "FeatureCollection", "about": file_notes(view, t), "features": features})


def linked_places(view: View, t: Text) -> bytes:
    """The same places in the Linked Places format, version 1.1: each name, type and position with what it
    rests on."""
    chosen = records.entities_in_view(view)
    features = [_linked(view.atlas, place) for key, place in view.atlas.places.items() if key in chosen]
    return _json(
        {
            "type": "FeatureCollection",
            "@context": CONTEXT,
            "about": file_notes(view, t),
            "features": features,
        }
    )


def file_notes(view: View, t: Text) -> list[str]:
    """What the file says of itself, a line each."""
    return [f"{head}: {text}" for head, text in about_lines(view, t)]


def geometry(place: Place) -> dict[str, Any] | None:
    """The shape of a place as GeoJSON: its point, the border line, or an outline of geo/files, its outer
    rings counterclockwise; None where none is known."""
    if place.lat is not None and place.lon is not None:
        return {"type": "Point", "coordinates": [place.lon, place.lat]}
    regions = shapes.layer("regions")
    if place.geometry == "line" and place.id == BORDER:
        return dict(mapping(shapes.layer("border-light").geometry.iloc[0]))
    country = next((code for code, key in COUNTRIES.items() if key == place.id), None)
    shape = (
        regions.geometry.loc[place.id]
        if place.id in regions.index
        else shapes.bank(country)
        if country
        else None
    )
    return dict(mapping(orient_polygons(shape))) if shape is not None else None


def _linked(atlas: Atlas, place: Place) -> dict[str, Any]:
    entity = atlas.entities[place.id]
    citations = [
        {"label": s.title, **({"@id": s.url} if s.url else {})}
        for s in (atlas.sources[key] for key in place.sources)
    ]
    names = [
        {"toponym": text, "lang": lang, "citations": citations}
        for lang in ("ar", "en", "tg", "fa", "ru")
        if (text := getattr(entity, f"name_{lang}"))
    ]
    code, label = TYPES.get(place.category, ("", ""))
    known: dict[str, Any] = (
        {"identifier": f"aat:{code}", "label": label} if code else {"label": place.kind_en}
    )
    known["sourceLabels"] = [{"label": place.kind_en, "lang": "en"}, {"label": place.kind_ar, "lang": "ar"}]
    shape = geometry(place)
    feature: dict[str, Any] = {
        "@id": f"urn:uuid:{uuid('place', place.id)}",
        "type": "Feature",
        "properties": {"title": entity.name_en, "dalil_id": place.id, **_country(place)},
        "names": names,
        "types": [known],
        "geometry": shape and shape | {"certainty": certainty(place)},
        "descriptions": [
            {"value": text, "lang": lang} for lang in ("en", "ar") if (text := _description(place, lang))
        ],
    }
    if entity.wikidata:
        feature["links"] = [
            {"type": "closeMatch", "identifier": f"http://www.wikidata.org/entity/{entity.wikidata}"}
        ]
    return feature


def uuid(*parts: str) -> str:
    """A lasting identifier, the same for the same thing in every file (UUID version 5)."""
    return str(uuid5(NAMESPACE_OID, "dalil " + " ".join(parts)))


def certainty(place: Place) -> str:
    """How sure the position is, in the three words of the format."""
    return {
        "surveyed": "certain",
        "gazetteer": "certain",
        "outline": "certain",
        "estimate": "less-certain",
    }.get(place.basis, "uncertain")


def _country(place: Place) -> Mapping[str, Any]:
    return (
        {"ccodes": [place.side]}
        if place.side in COUNTRIES
        else {"ccodes": list(COUNTRIES)}
        if place.side == "border"
        else {}
    )


def _description(place: Place, lang: str) -> str:
    return " ".join(filter(None, (getattr(place, f"{field}_{lang}") for field in ("why", "note"))))


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
