"""The Atlas: every table in one frozen value, with the look-ups that follow from them."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from data.model import (
    TABLES,
    Actor,
    Aid,
    Ambiguity,
    Annual,
    Body,
    Chainage,
    Demonym,
    Document,
    Entity,
    Event,
    Evidence,
    Figure,
    Group,
    Length,
    Link,
    Mention,
    Passage,
    Place,
    Plural,
    Provenance,
    Publisher,
    Reach,
    Revision,
    Row,
    Source,
    Statement,
    Step,
    Token,
    Topic,
    Voice,
    Word,
)  # fmt: skip

if TYPE_CHECKING:
    from data.overlay import Overlay
    from data.postings import Ids

FILES = Path(os.environ.get("DALIL_DATA") or Path(__file__).parent / "files")


@dataclass(frozen=True)
class Problem:
    """Something wrong in a table: where, what, and how to mend it."""

    file: str
    row: int
    field: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}: {self.field}: {self.what} — {self.mend}"


class BadData(Exception):
    """The tables are not sound; `problems` says where."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, eq=False)
class Atlas:
    """All we know, keyed by id. Never mutated; compared and hashed by identity. With documents from a store, `base` is
    the atlas of the files alone and `overlay` what was laid over it."""

    documents: Mapping[str, Document]
    passages: Mapping[str, Passage]
    mentions: Mapping[tuple[str, int], Mention]
    voices: Mapping[tuple[str, int], Voice]
    figures: Mapping[tuple[str, int], Figure]
    topics: Mapping[str, Topic]
    entities: Mapping[str, Entity]
    demonyms: Mapping[tuple[str, str], Demonym]
    ambiguities: Mapping[str, Ambiguity]
    actors: Mapping[str, Actor]
    groups: Mapping[str, Group]
    places: Mapping[str, Place]
    chainage: Mapping[str, Chainage]
    reaches: Mapping[str, Reach]
    lengths: Mapping[str, Length]
    bodies: Mapping[str, Body]
    aid: Mapping[str, Aid]
    annual: Mapping[tuple[int, str, str], Annual]
    links: Mapping[tuple[str, str], Link]
    statements: Mapping[str, Statement]
    evidence: Mapping[tuple[str, int], Evidence]
    events: Mapping[str, Event]
    provenance: Mapping[str, Provenance]
    revisions: Mapping[tuple[str, str, str, str], Revision]
    sources: Mapping[str, Source]
    publishers: Mapping[str, Publisher]
    story: Mapping[str, Step]
    words: Mapping[str, Word]
    plurals: Mapping[tuple[str, str], Plural]
    colours: Mapping[str, Token]
    texts: Mapping[str, str]
    translations: Mapping[str, str]
    digest: str
    base: Atlas | None = None
    overlay: Overlay | None = None

    @cached_property
    def mentions_of(self) -> Mapping[str, tuple[Mention, ...]]:
        """Passage id -> its mentions in reading order."""
        return _by(self.mentions.values(), "passage", self.passages)

    @cached_property
    def voices_of(self) -> Mapping[str, tuple[Voice, ...]]:
        """Passage id -> its voice spans in reading order."""
        return _by(self.voices.values(), "passage", self.passages)

    @cached_property
    def figures_of(self) -> Mapping[str, tuple[Figure, ...]]:
        """Passage id -> the numbers and dates in it."""
        return _by(self.figures.values(), "passage", self.passages)

    @cached_property
    def statements_of(self) -> Mapping[str, tuple[Statement, ...]]:
        """Passage id -> its statements in reading order."""
        return _by(self.statements.values(), "passage", self.passages)

    @cached_property
    def evidence_of(self) -> Mapping[str, tuple[Evidence, ...]]:
        """Statement id -> the evidence on it, in order."""
        return _by(self.evidence.values(), "statement", self.statements)

    @cached_property
    def naming(self) -> Mapping[str, Ids]:
        """Entity id -> ids of the passages that name it, in document order."""
        from data.index import Index

        return Index.of(self).named

    @cached_property
    def events_of(self) -> Mapping[str, tuple[Event, ...]]:
        """Passage id -> the events it mentions or relies on, by date."""
        found: dict[str, list[Event]] = {}
        for event in sorted(self.events.values(), key=lambda e: e.date):
            for passage in event.passages if event.relation == "article" else ():
                found.setdefault(passage, []).append(event)
        return {passage: tuple(events) for passage, events in found.items()}


def load(folder: Path = FILES, overlay: Overlay | None = None) -> Atlas:
    """Read, validate and join the tables of `folder`, and lay the documents of a store over them.

    Raises BadData with every problem found (see `data.check`), never a half-read Atlas.
    """
    from data.check import examine

    atlas, problems = read(folder)
    if atlas is None or (problems := problems + examine(atlas, folder)):
        raise BadData(problems)
    if overlay is None:
        return atlas
    from data.overlay import join

    return join(atlas, overlay)


