"""What rests on what: sources and the rows that cite them, reviewed Arabic, and the sources on where a
document comes from."""

from __future__ import annotations

import csv
import re

import pytest
from test_session_app import open_app
from tiny import shipped, small

from data.atlas.atlas import Atlas
from data.facts.bilingual import bilingual_texts
from data.facts.sources import arabic, citations_by_source
from data.tables.files import FILES
from data.tables.model import TABLES
from data.tables.vocab import LANGS

ATLASES = [pytest.param(small(), id="tiny"), pytest.param(shipped(), id="shipped")]


def provenance_sources(atlas: Atlas) -> frozenset[str]:
    """Sources that are about where a document comes from: copies of it, and reports on who published it. A
    statement's assessment must not rest on them. Texts that passages resemble are left out: some are the very
    reports spoken of."""
    return frozenset(
        s for row in atlas.provenance.values() if row.about in ("copy", "publisher") for s in row.sources
    ) - {"dalil"}


def test_a_source_knows_the_rows_that_cite_it() -> None:
    found = citations_by_source(small())
    assert found["found"] == {"provenance": ("seen",)}
    assert found["own"]["documents"] == ("note", "letter")
    assert found["own"]["annual"] == ("2020 obligations current",)
    assert found["own"]["provenance"] == ("like",)


def test_every_citation_in_the_files_is_counted_once() -> None:
    """Counted again from the files, without the schema: every cell of a column called source or sources."""
    cited = 0
    for schema in TABLES:
        with (FILES / f"{schema.table}.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                cited += len({s for column in ("source", "sources") for s in (row.get(column) or "").split()})
    assert (
        sum(len(keys) for tables in citations_by_source(shipped()).values() for keys in tables.values())
        == cited
        > 500
    )


@pytest.mark.parametrize("atlas", ATLASES)
def test_every_table_with_arabic_prose_says_how_much_is_reviewed(atlas: Atlas) -> None:
    found = arabic(atlas)
    assert {"aid", "events", "places", "provenance"} <= found.keys()
    for table, statuses in found.items():
        arabic_rows = (
            {text.row for text in bilingual_texts(atlas) if text.table == table}
            if table in ("plurals", "sources")  # whose other rows are in other languages
            else getattr(atlas, table)
        )
        assert sum(statuses.values()) == len(arabic_rows)


def test_sources_on_the_articles_provenance_are_known() -> None:
    assert provenance_sources(small()) == {"found"}
    publishers = {"iuvm-press", "reuters", "share-america", "willkie", "buckley", "trend", "mehr"}
    assert {shipped().sources[s].publisher for s in provenance_sources(shipped())} == publishers


@pytest.mark.parametrize("table", ["aid", "entities", "places", "links"])
def test_nothing_else_rests_on_reports_about_the_publisher(table: str) -> None:
    found = citations_by_source(shipped())
    assert [s for s in provenance_sources(shipped()) if table in found[s]] == []


def test_titles_in_our_words_stand_in_square_brackets_and_the_page_says_so() -> None:
    titles = {source.id: source.title for source in shipped().sources.values()}
    ours = {key for key, title in titles.items() if re.fullmatch(r"\[.+\]", title)}
    assert ours >= {"radio-azadi-1", "wps-1", "vzglyad-1"}
    assert [key for key, title in titles.items() if re.match("(News )?[Rr]eport (on|that) ", title)] == []
    assert {shipped().sources[key].language for key in ours} == {"en"}
    for lang in LANGS:
        app = open_app("sources", lang=lang)
        assert shipped().text(lang)("sources.supplied") in [caption.value for caption in app.caption]
