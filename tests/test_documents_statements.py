"""Statements and evidence that came with a document stand beside those of the files, wherever these do; what
they rest on may vanish, and nothing of them is taken for the shipped edition's."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stores import LINES, entry, laid_over
from tiny import shipped, small, with_tables

from data.atlas.join import basemap_atlas
from data.check.tables import examine
from data.documents.schema import Extra
from data.documents.store import Store
from data.facts.statements import evidence_summary, examples, subjects
from data.index.index import Index
from data.query.selection import Selection
from data.query.view import select
from data.tables.assessment import lawful, obstacle
from data.tables.files import FILES
from data.tables.model import Entity, Evidence, Publisher, Source, Statement
from data.tables.vocab import ASSESSMENTS, BEARINGS

pytestmark = pytest.mark.slow


@pytest.fixture
def store(store_address: str) -> Store:
    """An empty store, of either kind."""
    return Store(store_address)


def statement(key: str = "own-1", document: str = "a", **cells: Any) -> Statement:
    """A statement in the first passage of an added document: that the minister came to Nora."""
    quote = "زار الوزير نورا"
    fixed: dict[str, Any] = {
        "passage": f"{document}.p01",
        "quote": quote,
        "nth": 1,
        "start": 0,
        "end": len(quote),
        "kind": "visit",
        "assessment": "supported",
        "confidence": "medium",
        "assessed_on": "2024-05-07",
        "says_en": "The minister came to Nora.",
        "says_ar": "جاء الوزير إلى نورا.",
        "explanation_en": "Two pages say so.",
        "explanation_ar": "هكذا ورد.",
        "would_change_en": "A record of another place.",
        "would_change_ar": "سجل بمكان آخر.",
        "ar_status": "drafted",
    }
    return Statement(id=key, **fixed | cells)


def evidence(on: str = "own-1", nth: int = 1, **cells: Any) -> Evidence:
    """A piece of evidence of a page that the tables know."""
    fixed = {
        "source": "sun-1",
        "kind": "report",
        "relation": "supports",
        "says_en": "He came.",
        "says_ar": "جاء.",
    }
    return Evidence(statement=on, nth=nth, ar_status="drafted", **fixed | cells)


def brought(*rows: Any, by: str = "a") -> list[Extra]:
    return [Extra(by, row) for row in rows]


def test_a_statement_and_its_evidence_stand_beside_those_of_the_files(store: Store) -> None:
    page = Source(id="a-page", title="A page", publisher="a-paper", url="https://example.org/x")
    paper = Publisher(id="a-paper", name="A paper", name_ar="صحيفة", kind="media", side="other")
    rows = (statement(about=("luma",)), evidence(), evidence(nth=2, source="a-page"), page, paper)
    store.add([entry("a"), entry("b")], brought(*rows))
    atlas = laid_over(store)
    assert list(atlas.statements)[-1] == "own-1"
    assert [s.id for s in atlas.statements_of["a.p01"]] == ["own-1"]
    assert atlas.statements_of["a.p02"] == atlas.statements_of["b.p01"] == ()
    assert [e.source for e in atlas.evidence_of["own-1"]] == ["sun-1", "a-page"]
    assert atlas.evidence["own-1", 2].source == "a-page"
    assert evidence_summary(atlas, "own-1").sides == {"tajik": 1, "other": 1}
    assert subjects(atlas)["own-1"] == ("minister", "nora", "luma")
    assert atlas.statements_of["note.p01"] == small().statements_of["note.p01"]


def test_filters_find_it_as_they_find_those_of_the_files(store: Store) -> None:
    store.add([entry("a")], brought(statement(), evidence()))
    atlas = laid_over(store)

    def chosen(**filters: Any) -> list[str]:
        return [s.id for s in select(atlas, Selection(**filters)).statements]

    assert chosen() == ["s1", "s2", "s3", "s4", "s5", "own-1"]
    assert chosen(assessments=("supported",)) == ["s1", "own-1"]
    assert chosen(places=("nora",)) == ["s1", "s2", "own-1"]
    assert chosen(documents=("a",)) == ["own-1"]
    assert chosen(documents=("a",), assessments=("open",)) == []
    assert Index.of(atlas).whole["assessments"]["supported"].tolist() == [0, 5]


def test_the_statement_that_stands_for_an_assessment_is_one_of_the_article(store: Store) -> None:
    more = [evidence(nth=n, source=key) for n, key in enumerate(("sun-1", "sun-2", "free-1"), start=1)]
    store.add([entry("a")], brought(statement(), *more))
    assert examples(laid_over(store)) == examples(small())


def test_it_goes_with_its_document_and_comes_back_with_it(store: Store) -> None:
    store.add([entry("a")], brought(statement(), evidence()))
    before = laid_over(store)
    store.delete("a")
    assert laid_over(store).statements == small().statements
    assert laid_over(store).evidence == small().evidence
    store.restore("a")
    assert laid_over(store).statements == before.statements
    assert laid_over(store).evidence_of == before.evidence_of


def test_an_assessment_falls_back_where_the_passage_that_it_rested_on_has_gone(store: Store) -> None:
    cited = evidence(source="b-source", passage="b.p01")
    store.add(
        [entry("a"), entry("b")],
        [*brought(statement(), cited), Extra("b", Source(id="b-source", title="The other text"))],
    )
    assert laid_over(store).statements["own-1"].assessment == "supported"
    store.delete("b")
    atlas = laid_over(store)
    assert atlas.evidence_of["own-1"] == ()
    assert atlas.statements["own-1"].assessment == "open"
    store.restore("b")
    assert laid_over(store).statements["own-1"].assessment == "supported"


def test_what_a_statement_of_another_document_refers_to_stays(store: Store) -> None:
    """A page that one document brought and another cites, and a name that another's statement is about."""
    name = Entity(
        id="zahr", type="person", name_en="Zahr", name_ar="زهر", sources=("own",), ar_status="drafted"
    )
    store.add(
        [entry("a"), entry("b")],
        [
            *brought(Source(id="a-page", title="A page"), name),
            *brought(statement("own-2", "b", about=("zahr",)), evidence("own-2", source="a-page"), by="b"),
        ],
    )
    store.delete("a")
    atlas = laid_over(store)
    assert [e.source for e in atlas.evidence_of["own-2"]] == ["a-page"]
    assert subjects(atlas)["own-2"][-1] == "zahr"
    assert sorted(extra.key for extra in store.extras()["b"]) == ["a-page", "own-2", "own-2 1", "zahr"]


