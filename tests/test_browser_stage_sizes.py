"""What the stage shows on screens of other shapes and in both languages at once: nothing is cut, letters can be
read, the map names what matters twice."""

from __future__ import annotations

import pytest
from conftest import Visitor, until
from playwright.sync_api import expect
from test_browser_stage import FOUR_K, KEYS_CUT, OLD, PROJECTOR, REACHED, SCROLLED, framed, linked, turned

from data.atlas.atlas import Atlas
from data.tables.vocab import LANGS, Lang

ON_ITS_SIDE = (844, 390)  # a phone

# Parts of a slide whose words have no room, and words that stand outside the window or outside their part.
NO_ROOM = """() => {
  const parts = [...document.querySelectorAll('.d-stage :is(.d-text, .d-large, .d-map-legend)')], found = [];
  for (const part of parts) {
    const room = part.getBoundingClientRect();
    if (part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1) found.push(part.className);
    for (const one of part.querySelectorAll('h1, h2, blockquote, .d-ours, li, dt, dd, .d-cited, .d-unit, .d-shows, .d-front')) {
      if (!one.checkVisibility()) continue;
      const { left, right, top, bottom } = one.getBoundingClientRect();
      if (left < room.left - 1 || right > room.right + 1 || top < room.top - 1 || bottom > room.bottom + 1) found.push(one.textContent.slice(0, 40));
    }
  }
  return found;
}"""


@pytest.mark.parametrize(("lang", "both"), [("ar", False), ("en", False), ("ar", True), ("en", True)])
def test_at_16_to_9_4k_and_4_to_3_nothing_of_any_slide_is_cut(
    visit: Visitor, atlas: Atlas, lang: Lang, both: bool
) -> None:
    reader = visit(lang, size=PROJECTOR)
    linked(reader, lang, 1, both)
    reader.page.evaluate("document.fonts.ready.then(() => true)")
    cut: dict[tuple[tuple[int, int], str], list[str]] = {}
    for size in (PROJECTOR, FOUR_K, OLD):
        reader.page.set_viewport_size({"width": size[0], "height": size[1]})
        for n, step in enumerate(atlas.story.values(), start=1):
            turned(reader, n)
            reader.page.evaluate(
                "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
            )
            if found := reader.page.evaluate(NO_ROOM):
                cut[size, step.id] = found
    assert cut == {}


# The smallest letters in sight on a slide, its map and its bar: [pixels, words].
SMALLEST = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !element.closest('.d-stage, .d-bar, .d-map') || element.closest('style, script, title, desc, .d-copy')) continue;
    if (!element.checkVisibility({ checkVisibilityCSS: true })) continue;
    const svg = element.ownerSVGElement, size = parseFloat(getComputedStyle(element).fontSize) * (svg ? element.getScreenCTM().a : 1);
    found.push([Math.round(size * 10) / 10, node.textContent.trim().slice(0, 30)]);
  }
  return found.sort((a, b) => a[0] - b[0])[0];
}"""


@pytest.mark.parametrize(("lang", "both"), [("ar", False), ("en", True)])
def test_a_phone_on_its_side_shows_letters_that_can_be_read_and_all_of_a_step_can_be_reached(
    visit: Visitor, atlas: Atlas, lang: Lang, both: bool
) -> None:
    reader = visit(lang, size=ON_ITS_SIDE)
    linked(reader, lang, 1, both)
    for n, step in enumerate(atlas.story.values(), start=1):
        turned(reader, n)
        if step.show == "profile":
            reader.page.locator(".d-profile svg text").first.wait_for()
        assert reader.page.evaluate(SMALLEST)[0] >= 12, (step.id, reader.page.evaluate(SMALLEST))
        for css in (".d-text", ".d-large"):
            box = reader.page.locator(f".d-stage {css}")
            if box.count() and box.evaluate("(box) => box.scrollHeight > box.clientHeight + 1"):
                reader.page.evaluate(SCROLLED, css)
                assert reader.page.evaluate(REACHED, css) == [True, True], (step.id, css)
    assert reader.page.evaluate(KEYS_CUT) <= 0


@pytest.mark.parametrize("lang", LANGS)
def test_with_both_languages_the_map_names_countries_and_what_is_lit_in_both(
    visit: Visitor, atlas: Atlas, lang: Lang
) -> None:
    reader = visit(lang, size=PROJECTOR)
    n = next(n for n, step in enumerate(atlas.story.values(), start=1) if step.id == "chaldivar")
    linked(reader, lang, n, both=True)
    framed(reader, atlas, n)
    other: Lang = "en" if lang == "ar" else "ar"
    label = reader.page.locator('.d-point[data-entity="chaldovar"] .d-label')

    def both(key: str) -> str:
        return "".join(atlas.text(lg).name(atlas.entities[key]) for lg in (lang, other))

    expect(label).to_have_text(both("chaldovar"))
    for sign in ("border", "named", "context", "post", "crossing", "capital", "other", "estimate"):
        entry = reader.page.locator(".d-map-legend li", has_text=atlas.text(lang)(f"legend.{sign}"))
        expect(entry.first).to_contain_text(atlas.text(other)(f"legend.{sign}"), use_inner_text=True)
    for key in ("tajikistan", "afghanistan"):
        expect(reader.page.locator(f'.d-area[data-entity="{key}"]')).to_have_text(both(key))
    reader.page.locator(f"[data-say={lang}]").dispatch_event("click")
    expect(label).to_have_text(atlas.text(lang).name(atlas.entities["chaldovar"]))
    reader.page.locator("[data-say=both]").dispatch_event("click")
    expect(label).to_have_text(both("chaldovar"))


def test_signs_on_a_large_screen_grow_with_the_letters(visit: Visitor, atlas: Atlas) -> None:
    reader = visit("en", size=PROJECTOR)
    n = next(n for n, step in enumerate(atlas.story.values(), start=1) if step.id == "chaldivar")
    linked(reader, "en", n)
    framed(reader, atlas, n)
    wide = "[...document.querySelectorAll('.d-map .d-sign')].map((sign) => sign.offsetWidth)"
    usual = reader.page.evaluate(wide)
    reader.page.set_viewport_size({"width": FOUR_K[0], "height": FOUR_K[1]})
    until(lambda: reader.page.evaluate(wide), [2 * width for width in usual])
    assert reader.page.locator(".d-locator svg").evaluate("(svg) => svg.clientWidth") >= 290
    reader.page.set_viewport_size({"width": PROJECTOR[0], "height": PROJECTOR[1]})
    until(lambda: reader.page.evaluate(wide), usual)


@pytest.mark.parametrize("lang", LANGS)
def test_a_statement_with_little_beside_it_stands_larger(visit: Visitor, atlas: Atlas, lang: Lang) -> None:
    reader = visit(lang, size=PROJECTOR)
    reader.open({"lang": lang, "focus": "statement:c01"})
    reader.page.get_by_role("button", name=atlas.text(lang)("story.add")).click()
    until(lambda: "statement:c01" in (reader.page.evaluate("localStorage.getItem('dalil-story')") or ""))
    reader.page.goto(f"{reader.server.url}/present?lang={lang}&story=mine&step=1")
    reader.page.locator(".d-stage .d-slide-statement").wait_for()
    size = "document.querySelector('.d-stage .d-record').style.getPropertyValue('--f')"
    for width, height in (PROJECTOR, OLD):
        reader.page.set_viewport_size({"width": width, "height": height})
        until(lambda: float(reader.page.evaluate(size) or 0) > 1.5)
        assert reader.page.evaluate(NO_ROOM) == []
