"""Cases in a real browser: a second one is made and filled while the first stays as it was, links open the
right one, each keeps its own story, a dossier goes out and comes back equal as a case of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Server, Visit, Visitor, until
from playwright.sync_api import expect
from test_browser_documents import page, paste
from test_documents_dossier import lines

from data.atlas.atlas import Atlas
from data.atlas.case import FIRST_CASE, Case
from data.documents.dossier.save import save_dossier
from data.documents.store import Store
from data.tables.vocab import Lang

HOSTILE = "Trade <b>bold</b> **b** $x$ \u202e"
NAMES = {"ar": "تجارة الحدود", "en": HOSTILE}
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('dalil-story'))"


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/documents.sqlite"


@pytest.fixture
def own(start: Callable[..., Server], address: str) -> Server:
    """The app on an empty store of its own."""
    return start(store=address)


def make_case(window: Visit, atlas: Atlas, lang: Lang) -> str:
    """Make a case by its form; its id."""
    t = atlas.text(lang)
    window.page.get_by_role("button", name=t("case.new"), exact=True).click()
    for key, name in NAMES.items():
        window.page.get_by_label(t(f"case.name-{key}")).fill(name)
    window.page.get_by_role("button", name=t("case.make")).click()
    until(lambda: "case" in window.query)
    window.page.keyboard.press("Escape")
    window.idle()
    return window.query["case"]


def titles(store: Store) -> list[str]:
    return [document.title for document, _ in store.entries()]


def shown(window: Visit) -> Any:
    """The documents of the list."""
    return window.page.locator("[class*=st-key-document-]")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_second_case_is_filled_and_the_first_stays(
    lang: Lang, own: Server, visit: Visitor, atlas: Atlas, address: str, tmp_path: Path
) -> None:
    t, store = atlas.text(lang), Store(address)
    window = page(visit, own, lang)
    paste(window, "Of the first\nزار أنتوني بلينكن دوشنبه.")
    window.page.get_by_role("button", name=t("review.back")).click()
    window.idle()
    before = save_dossier(store)[0], store.version()
    case = make_case(window, atlas, lang)
    window.page.get_by_text(t("documents.none")).wait_for()
    line = window.page.locator(".d-case").first
    assert ("<b>bold</b>" if lang == "en" else NAMES["ar"]) in line.inner_text()
    assert window.page.locator(".d-case b").count() == 0
    paste(window, "Of the second\nزار أنتوني بلينكن إشكاشم.")
    window.page.get_by_role("button", name=t("review.back")).click()
    window.idle()
    assert (titles(store), titles(store.of(case))) == (["Of the first"], ["Of the second"])
    assert (save_dossier(store)[0], store.version()) == before

    other = visit(lang, at=own)
    other.page.goto(f"{own.url}/documents?lang={lang}&case={case}")
    expect(shown(other)).to_have_count(1)
    assert "Of the second" in shown(other).inner_text()
    other.page.goto(f"{own.url}/documents?lang={lang}")
    expect(shown(other)).to_have_count(1)
    assert "Of the first" in shown(other).inner_text()
    other.page.goto(f"{own.url}/?lang={lang}&case={case}")
    other.ready()
    assert other.query["case"] == case
    assert "nowhere" not in other.page.content()
    other.page.goto(f"{own.url}/?lang={lang}&case=nowhere")
    other.ready()
    other.page.locator(".d-notice", has_text="nowhere").wait_for()
    until(lambda: "case" not in other.query)

    with window.page.expect_download() as came:
        window.page.get_by_role("button", name=t("dossier.save")).click()
    file = tmp_path / "saved.jsonl.gz"
    came.value.save_as(file)
    window.page.locator("input[type=file]").last.set_input_files(file)
    window.page.get_by_text(t("dossier.into-new")).click()
    window.page.get_by_role("button", name=t("dossier.load")).click()
    until(lambda: window.query.get("case") not in (None, case))
    window.idle()
    (third,) = {c.id for c in store.cases.list_cases()} - {FIRST_CASE, case}
    assert window.query["case"] == third
    saved = lines(file.read_bytes())
    assert saved == lines(save_dossier(store.of(case))[0])
    assert saved == lines(save_dossier(store.of(third))[0])
    assert saved[0]["case"]["name_ar"] == NAMES["ar"]
    assert window.complaints() == {} == other.complaints()


def test_each_case_keeps_its_own_story(own: Server, visit: Visitor, atlas: Atlas, address: str) -> None:
    store = Store(address)
    case = store.cases.make("Other", "").id
    window = visit("en", at=own)
    for query, kept in (({}, ["dalil-story"]), ({"case": case}, ["dalil-story", f"dalil-story-{case}"])):
        window.open({"lang": "en", "focus": "place:ishkashim", **query})
        window.page.get_by_role("button", name=atlas.text("en")("story.add")).first.click()
        until(lambda: sorted(window.page.evaluate(KEPT)), kept)
        window.idle()
    steps = "(key) => JSON.parse(localStorage.getItem(key)).steps.length"
    assert [window.page.evaluate(steps, key) for key in ("dalil-story", f"dalil-story-{case}")] == [1, 1]
    assert window.complaints() == {}


def test_of_many_cases_the_list_scrolls_and_one_is_found_by_typing(
    own: Server, visit: Visitor, atlas: Atlas, address: str
) -> None:
    store = Store(address)
    cases = [store.cases.make(f"Case number {n:02}", "") for n in range(60)]
    assert store.cases.list_cases()[0] == Case()
    window = page(visit, own)
    box = window.page.get_by_role("combobox", name=atlas.text("en")("case.current"))

    def opened() -> bool:
        """Is the list open? A page that is drawn anew meanwhile closes it."""
        if not window.page.get_by_role("option").count():
            box.click()
        return window.page.get_by_role("option").first.is_visible()

    until(opened)
    assert window.page.get_by_role("listbox").evaluate("(list) => list.scrollHeight > list.clientHeight")
    box.fill("number 57")
    window.page.get_by_role("option").filter(has_text="Case number 57").click()
    until(lambda: window.query.get("case") == cases[57].id)
    assert window.complaints() == {}
