"""Reading the tables of a folder row by row."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from data.atlas.atlas import Atlas, lookups
from data.tables.files import FILES
from data.tables.model import TABLES, Row
from data.tables.problem import Problem

FOR_NEW_TEXTS = ("lexicon.csv", "word_lists.csv", "world.csv", "world_names.csv", "person_names.csv")


def read_atlas(folder: Path) -> tuple[Atlas | None, list[Problem]]:
    """The Atlas of a folder of tables, and the problems of rows and texts. None instead of an Atlas where a
    row does not fit its schema or a key stands twice."""
    tables: dict[str, Any] = {}
    problems: list[Problem] = []
    for schema in TABLES:
        rows, bad = read_table(folder / f"{schema.table}.csv", schema)
        problems += bad
        tables[schema.table] = MappingProxyType({row.primary_key: row for row in rows})
        problems += _duplicates(schema, rows)
    if problems:
        return None, problems
    texts, translations, problems = _texts(folder, tables["documents"].values(), tables["passages"].values())
    atlas = Atlas(**tables, **lookups(tables), texts=texts, translations=translations, digest=digest(folder))
    return atlas, problems


def read_table(path: Path, schema: type[Row]) -> tuple[list[Any], list[Problem]]:
    """The rows of one CSV file (UTF-8, header row) that fit `schema`, and a problem for each that does
    not."""
    rows: list[Any] = []
    problems: list[Problem] = []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return [], [Problem(path.name, 0, "", f"cannot be read: {error}", "restore the file, saved as UTF-8")]
    if not text.endswith("\n"):
        what = "the last line has no end" if text else "is empty"
        problems.append(
            Problem(path.name, text.count("\n") + 1, "", what, "restore the file, or end its last line")
        )
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            fit, bad = _row(schema, cells, path.name, reader.line_num)
            rows += fit
            problems += bad
    except csv.Error as error:
        problems.append(
            Problem(path.name, reader.line_num, "", str(error), "check the quotes and commas of this line")
        )
    return rows, problems


def last_change(folder: Path = FILES) -> float:
    """When a table of `folder` last changed, came or went, in seconds since 1970: cheap to ask, unlike the
    digest."""
    latest = 0.0
    for path, _, files in os.walk(folder):
        for there in (path, *(os.path.join(path, file) for file in files)):
            with suppress(OSError):  # what an editor keeps while it saves goes again
                latest = max(latest, os.lstat(there).st_mtime)
    return latest


def digest(folder: Path = FILES) -> str:
    """SHA-256 over every file below `folder` but for lexicon and places of the world, names included: the
    version of the data. Those change what is suggested for a new text, and nothing of what is shown."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in FOR_NEW_TEXTS):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def _row(
    schema: type[Row], cells: Mapping[Any, Any], file: str, line: int
) -> tuple[list[Row], list[Problem]]:
    if None in cells or None in cells.values():
        return [], [
            Problem(
                file,
                line,
                "",
                "the number of cells differs from the header's",
                "quote cells that hold a comma",
            )
        ]
    try:
        return [schema(**{name: cell for name, cell in cells.items() if cell.strip()})], []
    except ValidationError as error:
        return [], [
            Problem(
                file,
                line,
                ".".join(map(str, e["loc"])),
                f"{e['msg']}, found {e['input']!r:.80}",
                _expected(schema, e["loc"]),
            )
            for e in error.errors()
        ]


def _expected(schema: type[Row], where: tuple[int | str, ...]) -> str:
    field = schema.model_fields.get(str(where[0]))
    if field is None:
        return f"columns are: {', '.join(schema.model_fields)}"
    annotation = str(field.annotation).replace("typing.", "")
    return f"expected {field.description or annotation}"


def _duplicates(schema: type[Row], rows: list[Row]) -> list[Problem]:
    seen: set[Any] = set()
    bad = []
    for number, row in enumerate(rows, start=2):
        if row.primary_key in seen:
            bad.append(
                Problem(
                    f"{schema.table}.csv",
                    number,
                    schema.primary[0],
                    f"{row.primary_key!r} stands twice",
                    "keep one row",
                )
            )
        seen.add(row.primary_key)
    return bad


def _texts(
    folder: Path, documents: Any, passages: Any
) -> tuple[Mapping[str, str], Mapping[str, str], list[Problem]]:
    """Passage id -> its text, and passage id -> its translation."""
    texts: dict[str, str] = {}
    translations: dict[str, str] = {}
    problems: list[Problem] = []
    for document in documents:
        own = [p for p in passages if p.document == document.id]
        try:
            lines = (folder / "documents" / document.text).read_text(encoding="utf-8").split("\n")
            english = (
                (folder / "documents" / document.translation).read_text(encoding="utf-8").splitlines()
                if document.translation
                else []
            )
        except (OSError, UnicodeDecodeError) as error:
            problems.append(
                Problem(
                    "documents.csv", 2, "text", f"cannot be read: {error}", "restore the file, saved as UTF-8"
                )
            )
            continue
        for number, passage in enumerate(own):
            texts[passage.id] = lines[passage.line - 1].strip() if passage.line <= len(lines) else ""
            if number < len(english):
                translations[passage.id] = english[number].strip()
    return MappingProxyType(texts), MappingProxyType(translations), problems
