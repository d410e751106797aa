"""The stage in a real browser: the map frames its step however and wherever the talk begins, nothing is cut
on any screen, and a talk goes on while the server is away."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from conftest import Server, Visit, Visitor, until
from playwright.sync_api import expect
from tiny import shipped

from data.atlas.atlas import Atlas
from data.tables.vocab import LANGS, Lang
from geo import story_frames

PROJECTOR, LAPTOP, OLD, PHONE = (1920, 1080), (1440, 900), (1024, 768), (390, 844)
FOUR_K = (3840, 2160)
AWAY = re.compile(
    r"ERR_CONNECTION|WebSocket|Streamlit server|server endpoint|disconnected from server|DoInitPings"
)  # what a lost server brings

# Is the frame inside the map, and the map as near as it can be?
FRAMED = """([[south, west], [north, east]]) => {
  const map = window.map_00;
  if (!map._mapPane) return false; // gone, and that of another language is on its way
  const size = map.getSize(), bounds = L.latLngBounds([south, west], [north, east]);
  const corners = [[south, west], [south, east], [north, west], [north, east]].map((at) => map.latLngToContainerPoint(at));
  const inside = corners.every(({ x, y }) => x >= 0 && y >= 0 && x <= size.x && y <= size.y);
  const nearest = Math.min(10, map.getBoundsZoom(bounds, false, L.point(0, 0)));
  return inside && size.x >= 120 && size.y >= 120 && nearest - map.getZoom() <= 1;
}"""
# Words and bars of a chart that stand outside its panel or the window, or are wider than their boxes; a panel
# that scrolls is followed to its end.
CUT = """() => {
  const panel = document.querySelector('.d-large'), room = document.querySelector('.d-drawn').getBoundingClientRect();
  const outside = ({ left, right, top, bottom }) => left < room.left - 1 || right > room.right + 1 || top < room.top - 1 || bottom > room.bottom + 1;
  const cut = [...document.querySelectorAll('.d-drawn :is(p, b, span, .d-swatch)')].filter((part) => part.checkVisibility() && outside(part.getBoundingClientRect()));
  const slide = document.querySelector('.d-slide');
  const reached = slide.scrollHeight <= slide.clientHeight + 1 || getComputedStyle(slide).overflowY === 'auto';
  const fits = panel.scrollHeight <= panel.clientHeight + 1 && panel.scrollWidth <= panel.clientWidth + 1;
  return [...cut.map((part) => part.textContent || part.className), ...(reached && fits ? [] : ['the panel'])];
}"""
# The longest bar of a chart and the least of its bars, as shares of the room; how many heights bars have.
BARS = """() => {
  const room = document.querySelector('.d-drawn').clientWidth;
  const bars = [...document.querySelectorAll('.d-track .d-swatch')].map((bar) => bar.getBoundingClientRect());
  const high = new Set([...document.querySelectorAll('.d-track')].map((track) => Math.round(track.clientHeight)));
  return [Math.max(...bars.map(({ width }) => width)) / room, Math.min(...bars.map(({ width, height }) => Math.min(width, height))), high.size];
}"""
# What is said on a map: the names of countries in sight, and the signs that its legend explains.
MAP_WORDS = """() => {
  const map = document.querySelector('.d-map').getBoundingClientRect();
  const inside = (part) => { const { left, right, top, bottom } = part.getBoundingClientRect(); return left >= map.left - 1 && right <= map.right + 1 && top >= map.top - 1 && bottom <= map.bottom + 1; };
  return [...document.querySelectorAll('.d-area-country')].filter((name) => name.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) && inside(name)).map((name) => name.textContent);
}"""

# Is its first word in sight at its top, its last at its bottom, and can a finger scroll it?
SCROLLED = "(css) => { document.querySelector(css).scrollTop = 0; }"
REACHED = """(css) => {
  const box = document.querySelector(css), room = box.getBoundingClientRect(), own = getComputedStyle(box);
  const first = box.firstElementChild.getBoundingClientRect().top >= room.top;
  box.scrollTop = box.scrollHeight;
  const last = box.lastElementChild.getBoundingClientRect().bottom <= room.bottom + 1;
  return [first && last, own.overflowY === 'auto' && own.pointerEvents === 'auto'];
}"""


def ready(reader: Visit) -> Visit:
    """Wait for slide and map."""
    reader.page.locator(".d-stage h1").wait_for()
    reader.page.locator(".d-map[data-state=ready][data-received]").wait_for(state="attached")
    return reader


def linked(reader: Visit, lang: Lang, step: int, both: bool = False) -> None:
    """Begin at a step by its link."""
    reader.page.goto(f"{reader.server.url}/present?lang={lang}&step={step}{'&both=1' if both else ''}")
    ready(reader)


def begun(reader: Visit, lang: Lang) -> None:
    """Begin from the board."""
    reader.page.goto(f"{reader.server.url}/present?lang={lang}")
    reader.page.locator(".st-key-story-start button").click()
    ready(reader)


def framed(reader: Visit, atlas: Atlas, step: int) -> None:
    """Wait until the map is where the step wants it."""
    bounds = story_frames.scenes(atlas, tuple(atlas.story.values()), atlas.text("en"))[step - 1][1]
    until(lambda: reader.page.evaluate(FRAMED, bounds))


@pytest.mark.parametrize(
    ("lang", "size", "still"),
    [("en", PROJECTOR, False), ("ar", LAPTOP, False), ("en", OLD, True), ("ar", PHONE, True)],
)
def test_however_a_talk_begins_its_map_frames_the_step(
    visit: Visitor, atlas: Atlas, lang: Lang, size: tuple[int, int], still: bool
) -> None:
    reader = visit(lang, size=size)
    reader.page.emulate_media(reduced_motion="reduce" if still else "no-preference")
    steps = (
        (0, False),
        (1, False),
        (0, False),
        (1, True),
        (shown(atlas, "map")[-1], False),
    )  # 0: from the board
    for step, both in steps:
        linked(reader, lang, step, both) if step else begun(reader, lang)
        framed(reader, atlas, step or 1)
    assert reader.complaints() == {}


def test_a_window_of_another_size_or_language_frames_the_step_again(visit: Visitor, atlas: Atlas) -> None:
    reader = visit("en", size=(1280, 680))
    step, following = next((n, n + 1) for n in shown(atlas, "map") if n + 1 <= len(atlas.story))
    linked(reader, "en", step)
    for size in (PROJECTOR, OLD, (300, 90), PHONE, LAPTOP):
        reader.page.set_viewport_size({"width": size[0], "height": size[1]})
        if size != (300, 90):
            framed(reader, atlas, step)
    for key in ("l", "l"):  # both, Arabic
        reader.page.keyboard.press(key)
        framed(reader, atlas, step)
    expect(reader.page.locator(".d-deck[data-step]")).to_have_attribute("lang", "ar")
    turned(reader, following)
    framed(reader, atlas, following)
    assert reader.complaints() == {}


def test_a_reader_who_moved_the_map_keeps_it_through_a_change_of_size(visit: Visitor) -> None:
    reader = visit("en").open({"focus": "place:chaldovar"})
    reader.rests()
    reader.page.locator(".d-controls button").first.click()
    zoom = reader.rests()[2]
    reader.page.set_viewport_size({"width": 1200, "height": 700})
    assert reader.rests()[2] == zoom


@pytest.mark.parametrize("lang", LANGS)
def test_no_chart_is_cut_and_its_bars_fill_their_room(visit: Visitor, atlas: Atlas, lang: Lang) -> None:
    reader = visit(lang, size=PROJECTOR)
    linked(reader, lang, shown(atlas, "chart")[0])
    for both in (False, True):
        if both:
            reader.page.locator("[data-say=both]").dispatch_event("click")
        for size in (PROJECTOR, FOUR_K, OLD, (1280, 1024), PHONE):
            reader.page.set_viewport_size({"width": size[0], "height": size[1]})
            for n in shown(atlas, "chart"):
                turned(reader, n)
                until(lambda: reader.page.evaluate(CUT), [])
                longest, least, heights = reader.page.evaluate(BARS)
                assert longest > 0.97, (n, both, size)
                assert least >= 3, (n, both, size)
                assert heights == 1, (n, both, size)


@pytest.mark.parametrize("lang", LANGS)
def test_every_map_has_a_legend_and_names_both_countries(visit: Visitor, atlas: Atlas, lang: Lang) -> None:
    reader = visit(lang, size=PROJECTOR)
    both = {atlas.text(lang).name(atlas.entities[key]).upper() for key in ("tajikistan", "afghanistan")}
    linked(reader, lang, 1)
    for size in (PROJECTOR, OLD, PHONE):
        reader.page.set_viewport_size({"width": size[0], "height": size[1]})
        for n in shown(atlas, "map", "document"):
            turned(reader, n)
            framed(reader, atlas, n)
            until(lambda: both <= {name.upper() for name in reader.page.evaluate(MAP_WORDS)})
            expect(reader.page.locator(".d-map-legend li")).to_have_count(8)
            legend, other = reader.page.locator(".d-map-legend"), atlas.text("en" if lang == "ar" else "ar")
            expect(legend).to_contain_text(atlas.text(lang)("legend.named"), use_inner_text=True)
            expect(legend).not_to_contain_text(other("legend.named"), use_inner_text=True)


@pytest.mark.parametrize("lang", LANGS)
def test_titles_have_one_size(visit: Visitor, atlas: Atlas, lang: Lang) -> None:
    reader = visit(lang, size=LAPTOP)
    linked(reader, lang, 1)
    sizes = set()
    for n in range(1, len(atlas.story) + 1):
        turned(reader, n)
        sizes.add(reader.page.evaluate("getComputedStyle(document.querySelector('h1 .d-one')).fontSize"))
    assert len(sizes) == 1


def shown(atlas: Atlas, *kinds: str) -> list[int]:
    """The numbers of the steps that show one of these."""
    steps = enumerate(atlas.story.values(), start=1)
    return [n for n, step in steps if step.show.partition(":")[0] in kinds]


def turned(reader: Visit, step: int) -> None:
    """Go to a step by its number."""
    for digit in str(step):
        reader.page.keyboard.press(digit)
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(".d-deck[data-step]")).to_have_attribute("data-step", str(step))


def test_the_profile_can_be_read_on_a_phone(visit: Visitor, atlas: Atlas) -> None:
    reader = visit("ar", size=PHONE)
    linked(reader, "ar", shown(atlas, "profile")[0])
    reader.page.locator(".d-profile svg text").first.wait_for()
    sizes = (
        "[...document.querySelectorAll('.d-profile text')].map((t) =>"
        " parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)"
    )
    assert min(reader.page.evaluate(sizes)) >= 12
    named, room = (
        reader.page.locator(css).first.bounding_box() for css in (".d-profile .d-named", ".d-profile")
    )
    assert named
    assert room
    assert room["x"] <= named["x"] <= room["x"] + room["width"], "what the article names is in sight"
    assert reader.page.evaluate("document.querySelector('.d-profile').scrollWidth") > room["width"], (
        "the rest is a scroll away"
    )


def test_the_scale_of_a_map_stands_whole_on_a_large_screen(visit: Visitor, atlas: Atlas) -> None:
    reader = visit("en", size=FOUR_K)
    linked(reader, "en", shown(atlas, "map")[0])
    line = reader.page.locator(".leaflet-control-scale-line")
    line.wait_for()
    edge = "(line) => { const r = document.createRange(); r.selectNodeContents(line); return r.getBoundingClientRect().right; }"
    assert line.evaluate(edge) <= line.evaluate("(line) => line.getBoundingClientRect().right") + 1


def test_a_talk_goes_on_without_the_server(
    visit: Visitor, start: Callable[..., Server], atlas: Atlas
) -> None:
    server = start()
    reader = visit("en", size=LAPTOP, at=server)
    page = reader.page
    linked(reader, "en", 1)
    reader.idle()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".d-away i")).to_be_hidden()
    server.stop()
    expect(page.locator(".d-away i")).to_be_visible()
    expect(page.locator(".d-away")).to_contain_text("connection is lost")
    until(
        lambda: page.evaluate(
            "document.getElementById('root').inert || document.querySelector('[role=dialog]') !== null"
        ),
        False,
    )
    turned(reader, shown(atlas, "profile")[0])
    expect(page.locator(".d-profile svg text").first).to_be_visible()
    place = next(n for n in shown(atlas, "map") if "chaldovar" in list(atlas.story.values())[n - 1].frame)
    turned(reader, place - 1)
    page.mouse.move(400, 1000)
    page.locator("[data-does=next]").click()
    framed(reader, atlas, place)
    for _ in range(2):
        page.keyboard.press("l")
    assert text_of(page.locator(".d-stage h1 .d-one")) == list(atlas.story.values())[place - 1].title_ar
    expect(page.locator('.d-point[data-entity="chaldovar"] .d-label')).to_have_text("تشالديفار")
    for step in shown(atlas, "chart"):
        turned(reader, step)
        assert page.evaluate(CUT) == []
        expect(page.locator(".d-drawn p").first).to_be_visible()
    with page.expect_popup() as opened:
        page.keyboard.press("p")
    expect(opened.value.locator("#notes")).to_contain_text(list(atlas.story.values())[step - 1].notes_ar[:30])
    server.begin().wait()
    page.locator('[data-test-connection-state="CONNECTED"]').wait_for()
    expect(page.locator(".d-away i")).to_be_hidden()
    reader.idle()
    assert (reader.query["step"], reader.query["lang"]) == (str(step), "ar")
    expect(page.locator(".d-deck[data-step]")).to_have_attribute("data-step", str(step))
    assert [row for row in reader.complaints().get("errors", []) if not AWAY.search(row)] == []


def test_who_leaves_while_the_server_is_away_is_told_why_it_must_wait(
    visit: Visitor, start: Callable[..., Server]
) -> None:
    server = start()
    reader = visit("ar", size=LAPTOP, at=server)
    linked(reader, "ar", 3)
    reader.idle()
    server.stop()
    expect(reader.page.locator(".d-away i")).to_be_visible()
    said = reader.page.locator(".d-away span")
    for key, wanted in (
        ("Escape", "present.leaving"),
        ("PageDown", "present.away"),
        ("Escape", "present.leaving"),
    ):
        reader.page.keyboard.press(key)
        expect(said).to_have_text(shipped().text("ar")(wanted))
    assert (said.bounding_box() or {"width": 0})["width"] > 60


@pytest.mark.parametrize(("lang", "both"), [("en", False), ("ar", True)])
def test_on_a_phone_all_of_a_step_can_be_reached_and_the_map_keeps_its_credit(
    visit: Visitor, atlas: Atlas, lang: Lang, both: bool
) -> None:
    reader = visit(lang, size=PHONE)
    linked(reader, lang, shown(atlas, "statement", "chart")[0], both)
    reader.page.evaluate(SCROLLED, ".d-slide")
    assert reader.page.evaluate(REACHED, ".d-slide") == [True, True]
    for step in shown(atlas, "map", "document"):
        turned(reader, step)
        credit, text = (
            reader.page.locator(css).bounding_box()
            for css in (".d-map .leaflet-control-attribution", ".d-text")
        )
        assert credit
        assert text
        assert credit["y"] + credit["height"] <= text["y"] + 1


# Sizes of a heading and of the points under it; by how much the keys of the bar are wider than their room.
FONT_SIZES = "(all) => all.map((css) => parseFloat(getComputedStyle(document.querySelector(css)).fontSize))"
KEYS_CUT = (
    "() => { const keys = document.querySelector('.d-keys'); return keys.scrollWidth - keys.clientWidth; }"
)


@pytest.mark.parametrize(("lang", "both"), [("ar", True), ("en", False)])
def test_on_a_phone_headings_are_larger_than_points_and_the_bar_shows_all_its_keys(
    visit: Visitor, atlas: Atlas, lang: Lang, both: bool
) -> None:
    reader = visit(lang, size=PHONE)
    linked(reader, lang, shown(atlas, "points")[-1], both)
    heading, point = reader.page.evaluate(FONT_SIZES, [".d-slide h2", ".d-slide li .d-one"])
    assert heading > point
    assert reader.page.evaluate(KEYS_CUT) <= 0
    turned(reader, len(atlas.story))  # a backup slide is called so in the bar
    assert reader.page.evaluate(KEYS_CUT) <= 0


@pytest.mark.parametrize("size", [OLD, LAPTOP, (1280, 800)])
@pytest.mark.parametrize("lang", LANGS)
def test_no_key_of_the_bar_is_cut_and_the_legend_keeps_off_it(
    visit: Visitor, atlas: Atlas, lang: Lang, size: tuple[int, int]
) -> None:
    reader = visit(lang, size=size)
    linked(reader, lang, shown(atlas, "map")[-1])  # kept for the discussion, and called so in the bar
    assert reader.page.evaluate(KEYS_CUT) <= 0
    bottoms = (
        "[...document.querySelectorAll('.d-map-legend li')].map((row) => row.getBoundingClientRect().bottom)"
    )
    bar = reader.page.locator(".d-bar").bounding_box()
    assert bar
    assert max(reader.page.evaluate(bottoms)) < bar["y"] - 4


def text_of(locator: Any) -> str:
    """What an element says."""
    return str(locator.inner_text())
