"""The gazetteer: every name that the tables know, in one Aho–Corasick automaton over folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from data.annotate.gazetteer.names import Name
from data.annotate.gazetteer.token_cache import TokenCache, leading_particles
from data.tables.model import Ambiguity
from data.tables.vocab import Form
from data.text.normalize import fold, stem
from data.text.spelling import CALLED, SHORTEST, Neighbours

_LETTERS = re.compile(r"[^\W\d_]+")


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
    def token_cache(self) -> TokenCache:
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
        near = self.token_cache.like.get(word)
        return near[1] if near else ""

    @cached_property
    def adjacent_words(self) -> dict[str, frozenset[str]]:
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
    def capitalised_names(self) -> frozenset[str]:
        """The names that want a capital."""
        return frozenset(
            key for key, names in self.names.items() if any(name.text[0].isupper() for name in names)
        )

    def entities_called(self, query: str) -> frozenset[str]:
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
