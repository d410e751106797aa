"""The statements that pass the filters of a selection."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.facts.statements import subjects
from data.index.index import Index, actor_keys
from data.index.postings import Numbers
from data.query.selection import Selection
from data.tables.model import Statement


def select_statements(atlas: Atlas, selection: Selection, passages: Sequence[str]) -> tuple[Statement, ...]:
    """The statements of `passages` that pass the filters themselves: those on actors, places, voices and
    assessments are held against a statement's own words and what it is about, the others against its passage.
    In reading order."""
    index, (ordered, passage_of) = Index.of(atlas), _in_reading_order(atlas)
    inside = index.mask(index.numbers(passages))[passage_of].tolist()
    return tuple(s for s, own in zip(ordered, inside, strict=True) if own and _passes(atlas, selection, s))


@cached_per_atlas
def _in_reading_order(atlas: Atlas) -> tuple[tuple[Statement, ...], Numbers]:
    """The statements, and the number of the passage of each."""
    number = Index.of(atlas).number
    ordered = tuple(sorted(atlas.statements.values(), key=lambda s: (number[s.passage], s.start, s.end)))
    return ordered, np.array([number[s.passage] for s in ordered], dtype=np.int32)


def _passes(atlas: Atlas, selection: Selection, statement: Statement) -> bool:
    return (
        (not selection.actors or _names_actors(atlas, selection, statement))
        and not (selection.places and set(selection.places).isdisjoint(subjects(atlas)[statement.id]))
        and (not selection.assessments or statement.assessment in selection.assessments)
        and not (selection.voices and set(selection.voices).isdisjoint(_voices(atlas, statement)))
    )


def _names_actors(atlas: Atlas, selection: Selection, statement: Statement) -> bool:
    named = {key for entity in subjects(atlas)[statement.id] for key in actor_keys(atlas, entity)}
    return (all if selection.match == "all" else any)(actor in named for actor in selection.actors)


def _voices(atlas: Atlas, statement: Statement) -> set[str]:
    spans = [
        v for v in atlas.voices_of[statement.passage] if v.start < statement.end and statement.start < v.end
    ]
    return {key for v in spans for key in (v.voice, v.speaker) if key}
