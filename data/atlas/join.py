"""Laying the documents of a store over the curated tables: one Atlas in which both look alike."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import Any

from data.atlas.added_statements import (
    added_corroboration,
    added_records,
    added_statements,
    added_translations,
)
from data.atlas.atlas import Atlas, group_rows
from data.atlas.blocks import Block
from data.atlas.cache import cached_per_atlas
from data.atlas.overlay import PLAIN, K, Overlay, Spelling, V
from data.atlas.overlay_rows import OverlayRows
from data.tables.columns import references, referred_keys
from data.tables.model import Entity, Row, Statement

SINGLY = 500  # passages: more than that are counted, not drawn one by one


class Joined(Mapping[K, V]):
    """The rows of the files, then those of the overlay, which are made when asked for."""

    def __init__(
        self,
        first: Mapping[K, V],
        rest: Callable[[], Iterator[K]],
        make: Callable[[K], V | None],
        size: Callable[[], int],
    ):
        self.first, self.rest, self.make, self.size = first, rest, make, size

    def __getitem__(self, key: K) -> V:
        if key in self.first:
            return self.first[key]
        if (row := self.make(key)) is None:
            raise KeyError(key)
        return row

    def __iter__(self) -> Iterator[K]:
        return chain(self.first, self.rest())

    def __len__(self) -> int:
        return len(self.first) + self.size()


class ByPassage(Joined[str, V]):
    """Rows keyed by passage."""

    def __init__(self, first: Mapping[str, V], overlay: Overlay, make: Callable[[Block, int], V]):
        self.overlay = overlay
        blocks = overlay.corpus.blocks
        super().__init__(
            first,
            lambda: (p for own in blocks for p in own.passages),
            lambda passage: make(*found) if (found := overlay.find(passage)) else None,
            lambda: sum(len(own.passages) for own in blocks),
        )

    def __contains__(self, key: object) -> bool:
        return key in self.first or self.overlay.find(key) is not None


def join(base: Atlas, overlay: Overlay) -> Atlas:
    """A new atlas: the curated one (`base`) with the added documents of `overlay`. Rows of these that refer
    to what neither has are left out; an overlay of no version leaves `base` as it is."""
    if not overlay.version:
        return base
    tables = _tables(base, overlay)
    rows = OverlayRows(overlay, tables["entities"], base.topics)
    mentions = ByPassage(base.mentions_of, overlay, rows.mentions)
    voices = ByPassage(base.voices_of, overlay, rows.voices)
    figures = ByPassage(base.figures_of, overlay, rows.figures)
    passages = ByPassage(base.passages, overlay, lru_cache(maxsize=SINGLY)(rows.passage))
    stated = added_statements(base, overlay, tables, passages)
    by_passage = _in_passages(base, stated["statements"])
    recorded = added_records(base, overlay, tables, passages)
    added: dict[str, Any] = {
        **tables,
        **stated,
        **recorded,
        **added_corroboration(base, overlay, tables, passages, recorded["aid"]),
        "passages": passages,
        "translations": added_translations(base, overlay),
        "texts": ByPassage(base.texts, overlay, overlay.text),
        "mentions_of": mentions,
        "voices_of": voices,
        "figures_of": figures,
        "statements_of": ByPassage(
            base.statements_of, overlay, lambda own, at: by_passage.get(own.passages[at], ())
        ),
        "mentions": _one_by_one(base.mentions, mentions),
        "voices": _one_by_one(base.voices, voices),
        "figures": _one_by_one(base.figures, figures),
    }
    return replace(base, **added, base=base, overlay=overlay, digest=f"{base.digest}+{overlay.version}")


@dataclass(frozen=True)
class AddedPlaces:
    """The places that came with added documents, with what they refer to: table -> key -> row."""

    digest: str
    rows: Mapping[str, Mapping[Any, Row]] = field(compare=False)


@cached_per_atlas
def basemap_atlas(atlas: Atlas) -> Atlas:
    """The atlas without added documents, but with the places that came with them: what the base map is drawn
    of. The same value while those places are the same."""
    if atlas.base is None or atlas.overlay is None:
        return atlas
    drawn = {table: atlas.overlay.rows.get(table, {}) for table in (schema.table for schema in PLAIN)}
    if not any(drawn.values()):
        return atlas.base
    lines = (row.model_dump_json() for rows in drawn.values() for row in rows.values())
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return _with_places(atlas.base, AddedPlaces(digest, drawn))


@cached_per_atlas(size=2)
def _with_places(base: Atlas, added: AddedPlaces) -> Atlas:
    bare = join(base, Overlay(version=1, rows=added.rows))
    return replace(bare, overlay=None, base=None, digest=f"{base.digest}+{added.digest}")


def drawable_atlas(atlas: Atlas) -> Atlas:
    """The atlas whose passages may be drawn one by one: all of it, or, where that would be too many, without
    added documents."""
    return atlas if len(atlas.passages) <= SINGLY else basemap_atlas(atlas)


def _in_passages(base: Atlas, statements: Mapping[str, Statement]) -> Mapping[str, tuple[Statement, ...]]:
    """Passage id -> the added statements in it, in reading order."""
    return group_rows((row for key, row in statements.items() if key not in base.statements), "passage", ())


def _one_by_one(
    first: Mapping[tuple[str, int], V], by: ByPassage[tuple[V, ...]]
) -> Joined[tuple[str, int], V]:
    """The rows of `by` one by one, keyed by passage and start."""

    def keys() -> Iterator[tuple[str, int]]:
        return ((passage, row.start) for passage in by.rest() for row in by[passage])  # type: ignore[attr-defined]

    def make(key: tuple[str, int]) -> V | None:
        own = by.get(key[0], ())
        return next((row for row in own if row.start == key[1]), None)  # type: ignore[attr-defined]

    return Joined(first, keys, make, lambda: sum(1 for _ in keys()))


def _tables(base: Atlas, overlay: Overlay) -> dict[str, Mapping[str, Any]]:
    """The tables that the overlay adds rows to, but for those bound to documents. A row of the files is never
    replaced; only its other spellings grow."""
    tables: dict[str, dict[str, Any]] = {}
    for table in (schema.table for schema in PLAIN):
        own = getattr(base, table)
        tables[table] = {**own, **overlay.rows.get(table, {}), **own}
    tables["documents"] = {**base.documents, **overlay.documents, **base.documents}
    for schema in PLAIN:
        for key in overlay.rows.get(schema.table, {}):
            if not _sound(base, tables, schema, tables[schema.table][key]):
                del tables[schema.table][key]
    for spelling in overlay.spellings:
        if entity := tables["entities"].get(spelling.entity):
            tables["entities"][spelling.entity] = _with_spelling(entity, spelling)
    for key, document in overlay.documents.items():
        if any(source not in tables["sources"] for source in document.sources):
            known = tuple(source for source in document.sources if source in tables["sources"])
            tables["documents"][key] = document.model_copy(update={"sources": known})
    return {table: MappingProxyType(rows) for table, rows in tables.items()}


def _sound(base: Atlas, tables: Mapping[str, Mapping[str, Any]], schema: type[Row], row: Row) -> bool:
    """Is everything there that the row refers to?"""
    for column, table in references(schema).items():
        rows = tables[table] if table in tables else getattr(base, table)
        if any(key not in rows for key in referred_keys(getattr(row, column))):
            return False
    return True


def _with_spelling(entity: Entity, spelling: Spelling) -> Entity:
    column = f"aliases_{spelling.lang}"
    known = (getattr(entity, f"name_{spelling.lang}"), *getattr(entity, column))
    return (
        entity
        if spelling.text in known
        else entity.model_copy(update={column: (*getattr(entity, column), spelling.text)})
    )
