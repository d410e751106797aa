"""Stores as earlier versions of Dalil wrote them: their tables as they were, and one whole store of version
1, with two documents, rows, a decision, a deletion and the log of all that."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    insert,
)
from sqlalchemy.schema import CreateIndex, CreateTable

VERSION_1 = Path(__file__).with_suffix(".json")
BEFORE = MetaData()


def _cells() -> list[Column[Any]]:
    return [
        Column("place", BigInteger, nullable=False),
        Column("row", JSON, nullable=False),
        Column("block", LargeBinary, nullable=False),
        Column("content", LargeBinary, nullable=False),
        Column("folded", LargeBinary, nullable=False),
        Column("review", JSON, nullable=False),
    ]


def _text(name: str, *, primary_key: bool = False, index: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=primary_key, nullable=False, index=index)


Table(
    "version", BEFORE, Column("id", Integer, primary_key=True), Column("number", BigInteger, nullable=False)
)
Table(
    "documents",
    BEFORE,
    _text("id", primary_key=True),
    Column("version", BigInteger, nullable=False),
    *_cells(),
)
Table(
    "rows",
    BEFORE,
    _text("kind", primary_key=True),
    _text("id", primary_key=True),
    Column("document", Text),
    Column("row", JSON, nullable=False),
)
Table(
    "acts",
    BEFORE,
    Column("number", BigInteger, primary_key=True),
    Column("part", Integer, primary_key=True),
    *(_text(name) for name in ("at", "who", "act")),
    _text("document", index=True),
    *(_text(name) for name in ("kind", "key")),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Column("marks", LargeBinary),
)
Table(
    "deleted",
    BEFORE,
    _text("id", primary_key=True),
    _text("at"),
    _text("who"),
    *_cells(),
    Column("rows", JSON, nullable=False),
)
Table(
    "store_schema", BEFORE, Column("id", Integer, primary_key=True), Column("number", Integer, nullable=False)
)
TABLES = BEFORE.tables
OF_VERSION = {0: ("version", "documents", "rows"), 1: tuple(TABLES)}


def make_tables(link: Connection, version: int) -> None:
    """Make the tables of a version of the store."""
    for name in OF_VERSION[version]:
        link.execute(CreateTable(TABLES[name]))
        for index in TABLES[name].indexes:
            link.execute(CreateIndex(index))


def write_version_1(link: Connection) -> None:
    """Write the whole store of version 1."""
    make_tables(link, 1)
    for name, rows in json.loads(VERSION_1.read_text(encoding="utf-8"))["tables"].items():
        for row in rows:
            link.execute(insert(TABLES[name]).values({key: _value(cell) for key, cell in row.items()}))


def _value(cell: Any) -> Any:
    return base64.b64decode(cell["base64"]) if isinstance(cell, dict) and "base64" in cell else cell
