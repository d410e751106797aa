"""Where added documents are kept: one SQLite file, or a PostgreSQL server that several replicas share.

A document is one row, written in one transaction, so that a killed process leaves it whole or not there.
Every change raises the version by one; who has read a version fetches only what changed since. `DALIL_STORE`
says where: a SQLAlchemy URL."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from data.atlas.blocks import unpack
from data.atlas.overlay import Overlay
from data.documents.overlay_reader import OverlayReader
from data.documents.schema import (
    DOCUMENTS,
    ROWS,
    Entry,
    Extra,
    brought_of,
    content_of,
    document_of,
    drop,
    hand_over,
    put,
    values_of,
)
from data.documents.sql.database import Database, StoreDown
from data.tables.model import Document

__all__ = ["DEFAULT", "Stale", "Store", "StoreDown", "present", "store", "trouble", "unreadable"]
DEFAULT = Path(__file__).parents[2] / "store" / "dalil.sqlite"
NOTHING = Overlay()


class Stale(Exception):
    """Somebody else has changed this document meanwhile; nothing was written."""


class Store:
    """Added documents at one address. Safe to share among threads; any number of processes may use the same
    address."""

    def __init__(self, address: str | URL):
        self.database = Database(address, self._forget)
        self.url = self.database.url
        self.accepted = OverlayReader(self.database)

    # reading

    def version(self) -> int:
        """The number of changes so far; 0 for a store that has never been written to. Raises StoreDown."""
        return self.accepted.version()

    def overlay(self) -> Overlay:
        """Everything accepted, at the present version. Raises StoreDown."""
        return self.accepted.overlay()

    def entries(self) -> list[tuple[Document, dict[str, int]]]:
        """Every document in the order of adding, with how many of its marks are in which state. Cheap: no
        text is read."""
        if not self.version():
            return []
        with self.database.reading() as link:
            sound = DOCUMENTS.c.id.not_in(list(self.accepted.unreadable))
            rows = link.execute(
                select(DOCUMENTS.c.row, DOCUMENTS.c.review["counts"]).where(sound).order_by(DOCUMENTS.c.place)
            )
            return [(document_of(row), counts or {}) for row, counts in rows]

    def entry(self, document: str, known: Entry | None = None) -> Entry | None:
        """One document with everything that is known and suggested of it; None when there is none of that id.
        known: the document as it was last read or written, which is given back while nobody has changed
        it."""
        if not self.version():
            return None
        columns = (
            DOCUMENTS.c.row,
            DOCUMENTS.c.content,
            DOCUMENTS.c.block,
            DOCUMENTS.c.review,
            DOCUMENTS.c.version,
        )
        with self.database.reading() as link:
            version = link.execute(select(DOCUMENTS.c.version).where(DOCUMENTS.c.id == document)).scalar()
            if known and (known.document.id, known.version) == (document, version):
                return known
            found = link.execute(select(*columns).where(DOCUMENTS.c.id == document)).one_or_none()
        if found is None:
            return None
        row, content, block, review, version = found
        return Entry(document_of(row), content_of(content), unpack(document, block), review, version)

    def brought(self) -> dict[str, list[Extra]]:
        """Places, actors, sources and spellings that came with documents, by document."""
        if not self.version():
            return {}
        with self.database.reading() as link:
            return brought_of(link)

    # writing

    def add(self, entries: Sequence[Entry], extras: Sequence[Extra] = ()) -> int:
        """Add documents, all of them or none. Returns the new version. An id that is taken raises Stale."""

        def write(link: Connection, number: int) -> None:
            taken = (
                link.execute(
                    select(DOCUMENTS.c.id).where(DOCUMENTS.c.id.in_([e.document.id for e in entries]))
                )
                .scalars()
                .all()
            )
            if taken:
                raise Stale(", ".join(taken))
            place = (
                link.execute(select(DOCUMENTS.c.place).order_by(DOCUMENTS.c.place.desc()).limit(1)).scalar()
                or 0
            )
            values = [
                values_of(e) | {"id": e.document.id, "version": number, "place": place + n}
                for n, e in enumerate(entries, start=1)
            ]
            link.execute(insert(DOCUMENTS), values)
            put(link, extras)

        return self._write(write)

    def change(self, entry: Entry, extras: Sequence[Extra] = (), dropped: Sequence[Extra] = ()) -> int:
        """Write what is now accepted and suggested of a document. Returns the new version.

        dropped: rows that came with the document and go again, unless another document uses them. Raises
        Stale unless the document is still at the version it was read at."""

        def write(link: Connection, number: int) -> None:
            where = (DOCUMENTS.c.id == entry.document.id) & (DOCUMENTS.c.version == entry.version)
            if (
                link.execute(
                    update(DOCUMENTS).where(where).values(version=number, **values_of(entry))
                ).rowcount
                != 1
            ):
                raise Stale(entry.document.id)
            drop(link, [extra for extra in dropped if not self.overlay().users(extra.row, extra.document)])
            put(link, extras)

        return self._write(write)

    def delete(self, document: str) -> int:
        """Delete a document and the rows that came with it; those that other documents use stay, as having
        come with one of these. Returns the new version."""

        def write(link: Connection, _number: int) -> None:
            link.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id == document))
            for extra in brought_of(link).get(document, ()):
                if users := self.overlay().users(extra.row, document):
                    hand_over(link, extra, users[0])
            link.execute(delete(ROWS).where(ROWS.c.document == document))

        return self._write(write)

    def _write(self, act: Callable[[Connection, int], None]) -> int:
        with self.database.writing() as (link, number):
            act(link, number)
            return number

    def _forget(self) -> None:
        self.accepted.forget()


def store() -> Store:
    """The store that `DALIL_STORE` names; without it, a file of this folder. Raises StoreDown for an address
    that makes no sense."""
    return _store(os.environ.get("DALIL_STORE") or f"sqlite:///{DEFAULT}")


def present() -> Overlay:
    """What the store holds now, or held when last read if it cannot be reached; nothing where that was
    never."""
    try:
        return store().overlay()
    except StoreDown:
        with suppress(StoreDown):
            return store().accepted.known
        return NOTHING


def trouble() -> str:
    """Why the store could not be read when last asked; "" where it could."""
    try:
        return store().accepted.trouble
    except StoreDown as problem:
        return str(problem)


def unreadable() -> list[str]:
    """The documents in the store that this version of Dalil cannot read; they are left out."""
    with suppress(StoreDown):
        return list(store().accepted.unreadable)
    return []


@cache
def _store(address: str) -> Store:
    try:
        return Store(address)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise StoreDown(f"DALIL_STORE: {error}") from error
