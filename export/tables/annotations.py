"""Passages, mentions, statements, records of aid, events and decided pairs as W3C Web Annotations (JSON-LD):
each points at the exact words of the document, by quotation and by position. Positions count Unicode code
points in the document's text file, which is named by its hash (RFC 6920)."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.compare.decisions import decided_pairs, decided_spans
from data.facts.origin import is_added
from data.i18n import Text, author
from data.index.index import NONE, Index
from data.query.view import View
from data.tables.files import FILES
from data.tables.model import Document
from data.tables.vocab import LANGS
from export.about import plain_label
from export.excerpt import excerpted_additions
from export.tables.annotated_records import remarks
from export.tables.places import file_notes, uuid
from ui.sentences.comparisons import verdict
from ui.sentences.editions import edition_cell

AROUND = 32  # characters of the text on either side of a quotation
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DC = "http://purl.org/dc/terms/"
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "about": f"{DC}description",
        "title": f"{DC}title",
        "author": "http://purl.org/dc/elements/1.1/creator",
        "date": f"{DC}date",
    },
]


def web_annotations(view: View, t: Text) -> bytes:
    """The chosen passages (gist and topics), every mention and statement in them, the records of aid and
    events that they speak of, and the pairs of which they are a side, as one page of annotations."""
    items = [
        item
        for passage in view.passages
        for item in (
            _passage(view.atlas, passage),
            *_mentions(view.atlas, passage),
            *_statements(view.atlas, passage),
            *_remarks(view.atlas, passage),
        )
    ]
    items += _comparisons(view.atlas, set(view.passages))
    whole = {
        "id": f"urn:uuid:{uuid(view.atlas.digest, *view.passages)}",
        "type": "AnnotationCollection",
        "total": len(items),
    }
    page = {
        "@context": CONTEXT,
        "id": f"{whole['id']}#1",
        "type": "AnnotationPage",
        "about": file_notes(view, t),
        "rights": LICENCE,
    }
    return (
        json.dumps(page | {"partOf": whole, "startIndex": 0, "items": items}, ensure_ascii=False, indent=1)
        + "\n"
    ).encode()


@cached_per_atlas(size=16)
def document_text(atlas: Atlas, document: str) -> tuple[str, str]:
    """The text that positions count in, and its name: the file as it is kept; of an added document, its
    passages line by line; else the passages with an empty line between."""
    path = FILES / "documents" / atlas.documents[document].text
    if document in excerpted_additions(atlas):
        raw = "\n".join(atlas.texts[key] for key in passages_of(atlas, document)).encode()
    elif path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == atlas.documents[document].sha256:
        raw = path.read_bytes()
    else:
        raw = "\n\n".join(atlas.texts[key] for key in passages_of(atlas, document)).encode()
    name = base64.urlsafe_b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")
    return raw.decode("utf-8"), f"ni:///sha-256;{name}"


def passages_of(atlas: Atlas, document: str) -> list[str]:
    """Ids of a document's passages, in order."""
    index = Index.of(atlas)
    return [index.passages[n] for n in index.documents.get(document, NONE).tolist()]


@cached_per_atlas(size=1024)
def passage_starts(atlas: Atlas, document: str) -> dict[str, int]:
    """Passage id -> where it starts in its document's text: the passages are looked for one after the
    other."""
    text, _ = document_text(atlas, document)
    found, after = {}, 0
    for key in passages_of(atlas, document):
        found[key] = text.index(atlas.texts[key], after)
        after = found[key] + len(atlas.texts[key])
    return found


def target(atlas: Atlas, passage: str, start: int, end: int) -> dict[str, Any]:
    """The words passage[start:end] as the target of an annotation."""
    document = atlas.documents[atlas.passages[passage].document]
    text, name = document_text(atlas, document.id)
    at = passage_starts(atlas, document.id)[passage]
    least, most = 0, len(text)
    if is_added(atlas, passage):  # the passages around it may be out of view
        least, most = at, at + len(atlas.texts[passage])
    first, last = at + start, at + end
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[first:last],
        "prefix": text[max(least, first - AROUND) : first],
        "suffix": text[last : min(last + AROUND, most)],
    }
    position = {"type": "TextPositionSelector", "start": first, "end": last}
    return {
        "type": "SpecificResource",
        "source": {"id": name, "type": "Text", "language": document.language, **_document_metadata(document)},
        "selector": [quote, position],
    }


