"""The acts that add what was not suggested: words that name an entity, are a figure, somebody's or about a
topic; a new place, a new actor or thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from data.atlas.atlas import Atlas
from data.documents.entities import actor_rows, place_rows
from data.documents.errors import Unfit
from data.documents.review.corrections import new_mark
from data.documents.review.edits import Edit, attributions, replacements
from data.documents.review.mentions import form_of, mentions_of_unknown, mentions_of_words
from data.documents.review.suggestion import (
    Kind,
    Place,
    Suggestion,
    same_place,
    without_overlaps,
    words_at,
    words_of,
)
from data.documents.schema import Entry, Extra
from data.tables.model import Entity
from ui.session import state
from ui.session.review.desk.fields import Fields, field_values
from ui.session.review.desk.write import EditsOf, only_seen, write_act
from ui.session.review.messages import flash, guarded_act
from ui.session.session import session

RowsOf = Callable[[Atlas, str, dict[str, Any]], list[Extra]]  # data, document and what a form says -> rows


@guarded_act("review")
def mark_words(at: Place, fields: Fields) -> None:
    """Mark selected words as naming an entity, wherever they stand in the document (a callback). fields: the
    widgets that say which (`what`), and whether they are its name in other texts too (`everywhere`)."""
    atlas, said, new = state.atlas(), field_values(fields), list[Suggestion]()
    entity, everywhere = said.get("what", ""), said.get("everywhere") == str(True)
    if entity not in atlas.entities:
        raise Unfit("review.choose")

    def edits(entry: Entry, marks: list[Suggestion]) -> list[Edit]:
        words = words_at(entry, at)
        form = form_of(atlas, words, atlas.entities[entity], everywhere=everywhere)
        new[:] = mentions_of_words(entry, words, entity, form)
        if at not in (m.places[0] for m in new):  # within a word
            new.append(Suggestion("mention", *at, entity, 1.0, "accepted", {"form": form}))
        return _replacing(entry, marks, without_overlaps(new))

    _write_words(edits)
    if everywhere and new and new[0].form != "name":
        flash("review.no-name")


@guarded_act("review")
def mark_as(kind: Kind, at: Place, fields: Fields) -> None:
    """Mark selected words as a figure, as somebody's or as about a topic (a callback). fields: the widgets
    that say what they are."""
    values = field_values(fields)
    _write_words(
        lambda entry, marks: _replacing(entry, marks, [new_mark(state.atlas(), entry, kind, at, values)])
    )


def _write_words(edits: EditsOf, brought: Sequence[Extra] = ()) -> None:
    """Write an act on words, with the rows that it brings; none are selected then, and the first mark that it
    makes is looked at."""
    write_act(edits, brought)
    desk = session().review
    desk.words = ""
    made = (e.after.key for act in desk.acts[-1:] for e in act.edits if e.after)
    desk.mark = next(made, desk.mark)


def new_place(values: dict[str, Any]) -> bool:
    """Add a place with its source, and mark its name where it stands (a callback). True when it was added."""
    return bool(_add(place_rows, values, "review.place-added"))


def new_actor(values: dict[str, Any]) -> bool:
    """Add an actor or a thing with its source, and mark its name where it stands (a callback). True when it
    was added."""
    return bool(_add(actor_rows, values, "review.actor-added"))


@guarded_act("review")
def _add(rows_of: RowsOf, values: dict[str, Any], done: str) -> None:
    """Write the rows of these values that come with the document on the desk, the new entity first, and mark
    its names. done: a key of words.csv, to be said then."""
    extras = rows_of(state.atlas(), session().review.document, values)
    names = {entity.name_ar, entity.name_en} if isinstance(entity := extras[0].row, Entity) else set()

    def edits(entry: Entry, marks: list[Suggestion]) -> list[Edit]:
        key = extras[0].key
        asked = (m for m in marks if m.kind == "mention" and m.unknown and words_of(entry, m) in names)
        own = [new for m in asked for new in mentions_of_unknown(entry, m, key, marks)]
        own += [m for name in names for m in mentions_of_words(entry, name, key)]
        return _replacing(entry, marks, without_overlaps(own))

    _write_words(edits, extras)
    flash(done)
    session().review.position = ""


def _replacing(entry: Entry, marks: Sequence[Suggestion], new: Sequence[Suggestion]) -> list[Edit]:
    """The edits that put new marks in the place of those whose words they share; where these were a name that
    no table knew, its speech is then that of what they name. Raises Stale where they would change marks that
    the reviewer has not seen."""
    edits = replacements(marks, new)
    named = {
        (old.unknown, mark.what)
        for old in (edit.before for edit in edits if edit.before and edit.before.unknown)
        for mark in new
        if mark.kind == "mention" and same_place(old, mark)
    }
    edits += [edit for unknown, what in sorted(named) for edit in attributions(marks, unknown, what)]
    return only_seen(entry, edits, len(new))
