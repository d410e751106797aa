"""Statements and evidence: what the tables promise, what the filters choose of them, whose evidence is
counted, and the HTML."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostile import PRINTED
from hypothesis import given, settings
from hypothesis import strategies as st
from test_ui_html import TO_RULES, hostile, plain, read, view_of
from tiny import rows_of, save, selections, shipped, small, tiny

from data.atlas.atlas import Atlas
from data.check import anchors
from data.check import tables as check
from data.facts.locator import link
from data.facts.statements import by_place, evidence_summary, subjects, tally
from data.i18n import name
from data.i18n.isolates import isolate
from data.query.selection import Selection
from data.query.value_names import SIGNS
from data.query.view import select
from data.tables.vocab import ASSESSMENTS, LANGS, SIDES_OF_STATES, Lang
from ui.html.article import article
from ui.html.passages import voice_spans
from ui.html.statements import card as statements
from ui.html.statements.evidence import publisher
from ui.html.statements.page import evidence_page, statement_cards


def chosen(**filters: Any) -> list[str]:
    """Ids of the statements of the tiny atlas that the filters choose."""
    return [s.id for s in select(small(), Selection(**filters)).statements]


# the tables


def test_every_statement_stands_in_the_article_word_for_word() -> None:
    atlas = shipped()
    assert [s.id for s in atlas.statements.values()] == [f"c{n:02d}" for n in range(1, 57)]
    for s in atlas.statements.values():
        assert atlas.texts[s.passage][s.start : s.end] == s.quote
        assert s in atlas.statements_of[s.passage]


def test_the_counts_by_assessment_are_those_of_the_research() -> None:
    assert tally(shipped().statements.values()) == {
        "supported": 22,
        "partly": 16,
        "differ": 3,
        "open": 9,
        "opinion": 6,
    }


def test_no_source_on_the_articles_provenance_is_evidence() -> None:
    """Neither reports on its publisher nor texts that it resembles: the latter cannot confirm what was drawn
    from them."""
    provenance = {source for row in shipped().provenance.values() for source in row.sources}
    assert len(provenance) > 4
    assert {row.source for row in shipped().evidence.values()} & provenance == set()


def test_no_assessment_speaks_of_where_the_article_comes_from() -> None:
    texts = [text for s in shipped().statements.values() for text in (s.explanation_en, s.would_change_en)]
    assert [text for text in texts if re.search(r"IUVM|ISWNews|RT Arabic|a copy was seen", text)] == []


def test_the_wording_is_of_the_article_and_never_of_the_man() -> None:
    author = next(iter(shipped().documents.values())).author_en
    texts = [
        getattr(row, field)
        for table in (shipped().statements, shipped().evidence)
        for row in table.values()
        for field in type(row).model_fields
        if field.endswith("_en")
    ]
    assert [
        t
        for t in texts
        if author in t or re.search(r"\b(liar|false|propaganda|disinformation|the author)\b", t, re.I)
    ] == []


def test_every_source_of_evidence_says_who_issued_it_and_when_it_was_seen() -> None:
    for row in shipped().evidence.values():
        source = shipped().sources[row.source]
        assert source.url
        assert source.publisher in shipped().publishers
        assert source.seen_on


@pytest.mark.parametrize(
    ("column", "value", "field"),
    [
        ("quote", "not these words", "quote"),
        ("nth", "2", "quote"),
        ("start", "1", "start"),
        ("assessment", "opinion", "assessment"),
    ],
)
def test_the_check_finds_a_statement_that_does_not_stand(
    tmp_path: Path, column: str, value: str, field: str
) -> None:
    folder = tiny(tmp_path / "data")
    head, first, *rest = rows_of(folder / "statements.csv")
    first[head.index(column)] = value
    save(folder / "statements.csv", [head, first, *rest])
    assert field in {
        problem.field for problem in check.table_problems(folder) if problem.file == "statements.csv"
    }


def test_the_check_finds_an_assessment_without_evidence(tmp_path: Path) -> None:
    folder = tiny(tmp_path / "data")
    head, *rows = rows_of(folder / "evidence.csv")
    save(folder / "evidence.csv", [head, *(row for row in rows if row[0] != "s4")])
    assert [(p.row, p.field) for p in check.table_problems(folder)] == [(5, "assessment")]


def test_the_fix_writes_the_offsets_of_statements(tmp_path: Path) -> None:
    folder = tiny(tmp_path / "data")
    path = folder / "statements.csv"
    before = path.read_text(encoding="utf-8")
    head, *rows = rows_of(path)
    start, end = head.index("start"), head.index("end")
    save(path, [head, *([*row[:start], "0", "0", *row[end + 1 :]] for row in rows)])
    assert anchors.fix(folder) == len(rows)
    assert path.read_text(encoding="utf-8") == before


# what is chosen


def test_a_statement_is_about_what_its_words_name_and_what_we_added() -> None:
    assert subjects(small())["s2"] == ("minister", "nora", "luma")
    assert subjects(small())["s4"] == ("company",)


def test_filters_on_statements_look_at_the_statement_and_the_others_at_its_passage() -> None:
    assert chosen() == ["s1", "s2", "s3", "s4", "s5"]
    assert chosen(assessments=("partly", "opinion")) == ["s2", "s5"]
    assert chosen(places=("luma",)) == ["s3"], "p01 does not name it, so s2 stays outside"
    assert chosen(actors=("sun",)) == ["s1", "s2"], "an alleged actor is not counted with its group"
    assert chosen(actors=("company",)) == ["s4"]
    assert chosen(voices=("attributed",)) == ["s2"], "the first ends where the minister begins to speak"
    assert chosen(topics=("trade",), assessments=("differ",)) == ["s4"]


def test_an_assessment_chooses_the_passages_that_hold_such_a_statement() -> None:
    assert select(small(), Selection(assessments=("differ", "open"))).passages == ("note.p02", "note.p03")
    assert select(small(), Selection(assessments=("partly",), voices=("author",))).passages == ("note.p01",)


@pytest.mark.parametrize("atlas", [pytest.param(small(), id="tiny"), pytest.param(shipped(), id="shipped")])
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_the_count_of_an_assessment_is_what_it_gives_with_all_other_filters(
    atlas: Atlas, data: st.DataObject
) -> None:
    selection = data.draw(selections(atlas))
    told = select(atlas, selection).assessed
    assert list(told) == list(ASSESSMENTS)
    for assessment, n in told.items():
        assert n == len(select(atlas, replace(selection, assessments=(assessment,))).statements)
    view = select(atlas, selection)
    assert set(view.statements) <= {s for p in view.passages for s in atlas.statements_of[p]}


def test_a_place_counts_each_statement_about_it_once() -> None:
    found = by_place(shipped(), shipped().statements.values())
    assert sum(found["chaldovar"].values()) == 7
    assert found["chaldovar"]["differ"] == 1
    assert all(sum(n.values()) <= 56 for n in found.values())
    only = select(shipped(), Selection(assessments=("differ",)))
    assert only.assessed_at["chaldovar"] == {
        "supported": 0,
        "partly": 0,
        "differ": 1,
        "open": 0,
        "opinion": 0,
    }


def test_evidence_is_counted_by_side_and_one_side_is_said() -> None:
    assert (evidence_summary(small(), "s1").sides, evidence_summary(small(), "s1").one_side) == (
        {"tajik": 1, "independent": 1},
        False,
    )
    assert (evidence_summary(small(), "s2").sides, evidence_summary(small(), "s2").one_side) == (
        {"tajik": 2},
        True,
    )
    assert evidence_summary(small(), "s4").one_side is False, "independent is not a side"
    assert (evidence_summary(small(), "s2").sources, evidence_summary(small(), "s2").copies) == (2, 1)


def test_one_side_agrees_with_the_rows_of_every_statement() -> None:
    with (Path(__file__).parents[1] / "data/files/evidence.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for key in shipped().statements:
        sides = Counter(
            shipped().publishers[shipped().sources[r["source"]].publisher or ""].side
            for r in rows
            if r["statement"] == key
        )
        assert dict(evidence_summary(shipped(), key).sides) == dict(sides)
        assert evidence_summary(shipped(), key).one_side == (
            len(sides) == 1 and set(sides) <= set(SIDES_OF_STATES)
        )


def test_a_link_brings_back_assessments_places_and_the_statement() -> None:
    selection = Selection(assessments=("differ", "open"), places=("chaldovar",), focus="statement:c38")
    assert Selection.from_query(selection.to_query(), shipped()) == (selection, ())
    assert Selection.from_query({"assessments": "wrong", "focus": "statement:c99"}, shipped())[1] == (
        "statement:c99",
        "wrong",
    )


# the page


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_has_every_statement_in_the_articles_words_with_assessment_and_evidence(lang: Lang) -> None:
    atlas = shipped()
    found = read(statement_cards(atlas, atlas.text(lang)))
    ids = [attributes["id"] for tag, attributes in found.tags if tag == "details" and "id" in attributes]
    assert ids == [f"statement-{s.id}" for p in atlas.passages for s in atlas.statements_of[p]]
    assert set(ids) == {f"statement-{key}" for key in atlas.statements}
    text = plain(statement_cards(atlas, atlas.text(lang)))
    for s in atlas.statements.values():
        assert " ".join(s.quote.split()) in text
        assert getattr(s, f"explanation_{lang}") in text
        assert getattr(s, f"would_change_{lang}") in text
    links = [a["href"] for tag, a in found.tags if tag == "a" and a["href"] not in TO_RULES]
    assert Counter(links) == Counter(link(atlas, row) for row in atlas.evidence.values())


@pytest.mark.parametrize("lang", LANGS)
def test_every_assessment_is_told_by_word_and_shape(lang: Lang) -> None:
    found = read(
        evidence_page(
            view_of("", assessments=("differ",)),
            view_of("", assessments=("differ",)).atlas.text(lang),
            "/cards",
        )
    )
    shapes = {attributes["class"] for tag, attributes in found.tags if tag == "i"}
    assert shapes == {f"d-shape a-{key}" for key in ASSESSMENTS}
    for key in ASSESSMENTS:
        assert shipped().text(lang)(f"assessment.{key}") in found.text
    assert len(set(SIGNS.values())) == len(ASSESSMENTS)


@pytest.mark.parametrize("lang", LANGS)
def test_publishers_have_the_same_line_the_articles_own_among_them(lang: Lang) -> None:
    for key, row in shipped().publishers.items():
        told = publisher(shipped(), key, shipped().text(lang))
        assert (told["name"], told["lang"], told["original"]) == (name(row, lang), lang, row.name)
        assert shipped().text(lang)(f"publisher.{row.kind}") in told["line"]
        assert shipped().text(lang)(f"side.{row.side}") == told["side"]
    assert {"en": "IUVM Press", "ar": "آي يو في إم برس"}[lang] in plain(
        evidence_page(view_of(""), view_of("").atlas.text(lang), "/cards")
    )


def test_a_figure_stands_beside_those_of_the_sources() -> None:
    card = statements.statement_card(view_of(""), shipped().statements["c52"], view_of("").atlas.text("en"))
    assert card["value"] == "more than 1,400 km"
    assert [row["value"] for row in card["values"]][:2] == ["1,344.15 km", "1,357 km"]


@pytest.mark.parametrize("lang", LANGS)
def test_an_alleged_actor_is_dashed_and_labelled(lang: Lang) -> None:
    chips = {
        a["entity"]: a
        for a in statements.statement_card(
            view_of(""), shipped().statements["c49"], view_of("").atlas.text(lang)
        )["about"]
    }
    label = shipped().text(lang)(
        "filter.alleged", name=getattr(shipped().entities["us-intelligence-network"], f"name_{lang}")
    )
    assert chips["us-intelligence-network"]["label"] == label
    assert chips["us-intelligence-network"]["alleged"]
    assert not chips["tajikistan"]["alleged"]
    marks = [
        a
        for part in voice_spans(view_of(""), "issa-2023.p16", view_of("").atlas.text(lang))
        for t, a in read(part.html).tags
        if a.get("data-entity") == "us-intelligence-network"
    ]
    assert marks
    assert all("alleged" in a["class"].split() and label in a["title"] for a in marks)


def test_the_page_says_which_cards_to_show_and_which_to_open() -> None:
    found = read(
        evidence_page(
            view_of("statement:c38", assessments=("differ",)),
            view_of("statement:c38", assessments=("differ",)).atlas.text("en"),
            "/cards",
        )
    )
    box = next(a for _, a in found.tags if "data-src" in a)
    assert (box["data-src"], box["data-chosen"], box["data-here"]) == ("/cards", "c38 c42 c52", "c38")


def test_every_statement_has_its_shape_in_the_margin_and_its_words_in_the_text() -> None:
    found = read(article(view_of("statement:c38"), view_of("statement:c38").atlas.text("ar")))
    margin = [a["data-pick"] for tag, a in found.tags if a.get("class", "").startswith("d-state")]
    assert margin == [f"statement:{s.id}" for p in shipped().passages for s in shipped().statements_of[p]]
    words = {key for _, a in found.tags for key in a.get("data-statements", "").split()}
    assert words == set(shipped().statements)
    assert any(
        "stated" in a.get("class", "").split() for _, a in found.tags if "c38" in a.get("data-statements", "")
    )


@pytest.mark.parametrize("passage", shipped().passages)
def test_where_statements_overlap_a_piece_belongs_to_all_of_them(passage: str) -> None:
    said: dict[str, str] = dict.fromkeys((s.id for s in shipped().statements_of[passage]), "")
    for part in voice_spans(view_of(""), passage, view_of("").atlas.text("ar")):
        pieces = re.findall(r'<(?:mark|span)[^>]* data-statements="([^"]*)"[^>]*>([^<]*)<', str(part.html))
        for keys, text in pieces:
            for key in keys.split():
                said[key] += text
    quotes = {s.id: s.quote for s in shipped().statements_of[passage]}
    assert {key: read(text).text for key, text in said.items()} == quotes


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_strings_stay_text_on_the_page(lang: Lang) -> None:
    told = read(
        evidence_page(
            view_of("statement:s4", hostile()), view_of("statement:s4", hostile()).atlas.text(lang), "/cards"
        )
    ).text
    (document, *_) = hostile().documents.values()
    for said in (document.author if lang == "ar" else document.author_en, name(document, lang, "kind")):
        assert said.startswith(PRINTED)
        assert isolate(said) in told, (
            "whole, but for the override, which is taken out of what stands within a sentence"
        )
    found = read(statement_cards(hostile(), hostile().text(lang)))
    assert found.text.count(PRINTED) > 20
    assert all(
        a["href"].startswith('https://x/"') or a["href"] in TO_RULES for tag, a in found.tags if tag == "a"
    )


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_chosen_is_said(lang: Lang) -> None:
    html = evidence_page(
        view_of("", topics=("visits",), atlas=small(), assessments=("opinion",)),
        view_of("", topics=("visits",), atlas=small(), assessments=("opinion",)).atlas.text(lang),
        "/cards",
    )
    assert small().text(lang)("evidence.none") in plain(html)


@pytest.mark.parametrize("lang", LANGS)
def test_where_all_evidence_is_of_one_side_the_card_says_what_was_looked_for_and_not_found(
    lang: Lang,
) -> None:
    """But for offices: there a state speaks of its own."""
    atlas = shipped()
    alone = [s for s in atlas.statements.values() if evidence_summary(atlas, s.id).one_side]
    assert len(alone) > 5
    for s in alone:
        told = getattr(s, f"explanation_{lang}")
        assert s.kind == "role" or re.search({"en": r"found\.", "ar": "لم نجد"}[lang], told), s.id
        assert told in plain(statement_cards(atlas, atlas.text(lang)))
