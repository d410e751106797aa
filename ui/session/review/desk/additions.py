"""The acts that add what was not suggested: words that name an entity, a new place, a new actor or thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from data.documents.entities import actor_rows, place_rows
from data.documents.errors import Stale, Unfit
from data.documents.review.edits import Edit, replacements
from data.documents.review.mentions import form_of, occurrences
from data.documents.review.suggestion import Suggestion
from data.documents.schema import Entry, Extra
from data.tables.columns import printable
from data.tables.model import Entity
from ui.session import state
from ui.session.review.desk.write import write_act
from ui.session.review.messages import flash, guarded_act
from ui.session.session import session


@guarded_act("review")
def mark_words(words: str, entity: str, *, everywhere: bool = False) -> None:
    """Mark `words` wherever they stand in the document as naming `entity` (a callback). everywhere: they are
    its name in other texts too."""
    atlas, words = state.atlas(), printable(words).strip()
    if not words or entity not in atlas.entities:
        return
    form = form_of(atlas, words, atlas.entities[entity], everywhere=everywhere)

    def edits(entry: Entry, marks: list[Suggestion]) -> list[Edit]:
        new = occurrences(entry, words, entity, form)
        if not new:
            raise Unfit("review.not-there")
        return _replacing(entry, marks, new)

    write_act(edits)
    if everywhere and form != "name":
        flash("review.no-name")


def new_place(values: dict[str, Any]) -> bool:
    """Add a place with its source, and mark its name where it stands (a callback). True when it was added."""
    return bool(_add(lambda document: place_rows(state.atlas(), document, values), "review.place-added"))


def new_actor(values: dict[str, Any]) -> bool:
    """Add an actor or a thing with its source, and mark its name where it stands (a callback). True when it
    was added."""
    return bool(_add(lambda document: actor_rows(state.atlas(), document, values), "review.actor-added"))


@guarded_act("review")
def _add(rows_for: Callable[[str], list[Extra]], done: str) -> None:
    """Write the rows that come with the document on the desk, the new entity first, and mark its names. done:
    a key of words.csv, to be said then."""
    extras = rows_for(session().review.document)
    names = {entity.name_ar, entity.name_en} if isinstance(entity := extras[0].row, Entity) else set()

    def edits(entry: Entry, marks: list[Suggestion]) -> list[Edit]:
        return _replacing(
            entry, marks, [m for name in names for m in occurrences(entry, name, extras[0].key)]
        )

    write_act(edits, extras)
    flash(done)
    session().review.position = ""


def _replacing(entry: Entry, marks: Sequence[Suggestion], new: Sequence[Suggestion]) -> list[Edit]:
    """The edits that put new mentions in the place of those whose words they share. Raises Stale where they
    would replace marks that the reviewer has not seen."""
    edits = replacements(marks, new)
    if len(edits) > len(new) and session().review.seen != (entry.document.id, entry.version):
        raise Stale(entry.document.id)
    return edits
