"""An error is corrected with its date, and the old mark stays readable: in the table, on the sources page and
on the card."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from tiny import rows_of, save, shipped, tiny

from data.check import tables as check
from data.i18n import name
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from ui.html.panel.panel import panel
from ui.html.statements import card as statements
from ui.html.statements.page import statement_cards
from ui.sentences import revisions

CHANGED = {  # statement -> the assessment before and now
    "c04": ("partly", "supported"),
    "c09": ("partly", "supported"),
    "c16": ("partly", "supported"),
    "c26": ("open", "partly"),
    "c28": ("open", "partly"),
    "c24": ("supported", "partly"),
    "c39": ("supported", "partly"),
    "c44": ("supported", "partly"),
}


@pytest.mark.parametrize("lang", LANGS)
def test_each_changed_assessment_is_recorded_as_it_was_and_as_it_is(lang: Lang) -> None:
    atlas = shipped()
    found = {
        row.row: (name(row, lang, "was"), name(row, lang, "now"))
        for row in atlas.revisions.values()
        if (row.of_table, row.field) == ("statements", "assessment")
    }
    assert found == {
        key: tuple(atlas.text(lang)(f"assessment.{mark}") for mark in marks) for key, marks in CHANGED.items()
    }
    assert {key: atlas.statements[key].assessment for key in CHANGED} == {
        key: now for key, (_, now) in CHANGED.items()
    }


@pytest.mark.parametrize("lang", LANGS)
def test_the_card_of_a_statement_shows_what_was_changed_and_why(lang: Lang) -> None:
    html = unescape(statement_cards(shipped(), shipped().text(lang)))
    for key in CHANGED:
        lines = revisions.revision_lines(shipped(), key, shipped().text(lang))
        assert lines
        assert all(line in html for line in lines)
    view = select(shipped(), Selection())
    assert (
        statements.statement_card(view, shipped().statements["c01"], view.atlas.text(lang))["revised"] == []
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_has_every_change_once(lang: Lang) -> None:
    rows = revisions.revisions_table(shipped(), shipped().text(lang))
    assert len(rows) == len(shipped().revisions) > 20
    assert all(all(row.values()) for row in rows)


@pytest.mark.parametrize("lang", LANGS)
def test_the_card_of_a_record_shows_what_was_changed_in_it_and_in_its_second_sources(lang: Lang) -> None:
    html = unescape(panel(select(shipped(), Selection(focus="aid:us-puma-2022")), shipped().text(lang)))
    tables = {row.of_table for row in shipped().revisions.values() if row.row == "us-puma-2022"}
    assert tables == {"aid", "corroboration"}
    lines = revisions.revision_lines(shipped(), "us-puma-2022", shipped().text(lang))
    assert len(lines) == 2
    assert all(line in html for line in lines)


def test_the_check_finds_a_change_of_a_row_that_is_not_there(tmp_path: Path) -> None:
    folder = tiny(tmp_path / "data")
    head = rows_of(folder / "revisions.csv")[0]
    cells = {
        "date": "2023-02-02",
        "of_table": "statements",
        "row": "s9",
        "field": "assessment",
        "ar_status": "drafted",
    }
    save(folder / "revisions.csv", [head, [cells.get(column, "said") for column in head]])
    assert [(p.file, p.row, p.field) for p in check.table_problems(folder)] == [("revisions.csv", 2, "row")]
