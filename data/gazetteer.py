"""The gazetteer: every name that the tables know, in one Aho–Corasick automaton over folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from ahocorasick_rs import AhoCorasick

from data.arabic import STACKS, fold, stem
from data.atlas import Atlas
from data.kept import kept
from data.model import Ambiguity, Entity
from data.spelling import SHORTEST, Neighbours

Form = Literal["name", "title", "metonym", "demonym", "adjective", "descriptor"]
# How far a name goes by itself: alone; where the document names the entity in full; or only by its surroundings.
Strength = Literal["alone", "surname", "context"]
_ASIDE = re.compile(r"\s*\([^)]*\)")
_WORD = re.compile(r"[^\W\d_]{5,}")
_LETTERS = re.compile(r"[^\W\d_]+")
_ENDINGS: tuple[tuple[str, Form], ...] = (
    ("", "adjective"), ("ه", "adjective"), ("ين", "demonym"), ("ون", "demonym"), ("ان", "demonym"), ("ات", "demonym"), ("تين", "adjective"),
)  # fmt: skip


@dataclass(frozen=True)
class Name:
    """A name of an entity, as written, and what it is worth."""

    text: str
    entity: str
    form: Form = "name"
    strength: Strength = "alone"
    persian: bool = False  # found as it is, but no model for spellings of Arabic

    @property
    def models(self) -> bool:
        """Whether other spellings of it are looked for."""
        return self.strength == "alone" and self.form == "name" and not self.persian


Hit = tuple[int, int, str]  # a name found in a folded text: its span there, without particles, and the folded name


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The names by their folded form, and the names that may mean something else."""

    names: dict[str, tuple[Name, ...]]
    doubts: dict[str, Ambiguity]

    @cached_property
    def _patterns(self) -> list[tuple[str, str]]:
        """What stands in a text, and the name it stands for. The article after ل loses its alef: للجيش."""
        joined = [("لل" + key[2:], key) for key in self.names if key.startswith("ال")]
        return [(key, key) for key in self.names] + [(pattern, key) for pattern, key in joined if pattern not in self.names]

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick([pattern for pattern, _ in self._patterns])

    @cached_property
    def neighbours(self) -> Neighbours:
        """The words of the names that stand alone, to find what is spelled almost like them."""
        keys = (key for key, names in self.names.items() if any(name.models for name in names))
        words = (word for key in keys for word in _LETTERS.findall(key))
        return Neighbours(word for word in words if len(word.removeprefix("ال")) >= SHORTEST)

    @cached_property
    def sure(self) -> dict[str, Name]:
        """The names that mean one entity wherever they stand."""
        return {key: n[0] for key, n in self.names.items() if len(n) == 1 and n[0].strength == "alone" and key not in self.doubts}

    def hits(self, text: str) -> list[Hit]:
        """Names in a folded text that begin at a word, or behind attached particles, and end with a word; by their end."""
        length, patterns = len(text), self._patterns
        found: list[Hit] = []
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if end < length and (text[end].isalnum() or text[end] == "$"):
                continue
            pattern, key = patterns[number]
            if start and text[start - 1].isalnum():
                before = joined(text, start)
                if before not in STACKS or end - start < 3 or pattern[0] < "\u0621":
                    continue
                if before.endswith(("ال", "لل")):
                    start -= 2
            found.append((start, end, key))
        return found

    def suspects(self, text: str) -> list[tuple[int, int, str, float]]:
        """Words of a folded text (start, end) that may be meant for a word of a name, that word, and how like it they are."""
        words = set(_WORD.findall(text))
        for word in words - self._cleared - self._suspected.keys():
            if near := self._near(word):
                self._suspected[word] = near
            else:
                self._cleared.add(word)
        if not (present := words & self._suspected.keys()):
            return []
        found = []
        for word in present:
            cut, meant, score = self._suspected[word]
            start = text.find(word)
            while start >= 0:
                end = start + len(word)
                if not ((start and text[start - 1].isalnum()) or text[end : end + 1].isalnum()):
                    found.append((start + cut, end, meant, score))
                start = text.find(word, end)
        return sorted(found)

    def like(self, word: str) -> str:
        """The word of a name that a folded word may be meant for, or nothing."""
        near = self._suspected.get(word)
        return near[1] if near else ""

    @cached_property
    def beside(self) -> dict[str, frozenset[str]]:
        """Word of a name -> the words that stand before or behind it in names; "" where it is a name by itself."""
        pairs: dict[str, set[str]] = {}
        for key in self.names:
            words = _LETTERS.findall(key)
            for one, other in pairwise(words):
                pairs.setdefault(one, set()).add(other)
                pairs.setdefault(other, set()).add(one)
            if len(words) == 1:
                pairs.setdefault(key, set()).add("")
        return {word: frozenset(others) for word, others in pairs.items()}

    @cached_property
    def _suspected(self) -> dict[str, tuple[int, str, float]]:
        return {}

    @cached_property
    def _cleared(self) -> set[str]:
        return set()

    def _near(self, word: str) -> tuple[int, str, float] | None:
        """How many letters of `word` are particles, the word of a name that the rest is like, and how much."""
        best: tuple[int, str, float] | None = None
        for cut in range(min(5, len(word))):
            if cut and word[:cut] not in STACKS:
                continue
            if word[cut:] in self.neighbours.words:
                return None
            near = self.neighbours.nearest(word[cut:])
            if near and (best is None or near[1] > best[2]):
                best = (cut, *near)
        return best

    def suits(self, key: str, written: str) -> tuple[Name, ...]:
        """The readings of a name as `written`: an acronym in capitals, a Latin name with a capital, Arabic always."""
        return tuple(name for name in self.names[key] if _cased(name.text, written))

    @cached_property
    def cased(self) -> frozenset[str]:
        """The names that want a capital."""
        return frozenset(key for key, names in self.names.items() if any(name.text[0].isupper() for name in names))

    def called(self, query: str) -> frozenset[str]:
        """Entities of which `query` is a name, typed in any case and spelling, with or without the article; never by a form
        that depends on its context."""
        key = fold(query).text.strip()
        forms = (key, stem(key), "ال" + stem(key))
        found = {name.entity for form in forms for name in self.names.get(form, ()) if name.strength != "context"}
        if not found and " " not in key and (near := self.neighbours.nearest(key)) and near[1] >= 0.85:
            found = {name.entity for name in self.names.get(near[0], ()) if name.strength == "alone"}
        return frozenset(found)


