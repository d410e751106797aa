"""The index of an atlas: which voice spans of which passages hold an actor, a topic, a place, a voice or a
statement. What the filters are computed from: arrays over all documents at once, so that thousands are
filtered without a loop over passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.atlas.atlas import Atlas
from data.atlas.blocks import FEW, WIDTHS, Block, Columns, Corpus, block
from data.atlas.cache import cached_per_atlas
from data.index.postings import Ids, Mask, Numbers, Postings
from data.tables.vocab import ASSESSMENTS, VOICES

KEPT = 8  # choices of voices whose postings are kept
NONE: Numbers = np.array([], dtype=np.int32)


@dataclass(frozen=True, eq=False)
class Index:
    """Postings over voice spans, the smallest unit a filter can match.

    passages: their ids in document order. passage_of: span number -> passage number. attributed: which spans
    quote or report somebody. facets: facet -> value -> spans. naming: entity -> passages. named_spans: entity
    -> spans. mentions: of every mention, its entity by its place in the atlas and its span. spoken_from: span
    number -> where it starts in the folded text, as text_offsets() counts."""

    passages: tuple[str, ...]
    passage_of: Numbers
    attributed: Mask
    facets: Mapping[str, Postings]
    naming: Postings
    named_spans: Postings
    mentions: tuple[Numbers, Numbers]
    spoken_from: NDArray[np.int64]

    @staticmethod
    def of(atlas: Atlas) -> Index:
        """The index of an atlas, made once."""
        return _index(atlas)

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Passage id -> its number, from 0, in document order."""
        return {passage: n for n, passage in enumerate(self.passages)}

    @cached_property
    def first_span(self) -> Mapping[str, int]:
        """Passage id -> number of its first span."""
        return dict(zip(self.passages, self.first_of.tolist(), strict=True))

    @cached_property
    def first_of(self) -> Numbers:
        """Passage number -> number of its first span."""
        return np.searchsorted(self.passage_of, np.arange(len(self.passages), dtype=np.int32)).astype(
            np.int32
        )

    @cached_property
    def whole(self) -> Mapping[str, Postings]:
        """The facets over passages."""
        return {facet: postings.map_to(self.passage_of) for facet, postings in self.facets.items()}

    @property
    def documents(self) -> Postings:
        """Document -> its passages."""
        return self.whole["documents"]

    @cached_property
    def named(self) -> Mapping[str, Ids]:
        """Entity -> ids of the passages that name it."""
        return {entity: Ids(self.passages, self.number, self.naming[entity]) for entity in self.naming}

    def ids(self, chosen: Mask) -> Ids:
        """The ids of the passages for which `chosen`, one truth a passage, is true, in document
        order."""
        return Ids(self.passages, self.number, np.flatnonzero(chosen).astype(np.int32))

    def numbers(self, passages: Sequence[str]) -> Numbers:
        """The numbers of passages given by id."""
        if isinstance(passages, Ids) and passages.every is self.passages:
            return passages.numbers
        return np.array([self.number[passage] for passage in passages], dtype=np.int32)

    def mask(self, passages: Any) -> Mask:
        """One truth a passage: is its number among `passages` (an array or a list)? It may occur
        twice."""
        found = np.zeros(len(self.passages), dtype=bool)
        found[np.asarray(passages, dtype=np.int32)] = True
        return found

    def having(self, facet: str, value: str, allowed: Mask | None) -> Mask:
        """One truth a passage: does it have `value` of a facet in a span that is allowed (None: in any)?"""
        if allowed is None:
            return self.mask(self.whole[facet].get(value, NONE))
        spans = self.facets[facet].get(value, NONE)
        return self.mask(self.passage_of[spans[allowed[spans]]])

    def spans_of_voices(self, voices: tuple[str, ...]) -> Mask | None:
        """Which spans are spoken by one of `voices`; None, all of them, when none is asked for."""
        if not voices:
            return None
        allowed = np.zeros(len(self.passage_of), dtype=bool)
        for voice in voices:
            allowed[self.facets["voices"].get(voice, NONE)] = True
        return allowed

    def counts(self, facet: str, others: Mask, voices: tuple[str, ...]) -> dict[str, int]:
        """Value -> how many passages of `others` have it in a span spoken by one of `voices`; by anyone, when
        none is asked for."""
        return dict.fromkeys(self.facets[facet], 0) | self._heard(voices)[facet].among(others)

    def _heard(self, voices: tuple[str, ...]) -> Mapping[str, Postings]:
        """The facets over passages, of the spans spoken by one of `voices`; the last few are kept."""
        if not voices:
            return self.whole
        if voices not in self._spoken:
            if len(self._spoken) >= KEPT:
                self._spoken.clear()
            allowed = self.spans_of_voices(voices)
            self._spoken[voices] = {
                facet: postings.map_to(self.passage_of, allowed) for facet, postings in self.facets.items()
            }
        return self._spoken[voices]

    @cached_property
    def _spoken(self) -> dict[tuple[str, ...], Mapping[str, Postings]]:
        return {}


