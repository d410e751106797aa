"""What the reader chose, and what follows from it: Selection -> View.

Filters choose passages. The focus is one thing looked at more closely; it never filters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from data import statements as stated
from data.atlas import Atlas
from data.index import FACETS, NONE, Facet, Index
from data.kept import kept
from data.model import Aid, Document, Event, Statement
from data.money import until
from data.postings import Ids, Mask
from data.search import Hits, find
from data.selection import OPENING as OPENING
from data.selection import Selection as Selection
from data.selection import focus_of as focus_of
from data.selection import is_focus as is_focus
from data.stretch import BORDER as BORDER
from data.stretch import Span, meets, placed, span


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
        """Which passages are chosen, by their numbers in the index."""
        return self._mask(None)

    @cached_property
    def hits(self) -> Mapping[str, Hits]:
        """Passage id -> where the reader's words stand."""
        return find(self.atlas, self.selection.text) if self.selection.text.strip() else {}

    @cached_property
    def undated(self) -> Ids:
        """With a period chosen: the chosen passages that no dated event ties to a year."""
        return Index.of(self.atlas).ids(self.chosen & self._unsure[0])

    @cached_property
    def unplaced(self) -> Ids:
        """With a stretch chosen: the chosen passages that name no place along the border."""
        return Index.of(self.atlas).ids(self.chosen & self._unsure[1])

    @cached_property
    def dimmed(self) -> Ids:
        """The chosen passages of which a filter cannot tell whether they belong: they stay, dimmed and counted."""
        return Index.of(self.atlas).ids(self.chosen & (self._unsure[0] | self._unsure[1]))

    @cached_property
    def _unsure(self) -> tuple[Mask, Mask]:
        """Which passages a chosen period cannot judge, and which a chosen stretch cannot."""
        index, s = Index.of(self.atlas), self.selection
        period = s.since is not None or s.until is not None
        undated = ~index.mask([index.number[p] for p in self.atlas.events_of]) if period else index.mask([])
        return undated, ~index.naming.mask(placed(self.atlas), len(index.passages)) if s.stretched else index.mask([])

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Entity id -> number of chosen passages that name it; entities that none names are left out."""
        return {entity: n for entity, n in Index.of(self.atlas).naming.among(self.chosen).items() if n}

    @cached_property
    def facets(self) -> Mapping[Facet, Mapping[str, int]]:
        """Facet -> value -> how many passages that value alone would give with all other facets applied."""
        index = Index.of(self.atlas)
        spoken = self.selection.voices
        return {facet: self._voices(index) if facet == "voices" else index.counts(facet, self._mask(facet), spoken) for facet in FACETS}

    @cached_property
    def by_document(self) -> Mapping[str, int]:
        """Document id -> how many passages that document alone would give with all other filters applied."""
        return Index.of(self.atlas).documents.among(self._mask("documents"))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The chosen statements, in reading order."""
        return stated.chosen(self.atlas, self.selection, self.passages)

    @cached_property
    def assessed(self) -> Mapping[stated.Assessment, int]:
        """Assessment -> how many statements it would give with all other filters applied."""
        others = select(self.atlas, replace(self.selection, assessments=()))
        return stated.counted(others.statements)

    @cached_property
    def assessed_at(self) -> Mapping[str, Mapping[stated.Assessment, int]]:
        """Place id -> assessment -> how many chosen statements are about the place."""
        return stated.by_place(self.atlas, self.statements)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Events within the period, by date."""
        events = (e for e in self.atlas.events.values() if self._in_period(e.date))
        return tuple(sorted(events, key=lambda e: e.date))

    @cached_property
    def aid(self) -> tuple[Aid, ...]:
        """Aid records that pass donor, category, status, period and stretch, by date; undated ones stay, at the end, and so do
        those without a place along the border: see `unsettled`."""
        s = self.selection
        end = (self.atlas.aid[s.cut].date if s.cut else None) or ""
        chosen = [
            row
            for row in self.atlas.aid.values()
            if (not s.donors or row.donor in s.donors)
            and (not s.categories or row.category in s.categories)
            and (not s.statuses or row.status in s.statuses)
            and (row.date is None or (self._in_period(row.date) and (not s.cut or until(row.date, end))))
            and self._in_stretch(filter(None, (span(self.atlas, row.place),)))
        ]
        return tuple(sorted(chosen, key=lambda row: (row.date is None, row.date or "", row.id)))

    @cached_property
    def unsettled(self) -> frozenset[str]:
        """Aid records that stay although nothing tells whether they belong: undated within a period, unplaced within a stretch."""
        s = self.selection
        dated = s.since is not None or s.until is not None or bool(s.cut)
        return frozenset(r.id for r in self.aid if (dated and r.date is None) or (s.stretched and span(self.atlas, r.place) is None))

    @cached_property
    def settled(self) -> tuple[Aid, ...]:
        """The chosen aid records but for the unsettled ones: what charts and sums are made of."""
        return tuple(row for row in self.aid if row.id not in self.unsettled)

    @cached_property
    def panel(self) -> Sequence[str]:
        """The passages that belong to the focus, chosen or not; without a focus, all that are chosen."""
        kind, _, key = self.selection.focus.partition(":")
        if not kind:
            return self.passages
        if kind in ("aid", "event"):
            return self.atlas.aid[key].passages if kind == "aid" else self.atlas.events[key].passages
        if kind == "statement":
            return (self.atlas.statements[key].passage,)
        return (key,) if kind == "passage" else self.atlas.naming.get(key, ())

    @cached_property
    def document(self) -> Document:
        """The document in question: that of the passage in focus, else the first chosen, else the first of all."""
        documents = self.atlas.documents
        kind, _, key = self.selection.focus.partition(":")
        if kind in ("passage", "statement"):
            return documents[self.atlas.passages[key if kind == "passage" else self.atlas.statements[key].passage].document]
        return documents[self.selection.documents[0] if self.selection.documents else next(iter(documents))]

    @cached_property
    def lit(self) -> tuple[str, ...]:
        """Ids of the places that the focus lights: itself, or the places its passages name."""
        kind, _, key = self.selection.focus.partition(":")
        if kind == "place":
            return (key,)
        if kind == "aid":
            return tuple(filter(None, (self.atlas.aid[key].place,)))
        if kind == "statement":
            return tuple(place for place in stated.about(self.atlas)[key] if place in self.atlas.places)
        if kind == "event":
            return self.atlas.events[key].places
        index = Index.of(self.atlas)
        named = index.naming.among(index.mask([index.number[p] for p in self.panel])) if kind else {}
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
            masks = [index.mask(index.passage_of[spans[need[spans]]]) for need in needed] or [index.mask(index.passage_of[spans])]
            counts[voice] = int(np.logical_and.reduce([others, *masks]).sum())
        return counts

    def _mask(self, left_out: str | None) -> Mask:
        """Which passages pass every filter but the one left out."""
        index, s = Index.of(self.atlas), self.selection
        allowed, chosen = (None, None) if left_out == "voices" else self._spoken
        chosen = np.ones(len(index.passages), dtype=bool) if chosen is None else chosen.copy()
        facets: tuple[Facet, ...] = ("actors", "topics", "places", "assessments")
        for facet in facets:
            if facet != left_out and getattr(s, facet):
                chosen &= self._having(facet, allowed)
        if s.documents and left_out != "documents":
            chosen &= np.logical_or.reduce([index.mask(index.documents.get(d, NONE)) for d in s.documents])
        if s.since is not None or s.until is not None:
            chosen &= ~index.mask([index.number[p] for p in self.atlas.events_of if not self._dated(p)])
        if s.stretched:
            met = placed(self.atlas, s.km_from, s.km_to)
            chosen &= index.naming.mask(met, len(chosen)) | ~index.naming.mask(placed(self.atlas), len(chosen))
        return chosen & self._said(allowed) if s.text.strip() else chosen

    @cached_property
    def _spoken(self) -> tuple[Mask | None, Mask | None]:
        """Which spans the chosen voices speak, and which passages hold one; None, all of them, when none is chosen."""
        index = Index.of(self.atlas)
        allowed = index.allowed(self.selection.voices)
        return allowed, None if allowed is None else index.mask(index.passage_of[allowed])

    def _having(self, facet: Facet, allowed: Mask | None) -> Mask:
        """Which passages pass the filter `facet`; worked out once, as every facet's counts need it."""
        key = (facet, allowed is None)
        if key not in self._passing:
            masks = [Index.of(self.atlas).having(facet, value, allowed) for value in getattr(self.selection, facet)]
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
        return any(self._in_period(e.date) for e in self.atlas.events_of[passage])

    def _in_stretch(self, spans: Iterable[Span]) -> bool:
        """What has no place along the border stays: nothing is known that would put it outside the stretch."""
        found = tuple(spans)
        return not found or meets(found, self.selection.km_from, self.selection.km_to)

    def _in_period(self, date: str) -> bool:
        year = int(date[:4])
        return (self.selection.since or year) <= year <= (self.selection.until or year)


@kept
def select(atlas: Atlas, selection: Selection) -> View:
    """What `selection` chooses from `atlas`. A view never changes, so the same choice shares one."""
    return View(atlas, selection)