def read(folder: Path) -> tuple[Atlas | None, list[Problem]]:
    """Parse the tables row by row. Returns None instead of an Atlas when a row does not fit its schema."""
    tables: dict[str, Any] = {}
    problems: list[Problem] = []
    for schema in TABLES:
        rows, bad = read_table(folder / f"{schema.table}.csv", schema)
        problems += bad
        tables[schema.table] = MappingProxyType({_key(row): row for row in rows})
        problems += _duplicates(schema, rows)
    if problems:
        return None, problems
    texts, translations, problems = _texts(folder, tables["documents"].values(), tables["passages"].values())
    return Atlas(**tables, texts=texts, translations=translations, digest=digest(folder)), problems


def read_table(path: Path, schema: type[Row]) -> tuple[list[Any], list[Problem]]:
    """The rows of one CSV file (UTF-8, header row) that fit `schema`, and a problem for each that does not."""
    rows: list[Any] = []
    problems: list[Problem] = []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return [], [Problem(path.name, 0, "", f"cannot be read: {error}", "restore the file, saved as UTF-8")]
    if not text.endswith("\n"):
        what = "the last line has no end" if text else "is empty"
        problems.append(Problem(path.name, text.count("\n") + 1, "", what, "restore the file, or end its last line"))
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            fit, bad = _row(schema, cells, path.name, reader.line_num)
            rows += fit
            problems += bad
    except csv.Error as error:
        problems.append(Problem(path.name, reader.line_num, "", str(error), "check the quotes and commas of this line"))
    return rows, problems


def changed(folder: Path = FILES) -> float:
    """When a table of `folder` last changed, came or went, in seconds since 1970: cheap to ask, unlike the digest."""
    latest = 0.0
    for path, _, files in os.walk(folder):
        for there in (path, *(os.path.join(path, file) for file in files)):
            with suppress(OSError):  # what an editor keeps while it saves goes again
                latest = max(latest, os.lstat(there).st_mtime)
    return latest


def digest(folder: Path = FILES) -> str:
    """SHA-256 over every file below `folder`, names included: the version of the data."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def _row(schema: type[Row], cells: Mapping[Any, Any], file: str, line: int) -> tuple[list[Row], list[Problem]]:
    if None in cells or None in cells.values():
        return [], [Problem(file, line, "", "the number of cells differs from the header's", "quote cells that hold a comma")]
    try:
        return [schema(**{name: cell for name, cell in cells.items() if cell.strip()})], []
    except ValidationError as error:
        return [], [
            Problem(file, line, ".".join(map(str, e["loc"])), f"{e['msg']}, found {e['input']!r:.80}", _expected(schema, e["loc"]))
            for e in error.errors()
        ]


def _expected(schema: type[Row], where: tuple[int | str, ...]) -> str:
    field = schema.model_fields.get(str(where[0]))
    if field is None:
        return f"columns are: {', '.join(schema.model_fields)}"
    annotation = str(field.annotation).replace("typing.", "")
    return f"expected {field.description or annotation}"


def _key(row: Row) -> Any:
    key = tuple(getattr(row, name) for name in row.primary)
    return key[0] if len(key) == 1 else key


def _duplicates(schema: type[Row], rows: list[Row]) -> list[Problem]:
    seen: set[Any] = set()
    bad = []
    for number, row in enumerate(rows, start=2):
        if _key(row) in seen:
            bad.append(Problem(f"{schema.table}.csv", number, schema.primary[0], f"{_key(row)!r} stands twice", "keep one row"))
        seen.add(_key(row))
    return bad


def _texts(folder: Path, documents: Any, passages: Any) -> tuple[Mapping[str, str], Mapping[str, str], list[Problem]]:
    """Passage id -> its text, and passage id -> its translation."""
    texts: dict[str, str] = {}
    translations: dict[str, str] = {}
    problems: list[Problem] = []
    for document in documents:
        own = [p for p in passages if p.document == document.id]
        try:
            lines = (folder / "documents" / document.text).read_text(encoding="utf-8").split("\n")
            english = (folder / "documents" / document.translation).read_text(encoding="utf-8").splitlines() if document.translation else []
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem("documents.csv", 2, "text", f"cannot be read: {error}", "restore the file, saved as UTF-8"))
            continue
        for number, passage in enumerate(own):
            texts[passage.id] = lines[passage.line - 1].strip() if passage.line <= len(lines) else ""
            if number < len(english):
                translations[passage.id] = english[number].strip()
    return MappingProxyType(texts), MappingProxyType(translations), problems


def _by(rows: Any, column: str, keys: Any) -> Mapping[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = {key: [] for key in keys}
    for row in sorted(rows, key=lambda r: (r.start, r.end) if hasattr(r, "start") else (r.nth,)):
        found.setdefault(getattr(row, column), []).append(row)
    return {key: tuple(value) for key, value in found.items()}


assert {t.table for t in TABLES} <= {f.name for f in fields(Atlas)}
