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
AWAY = re.compile(
    r"ERR_CONNECTION|WebSocket|Streamlit server|server endpoint|disconnected from server"
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
# Words of the chart that is shown which stand outside its drawing or the window.
CUT = """() => [...document.querySelectorAll('[class*=st-key-slide-] .main-svg')]
  .filter((one) => one.checkVisibility({ checkVisibilityCSS: true }))
  .flatMap((one) => [...one.querySelectorAll('text')].map((text) => [one, text])).filter(([one, text]) => {
    const word = text.getBoundingClientRect(), room = one.getBoundingClientRect();
    const inside = ({ left, right, top, bottom }) =>
      word.left >= left - 1 && word.right <= right + 1 && word.top >= top - 1 && word.bottom <= bottom + 1;
    return word.width && !(inside(room) && inside({ left: 0, top: 0, right: innerWidth, bottom: innerHeight }));
  }).map(([, text]) => text.textContent)"""

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
    reader.page.locator(".d-slide h1").wait_for()
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
    for step, both in ((0, False), (1, False), (0, False), (1, True), (8, False)):  # 0: from the board
        linked(reader, lang, step, both) if step else begun(reader, lang)
        framed(reader, atlas, step or 1)
    assert reader.complaints() == {}


def test_a_window_of_another_size_or_language_frames_the_step_again(visit: Visitor, atlas: Atlas) -> None:
    reader = visit("en", size=(1280, 680))
    linked(reader, "en", 7)
    for size in (PROJECTOR, OLD, (300, 90), PHONE, LAPTOP):
        reader.page.set_viewport_size({"width": size[0], "height": size[1]})
        if size != (300, 90):
            framed(reader, atlas, 7)
    for key in ("l", "l"):  # both, Arabic
        reader.page.keyboard.press(key)
        framed(reader, atlas, 7)
    expect(reader.page.locator(".d-deck")).to_have_attribute("lang", "ar")
    reader.page.keyboard.press("PageDown")
    framed(reader, atlas, 8)
    assert reader.complaints() == {}


def test_a_reader_who_moved_the_map_keeps_it_through_a_change_of_size(visit: Visitor) -> None:
    reader = visit("en").open({"focus": "place:chaldovar"})
    reader.rests()
    reader.page.locator(".d-controls button").first.click()
    zoom = reader.rests()[2]
    reader.page.set_viewport_size({"width": 1200, "height": 700})
    assert reader.rests()[2] == zoom


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", [(1400, 900), OLD, (1280, 1024), PHONE])
def test_no_chart_is_cut(visit: Visitor, atlas: Atlas, size: tuple[int, int], lang: Lang) -> None:
    reader = visit(lang, size=size)
    steps = list(atlas.story.values())
    charts = {
        n: step.show.removeprefix("chart:")
        for n, step in enumerate(steps, start=1)
        if step.show.startswith("chart:")
    }
    linked(reader, lang, min(charts))
    for both in (False, True):
        if both:
            reader.page.locator("[data-say=both]").dispatch_event("click")
        for n, chart in charts.items():
            while int(reader.page.locator(".d-deck").get_attribute("data-step") or 0) != n:
                reader.page.keyboard.press("PageUp" if n == min(charts) else "PageDown")
            shown = reader.page.locator(f".st-key-slide-{chart}-{lang}")
            expect(shown).to_have_css("visibility", "visible")
            shown.locator(".main-svg text").first.wait_for()
            assert reader.page.evaluate(CUT) == []
            room, drawing = (
                reader.page.locator(css).first.bounding_box()
                for css in (".d-room", f".st-key-slide-{chart}-{lang} .main-svg")
            )
            assert room
            assert drawing
            assert drawing["width"] <= room["width"] + 1
            assert drawing["height"] <= room["height"] + 1
            assert max(drawing["width"] / room["width"], drawing["height"] / room["height"]) > 0.98, (
                n,
                both,
                drawing,
                room,
            )


def test_the_profile_can_be_read_on_a_phone(visit: Visitor) -> None:
    reader = visit("ar", size=PHONE)
    linked(reader, "ar", 2)
    reader.page.locator(".d-profile svg text").first.wait_for()
    sizes = (
        "[...document.querySelectorAll('.d-profile text')].map((t) =>"
        " parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)"
    )
    assert min(reader.page.evaluate(sizes)) >= 10
    named, room = (
        reader.page.locator(css).first.bounding_box() for css in (".d-profile .d-named", ".d-profile")
    )
    assert named
    assert room
    assert room["x"] <= named["x"] <= room["x"] + room["width"], "what the article names is in sight"
    assert reader.page.evaluate("document.querySelector('.d-profile').scrollWidth") > room["width"], (
        "the rest is a scroll away"
    )


def test_a_talk_goes_on_without_the_server(
    visit: Visitor, start: Callable[..., Server], atlas: Atlas
) -> None:
    server = start()
    reader = visit("en", size=LAPTOP, at=server)
    page = reader.page
    linked(reader, "en", 1)
    page.locator(".st-key-slide-voices-ar .main-svg text").first.wait_for(state="attached")
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
    page.keyboard.press("PageDown")
    expect(page.locator(".d-profile svg text").first).to_be_visible()
    page.locator("[data-does=next]").click()
    framed(reader, atlas, 3)
    for _ in range(2):
        page.keyboard.press("l")
    assert text_of(page.locator(".d-slide h1 .d-one")) == list(atlas.story.values())[2].title_ar
    expect(page.locator('.d-point[data-entity="chaldovar"] .d-label')).to_have_text("تشالديفار")
    for step, chart in ((5, "itemised"), (9, "voices")):
        while int(page.locator(".d-deck").get_attribute("data-step") or 0) < step:
            page.keyboard.press("PageDown")
        expect(page.locator(f".st-key-slide-{chart}-ar")).to_have_css("visibility", "visible")
    with page.expect_popup() as opened:
        page.keyboard.press("p")
    expect(opened.value.locator("#notes")).to_contain_text(list(atlas.story.values())[8].notes_ar[:30])
    server.begin().wait()
    page.locator('[data-test-connection-state="CONNECTED"]').wait_for()
    expect(page.locator(".d-away i")).to_be_hidden()
    reader.idle()
    assert (reader.query["step"], reader.query["lang"]) == ("9", "ar")
    expect(page.locator(".d-deck")).to_have_attribute("data-step", "9")
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
    visit: Visitor, lang: Lang, both: bool
) -> None:
    reader = visit(lang, size=PHONE)
    linked(reader, lang, 4, both)
    for css in (".d-large", ".d-text"):
        reader.page.evaluate(SCROLLED, css)
        assert reader.page.evaluate(REACHED, css) == [True, True], css
    for step in (1, 3, 7, 8):
        linked(reader, lang, step, both)
        credit, text = (
            reader.page.locator(css).bounding_box()
            for css in (".d-map .leaflet-control-attribution", ".d-text")
        )
        assert credit
        assert text
        assert credit["y"] + credit["height"] <= text["y"] + 1


def text_of(locator: Any) -> str:
    """What an element says."""
    return str(locator.inner_text())
