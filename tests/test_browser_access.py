"""Accessibility: axe-core over every page, in both languages, light and dark, in windows of four sizes; and what
axe cannot see: names, directions, the keyboard, reduced motion, zoom."""

from __future__ import annotations

from typing import Literal

import pytest
from axe import findings
from conftest import Visit, Visitor, until
from tiny import shipped

from data.atlas.atlas import Atlas
from data.i18n import name
from data.tables.vocab import ASSESSMENTS, LANGS, Lang
from frame import PAGES

SETTLED = '[data-testid=stApp][data-test-script-state="notRunning"]'


def settle(reader: Visit, page: str, lang: Lang, query: str = "") -> None:
    """Open a page and wait until it stands."""
    reader.page.goto(f"{reader.server.url}/{'' if page == PAGES[0] else page}?lang={lang}{query}")
    reader.page.locator(".d-nav a[aria-current], .d-deck").first.wait_for()
    reader.page.locator(SETTLED).wait_for()
    reader.page.evaluate("document.fonts.ready.then(() => true)")
    reader.page.wait_for_timeout(600)


# Text nodes whose letters are not those of the language that they are said to be in: Arabic outside Arabic, a
# Latin phrase inside it.
STRAYS = """() => {
  const strays = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const arabic = /[\\u0600-\\u06ff]{2,}/, latin = /[A-Za-z]{3,}[ ,]+[A-Za-z]{2,}[ ,]+[A-Za-z]{3,}/;
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim(), element = walk.currentNode.parentElement;
    if (!text || element.closest("script, style, noscript, [data-testid=stDataFrame], .st-key-lang")) continue;
    const lang = element.closest("[lang]").lang;
    if (arabic.test(text) ? !["ar", "fa"].includes(lang) : latin.test(text) && lang === "ar") strays.push(`${lang}: ${text.slice(0, 60)}`);
  }
  return strays;
}"""


ZOOMED = (640, 512)  # 1280 × 1024 at 200 %
SIZES: tuple[tuple[int, int, Literal["light", "dark"]], ...] = (  # besides the windows of other tests
    (1366, 768, "dark"),
    (820, 1180, "light"),
    (390, 844, "dark"),
)
OVER = "e => e.scrollWidth - e.clientWidth"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_that_is_ours_every_text_says_its_language_and_zoom_cuts_nothing_off(
    visit: Visitor, page: str, lang: Lang
) -> None:
    """Left out of the second are what Streamlit draws itself: tables on a canvas, the names on the language
    switch."""
    reader = visit(lang)
    settle(reader, page, lang)
    assert reader.page.evaluate(STRAYS) == []
    for scheme in ("light", "dark"):
        reader.page.emulate_media(color_scheme=scheme)
        reader.page.wait_for_timeout(400)
        assert findings(reader.page) == [], scheme
    for width, height, shade in SIZES:
        reader.page.emulate_media(color_scheme=shade)
        reader.page.set_viewport_size({"width": width, "height": height})
        reader.idle().page.wait_for_timeout(600)
        assert findings(reader.page) == [], (width, height, shade)
    reader.page.set_viewport_size({"width": ZOOMED[0], "height": ZOOMED[1]})
    if page != "present":
        until(lambda: reader.page.locator("[data-testid=stMain]").evaluate(OVER) <= 1)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_says_its_language_and_direction(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang)
    settle(reader, "article", lang)
    facts = reader.page.evaluate(
        "() => [document.documentElement.lang, document.documentElement.dir,"
        " getComputedStyle(document.querySelector('.stApp')).direction,"
        " document.querySelector('[data-testid=stSkipToContent]').textContent]"
    )
    way = "rtl" if lang == "ar" else "ltr"
    assert facts == [lang, way, way, shipped().text(lang)("nav.skip")]
    quoted = reader.page.evaluate(
        "[...document.querySelectorAll('.d-spoken, .d-arabic')].map((e) => e.closest('[lang]').lang)"
    )
    assert set(quoted) <= {"ar"}


