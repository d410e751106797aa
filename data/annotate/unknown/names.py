"""Unknown names of a document as questions: every mention of one under one id, so that a person is asked once
for each name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from ahocorasick_rs import AhoCorasick

from data.annotate.gazetteer.token_cache import leading_particles
from data.annotate.mentions import SuggestedMention, mentions_by_passage, overlapping
from data.annotate.proper_names import common_words
from data.annotate.unknown.arabic import arabic_names
from data.annotate.unknown.guess import UnknownName, guess_of, unknown_id
from data.annotate.unknown.latin import latin_names
from data.annotate.world_places import world_place
from data.atlas.atlas import Atlas
from data.text.lexicon import word_set
from data.text.normalize import fold, stem
from data.text.spans import Claimed

ASKED = 0.4  # score: always a question
_SAID = word_set("reporting-verb", "reporting-verb-before-that", lang="en")
SURNAME = 4  # letters of a family name that stands alone
_LONGEST = 8  # words of a name whose parts are looked at: of more they are too many, and it is none
Span = tuple[int, int, str]  # of a passage, and the id of what it names


def unknown_mentions(
    atlas: Atlas, passages: Sequence[str], known: Sequence[SuggestedMention]
) -> list[SuggestedMention]:
    """Mentions of names that no table knows, in reading order. One may hold known names, and then stands in
    their place: the longest name wins."""
    own, common = mentions_by_passage(known), common_words(atlas)
    found = [list(_found(passage, own.get(n, ()), common)) for n, passage in enumerate(passages)]
    spelled = _spellings(passages, found, common)
    mentions: list[SuggestedMention] = []
    repeated = _Repeated(spelled)
    for n, passage in enumerate(passages):
        spans = [(one.start, one.end, spelled[_key(passage, one)]) for one in found[n]]
        spans += repeated.spans(passage)
        known_here = [m for m in own.get(n, ()) if not _is_surname(passage, m, spelled)]
        for start, end, entity in _apart(passage, spans, known_here):
            mentions.append(SuggestedMention(n, start, end, passage[start:end], entity, "name", ASKED, ()))
    return mentions


def guessed_type(atlas: Atlas, passage: str, at: tuple[int, int]) -> str:
    """The type that the words between two places of a passage seem to be of, where they name something, as a
    guess to be asked for; else ""."""
    marks = unknown_mentions(atlas, [passage], ())
    return next((guess_of(m.entity) for m in marks if (m.start, m.end) == at), "")


def _found(passage: str, known: Sequence[SuggestedMention], common: frozenset[str]) -> Iterator[UnknownName]:
    yield from latin_names(passage, known, common)
    yield from arabic_names(passage, known, common)


def _key(passage: str, one: UnknownName) -> str:
    return " ".join(fold(passage[one.start : one.end]).text.split())


def _spellings(
    passages: Sequence[str], found: Sequence[Iterable[UnknownName]], common: frozenset[str]
) -> dict[str, str]:
    """Folded name -> the id of what it names; the family name of one person alone, too."""
    named: dict[str, str] = {}
    for passage, own in zip(passages, found, strict=True):
        for one in own:
            key = _key(passage, one)
            named.setdefault(key, unknown_id(key, one.guess))
    families: dict[str, set[str]] = {}
    for key, entity in named.items():
        last = key.rsplit(" ", 1)[-1]
        if guess_of(entity) == "person" and " " in key and len(last) >= SURNAME and stem(last) not in common:
            families.setdefault(last, set()).add(entity)
    alone = {last: entities.pop() for last, entities in families.items() if len(entities) == 1}
    return _with_parts(named | alone)


def _with_parts(named: dict[str, str]) -> dict[str, str]:
    """The names with what is only a part of one person's full name under the id of that: Zadeh after Jamal
    Zadeh Karimi. A given name, and a part of two people's names, stay by themselves."""
    people = [key for key, entity in named.items() if guess_of(entity) == "person"]
    full: dict[str, set[str]] = {}
    for key in people:
        words = key.split()
        if named[key] != unknown_id(key, "person") or len(words) > _LONGEST:
            continue  # itself a part, or no name
        for first, last in combinations(range(len(words) + 1), 2):
            if last - first > (first == 0) and last - first < len(words):
                full.setdefault(" ".join(words[first:last]), set()).add(named[key])
    own = {key: full[key] for key, entity in named.items() if key in full and _may_be_part(key, entity)}
    return named | {key: next(iter(whole)) for key, whole in own.items() if len(whole) == 1}


def _may_be_part(key: str, entity: str) -> bool:
    """Whether a name is that of a person, or a single Latin word, of which that is not known."""
    return guess_of(entity) == "person" or (key.isascii() and " " not in key)


def _is_surname(passage: str, known: SuggestedMention, spelled: Mapping[str, str]) -> bool:
    """Whether a place of the world is the family name of a person of the text, who speaks: Lavrov said."""
    if world_place(known.entity) is None or not known.text.isascii():
        return False
    person = spelled.get(" ".join(fold(known.text).text.split()), "")
    if guess_of(person) != "person":
        return False
    beside = {*passage[: known.start].lower().split()[-1:], *passage[known.end :].lower().split()[:1]}
    return not _SAID.isdisjoint(beside)


class _Repeated:
    """Finds names that were found once wherever else they stand."""

    def __init__(self, spelled: dict[str, str]):
        self.keys, self.entities = list(spelled), list(spelled.values())
        self._automaton = AhoCorasick(self.keys) if self.keys else None

    def spans(self, passage: str) -> Iterator[Span]:
        """Where they stand in a passage, as words of their own; a Latin one with its capital."""
        if self._automaton is None:
            return
        folded = fold(passage)
        text = folded.text
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if text[end : end + 1].isalnum() or leading_particles(text, start) is None:
                continue
            first, last = folded.span(start, end)
            latin = text[start] < "\u0600"
            if not latin or (passage[first].isupper() and not text[start - 1 : start].isalnum()):
                yield first, last, self.entities[number]


def _apart(passage: str, spans: Iterable[Span], known: Sequence[SuggestedMention]) -> list[Span]:
    """Spans that do not overlap, the longest first, without those that only hold or cut known names."""
    taken, apart = Claimed(len(passage)), list[Span]()
    for start, end, entity in sorted(set(spans), key=lambda span: (span[0] - span[1], span[0])):
        over = overlapping(known, start, end)
        fits = all(start <= m.start and m.end <= end and m.end - m.start < end - start for m in over)
        if fits and taken.claim(start, end):
            apart.append((start, end, entity))
    return sorted(apart)
