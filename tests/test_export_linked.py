"""Places as GeoJSON and Linked Places, passages and mentions as Web Annotations: read back by readers that
know the formats."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from shapely.geometry import Point, shape
from tiny import shipped, small

from data.atlas.atlas import Atlas
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.files import FILES
from data.tables.vocab import LANGS, Lang
from export.__main__ import main
from export.about import about_lines
from export.tables.annotated_records import remarks
from export.tables.annotations import document_text, web_annotations
from export.tables.places import geojson, linked_places
from export.tables.records import entities_in_view

CHOSEN = Selection(topics=("border-security",))
ATLASES = [pytest.param(small(), id="tiny"), pytest.param(shipped(), id="shipped")]


@pytest.mark.parametrize("lang", LANGS)
def test_geojson_holds_the_chosen_places_where_they_are(lang: Lang, tmp_path: Path) -> None:
    view = select(shipped(), CHOSEN)
    file = tmp_path / "places.geojson"
    file.write_bytes(geojson(view, view.atlas.text(lang)))
    frame = gpd.read_file(file).set_index("id")
    assert frame.crs.to_epsg() == 4326
    assert set(frame.index) == {key for key in shipped().places if view.counts.get(key)}
    for key, row in frame.iterrows():
        place = shipped().places[str(key)]
        assert row["name"] == getattr(shipped().entities[str(key)], f"name_{lang}")
        if place.lon is not None:
            assert row.geometry == Point(place.lon, place.lat)
            assert row["radius_km"] == place.radius_km
    assert frame.loc["chaldovar", "passages_shown"] == view.counts["chaldovar"]


def test_areas_and_the_border_have_their_outlines_and_the_unknown_none() -> None:
    features = {
        f["id"]: f
        for f in json.loads(
            geojson(select(shipped(), Selection()), select(shipped(), Selection()).atlas.text("en"))
        )["features"]
    }
    assert set(features) == set(shipped().places)
    dushanbe, khorog = Point(68.78, 38.56), Point(71.55, 37.49)
    assert shape(features["tajikistan"]["geometry"]).covers(dushanbe)
    assert shape(features["gbao"]["geometry"]).covers(khorog)
    assert features["tajik-afghan-border"]["geometry"]["type"] in ("LineString", "MultiLineString")
    assert {key for key, f in features.items() if f["geometry"] is None} >= {
        k for k, p in shipped().places.items() if p.geometry == "none"
    }
    for feature in features.values():
        if feature["geometry"]:
            assert shape(feature["geometry"]).is_valid


def test_linked_places_say_what_names_types_and_positions_rest_on() -> None:
    found = json.loads(
        linked_places(select(shipped(), Selection()), select(shipped(), Selection()).atlas.text("en"))
    )
    assert found["type"] == "FeatureCollection"
    assert "linkedplaces-context" in found["@context"]
    by_id = {f["properties"]["dalil_id"]: f for f in found["features"]}
    assert set(by_id) == set(shipped().places)
    assert len({f["@id"] for f in found["features"]}) == len(by_id)
    for key, feature in by_id.items():
        assert {"@id", "type", "properties", "geometry", "names", "types"} <= feature.keys()
        assert feature["names"][0]["toponym"] == shipped().entities[key].name_ar
        assert feature["names"][0]["citations"]
    assert by_id["chaldovar"]["geometry"]["certainty"] == "less-certain"
    assert by_id["chaldovar"]["properties"]["ccodes"] == ["TJ"]
    tajikistan = {
        "type": "closeMatch",
        "identifier": f"http://www.wikidata.org/entity/{shipped().entities['tajikistan'].wikidata}",
    }
    assert by_id["tajikistan"]["links"] == [tajikistan]


def words_of(target: dict[str, Any], texts: dict[str, str]) -> str:
    """What a target points at, found again by its position and proved by its quotation."""
    text = texts[target["source"]["id"]]
    quote, position = target["selector"]
    assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    start, end = position["start"], position["end"]
    assert text[start:end] == quote["exact"]
    assert text[:start].endswith(quote["prefix"])
    assert text[end:].startswith(quote["suffix"])
    return str(quote["exact"])


@pytest.mark.parametrize("atlas", ATLASES)
def test_every_annotation_points_at_its_words(atlas: Atlas) -> None:
    view = select(atlas, Selection())
    page = json.loads(web_annotations(view, view.atlas.text("en")))
    assert (page["@context"][0], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    texts = {name: text for text, name in (document_text(atlas, document) for document in atlas.documents)}
    found: dict[str, list[str]] = {}
    for item in page["items"]:
        assert {"id", "type", "motivation", "body", "target"} == item.keys()
        found.setdefault(item["motivation"], []).append(words_of(item["target"], texts))
    assert found["describing"] == [atlas.texts[p] for p in view.passages]
    assert found["identifying"] == [m.text for p in view.passages for m in atlas.mentions_of[p]]
    assert found["assessing"] == [s.quote for p in view.passages for s in atlas.statements_of[p]]
    linked = [atlas.texts[p][slice(*one.span)] for p in view.passages for one in remarks(atlas, p)]
    assert found.get("linking", []) == linked
    assert page["partOf"]["total"] == len(page["items"]) == len({item["id"] for item in page["items"]})


def test_positions_count_in_the_file_that_the_name_proves() -> None:
    """The source's name is the hash of the text file, read here from the disk."""
    item = json.loads(web_annotations(select(shipped(), CHOSEN), select(shipped(), CHOSEN).atlas.text("ar")))[
        "items"
    ][0]
    raw = (FILES / "documents" / "issa-2023.ar.txt").read_bytes()
    name = item["target"]["source"]["id"].removeprefix("ni:///sha-256;")
    assert urlsafe_b64decode(name + "=" * (-len(name) % 4)) == hashlib.sha256(raw).digest()
    words_of(item["target"], {item["target"]["source"]["id"]: raw.decode("utf-8")})


