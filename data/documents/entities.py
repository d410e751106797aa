"""Places and actors that a reviewer adds with a document, each with its source: what a form says, checked, as
rows of the store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from data.annotate.pipeline import language_of
from data.annotate.proper_names import is_new_name
from data.annotate.world_places import WorldPlace, world_place
from data.atlas.atlas import Atlas
from data.documents.errors import Unfit
from data.documents.ids import new_id
from data.documents.review.suggestion import Suggestion
from data.documents.schema import Extra
from data.tables.columns import one_line
from data.tables.model import Actor, Entity, Place, Row, Source
from data.tables.vocab import ACTOR_TYPES

LONGEST_NAME, LONGEST_SOURCE = 120, 500  # characters of a name or role, of a source
RADIUS = (0.1, 500.0)  # km within which a place may be said to lie
TOWN = 5.0  # km within which a town of a gazetteer lies
WIDE = {"r": 100.0, "n": 100.0, "s": 300.0}  # the same of a region, a river or mountain, and a sea
KINDS_OF_NAMES = ("person", "organisation", "place", "country", "programme", "equipment")
THINGS = ("programme", "equipment")  # types of entities that are named, but act for nobody


def place_rows(atlas: Atlas, document: str, values: Mapping[str, Any], key: str = "") -> list[Extra]:
    """A new place as rows of the store: entity, place, source. `values`: name_ar, name_en, lat, lon,
    radius_km, source. key: its id; by default a new one.

    Raises Unfit without a name that may be one, a source, or coordinates on the Earth.
    """
    both, source = _both(values, "name"), one_line(values.get("source"), LONGEST_SOURCE)
    if not both["name_en"]:
        raise Unfit("review.place-name")
    if not source:
        raise Unfit("review.place-source")
    if (
        None in (values.get("lat"), values.get("lon"))
        or not RADIUS[0] <= (values.get("radius_km") or 0) <= RADIUS[1]
    ):
        raise Unfit("review.place-position")
    _vet_names(atlas, both, key)
    key = key or new_id(both["name_en"])
    try:
        rows = (
            Entity(id=key, type="place", sources=(key,), ar_status="drafted", **both),
            _place(key, "estimate", **{name: values.get(name) for name in ("lat", "lon", "radius_km")}),
            _source(key, source),
        )
    except ValidationError as error:
        raise Unfit("review.place-position") from error
    return [Extra(document, row) for row in rows]


def named_rows(atlas: Atlas, document: str, name: str, kind: str, other: str, key: str = "") -> list[Extra]:
    """A name that no table knows as rows of the store: an entity, and where it is a place, one that lies
    nowhere yet. Its source is the document. other: its name in the other language, or nothing; key: its id, a
    new one by default.

    Raises Unfit without a kind, or for words that are no name of their own."""
    if kind not in KINDS_OF_NAMES:
        raise Unfit("review.actor-type")
    lang = language_of(name)
    both = _both({f"name_{lang}": name, f"name_{'en' if lang == 'ar' else 'ar'}": other}, "name")
    _vet_names(atlas, both, key)
    key = key or new_id(both["name_en"])
    cells: dict[str, Any] = {"id": key, "type": kind, "sources": (document,), "ar_status": "drafted", **both}
    rows: list[Row] = [Entity(**cells)]
    if kind == "place":
        rows.append(_place(key, "none", None, None).model_copy(update={"sources": (document,)}))
    return [Extra(document, row) for row in rows]


def _place(
    key: str, basis: str, lat: float | None, lon: float | None, radius_km: float | None = None
) -> Place:
    """The row of an added place; without coordinates it is listed and not drawn. Raises ValidationError."""
    cells: dict[str, Any] = {
        "id": key,
        "category": "settlement",
        "kind_en": "place added by a reviewer",
        "kind_ar": "مكان أضافه مراجع",
        "geometry": "none" if lat is None else "point",
        "basis": "none" if lat is None else basis,
        "lat": lat,
        "lon": lon,
        "radius_km": radius_km,
        "arabic_name": "editor",
        "ar_status": "drafted",
        "sources": (key,),
        "side": "",
        "why_en": "It was added with a document.",
        "why_ar": "أُضيف مع وثيقة.",
    }
    return Place(**cells)


def accepted_rows(atlas: Atlas, document: str, marks: Iterable[Suggestion]) -> list[Extra]:
    """The rows of what accepted marks name and the atlas does not have yet: authorities, places of the
    world."""
    named = dict.fromkeys(
        mark.what for mark in marks if mark.state == "accepted" and mark.kind in ("mention", "speech")
    )
    return [row for key in named if key not in atlas.entities for row in known_rows(atlas, document, key)]


def known_rows(atlas: Atlas, document: str, key: str) -> list[Extra]:
    """An authority or a place of the world as rows of the store; none where there is none of that id."""
    if place := world_place(key):
        return _world_rows(document, place)
    if (found := atlas.authorities.get(key)) is None:
        return []
    copied = {
        name: getattr(found, name) for name in ("type", "name_en", "name_ar", "aliases_en", "aliases_ar")
    }
    rows: list[Row] = [Entity(id=key, sources=(key,), ar_status="drafted", **copied)]
    if found.type in ACTOR_TYPES and found.group:
        rows.append(Actor(id=key, group=found.group, ar_status="drafted"))
    if found.type == "place":
        rows.append(_place(key, "gazetteer", found.lat, found.lon, None if found.lat is None else TOWN))
    rows.append(Source(id=key, title=found.url, url=found.url))
    return [Extra(document, row) for row in rows]


def actor_rows(atlas: Atlas, document: str, values: Mapping[str, Any], key: str = "") -> list[Extra]:
    """A new actor as rows of the store: entity, actor, source. `values`: name_ar, name_en, type, group,
    role_ar, role_en, source. key: its id; by default a new one.

    A programme or equipment is no actor: it has no side, and its role is its note. Raises Unfit, which says
    what is missing."""
    both, role = _both(values, "name"), _both(values, "role")
    kind, group = values.get("type"), values.get("group")
    source = one_line(values.get("source"), LONGEST_SOURCE)
    wanted = {
        "review.actor-name": both["name_en"],
        "review.actor-type": kind in (*ACTOR_TYPES, *THINGS),
        "review.actor-group": kind in THINGS or group in atlas.groups,
        "review.actor-role": role["role_en"],
        "review.actor-source": source,
    }
    if missing := [key for key, there in wanted.items() if not there]:
        raise Unfit(missing[0])
    _vet_names(atlas, both, key)
    key = key or new_id(both["name_en"])
    note = {"note_en": role["role_en"], "note_ar": role["role_ar"]} if kind in THINGS else {}
    cells: dict[str, Any] = {
        "id": key,
        "type": kind,
        "sources": (key,),
        "ar_status": "drafted",
        **both,
        **note,
    }
    acting: dict[str, Any] = {"id": key, "group": group, "ar_status": "drafted", **role}
    rows = (Entity(**cells), *(() if kind in THINGS else (Actor(**acting),)), _source(key, source))
    return [Extra(document, row) for row in rows]


def _world_rows(document: str, place: WorldPlace) -> list[Extra]:
    names: dict[str, Any] = {"name_en": place.name_en, "name_ar": place.name_ar}
    basis, radius = "estimate" if place.is_natural else "gazetteer", WIDE.get(place.kind, TOWN)
    rows = (
        Entity(id=place.id, type="place", sources=(place.id,), ar_status="drafted", **names),
        _place(place.id, basis, place.lat, place.lon, radius),
        Source(id=place.id, title=place.credit, url=place.url),
    )
    return [Extra(document, row) for row in rows]


def _vet_names(atlas: Atlas, both: Mapping[str, str], key: str) -> None:
    if not all(is_new_name(atlas, name, key) for name in both.values()):
        raise Unfit("review.common-name")


def _both(values: Mapping[str, Any], what: str) -> dict[str, Any]:
    """What was said in two languages, as columns; what was said in one alone stands for both."""
    texts = {lang: one_line(values.get(f"{what}_{lang}"), LONGEST_NAME) for lang in ("ar", "en")}
    return {f"{what}_en": texts["en"] or texts["ar"], f"{what}_ar": texts["ar"] or texts["en"]}


def _source(key: str, source: str) -> Source:
    return Source(id=key, title=source, url=source if re.fullmatch(r"https?://\S+", source) else "")
