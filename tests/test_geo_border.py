"""The border profile: kilometres and tables against the line, what the picture shows and where, and stretches
as a filter."""

from __future__ import annotations

import csv
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import shipped, small

from data.facts.aid import total
from data.facts.border import chainage_span, last_km, length
from data.i18n import name
from data.index.index import passages_naming
from data.query.describe import describe
from data.query.selection import Selection
from data.query.view import select
from data.tables.files import FILES
from data.tables.vocab import BORDER, LANGS, Lang
from geo import shapes
from geo.build import tables
from geo.profile import data, draw, label_placement, layout, tracks

ATLAS = shipped()
PICTURES = {lang: ET.fromstring(draw.svg(ATLAS, ATLAS.text(lang))) for lang in LANGS}


def items(lang: Lang, kind: str) -> dict[str, ET.Element]:
    """Id -> the first group of the picture that can be picked as `kind`."""
    found = [e for e in PICTURES[lang].iter("g") if e.get("data-pick", "").startswith(f"{kind}:")]
    return {str(e.get("data-pick")).partition(":")[2]: e for e in reversed(found)}


def part(group: ET.Element, tag: str, css: str = "") -> ET.Element | None:
    return next((e for e in group.iter(tag) if not css or css in (e.get("class") or "").split()), None)


def number(element: ET.Element | None, key: str) -> float:
    assert element is not None
    return float(str(element.get(key)))


# tables computed from the line


@pytest.mark.slow
def test_the_table_of_kilometres_is_what_the_line_gives() -> None:
    """After a place has moved or been added: `python -m geo.build.tables`."""
    computed = [
        tuple("" if v == "" else v for v in row) for row in tables.chainage(list(ATLAS.places.values()))
    ]
    written = [
        (
            r.place,
            "" if r.km is None else r.km,
            "" if r.distance_km is None else r.distance_km,
            r.from_km,
            r.to_km,
        )
        for r in ATLAS.chainage.values()
    ]
    assert written == computed


def test_the_ten_rulers_are_what_the_line_gives() -> None:
    rows = tables.compute_length_by_tolerance()
    assert tables.written_rulers() == rows
    assert len(rows) == 10
    assert rows[0][1] == pytest.approx(shapes.border_length(), abs=0.1)
    assert [km for _, km, _ in rows] == sorted((km for _, km, _ in rows), reverse=True), (
        "a coarser line is never longer"
    )


def test_the_provinces_of_a_bank_follow_one_another_from_end_to_end() -> None:
    for bank in (("khatlon", "gbao"), ("balkh", "kunduz-province", "takhar", "badakhshan-afghanistan")):
        rows = [ATLAS.chainage[key] for key in bank]
        assert rows[0].from_km == 0
        assert rows[-1].to_km == pytest.approx(length(ATLAS), abs=0.1)
        assert all(one.to_km == other.from_km for one, other in pairwise(rows))


def test_a_point_stands_in_the_province_whose_front_it_lies_on() -> None:
    for place in data.profile_places(ATLAS):
        front = chainage_span(ATLAS, place.province)
        if front:
            km = ATLAS.chainage[place.id].km or 0
            assert front[0] - 3 <= km <= front[1] + 3, place.id


# the picture


@pytest.mark.parametrize("lang", LANGS)
def test_kilometres_run_from_west_to_east_in_both_languages(lang: Lang) -> None:
    points = items(lang, "place")
    assert set(ATLAS.chainage) - {BORDER} == set(points)
    for key, group in points.items():
        km = ATLAS.chainage[key].km
        if km is None:
            continue
        sign = next(e for e in group.iter() if "d-strip-sign" in (e.get("class") or ""))
        cx = (
            number(sign, "cx")
            if sign.get("cx")
            else number(sign, "x") + number(sign, "width") / 2
            if sign.get("x")
            else None
        )
        assert cx is None or cx == pytest.approx(layout.x(ATLAS, km), abs=0.11)
    posts = [e for e in PICTURES[lang].iter("text") if e.get("class") == "d-strip-km"]
    assert [number(e, "x") for e in posts] == sorted(number(e, "x") for e in posts)
    assert posts[0].text == "0"
    assert (posts[-1].text or "").replace(",", "") == str(round(length(ATLAS)))


