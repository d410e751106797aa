"""The cases of a store: each has a name, documents with all that came with them, and a version of its own.
One that is deleted can be taken back for some time, as it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from data.atlas.case import FIRST_CASE, Case
from data.documents.errors import Stale, Unfit
from data.documents.ids import new_id
from data.documents.people import OPERATOR, Act, Person
from data.documents.schema import CASES, DELETED, DOCUMENTS, ROWS, Entry, Extra
from data.documents.sql import log
from data.documents.sql.database import Database
from data.documents.sql.deleted import kept_since
from data.documents.sql.documents import insert_documents
from data.documents.sql.log import Change
from data.documents.sql.unreadable import UnreadableByCase
from data.tables.columns import one_line

LONGEST_NAME = 120  # characters
Batch = tuple[Sequence[Entry], Sequence[Extra]]  # documents, and the rows that come with them
THERE = CASES.c.deleted == ""
NAMED = (CASES.c.id, CASES.c.name_en, CASES.c.name_ar, CASES.c.made)


@dataclass(frozen=True)
class DeletedCase:
    """A deleted case: who deleted it, and when (ISO, UTC)."""

    case: Case
    who: str
    at: str


def case_name(text: str) -> str:
    """A name as it is kept: one line without what cannot be printed."""
    return one_line(text, LONGEST_NAME)


class Cases:
    """The cases of one store. unreadable: what this version of Dalil cannot read of them."""

    def __init__(self, database: Database):
        self.database, self.unreadable = database, UnreadableByCase(database)

    def list_cases(self) -> list[Case]:
        """All but the deleted ones, the first of the store first, then in the order of making. Raises
        StoreDown."""
        if not self._there():
            return [Case()]
        with self.database.reading() as link:
            rows = link.execute(select(*NAMED).where(THERE).order_by(CASES.c.made, CASES.c.id)).all()
        return [Case(*row) for row in rows]

    def has(self, case: str) -> bool:
        """Is there a case of this id, and not deleted? Raises StoreDown."""
        if not self._there():
            return case == FIRST_CASE
        with self.database.reading() as link:
            own = select(CASES.c.id).where((CASES.c.id == case) & THERE)
            return link.execute(own).scalar() is not None

    def list_deleted(self) -> list[DeletedCase]:
        """The deleted cases that can be taken back, the last deleted first."""
        if not self._there():
            return []
        back = ~THERE & (CASES.c.deleted >= kept_since())
        query = select(*NAMED, CASES.c.who, CASES.c.deleted).where(back)
        with self.database.reading() as link:
            rows = link.execute(query.order_by(CASES.c.deleted.desc(), CASES.c.id)).all()
        return [DeletedCase(Case(*named), who, at) for *named, who, at in rows]

    def make(self, name_en: str, name_ar: str, by: Person = OPERATOR, batches: Iterable[Batch] = ()) -> Case:
        """Make a case, with the documents of these batches in it: all of it or nothing, whatever happens
        meanwhile. Raises Unfit for one without a name."""
        names = _names(name_en, name_ar)
        made = Case(new_id(names["name_en"] or names["name_ar"]), **names, made=log.now())
        by.require("case")
        with self.database.writing() as (link, number):  # one transaction, however much is loaded
            values = {**names, "id": made.id, "made": made.made, "version": number, "deleted": "", "who": ""}
            link.execute(insert(CASES).values(values))
            log.write_changes(link, made.id, number, by, "case", [_change(made.id, None, names)])
            part = 1
            for entries, extras in batches:
                by.require("load")
                changes = insert_documents(link, made.id, number, entries, extras)
                log.write_changes(link, made.id, number, by, "load", changes, part)
                part += len(changes)
        return made

    def rename(
        self, case: str, name_en: str, name_ar: str, by: Person = OPERATOR, seen: Case | None = None
    ) -> None:
        """Give a case other names. Raises Unfit for none, and where the case is gone; Stale where its names
        are no longer those that were `seen`."""
        self._change(case, by, "case", THERE, _names(name_en, name_ar), seen)

    def delete(self, case: str, by: Person = OPERATOR) -> None:
        """Delete a case with all that belongs to it. Raises Unfit for the first one, to which links without
        a case lead, and where it is gone."""
        if case == FIRST_CASE:
            raise Unfit("case.first-stays")
        self._change(case, by, "delete", THERE, {"deleted": log.now(), "who": by.name})

    def restore(self, case: str, by: Person = OPERATOR) -> None:
        """Take the deletion of a case back. Raises Unfit where it is not among the deleted."""
        self._change(case, by, "restore", ~THERE, {"deleted": "", "who": ""})

    def _there(self) -> bool:
        return bool(self.database.which()) and self.database.ensure_tables()

    def _change(
        self,
        case: str,
        by: Person,
        act: Act,
        where: Any,
        values: dict[str, str],
        seen: Case | None = None,
    ) -> None:
        by.require(act)
        with self.database.writing() as (link, number):
            own = (CASES.c.id == case) & where
            found = link.execute(select(CASES.c.name_en, CASES.c.name_ar).where(own)).one_or_none()
            if found is None:
                raise Unfit("case.gone")
            if seen and (found.name_en, found.name_ar) != (seen.name_en, seen.name_ar):
                raise Stale(case)
            link.execute(update(CASES).where(own).values(version=number, **values))
            names = {"name_en": found.name_en, "name_ar": found.name_ar}
            before = None if act == "restore" else names
            after = None if act == "delete" else names | values if act == "case" else names
            log.write_changes(link, case, number, by, act, [_change(case, before, after)])


def touch(link: Connection, case: str, number: int) -> None:
    """Note that something in a case is changed by the change of this number. Raises Unfit where it is
    gone."""
    own = (CASES.c.id == case) & THERE
    if not link.execute(update(CASES).where(own).values(version=number)).rowcount:
        raise Unfit("case.gone")


def forget_old_cases(link: Connection) -> None:
    """Delete for good the cases that were deleted too long ago to be taken back. The log keeps its lines."""
    old = ~THERE & (CASES.c.deleted < kept_since())
    for case in link.execute(select(CASES.c.id).where(old)).scalars().all():
        for table in (DOCUMENTS, ROWS, DELETED):
            link.execute(delete(table).where(table.c.case_id == case))
        link.execute(delete(CASES).where(CASES.c.id == case))


def _names(name_en: str, name_ar: str) -> dict[str, str]:
    names = {"name_en": case_name(name_en), "name_ar": case_name(name_ar)}
    if not any(names.values()):
        raise Unfit("case.unnamed")
    return names


def _change(case: str, before: dict[str, str] | None, after: dict[str, str] | None) -> Change:
    return Change("", "case", case, before, after)
