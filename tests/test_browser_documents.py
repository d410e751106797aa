"""Adding and reviewing in a real browser: paste, decide by mouse and keyboard, see it on the map; and two
apps on one PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Server, Visit, Visitor, until
from playwright.sync_api import Locator
from stores import postgres

from data.atlas.atlas import Atlas
from data.documents.store import Store
from data.i18n import name
from data.tables.vocab import Lang

TEXT = """زيارة إلى الحدود
زار أنتوني بلينكن دوشنبه وتحدث عن إشكاشم.
وقال سكان في قرية زرنيگار إن <b>الطريق</b> مقطوع."""
UNKNOWN = ["زرنيگار"]  # what no table knows stays a question


@pytest.fixture
def own(start: Callable[..., Server], tmp_path: Path) -> Server:
    """The app on an empty store of its own."""
    return start(store=f"sqlite:///{tmp_path}/documents.sqlite")


def page(visit: Visitor, at: Server, lang: Lang = "en") -> Visit:
    """A window at the documents page."""
    window = visit(lang, at=at)
    window.page.goto(f"{at.url}/documents?lang={lang}")
    window.page.locator("textarea").wait_for()
    return window.idle()


def paste(window: Visit, text: str = TEXT) -> None:
    """Add a text and come to the desk."""
    window.page.locator("textarea").fill(text)
    window.page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    window.page.locator(".d-review").wait_for()
    window.idle()


def states(window: Visit, state: str) -> list[str]:
    """The words of the marks in a state."""
    return window.texts(f".d-review mark.r-{state}")


def select_mark(window: Visit, words: str) -> None:
    """Pick a mark by its words."""
    window.page.locator(".d-review mark", has_text=words).first.click()
    window.page.locator(".d-review mark.r-here", has_text=words).first.wait_for()
    window.idle()


def press(window: Visit, key: str, state: str, words: str) -> None:
    """Press a key and wait until the mark is in the state."""
    window.page.keyboard.press(key)
    window.page.locator(f".d-review mark.r-{state}", has_text=words).first.wait_for()
    window.idle()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_paste_review_and_map(lang: Lang, own: Server, visit: Visitor, atlas: Atlas) -> None:
    window = page(visit, own, lang)
    paste(window)
    assert {"أنتوني بلينكن", "إشكاشم"} <= set(states(window, "open"))
    assert window.page.locator(".d-review b").count() == 0, "text of a document is never markup"
    select_mark(window, "إشكاشم")
    press(window, "a", "accepted", "إشكاشم")
    select_mark(window, "أنتوني بلينكن")
    press(window, "x", "rejected", "أنتوني بلينكن")
    press(window, "u", "open", "أنتوني بلينكن")
    window.page.get_by_role("button", name=atlas.text(lang)("review.back")).click()
    window.page.get_by_role("button", name=atlas.text(lang)("documents.only")).first.click()
    window.page.locator(".d-map[data-state=ready][data-received]").wait_for()
    until(lambda: "documents" in window.query)
    window.idle()
    document = window.query["documents"]
    window.page.goto(f"{own.url}/?lang={lang}&documents={document}&focus=place:ishkashim")
    window.ready()
    assert window.title == name(atlas.entities["ishkashim"], lang)
    until(lambda: f"{document}.p01" in window.panel)
    assert "زيارة إلى الحدود" in window.sentence
    assert window.complaints() == {}


def test_the_focus_stays_where_one_decides_by_keyboard(own: Server, visit: Visitor) -> None:
    window = page(visit, own)
    paste(window)
    focused = "() => document.activeElement.closest('[class*=st-key-accept-], [class*=st-key-reject-]')?.className ?? ''"
    for act in ("accept", "reject"):
        select_mark(window, "إشكاشم")
        button = window.page.locator(f"[class*=st-key-{act}-] button")
        button.focus()
        before = str(window.page.evaluate(focused))
        window.page.keyboard.press("Enter")
        until(lambda act=act, before=before: f"st-key-{act}-" in window.page.evaluate(focused) != before)
        window.idle()
        assert f"st-key-{act}-" in window.page.evaluate(focused)
    while window.page.locator("[class*=st-key-reject-]").count():
        before = str(window.page.evaluate(focused))
        window.page.keyboard.press("Enter")
        until(lambda before=before: window.page.evaluate(focused) != before)
        window.idle()
    until(lambda: window.page.evaluate("() => Boolean(document.activeElement.closest('.st-key-desk'))"))
    assert window.complaints() == {}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_two_windows_review_one_document_and_who_comes_late_is_told(
    lang: Lang, own: Server, visit: Visitor, atlas: Atlas
) -> None:
    one = page(visit, own, lang)
    paste(one)
    two = page(visit, own, lang)
    two.page.get_by_role("button", name=atlas.text(lang)("documents.review"), exact=True).first.click()
    two.page.locator(".d-review").wait_for()
    two.idle()
    for window in (one, two):
        select_mark(window, "إشكاشم")
    press(one, "x", "rejected", "إشكاشم")
    two.page.locator("[class*=st-key-accept-] button").click()
    two.page.locator(".d-notice", has_text=atlas.text(lang)("documents.stale")).wait_for()
    two.page.locator(".d-review mark.r-rejected.r-here", has_text="إشكاشم").wait_for()
    select_mark(two, "أنتوني بلينكن")
    press(two, "a", "accepted", "أنتوني بلينكن")
    press(one, "u", "open", "إشكاشم")
    assert "أنتوني بلينكن" in states(one, "accepted"), "one takes back one's own decision alone"
    two.page.get_by_role("button", name=atlas.text(lang)("review.back")).click()
    two.page.get_by_role("button", name=atlas.text(lang)("documents.delete")).first.click()
    two.page.get_by_role("button", name=atlas.text(lang)("documents.delete")).last.click()
    two.page.get_by_text(atlas.text(lang)("documents.none")).wait_for()
    one.page.keyboard.press("a")
    one.page.locator(".d-notice", has_text=atlas.text(lang)("documents.gone")).wait_for()
    assert one.complaints() == two.complaints() == {}


def test_a_place_is_added_and_a_document_deleted(own: Server, visit: Visitor, atlas: Atlas) -> None:
    window = page(visit, own)
    paste(window)
    window.page.get_by_text(atlas.text("en")("review.place")).first.click()
    window.page.get_by_text(atlas.text("en")("review.pick")).click()
    window.page.locator(".d-map[data-state=ready][data-received]").wait_for()
    window.page.locator(".d-map").scroll_into_view_if_needed()
    window.rests()
    window.answered(lambda: window.page.locator(".d-canvas").click(position={"x": 200, "y": 150}))
    picked = [
        float(window.page.get_by_label(atlas.text("en")(f"review.{what}"), exact=True).input_value())
        for what in ("lat", "lon")
    ]
    assert 34 < picked[0] < 44, "in sight of the map"
    assert 64 < picked[1] < 78
    form = window.page.locator("[data-testid=stForm]").filter(
        has=window.page.get_by_label(atlas.text("en")("review.place-from"))
    )
    form.get_by_label(atlas.text("en")("review.name-ar")).fill("زرنيگار")
    form.get_by_label(atlas.text("en")("review.place-from")).fill("https://example.org/map")
    form.locator("[data-testid=stFormSubmitButton] button").click()
    window.page.locator(".d-review mark.r-accepted", has_text="زرنيگار").wait_for()
    window.idle()
    window.page.get_by_role("button", name=atlas.text("en")("review.back")).click()
    window.page.get_by_role("button", name=atlas.text("en")("documents.delete")).first.click()
    window.page.get_by_text(atlas.text("en")("documents.delete-sure")).wait_for()
    window.page.get_by_role("button", name=atlas.text("en")("documents.delete")).last.click()
    window.page.get_by_text(atlas.text("en")("documents.none")).wait_for()
    assert window.complaints() == {}


def test_an_actor_of_whom_the_kind_is_missing_is_told_plainly(
    own: Server, visit: Visitor, atlas: Atlas
) -> None:
    window = page(visit, own)
    paste(window)
    window.page.get_by_text(atlas.text("en")("review.actor")).first.click()
    form = window.page.locator("[data-testid=stForm]").filter(
        has=window.page.get_by_label(atlas.text("en")("review.role-en"))
    )
    form.get_by_label(atlas.text("en")("review.name-ar")).fill("سكان")
    form.get_by_label(atlas.text("en")("review.role-en")).fill("<b>Villagers</b>")
    form.get_by_label(atlas.text("en")("review.actor-from")).fill("A letter")
    form.get_by_role("button", name=atlas.text("en")("review.actor")).click()
    window.page.locator(".d-notice", has_text=atlas.text("en")("review.actor-type")).wait_for()
    window.idle()
    assert form.get_by_label(atlas.text("en")("review.name-ar")).input_value() == "سكان", (
        "what was written stays"
    )
    assert window.complaints() == {}


def pick(window: Visit, form: Locator, label: str, option: str) -> None:
    """Choose an option of a list in a form by keyboard: an open list closes when the page scrolls under
    it."""
    box = form.get_by_role("combobox", name=label)

    def reached() -> str | None:
        box.press("ArrowDown")
        window.page.wait_for_timeout(200)
        found: str | None = box.evaluate(
            "box => document.getElementById(box.getAttribute('aria-activedescendant'))?.innerText ?? null"
        )
        return found

    box.fill(option)
    until(reached, option)
    box.press("Enter")
    window.page.get_by_role("option").first.wait_for(state="detached")
    assert box.input_value() == option


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_an_actor_is_added_and_taken_back(
    lang: Lang, own: Server, visit: Visitor, atlas: Atlas, tmp_path: Path
) -> None:
    window, kept = page(visit, own, lang), Store(f"sqlite:///{tmp_path}/documents.sqlite")
    paste(window)
    before = states(window, "accepted")
    window.page.get_by_text(atlas.text(lang)("review.actor")).first.click()
    form = window.page.locator("[data-testid=stForm]").filter(
        has=window.page.get_by_label(atlas.text(lang)("review.role-en"))
    )
    form.get_by_label(atlas.text(lang)("review.name-ar")).fill("سكان")
    form.get_by_label(atlas.text(lang)("review.name-en")).fill("Villagers")
    form.get_by_label(atlas.text(lang)("review.role-en")).fill("People of Zarnigar")
    pick(window, form, atlas.text(lang)("review.actor-kind"), atlas.text(lang)("type.organisation"))
    pick(window, form, atlas.text(lang)("review.actor-side"), name(atlas.groups["tajikistan"], lang))
    form.get_by_label(atlas.text(lang)("review.actor-from")).fill("https://example.org/letter")
    form.get_by_role("button", name=atlas.text(lang)("review.actor")).click()
    window.page.locator(".d-notice", has_text=atlas.text(lang)("review.actor-added")).wait_for()
    window.page.locator(".d-review mark.r-accepted", has_text="سكان").wait_for()
    window.idle()
    (actor,) = kept.overlay().rows["actors"].values()
    assert (actor.group, actor.role_ar) == ("tajikistan", "People of Zarnigar")  # type: ignore[attr-defined]
    assert form.get_by_label(atlas.text(lang)("review.name-ar")).input_value() == "", "ready for the next one"
    window.page.get_by_role("button", name=atlas.text(lang)("review.undo")).click()
    window.page.locator(".d-notice", has_text=atlas.text(lang)("review.taken-back")).wait_for()
    until(lambda: states(window, "accepted"), before)
    assert not {"actors", "entities"} & kept.overlay().rows.keys()
    assert window.complaints() == {}


def test_the_dossier_is_saved_and_comes_back(
    own: Server, visit: Visitor, atlas: Atlas, tmp_path: Path
) -> None:
    window = page(visit, own)
    paste(window)
    window.page.get_by_role("button", name=atlas.text("en")("review.accept-all")).click()
    until(lambda: states(window, "open"), UNKNOWN)
    window.page.get_by_role("button", name=atlas.text("en")("review.back")).click()
    with window.page.expect_download() as saved:
        window.page.get_by_role("button", name=atlas.text("en")("dossier.save")).click()
    saved.value.save_as(tmp_path / saved.value.suggested_filename)
    window.page.get_by_role("button", name=atlas.text("en")("documents.delete")).first.click()
    window.page.get_by_role("button", name=atlas.text("en")("documents.delete")).last.click()
    window.page.get_by_text(atlas.text("en")("documents.none")).wait_for()
    window.page.locator("input[type=file]").set_input_files(tmp_path / saved.value.suggested_filename)
    window.page.get_by_role("button", name=atlas.text("en")("dossier.load")).click()
    told = atlas.text("en")("dossier.loaded", added="1 document")
    window.page.locator(".d-notice", has_text=told).wait_for()
    window.page.get_by_role("button", name=atlas.text("en")("documents.only")).wait_for()
    assert window.complaints() == {}


def test_an_empty_text_is_told_plainly(own: Server, visit: Visitor, atlas: Atlas) -> None:
    window = page(visit, own)
    window.page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    window.page.locator(".d-notice", has_text=atlas.text("en")("documents.empty")).wait_for()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with postgres() as found:
        yield found


def test_two_apps_share_one_store_and_one_carries_on_alone(
    address: str, start: Callable[..., Server], visit: Visitor, atlas: Atlas
) -> None:
    one, two = start(store=address), start(store=address)
    window = page(visit, one)
    other = visit("en", at=two).open()
    paste(window)
    window.page.get_by_role("button", name=atlas.text("en")("review.accept-all")).click()
    until(lambda: states(window, "open"), UNKNOWN)
    window.idle()
    window.page.get_by_role("button", name=atlas.text("en")("review.back")).click()
    window.page.get_by_role("button", name=atlas.text("en")("documents.only")).first.click()
    until(lambda: "documents" in window.query)
    link = {"documents": window.query["documents"], "lang": "en", "focus": "place:ishkashim"}
    one.stop()
    other.open(link)
    assert f"{link['documents']}.p01" in other.panel
    assert other.query == link
    assert page(visit, two).texts("[data-testid=stText]"), "the list of documents"