@pytest.mark.parametrize("lang", LANGS)
def test_places_stand_on_their_bank_as_far_from_the_river_as_from_the_border(lang: Lang) -> None:
    for place in data.profile_places(ATLAS):
        off = layout.y(ATLAS, place)
        share = min(ATLAS.chainage[place.id].distance_km or 0, layout.FAR) / layout.FAR * layout.BANK
        assert off == {"TJ": layout.WATER - share, "AF": layout.SOUTH + share}.get(
            place.side, layout.WATER + layout.LINE
        )


@pytest.mark.parametrize("lang", LANGS)
def test_an_approximate_position_is_a_range_and_the_looser_one_is_dashed(lang: Lang) -> None:
    group = items(lang, "place")["chaldovar"]
    box = part(group, "rect", "d-strip-range")
    assert number(box, "x") == pytest.approx(layout.x(ATLAS, 35.7), abs=0.11)
    assert number(box, "width") == pytest.approx(layout.x(ATLAS, 45.7) - layout.x(ATLAS, 35.7), abs=0.11)
    loose = part(group, "path", "d-strip-reach")
    assert loose is not None
    assert f"H{layout.x(ATLAS, 84):.1f}" in str(loose.get("d"))
    assert "84" in str(group.get("aria-label"))
    assert [
        key for key, g in items(lang, "place").items() if part(g, "path", "d-strip-reach") is not None
    ] == list(ATLAS.reaches)


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_article_names_is_always_written_and_no_name_covers_another(lang: Lang) -> None:
    texts = {
        key: part(g, "text", "d-strip-name")
        for key, g in items(lang, "place").items()
        if ATLAS.chainage[key].km is not None
    }
    written = {key: text for key, text in texts.items() if text is not None}
    assert {p.id for p in data.named_profile_places(ATLAS)} <= set(written)
    assert len(written) >= 0.8 * len(texts)
    boxes = []
    for key, text in written.items():
        assert text.text == name(ATLAS.entities[key], lang)
        wide = label_placement.text_breadth(str(text.text), layout.NAME)
        boxes.append((number(text, "x") - wide / 2, number(text, "x") + wide / 2, number(text, "y")))
    assert not [1 for a, b in combinations(boxes, 2) if a[2] == b[2] and a[0] < b[1] and b[0] < a[1]]


@pytest.mark.parametrize("lang", LANGS)
def test_both_ends_of_the_border_are_named(lang: Lang) -> None:
    named = {key for key, g in items(lang, "place").items() if part(g, "text", "d-strip-name") is not None}
    assert named >= {"tripoint-west", "tripoint-east"}


@pytest.mark.parametrize("lang", LANGS)
def test_every_passage_that_names_a_place_of_the_border_has_its_tick(lang: Lang) -> None:
    naming = {p for key in ATLAS.chainage for p in passages_naming(ATLAS).get(key, ())}
    assert set(items(lang, "passage")) == naming
    assert {"issa-2023.p11", "issa-2023.p12", "issa-2023.p13", "issa-2023.p17"} <= naming