@kept
def gazetteer(atlas: Atlas, accepted: tuple[tuple[str, str], ...] = ()) -> Gazetteer:
    """The gazetteer of an atlas. `accepted`: further spellings and the entities they mean, as a reviewer confirmed them."""
    doubts = {fold(name).text: row for row in atlas.ambiguities.values() for name in row.names or _plain(atlas.entities[row.entity])}
    names: dict[str, dict[str, Name]] = {}
    for name in (*_all_names(atlas), *(Name(text, entity) for text, entity in accepted)):
        key = fold(name.text).text.strip()
        if len(key) >= 2:
            known = names.setdefault(key, {}).get(name.entity)
            if known is None or (known.strength, name.strength) in {("context", "alone"), ("surname", "alone")}:
                names[key][name.entity] = name
    joined = {key for key in names if _of_two_marks(key, names)}
    return Gazetteer({key: tuple(found.values()) for key, found in names.items() if key not in joined}, doubts)


def _of_two_marks(key: str, names: dict[str, dict[str, Name]]) -> bool:
    """Whether a name is a title or descriptor of the entity and another name, each of which is marked by itself: الجنرال كوريلا."""
    words = key.split()
    for cut in range(1, len(words)):
        first, rest = names.get(" ".join(words[:cut]), {}), words[cut:]
        rest = rest[1:] if rest[0] in ("من", "في") else rest
        if any(first[e].strength == "context" for e in names[key].keys() & first.keys()) and " ".join(rest) in names:
            return True
    return False


def _all_names(atlas: Atlas) -> Iterator[Name]:
    for entity in atlas.entities.values():
        context: Form = "title" if entity.type == "person" else "descriptor"
        yield from (Name(text, entity.id) for text in _plain(entity))
        if len(entity.name_fa) >= 5:  # shorter ones are often Arabic words
            yield Name(entity.name_fa, entity.id, persian=True)
        yield from (Name(text, entity.id, context, "context") for text in entity.context_only_ar)
        if entity.type == "person":
            yield from (Name(text, entity.id, strength="surname") for text in _surnames(entity))
    for row in atlas.demonyms.values():
        yield from _demonyms(row.entity, row.lang, row.adjective, row.plural)
    for doubt in atlas.ambiguities.values():
        both = (doubt.entity, doubt.rival) if doubt.rival else (doubt.entity,)
        yield from (Name(text, entity_id) for text in doubt.names for entity_id in both)


def _plain(entity: Entity) -> Iterable[str]:
    """Names that mean the entity by themselves: each as the table has it, and without what it says in brackets."""
    written = (entity.name_en, *entity.aliases_en, entity.name_ar, *entity.aliases_ar, entity.name_tg, entity.name_ru)
    parts = [part for name in written if name not in entity.context_only_ar for part in name.split(" / ")]
    return dict.fromkeys(text for part in parts for text in (part, _ASIDE.sub("", part).strip()) if len(text) > 1)


def _surnames(entity: Entity) -> Iterator[str]:
    for name in (entity.name_en, entity.name_ar):
        last = name.split()[-1]
        if " " in name and len(last) >= 4 and not last.startswith("ال"):
            yield last


def _demonyms(entity: str, lang: str, adjective: str, plural: tuple[str, ...]) -> Iterator[Name]:
    yield from (Name(text, entity, "demonym") for text in plural)
    if lang == "en":
        yield Name(adjective, entity, "adjective")
    for ending, form in _ENDINGS if lang == "ar" else ():
        yield from (Name(article + adjective + ending, entity, form) for article in ("", "ال"))


def joined(text: str, start: int) -> str:
    """The letters between the beginning of the word and `start`; of a longer piece only its end, which is no particle."""
    first = start
    while first and start - first < 5 and text[first - 1].isalnum():
        first -= 1
    return text[first:start]


def _cased(name: str, written: str) -> bool:
    if name[:4] in ("The ", "the "):
        return written[4:5].isupper()
    if not name[0].isupper():
        return True
    acronym = name.isupper() and len(name) <= 8
    return written.isupper() if acronym else written[0].isupper()
