"""The desk at which a person reviews a document: which is open, which mark is looked at, what can be
undone.

Every decision is written to the store at once; what is decided is never lost with the session. Others may
review the same document: an act says which mark it was meant for and how that was shown, and is refused where
the mark has changed since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from data.documents import review
from data.documents.edits import Edit, applied, replacing, reversed_edits, spelled, unused
from data.documents.entities import RADIUS, accepted_rows, actor_rows, named_rows, place_rows
from data.documents.review import Suggestion, Unfit
from data.documents.schema import Entry, Extra
from data.documents.store import Stale, store
from data.tables.columns import printable
from data.tables.model import Entity
from ui.session import people, state
from ui.session.review.messages import flash, guarded_act
from ui.session.session import Act, session

ACTS, EDITS = 100, 10_000  # what can be undone: so many acts, which changed no more marks than that together
TRIES = 5  # to write an act, where others write to the same document meanwhile
Edits = Callable[[Entry, list[Suggestion]], Sequence[Edit]]  # what an act changes in a document as it is now


# what is open


def opened() -> Entry | None:
    """The document under review, as the store has it; one that was deleted meanwhile is told and leaves the
    desk."""
    desk = session().review
    if not desk.document:
        return None
    read, desk.entry = desk.entry, None
    if (found := store().entry(desk.document, read)) is None:
        desk.document = ""
        flash("documents.gone")
    return found


@guarded_act("review")
def open_document(key: str) -> None:
    """Put a document on the desk (a callback); "" takes it off."""
    desk = session().review
    desk.document, desk.acts, desk.position, desk.mark = key, [], "", ""
    if entry := opened():
        desk.entry = entry
        _look_at(review.suggestions(entry), -1)


def current(suggestions: Sequence[Suggestion]) -> int:
    """Number of the mark that is looked at; of one that has come to mean something else, where it stands now;
    -1 for none."""
    key = session().review.mark
    place = key.rpartition("-")[0]
    there = {mark.key: at for at, mark in enumerate(suggestions)}
    return there.get(
        key,
        next((at for at, mark in enumerate(suggestions) if place and mark.key.startswith(f"{place}-")), -1),
    )


def shown(entry: Entry) -> None:
    """Remember that the page shows this version of the document (at the end of drawing it)."""
    session().review.seen = (entry.document.id, entry.version)


def position() -> tuple[float, float, float] | None:
    """Latitude, longitude and the kilometres within which a place lies, as picked on the map; None while
    nothing is."""
    try:
        lat, lon, km = map(float, session().review.position.split(","))
    except ValueError:
        return None
    return (lat, lon, km) if abs(lat) <= 90 and abs(lon) <= 180 and RADIUS[0] <= km <= RADIUS[1] else None


# acts


@guarded_act("review")
def decide(seen: Suggestion, decision: review.State, chosen: str = "") -> None:
    """Accept or reject the mark that was `seen`, and go on to the next open one (a callback). chosen: key of
    the widget that says what it means. A press that asks for what is so already, as one before the page has
    caught up, changes nothing."""
    what = (st.session_state.get(chosen) if chosen else "") or seen.what
    known = (*(seen.more or {}).get("candidates", ()), *state.atlas().entities)
    if decision == "accepted" and seen.kind == "mention" and not (what and what in known):
        raise Unfit("review.choose")

    def edit(entry: Entry, suggestions: list[Suggestion]) -> list[Edit]:
        changed = replace(review.corrected(state.atlas(), entry, seen, what), state=decision, verified="")
        return [] if any(review.decided_alike(changed, m) for m in suggestions) else [Edit(seen, changed)]

    marks = _write(edit)
    others = [e.after for act in session().review.acts for e in act.edits]
    after = next((mark for mark in marks if review.same_place(mark, seen)), None)
    if after and after.state == decision != seen.state and after not in others:
        flash("review.decided-before")  # who undoes it opens it again
    _look_at(marks, next((at for at, mark in enumerate(marks) if review.same_place(mark, seen)), -1))


@guarded_act("review")
def note(seen: Suggestion, written: str) -> None:
    """Put a note on the mark that was `seen` (a callback). written: key of the widget that has it; no words
    take the note away."""
    said = review.note_of(str(st.session_state.get(written) or ""))
    _write(lambda _entry, _marks: [Edit(seen, replace(seen, note=said))] if said != seen.note else [])


@guarded_act("review")
def verify(seen: Suggestion) -> None:
    """Verify the accepted mark that was `seen` as a second person (a callback)."""
    _write(lambda _entry, _marks: [Edit(seen, replace(seen, verified=people.me().name))])


@guarded_act("review")
def settle_name(seen: Suggestion, chosen: str, kind: str, other: str) -> None:
    """Accept a name that no table knows, wherever it stands, and let its speech be its (a callback). chosen,
    kind, other: keys of the widgets that say which known entity it means, or what it is and its other
    name."""
    atlas, answers = state.atlas(), st.session_state
    what, brought = answers.get(chosen) or "", list[Extra]()
    if not what:
        entry = opened()
        if entry is None:
            raise Unfit("documents.gone")
        words = entry.content.texts[seen.passage][seen.start : seen.end]
        said = str(answers.get(other) or "")
        brought = named_rows(atlas, entry.document.id, words, answers.get(kind) or "", said)
        what = brought[0].key

    def edit(entry: Entry, suggestions: list[Suggestion]) -> list[Edit]:
        if seen not in suggestions:
            raise Stale(seen.key)
        spoken = [m for m in suggestions if m.kind == "speech" and m.unknown == seen.unknown and not m.what]
        return [
            *replacing(suggestions, review.named(entry, seen, what, suggestions)),
            *(Edit(m, replace(m, what=what)) for m in spoken),
        ]

    marks = _write(edit, brought)
    _look_at(marks, next((at for at, mark in enumerate(marks) if review.same_place(mark, seen)), -1))


@guarded_act("review")
def decide_all(least: float, version: int) -> None:
    """Accept every open mark that scores `least` or more and says what it is, of the version that was shown
    (a callback)."""

    def edit(entry: Entry, suggestions: list[Suggestion]) -> list[Edit]:
        if entry.version != version:
            raise Stale(entry.document.id)
        sure = (
            m
            for m in suggestions
            if m.state == "open" and m.score >= least and (m.what or m.kind != "mention")
        )
        return [Edit(m, replace(m, state="accepted")) for m in sure]

    _look_at(_write(edit), -1)


@guarded_act("review")
def mark_words(words: str, entity: str, *, everywhere: bool = False) -> None:
    """Mark `words` wherever they stand in the document as naming `entity` (a callback). everywhere: they are
    its name in other texts too."""
    atlas, words = state.atlas(), printable(words).strip()
    if not words or entity not in atlas.entities:
        return
    form = review.form_of(atlas, words, atlas.entities[entity], everywhere=everywhere)

    def edit(entry: Entry, suggestions: list[Suggestion]) -> list[Edit]:
        new = review.occurrences(entry, words, entity, form)
        if not new:
            raise Unfit("review.not-there")
        return _marked(entry, suggestions, new)

    _write(edit)
    if everywhere and form != "name":
        flash("review.no-name")


def new_place(values: dict[str, Any]) -> bool:
    """Add a place with its source, and mark its name where it stands (a callback). True when it was added."""
    return bool(_bring(lambda document: place_rows(state.atlas(), document, values), "review.place-added"))


def new_actor(values: dict[str, Any]) -> bool:
    """Add an actor or a thing with its source, and mark its name where it stands (a callback). True when it
    was added."""
    return bool(_bring(lambda document: actor_rows(state.atlas(), document, values), "review.actor-added"))


@guarded_act("review")
def _bring(make: Callable[[str], list[Extra]], done: str) -> None:
    """Write the rows that came with the document on the desk, the new entity first, and mark its names."""
    extras = make(session().review.document)
    names = {entity.name_ar, entity.name_en} if isinstance(entity := extras[0].row, Entity) else set()

    def edit(entry: Entry, suggestions: list[Suggestion]) -> list[Edit]:
        return _marked(
            entry, suggestions, [m for name in names for m in review.occurrences(entry, name, extras[0].key)]
        )

    _write(edit, extras)
    flash(done)
    session().review.position = ""


@guarded_act("review")
def undo() -> None:
    """Take back the last act of this session: its marks where they still are as it left them, and the rows
    that it brought, unless other marks use them (a callback)."""
    acts = session().review.acts
    if not acts:
        return
    act, back = acts[-1], list[Edit]()

    def edit(_entry: Entry, suggestions: list[Suggestion]) -> list[Edit]:
        back[:] = reversed_edits(suggestions, act.edits)
        return back

    _write(edit, dropped=act.brought)
    acts.pop()
    first = next((e.after.key for e in back if e.after), "")
    session().review.mark = first or session().review.mark
    if len(back) < len(act.edits):
        flash("review.undo-changed")
    elif act.brought:
        flash("review.taken-back" if _gone(act.brought[0]) else "review.still-used")


def _gone(extra: Extra) -> bool:
    return extra.key not in store().overlay().rows.get(extra.kind, {})


@guarded_act("review")
def step(by: int) -> None:
    """Look at the next or the previous mark, whatever its state (a callback)."""
    if entry := opened():
        session().review.entry = entry
        found = review.suggestions(entry)
        session().review.mark = found[(current(found) + by) % len(found)].key if found else ""


def _write(
    edits_of: Edits, brought: Sequence[Extra] = (), dropped: Sequence[Extra] | None = None
) -> list[Suggestion]:
    """Write an act: what `edits_of` changes in the document as it is now, with the rows that it brings.
    Returns the marks after it. dropped: what goes where an act is undone. Raises Stale where the act was
    meant for what has changed, Unfit, StoreDown."""
    for _ in range(TRIES):
        if (entry := opened()) is None:
            raise Unfit("documents.gone")
        found = review.suggestions(entry)
        edits = edits_of(entry, found)
        marks, after = found, entry
        if edits or brought or dropped:
            marks = applied(found, edits)
            after = review.reviewed(entry, marks)
            new, withdrawn = spelled(state.atlas(), entry, edits, marks)
            named = accepted_rows(state.atlas(), entry.document.id, [e.after for e in edits if e.after])
            rows = [*brought, *named]
            try:
                number_ = store().change(
                    after,
                    [*rows, *new],
                    [*unused(dropped or (), marks), *withdrawn],
                    people.me(),
                    "review" if dropped is None else "undo",
                )
            except Stale:  # by another who wrote since it was read: look again
                continue
            after = replace(after, version=number_)
            if dropped is None:
                _remember(Act(edits, rows))
        session().review.entry = after
        return marks
    raise Stale(session().review.document)


def _remember(act: Act) -> None:
    acts = session().review.acts
    acts.append(act)
    while len(acts) > ACTS or (len(acts) > 1 and sum(len(act.edits) for act in acts) > EDITS):
        acts.pop(0)


def _marked(entry: Entry, suggestions: Sequence[Suggestion], new: Sequence[Suggestion]) -> list[Edit]:
    """The edits that put new mentions in the place of those whose words they share; of these, only such as
    the reviewer has seen."""
    edits = replacing(suggestions, new)
    if len(edits) > len(new) and session().review.seen != (entry.document.id, entry.version):
        raise Stale(entry.document.id)
    return edits


def _look_at(suggestions: Sequence[Suggestion], after: int) -> None:
    """Look at the next open mark after number `after`."""
    at = _next(suggestions, after)
    session().review.mark = suggestions[at].key if at >= 0 else ""


def _next(suggestions: Sequence[Suggestion], after: int) -> int:
    """Number of the next open mark after `after`, from the beginning again where there is none; -1 when all
    are decided."""
    still = [n for n, m in enumerate(suggestions) if m.state == "open" and n != after]
    return next((n for n in still if n > after), still[0] if still else -1)
