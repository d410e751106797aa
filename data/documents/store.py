"""Where added documents are kept: one SQLite file, or a PostgreSQL server that several replicas share. Each
belongs to a case, of which a store may have several.

A document is one row, written in one transaction, so that a killed process leaves it whole or not there.
Every change has a number, and is the version of its case; who has read a version fetches only what changed
since. `DALIL_STORE`
says where: a SQLAlchemy URL."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from copy import copy
from functools import cache
from pathlib import Path
from threading import Lock

from sqlalchemy import ColumnElement, Connection, select, update
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from data.atlas.blocks import unpack_block
from data.atlas.case import FIRST_CASE
from data.atlas.overlay import Overlay
from data.documents.errors import Stale
from data.documents.people import OPERATOR, Act, NotAllowed, Person
from data.documents.schema import (
    DOCUMENTS,
    Entry,
    Extra,
    Review,
    stored_document,
    unpack_content,
    values_of,
)
from data.documents.sql import deleted, log
from data.documents.sql.cases import Cases, forget_old_cases, touch
from data.documents.sql.database import Database, StoreDown
from data.documents.sql.deleted import Deleted
from data.documents.sql.documents import insert_documents
from data.documents.sql.known_reviews import KnownReviews
from data.documents.sql.log import Change
from data.documents.sql.overlay_reader import OverlayReader
from data.documents.sql.rows import brought_of, delete_rows, drop_rest, hand_over, insert_rows
from data.tables.model import Document

__all__ = [
    "DEFAULT",
    "NotAllowed",
    "Store",
    "StoreDown",
    "store",
]
DEFAULT = Path(__file__).parents[2] / "store" / "dalil.sqlite"
OPENED = 8  # cases besides the first


class Store:
    """Added documents of one case at one address. Safe to share among threads; any number of processes may
    use the same address."""

    def __init__(self, address: str | URL):
        self.database = Database(address, self._forget)
        self.url = self.database.url
        self.cases, self._reviews = Cases(self.database), KnownReviews()
        self.case, self._opened, self._lock = FIRST_CASE, dict[str, Store](), Lock()
        self.accepted = OverlayReader(self.database, self.case)

    def of(self, case: str) -> Store:
        """The same store with that case open; what was read of the last OPENED stays in memory."""
        if case == self.case:
            return self
        with self._lock:
            own = self._opened.pop(case, None) or copy(self)
            if own.case != case:
                own.case, own.accepted = case, OverlayReader(self.database, case)
            self._opened[case] = own  # the last
            for old in list(self._opened)[:-OPENED]:
                del self._opened[old]
            return own

    def was_read(self, case: str) -> bool:
        """Is that case in memory, with what was read of it? It is not opened for that."""
        with self._lock:
            own = self if case == self.case else self._opened.get(case)
        return own is not None and own.accepted.known.case.id == case and own.accepted.was_read

    # reading

    def version(self) -> int:
        """The number of the last change in the case; 0 for one that has never been written to. Raises
        StoreDown."""
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
            sound = self._own & DOCUMENTS.c.id.not_in(list(self.accepted.unreadable))
            rows = link.execute(
                select(DOCUMENTS.c.row, DOCUMENTS.c.review["counts"]).where(sound).order_by(DOCUMENTS.c.place)
            )
            return [(stored_document(row), counts or {}) for row, counts in rows]

    def entry(self, document: str, known: Entry | None = None) -> Entry | None:
        """One document with everything that is known and suggested of it; None when there is none of that id.
        known: the document as it was last read or written, which is given back while nobody has changed
        it."""
        if not self.version():
            return None
        with self.database.reading() as link:
            own = self._own & (DOCUMENTS.c.id == document)
            version = link.execute(select(DOCUMENTS.c.version).where(own)).scalar()
            if known and (known.document.id, known.version) == (document, version):
                return known
            found = link.execute(select(DOCUMENTS).where(own)).one_or_none()
        if found is None:
            return None
        review = Review.of(found.review)
        self._reviews.keep(self.case, document, found.version, review)
        content, block = unpack_content(found.content), unpack_block(document, found.block)
        return Entry(stored_document(found.row), content, block, review, found.version)

    def extras(self) -> dict[str, list[Extra]]:
        """Places, actors, sources and spellings that came with documents, by document."""
        if not self.version():
            return {}
        with self.database.reading() as link:
            return brought_of(link, self.case)

    def list_deleted(self) -> list[Deleted]:
        """The deleted documents that can be brought back, the last deleted first."""
        if not self.version():
            return []
        with self.database.reading() as link:
            return deleted.deleted_documents(link, self.case)

    def log(self, document: str, mark: str = "") -> list[log.Act]:
        """The latest acts on a document, or on one mark of it, the latest first."""
        if not self.version():
            return []
        with self.database.reading() as link:
            return log.acts(link, self.case, document, mark)

    def decider(self, document: str, mark: str) -> str:
        """Who gave a mark the state and meaning that it has; "" where that is not known."""
        with self.database.reading() as link:
            return log.decider(link, self.case, document, mark)

    # writing: each act by somebody who may, and in the log

    def add(
        self,
        entries: Sequence[Entry],
        extras: Sequence[Extra] = (),
        by: Person = OPERATOR,
        act: Act = "add",
        seen: Overlay | None = None,
    ) -> int:
        """Add documents, all of them or none. Returns the new version. An id that is taken raises Stale.

        seen: what whoever adds has seen; a text that somebody has added since raises Repeated."""

        def write(link: Connection, number: int) -> list[Change]:
            return insert_documents(link, self.case, number, entries, extras, seen)

        return self._write(by, act, write)

    def change(
        self,
        entry: Entry,
        extras: Sequence[Extra] = (),
        dropped: Sequence[Extra] = (),
        by: Person = OPERATOR,
        act: Act = "review",
        also: Sequence[Change] = (),
    ) -> int:
        """Write what is now accepted, suggested and said of a document. Returns the new version.

        also: what else changes with it, for the log. dropped: rows that came with the document and go again,
        unless another document uses them. Raises Stale unless the document is still at the version it was
        read at, NotAllowed for a mark that is said to be verified and not by a second person."""

        def write(link: Connection, number: int) -> list[Change]:
            own = entry.document.id
            if (before := self._reviews.stored_review(link, self.case, entry)) is None:
                raise Stale(own)
            (row, marks), values = before, values_of(entry)
            link.execute(
                update(DOCUMENTS).where(self._own & (DOCUMENTS.c.id == own)).values(version=number, **values)
            )
            changes = log.mark_changes(own, marks, entry.review.get("marks", ()))
            if act != "undo":
                log.require_second_person(link, self.case, changes, by)
            if row != values["row"]:
                changes.append(Change(own, "document", own, row, values["row"]))
            changes += also
            gone = [extra for extra in dropped if not self.overlay().users(extra.row, extra.document)]
            changes += delete_rows(link, self.case, gone)
            return changes + insert_rows(link, self.case, extras)

        version = self._write(by, act, write)
        self._reviews.keep(self.case, entry.document.id, version, entry.review)
        return version

    def delete(self, document: str, by: Person = OPERATOR) -> int:
        """Delete a document and the rows that came with it; those that other documents use stay, as having
        come with one of these. It can be brought back for some time. Returns the new version."""

        def write(link: Connection, _number: int) -> list[Change]:
            brought = brought_of(link, self.case).get(document, [])
            changes = deleted.move_to_deleted(link, self.case, document, brought, by)
            for extra in brought:
                users = self.overlay().users(extra.row, document)
                changes += (
                    hand_over(link, self.case, extra, users[0])
                    if users
                    else delete_rows(link, self.case, [extra])
                )
            return changes + drop_rest(link, self.case, document)

        return self._write(by, "delete", write)

    def restore(self, document: str, by: Person = OPERATOR) -> int:
        """Bring a deleted document back, with the rows that came with it. Returns the new version. Raises
        Stale where it is not among the deleted, or another has its id."""

        def write(link: Connection, number: int) -> list[Change]:
            own = self._own & (DOCUMENTS.c.id == document)
            taken = link.execute(select(DOCUMENTS.c.id).where(own)).scalar()
            changes, brought = ([], []) if taken else deleted.bring_back(link, self.case, document, number)
            if not changes:
                raise Stale(document)
            return changes + insert_rows(link, self.case, brought)

        return self._write(by, "restore", write)

    def _write(self, by: Person, act: Act, write: Callable[[Connection, int], list[Change]]) -> int:
        """The one way to write: what `write` changes, if the person may, and the log of it, or nothing."""
        by.require(act)
        with self.database.writing() as (link, number):
            touch(link, self.case, number)
            log.write_changes(link, self.case, number, by, act, write(link, number))
            deleted.forget_old(link)
            forget_old_cases(link)
            return number

    @property
    def _own(self) -> ColumnElement[bool]:
        return DOCUMENTS.c.case_id == self.case

    def _forget(self) -> None:
        self._reviews.forget()
        for own in (self, *self._opened.values()):
            own.accepted.forget()


def store(case: str = FIRST_CASE) -> Store:
    """The store that `DALIL_STORE` names, with this case open; without it, a file of this folder. Raises
    StoreDown for an address that makes no sense."""
    return _store(os.environ.get("DALIL_STORE") or f"sqlite:///{DEFAULT}").of(case)


@cache
def _store(address: str) -> Store:
    try:
        return Store(address)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise StoreDown(f"DALIL_STORE: {error}") from error
