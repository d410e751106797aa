"""Passages and mentions as W3C Web Annotations (JSON-LD): each points at the exact words of the document, by quotation and by
position. Positions count Unicode code points in the document's text file, which is named by its hash (RFC 6920)."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from typing import Any

from data.atlas import FILES, Atlas
from data.select import View
from data.words import Lang
from export.places import told, uuid

AROUND = 32  # characters of the text on either side of a quotation
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"about": "http://purl.org/dc/terms/description"}]


def web_annotations(view: View, lang: Lang) -> bytes:
    """The chosen passages (gist and topics) and every mention in them, as one page of annotations."""
    items = [item for passage in view.passages for item in (_passage(view.atlas, passage), *_mentions(view.atlas, passage))]
    whole = {"id": f"urn:uuid:{uuid(view.atlas.digest, *view.passages)}", "type": "AnnotationCollection", "total": len(items)}
    page = {"@context": CONTEXT, "id": f"{whole['id']}#1", "type": "AnnotationPage", "about": told(view, lang), "rights": LICENCE}
    return (json.dumps(page | {"partOf": whole, "startIndex": 0, "items": items}, ensure_ascii=False, indent=1) + "\n").encode()


@lru_cache(maxsize=16)
def edition(atlas: Atlas, document: str) -> tuple[str, str]:
    """The text that positions count in, and its name: the file as it is kept, else the passages with an empty line between."""
    path = FILES / "documents" / atlas.documents[document].text
    if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == atlas.documents[document].sha256:
        raw = path.read_bytes()
    else:
        raw = "\n\n".join(text for key, text in atlas.texts.items() if atlas.passages[key].document == document).encode()
    name = base64.urlsafe_b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")
    return raw.decode("utf-8"), f"ni:///sha-256;{name}"


@lru_cache(maxsize=4096)
def start_of(atlas: Atlas, passage: str) -> int:
    """Where a passage starts in its document's text: the passages are looked for one after the other."""
    document = atlas.passages[passage].document
    text, _ = edition(atlas, document)
    own = [key for key, row in atlas.passages.items() if row.document == document]
    before = own.index(passage)
    after = start_of(atlas, own[before - 1]) + len(atlas.texts[own[before - 1]]) if before else 0
    return text.index(atlas.texts[passage], after)


def target(atlas: Atlas, passage: str, start: int, end: int) -> dict[str, Any]:
    """The words passage[start:end] as the target of an annotation."""
    document = atlas.documents[atlas.passages[passage].document]
    text, name = edition(atlas, document.id)
    first, last = start_of(atlas, passage) + start, start_of(atlas, passage) + end
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[first:last],
        "prefix": text[max(0, first - AROUND) : first],
        "suffix": text[last : last + AROUND],
    }
    position = {"type": "TextPositionSelector", "start": first, "end": last}
    return {
        "type": "SpecificResource",
        "source": {"id": name, "type": "Text", "language": document.language},
        "selector": [quote, position],
    }


def _passage(atlas: Atlas, key: str) -> dict[str, Any]:
    row = atlas.passages[key]
    gists = [_text(getattr(row, f"gist_{lang}"), lang, "describing") for lang in ("en", "ar")]
    topics = [_text(getattr(atlas.topics[t], f"name_{lang}"), lang, "classifying") for t in row.topics for lang in ("en", "ar")]
    return _annotation("describing", ("passage", key), [*gists, *topics], target(atlas, key, 0, len(atlas.texts[key])))


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


def _text(value: str, lang: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "language": lang, "format": "text/plain", "purpose": purpose}


def _annotation(motivation: str, what: tuple[str, ...], body: list[dict[str, Any]], where: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"urn:uuid:{uuid(*what)}", "type": "Annotation", "motivation": motivation, "body": body, "target": where}
