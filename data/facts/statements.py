"""Statements of the article and the evidence on them: what each is about, which are chosen, and whose
evidence there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.facts.origin import curated_atlas
from data.tables.model import Source, Statement
from data.tables.vocab import ASSESSMENTS, SIDES, SIDES_OF_STATES, Assessment


@cached_per_atlas
def subjects(atlas: Atlas) -> Mapping[str, tuple[str, ...]]:
    """Statement id -> ids of the entities that it concerns: those that its words name, in reading order, then
    those of its column `about`."""
    found = {}
    for s in atlas.statements.values():
        named = [m.entity for m in atlas.mentions_of[s.passage] if m.start < s.end and s.start < m.end]
        found[s.id] = tuple(dict.fromkeys((*named, *s.about)))
    return found


def tally(statements: Iterable[Statement]) -> dict[Assessment, int]:
    """Assessment -> how many of `statements` have it, in the order of ASSESSMENTS, zeros included."""
    found = Counter(s.assessment for s in statements)
    return {assessment: found[assessment] for assessment in ASSESSMENTS}


WAYS_IN: tuple[Assessment, ...] = ("supported", "differ", "open")  # one that is shown, disputed, not settled


def ways_in(atlas: Atlas) -> dict[Assessment, Statement]:
    """For each of WAYS_IN the statement to begin with: its example."""
    return {a: s for a, s in examples(atlas).items() if a in WAYS_IN}


@cached_per_atlas
def examples(atlas: Atlas) -> dict[Assessment, Statement]:
    """For each assessment the statement of the article that stands for it, by one rule: of those with that
    assessment and about a place, the one for which most sources were read; of several, the first."""
    atlas = curated_atlas(atlas)
    order = {passage: n for n, passage in enumerate(atlas.passages)}
    about = [s for s in atlas.statements.values() if any(e in atlas.places for e in subjects(atlas)[s.id])]
    ranked = sorted(
        about, key=lambda s: (-evidence_summary(atlas, s.id).sources, order[s.passage], s.start, s.id)
    )
    first: dict[Assessment, Statement] = {}
    for s in ranked:
        first.setdefault(s.assessment, s)
    return {assessment: first[assessment] for assessment in ASSESSMENTS if assessment in first}


def by_place(atlas: Atlas, statements: Iterable[Statement]) -> dict[str, dict[Assessment, int]]:
    """Place id -> assessment -> how many of `statements` are about the place. A statement counts once at each
    of its places."""
    found: dict[str, list[Statement]] = {}
    for s in statements:
        for place in subjects(atlas)[s.id]:
            if place in atlas.places:
                found.setdefault(place, []).append(s)
    return {place: tally(rows) for place, rows in found.items()}


@dataclass(frozen=True)
class EvidenceSummary:
    """The evidence on a statement, counted. sides: side -> rows, in the order of SIDES. one_side: all of it
    is of one state. sources: how many distinct ones; copies: how many of those were read in someone else's
    copy."""

    rows: int
    sides: Mapping[str, int]
    one_side: bool
    sources: int
    copies: int


def evidence_summary(atlas: Atlas, statement: str) -> EvidenceSummary:
    """Whose evidence there is on a statement, by the side of who issued each source."""
    sources = [atlas.sources[row.source] for row in atlas.evidence_of[statement]]
    found = Counter(side(atlas, source) for source in sources)
    sides: dict[str, int] = {key: found[key] for key in SIDES if found[key]}
    distinct = {source.id: source for source in sources}
    one_side = len(sides) == 1 and next(iter(sides)) in SIDES_OF_STATES
    return EvidenceSummary(
        len(sources), sides, one_side, len(distinct), sum(s.via is not None for s in distinct.values())
    )


def side(atlas: Atlas, source: Source) -> str:
    """Whose state owns or mainly funds the publisher of `source`."""
    return atlas.publishers[source.publisher].side if source.publisher else "other"
