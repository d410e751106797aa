"""The sources page in words: where the article comes from, what rests on a source, publishers alike, gaps
that are counted."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from tiny import shipped, small, with_tables

from data.check.tables import examine
from data.facts.sources import citations_by_source
from data.i18n.amounts import number
from data.tables.files import FILES
from data.tables.vocab import LANGS, Lang
from ui.html.sources import (
    definitions,
    drafted_and_reviewed,
    gaps,
    licence,
    provenance_html,
    publishers,
    row_title,
    source_uses,
    sources_table,
)
from ui.html.statements.page import statement_cards


@pytest.mark.parametrize("lang", LANGS)
def test_where_the_article_comes_from_is_told_whole_and_with_its_sources(lang: Lang) -> None:
    html = unescape(provenance_html(shipped(), shipped().text(lang)))
    for row in shipped().provenance.values():
        assert getattr(row, f"text_{lang}") in html
        for source in row.sources:
            assert shipped().sources[source].url in html
    assert html.index(shipped().text(lang)("provenance.copy")) < html.index(
        shipped().text(lang)("provenance.publisher")
    )


def test_reports_about_the_publisher_stand_with_its_denial() -> None:
    texts = [row.text_en for row in shipped().provenance.values() if row.about == "publisher"]
    assert any("ridiculous" in text for text in texts)
    assert any("not established" in text for text in texts)


@pytest.mark.parametrize("lang", LANGS)
def test_every_source_is_listed_once_with_what_rests_on_it(lang: Lang) -> None:
    rows = sources_table(shipped(), shipped().text(lang))
    assert [row[shipped().text(lang)("sources.source")] for row in rows] == [
        shipped().text(lang).source_title(s) for s in shipped().sources.values()
    ]
    for source, row in zip(shipped().sources, rows, strict=True):
        assert row[shipped().text(lang)("sources.rows")] == sum(
            map(len, citations_by_source(shipped())[source].values())
        )


@pytest.mark.parametrize("lang", LANGS)
def test_what_rests_on_a_source_is_named(lang: Lang) -> None:
    for source, tables in citations_by_source(shipped()).items():
        html = unescape(source_uses(shipped(), source, shipped().text(lang)))
        for name, keys in tables.items():
            assert shipped().text(lang)(f"table.{name}") in html
            assert all(row_title(shipped(), name, key, shipped().text(lang)) in html for key in keys)
    assert row_title(shipped(), "places", "chaldovar", shipped().text(lang)) == getattr(
        shipped().entities["chaldovar"], f"name_{lang}"
    )


def test_titles_are_text_never_markup() -> None:
    row = small().sources["own"].model_copy(update={"title": "<b>x</b>"})
    atlas = replace(small(), sources={**small().sources, "own": row})
    assert "<b>x</b>" not in source_uses(atlas, "own", atlas.text("en"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_publisher_has_the_same_line(lang: Lang) -> None:
    rows = publishers(shipped(), shipped().text(lang))
    assert len(rows) == len(shipped().publishers)
    assert len({tuple(row) for row in rows}) == 1
    assert all(
        row[shipped().text(lang)(f"sources.{key}")] for row in rows for key in ("publisher", "kind", "side")
    )


@pytest.mark.parametrize("lang", LANGS)
def test_gaps_are_counted(lang: Lang) -> None:
    text = "\n".join(gaps(shipped(), shipped().text(lang)))
    for n in (
        sum(row.date is None for row in shipped().aid.values()),
        sum(row.usd is None for row in shipped().aid.values()),
        sum(not source.date for source in shipped().sources.values()),
        sum(p.basis == "estimate" for p in shipped().places.values()),
    ):
        assert n > 2
        assert re.search(rf"\b{number(n, lang)}\b", text)


@pytest.mark.parametrize("lang", LANGS)
def test_definitions_and_the_state_of_the_arabic(lang: Lang) -> None:
    assert len(definitions(shipped(), shipped().text(lang))) == 5 + 12 + len(shipped().topics)
    assert all(word and meaning for word, meaning in definitions(shipped(), shipped().text(lang)))
    assert (
        sum(
            row[shipped().text(lang)("sources.drafted")]
            for row in drafted_and_reviewed(shipped(), shipped().text(lang))
        )
        > 500
    )


def test_what_we_made_and_licences_without_a_name_are_said_in_the_readers_language() -> None:
    ar, en = shipped().text("ar"), shipped().text("en")
    own, earth, article = (shipped().sources[key] for key in ("dalil", "natural-earth", "issa-2023"))
    assert ar.source_title(own) == "تطبيق «دليل»: ما وضعناه من علامات وترجمة وتقديرات"
    assert en.source_title(own) == own.title
    assert [licence(row, ar) for row in (earth, article, own)] == [
        "ملك عام",
        "الحقوق محفوظة للكاتب",
        "CC BY 4.0",
    ]
    assert [licence(row, en) for row in (earth, article)] == [earth.licence, article.licence]


def test_a_title_that_is_our_words_is_read_in_the_readers_language_and_any_other_as_the_page_has_it() -> None:
    en, ar = (shipped().text(lang) for lang in ("en", "ar"))
    own = [source for source in shipped().sources.values() if source.title.startswith("[")]
    assert own
    for source in (s for s in shipped().sources.values() if s.id != "dalil"):
        assert (en.source_title(source), en.source_language(source)) == (source.title, source.language)
        if source in own:
            assert re.fullmatch(r"\[.*[\u0600-\u06ff].*\]", ar.source_title(source))
            assert ar.source_language(source) == "ar"
        else:
            assert (ar.source_title(source), ar.source_language(source)) == (source.title, source.language)
    cards = unescape(statement_cards(shipped(), ar))
    assert not [source.title for source in own if source.title in cards]


@pytest.mark.parametrize("change", [{"title_ar": ""}, {"title": "As the page has it"}])
def test_a_title_of_ours_in_one_language_alone_is_a_problem(change: dict[str, str]) -> None:
    source = next(s for s in shipped().sources.values() if s.title.startswith("["))
    sources = dict(shipped().sources) | {source.id: source.model_copy(update=change)}
    found = examine(with_tables(shipped(), sources=sources), FILES)
    assert [problem.field for problem in found if problem.file == "sources.csv"] == ["title_ar"]
