"""The rows that came with documents (entities, actors, places, sources, spellings), written and deleted, each
with what it changed, for the log; and the texts that came since a version."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, delete, insert, select, type_coerce, update

from data.atlas.overlay import Overlay
from data.documents.schema import (
    DOCUMENTS,
    ROWS,
    UNREADABLE,
    Extra,
    parsed_cells,
    stored_document,
)
from data.documents.sql.log import Change


def insert_rows(link: Connection, case: str, extras: Sequence[Extra]) -> list[Change]:
    """Write rows; one that is there already stays with the document that brought it."""
    changes = []
    for extra in extras:
        before = _cells(link, case, extra)
        after = {"document": (before or {}).get("document") or extra.document, "row": extra.cells}
        if before == after:
            continue
        link.execute(delete(ROWS).where(_is(case, extra)))
        link.execute(insert(ROWS).values(case_id=case, kind=extra.kind, id=extra.key, **after))
        changes.append(Change(extra.document, extra.kind, extra.key, before, after))
    return changes


def hand_over(link: Connection, case: str, extra: Extra, document: str) -> list[Change]:
    """Let a row count as having come with another document."""
    before = _cells(link, case, extra)
    link.execute(update(ROWS).where(_is(case, extra)).values(document=document))
    return [Change(extra.document, extra.kind, extra.key, before, (before or {}) | {"document": document})]


def delete_rows(link: Connection, case: str, extras: Sequence[Extra]) -> list[Change]:
    """Delete rows; one that another document brought stays."""
    changes = []
    for extra in extras:
        before = _cells(link, case, extra)
        if before and before["document"] == extra.document:
            link.execute(delete(ROWS).where(_is(case, extra)))
            changes.append(Change(extra.document, extra.kind, extra.key, before, None))
    return changes


def drop_rest(link: Connection, case: str, document: str) -> list[Change]:
    """Delete what else came with a document: rows of another version of Dalil, which nobody here can read.
    Their columns stay in the log as text."""
    own = (ROWS.c.case_id == case) & (ROWS.c.document == document)
    rows = link.execute(select(ROWS.c.kind, ROWS.c.id, type_coerce(ROWS.c.row, Text)).where(own)).all()
    link.execute(delete(ROWS).where(own))
    return [Change(document, kind, key, {"document": document, "row": row}, None) for kind, key, row in rows]


def _is(case: str, extra: Extra) -> ColumnElement[bool]:
    return (ROWS.c.case_id == case) & (ROWS.c.kind == extra.kind) & (ROWS.c.id == extra.key)


def _cells(link: Connection, case: str, extra: Extra) -> dict[str, Any] | None:
    query = select(ROWS.c.document, type_coerce(ROWS.c.row, Text)).where(_is(case, extra))
    if (found := link.execute(query).one_or_none()) is None:
        return None
    document, row = found
    with suppress(ValueError):
        row = parsed_cells(row)
    return {"document": document, "row": row}


def hashes_since(link: Connection, case: str, seen: Overlay) -> set[str]:
    """The SHA-256 of the texts of documents that were added to a case since `seen` of it."""
    own = (DOCUMENTS.c.case_id == case) & (DOCUMENTS.c.version > seen.version)
    rows = select(DOCUMENTS.c.id, type_coerce(DOCUMENTS.c.row, Text)).where(own)
    found = set()
    for key, row in link.execute(rows):
        if key not in seen.documents:
            with suppress(*UNREADABLE):  # of another version, or half restored
                found.add(stored_document(parsed_cells(row)).sha256)
    return found
