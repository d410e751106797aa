"""Statements and evidence of added documents in files: as those of the article are, told whose work they are;
no text of a document that the file does not carry."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile import ALL
from test_documents_ledger import one as one
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.documents.schema import Extra
from data.documents.store import Store
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from export.content import statement_table
from export.excerpt import excerpt
from export.order import Order
from export.tables.records import evidence_records as evidence_records
from export.tables.records import statement_records as statement_records
from ui.html.statements.page import statement_cards
from ui.story.lists import listed_rows
from ui.story.slides import assessment_lines

pytestmark = pytest.mark.slow


def carried(store: Store) -> Atlas:
    """The atlas of a file of the first added document alone."""
    atlas = join(shipped(), store.overlay())
    first = next(iter(store.overlay().documents))
    return excerpt(select(atlas, Selection(documents=(first,)))).view.atlas


@pytest.mark.parametrize("lang", LANGS)
def test_tables_hold_them_and_tell_whose_work_each_is(lang: Lang, one: Store) -> None:
    view, t = select(carried(one), Selection()), shipped().text(lang)
    rows = {row["id"]: row for row in statement_records(view, t)}
    assert rows["visit"]["edition"] == t("statement.own")
    assert rows["c01"]["edition"] == t("statement.shipped")
    assert rows["visit"]["document"] == next(iter(one.overlay().documents))
    pieces = [row for row in evidence_records(view, t) if row["statement"] == "visit"]
    assert [row["publisher"] for row in pieces] == ["Radio Nobody", "", ""]
    assert [row["cited-passage"] for row in pieces] == ["", "", "issa-2023.p12"]
    assert all(row["edition"] == t("statement.own") for row in pieces)


def test_evidence_from_a_document_that_is_not_carried_stays_without_its_text(one: Store) -> None:
    atlas, second = carried(one), list(one.overlay().documents)[1]
    assert [piece.passage for piece in atlas.evidence_of["visit"]] == [None, None, "issa-2023.p12"]
    assert atlas.statements["visit"].assessment == "supported"
    assert f"{second}.p01" not in atlas.texts


@pytest.mark.parametrize("lang", LANGS)
def test_slides_and_the_printed_list_tell_whose_work_it_is(lang: Lang, one: Store) -> None:
    atlas, t = carried(one), shipped().text(lang)
    assert assessment_lines(atlas, "visit", t)["own"] == t("statement.own")
    assert assessment_lines(atlas, "c01", t)["own"] == ""
    said = {label for label, _ in listed_rows(select(atlas, Selection()), "statements", t)[0]}
    first = next(iter(one.overlay().documents))
    whole = select(shipped(), Selection())
    rows, more = listed_rows(whole, "records", t)
    count = t.count("records", len(whole.aid))
    assert (len(rows), more) == (
        6,
        t("present.more-rows", shown="6", count=count, page=t("page.aid")),
    )
    own = listed_rows(select(atlas, Selection(documents=(first,))), "statements", t)[0]
    assert [label.endswith(f" · {t('statement.own')}") for label, _ in own] == [True] * len(own) != []
    assert not any(t("statement.own") in label for label in said), "of the shipped edition"
    printed = statement_table(Order(select(atlas, Selection(documents=(first,))), (lang,)), t)
    assert [t("statement.own") in row[3] for row in printed[1:]] == [True] * 3


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_texts_of_a_statement_stand_in_its_card_as_text(
    lang: Lang, one: Store, tmp_path: Path
) -> None:
    own = one.entry(next(iter(one.overlay().documents)))
    assert own
    overlay = one.overlay()
    spoilt = {
        "statements": ("says_en", "says_ar", "explanation_en", "explanation_ar", "would_change_en"),
        "evidence": ("says_en", "says_ar", "locator_en", "locator_ar", "look_for"),
        "publishers": ("name", "name_ar"),
    }
    rows = [
        row.model_copy(update=dict.fromkeys(columns, ALL))
        for table, columns in spoilt.items()
        for row in overlay.rows[table].values()
    ]
    one.change(own, [Extra(own.document.id, row) for row in rows])
    html = statement_cards(join(shipped(), one.overlay()), shipped().text(lang))
    assert "onerror" in html
    assert "<script" not in html
    assert "<img" not in html
