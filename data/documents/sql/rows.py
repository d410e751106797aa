"""The rows that came with documents (entities, actors, places, sources, spellings): read; written and
deleted, each with what it changed, for the log; and the texts that came since a version."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, delete, insert, select, type_coerce, update

from data.atlas.overlay import Overlay, Spelling
from data.documents.schema import (
    DOCUMENTS,
    KINDS,
    ROWS,
    UNREADABLE,
    Extra,
    parsed_cells,
    stored_document,
)
from data.documents.sql.log import Change
from data.tables.model import Row


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


@dataclass(frozen=True)
class StoredRows:
    """What came with documents: rows of other tables by table and key, by whom they were brought, the
    spellings, and why some rows cannot be read, by table and key. raw: all that as it is stored."""

    rows: dict[str, dict[Any, Row]] = field(default_factory=dict)
    brought_by: dict[tuple[str, Any], str] = field(default_factory=dict)
    spellings: tuple[Spelling, ...] = ()
    unreadable: dict[str, str] = field(default_factory=dict)
    raw: list[tuple[str, str, str | None, Any]] = field(default_factory=list)


def stored_rows(link: Connection, case: str, known: StoredRows) -> StoredRows:
    """Everything that came with the documents of a case; what is `known` where nothing of it has changed."""
    if (raw := list(_raw_rows(link, case))) == known.raw:
        return known
    rows: dict[str, dict[Any, Row]] = {}
    brought_by: dict[tuple[str, Any], str] = {}
    spellings, unreadable = [], {}
    for kind, key, document, row in raw:
        try:
            found = _row(kind, row)
        except UNREADABLE as problem:
            unreadable[f"{kind} {key}"] = str(problem)
            continue
        if isinstance(found, Spelling):
            spellings.append(found)
        else:
            rows.setdefault(kind, {})[found.primary_key] = found
            if document:
                brought_by[kind, found.primary_key] = document
    return StoredRows(rows, brought_by, tuple(spellings), unreadable, raw)


def brought_of(link: Connection, case: str) -> dict[str, list[Extra]]:
    """Rows of other tables and spellings, by the document of a case that brought them."""
    found: dict[str, list[Extra]] = {}
    for kind, _key, document, row in _raw_rows(link, case):
        if document and (extra := extra_of(document, kind, row)):
            found.setdefault(document, []).append(extra)
    return found


def _raw_rows(link: Connection, case: str) -> Iterator[tuple[str, str, str | None, Any]]:
    """Table, key, document and columns of every row of a case, the columns as they are stored."""
    columns = (ROWS.c.kind, ROWS.c.id, ROWS.c.document, type_coerce(ROWS.c.row, Text))
    own = select(*columns).where(ROWS.c.case_id == case)
    for row in link.execute(own.order_by(ROWS.c.kind, ROWS.c.id)):
        yield row.tuple()


def extra_of(document: str, kind: str, row: Any) -> Extra | None:
    """A row that came with a document, of its columns as they are stored; None where this version cannot read
    it: it stays in the store, and others are shown."""
    try:
        return Extra(document, _row(kind, row))
    except UNREADABLE as problem:
        logging.getLogger(__name__).warning("%s of %s is left out: %s", kind, document, problem)
        return None


def _row(kind: str, stored: Any) -> Row | Spelling:
    """A row of its columns. Raises one of UNREADABLE."""
    cells = parsed_cells(stored)
    return Spelling(**cells) if kind == "spellings" else KINDS[kind](**cells)