@pytest.mark.parametrize(
    "row",
    [
        statement(passage="note.p01"),
        statement("s1"),
        statement(passage="a.p09"),
        evidence("s1", 3),
        evidence(source="nowhere"),
        evidence(passage="z.p01"),
        evidence("nothing"),
    ],
)
def test_a_row_that_refers_to_what_is_not_there_or_to_the_article_is_left_out(row: Any, store: Store) -> None:
    sound = () if isinstance(row, Statement) else (statement(assessment="open"),)
    store.add([entry("a")], brought(row, *sound))
    atlas = laid_over(store)
    assert atlas.statements == {**small().statements, **{s.id: s for s in sound}}
    assert atlas.evidence == small().evidence
    assert atlas.statements_of["note.p01"] == small().statements_of["note.p01"]


def test_the_base_map_is_not_drawn_anew_for_a_statement(store: Store) -> None:
    store.add([entry("a")])
    before = basemap_atlas(laid_over(store)).digest
    store.change(store.entry("a"), brought(statement(), evidence()))  # type: ignore[arg-type]
    assert basemap_atlas(laid_over(store)).digest == before


def test_rows_are_joined_without_reading_a_text(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([entry("a"), entry("b")], brought(statement(), evidence(source="own", passage="b.p01")))
    overlay = store.overlay()
    monkeypatch.setattr(store.accepted, "_fetch", lambda *_: pytest.fail("a text was read"))
    assert len(laid_over(store).statements_of["a.p01"]) == 1
    assert overlay.rows["evidence"]["own-1", 1].primary_key == ("own-1", 1)


# the rules


@given(
    st.sampled_from(ASSESSMENTS), st.sampled_from(["judgement", "fact"]), st.sets(st.sampled_from(BEARINGS))
)
def test_an_assessment_that_settles_something_rests_on_evidence_that_does(
    assessment: Any, kind: str, relations: Any
) -> None:
    fallen = lawful(assessment, kind, relations)
    assert obstacle(fallen, kind, relations) is None
    assert (fallen == assessment) == (obstacle(assessment, kind, relations) is None)
    assert (fallen == "opinion") == (kind == "judgement")
    if fallen == "supported":
        assert "supports" in relations
    if fallen == "differ":
        assert "contradicts" in relations
    if fallen == "partly":
        assert relations - {"context"}


def test_the_check_of_the_files_holds_the_same_rule() -> None:
    atlas = shipped()
    on = next(s.id for s in atlas.statements.values() if s.assessment == "supported")
    turned = {
        key: row.model_copy(update={"relation": "context"}) if row.statement == on else row
        for key, row in atlas.evidence.items()
    }
    found = examine(with_tables(atlas, evidence=turned), FILES)
    assert [(p.file, p.field, p.what) for p in found] == [
        ("statements.csv", "assessment", "rests on no evidence that supports")
    ]


assert LINES[0].startswith("زار الوزير نورا")
