"""What a person writes of a statement and of the evidence on it: held to its words, to the rules and to
limits; the same through a dossier, which can bring no more than a form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hostile import LONG, STRINGS
from stores import LINES, entry
from test_documents_dossier import lines, packed
from tiny import shipped, small

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.documents.add import Given
from data.documents.add import entry as added
from data.documents.dossier.load import load_into
from data.documents.dossier.save import save_dossier
from data.documents.dossier.vetting import Notes
from data.documents.errors import Unfit
from data.documents.ledger.evidence import evidence_rows, source_of_passage
from data.documents.ledger.statements import (
    NOT_SAID,
    hanging,
    next_number,
    statement_row,
    statements_in,
)
from data.documents.schema import Extra
from data.documents.store import Store
from data.tables.model import Evidence, Publisher, Source, Statement
from data.tables.vocab import Bearing

pytestmark = pytest.mark.slow

WRITTEN: dict[str, Any] = {
    "passage": 0,
    "start": 0,
    "end": len("زار الوزير نورا"),
    "says_en": "The minister came to Nora.",
    "kind": "visit",
    "assessment": "open",
    "confidence": "low",
    "would_change_en": "A record of the visit.",
}
PAGE: dict[str, Any] = {
    "relation": "supports",
    "says_ar": "جاء الوزير",
    "url": "https://example.org/a?b=c",
    "title": "A visit",
    "publisher": "Radio Nobody",
    "date": "2024-05",
    "locator_en": "paragraph 3",
    "look_for": "came to Nora",
    "read": "whole",
}


def statement(**changes: Any) -> Statement:
    relations = changes.pop("relations", ())
    row = statement_row(small(), entry("a"), WRITTEN | changes, relations, "own-1").row
    assert isinstance(row, Statement)
    return row


def evidence(**changes: Any) -> list[Any]:
    of = partial(source_of_passage, small())
    return [extra.row for extra in evidence_rows(small(), "a", "own-1", 1, PAGE | changes, of)]


# statements


def test_a_statement_has_the_exact_words_and_what_is_said_once_stands_for_both_languages() -> None:
    row = statement(about=("luma", "nobody", "luma"))
    assert (row.passage, row.quote, row.nth, row.start, row.end) == ("a.p01", "زار الوزير نورا", 1, 0, 15)
    assert (row.says_en, row.says_ar) == ("The minister came to Nora.",) * 2
    assert (row.explanation_en, row.explanation_ar) == tuple(NOT_SAID.values())
    assert row.about == ("luma",)
    both = statement(says_ar="جاء الوزير", would_change_ar="سجل")
    assert (both.says_en, both.says_ar) == ("The minister came to Nora.", "جاء الوزير")
    assert both.would_change_ar == "سجل"


def test_the_occurrence_of_the_words_is_counted_and_white_space_at_their_ends_left_out() -> None:
    own = entry("a", ("aa aaa aa",), ())
    row = statement_row(small(), own, WRITTEN | {"start": 2, "end": 6}, (), "x").row
    assert isinstance(row, Statement)
    assert (row.quote, row.start, row.end, row.nth) == ("aaa", 3, 6, 1)
    row = statement_row(small(), own, WRITTEN | {"start": 4, "end": 6}, (), "x").row
    assert isinstance(row, Statement)
    assert (row.quote, row.nth) == ("aa", 3), "those that overlap are counted"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"start": 5, "end": 5}, "ledger.words"),
        ({"start": 3, "end": 4}, "ledger.words"),
        ({"end": 10_000}, "ledger.words"),
        ({"passage": 3}, "ledger.words"),
        ({"passage": -1}, "ledger.words"),
        ({"passage": "0"}, "ledger.words"),
        ({"start": True}, "ledger.words"),
        ({"says_en": " \n"}, "ledger.says"),
        ({"would_change_en": ""}, "ledger.change"),
        ({"kind": None}, "ledger.kind"),
        ({"kind": "rumour"}, "ledger.kind"),
        ({"confidence": ""}, "ledger.kind"),
        ({"assessment": "true"}, "ledger.kind"),
        ({"assessment": "supported"}, "ledger.not-allowed"),
        ({"assessment": "partly"}, "ledger.not-allowed"),
        ({"assessment": "differ", "relations": ("supports", "context")}, "ledger.not-allowed"),
        ({"assessment": "supported", "relations": ("contradicts",)}, "ledger.not-allowed"),
        ({"kind": "judgement"}, "ledger.not-allowed"),
    ],
)
def test_what_is_no_statement_is_refused_in_words(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(Unfit, match=why):
        statement(**changes)


def test_an_assessment_is_allowed_once_evidence_stands_and_an_opinion_is_a_judgement() -> None:
    assert statement(assessment="supported", relations=("supports",)).assessment == "supported"
    assert statement(assessment="differ", relations=("contradicts",)).assessment == "differ"
    assert statement(assessment="partly", relations=("contradicts",)).assessment == "partly"
    opinion = statement(assessment="opinion")
    assert (opinion.kind, opinion.assessment) == ("judgement", "opinion")


# evidence


def test_a_page_is_a_source_with_its_publisher() -> None:
    piece, page, publisher = evidence()
    assert isinstance(piece, Evidence)
    assert isinstance(page, Source)
    assert isinstance(publisher, Publisher)
    assert (piece.source, page.publisher, piece.kind) == (page.id, publisher.id, "report")
    assert (page.url, page.title, page.date) == ("https://example.org/a?b=c", "A visit", "2024-05")
    assert (piece.says_en, piece.locator_ar, piece.look_for, piece.read) == (
        "جاء الوزير",
        "paragraph 3",
        "came to Nora",
        "whole",
    )
    assert (publisher.name, publisher.kind, publisher.side) == ("Radio Nobody", "media", "other")


def test_a_publisher_that_is_known_by_id_or_name_is_taken_and_says_what_kind_of_text_it_is() -> None:
    for name in ("sun-radio", "Radio  Sun", "راديو الشمس"):
        piece, page = evidence(publisher=name)
        assert (page.publisher, piece.kind) == ("sun-radio", "report")
    piece, _ = (
        extra.row
        for extra in evidence_rows(
            shipped(), "a", "own-1", 1, PAGE | {"publisher": "us-embassy-tajikistan"}, lambda _: ""
        )
    )
    assert isinstance(piece, Evidence)
    assert piece.kind == "official"


def test_a_page_that_the_tables_know_by_its_address_is_not_added_again() -> None:
    (piece,) = evidence(url="https://sun-2.example/a", title="", publisher="")
    assert piece.source == "sun-2"


def test_a_passage_is_cited_by_the_source_of_its_document() -> None:
    (piece,) = evidence(passage="letter.p01", url="javascript:x")
    assert (piece.source, piece.passage, piece.read) == ("own", "letter.p01", "")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"says_ar": ""}, "ledger.evidence-says"),
        ({"relation": "proves"}, "ledger.relation"),
        ({"relation": None}, "ledger.relation"),
        ({"publisher": ""}, "ledger.publisher"),
        ({"title": "", "url": ""}, "ledger.page"),
        ({"date": "2024-13"}, "ledger.date"),
        ({"date": "yesterday"}, "ledger.date"),
        ({"passage": "letter.p02"}, "ledger.passage"),
        ({"passage": "nothing"}, "ledger.passage"),
        *(
            ({"url": url}, "ledger.url")
            for url in (
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://example.org/",
                "https://",
                "https:///x",
                "https://a b",
                "//example.org",
                "https://example.org/\u202ex",
                "https://example.org/" + "x" * 2_000,
            )
        ),
    ],
)
def test_what_is_no_evidence_is_refused_in_words(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(Unfit, match=why):
        evidence(**changes)


@pytest.mark.parametrize("text", [*STRINGS.values(), LONG])
def test_every_free_text_is_one_line_of_bounded_length_without_controls(text: str) -> None:
    said = statement(
        **dict.fromkeys(("says_en", "says_ar", "explanation_en", "explanation_ar", "would_change_en"), text)
    )
    cited = evidence(
        **dict.fromkeys(("says_en", "says_ar", "locator_en", "look_for", "title", "publisher"), text)
    )
    for row in (said, *cited):
        for value in row.model_dump().values():
            if isinstance(value, str):
                assert len(value) <= 1_000
                assert not set(value) & set("\n\t\u202e\u2066\u2067\u2068\u2069\u202d")


# what hangs


def test_statements_without_evidence_hang_but_opinions_do_not(tmp_path: Path) -> None:
    own = Store(f"sqlite:///{tmp_path}/a.sqlite")
    rows = [
        statement(passage=0).model_copy(update={"id": "one"}),
        statement(start=4).model_copy(update={"id": "two"}),
        statement(assessment="opinion").model_copy(update={"id": "three"}),
    ]
    piece = evidence()[0].model_copy(update={"statement": "one", "source": "own"})
    own.add([entry("a")], [Extra("a", row) for row in (*rows, piece)])
    atlas = join(small(), own.overlay())
    assert [row.start for row in statements_in(atlas, "a")] == [0, 0, 4]
    assert [row.id for row in hanging(atlas, "a")] == ["two"]
    assert hanging(atlas, "note") == []
    assert next_number(atlas.evidence_of["one"]) == 2
    assert next_number(()) == 1


# dossiers


TEXT = "زار الوزير مدينة إشكاشم في ربيع عام 2022.\nقدمت الولايات المتحدة 300 مليون دولار."


@pytest.fixture
def one(tmp_path: Path) -> Store:
    """Two documents: a statement in the first with evidence from a new page, from the article and from the
    second; an opinion; an open one."""
    own = Store(f"sqlite:///{tmp_path}/one.sqlite")
    for title in ("First", "Second"):
        new, extras = added(shipped(), Given(title, TEXT, "", "2024"), 2)
        own.add([new], extras)
    first, second = (own.entry(key) for key in own.overlay().documents)
    assert first
    assert second
    atlas = join(shipped(), own.overlay())
    of = partial(source_of_passage, atlas)

    def state(key: str, **changes: Any) -> Extra:
        relations: tuple[Bearing, ...] = ("supports",) if changes.get("assessment") == "supported" else ()
        return statement_row(atlas, first, WRITTEN | changes, relations, key)

    stated = [
        state("visit", assessment="supported", about=("ishkashim",)),
        state("view", assessment="opinion"),
        state("sum", passage=1, end=21, kind="amount"),
    ]
    passages = (f"{second.document.id}.p01", "issa-2023.p12")
    pieces = [evidence_rows(atlas, first.document.id, "visit", 1, PAGE, of)]
    pieces += [
        evidence_rows(atlas, first.document.id, "visit", n, PAGE | {"passage": passage}, of)
        for n, passage in enumerate(passages, start=2)
    ]
    own.change(first, [*stated, *(extra for piece in pieces for extra in piece)])
    return own


@pytest.fixture
def other(tmp_path: Path) -> Store:
    """A store with nothing in it."""
    return Store(f"sqlite:///{tmp_path}/other.sqlite")


def test_statements_and_evidence_come_back_the_same(one: Store, other: Store) -> None:
    raw, notes = save_dossier(one)[0], Notes()
    assert load_into(other, shipped(), raw, notes) == (2, 0)
    assert notes.messages() == []
    assert save_dossier(other)[0] == raw
    here, there = join(shipped(), one.overlay()), join(shipped(), other.overlay())
    assert len(here.statements) == len(shipped().statements) + 3
    assert (dict(here.statements), dict(here.evidence), dict(here.publishers)) == (
        dict(there.statements),
        dict(there.evidence),
        dict(there.publishers),
    )
    assert [row.passage for row in there.evidence_of["visit"]][1:] == [
        f"{list(one.overlay().documents)[1]}.p01",
        "issa-2023.p12",
    ]


def loaded(one: Store, other: Store, change: Callable[[list[Any]], None]) -> tuple[Atlas, Notes]:
    """The atlas of a store into which a dossier was loaded whose rows were changed."""
    rows, notes = lines(save_dossier(one)[0]), Notes()
    change(rows[1]["rows"])
    load_into(other, shipped(), packed(rows), notes)
    return join(shipped(), other.overlay()), notes


def row_of(rows: list[Any], kind: str, **cells: Any) -> Any:
    return next(
        row["row"]
        for row in rows
        if row["kind"] == kind and all(row["row"][name] == value for name, value in cells.items())
    )


@pytest.mark.parametrize(
    "forged",
    [
        {"passage": "issa-2023.p12"},
        {"quote": "كلمات ليست في النص"},
        {"nth": 2},
        {"id": "c38"},
        {"id": "x" * 61},
    ],
)
def test_a_statement_that_nobody_could_have_made_is_left_out_with_its_evidence_and_told(
    forged: dict[str, Any], one: Store, other: Store
) -> None:
    atlas, notes = loaded(one, other, lambda rows: row_of(rows, "statements", id="visit").update(forged))
    assert "visit" not in atlas.statements
    assert atlas.statements["c38"] == shipped().statements["c38"]
    assert atlas.evidence_of["c38"] == shipped().evidence_of["c38"]
    assert notes.dropped


def test_an_assessment_without_the_evidence_it_needs_is_reduced_and_told(one: Store, other: Store) -> None:
    def forge(rows: list[Any]) -> None:
        row_of(rows, "statements", id="sum").update(assessment="supported")

    atlas, notes = loaded(one, other, forge)
    assert atlas.statements["sum"].assessment == "open"
    assert notes.changed == [atlas.statements["sum"].says_en]


@pytest.mark.parametrize(
    "forged",
    [
        {"statement": "c38", "nth": 90},
        {"source": "nowhere"},
        {"passage": "nowhere.p01"},
        {"passage": "issa-2023.p12"},
        {"nth": 1_001},
    ],
)
def test_evidence_that_nobody_could_have_made_is_left_out_and_told(
    forged: dict[str, Any], one: Store, other: Store
) -> None:
    atlas, notes = loaded(
        one, other, lambda rows: row_of(rows, "evidence", statement="visit", nth=1).update(forged)
    )
    assert [row.nth for row in atlas.evidence_of["visit"]] == [2, 3]
    assert atlas.evidence_of["c38"] == shipped().evidence_of["c38"]
    assert notes.dropped


def test_texts_of_a_dossier_are_as_short_as_those_of_a_form(one: Store, other: Store) -> None:
    def forge(rows: list[Any]) -> None:
        row_of(rows, "statements", id="visit").update(says_en=LONG, value_en=LONG)
        row_of(rows, "evidence", statement="visit", nth=1).update(look_for=LONG)

    atlas, notes = loaded(one, other, forge)
    assert len(atlas.statements["visit"].says_en) <= 1_000
    assert 0 < len(atlas.statements["visit"].value_en) <= 200
    assert len(atlas.evidence["visit", 1].look_for) <= 200
    assert len(notes.changed) == 2


assert LINES[0].startswith("زار الوزير نورا")
