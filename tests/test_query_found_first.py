"""What a filter finds is what a page shows first; nothing found has a way back; what a filter cannot judge is
counted apart."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from tiny import selections, shipped, small

from data.i18n.isolates import strip_isolates
from data.query.describe import describe
from data.query.selection import OPENING, Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from ui.html.article import article
from ui.html.panel.panel import WHOLE, panel
from ui.html.statements.page import evidence_page as evidence
from ui.session.picks import pick_effect

ATLAS = shipped()


def shown(html: str) -> list[tuple[str, bool]]:
    """The passages of a panel or an article in order, and whether each is shown as found."""
    return [
        (key, not dim)
        for dim, key in re.findall(r'class="d-passage( dim)?[^"]*" data-passage="([^"]+)"', html)
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_words_show_the_passages_that_have_them_first_with_the_hits_marked(lang: Lang) -> None:
    html = panel(
        select(ATLAS, Selection(text="Chaldivar")),
        select(ATLAS, Selection(text="Chaldivar")).atlas.text(lang),
    )
    assert shown(html) == [("issa-2023.p12", True), ("issa-2023.p13", True)]
    assert "m-hit" in html
    border = ATLAS.entities["tajik-afghan-border"]
    assert f"<h2><bdi>{border.name_en if lang == 'en' else border.name_ar}</bdi>" not in html
    assert ATLAS.text(lang).count("passages", 2) in strip_isolates(html)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "focus", [None, "", OPENING, "place:chaldovar", "passage:issa-2023.p05", "statement:c38"]
)
def test_nothing_found_says_so_and_offers_to_drop_each_filter(lang: Lang, focus: str | None) -> None:
    s = Selection(focus=focus, actors=("russia", "china")).with_changes(text="zzzz")
    html = panel(select(ATLAS, s), select(ATLAS, s).atlas.text(lang))
    assert shown(html) == []
    assert ATLAS.text(lang)("panel.none") in html
    for pick in ("drop:text", "drop:actors:russia", "drop:actors:china", "clear:"):
        assert f'data-pick="{pick}"' in html
    assert (f'data-pick="{focus}"' in html) == bool(focus), "the card that was open stays within reach"


@pytest.mark.parametrize("lang", LANGS)
@settings(max_examples=60, deadline=None)
@given(s=selections(ATLAS))
def test_the_panel_shows_what_is_found_before_anything_else(lang: Lang, s: Selection) -> None:
    view = select(ATLAS, s)
    kept = shown(panel(view, view.atlas.text(lang)))
    assert [found for _, found in kept] == sorted((found for _, found in kept), reverse=True)
    assert all((key in view.passages) == found for key, found in kept)
    if view.found_first:
        assert [key for key, found in kept if found] == list(view.passages)[:WHOLE]


@pytest.mark.parametrize("lang", LANGS)
@settings(max_examples=60, deadline=None)
@given(s=selections(ATLAS))
def test_a_page_calls_each_passage_the_same(lang: Lang, s: Selection) -> None:
    view = select(ATLAS, s)
    if view.possible.any():
        assert {key for key, found in shown(article(view, view.atlas.text(lang))) if found} == set(
            view.passages
        )
    said = strip_isolates(describe(view, view.atlas.text(lang)))
    none = strip_isolates(ATLAS.text(lang)("shown.none", total="", filters="")).split("(")[0]
    assert (
        ATLAS.text(lang).count("passages", len(view.passages)) in said
        if view.passages
        else said.startswith(none)
    )
    apart = ATLAS.text(lang)("shown.apart", reasons="").split("\u2068")[0]
    assert (strip_isolates(apart) in said) == bool(view.undecided)
    assert len(view.passages) + len(view.undecided) <= len(ATLAS.passages)


@pytest.mark.parametrize("lang", LANGS)
def test_what_no_date_ties_to_the_period_is_neither_found_nor_outside(lang: Lang) -> None:
    view = select(ATLAS, Selection(since=2012, until=2019))
    assert (len(view.passages), len(view.undecided)) == (0, 5)
    html = panel(view, view.atlas.text(lang))
    assert shown(html) == [(p, False) for p in view.undecided]
    assert html.count(ATLAS.text(lang)("passage.undated")) == 5
    assert ATLAS.text(lang)("passage.outside") not in html
    along = select(ATLAS, Selection(km_from=242, km_to=743))
    assert (len(along.passages), len(along.apart["unplaced"])) == (2, 14)


@pytest.mark.parametrize("lang", LANGS)
def test_article_and_evidence_say_which_filters_are_in_use_and_how_to_drop_them(lang: Lang) -> None:
    view = select(ATLAS, Selection(text="Ayvaj", actors=("united-states",)))
    for html in (article(view, view.atlas.text(lang)), evidence(view, view.atlas.text(lang), "")):
        assert "Ayvaj" in html
        assert all(
            f'data-pick="{pick}"' in html for pick in ("drop:text", "drop:actors:united-states", "clear:")
        )
    assert (
        f'data-pick="passage:{view.passages[0]}"' in article(view, view.atlas.text(lang)).split("<section")[0]
    ), "the way to the first one found"
    assert "drop:" not in article(
        select(ATLAS, Selection()), select(ATLAS, Selection()).atlas.text(lang)
    ) + evidence(select(ATLAS, Selection()), select(ATLAS, Selection()).atlas.text(lang), "")


@pytest.mark.parametrize("lang", LANGS)
def test_an_article_in_which_nothing_is_found_says_so_once(lang: Lang) -> None:
    html = article(
        select(ATLAS, Selection(text="zzzz")), select(ATLAS, Selection(text="zzzz")).atlas.text(lang)
    )
    assert html.count(ATLAS.text(lang)("panel.none")) == 1
    assert ATLAS.text(lang)("passage.outside") not in html


def test_picks_drop_a_filter_clear_all_and_show_what_is_found() -> None:
    atlas, s = (
        small(),
        Selection(
            actors=("sun", "moon"), text="x", since=2020, km_to=3, donors=("giver",), focus="place:nora"
        ),
    )

    def then(pick: str) -> Selection:
        changes: dict[str, Any] = pick_effect(atlas, s, pick, framed=True).changes
        return s.with_changes(**changes)

    assert then("drop:actors:sun").actors == ("moon",)
    assert then("drop:actors").actors == ()
    assert then("drop:text").active == ("actors", "period", "stretch")
    assert then("drop:period").active == ("actors", "stretch", "text")
    assert then("drop:stretch").active == ("actors", "period", "text")
    assert then("clear:") == s.without_filters()
    assert not then("clear:").narrowed
    assert then("found:").aside == "place:nora"
    assert pick_effect(atlas, s, "drop:focus", framed=True).changes == {}
