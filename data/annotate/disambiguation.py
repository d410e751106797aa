"""What surrounds a doubtful name: which entities the document names, which words stand near, and what they
speak for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from data.annotate.gazetteer.names import Name
from data.annotate.gazetteer.token_cache import leading_particles
from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.tables.model import Ambiguity
from data.text.lexicon import either
from data.text.normalize import fold
from data.text.spans import Lines

# What a name means, how sure that is (below 0.7 a person is asked), and what it may mean, the likeliest
# first.
Decision = tuple[str, float, tuple[str, ...]]
ONE_CUE = 0.65  # score of one of two namesakes where one cue alone speaks for it: a person is asked
_IN = re.compile(rf"(?:^|\W)(?:{either('before-city')})\s+$")
_AFTER = re.compile(
    rf"\s+(?:(?:{either('between-names')})\s+)?(?:the\s+)?(?:(?:{either('area-before-name')})\s+)?[لب]?"
)


class Context:
    """The folded text of one document, where it names what beyond doubt, and where its cues stand."""

    def __init__(
        self,
        atlas: Atlas,
        text: str,
        cues: Mapping[str, Sequence[int]],
        borders: Sequence[tuple[int, int]] = (),
    ):
        """borders: where phrases for a border stand, in reading order."""
        self.text, self._cues_at, self._borders = text, cues, borders
        self._kin_of, self._wider, self._capitals = kinship(atlas), wider_kinship(atlas), capitals(atlas)
        self._noted: dict[str, list[int]] = {}
        self._lines = Lines(text)
        self._counted: dict[tuple[tuple[str, ...], int, int], int] = {}

    def note_first(self, named: Iterable[tuple[str, int]]) -> None:
        """Keep what the text names, in the order in which it stands there, before anything else is noted."""
        for entity, start in named:
            self._noted.setdefault(entity, []).append(start)

    def note(self, entity: str, start: int) -> None:
        """Keep that the text names `entity` at `start`."""
        insort(self._noted.setdefault(entity, []), start)

    def names(self, entity: str) -> bool:
        """Whether the document names the entity beyond doubt."""
        return entity in self._noted

    def stands_for_its_state(self, entity: str, entities: tuple[str, ...]) -> bool:
        """Whether a state goes by the name of its capital."""
        return any((other, entity) in self._capitals for other in entities)

    def alone(self, name: Name, start: int, end: int) -> Decision | None:
        """A name that one entity has. A family name or a title needs the entity elsewhere in the document."""
        entity = name.entity
        if name.strength == "alone":
            return entity, 1.0, (entity,)
        if name.strength == "doubtful":
            return entity, 0.5, (entity, "")
        if name.strength == "surname":
            if self.text.startswith(("ال", "لل"), start):  # عبد الرحمان
                return None
            sure = 0.9 if self.names(entity) else 0.75 if len(name.text) > 5 else 0.5
            return (entity, sure, (entity,)) if sure > 0.5 or len(name.text) > 4 else None
        return entity, self._phrase(name, start, end), (entity,)

    def _phrase(self, name: Name, start: int, end: int) -> float:
        """How sure it is that a title or descriptor stands for its entity: the document names the entity, or
        the state or place that the phrase speaks of or leads to. Else a person is asked, the more so the less
        of its kin is near."""
        kin = self._kin_of[name.entity]
        wider = self._wider[name.entity] if name.form == "descriptor" else kin
        first, last = self._edges(start)
        after = _AFTER.match(self.text, end)
        if self._between(name.entity, first, last) or (
            after and self._noted_at(wider | {name.entity}, after.end())
        ):
            return 0.9
        if self.names(name.entity) or (
            name.form == "descriptor" and any(self._between(other, start, end) for other in kin)
        ):
            return 0.8
        near = sum(1 for other in kin if self._between(other, first, last))
        return 0.6 if near > 1 else 0.5 if near else 0.3

    def _noted_at(self, entities: frozenset[str], start: int) -> bool:
        return any(self._between(entity, start, start + 1) for entity in entities)

    def between(self, doubt: Ambiguity, start: int) -> Decision | None:
        """A name of `doubt.entity` that may mean its rival: cues and kin in the passage decide, then those of
        the document."""
        rival = doubt.rival or ""
        for first, last, sure in ((*self._edges(start), 0.9), (0, len(self.text), 0.75)):
            mine, others = self._speaks_for(doubt, first, last)
            own, other = sum(mine), sum(others)
            if other > own and not rival and doubt.usual:
                return None
            if own != other:
                best, rest = (doubt.entity, rival) if own > other else (rival, doubt.entity)
                if rival and max(mine if own > other else others) < 2:  # a cue may itself be the kin
                    sure = min(sure, ONE_CUE)
                return best, sure if not min(own, other) else 0.72, (best, rest)
            if own:
                break
        if doubt.usual == "rival" and not own:
            return None
        usual = doubt.usual == "entity" and not own
        return doubt.entity, 0.75 if usual else 0.5, (doubt.entity, rival)

    def _speaks_for(self, doubt: Ambiguity, first: int, last: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """The cues and the kin of a doubtful name's entity between two offsets, and those of its rival. Of
        two on either side of a border the phrase for that says nothing: "the border with Afghanistan"."""
        rival = doubt.rival or ""
        cues = [
            self._cues(words, first, last, beyond_borders=bool(rival))
            for words in (doubt.cues, doubt.rival_cues)
        ]
        kin = self._kin(rival, doubt.entity, first, last) if rival else 0
        return (cues[0], self._kin(doubt.entity, rival, first, last)), (cues[1], kin)

    def among(self, entities: tuple[str, ...], start: int, end: int) -> Decision:
        """A name that several entities share: a capital and its state, a town and its district, two towns."""
        for city in entities:
            for state in entities:
                if (city, state) in self._capitals:
                    owns = self.text.startswith("'s", end)
                    best = city if _IN.search(self.text[max(0, start - 16) : start]) and not owns else state
                    return best, 0.85, (best, *(e for e in entities if e != best))
        first, last = self._edges(start)
        ranked = sorted(entities, key=lambda e: -self._kin(e, "", first, last))
        lead = self._kin(ranked[0], "", first, last) - self._kin(ranked[1], "", first, last)
        if ranked[1] in self._kin_of.get(ranked[0], ()):  # what speaks for a town speaks for its district
            lead = 0
        return ranked[0], 0.75 if lead else 0.5, tuple(ranked)

    def _edges(self, start: int) -> tuple[int, int]:
        """Where the passage around `start` begins and ends."""
        return self._lines.around(start)

    def _between(self, entity: str, first: int, last: int) -> bool:
        return _within(self._noted.get(entity, ()), first, last)

    def _cues(self, cues: tuple[str, ...], first: int, last: int, *, beyond_borders: bool = False) -> int:
        """How many different cues stand between two offsets."""
        if (cues, first, last) not in self._counted:
            at = self._beyond_borders if beyond_borders else self._cues_at
            present = [at[cue] for cue in cues if cue in at]
            self._counted[cues, first, last] = sum(_within(starts, first, last) for starts in present)
        return self._counted[cues, first, last]

    @cached_property
    def _beyond_borders(self) -> Mapping[str, Sequence[int]]:
        """Where cues stand outside the phrases for borders."""
        begun = [start for start, _ in self._borders]
        reached = list(accumulate((end for _, end in self._borders), max, initial=0))
        return {
            cue: [at for at in starts if reached[bisect_right(begun, at)] <= at]
            for cue, starts in self._cues_at.items()
        }

    def _kin(self, entity: str, against: str, first: int, last: int) -> int:
        """How many entities that belong to `entity` and not to `against` are named between two offsets."""
        rivals = self._kin_of.get(against, frozenset())
        kin = self._noted.keys() & self._kin_of.get(entity, frozenset())
        return sum(
            1
            for other in kin
            if other != against and other not in rivals and self._between(other, first, last)
        )


def _within(starts: Sequence[int], first: int, last: int) -> bool:
    at = bisect_left(starts, first)
    return at < len(starts) and starts[at] < last


class Cues:
    """Words that are found in folded text as beginnings of words, also after attached particles."""

    def __init__(self, words: tuple[str, ...]):
        self._automaton = AhoCorasick([fold(word).text for word in words])

    @staticmethod
    @lru_cache(maxsize=512)
    def of(words: tuple[str, ...]) -> Cues:
        """The cues, made once."""
        return Cues(words)

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Number of the cue, and the span of the words that begin with it."""
        length = len(text)
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if leading_particles(text, start) is None:
                continue
            while end < length and text[end].isalnum():
                end += 1
            yield number, start, end


