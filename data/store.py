"""Where added documents are kept: one SQLite file, or a PostgreSQL server that several replicas share.

A document is one row, written in one transaction, so that a killed process leaves it whole or not there. Every change raises
the version by one; who has read a version fetches only what changed since. `DALIL_STORE` says where: a SQLAlchemy URL.
"""

from __future__ import annotations

import os
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, delete, event, insert, select, text, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.schema import CreateTable

from data.blocks import unpack
from data.model import Document
from data.overlay import Content, Overlay
from data.rows import DOCUMENTS, META, ROWS, VERSION, Entry, Extra, brought_of, content_of, document_of, drop, extras_of, put, values_of

DEFAULT = Path(__file__).parents[1] / "store" / "dalil.sqlite"
WAIT = 30  # seconds for which a writer waits for another
LOCK = 0x64616C69  # an advisory lock on PostgreSQL while the tables are made
MANY = 500  # documents: more than that are asked for together
NOTHING = Overlay()


class StoreDown(Exception):
    """The store cannot be reached, or is no store; the message says which and why."""


class Stale(Exception):
    """Somebody else has changed this document meanwhile; nothing was written."""


class Store:
    """Added documents at one address. Safe to share among threads; any number of processes may use the same address."""

    def __init__(self, address: str | URL):
        self.url = make_url(address)
        self.file = Path(self.url.database) if self.url.get_backend_name() == "sqlite" and self.url.database else None
        self.engine = create_engine(self.url, pool_pre_ping=self.file is None, **({"connect_args": {"timeout": WAIT}} if self.file else {}))
        if self.file:
            event.listen(self.engine, "connect", _settle)
            event.listen(self.engine, "begin", _begin)
        self._made: int | None = None  # which file the tables were made in
        self._known = Overlay()
        self._versions: dict[str, int] = {}
        self._folds: dict[str, tuple[int, str]] = {}
        self._lock = threading.Lock()
        self._content = lru_cache(maxsize=512)(self._fetch)

    # reading

    def version(self) -> int:
        """The number of changes so far; 0 for a store that has never been written to. Raises StoreDown."""
        if not self._which():
            return 0
        with self._reading() as link:
            return int(link.execute(select(VERSION.c.number)).scalar() or 0)

    def overlay(self) -> Overlay:
        """Everything accepted, at the present version; what has not changed since the last time is not read again."""
        with self._lock:
            if not (version := self.version()):
                return Overlay()
            if version != self._known.version:
                with self._reading() as link:  # one transaction: all of one version
                    self._known = self._renewed(link)
            return self._known

    def _renewed(self, link: Connection) -> Overlay:
        number = int(link.execute(select(VERSION.c.number)).scalar() or 0)
        order = {key: version for key, version in link.execute(select(DOCUMENTS.c.id, DOCUMENTS.c.version).order_by(DOCUMENTS.c.place))}  # noqa: C416
        changed = [key for key, version in order.items() if self._versions.get(key) != version]
        asked = select(DOCUMENTS.c.id, DOCUMENTS.c.row, DOCUMENTS.c.block)
        if len(changed) <= MANY:
            asked = asked.where(DOCUMENTS.c.id.in_(changed))
        fresh, documents = {}, {key: row for key, row in self._known.documents.items() if key in order}
        for key, row, block in link.execute(asked):
            documents[key] = document_of(row)
            fresh[key] = unpack(key, block)
        self._versions = order
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
        """Passages and figures of a document; empty when it is no more."""
        return self._content(document, self._versions.get(document, 0))

    def _fetch(self, document: str, _version: int) -> Content:
        with self._reading() as link:
            packed = link.execute(select(DOCUMENTS.c.content).where(DOCUMENTS.c.id == document)).scalar()
        return content_of(packed) if packed else Content()

    def folded(self) -> Mapping[str, str]:
        """Document -> its folded text, a passage a line: what searching goes through."""
        with self._lock:
            missing = [key for key, version in self._versions.items() if self._folds.get(key, (0, ""))[0] != version]
            if missing:
                with self._reading() as link:
                    asked = select(DOCUMENTS.c.id, DOCUMENTS.c.version, DOCUMENTS.c.folded)
                    for key, version, packed in link.execute(asked.where(DOCUMENTS.c.id.in_(missing)) if len(missing) <= MANY else asked):
                        self._folds[key] = (version, zlib.decompress(packed).decode())
            self._folds = {key: fold_ for key, fold_ in self._folds.items() if key in self._versions}
            return {key: text_ for key, (_, text_) in self._folds.items()}

    def entries(self) -> list[tuple[Document, dict[str, int]]]:
        """Every document in the order of adding, with how many of its marks are in which state. Cheap: no text is read."""
        if not self.version():
            return []
        with self._reading() as link:
            rows = link.execute(select(DOCUMENTS.c.row, DOCUMENTS.c.review["counts"]).order_by(DOCUMENTS.c.place))
            return [(document_of(row), counts or {}) for row, counts in rows]

    def entry(self, document: str) -> Entry | None:
        """One document with everything that is known and suggested of it; None when there is none of that id."""
        if not self.version():
            return None
        columns = (DOCUMENTS.c.row, DOCUMENTS.c.content, DOCUMENTS.c.block, DOCUMENTS.c.review, DOCUMENTS.c.version)
        with self._reading() as link:
            found = link.execute(select(*columns).where(DOCUMENTS.c.id == document)).one_or_none()
        if found is None:
            return None
        row, content, block, review, version = found
        return Entry(document_of(row), content_of(content), unpack(document, block), review, version)

    def brought(self) -> dict[str, list[Extra]]:
        """Places, actors, sources and spellings that came with documents, by document."""
        if not self.version():
            return {}
        with self._reading() as link:
            return brought_of(link)

    # writing

    def add(self, entries: Sequence[Entry], extras: Sequence[Extra] = ()) -> int:
        """Add documents, all of them or none. Returns the new version. An id that is taken raises Stale."""

        def write(link: Connection, number: int) -> None:
            taken = link.execute(select(DOCUMENTS.c.id).where(DOCUMENTS.c.id.in_([e.document.id for e in entries]))).scalars().all()
            if taken:
                raise Stale(", ".join(taken))
            place = link.execute(select(DOCUMENTS.c.place).order_by(DOCUMENTS.c.place.desc()).limit(1)).scalar() or 0
            values = [values_of(e) | {"id": e.document.id, "version": number, "place": place + n} for n, e in enumerate(entries, start=1)]
            link.execute(insert(DOCUMENTS), values)
            put(link, extras)

        return self._write(write)

    def change(self, entry: Entry, extras: Sequence[Extra] = (), dropped: Sequence[Extra] = ()) -> int:
        """Write what is now accepted and suggested of a document. Returns the new version.

        dropped: rows that came with the document and go again, unless another document uses them. Raises Stale unless the
        document is still at the version it was read at.
        """

        def write(link: Connection, number: int) -> None:
            where = (DOCUMENTS.c.id == entry.document.id) & (DOCUMENTS.c.version == entry.version)
            if link.execute(update(DOCUMENTS).where(where).values(version=number, **values_of(entry))).rowcount != 1:
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
        self._make()
        try:
            with self.engine.connect().execution_options(writes=True) as link, link.begin():
                # Raising the number first lets writers pass one by one: on PostgreSQL by this row's lock.
                number = int(link.execute(update(VERSION).values(number=VERSION.c.number + 1).returning(VERSION.c.number)).scalar_one())
                act(link, number)
                return number
        except DBAPIError as error:
            raise StoreDown(str(error.orig)) from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        self._make()
        try:
            with self.engine.connect() as link:
                if self.file is None:
                    link = link.execution_options(isolation_level="REPEATABLE READ")
                yield link
        except DBAPIError as error:
            raise StoreDown(str(error.orig)) from error

    def _make(self) -> None:
        """Make the tables, once; two processes may try at the same time."""
        if self._made is not None and self._made == self._which():
            return
        self._forget()
        try:
            if self.file:
                self.file.parent.mkdir(parents=True, exist_ok=True)
            with self.engine.connect().execution_options(writes=True) as link, link.begin():
                if self.file is None:
                    link.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
                for table in META.sorted_tables:
                    link.execute(CreateTable(table, if_not_exists=True))
                if link.execute(select(VERSION.c.number)).scalar() is None:
                    link.execute(insert(VERSION).values(id=1, number=0))
        except (DBAPIError, OSError) as error:
            raise StoreDown(str(getattr(error, "orig", error))) from error
        self._made = self._which()

    def _which(self) -> int:
        """The file that the address leads to now, by its number; 0 where there is none, 1 for a server."""
        if self.file is None:
            return 1
        try:
            return self.file.stat().st_ino
        except (FileNotFoundError, NotADirectoryError):
            return 0
        except OSError as error:
            raise StoreDown(str(error)) from error

    def _forget(self) -> None:
        """Another file may stand there, such as a copy that was put back: forget what was read, and leave the old one."""
        self.engine.dispose()
        self._known, self._versions, self._folds = Overlay(), {}, {}
        self._content.cache_clear()


def store() -> Store:
    """The store that `DALIL_STORE` names; without it, a file of this folder. Raises StoreDown for an address that makes no sense."""
    return _store(os.environ.get("DALIL_STORE") or f"sqlite:///{DEFAULT}")


def present() -> Overlay:
    """What the store holds now; nothing when it cannot be reached, as what the files hold can still be read."""
    try:
        return store().overlay()
    except StoreDown:
        return NOTHING


@cache
def _store(address: str) -> Store:
    try:
        return Store(address)
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreDown(f"DALIL_STORE: {error}") from error


def _settle(link: Any, _record: Any) -> None:
    """SQLite: readers do not wait for writers, and what is committed stays, whatever happens to the process or the machine."""
    link.isolation_level = None  # SQLAlchemy begins; sqlite3 would begin later, and not for every statement
    for setting in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={WAIT * 1000}", "foreign_keys=ON"):
        link.execute(f"PRAGMA {setting}")


def _begin(link: Connection) -> None:
    link.exec_driver_sql("BEGIN IMMEDIATE" if link.get_execution_options().get("writes") else "BEGIN")
