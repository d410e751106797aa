"""Search over all documents: which of them answer the reader's words best, which of their passages, and a
piece of each to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.index.index import Index
from data.index.postings import Numbers
from data.index.search import entities_named, find, occurrences
from data.text.normalize import fold

SATURATION = 1.2  # how soon more of the same word stops to matter (as in BM25)
BEFORE, AROUND = 70, 220  # letters shown before the first hit, and in all


@dataclass(frozen=True, eq=False)
class Ranking:
    """What answers a search. documents: the best first. passages: numbers of the passages found, the best
    first, with their documents."""

    documents: tuple[str, ...]
    passages: Numbers
    within: NDArray[np.int32]
    index: Index

    def of(self, document: str, most: int) -> tuple[tuple[str, ...], int]:
        """The best passages of a document, and how many it has in all."""
        own = self.passages[self.within == self.index.documents.at.get(document, -1)]
        return tuple(self.index.passages[n] for n in own[:most].tolist()), len(own)


@cached_per_atlas
def ranking(atlas: Atlas, query: str) -> Ranking:
    """Documents in which a passage has all the words, by their best passage, rare words counting more; those
    whose title or author has them come first."""
    index = Index.of(atlas)
    numbers = find(atlas, query).ids.numbers
    scores = np.sum(
        [_score(atlas, word) for word in find(atlas, query).words] or [np.zeros(len(index.passages))], axis=0
    )[numbers]
    order = np.argsort(-scores, kind="stable")
    passages, within = numbers[order], index.documents.codes[numbers[order]]
    found, first = np.unique(within, return_index=True)
    named = [d for d, text in _titles(atlas).items() if fold(query).text in text]
    ranked = [index.documents.values_[n] for n in found[np.argsort(first)].tolist()]
    return Ranking(tuple(dict.fromkeys([*named, *ranked])), passages, within, index)


def snippet(text: str, hits: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where to cut a passage so that its first hit is seen: about AROUND letters, between words."""
    start = max(0, hits[0][0] - BEFORE) if hits else 0
    end = min(len(text), start + AROUND)
    if start and " " in text[start : start + 30]:
        start = text.index(" ", start) + 1
    if end < len(text) and " " in text[end - 30 : end]:
        end = text.rindex(" ", start, end)
    return start, max(end, hits[0][1] if hits else 0)


@cached_per_atlas
def _score(atlas: Atlas, word: str) -> NDArray[np.float64]:
    """For each passage, how much it has of a word, or of what the word names; rare words weigh more."""
    index = Index.of(atlas)
    size = len(index.passages)
    spots = [number for number, _ in occurrences(atlas, word)]
    often = np.bincount(np.array(spots, dtype=np.int64), minlength=size).astype(np.float64)
    often += index.naming.mask(entities_named(atlas, word), size)
    having = np.count_nonzero(often)
    return np.asarray(
        np.log(1 + (size - having + 0.5) / (having + 0.5)) * often * (SATURATION + 1) / (often + SATURATION)
    )


@cached_per_atlas
def _titles(atlas: Atlas) -> dict[str, str]:
    """Document -> its titles and authors, folded."""
    return {
        key: fold(f"{d.title} · {d.title_en} · {d.author} · {d.author_en}").text
        for key, d in atlas.documents.items()
    }
