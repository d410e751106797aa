"""The journeys of a reader who asks whether it is so: from a statement to the words and the map, by
assessment, in the margin."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import Visit, Visitor, plain, until
from playwright.sync_api import expect

from data.atlas.atlas import Atlas
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang

VISIBLE = "() => [...document.querySelectorAll('.d-statement')].filter((c) => !c.hidden).map((c) => c.id.replace('statement-', ''))"


@pytest.fixture(autouse=True)
def quiet(windows: list[Visit]) -> Iterator[None]:
    """In no journey may a page ask another host, report an error, or break the policy."""
    yield
    assert {f"window {n}": found for n, window in enumerate(windows) if (found := window.complaints())} == {}


def arrive(reader: Visit, query: dict[str, str]) -> Visit:
    """Open the evidence page by a link and wait for its cards."""
    reader.page.goto(
        reader.server.url + "/evidence?" + "&".join(f"{key}={value}" for key, value in query.items())
    )
    return settled(reader)


def settled(reader: Visit) -> Visit:
    """Wait until the cards stand."""
    reader.page.locator(".d-fetched[data-filled]").wait_for(state="attached")
    return reader.idle()


def cards(reader: Visit) -> list[str]:
    """Ids of the cards to be seen, in order."""
    found: list[str] = reader.page.evaluate(VISIBLE)
    return found


def test_a_statement_leads_to_its_words_in_the_article(visit: Visitor, atlas: Atlas) -> None:
    reader = arrive(visit("ar"), {"lang": "ar", "focus": "statement:c38"})
    card = reader.page.locator("#statement-c38")
    expect(card).to_have_attribute("open", "")
    expect(card).to_be_in_viewport()
    card.locator('[data-pick="read:statement:c38"]').click()
    until(lambda: reader.path, "/article")
    until(
        lambda: "".join(reader.page.locator(".d-article .d-quote .stated").all_text_contents()),
        atlas.statements["c38"].quote,
    )
    expect(reader.page.locator(".d-article .here")).to_have_attribute("data-passage", "issa-2023.p13")
    until(lambda: reader.query, {"lang": "ar", "focus": "statement:c38"})


def test_a_statement_leads_to_its_places_on_the_map(visit: Visitor, atlas: Atlas) -> None:
    reader = arrive(visit(), {"lang": "en", "focus": "statement:c34"})
    reader.page.locator('#statement-c34 [data-pick="map:statement:c34"]').click()
    until(lambda: reader.path, "/")
    reader.ready()
    until(lambda: reader.lit, ["ayvaj", "chaldovar"])
    expect(reader.page.locator(".d-statement-card")).to_contain_text(atlas.statements["c34"].explanation_en)
    reader.page.locator('[data-pick="weigh:statement:c34"]').click()
    until(lambda: reader.path, "/evidence")
    expect(settled(reader).page.locator("#statement-c34")).to_have_class("d-statement here")


def test_a_filter_by_assessment_survives_page_change_reload_and_language(
    visit: Visitor, atlas: Atlas
) -> None:
    reader = arrive(visit(), {"lang": "en"})
    assert len(cards(reader)) == len(atlas.statements)
    reader.page.locator('.d-assessment-count[data-pick="assessment:differ"]').click()
    until(lambda: cards(reader), ["c38", "c42", "c52"])
    until(lambda: reader.query, {"lang": "en", "assessments": "differ"})
    expect(reader.page.locator('.d-assessment-count[data-pick="assessment:differ"]')).to_have_attribute(
        "aria-pressed", "true"
    )
    reader.page.locator(".st-key-lang").get_by_text("العربية").click()
    expect(reader.page.locator(".stApp")).to_have_css("direction", "rtl")
    until(lambda: cards(settled(reader)), ["c38", "c42", "c52"])
    reader.idle().page.reload()
    until(lambda: cards(settled(reader)), ["c38", "c42", "c52"])
    reader.page.locator(".d-nav a", has_text=plain(atlas.text("ar")("page.article"))).click()
    until(lambda: reader.path, "/article")
    until(lambda: reader.query, {"lang": "ar", "assessments": "differ"})
    dimmed = reader.page.locator(".d-article .d-passage:not(.dim)")
    passages = select(atlas, Selection(assessments=("differ",))).passages
    until(lambda: [p.get_attribute("data-passage") for p in dimmed.all()], list(passages))
    reader.page.locator(".d-nav a", has_text=plain(atlas.text("ar")("page.evidence"))).click()
    until(lambda: cards(settled(reader)), ["c38", "c42", "c52"])


def test_actor_topic_place_and_assessment_filter_together(visit: Visitor, atlas: Atlas) -> None:
    selection = Selection(
        actors=("united-states",),
        topics=("border-security",),
        places=("chaldovar",),
        assessments=("differ", "open"),
    )
    reader = arrive(visit(), {"lang": "en"} | selection.to_query())
    wanted = [s.id for s in select(atlas, selection).statements]
    assert wanted
    until(lambda: cards(reader), wanted)


def test_a_shape_in_the_margin_shows_its_words_and_opens_its_card(visit: Visitor, atlas: Atlas) -> None:
    reader = visit()
    reader.page.goto(reader.server.url + "/article?lang=en")
    mark = reader.page.locator('.d-margin [data-statement="c42"]')
    mark.hover()
    until(
        lambda: "".join(reader.page.locator(".d-article .d-quote .m-statement.d-hint").all_text_contents()),
        atlas.statements["c42"].quote,
    )
    mark.click()
    until(lambda: reader.query.get("focus"), "statement:c42")
    expect(reader.page.locator(".d-statement-card")).to_contain_text(atlas.statements["c42"].explanation_en)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_never_scrolls_sideways_on_a_phone(visit: Visitor, lang: Lang) -> None:
    reader = arrive(visit(lang, (390, 844)), {"lang": lang, "focus": "statement:c52"})
    assert reader.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    wide = "() => [...document.querySelectorAll('.d-statements *')].filter((e) => e.scrollWidth > 392).length"
    assert reader.page.evaluate(wide) == 0


@pytest.mark.parametrize("lang", LANGS)
def test_an_assessment_leads_to_its_rules_without_a_reload_and_back(visit: Visitor, lang: Lang) -> None:
    reader = arrive(visit(lang), {"lang": lang, "focus": "statement:c38"})
    reader.page.evaluate("window.same = true")
    reader.page.locator("#statement-c38 a.d-rule").click()
    until(lambda: reader.path, "/sources")
    section = reader.page.locator(f"#rules-assessment-{lang}")
    expect(section).to_be_in_viewport()
    until(lambda: reader.query, {"lang": lang, "focus": "statement:c38"})
    assert reader.page.evaluate("window.same")
    reader.page.go_back()
    expect(settled(reader).page.locator("#statement-c38")).to_have_attribute("open", "")


@pytest.mark.parametrize("lang", LANGS)
def test_statements_that_the_filters_cannot_judge_can_be_opened(
    visit: Visitor, atlas: Atlas, lang: Lang
) -> None:
    """Counted in the first window, one click away; each leads to its card, although no filter finds it."""
    apart = select(atlas, Selection(since=2012, until=2019)).undecided_statements
    assert apart
    reader = arrive(visit(lang, (360, 640)), {"lang": lang, "since": "2012", "until": "2019"})
    t = atlas.text(lang)
    head = reader.page.locator(".d-apart summary")
    expect(head).to_be_in_viewport()
    counted = t("evidence.apart", count=t.count("statements", len(apart)))
    assert plain(head.inner_text()) == plain(counted)
    rows = reader.page.locator(".d-apart [data-pick]")
    assert rows.evaluate_all("rows => rows.map((row) => row.dataset.statement)") == [s.id for s in apart]
    assert cards(reader) == []
    rows.last.click()
    until(lambda: cards(reader), [apart[-1].id])
    expect(reader.page.locator(f"#statement-{apart[-1].id} summary")).to_be_in_viewport()
