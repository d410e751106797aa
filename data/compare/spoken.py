"""The words of a document that speak of an entity: those that name it, and those of statements that concern
it without naming it. Every table, map and count of documents side by side goes by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.facts.statements import subjects
from data.index.index import NONE, Index


class PassageSpan(NamedTuple):
    """Words of a passage."""

    passage: str
    start: int
    end: int


def document_passages(atlas: Atlas, document: str) -> tuple[str, ...]:
    """The passages of a document, in order. Raises KeyError for one that is not there."""
    if document not in atlas.documents:
        raise KeyError(document)
    index = Index.of(atlas)
    return tuple(index.passages[n] for n in index.documents.get(document, NONE).tolist())


@cached_per_atlas
def spoken_of(atlas: Atlas, document: str) -> Mapping[str, tuple[PassageSpan, ...]]:
    """Entity -> the words of the document that speak of it, in reading order."""
    found = defaultdict[str, list[PassageSpan]](list)
    for passage in document_passages(atlas, document):
        here = defaultdict[str, list[PassageSpan]](list)
        for m in atlas.mentions_of[passage]:
            here[m.entity].append(PassageSpan(passage, m.start, m.end))
        for s in atlas.statements_of[passage]:
            for key in subjects(atlas)[s.id]:
                if not any(word.start < s.end and s.start < word.end for word in here[key]):
                    here[key].append(PassageSpan(passage, s.start, s.end))
        for key, words in here.items():
            found[key] += sorted(words)
    return {key: tuple(words) for key, words in found.items()}
