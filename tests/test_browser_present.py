"""The journeys of one who presents, in a real browser: the whole story by keys, what the room can read, the
speaker's window, one's own story, and what is checked before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from conftest import Visit, Visitor, plain, until
from playwright.sync_api import Page, expect
from tiny import shipped

from data.atlas.atlas import Atlas
from data.tables.vocab import LANGS, Lang
from geo import shapes, story_frames
from ui.charts.article import voices
from ui.story.figures import Figures, MapMeasurements, fill_figures

PROJECTOR = (1920, 1080)

# Everything that can be read now: its words, size of type, contrast with what lies behind it, and where it
# stands.
READ = """() => {
  const bar = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = (colour) => { bar.clearRect(0, 0, 1, 1); bar.fillStyle = colour; bar.fillRect(0, 0, 1, 1); return [...bar.getImageData(0, 0, 1, 1).data]; };
  const lum = ([r, g, b]) => [r, g, b].map((c) => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; }).reduce((t, c, i) => t + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element, x, y) => {
    for (const under of document.elementsFromPoint(x, y)) {
      const style = getComputedStyle(under);
      const fill = under instanceof SVGGeometryElement ? style.fill : style.backgroundColor;
      if (under.contains(element) && under instanceof SVGElement && under.tagName !== 'svg') continue;
      if (style.opacity === '0' || (under instanceof SVGElement && style.fillOpacity === '0')) continue;
      const got = rgb(fill === 'none' ? 'transparent' : fill);
      if (got[3] > 250) return got;
    }
    return rgb(getComputedStyle(document.querySelector('.stApp')).backgroundColor);
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !element || element.closest('style, script, title, desc') || !element.closest('.d-deck, .d-map, [class*=st-key-slide-]')) continue;
    if (!element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })) continue;
    const range = document.createRange(); range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      if (r.width < 2 || r.height < 2 || r.right < 1 || r.bottom < 1 || r.left > innerWidth - 1 || r.top > innerHeight - 1) continue;
      const style = getComputedStyle(element);
      const svg = element.ownerSVGElement;
      const scale = svg ? Math.abs(element.getScreenCTM().d) : new DOMMatrix(getComputedStyle(element.closest('[class*=st-key-slide-]') || document.body).transform).a;
      const kind = element.closest('.d-map') ? 'map' : element.closest('.d-profile') ? 'map' : element.closest('.xtick, .ytick') ? 'axis' : 'text';
      const ink = rgb(svg ? style.fill : style.color), ground = behind(element, r.x + r.width / 2, r.y + r.height / 2);
      const [hi, lo] = [lum(ink), lum(ground)].sort((a, b) => b - a);
      found.push({ text: node.textContent.trim().slice(0, 40), size: parseFloat(style.fontSize) * (svg ? scale : 1), contrast: (hi + 0.05) / (lo + 0.05), kind,
        box: [r.left, r.top, r.right, r.bottom], part: element.closest('.d-one, .d-two, blockquote, figcaption, .d-ours, .d-cited, button, .d-place-in, .d-label, .d-area, .leaflet-control, text, dt, dd, .d-tag, h2') ? [...document.querySelectorAll('*')].indexOf(element.closest('.d-one, .d-two, blockquote, figcaption, .d-ours, .d-cited, button, .d-place-in, .d-label, .d-area, .leaflet-control, text, dt, dd, .d-tag, h2')) : -1 });
    }
  }
  return found;
}"""
LEAST = {"text": 24, "map": 18, "axis": 18}


@pytest.fixture(autouse=True)
def quiet(windows: list[Visit]) -> Iterator[None]:
    """In no journey may a page ask another host, report an error, or break the policy; nor may the app."""
    yield
    ours = {
        f"window {n}": {k: [r for r in rows if "_stcore" not in r] for k, rows in w.complaints().items()}
        for n, w in enumerate(windows)
    }
    assert {n: found for n, found in ours.items() if any(found.values())} == {}
    assert [w.server.output() for w in windows if "Traceback" in w.server.output()] == []


def begun(visit: Visitor, lang: Lang = "en", step: int = 1, dark: bool = False, both: bool = False) -> Visit:
    """A presentation on a projector, at rest."""
    reader = visit(lang, size=PROJECTOR, dark=dark)
    reader.page.goto(f"{reader.server.url}/present?lang={lang}&step={step}{'&both=1' if both else ''}")
    reader.page.locator(".d-stage h1").wait_for()
    reader.page.locator(".d-map[data-state=ready]").wait_for(state="attached")
    reader.page.evaluate("document.fonts.ready.then(() => true)")
    reader.idle()
    return reader


def at(page: Page) -> int:
    """The step that is shown."""
    return int(page.locator(".d-deck[data-step]").get_attribute("data-step") or 0)


def measured(atlas: Atlas) -> MapMeasurements:
    return MapMeasurements(shapes.border_length(), story_frames.distance_km(atlas, "chaldovar", "ishkashim"))


def overlaps(texts: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Pairs of texts of different parts that cover each other by more than a hair."""
    found = []
    for n, one in enumerate(texts):
        for other in texts[n + 1 :]:
            a, b = one["box"], other["box"]
            across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            least = min(a[3] - a[1], b[3] - b[1])
            if one["part"] != other["part"] and across > 3 and down > 0.45 * least:
                found.append((one["text"], other["text"]))
    return found