def test_the_keyboard_reaches_map_panel_and_pages(visit: Visitor) -> None:
    reader = visit().open()
    seen: list[str] = []
    for _ in range(140):
        reader.page.keyboard.press("Tab")
        seen.append(
            reader.page.evaluate(
                "(() => { const e = document.activeElement; return e ? e.className + ' ' + e.tagName : ''; })()"
            )
        )
        if "d-point" in seen[-1]:
            break
    assert any("leaflet-marker-icon" in what for what in seen)
    reader.page.keyboard.press("Enter")
    until(lambda: "focus" in reader.query)


def tab_to(reader: Visit, css: str) -> None:
    """Press Tab until the element is reached; it must be visible then."""
    for _ in range(250):
        reader.page.keyboard.press("Tab")
        if reader.page.evaluate("(css) => Boolean(document.activeElement.closest(css))", css):
            break
    assert reader.page.evaluate(
        "(css) => Boolean(document.activeElement.closest(css)?.checkVisibility())", css
    ), f"Tab never reaches {css}"


@pytest.mark.parametrize("lang", LANGS)
def test_a_whole_journey_by_keyboard(visit: Visitor, atlas: Atlas, lang: Lang) -> None:
    """Jump to a place, go to what a passage marks, set a filter and clear it, present the story, and leave
    it."""
    reader = visit(lang).open({"lang": lang})
    reader.page.keyboard.press("j")
    reader.page.keyboard.type(name(atlas.entities["chaldovar"], lang))
    reader.page.locator("#d-jump-list [role=option]").first.wait_for()
    reader.page.keyboard.press("Enter")
    until(lambda: reader.query.get("focus"), "place:chaldovar")
    reader.idle()
    tab_to(reader, '.d-reader mark[data-entity="dea"]')
    reader.answered(lambda: reader.page.keyboard.press("Enter"))
    until(lambda: reader.query.get("focus"), "actor:dea")
    tab_to(reader, ".st-key-topics input")
    reader.page.keyboard.type(name(atlas.topics["border-security"], lang))
    reader.page.get_by_role("option").first.wait_for()
    reader.page.keyboard.press("Enter")
    until(lambda: reader.query.get("topics"), "border-security")
    reader.idle()
    reader.page.keyboard.press("Escape")
    tab_to(reader, "[data-testid=stSidebar] .stButton button:enabled")
    reader.page.keyboard.press("Enter")
    until(lambda: "topics" in reader.query, False)
    reader.idle()
    tab_to(reader, ".d-nav a[href*=present]")
    reader.page.keyboard.press("Enter")
    until(lambda: reader.path, "/present")
    reader.idle()
    tab_to(reader, ".st-key-story-start button")
    reader.page.keyboard.press("Enter")
    reader.page.locator(".d-stage h1").first.wait_for()
    first = reader.texts(".d-stage h1")
    reader.page.keyboard.press("ArrowLeft" if lang == "ar" else "ArrowRight")
    until(lambda: reader.texts(".d-stage h1") != first, True)
    reader.page.keyboard.press("Escape")  # says that another press leaves
    reader.page.keyboard.press("Escape")
    reader.page.locator(".d-nav a[aria-current]").wait_for()


def test_with_reduced_motion_the_map_does_not_fly(visit: Visitor) -> None:
    reader = visit()
    reader.page.emulate_media(reduced_motion="reduce")
    reader.open()
    reader.page.evaluate("void (window.moves = 0, window.map_00.on('move', () => window.moves++))")
    reader.press('[data-pick="place:gbao"]')
    reader.rests()
    assert reader.page.evaluate("window.moves") <= 3


