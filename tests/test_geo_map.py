"""The map: the same bytes every time, points and counts of the view, where each place lies, kilometre posts,
and frames."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from pyproj import Geod
from shapely import Point, box
from shapely.geometry import shape
from tiny import selections, shipped, small

from data.i18n import name
from data.query.selection import OPENING, Selection
from data.query.view import select
from data.tables.model import Place
from data.tables.vocab import BORDER, COUNTRIES, LANGS, Lang
from geo import bounds as geo_bounds
from geo import leaflet, precision, shapes
from geo import map as drawn
from geo.points import points as geo_points

GEOD = Geod(ellps="WGS84")
POINTS = [p for p in shipped().places.values() if p.geometry == "point"]
ON_A_BANK = [p for p in POINTS if p.side in ("TJ", "AF")]


def at(place: str) -> Point:
    """The point of a place."""
    row = shipped().places[place]
    assert row.lon is not None
    assert row.lat is not None
    return Point(row.lon, row.lat)


def apart(one: Point, other: Point) -> float:
    """Kilometres between two points on the ellipsoid."""
    return float(GEOD.inv(one.x, one.y, other.x, other.y)[2]) / 1000


# what stands still


def region_of(point: Point) -> str | None:
    """Id of the region that `point` lies in; None outside the two countries."""
    regions = shapes.layer("regions")
    found = regions.index[regions.geometry.covers(point)]
    return str(found[0]) if len(found) else None


@pytest.mark.parametrize("lang", LANGS)
def test_the_base_map_is_the_same_bytes_every_time_and_asks_nobody(lang: Lang) -> None:
    one, other = (drawn.map_script(drawn.base_map(shipped(), shipped().text(lang))) for _ in range(2))
    assert one == other
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+", one) == []
    assert drawn.MAP in one


def test_the_component_draws_into_the_element_that_the_map_is_named_after() -> None:
    assert drawn.base_map(small(), small().text("en")).get_name() == drawn.MAP


def test_the_map_library_is_on_this_machine_in_the_version_it_says() -> None:
    script = (leaflet.folder() / "leaflet.js").read_text(encoding="utf-8")
    assert f"Leaflet {leaflet.VERSION}" in script[:200]
    assert (leaflet.folder() / "leaflet.css").is_file()


def test_the_credit_says_that_no_position_is_implied() -> None:
    assert "no position implied" in drawn.map_script(drawn.base_map(shipped(), shipped().text("en")))


# what changes


@pytest.mark.parametrize("lang", LANGS)
def test_there_is_one_point_for_each_place_and_one_card_for_each_beyond_the_window(lang: Lang) -> None:
    points = [
        feature["id"]
        for feature in geo_points.point_features(
            select(shipped(), Selection()), select(shipped(), Selection()).atlas.text(lang)
        )
    ]
    far = [place.id for place in geo_points.far_places(shipped())]
    assert len(points) == len(set(points))
    assert sorted(points) == sorted(p.id for p in POINTS)
    window = box(*geo_bounds.WINDOW)
    assert {p.id for p in POINTS if not window.covers(at(p.id))} == set(far)
    assert {"washington", "moscow", "new-delhi"} <= set(far)


@settings(max_examples=15, deadline=None)
@given(selections(shipped()))
def test_points_tell_how_many_chosen_passages_name_them(selection: Selection) -> None:
    view = select(shipped(), replace(selection, lens="passages"))
    points = {f["id"]: f["properties"]["n"] for f in geo_points.point_features(view, view.atlas.text("en"))}
    assert points == {place: view.counts.get(place, 0) for place in points}


@settings(max_examples=15, deadline=None)
@given(selections(shipped()))
def test_the_changes_turn_the_base_points_into_those_of_the_view(selection: Selection) -> None:
    view = select(shipped(), selection)
    base = {
        f["id"]: f
        for f in geo_points.point_features(
            select(shipped(), Selection()), select(shipped(), Selection()).atlas.text("en")
        )
    }
    now = {f["id"]: f for f in geo_points.point_features(view, view.atlas.text("en"))}
    assert base | {f["id"]: f for f in geo_points.changed_points(view, view.atlas.text("en"))} == now


def test_without_filters_nothing_changes() -> None:
    assert (
        geo_points.changed_points(
            select(shipped(), Selection(focus="place:chaldovar")),
            select(shipped(), Selection(focus="place:chaldovar")).atlas.text("ar"),
        )
        == []
    )


def test_named_places_lie_on_top() -> None:
    named = [
        f["properties"]["named"]
        for f in geo_points.point_features(
            select(shipped(), Selection()), select(shipped(), Selection()).atlas.text("en")
        )
    ]
    assert named == sorted(named)
    assert any(named)


@pytest.mark.parametrize("lang", LANGS)
def test_a_point_says_its_name_kind_and_precision(lang: Lang) -> None:
    titles = {
        f["id"]: f["properties"]["title"]
        for f in geo_points.point_features(
            select(shipped(), Selection()), select(shipped(), Selection()).atlas.text(lang)
        )
    }
    for place in (shipped().places[p] for p in titles):
        for part in (
            name(shipped().entities[place.id], lang),
            name(place, lang, "kind"),
            precision.precision(place, shipped().text(lang)),
        ):
            assert part in titles[place.id]


# where places lie


@pytest.mark.parametrize("place", ON_A_BANK, ids=lambda p: p.id)
def test_a_place_lies_in_the_country_and_province_it_claims(place: Place) -> None:
    region = region_of(at(place.id))
    assert region is not None
    assert shapes.layer("regions").country[region] == place.side
    assert place.province == (region if region in drawn.PROVINCES else None)


def test_a_point_with_a_namesake_across_the_border_tells_on_which_bank_it_stands() -> None:
    view = select(shipped(), Selection())
    features = geo_points.point_features(view, view.atlas.text("en"))
    banks = {f["id"]: f["properties"]["bank"] for f in features}
    assert {key: bank for key, bank in banks.items() if bank} == {
        "baharak-afghanistan": -1,
        "ishkashim": 1,
        "ishkashim-afghan-side": -1,
    }


def test_a_place_abroad_lies_in_neither_country() -> None:
    assert [p.id for p in POINTS if p.side == "other" and region_of(at(p.id))] == []


def test_a_place_on_the_border_lies_on_it() -> None:
    far = {p.id: shapes.position(at(p.id)).distance for p in POINTS if p.side == "border"}
    assert [
        place for place, distance in far.items() if distance > max(shipped().places[place].radius_km or 0, 1)
    ] == []


@pytest.mark.parametrize("place", POINTS, ids=lambda p: p.id)
def test_a_radius_is_a_distance_on_the_ground(place: Place) -> None:
    assert place.radius_km is not None
    circle = shapes.circle(at(place.id), place.radius_km)
    assert [apart(at(place.id), Point(c)) for c in circle.exterior.coords] == pytest.approx(
        [place.radius_km] * 49, rel=0.01
    )
    area = abs(GEOD.geometry_area_perimeter(circle)[0]) / 1e6
    assert area == pytest.approx(3.14159 * place.radius_km**2, rel=0.01)


@pytest.mark.parametrize("place", [p for p in ON_A_BANK if geo_bounds.in_window(p)], ids=lambda p: p.id)
def test_where_a_place_may_lie_is_on_the_bank_it_stands_on(place: Place) -> None:
    (feature,) = [f for f in drawn.uncertainty_polygons(shipped()) if f["id"] == place.id]
    area = shape(feature["geometry"])
    assert area.buffer(1e-5).covers(at(place.id))
    other = shapes.bank("AF" if place.side == "TJ" else "TJ")
    assert area.intersection(other).area < 1e-3 * area.area
    assert place.radius_km is not None
    assert area.within(shapes.circle(at(place.id), place.radius_km * 1.01))


def test_the_places_that_matter_near_the_line_are_cut_at_it() -> None:
    """Chaldivar's circle crosses the river; the part beyond it is not where a Tajik post can be."""
    place = shipped().places["chaldovar"]
    assert place.radius_km is not None
    whole = shapes.circle(at("chaldovar"), place.radius_km)
    assert shapes.uncertainty(place).area < 0.95 * whole.area