def test_annotations_honour_the_filters_and_keep_their_names() -> None:
    whole = {
        item["id"]
        for item in json.loads(
            web_annotations(select(shipped(), Selection()), select(shipped(), Selection()).atlas.text("en"))
        )["items"]
    }
    view = select(shipped(), CHOSEN)
    page = json.loads(web_annotations(view, view.atlas.text("en")))
    assert {item["id"] for item in page["items"]} < whole
    assert len(page["items"]) == len(view.passages) + sum(
        len(shipped().mentions_of[p]) + len(shipped().statements_of[p]) + len([*remarks(shipped(), p)])
        for p in view.passages
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda view: geojson(view, view.atlas.text("en")),
        lambda view: linked_places(view, view.atlas.text("en")),
    ],
)
def test_outer_rings_turn_counterclockwise_and_holes_clockwise(make: Callable[[View], bytes]) -> None:
    shapes = [
        shape(f["geometry"])
        for f in json.loads(make(select(shipped(), Selection())))["features"]
        if f["geometry"]
    ]
    areas = [part for one in shapes for part in getattr(one, "geoms", [one]) if part.geom_type == "Polygon"]
    assert len(areas) > 5
    assert [
        area for area in areas if not area.exterior.is_ccw or any(hole.is_ccw for hole in area.interiors)
    ] == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("make", [geojson, linked_places, web_annotations])
def test_each_file_says_what_it_is(make: Any, lang: Lang) -> None:
    view = select(shipped(), CHOSEN)
    assert json.loads(make(view, view.atlas.text(lang)))["about"] == [
        f"{head}: {text}" for head, text in about_lines(view, view.atlas.text(lang))
    ]


def test_the_places_of_a_file_are_those_of_the_table() -> None:
    view = select(small(), Selection(actors=("minister",)))
    assert (
        [f["id"] for f in json.loads(geojson(view, view.atlas.text("en")))["features"]]
        == [k for k in small().places if k in entities_in_view(view)]
        == ["nora"]
    )


@pytest.mark.parametrize("name", ["a.geojson", "a.json", "a.jsonld"])
def test_the_command_writes_them(name: str, tmp_path: Path) -> None:
    assert main(["data", "--out", str(tmp_path / name), "--query", "topics=border-security&lang=en"]) == 0
    made = {"a.geojson": geojson, "a.json": linked_places, "a.jsonld": web_annotations}[name]
    assert (tmp_path / name).read_bytes() == made(select(shipped(), CHOSEN), shipped().text("en"))
