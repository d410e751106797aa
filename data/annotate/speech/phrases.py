"""Which name the words that say who speaks hold: Lavrov of the ministry, the Tass agency, سلطات
طالبان; or which of the people named before is meant by a title alone: الوزير, the deputy minister."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from data.annotate.mentions import SuggestedMention
from data.annotate.speech.speakers import SpeakerNames, person_in_apposition
from data.annotate.speech.turns import UNSURE
from data.annotate.unknown.guess import is_unknown
from data.text.lexicon import word_set
from data.text.normalize import fold

_TITLES = word_set("title-word", "person-title", "before-name", "title-of-speaker", "title-of-subject")
_LEADS = word_set("speaking-body-lead", "clause-start", "clause-joiner")
_LINKS = word_set("subject-preposition")
_AT = word_set("seat-preposition")
_MEDIA = word_set("media-word")
_OF_BODY, _BODIES = word_set("officials"), word_set("speaking-body")
_KINDS = word_set("body-kind")
_ALONE = word_set("title-alone")
_OF_ANOTHER = word_set("past-verb", "title-edge")
_WINDOW, _FAR = 80, 7  # letters and words beside a name that may hold its title
_WORD = re.compile(r"[^\W\d_]+")
_EDGE = re.compile(r"[.,،؛;:!?؟«»“”\"()]")
_KIND_TOLD = re.compile(r"[,،]\s*(?:وهو\s|وهي\s|an?\s|the\s)([^.,،؛;:!?؟«»“”\"()]*)")
_SAID = word_set("reporting-verb", "reporting-verb-before-that", lang="en")
_KIND_WORDS = 3  # within so many words
_APPOSED = re.compile(r"[,،]\s*(?:وهو |وهي )?([^.,،؛;:!?؟«»“”\"()]*)")


class Tied(NamedTuple):
    """The name that a phrase holds, how sure that is and can be at most, and where it ends."""

    entity: str = ""
    score: float = 0.5
    most: float = 0.5
    stop: int = 0


def name_in_phrase(passage: str, words: tuple[int, int], names: SpeakerNames, *, predicate: bool) -> Tied:
    """The name in a phrase. predicate: what who speaks did may follow the name: X thanked them and said."""
    start, stop = words
    who, score, most = person_in_apposition(passage, words, names)
    if who:
        return Tied(who, score, most, stop)
    if (first := _first(passage, start, stop, names)) is None:
        return _behind(passage, stop, names)
    tail = passage[first.end : stop].strip(" .ـ")
    if not (names.is_person(first) or _is_bodys(passage, first, tail, names)) and not (tail and predicate):
        return Tied()
    if names.is_person(first) and tail and not (_describes(tail) or predicate):
        return Tied()
    if re.match(r"['’]s|-\w", passage[first.end : first.end + 2]) or _is_one_of_several(first, tail, names):
        return Tied()
    most = UNSURE if first.question or (tail and predicate) else first.score
    return Tied(first.entity, min(0.85, most), most, first.end if predicate else stop)


def _first(passage: str, start: int, stop: int, names: SpeakerNames) -> SuggestedMention | None:
    """The name at the beginning of a phrase, behind titles alone."""
    first = next((m for m in names.between(start, stop) if m.form != "adjective"), None)
    if first is None or first.end > stop or (first.question and len(set(first.candidates) - {""}) > 1):
        return None
    lead = _WORD.findall(fold(passage[start : first.start]).text)
    if names.is_person(first):
        if lead and lead[-1] in _BODIES:
            return None  # مستشار لافروف
        fits = not lead or lead[-1] in _TITLES or set(lead) <= _LEADS | _MEDIA
    else:
        told = bool(lead) and lead[-1] in _KINDS  # environmental group Blue Planet
        fits = told or all(word in _LEADS | _OF_BODY or word.removeprefix("ل") in _LEADS for word in lead)
    return first if fits and not _LINKS & set(lead[:-1]) else None


def _is_bodys(passage: str, body: SuggestedMention, tail: str, names: SpeakerNames) -> bool:
    """Whether the words behind a body's name leave it who speaks: the Mehr agency, Taliban officials, the
    ministry, asked about that; not the embassy's country."""
    following = fold(tail).text.split()
    kind = names.types[body.entity]
    before = fold(passage[max(0, body.start - 16) : body.start]).text.split()
    if before and before[-1].removeprefix("و") in _OF_BODY and kind != "organisation":
        return False  # the officials of a country
    if not following or (kind == "organisation" and all(word in _MEDIA | _OF_BODY for word in following)):
        return True
    if re.match(r"[,،]\s+(?!an?\s|the\s)", passage[body.end : body.end + 6]):
        return True
    return kind == "organisation" and following[0] in _AT


def _describes(tail: str) -> bool:
    """Whether words behind a person's name only say more of who that is: of the ministry, a trader."""
    first = _WORD.match(fold(tail).text)
    return tail[:1] in ",،(" or (first is not None and first[0] in _LINKS)


