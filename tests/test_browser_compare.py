"""Two documents side by side in a real browser: the case to learn from, pairs, the map, and the way to the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Server, Visit, Visitor, plain, until
from test_compare_several import three

from data.atlas.atlas import Atlas
from data.documents.store import Store
from data.tables.vocab import LANGS, Lang

FIRST = "second-article"
WIDE, PHONE = (1400, 900), (390, 844)


@pytest.fixture(scope="module")
def own(start: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The app on a store of its own."""
    return start(store=f"sqlite:///{tmp_path_factory.mktemp('compare')}/documents.sqlite")


@pytest.fixture(autouse=True)
def quiet(windows: list[Visit]) -> Iterator[None]:
    """No page may ask another host, report an error, or break the policy; nor may the app."""
    yield
    assert {f"window {n}": found for n, window in enumerate(windows) if (found := window.complaints())} == {}
    assert [w.server.output() for w in windows if "Traceback" in w.server.output()] == []


def page(visit: Visitor, at: Server, lang: Lang, size: tuple[int, int] = WIDE) -> Visit:
    """A window at the comparison, with the case to learn from."""
    window = visit(lang, size, at=at)
    window.page.goto(f"{at.url}/compare?lang={lang}")
    learn = window.page.locator(".st-key-first-case button")
    learn.or_(window.page.locator(".d-comparison")).first.wait_for()
    if learn.count():
        learn.click()
    window.page.locator(".d-comparison").wait_for()
    return window.idle()


CORNERS = "sides => sides.map((side) => { const { x, y } = side.getBoundingClientRect(); return [x, y]; })"


@pytest.mark.parametrize("lang", LANGS)
def test_from_one_document_to_two_side_by_side_and_to_the_words(
    lang: Lang, own: Server, visit: Visitor, atlas: Atlas
) -> None:
    window = page(visit, own, lang)
    assert "10" in plain(window.page.locator(".d-answer").inner_text())
    assert window.texts(".d-comparison .m-differing") == ["ولذلك"]
    assert window.page.locator(".d-pair .d-two-sides").count() == 6
    sides = window.page.locator(".d-pair .d-two-sides").first.locator(".d-compared-side")
    (x, y), (other_x, other_y) = sides.evaluate_all(CORNERS)  # both at once: the page may still move
    assert (x > other_x) == (lang == "ar"), "the first document stands where reading begins"
    assert y == other_y
    point = window.page.locator('.d-canvas .d-point[data-entity="khorog"]')
    point.wait_for()
    assert "c-other" in (point.get_attribute("class") or "")
    assert atlas.text(lang)("compare.by-other") in plain(point.get_attribute("title") or "")
    window.page.locator(f'[data-pick="read:passage:{FIRST}.p10"]').first.click()
    until(lambda: window.page.evaluate("location.pathname"), "/article")
    assert window.query["focus"] == f"passage:{FIRST}.p10"
    window.page.locator(f'.d-article [data-passage="{FIRST}.p10"]').wait_for()
    window.idle()
    asked = window.server.output().count("does not exist anymore")
    window.page.wait_for_timeout(6000)  # longer than a pick waits before it is sent again
    assert window.server.output().count("does not exist anymore") == asked, "what was left asks no more"


def test_a_name_in_the_lists_opens_its_card_and_the_pair_stays(own: Server, visit: Visitor) -> None:
    window = page(visit, own, "en")
    window.page.locator('.d-named-by [data-pick="place:khorog"]').click()
    until(lambda: window.query.get("focus"), "place:khorog")
    window.page.locator(".st-key-card .d-card", has_text="Khorog").wait_for()
    assert window.page.locator(".d-comparison").count() == 1


def test_a_phone_shows_one_side_under_the_other_and_nothing_is_wider(own: Server, visit: Visitor) -> None:
    window = page(visit, own, "ar", PHONE)
    sides = window.page.locator(".d-pair .d-two-sides").first.locator(".d-compared-side")
    boxes = [box for box in (sides.nth(n).bounding_box() for n in range(2)) if box]
    assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]
    assert window.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert window.page.locator(".d-pages > a, .d-more-pages").count() == 5


@pytest.mark.parametrize("lang", LANGS)
def test_three_documents_say_what_they_have_on_one_subject(
    lang: Lang, start: Callable[..., Server], visit: Visitor, atlas: Atlas, tmp_path: Path
) -> None:
    address = f"sqlite:///{tmp_path}/documents.sqlite"
    _, documents = three(Store(address))
    window = visit(lang, WIDE, at=start(store=address))
    page, t = window.page, atlas.text(lang)
    page.goto(f"{window.server.url}/compare?lang={lang}&compared={','.join(documents)}&focus=place:khorog")
    columns = page.locator(".d-on-subject .d-said-by")
    columns.nth(2).wait_for()
    window.idle()
    assert [column.locator(".d-silence").count() for column in columns.all()] == [1, 0, 0]
    (x, y), *others = columns.evaluate_all(CORNERS)
    assert all((x > other) == (lang == "ar") and y == there for other, there in others)
    page.locator(".d-matters summary", has_text=t("compare.actors")).click()
    page.locator('.d-spoken-of [data-pick="actor:blinken"]').click()
    until(lambda: window.query.get("focus"), "actor:blinken")
    page.locator(".d-on-subject h2", has_text=t.name(atlas.entities["blinken"])).wait_for()
    assert columns.locator(".d-silence").count() == 0
    assert page.locator(".d-on-subject mark").count() >= 3
    head, close = (
        page.locator(part).bounding_box() for part in (".d-on-subject h2", ".d-on-subject .d-close")
    )
    assert head
    assert close
    assert abs(close["y"] - head["y"]) < 2
    end = close["x"] - head["x"] if lang == "ar" else head["x"] + head["width"] - close["x"] - close["width"]
    assert abs(end) < 2, "it stands at the end of the heading, not of the page"
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    until(lambda: len({x for x, _ in columns.evaluate_all(CORNERS)}), 1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
