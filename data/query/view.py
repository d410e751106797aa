"""What the reader chose, and what follows from it: Selection -> View.

Filters choose passages. The focus is one thing looked at more closely; it never filters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.facts import statements as stated
from data.facts.border import places_within
from data.index.index import FACETS, NONE, Facet, Index, passages_naming
from data.index.postings import Ids, Joined, Mask
from data.index.search import Hits, find
from data.query import aid
from data.query import statements as query_statements
from data.query.selection import Selection
from data.tables.model import Aid, Document, Event, Statement


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
    def undated(self) -> Ids:
        """With a period chosen: the undecided passages that no dated event ties to a year."""
        return Index.of(self.atlas).ids(self.possible & ~self.chosen & self._unknown["period"])

    @cached_property
    def unplaced(self) -> Ids:
        """With a stretch chosen: the undecided passages that name no place along the border."""
        return Index.of(self.atlas).ids(self.possible & ~self.chosen & self._unknown["stretch"])

    @cached_property
    def possible(self) -> Mask:
        """Which passages no filter excludes: the chosen ones and the undecided ones."""
        return self._mask(None, sure=False) if self._within else self.chosen

    @cached_property
    def _unknown(self) -> Mapping[str, Mask]:
        """Which passages the chosen period cannot judge, and which the chosen stretch cannot."""
        index, s = Index.of(self.atlas), self.selection
        dated, along = index.mask([index.number[p] for p in self.atlas.events_of]), places_within(self.atlas)
        none = index.mask([])
        return {
            "period": ~dated if s.since is not None or s.until is not None else none,
            "stretch": ~index.naming.mask(along, len(none)) if s.stretched else none,
        }

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Entity id -> number of chosen passages that name it; entities that none names are left out."""
        return {entity: n for entity, n in Index.of(self.atlas).naming.among(self.chosen).items() if n}

    @cached_property
    def facets(self) -> Mapping[Facet, Mapping[str, int]]:
        """Facet -> value -> how many passages that value alone would give with all other facets applied."""
        index = Index.of(self.atlas)
        spoken = self.selection.voices
        return {
            facet: self._voices(index)
            if facet == "voices"
            else index.counts(facet, self._mask(facet), spoken)
            for facet in FACETS
        }

    @cached_property
    def by_document(self) -> Mapping[str, int]:
        """Document id -> how many passages that document alone would give with all other filters applied."""
        return Index.of(self.atlas).documents.among(self._mask("documents"))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The chosen statements, in reading order."""
        return query_statements.chosen(self.atlas, self.selection, self.passages)

    @cached_property
    def undecided_statements(self) -> tuple[Statement, ...]:
        """The statements of undecided passages that pass the filters themselves."""
        return query_statements.chosen(self.atlas, self.selection, self.undecided)

    @cached_property
    def assessed(self) -> Mapping[stated.Assessment, int]:
        """Assessment -> how many statements it would give with all other filters applied."""
        others = select(self.atlas, replace(self.selection, assessments=()))
        return stated.tally(others.statements)

    @cached_property
    def assessed_at(self) -> Mapping[str, Mapping[stated.Assessment, int]]:
        """Place id -> assessment -> how many chosen statements are about the place."""
        return stated.by_place(self.atlas, self.statements)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Events within the period, by date."""
        events = (e for e in self.atlas.events.values() if self.selection.in_period(e.date))
        return tuple(sorted(events, key=lambda e: e.date))

    @cached_property
    def aid(self) -> tuple[Aid, ...]:
        """The aid records that no filter excludes, by date; undated ones at the end: see `data.query.aid`."""
        return tuple(self.atlas.aid[key] for key in self._judged)

    @cached_property
    def unsettled(self) -> frozenset[str]:
        """Ids of those of `aid` of which a filter cannot tell whether they belong."""
        return frozenset(key for key, sure in self._judged.items() if not sure)

    @cached_property
    def settled(self) -> tuple[Aid, ...]:
        """The chosen aid records but for the unsettled ones: what charts and sums are made of."""
        return tuple(self.atlas.aid[key] for key, sure in self._judged.items() if sure)

    @cached_property
    def _judged(self) -> Mapping[str, bool]:
        return aid.matching_records(self.atlas, self.selection)

    @cached_property
    def panel(self) -> Sequence[str]:
        """The passages of the panel in its order: those of the focus, chosen ones first, then undecided ones;
        without a focus, or where its card stands aside, what the filters find and then what they cannot
        judge."""
        if self.found_first:
            return Joined(self.passages, self.undecided)
        if not self.selection.filtered:
            return self.of_focus
        index = Index.of(self.atlas)
        own = index.mask([index.number[p] for p in self.of_focus])
        return Joined(
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
    def lit(self) -> tuple[str, ...]:
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
        named = index.naming.among(index.mask([index.number[p] for p in self.of_focus])) if kind else {}
        return tuple(place for place in self.atlas.places if named.get(place))

    def _voices(self, index: Index) -> dict[str, int]:
        """Each voice's count: what else is chosen must stand in its own spans."""
        s = self.selection
        others = View(self.atlas, replace(s, voices=(), actors=(), places=(), assessments=(), text="")).chosen
        size = len(index.passage_of)
        acting = [index.facets["actors"].mask((actor,), size) for actor in s.actors]
        needed = acting if s.match == "all" or not acting else [np.logical_or.reduce(acting)]
        needed += [index.facets["places"].mask(s.places, size)] if s.places else []
        needed += [index.facets["assessments"].mask(s.assessments, size)] if s.assessments else []
        if s.text.strip():
            found = find(self.atlas, s.text)
            others, needed = others & index.mask(found.ids.numbers), [*needed, found.spans]
        counts = {}
        for voice, spans in index.facets["voices"].items():
            masks = [index.mask(index.passage_of[spans[need[spans]]]) for need in needed] or [
                index.mask(index.passage_of[spans])
            ]
            counts[voice] = int(np.logical_and.reduce([others, *masks]).sum())
        return counts

    def _mask(self, left_out: str | None, sure: bool = True) -> Mask:
        """Which passages pass every filter but the one left out; unless `sure`, also those of which the
        period or the stretch cannot tell."""
        index, s = Index.of(self.atlas), self.selection
        allowed, chosen = (None, None) if left_out == "voices" else self._spoken
        chosen = np.ones(len(index.passages), dtype=bool) if chosen is None else chosen.copy()
        facets: tuple[Facet, ...] = ("actors", "topics", "places", "assessments")
        for facet in facets:
            if facet != left_out and getattr(s, facet):
                chosen &= self._having(facet, allowed)
        if s.documents and left_out != "documents":
            chosen &= np.logical_or.reduce([index.mask(index.documents.get(d, NONE)) for d in s.documents])
        for filter_, within in self._within.items():
            chosen &= within if sure else within | self._unknown[filter_]
        return chosen & self._said(allowed) if s.text.strip() else chosen

    @cached_property
    def _within(self) -> Mapping[str, Mask]:
        """Which passages have an event in the chosen period, and which name a place on the chosen stretch."""
        index, s = Index.of(self.atlas), self.selection
        found = {}
        if s.since is not None or s.until is not None:
            found["period"] = index.mask([index.number[p] for p in self.atlas.events_of if self._dated(p)])
        if s.stretched:
            found["stretch"] = index.naming.mask(
                places_within(self.atlas, s.km_from, s.km_to), len(index.passages)
            )
        return found

    @cached_property
    def _spoken(self) -> tuple[Mask | None, Mask | None]:
        """Which spans the chosen voices speak, and which passages hold one; None, all of them, when none is
        chosen."""
        index = Index.of(self.atlas)
        allowed = index.allowed(self.selection.voices)
        return allowed, None if allowed is None else index.mask(index.passage_of[allowed])

    def _having(self, facet: Facet, allowed: Mask | None) -> Mask:
        """Which passages pass the filter `facet`; worked out once, as every facet's counts need it."""
        key = (facet, allowed is None)
        if key not in self._passing:
            masks = [
                Index.of(self.atlas).having(facet, value, allowed) for value in getattr(self.selection, facet)
            ]
            every = facet == "actors" and self.selection.match == "all"
            self._passing[key] = np.logical_and.reduce(masks) if every else np.logical_or.reduce(masks)
        return self._passing[key]

    @cached_property
    def _passing(self) -> dict[tuple[Facet, bool], Mask]:
        return {}

    def _said(self, allowed: Mask | None) -> Mask:
        """Where every word stands, one of them in an allowed span."""
        index, found = Index.of(self.atlas), find(self.atlas, self.selection.text)
        said = index.mask(found.ids.numbers)
        return said if allowed is None else said & index.mask(index.passage_of[found.spans & allowed])

    def _dated(self, passage: str) -> bool:
        """Is one of the passage's events within the period?"""
        return any(self.selection.in_period(e.date) for e in self.atlas.events_of[passage])


@cached_per_atlas
def select(atlas: Atlas, selection: Selection) -> View:
    """What `selection` chooses from `atlas`. A view never changes, so the same choice shares one."""
    return View(atlas, selection)
