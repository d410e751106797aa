"""Whose work a statement, a record or a translation is: of the shipped edition, or of people who use this
copy."""

from __future__ import annotations

from data.atlas.atlas import Atlas
from data.facts.alignment import own_translation
from data.facts.origin import is_added, own_record
from data.i18n import Text
from data.tables.model import Aid, Statement


def own_work(atlas: Atlas, statement: Statement, t: Text) -> str:
    """That a statement was assessed here; "" for one of the shipped edition."""
    return t("statement.own") if is_added(atlas, statement.passage) else ""


def record_edition(row: Aid, t: Text) -> str:
    """Whose work a record of aid is, as a cell of a table."""
    return own_record(row, t) or t("statement.shipped")


def translation_label(atlas: Atlas, passage: str, t: Text) -> str:
    """What the translation of a passage is called: unofficial and, where people brought it, whose it is."""
    row = own_translation(atlas, passage)
    if row is None:
        return t("passage.translation")
    return t.series(filter(None, (t("passage.translation"), t(f"translation.made-{row.made}"), row.by)))


def edition_cell(atlas: Atlas, statement: Statement, t: Text) -> str:
    """Whose work a statement is, as a cell of a table."""
    return own_work(atlas, statement, t) or t("statement.shipped")
