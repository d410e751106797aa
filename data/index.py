"""Postings: which voice spans of which passages hold an actor, a topic or a voice. What the filters are computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from data.atlas import Atlas

Facet = Literal["actors", "topics", "voices"]
FACETS: tuple[Facet, ...] = ("actors", "topics", "voices")
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Index:
    """Postings over voice spans, the smallest unit a filter can match.

    passages: their ids in document order. passage_of: span number -> passage number. facets: facet -> value -> sorted
    numbers of the spans it occurs in.
    """

    passages: tuple[str, ...]
    passage_of: NDArray[np.int32]
    facets: Mapping[Facet, Mapping[str, NDArray[np.int32]]]
    first_span: Mapping[str, int]

    @staticmethod
    @lru_cache(maxsize=4)
    def of(atlas: Atlas) -> Index:
        """The index of an atlas, made once."""
        passages = tuple(atlas.passages)
        spans = [(number, voice) for number, p in enumerate(passages) for voice in atlas.voices_of[p]]
        postings: dict[Facet, dict[str, list[int]]] = {
            "actors": {key: [] for key in (*atlas.groups, *atlas.actors)},
            "topics": {key: [] for key in atlas.topics},
            "voices": {"author": [], "attributed": []},
        }
        first: dict[str, int] = {}
        for number, (passage_number, voice) in enumerate(spans):
            passage = atlas.passages[passages[passage_number]]
            first.setdefault(passage.id, number)
            for topic in passage.topics:
                postings["topics"][topic].append(number)
            for key in (voice.voice, voice.speaker):
                if key:
                    postings["voices"].setdefault(key, []).append(number)
            named = {m.entity for m in atlas.mentions_of[passage.id] if voice.start <= m.start < voice.end}
            for key in sorted({k for entity in named for k in _actor_keys(atlas, entity)}):
                postings["actors"][key].append(number)
        return Index(
            passages,
            np.array([n for n, _ in spans], dtype=np.int32),
            {f: {k: np.array(v, dtype=np.int32) for k, v in values.items() if v} for f, values in postings.items()},
            first,
        )

    def mask(self, facet: Facet, value: str, allowed: Mask) -> Mask:
        """Which passages have `value` in a span that is allowed."""
        spans = self.facets[facet].get(value, np.array([], dtype=np.int32))
        found = np.zeros(len(self.passages), dtype=bool)
        found[self.passage_of[spans[allowed[spans]]]] = True
        return found

    def allowed(self, voices: tuple[str, ...]) -> Mask:
        """Which spans are spoken by one of `voices`; all when none is asked for."""
        allowed = np.full(len(self.passage_of), not voices)
        for voice in voices:
            allowed[self.facets["voices"].get(voice, [])] = True
        return allowed


def _actor_keys(atlas: Atlas, entity: str) -> tuple[str, ...]:
    actor = atlas.actors.get(entity)
    if actor is None:
        return ()
    return (entity,) if actor.alleged else (entity, actor.group)
