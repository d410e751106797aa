"""Documents written into a case, with the rows that come with them, inside a transaction that somebody else
has begun."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from data.atlas.overlay import Overlay
from data.documents.errors import Repeated, Stale
from data.documents.schema import DOCUMENTS, Entry, Extra, values_of
from data.documents.sql.log import Change
from data.documents.sql.rows import hashes_since, insert_rows


def insert_documents(
    link: Connection,
    case: str,
    number: int,
    entries: Sequence[Entry],
    extras: Sequence[Extra],
    seen: Overlay | None = None,
) -> list[Change]:
    """Write documents at the end of a case, by the change of this number. An id that is taken raises Stale.

    seen: what whoever adds has seen; a text that somebody has added since raises Repeated."""
    own, ids = DOCUMENTS.c.case_id == case, [e.document.id for e in entries]
    known = select(DOCUMENTS.c.id).where(own & DOCUMENTS.c.id.in_(ids))
    if taken := link.execute(known).scalars().all():
        raise Stale(", ".join(taken))
    if seen is not None and {e.document.sha256 for e in entries} & hashes_since(link, case, seen):
        raise Repeated
    last = select(DOCUMENTS.c.place).where(own).order_by(DOCUMENTS.c.place.desc()).limit(1)
    place = link.execute(last).scalar() or 0
    values = [values_of(e) for e in entries]
    placed = enumerate(zip(entries, values, strict=True), start=place + 1)
    link.execute(
        insert(DOCUMENTS),
        [v | {"case_id": case, "id": e.document.id, "version": number, "place": n} for n, (e, v) in placed],
    )
    made = [
        Change(e.document.id, "document", e.document.id, None, v["row"], e.review.get("marks", ()))
        for e, v in zip(entries, values, strict=True)
    ]
    return made + insert_rows(link, case, extras)
