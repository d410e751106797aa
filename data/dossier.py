"""A whole dossier as one file: every added document with its marks and decisions, and the places and spellings that came with it.

`python -m data.dossier save FILE` writes it, `python -m data.dossier load FILE` adds it to this store. The file is gzipped JSON
Lines: a line that says what it is, then a line for each document. What is accepted is worked out again from the marks, so that a
file can say nothing that a reviewer could not; documents that are there already stay as they are.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter, ValidationError

from data.add import LONGEST, valid_date
from data.annotate import lines_of
from data.atlas import Atlas, load
from data.blocks import FORMS, MANNERS, Block
from data.columns import only_text
from data.console import show
from data.marking import Mark, Unfit, reviewed
from data.model import Document
from data.overlay import Content, Spelling
from data.rows import KINDS, Entry, Extra
from data.store import Stale, Store, StoreDown, store
from data.words import say

HEAD = {"dalil": "dossier", "version": 1}
LINE, LARGEST = 60_000_000, 2_000_000_000  # bytes of a document, and of all of them, unpacked
BATCH = 200  # documents written in one transaction
FILE_NAME = "dalil-dossier.jsonl.gz"
BROKEN = (ValidationError, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError)
MARK, SPELLING = TypeAdapter(Mark), TypeAdapter(Spelling)


def save(own: Store) -> tuple[bytes, int]:
    """Every document of a store as the bytes of a file, and how many there are. Raises StoreDown."""
    brought, number, file = own.brought(), 0, io.BytesIO()
    with gzip.GzipFile(fileobj=file, mode="wb", mtime=0) as packed:
        packed.write(_line(HEAD))
        for key in own.overlay().documents:
            if entry := own.entry(key):
                packed.write(_line(_told(entry, brought.get(key, []))))
                number += 1
    return file.getvalue(), number


def take(own: Store, atlas: Atlas, raw: bytes) -> tuple[int, int]:
    """Add a dossier's documents to a store. Returns how many were added and how many were there already, and stayed as they are.

    Raises Unfit for a file that is no dossier or not whole, before anything is written. Added again after being cut short, it
    goes on where it stopped.
    """
    whole = sum(1 for _ in read(raw))
    there = {*own.overlay().documents, *atlas.documents}
    rows = {(extra.kind, extra.key) for extras in own.brought().values() for extra in extras}
    added = 0
    missing = (pair for pair in read(raw) if pair[0].document.id not in there)
    while some := list(islice(missing, BATCH)):
        fresh = [e for _, extras in some for e in extras if (e.kind, e.key) not in rows and not _curated(atlas, e)]
        own.add([entry for entry, _ in some], fresh)
        added += len(some)
    return added, whole - added


def read(raw: bytes) -> Iterator[tuple[Entry, list[Extra]]]:
    """The documents of a dossier, each with the rows that came with it. Raises Unfit."""
    with gzip.GzipFile(fileobj=io.BytesIO(raw)) as packed:
        try:
            if json.loads(packed.readline(1000)) != HEAD:
                raise Unfit("dossier.none")
        except (OSError, EOFError, zlib.error, *BROKEN) as error:
            raise Unfit("dossier.none") from error
        total, seen = 0, set[str]()
        while line := _next(packed):
            total += len(line)
            if len(line) >= LINE or total > LARGEST:
                raise Unfit("dossier.too-large")
            try:
                entry, extras = _heard(only_text(json.loads(line)))
            except BROKEN as error:
                raise Unfit("dossier.broken") from error
            if entry.document.id in seen:
                raise Unfit("dossier.broken")
            seen.add(entry.document.id)
            yield entry, extras


def _next(packed: gzip.GzipFile) -> bytes:
    try:
        return packed.readline(LINE)
    except (OSError, EOFError, zlib.error) as error:
        raise Unfit("dossier.broken") from error


def _line(cells: object) -> bytes:
    return json.dumps(cells, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _told(entry: Entry, extras: Sequence[Extra]) -> dict[str, Any]:
    rows = [
        {"kind": e.kind, "row": asdict(e.row) if isinstance(e.row, Spelling) else e.row.model_dump(mode="json")}
        for e in sorted(extras, key=lambda e: (e.kind, e.key))
    ]
    return {
        "document": entry.document.model_dump(mode="json"), "texts": entry.content.texts, "marks": entry.review.get("marks", []),
        "rows": rows,
    }  # fmt: skip


def _heard(cells: dict[str, Any]) -> tuple[Entry, list[Extra]]:
    """One line of the file, held to what adding holds a document to. Raises one of BROKEN."""
    texts = tuple(cells["texts"])
    joined = "\n".join(texts)
    if not texts or lines_of(joined) != texts or len(joined) > LONGEST:
        raise ValueError("texts")
    document = _document(cells["document"])
    if document.sha256 != hashlib.sha256(joined.encode()).hexdigest():
        raise ValueError("sha256")
    found = [_mark(mark, texts) for mark in cells["marks"]]
    empty = Block(document.id, (), (), *[np.zeros((0, 0), dtype=np.int32)] * 3)
    extras = [Extra(document.id, _row(row["kind"], row["row"])) for row in cells["rows"]]
    return reviewed(Entry(document, Content(texts), empty), found), extras


def _document(cells: dict[str, Any]) -> Document:
    if cells["date"] and not valid_date(cells["date"]):
        raise ValueError("date")
    row = Document(**cells | {"date": cells["date"] or "1000"})
    if not re.fullmatch(r"[a-z0-9-]+\.txt", row.text) or row.translation:
        raise ValueError("text")  # a name, never a path
    return row.model_copy(update={"date": cells["date"]})


def _mark(cells: dict[str, Any], texts: Sequence[str]) -> Mark:
    mark: Mark = MARK.validate_python(cells)
    if not (0 <= mark.passage < len(texts) and 0 <= mark.start < mark.end <= len(texts[mark.passage])):
        raise ValueError("offsets")
    more = mark.more or {}
    if not all(isinstance(value, str | None) for key, value in more.items() if key != "candidates"):
        raise TypeError("more")
    if not all(isinstance(value, str) for value in more.get("candidates", [])):
        raise TypeError("candidates")
    if mark.kind in ("mention", "speech") and more.get("form", "name" if mark.kind == "mention" else "indirect") not in FORMS + MANNERS:
        raise ValueError("form")
    return mark


def _row(kind: str, cells: dict[str, Any]) -> Any:
    return SPELLING.validate_python(cells) if kind == "spellings" else KINDS[kind](**cells)


def _curated(atlas: Atlas, extra: Extra) -> bool:
    return extra.kind != "spellings" and extra.key in getattr(atlas.base or atlas, extra.kind)


def _write(file: Path, raw: bytes) -> None:
    """Write a file whole, or leave the one that is there as it is."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_bytes(raw)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Save or load from the command line; 0 when it was done."""
    parser = argparse.ArgumentParser(
        prog="python -m data.dossier", description="Save all added documents as one file, or load such a file."
    )
    parser.add_argument("act", choices=("save", "load"))
    parser.add_argument("file", type=Path)
    options = parser.parse_args(arguments)
    atlas = load()
    try:
        if options.act == "save":
            raw, number = save(store())
            _write(options.file, raw)
            show(f"{options.file}: {number} documents")
        else:
            added, there = take(store(), atlas, options.file.read_bytes())
            show(f"{options.file}: {added} documents added, {there} were there already")
    except Unfit as problem:
        parser.exit(1, f"{options.file}: {say(atlas, str(problem), 'en')}\n")
    except (StoreDown, Stale, OSError) as problem:
        parser.exit(1, f"{options.file}: {problem}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
