"""Where added documents are kept: one SQLite file, or a PostgreSQL server that several replicas share.

A document is one row, written in one transaction, so that a killed process leaves it whole or not there.
Every change raises the version by one; who has read a version fetches only what changed since. `DALIL_STORE`
says where: a SQLAlchemy URL."""

from __future__ import annotations

import json
import os
import threading
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from sqlalchemy import Connection, Text, delete, insert, select, type_coerce, update
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from data.atlas.blocks import unpack
from data.atlas.overlay import Content, Overlay
from data.documents.schema import (
    DOCUMENTS,
    ROWS,
    VERSION,
    Entry,
    Extra,
    brought_of,
    content_of,
    document_of,
    drop,
    extras_of,
    put,
    values_of,
)
from data.documents.sql.database import Database, StoreDown
from data.tables.model import Document

__all__ = ["DEFAULT", "Stale", "Store", "StoreDown", "present", "store", "trouble", "unreadable"]
DEFAULT = Path(__file__).parents[2] / "store" / "dalil.sqlite"
MANY = 500  # documents: more than that are asked for together
NOTHING = Overlay()


class Stale(Exception):
    """Somebody else has changed this document meanwhile; nothing was written."""


class Store:
    """Added documents at one address. Safe to share among threads; any number of processes may use the same
    address."""

    def __init__(self, address: str | URL):
        self.database = Database(address, self._forget)
        self.url = self.database.url
        self._known = Overlay()
        self._versions: dict[str, int] = {}
        self._folds: dict[str, tuple[int, str]] = {}
        self._lock = threading.Lock()
        self._missed = False  # something was asked for while the store was away, and taken as empty
        self.trouble = ""  # why it could not be read when last asked
        self.unreadable: dict[str, str] = {}  # documents that this version of Dalil cannot read, and why
        self._content = lru_cache(maxsize=512)(self._fetch)

    # reading

    def version(self) -> int:
        """The number of changes so far; 0 for a store that has never been written to. Raises StoreDown."""
        if not self.database.which():
            return 0
        with self.database.reading() as link:
            return int(link.execute(select(VERSION.c.number)).scalar() or 0)

    @property
    def known(self) -> Overlay:
        """Everything accepted, as it was when last read."""
        return self._known

    def overlay(self) -> Overlay:
        """Everything accepted, at the present version; what has not changed since the last time is not read
        again."""
        try:
            found = self._present()
        except StoreDown as problem:
            self.trouble = str(problem)
            raise
        self.trouble = ""
        return found

    def _present(self) -> Overlay:
        with self._lock:
            if not (version := self.version()):
                return Overlay()
            if version != self._known.version:
                with self.database.reading() as link:  # one transaction: all of one version
                    self._known = self._renewed(link)
            elif self._missed:
                self._known = replace(self._known)  # what was made of empty texts is made again
            self._missed = False
            return self._known

    def _renewed(self, link: Connection) -> Overlay:
        number = int(link.execute(select(VERSION.c.number)).scalar() or 0)
        placed = select(DOCUMENTS.c.id, DOCUMENTS.c.version).order_by(DOCUMENTS.c.place)
        order = {row.id: row.version for row in link.execute(placed)}
        changed = [key for key, version in order.items() if self._versions.get(key) != version]
        asked = select(DOCUMENTS.c.id, type_coerce(DOCUMENTS.c.row, Text), DOCUMENTS.c.block)
        if len(changed) <= MANY:
            asked = asked.where(DOCUMENTS.c.id.in_(changed))
        fresh, documents = {}, {key: row for key, row in self._known.documents.items() if key in order}
        self.unreadable = {
            key: why for key, why in self.unreadable.items() if key in order and key not in changed
        }
        for key, row, block in link.execute(asked):
            try:
                documents[key], fresh[key] = (
                    document_of(json.loads(row) if isinstance(row, str) else row),
                    unpack(key, block),
                )
            except (
                ValueError,
                TypeError,
                LookupError,
                AttributeError,
            ) as problem:  # of another version, or half restored
                documents.pop(key, None)
                self.unreadable[key] = str(problem)
        self._versions, order = (
            order,
            {key: version for key, version in order.items() if key not in self.unreadable},
        )
        rows, spellings = extras_of(link)
        return Overlay(
            number,
            {key: documents[key] for key in order},
            self._known.corpus.renewed(order, fresh),
            rows,
            spellings,
            self.content,
            self.folded,
        )

    def content(self, document: str) -> Content:
        """Passages and figures of a document; empty when it is no more, or the store is away and they were
        not read before."""
        try:
            return self._content(document, self._versions.get(document, 0))
        except StoreDown:
            self._missed = True
            return Content()

    def _fetch(self, document: str, _version: int) -> Content:
        with self.database.reading() as link:
            packed = link.execute(select(DOCUMENTS.c.content).where(DOCUMENTS.c.id == document)).scalar()
        return content_of(packed) if packed else Content()

    def folded(self) -> Mapping[str, str]:
        """Document -> its folded text, a passage a line: what searching goes through. While the store is
        away, as far as read."""
        with self._lock:
            missing = [
                key for key, version in self._versions.items() if self._folds.get(key, (0, ""))[0] != version
            ]
            try:
                self._fold(missing)
            except StoreDown:
                self._missed = True
            self._folds = {key: fold_ for key, fold_ in self._folds.items() if key in self._versions}
            return {key: text_ for key, (_, text_) in self._folds.items()}

    def _fold(self, documents: Sequence[str]) -> None:
        if not documents:
            return
        asked = select(DOCUMENTS.c.id, DOCUMENTS.c.version, DOCUMENTS.c.folded)
        with self.database.reading() as link:
            for key, version, packed in link.execute(
                asked.where(DOCUMENTS.c.id.in_(documents)) if len(documents) <= MANY else asked
            ):
                self._folds[key] = (version, zlib.decompress(packed).decode())

    def entries(self) -> list[tuple[Document, dict[str, int]]]:
        """Every document in the order of adding, with how many of its marks are in which state. Cheap: no
        text is read."""
        if not self.version():
            return []
        with self.database.reading() as link:
            sound = DOCUMENTS.c.id.not_in(list(self.unreadable))
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
            drop(link, [extra for extra in dropped if not self.overlay().used(extra.row, extra.document)])
            put(link, extras)

        return self._write(write)

    def delete(self, document: str) -> int:
        """Delete a document and every row that came with it alone. Returns the new version."""

        def write(link: Connection, _number: int) -> None:
            link.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id == document))
            link.execute(delete(ROWS).where(ROWS.c.document == document))

        return self._write(write)

    def _write(self, act: Callable[[Connection, int], None]) -> int:
        with self.database.writing() as (link, number):
            act(link, number)
            return number

    def _forget(self) -> None:
        """Forget what was read: another file stands there."""
        self._known, self._versions, self._folds = Overlay(), {}, {}
        self._content.cache_clear()


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
            return store().known
        return NOTHING


def trouble() -> str:
    """Why the store could not be read when last asked; "" where it could."""
    try:
        return store().trouble
    except StoreDown as problem:
        return str(problem)


def unreadable() -> list[str]:
    """The documents in the store that this version of Dalil cannot read; they are left out."""
    with suppress(StoreDown):
        return list(store().unreadable)
    return []


@cache
def _store(address: str) -> Store:
    try:
        return Store(address)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise StoreDown(f"DALIL_STORE: {error}") from error
