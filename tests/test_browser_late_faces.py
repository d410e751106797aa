"""The app's faces are late, or never come: a page is read in the faces of the machine meanwhile, and hardly
moves when they come."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from conftest import LOCALES, Visit, until
from PIL import Image

from data.tables.vocab import LANGS, Lang
from frame import PAGES

if TYPE_CHECKING:
    from conftest import Server
    from playwright.sync_api import Browser

FACES = "**/*.woff2*"
READ = ("map", "article", "documents")  # text beside a map, long text, forms
SHIFT = 0.1  # what the browsers' makers call good
INK = 100  # of 255 grey levels, between letters and their ground
SIZES: dict[Lang, tuple[int, int]] = {"en": (1400, 900), "ar": (390, 844)}
WATCH = """window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""
SHOWN = {
    "ar": 'document.fonts.check("16px \'Noto Sans Arabic\'", "ع")',
    "en": "document.fonts.check('16px \"Source Sans\"')",
}


CLIPPED = "[...document.querySelectorAll('[data-testid=stIconMaterial]')].map((icon) => getComputedStyle(icon).overflowX)"


@pytest.fixture
def held(browser: Browser, server: Server) -> Iterator[Callable[[Lang], tuple[Visit, list[Any]]]]:
    """Opens a window to which no face comes: the window, and the requests for faces that wait."""
    opened: list[Visit] = []

    def arrive(lang: Lang) -> tuple[Visit, list[Any]]:
        width, height = SIZES[lang]
        context = browser.new_context(viewport={"width": width, "height": height}, locale=LOCALES[lang])
        context.add_init_script(WATCH)
        waiting: list[Any] = []
        context.route(FACES, lambda request: waiting.append(request))
        opened.append(Visit(context, server))
        return opened[-1], waiting

    yield arrive
    for window in opened:
        window.context.close()


def contrast(reader: Visit, css: str) -> int:
    """Between the lightest and the darkest dot of what stands there. Playwright's own picture would wait for the
    faces."""
    box = reader.page.locator(css).locator("visible=true").first.bounding_box()
    assert box
    clip = {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"], "scale": 1}
    devtools = reader.context.new_cdp_session(reader.page)
    shot = devtools.send("Page.captureScreenshot", {"clip": clip})
    grey = np.asarray(Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("L"))
    return int(grey.max()) - int(grey.min())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", READ)
def test_a_page_is_read_without_the_faces_and_hardly_moves_when_they_come(
    held: Any, page: str, lang: Lang
) -> None:
    reader, waiting = held(lang)
    address = f"{reader.server.url}/{'' if page == PAGES[0] else page}?lang={lang}"
    reader.page.goto(address, wait_until="commit")  # browsers load a page no sooner than its faces
    reader.idle().page.locator("#d-first").wait_for(state="detached")
    reader.page.wait_for_timeout(500)
    assert waiting, "it asks for faces"
    assert reader.page.evaluate(SHOWN[lang]) is False
    for css in (".d-nav a[aria-current], .d-more-pages", "h1"):
        assert contrast(reader, css) > INK, css
    assert set(reader.page.evaluate(CLIPPED)) <= {"clip"}, "no icon's name lies over words"
    assert reader.page.evaluate("window.shift") <= SHIFT
    reader.context.route(FACES, lambda request: request.continue_())
    for request in waiting:
        request.continue_()
    until(lambda: reader.page.evaluate(SHOWN[lang]))
    reader.page.evaluate("document.fonts.ready.then(() => true)")
    reader.page.wait_for_timeout(500)
    assert reader.page.evaluate("window.shift") <= SHIFT
    assert reader.complaints() == {}


NAMES = """() => {
  const map = document.querySelector("#root .d-map").getBoundingClientRect();
  return [...document.querySelectorAll("#root .d-map :is(.d-label, .d-area):not(.d-off)")].map((name) => {
    const { x, y } = name.getBoundingClientRect();
    return [name.textContent, Math.round(x - map.x), Math.round(y - map.y)].join(" ");
  }).sort();
}"""


@pytest.mark.parametrize("lang", LANGS)
def test_the_names_on_the_map_stand_where_they_do_when_the_faces_come_early(held: Any, lang: Lang) -> None:
    early, _ = held(lang)
    early.context.unroute(FACES)
    early.open({"lang": lang})
    late, waiting = held(lang)
    late.page.goto(f"{late.server.url}/?lang={lang}", wait_until="commit")
    late.idle().page.locator("#root .d-map[data-state=ready][data-received]").wait_for()
    late.page.wait_for_timeout(500)
    assert waiting, "names stand in other faces"
    late.context.route(FACES, lambda request: request.continue_())
    for request in waiting:
        request.continue_()
    until(lambda: late.page.evaluate(SHOWN[lang]))
    late.page.evaluate("document.fonts.ready.then(() => true)")
    until(lambda: late.page.evaluate(NAMES), early.page.evaluate(NAMES), 5000)
