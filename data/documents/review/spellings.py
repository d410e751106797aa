"""Spellings that a review teaches: how accepted names are written, so that other texts find them."""

from __future__ import annotations

from collections.abc import Iterable

from data.annotate.pipeline import language_of
from data.annotate.proper_names import is_proper_name, own_names
from data.atlas.atlas import Atlas
from data.atlas.overlay import Spelling
from data.documents.review.suggestion import Suggestion, words_of
from data.documents.schema import Entry, Extra
from data.text.normalize import fold


def spellings_of(entry: Entry, marks: Iterable[Suggestion]) -> set[Extra]:
    """The spellings that the accepted names among the marks stand for."""
    names = {
        (m.what, words_of(entry, m))
        for m in marks
        if m.kind == "mention" and m.state == "accepted" and m.what and m.form == "name"
    }
    return {Extra(entry.document.id, Spelling(what, language_of(text), text)) for what, text in names}


def new_spellings(atlas: Atlas, entry: Entry, marks: Iterable[Suggestion]) -> list[Extra]:
    """Spellings of accepted names that the gazetteer does not know yet, of those that may pass for a name in
    every text, in the order of their keys."""
    return sorted(
        (e for e in spellings_of(entry, marks) if isinstance(e.row, Spelling) and _is_new(atlas, e.row)),
        key=lambda e: e.key,
    )


def _is_new(atlas: Atlas, row: Spelling) -> bool:
    entity = atlas.entities.get(row.entity)
    return (
        entity is not None
        and fold(row.text).text not in own_names(entity)
        and is_proper_name(atlas, row.text, entity)
    )
