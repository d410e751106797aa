"""Adding the documents of a dossier to a store: to the case that is open, or as a case of its own."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from data.atlas.atlas import Atlas
from data.atlas.overlay import Overlay
from data.documents.dossier import vetting
from data.documents.dossier.known import Known
from data.documents.dossier.ledger import rebuild_ledger, split_ledger
from data.documents.dossier.read import dossier_names, read_dossier
from data.documents.dossier.vetting import Notes
from data.documents.errors import Stale
from data.documents.people import OPERATOR, Person
from data.documents.schema import Entry, Extra
from data.documents.sql.cases import Batch
from data.documents.store import Store

BATCH = 200  # documents written at a time: into an open case in one transaction
ENTITIES = ("sources", "entities", "actors", "places")  # tables that share their ids
UNSHIPPED = ("spellings", "comparisons", "translations")  # kinds of rows that the files have no table of
IN_MEMORY = 50_000_000  # bytes of documents that wait to be written; more wait in a file
Part = tuple[Entry, list[Extra], list[Extra]]  # a document, the rows of what it names, and its ledger


def load_into(
    store: Store, atlas: Atlas, raw: bytes, notes: Notes | None = None, by: Person = OPERATOR
) -> tuple[int, int]:
    """Add a dossier's documents to a store. Returns how many were added and how many were there already, and
    stayed as they are.

    notes: filled with what was reduced or left out, as no reviewer could have made it. Raises Unfit for a
    file that is no dossier or not whole, before anything is written. Added again after being cut short, it
    goes on where it stopped."""
    with _vetted(store.overlay(), atlas, raw, notes, store.extras()) as (total, _, batches):
        added = sum(_add(store, entries, extras, by) for entries, extras in batches)
    return added, total - added


def load_as_case(
    store: Store,
    atlas: Atlas,
    raw: bytes,
    notes: Notes | None = None,
    by: Person = OPERATOR,
    unnamed: str = "",
) -> tuple[str, int]:
    """Add a dossier as a case of its own, by its name, or else `unnamed`. Returns the id of the case and how
    many documents it has. atlas: the curated tables.

    Raises as `load_into` does, before a case is made. It is made with all its documents or not at all, also
    where the store goes away or the process ends."""
    by.require("case")
    by.require("load")
    name_en, name_ar = dossier_names(raw)
    names = (name_en, name_ar) if name_en or name_ar else (unnamed, "")
    with _vetted(Overlay(), atlas, raw, notes, {}) as (_, new, batches):
        return store.cases.make(*names, by, batches).id, new


@contextmanager
def _vetted(
    overlay: Overlay,
    atlas: Atlas,
    raw: bytes,
    notes: Notes | None,
    brought: Mapping[str, Sequence[Extra]],
) -> Iterator[tuple[int, int, Iterator[Batch]]]:
    """How many documents a dossier has, how many of them are new, and what is to be written, vetted for a
    case that holds `overlay` and what was `brought` with it."""
    notes = notes if notes is not None else Notes()
    taken = {e.key for extras in brought.values() for e in extras if e.kind != "spellings"}
    with SpooledTemporaryFile(IN_MEMORY) as waiting, SpooledTemporaryFile(IN_MEMORY) as ready:
        (total, known), new = _vet_all(overlay, atlas, raw, notes, waiting), 0
        for new, part in enumerate(_unpickled(waiting), start=1):  # noqa: B007
            pickle.dump(_new_rows(known, part, taken, notes), ready)
        for file in (waiting, ready):
            file.seek(0)
        entries = (entry for entry, _, _ in _unpickled(waiting))
        yield total, new, _batches(zip(entries, _unpickled(ready), strict=True))


def _batches(ready: Iterator[tuple[Entry, list[Extra]]]) -> Iterator[Batch]:
    while batch := list(islice(ready, BATCH)):
        yield [entry for entry, _ in batch], [extra for _, extras in batch for extra in extras]


def _add(store: Store, entries: Sequence[Entry], extras: Sequence[Extra], by: Person) -> int:
    """Add documents with their rows, but for those that somebody else has added meanwhile, such as by loading
    the same dossier. Returns how many were added."""
    while entries:
        try:
            store.add(entries, extras, by, "load")
            break
        except Stale:
            there, asked = {*store.overlay().documents}, len(entries)
            entries = [entry for entry in entries if entry.document.id not in there]
            if len(entries) == asked:
                raise
            own = {entry.document.id for entry in entries}
            extras = [extra for extra in extras if extra.document in own]
    return len(entries)


def _vet_all(
    overlay: Overlay, atlas: Atlas, raw: bytes, notes: Notes, waiting: IO[bytes]
) -> tuple[int, Known]:
    """Read the whole file, and write what the case does not have to `waiting`, left at its beginning.
    Returns how many documents the file has, and what is known with them."""
    there = {*overlay.documents, *atlas.documents}
    total, known = 0, Known(atlas)
    for total, (entry, extras) in enumerate(read_dossier(raw, notes), start=1):  # noqa: B007
        if entry.document.id not in there:
            ledger, others = split_ledger(entry.document.id, extras)
            rows = vetting.rebuild_rows(atlas, entry.document, others, notes)
            known.add(entry, [*rows, *ledger])
            pickle.dump((entry, rows, ledger), waiting)
    waiting.seek(0)
    return total, known


def _unpickled(waiting: IO[bytes]) -> Iterator[Any]:
    with suppress(EOFError):
        while True:
            yield pickle.load(waiting)  # noqa: S301 - our own, of this call


def _new_rows(known: Known, part: Part, taken: set[str], notes: Notes) -> list[Extra]:
    """The rows of a document that are to be written: of what is there already, none. `taken` grows by their
    keys."""
    entry, rows, ledger = part
    atlas = known.atlas
    extras = [*rows, *rebuild_ledger(atlas, entry, ledger, known.source_of, notes)]
    base = atlas.base or atlas
    stored = [e for e in extras if e.kind not in UNSHIPPED]
    curated = {e.key for e in stored if any(e.key in getattr(base, kind) for kind in {*ENTITIES, e.kind})}
    new = [
        e
        for e in vetting.drop_idle_spellings(atlas, entry, extras, notes)
        if e.kind == "spellings" or e.key not in taken | curated
    ]
    notes.dropped += sorted(curated)
    notes.unknown += vetting.unknown_ids(atlas, entry)
    taken |= {e.key for e in new if e.kind != "spellings"}
    return new
