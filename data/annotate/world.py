"""Places of the whole world in a text, as questions: towns, capitals, regions, rivers and seas that no other
name covers. Never sure: a person confirms each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from data.annotate.mentions import SuggestedMention, mentions_by_passage, overlapping
from data.annotate.world_places import WorldPlace, begins_name, is_there, places_called
from data.text.lexicon import word_set
from data.text.normalize import ATTACHED, STACKS, Folded, fold

LONGEST = 4  # words of a name
CERTAIN = 0.65  # score of a capital: still a question
CITY = 100_000  # people from which a town is offered where nothing says that a place is named
_WORD = re.compile(r"[^\W\d_]+(?:(?!'s\b)['-][^\W\d_]+)*")
_PLACE_WORDS = word_set("before-name", "area-word")
_BEFORE = word_set("place-preposition") | _PLACE_WORDS
_NUMBERS = word_set("number-one", "number-ten", "number-hundred", "scale", "number-vague")
_NO_NAMES = _BEFORE | word_set("function-word", "determiner", "title-word", "stop-word")
_NO_NAMES |= _NUMBERS | {f"ال{number}" for number in _NUMBERS}
_PARTICLES = word_set("name-particle", lang="en")
_TANWIN = "\u064b"  # no name of a place bears it: نيفاً
_KNOWN = ("c", "n", "s")  # kinds of places that are named without a word that says so: capitals, rivers, seas
Places = tuple[WorldPlace, ...]  # of one name, the most populous first
Hit = tuple[int, int, Places]  # a span of a folded text, and the places of that name


def _hits(text: str) -> Iterator[Hit]:
    """The names in a folded text, of those that begin at a word the longest; none overlaps another."""
    words = [match.span() for match in _WORD.finditer(text)]
    reached = 0
    for at, (start, end) in enumerate(words):
        if start < reached or end - start > 40:
            continue
        for cut in _beginnings(text[start:end]):
            if found := _longest(text, words, at, start + cut):
                yield found
                reached = found[1]
                break


def _longest(text: str, words: Sequence[tuple[int, int]], at: int, start: int) -> Hit | None:
    for last in range(min(at + LONGEST, len(words)) - 1, at - 1, -1):
        name = text[start : words[last][1]]
        if name not in _NO_NAMES and (places := places_called(name)):
            return start, words[last][1], places
    return None


@lru_cache(maxsize=16_384)
def _beginnings(word: str) -> tuple[int, ...]:
    """How many letters of a word may be particles before the name of a place, or before its first word."""
    cuts = [0]
    if word[0] > "\u0600":
        cuts += [n for n in (1, 2) if word[:n] in STACKS and len(word) >= n + 2 and word[:n] != "ال"]
    return tuple(cut for cut in cuts if begins_name(word[cut:]))


def world_mentions(passages: Sequence[str], known: Sequence[SuggestedMention]) -> list[SuggestedMention]:
    """Places of the world where no known name is, or where it is within a longer name of such a place."""
    if not is_there():
        return []
    own, found = mentions_by_passage(known), list[tuple[int, int, int, Places, float]]()
    for number, passage in enumerate(passages):
        found += [(number, *place) for place in _free_places(passage, own.get(number, ()))]
    countries = Counter(places[0].country for *_, places, _ in found if len(places) == 1)
    countries[""] = 0
    return [_mention(passages, mark, countries) for mark in found]


def _free_places(passage: str, known: Sequence[SuggestedMention]) -> Iterator[tuple[int, int, Places, float]]:
    """Spans of a passage that seem to name places and are not known names or parts of these, with the places
    of that name and a score."""
    text, reached = fold(passage), 0
    for start, end, places in _hits(text.text):
        first, last = text.span(start, end)
        over = overlapping(known, first, last)
        if all(first <= m.start and m.end <= last and m.end - m.start < last - first for m in over):
            if score := _score(passage, text, (start, end), places[0], reached):
                yield first, last, places, score
            reached = end


def _mention(
    passages: Sequence[str], mark: tuple[int, int, int, Places, float], countries: Counter[str]
) -> SuggestedMention:
    """Of places of one name that comes first in whose country most other places are."""
    passage, first, last, places, score = mark
    ids = tuple(place.id for place in sorted(places, key=lambda place: -countries[place.country]))
    return SuggestedMention(passage, first, last, passages[passage][first:last], ids[0], "name", score, ids)


def _score(passage: str, text: Folded, span: tuple[int, int], place: WorldPlace, last: int) -> float:
    """How likely words name a place; 0: not to be asked. last: where the place before them ends."""
    start = span[0]
    before = text.text[max(0, start - 24) : start]
    led = re.search(r"([^\W\d_]+)\s+[بل]?$", before)
    previous = led[1] if led else ""
    if previous not in _BEFORE and previous[:1] in ATTACHED:
        previous = previous[1:]
    if text.text[start] < "\u0600":
        return _score_latin(passage, text, span, place.kind, previous)
    first, end = text.span(*span)
    if _TANWIN in passage[first : end + 1]:
        return 0
    listed = last and text.text[last:start].strip() in ("و", "،", "، و", ",")
    cue = previous in _BEFORE or before[-1:] in ("ب", "ل") or listed
    if place.kind not in _KNOWN and place.people < CITY and not cue:
        return 0
    return CERTAIN if place.kind == "c" else 0.6 if previous in _PLACE_WORDS else 0.55 if cue else 0.45


def _score_latin(passage: str, text: Folded, span: tuple[int, int], kind: str, previous: str) -> float:
    """A Latin name wants its capital, and no other capital beside it, as of a person or a body."""
    first, last = text.span(*span)
    if not passage[first].isupper():
        return 0
    after = re.match(r"[ -]([^\W\d_]+)", passage[last : last + 24])
    if after and after[1][0].isupper() and fold(after[1]).text not in _NO_NAMES:
        return 0
    if passage[first:last].isupper() and last - first > 3 and not passage.isupper() and first:
        return 0  # COSCO
    before = re.search(r"([A-Z][^\W\d_]+ )?([^\W\d_]+)[ -]$", passage[max(0, first - 32) : first])
    if before and before[1] and before[2] in _PARTICLES:
        return 0  # Vincent van Gogh
    before = re.search(r"([^\W\d_]+)[ -]$", passage[max(0, first - 24) : first])
    if before and before[1][0].isupper() and fold(before[1]).text not in _NO_NAMES:
        return 0
    if re.match(r"['’]s [A-Z]", passage[last : last + 4]):
        return 0
    return CERTAIN if kind == "c" else 0.6 if previous in _BEFORE else 0.5
