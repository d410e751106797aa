"""Every name that the tables know: of entities, peoples, borders and authorities, and what each is worth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations, product
from typing import Literal

from data.atlas.atlas import Atlas
from data.tables.model import Authority, Entity
from data.tables.vocab import Form
from data.text.lexicon import entries
from data.text.normalize import fold
from data.text.spelling import LEAST, likeness

# How far a name goes by itself: alone; where the document names the entity in full; only by its surroundings;
# or not at all: a person is asked.
Strength = Literal["alone", "surname", "context", "doubtful"]
_ASIDE = re.compile(r"\s*\([^)]*\)")
_SHORT = {  # how agencies write the beginning of a body's name
    "United Nations ": ("UN ", "U.N. "),
    "United States ": ("US ", "U.S. "),
    "UN ": ("U.N. ",),
    "US ": ("U.S. ",),
}
_ENDINGS: tuple[tuple[str, Form], ...] = (
    ("", "adjective"),
    ("ا", "adjective"),
    ("ه", "adjective"),
    ("ين", "demonym"),
    ("ون", "demonym"),
    ("ان", "demonym"),
    ("ات", "demonym"),
    ("تين", "adjective"),
)


@dataclass(frozen=True)
class Name:
    """A name of an entity, as written, and what it is worth. `entity`: empty for something outside our
    tables."""

    text: str
    entity: str
    form: Form = "name"
    strength: Strength = "alone"
    exact: bool = False  # found as it is, but no model for other spellings

    @property
    def models(self) -> bool:
        """Whether other spellings of it are looked for."""
        return self.strength == "alone" and self.form == "name" and not self.exact


def names_of_tables(atlas: Atlas) -> Iterator[Name]:
    """The names of entities, peoples and borders, and names outside the tables that are like these."""
    for entity in atlas.entities.values():
        context: Form = "title" if entity.type == "person" else "descriptor"
        yield from (Name(text, entity.id) for text in plain_names(entity))
        yield from (Name(text, entity.id, exact=True) for text in _abbreviated(entity))
        if len(entity.name_fa) >= 5:  # shorter ones are often Arabic words
            yield Name(entity.name_fa, entity.id, exact=True)
        yield from (Name(text, entity.id, context, "context") for text in entity.context_only_ar)
        if entity.type == "person":
            yield from (Name(text, entity.id, strength="surname") for text in _surnames(entity))
    for row in atlas.demonyms.values():
        yield from _demonyms(row.entity, row.lang, row.adjective, row.plural)
    yield from _borders(atlas)
    outside = (entry.written for entry in entries("outside-name").values())
    yield from (Name(text, "", exact=True) for text in outside)
    for doubt in atlas.ambiguities.values():
        both = (doubt.entity, doubt.rival) if doubt.rival else (doubt.entity,)
        yield from (Name(text, entity_id) for text in doubt.names for entity_id in both)


def plain_names(entity: Entity) -> Iterable[str]:
    """Names that mean the entity by themselves: each as the table has it, and without what it says in
    brackets."""
    written = (
        entity.name_en,
        *entity.aliases_en,
        entity.name_ar,
        *entity.aliases_ar,
        entity.name_tg,
        entity.name_ru,
    )
    parts = [part for name in written if name not in entity.context_only_ar for part in name.split(" / ")]
    return dict.fromkeys(
        text for part in parts for text in (part, _ASIDE.sub("", part).strip()) if len(text) > 1
    )


def _abbreviated(entity: Entity) -> Iterator[str]:
    """The names of a body with their beginning as agencies write it: the U.N. Office on Drugs and Crime."""
    for text in plain_names(entity) if entity.type == "organisation" else ():
        for lead, short in _SHORT.items():
            if text.startswith(lead):
                yield from (own + text.removeprefix(lead) for own in short)


def _surnames(entity: Entity) -> Iterator[str]:
    """The family name, and its other spellings in the aliases."""
    own = [name.split()[-1] for name in (entity.name_en, entity.name_ar) if " " in name]
    aliases = [name.split()[-1] for name in (*entity.aliases_en, *entity.aliases_ar) if " " in name]
    spelled = [last for last in aliases if any(_same_name(last, one) for one in own)]
    yield from (last for last in (*own, *spelled) if len(last) >= 4 and not last.startswith("ال"))


def _same_name(one: str, other: str) -> bool:
    """Whether two words are spellings of one family name, with or without its Russian ending."""
    a, b = (re.sub("(?:ov|وف)$", "", fold(word).text) for word in (one, other))
    return likeness(a, b) >= LEAST


def _demonyms(entity: str, lang: str, adjective: str, plural: tuple[str, ...]) -> Iterator[Name]:
    yield from (Name(text, entity, "demonym") for text in plural)
    if lang == "en":
        yield Name(adjective, entity, "adjective")
    for ending, form in _ENDINGS if lang == "ar" else ():
        yield from (Name(article + adjective + ending, entity, form) for article in ("", "ال"))


def _borders(atlas: Atlas) -> Iterator[Name]:
    """Phrases for the border of two states: the Tajik-Afghan border, حدود طاجيكستان مع أفغانستان."""
    states: dict[str, list[str]] = {}
    for border, state in (pair for pair, link in atlas.links.items() if link.relation == "between"):
        states.setdefault(border, []).append(state)
    for border, pair in states.items():
        for phrase, (one, other) in product(entries("border-phrase").values(), permutations(pair, 2)):
            first, _, second = phrase.value.partition(" ")
            slots = (
                _called(atlas, one, phrase.lang, first),
                _called(atlas, other, phrase.lang, second or first),
            )
            for a, b in product(*slots):
                text = phrase.written.replace("{a}", a).replace("{b}", b)
                yield Name(text, border, "descriptor")


def _called(atlas: Atlas, entity: str, lang: str, what: str) -> list[str]:
    """A state as the phrase of a border has it: its name, its adjectives, or any of them."""
    noun = [getattr(atlas.entities[entity], f"name_{lang}")]
    adjectives = [d.adjective for d in atlas.demonyms.values() if (d.entity, d.lang) == (entity, lang)]
    return {"noun": noun, "adjective": adjectives}.get(what, noun + adjectives)


def authority_names(row: Authority) -> Iterator[Name]:
    """The names of a row of authorities.csv, and of its people."""
    for text in (row.name_en, *row.aliases_en, row.name_ar, *row.aliases_ar):
        yield Name(text, row.id, exact=True)
    for adjective in row.adjectives_en:
        yield from _demonyms(row.id, "en", adjective, ())
    for adjective in row.adjectives_ar:
        yield from _demonyms(row.id, "ar", adjective, ())
    yield from _demonyms(row.id, "", "", row.people_ar)
