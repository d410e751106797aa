"""The log of a store: who changed what, when, from what to what. It is only ever added to, in the transaction
of the change itself; replayed from its beginning it gives the store, but for the texts and their gists."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, func, insert, select

from data.documents.people import NotAllowed, Person
from data.documents.review.suggestion import Suggestion
from data.documents.schema import ACTS

SHOWN = 50  # acts of a document, the latest
Cells = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One row before and after an act: a document ("document"), a mark ("mark"), a row that came with a
    document (the name of its table) or the case itself ("case"). before: None where the act made it; after:
    None where it removed it.

    marks: those that a document had when it was added."""

    document: str
    kind: str
    key: str
    before: Cells | None
    after: Cells | None
    marks: Sequence[Cells] = ()


class Act(NamedTuple):
    """One act as it is read: the first thing that it changed, and how many marks it changed."""

    number: int
    at: str
    who: str
    act: str
    change: Change
    marks: int


def now() -> str:
    """This moment, as the log writes it: ISO, UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def mark_changes(document: str, before: Sequence[Cells], after: Sequence[Cells]) -> list[Change]:
    """What changed among the marks of a document. A mark that came to mean something else is one change."""
    old, new = ({_key(cells): cells for cells in marks} for marks in _differing(before, after))
    changes = [
        Change(document, "mark", key, old[key], new[key])
        for key in old
        if key in new and old[key] != new[key]
    ]
    gone = {_place(key): key for key in old if key not in new}
    for key in (key for key in new if key not in old):
        former = gone.pop(_place(key), None)
        changes.append(Change(document, "mark", key, old[former] if former else None, new[key]))
    paired = {id(change.before) for change in changes}
    left = [key for key in old if key not in new and id(old[key]) not in paired]
    return changes + [Change(document, "mark", key, old[key], None) for key in left]


def _differing(before: Sequence[Cells], after: Sequence[Cells]) -> tuple[Sequence[Cells], Sequence[Cells]]:
    """Two lists without what they begin and end with alike: of thousands of marks an act changes a few."""
    most = min(len(before), len(after))
    first = next((n for n in range(most) if not _same(before[n], after[n])), most)
    last = next((n for n in range(most - first) if not _same(before[-1 - n], after[-1 - n])), most - first)
    return before[first : len(before) - last], after[first : len(after) - last]


def _same(one: Cells, other: Cells) -> bool:
    return one is other or one == other


def _key(cells: Cells) -> str:
    return Suggestion(**cells).key


def _place(key: str) -> str:
    """The key of a mark but for what it means."""
    return key.rpartition("-")[0]


def write_changes(
    link: Connection, case: str, number: int, by: Person, act: str, changes: Sequence[Change], first: int = 0
) -> None:
    """Add what the act of this number changed in a case to the log. first: number of the first change in the
    act."""
    at = now()
    lines = [
        {
            "case_id": case,
            "number": number,
            "part": part,
            "at": at,
            "who": by.name,
            "act": act,
            "document": change.document,
            "kind": change.kind,
            "key": change.key,
            "before": change.before,
            "after": change.after,
            "marks": zlib.compress(json.dumps(list(change.marks), ensure_ascii=False).encode())
            if change.kind == "document" and change.after and not change.before
            else None,
        }
        for part, change in enumerate(changes, first)
    ]
    if lines:
        link.execute(insert(ACTS), lines)


def read_changes(link: Connection, case: str) -> Iterator[Change]:
    """Every change of a case in the log, from its beginning."""
    for row in link.execute(select(ACTS).where(ACTS.c.case_id == case).order_by(ACTS.c.number, ACTS.c.part)):
        yield _change(row)


def _change(row: Any) -> Change:
    marks = json.loads(zlib.decompress(row.marks)) if row.marks else ()
    return Change(row.document, row.kind, row.key, row.before, row.after, marks)


def acts(link: Connection, case: str, document: str, mark: str = "", most: int = SHOWN) -> list[Act]:
    """The latest acts on a document of a case, or on one mark of it (by its key, whatever it meant), the
    latest first."""
    own = (ACTS.c.case_id == case) & (ACTS.c.document == document)
    if mark:
        own &= (ACTS.c.kind == "mark") & ACTS.c.key.startswith(_place(mark) + "-", autoescape=True)
    marks = func.count().filter(ACTS.c.kind == "mark")
    some = (
        select(ACTS.c.number, func.min(ACTS.c.part).label("part"), marks.label("changed"))
        .where(own)
        .group_by(ACTS.c.number)
        .order_by(ACTS.c.number.desc())
        .limit(most)
        .subquery()
    )
    same = and_(ACTS.c.number == some.c.number, ACTS.c.part == some.c.part)
    rows = link.execute(select(ACTS, some.c.changed).join(some, same).order_by(ACTS.c.number.desc()))
    return [Act(row.number, row.at, row.who, row.act, _change(row), row.changed) for row in rows]


def decider(link: Connection, case: str, document: str, mark: str) -> str:
    """Who gave a mark the state and meaning that it has: whoever did so last, else whoever brought the
    document; "" where that is not known."""
    own = acts(link, case, document, mark, most=1000)
    now_ = _decision(own[0].change.after) if own else None
    for act in own:
        before, after = _decision(act.change.before), _decision(act.change.after)
        if act.act != "undo" and before != after == now_:
            return act.who
    of_document = (ACTS.c.case_id == case) & (ACTS.c.document == document) & (ACTS.c.kind == "document")
    query = select(ACTS.c.who).where(of_document)
    query = query.where(ACTS.c.before.is_(None))
    return link.execute(query.order_by(ACTS.c.number.desc()).limit(1)).scalar() or ""


def _decision(cells: Cells | None) -> tuple[str, str] | None:
    return (cells["state"], cells["what"]) if cells else None


def replay(
    changes: Iterable[Change],
) -> tuple[dict[str, Cells], dict[str, dict[str, Cells]], dict[Any, Cells]]:
    """What a store holds after these changes: documents by id, their marks by document and key, and the rows
    that came with them by table and key."""
    documents: dict[str, Cells] = {}
    marks: dict[str, dict[str, Cells]] = {}
    rows: dict[Any, Cells] = {}
    for change in changes:
        if change.kind == "document":
            _set(documents, change.key, change.after)
            if change.after is None:
                marks.pop(change.key, None)
            elif change.before is None:
                marks[change.key] = {_key(cells): cells for cells in change.marks}
        elif change.kind == "mark":
            own = marks[change.document]
            if change.before:
                del own[_key(change.before)]
            _set(own, change.key, change.after)
        elif change.kind not in ("gist", "case"):
            _set(rows, (change.kind, change.key), change.after)
    return documents, marks, rows


def _set(table: dict[Any, Cells], key: Any, cells: Cells | None) -> None:
    if cells is None:
        table.pop(key, None)
    else:
        table[key] = cells


def require_second_person(link: Connection, case: str, changes: Sequence[Change], by: Person) -> None:
    """Raise NotAllowed where a change says that a mark is verified, unless by the person who writes, and
    another than whoever accepted it."""
    for change in changes:
        said = (change.after or {}).get("verified", "")
        if said and said != (change.before or {}).get("verified", ""):
            accepted_by = decider(link, case, change.document, change.key)
            if said != by.name or not accepted_by or accepted_by == said:
                raise NotAllowed("review")
