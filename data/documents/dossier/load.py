"""Adding the documents of a dossier to a store."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO

from data.atlas.atlas import Atlas
from data.documents.dossier import vetting
from data.documents.dossier.read import Pair, read_dossier
from data.documents.dossier.vetting import Notes
from data.documents.people import OPERATOR, Person
from data.documents.schema import KINDS, Extra
from data.documents.store import Store
from data.tables.model import Entity

BATCH = 200  # documents written in one transaction
IN_MEMORY = 50_000_000  # bytes of documents that wait to be written; more wait in a file


def load_into(
    store: Store, atlas: Atlas, raw: bytes, notes: Notes | None = None, by: Person = OPERATOR
) -> tuple[int, int]:
    """Add a dossier's documents to a store. Returns how many were added and how many were there already, and
    stayed as they are.

    notes: filled with what was reduced or left out, as no reviewer could have made it. Raises Unfit for a
    file that is no dossier or not whole, before anything is written. Added again after being cut short, it
    goes on where it stopped."""
    notes = notes if notes is not None else Notes()
    taken = {e.key for extras in store.brought().values() for e in extras if e.kind != "spellings"}
    with SpooledTemporaryFile(IN_MEMORY) as waiting:
        total, named = _vet_all(store, atlas, raw, notes, waiting)
        pairs, added = _unpickled(waiting), 0
        while batch := list(islice(pairs, BATCH)):
            extras = [extra for pair in batch for extra in _new_rows(named, pair, taken, notes)]
            store.add([entry for entry, _ in batch], extras, by, "load")
            added += len(batch)
    return added, total - added


def _vet_all(store: Store, atlas: Atlas, raw: bytes, notes: Notes, waiting: IO[bytes]) -> tuple[int, Atlas]:
    """Read the whole file, and write what the store does not have to `waiting`, left at its beginning.
    Returns how many documents the file has, and the Atlas with the entities that come with it."""
    there = {*store.overlay().documents, *atlas.documents}
    total, entities = 0, dict[str, Entity]()
    for total, (entry, extras) in enumerate(read_dossier(raw, notes), start=1):  # noqa: B007
        if entry.document.id not in there:
            rows = vetting.rebuild_rows(atlas, entry.document, extras, notes)
            entities |= {extra.key: extra.row for extra in rows if isinstance(extra.row, Entity)}
            pickle.dump((entry, rows), waiting)
    waiting.seek(0)
    return total, replace(atlas, entities={**entities, **atlas.entities}, base=atlas.base or atlas)


def _unpickled(waiting: IO[bytes]) -> Iterator[Pair]:
    with suppress(EOFError):
        while True:
            yield pickle.load(waiting)  # noqa: S301 - our own, of this call


def _new_rows(atlas: Atlas, pair: Pair, taken: set[str], notes: Notes) -> list[Extra]:
    """The rows of a document that are to be written: of what is there already, none. `taken` grows by their
    keys."""
    entry, extras = pair
    base = atlas.base or atlas
    curated = {e.key for e in extras if any(e.key in getattr(base, kind) for kind in KINDS)}
    new = [
        e
        for e in vetting.drop_idle_spellings(atlas, entry, extras, notes)
        if e.kind == "spellings" or e.key not in taken | curated
    ]
    notes.dropped += sorted(curated)
    notes.unknown += vetting.unknown_ids(atlas, entry)
    taken |= {e.key for e in new if e.kind != "spellings"}
    return new