@pytest.mark.parametrize(
    ("lang", "both", "dark"),
    [("ar", False, False), ("en", False, True), ("ar", True, True), ("en", True, False)],
)
def test_the_room_can_read_every_step(
    visit: Visitor, atlas: Atlas, lang: Lang, both: bool, dark: bool
) -> None:
    reader = begun(visit, lang, dark=dark, both=both)
    for step in range(1, len(atlas.story) + 1):
        for key in (*str(step), "Enter"):  # by number: backup slides too
            reader.page.keyboard.press(key)
        until(lambda step=step: at(reader.page), step)
        reader.page.wait_for_timeout(1600)  # the flight of the map
        reader.rests()
        unnamed = reader.page.evaluate(
            "[...document.querySelectorAll('.d-point.d-lit .d-label.d-off')].map((e) => e.textContent)"
        )
        assert (step, unnamed) == (step, []) or not reader.page.locator(".d-map").is_visible()
        texts = reader.page.evaluate(READ)
        assert len(texts) > 12
        small = [
            (t["text"], round(t["size"], 1), t["kind"]) for t in texts if t["size"] < LEAST[t["kind"]] - 0.05
        ]
        faint = [
            (t["text"], round(t["contrast"], 1)) for t in texts if t["contrast"] < 7 and t["kind"] != "map"
        ]
        assert (step, small, faint, overlaps(texts)) == (step, [], [], [])
        assert reader.page.evaluate(
            "document.documentElement.scrollWidth <= innerWidth && document.querySelector('.d-over') === null"
        )


@pytest.mark.parametrize("lang", LANGS)
def test_the_whole_story_by_keys(visit: Visitor, atlas: Atlas, lang: Lang) -> None:
    reader = begun(visit, lang)
    page, steps = reader.page, list(atlas.story.values())
    page.evaluate("window.standing = window.map_00")
    titles = [
        plain(fill_figures(getattr(s, f"title_{lang}"), Figures(atlas, atlas.text(lang), measured(atlas))))
        for s in steps
    ]
    ahead, behind = ("ArrowLeft", "ArrowRight") if lang == "ar" else ("ArrowRight", "ArrowLeft")
    expect(page.locator('.d-bar [data-does="next"] kbd')).to_have_text("←" if lang == "ar" else "→")
    sent = len(reader.sent)
    talk = sum(not step.backup for step in steps)
    for n, (step, title) in enumerate(zip(steps[:talk], titles[:talk], strict=True), start=1):
        until(lambda n=n: at(page), n)
        assert plain(page.locator(".d-stage h1 .d-one").inner_text()) == title
        until(lambda n=n: dict(parse_qsl(urlsplit(page.url).query)).get("step"), str(n))
        if n > 1:
            want = {step.view.removeprefix("focus=place:")} & {"chaldovar", "ishkashim"}
            until(lambda want=want: drawn_lit(page) >= want)
        page.keyboard.press(("PageDown", " ", ahead)[n % 3])
    assert at(page) == talk, "the last step of the talk stays: backup slides are no part of it"
    assert len(reader.sent) == sent, "a step asks nobody"
    assert page.evaluate("window.standing === window.map_00"), "the map was made anew"
    page.keyboard.press(behind)
    assert at(page) == talk - 1
    page.keyboard.press("Home")
    assert at(page) == 1
    page.keyboard.press("End")
    assert at(page) == talk


def drawn_lit(page: Page) -> set[str]:
    """Points that are lit."""
    return set(page.evaluate("[...document.querySelectorAll('.d-point.d-lit')].map((p) => p.dataset.entity)"))


def numbered(atlas: Atlas, step: str) -> int:
    """The number of a step."""
    return list(atlas.story).index(step) + 1


