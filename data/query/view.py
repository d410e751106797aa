"""What the reader chose, and what follows from it: Selection -> View.

Filters choose passages. The focus is one thing looked at more closely; it never filters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.facts import statements as stated
from data.facts.origin import is_added, is_curated
from data.index.index import Index, passages_naming
from data.index.postings import Ids, JoinedIds, Mask
from data.index.search import Hits, find
from data.query import aid
from data.query import statements as query_statements
from data.query.filters import FACETS, FILTERS, Filter
from data.query.selection import Selection
from data.tables.model import Aid, Document, Event, Statement
from data.tables.vocab import Assessment


@dataclass(frozen=True, eq=False)
class View:
    """The whole atlas and the part of it that a selection chooses, computed when first asked for."""

    atlas: Atlas
    selection: Selection

    @cached_property
    def passages(self) -> Ids:
        """Ids of the chosen passages, in document order."""
        return Index.of(self.atlas).ids(self.chosen)

    @cached_property
    def chosen(self) -> Mask:
        """Which passages are chosen, by their numbers in the index: those that every filter finds."""
        return self._mask(None)

    @cached_property
    def hits(self) -> Mapping[str, Hits]:
        """Passage id -> where the reader's words stand."""
        return find(self.atlas, self.selection.text) if self.selection.text.strip() else {}

    @cached_property
    def undecided(self) -> Ids:
        """The passages that no filter excludes, but of which one cannot tell whether they belong. They are
        counted apart."""
        return Index.of(self.atlas).ids(self.possible & ~self.chosen)

    @cached_property
    def apart(self) -> Mapping[str, Ids]:
        """Why one cannot tell ("undated": no dated event ties a passage to a year; "unplaced": it names no
        place along the border) -> the undecided passages of which that is so, for the ranges in use."""
        index, undecided = Index.of(self.atlas), self.possible & ~self.chosen
        return {
            FILTERS[key].apart: index.ids(undecided & unknown) for key, (_, unknown) in self._ranged.items()
        }

    @cached_property
    def possible(self) -> Mask:
        """Which passages no filter excludes: the chosen ones and the undecided ones."""
        return self._mask(None, sure=False) if self._ranged else self.chosen

    @cached_property
    def _ranged(self) -> Mapping[str, tuple[Mask, Mask]]:
        """Key of a range that is chosen -> which passages lie within it, and of which it cannot tell."""
        index, s, found = Index.of(self.atlas), self.selection, {}
        for row in s.in_use:
            if row.is_range:
                ranges = row.ranges(self.atlas)
                found[row.key] = (index.mask(ranges.within(*s.values(row))), ~index.mask(ranges.passages))
        return found

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Entity id -> number of chosen passages that name it; entities that none names are left out."""
        return {entity: n for entity, n in Index.of(self.atlas).naming.among(self.chosen).items() if n}

    @cached_property
    def facets(self) -> Mapping[str, Mapping[str, int]]:
        """Filter with several values -> value -> how many passages that value alone would give with all other
        filters applied."""
        index, spoken = Index.of(self.atlas), self.selection.voices
        return {
            facet: self._voices(index)
            if facet == "voices"
            else index.counts(facet, self._mask(facet), spoken)
            for facet in FACETS
        }

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The chosen statements, in reading order."""
        return query_statements.select_statements(self.atlas, self.selection, self.passages)

    @cached_property
    def chosen_statements(self) -> frozenset[str]:
        """Ids of the chosen statements."""
        return frozenset(s.id for s in self.statements)

    @cached_property
    def counted_statements(self) -> tuple[Statement, ...]:
        """The chosen statements that are counted together: those of the shipped edition; those of added
        documents, which people here have assessed, where no others are asked for by name."""
        documents = self.selection.documents
        own = bool(documents) and not any(is_curated(self.atlas, key) for key in documents)
        return tuple(s for s in self.statements if is_added(self.atlas, s.passage) == own)

    @cached_property
    def undecided_statements(self) -> tuple[Statement, ...]:
        """The statements of undecided passages that pass the filters themselves."""
        return query_statements.select_statements(self.atlas, self.selection, self.undecided)

    @cached_property
    def assessed(self) -> Mapping[Assessment, int]:
        """Assessment -> how many statements it would give with all other filters applied."""
        others = select(self.atlas, replace(self.selection, assessments=()))
        return stated.tally(others.statements)

    @cached_property
    def assessed_at(self) -> Mapping[str, Mapping[Assessment, int]]:
        """Place id -> assessment -> how many of the counted statements are about the place."""
        return stated.by_place(self.atlas, self.counted_statements)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Events within the period, by date."""
        events = (e for e in self.atlas.events.values() if self.selection.in_period(e.date))
        return tuple(sorted(events, key=lambda e: e.date))

    @cached_property
    def aid(self) -> tuple[Aid, ...]:
        """The aid records that no filter excludes, by date; undated ones at the end: see `data.query.aid`."""
        return tuple(aid.record_of(self.atlas, self.selection, key) for key in self._judged)

    @cached_property
    def uncertain_aid(self) -> frozenset[str]:
        """Ids of those of `aid` of which a filter cannot tell whether they belong."""
        return frozenset(key for key, sure in self._judged.items() if not sure)

    @cached_property
    def certain_aid(self) -> tuple[Aid, ...]:
        """The chosen aid records but for the uncertain ones: what charts and sums are made of."""
        return tuple(row for row in self.aid if self._judged[row.id])

    @cached_property
    def _judged(self) -> Mapping[str, bool]:
        return aid.matching_records(self.atlas, self.selection)

    @cached_property
    def panel(self) -> Sequence[str]:
        """The passages of the panel in its order: those of the focus, chosen ones first, then undecided ones;
        without a focus, or where its card stands aside, what the filters find and then what they cannot
        judge."""
        if self.found_first:
            return JoinedIds(self.passages, self.undecided)
        if not self.selection.filtered:
            return self.of_focus
        index = Index.of(self.atlas)
        own = index.mask(index.numbers(self.of_focus))
        return JoinedIds(
            *(index.ids(own & part) for part in (self.chosen, self.possible & ~self.chosen, ~self.possible))
        )

    @property
    def found_first(self) -> bool:
        """Does the panel show what the filters find, rather than what is in focus?"""
        return not self.selection.in_focus or bool(self.selection.aside)

    @cached_property
    def of_focus(self) -> Sequence[str]:
        """The passages that belong to the focus, chosen or not."""
        kind, _, key = self.selection.in_focus.partition(":")
        if kind in ("aid", "event"):
            return self.atlas.aid[key].passages if kind == "aid" else self.atlas.events[key].passages
        if kind == "statement":
            return (self.atlas.statements[key].passage,)
        return (key,) if kind == "passage" else passages_naming(self.atlas).get(key, ())

    @cached_property
    def document(self) -> Document:
        """The document in question: that of the passage in focus, else the first chosen, else the first of
        all."""
        documents = self.atlas.documents
        kind, _, key = self.selection.in_focus.partition(":")
        if kind in ("passage", "statement"):
            return documents[
                self.atlas.passages[key if kind == "passage" else self.atlas.statements[key].passage].document
            ]
        return documents[self.selection.documents[0] if self.selection.documents else next(iter(documents))]

    @cached_property
    def highlighted(self) -> tuple[str, ...]:
        """Ids of the places that the focus lights: itself, or the places its passages name."""
        kind, _, key = self.selection.in_focus.partition(":")
        if kind == "place":
            return (key,)
        if kind == "aid":
            return tuple(filter(None, (self.atlas.aid[key].place,)))
        if kind == "statement":
            return tuple(place for place in stated.subjects(self.atlas)[key] if place in self.atlas.places)
        if kind == "event":
            return self.atlas.events[key].places
        index = Index.of(self.atlas)
        named = index.naming.among(index.mask(index.numbers(self.of_focus))) if kind else {}
        return tuple(place for place in self.atlas.places if named.get(place))

    def _voices(self, index: Index) -> dict[str, int]:
        """Each voice's count: what else is chosen must stand in its own spans."""
        s, size = self.selection, len(index.passage_of)
        own = [row for row in s.in_use if row.key in FACETS and not row.whole and row.key != "voices"]
        without: dict[str, Any] = {row.key: () for row in own}
        others = View(self.atlas, replace(s, voices=(), text="", **without)).chosen
        needed = [spans for row in own for spans in self._needed(row, index, size)]
        if s.text.strip():
            found = find(self.atlas, s.text)
            others, needed = others & index.mask(found.ids.numbers), [*needed, found.spans]
        if not needed:
            return index.counts("voices", others, ())
        counts = {}
        for voice, spans in index.facets["voices"].items():
            masks = [index.mask(index.passage_of[spans[need[spans]]]) for need in needed]
            counts[voice] = int(np.logical_and.reduce([others, *masks]).sum())
        return counts

    def _needed(self, row: Filter, index: Index, size: int) -> list[Mask]:
        """Masks of spans, of each of which a passage must have one."""
        values, postings = getattr(self.selection, row.key), index.facets[row.key]
        if self._every(row):
            return [postings.mask((value,), size) for value in values]
        return [postings.mask(values, size)]

    def _mask(self, left_out: str | None, *, sure: bool = True) -> Mask:
        """Which passages pass every filter but the one left out; unless `sure`, also those of which a range
        cannot tell."""
        allowed, spoken = (None, None) if left_out == "voices" else self._spoken
        chosen = np.ones(len(Index.of(self.atlas).passages), dtype=bool) if spoken is None else spoken.copy()
        for row in self.selection.in_use:
            if row.scope == "passages" and row.key not in (left_out, "voices"):
                chosen &= self._passing(row, allowed, sure=sure)
        return chosen

    def _passing(self, row: Filter, allowed: Mask | None, *, sure: bool) -> Mask:
        """Which passages pass a filter."""
        if row.kind == "text":
            return self._with_words(allowed)
        if row.kind == "ids":
            return self._having(row, allowed)
        within, unknown = self._ranged[row.key]
        return within if sure else within | unknown

    def _every(self, row: Filter) -> bool:
        """Must a passage have all the values of a filter, rather than any?"""
        return bool(row.match) and getattr(self.selection, row.match) == "all"

    @cached_property
    def _spoken(self) -> tuple[Mask | None, Mask | None]:
        """Which spans the chosen voices speak, and which passages hold one; None, all of them, when none is
        chosen."""
        index = Index.of(self.atlas)
        allowed = index.spans_of_voices(self.selection.voices)
        return allowed, None if allowed is None else index.mask(index.passage_of[allowed])

    def _having(self, row: Filter, allowed: Mask | None) -> Mask:
        """Which passages have a value of the filter; worked out once, as every facet's counts need it."""
        key = (row.key, allowed is None)
        if key not in self._known:
            index, values = Index.of(self.atlas), getattr(self.selection, row.key)
            masks = [index.having(row.key, value, allowed) for value in values]
            self._known[key] = (np.logical_and if self._every(row) else np.logical_or).reduce(masks)
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[str, bool], Mask]:
        return {}

    def _with_words(self, allowed: Mask | None) -> Mask:
        """Where every word stands, one of them in an allowed span."""
        index, found = Index.of(self.atlas), find(self.atlas, self.selection.text)
        containing = index.mask(found.ids.numbers)
        return (
            containing
            if allowed is None
            else containing & index.mask(index.passage_of[found.spans & allowed])
        )


@cached_per_atlas
def select(atlas: Atlas, selection: Selection) -> View:
    """The view of `atlas` that `selection` leaves. A view never changes: equal selections share one, cached
    with the atlas."""
    return View(atlas, selection)
