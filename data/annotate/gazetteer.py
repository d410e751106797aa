"""The gazetteer: every name that the tables know, in one Aho–Corasick automaton over folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, permutations, product
from typing import Literal

from ahocorasick_rs import AhoCorasick

from data.annotate.token_cache import TokenCache, leading_particles
from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.tables.model import Ambiguity, Authority, Entity
from data.tables.vocab import Form
from data.text.lexicon import entries, folded
from data.text.normalize import fold, stem
from data.text.spelling import CALLED, LEAST, SHORTEST, Neighbours, likeness

# How far a name goes by itself: alone; where the document names the entity in full; only by its surroundings;
# or not at all: a person is asked.
Strength = Literal["alone", "surname", "context", "doubtful"]
_ASIDE = re.compile(r"\s*\([^)]*\)")
_LETTERS = re.compile(r"[^\W\d_]+")
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


# Entity, form, how sure that is, and the entities that it may mean, the likeliest first.
Meaning = tuple[str, Form, float, tuple[str, ...]]
Hit = tuple[
    int, int, str
]  # a name found in a folded text: its span there, without particles, and the folded name


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The names by their folded form, and the names that may mean something else."""

    names: dict[str, tuple[Name, ...]]
    doubts: dict[str, Ambiguity]

    @cached_property
    def _patterns(self) -> list[tuple[str, str]]:
        """What stands in a text, and the name it stands for. The article after ل loses its alef: للجيش."""
        joined = [("لل" + key[2:], key) for key in self.names if key.startswith("ال")]
        return [(key, key) for key in self.names] + [
            (pattern, key) for pattern, key in joined if pattern not in self.names
        ]

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick([pattern for pattern, _ in self._patterns])

    @cached_property
    def pieces(self) -> TokenCache:
        """What finds other spellings of the names, and the cues of those that may mean something else."""
        return TokenCache(
            dict.fromkeys(cue for doubt in self.doubts.values() for cue in (*doubt.cues, *doubt.rival_cues)),
            self.neighbours,
        )

    @cached_property
    def neighbours(self) -> Neighbours:
        """The words of the names that stand alone, to find what is spelled almost like them."""
        keys = (key for key, names in self.names.items() if any(name.models for name in names))
        words = (word for key in keys for word in _LETTERS.findall(key))
        return Neighbours(word for word in words if len(word.removeprefix("ال")) >= SHORTEST)

    @cached_property
    def sure(self) -> dict[str, Meaning]:
        """What the names mean that mean one entity wherever they stand."""
        single = (
            (key, n[0])
            for key, n in self.names.items()
            if len(n) == 1 and n[0].strength == "alone" and key not in self.doubts
        )
        return {key: (name.entity, name.form, 1.0, (name.entity,)) for key, name in single}

    def hits(self, text: str) -> list[Hit]:
        """Names in a folded text that begin at a word, or after attached particles, and end with a word; by
        their end."""
        length, patterns = len(text), self._patterns
        found: list[Hit] = []
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if end < length and (text[end].isalnum() or text[end] == "$"):
                continue
            pattern, key = patterns[number]
            if start and text[start - 1].isalnum():
                before = leading_particles(text, start)
                if before is None or end - start < 3 or pattern[0] < "\u0621":
                    continue
                if before.endswith(("ال", "لل")):
                    start -= 2
            found.append((start, end, key))
        return found

    def like(self, word: str) -> str:
        """The word of a name that a folded word may be meant for, or nothing."""
        near = self.pieces.like.get(word)
        return near[1] if near else ""

    @cached_property
    def beside(self) -> dict[str, frozenset[str]]:
        """Word of a name -> the words that stand before or after it in names; "" where it is a name by
        itself."""
        pairs: dict[str, set[str]] = {}
        for key in self.names:
            words = _LETTERS.findall(key)
            for one, other in pairwise(words):
                pairs.setdefault(one, set()).add(other)
                pairs.setdefault(other, set()).add(one)
            if len(words) == 1:
                pairs.setdefault(key, set()).add("")
        return {word: frozenset(others) for word, others in pairs.items()}

    def suits(self, key: str, written: str) -> tuple[Name, ...]:
        """The readings of a name as `written`: an acronym in capitals, a Latin name with a capital, Arabic
        always."""
        return tuple(name for name in self.names[key] if _cased(name.text, written))

    @cached_property
    def cased(self) -> frozenset[str]:
        """The names that want a capital."""
        return frozenset(
            key for key, names in self.names.items() if any(name.text[0].isupper() for name in names)
        )

    def called(self, query: str) -> frozenset[str]:
        """Entities of which `query` is a name, typed in any case and spelling, with or without the article;
        never by a form that depends on its context."""
        key = fold(query).text.strip()
        forms = (key, stem(key), "ال" + stem(key))
        found = {
            name.entity for form in forms for name in self.names.get(form, ()) if name.strength != "context"
        }
        if not found and " " not in key and (near := self.neighbours.nearest(key)) and near[1] >= CALLED:
            found = {name.entity for name in self.names.get(near[0], ()) if name.strength == "alone"}
        return frozenset(found - {""})


