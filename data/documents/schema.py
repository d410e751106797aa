"""How an added document is written as rows: the tables of the store, and what goes into their cells."""

from __future__ import annotations

import json
import logging
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from pydantic import ValidationError
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
    select,
)

from data.atlas.blocks import Block, pack
from data.atlas.overlay import Content, Spelling
from data.tables.columns import uncontrolled
from data.tables.model import Actor, Document, Entity, Figure, Place, Row, Source
from data.text.normalize import fold

KINDS: Mapping[str, type[Row]] = {schema.table: schema for schema in (Source, Entity, Actor, Place)}

META = MetaData()
VERSION = Table(
    "version", META, Column("id", Integer, primary_key=True), Column("number", BigInteger, nullable=False)
)
DOCUMENTS = Table(
    "documents",
    META,
    Column("id", Text, primary_key=True),
    Column("place", BigInteger, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("row", JSON, nullable=False),
    Column("block", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("folded", LargeBinary, nullable=False),
    Column("review", JSON, nullable=False),
)
CELLS = ("place", "row", "block", "content", "folded", "review")  # of a document, whatever its version
ROWS = Table(
    "rows",
    META,
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("document", Text),
    Column("row", JSON, nullable=False),
)


ACTS = Table(
    "acts",
    META,
    Column("number", BigInteger, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("document", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Column("marks", LargeBinary),
)
DELETED = Table(
    "deleted",
    META,
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    *(Column(name, DOCUMENTS.c[name].type, nullable=False) for name in CELLS),
    Column("rows", JSON, nullable=False),
)
SCHEMA = Table(
    "store_schema", META, Column("id", Integer, primary_key=True), Column("number", Integer, nullable=False)
)


@dataclass(frozen=True)
class Entry:
    """A document as it is kept: its row, passages, what is accepted of them, and `review`, what is still only
    suggested."""

    document: Document
    content: Content
    block: Block
    review: dict[str, Any] = field(default_factory=dict)
    version: int = 0


@dataclass(frozen=True)
class Extra:
    """A row of another table (entities, actors, places, sources) or a spelling, that came with a document."""

    document: str
    row: Row | Spelling

    @property
    def cells(self) -> dict[str, Any]:
        """Its columns."""
        return asdict(self.row) if isinstance(self.row, Spelling) else self.row.model_dump(mode="json")

    @property
    def kind(self) -> str:
        """Its table."""
        return "spellings" if isinstance(self.row, Spelling) else self.row.table

    @property
    def key(self) -> str:
        """Its key within the table."""
        if isinstance(self.row, Spelling):
            return f"{self.row.entity} {self.row.lang} {self.row.text}"
        return str(getattr(self.row, "id"))  # noqa: B009 its kinds all have one


def values_of(entry: Entry) -> dict[str, Any]:
    """The cells of an entry, but for its id, place and version."""
    content = {
        "texts": entry.content.texts,
        "figures": [figure.model_dump() for figure in entry.content.figures],
        "pages": entry.content.pages,
        "reviewed": entry.content.reviewed,
    }
    folded = "\n".join(fold(text).text for text in entry.content.texts)
    return {
        "row": entry.document.model_dump(mode="json"),
        "block": pack(entry.block),
        "review": entry.review,
        "content": zlib.compress(json.dumps(content, ensure_ascii=False).encode()),
        "folded": zlib.compress(folded.encode()),
    }


def document_of(row: Mapping[str, Any]) -> Document:
    """The document whose cells were written; they were checked when it was added, and cleaned unless that is
    long ago."""
    cells: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    cells |= {name: uncontrolled(value) for name, value in row.items() if isinstance(value, str)}
    return Document.model_construct(**cells)


def content_of(packed: bytes) -> Content:
    """Passages and figures as they were written; of a document of before there were pages, none."""
    known = json.loads(zlib.decompress(packed))
    figures = tuple(Figure.model_construct(**figure) for figure in known["figures"])
    accepted, verified = known.get("reviewed", (0, 0))
    return Content(tuple(known["texts"]), figures, tuple(known.get("pages", ())), (accepted, verified))


def extras_of(link: Connection) -> tuple[dict[str, dict[str, Row]], tuple[Spelling, ...]]:
    """Rows of other tables by table and key, and the spellings."""
    rows: dict[str, dict[str, Row]] = {}
    spellings = []
    for kind, key, row in link.execute(
        select(ROWS.c.kind, ROWS.c.id, ROWS.c.row).order_by(ROWS.c.kind, ROWS.c.id)
    ):
        found = _row(kind, key, row)
        if isinstance(found, Spelling):
            spellings.append(found)
        elif found:
            rows.setdefault(kind, {})[key] = found
    return rows, tuple(spellings)


def extra_of(document: str, kind: str, cells: Mapping[str, Any]) -> Extra | None:
    """A row that came with a document, of its columns; None where this version cannot read it."""
    row = _row(kind, document, cells)
    return Extra(document, row) if row else None


def _row(kind: str, key: str, cells: Mapping[str, Any]) -> Row | Spelling | None:
    try:
        return Spelling(**cells) if kind == "spellings" else KINDS[kind](**cells) if kind in KINDS else None
    except (
        ValidationError
    ) as error:  # written by another version of Dalil: it stays in the store, and others are shown
        logging.getLogger(__name__).warning("%s %s is left out: %s", kind, key, error)
        return None


def brought_of(link: Connection) -> dict[str, list[Extra]]:
    """Rows of other tables and spellings, by the document that brought them."""
    query = select(ROWS.c.kind, ROWS.c.id, ROWS.c.row, ROWS.c.document).order_by(ROWS.c.kind, ROWS.c.id)
    found: dict[str, list[Extra]] = {}
    for kind, key, cells, document in link.execute(query):
        if document and (row := _row(kind, key, cells)):
            found.setdefault(document, []).append(Extra(document, row))
    return found
