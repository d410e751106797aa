"""How an added document is written as rows: the tables of the store, and what goes into their cells."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from data.atlas.blocks import Block, pack_block, unpack_block
from data.atlas.case import FIRST_CASE
from data.atlas.overlay import ADDED, Content, Spelling
from data.tables.columns import strip_controls
from data.tables.model import Document, Figure, Row
from data.text.normalize import fold

KINDS: Mapping[str, type[Row]] = {schema.table: schema for schema in ADDED}
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError)  # what another version's rows raise

META = MetaData()
VERSION = Table(
    "version", META, Column("id", Integer, primary_key=True), Column("number", BigInteger, nullable=False)
)


def _case_column(*, primary_key: bool = True) -> Column[str]:
    """The case that a row belongs to."""
    return Column("case_id", Text, primary_key=primary_key, nullable=False, server_default=FIRST_CASE)


CASES = Table(
    "cases",
    META,
    Column("id", Text, primary_key=True),
    Column("name_en", Text, nullable=False),
    Column("name_ar", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("version", BigInteger, nullable=False),  # number of the last change of anything in it
    Column("deleted", Text, nullable=False),  # when; "" while it is not
    Column("who", Text, nullable=False),  # deleted it
)
DOCUMENTS = Table(
    "documents",
    META,
    _case_column(),
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
    _case_column(),
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
    _case_column(primary_key=False),
)
DELETED = Table(
    "deleted",
    META,
    _case_column(),
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    *(Column(name, DOCUMENTS.c[name].type, nullable=False) for name in CELLS),
    Column("rows", JSON, nullable=False),
)
SCHEMA = Table(
    "store_schema", META, Column("id", Integer, primary_key=True), Column("number", Integer, nullable=False)
)


class MarkCells(dict[str, Any]):
    """The cells of a mark. Never changed in place, so that their JSON is made once."""

    @cached_property
    def json(self) -> str:
        """What the store has of it."""
        return json.dumps(self)


class Review(dict[str, Any]):
    """What is suggested of a document, as cells: its marks, and how many are in which state. Never changed in
    place. parsed: the marks themselves, once somebody has asked for them."""

    parsed: tuple[Any, ...] | None = None

    def __getstate__(self) -> None:
        """Pickled are the cells alone: marks are made of them in less time than they are unpickled in."""

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Review:
        """What is stored of it."""
        return cls({key: [*map(MarkCells, own)] if key == "marks" else own for key, own in stored.items()})


def to_json(value: Any) -> str:
    """The JSON of a cell. Of a review that of each mark is taken as it is: thousands of marks would keep all
    threads waiting at each decision, and one has changed."""
    if not isinstance(value, Review):
        return json.dumps(value)
    marks = (m.json if isinstance(m, MarkCells) else json.dumps(m) for m in value.get("marks", ()))
    parts = {key: f"[{', '.join(marks)}]" if key == "marks" else json.dumps(value[key]) for key in value}
    return f"{{{', '.join(f'{json.dumps(key)}: {part}' for key, part in parts.items())}}}"


@dataclass(frozen=True)
class Entry:
    """A document as it is kept: its row, passages, what is accepted of them, and `review`, what is still only
    suggested."""

    document: Document
    content: Content
    block: Block
    review: dict[str, Any] = field(default_factory=Review)
    version: int = 0


@dataclass(frozen=True)
class Extra:
    """A row of another table (see atlas.overlay.ADDED) or a spelling, that came with a document."""

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
        """Its key within the table; the parts of a key joined by a space."""
        row = self.row
        if isinstance(row, Spelling):
            return f"{row.entity} {row.lang} {row.text}"
        return " ".join(str(getattr(row, column)) for column in row.primary)


def values_of(entry: Entry) -> dict[str, Any]:
    """The cells of an entry, but for its id, place and version."""
    content = {
        "figures": [figure.model_dump() for figure in entry.content.figures],
        "pages": entry.content.pages,
        "reviewed": entry.content.reviewed,
        "gists": entry.content.gists,
    }
    texts, folded = _written_texts(entry.content.texts)
    rest = json.dumps(content, ensure_ascii=False).removeprefix("{")
    return {
        "row": entry.document.model_dump(mode="json"),
        "block": pack_block(entry.block),
        "review": entry.review,
        "content": zlib.compress(f'{{"texts": {texts}, {rest}'.encode()),
        "folded": folded,
    }


@lru_cache(maxsize=4)
def _written_texts(texts: tuple[str, ...]) -> tuple[str, bytes]:
    """The JSON of passages, and what searching goes through: no decision changes them."""
    folded = "\n".join(fold(text).text for text in texts)
    return json.dumps(texts, ensure_ascii=False), zlib.compress(folded.encode())


def stored_document(row: Mapping[str, Any]) -> Document:
    """The document whose cells were written; they were checked when it was added, and cleaned unless that is
    long ago."""
    cells: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    cells |= {name: strip_controls(value) for name, value in row.items() if isinstance(value, str)}
    return Document.model_construct(**cells)


def unpack_document(key: str, row: Any, block: bytes) -> tuple[Document, Block]:
    """A document as it is stored, with what is accepted of it. Raises one of UNREADABLE where it is of
    another version of Dalil, or half restored."""
    return stored_document(parsed_cells(row)), unpack_block(key, block)


def unpack_content(packed: bytes) -> Content:
    """Passages and figures as they were written; of a document of before there were pages or gists, none."""
    known = json.loads(zlib.decompress(packed))
    figures = tuple(Figure.model_construct(**figure) for figure in known["figures"])
    accepted, verified = known.get("reviewed", (0, 0))
    gists = tuple((en, ar) for en, ar in known.get("gists", ()))
    return Content(tuple(known["texts"]), figures, tuple(known.get("pages", ())), (accepted, verified), gists)


def parsed_cells(stored: Any) -> Any:
    """Columns as they are stored, read: PostgreSQL's driver has read them already. Raises ValueError."""
    return json.loads(stored) if isinstance(stored, str) else stored
