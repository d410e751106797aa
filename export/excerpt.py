"""What a file carries of the documents that people added: those with passages in view, whole or not at all,
as far as they fit.

A file is handed on, so it holds no more of others' texts than its view shows: the overlay is cut down to
these documents and to the rows they name, laid over the curated files again, and the same choice is made from
that."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np

from data.atlas.atlas import Atlas
from data.atlas.blocks import Block, Corpus
from data.atlas.cache import cached_per_atlas
from data.atlas.join import SINGLY, join
from data.atlas.overlay import Content, Overlay
from data.documents.schema import KINDS
from data.documents.store import StoreDown
from data.index.index import Index
from data.query.selection import Selection, is_focus
from data.query.story import quoted_passages, step_selection, story_problems
from data.query.view import View, select
from data.tables.columns import references, referred_keys
from data.tables.model import Corroboration, Document, Evidence, Row, Statement, Step
from data.tables.model.comparisons import ComparedPair
from data.tables.model.translations import OwnTranslation
from data.text.normalize import fold

MOST, LONGEST = SINGLY, 500_000  # passages of added documents in a file, and characters of theirs
UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+"
)  # but not what joins letters
R = TypeVar("R", bound=Row)
Rows = dict[str, dict[Any, Row]]  # by table and key
TURNING = dict.fromkeys(range(0x202A, 0x202F))  # what turns round the direction of what follows
STEERING = TURNING | dict.fromkeys(range(0x2066, 0x206A))
BREAKING = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")


@dataclass(frozen=True, eq=False)
class OverlayExcerpt(Overlay):
    """The part of an overlay that a file carries. document_ids: of its documents; others that a filter names
    have a row, no passages.

    left: how many documents with passages in view are not carried; curated_only: because none was to be.
    """

    document_ids: tuple[str, ...] = ()
    left: int = 0
    curated_only: bool = False


@dataclass(frozen=True, eq=False)
class Excerpt:
    """The view that a file is made of, and the steps of the ordered story that can be told from it."""

    view: View
    story: tuple[Step, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """The added documents that the file carries."""
        return added(self.view.atlas)

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


def added(atlas: Atlas) -> tuple[str, ...]:
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
    part = _cut(atlas.base, overlay, taken, documents, ids, len(wanted) - len(taken), curated=curated)
    cut = _joined(atlas.base, part)
    kept_focus = not chosen.focus or is_focus(cut, chosen.focus)
    view = select(cut, chosen if kept_focus else replace(chosen, focus=None))
    return Excerpt(view, tuple(filter(None, (_tellable(cut, step) for step in story))))


def in_view(view: View, choices: Sequence[Selection] = (), passages: Sequence[str] = ()) -> tuple[str, ...]:
    """The added documents in view. First those that are asked for by name, of single passages or in the
    filters of a story's steps; then those of the focus, where no filter narrows, and of what is chosen."""
    looked_at = filter(None, (_looked_at(view.atlas, choice) for choice in choices))
    panel = () if view.selection.filtered else view.panel
    found = dict.fromkeys(map(_document, (*passages, *looked_at)))
    found |= dict.fromkeys(key for choice in choices[1:] for key in choice.documents)
    found |= dict.fromkeys(map(_document, panel))
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


def sanitize_inline(text: str) -> str:
    """A text that stands within a line, without characters that steer the line or break it."""
    return " ".join(UNSEEN.sub(" ", text).split())


def strip_bidi_controls(text: str) -> str:
    """A quotation without the characters that turn round what follows them or break its lines: its letters
    stay as they are."""
    return text.translate(STEERING | BREAKING)


def _size(own: Block) -> int:
    """How many characters a document has: its voices cover every passage."""
    ends = np.zeros(len(own.passages), dtype=np.int64)
    np.maximum.at(ends, own.voices[:, 0], own.voices[:, 2])
    return int(ends.sum())


def _document(passage: str) -> str:
    return passage.rpartition(".p")[0]


def _cut(
    base: Atlas,
    overlay: Overlay,
    taken: tuple[str, ...],
    documents: set[str],
    ids: set[str],
    left: int,
    *,
    curated: bool,
) -> OverlayExcerpt:
    """The overlay with the documents taken, their rows and those with `ids`, and the other spellings.
    documents: these and those that a filter names."""
    blocks = tuple(overlay.corpus.of[key] for key in taken)
    codes = {
        code
        for own in blocks
        for code in (*own.mentions[:, 3].tolist(), *own.voices[:, 4].tolist())
        if code >= 0
    }
    named: set[Any] = (
        ids
        | _bound(base, overlay, taken)
        | {overlay.corpus.names[code] for code in codes}
        | {source for key in taken for source in overlay.documents[key].sources}
    )
    texts = {key: overlay.read(key) for key in taken}
    if missing := [key for key in taken if overlay.corpus.of[key].passages and not texts[key].texts]:
        raise StoreDown(", ".join(missing))
    return OverlayExcerpt(
        version=1,
        documents={key: _tamed(row) for key, row in overlay.documents.items() if key in documents},
        corpus=Corpus(overlay.corpus.names, blocks),
        rows=_carried(_rows(overlay.rows, named), base, taken),
        spellings=() if curated else overlay.spellings,
        read=lambda key: texts.get(key, Content()),
        folded=lambda: {
            key: "\n".join(fold(text).text for text in content.texts) for key, content in texts.items()
        },
        document_ids=taken,
        left=left,
        curated_only=curated,
    )


