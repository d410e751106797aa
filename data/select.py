"""What the reader chose, and what follows from it: Selection -> View.

Filters choose passages. The focus is one thing looked at more closely; it never filters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from typing import Literal

import numpy as np

from data.atlas import Atlas
from data.index import FACETS, Facet, Index, Mask
from data.model import Aid, Event
from data.search import LONGEST, Hits, find

BORDER = "tajik-afghan-border"
OPENING = f"place:{BORDER}"


@dataclass(frozen=True)
class Selection:
    """Filters and focus; small, hashable, and the whole state of a view but for its language.

    actors: groups or single actors, any or all of which must occur within one passage. voices: "author", "attributed" or
    the id of a speaker; with a voice, actors and words count only inside its spans. since, until: years, both included.
    focus: "place:…", "actor:…", "thing:…", "passage:…" or "aid:…", or "" for nothing. reading: how the article page shows its text.
    donors, categories, statuses: filters of the aid records, which the period filters too.
    """

    actors: tuple[str, ...] = ()
    match: Literal["any", "all"] = "any"
    topics: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    text: str = ""
    focus: str = OPENING
    reading: Literal["both", "ar", "en"] = "both"
    donors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()

    @property
    def filtered(self) -> bool:
        """Does any filter narrow the passages?"""
        return any((self.actors, self.topics, self.voices, self.since, self.until, self.text.strip()))

    @property
    def narrowed(self) -> bool:
        """Does any filter narrow anything, passages or aid?"""
        return self.filtered or any((self.donors, self.categories, self.statuses))

    def cleared(self) -> Selection:
        """The same focus without any filter."""
        return Selection(focus=self.focus, reading=self.reading)

    def to_query(self) -> dict[str, str]:
        """The URL parameters of this selection: ids only; what is at its default is left out."""
        values = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default}
        query = {name: ",".join(v) if isinstance(v, tuple) else str(v) for name, v in values.items()}
        return query | ({"focus": "none"} if not self.focus else {})

    @classmethod
    def from_query(cls, query: Mapping[str, str], atlas: Atlas) -> tuple[Selection, tuple[str, ...]]:
        """Read URL parameters. Returns the selection and the values that mean nothing here, which are dropped."""
        unknown: list[str] = []

        def known(name: str, values: Iterable[str]) -> tuple[str, ...]:
            given = dict.fromkeys(v for v in query.get(name, "")[:2000].split(",") if v)
            unknown.extend(v for v in given if v not in values)
            return tuple(v for v in given if v in values)

        def year(name: str) -> int | None:
            value = query.get(name, "")
            if value and not (value.isascii() and value.isdigit() and len(value) == 4 and value[0] != "0"):
                unknown.append(value)
                return None
            return int(value) if value else None

        index = Index.of(atlas)
        ledger = {field: {getattr(row, field) for row in atlas.aid.values()} for field in ("donor", "category", "status")}
        match = known("match", ("any", "all"))[:1] or ("any",)
        reading = known("reading", ("both", "ar", "en"))[:1] or ("both",)
        focus = query.get("focus", OPENING)
        if focus not in ("none", "") and not is_focus(atlas, focus):
            unknown.append(focus)
            focus = OPENING
        selection = cls(
            actors=known("actors", index.facets["actors"]),
            match=match[0],  # type: ignore[arg-type]
            topics=known("topics", index.facets["topics"]),
            voices=known("voices", index.facets["voices"]),
            since=year("since"),
            until=year("until"),
            text=query.get("text", "")[:LONGEST],
            focus="" if focus == "none" else focus,
            donors=known("donors", ledger["donor"]),
            categories=known("categories", ledger["category"]),
            statuses=known("statuses", ledger["status"]),
            reading=reading[0],  # type: ignore[arg-type]
        )
        return selection, tuple(value[:80] for value in unknown)


def focus_of(atlas: Atlas, entity: str) -> str:
    """The focus that means `entity`: "place:…" for whatever has a place, then "actor:…", then "thing:…"."""
    kind = "place" if entity in atlas.places else "actor" if entity in atlas.actors else "thing"
    return f"{kind}:{entity}"


def is_focus(atlas: Atlas, focus: str) -> bool:
    """Does `focus` name something in the atlas, in the one form that means it?"""
    kind, _, key = focus.partition(":")
    if kind in ("passage", "aid"):
        return key in (atlas.passages if kind == "passage" else atlas.aid)
    return key in atlas.entities and focus == focus_of(atlas, key)


@dataclass(frozen=True, eq=False)
class View:
    """The whole atlas and the part of it that a selection chooses, computed when first asked for."""

    atlas: Atlas
    selection: Selection

    @cached_property
    def passages(self) -> tuple[str, ...]:
        """Ids of the chosen passages, in document order."""
        index = Index.of(self.atlas)
        return tuple(p for p, chosen in zip(index.passages, self._mask(None), strict=True) if chosen)

    @cached_property
    def hits(self) -> Mapping[str, Hits]:
        """Passage id -> where the reader's words stand."""
        return find(self.atlas, self.selection.text) if self.selection.text.strip() else {}

    @cached_property
    def undated(self) -> frozenset[str]:
        """With a period chosen: the chosen passages that no dated event ties to a year."""
        if self.selection.since is None and self.selection.until is None:
            return frozenset()
        return frozenset(p for p in self.passages if p not in self.atlas.events_of)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Entity id -> number of chosen passages that name it; entities that none names are left out."""
        chosen = set(self.passages)
        counts = {entity: sum(p in chosen for p in naming) for entity, naming in self.atlas.naming.items()}
        return {entity: n for entity, n in counts.items() if n}

    @cached_property
    def facets(self) -> Mapping[Facet, Mapping[str, int]]:
        """Facet -> value -> how many passages that value alone would give with all other facets applied."""
        index = Index.of(self.atlas)
        counted: dict[Facet, dict[str, int]] = {}
        for facet in FACETS:
            others = self._mask(facet)
            allowed = index.allowed(() if facet == "voices" else self.selection.voices)
            counted[facet] = {v: int((others & self._one(facet, v, allowed)).sum()) for v in index.facets[facet]}
        return counted

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Events within the period, by date."""
        events = (e for e in self.atlas.events.values() if self._in_period(e.date))
        return tuple(sorted(events, key=lambda e: e.date))

    @cached_property
    def aid(self) -> tuple[Aid, ...]:
        """Aid records that pass donor, category, status and period, by date; undated ones stay, at the end."""
        s = self.selection
        chosen = [
            row
            for row in self.atlas.aid.values()
            if (not s.donors or row.donor in s.donors)
            and (not s.categories or row.category in s.categories)
            and (not s.statuses or row.status in s.statuses)
            and (row.date is None or self._in_period(row.date))
        ]
        return tuple(sorted(chosen, key=lambda row: (row.date is None, row.date or "", row.id)))

    @cached_property
    def panel(self) -> tuple[str, ...]:
        """The passages that belong to the focus, chosen or not; without a focus, all that are chosen."""
        kind, _, key = self.selection.focus.partition(":")
        if not kind:
            return self.passages
        if kind == "aid":
            return self.atlas.aid[key].passages
        return (key,) if kind == "passage" else self.atlas.naming.get(key, ())

    @cached_property
    def lit(self) -> tuple[str, ...]:
        """Ids of the places that the focus lights: itself, or the places its passages name."""
        kind, _, key = self.selection.focus.partition(":")
        if kind == "place":
            return (key,)
        if kind == "aid":
            return tuple(filter(None, (self.atlas.aid[key].place,)))
        named = {m.entity for p in self.panel for m in self.atlas.mentions_of[p]} if kind else set()
        return tuple(place for place in self.atlas.places if place in named)

    def _one(self, facet: Facet, value: str, allowed: Mask) -> Mask:
        index = Index.of(self.atlas)
        if facet != "voices":
            return index.mask(facet, value, allowed)
        only = replace(self.selection, voices=(value,))
        return View(self.atlas, only)._mask(None)

    def _mask(self, left_out: Facet | None) -> Mask:
        """Which passages pass every filter but those of the facet left out."""
        index, s = Index.of(self.atlas), self.selection
        allowed = index.allowed(() if left_out == "voices" else s.voices)
        chosen = np.zeros(len(index.passages), dtype=bool)
        chosen[index.passage_of[allowed]] = True
        for facet in ("actors", "topics"):
            values = getattr(s, facet)
            if facet == left_out or not values:
                continue
            masks = [index.mask(facet, v, allowed) for v in values]
            every = facet == "actors" and s.match == "all"
            chosen &= np.logical_and.reduce(masks) if every else np.logical_or.reduce(masks)
        if s.text.strip():
            chosen &= np.array([self._said(p, allowed) for p in index.passages], dtype=bool)
        if s.since is not None or s.until is not None:
            chosen &= np.array([self._dated(p) for p in index.passages], dtype=bool)
        return chosen

    def _said(self, passage: str, allowed: Mask) -> bool:
        """Do the words stand in an allowed span? The translation is not cut into voices: a hit there counts for all."""
        hits = self.hits.get(passage)
        if hits is None:
            return False
        first = Index.of(self.atlas).first_span[passage]
        spans = [v for n, v in enumerate(self.atlas.voices_of[passage]) if allowed[first + n]]
        return bool(hits.translation) or any(v.start <= start < v.end for v in spans for start, _ in hits.text)

    def _dated(self, passage: str) -> bool:
        """Undated passages stay: nothing is known that would put them outside the period."""
        events = self.atlas.events_of.get(passage, ())
        return not events or any(self._in_period(e.date) for e in events)

    def _in_period(self, date: str) -> bool:
        year = int(date[:4])
        return (self.selection.since or year) <= year <= (self.selection.until or year)


@lru_cache(maxsize=256)
def select(atlas: Atlas, selection: Selection) -> View:
    """What `selection` chooses from `atlas`. A view never changes, so the same choice shares one."""
    return View(atlas, selection)