def passages_naming(atlas: Atlas) -> Mapping[str, Ids]:
    """Entity id -> ids of the passages that name it, in document order."""
    return Index.of(atlas).named


def actor_keys(atlas: Atlas, entity: str) -> tuple[str, ...]:
    """The values of the actor filter that `entity` counts under: itself and its group; an alleged actor is
    only itself."""
    actor = atlas.actors.get(entity)
    if actor is None:
        return ()
    return (entity,) if actor.alleged else (entity, actor.group)


@cached_per_atlas
def _index(atlas: Atlas) -> Index:
    corpus = everything(atlas)
    passages = tuple(passage for own in corpus.blocks for passage in own.passages)
    mentions, voices = (_joined(corpus.blocks, part) for part in ("mentions", "voices"))
    starts = text_offsets(voices[:, 0], voices[:, 1])
    begins = text_offsets(mentions[:, 0], mentions[:, 1])
    within: Numbers = (np.searchsorted(starts, begins, side="right") - 1).astype(np.int32)
    entities = tuple(atlas.entities)
    entity = _translate(corpus.names, _numbered(entities))[mentions[:, 3]]
    known = entity >= 0
    return Index(
        passages,
        passage_of=voices[:, 0].copy(),
        attributed=voices[:, 3] == 1,
        facets=_facets(atlas, corpus, mentions, voices, within)
        | {"assessments": _assessed(atlas, passages, voices)},
        naming=Postings.of(entities, entity, mentions[:, 0]),
        named_spans=Postings.of(entities, entity, within),
        mentions=(entity[known], within[known]),
        spoken_from=text_offsets(voices[:, 0], voices[:, 6]),
    )


def _facets(
    atlas: Atlas, corpus: Corpus, mentions: Columns, voices: Columns, within: Numbers
) -> dict[str, Postings]:
    """The facets whose values the columns hold. within: of every mention, the span in which it begins."""
    actors, places = tuple(dict.fromkeys((*atlas.groups, *atlas.actors))), tuple(atlas.places)
    number = _numbered(actors)
    group = {actor.id: number[actor.group] for actor in atlas.actors.values() if not actor.alleged}
    acting, sides, placed = (
        _translate(corpus.names, table)[mentions[:, 3]] for table in (number, group, _numbered(places))
    )
    speaking = (*VOICES, *atlas.entities)
    speakers = _translate(corpus.names, _numbered(speaking))[voices[:, 4]]
    spans = np.arange(len(voices), dtype=np.int32)
    document_of = np.repeat(np.arange(len(corpus.blocks)), [len(own.passages) for own in corpus.blocks])
    return {
        "actors": Postings.of(actors, np.stack((sides, acting), 1).ravel(), np.repeat(within, 2)),
        "topics": _filed(atlas, corpus, voices),
        "places": Postings.of(places, placed, within),
        "voices": Postings.of(speaking, np.stack((voices[:, 3], speakers), 1).ravel(), np.repeat(spans, 2)),
        "documents": Postings.of([own.document for own in corpus.blocks], document_of[voices[:, 0]], spans),
    }


