"""Which records of aid a selection chooses: each filter's rule for a record, and which filters have none.

A record has donor, agency, implementer and recipient, a place, a date and words of its own. Topics, voices,
assessments and documents are said of passages: nothing ties a record to them, so they do not narrow it, and
whoever shows a sum says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.facts.aid import dated_or_undated
from data.facts.border import chainage_span, overlaps
from data.index.index import actor_keys
from data.index.search import entities_named, find, stands_in
from data.query.filters import Filter
from data.query.selection import Selection
from data.tables.model import Aid
from data.tables.model.aid import OwnAid
from data.tables.vocab import BORDER, ROLES
from data.text.normalize import fold

Rule = Callable[[Atlas, Selection, Aid], bool | None]


def matching_records(atlas: Atlas, s: Selection) -> Mapping[str, bool]:
    """Ids of the records that no filter excludes, by date, undated ones at the end -> whether the record
    surely belongs: False where a filter cannot tell, for want of a date or a place."""
    rows = sorted(atlas.aid.values(), key=lambda row: (row.date is None, row.date or "", row.id))
    rules = [_rule(used) for used in s.in_use if narrows_records(used)]
    found = {row.id: [rule(atlas, s, row) for rule in rules] for row in rows}
    return {key: all(answers) for key, answers in found.items() if False not in answers}


def record_of(atlas: Atlas, s: Selection, key: str) -> Aid:
    """A record of aid; one that people made here is to be summed only where that is asked for."""
    row = atlas.aid[key]
    asked = s.counted == "all" and isinstance(row, OwnAid)
    return row.model_copy(update={"counted": True}) if asked else row


def narrows_records(row: Filter) -> bool:
    """Does a filter narrow records?"""
    return row.key in RULES or bool(row.column)


def filters_not_applied(s: Selection) -> tuple[Filter, ...]:
    """The filters in use that do not narrow records."""
    return tuple(row for row in s.in_use if not narrows_records(row))


def _rule(used: Filter) -> Rule:
    return RULES.get(used.key) or (lambda _, s, row: getattr(row, used.column) in s.values(used)[0])


def _in_period(_atlas: Atlas, s: Selection, row: Aid) -> bool | None:
    """Within the period. None: undated."""
    return s.in_period(row.date) if row.date else None


def _by_then(atlas: Atlas, s: Selection, row: Aid) -> bool:
    """No later than the statement at whose date the records are cut, beside which undated ones count as
    earlier."""
    return bool(dated_or_undated([row], atlas.aid[s.cut].date or ""))


def _along(atlas: Atlas, s: Selection, row: Aid) -> bool | None:
    """On the stretch. None: without a place along the border."""
    at = chainage_span(atlas, row.place)
    return None if at is None else overlaps([at], s.km_from, s.km_to)


def _at(atlas: Atlas, s: Selection, row: Aid) -> bool | None:
    """At one of the places: at it, in the area that it is, or with it as a party. None: without a place."""
    there = {*enclosing_areas(atlas, row.place), *parties(atlas)[row.id]} & {*s.places}
    return bool(there) if there or row.place else None


def _taking_part(atlas: Atlas, s: Selection, row: Aid) -> bool:
    """Any or all of the actors, themselves or in their group, are donor, agency, implementer or recipient."""
    keys = {key for entity in parties(atlas)[row.id] for key in actor_keys(atlas, entity)}
    found = [actor in keys for actor in s.actors]
    return all(found) if s.match == "all" else any(found)


def _worded(atlas: Atlas, s: Selection, row: Aid) -> bool:
    """Every word stands in what the record says in either language, or names a place or party of it."""
    own, named = _texts(atlas)[row.id], {row.place, *parties(atlas)[row.id]}
    found = find(atlas, s.text)

    def has(word: str) -> bool:
        return stands_in(word, own) or bool(named & entities_named(atlas, word))

    return (
        bool(found.words or found.without) and all(map(has, found.words)) and not any(map(has, found.without))
    )


@cached_per_atlas
def parties(atlas: Atlas) -> Mapping[str, frozenset[str]]:
    """Record id -> the entities that its donor, agency, implementer and recipient are, belong to or
    include."""
    bodies = {
        row.id: [atlas.bodies[key] for role in ROLES if (key := getattr(row, role))]
        for row in atlas.aid.values()
    }
    return {key: frozenset(entity for body in own for entity in body.entities) for key, own in bodies.items()}


@cached_per_atlas
def enclosing_areas(atlas: Atlas, place: str | None) -> frozenset[str]:
    """A place and the areas that hold it: its province, its country, and the border that it lies along."""
    if place is None:
        return frozenset()
    row = atlas.places[place]
    country = {
        other.id
        for other in atlas.places.values()
        if other.category == "country" and other.side == row.side and row.side != "other"
    }
    return frozenset(
        {place, *filter(None, (row.province,)), *country, *((BORDER,) if chainage_span(atlas, place) else ())}
    )


@cached_per_atlas
def _texts(atlas: Atlas) -> Mapping[str, str]:
    """Record id -> its own words in both languages, and the names of its bodies and its place, folded; a line
    each."""
    found = {}
    for row in atlas.aid.values():
        named = [atlas.bodies[key] for role in ROLES if (key := getattr(row, role))] + (
            [atlas.entities[row.place]] if row.place else []
        )
        texts = [
            getattr(row, f"{field}_{lang}")
            for field in ("what", "amount_note", "district", "note")
            for lang in ("en", "ar")
        ]
        texts += [getattr(body, f"name_{lang}") for body in named for lang in ("en", "ar")]
        found[row.id] = "\n".join(fold(text).text for text in texts)
    return found


RULES: dict[str, Rule] = {
    "actors": _taking_part,
    "places": _at,
    "period": _in_period,
    "stretch": _along,
    "text": _worded,
    "cut": _by_then,
}  # key of a filter -> what it means for a record
