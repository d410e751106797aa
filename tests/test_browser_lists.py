"""Pick lists and the jump box as a reader types into them: folding, direction, and where a jump leads from
every page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import plain, until
from tiny import shipped

from data.i18n import name
from data.tables.vocab import LANGS, Lang
from frame import PAGES
from ui.jump_index import CARDS

if TYPE_CHECKING:
    from conftest import Visit, Visitor

ISHKASHIM: dict[Lang, str] = {"en": "ishkashim", "ar": "اشكاشم"}


def offered(reader: Visit, key: str, typed: str) -> list[str]:
    """What an opened list says after these letters."""
    reader.page.locator(f".st-key-{key} input").click()
    reader.page.locator(f".st-key-{key} input").fill(typed)
    reader.page.wait_for_timeout(300)
    reader.page.get_by_role("option").first.wait_for()
    found = [
        plain(text).rpartition(" (")[0] or plain(text)
        for text in reader.page.get_by_role("option").all_text_contents()
    ]
    reader.page.keyboard.press("Escape")
    reader.page.keyboard.press("Escape")
    return found


def test_pick_lists_fold_arabic_and_run_from_the_right(visit: Visitor) -> None:
    reader = visit("ar").open({"lang": "ar"})
    assert offered(reader, "actors", "انتوني") == ["أنتوني بلينكن"]
    assert offered(reader, "actors", "ايران") == [shipped().text("ar")("lists.none")]
    assert offered(reader, "places", "افغانستان") == ["أفغانستان"]
    reader.page.locator(".st-key-topics input").click()
    for part in (reader.page.get_by_role("listbox").last, reader.page.get_by_role("option").first):
        assert part.evaluate("part => getComputedStyle(part).direction") == "rtl"
    assert reader.complaints() == {}


def test_enter_chooses_the_one_that_was_typed(visit: Visitor) -> None:
    reader = visit("en").open({"lang": "en"})
    reader.page.locator(".st-key-actors input").click()
    assert not [text for text in reader.page.get_by_role("option").all_text_contents() if "elect" in text]
    reader.page.locator(".st-key-actors input").press_sequentially("China", delay=30)
    until(lambda: reader.page.get_by_role("option").count(), 1)
    reader.page.keyboard.press("Enter")
    until(lambda: reader.query.get("actors"), "china")


CONTRAST = """(chip) => {
  const light = (colour) => { const [r, g, b] = colour.match(/[0-9.]+/g).map((n) => n / 255).map((n) => (n <= .04045 ? n / 12.92 : ((n + .055) / 1.055) ** 2.4));
    return .2126 * r + .7152 * g + .0722 * b + .05; };
  const ground = light(getComputedStyle(chip).backgroundColor);
  return [chip.querySelector('[title]'), chip.querySelector('button')].map((part) => { const ink = light(getComputedStyle(part).color);
    return Math.max(ink, ground) / Math.min(ink, ground); });
}"""


@pytest.mark.parametrize("dark", [False, True])
def test_what_is_chosen_is_read_and_the_list_typed_into_has_a_whole_ring(visit: Visitor, dark: bool) -> None:
    reader = visit("en", dark=dark).open({"lang": "en", "actors": "russia"})
    chip = reader.page.locator(".st-key-actors .react-aria-ComboBox [data-tag]")
    assert min(chip.evaluate(CONTRAST)) >= 4.5
    reader.page.locator(".st-key-actors input").last.press("u")
    ring = "e => [e, e.closest('[role=group]')].map((part) => getComputedStyle(part).outlineStyle)"
    assert reader.page.locator(".st-key-actors input").last.evaluate(ring) == ["none", "solid"]


def test_no_results_is_said_in_the_language_switched_to(visit: Visitor) -> None:
    reader = visit("en").open({"lang": "en"})
    assert offered(reader, "actors", "zzzz") == ["No results"]
    reader.switch("ar")
    assert offered(reader, "actors", "zzzz") == [shipped().text("ar")("lists.none")]


def names_of_parts(reader: Visit) -> set[str]:
    """What a screen reader calls the buttons of the pick lists, values apart."""
    buttons = reader.page.locator('[data-testid="stMultiSelect"] [aria-label]')
    return {button.get_attribute("aria-label") or "" for button in buttons.all()}


@pytest.mark.parametrize("lang", LANGS)
def test_the_parts_of_a_list_are_named_in_the_language_of_the_page(visit: Visitor, lang: Lang) -> None:
    other: Lang = "en" if lang == "ar" else "ar"
    reader = visit(lang).open({"lang": lang, "topics": "counter-narcotics"})
    for shown in (lang, other):
        topic = name(shipped().topics["counter-narcotics"], shown)
        found = names_of_parts(reader)
        for key in ("clear-all", "open", "selected"):
            assert shipped().text(shown)(f"lists.{key}") in found
        remove = shipped().text(shown)("lists.remove")
        assert [label for label in map(plain, found) if label.startswith(f"{remove} {topic}")]
        if shown == "ar":
            assert [label for label in found if re.match(r"[A-Za-z]", label)] == []
        if shown == lang:
            reader.switch(other)
    assert reader.complaints() == {}


@pytest.mark.parametrize("lang", LANGS)
def test_a_jump_leads_somewhere_from_every_page(visit: Visitor, lang: Lang) -> None:
    reader = visit(lang)
    for here in PAGES:
        reader.page.goto(f"{reader.server.url}/{'' if here == 'map' else here}?lang={lang}&focus=none")
        box = reader.page.locator(".d-jump input")
        box.wait_for(state="attached")
        reader.idle()
        reader.page.keyboard.press("j")  # opens the side bar where it is closed
        box.fill(ISHKASHIM[lang])
        reader.page.locator('.d-jump li[data-pick="place:ishkashim"]').wait_for()
        reader.page.keyboard.press("Enter")
        there = here if here in CARDS and here != "map" else ""
        until(lambda: (reader.path.strip("/"), reader.query.get("focus")), (there, "place:ishkashim"))
        reader.idle()
        until(lambda: reader.title, {"en": "Ishkashim", "ar": "إشكاشم"}[lang])


@pytest.mark.parametrize("lang", LANGS)
def test_a_place_spelled_like_a_common_word_is_offered_under_the_texts_that_have_the_word(
    visit: Visitor, lang: Lang
) -> None:
    reader = visit(lang).open({"lang": lang, "focus": "none"})
    reader.page.locator(".d-jump input").fill("خروج")
    reader.page.locator('.d-jump li[data-pick="place:khorog"]').wait_for()
    rows = reader.page.locator(".d-jump li").evaluate_all(
        "rows => rows.map((row) => row.dataset.pick ?? row.innerText)"
    )
    notice = shipped().text(lang)("jump.near")
    assert notice in rows
    texts, guesses = rows[: rows.index(notice)], rows[rows.index(notice) + 1 :]
    assert guesses[0] == "place:khorog"
    assert all(pick.startswith(("passage:", "statement:")) for pick in texts)


HOMES = [
    ("c38", "statement:c38", "/evidence"),
    ("Passage 5", "passage:issa-2023.p05", "/article"),
    ("Puma", "aid:us-puma-2022", "/aid"),
]


@pytest.mark.parametrize(("typed", "pick", "path"), HOMES)
def test_what_has_a_page_of_its_own_leads_there(visit: Visitor, typed: str, pick: str, path: str) -> None:
    reader = visit("en")
    reader.page.goto(f"{reader.server.url}/sources?lang=en")
    reader.page.locator(".d-jump input").wait_for(state="attached")
    reader.page.keyboard.press("j")
    reader.page.locator(".d-jump input").fill(typed)
    reader.page.locator(f'.d-jump li[data-pick="{pick}"]').click()
    until(lambda: (reader.path, reader.query.get("focus")), (path, pick))
