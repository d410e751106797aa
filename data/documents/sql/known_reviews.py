"""The marks of documents as this process has read or written them, as long as somebody holds them: to log
what an act changes they need not be read and parsed again. A version of a document never changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakValueDictionary

from sqlalchemy import Connection, select

from data.documents.schema import DOCUMENTS, Entry, Review


class KnownReviews:
    """What is suggested of documents, by case, document and version. Safe to share among threads."""

    def __init__(self) -> None:
        self._known: WeakValueDictionary[tuple[str, str, int], Review] = WeakValueDictionary()

    def forget(self) -> None:
        """Forget all: another file stands at the address."""
        self._known.clear()

    def keep(self, case: str, document: str, version: int, review: dict[str, Any]) -> None:
        """Remember what is suggested of a document of a case at a version that is in the store for good."""
        if isinstance(review, Review):
            self._known[case, document, version] = review

    def stored_review(
        self, link: Connection, case: str, entry: Entry
    ) -> tuple[dict[str, Any], Sequence[Mapping[str, Any]]] | None:
        """The columns and the marks that a document of a case has in the store; None unless it is there at
        the version of `entry`."""
        own, version = entry.document.id, entry.version
        known = self._known.get((case, own, version))
        columns = [DOCUMENTS.c.row] if known is not None else [DOCUMENTS.c.row, DOCUMENTS.c.review]
        where = (DOCUMENTS.c.case_id == case) & (DOCUMENTS.c.id == own) & (DOCUMENTS.c.version == version)
        if (found := link.execute(select(*columns).where(where)).one_or_none()) is None:
            return None
        review = found.review if known is None else known
        return found.row, review.get("marks", ())
