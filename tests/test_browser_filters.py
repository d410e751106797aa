"""Filters and words in a real browser: what they find is on screen at once; nothing found has a way back;
sums say by which filters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlencode

import pytest
from conftest import Visit, Visitor, plain, until

from data.atlas.atlas import Atlas
from data.query.describe import describe
from data.query.selection import OPENING, Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from ui.sentences.aid import records_summary

SIZES = ((1400, 900), (390, 844))


@pytest.fixture(autouse=True)
def quiet(windows: list[Visit]) -> Iterator[None]:
    """No page may ask another host, report an error, or break the policy; nor may the app."""
    yield
    assert {f"window {n}": found for n, window in enumerate(windows) if (found := window.complaints())} == {}


def search(reader: Visit, atlas: Atlas, lang: Lang, words: str) -> None:
    """Type words into the side bar and wait until they are looked for."""
    box = reader.page.get_by_label(atlas.text(lang)("filter.text"), exact=True)
    box.fill(words)
    box.press("Enter")
    until(lambda: reader.query.get("text"), words)
    reader.idle()


def heading(reader: Visit) -> str:
    """The heading of the panel."""
    return plain(reader.page.locator(".d-reader h2").first.inner_text())


@pytest.mark.parametrize("lang", LANGS)
def test_words_bring_their_passages_on_screen_with_the_hits_marked(
    visit: Visitor, atlas: Atlas, lang: Lang
) -> None:
    reader = visit().open({"lang": lang})
    assert reader.title
    search(reader, atlas, lang, "Chaldivar")
    view = select(atlas, Selection(text="Chaldivar"))
    until(lambda: reader.panel, list(view.passages))
    assert reader.title == "", "the opening card steps aside"
    mark = reader.page.locator(".d-reader .m-hit").first.bounding_box()
    assert mark
    assert mark["y"] + mark["height"] < 900
    assert "focus" not in reader.query
    t = atlas.text(lang)
    counted = t("start.filtered", statements=t.count("statements", len(view.statements)))
    until(lambda: reader.texts(".d-scorecard p:first-child > span"), [plain(counted)])
    search(reader, atlas, lang, "zzzz")
    until(lambda: heading(reader), atlas.text(lang)("panel.none"))
    reader.press('.d-filters [data-pick="drop:text"]')
    until(lambda: reader.query.get("text", ""), "")
    until(lambda: bool(reader.title))
    assert reader.page.get_by_label(atlas.text(lang)("filter.text"), exact=True).input_value() == ""


def test_an_opened_card_stands_aside_and_comes_back(visit: Visitor, atlas: Atlas) -> None:
    reader = visit().open({"lang": "en", "focus": "place:ishkashim"})
    assert reader.title == "Ishkashim"
    search(reader, atlas, "en", "Chaldivar")
    until(lambda: reader.panel, ["issa-2023.p12", "issa-2023.p13"])
    assert reader.lit == ["ishkashim"]
    reader.press('.d-reader [data-pick="place:ishkashim"]')
    until(lambda: reader.title, "Ishkashim")
    reader.press('.d-reader [data-pick="found:"]')
    until(lambda: reader.panel, ["issa-2023.p12", "issa-2023.p13"])
    reader.press('.d-reader [data-pick="clear:"]')
    until(lambda: reader.title, "Ishkashim")
    until(lambda: "text" in reader.query, False)


def test_a_shared_link_opens_on_what_its_filter_finds_and_an_old_one_as_it_did(
    visit: Visitor, atlas: Atlas
) -> None:
    found = visit().open({"lang": "en", "text": "Chaldivar"})
    assert (found.title, found.panel) == ("", ["issa-2023.p12", "issa-2023.p13"])
    old = visit().open({"lang": "en", "text": "Chaldivar", "focus": OPENING})
    assert old.title == "Tajik–Afghan border"
    assert visit().open({"lang": "en"}).title == "Tajik–Afghan border"


@pytest.mark.parametrize("lang", LANGS)
def test_aid_and_border_say_the_same_sum_by_the_same_filters(
    visit: Visitor, atlas: Atlas, lang: Lang
) -> None:
    query = {"lang": lang, "actors": "russia", "topics": "counter-narcotics", "text": "border"}
    view = select(atlas, Selection(actors=("russia",), topics=("counter-narcotics",), text="border"))
    for page in ("aid", "border"):
        until(partial(sums, visit(), page, query), plain(records_summary(view, view.atlas.text(lang))))


def sums(reader: Visit, page: str, query: dict[str, str]) -> str:
    """The last sentence that a page says of its sums, once it says one."""
    if page not in reader.page.url:
        reader.page.goto(f"{reader.server.url}/{page}?{urlencode(query)}")
    return plain(said.last.inner_text()) if (said := reader.page.locator("p.d-shown")).count() else ""


@pytest.mark.parametrize("size", SIZES)
def test_what_a_filter_cannot_judge_is_counted_apart(
    visit: Visitor, atlas: Atlas, size: tuple[int, int]
) -> None:
    reader = visit(size=size).open({"lang": "en", "km_from": "242", "km_to": "743"})
    view = select(atlas, Selection(km_from=242, km_to=743))
    assert plain(describe(view, view.atlas.text("en"))) in reader.sentence
    assert reader.panel == [*view.passages, *view.undecided]
    assert reader.page.locator(".d-reader .d-passage:not(.dim)").count() == len(view.passages) == 2
    assert reader.page.get_by_text(atlas.text("en")("passage.outside"), exact=True).count() == 0
