"""Two documents side by side, as one value: do they agree?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.compare.copies import Copy, copies
from data.compare.figures import FigurePair, date_pairs, figure_pairs, ubiquitous
from data.compare.spoken import document_passages, spoken_of
from data.facts.origin import curated_atlas
from data.facts.statements import subjects
from data.tables.model import Statement

MOST_COMPARED = 4  # documents side by side


@dataclass(frozen=True)
class NamedEntities:
    """Entities that two documents speak of: both, or one alone; what is spoken of most comes first."""

    both: tuple[str, ...]
    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True)
class StatementPair:
    """A statement of one document, and what the other has of it: a statement that rests on the same source,
    one that claims a value of the same kind of the same matter, or a stretch of the same words."""

    statement: Statement
    shared: Literal["source", "matter", "words"]
    counterpart: Statement | None = None
    copied: Copy | None = None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statement, and its counterpart where there is one."""
        return (self.statement, self.counterpart) if self.counterpart else (self.statement,)


@dataclass(frozen=True)
class Comparison:
    """What two documents (their ids) have in common and where they differ. Nothing here says that one of them
    is wrong: figures of other periods or scopes may both be right."""

    one: str
    other: str
    places: NamedEntities
    actors: NamedEntities
    figures: tuple[FigurePair, ...]
    dates: tuple[FigurePair, ...]
    copies: tuple[Copy, ...]
    statements: tuple[StatementPair, ...]

    @property
    def pairs(self) -> tuple[FigurePair | Copy | StatementPair, ...]:
        """Every pair of passages that is suggested: what a person can decide on."""
        stated = (pair for pair in self.statements if pair.counterpart)
        return (*self.copies, *self.figures, *self.dates, *stated)

    @property
    def agreeing(self) -> tuple[FigurePair, ...]:
        """The pairs of figures that come to the same."""
        return tuple(pair for pair in self.figures if pair.outcome == "same")

    @property
    def differing(self) -> tuple[FigurePair, ...]:
        """The pairs of figures that do not."""
        return tuple(pair for pair in self.figures if pair.outcome == "differ")


@cached_per_atlas
def compare_documents(atlas: Atlas, one: str, other: str) -> Comparison:
    """Two documents of an atlas set side by side. Raises KeyError for one that is not there."""
    own, theirs = document_passages(atlas, one), document_passages(atlas, other)
    copied = copies({p: atlas.texts[p] for p in own}, {p: atlas.texts[p] for p in theirs})
    return Comparison(
        one,
        other,
        _names(atlas, one, other, atlas.places),
        _names(atlas, one, other, [key for key in atlas.actors if key not in atlas.places]),
        figure_pairs(atlas, own, theirs),
        date_pairs(atlas, own, theirs),
        copied,
        _once(
            (
                *_copied_statements(atlas, copied),
                *_statements_of_one_source(atlas, own, theirs),
                *_statements_of_one_matter(atlas, own, theirs),
            )
        ),
    )


def compared_documents(atlas: Atlas, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """The documents that stand side by side where `chosen` are asked for, the two that are compared in detail
    first: where these are fewer, the shipped one comes first and the one added last stands in. One alone
    where there are no more."""
    shipped, last = next(iter(curated_atlas(atlas).documents)), next(reversed(tuple(atlas.documents)))
    found = chosen[:MOST_COMPARED] if len(chosen) > 1 else (shipped, *chosen, last)
    return tuple(dict.fromkeys(found))[: max(2, len(chosen))]


def _names(atlas: Atlas, one: str, other: str, kind: Iterable[str]) -> NamedEntities:
    own, theirs = (
        {key: len({word.passage for word in words}) for key, words in spoken_of(atlas, document).items()}
        for document in (one, other)
    )
    counts = {key: (own.get(key, 0), theirs.get(key, 0)) for key in kind}
    most = sorted((key for key, found in counts.items() if any(found)), key=lambda key: -sum(counts[key]))
    return NamedEntities(
        tuple(key for key in most if all(counts[key])),
        tuple(key for key in most if not counts[key][1]),
        tuple(key for key in most if not counts[key][0]),
    )


def _once(pairs: Iterable[StatementPair]) -> tuple[StatementPair, ...]:
    """Two statements once, for the first reason that holds; a copied one once for each copy."""
    found = dict[tuple[str, str | Copy | None], StatementPair]()
    for pair in pairs:
        beside = pair.counterpart.id if pair.counterpart else pair.copied
        found.setdefault((pair.statement.id, beside), pair)
    return tuple(found.values())


def _copied_statements(atlas: Atlas, copied: Iterable[Copy]) -> Iterator[StatementPair]:
    """The statements, of either document, whose words lie in a copied stretch."""
    for copy in copied:
        for side in (copy.one, copy.other):
            for statement in atlas.statements_of[side.passage]:
                if side.start < statement.end and statement.start < side.end:
                    yield StatementPair(statement, "words", copied=copy)


def _statements_of_one_source(
    atlas: Atlas, one: Iterable[str], other: Iterable[str]
) -> Iterator[StatementPair]:
    """Statements of the two documents that are set beside the same source."""
    resting: dict[str, list[Statement]] = {}
    for statement in (s for passage in other for s in atlas.statements_of[passage]):
        for source in {row.source for row in atlas.evidence_of[statement.id]}:
            resting.setdefault(source, []).append(statement)
    for statement in (s for passage in one for s in atlas.statements_of[passage]):
        sources = {row.source for row in atlas.evidence_of[statement.id]}
        beside = {s.id: s for source in sorted(sources) for s in resting.get(source, ())}
        yield from (StatementPair(statement, "source", s) for s in beside.values())


def _statements_of_one_matter(
    atlas: Atlas, one: Sequence[str], other: Sequence[str]
) -> Iterator[StatementPair]:
    """Statements of the two documents that claim a value of the same kind, of something that both concern: of
    what is all over either document one alone says nothing, two together do."""
    common = ubiquitous(atlas, one) | ubiquitous(atlas, other)
    claiming: dict[str, list[Statement]] = {}
    for statement in (s for passage in other for s in atlas.statements_of[passage] if s.value_en):
        claiming.setdefault(statement.kind, []).append(statement)
    for statement in (s for passage in one for s in atlas.statements_of[passage] if s.value_en):
        about = {*subjects(atlas)[statement.id]}
        for counterpart in claiming.get(statement.kind, ()):
            both = about.intersection(subjects(atlas)[counterpart.id])
            if len(both) > 1 or both - common:
                yield StatementPair(statement, "matter", counterpart)
