"""The desk at which a person adds and reviews documents: which is open, which mark is looked at, what can be undone.

Every decision is written to the store at once; what is decided is never lost with the session.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from data import add, marking, worker_pool
from data import dossier as dossiers
from data.add import Given
from data.atlas import Atlas
from data.marking import Mark, Unfit
from data.model import Entity
from data.rows import Entry, Extra
from data.store import Stale, StoreDown, store
from data.words import Lang, count, number, say
from ui import state


def opened() -> Entry | None:
    """The document under review, as the store has it."""
    key = st.session_state.get("_desk")
    return store().entry(key) if key else None


def open_document(key: str) -> None:
    """Put a document on the desk (a callback); "" takes it off."""
    memory = st.session_state
    memory["_desk"], memory["_undo"], memory["_position"] = key, [], ""
    found = store().entry(key) if key else None
    memory["_mark"] = _next(marking.suggestions(found), -1) if found else -1


def current(found: Sequence[Mark]) -> int:
    """Number of the mark that is looked at; -1 for none."""
    asked = str(st.session_state.get("_mark", -1))
    at = int(asked) if asked.isascii() and asked.isdigit() else -1
    return at if at < len(found) else -1


def position() -> tuple[float, float, float] | None:
    """Latitude, longitude and the kilometres within which a place lies, as picked on the map; None while nothing is."""
    try:
        lat, lon, km = map(float, st.session_state.get("_position", "").split(","))
    except ValueError:
        return None
    return (lat, lon, km) if abs(lat) <= 90 and abs(lon) <= 180 and 0.1 <= km <= 500 else None


def told(atlas: Atlas, lang: Lang) -> str:
    """What is to be said about the last act, once; or nothing."""
    key: str = st.session_state.pop("_desk_told", "")
    added, there = st.session_state.get("_desk_loaded", (0, 0))
    told_ = {"added": count(atlas, "documents", added, lang), "there": number(there, lang)} if key == "dossier.loaded" else {}
    return say(atlas, key, lang, **told_) if key else ""


def _safely(act: Callable[[], None]) -> bool:
    try:
        act()
        return True
    except Unfit as problem:
        st.session_state["_desk_told"] = str(problem)
    except Stale:
        st.session_state["_desk_told"] = "documents.stale"
    except StoreDown:
        st.session_state["_desk_told"] = "documents.store-down"
    return False


def put(given: Sequence[Given], accept: bool) -> bool:
    """Add documents (a callback): all or none; the first of them is opened for review. True when they were."""

    def act() -> None:
        suggest = partial(worker_pool.suggest, wanted=lambda: st.session_state.get("_desk"))  # ends where the reader has gone
        made = [add.entry(state.atlas(), one, marking.SURE if accept else 2, suggest) for one in given]
        store().add([entry for entry, _ in made], [extra for _, extras in made for extra in extras])
        open_document(made[0][0].document.id)
        st.session_state["_desk_told"] = "documents.added"

    return _safely(act)


def dossier() -> bytes:
    """Every added document as one file."""
    return dossiers.save(store())[0]


def load(raw: bytes) -> None:
    """Add the documents of a dossier."""

    def act() -> None:
        st.session_state["_desk_loaded"] = dossiers.take(store(), state.atlas(), raw)
        st.session_state["_desk_told"] = "dossier.loaded"

    _safely(act)


def only(key: str, words: str = "") -> None:
    """Show nothing but this document, on the map, and in it the words that were asked for (a callback)."""
    state.choose(documents=(key,), **({"text": words, "focus": ""} if words else {}))
    st.session_state["_turn"] = "map"


def delete(key: str) -> None:
    """Delete a document (a callback)."""

    def act() -> None:
        store().delete(key)
        st.session_state["_desk_sure"] = ""
        if st.session_state.get("_desk") == key:
            open_document("")
        st.session_state["_desk_told"] = "documents.deleted"

    _safely(act)


def decide(at: int, decision: marking.State, what: str = "") -> None:
    """Accept or reject mark number `at`, or accept it as `what`, and go on to the next open one (a callback).

    A key pressed before the page has caught up speaks of a mark that is no longer looked at: it decides nothing.
    """
    entry = opened()
    found = marking.suggestions(entry) if entry else []
    if entry is None or not 0 <= at < len(found) or at != current(found):
        return
    changed = replace(found[at], state=decision, what=what or found[at].what)
    if decision == "accepted" and changed.kind == "mention" and changed.what not in state.atlas().entities:
        st.session_state["_desk_told"] = "review.choose"
        return
    _write(entry, [*found[:at], changed, *found[at + 1 :]])
    st.session_state["_mark"] = _next(found, at)


def decide_all(least: float) -> None:
    """Accept every open mark that scores `least` or more and says what it is (a callback)."""
    if entry := opened():
        found = marking.suggestions(entry)
        sure = [
            replace(m, state="accepted") if m.state == "open" and m.score >= least and (m.what or m.kind != "mention") else m for m in found
        ]
        _write(entry, sure)
        st.session_state["_mark"] = _next(sure, -1)


def mark_words(words: str, entity: str) -> None:
    """Mark `words` wherever they stand in the document as naming `entity` (a callback)."""
    if (entry := opened()) is None or not words.strip() or not entity:
        return
    found = marking.suggestions(entry)
    new = marking.occurrences(entry, words.strip(), entity)
    if not new:
        st.session_state["_desk_told"] = "review.not-there"
        return
    kept = [m for m in found if m.kind != "mention" or not any(_overlap(m, n) for n in new)]
    _write(entry, sorted([*kept, *new], key=lambda m: (m.passage, m.kind == "topic", m.start, m.kind)))


def new_place(values: dict[str, Any]) -> None:
    """Add a place with its source, and mark its name where it stands (a callback)."""
    _bring(lambda document: marking.place(document, values), "review.place-added")


def new_actor(values: dict[str, Any]) -> bool:
    """Add an actor or a thing with its source, and mark its name where it stands (a callback). True when it was added."""
    return _bring(lambda document: marking.actor(document, values, state.atlas().groups), "review.actor-added")


def _bring(make: Callable[[str], list[Extra]], told_: str) -> bool:
    """Write the rows that came with the document on the desk, the new entity first, and mark its names. True when it was done."""
    done = []

    def act() -> None:
        entry = opened()
        if entry is None:
            return
        extras = make(entry.document.id)
        found, entity = marking.suggestions(entry), extras[0].row
        names = {entity.name_ar, entity.name_en} if isinstance(entity, Entity) else set()
        new = [m for name in names for m in marking.occurrences(entry, name, extras[0].key)]
        kept = [m for m in found if m.kind != "mention" or not any(_overlap(m, n) for n in new)]
        if _write(entry, sorted([*kept, *new], key=lambda m: (m.passage, m.kind == "topic", m.start, m.kind)), extras):
            st.session_state["_desk_told"], st.session_state["_position"] = told_, ""
            done.append(True)

    _safely(act)
    return bool(done)


def undo() -> None:
    """Take back the last decision, and the rows that came with it, unless another document uses them (a callback)."""
    entry, before = opened(), st.session_state.get("_undo", [])
    if entry and before:
        marks, at, brought = before[-1]
        if _write(entry, marks, dropped=brought):
            before.pop()
            st.session_state["_mark"] = at
            if entity := next((extra for extra in brought if isinstance(extra.row, Entity)), None):
                stays = entity.key in store().overlay().rows.get(entity.kind, {})
                st.session_state["_desk_told"] = "review.still-used" if stays else "review.taken-back"


def step(by: int) -> None:
    """Look at the next or the previous mark, whatever its state (a callback)."""
    if entry := opened():
        found = marking.suggestions(entry)
        st.session_state["_mark"] = (current(found) + by) % len(found) if found else -1


def _write(entry: Entry, marks: list[Mark], extras: Sequence[Extra] = (), dropped: Sequence[Extra] | None = None) -> bool:
    """Write what was decided; what cannot be written is told. True when it was. dropped: what goes where a decision is undone."""
    before = (marking.suggestions(entry), st.session_state.get("_mark", -1))

    def act() -> None:
        brought = [*extras, *marking.spellings(state.atlas(), entry, marks)]
        store().change(marking.reviewed(entry, marks), brought, dropped or ())
        if dropped is None:
            st.session_state.setdefault("_undo", []).append((*before, brought))

    return _safely(act)


def _next(found: Sequence[Mark], after: int) -> int:
    """Number of the next open mark after `after`, from the beginning again where there is none; -1 when all are decided."""
    still = [n for n, m in enumerate(found) if m.state == "open" and n != after]
    return next((n for n in still if n > after), still[0] if still else -1)


def _overlap(one: Mark, other: Mark) -> bool:
    return one.passage == other.passage and one.start < other.end and other.start < one.end
