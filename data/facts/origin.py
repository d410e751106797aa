"""The article and the documents that people added, told apart: what is said of the one is not said of the
others."""

from __future__ import annotations

from collections.abc import Iterable

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.index.index import passages_naming
from data.tables.model import Aid
from data.tables.model.aid import OwnAid


def curated_atlas(atlas: Atlas) -> Atlas:
    """The atlas of the curated files alone, without added documents."""
    return atlas.base or atlas


def is_curated(atlas: Atlas, document: str) -> bool:
    """Is the document (by its id) one of the curated files?"""
    return document in curated_atlas(atlas).documents


def is_added(atlas: Atlas, passage: str) -> bool:
    """Is the passage (by its id) one of an added document?"""
    return atlas.base is not None and passage not in atlas.base.passages


def has_added(atlas: Atlas) -> bool:
    """Do added documents have passages in the atlas?"""
    return atlas.overlay is not None and bool(atlas.overlay.corpus.blocks)


def passages_naming_by_origin(atlas: Atlas, entity: str) -> tuple[int, int]:
    """How many passages name an entity: of the article, and of added documents."""
    own = len(passages_naming(curated_atlas(atlas)).get(entity, ()))
    return own, len(passages_naming(atlas).get(entity, ())) - own


def named_by_origin(atlas: Atlas) -> tuple[tuple[int, int], tuple[int, int]]:
    """How many places and how many actors are named: by the article, and by added documents. Alleged actors,
    who are known from the article alone, are not counted."""
    tables = (list(atlas.places), [key for key, actor in atlas.actors.items() if not actor.alleged])
    own, more = (
        [sum(bool(passages_naming_by_origin(atlas, key)[part]) for key in keys) for keys in tables]
        for part in (0, 1)
    )
    return (own[0], own[1]), (more[0], more[1])


def own_record(row: Aid, t: Text) -> str:
    """That a record of aid was made here; "" for one of the shipped edition."""
    return t("aid.made-here") if isinstance(row, OwnAid) else ""


def own_records(rows: Iterable[Aid], t: Text) -> str:
    """How many of some records were made here; "" where none was."""
    own = sum(isinstance(row, OwnAid) for row in rows)
    return t("aid.made-here-count", count=t.number(own)) if own else ""


def record_name(row: Aid, t: Text) -> str:
    """What a record of aid is and, where people made it, that it was made here."""
    return " · ".join(filter(None, (t.name(row, "what"), own_record(row, t))))


def body_name(atlas: Atlas, key: str, t: Text) -> str:
    """The name of a body in records of aid and, where people named it, that it was named here."""
    named = t.name(atlas.bodies[key])
    return named if key in curated_atlas(atlas).bodies else " · ".join((named, t("aid.named-here")))
