"""What lies on the desk: the document under review, the mark that is looked at, selected words, a picked
position."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.documents.entities import RADIUS
from data.documents.errors import Unfit
from data.documents.review.questions import questions
from data.documents.review.suggestion import PLACE, Place, Suggestion, suggestions_of
from data.documents.schema import Entry
from data.documents.store import StoreDown
from data.tables.columns import printable
from ui.session import state
from ui.session.review.messages import flash, guarded_act
from ui.session.session import session


def current_entry() -> Entry | None:
    """The document under review, as the store has it now; None where there is none. One that was deleted
    meanwhile leaves the desk with a message. Raises StoreDown."""
    desk = session().review
    if not desk.document:
        return None
    own, known = state.open_store(), desk.entry
    found = own.entry(desk.document, known)
    if found is None and known and not own.database.which():  # nobody has deleted what was in it
        raise StoreDown("the file of the store is gone")
    desk.entry = found
    if found is None:
        desk.document = ""
        flash("documents.gone")
    return desk.entry


@guarded_act("review")
def open_document(key: str) -> None:
    """Put a document on the desk, at its most doubtful question (a callback); "" takes it off."""
    desk = session().review
    desk.document, desk.acts, desk.position, desk.mark, desk.words = key, [], "", "", ""
    desk.entry = None
    desk.begun.clear()
    desk.statement, desk.writing, desk.row = "", "", None
    if entry := current_entry():
        look_at_next(suggestions_of(entry))


def current_mark(marks: Sequence[Suggestion]) -> int:
    """Number of the mark that is looked at, also where it has come to mean something else; -1 for none."""
    key = session().review.mark
    place = key.rpartition("-")[0]
    there = {mark.key: at for at, mark in enumerate(marks)}
    return there.get(
        key,
        next((at for at, mark in enumerate(marks) if place and mark.key.startswith(f"{place}-")), -1),
    )


@guarded_act("review")
def step(by: int) -> None:
    """Look at the mark `by` places after the current one, whatever its state (a callback)."""
    if entry := current_entry():
        session().review.words = ""
        marks = suggestions_of(entry)
        session().review.mark = marks[(current_mark(marks) + by) % len(marks)].key if marks else ""


def look_at_next(marks: Sequence[Suggestion], after: int = -1) -> None:
    """Look at the first mark of the most doubtful question that is open, but for the one of mark number
    `after`; at none when none is."""
    done = marks[after] if after >= 0 else None
    first = (question[0] for question in questions(marks) if done not in question)
    session().review.mark = next((mark.key for mark in first), "")


def remember_shown(entry: Entry) -> None:
    """Remember that the page shows this version of the document (at the end of drawing it)."""
    session().review.seen = (entry.document.id, entry.version)


def selected_words(entry: Entry) -> Place | None:
    """The words that are selected in the text, without the space around them; None while none are."""
    found = PLACE.fullmatch(session().review.words)
    passage, start, end = map(int, found.groups()) if found else (0, 0, 0)
    texts = entry.content.texts
    if passage >= len(texts) or end > len(texts[passage]):
        return None
    words = texts[passage][start:end]
    start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    return (passage, start, end) if start < end else None


@guarded_act("review")
def select_typed() -> None:
    """Select the words that were typed, where they first stand in the document (a callback)."""
    words = printable(str(st.session_state.get("typed-words") or "")).strip()
    if not words or (entry := current_entry()) is None:
        return
    found = ((n, text.find(words)) for n, text in enumerate(entry.content.texts))
    passage, start = next(((n, at) for n, at in found if at >= 0), (0, -1))
    if start < 0:
        raise Unfit("review.not-there")  # what was typed stays
    st.session_state["typed-words"] = ""
    session().review.words = f"{passage}:{start}-{start + len(words)}"


def unselect() -> None:
    """Forget the selected words (a callback)."""
    session().review.words = ""


def picked_position() -> tuple[float, float, float] | None:
    """Latitude, longitude and the kilometres within which a place lies, as picked on the map; None while
    nothing is."""
    try:
        lat, lon, km = map(float, session().review.position.split(","))
    except ValueError:
        return None
    return (lat, lon, km) if abs(lat) <= 90 and abs(lon) <= 180 and RADIUS[0] <= km <= RADIUS[1] else None
