"""The acts on a suggested mark: to accept, as it is or corrected, to reject, move, note or verify it; to
settle a name that stands in several places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from data.documents.entities import named_rows
from data.documents.errors import Stale, Unfit
from data.documents.review.corrections import correct_mark, relocate_mark
from data.documents.review.edits import Edit, attributions, correction, replacements
from data.documents.review.mentions import mentions_of_unknown, with_meaning
from data.documents.review.suggestion import (
    Place,
    State,
    Suggestion,
    note_of,
    same_decision,
    same_place,
    words_of,
)
from data.documents.schema import Entry, Extra
from ui.session import people, state
from ui.session.review.desk.current import current_entry, look_at_next
from ui.session.review.desk.fields import NO_FIELDS, Fields, field_values
from ui.session.review.desk.write import only_seen, write_act
from ui.session.review.messages import flash, guarded_act
from ui.session.session import session


@guarded_act("review")
def decide_mark(seen: Suggestion, decision: State, fields: Fields = NO_FIELDS) -> None:
    """Accept or reject the mark that was `seen`, and go on to the next open one (a callback). fields: the
    widgets that say what it is. A press that asks for what is so already, as one before the page has caught
    up, changes nothing."""
    values = field_values(fields)

    def edits(entry: Entry, marks: list[Suggestion]) -> list[Edit]:
        meant = correct_mark(state.atlas(), entry, seen, values) if decision == "accepted" else seen
        changed = replace(meant, state=decision, verified="")
        return [] if any(same_decision(changed, m) for m in marks) else correction(marks, seen, changed)

    marks = write_act(edits)
    at = _place_of(seen, marks)
    own = (e.after for act in session().review.acts for e in act.edits)
    if at >= 0 and marks[at].state == decision != seen.state and marks[at] not in own:
        flash("review.decided-before")  # who undoes it opens it again
    look_at_next(marks, at)


@guarded_act("review")
def settle_alike(seen: Sequence[Suggestion], decision: State, fields: Fields = NO_FIELDS) -> None:
    """Accept the open marks of a name or topic that were `seen`, all of them as what the widgets of the first
    say, or reject them all (a callback)."""
    values = field_values(fields)

    def edits(entry: Entry, _marks: list[Suggestion]) -> list[Edit]:
        if decision == "rejected":
            return [Edit(m, replace(m, state=decision)) for m in seen]
        what = correct_mark(state.atlas(), entry, seen[0], values).what
        meant = (with_meaning(state.atlas(), entry, m, what) for m in seen)
        return [Edit(m, replace(as_, state=decision)) for m, as_ in zip(seen, meant, strict=True)]

    marks = write_act(edits)
    look_at_next(marks, _place_of(seen[0], marks))


@guarded_act("review")
def move_mark(seen: Suggestion, at: Place) -> None:
    """Put the mark that was `seen` on other words of the document (a callback)."""

    def edits(entry: Entry, marks: list[Suggestion]) -> list[Edit]:
        return only_seen(entry, correction(marks, seen, relocate_mark(seen, at)), 1)

    marks = write_act(edits)
    session().review.words = ""
    session().review.mark = next((m.key for m in marks if m.kind == seen.kind and m.places[0] == at), "")


@guarded_act("review")
def decide_all(least: float, version: int) -> None:
    """Accept every open mark that scores `least` or more and says what it is, of the version that was shown
    (a callback)."""

    def edits(entry: Entry, marks: list[Suggestion]) -> list[Edit]:
        if entry.version != version:
            raise Stale(entry.document.id)
        sure = (
            m for m in marks if m.state == "open" and m.score >= least and (m.what or m.kind != "mention")
        )
        return [Edit(m, replace(m, state="accepted")) for m in sure]

    look_at_next(write_act(edits))


@guarded_act("review")
def note_on_mark(seen: Suggestion, field: str) -> None:
    """Put a note on the mark that was `seen` (a callback). field: key of the widget that has it; no words
    take the note away."""
    words = note_of(str(st.session_state.get(field) or ""))
    write_act(lambda _entry, _marks: [Edit(seen, replace(seen, note=words))] if words != seen.note else [])


@guarded_act("review")
def verify(seen: Suggestion) -> None:
    """Verify the accepted mark that was `seen` as a second person (a callback)."""
    write_act(lambda _entry, _marks: [Edit(seen, replace(seen, verified=people.me().name))])


@guarded_act("review")
def settle_name(seen: Suggestion, chosen: str, kind: str, other: str) -> None:
    """Accept a name that no table knows, wherever it stands, and its open speech as its (a callback). chosen,
    kind, other: keys of the widgets that say which known entity it means, or what it is and its other
    name."""
    brought = [] if st.session_state.get(chosen) else _rows_of_name(seen, kind, other)
    what = brought[0].key if brought else st.session_state[chosen]

    def edits(entry: Entry, marks: list[Suggestion]) -> list[Edit]:
        if seen not in marks:
            raise Stale(seen.key)
        return [
            *replacements(marks, mentions_of_unknown(entry, seen, what, marks)),
            *attributions(marks, seen.unknown, what),
        ]

    marks = write_act(edits, brought)
    look_at_next(marks, _place_of(seen, marks))


def _rows_of_name(seen: Suggestion, kind: str, other: str) -> list[Extra]:
    """The rows of a new entity that bears the name that was `seen`, its own first. kind, other: keys of the
    widgets that say what it is and its other name."""
    entry, typed = current_entry(), st.session_state
    if entry is None:
        raise Unfit("documents.gone")
    return named_rows(
        state.atlas(),
        entry.document.id,
        words_of(entry, seen),
        typed.get(kind) or "",
        str(typed.get(other) or ""),
    )


def _place_of(seen: Suggestion, marks: Sequence[Suggestion]) -> int:
    """Number of the mark that now stands where the mark that was `seen` stood; -1 for none."""
    return next((at for at, mark in enumerate(marks) if same_place(mark, seen)), -1)