def test_a_chart_that_scrolls_is_reached_by_the_keyboard_and_one_that_fits_is_no_stop(visit: Visitor) -> None:
    reader = visit("ar", size=(820, 1180))
    settle(reader, "actors", "ar")
    stops = "[...document.querySelectorAll('[class*=st-key-wide-]')].map((chart) => [chart.scrollWidth > chart.clientWidth + 1, chart.tabIndex === 0])"
    # the timeline fits beside the side bar, the others scroll
    until(lambda: {tuple(stop) for stop in reader.page.evaluate(stops)}, {(True, True), (False, False)})
    assert [found for found in findings(reader.page) if "scrollable" in found] == []
    reader.page.set_viewport_size({"width": 1600, "height": 1180})
    until(lambda: {tuple(stop) for stop in reader.page.evaluate(stops)}, {(False, False)})


def test_with_the_colours_of_the_system_shapes_and_choices_are_still_seen(visit: Visitor) -> None:
    """Each way in which an assessment is drawn differs from the others; the open page and the chosen start
    differ from those beside them."""
    reader = visit().open({"lang": "en"})
    reader.page.emulate_media(forced_colors="active")
    drawn = """(css) => [...document.querySelectorAll(css)].map((e) => { const s = getComputedStyle(e);
      return [s.backgroundColor, s.backgroundImage, s.borderBottomStyle, s.borderBottomColor, s.borderRadius].join(); })"""
    shapes = reader.page.evaluate(drawn, ".d-scorecard p:first-child .d-shape")
    assert len(set(shapes)) == len(shapes) == 5
    paper = reader.page.evaluate("getComputedStyle(document.querySelector('.d-scorecard')).backgroundColor")
    seen = "(css) => { const s = getComputedStyle(document.querySelector(css)); return [s.backgroundColor, s.borderBottomColor]; }"
    for filled in ("supported", "differ"):
        ground, _ = reader.page.evaluate(seen, f".d-scorecard .a-{filled}")
        assert ground not in {paper, "rgb(255, 255, 255)"}
    for chosen, other in (
        (".d-nav a[aria-current]", ".d-nav a:not([aria-current])"),
        (".d-start[aria-current]", ".d-start:not([aria-current])"),
        (
            "[data-variant=segmented_control][aria-checked=true]",
            "[data-variant=segmented_control][aria-checked=false]",
        ),
    ):
        assert reader.page.evaluate(seen, chosen) != reader.page.evaluate(seen, other), chosen
    thumbs = reader.page.evaluate(drawn, "[data-testid=stSlider] [data-rac]:has(> div > input[type=range])")
    assert len(thumbs) == 2
    assert all(thumb.startswith("rgb(0, 0, 0)") for thumb in thumbs), "the ends of a slider are seen"


def test_with_the_colours_of_the_system_the_marks_of_the_map_are_told_apart(visit: Visitor) -> None:
    """Each way in which the statements on a point or an area were assessed differs from the others, by what is filled
    and by its edge; so do named points and the rest."""
    reader = visit().open({"lang": "en", "lens": "assessments", "focus": "none"})
    reader.page.emulate_media(forced_colors="active")
    drawn = """tones => { const mark = document.querySelector(".d-area .d-point"), sign = mark.querySelector(".d-sign");
      return tones.map((tone) => { mark.className = `d-point d-assessed a-${tone}`; const s = getComputedStyle(sign);
        return [s.backgroundColor, s.backgroundImage, s.borderBottomStyle, s.borderBottomColor, s.borderRadius].join("|"); }); }"""
    tones = [*ASSESSMENTS, "mixed"]
    signs = dict(zip(tones, reader.page.evaluate(drawn, tones), strict=True))
    assert len(set(signs.values())) == len(tones)
    assert "linear-gradient" in signs["partly"], "half of it is filled"
    ground = {tone: sign.split("|")[0] for tone, sign in signs.items()}
    assert ground["supported"] == ground["differ"]
    assert ground["supported"] not in {ground["open"], ground["opinion"], ground["mixed"]}
