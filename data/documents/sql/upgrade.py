"""The version of a store's tables: they are made where there are none, brought up from the version before,
and left alone where a newer Dalil has written them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, islice

from sqlalchemy import Column, Connection, MetaData, Table, Text, insert, inspect, select, type_coerce, update
from sqlalchemy.schema import CreateIndex, CreateTable, DropTable

from data.atlas.case import FIRST_CASE
from data.documents.people import OPERATOR
from data.documents.schema import (
    ACTS,
    CASES,
    DELETED,
    DOCUMENTS,
    META,
    ROWS,
    SCHEMA,
    UNREADABLE,
    VERSION,
    parsed_cells,
)
from data.documents.sql import log
from data.documents.sql.log import Change

NEWEST = 2  # 0: before the log; 1: log, deleted documents, notes and verifications; 2: cases
CASE = "case_id"
NONE = -1  # no tables at all
BATCH = 200  # documents that are written into the log at once
GUARD = {  # nothing in the log is changed or deleted, whatever asks for it
    "sqlite": [
        f"CREATE TRIGGER IF NOT EXISTS acts_{act.lower()} BEFORE {act} ON acts"
        " BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END"
        for act in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION acts_stay() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the log is only added to'; END $$",
        "CREATE OR REPLACE TRIGGER acts_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON acts"
        " EXECUTE FUNCTION acts_stay()",
    ],
}


def schema_version(link: Connection) -> int:
    """The version of the tables that are there; NONE where there are none."""
    tables = set(inspect(link).get_table_names())
    if SCHEMA.name in tables:
        return int(link.execute(select(SCHEMA.c.number)).scalar() or 0)
    return 0 if DOCUMENTS.name in tables else NONE


def complete(link: Connection) -> bool:
    """Have the tables of version 0 all their columns? Those of long ago had not."""
    there = {column["name"] for column in inspect(link).get_columns(DOCUMENTS.name)}
    return {column.name for column in DOCUMENTS.c if column is not DOCUMENTS.c.case_id} <= there


def bring_up(link: Connection, found: int) -> None:
    """Make what is missing, in this transaction. What was there before cases belongs to the first one; what
    was there before the log begins it."""
    for table in (DOCUMENTS, ROWS, DELETED, ACTS):
        _into_first_case(link, table)
    for table in META.sorted_tables:
        link.execute(CreateTable(table, if_not_exists=True))
        for index in table.indexes:
            link.execute(CreateIndex(index, if_not_exists=True))
    for statement in GUARD[link.dialect.name]:
        link.exec_driver_sql(statement)
    if link.execute(select(VERSION.c.number)).scalar() is None:
        link.execute(insert(VERSION).values(id=1, number=0))
    if link.execute(select(CASES.c.id).where(CASES.c.id == FIRST_CASE)).scalar() is None:
        number = link.execute(select(VERSION.c.number)).scalar_one()
        values = dict.fromkeys(("name_en", "name_ar", "made", "deleted", "who"), "")
        link.execute(insert(CASES).values(id=FIRST_CASE, version=number, **values))
    if found == 0:
        _begin_log(link)
    if link.execute(select(SCHEMA.c.number)).scalar() is None:
        link.execute(insert(SCHEMA).values(id=1, number=NEWEST))
    link.execute(update(SCHEMA).values(number=NEWEST))


def _into_first_case(link: Connection, table: Table) -> None:
    """Let the rows of a table of before cases belong to the first one. Keys differ within a case from then
    on: SQLite takes another key with a new table alone, a server keeps its table, and who may read it."""
    known, name = inspect(link), table.name
    if not known.has_table(name) or CASE in {column["name"] for column in known.get_columns(name)}:
        return
    add = f"ALTER TABLE {name} ADD COLUMN {CASE} TEXT DEFAULT '{FIRST_CASE}' NOT NULL"
    if not table.c[CASE].primary_key:
        link.exec_driver_sql(add)
        return
    if link.dialect.name == "postgresql":
        key = known.get_pk_constraint(name)["name"]
        columns = ", ".join(column.name for column in table.primary_key)
        link.exec_driver_sql(f'{add}, DROP CONSTRAINT "{key}", ADD PRIMARY KEY ({columns})')
        return
    names = [column.name for column in table.c if column.name != CASE]
    before = Table(f"{name}_before", MetaData(), *(Column(own, table.c[own].type) for own in names))
    link.exec_driver_sql(f"ALTER TABLE {name} RENAME TO {before.name}")
    link.execute(CreateTable(table))
    link.execute(insert(table).from_select(names, select(before)))
    link.execute(DropTable(before))


def _begin_log(link: Connection) -> None:
    number, part = int(link.execute(select(VERSION.c.number)).scalar_one()), 0
    changes = chain(_documents(link), _rows(link))
    while some := list(islice(changes, BATCH)):
        log.write_changes(link, FIRST_CASE, number, OPERATOR, "upgrade", some, part)
        part += len(some)


def _documents(link: Connection) -> Iterator[Change]:
    cells = select(type_coerce(DOCUMENTS.c.row, Text), type_coerce(DOCUMENTS.c.review, Text))
    for key in link.execute(select(DOCUMENTS.c.id).order_by(DOCUMENTS.c.place)).scalars().all():
        row, review = link.execute(cells.where(DOCUMENTS.c.id == key)).one()
        with suppress(*UNREADABLE):  # what cannot be read is left out, as elsewhere
            yield Change(key, "document", key, None, parsed_cells(row), parsed_cells(review).get("marks", ()))


def _rows(link: Connection) -> Iterator[Change]:
    cells = type_coerce(ROWS.c.row, Text)
    query = select(ROWS.c.kind, ROWS.c.id, ROWS.c.document, cells).order_by(ROWS.c.kind, ROWS.c.id)
    for kind, key, document, row in link.execute(query).all():
        with suppress(*UNREADABLE):
            yield Change(document or "", kind, key, None, {"document": document, "row": parsed_cells(row)})
