"""Publishers are named in the language of the interface; in Arabic their own name stands where a reader must
find the page."""

from __future__ import annotations

import re

import pytest
from test_i18n_words import ARABIC, plain
from tiny import shipped

from data.i18n import name
from data.query.selection import Selection
from data.query.view import select
from data.tables.model import Publisher
from data.tables.vocab import LANGS, Lang
from export import content
from export.order import Order
from export.tables import records
from ui.html import sources
from ui.html.panel.panel import panel
from ui.html.statements.page import statement_cards
from ui.sentences.citation import origin
from ui.story.steps import cited_source

ADDRESS = re.compile(r"[\w-]\.[a-z]{2,}\b")


@pytest.mark.parametrize("row", shipped().publishers.values(), ids=lambda row: row.id)
def test_a_publisher_has_an_arabic_name(row: Publisher) -> None:
    assert ARABIC.search(row.name_ar)
    assert name(row, "en") == shipped().text("en").with_original(row) == row.name
    assert plain(shipped().text("ar").with_original(row)) == (
        row.name_ar if ADDRESS.search(row.name_ar) else f"{row.name_ar} · {row.name}"
    )


STATES = {"us", "tajik", "russian", "iranian", "chinese", "afghan", "european"}


@pytest.mark.parametrize("row", shipped().publishers.values(), ids=lambda row: row.id)
def test_kind_and_side_agree_by_the_rule(row: Publisher) -> None:
    """Only what a state owns or funds has its side; that it does is never left unsaid in the kind."""
    if row.kind in ("media", "news-agency", "ngo", "company", "independent-media"):
        assert row.side in ("independent", "other")
    if row.kind in ("government", "state-media", "state-funded-media"):
        assert row.side in STATES | {"other"}
        assert row.owner_en
    if row.kind in ("media", "independent-media"):
        assert (row.kind == "independent-media") == (row.side == "independent")
    if row.side in STATES | {"international"}:
        assert row.owner_en
    assert bool(row.owner_en) == bool(row.owner_ar)


def test_usual_names() -> None:
    names = {key: row.name_ar for key, row in shipped().publishers.items()}
    usual = {
        "asia-plus": "آسيا بلس",
        "reuters": "رويترز",
        "tass": "تاس",
        "us-embassy-tajikistan": "السفارة الأمريكية في دوشنبه",
        "us-state-department": "وزارة الخارجية الأمريكية",
        "tajik-foreign-ministry": "وزارة الخارجية الطاجيكية",
        "afp": "وكالة فرانس برس",
    }
    assert usual.items() <= names.items()
    assert len(set(names.values())) == len(names)


def test_evidence_names_its_publisher_in_arabic_and_the_link_tells_its_own_name() -> None:
    html = statement_cards(shipped(), shipped().text("ar"))
    assert '<bdi class="d-publisher-name" lang="ar">آسيا بلس</bdi>' in html
    assert not re.search(r'<bdi[^>]* lang="en"[^>]*>(?:Asia-Plus|Reuters|TASS)', html)
    assert re.search(r'<a href="[^"]+" title="Asia-Plus \(also news\.tj\)"', html)
    assert "title=" not in "".join(
        re.findall(r"<a href[^>]*>", statement_cards(shipped(), shipped().text("en")))
    )


def test_the_line_under_a_slide_names_it_in_its_language() -> None:
    cited = [key for key, row in shipped().sources.items() if row.publisher == "asia-plus"]
    assert {
        plain(cited_source(shipped(), key, shipped().text("ar"))).startswith("آسيا بلس") for key in cited
    } == {True}
    assert {
        plain(cited_source(shipped(), key, shipped().text("en"))).startswith("Asia-Plus") for key in cited
    } == {True}


def test_tables_of_sources_hold_both_names() -> None:
    head = {"ar": "الناشر", "en": "publisher"}
    both = f"آسيا بلس · {shipped().publishers['asia-plus'].name}"
    view = select(shipped(), Selection())
    for table in (
        sources.sources_table(shipped(), shipped().text("ar")),
        sources.publishers(shipped(), shipped().text("ar")),
    ):
        assert both in {plain(str(row[head["ar"]])) for row in table}
    assert all(
        both in {plain(str(row["publisher"])) for row in table(view, shipped().text("ar"))}
        for table in (records.source_records, records.evidence_records)
    )
    assert "Asia-Plus (also news.tj)" in {
        row[head["en"]] for row in sources.sources_table(shipped(), shipped().text("en"))
    }


def test_the_sources_of_a_card_name_it_in_arabic() -> None:
    html = panel(
        select(shipped(), Selection(focus="place:chaldovar")),
        select(shipped(), Selection(focus="place:chaldovar")).atlas.text("ar"),
    )
    assert '<bdi lang="ar">السفارة الأمريكية في دوشنبه</bdi>' in html
    assert "US Embassy in Tajikistan (Dushanbe)</bdi>" not in html


@pytest.mark.parametrize("lang", LANGS)
def test_lists_of_sources_in_files_have_both_names_of_a_publisher(lang: Lang) -> None:
    order = Order(select(shipped(), Selection()), (lang,))
    cited = [row for row in shipped().sources.values() if row.publisher]
    for source in cited:
        row, line = shipped().publishers[source.publisher or ""], content.source_reference(order, source)
        assert line.count(row.name) >= 1
        assert line.endswith(name(row, lang))


@pytest.mark.parametrize("key", [key for step in shipped().story.values() for key in step.sources])
def test_what_the_story_cites_has_an_arabic_name(key: str) -> None:
    assert ARABIC.search(cited_source(shipped(), key, shipped().text("ar")))


def test_a_work_without_a_publisher_is_called_by_its_name() -> None:
    source = shipped().sources["openstreetmap"]
    assert origin(shipped(), source, shipped().text("ar")) == "خريطة الشارع المفتوحة"
    assert origin(shipped(), source, shipped().text("en")) == "OpenStreetMap"