def test_notes_black_languages_and_leaving(visit: Visitor, atlas: Atlas) -> None:
    n = numbered(atlas, "chaldivar")
    reader = begun(visit, "en", n)
    page = reader.page
    page.keyboard.press("n")
    expect(page.locator(".d-notes")).to_contain_text(atlas.story["chaldivar"].notes_en[:30])
    page.keyboard.press("n")
    expect(page.locator(".d-notes")).to_be_hidden()
    page.keyboard.press("b")
    expect(page.locator(".d-deck[data-step]")).to_have_class("d-deck d-dark")
    page.keyboard.press("PageDown")  # brings the picture back, and does not step
    assert at(page) == n
    page.keyboard.press("l")
    expect(page.locator(".d-stage h1 .d-two")).to_be_visible()
    until(lambda: dict(parse_qsl(urlsplit(page.url).query)).get("both"), "1")
    page.keyboard.press("l")
    expect(page.locator(".d-deck[data-step]")).to_have_attribute("lang", "ar")
    until(lambda: dict(parse_qsl(urlsplit(page.url).query)).get("lang"), "ar")
    assert at(page) == n
    page.keyboard.press("n")
    page.keyboard.press("Escape")  # closes what lies over the slide
    expect(page.locator(".d-notes")).to_be_hidden()
    expect(page.locator(".d-told")).to_be_hidden()
    assert at(page) == n
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(".d-panel").wait_for()
    until(lambda: reader.query, {"lang": "ar", "focus": "place:chaldovar"})
    reader.idle()
    page.go_back()  # a clicker's Esc: Back returns to the step
    expect(page.locator(".d-deck[data-step]")).to_have_attribute("data-step", str(n))
    until(lambda: reader.query.get("step"), str(n))


@pytest.mark.parametrize("lang", LANGS)
def test_one_esc_of_a_clicker_says_what_a_second_would_do_and_leaves_nothing(
    visit: Visitor, lang: Lang
) -> None:
    reader = begun(visit, lang, 2)
    page, told = reader.page, reader.page.locator(".d-told")
    sent = len(reader.sent)
    for following, n in (("PageDown", 3), ("PageUp", 2)):
        page.keyboard.press("Escape")
        expect(told).to_be_visible()
        expect(told).to_have_text(shipped().text(lang)("present.again"))
        page.keyboard.press(following)  # the talk goes on
        expect(told).to_be_hidden()
        assert at(page) == n
    for key in ("g", "Escape"):  # closes the overview, and says nothing
        page.keyboard.press(key)
    expect(told).to_be_hidden()
    assert (at(page), len(reader.sent)) == (2, sent)
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', repeat: true, bubbles: true }))"
    )
    expect(told).to_be_hidden()  # a key held down is no press
    page.mouse.move(600, 300)
    page.locator(".d-bar [data-does=leave]").click()  # whoever clicks, means it
    page.locator(".d-deck[data-step]").wait_for(state="detached")


KEYS = "(keys) => keys.forEach((key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true })))"


def test_who_leaves_at_once_after_a_change_of_language_stays_in_that_language(
    visit: Visitor, atlas: Atlas
) -> None:
    reader = begun(visit, "en", numbered(atlas, "chaldivar"))
    reader.page.evaluate(KEYS, ["l", "l", "Escape", "Escape"])
    reader.page.locator(".d-panel").wait_for()
    until(lambda: reader.query, {"lang": "ar", "focus": "place:chaldovar"})


def test_keys_pressed_while_a_talk_is_still_coming_stay_in_the_address(visit: Visitor) -> None:
    """And the map of each language that was passed by makes room for the next."""
    reader = visit("en", size=PROJECTOR)
    reader.page.goto(f"{reader.server.url}/present?lang=en")
    reader.idle()
    reader.page.evaluate(f"""() => new MutationObserver((_, watch) => {{
      if (!document.querySelector('.d-deck[data-step]')) return;
      watch.disconnect();
      ({KEYS})(['PageDown', 'l', 'l', 'l', 'l']);
    }}).observe(document.body, {{ childList: true, subtree: true, attributes: true }})""")
    reader.page.locator(".st-key-story-start button").click()
    expect(reader.page.locator(".d-deck[data-step]")).to_have_attribute("data-step", "2")
    until(
        lambda: (reader.query.get("step"), reader.query.get("lang"), reader.query.get("both")),
        ("2", "en", "1"),
    )
    reader.page.wait_for_timeout(1500)  # whatever runs were still under way
    assert reader.idle().query == {"lang": "en", "step": "2", "both": "1"}
    expect(reader.page.locator(".d-map[data-state=ready]")).to_be_attached()


