"""On a phone and a tablet: the strip of pages shows where one is, text comes first, nothing is cut, and fingers
scroll the page."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import MIDDLE, VIEW, Visit, plain, until
from tiny import shipped
from touch import PHONE, SEEN, SMALL, TABLET, UNCOVERED, ZOOMED, in_sight, move_finger, swipe

from data.i18n import name
from data.tables.vocab import LANGS, Lang
from frame import PAGES

FADE = "(nav, side) => nav.style.getPropertyValue(`--d-fade-${side}`)"
MARKED = "e => e.matches('[aria-current], .d-here')"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("here", PAGES)
def test_every_page_fits_a_small_window_and_its_name_is_marked_among_the_pages(
    touch: Any, here: str, lang: Lang
) -> None:
    """On phones in five tabs, between phone and tablet in a strip that goes on."""
    reader = touch(PHONE, lang)
    reader.page.goto(f"{reader.server.url}/{'' if here == 'map' else here}?lang={lang}")
    for size in (PHONE, SMALL):
        resized(reader, size)
        has_five_tabs(reader, here, lang, size)
    main = reader.page.locator("[data-testid=stMain]")
    until(lambda: main.evaluate("e => e.scrollWidth - e.clientWidth"), 0)
    resized(reader, ZOOMED)
    is_in_sight_in_the_strip(reader, here, lang)
    until(lambda: main.evaluate("e => e.scrollWidth - e.clientWidth"), 0)
    assert reader.complaints() == {}


def resized(reader: Visit, size: tuple[int, int]) -> None:
    """Make the window so large and wait until the page stands."""
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    reader.idle()
    reader.page.wait_for_timeout(600)


def is_in_sight_in_the_strip(reader: Visit, here: str, lang: Lang) -> None:
    """The open page is in sight in the strip of pages, and the strip fades on the sides where it goes on."""
    reader.page.locator(".d-nav a[aria-current]").wait_for()
    until(lambda: reader.page.evaluate(SEEN, ".d-nav a[aria-current]"))
    first, last = (
        reader.page.locator(".d-pages").evaluate(FADE, side)
        for side in (("left", "right") if lang == "en" else ("right", "left"))
    )
    assert "2.6rem" in (first, last)
    assert first == "0px" or here != PAGES[0]
    assert last == "0px" or here != PAGES[-1]


def has_five_tabs(reader: Visit, here: str, lang: Lang, size: tuple[int, int]) -> None:
    """Five tabs at the foot, no name cut, the open page marked, also where it is one of those under "More"."""
    reader.page.locator(".d-more-pages").wait_for()
    tabs = reader.page.locator(".d-pages > :is(a, button)")
    assert tabs.count() == 5
    for tab in tabs.all():
        assert tab.evaluate(UNCOVERED)
        assert tab.evaluate("e => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight")
        box = tab.bounding_box()
        assert box
        assert box["y"] + box["height"] <= size[1] + 1
    marked = [tab.inner_text().strip() for tab in tabs.all() if tab.evaluate(MARKED)]
    under = here in PAGES[4:]
    assert marked == [shipped().text(lang)("nav.more" if under else f"page.{here}")]
    reader.page.locator(".d-more-pages").tap()
    others = reader.page.locator(".d-other-pages a")
    assert [plain(text) for text in others.all_inner_texts()] == [
        shipped().text(lang)(f"page.{page}") for page in PAGES[4:]
    ]
    assert all(other.evaluate(UNCOVERED) for other in others.all())
    current = reader.page.locator(".d-other-pages a[aria-current]").all_inner_texts()
    assert current == ([shipped().text(lang)(f"page.{here}")] if under else [])
    reader.page.keyboard.press("Escape")
    assert not others.first.is_visible()


def test_more_turns_the_page(touch: Any) -> None:
    reader = touch(PHONE).open({"lang": "en", "actors": "russia"})
    reader.page.locator(".d-more-pages").tap()
    reader.page.locator(".d-other-pages [data-page=actors]").tap()
    until(lambda: reader.path, "/actors")
    reader.page.locator(".d-other-pages").wait_for(state="hidden")
    assert reader.query["actors"] == "russia"
    assert reader.page.locator(".d-more-pages").get_attribute("aria-label") == "More: Actors"


@pytest.mark.parametrize("lang", LANGS)
def test_the_button_of_the_filters_counts_those_in_use(touch: Any, lang: Lang) -> None:
    """Also when they are cleared, which draws only what shows it anew."""
    reader = touch(PHONE, lang).open({"lang": lang, "actors": "russia", "topics": "border-security"})
    opener = reader.page.locator(".d-opener")
    until(lambda: reader.texts(".d-opener b"), ["2"])
    assert plain(shipped().text(lang)("nav.used", n="2")) in plain(opener.text_content())
    opener.tap()
    until(lambda: reader.page.locator("[data-testid=stSidebar]").get_attribute("data-collapsed"), "false")
    reader.page.locator("[data-testid=stSidebar] .stButton button:enabled").first.tap()
    until(lambda: "actors" in reader.query, False)
    until(lambda: reader.texts(".d-opener b"), [])


@pytest.mark.parametrize("lang", LANGS)
def test_a_pick_list_closes_when_enter_has_chosen_from_it(touch: Any, lang: Lang) -> None:
    reader = touch(PHONE, lang).open({"lang": lang})
    reader.page.locator(".d-opener").tap()
    field = reader.page.locator(".st-key-actors input").last
    field.tap()
    field.press_sequentially(name(shipped().entities["russia"], lang), delay=30)
    until(lambda: reader.page.get_by_role("option").count(), 1)
    reader.page.keyboard.press("Enter")
    until(lambda: reader.query.get("actors"), "russia")
    until(lambda: reader.page.get_by_role("listbox").count(), 0)
    assert not reader.page.evaluate("document.activeElement.matches('input')"), "the keyboard is gone"


def test_the_other_language_is_one_tap_away_and_the_view_stays(touch: Any) -> None:
    reader = touch(PHONE, "ar").open({"lang": "ar", "actors": "russia", "focus": "place:ayvaj"})
    reader.page.locator(".d-other-language").tap()
    until(lambda: reader.query.get("lang"), "en")
    reader.ready()
    assert reader.query == {"lang": "en", "actors": "russia", "focus": "place:ayvaj"}
    assert reader.page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        "en",
        "ltr",
    ]


@pytest.mark.parametrize("size", [PHONE, SMALL, ZOOMED])
@pytest.mark.parametrize("page", ["article", "actors"])
def test_on_a_small_screen_the_text_comes_first_and_the_map_when_it_is_asked_for(
    touch: Any, page: str, size: tuple[int, int]
) -> None:
    reader = touch(size).open({"lang": "en"}, path=f"/{page}")
    here, column = reader.page, reader.page.locator("[data-testid=stColumn]:has(.st-key-aside)")
    assert here.locator("h1.d-title").bounding_box()["y"] < 130
    first = here.locator("[data-testid=stColumn]").first.bounding_box()
    assert first["y"] < size[1]
    assert first["y"] + first["height"] <= column.bounding_box()["y"]
    here.locator("[data-testid=stMain]").evaluate("e => e.scrollTo(0, 600)")
    reader.rests()
    assert column.bounding_box()["y"] > size[1]
    button = here.locator(".d-to-map")
    assert button.evaluate(UNCOVERED)
    button.click()
    until(lambda: column.bounding_box()["y"] < 60)
    assert here.locator("[data-testid=stMain]").evaluate("e => e.scrollTop") == 600
    assert here.locator(".d-map").bounding_box()["height"] < 0.5 * size[1]
    here.keyboard.press("Escape")
    until(lambda: column.bounding_box()["y"] > size[1])


def test_no_button_asks_for_a_map_that_a_page_has_not(touch: Any) -> None:
    """One document is compared with none."""
    reader = touch(PHONE)
    for page, has in (("compare", False), ("article", True)):
        reader.page.goto(f"{reader.server.url}/{page}?lang=en")
        reader.page.locator("h1.d-title").wait_for()
        reader.idle()
        until(reader.page.locator(".d-to-map").is_visible, has)


TARGETS = """() => [...document.querySelectorAll('[data-testid=stMain] :is(summary, .d-rule, [data-testid=stTooltipIcon] button, [data-testid=stButton] button)')]
  .filter((part) => part.checkVisibility()).map((part) => [part.textContent, part.offsetWidth, part.offsetHeight]).filter(([, across, down]) => Math.min(across, down) < 24)"""


@pytest.mark.parametrize("page", ["", "aid", "leave", "present"])
def test_a_finger_has_24_pixels_to_hit(touch: Any, page: str) -> None:
    reader = touch(SMALL, "ar")
    reader.page.goto(f"{reader.server.url}/{page}?lang=ar")
    reader.page.locator("h1.d-title").wait_for()
    reader.idle().page.wait_for_timeout(600)
    assert reader.page.evaluate(TARGETS) == []


@pytest.mark.parametrize("page", ["article", "actors"])
def test_on_a_tablet_the_title_stands_above_the_map_and_the_timeline_fits_beside_the_side_bar(
    touch: Any, page: str
) -> None:
    reader = touch(TABLET, "ar").open({"lang": "ar"}, path=f"/{page}")
    title, box = (reader.page.locator(css).bounding_box() for css in ("h1.d-title", ".d-map"))
    assert title["y"] + title["height"] <= box["y"]
    if page == "actors":
        chart = reader.page.locator(".st-key-wide-events")
        chart.locator(".js-plotly-plot").wait_for()
        until(lambda: chart.evaluate("e => e.scrollWidth - e.clientWidth"), 0)


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_of_streamlits_lies_over_the_page(touch: Any, lang: Lang) -> None:
    """Its button without a name, and its sign that a run is under way, which covered tabs and text."""
    reader = touch(PHONE, lang).open({"lang": lang})
    for css in ("[data-testid=stExpandSidebarButton]", "[data-testid=stStatusWidget]"):
        assert not reader.page.locator(css).is_visible()
    unit = reader.page.locator(".leaflet-control-scale-line").inner_text()
    assert unit.endswith("كم" if lang == "ar" else "km")


def test_one_finger_on_the_map_scrolls_the_page_and_two_move_the_map(touch: Any) -> None:
    reader = touch(PHONE).open({"lang": "en", "focus": "none"})
    page, box = reader.page, reader.page.locator(".d-map[data-state=ready] .d-canvas")
    box.evaluate("map => map.scrollIntoView({block: 'center'})")
    reader.rests()
    (x, y), seen, high = box.evaluate(MIDDLE), page.evaluate(VIEW), box.bounding_box()["y"]
    fingers = move_finger(reader, x, y, -120)
    until(lambda: box.bounding_box()["y"] < high - 60)
    assert page.evaluate(VIEW) == seen
    reader.rests()  # the page may scroll on, and two fingers would miss the map
    x, y = box.evaluate(MIDDLE)
    pinch = {"x": x, "y": y, "scaleFactor": 2.5, "gestureSourceType": "touch"}
    fingers.send("Input.synthesizePinchGesture", pinch)
    until(lambda: page.evaluate(VIEW)[2] > seen[2])


def test_a_finger_on_a_chart_scrolls_the_page(touch: Any) -> None:
    css = ".st-key-wide-posts .nsewdrag"
    chart = in_sight(reader := touch(PHONE), "aid", "en", css)
    high = chart.bounding_box()["y"]
    swipe(reader, css, -120)
    until(lambda: chart.bounding_box()["y"] < high - 60)


@pytest.mark.parametrize("lang", LANGS)
def test_no_name_of_a_file_leaves_a_small_window(touch: Any, lang: Lang) -> None:
    reader = touch(SMALL, lang)
    reader.page.goto(f"{reader.server.url}/sources?lang={lang}")
    buttons = reader.page.locator("[data-testid=stDownloadButton] button:visible")
    buttons.first.wait_for()
    reader.idle()
    edges = "es => es.map((e) => { const r = e.getBoundingClientRect(); return [r.left, r.right]; })"
    assert all(left >= 0 and right <= SMALL[0] for left, right in buttons.evaluate_all(edges))
    assert buttons.locator("p").evaluate_all(
        "es => es.every((e) => e.getBoundingClientRect().right <= innerWidth)"
    )


@pytest.mark.parametrize("lang", LANGS)
def test_no_name_of_a_donor_is_cut_in_a_small_window(touch: Any, lang: Lang) -> None:
    reader = touch(SMALL, lang)
    reader.page.goto(f"{reader.server.url}/aid?lang={lang}")
    names = reader.page.locator(".st-key-donors button p")
    names.first.wait_for()
    reader.idle()
    assert (
        names.evaluate_all(
            "es => es.filter((e) => e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().height > e.closest('button').clientHeight + 1)"
            ".map((e) => e.textContent)"
        )
        == []
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_passage_stays_in_sight_when_the_language_to_read_changes(touch: Any, lang: Lang) -> None:
    reader = touch(PHONE, lang).open({"lang": lang, "focus": "none"}, "/article").idle()
    switch = reader.page.locator(".st-key-reading button")
    passage = '.d-article [data-passage="issa-2023.p12"]'
    place = "css => document.querySelector(css).getBoundingClientRect().top"
    reader.page.locator(passage).evaluate("e => e.scrollIntoView({block: 'start'})")
    before = reader.page.evaluate(place, passage)
    for reading, shown in ((1, "ar"), (2, "en"), (0, "both")):
        assert switch.nth(reading).evaluate(UNCOVERED), "the switch is at hand in the middle of the text"
        assert reader.page.locator(f"{passage} .d-number").evaluate(UNCOVERED), "and covers nothing of it"
        switch.nth(reading).tap()
        reader.page.locator(f".d-article.d-read-{shown}").wait_for()
        reader.idle()
        assert abs(reader.page.evaluate(place, passage) - before) < 8, "a third of a line at most"


def test_the_tab_of_the_open_page_leads_to_its_top(touch: Any) -> None:
    reader = touch(PHONE).open({"lang": "en", "focus": "none"}, "/article").idle()
    column = reader.page.get_by_test_id("stMain")
    column.evaluate("e => e.scrollTo(0, 3000)")
    reader.page.locator('.d-nav a[data-page="article"]').tap()
    until(lambda: column.evaluate("e => e.scrollTop"), 0)
    assert reader.idle().path == "/article"
