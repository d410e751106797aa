"""The part of the added documents that a file carries: an overlay cut down to some of them and to the rows
they name, laid over the curated files again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from data.atlas.atlas import Atlas
from data.atlas.blocks import Block, Corpus
from data.atlas.case import Case
from data.atlas.join import join
from data.atlas.overlay import Content, Overlay
from data.documents.schema import KINDS
from data.documents.store import StoreDown
from data.tables.columns import references, referred_keys
from data.tables.model import Corroboration, Event, Evidence, Row, Statement
from data.tables.model.aid import OwnAid
from data.tables.model.comparisons import ComparedPair
from data.tables.model.translations import OwnTranslation
from data.text.normalize import fold
from export.untrusted_text import sanitize_inline, strip_bidi_controls

R = TypeVar("R", bound=Row)
Rows = dict[str, dict[Any, Row]]  # by table and key


@dataclass(frozen=True, eq=False)
class OverlayExcerpt(Overlay):
    """The part of an overlay that a file carries. document_ids: of its documents; others that a filter names
    have a row, no passages.

    left: how many documents with passages in view are not carried; curated_only: because none was to be.
    """

    document_ids: tuple[str, ...] = ()
    left: int = 0
    curated_only: bool = False


def document_of_passage(passage: str) -> str:
    """The added document of a passage."""
    return passage.rpartition(".p")[0]


def cut_overlay(
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
        case=_tamed_case(overlay.case),
        document_ids=taken,
        left=left,
        curated_only=curated,
    )


def _tamed_case(case: Case) -> Case:
    return replace(case, name_en=sanitize_inline(case.name_en), name_ar=sanitize_inline(case.name_ar))


def _bound(base: Atlas, overlay: Overlay, taken: Container[str]) -> set[Any]:
    """The keys of what was written of the documents taken: statements, the evidence on them, ties to records
    of aid, translations; and of decisions on pairs both sides of which the file carries."""

    def rows(schema: type[R]) -> list[tuple[Any, R]]:
        found = overlay.rows.get(schema.table, {}).items()
        return [(key, row) for key, row in found if isinstance(row, schema)]

    stated = {key for key, row in rows(Statement) if document_of_passage(row.passage) in taken}
    pieces = {key for key, row in rows(Evidence) if row.statement in stated}
    translated = {key for key, row in rows(OwnTranslation) if row.document in taken}
    made = [(key, row.passages) for key, row in rows(OwnAid)]
    made += [(key, row.passages) for key, row in rows(Event)]
    told = {key for key, own in made if all(document_of_passage(passage) in taken for passage in own)}
    tied = {
        key
        for key, row in rows(Corroboration)
        if document_of_passage(row.passage or "") in taken and (row.aid in base.aid or row.aid in told)
    }
    compared = {
        key
        for key, row in rows(ComparedPair)
        if all(side in base.passages or document_of_passage(side) in taken for side in (row.one, row.other))
    }
    return stated | pieces | tied | translated | told | compared


def _carried(rows: Rows, base: Atlas, taken: Container[str]) -> Rows:
    """The rows; evidence that a passage gives which the file does not carry keeps its source alone, and who
    decided of a pair is told to nobody outside."""
    for key, row in rows.get(ComparedPair.table, {}).items():
        rows[ComparedPair.table][key] = row.model_copy(update={"by": ""})
    pieces = rows.get(Evidence.table, {})
    for key, row in pieces.items():
        passage = getattr(row, "passage", None)
        if passage and passage not in base.passages and document_of_passage(passage) not in taken:
            pieces[key] = row.model_copy(update={"passage": None})
    return rows


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


def joined_atlas(base: Atlas, part: OverlayExcerpt) -> Atlas:
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