def _is_one_of_several(first: SuggestedMention, tail: str, names: SpeakerNames) -> bool:
    """Whether a name begins a list: Lavrov, Blinken and Rahmon."""
    begins = next(iter(names.between(first.end, first.end + 8)), None)
    joined = re.match(r"(?:,|،)?\s*(?:and\s|و)?", tail)
    at = first.end + 1 + (joined.end() if joined else 0)
    return bool(joined and joined[0].strip()) and begins is not None and begins.start <= at


def _behind(passage: str, stop: int, names: SpeakerNames) -> Tied:
    """The person named behind a comma after a phrase that names nobody: said the chief, Amal Rashid; قال
    المدير، أحمد علي، إن."""
    if not re.match(r"[,،]\s", passage[stop : stop + 2]):
        return Tied()
    name = next((m for m in names.between(stop + 2, stop + 14) if names.is_person(m)), None)
    if name is None or not re.match(r"\s*[,،.:]|\s*$", passage[name.end : name.end + 2]):
        return Tied()
    lead = _WORD.findall(fold(passage[stop + 2 : name.start]).text)
    if (name.question and not is_unknown(name.entity)) or not set(lead) <= _TITLES:
        return Tied()
    return Tied(name.entity, min(0.85, name.score), name.score, name.end)


def subject_of(passage: str, start: int, stop: int, names: SpeakerNames) -> str:
    """The person whom an Arabic sentence begins with, behind a verb and titles, where it names no other: the
    subject of a verb that is joined to it (…، وتؤكد)."""
    people = [m for m in names.between(start, stop) if names.is_person(m)]
    if len({m.entity for m in people}) != 1 or (people[0].question and not is_unknown(people[0].entity)):
        return ""
    lead = _WORD.findall(fold(_leading(passage[start : people[0].start])).text)
    beginning = [
        at for at, word in enumerate(lead) if word.removeprefix("و") not in _LEADS and word not in _TITLES
    ]
    fits = not beginning or (len(beginning) == 1 and beginning[0] <= 1)
    return people[0].entity if fits and len(lead) <= _FAR else ""


def _leading(words: str) -> str:
    """Words without what says that somebody else has the word now: من جهته،"""
    return re.sub(r"^[^،,]{1,24}[،,]\s", "", words)


def titled_before(words: str, titles: Mapping[str, set[str]]) -> str:
    """The one person whom a text has named with the title that it uses alone: الوزير, the deputy minister.
    titles: word -> the people named with it."""
    alone = _WORD.findall(fold(words).text)
    of_body = len(alone) > 1 and alone[0] in _ALONE and alone[1].startswith("ال")  # رئيس الهيئة
    if not 0 < len(alone) <= 4 or not (alone[0] == "the" or alone[0].startswith("ال") or of_body):
        return ""
    bare = [word.removeprefix("ال") for word in alone if word != "the"]
    if not _ALONE & set(bare):
        return ""
    people = set.intersection(*(titles.get(word, set()) for word in bare))
    return next(iter(people)) if len(people) == 1 else ""


def titles_of(passage: str, people: Iterable[SuggestedMention]) -> Iterator[tuple[str, str]]:
    """The words beside the people whom a passage names that may be their titles, and who that is: before
    their name, or between commas behind it."""
    reached = 0
    for name in people:
        *_, apposed_to, before = "", *_EDGE.split(passage[max(reached, name.start - _WINDOW) : name.start])
        behind = _APPOSED.match(passage[name.end : name.end + _WINDOW])
        for words in (
            _own(before if before.strip() else apposed_to),
            _own(apposed_to) if set(_bare(before)) <= _TITLES else frozenset[str](),  # مدير الوكالة، اللواء
            frozenset(_bare(behind[1])[:_FAR]) if behind else frozenset[str](),
        ):
            if _ALONE & words:
                yield from ((word, name.entity) for word in words)
        reached = name.end


def kinds_of(passage: str, bodies: Iterable[SuggestedMention]) -> Iterator[tuple[str, str]]:
    """What kind a passage says that the bodies which it names are, between commas behind their name, and
    which that is: Gazprom, a company; الهلال، وهي جمعية. An article leads the kind, no title."""
    for name in bodies:
        told = _KIND_TOLD.match(passage[name.end : name.end + _WINDOW])
        words = _bare(told[1]) if told else []
        for kind in words[:_KIND_WORDS]:
            if kind in _KINDS and _SAID.isdisjoint(words):  # seen by Reuters, the company said
                yield f"a {kind}", name.entity


def _own(before: str) -> frozenset[str]:
    """The words before a name that belong to it: none before a verb or what leads to another noun."""
    words = _bare(before)[-_FAR:]
    cut = max((at for at, word in enumerate(words) if word in _OF_ANOTHER), default=-1)
    return frozenset(words[cut + 1 :])


def _bare(words: str) -> list[str]:
    return [word.removeprefix("ال") for word in _WORD.findall(fold(words).text)]
