"""Figures of several documents that may be of one matter: pairs of any two of them, put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.compare.comparison import compare_documents
from data.compare.figures import FigurePair, Outcome
from data.tables.model import Figure


@dataclass(frozen=True)
class FigureGroup:
    """A figure of each document, None for one that gives none; what their sentences name; and whether all
    come to the same."""

    figures: tuple[Figure | None, ...]
    near: tuple[str, ...]
    outcome: Outcome


@dataclass(frozen=True)
class _Numbered:
    """A pair of figures, and the numbers of the two documents."""

    sides: tuple[int, int]
    pair: FigurePair


@cached_per_atlas
def figure_groups(atlas: Atlas, documents: tuple[str, ...]) -> tuple[FigureGroup, ...]:
    """The figures that two documents at least give of one matter, those first that most of them give. A
    group has one figure of each document at most: pairs that come to the same are put together first, and a
    pair between two groups that both have a figure of one document stands as a group of its own."""
    pairs = [
        _Numbered((a, b), pair)
        for (a, one), (b, other) in combinations(enumerate(documents), 2)
        for pair in compare_documents(atlas, one, other).figures
    ]
    pairs.sort(key=lambda numbered: numbered.pair.outcome != "same")
    groups = _joined(pairs)
    found = [_group(group, pairs, len(documents)) for group in groups]
    return tuple(sorted(found, key=lambda group: sum(figure is None for figure in group.figures)))


Spot = tuple[int, str, int]  # number of a document, passage, where the figure starts


def _joined(pairs: Iterable[_Numbered]) -> list[dict[int, Figure]]:
    """Groups of figures, each by the number of its document."""
    group_of: dict[Spot, dict[int, Figure]] = {}
    groups: list[dict[int, Figure]] = []
    for numbered in pairs:
        sides = dict(zip(numbered.sides, (numbered.pair.one, numbered.pair.other), strict=True))
        spots = [(n, f.passage, f.start) for n, f in sides.items()]
        one, other = (group_of.get(spot, {spot[0]: sides[spot[0]]}) for spot in spots)
        if one is other:
            continue
        if one.keys() & other.keys():
            groups.append(sides)
            continue
        groups = [group for group in groups if group is not one and group is not other]
        groups.append(one | other)
        group_of |= {(n, f.passage, f.start): groups[-1] for n, f in groups[-1].items()}
    return groups


def _group(group: dict[int, Figure], pairs: Iterable[_Numbered], documents: int) -> FigureGroup:
    within = [
        numbered.pair
        for numbered in pairs
        if (numbered.pair.one, numbered.pair.other) == tuple(group.get(n) for n in numbered.sides)
    ]
    near = {key for pair in within for key in pair.near}
    outcome: Outcome = "differ" if any(pair.outcome == "differ" for pair in within) else "same"
    return FigureGroup(tuple(group.get(n) for n in range(documents)), tuple(sorted(near)), outcome)
