"""The act that ties a figure of the document to a record of aid."""

from __future__ import annotations

from data.documents.errors import Stale, Unfit
from data.documents.ledger.corroboration import corroboration_row
from data.documents.review.edits import Edit
from data.documents.review.suggestion import Suggestion
from data.documents.schema import Entry
from data.tables.vocab import Bearing
from ui.session import state
from ui.session.review.desk.current import current_entry
from ui.session.review.desk.write import write_act
from ui.session.review.messages import guarded_act


@guarded_act("review")
def tie(seen: Suggestion, record: str, relation: Bearing) -> None:
    """Set the figure that was `seen`, in its sentence, beside a record of aid (a callback). relation: what it
    is to the record."""
    if (entry := current_entry()) is None:
        raise Unfit("documents.gone")
    place = (seen.passage, seen.start, seen.end)
    row = corroboration_row(state.atlas(), entry, place, record, relation)

    def no_edits(_entry: Entry, marks: list[Suggestion]) -> list[Edit]:
        if seen not in marks:
            raise Stale(seen.key)
        return []

    write_act(no_edits, [row])
