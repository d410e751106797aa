"""What people have decided of pairs of passages, as far as the words are still there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.compare.comparison import StatementPair
from data.compare.copies import Copy, Side
from data.compare.figures import FigurePair
from data.compare.spoken import PassageSpan
from data.tables.model import Figure, Statement
from data.tables.model.comparisons import ComparedPair

Pair = tuple[PassageSpan, PassageSpan]


SuggestedPair = FigurePair | Copy | StatementPair


def suggested_spans(pair: SuggestedPair) -> Pair:
    """The words of both sides of a suggested pair; of a statement whose words stand in both documents, these
    are the statement's own on either side."""
    if isinstance(pair, StatementPair):
        return _span(pair.statement), _span(pair.counterpart or pair.statement)
    return _span(pair.one), _span(pair.other)


def _span(words: Statement | Figure | Side) -> PassageSpan:
    return PassageSpan(words.passage, words.start, words.end)


@cached_per_atlas
def decisions(atlas: Atlas) -> Mapping[frozenset[PassageSpan], ComparedPair]:
    """The words of a pair, whichever side comes first -> what was decided of them."""
    return {frozenset(decided_spans(row)): row for row in _sound(atlas)}


@cached_per_atlas
def decided_pairs(atlas: Atlas) -> Mapping[str, ComparedPair]:
    """What was decided, by the id of the pair."""
    return {row.id: row for row in _sound(atlas)}


def decided_spans(row: ComparedPair) -> Pair:
    """The words that a decision is about."""
    one = PassageSpan(row.one, row.one_start, row.one_end)
    return one, PassageSpan(row.other, row.other_start, row.other_end)


def _sound(atlas: Atlas) -> Iterator[ComparedPair]:
    """The decisions on words that are there."""
    for row in (atlas.overlay.rows if atlas.overlay else {}).get(ComparedPair.table, {}).values():
        if isinstance(row, ComparedPair) and all(
            spot.passage in atlas.passages and 0 <= spot.start < spot.end <= len(atlas.texts[spot.passage])
            for spot in decided_spans(row)
        ):
            yield row
