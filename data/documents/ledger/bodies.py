"""Who gives, spends, carries out or receives what a record speaks of: a body of the tables, a name that the
documents have, or one that is named here for the first time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.atlas.atlas import Atlas
from data.documents.entities import LONGEST_NAME
from data.documents.ids import new_id
from data.tables.columns import one_line
from data.tables.model import Body, Entity
from data.tables.vocab import ROLES
from data.text.normalize import fold

ENTITY = "entity:"  # before the id of a name that the documents have


def bodies_in_roles(atlas: Atlas, values: Mapping[str, Any]) -> dict[str, Body]:
    """Role in a record -> the body that is said to have it; roles that nobody is said to have are left out.
    values: role -> id of a body, ENTITY with the id of an entity, or a name. What is not among the bodies of
    the atlas is new."""
    found: dict[str, Body] = {}
    for role in ROLES:
        if written := one_line(values.get(role), LONGEST_NAME):
            known = {**atlas.bodies, **{body.id: body for body in found.values()}}
            found[role] = (
                known.get(written) or _of_entity(atlas, known, written) or _named(atlas, known, written)
            )
    return found


def clean_body(atlas: Atlas, row: Body) -> Body:
    """A body as one can be named here: one with a name of a line, and of entities that are known."""
    names: dict[str, Any] = {
        name: one_line(getattr(row, name), LONGEST_NAME) or row.id for name in ("name_en", "name_ar")
    }
    known = tuple(key for key in row.entities if key in atlas.entities)
    return Body(id=row.id, **names, entities=known, ar_status="drafted")


def _of_entity(atlas: Atlas, known: Mapping[str, Body], written: str) -> Body | None:
    """The body that an entity is; None where no entity is meant."""
    entity = atlas.entities.get(written.removeprefix(ENTITY)) if written.startswith(ENTITY) else None
    if entity is None:
        return None
    same = (body for body in known.values() if body.entities == (entity.id,) and _called_alike(body, entity))
    return next(same, None) or Body(
        id=new_id(entity.name_en),
        name_en=entity.name_en,
        name_ar=entity.name_ar,
        entities=(entity.id,),
        ar_status="drafted",
    )


def _named(atlas: Atlas, known: Mapping[str, Body], written: str) -> Body:
    """The body, or the one that the entity is, of exactly this name, however its letters are written; else a
    new one of whom nothing else is known."""
    name = fold(written).text
    for body in known.values():
        if name in _names(body):
            return body
    for entity in atlas.entities.values():
        if name in _names(entity) and (found := _of_entity(atlas, known, f"{ENTITY}{entity.id}")):
            return found
    return Body(id=new_id(written), name_en=written, name_ar=written, ar_status="drafted")


def _called_alike(body: Body, entity: Entity) -> bool:
    return bool(_names(body) & _names(entity))


def _names(row: Body | Entity) -> set[str]:
    return {fold(row.name_en).text, fold(row.name_ar).text}
