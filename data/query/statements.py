"""The statements that pass the filters of a selection."""

from __future__ import annotations

from collections.abc import Container

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.facts.statements import subjects
from data.index.index import Index, actor_keys
from data.query.selection import Selection
from data.tables.model import Statement


def select_statements(atlas: Atlas, selection: Selection, passages: Container[str]) -> tuple[Statement, ...]:
    """The statements of `passages` that pass the filters themselves: those on actors, places, voices and
    assessments are held against a statement's own words and what it is about, the others against its passage.
    In reading order."""
    return tuple(
        s for s in _in_reading_order(atlas) if s.passage in passages and _passes(atlas, selection, s)
    )


@cached_per_atlas
def _in_reading_order(atlas: Atlas) -> tuple[Statement, ...]:
    number = Index.of(atlas).number
    return tuple(sorted(atlas.statements.values(), key=lambda s: (number[s.passage], s.start, s.end)))


def _passes(atlas: Atlas, selection: Selection, statement: Statement) -> bool:
    named = subjects(atlas)[statement.id]
    keys = {key for entity in named for key in actor_keys(atlas, entity)}
    wanted = [actor in keys for actor in selection.actors]
    return (
        (not wanted or (all(wanted) if selection.match == "all" else any(wanted)))
        and (not selection.places or any(place in named for place in selection.places))
        and (not selection.assessments or statement.assessment in selection.assessments)
        and (not selection.voices or any(voice in selection.voices for voice in _voices(atlas, statement)))
    )


def _voices(atlas: Atlas, statement: Statement) -> set[str]:
    spans = [
        v for v in atlas.voices_of[statement.passage] if v.start < statement.end and statement.start < v.end
    ]
    return {key for v in spans for key in (v.voice, v.speaker) if key}
