"""The lens of the map: what points mean, how large they are, what they say, and the stretch that lies over
the border."""

from __future__ import annotations

import re

import pytest
from conftest import plain
from hypothesis import given, settings
from tiny import selections, shipped

from data.facts.aid import total
from data.query.selection import LENSES, Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from geo import bounds, shapes
from geo.points import point_style
from geo.points import points as geo_points
from ui.html.places import map_surroundings

ATLAS = shipped()
POINTS = [p for p in ATLAS.places.values() if bounds.in_window(p)]


def seen(**choice: object) -> dict[str, dict[str, object]]:
    """Place -> the properties of its point."""
    view = select(ATLAS, Selection(**choice))  # type: ignore[arg-type]
    return {f["id"]: f["properties"] for f in geo_points.point_features(view, view.atlas.text("en"))}


def test_under_the_lens_of_aid_area_goes_with_what_may_be_summed() -> None:
    points = seen(lens="aid")
    for place in POINTS:
        rows = [row for row in ATLAS.aid.values() if row.place == place.id]
        whole = total(rows)
        tone = "d-aid" if whole.priced else "d-aid-unpriced" if rows else "d-silent"
        assert (points[place.id]["n"], points[place.id]["tone"]) == (len(rows), tone)
    bridge, chaldivar = points["panj-bridge"], points["chaldovar"]
    assert chaldivar["tone"] == "d-aid-unpriced", "announced: a price, but nothing that may be summed"
    usd = total(row for row in ATLAS.aid.values() if row.place == "panj-bridge").usd
    assert int(str(bridge["size"])) ** 2 == pytest.approx(point_style.PIXELS**2 * usd / 1e6, rel=0.05)
    assert "$37" in str(bridge["title"])


def test_the_largest_sum_is_the_first_to_be_named_and_its_amount_stands_beside_it() -> None:
    points = seen(lens="aid")
    heaviest = max(points, key=lambda place: float(str(points[place]["weight"])))
    assert heaviest == max(points, key=lambda place: int(str(points[place]["size"]))) == "ayni-base"
    assert "$70 million" in str(points[heaviest]["worth"])
    assert all(bool(p["worth"]) == bool(p["weight"]) == (p["tone"] == "d-aid") for p in points.values())


def test_the_legend_shows_how_large_the_points_of_three_sums_are() -> None:
    html = map_surroundings(ATLAS, ATLAS.text("en"), (), sizes=point_style.size_key())
    shown = re.findall(
        r'd-aid" style="width: (\d+)px; height: (\d+)px"><b class="d-sign"></b></i>(.*?)</li>', html
    )
    assert [plain(said) for *_, said in shown] == ["$5 million", "$20 million", "$50 million"]
    for (width, height, _), usd in zip(shown, (5e6, 20e6, 50e6), strict=True):
        assert width == height
        assert int(width) ** 2 == pytest.approx(point_style.PIXELS**2 * usd / 1e6, rel=0.05)


@pytest.mark.parametrize("lang", LANGS)
def test_under_the_lens_of_assessments_land_and_border_carry_their_statements(lang: Lang) -> None:
    view, t = select(ATLAS, Selection(lens="assessments")), ATLAS.text(lang)
    found = {area["id"]: area for area in point_style.area_styles(view, t)}
    drawn = {p.id for p in ATLAS.places.values() if p.geometry in ("area", "line")}
    assert {place: area["n"] for place, area in found.items()} == {
        place: n for place, n in point_style.counts(view).items() if place in drawn
    }
    assert {"tajikistan", "afghanistan", "tajik-afghan-border", "gbao"} <= set(found)
    assert all(t.count("statements", area["n"]) in area["title"] for area in found.values())
    assert found["gbao"]["tone"] == "d-assessed a-partly"
    assert point_style.area_styles(select(ATLAS, Selection(lens="aid")), t) == []