def _document_metadata(document: Document) -> dict[str, str]:
    """Title, author and date of a document, as far as they are known."""
    known = (("title", document.title), ("author", author(document, "ar")), ("date", document.date))
    return {key: text for key, text in known if text}


def _passage(atlas: Atlas, key: str) -> dict[str, Any]:
    """What a passage says and is about; of one in an added document, only what it is about: nobody has put it
    in other words."""
    row, own = atlas.passages[key], is_added(atlas, key)
    gists = [] if own else [_text(getattr(row, f"gist_{lang}"), lang, "describing") for lang in ("en", "ar")]
    topics = [
        _text(getattr(atlas.topics[t], f"name_{lang}"), lang, "classifying")
        for t in row.topics
        for lang in ("en", "ar")
    ]
    motivation = "describing" if gists else "classifying" if topics else "highlighting"
    return _annotation(
        motivation, ("passage", key), [*gists, *topics], target(atlas, key, 0, len(atlas.texts[key]))
    )


def _mentions(atlas: Atlas, passage: str) -> list[dict[str, Any]]:
    found = []
    for m in atlas.mentions_of[passage]:
        entity = atlas.entities[m.entity]
        bodies = [_text(entity.name_en, "en", "tagging"), _text(entity.name_ar, "ar", "tagging")]
        if entity.wikidata:
            named = f"http://www.wikidata.org/entity/{entity.wikidata}"
            bodies.append({"type": "SpecificResource", "source": named, "purpose": "identifying"})
        what = ("mention", passage, str(m.start), str(m.end), m.entity)
        found.append(_annotation("identifying", what, bodies, target(atlas, passage, m.start, m.end)))
    return found


def _statements(atlas: Atlas, passage: str) -> list[dict[str, Any]]:
    """What the statements of a passage say in plain words, and how each was assessed and by whom."""
    found = []
    for row in atlas.statements_of[passage]:
        bodies = [_text(row.says_en, "en", "describing"), _text(row.says_ar, "ar", "describing")]
        for lang in LANGS:
            t = atlas.text(lang)
            assessment = (t(f"assessment.{row.assessment}"), edition_cell(atlas, row, t))
            if value := t.name(row, "value"):
                bodies.append(_text(value, lang, "describing"))
            bodies.append(_text(" · ".join(assessment), lang, "assessing"))
        what = ("statement", row.id)
        found.append(_annotation("assessing", what, bodies, target(atlas, passage, row.start, row.end)))
    return found


def _remarks(atlas: Atlas, passage: str) -> list[dict[str, Any]]:
    """The records of aid and events that a passage speaks of, each as a link from its words."""
    return [
        _annotation(
            "linking",
            one.what,
            [_text(said, lang, "linking") for lang, said in one.said.items()],
            target(atlas, passage, *one.span),
        )
        for one in remarks(atlas, passage)
    ]


def _comparisons(atlas: Atlas, chosen: set[str]) -> list[dict[str, Any]]:
    """The decided pairs of which a side is chosen: from the words of one side to those of the other, with
    what was decided."""
    found = []
    for row in decided_pairs(atlas).values():
        if {row.one, row.other} & chosen:
            here, there = (target(atlas, *spot) for spot in decided_spans(row))
            said = [_text(plain_label(verdict(row, atlas.text(lang))), lang, "commenting") for lang in LANGS]
            bodies = [there | {"purpose": "linking"}, *said]
            found.append(_annotation("linking", ("comparison", row.id), bodies, here))
    return found


def _text(value: str, lang: str, purpose: str) -> dict[str, Any]:
    return {
        "type": "TextualBody",
        "value": value,
        "language": lang,
        "format": "text/plain",
        "purpose": purpose,
    }


def _annotation(
    motivation: str, what: tuple[str, ...], body: list[dict[str, Any]], where: dict[str, Any]
) -> dict[str, Any]:
    whole = {
        "id": f"urn:uuid:{uuid(*what)}",
        "type": "Annotation",
        "motivation": motivation,
        "body": body,
        "target": where,
    }
    return whole if body else {key: value for key, value in whole.items() if key != "body"}
