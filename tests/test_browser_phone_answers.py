"""On a phone and a tablet: the answer to a tap, a filter, a jump comes into sight, and goes when it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from conftest import MIDDLE, plain, until
from tiny import shipped
from touch import PHONE, SEEN, SMALL, TABLET, UNCOVERED, in_sight, swipe, tap

from data.facts.statements import ways_in
from data.i18n import name
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from ui.sentences.aid import CLAIM, records_summary

if TYPE_CHECKING:
    from conftest import Visit, Visitor

SIDE_BAR = "[data-testid=stSidebar]"


@pytest.mark.parametrize(("size", "lang"), [(PHONE, "ar"), (SMALL, "en"), (TABLET, "ar"), (TABLET, "en")])
def test_a_tap_on_a_point_brings_its_answer_into_sight(touch: Any, size: tuple[int, int], lang: Lang) -> None:
    reader = touch(size, lang).open({"lang": lang, "focus": "none"})
    tap(reader, "khorog")
    until(lambda: reader.title, name(shipped().entities["khorog"], lang))
    until(lambda: reader.page.evaluate(SEEN, ".d-card h2"))
    until(lambda: reader.point("khorog").evaluate(UNCOVERED))
    assert reader.page.locator(".d-sheet").bounding_box()["width"] > 0.6 * size[0]
    until(
        lambda: (
            shipped().text(lang).name(shipped().entities["khorog"]) in reader.texts(".d-unseen[role=status]")
        )
    )
    reader.page.locator(".d-sheet-close").tap()
    assert reader.page.locator(".d-sheet").count() == 0
    tap(reader, "khorog")
    until(lambda: reader.page.locator(".d-sheet").count(), 1)
    reader.page.keyboard.press("Escape")
    assert reader.page.locator(".d-sheet").count() == 0
    until(lambda: reader.query.get("focus"), "place:khorog")
    assert reader.complaints() == {}


ABOVE = """() => {
  const [map, sheet] = [".d-map", ".d-sheet"].map((css) => document.querySelector(css).getBoundingClientRect());
  return map.top >= 0 && map.bottom <= sheet.top;
}"""  # no part of the map is cut off by what rises at the foot of the window
BEGINS = "e => e.getBoundingClientRect().top"
LINE = 24  # pixels of a line of words


@pytest.mark.parametrize("lang", LANGS)
def test_the_map_and_the_first_answer_are_in_the_first_window(touch: Any, lang: Lang) -> None:
    for size in (PHONE, SMALL, TABLET):
        reader = touch(size, lang).open({"lang": lang})
        tabs = reader.page.locator(".d-pages").evaluate(BEGINS)
        foot = tabs if tabs > size[1] / 2 else size[1]
        frame = reader.page.locator(".d-map").bounding_box()
        assert frame["height"] >= 190
        assert frame["y"] + frame["height"] <= foot
        assert reader.page.locator(".d-reader .d-card h2").evaluate(BEGINS) + LINE <= foot
        if size != SMALL:
            assert (
                reader.page.locator(".d-reader .d-quote, .d-reader .d-english").first.evaluate(BEGINS) + LINE
                <= foot
            )
        lines = reader.page.locator(".d-scorecard, .d-map-starts").evaluate_all(
            "all => all.map((e) => e.offsetHeight)"
        )
        assert max(lines) < 2 * 32, "each takes a line"


@pytest.mark.parametrize("lang", LANGS)
def test_the_legend_and_the_list_of_places_unfold_under_the_map(touch: Any, lang: Lang) -> None:
    reader = touch(PHONE, lang).open({"lang": lang})
    opener, legend = reader.page.locator(".d-side-opener"), reader.page.locator(".d-legend")
    assert opener.inner_text() == shipped().text(lang)("map.key")
    assert not legend.is_visible()
    opener.tap()
    until(legend.is_visible)
    assert opener.get_attribute("aria-expanded") == "true"
    reader.page.locator(".d-all summary").tap()
    reader.page.locator('.d-all [data-pick="place:khorog"]').tap()
    until(lambda: reader.title, name(shipped().entities["khorog"], lang))
    opener.tap()
    until(legend.is_visible, False)


@pytest.mark.parametrize("lang", LANGS)
def test_the_answer_opens_to_the_whole_card_and_closes_by_pull_and_by_button(touch: Any, lang: Lang) -> None:
    reader = touch(PHONE, lang).open({"lang": lang, "focus": "none"})
    tap(reader, "chaldovar")
    box = reader.page.locator(".d-reader.d-sheet")
    box.wait_for()
    low = box.evaluate("e => e.getBoundingClientRect().height")
    more = reader.page.locator(".d-sheet-more")
    assert more.get_attribute("aria-expanded") == "false"
    more.tap()
    until(lambda: more.get_attribute("aria-expanded"), "true")
    assert box.evaluate("e => e.getBoundingClientRect().height") > 1.8 * low
    more.tap()
    until(lambda: more.get_attribute("aria-expanded"), "false")
    more.tap()
    until(lambda: more.get_attribute("aria-expanded"), "true")
    box.evaluate("e => e.scrollTo(0, e.scrollHeight)")
    until(lambda: box.evaluate("e => e.scrollTop > 0 && e.scrollTop + e.clientHeight >= e.scrollHeight - 1"))
    swipe(reader, ".d-grip", 120)
    until(lambda: reader.page.locator(".d-whole").count(), 0)
    swipe(reader, ".d-sheet .d-card h2", -120)
    until(lambda: reader.page.locator(".d-whole").count(), 1)
    swipe(reader, ".d-grip", 120)
    until(lambda: reader.page.locator(".d-whole").count(), 0)
    swipe(reader, ".d-sheet .d-card h2", 90)
    until(lambda: reader.page.locator(".d-sheet").count(), 0)
    assert reader.query["focus"] == "place:chaldovar"


def test_back_closes_what_a_tap_opened(touch: Any) -> None:
    reader = touch(PHONE).open({"lang": "en"})
    first = reader.title
    tap(reader, "khorog")
    until(lambda: reader.title, "Khorog")
    reader.page.locator(".d-reader.d-sheet").wait_for()
    until(lambda: reader.query["focus"], "place:khorog")
    reader.back()
    until(lambda: reader.page.locator(".d-sheet").count(), 0)
    until(lambda: reader.title, first)


@pytest.mark.parametrize(("size", "lang"), [(PHONE, "ar"), (SMALL, "en")])
def test_a_statement_about_land_shows_its_map_above_what_it_says(touch: Any, size: Any, lang: Lang) -> None:
    reader = touch(size, lang).open({"lang": lang})
    for about in (ways_in(shipped())[key] for key in ("supported", "differ")):
        reader.page.locator(f'.d-scorecard [data-pick="frame:statement:{about.id}"]').tap()
        until(lambda: reader.query.get("focus"), f"statement:{about.id}")
        reader.page.locator(".d-sheet .d-statement-card").wait_for()
        until(lambda: reader.page.evaluate(ABOVE))


@pytest.mark.parametrize("lang", LANGS)
def test_that_nothing_is_found_comes_into_sight(touch: Any, lang: Lang) -> None:
    reader = touch(PHONE, lang).open({"lang": lang, "text": "zzzz"})
    until(lambda: reader.page.evaluate(SEEN, ".d-found h2"))
    assert reader.texts(".d-found h2") == [shipped().text(lang)("panel.none")]
    reader.page.locator(".d-sheet-close").tap()
    assert reader.page.locator(".d-sheet").count() == 0
    assert reader.complaints() == {}


def test_on_a_broad_screen_nothing_rises(visit: Visitor) -> None:
    reader = visit("en").open({"lang": "en", "focus": "none"})
    reader.pick("khorog")
    until(lambda: reader.title, "Khorog")
    assert reader.page.locator(".d-sheet").count() == 0


@pytest.mark.parametrize("size", [PHONE, TABLET])
def test_after_a_jump_the_side_bar_is_out_of_the_way(touch: Any, size: tuple[int, int]) -> None:
    reader = touch(size).open({"lang": "en", "focus": "none"})
    if reader.page.locator(".d-opener").is_visible():
        reader.page.locator(".d-opener").tap()
    reader.page.locator(".d-jump input").fill("Lavrov")
    reader.page.locator('.d-jump li[data-pick="actor:lavrov"]').tap()
    until(lambda: reader.title, "Sergey Lavrov")
    until(lambda: reader.page.locator(SIDE_BAR).get_attribute("data-collapsed"), "true")
    until(lambda: reader.page.evaluate(SEEN, ".d-card h2"))


@pytest.mark.parametrize("lang", LANGS)
def test_a_marked_word_of_the_article_answers_at_the_foot_of_a_phone(touch: Any, lang: Lang) -> None:
    reader = touch(PHONE, lang).open({"lang": lang, "focus": "none"}, path="/article")
    reader.page.locator('.d-article mark[data-entity="chaldovar"]').first.tap()
    until(lambda: reader.title, name(shipped().entities["chaldovar"], lang))
    until(lambda: reader.page.evaluate(SEEN, ".st-key-card .d-card h2"))
    reader.page.locator(".d-sheet-close").tap()
    assert reader.page.locator(".d-sheet").count() == 0


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_tap_on_a_mark_of_a_chart_answers(touch: Any, lang: Lang) -> None:
    reader = touch(PHONE, lang)
    dot = in_sight(reader, "actors", lang, ".st-key-wide-events .scatterlayer .trace .point")
    reader.page.touchscreen.tap(*dot.evaluate(MIDDLE))
    until(lambda: reader.query.get("focus"), "event:e-1992-02-14-relations")
    reader.page.locator(".d-sheet .d-card h2").wait_for()
    until(lambda: reader.page.evaluate(SEEN, ".d-sheet .d-card h2"))
    cell = in_sight(reader, "actors", lang, ".st-key-wide-sides .barlayer .point path")
    reader.page.touchscreen.tap(*cell.evaluate(MIDDLE))
    until(lambda: {"actors", "topics"} <= set(reader.query))
    until(lambda: reader.page.locator(".d-sheet .d-passage").count() > 0)
    bar = in_sight(reader, "aid", lang, ".st-key-wide-posts .barlayer .point path")
    reader.page.touchscreen.tap(*bar.evaluate(MIDDLE))
    until(lambda: reader.query.get("focus", "").startswith("aid:"))


def open_side_bar(reader: Visit) -> None:
    """Open the side bar by its button."""
    reader.page.locator(".d-opener").tap()
    until(lambda: reader.page.locator(SIDE_BAR).get_attribute("data-collapsed"), "false")


@pytest.mark.parametrize(("size", "lang"), [(PHONE, "ar"), (SMALL, "en")])
def test_filters_set_by_hand_lead_to_what_they_find(touch: Any, size: tuple[int, int], lang: Lang) -> None:
    """From the side bar, which covers the page, by the button that counts it; words by Enter; and by a chip that
    drops one."""
    t, russia = shipped().text(lang), name(shipped().entities["russia"], lang)
    reader = touch(size, lang).open({"lang": lang})
    open_side_bar(reader)
    reader.filter("actors", russia)
    button = reader.page.locator(".d-to-found")
    found = t.count("passages", len(select(shipped(), Selection(actors=("russia",))).passages))
    until(lambda: reader.texts(".d-to-found"), [plain(t("filter.show", count=found))])
    assert button.evaluate(UNCOVERED), "at hand wherever the side bar is scrolled"
    reader.page.locator(".st-key-topics input").tap()  # another filter is looked at, and left
    reader.page.keyboard.press("Escape")
    button.tap()
    until(lambda: reader.page.locator(SIDE_BAR).get_attribute("data-collapsed"), "true")
    until(lambda: reader.page.evaluate(SEEN, ".d-sheet header.d-found h2"))
    open_side_bar(reader)
    words = reader.page.locator(".st-key-text input")
    words.fill("zzzz")
    words.press("Enter")
    until(lambda: reader.page.locator(SIDE_BAR).get_attribute("data-collapsed"), "true")
    until(lambda: reader.texts(".d-sheet .d-found h2"), [t("panel.none")])
    reader.page.locator('.d-sheet [data-pick="drop:text"]').tap()
    until(lambda: reader.texts(".d-sheet .d-found h2"), [plain(t("panel.found", count=found))])
    until(lambda: reader.page.evaluate(SEEN, ".d-sheet header.d-found h2"))
    assert reader.complaints() == {}


def test_another_lens_raises_nothing(touch: Any) -> None:
    reader = touch(PHONE).open({"lang": "en", "actors": "russia"})
    reader.page.locator('[data-pick="lens:aid"]').first.tap()
    until(lambda: reader.query.get("lens"), "aid")
    reader.idle().page.wait_for_timeout(400)
    assert reader.page.locator(".d-sheet").count() == 0


@pytest.mark.parametrize("lang", LANGS)
def test_the_bar_of_the_sum_in_the_article_brings_its_record_into_sight(touch: Any, lang: Lang) -> None:
    reader = touch(PHONE, lang)
    bar = in_sight(reader, "aid", lang, ".st-key-wide-itemised .barlayer .point path")
    reader.page.touchscreen.tap(*bar.evaluate(MIDDLE))
    until(lambda: reader.query.get("focus"), f"aid:{CLAIM}")
    until(lambda: reader.page.evaluate(SEEN, ".d-picked"))
    assert reader.page.locator('.st-key-look [data-passage="issa-2023.p14"]').count(), "its words are there"
    reader.page.locator(".d-picked .d-chip").tap()
    until(lambda: reader.page.evaluate(SEEN, ".st-key-wide-itemised"))


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_filtered_records_add_up_to_is_in_the_first_window(touch: Any, lang: Lang) -> None:
    """The records themselves stand many windows further down."""
    reader, view = touch(PHONE, lang), select(shipped(), Selection(actors=("russia",)))
    reader.page.goto(f"{reader.server.url}/aid?lang={lang}&actors=russia")
    said = reader.page.locator("p.d-shown").first
    said.wait_for()
    assert plain(said.inner_text()).startswith(plain(records_summary(view, shipped().text(lang))))
    assert said.bounding_box()["y"] + said.bounding_box()["height"] < PHONE[1]


@pytest.mark.parametrize("lang", LANGS)
def test_a_link_in_the_first_window_of_aid_leads_to_the_records(touch: Any, lang: Lang) -> None:
    reader = touch(PHONE, lang)
    reader.page.goto(f"{reader.server.url}/aid?lang={lang}")
    link = reader.page.get_by_text(shipped().text(lang)("aid.to-records"))
    link.wait_for()
    assert link.bounding_box()["y"] < PHONE[1] / 2
    reader.idle()
    link.tap()
    until(lambda: reader.page.evaluate(SEEN, "#aid-records"))
    assert reader.page.locator("#aid-records").evaluate(UNCOVERED)
    assert (reader.path, reader.query["lang"]) == ("/aid", lang)
