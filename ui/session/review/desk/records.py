"""The acts on records of aid and events of the document under review."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from data.atlas.atlas import Atlas
from data.atlas.overlay import Overlay
from data.documents.ledger.edits import RowEdit
from data.documents.ledger.records import event_row, record_row
from data.documents.schema import Entry, Extra
from data.tables.model import Event
from data.tables.model.aid import OwnAid
from ui.session import state
from ui.session.review.desk.ledger import look_at
from ui.session.review.desk.write import write_rows
from ui.session.review.messages import flash, guarded_act
from ui.session.session import session


@guarded_act("review")
def save_record(values: Mapping[str, Any], seen: OwnAid | None = None) -> None:
    """Make a record of aid of a figure, or the one that was `seen` anew. values: see `record_row`."""
    _save(record_row, values, seen)
    flash("record.saved")


@guarded_act("review")
def save_event(values: Mapping[str, Any], seen: Event | None = None) -> None:
    """Make an event of a date, or the one that was `seen` anew. values: see `event_row`."""
    _save(event_row, values, seen)
    flash("event.saved")


@guarded_act("review")
def delete_record(seen: OwnAid | Event) -> None:
    """Delete the record or event that was `seen` (a callback)."""
    write_rows(lambda entry, _overlay: [RowEdit(Extra(entry.document.id, seen), None)])
    look_at("")
    flash("record.deleted")


def _save(
    row_of: Callable[[Atlas, Entry, Mapping[str, Any], str], Extra],
    values: Mapping[str, Any],
    seen: OwnAid | Event | None,
) -> None:
    """Write the row of these values in place of what was `seen`, where it differs."""

    def rows(entry: Entry, _overlay: Overlay) -> list[RowEdit]:
        made = row_of(state.atlas(), entry, values, seen.id if seen else "")
        before = Extra(entry.document.id, seen) if seen else None
        return [] if made.row == seen else [RowEdit(before, made)]

    write_rows(rows)
    look_at("")
    session().review.written += 1