@cached_per_atlas
def capitals(atlas: Atlas) -> frozenset[tuple[str, str]]:
    """Capitals and their states."""
    return frozenset(pair for pair, link in atlas.links.items() if link.relation == "capital")


@cached_per_atlas
def borders(atlas: Atlas) -> frozenset[str]:
    """Borders of two states."""
    return frozenset(border for (border, _), link in atlas.links.items() if link.relation == "between")


@cached_per_atlas
def kinship(atlas: Atlas) -> Mapping[str, frozenset[str]]:
    """Entity -> those that belong to it: linked ones, the state it acts for or lies in."""
    kin: dict[str, set[str]] = {entity: set() for entity in atlas.entities}
    for one, other in atlas.links:
        kin[one].add(other)
        kin[other].add(one)
    for key, actor in atlas.actors.items():
        kin[key] |= {entity for entity in (actor.group, actor.affiliation) if entity in kin}
    for key, place in atlas.places.items():
        kin[key] |= {
            {"TJ": "tajikistan", "AF": "afghanistan"}.get(place.side, ""),
            place.province or "",
        } & kin.keys()
    return {entity: frozenset(others - {entity}) for entity, others in kin.items()}


@cached_per_atlas
def wider_kinship(atlas: Atlas) -> Mapping[str, frozenset[str]]:
    """Entity -> its kin, and theirs."""
    kin = kinship(atlas)
    return {entity: others.union(*(kin[other] for other in others)) for entity, others in kin.items()}
