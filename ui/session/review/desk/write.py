"""How an act is written to the store, at once, and taken back.

What is decided is never lost with the session. Others may review the same document: an act says which mark it
was meant for and how that was shown, and is refused where the mark has changed since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Literal

from data.atlas.overlay import Overlay
from data.documents.describe import Description, current_description, gist_changes, with_description
from data.documents.entities import accepted_rows
from data.documents.errors import Stale, Unfit
from data.documents.ledger.edits import RowEdit, require_current, reverse_rows
from data.documents.review.columns import with_marks
from data.documents.review.edits import Edit, apply_edits, reverse_edits, spelling_changes, unused_entities
from data.documents.review.suggestion import Suggestion, suggestions_of
from data.documents.schema import Entry, Extra
from data.documents.sql.log import Change
from data.tables.model import Source
from ui.session import people, state
from ui.session.review.desk.current import current_entry
from ui.session.review.messages import flash, guarded_act
from ui.session.session import ReviewAct, session

ACTS, EDITS = 100, 10_000  # what can be undone: so many acts, which changed no more marks than that together
TRIES = 5  # to write an act, where others write to the same document meanwhile
EditsOf = Callable[[Entry, list[Suggestion]], Sequence[Edit]]  # what an act changes in a document
RowsOf = Callable[[Entry, Overlay], Sequence[RowEdit]]  # what an act changes among the rows that came with it


def _no_rows(_entry: Entry, _overlay: Overlay) -> Sequence[RowEdit]:
    return ()


def write_act(edits_of: EditsOf, brought: Sequence[Extra] = ()) -> list[Suggestion]:
    """Write an act and remember it for undo: what `edits_of` changes in the document on the desk, with the
    rows that it brings. Returns the marks after it. An act that changes and brings nothing is not written.
    Raises Stale where it was meant for what has changed, Unfit where the document is gone, StoreDown."""
    marks, act = _write("review", edits_of, brought, ())
    if act:
        _remember(act)
    return marks


def write_description(before: Description, after: Description) -> None:
    """Write what is said of the document on the desk now, where `before` was said of it, and remember it for
    undo. Raises Stale where something else is said of it meanwhile, Unfit where it is gone, StoreDown."""
    if after != before:
        _write("review", _no_edits, (), (), (before, after))
        _remember(ReviewAct((), (), (before, after)))


def description_of(entry: Entry) -> Description:
    """What is said of a document, as the store has it."""
    source = state.open_store().overlay().rows.get("sources", {}).get(entry.document.id)
    return current_description(entry, source if isinstance(source, Source) else None)


def _no_edits(_entry: Entry, _marks: list[Suggestion]) -> list[Edit]:
    return []


def only_seen(entry: Entry, edits: list[Edit], own: int) -> list[Edit]:
    """The edits of an act that was meant to change `own` marks. Raises Stale where others would go with them
    that the reviewer has not seen."""
    if len(edits) > own and session().review.seen != (entry.document.id, entry.version):
        raise Stale(entry.document.id)
    return edits


def write_rows(rows_of: RowsOf) -> None:
    """Write an act on the ledger and remember it for undo: what `rows_of` changes among the rows that came
    with the document on the desk. Raises as `write_act` does."""
    _, act = _write("review", _no_edits, (), (), None, rows_of)
    if act:
        _remember(act)


@guarded_act("review")
def undo() -> None:
    """Take back the last act of this session: its marks and rows where they still are as it left them, and
    what it brought, unless other marks use it (a callback)."""
    acts = session().review.acts
    if not acts:
        return
    act, back, back_rows = acts[-1], list[Edit](), list[RowEdit]()

    def edits(_entry: Entry, marks: list[Suggestion]) -> list[Edit]:
        back[:] = reverse_edits(marks, act.edits)
        return back

    def rows(_entry: Entry, overlay: Overlay) -> list[RowEdit]:
        back_rows[:] = reverse_rows(overlay, act.rows)
        return back_rows

    try:
        _write("undo", edits, (), act.brought, act.described and act.described[::-1], rows)
    except Stale:
        if not act.described:
            raise
        flash("review.undo-described")
    acts.pop()
    if act.described:
        session().review.begun.clear()  # the forms show what is said again
    first = next((e.after.key for e in back if e.after), "")
    session().review.mark = first or session().review.mark
    if len(back) + len(back_rows) < len(act.edits) + len(act.rows):
        flash("review.undo-changed")
    elif act.brought:
        flash("review.taken-back" if _is_gone(act.brought[0]) else "review.still-used")


def _is_gone(extra: Extra) -> bool:
    return extra.key not in state.open_store().overlay().rows.get(extra.kind, {})


def _remember(act: ReviewAct) -> None:
    acts = session().review.acts
    acts.append(act)
    while len(acts) > ACTS or (len(acts) > 1 and sum(len(act.edits) for act in acts) > EDITS):
        acts.pop(0)


def _write(
    kind: Literal["review", "undo"],
    edits_of: EditsOf,
    brought: Sequence[Extra],
    dropped: Sequence[Extra],
    described_: tuple[Description, Description] | None = None,
    rows_of: RowsOf = _no_rows,
) -> tuple[list[Suggestion], ReviewAct | None]:
    """The marks after an act, and what was written; None where there was nothing to write."""
    for _ in range(TRIES):
        if (entry := current_entry()) is None:
            raise Unfit("documents.gone")
        marks = suggestions_of(entry)
        edits, overlay = edits_of(entry, marks), state.open_store().overlay()
        rows = rows_of(entry, overlay)
        if described_ and description_of(entry) != described_[0]:
            raise Stale(entry.document.id)
        if not (edits or brought or dropped or described_ or rows):
            return marks, None
        marks = apply_edits(marks, edits)
        require_current(overlay, rows)
        with suppress(Stale):  # another has written since it was read: look again
            after = described_[1] if described_ else None
            return marks, _change(kind, entry, marks, edits, brought, dropped, after, rows)
    raise Stale(session().review.document)


def _change(
    kind: Literal["review", "undo"],
    entry: Entry,
    marks: Sequence[Suggestion],
    edits: Sequence[Edit],
    brought: Sequence[Extra],
    dropped: Sequence[Extra],
    what: Description | None,
    row_edits: Sequence[RowEdit],
) -> ReviewAct:
    """Write the document with these marks, the rows and spellings that come with them, and none that go."""
    atlas = state.atlas()
    new, withdrawn = spelling_changes(atlas, entry, edits, marks)
    rows = [*brought, *accepted_rows(atlas, entry.document.id, [e.after for e in edits if e.after])]
    after, also = with_marks(entry, marks), list[Change]()
    if what:
        after, also = with_description(after, what), gist_changes(entry, what.gists)
    source = [Extra(entry.document.id, what.source)] if what and what.source else []
    made = [edit.after for edit in row_edits if edit.after]
    gone = [edit.before for edit in row_edits if edit.before and not edit.after]
    gone += [*unused_entities(dropped, marks), *withdrawn]
    version = state.open_store().change(after, [*made, *rows, *new, *source], gone, people.me(), kind, also)
    session().review.entry = replace(after, version=version)
    return ReviewAct(edits, rows, rows=row_edits)
