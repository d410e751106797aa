"""The map as it is handled: where it opens and how far out it goes, land, wheel, keyboard, what is announced."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import FRAMES, SPOT, Visit, Visitor, plain, until
from playwright.sync_api import expect
from tiny import shipped
from touch import PHONE, swipe

from data.atlas.atlas import Atlas
from data.facts.statements import ways_in
from data.i18n import name
from data.index.index import passages_naming
from data.tables.vocab import LANGS, Lang
from geo import bounds

# Every step of a flight, from the moment the map is there.
FLIGHTS = """
window.flights = 0;
setInterval(() => {
  const map = window.map_00;
  if (!map || !map.on || map === window.watched) return;
  window.watched = map;
  map.on('zoomanim move', () => { if (map._flyToFrame || map._animatingZoom) window.flights += 1; });
}, 2);
"""
# Does the view reach beyond the land that is drawn? In pixels of the equator.
BEYOND = """() => {
  const seen = map_00.getBounds(), drawn = map_00.options.maxBounds, land = L.latLngBounds(drawn);
  return 256 * 2 ** map_00.getZoom() / 360 * Math.max(land.getSouth() - seen.getSouth(), land.getWest() - seen.getWest(),
                  seen.getNorth() - land.getNorth(), seen.getEast() - land.getEast());
}"""
GROUNDS = """() => [getComputedStyle(document.querySelector('.d-canvas')).backgroundColor,
                    getComputedStyle(document.querySelector('.d-land-other')).fill]"""
HELD = "() => document.activeElement?.dataset.entity ?? document.activeElement?.className"
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


def shows(reader: Visit, place: str, lang: Lang) -> None:
    """Wait until URL and card are about the place."""
    until(lambda: reader.query.get("focus"), f"place:{place}")
    until(lambda: reader.title, name(shipped().entities[place], lang))


def middle(reader: Visit) -> tuple[float, float]:
    """The pixel in the middle of the map."""
    box = reader.page.locator(".d-map").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("focus", ["none", "place:chaldovar", "place:gbao", "place:tajikistan"])
def test_the_first_frame_is_set_and_not_flown_to(visit: Visitor, focus: str) -> None:
    reader = visit()
    reader.page.add_init_script(FLIGHTS)
    reader.open({"focus": focus})
    reader.rests()
    assert reader.page.evaluate("flights") == 0
    reader.press('[data-pick="place:ishkashim"]')
    reader.rests()
    assert reader.page.evaluate("flights") > 0, "the watch sees a flight"


@pytest.mark.parametrize("size", [(1400, 900), (1920, 1080), (390, 844)])
def test_the_map_goes_no_farther_out_than_the_land_that_is_drawn(
    visit: Visitor, size: tuple[int, int]
) -> None:
    reader = visit(size=size).open()
    reader.page.evaluate("void map_00.setZoom(0, { animate: false })")
    for at in ([37, 70], [47, 84], [29, 56], [29, 84]):
        reader.page.evaluate("at => void map_00.panTo(at, { animate: false })", at)
        reader.rests()
        assert reader.page.evaluate(BEYOND) < 4
    ground, land = reader.page.evaluate(GROUNDS)
    assert ground == land, "what is not drawn does not look like water"


@pytest.mark.parametrize("lang", LANGS)
def test_a_click_on_land_opens_its_country(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang).open({"lang": lang, "focus": "place:chaldovar"})
    for area, country in (
        ("rest-of-tajikistan", "tajikistan"),
        ("rest-of-afghanistan", "afghanistan"),
        ("uzbekistan", "uzbekistan"),
        ("khatlon", "khatlon"),
    ):
        reader.page.locator(".d-controls button").last.click()
        reader.pick_area(area)
        shows(reader, country, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_the_wheel_scrolls_the_page_until_the_map_is_used(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang, size=(1400, 700)).open({"lang": lang, "focus": "none"})
    zoom = reader.rests()[2]
    reader.page.mouse.move(*middle(reader))
    reader.page.mouse.wheel(0, 120)
    expect(reader.page.locator(".d-hint-line.d-on")).to_have_text(shipped().text(lang)("map.wheel"))
    until(lambda: reader.page.evaluate(SCROLLED) > 50)
    assert reader.rests()[2] == zoom
    reader.page.mouse.move(*middle(reader))
    reader.page.mouse.click(*middle(reader))
    scrolled = reader.page.evaluate(SCROLLED)
    reader.page.mouse.wheel(0, -120)
    until(lambda: reader.view[2] > zoom)
    assert reader.page.evaluate(SCROLLED) == scrolled
    zoom = reader.rests()[2]
    reader.page.locator(".d-shown").click()
    reader.page.mouse.move(*middle(reader))
    reader.page.mouse.wheel(0, 120)
    reader.page.wait_for_timeout(400)
    assert reader.view[2] == zoom, "once something else is used, the wheel is the page's again"


@pytest.mark.parametrize("lang", LANGS)
def test_one_finger_scrolls_the_page_and_the_map_says_that_two_move_it(touch: Any, lang: Lang) -> None:
    reader = touch(PHONE, lang).open({"lang": lang, "focus": "none"})
    at = reader.rests()
    line = reader.page.locator(".d-hint-line.d-on")
    swipe(reader, ".d-map", -120)
    expect(line).to_have_text(shipped().text(lang)("map.touch"))
    assert reader.rests() == at, "the map stays"
    expect(line).to_have_count(0)


@pytest.mark.parametrize("lang", LANGS)
def test_the_map_in_words_carries_no_letters_that_isolate_directions(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang).open({"lang": lang, "focus": "none"})
    said = reader.page.locator(".d-canvas").get_attribute("aria-label") or ""
    assert said
    assert said == plain(said)


@pytest.mark.parametrize("lang", LANGS)
def test_beyond_the_region_lies_the_world_which_is_fetched_when_it_is_looked_at(
    visit: Visitor, lang: Lang
) -> None:
    reader = visit(lang)
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url) if "/world-" in request.url else None)
    reader.open({"lang": lang, "focus": "none"})
    reader.rests()
    assert asked == []
    assert reader.page.locator(".d-canvas .d-sea").count() == 0
    reader.page.evaluate("void map_00.setView([15, 45], 4, { animate: false })")
    yemen = shipped().text(lang).country("YE")
    expect(reader.page.locator(".d-area-country:not(.d-off)", has_text=yemen)).to_be_visible()
    expect(reader.page.locator(".d-canvas .d-sea")).to_have_count(1)
    assert len(asked) == 1
    reader.page.locator(".d-controls button").nth(2).click()  # home
    expect(reader.page.locator(".d-canvas .d-sea")).to_have_count(0)
    expect(reader.page.locator(".d-area-country", has_text=yemen)).to_have_count(0)
    reader.page.evaluate("void map_00.setView([38.9, -77], 5, { animate: false })")
    expect(reader.page.locator(".d-canvas .d-sea")).to_have_count(1)
    assert len(asked) == 1


def test_a_place_far_away_is_shown_with_land_under_it(visit: Visitor) -> None:
    reader = visit().open({"focus": "place:washington"})
    expect(reader.page.locator('.d-point[data-entity="washington"]')).to_be_visible()
    expect(reader.page.locator(".d-canvas .d-sea")).to_have_count(1)
    lat, lon, _ = reader.rests()
    assert (lat, lon) == pytest.approx((38.9, -77.0), abs=1)


@pytest.mark.parametrize("lang", LANGS)
def test_the_points_are_one_stop_and_arrows_go_through_them_named_ones_first(
    visit: Visitor, lang: Lang
) -> None:
    reader = visit(lang).open({"lang": lang, "focus": "none"})
    page, atlas = reader.page, shipped()
    assert page.locator('.d-point[tabindex="0"]').count() == 1
    page.locator(".d-skip").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    reached = []
    for _ in range(24):
        reached.append(page.evaluate(HELD))
        page.keyboard.press("ArrowLeft" if lang == "ar" else "ArrowRight")
    named = [p for p in passages_naming(atlas) if p in atlas.places and bounds.in_window(atlas.places[p])]
    assert set(reached[: len(named)]) == set(named)
    others = [atlas.places[place] for place in reached[len(named) :]]
    lon = [place.lon for place in others if place.geometry == "point"]
    assert lon[1:]
    assert lon == sorted(lon, key=lambda degrees: degrees or 0)
    page.keyboard.press("Home")
    assert page.evaluate(HELD) == reached[0]
    assert page.locator('.d-point[tabindex="0"]').count() == 1
    page.keyboard.press("Tab")
    assert "d-point" not in page.evaluate("document.activeElement.className")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(HELD) == reached[0]
    reader.answered(lambda: page.keyboard.press("Enter"))
    until(lambda: reader.query["focus"], f"place:{reached[0]}")
    until(lambda: name(atlas.entities[reached[0]], lang) in reader.texts(".d-unseen[role=status]"))


@pytest.mark.parametrize("lang", LANGS)
def test_countries_provinces_and_the_border_can_be_reached_by_the_keyboard(
    visit: Visitor, lang: Lang
) -> None:
    reader = visit(lang).open({"lang": lang, "focus": "none"})
    page, atlas = reader.page, shipped()
    page.locator('.d-point[tabindex="0"]').focus()
    page.keyboard.press("Home")
    reached = []
    while "d-context" not in (page.evaluate("document.activeElement.getAttribute('class')")):
        reached.append(page.evaluate(HELD))
        if reached[-1] == "tajik-afghan-border":
            said = page.evaluate("document.activeElement.ariaLabel")
            assert said == name(atlas.entities[reached[-1]], lang)
        page.keyboard.press("ArrowDown")
        assert page.evaluate(HELD) != reached[0], "all the way round"
    land = {"tajik-afghan-border", "tajikistan", "afghanistan", "khatlon", "badakhshan-afghanistan"}
    assert land <= set(reached)
    page.locator(".d-controls button").nth(2).click()  # home: the map has followed the last point
    reader.rests()
    page.locator('.d-area[data-entity="tajikistan"]').focus()
    reader.answered(lambda: page.keyboard.press("Enter"))
    until(lambda: reader.query["focus"], "place:tajikistan")
    until(lambda: name(atlas.entities["tajikistan"], lang) in reader.texts(".d-unseen[role=status]"))
    assert page.evaluate(HELD) == "tajikistan"


@pytest.mark.parametrize("lang", LANGS)
def test_a_way_leads_past_the_map_to_the_words(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang).open({"lang": lang})
    link = reader.page.locator(".d-skip")
    link.focus()
    expect(link).to_have_text(shipped().text(lang)("map.skip"))
    expect(link).to_have_css("clip-path", "none")
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.matches('.d-reader')")


def test_titles_of_points_carry_no_unseen_letters(visit: Visitor) -> None:
    reader = visit("ar").open({"lang": "ar"})
    said: list[str] = reader.page.evaluate(
        "[...document.querySelectorAll('.d-point[data-entity]')].flatMap((p) => [p.title, p.ariaLabel])"
    )
    assert said
    assert [text for text in said if text != plain(text)] == []


def test_no_ring_stays_after_dragging_from_a_point(visit: Visitor) -> None:
    reader = visit().open({"focus": "none"})
    reader.rests()
    x, y = reader.point("khorog").evaluate(SPOT)
    reader.page.mouse.move(x, y)
    expect(reader.page.locator(".d-point.d-hint")).to_have_count(1)
    reader.page.mouse.down()
    reader.page.mouse.move(x + 90, y + 60, steps=6)
    reader.page.mouse.up()
    reader.page.mouse.move(2, 2)
    reader.page.evaluate(FRAMES)
    expect(reader.page.locator(".d-hint")).to_have_count(0)


@pytest.mark.parametrize("lang", LANGS)
def test_a_country_beyond_the_map_speaks_of_no_other_map(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang).open({"lang": lang, "focus": "place:russia"})
    lines: list[Any] = reader.texts(".d-card .d-line, .d-card .d-note")
    assert shipped().text(lang)("basis.country") in lines
    assert not [line for line in lines if "overview" in line or "الخريطة العامة" in line]


@pytest.mark.parametrize("lang", LANGS)
def test_each_statement_to_begin_with_opens_its_card_and_is_announced(
    visit: Visitor, atlas: Atlas, lang: Lang
) -> None:
    reader = visit().open({"lang": lang})
    for key, statement in ways_in(atlas).items():
        reader.press(f'.d-scorecard [data-pick="frame:statement:{statement.id}"]')
        reader.page.locator(f".d-statement-card .a-{key}").wait_for()
        said = reader.page.locator(".d-unseen[role=status]")
        expect(said.filter(has_text=reader.texts(".d-statement-card .d-words")[0])).to_have_count(1)


HOLDS = """([[south, west], [north, east]]) => {
  const seen = map_00.getBounds();
  return seen.contains([[south + 0.01, west + 0.01], [north - 0.01, east - 0.01]]);
}"""


@pytest.mark.parametrize("lang", LANGS)
def test_a_statement_about_a_country_frames_it_also_from_a_post(visit: Visitor, lang: Lang) -> None:
    reader = visit().open({"lang": lang, "focus": "place:chaldovar"})
    about = ways_in(shipped())["supported"]
    country = bounds.frame_of(shipped(), ["tajikistan"])
    reader.rests()
    assert not reader.page.evaluate(HOLDS, country)
    reader.press(f'.d-scorecard [data-pick="frame:statement:{about.id}"]')
    until(lambda: reader.page.evaluate(HOLDS, country))


def test_what_opens_on_another_page_is_announced_there(visit: Visitor) -> None:
    reader = visit("en")
    reader.page.goto(f"{reader.server.url}/aid?lang=en&focus=none")
    reader.idle()
    reader.page.locator(".d-jump input").fill("Chaldivar")
    reader.page.locator("#d-jump-list [role=option]").first.wait_for()
    reader.page.keyboard.press("Enter")
    until(lambda: "Chaldivar" in reader.texts(".d-unseen[role=status]"))