def test_a_link_opens_its_step_and_reload_keeps_it(visit: Visitor) -> None:
    reader = begun(visit, "ar", 3)
    assert at(reader.page) == 3
    reader.page.keyboard.press("PageUp")
    until(lambda: dict(parse_qsl(urlsplit(reader.page.url).query)).get("step"), "2")
    reader.page.reload()
    reader.page.locator(".d-stage h1").wait_for()
    assert at(reader.page) == 2


def test_the_speakers_window_follows_and_leads(visit: Visitor, atlas: Atlas) -> None:
    reader = begun(visit, "en", 2)
    steps = list(atlas.story.values())
    with reader.page.expect_popup() as opened:
        reader.page.keyboard.press("p")
    speaker = opened.value
    expect(speaker.locator("#notes")).to_contain_text(steps[1].notes_en.split("{")[0][:40].strip())
    expect(speaker.locator("#next")).to_contain_text(steps[2].title_en[:30])
    expect(speaker.locator("#clock")).to_contain_text(":")
    expect(speaker.locator("#now h1 .d-one")).to_have_text(
        reader.page.locator(".d-stage h1 .d-one").inner_text()
    )
    expect(speaker.locator("#then .d-slide h1")).to_contain_text(steps[2].title_en[:30])
    whole = sum(step.seconds for step in steps if not step.backup)
    expect(speaker.locator("#target")).to_have_text(f"{whole // 60}:{whole % 60:02}")
    expect(speaker.locator("#pace")).to_contain_text("ahead")
    reader.page.keyboard.press("PageDown")
    expect(speaker.locator("#notes")).to_contain_text(steps[2].notes_en.split("{")[0][:40].strip())
    speaker.keyboard.press("PageDown")
    until(lambda: at(reader.page), 4)
    speaker.keyboard.press("b")
    expect(speaker.locator("#dark")).to_be_visible()
    reader.page.reload()  # the stage loses its window, which greets it again
    reader.page.locator(".d-stage h1").wait_for()
    expect(speaker.locator("#dark")).to_be_hidden()
    speaker.keyboard.press("PageUp")
    until(lambda: at(reader.page), 3)


def test_backup_slides_are_reached_by_number_and_overview_and_back_returns(
    visit: Visitor, atlas: Atlas
) -> None:
    reader = begun(visit, "en", 2)
    page, steps = reader.page, list(atlas.story.values())
    backup = next(n for n, step in enumerate(steps, start=1) if step.backup)
    for key in str(backup):
        page.keyboard.press(key)
    expect(page.locator(".d-typed")).to_have_text(str(backup))
    page.keyboard.press("Enter")
    assert at(page) == backup
    expect(page.locator(".d-place-in")).to_contain_text(atlas.text("en")("present.backup"))
    page.keyboard.press("PageUp")
    assert at(page) == 2, "back to where the talk was left"
    page.keyboard.press("g")
    expect(page.locator(".d-overview [data-slide]")).to_have_count(len(steps))
    assert "Chaldivar" in page.locator(".d-overview").inner_text()
    assert page.evaluate(THUMBS) == []
    page.keyboard.press("Escape")
    expect(page.locator(".d-overview")).to_be_hidden()
    assert at(page) == 2
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'خ', code: 'KeyO', bubbles: true }))"
    )
    page.locator(f'.d-overview [data-slide="{backup}"]').click()
    assert at(page) == backup
    page.evaluate(
        "for (const [key, code] of [['٢', 'Digit2'], ['Enter', 'Enter']]) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true }))"
    )
    assert at(page) == 2


# Pictures in the overview that are empty, or whose words stand outside them.
THUMBS = """() => [...document.querySelectorAll('.d-thumb')].filter((thumb) => {
  const room = thumb.getBoundingClientRect(), title = thumb.querySelector('h1').getBoundingClientRect();
  return !title.width || title.left < room.left || title.right > room.right + 1 || title.bottom > room.bottom;
}).map((thumb) => thumb.textContent.slice(0, 30))"""


def test_the_bar_goes_while_nobody_moves_the_mouse(visit: Visitor) -> None:
    reader = begun(visit, "en", 1)
    keys = reader.page.locator(".d-keys")
    reader.page.mouse.move(600, 300)
    expect(keys).to_have_css("opacity", "1")
    expect(keys).to_have_css("opacity", "0")
    reader.page.mouse.move(640, 320)
    expect(keys).to_have_css("opacity", "1")


SWIPE = """([from, to]) => {
  const stage = document.querySelector('.d-text');
  const touch = (x) => new Touch({ identifier: 1, target: stage, clientX: x, clientY: 600 });
  stage.dispatchEvent(new TouchEvent('touchstart', { touches: [touch(from)], changedTouches: [touch(from)], bubbles: true }));
  stage.dispatchEvent(new TouchEvent('touchend', { touches: [], changedTouches: [touch(to)], bubbles: true }));
}"""


