"""How much of each case of a store this version of Dalil cannot read, without opening the case: of a case
that has changed only what changed is tried again."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Text, select, type_coerce

from data.documents.schema import CASES, DOCUMENTS, UNREADABLE, unpack_document
from data.documents.sql.database import Database
from data.documents.sql.rows import StoredRows, stored_rows


@dataclass(frozen=True)
class _Tried:
    """What was found of a case at one of its versions: the documents and how many rows cannot be read."""

    version: int = 0
    documents: frozenset[str] = frozenset()
    rows: int = 0


class UnreadableByCase:
    """What cannot be read of each case, kept from asking to asking. Safe to share among threads."""

    def __init__(self, database: Database):
        self._database, self._lock = database, threading.Lock()
        self._file, self._known = 0, dict[str, _Tried]()

    @property
    def known(self) -> Mapping[str, int]:
        """Case -> how many of its documents and rows could not be read when last asked."""
        return {case: len(tried.documents) + tried.rows for case, tried in self._known.items()}

    def count_unreadable(self, known: str) -> Mapping[str, int]:
        """Case -> how many of its documents and rows cannot be read, of all cases but one that is `known`.
        Raises StoreDown."""
        with self._lock:
            if not (file := self._database.which()) or not self._database.ensure_tables():
                return {}
            if file != self._file:  # another stands at the address
                self._file, self._known = file, {}
            there = select(CASES.c.id, CASES.c.version)
            there = there.where((CASES.c.deleted == "") & (CASES.c.id != known))
            with self._database.reading() as link:
                self._known = {case: self._tried(link, case, at) for case, at in link.execute(there).all()}
            return self.known

    def _tried(self, link: Connection, case: str, version: int) -> _Tried:
        before = self._known.get(case, _Tried())
        if before.version == version:
            return before
        if before.version > version:  # an older copy was put back
            before = _Tried()
        own = DOCUMENTS.c.case_id == case
        left = before.documents and {*link.execute(select(DOCUMENTS.c.id).where(own)).scalars()}
        found = {*before.documents} & {*left}
        query = select(DOCUMENTS.c.id, type_coerce(DOCUMENTS.c.row, Text), DOCUMENTS.c.block)
        for key, row, block in link.execute(query.where(own & (DOCUMENTS.c.version > before.version))):
            try:
                unpack_document(key, row, block)
                found.discard(key)
            except UNREADABLE:
                found.add(key)
        return _Tried(version, frozenset(found), len(stored_rows(link, case, StoredRows()).unreadable))
