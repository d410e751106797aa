"""The acts on statements of the document under review, and on the evidence beside them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from data.atlas.overlay import Overlay
from data.documents.errors import Unfit
from data.documents.ledger.edits import RowEdit, require_current, row_edits
from data.documents.ledger.evidence import evidence_rows, source_of_passage
from data.documents.ledger.statements import next_number, statement_row
from data.documents.schema import Entry, Extra
from data.tables.assessment import lawful
from data.tables.model import Evidence, Row, Statement
from ui.session import state
from ui.session.review.desk.write import write_rows
from ui.session.review.messages import flash, guarded_act
from ui.session.session import Writing, session


def look_at(statement: str, writing: Writing = "", row: Row | None = None) -> None:
    """Look at a statement, "" for none (a callback). writing: what is to be written, "statement", "evidence"
    or "record"; row: the one that is to be written anew, as it is now."""
    desk = session().review
    desk.words, desk.statement, desk.writing, desk.row = "", statement, writing, row


def begin_statement() -> None:
    """Write a statement of the selected words (a callback)."""
    session().review.statement, session().review.writing = "", "statement"


@guarded_act("review")
def save_statement(values: Mapping[str, Any], seen: Statement | None = None) -> None:
    """Write a statement of chosen words, or the one that was `seen` anew. values: see `statement_row`."""
    made: list[Extra] = []

    def rows(entry: Entry, overlay: Overlay) -> list[RowEdit]:
        pieces = pieces_on(overlay, seen.id) if seen else []
        relations = {piece.relation for piece in pieces}
        made[:] = [statement_row(state.atlas(), entry, values, relations, seen.id if seen else "")]
        return [RowEdit(Extra(entry.document.id, seen), made[0])] if seen else [RowEdit(None, made[0])]

    write_rows(rows)
    look_at(made[0].key)
    session().review.written += 1
    flash("ledger.statement-saved")


@guarded_act("review")
def delete_statement(seen: Statement) -> None:
    """Delete the statement that was `seen` with the evidence on it (a callback)."""

    def rows(entry: Entry, overlay: Overlay) -> list[RowEdit]:
        gone = [seen, *pieces_on(overlay, seen.id)]
        return row_edits(overlay, [Extra(entry.document.id, row) for row in gone], ())

    write_rows(rows)
    look_at("")
    flash("ledger.statement-deleted")


@guarded_act("review")
def save_evidence(values: Mapping[str, Any], on: Statement, seen: Evidence | None = None) -> None:
    """Write a piece of evidence on a statement, or the one that was `seen` anew. values: see
    `evidence_rows`."""

    def rows(entry: Entry, overlay: Overlay) -> list[RowEdit]:
        _require(overlay, on)
        own, atlas = entry.document.id, state.atlas()
        require_current(overlay, [RowEdit(Extra(own, seen), None)] if seen else [])
        pieces = pieces_on(overlay, on.id)
        nth, cited = (seen.nth, _own_page(overlay, own, seen)) if seen else (next_number(pieces), "")
        of = partial(source_of_passage, atlas)
        made = evidence_rows(atlas, own, on.id, nth, {**values, "source": cited}, of)
        edits = row_edits(overlay, [Extra(own, seen)] if seen else (), made)
        others = [piece for piece in pieces if piece.nth != nth]
        fresh = [extra.row for extra in made if isinstance(extra.row, Evidence)]
        return [*edits, *_fallen(own, on, [*others, *fresh])]

    write_rows(rows)
    look_at(on.id)
    session().review.written += 1
    flash("ledger.evidence-saved")


@guarded_act("review")
def delete_evidence(seen: Evidence, on: Statement) -> None:
    """Delete the piece of evidence that was `seen` (a callback); an assessment that rested on it alone falls
    back to one that settles nothing."""

    def rows(entry: Entry, overlay: Overlay) -> list[RowEdit]:
        own = entry.document.id
        left = [piece for piece in pieces_on(overlay, on.id) if piece.nth != seen.nth]
        return [*row_edits(overlay, [Extra(own, seen)], ()), *_fallen(own, on, left)]

    write_rows(rows)
    look_at(on.id)
    flash("ledger.evidence-deleted")


def pieces_on(overlay: Overlay, statement: str) -> list[Evidence]:
    """The evidence on a statement as the store has it, in order."""
    rows = overlay.rows.get(Evidence.table, {}).values()
    found = [row for row in rows if isinstance(row, Evidence) and row.statement == statement]
    return sorted(found, key=lambda row: row.nth)


def _require(overlay: Overlay, statement: Statement) -> None:
    """Raise Unfit where a statement is no more."""
    if statement.id not in overlay.rows.get(Statement.table, {}):
        raise Unfit("ledger.gone")


def _own_page(overlay: Overlay, document: str, piece: Evidence) -> str:
    """The id of the page that a piece of evidence cites, where it came with the document."""
    own = overlay.brought_by.get(("sources", piece.source)) == document != piece.source
    return piece.source if own and not piece.passage else ""


def _fallen(document: str, on: Statement, pieces: list[Evidence]) -> list[RowEdit]:
    """The edit that lets an assessment fall back where these pieces of evidence do not carry it."""
    standing = lawful(on.assessment, on.kind, {piece.relation for piece in pieces})
    if standing == on.assessment:
        return []
    row = on.model_copy(update={"assessment": standing})
    return [RowEdit(Extra(document, on), Extra(document, row))]
