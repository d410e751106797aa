"""A whole dossier as one file: every added document with its marks and decisions, and the places and
spellings that came with it.

`python -m data dossier save FILE` writes it, `python -m data dossier load FILE` adds it to this store. The
file is gzipped JSON Lines: a line that says what it is, then a line for each document. What is accepted is
worked out again from the marks, and rows are made again as the desk makes them, so that a file can say
nothing that a reviewer could not; documents that are there already stay as they are."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import pickle
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import numpy as np
from pydantic import TypeAdapter, ValidationError

from data.annotate.pipeline import lines_of
from data.atlas.atlas import Atlas
from data.atlas.blocks import Block
from data.atlas.overlay import Content, Spelling
from data.documents import vetting
from data.documents.add import LONGEST
from data.documents.errors import Unfit
from data.documents.people import OPERATOR, Person
from data.documents.review.columns import with_marks
from data.documents.review.suggest import cap_figure_scores
from data.documents.review.suggestion import Suggestion
from data.documents.schema import KINDS, Entry, Extra
from data.documents.store import Store
from data.documents.vetting import Notes
from data.tables.columns import only_text
from data.tables.model import Document, Entity
from data.tables.vocab import FORMS, MANNERS
from data.text.dates import valid_date

HEAD = {"dalil": "dossier", "version": 1}
LINE, PARTS = 40_000_000, 2_000_000  # bytes of a document, and values in it
LARGEST, UNPACKED = (
    2_000_000_000,
    100,
)  # bytes of all documents, unpacked, and bytes of them for each packed one
ROWS, MARKS = 2_000, 100_000  # of a document; and no more marks than one for every second letter
LAST_PAGE = 100_000
BATCH = 200  # documents written in one transaction
IN_MEMORY = 50_000_000  # bytes of documents that wait to be written; more wait in a file
FILE_NAME = "dalil-dossier.jsonl.gz"
BROKEN = (
    ValidationError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OverflowError,
    RecursionError,
)
MARK, SPELLING = TypeAdapter(Suggestion), TypeAdapter(Spelling)
Pair = tuple[Entry, list[Extra]]


def save(own: Store) -> tuple[bytes, int]:
    """Every document of a store as the bytes of a file, and how many there are. Raises StoreDown."""
    brought, number, file = own.brought(), 0, io.BytesIO()
    with gzip.GzipFile(fileobj=file, mode="wb", mtime=0) as packed:
        packed.write(_line(HEAD))
        for key in own.overlay().documents:
            if entry := own.entry(key):
                packed.write(_line(_entry_json(entry, brought.get(key, []))))
                number += 1
    return file.getvalue(), number


def load_into(
    own: Store, atlas: Atlas, raw: bytes, notes: Notes | None = None, by: Person = OPERATOR
) -> tuple[int, int]:
    """Add a dossier's documents to a store. Returns how many were added and how many were there already, and
    stayed as they are.

    notes: filled with what was reduced or left out, as no reviewer could have made it. Raises Unfit for a
    file that is no dossier or not whole, before anything is written. Added again after being cut short, it
    goes on where it stopped."""
    notes = notes if notes is not None else Notes()
    there = {*own.overlay().documents, *atlas.documents}
    brought = [extra for extras in own.brought().values() for extra in extras]
    with SpooledTemporaryFile(IN_MEMORY) as waiting:
        whole, names = 0, dict[str, Entity]()
        for whole, (entry, extras) in enumerate(read(raw, notes), start=1):  # noqa: B007
            if entry.document.id not in there:
                sound = vetting.rebuilt(atlas, entry.document, extras, notes)
                names |= {extra.key: extra.row for extra in sound if isinstance(extra.row, Entity)}
                pickle.dump((entry, sound), waiting)
        waiting.seek(0)
        named = replace(atlas, entities={**names, **atlas.entities}, base=atlas.base or atlas)
        taken = {extra.key for extra in brought if extra.kind != "spellings"}
        pairs, added = _unspooled(waiting), 0
        while some := list(islice(pairs, BATCH)):
            own.add(
                [entry for entry, _ in some],
                [extra for pair in some for extra in _fresh(named, pair, taken, notes)],
                by,
                "load",
            )
            added += len(some)
    return added, whole - added


def _unspooled(waiting: IO[bytes]) -> Iterator[Pair]:
    """What take() wrote."""
    with suppress(EOFError):
        while True:
            yield pickle.load(waiting)  # noqa: S301 - our own, of this call


def _fresh(atlas: Atlas, pair: Pair, taken: set[str], notes: Notes) -> list[Extra]:
    """The rows of a document that are to be written: of what is there already, none. `taken` grows by their
    keys."""
    entry, extras = pair
    base = atlas.base or atlas
    curated = {e.key for e in extras if any(e.key in getattr(base, kind) for kind in KINDS)}
    fresh = [
        e
        for e in vetting.spelled(atlas, entry, extras, notes)
        if e.kind == "spellings" or e.key not in taken | curated
    ]
    notes.dropped += sorted(curated)
    notes.unknown += vetting.strangers(atlas, entry)
    taken |= {e.key for e in fresh if e.kind != "spellings"}
    return fresh


def read(raw: bytes, notes: Notes | None = None) -> Iterator[Pair]:
    """The documents of a dossier, each with the rows that came with it, as they stand there. Raises Unfit.
    notes: filled with the documents that were reduced to what a person can say of one."""
    with gzip.GzipFile(fileobj=io.BytesIO(raw)) as packed:
        try:
            if json.loads(packed.readline(1000)) != HEAD:
                raise Unfit("dossier.none")
        except (OSError, EOFError, zlib.error, *BROKEN) as error:
            raise Unfit("dossier.none") from error
        most = min(LARGEST, LINE + UNPACKED * len(raw))
        total, seen = 0, set[str]()
        while line := _next(packed):
            total += len(line)
            if len(line) >= LINE or total > most or sum(map(line.count, (b"[", b"{", b","))) > PARTS:
                raise Unfit("dossier.too-large")
            try:
                entry, extras = _heard(only_text(json.loads(line)), notes if notes is not None else Notes())
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


def _entry_json(entry: Entry, extras: Sequence[Extra]) -> dict[str, Any]:
    rows = [
        {
            "kind": e.kind,
            "row": asdict(e.row) if isinstance(e.row, Spelling) else e.row.model_dump(mode="json"),
        }
        for e in sorted(extras, key=lambda e: (e.kind, e.key))
    ]
    return {
        "document": entry.document.model_dump(mode="json"),
        "texts": entry.content.texts,
        "pages": entry.content.pages,
        "marks": entry.review.get("marks", []),
        "rows": rows,
    }


def _heard(cells: dict[str, Any], notes: Notes) -> Pair:
    """One line of the file, held to what adding holds a document to. Raises one of BROKEN."""
    texts = tuple(cells["texts"])
    joined = "\n".join(texts)
    if not texts or lines_of(joined) != texts or len(joined) > LONGEST:
        raise ValueError("texts")
    document = _document(cells["document"])
    if document.sha256 != hashlib.sha256(joined.encode()).hexdigest():
        raise ValueError("sha256")
    if len(cells["marks"]) > min(MARKS, len(joined) // 2 + 100) or len(cells["rows"]) > ROWS:
        raise Unfit("dossier.too-large")
    texts, found = vetting.cleaned(
        texts, vetting.valued(texts, [_mark(mark, texts) for mark in cells["marks"]], notes)
    )
    if document.ocr:
        found = cap_figure_scores(found)
    original, document = document, vetting.document(document, texts)
    if original != document:
        notes.changed.append(document.title)
    empty = Block(document.id, (), (), *[np.zeros((0, 0), dtype=np.int32)] * 3)
    extras = [Extra(document.id, _row(row["kind"], row["row"])) for row in cells["rows"]]
    content = Content(texts, pages=_pages(cells.get("pages", ()), len(texts)))
    return with_marks(Entry(document, content, empty), found), extras


def _pages(cells: Sequence[Any], passages: int) -> tuple[int, ...]:
    """The pages of a document; files of before there were pages have none."""
    if cells and (len(cells) != passages or not all(type(n) is int and 0 <= n <= LAST_PAGE for n in cells)):
        raise ValueError("pages")
    return tuple(cells)


def _document(cells: dict[str, Any]) -> Document:
    if cells["date"] and not valid_date(cells["date"]):
        raise ValueError("date")
    row = Document(**cells | {"date": cells["date"] or "1000"})
    if not re.fullmatch(r"[a-z0-9-]+\.txt", row.text) or row.translation:
        raise ValueError("text")  # a name, never a path
    return row.model_copy(update={"date": cells["date"]})


def _mark(cells: dict[str, Any], texts: Sequence[str]) -> Suggestion:
    mark: Suggestion = MARK.validate_python(cells)
    if not (0 <= mark.passage < len(texts) and 0 <= mark.start < mark.end <= len(texts[mark.passage])):
        raise ValueError("offsets")
    if not 0 <= mark.score <= 1:
        raise ValueError("score")
    more = mark.more or {}
    if not all(isinstance(value, str | None) for key, value in more.items() if key != "candidates"):
        raise TypeError("more")
    if not all(isinstance(value, str) for value in more.get("candidates", [])):
        raise TypeError("candidates")
    if (
        mark.kind in ("mention", "speech")
        and more.get("form", "name" if mark.kind == "mention" else "indirect") not in FORMS + MANNERS
    ):
        raise ValueError("form")
    return mark


def _row(kind: str, cells: dict[str, Any]) -> Any:
    return SPELLING.validate_python(cells) if kind == "spellings" else KINDS[kind](**cells)
