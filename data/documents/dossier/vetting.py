"""What a dossier may bring: no more than a reviewer could have made. Rows are rebuilt as the desk makes them,
texts are cleaned, and nothing is verified that nobody here has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from data.annotate.pipeline import type_of
from data.atlas.atlas import Atlas
from data.atlas.overlay import Spelling
from data.documents import add
from data.documents.add import Given
from data.documents.entities import (
    LONGEST_NAME,
    LONGEST_SOURCE,
    THINGS,
    actor_rows,
    known_rows,
    named_rows,
    place_rows,
)
from data.documents.errors import Unfit
from data.documents.ids import LONGEST_ID
from data.documents.review.corrections import is_sound
from data.documents.review.spellings import new_spellings
from data.documents.review.suggestion import Suggestion, note_of, suggestions_of
from data.documents.schema import Entry, Extra
from data.i18n import UNKNOWN
from data.tables.columns import one_line, printable, strip_controls
from data.tables.model import Actor, Document, Entity, Place, Source

MORE = (
    "form",
    "candidates",
    "cue",
    "attribution",
    "value",
    "unit",
    "qualifier",
    "name",
    "also",
)  # what a mark may have besides, by its kind


@dataclass
class Notes:
    """What was not taken from a dossier as it stood, by name. changed: reduced to what a reviewer can say;
    dropped: left out; unknown: kept, though nothing is known here by that id."""

    changed: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def messages(self) -> list[tuple[str, list[str]]]:
        """Keys of words.csv, and the names that are to stand in them; none where there are no names."""
        all_ = (
            ("dossier.changed", self.changed),
            ("dossier.dropped", self.dropped),
            ("dossier.unknown", self.unknown),
        )
        return [(key, list(dict.fromkeys(names))) for key, names in all_ if names]


def rebuild_document(row: Document, texts: Sequence[str]) -> Document:
    """The row of a document of which a person gave title, author and date."""
    author = "" if row.author == UNKNOWN else row.author
    given = Given(row.title, "", author, row.date, ocr=row.ocr)
    return add.new_document(row.id, given, row.language, texts)


def clean_passages(
    texts: Sequence[str], suggestions: Sequence[Suggestion]
) -> tuple[tuple[str, ...], list[Suggestion]]:
    """Passages without controls that turn their surroundings, and the marks, moved with their words. Raises
    ValueError for a passage of nothing else."""
    clean = tuple(_clean(text).strip() for text in texts)
    if not all(clean):
        raise ValueError("texts")
    shifted = [
        mark if clean[mark.passage] == texts[mark.passage] else _shift(mark, texts[mark.passage])
        for mark in suggestions
    ]
    there = [_in_place(mark, texts, clean) for mark in shifted]
    unlike = {mark.key: _plain(mark) for mark in there if mark.start < mark.end}
    return clean, list(unlike.values())


def _in_place(mark: Suggestion, texts: Sequence[str], clean: Sequence[str]) -> Suggestion:
    """A mark without its further places where one of them is none, or has been moved."""
    further = mark.places[1:] if (mark.more or {}).get("also") else ()
    if all(
        p < len(clean) and clean[p] == texts[p] and start < end <= len(clean[p]) for p, start, end in further
    ):
        return mark
    return replace(mark, more={**(mark.more or {}), "also": ""})


def _clean(text: str) -> str:
    return strip_controls(text).replace("\n", " ")


def _shift(mark: Suggestion, text: str) -> Suggestion:
    lead = len(_clean(text)) - len(_clean(text).lstrip())
    most = len(_clean(text).strip())
    start, end = (min(max(len(_clean(text[:at])) - lead, 0), most) for at in (mark.start, mark.end))
    return replace(mark, start=start, end=end)


def _plain(mark: Suggestion) -> Suggestion:
    more = mark.more and {
        k: printable(v) if isinstance(v, str) else v for k, v in mark.more.items() if k in MORE
    }
    plain = (printable(mark.what), more, note_of(mark.note), "")
    if plain == (mark.what, mark.more, mark.note, mark.verified):
        return mark
    what, more, note, verified = plain
    return replace(mark, what=what, more=more, note=note, verified=verified)


def drop_unsound_marks(
    texts: Sequence[str], suggestions: Sequence[Suggestion], notes: Notes
) -> list[Suggestion]:
    """The marks without those that nobody can make at the desk: figures of another kind, value, unit or
    qualifier than figures have. Those are noted."""
    sound = [mark for mark in suggestions if is_sound(mark)]
    unsound = [mark for mark in suggestions if mark not in sound] if len(sound) < len(suggestions) else []
    notes.dropped += [
        f"{texts[m.passage][m.start : m.end]} ({printable((m.more or {}).get('value') or '')})"
        for m in unsound
    ]
    return sound


def unknown_ids(atlas: Atlas, own: Entry) -> list[str]:
    """What the marks of a document mean that is not known here: entities, speakers, topics."""
    return [m.what for m in suggestions_of(own) if m.what and not _is_known(atlas, m)]


def _is_known(atlas: Atlas, mark: Suggestion) -> bool:
    if mark.kind == "topic":
        return mark.what in atlas.topics
    return mark.kind == "figure" or bool(type_of(atlas, mark.what))


def rebuild_rows(atlas: Atlas, own: Document, extras: Iterable[Extra], notes: Notes) -> list[Extra]:
    """The rows that came with a document, as the forms of the desk make them; spellings as they are. What
    differs is noted."""
    by_key: dict[str, list[Extra]] = {own.id: []}
    spellings = []
    for extra in extras:
        if isinstance(extra.row, Spelling):
            spellings.append(extra)
        else:
            by_key.setdefault(extra.key, []).append(extra)
    sound: list[Extra] = []
    for key, rows in by_key.items():
        same = _own_source(own, rows) if key == own.id else _rebuild_entity(atlas, own.id, key, rows)
        sound += same
        if not same:
            notes.dropped.append(_name_of(rows))
        elif rows and {(e.kind, e.row) for e in same} != {(e.kind, e.row) for e in rows}:
            notes.changed.append(_name_of(rows))
    return sound + spellings


def _own_source(own: Document, rows: Sequence[Extra]) -> list[Extra]:
    """Where a document was published, as a person said it."""
    source = next((extra.row for extra in rows if isinstance(extra.row, Source)), None)
    if source is None:
        return [Extra(own.id, Source(id=own.id, title=own.title, language=own.language, date=own.date))]
    language = source.language if source.language in ("", own.language) else own.language
    title = one_line(source.title, add.LONGEST_SOURCE) or own.title
    return [Extra(own.id, Source(id=own.id, title=title, language=language, url=source.url, date=own.date))]


def _rebuild_entity(atlas: Atlas, document: str, key: str, rows: Sequence[Extra]) -> list[Extra]:
    """A place or an actor with its source; nothing where they do not make one up."""
    of: dict[type, Any] = {type(extra.row): extra.row for extra in rows}
    entity, at, acts, source = (of.get(kind) for kind in (Entity, Place, Actor, Source))
    if not entity or len(key) > LONGEST_ID:
        return []
    if not source:  # a name that the document alone vouches for
        return [] if acts else _rebuild_name(atlas, document, key, entity)
    if known := known_rows(atlas, document, key):
        return known
    values: dict[str, Any] = {"source": source.title[:LONGEST_SOURCE]}
    values |= {name: getattr(entity, name)[:LONGEST_NAME] for name in ("name_ar", "name_en")}
    try:
        if entity.type == "place" and at:
            return place_rows(
                atlas,
                document,
                values | {name: getattr(at, name) for name in ("lat", "lon", "radius_km")},
                key,
            )
        role = (
            (entity.note_ar, entity.note_en)
            if entity.type in THINGS
            else (acts.role_ar, acts.role_en)
            if acts
            else ("", "")
        )
        values |= {"type": entity.type, "group": acts.group if acts else None}
        values |= {
            name: role_text[:LONGEST_NAME]
            for name, role_text in zip(("role_ar", "role_en"), role, strict=True)
        }
        return actor_rows(atlas, document, values, key)
    except Unfit:
        return []


def _rebuild_name(atlas: Atlas, document: str, key: str, entity: Entity) -> list[Extra]:
    """A name that no table knew and somebody accepted; nothing where it is none of its own."""
    try:
        return named_rows(atlas, document, entity.name_en, entity.type, entity.name_ar, key)
    except Unfit:
        return []


def _name_of(rows: Sequence[Extra]) -> str:
    """How a person knows the rows: by the name of the entity, else by the title of the source."""
    entity = next((extra.row for extra in rows if isinstance(extra.row, Entity)), None)
    return entity.name_en if entity else str(getattr(rows[0].row, "title", rows[0].key))


def drop_idle_spellings(atlas: Atlas, own: Entry, extras: Sequence[Extra], notes: Notes) -> list[Extra]:
    """The rows without spellings that no accepted mark of the document stands for, or that are no names.
    Those are noted."""
    spellings = [extra for extra in extras if isinstance(extra.row, Spelling)]
    sound = set(new_spellings(atlas, own, suggestions_of(own))) if spellings else set()
    notes.dropped += [
        extra.row.text for extra in spellings if isinstance(extra.row, Spelling) and extra not in sound
    ]
    return [extra for extra in extras if extra not in spellings or extra in sound]