def _bound(base: Atlas, overlay: Overlay, taken: Container[str]) -> set[Any]:
    """The keys of what was written of the documents taken: statements, the evidence on them, ties to records
    of aid, translations; and of decisions on pairs both sides of which the file carries."""

    def rows(schema: type[R]) -> list[tuple[Any, R]]:
        found = overlay.rows.get(schema.table, {}).items()
        return [(key, row) for key, row in found if isinstance(row, schema)]

    stated = {key for key, row in rows(Statement) if _document(row.passage) in taken}
    pieces = {key for key, row in rows(Evidence) if row.statement in stated}
    tied = {key for key, row in rows(Corroboration) if _document(row.passage or "") in taken}
    translated = {key for key, row in rows(OwnTranslation) if row.document in taken}
    compared = {
        key
        for key, row in rows(ComparedPair)
        if all(side in base.passages or _document(side) in taken for side in (row.one, row.other))
    }
    return stated | pieces | tied | translated | compared


def _carried(rows: Rows, base: Atlas, taken: Container[str]) -> Rows:
    """The rows; evidence that a passage gives which the file does not carry keeps its source alone, and who
    decided of a pair is told to nobody outside."""
    for key, row in rows.get(ComparedPair.table, {}).items():
        rows[ComparedPair.table][key] = row.model_copy(update={"by": ""})
    pieces = rows.get(Evidence.table, {})
    for key, row in pieces.items():
        passage = getattr(row, "passage", None)
        if passage and passage not in base.passages and _document(passage) not in taken:
            pieces[key] = row.model_copy(update={"passage": None})
    return rows


def _named(chosen: Selection) -> Iterable[str]:
    """The ids of entities that a choice names."""
    return (*chosen.actors, *chosen.places, *chosen.voices, chosen.in_focus.partition(":")[2])


def _rows(rows: Mapping[str, Mapping[Any, Row]], ids: set[Any]) -> Rows:
    """The rows of these keys, and those that they refer to."""
    found: Rows = {}
    while ids:
        fresh = {
            (table, key): row for table, own in rows.items() for key in ids & own.keys() if (row := own[key])
        }
        for (table, key), row in sorted(fresh.items(), key=lambda pair: pair[0]):
            found.setdefault(table, {})[key] = _tamed(row)
        ids = {key for (table, _), row in fresh.items() for key in _referred(KINDS[table], row)}.difference(
            *found.values()
        )
    return found


def _referred(schema: type[Row], row: Row) -> Iterable[str]:
    for column in references(schema):
        yield from referred_keys(getattr(row, column))


def _tamed(row: R) -> R:
    """A row whose words cannot steer the line they stand in; of a quotation, the letters stay."""
    words = {
        field: value
        for field in type(row).model_fields
        if isinstance(value := getattr(row, field), str) and value
    }
    tamed = {
        field: (strip_bidi_controls(value) if field == "quote" else sanitize_inline(value)) or "—"
        for field, value in words.items()
    }
    changed = {field: value for field, value in tamed.items() if value != words[field]}
    return row.model_copy(update=changed) if changed else row


def _joined(base: Atlas, part: OverlayExcerpt) -> Atlas:
    """The curated atlas with a part of the overlay; its version names what was added by a hash of it."""
    cut = join(base, part)
    documents = [
        json.loads(part.documents[key].model_dump_json()) | _document_json(part, part.corpus.of[key])
        for key in part.document_ids
    ]
    rows = [
        row.model_dump(mode="json")
        for table in sorted(part.rows)
        for _, row in sorted(part.rows[table].items())
    ]
    spellings = sorted([one.entity, one.lang, one.text] for one in part.spellings)
    if not any((documents, rows, spellings)):
        digest = base.digest
    else:
        written = json.dumps([documents, rows, spellings], ensure_ascii=False, sort_keys=True)
        digest = f"{base.digest}+{hashlib.sha256(written.encode()).hexdigest()}"
    return replace(cut, digest=digest)


def _document_json(part: OverlayExcerpt, own: Block) -> dict[str, Any]:
    """A document's content as it stands in the file: its text, and its marks with names in place of codes."""
    names = (*part.corpus.names, None)
    content = part.read(own.document)
    return {
        "texts": content.texts,
        **({"pages": content.pages} if content.pages else {}),
        "figures": [figure.model_dump(mode="json") for figure in content.figures],
        "mentions": [(p, s, e, names[code], form) for p, s, e, code, form in own.mentions.tolist()],
        "voices": [(p, s, e, v, names[code], m) for p, s, e, v, code, m, _ in own.voices.tolist()],
        "topics": [(p, names[code]) for p, code in own.topics.tolist()],
    }


def _tellable(atlas: Atlas, step: Step) -> Step | None:
    """A step as this atlas can tell it: without sources that are not here; None where its view or words are
    not."""
    known = step.model_copy(update={"sources": tuple(key for key in step.sources if key in atlas.sources)})
    return None if next(story_problems(atlas, [known]), None) else known


def quoted_documents(atlas: Atlas) -> tuple[Document, ...]:
    """The documents that a file quotes from: those of the files, then the added ones that it carries."""
    base = atlas.base or atlas
    return (*base.documents.values(), *(atlas.documents[key] for key in added(atlas)))
