"""Who goes on speaking where a verb leaves that unsaid (وأضاف, he said): whoever spoke last, as long as
nothing else may be meant. Where a text has named somebody else since, or speaks of a woman after a man, a
guess would be sure of nothing: one person so named is a question, of several none is taken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from data.annotate.mentions import SuggestedMention
from data.annotate.speech.cues import Cue
from data.text.lexicon import word_set, word_values
from data.text.normalize import fold

UNSURE = 0.65  # score of who is taken over from a sentence before: a person is asked
_FARTHEST = 2  # passages back
_MOST = 64  # names since somebody spoke, the last ones, that are looked at
_LEAD = 200  # letters before a verb in which a new turn is told
_REPORTS = word_set("reporting-verb", "reporting-verb-before-that", lang="ar")
_KIND_ALONE = re.compile(r"ال(\w{3,})|the ([a-z]{4,})")
_NEW_TURN = word_set("new-speaker")

Gender = Literal["m", "f", "n", ""]
_KNOWN: tuple[Gender, ...] = ("m", "f", "n")
_GENDERS = {
    word: gender for word, said in word_values("gender-word").items() for gender in _KNOWN if gender == said
}


class Speaker(NamedTuple):
    """Who speaks: an entity and the words that name who, each empty where not known, and whether the text
    speaks of a man, a woman or a thing, empty where it does not say."""

    entity: str = ""
    words: str = ""
    gender: Gender = ""

    def __bool__(self) -> bool:
        return bool(self.entity or self.words)


class Turn(NamedTuple):
    """Who spoke last, in which passage, and the people whom the text itself has named since (the last
    _MOST of them), as often as it did."""

    voice: Speaker = Speaker()
    passage: int = 0
    others: tuple[str, ...] = ()

    def advance(self, number: int, names: Iterable[SuggestedMention]) -> Turn:
        """The turn at a passage or place farther on, before which the text has named these people."""
        voice = self.voice if number - self.passage <= _FARTHEST else Speaker()
        named = (m.entity for m in names if m.entity != voice.entity and m.text not in voice.words)
        return Turn(voice, self.passage, (*self.others, *named)[-_MOST:])

    def goes_on(self, gender: Gender = "") -> Speaker:
        """Who speaks where a verb leaves it unsaid; nobody where several may be meant, unless the text named
        one of them much more often."""
        if gender == "n" and self.others:  # people
            return self.voice if self.voice.gender == "n" else Speaker()
        if self.others:
            (who, often), *_ = Counter(self.others).most_common(1)
            most = often >= 2 * (len(self.others) - often)
            return Speaker(who, "", gender) if most else Speaker()
        if gender and self.voice.gender and gender != self.voice.gender:
            return Speaker()
        return self.voice._replace(gender=self.voice.gender or gender)


def gender_of(cue: Cue, lead: str, words: str) -> Gender:
    """Whether a cue speaks of a man, a woman or a thing: by the form of an Arabic verb, the English pronoun
    before it at the end of `lead`, or a title in the words that name who speaks."""
    if cue.kind == "source":
        return ""
    if not cue.english:
        return _of_verb(fold(cue.text).text)
    told = re.findall(r"[a-z]+", (words or lead[-24:]).lower())
    found = {_GENDERS[word] for word in (told if words else reversed(told)) if word in _GENDERS}
    return found.pop() if len(found) == 1 else ""


def begins_turn(passage: str, cue: Cue, begun: int) -> bool:
    """Whether a sentence that begins at an offset says before a cue that somebody else has the word now: من
    جهته, for his part."""
    lead = fold(passage[max(begun, cue.start - _LEAD) : cue.start]).text.lower()
    return any(word in lead for word in _NEW_TURN)


@lru_cache(maxsize=4096)
def _of_verb(verb: str) -> Gender:
    """Of an Arabic verb that has a form of the other gender in the lists: قالت and قال, تقول and يقول."""
    if verb[-1:] == "ت" and not _REPORTS.isdisjoint((verb[:-1], verb[:-1] + "ي", verb[:-1] + "ا")):
        return "f"
    if verb[:1] == "ت" and "ي" + verb[1:] in _REPORTS:
        return "f"
    plural = verb.endswith(("وا", "ون", "ين"))
    return "m" if verb in _REPORTS and not plural else ""


def body_named_before(words: str, bodies: Iterable[SuggestedMention]) -> str:
    """The body among those named before that a text calls by its kind alone: الوزارة, the ministry. Empty
    where it is none or may be several."""
    kind = _KIND_ALONE.fullmatch(fold(words).text.lower())
    if kind is None:
        return ""
    found = {m.entity for m in bodies if (kind[1] or kind[2]) in _kinds(m.text)}
    return next(iter(found)) if len(found) == 1 else ""


def kind_told_before(words: str, told: Mapping[str, set[str]]) -> str:
    """The one body of which a text has said that it is of the kind by which it calls one alone: Gazprom,
    a company. words: folded; told: kind behind an article -> the bodies said to be of it."""
    kind = _KIND_ALONE.fullmatch(words)
    found = told.get(f"a {kind[1] or kind[2]}", set()) if kind else set()
    return next(iter(found)) if len(found) == 1 else ""


@lru_cache(maxsize=4096)
def _kinds(name: str) -> tuple[str, ...]:
    """The words of a name that may say what it is: in Arabic the first, in English any."""
    words = re.findall(r"\w+", fold(name).text.lower())
    return tuple(words) if name.isascii() else (words[0].removeprefix("ال"),) if words else ()
