"""The sources page in words: where the article comes from, what rests on a source, publishers alike, gaps
that are counted."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from tiny import shipped, small

from data.facts.sources import citations_by_source
from data.i18n import LANGS, Lang, number, say
from ui.html.sources import definitions, gaps, provenance, publishers, resting, reviewed, table, title


@pytest.mark.parametrize("lang", LANGS)
def test_where_the_article_comes_from_is_told_whole_and_with_its_sources(lang: Lang) -> None:
    html = unescape(provenance(shipped(), lang))
    for row in shipped().provenance.values():
        assert getattr(row, f"text_{lang}") in html
        for source in row.sources:
            assert shipped().sources[source].url in html
    assert html.index(say(shipped(), "provenance.copy", lang)) < html.index(
        say(shipped(), "provenance.publisher", lang)
    )


def test_reports_about_the_publisher_stand_with_its_denial() -> None:
    told = [row.text_en for row in shipped().provenance.values() if row.about == "publisher"]
    assert any("ridiculous" in text for text in told)
    assert any("not established" in text for text in told)


@pytest.mark.parametrize("lang", LANGS)
def test_every_source_is_listed_once_with_what_rests_on_it(lang: Lang) -> None:
    rows = table(shipped(), lang)
    assert [row[say(shipped(), "sources.source", lang)] for row in rows] == [
        s.title for s in shipped().sources.values()
    ]
    for source, row in zip(shipped().sources, rows, strict=True):
        assert row[say(shipped(), "sources.rows", lang)] == sum(
            map(len, citations_by_source(shipped())[source].values())
        )


@pytest.mark.parametrize("lang", LANGS)
def test_what_rests_on_a_source_is_named(lang: Lang) -> None:
    for source, tables in citations_by_source(shipped()).items():
        html = unescape(resting(shipped(), source, lang))
        for name, keys in tables.items():
            assert say(shipped(), f"table.{name}", lang) in html
            assert all(title(shipped(), name, key, lang) in html for key in keys)
    assert title(shipped(), "places", "chaldovar", lang) == getattr(
        shipped().entities["chaldovar"], f"name_{lang}"
    )


def test_titles_are_text_never_markup() -> None:
    row = small().sources["own"].model_copy(update={"title": "<b>x</b>"})
    atlas = replace(small(), sources={**small().sources, "own": row})
    assert "<b>x</b>" not in resting(atlas, "own", "en")


@pytest.mark.parametrize("lang", LANGS)
def test_every_publisher_has_the_same_line(lang: Lang) -> None:
    rows = publishers(shipped(), lang)
    assert len(rows) == len(shipped().publishers)
    assert len({tuple(row) for row in rows}) == 1
    assert all(
        row[say(shipped(), f"sources.{key}", lang)] for row in rows for key in ("publisher", "kind", "side")
    )


@pytest.mark.parametrize("lang", LANGS)
def test_gaps_are_counted(lang: Lang) -> None:
    told = "\n".join(gaps(shipped(), lang))
    for n in (
        sum(row.date is None for row in shipped().aid.values()),
        sum(row.usd is None for row in shipped().aid.values()),
        sum(not source.date for source in shipped().sources.values()),
        sum(p.basis == "estimate" for p in shipped().places.values()),
    ):
        assert n > 2
        assert re.search(rf"\b{number(n, lang)}\b", told)


@pytest.mark.parametrize("lang", LANGS)
def test_definitions_and_the_state_of_the_arabic(lang: Lang) -> None:
    assert len(definitions(shipped(), lang)) == 5 + 12 + len(shipped().topics)
    assert all(word and meaning for word, meaning in definitions(shipped(), lang))
    assert sum(row[say(shipped(), "sources.drafted", lang)] for row in reviewed(shipped(), lang)) > 500