def test_a_place_without_a_point_has_no_area_of_uncertainty() -> None:
    with pytest.raises(ValueError, match="khatlon"):
        shapes.uncertainty(shipped().places["khatlon"])


# kilometres


def test_posts_run_from_the_uzbek_tripoint_to_the_chinese_one() -> None:
    for place, end in (("tripoint-west", 0), ("tripoint-east", shapes.border_length())):
        assert shapes.kilometre_post(at(place)) == pytest.approx(end, abs=shipped().places[place].radius_km)
    assert shapes.kilometre_post(Point(shapes.border().coords[0])) == 0
    assert shapes.kilometre_post(Point(shapes.border().coords[-1])) == shapes.border_length()
    assert shapes.border_length() == pytest.approx(1344.15, rel=0.005), (
        "the length that the foreign ministry of Tajikistan gives"
    )


def test_posts_grow_along_the_line_and_lead_back_to_it() -> None:
    asked = [shapes.border_length() * n / 60 for n in range(61)]
    found = [shapes.kilometre_post(shapes.point_at(km)) for km in asked]
    assert found == pytest.approx(asked, abs=0.01)
    assert all(one < other for one, other in pairwise(found))


@pytest.mark.parametrize("place", ["ishkashim-bridge", "chaldovar", "khorog"])
def test_a_post_agrees_with_walking_the_line(place: str) -> None:
    """Walk the border in steps of 20 m or less and take the step nearest to the place, all on the
    ellipsoid."""
    walked, best = 0.0, (float("inf"), 0.0)
    line = list(shapes.border().coords)
    near = [a for a in line if abs(a[0] - at(place).x) < 0.3 and abs(a[1] - at(place).y) < 0.3]
    for a, b in pairwise(line):
        length = GEOD.inv(a[0], a[1], b[0], b[1])[2]
        if a in near:
            n = int(length // 20) + 2
            for step, spot in enumerate(GEOD.npts(a[0], a[1], b[0], b[1], n, initial_idx=0, terminus_idx=0)):
                best = min(best, (apart(at(place), Point(spot)), walked + length * step / (n - 1)))
        walked += length
    found = shapes.position(at(place))
    assert found.km == pytest.approx(best[1] / 1000, abs=0.05)
    assert found.distance == pytest.approx(best[0], abs=0.02)


def test_far_from_the_line_there_is_a_distance_and_no_post() -> None:
    kabul = shapes.position(at("kabul"))
    assert kabul.km is None
    assert kabul.distance > 200


def test_a_pick_of_a_province_names_the_points_inside_it() -> None:
    inside = precision.inside(select(shipped(), Selection(focus="place:balkh")), shipped().text("en"))
    assert set(inside) >= {"hairatan", "mazar"}


# frames


def test_the_opening_frame_holds_the_whole_border() -> None:
    bounds = geo_bounds.frame_of(shipped(), select(shipped(), Selection(focus=OPENING)).highlighted)
    assert bounds == geo_bounds.border_bounds()
    assert bounds is not None
    (south, west), (north, east) = bounds
    assert box(west, south, east, north).covers(shapes.border())


@pytest.mark.parametrize("place", shipped().places)
def test_a_frame_holds_what_it_frames_or_there_is_none(place: str) -> None:
    row = shipped().places[place]
    bounds = geo_bounds.frame_of(shipped(), [place])
    countries = {country: shapes.bank(code) for code, country in COUNTRIES.items()}
    land = countries | dict(shapes.layer("regions").geometry)
    framed = place == BORDER or row.geometry == "point" or place in land
    assert (bounds is not None) == framed
    if bounds:
        (south, west), (north, east) = bounds
        frame = box(west, south, east, north).buffer(1e-9)
        shown = (
            shapes.uncertainty(row)
            if row.geometry == "point"
            else shapes.border()
            if place == BORDER
            else land[place]
        )
        assert frame.covers(shown)


def test_a_frame_holds_everything_it_is_asked_to() -> None:
    bounds = geo_bounds.frame_of(shipped(), ["chaldovar", "shaymak", "washington"])
    assert bounds is not None
    (south, west), (north, east) = bounds
    assert box(west, south, east, north).covers(at("chaldovar"))
    assert box(west, south, east, north).covers(at("shaymak"))
    assert geo_bounds.frame_of(shipped(), []) is None


def test_what_travels_to_the_map_names_what_is_lit_and_frames_only_when_asked() -> None:
    view = select(shipped(), Selection(focus="passage:issa-2023.p11"))
    asked = {"seq": 3, "focus": "place:chaldovar", "gentle": True}
    live = geo_points.map_state(view, view.atlas.text("en"), asked)
    assert "gbao" in live["lit"]
    assert live["frame"] == {
        "seq": 3,
        "bounds": geo_bounds.frame_of(shipped(), ["chaldovar"]),
        "gentle": True,
    }
    assert (
        geo_points.map_state(replace(view), replace(view).atlas.text("en"), asked | {"seq": 0})["frame"]
        is None
    )