@pytest.mark.parametrize("lang", LANGS)
def test_areas_of_marks_go_with_amounts_and_no_mark_covers_another(lang: Lang) -> None:
    groups = items(lang, "aid")
    rows = {m.row.id: m for m in data.aid_symbols(ATLAS)}
    assert set(groups) == set(rows)
    circles = {key: part(group, "circle") for key, group in groups.items()}
    bridge = rows["us-bridge-panj-2007"]
    for mark in rows.values():
        if mark.kind == "counted" and mark.radius > 4.2:
            assert (mark.radius / bridge.radius) ** 2 == pytest.approx(
                (mark.row.usd or 0) / (bridge.row.usd or 1)
            )
    spots = [(number(c, "cx"), number(c, "cy"), number(c, "r")) for c in circles.values()]
    assert not [
        1 for a, b in combinations(spots, 2) if (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 < (a[2] + b[2]) ** 2
    ]
    assert all(abs(number(circles[key], "cx") - layout.x(ATLAS, rows[key].km)) <= 10.1 for key in rows)


def test_marks_that_look_summed_are_those_that_money_sums() -> None:
    marks = data.aid_symbols(ATLAS)
    counted = {m.row.id for m in marks if m.kind == "counted"}
    assert counted == set(total(m.row for m in marks).priced)
    assert all(m.row.usd is None for m in marks if m.kind == "unpriced")
    sized = [m for m in marks if m.radius > 5]
    assert {m.kind for m in sized} <= {"counted", "priced"}
    assert len([m for m in sized if m.row.place == "panj-bridge" and m.row.category == "bridge"]) == 1, (
        "the bridge is drawn once"
    )


def test_passages_of_many_areas_reach_above_the_edge_and_cover_no_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An added document that names Khatlon or Takhar brings a row of its own."""
    assert str(PICTURES["ar"].get("viewBox")).startswith("0 0 ")
    naming, areas = passages_naming(ATLAS), [key for key, row in ATLAS.chainage.items() if row.km is None]
    assert len(areas) > layout.AREAS + 1
    monkeypatch.setattr(
        tracks, "passages_naming", lambda atlas: dict.fromkeys(areas, naming[BORDER]) | dict(naming)
    )
    picture = ET.fromstring(draw.svg(ATLAS, ATLAS.text("ar")))
    edge = float(str(picture.get("viewBox")).split()[1])
    marks = [g for g in picture.iter("g") if "d-strip-passage" in str(g.get("class"))]
    heights = [number(part(mark, "rect"), "y") for mark in marks]
    assert edge <= min(heights) - layout.PASSAGES
    assert max(heights) + 16 <= layout.TOP, "the lane ends above the names of places"


def test_text_from_the_data_is_never_markup() -> None:
    hostile = ATLAS.entities["chaldovar"].model_copy(update={"name_en": "<img src=x onerror=alert(1)>"})
    told = draw.svg(
        replace(ATLAS, entities={**ATLAS.entities, "chaldovar": hostile}),
        replace(ATLAS, entities={**ATLAS.entities, "chaldovar": hostile}).text("en"),
    )
    assert "<img" not in told
    assert "&lt;img" in told


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_says_itself_in_words_and_as_a_table(lang: Lang) -> None:
    told = str(PICTURES[lang].get("aria-label"))
    assert name(ATLAS.entities["chaldovar"], lang) in told
    rows = data.profile_table(select(ATLAS, Selection()), select(ATLAS, Selection()).atlas.text(lang))
    assert len(rows) == len(data.profile_places(ATLAS))
    kilometres = [next(iter(row.values())) for row in rows]
    assert kilometres == sorted(kilometres)


def test_without_a_border_there_is_a_picture_all_the_same() -> None:
    assert (
        ET.fromstring(draw.svg(replace(small(), chainage={}), replace(small(), chainage={}).text("en"))).get(
            "data-length"
        )
        == "0"
    )


# names on poles


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(10, 120)), max_size=25))
def test_names_never_touch_and_poles_never_cross_them(given_: list[tuple[float, float]]) -> None:
    wanted = [label_placement.Wanted(str(n), x, wide) for n, (x, wide) in enumerate(given_)]
    found = label_placement.place_labels(wanted, 4, -60, 1060)
    for one, other in combinations(found.values(), 2):
        low, high = sorted((one, other), key=lambda f: f.row)
        if low.row == high.row:
            assert low.right <= high.left or high.right <= low.left
        else:
            assert not low.left < high.x < low.right
    assert all(f.left <= f.x <= f.right for f in found.values())


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=20))
def test_feet_of_poles_keep_their_order_and_part(points: list[float]) -> None:
    moved = label_placement.spread_apart(points, 8)
    order = sorted(range(len(points)), key=lambda n: points[n])
    assert all(moved[b] - moved[a] >= 8 - 1e-6 for a, b in pairwise(order))


# a stretch as a filter


def test_a_stretch_finds_what_lies_on_it_and_counts_apart_what_has_no_place() -> None:
    view = select(ATLAS, Selection(km_from=0, km_to=100))
    assert set(view.passages) == {"issa-2023.p12", "issa-2023.p13", "issa-2023.p17"}, (
        "the border itself lies in every stretch"
    )
    assert "issa-2023.p11" not in view.undecided, "it names Gorno-Badakhshan, which begins farther east"
    assert set(view.apart["unplaced"]) == set(ATLAS.passages) - {*view.passages, "issa-2023.p11"}
    east = select(ATLAS, Selection(km_from=1200))
    assert {"issa-2023.p12", "issa-2023.p13"}.isdisjoint(east.passages)
    assert "issa-2023.p11" in east.passages


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1344), st.integers(0, 1344))
def test_a_stretch_counts_each_record_where_it_may_lie(one: int, other: int) -> None:
    low, high = sorted((one, other))
    view = select(ATLAS, Selection(km_from=low, km_to=high))
    kept = {row.id for row in view.aid}
    for row in ATLAS.aid.values():
        at = chainage_span(ATLAS, row.place)
        assert (row.id in kept) == (at is None or (at[0] <= high and at[1] >= low))
        assert (row.id in view.uncertain_aid) == (at is None)
    assert total(view.certain_aid).usd <= total(ATLAS.aid.values()).usd


def test_a_stretch_is_said_in_words_and_cleared_with_the_filters() -> None:
    view = select(ATLAS, Selection(km_from=100, km_to=1340))
    for lang, words in (("en", "kilometres ⁨100⁩ to ⁨1,340⁩"), ("ar", "من الكيلومتر ⁨100⁩ إلى الكيلومتر ⁨1,340⁩")):
        assert words in describe(view, view.atlas.text(lang))  # type: ignore[arg-type]
    assert view.selection.filtered
    assert not view.selection.without_filters().stretched


@pytest.mark.parametrize(
    "query",
    [
        {"km_from": "-1"},
        {"km_to": "1345"},
        {"km_to": "x"},
        {"km_from": "²"},
        {"km_from": "1.5"},
        {"km_to": "99999999"},
    ],
)
def test_a_stretch_that_is_none_is_dropped_with_a_word(query: dict[str, str]) -> None:
    selection, unknown = Selection.from_query(query, ATLAS)
    assert not selection.stretched
    assert unknown == tuple(query.values())


def test_a_view_changes_the_picture_only_where_it_must() -> None:
    plain = data.profile_state(select(ATLAS, Selection()))
    assert (plain["off"], plain["dim"], plain["stretch"]) == ([], [], None)
    some: dict[str, Any] = data.profile_state(select(ATLAS, Selection(km_to=250, focus="place:chaldovar")))
    assert some["stretch"] == [0, 250]
    assert {
        "place:khorog",
        "passage:issa-2023.p11",
        *(f"aid:{r.id}" for r in ATLAS.aid.values() if r.place == "langar"),
    } <= set(some["off"])
    assert "place:chaldovar" not in some["off"]
    assert some["lit"] == ["place:chaldovar"]
    assert last_km(ATLAS) == 1344


def test_ranges_come_from_the_radius_of_the_place() -> None:
    with (FILES / "chainage.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["place"]: row for row in csv.DictReader(file)}
    for place in data.profile_places(ATLAS):
        row = rows[place.id]
        assert float(row["to_km"]) - float(row["from_km"]) <= 2 * (place.radius_km or 0) + 0.11
