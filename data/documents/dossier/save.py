"""Writing a store as a dossier."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from data.atlas.case import Case
from data.documents.dossier.read import HEAD, STORY
from data.documents.schema import Entry, Extra
from data.documents.store import Store


def file_name(case: Case) -> str:
    """Of the dossier of a case, by which one is told from another's."""
    return f"dalil-dossier{case.suffix}.jsonl.gz"


def save_dossier(store: Store, story: str = "") -> tuple[bytes, int]:
    """Every document of the case that a store has open as the bytes of a file, and how many there are; after
    them a story, if one is given as the text of its own file. Raises StoreDown."""
    brought, number, file = store.extras(), 0, io.BytesIO()
    overlay = store.overlay()
    with gzip.GzipFile(fileobj=file, mode="wb", mtime=0) as packed:
        packed.write(_line(dossier_head(overlay.case)))
        for key in overlay.documents:
            if entry := store.entry(key):
                packed.write(_line(document_cells(entry, brought.get(key, []))))
                number += 1
        if story:
            packed.write(_line({STORY: json.loads(story)}))
    return file.getvalue(), number


def dossier_head(case: Case) -> dict[str, Any]:
    """What a dossier says of itself: of a case that has a name, that too."""
    names = {"name_en": case.name_en, "name_ar": case.name_ar}
    return {**HEAD, "case": names} if case.named else {**HEAD}


def document_cells(entry: Entry, extras: Sequence[Extra]) -> dict[str, Any]:
    """A document and the rows that came with it, as one line of a dossier has them."""
    return {
        "document": entry.document.model_dump(mode="json"),
        "texts": entry.content.texts,
        "pages": entry.content.pages,
        "gists": entry.content.gists,
        "marks": entry.review.get("marks", []),
        "rows": [{"kind": e.kind, "row": e.cells} for e in sorted(extras, key=lambda e: (e.kind, e.key))],
    }


def _line(cells: Mapping[str, Any]) -> bytes:
    return json.dumps(cells, ensure_ascii=False, sort_keys=True).encode() + b"\n"
