"""Deleted documents, kept so that a deletion can be taken back: as they were, with the rows that came with
them."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, Text, delete, insert, literal, select, type_coerce

from data.documents.people import Person
from data.documents.schema import (
    CELLS,
    DELETED,
    DOCUMENTS,
    UNREADABLE,
    Extra,
    parsed_cells,
    stored_document,
)
from data.documents.sql import log
from data.documents.sql.log import Change
from data.documents.sql.rows import extra_of
from data.tables.model import Document

KEPT = 30  # days


@dataclass(frozen=True)
class Deleted:
    """A deleted document: who deleted it, and when (ISO, UTC)."""

    document: Document
    who: str
    at: str


def move_to_deleted(
    link: Connection, case: str, document: str, brought: list[Extra], by: Person
) -> list[Change]:
    """Move a document, as it stands, to the deleted ones. One that cannot be read is moved all the same."""
    row, _ = _read(link, DOCUMENTS, case, document)
    rows = [{"kind": extra.kind, "row": extra.cells} for extra in brought]
    link.execute(delete(DELETED).where(_is(DELETED, case, document)))
    own, moved = _is(DOCUMENTS, case, document), (DOCUMENTS.c[cell] for cell in CELLS)
    whole = select(DOCUMENTS.c.case_id, DOCUMENTS.c.id, literal(log.now()), literal(by.name), *moved)
    names = ["case_id", "id", "at", "who", *CELLS, "rows"]
    link.execute(
        insert(DELETED).from_select(names, whole.add_columns(literal(rows, DELETED.c.rows.type)).where(own))
    )
    link.execute(delete(DOCUMENTS).where(own))
    return [Change(document, "document", document, row, None)]


def bring_back(link: Connection, case: str, document: str, number: int) -> tuple[list[Change], list[Extra]]:
    """Move a deleted document back, at this version. Returns what changed, none where it is not among the
    deleted, and the rows that came with it."""
    own = _is(DELETED, case, document)
    rows = link.execute(select(DELETED.c.rows).where(own)).scalar_one_or_none()
    if rows is None:
        return [], []
    row, marks = _read(link, DELETED, case, document)
    whole = select(
        DELETED.c.case_id, DELETED.c.id, literal(number), *(DELETED.c[cell] for cell in CELLS)
    ).where(own)
    link.execute(insert(DOCUMENTS).from_select(["case_id", "id", "version", *CELLS], whole))
    link.execute(delete(DELETED).where(own))
    extras = [extra for cells in rows if (extra := extra_of(document, cells["kind"], cells["row"]))]
    return [Change(document, "document", document, None, row, marks)], extras


def deleted_documents(link: Connection, case: str) -> list[Deleted]:
    """The deleted documents of a case that can be brought back, the last deleted first."""
    query = select(DELETED.c.id, DELETED.c.at, DELETED.c.who).where(
        (DELETED.c.case_id == case) & (DELETED.c.at >= kept_since())
    )
    found = []
    for key, at, who in link.execute(query.order_by(DELETED.c.at.desc(), DELETED.c.id)).all():
        if row := _read(link, DELETED, case, key)[0]:
            found.append(Deleted(stored_document(row), who, at))
    return found


def forget_old(link: Connection) -> None:
    """Delete for good what was deleted too long ago to be brought back."""
    link.execute(delete(DELETED).where(DELETED.c.at < kept_since()))


def kept_since() -> str:
    """What was deleted before this moment is gone for good."""
    return (dt.datetime.now(dt.UTC) - dt.timedelta(days=KEPT)).isoformat(timespec="seconds")


def _is(table: Table, case: str, document: str) -> ColumnElement[bool]:
    return (table.c.case_id == case) & (table.c.id == document)


def _read(
    link: Connection, table: Table, case: str, document: str
) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """The row and the marks of a document; nothing of what cannot be read."""
    columns = (type_coerce(table.c.row, Text), type_coerce(table.c.review, Text))
    found = link.execute(select(*columns).where(_is(table, case, document))).one_or_none()
    with suppress(*UNREADABLE):
        row, review = map(parsed_cells, found or ())
        return dict(row), list(review.get("marks", ()))
    return None, []