@pytest.mark.parametrize("lang", LANGS)
def test_a_finger_turns_the_slides_in_the_direction_of_reading(visit: Visitor, lang: Lang) -> None:
    reader = begun(visit, lang, 2)
    ahead, behind = ([300, 100], [100, 300]) if lang == "en" else ([100, 300], [300, 100])
    for way, step in ((ahead, 3), (behind, 2), ([200, 230], 2)):
        reader.page.evaluate(SWIPE, way)
        assert at(reader.page) == step


def test_everything_is_checked_before(visit: Visitor) -> None:
    reader = visit("ar", size=PROJECTOR)
    reader.page.goto(f"{reader.server.url}/present?lang=ar")
    reader.page.locator(".d-checks li").first.wait_for()
    until(lambda: reader.page.locator(".d-checks li.d-yes").count(), 7)
    assert reader.page.locator(".d-checks li.d-no").count() == 0


def test_ones_own_story_is_gathered_saved_loaded_and_presented(visit: Visitor, tmp_path: Path) -> None:
    reader = visit("en").open({"focus": "place:chaldovar"})
    page = reader.page
    page.locator(".st-key-story-add button").click()
    expect(page.get_by_test_id("stToast")).to_contain_text("1 step")
    page.goto(f"{reader.server.url}/present?lang=en")
    page.locator(
        ".st-key-story-save button"
    ).wait_for()  # the browser has handed over the story that it keeps
    page.locator(".st-key-story-on-board").get_by_text(say_en("story.ours")).click()
    page.locator(".st-key-story-copy button").click()
    page.locator(".st-key-story-row-10").wait_for()
    with page.expect_download() as saved:
        page.locator(".st-key-story-save button").click()
    kept = tmp_path / "story.json"
    saved.value.save_as(kept)
    story = json.loads(kept.read_text(encoding="utf-8"))
    story["steps"] = story["steps"][2:5]
    story["steps"][0]["title_en"] = "<img src=x onerror=document.title='hit'> ${1} `x`"
    kept.write_text(json.dumps(story), encoding="utf-8")
    broken = tmp_path / "broken.json"
    broken.write_text(
        json.dumps(story | {"steps": [story["steps"][0] | {"frame": ["atlantis"]}]}), encoding="utf-8"
    )
    page.get_by_role("button", name=say_en("story.load")).click()
    page.locator(".st-key-story-file input[type=file]").set_input_files(broken)
    page.get_by_text("This file was not taken").wait_for()
    page.locator(".st-key-story-file input[type=file]").set_input_files(kept)
    expect(page.locator(".st-key-story-row-4")).to_have_count(0)
    page.keyboard.press("Escape")
    page.locator(".st-key-story-start button").click()
    page.locator(".d-stage h1").wait_for()
    assert (
        plain(page.locator(".d-stage h1 .d-one").inner_text())
        == "<img src=x onerror=document.title='hit'> ${1} `x`"
    )
    assert page.title() != "hit"
    assert len(page.locator(".d-steps i").all()) == 3
    until(lambda: reader.query.get("step"), "1")
    page.reload()  # a clicker's F5 must not bring another story
    expect(page.locator(".d-steps i")).to_have_count(3)


def say_en(key: str) -> str:
    """A word of the interface."""
    from data.load import load

    return load().text("en")(key)


def test_present_from_here_begins_at_the_step_of_the_view(visit: Visitor, atlas: Atlas) -> None:
    reader = visit("en").open({"focus": "place:gbao"})
    reader.page.locator(".st-key-story-here button").click()
    reader.page.locator(".d-stage h1").wait_for()
    assert [s.id for s in atlas.story.values()][at(reader.page) - 1] == "badakhshan"


def test_the_charts_are_those_of_the_data(visit: Visitor, atlas: Atlas) -> None:
    reader = begun(visit, "en", numbered(atlas, "voices"))
    shown = reader.page.locator(".d-drawn .d-row b")
    said = [plain(bar.text) for bar in voices(atlas, atlas.text("en")).rows]
    until(lambda: [plain(text) for text in shown.all_text_contents()], said)
    widths = reader.page.evaluate(
        "[...document.querySelectorAll('.d-track .d-swatch')].map((bar) => bar.offsetWidth)"
    )
    shares = [bar.value for bar in voices(atlas, atlas.text("en")).rows]
    assert [round(width / widths[0], 1) for width in widths] == [
        round(share / shares[0], 1) for share in shares
    ]
