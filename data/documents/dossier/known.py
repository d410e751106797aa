"""What is known while a dossier is loaded: the atlas, and what the documents of the file bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from data.atlas.atlas import Atlas
from data.documents.ledger.evidence import source_of_passage
from data.documents.schema import Entry, Extra


class Known:
    """The atlas and the documents of a file, which may name and cite each other whatever their order."""

    def __init__(self, atlas: Atlas):
        self._atlas = atlas
        self._rows: dict[str, dict[str, Any]] = {
            table: {} for table in ("entities", "places", "sources", "publishers", "bodies", "aid")
        }
        self._documents: dict[str, tuple[str, tuple[str, ...]]] = {}

    def add(self, entry: Entry, extras: Sequence[Extra]) -> None:
        """Know a document and what it brings."""
        self._documents[entry.document.id] = (entry.document.sources[0], entry.block.passages)
        for extra in extras:
            if extra.kind in self._rows:
                self._rows[extra.kind][extra.key] = extra.row

    @cached_property
    def atlas(self) -> Atlas:
        """What is known with the entities, places, sources, publishers, bodies and records of the file; to be
        asked for at its end."""
        tables: dict[str, Any] = {
            table: {**rows, **getattr(self._atlas, table)} for table, rows in self._rows.items()
        }
        return replace(self._atlas, base=self._atlas.base or self._atlas, **tables)

    def source_of(self, passage: str) -> str:
        """The source of the document that a passage belongs to; "" for a passage that is nowhere."""
        source, passages = self._documents.get(passage.rpartition(".p")[0], ("", ()))
        return source if passage in passages else source_of_passage(self._atlas, passage)
