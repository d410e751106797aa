"""Adding the documents of a dossier to a store: to the case that is open, or as a case of its own."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO

from data.atlas.atlas import Atlas
from data.atlas.overlay import Overlay
from data.documents.dossier import vetting
from data.documents.dossier.known import Known
from data.documents.dossier.ledger import rebuild_ledger, split_ledger
from data.documents.dossier.read import dossier_names, read_dossier
from data.documents.dossier.vetting import Notes
from data.documents.errors import Stale, Unfit
from data.documents.people import OPERATOR, Person
from data.documents.schema import Entry, Extra
from data.documents.store import Store, StoreDown

BATCH = 200  # documents written in one transaction
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
    return _load(lambda: store, store.overlay(), atlas, raw, notes, by, store.extras())


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

    Raises as `load_into` does, before a case is made. One that is not filled to the end, as where the store
    goes away, is deleted again."""
    by.require("case")
    by.require("load")
    name_en, name_ar = dossier_names(raw)
    made: list[Store] = []

    def opened() -> Store:
        if not made:
            names = (name_en, name_ar) if name_en or name_ar else (unnamed, "")
            made.append(store.of(store.cases.make(*names, by).id))
        return made[0]

    try:
        added, _ = _load(opened, Overlay(), atlas, raw, notes, by, {})
        return opened().case, added
    except Exception:
        for half in made:
            with suppress(StoreDown, Unfit):  # away for longer, or deleted by somebody else
                store.cases.delete(half.case, by)
        raise


def _load(
    opened: Callable[[], Store],
    overlay: Overlay,
    atlas: Atlas,
    raw: bytes,
    notes: Notes | None,
    by: Person,
    brought: Mapping[str, Sequence[Extra]],
) -> tuple[int, int]:
    """Vet a dossier for a case that holds `overlay`, and what was `brought` with it; then write it there."""
    notes = notes if notes is not None else Notes()
    taken = {e.key for extras in brought.values() for e in extras if e.kind != "spellings"}
    with SpooledTemporaryFile(IN_MEMORY) as waiting:
        total, known = _vet_all(overlay, atlas, raw, notes, waiting)
        parts, added = _unpickled(waiting), 0
        while batch := list(islice(parts, BATCH)):
            extras = [extra for part in batch for extra in _new_rows(known, part, taken, notes)]
            added += _add(opened(), [entry for entry, *_ in batch], extras, by)
    return added, total - added


def _add(store: Store, entries: list[Entry], extras: list[Extra], by: Person) -> int:
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


def _unpickled(waiting: IO[bytes]) -> Iterator[Part]:
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