def test_under_the_lens_of_assessments_a_point_has_the_shape_that_its_statements_share() -> None:
    points, view = seen(lens="assessments"), select(ATLAS, Selection(lens="assessments"))
    for place in POINTS:
        found = {key: n for key, n in view.assessed_at.get(place.id, {}).items() if n}
        tone = str(points[place.id]["tone"])
        assert points[place.id]["n"] == sum(found.values())
        assert tone.split()[-1] == (
            "d-silent" if not found else f"a-{next(iter(found))}" if len(found) == 1 else "a-mixed"
        )
    assert any("a-" in str(p["tone"]) for p in points.values())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("choice", LENSES)
def test_the_words_of_map_and_points_follow_the_lens(lang: Lang, choice: str) -> None:
    asked = {"seq": 0, "focus": "", "gentle": True}
    maps = {
        one: geo_points.map_state(
            select(ATLAS, Selection(lens=one)), select(ATLAS, Selection(lens=one)).atlas.text(lang), asked
        )
        for one in LENSES
    }
    assert len({live["alt"] for live in maps.values()}) == len(LENSES)
    assert maps[choice]["lens"] == choice  # type: ignore[index]
    if choice != "passages":
        assert maps[choice]["points"]  # type: ignore[index]


@settings(max_examples=20, deadline=None)
@given(selections(ATLAS))
def test_the_changes_turn_the_base_points_into_those_of_every_lens(selection: Selection) -> None:
    view = select(ATLAS, selection)
    base = {
        f["id"]: f
        for f in geo_points.point_features(
            select(ATLAS, Selection()), select(ATLAS, Selection()).atlas.text("en")
        )
    }
    assert base | {f["id"]: f for f in geo_points.changed_points(view, view.atlas.text("en"))} == {
        f["id"]: f for f in geo_points.point_features(view, view.atlas.text("en"))
    }


def test_counts_beside_the_map_are_those_of_the_lens() -> None:
    assert point_style.counts(select(ATLAS, Selection(lens="aid")))["dushanbe"] == sum(
        r.place == "dushanbe" for r in ATLAS.aid.values()
    )
    assert point_style.counts(select(ATLAS, Selection())) == select(ATLAS, Selection()).counts
    assert all(point_style.counts(select(ATLAS, Selection(lens="assessments"))).values())


def test_the_lens_filters_nothing_and_stays_when_filters_are_cleared() -> None:
    assert not Selection(lens="aid").narrowed
    assert Selection(lens="aid", km_to=10).without_filters().lens == "aid"
    assert Selection(lens="aid").to_query() == {"lens": "aid"}
    assert Selection.from_query({"lens": "weather"}, ATLAS) == (Selection(), ("weather",))


def test_a_stretch_lies_over_the_border_and_fades_what_stands_outside() -> None:
    assert point_style.stretch_style(select(ATLAS, Selection())) == {"stretch": [], "outside": []}
    found = point_style.stretch_style(select(ATLAS, Selection(km_from=100, km_to=300)))
    ends = [shapes.point_at(km) for km in (100, 300)]
    assert [found["stretch"][0], found["stretch"][-1]] == [[round(p.y, 4), round(p.x, 4)] for p in ends]
    assert {"chaldovar", "khorog"} <= set(found["outside"])
    assert "panj-bridge" not in found["outside"]
    assert "dushanbe" not in found["outside"], "it has no place along the border"


@pytest.mark.parametrize("lang", LANGS)
def test_the_legend_has_a_part_for_each_lens_and_a_file_without_the_app_has_none(lang: Lang) -> None:
    html = map_surroundings(ATLAS, ATLAS.text(lang), ())
    assert re.findall(r'data-pick="lens:(\w+)"', html) == list(LENSES)
    assert {f"d-of-{one}" for one in LENSES} <= set(re.findall(r"d-of-\w+", html))
    assert "lens:" not in map_surroundings(ATLAS, ATLAS.text(lang), (), ())
