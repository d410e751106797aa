"""The accepted documents of a case in a store, as they are laid over the curated tables. What has not changed
since the last reading is not read again, and while the store is away what was read before stays in use."""

from __future__ import annotations

import hashlib
import threading
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Connection, Select, Text, select, type_coerce

from data.atlas.blocks import Block
from data.atlas.case import Case
from data.atlas.overlay import Content, Overlay
from data.documents.schema import CASES, DOCUMENTS, UNREADABLE, unpack_content, unpack_document
from data.documents.sql.database import Database, StoreDown
from data.documents.sql.rows import StoredRows, stored_rows
from data.tables.model import Document

MANY = 500  # documents: more than that are asked for together
FEW = 10  # documents: of so many that changed it is asked whether a reader would see it
DOCUMENTS_KEPT = 2048  # whose texts stay in memory: all that have statements, where there are so many


@dataclass
class _Read:
    """What was read of a document, and at which of its versions."""

    document: str
    at: tuple[int, Content] = (-1, Content())


class OverlayReader:
    """The overlay of one case of a store, kept from reading to reading. Safe to share among threads."""

    def __init__(self, database: Database, case: str):
        self.database, self.case = database, case
        self._lock = threading.Lock()
        self._missed = False  # something was asked for while the store was away, and taken as empty
        self.trouble = ""  # why it could not be read when last asked, as a key of words.csv
        self.unreadable: dict[str, str] = {}  # documents and rows that this Dalil cannot read, and why
        self._read = lru_cache(maxsize=DOCUMENTS_KEPT)(_Read)
        self.forget()

    def forget(self) -> None:
        """Forget what was read: another file stands at the address."""
        self.known = Overlay()  # everything accepted, as it was when last read
        self.was_read = False  # was it ever?
        self._stored = StoredRows()
        self._number = 0  # of the changes that were read; `known` has the number of the last that it shows
        self._versions: dict[str, int] = {}
        self._shown: dict[str, bytes] = {}  # document -> hash of what readers see of it; of those that
        # have changed since they were first read
        self._folds: dict[str, tuple[int, str]] = {}
        self._read.cache_clear()

    def version(self) -> int:
        """The number of the last change in the case; 0 for one that has never been written to, or is not
        there. Raises StoreDown."""
        if not self.database.which() or not self.database.ensure_tables():
            return 0
        with self.database.reading() as link:
            return int(link.execute(self._named(CASES.c.version)).scalar() or 0)

    def _named(self, *columns: Column[Any]) -> Select[Any]:
        return select(*columns).where((CASES.c.id == self.case) & (CASES.c.deleted == ""))

    def overlay(self) -> Overlay:
        """Everything accepted, at the present version; what has not changed since the last time is not read
        again."""
        try:
            found = self._present()
        except StoreDown as problem:
            self.trouble = problem.key
            raise
        self.trouble, self.was_read = "", True
        return found

    def _present(self) -> Overlay:
        with self._lock:
            if not (version := self.version()):
                return Overlay()
            if version != self._number:
                with self.database.reading() as link:  # one transaction: all of one version
                    self.known = self._renewed(link)
            elif self._missed:
                self.known = replace(self.known)  # what was made of empty texts is made again
            self._missed = False
            return self.known

    def _renewed(self, link: Connection) -> Overlay:
        """The overlay as it is now: the one that is known where readers see nothing else in it, as after a
        mark was rejected, so that nothing that was made of it is made again."""
        found = link.execute(
            self._named(CASES.c.version, CASES.c.id, CASES.c.name_en, CASES.c.name_ar, CASES.c.made)
        ).one_or_none()
        number, case = (found[0], Case(*found[1:])) if found else (0, Case(self.case))
        own = DOCUMENTS.c.case_id == self.case
        placed = select(DOCUMENTS.c.id, DOCUMENTS.c.version).where(own).order_by(DOCUMENTS.c.place)
        order = {row.id: row.version for row in link.execute(placed)}
        changed = [key for key, version in order.items() if self._versions.get(key) != version]
        stored, shown = stored_rows(link, self.case, self._stored), self._hashes(link, changed)
        if (
            stored is self._stored
            and case == self.known.case
            and [*order] == [*self._versions]
            and all(key in shown and shown[key] == self._shown.get(key) for key in changed)
        ):
            self._keep(changed, order)
            self._number = number
            return self.known
        self.unreadable = stored.unreadable | {
            key: why for key, why in self.unreadable.items() if key in order and key not in changed
        }
        documents, fresh = self._changed(link, changed)
        self._versions, order = (
            order,
            {key: version for key, version in order.items() if key not in self.unreadable},
        )
        kept = {key: hash_ for key, hash_ in self._shown.items() if key in order and key not in changed}
        self._shown, self._stored, self._number = kept | shown, stored, number
        return Overlay(
            number,
            {key: documents[key] for key in order},
            self.known.corpus.update(order, fresh),
            stored.rows,
            stored.spellings,
            self.content,
            self.folded_by_document,
            stored.brought_by,
            case,
        )

    def _changed(
        self, link: Connection, changed: Sequence[str]
    ) -> tuple[dict[str, Document], dict[str, Block]]:
        """The documents that are known, with these as they are now, and the blocks of these; what cannot be
        read is noted."""
        query = select(DOCUMENTS.c.id, type_coerce(DOCUMENTS.c.row, Text), DOCUMENTS.c.block)
        query = query.where(DOCUMENTS.c.case_id == self.case)
        if len(changed) <= MANY:
            query = query.where(DOCUMENTS.c.id.in_(changed))
        documents, fresh = {**self.known.documents}, dict[str, Block]()
        for key, row, block in link.execute(query):
            try:
                documents[key], fresh[key] = unpack_document(key, row, block)
            except UNREADABLE as problem:
                documents.pop(key, None)
                self.unreadable[key] = str(problem)
        return documents, fresh

    def _hashes(self, link: Connection, changed: Sequence[str]) -> dict[str, bytes]:
        """Document -> hash of what readers see of it; of these, where they are few and not the first that are
        read."""
        if not 0 < len(changed) <= FEW or not self.known.version:
            return {}
        seen = (type_coerce(DOCUMENTS.c.row, Text), DOCUMENTS.c.block, DOCUMENTS.c.content)
        own = (DOCUMENTS.c.case_id == self.case) & DOCUMENTS.c.id.in_(changed)
        found = link.execute(select(DOCUMENTS.c.id, *seen).where(own))
        return {
            key: hashlib.sha256(b"\0".join((repr(row).encode(), block, content))).digest()
            for key, row, block, content in found
        }

    def _keep(self, changed: Sequence[str], order: dict[str, int]) -> None:
        """Let what was read of documents count as read at their new versions: they say the same."""
        for key in changed:
            own = self._read(key)
            if own.at[0] == self._versions[key]:
                own.at = (order[key], own.at[1])
            if self._folds.get(key, (0, ""))[0] == self._versions[key]:
                self._folds[key] = (order[key], self._folds[key][1])
        self._versions = order

    def content(self, document: str) -> Content:
        """Passages and figures of a document, while the store is away as last read; empty when it is no more,
        or they were never read."""
        known, version = self._read(document), self._versions.get(document, 0)
        if known.at[0] != version:  # of each document one version is kept
            try:
                known.at = (version, self._fetch(document))
            except StoreDown:
                self._missed = True
        return known.at[1]

    def _fetch(self, document: str) -> Content:
        with self.database.reading() as link:
            own = (DOCUMENTS.c.case_id == self.case) & (DOCUMENTS.c.id == document)
            packed = link.execute(select(DOCUMENTS.c.content).where(own)).scalar()
        return unpack_content(packed) if packed else Content()

    def folded_by_document(self) -> Mapping[str, str]:
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
        query = select(DOCUMENTS.c.id, DOCUMENTS.c.version, DOCUMENTS.c.folded)
        query = query.where(DOCUMENTS.c.case_id == self.case)
        with self.database.reading() as link:
            for key, version, packed in link.execute(
                query.where(DOCUMENTS.c.id.in_(documents)) if len(documents) <= MANY else query
            ):
                self._folds[key] = (version, zlib.decompress(packed).decode())