def _filed(atlas: Atlas, corpus: Corpus, voices: Columns) -> Postings:
    """Topic -> all spans of the passages that are filed under it."""
    topics = _joined(corpus.blocks, "topics")
    passages = sum(len(own.passages) for own in corpus.blocks)
    first = np.searchsorted(voices[:, 0], np.arange(passages + 1))
    many = np.diff(first)[topics[:, 0]]
    spans = np.repeat(first[topics[:, 0]] - np.cumsum(many) + many, many) + np.arange(many.sum())
    topic = _translate(corpus.names, _numbered(tuple(atlas.topics)))[topics[:, 1]]
    return Postings.of(tuple(atlas.topics), np.repeat(topic, many), spans)


def _numbered(values: Sequence[str]) -> dict[str, int]:
    return {value: n for n, value in enumerate(values)}


def _assessed(atlas: Atlas, passages: Sequence[str], voices: Columns) -> Postings:
    """Our assessment -> the spans that a statement of it reaches into."""
    stated = {s.passage for s in atlas.statements.values()}
    found: set[tuple[int, int]] = set()
    numbers = [n for n, passage in enumerate(passages) if passage in stated]
    own = np.array(numbers, dtype=voices.dtype)  # of another type, all rows would be converted
    firsts, lasts = (np.searchsorted(voices[:, 0], own + more).tolist() for more in (0, 1))
    for number, first, last in zip(numbers, firsts, lasts, strict=True):
        for s in atlas.statements_of[passages[number]]:
            overlapping = [n for n in range(first, last) if s.start < voices[n, 2] and voices[n, 1] < s.end]
            found.update((ASSESSMENTS.index(s.assessment), n) for n in overlapping)
    pairs = np.array(sorted(found), dtype=np.int32).reshape(-1, 2)
    return Postings.of(ASSESSMENTS, pairs[:, 0], pairs[:, 1])


def everything(atlas: Atlas) -> Corpus:
    """The blocks of all documents: those of data/files first, then those that were added."""
    fresh = _curated_blocks(atlas.base or atlas)
    corpus = atlas.overlay.corpus if atlas.overlay else Corpus()
    return corpus.update([*fresh, *(b.document for b in corpus.blocks if b.document not in fresh)], fresh)


@cached_per_atlas
def _curated_blocks(base: Atlas) -> Mapping[str, Block]:
    own: dict[str, list[str]] = {document: [] for document in base.documents}
    for passage in base.passages.values():
        own[passage.document].append(passage.id)
    return {document: _block(base, document, passages) for document, passages in own.items()}


def _block(atlas: Atlas, document: str, passages: Sequence[str]) -> Block:
    texts = {p: atlas.texts.get(p, "") for p in passages}
    mentions = [m for p in passages for m in atlas.mentions_of[p]]
    voices = [v for p in passages for v in atlas.voices_of[p]]
    return block(document, texts, mentions, voices, {p: atlas.passages[p].topics for p in passages})


def _joined(blocks: Sequence[Block], part: str) -> Columns:
    """The columns of all blocks in one array, passages counted through."""
    if not blocks:
        return np.zeros((0, WIDTHS[part]), dtype=np.int32)
    sizes = [len(own.passages) for own in blocks]
    arrays = [getattr(own, part) for own in blocks]
    joined: Columns = np.concatenate(arrays)
    joined[:, 0] += np.repeat(np.cumsum(sizes) - sizes, [len(a) for a in arrays]).astype(np.int32)
    return joined


def text_offsets(passages: Any, offsets: Any) -> NDArray[np.int64]:
    """Places in the text of all passages together, as numbers that ascend in reading order."""
    return np.asarray(passages, dtype=np.int64) * FEW + np.asarray(offsets, dtype=np.int64)


def _translate(names: Sequence[str], table: Mapping[str, int]) -> Numbers:
    """Code of a name -> code in `table`; -1 where it has none, and for -1 itself."""
    return np.array([*(table.get(name, -1) for name in names), -1], dtype=np.int32)
