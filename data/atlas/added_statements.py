"""Statements, evidence, records, events and translations that came with added documents, and what these say
on records of aid, as they stand beside those of the files."""

from __future__ import annotations

from collections.abc import Container, Mapping
from types import MappingProxyType
from typing import Any

from data.atlas.atlas import Atlas, events_by_passage, group_rows
from data.atlas.overlay import Overlay
from data.tables.assessment import lawful
from data.tables.model import Corroboration, Event, Evidence, Statement
from data.tables.model.aid import OwnAid
from data.tables.model.translations import OwnTranslation
from data.tables.vocab import ROLES


def added_statements(
    base: Atlas, overlay: Overlay, tables: Mapping[str, Mapping[str, Any]], passages: Container[str]
) -> dict[str, Any]:
    """The fields of an atlas that hold statements and evidence, those of the files first. `tables` and
    `passages`: what is there now. Only rows are touched, no text is read.

    A statement stands in a passage that was added; evidence is on such a statement of its own document, of a
    source and passage that are there. Where what it rested on has gone, an assessment falls back to one that
    settles nothing."""
    stated = {
        key: row
        for key, row in overlay.rows.get(Statement.table, {}).items()
        if isinstance(row, Statement) and key not in base.statements and overlay.find(row.passage)
    }
    pieces = {
        key: row
        for key, row in overlay.rows.get(Evidence.table, {}).items()
        if isinstance(row, Evidence)
        and row.statement in stated
        and overlay.brought_by.get((Evidence.table, key))
        == overlay.brought_by.get((Statement.table, row.statement))
        and row.source in tables["sources"]
        and (row.passage is None or row.passage in passages)
    }
    of = group_rows(pieces.values(), "statement", stated)
    stated = {key: _standing(row, of[key], tables["entities"]) for key, row in stated.items()}
    return {
        "statements": MappingProxyType({**base.statements, **stated}),
        "evidence": MappingProxyType({**base.evidence, **pieces}),
        "evidence_of": MappingProxyType({**base.evidence_of, **of}),
    }


def added_corroboration(
    base: Atlas,
    overlay: Overlay,
    tables: Mapping[str, Mapping[str, Any]],
    passages: Container[str],
    aid: Container[str],
) -> dict[str, Any]:
    """The fields of an atlas that hold what further pages say on records of aid, those of the files first.
    What is added is of a record (`aid`), a source and a passage that are there."""
    rows = {
        key: row
        for key, row in overlay.rows.get(Corroboration.table, {}).items()
        if isinstance(row, Corroboration)
        and key not in base.corroboration
        and row.aid in aid
        and row.source in tables["sources"]
        and row.passage in passages
    }
    of = group_rows(rows.values(), "aid", ())
    return {
        "corroboration": MappingProxyType({**base.corroboration, **rows}),
        "corroboration_of": MappingProxyType(
            {
                **base.corroboration_of,
                **{aid: base.corroboration_of.get(aid, ()) + own for aid, own in of.items()},
            }
        ),
    }


def added_records(
    base: Atlas, overlay: Overlay, tables: Mapping[str, Mapping[str, Any]], passages: Container[str]
) -> dict[str, Any]:
    """The fields of an atlas that hold records of aid and events, those of the files first. Of what is added,
    givers, places, sources and passages are there."""

    def there(row: OwnAid | Event) -> bool:
        bodies = [getattr(row, role) for role in ROLES] if isinstance(row, OwnAid) else []
        places = (row.place,) if isinstance(row, OwnAid) else row.places
        return (
            all(body in tables["bodies"] for body in bodies if body)
            and all(place in tables["places"] for place in places if place)
            and all(source in tables["sources"] for source in row.sources)
            and all(passage in passages for passage in row.passages)
        )

    aid = {
        key: row
        for key, row in overlay.rows.get(OwnAid.table, {}).items()
        if isinstance(row, OwnAid) and key not in base.aid and there(row)
    }
    events = {
        key: row.model_copy(update={"actors": tuple(k for k in row.actors if k in tables["entities"])})
        for key, row in overlay.rows.get(Event.table, {}).items()
        if isinstance(row, Event) and key not in base.events and there(row)
    }
    return {
        "aid": MappingProxyType({**base.aid, **aid}),
        "events": MappingProxyType({**base.events, **events}),
        "events_of": MappingProxyType({**base.events_of, **events_by_passage(events.values())}),
    }


def added_translations(base: Atlas, overlay: Overlay) -> Mapping[str, str]:
    """Passage -> its translation: those of the files, then those that people brought of added documents,
    where they have as many passages."""
    rows = overlay.rows.get(OwnTranslation.table, {}).values()
    brought = {
        passage: text
        for row in rows
        if isinstance(row, OwnTranslation)
        and (own := overlay.corpus.of.get(row.document))
        and len(own.passages) == len(row.texts)
        for passage, text in zip(own.passages, row.texts, strict=True)
    }
    return MappingProxyType({**base.translations, **brought}) if brought else base.translations


def _standing(row: Statement, pieces: tuple[Evidence, ...], entities: Container[str]) -> Statement:
    """A statement as its evidence lets it stand, about what is known."""
    fields = {
        "assessment": lawful(row.assessment, row.kind, {piece.relation for piece in pieces}),
        "about": tuple(key for key in row.about if key in entities),
    }
    changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
    return row.model_copy(update=changed) if changed else row
