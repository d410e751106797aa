"""What is seen first, in a browser: the app takes its place without a jump, nothing moves while a page loads, and
without script it stays and says why."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from conftest import BY_ITSELF, Visit, until

from data.tables.vocab import LANGS, Lang
from frame import PAGES
from server import preload

if TYPE_CHECKING:
    from conftest import Server
    from playwright.sync_api import Browser, Route

LATE = 1.0  # s
SHIFT = 0.1  # what the browsers' makers call good
SIZES = ((1400, 900), (820, 1180), (390, 844))
PARTS = (".d-nav", ".d-title", ".d-document", ".d-shown", ".d-scorecard", ".d-starts", ".d-map")
SIGN = ".d-point.d-named.d-diamond .d-sign"  # Chaldivar's
# The layout shift so far; where the parts stand when the page is first drawn, or when its own faces have come, and
# just after the app has taken its place; and whether the app was hidden until then.
WATCH = """window.watched = { shift: 0, hidden: [] };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.watched.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
const places = () => Object.fromEntries(%s.map((css) => {
  const { x, y, width, height } = document.querySelector(css)?.getBoundingClientRect() ?? {};
  return [css, css.endsWith("d-sign") ? [x + width / 2, y + height / 2] : [x, y, width, height]];
}));
document.fonts.addEventListener("loadingdone", () => {
  if (document.getElementById("d-first")) window.watched.before = places();
});
new MutationObserver(() => {
  const { watched } = window, first = document.getElementById("d-first"), title = document.querySelector("#root .d-title, #root h2");
  if (first && !watched.before && document.querySelector("#root")) requestAnimationFrame(() => { watched.before ??= places(); });
  if (first && title) watched.hidden.push(getComputedStyle(title).visibility);
  if (!first && watched.before) watched.after ??= places();
}).observe(document, { childList: true, subtree: true });"""


def _continue_late(route: Route) -> None:
    time.sleep(LATE)
    route.continue_()


@pytest.fixture
def arrive(browser: Browser, server: Server) -> Iterator[Any]:
    """Opens a page in a new window that watches it from the start: arrive(page, lang, size). late: the address
    of scripts that are slow to come."""
    windows: list[Visit] = []

    def come(page: str, lang: Lang, size: tuple[int, int] = SIZES[0], late: str = "") -> dict[str, Any]:
        phone = size[0] < 700
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="ar-EG" if lang == "ar" else "en-US",
            is_mobile=phone,
            has_touch=phone,
        )
        context.add_init_script(WATCH % [*PARTS, SIGN])
        if late:
            context.route(late, _continue_late)
        windows.append(Visit(context, server))
        windows[-1].page.goto(f"{server.url}/{'' if page == PAGES[0] else page}?lang={lang}")
        windows[-1].idle()
        windows[-1].page.wait_for_load_state("networkidle")
        watched: dict[str, Any] = windows[-1].page.evaluate("window.watched")
        assert [what for what in windows[-1].violations if not BY_ITSELF.match(what)] == []
        return watched

    yield come
    for window in windows:
        window.context.close()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", SIZES)
def test_the_app_takes_its_place_without_a_jump(arrive: Any, size: tuple[int, int], lang: Lang) -> None:
    watched = arrive("map", lang, size)
    for part in (*PARTS, SIGN):
        assert watched["after"][part] == pytest.approx(watched["before"][part], abs=1.5), part
    assert set(watched["hidden"]) <= {"hidden"}, "nothing is seen or read out twice"


@pytest.mark.parametrize(("lang", "size"), [("en", SIZES[0]), ("ar", SIZES[-1])])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_moves_while_a_page_loads(arrive: Any, page: str, lang: Lang, size: tuple[int, int]) -> None:
    assert arrive(page, lang, size)["shift"] <= SHIFT


def test_what_is_seen_first_waits_for_the_widgets_in_sight(arrive: Any) -> None:
    """A widget whose script is late stands lower than the widget itself."""
    assert arrive("documents", "ar", SIZES[-1], late="**/static/js/Text*.js")["shift"] <= SHIFT


APPEARS = """async ([app, late]) => {
  document.body.innerHTML = '<div id="d-first"></div><div id="root"><div data-testid="stApp" data-test-script-state="running"><nav class="d-nav"><a></a></nav></div></div>';
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const add = (parent, html) => document.querySelector(parent).insertAdjacentHTML("beforeend", html);
  const seen = [], look = () => seen.push(document.getElementById("d-first") !== null);
  (await import(app)).watchFirstPage(() => {});
  document.querySelector("[data-test-script-state]").dataset.testScriptState = "notRunning";
  await pause(late); // what came last is shown after the run has ended
  add("#root > div", '<div class="st-key-reader"></div>');
  await pause(200);
  look();
  add(".st-key-reader", '<div class="d-reader"></div>');
  await pause(200);
  look();
  add(".d-reader", "<p></p>");
  await pause(200);
  look();
  return seen;
}"""


@pytest.mark.parametrize("late", [0, 10])
def test_what_is_seen_first_waits_for_the_text_whose_box_is_empty(
    browser: Browser, server: Server, late: int
) -> None:
    """A box of a text without the text would be pushed apart by it, and what lies below it away."""
    with browser.new_context() as context:
        page = context.new_page()
        app = re.search(r"/dalil/app-[^\".]+\.js", context.request.get(server.url).text())
        assert app
        context.route("**/alone", lambda route: route.fulfill(content_type="text/html", body="<p>"))
        page.goto(f"{server.url}/alone")
        assert page.evaluate(APPEARS, [app[0], late]) == [True, True, False]


def test_without_script_the_picture_stays_and_says_why(browser: Browser, server: Server) -> None:
    with browser.new_context(java_script_enabled=False, locale="en-US") as context:
        page = context.new_page()
        page.goto(server.url)
        assert page.locator("h1").count() == 1
        assert page.locator(".d-picture .d-border").is_visible()
        for lang in LANGS:
            assert page.locator(f'.d-notice[lang="{lang}"]').is_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_the_map_lives_before_the_app_and_what_was_picked_there_is_answered(
    browser: Browser, server: Server, lang: Lang
) -> None:
    """Streamlit's own script is held back: the map that stands in the page as the server sent it takes a pick,
    and the app, once it comes, goes on with the same map and answers."""
    with browser.new_context(viewport={"width": 1400, "height": 900}) as context:
        window = Visit(context, server)
        held: list[Any] = []
        context.route("**/static/js/index.*.js", lambda route: held.append(route))
        window.page.evaluate(f"location = {f'{server.url}/?lang={lang}'!r}")
        point = window.page.locator('#d-first .d-map[data-state=ready] .d-point[data-entity="chaldovar"]')
        point.locator(".d-label").click()
        window.page.evaluate("document.querySelector('.d-canvas').before_app = true")
        assert window.page.locator(".d-picture").count() == 0, "the map has taken the picture's place"
        window.page.wait_for_timeout(300)
        for route in held:
            route.continue_()
        window.page.locator("#d-first").wait_for(state="detached")
        assert window.page.evaluate("document.querySelector('#root .d-canvas').before_app")
        assert window.page.locator(".d-canvas").count() == 1
        until(lambda: window.query.get("focus") == "place:chaldovar")
        until(lambda: window.title != "")
        assert window.errors == []


AHEAD = "performance.getEntriesByType('resource').some(({ name }) => name.includes('PlotlyChart'))"


@pytest.mark.parametrize("saves_data", [False, True])
def test_scripts_of_charts_come_ahead_but_not_to_readers_who_save_data(
    browser: Browser, server: Server, saves_data: bool
) -> None:
    with browser.new_context(viewport={"width": 1400, "height": 900}, locale="en-US") as context:
        window = Visit(context, server, saves_data=saves_data).open()
        if saves_data:
            window.page.wait_for_timeout(3000)
            assert window.page.evaluate(AHEAD) is False
        else:
            until(lambda: window.page.evaluate(AHEAD))


WAITS = """
window.waited = 0;
new MutationObserver(() => {
  for (const box of document.querySelectorAll("[data-testid=stSkeleton]"))
    if (!box.closest("[class*=st-key-table-], [class*=st-key-rows-]")) waited += 1; // tables come with a style sheet
}).observe(document.body, { childList: true, subtree: true });
"""


def test_charts_are_drawn_with_their_page_once_their_script_has_run(browser: Browser, server: Server) -> None:
    """Streamlit shows an empty box for a widget whose script it waits for; here it waits for none."""
    with browser.new_context(viewport={"width": 1400, "height": 900}, locale="en-US") as context:
        window = Visit(context, server, saves_data=False).open()
        kept = "Object.keys(window.dalilScripts ?? {}).map((name) => name.split('.')[0])"
        until(lambda: set(preload.LATER) <= set(window.page.evaluate(kept)))
        window.page.evaluate(WAITS)
        window.page.locator(".d-nav [data-page=aid]").first.click()
        window.page.locator("[data-testid=stPlotlyChart] .bars").first.wait_for()
        assert window.page.evaluate("waited") == 0
        window.idle()
        window.page.locator("[class*=st-key-table-] summary").first.click()
        window.page.locator("[data-testid=stDataFrame] .dvn-scroller").first.wait_for()
        assert window.errors == []