@cached_per_atlas
def gazetteer(
    atlas: Atlas, accepted: tuple[tuple[str, str], ...] = (), *, authorities: bool = False
) -> Gazetteer:
    """The gazetteer of an atlas. `accepted`: further spellings and the entities they mean, as a reviewer
    confirmed them. authorities: with the names of `authorities.csv`, where none of the atlas is the same."""
    doubts = {
        fold(name).text: row
        for row in atlas.ambiguities.values()
        for name in row.names or _plain(atlas.entities[row.entity])
    }
    names: dict[str, dict[str, Name]] = {}
    for name in (*_all_names(atlas), *(Name(text, entity) for text, entity in accepted)):
        key = fold(name.text).text.strip()
        if len(key) >= 2:
            known = names.setdefault(key, {}).get(name.entity)
            if known is None or (known.strength, name.strength) in {
                ("context", "alone"),
                ("surname", "alone"),
            }:
                names[key][name.entity] = name
    if authorities:
        _add_authorities(atlas, names)
    joined = {key for key in names if _of_two_marks(key, names)}
    return Gazetteer(
        {key: tuple(found.values()) for key, found in names.items() if key not in joined}, doubts
    )


def _add_authorities(atlas: Atlas, names: dict[str, dict[str, Name]]) -> None:
    known = {key for key, found in names.items() if any(found)}  # else it is outside the tables of the atlas
    doubtful = {(row.id, fold(name).text) for row in atlas.authorities.values() for name in row.doubtful}
    added = [name for row in atlas.authorities.values() for name in _authority_names(row)]
    for name, key in zip(added, folded([name.text for name in added]), strict=True):
        if len(key) < 2 or key in known:
            continue
        found = names.setdefault(key, {})
        found.pop("", None)
        if (name.entity, key) in doubtful:
            name = replace(name, strength="doubtful")
        found.setdefault(name.entity, name)


def _authority_names(row: Authority) -> Iterator[Name]:
    for text in (row.name_en, *row.aliases_en, row.name_ar, *row.aliases_ar):
        yield Name(text, row.id, exact=True)
    for adjective in row.adjectives_en:
        yield from _demonyms(row.id, "en", adjective, ())
    for adjective in row.adjectives_ar:
        yield from _demonyms(row.id, "ar", adjective, ())
    yield from _demonyms(row.id, "", "", row.people_ar)


def _of_two_marks(key: str, names: dict[str, dict[str, Name]]) -> bool:
    """Whether a name is a title or descriptor of the entity and another name, each of which is marked by
    itself: الجنرال كوريلا."""
    words = key.split()
    for cut in range(1, len(words)):
        first, rest = names.get(" ".join(words[:cut]), {}), words[cut:]
        rest = rest[1:] if rest[0] in ("من", "في") else rest
        if (
            any(first[e].strength == "context" for e in names[key].keys() & first.keys())
            and " ".join(rest) in names
        ):
            return True
    return False


def _all_names(atlas: Atlas) -> Iterator[Name]:
    for entity in atlas.entities.values():
        context: Form = "title" if entity.type == "person" else "descriptor"
        yield from (Name(text, entity.id) for text in _plain(entity))
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


def _plain(entity: Entity) -> Iterable[str]:
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


def _cased(name: str, written: str) -> bool:
    if name[:4] in ("The ", "the "):
        return written[4:5].isupper()
    if not name[0].isupper():
        return True
    acronym = name.isupper() and len(name) <= 8
    return written.isupper() if acronym else written[0].isupper() or _last_word(written)[0].isupper()


def _last_word(words: str) -> str:
    """The last of several words, which has its capital even where the first, an adjective, has none: central
    Asia."""
    return words.rsplit(maxsplit=1)[-1] if " " in words else words
