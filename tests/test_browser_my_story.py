"""The reader's own story in real browsers: through reloads, new tabs, lost sessions and deleted documents
nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from conftest import Server, Visit, Visitor, until
from playwright.sync_api import Page, expect
from test_documents import added
from tiny import shipped

from data.documents.store import Store
from data.query.story import serialize
from data.tables.vocab import LANGS, Lang
from export.story import story_measures
from ui.story.figures import Figures, fill_figures
from ui.story.link import fragment

VIEWS = {"a": "place:chaldovar", "b": "place:ishkashim", "c": "place:dushanbe", "d": "place:gbao"}


def kept(page: Page) -> list[str]:
    """What the steps look at that this browser keeps."""
    text = page.evaluate("localStorage.getItem('dalil-story')")
    return [step.get("view", "") for step in json.loads(text)["steps"]] if text else []


def views(keys: str) -> list[str]:
    """The views of these steps, as links have them."""
    return [urlencode({"focus": VIEWS[key]}) for key in keys]


def gather(reader: Visit, page: Page, key: str) -> None:
    """Open the view on the map and gather it."""
    page.goto(f"{reader.server.url}/?lang=en&focus={VIEWS[key]}")
    page.locator(".d-panel").wait_for()
    page.locator(".st-key-story-add button").click()
    until(lambda: views(key)[0] in kept(page))


def test_a_reload_a_new_tab_and_a_second_tab_lose_nothing(visit: Visitor) -> None:
    reader = visit("en")
    one = reader.page
    gather(reader, one, "a")
    other = reader.context.new_page()
    gather(reader, other, "b")
    until(lambda: kept(one), views("ab"))  # the other tab's process hears of it a moment later
    one.locator(".d-panel").wait_for()
    gather(reader, one, "c")  # after the page was opened anew
    assert kept(one) == views("abc")
    other.evaluate(
        "document.querySelector('.st-key-story-add button').click()"
    )  # a tab that stood there all the while, at once
    until(lambda: len(kept(other)), 4)
    assert kept(one)[:3] == views("abc")
    assert reader.complaints() == {}


def test_a_lost_session_loses_neither_the_story_nor_the_next_click(
    visit: Visitor, start: Callable[..., Server]
) -> None:
    server = start()
    reader = visit("en", at=server)
    page = reader.page
    gather(reader, page, "a")
    gather(reader, page, "b")
    server.stop()
    server.begin().wait()
    page.locator('[data-test-connection-state="CONNECTED"]').wait_for()
    page.locator(".st-key-story-add button").click()  # before the new session has drawn anything
    until(lambda: kept(page), [*views("ab"), *views("b")])


def test_a_link_to_a_story_that_is_elsewhere_says_so(visit: Visitor) -> None:
    reader = visit("en")
    reader.page.goto(f"{reader.server.url}/present?lang=en&story=mine&step=2")
    expect(reader.page.get_by_text("kept in the browser of whoever made it")).to_be_visible()


def test_a_link_brings_the_whole_story_to_another_browser(visit: Visitor) -> None:
    reader = visit("en")
    page = reader.page
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for key in "ab":
        gather(reader, page, key)
    page.goto(f"{reader.server.url}/present?lang=en")
    page.get_by_role("button", name="Copy a link to this story").click()
    until(lambda: "#story=" in page.evaluate("navigator.clipboard.readText()"))
    link = page.evaluate("navigator.clipboard.readText()")
    other = visit("ar", at=reader.server)
    other.page.goto(link)
    until(lambda: kept(other.page), views("ab"))
    expect(other.page.locator(".st-key-story-row-2")).to_be_visible()
    other.page.reload()
    expect(other.page.locator(".st-key-story-row-2")).to_be_visible()
    gather(other, other.page, "c")
    other.page.goto(link)
    other.page.locator(".st-key-story-link-take button").click()
    until(lambda: kept(other.page), views("ab"))
    other.page.locator(".st-key-story-undo button").click()
    until(lambda: kept(other.page), views("abc"))
    changes: list[str] = []
    other.page.on("framenavigated", lambda frame: changes.append(frame.url))
    other.page.goto(f"{reader.server.url}/present?lang=en#story=<img src=x>")
    expect(other.page.get_by_text("cannot be read")).to_be_visible()
    until(lambda: other.page.evaluate("location.hash"), "")
    assert len(changes) < 5, "the address comes to rest"
    other.page.locator(".st-key-story-link-leave button").click()
    expect(other.page.get_by_text("cannot be read")).to_have_count(0)
    assert kept(other.page) == views("abc")


REFUSED = """for (const storage of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, storage, { get() { throw new DOMException("refused", "SecurityError"); } });
}"""


def test_a_browser_that_keeps_nothing_takes_a_story_of_a_link_all_the_same(visit: Visitor) -> None:
    reader = visit("en")
    reader.context.add_init_script(REFUSED)
    steps = tuple(shipped().story.values())[:2]
    link = fragment(serialize(steps, shipped().digest))
    reader.page.goto(f"{reader.server.url}/present?lang=en{link}")
    expect(reader.page.locator(".st-key-story-row-2")).to_be_visible()
    assert reader.complaints() == {}


def test_a_step_is_moved_by_dragging_and_by_keys(visit: Visitor) -> None:
    reader = visit("en")
    page = reader.page
    for key in "abc":
        gather(reader, page, key)
    page.goto(f"{reader.server.url}/present?lang=en")
    page.locator(".st-key-story-row-3 .d-preview").drag_to(page.locator(".st-key-story-row-1"))
    until(lambda: kept(page), views("cab"))
    page.locator(".st-key-story-row-2 .d-preview").focus()
    page.keyboard.press("Alt+ArrowDown")
    until(lambda: kept(page), views("cba"))
    expect(page.locator(".st-key-story-row-3 .d-preview")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    until(lambda: kept(page), views("cab"))
    page.locator(".st-key-story-undo button").click()
    until(lambda: kept(page), views("cba"))


# Of each row of the board: its step, the title in its picture, and whether the picture is as wide as its frame.
PICTURES = """() => [...document.querySelectorAll('.d-preview')].map((frame) => {
  const copy = frame.querySelector('.d-copy'), thumb = frame.firstElementChild.getBoundingClientRect();
  const title = copy?.querySelector('h1 .d-one').textContent, box = copy?.getBoundingClientRect();
  return [frame.dataset.slide, title, Boolean(box) && Math.abs(box.width - thumb.width) < 4 && Math.abs(box.height - thumb.height) < 4];
})"""


@pytest.mark.parametrize("lang", LANGS)
def test_the_board_shows_each_step_as_a_picture_of_its_slide(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang)
    page, steps = reader.page, list(shipped().story.values())[:3]
    values = Figures(shipped(), shipped().text(lang), story_measures(shipped()))
    titles = {step.id: fill_figures(getattr(step, f"title_{lang}"), values) for step in steps}
    link = fragment(serialize(tuple(steps), shipped().digest))
    page.goto(f"{reader.server.url}/present?lang={lang}{link}")

    def pictured(*order: int) -> None:
        until(lambda: page.evaluate(PICTURES), [[steps[n].id, titles[steps[n].id], True] for n in order])

    pictured(0, 1, 2)
    assert page.locator(".st-key-story-row-1 .d-sketch-border").count() == 1, "a map is sketched"
    page.locator(".st-key-story-row-3 .d-preview").drag_to(page.locator(".st-key-story-row-1"))
    pictured(2, 0, 1)
    page.set_viewport_size({"width": 700, "height": 900})
    pictured(2, 0, 1)
    page.locator('[class*="st-key-drop-"] button').first.click()
    pictured(0, 1)
    assert reader.complaints() == {}


def test_a_deleted_document_leaves_its_steps_out_and_keeps_them(
    visit: Visitor, start: Callable[..., Server], tmp_path: Path
) -> None:
    where = f"sqlite:///{tmp_path}/documents.sqlite"
    store = Store(where)
    document = added(store, text="دوشنبه عاصمة طاجيكستان.\nتقع تشالديفار على الحدود الطاجيكية الأفغانية.")
    reader = visit("en", at=start(store=where))
    page = reader.page
    gather(reader, page, "a")
    VIEWS["x"] = f"passage:{document}.p01"
    gather(reader, page, "x")
    gather(reader, page, "d")
    store.delete(document)
    page.goto(f"{reader.server.url}/present?lang=en")
    gone = page.locator('[class*="st-key-story-gone-"]')
    expect(gone).to_contain_text("the passage it quotes is no longer here")
    expect(page.locator(".st-key-story-row-2")).to_be_visible()
    page.locator(".st-key-story-start button").click()
    expect(page.locator(".d-steps i")).to_have_count(2)
    expect(page.locator(".d-omitted")).to_contain_text("left out")
    gather(reader, page, "c")
    assert kept(page) == views("axdc")
    page.goto(f"{reader.server.url}/present?lang=en&story=mine&step=2")
    expect(page.locator(".d-steps i")).to_have_count(3)
    page.goto(f"{reader.server.url}/present?lang=en")
    gone.locator("button").click()
    until(lambda: kept(page), views("adc"))
    page.locator(".st-key-story-undo button").click()
    until(lambda: sorted(kept(page)), sorted(views("axdc")))
