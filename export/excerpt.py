"""What a file carries of the documents that people added: those with passages in view, whole or not at all,
as far as they fit.

A file is handed on, so it holds no more of others' texts than its view shows: the overlay is cut down to
these documents and to the rows they name, laid over the curated files again, and the same choice is made from
that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from data.atlas.atlas import Atlas
from data.atlas.blocks import Block, Corpus
from data.atlas.cache import cached_per_atlas
from data.atlas.join import SINGLY
from data.index.index import Index
from data.query.selection import Selection, is_focus
from data.query.story import quoted_passages, step_selection, story_problems
from data.query.view import View, select
from data.tables.model import Document, Step
from export.overlay_excerpt import OverlayExcerpt, cut_overlay, document_of_passage, joined_atlas

MOST, LONGEST = SINGLY, 500_000  # passages of added documents in a file, and characters of theirs


@dataclass(frozen=True, eq=False)
class Excerpt:
    """The view that a file is made of, and the steps of the ordered story that can be told from it."""

    view: View
    story: tuple[Step, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """The added documents that the file carries."""
        return excerpted_additions(self.view.atlas)

    @property
    def left(self) -> int:
        """How many added documents with passages in view it does not carry."""
        part = carried_overlay(self.view.atlas)
        return part.left if part else 0


def excerpt(view: View, story: tuple[Step, ...] = (), *, curated: bool = False) -> Excerpt:
    """What a file may hold of a view and a story; with `curated`, nothing of added documents. A filter that
    names a document which is not carried stays, so that it finds nothing more. Raises
    data.store.StoreDown."""
    return _with_documents(view.atlas, view.selection, story, curated=curated)


def carried_overlay(atlas: Atlas) -> OverlayExcerpt | None:
    """What was carried into an atlas, if it was made here of one with added documents."""
    return atlas.overlay if isinstance(atlas.overlay, OverlayExcerpt) else None


def excerpted_additions(atlas: Atlas) -> tuple[str, ...]:
    """The added documents of an atlas that have passages in it."""
    part = carried_overlay(atlas)
    return (
        part.document_ids
        if part
        else tuple(own.document for own in atlas.overlay.corpus.blocks)
        if atlas.overlay
        else ()
    )


@cached_per_atlas
def _with_documents(atlas: Atlas, chosen: Selection, story: tuple[Step, ...], *, curated: bool) -> Excerpt:
    overlay = atlas.overlay
    if atlas.base is None or overlay is None:
        return Excerpt(select(atlas, chosen), story)
    choices = (chosen, *(step_selection(atlas, step) for step in story))
    passages = [passage for step in story for passage in quoted_passages(atlas, step)]
    wanted = in_view(select(atlas, chosen), choices, passages)
    taken = () if curated else documents_that_fit(overlay.corpus, wanted)
    ids = {key for choice in choices for key in _named(choice)} | {
        key for step in story for key in step.frame
    }
    documents = {*taken, *(key for choice in choices for key in choice.documents)}
    part = cut_overlay(atlas.base, overlay, taken, documents, ids, len(wanted) - len(taken), curated=curated)
    cut = joined_atlas(atlas.base, part)
    kept_focus = not chosen.focus or is_focus(cut, chosen.focus)
    view = select(cut, chosen if kept_focus else replace(chosen, focus=None))
    return Excerpt(view, tuple(filter(None, (_tellable(cut, step) for step in story))))


def in_view(view: View, choices: Sequence[Selection] = (), passages: Sequence[str] = ()) -> tuple[str, ...]:
    """The added documents in view. First those that are asked for by name, of single passages or in the
    filters of a story's steps; then those of the focus, where no filter narrows, and of what is chosen."""
    looked_at = filter(None, (_looked_at(view.atlas, choice) for choice in choices))
    panel = () if view.selection.filtered else view.panel
    found = dict.fromkeys(map(document_of_passage, (*passages, *looked_at)))
    found |= dict.fromkeys(key for choice in choices[1:] for key in choice.documents)
    found |= dict.fromkeys(map(document_of_passage, panel))
    found |= {key: None for key, n in Index.of(view.atlas).documents.among(view.possible).items() if n}
    blocks = view.atlas.overlay.corpus.of if view.atlas.overlay else {}
    return tuple(key for key in found if key in blocks)


def _looked_at(atlas: Atlas, choice: Selection) -> str:
    """The passage that a choice is about, itself or for a statement in it; "" for none."""
    kind, _, key = choice.in_focus.partition(":")
    if kind == "statement":
        return atlas.statements[key].passage if key in atlas.statements else ""
    return key if kind == "passage" else ""


def documents_that_fit(corpus: Corpus, documents: Iterable[str]) -> tuple[str, ...]:
    """As many of the documents as a file has room for, each whole, in the order of the store."""
    passages, characters, taken = MOST, LONGEST, set[str]()
    for key in documents:
        own = corpus.of[key]
        if len(own.passages) <= passages and (size := _size(own)) <= characters:
            passages, characters = passages - len(own.passages), characters - size
            taken.add(key)
    return tuple(own.document for own in corpus.blocks if own.document in taken)


def _size(own: Block) -> int:
    """How many characters a document has: its voices cover every passage."""
    ends = np.zeros(len(own.passages), dtype=np.int64)
    np.maximum.at(ends, own.voices[:, 0], own.voices[:, 2])
    return int(ends.sum())


def _named(chosen: Selection) -> Iterable[str]:
    """The ids of entities that a choice names."""
    return (*chosen.actors, *chosen.places, *chosen.voices, chosen.in_focus.partition(":")[2])


def _tellable(atlas: Atlas, step: Step) -> Step | None:
    """A step as this atlas can tell it: without sources that are not here; None where its view or words are
    not."""
    known = step.model_copy(update={"sources": tuple(key for key in step.sources if key in atlas.sources)})
    return None if next(story_problems(atlas, [known]), None) else known


def quoted_documents(atlas: Atlas) -> tuple[Document, ...]:
    """The documents that a file quotes from: those of the files, then the added ones that it carries."""
    base = atlas.base or atlas
    return (*base.documents.values(), *(atlas.documents[key] for key in excerpted_additions(atlas)))
