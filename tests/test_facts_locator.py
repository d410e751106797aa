"""The link to a piece of evidence opens its page at the words that the row rests on, and the card says where
they stand."""

from __future__ import annotations

import random
import re
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import shipped

from data.facts.locator import at_words, link, where
from data.i18n import name
from data.query.selection import Selection
from data.query.view import select
from data.tables.model import Aid, Corroboration, Evidence
from data.tables.vocab import LANGS, Lang
from export.tables import records
from ui.html.panel.panel import panel
from ui.html.statements.page import statement_cards
from ui.sentences import aid

START = ":~:text="
WELL_FORMED = r"[^#\s]*:~:text=(?:[A-Za-z0-9._~!$'()*+;=:@/?]|%[0-9A-F]{2})+"
LOCATED: list[Aid | Corroboration | Evidence] = [
    *shipped().evidence.values(),
    *shipped().aid.values(),
    *shipped().corroboration.values(),
]


@given(st.text(min_size=1))
def test_a_text_fragment_carries_any_words_and_no_sign_with_a_meaning_of_its_own(words: str) -> None:
    words = words.encode("utf-8", "ignore").decode()
    page = "https://a.example/b?c=d"
    opened = at_words(page, words)
    assert opened == page or opened.startswith(page + "#" + START)
    directive = opened.removeprefix(page).removeprefix("#" + START)
    assert unquote(directive) == words
    assert not set(directive) & set("-,&# \n")


def test_a_fragment_that_is_there_stays() -> None:
    assert at_words("https://a.example/b#c", "d-e, f") == "https://a.example/b#c:~:text=d%2De%2C%20f"
    assert at_words("https://a.example/b", "") == "https://a.example/b"
    assert at_words("", "words") == ""


def test_every_link_with_words_is_one_address_and_leads_to_its_own_page() -> None:
    found = [(row, link(shipped(), row)) for row in LOCATED if row.look_for]
    assert len(found) > 300
    for row, url in found:
        before, _, directive = url.partition(START)
        assert unquote(directive) == row.look_for
        assert urlsplit(url).fragment.endswith(START + directive)
        assert before.rstrip("#") in {source.url for source in shipped().sources.values()}


def test_a_row_says_where_in_both_languages_and_what_was_read_only_with_a_place() -> None:
    for row in LOCATED:
        assert bool(row.locator_en) == bool(row.locator_ar), row
        assert len(row.look_for.split()) <= 7, row
        assert not row.look_for or row.locator_en, row
        assert not row.look_for or row.read, row


@pytest.mark.parametrize("lang", LANGS)
def test_cards_lists_and_files_open_the_page_at_the_words(lang: Lang) -> None:
    atlas = shipped()
    html = unescape(statement_cards(atlas, atlas.text(lang)))
    for row in atlas.evidence.values():
        assert f'href="{link(atlas, row)}"' in html, row
        assert all(told in html for told in where(row, atlas.text(lang)))
    view = select(atlas, Selection())
    assert {record["url"] for record in records.evidence_records(view, view.atlas.text(lang))} == {
        link(atlas, row) for row in atlas.evidence.values()
    }
    for record, item in zip(records.aid_records(view, view.atlas.text(lang)), view.aid, strict=True):
        assert link(atlas, item) in str(record["links"])
    shown = [
        record[key]
        for record in aid.aid_table(atlas, view.aid, atlas.text(lang))
        for key in record
        if str(record[key]).startswith("http")
    ]
    assert set(shown) == {link(atlas, row) for row in view.aid} - {""}


@pytest.mark.parametrize("lang", LANGS)
def test_the_card_of_a_record_says_where_to_look(lang: Lang) -> None:
    row = next(row for row in shipped().aid.values() if row.look_for)
    html = panel(
        select(shipped(), Selection(focus=f"aid:{row.id}")),
        select(shipped(), Selection(focus=f"aid:{row.id}")).atlas.text(lang),
    )
    assert START in html
    assert name(row, lang, "locator") in html


@pytest.mark.parametrize("lang", LANGS)
def test_the_card_says_how_a_piece_of_evidence_bears_on_the_statement(lang: Lang) -> None:
    bearings = {row.relation for row in shipped().evidence.values()}
    assert bearings == {"supports", "contradicts", "context"}
    cards = statement_cards(shipped(), shipped().text(lang))
    assert all(shipped().words[f"bears.{relation}"].model_dump()[lang] in cards for relation in bearings)


@pytest.mark.parametrize("lang", LANGS)
def test_the_card_of_a_record_says_what_further_pages_say_and_how_it_bears_on_it(lang: Lang) -> None:
    atlas = shipped()
    assert len(atlas.corroboration) > 60
    for key in ("us-ground-radar-2019", "in-ayni-airfield-2007"):
        html = unescape(
            panel(
                select(atlas, Selection(focus=f"aid:{key}")),
                select(atlas, Selection(focus=f"aid:{key}")).atlas.text(lang),
            )
        )
        assert atlas.corroboration_of[key]
        for row in atlas.corroboration_of[key]:
            assert name(row, lang, "says") in html
            assert f'href="{link(atlas, row)}"' in html
            assert atlas.words[f"bears.{row.relation}"].model_dump()[lang] in html


def test_a_second_source_is_another_page_than_the_first() -> None:
    atlas = shipped()
    for row in atlas.corroboration.values():
        assert row.source not in atlas.aid[row.aid].sources
        assert row.locator_en, row
    assert {row.relation for row in atlas.corroboration.values()} == {"supports", "contradicts", "context"}


def test_thirty_random_links_of_evidence_carry_a_well_formed_text_fragment() -> None:
    atlas = shipped()
    located = [row for row in LOCATED if row.look_for]
    for row in random.Random(20261128).sample(located, 30):
        parts = urlsplit(link(atlas, row))
        assert parts.scheme in ("http", "https")
        assert parts.netloc
        assert re.fullmatch(
            r"[^#\s]*:~:text=(?:[A-Za-z0-9._~!$'()*+;=:@/?]|%[0-9A-F]{2})+", parts.fragment
        ), parts
        assert unquote(parts.fragment.partition(START)[2]) == row.look_for == row.look_for.strip()
