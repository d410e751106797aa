"""The acts on records of aid and events of the document under review."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from data.atlas.atlas import Atlas
from data.atlas.overlay import Overlay
from data.documents.ledger.edits import RowEdit, require_current, row_edits
from data.documents.ledger.records import event_row, record_rows
from data.documents.schema import Entry, Extra
from data.tables.model import Event
from data.tables.model.aid import OwnAid
from ui.session import state
from ui.session.review.desk.ledger import look_at
from ui.session.review.desk.write import write_rows
from ui.session.review.messages import flash, guarded_act
from ui.session.session import session

RowsOf = Callable[[Atlas, Entry, Mapping[str, Any], str], list[Extra]]


@guarded_act("review")
def save_record(values: Mapping[str, Any], seen: OwnAid | None = None) -> None:
    """Make a record of aid of a figure, or the one that was `seen` anew. values: see `record_rows`."""
    _save(record_rows, values, seen)
    flash("record.saved")


@guarded_act("review")
def save_event(values: Mapping[str, Any], seen: Event | None = None) -> None:
    """Make an event of a date, or the one that was `seen` anew. values: see `event_row`."""
    _save(lambda *given: [event_row(*given)], values, seen)
    flash("event.saved")


@guarded_act("review")
def delete_record(seen: OwnAid | Event) -> None:
    """Delete the record or event that was `seen` (a callback)."""
    _write(seen, lambda _entry: [])
    flash("record.deleted")


def _save(rows_of: RowsOf, values: Mapping[str, Any], seen: OwnAid | Event | None) -> None:
    """Write the rows of these values in place of what was `seen`, where they differ."""
    _write(seen, lambda entry: rows_of(state.atlas(), entry, values, seen.id if seen else ""))
    session().review.written += 1


def _write(seen: OwnAid | Event | None, made: Callable[[Entry], list[Extra]]) -> None:
    def rows(entry: Entry, overlay: Overlay) -> list[RowEdit]:
        before = [Extra(entry.document.id, seen)] if seen else []
        require_current(overlay, [RowEdit(extra, None) for extra in before])
        return row_edits(overlay, before, made(entry))

    write_rows(rows)
    look_at("")
