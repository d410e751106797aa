"""Who speaks at a cue of a passage: the name that is its subject, whom a title or a kind alone means, or who
goes on speaking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from data.annotate.mentions import SuggestedMention
from data.annotate.speech.attribution import attribution, is_addressed
from data.annotate.speech.cues import Cue, cues_in
from data.annotate.speech.described import NAMED, describes_one, is_alone, is_nobody, is_owner
from data.annotate.speech.interviews import Interview
from data.annotate.speech.phrases import (
    kinds_of,
    name_in_phrase,
    subject_of,
    titled_before,
    titles_of,
)
from data.annotate.speech.quotations import Quotations
from data.annotate.speech.speakers import SpeakerNames, find_speaker, leaves_unsaid
from data.annotate.speech.turns import (
    UNSURE,
    Gender,
    Speaker,
    Turn,
    begins_turn,
    body_named_before,
    gender_of,
    kind_told_before,
)
from data.annotate.unknown.full_names import FullNames
from data.annotate.unknown.guess import is_unknown, unknown_name
from data.tables.vocab import ACTOR_TYPES
from data.text.lexicon import either, word_set
from data.text.normalize import fold

_HOMOGRAPHS = word_set("reporting-homograph")  # plural nouns as well: verbs only after their subject
_SUBJECT = re.compile(rf"(?:\b(?:{either('reporting-subject')}))\s+$", re.I)
_ANSWERS = word_set("answering-verb", lang="ar")
_DOCUMENTS = word_set("answered-of")
_AGED = re.compile(r"the \d{1,3}-year-old")
_PERSON_ALONE = re.compile(rf"(?:{either('person-alone')}|{_AGED.pattern})(?!\w)")
_CAPITAL_BEFORE = re.compile(r"[^\W\d_]\s+[A-Z][\w.’'-]*\s$")  # within a sentence: the World Bank claims


class Before(NamedTuple):
    """What the passages before one have told: who spoke last, the bodies named, the people named with a
    title, and who answers questions."""

    turn: Turn
    bodies: Sequence[SuggestedMention]
    titles: dict[str, set[str]]
    interview: Interview
    people: FullNames


class Voices:
    """A passage with its quotations, cues and names, each in reading order, and who speaks in it."""

    def __init__(
        self,
        number: int,
        passage: str,
        named: Sequence[SuggestedMention],
        types: Mapping[str, str],
        before: Before,
    ):
        self.number, self.passage = number, passage
        self.told = 0  # where the sentence of who spoke last ends
        self.turn, self.heard = before.turn, 0  # who spoke last, and where in this passage that ended
        self.bodies, self.titles, self.interview = before.bodies, before.titles, before.interview
        self.people, self.mentions = before.people, [m for m in named if m.entity]
        speaking = [m for m in named if m.entity and types.get(m.entity) in ACTOR_TYPES]
        self.quotes = Quotations(passage)
        self.all_names = SpeakerNames(speaking, types)
        self.names = SpeakerNames(
            [m for m in speaking if not self.quotes.hold(m.start, m.end - m.start + 4)], types
        )
        self.cues = [
            cue
            for cue in cues_in(passage, named)
            if cue.text.lower() not in _HOMOGRAPHS or self._has_subject(cue)
        ]
        self.cue_starts = [cue.start for cue in self.cues]
        for title, who in titles_of(
            passage, [m for m in self.all_names.named if self.all_names.is_person(m)]
        ):
            self.titles.setdefault(title, set()).add(who)
        for kind, body in kinds_of(passage, [m for m in self.all_names.named if self.all_names.is_body(m)]):
            self.titles.setdefault(kind, set()).add(body)

    def _has_subject(self, cue: Cue) -> bool:
        name = self.all_names.before(cue.start)
        near = name is not None and not self.passage[name.end : cue.start].strip()
        behind_comma = self.passage[: cue.start].rstrip().endswith(",")
        near = near or (
            behind_comma and self.passage.startswith(" that ", cue.end)
        )  # X, who chairs it, claims
        near = near or (
            cue.text.endswith("that")
            and bool(_CAPITAL_BEFORE.search(self.passage[max(0, cue.start - 40) : cue.start]))
        )
        return near or bool(_SUBJECT.search(self.passage[max(0, cue.start - 24) : cue.start]))

    def turn_at(self, at: int) -> Turn:
        """Who spoke last before an offset, and whom the passage has named since."""
        since = self.heard if at <= self.told else max(self.heard, self.told)
        people = [m for m in self.names.between(since, at) if self.names.is_person(m)]
        return self.turn.advance(self.number, people)

    def voice(self, cue: Cue, sentence: tuple[int, int], reach: int) -> tuple[str, float, float, str]:
        """Who a cue attributes to, how sure that is and can be at most, and the words that name who speaks;
        what they do not hold is no speaker."""
        start, stop = attribution(self.passage, cue, sentence, reach)
        voice = self.turn.voice
        if (
            cue.english
            and cue.is_beside
            and sentence[0] < self.heard
            and self.turn.passage == self.number
            and voice
        ):
            self.heard = cue.end  # the crossing is shut, Ismatov said, adding that
            return voice.entity, UNSURE, UNSURE, voice.words
        addressed = not cue.english and is_addressed(
            self.passage[start:stop], self.all_names.between(start + 1, start + 3)
        )
        words = "" if addressed else self.passage[start:stop]
        gender = gender_of(cue, self.passage[sentence[0] : cue.start], words)
        who, score, most = find_speaker(self.passage, cue, sentence, reach, self.names)
        inside = self.names.between(start, stop)
        leads = not (cue.english or inside) and subject_of(self.passage, sentence[0], cue.start, self.names)
        if who and who == leads:
            words = next(m.text for m in self.names.named if m.entity == who)  # الوزير سالم العمري ينفي الخبر
        elif words and who not in {name.entity for name in inside}:
            joined = cue.is_beside or words.endswith((" and", " but"))
            who, score, most, stop = name_in_phrase(self.passage, (start, stop), self.names, predicate=joined)
            words = self.passage[start:stop] if who else words
            if not who and (known := self._called(words, start)):
                who, score, most = known, UNSURE, UNSURE
            if not who and (words in ("and", "but") or words.endswith((" and", " but"))):
                words = ""  # who did something, and not a name of whom
        elif not (words or who) and (addressed or leaves_unsaid(self.passage, cue, sentence[0])):
            voice = self._unsaid(cue, sentence, gender)
            who, score, most, words = voice.entity, UNSURE, UNSURE, voice.words
        if words and self.passage.startswith(words, start):
            who, score, most, words = self._certain(who, score, most, words, start)
        if cue.english and who and self.names.types[who] != "person":
            gender = "" if is_unknown(who) and " " not in who else "n"
        voice = Speaker(who, words, gender)
        self.turn, self.heard, self.told = Turn(voice, self.number), cue.end, sentence[1]
        if gender and self.names.types.get(who) == "person":
            self.people.genders.setdefault(who, gender)
        return who, score, most, words

    def _certain(
        self, who: str, score: float, most: float, words: str, at: int
    ) -> tuple[str, float, float, str]:
        """Who speaks and the words for it, which begin at an offset: a part of a name is whoever has that
        whole, and nobody where several have it; words that may not stand for anybody are none."""
        part = unknown_name(who) or ("" if who else words)
        owners = self.people.having(part) if part else set[str]()
        if owners and who not in owners:
            who = owners.pop() if len(owners) == 1 else ""
            return who, UNSURE, UNSURE, words if who else ""
        return who, score, most, words if who or self._may_stand(words, at) else ""

    def _may_stand(self, words: str, at: int) -> bool:
        """Whether words that hold no name of who speaks may say who it is."""
        inside = [m for m in self.mentions if at <= m.start and m.end <= at + len(words)]
        people = {m.entity for m in inside if self.all_names.types[m.entity] == "person"}
        if not words or (people and not self.people.besides(people)):
            return True
        if people and not is_owner(words, [(m.start - at, m.end - at) for m in inside if m.entity in people]):
            return True
        if not inside and is_alone(words):
            return not self.people.stand_before(words, self.number, at)
        for name in reversed(inside):
            shown = name.text.lower() if name.form == "adjective" else NAMED
            words = f"{words[: name.start - at]}{shown}{words[name.end - at :]}"
        return not (is_nobody(words) or (self.people and describes_one(words)))

    def _called(self, words: str, at: int) -> str:
        """Whom a text calls by a title or a kind alone, or as the document that somebody has issued."""
        text = fold(words).text.lower()
        body = self.turn.voice.entity if text in _DOCUMENTS else ""
        if body and self.all_names.types.get(body) == "person":
            body = ""
        told = kind_told_before(text, self.titles) or body_named_before(words, self._bodies_before(at))
        person = self._only_person(0, at).entity if _PERSON_ALONE.match(text) else ""
        if not person and _AGED.match(text):
            person = self.turn_at(at).goes_on().entity
        return titled_before(words, self.titles) or told or body or person

    def _bodies_before(self, at: int) -> Iterator[SuggestedMention]:
        yield from self.bodies
        yield from (m for m in self.all_names.between(0, at) if self.all_names.is_body(m))

    def _unsaid(self, cue: Cue, sentence: tuple[int, int], gender: Gender) -> Speaker:
        """Who goes on speaking at a cue. A verb that is joined to another of its sentence (…، وقال) has its
        subject, so that nobody of an earlier sentence is meant; so has a form beside a verb (قائلاً)."""
        within = sentence[0] < self.heard
        if cue.kind == "source":
            return Speaker()
        if cue.is_beside:
            return self.turn.voice if within else self._only_person(sentence[0], cue.start)
        joined = not cue.english and not self.passage[cue.start - 1 : cue.start].isspace()
        if joined and not within and cue.start - sentence[0] > 1:
            if fold(cue.text).text in _ANSWERS:  # سألت الوزير فأجاب
                return self._only_person(sentence[0], cue.start)
            return Speaker(subject_of(self.passage, sentence[0], cue.start, self.names))
        if begins_turn(self.passage, cue, sentence[0]):
            return Speaker()
        turn = self.turn_at(cue.start)
        if (
            not self.heard and gender != "n" and self.passage[: sentence[0]].strip()
        ):  # the passage began with something else
            return self._only_person(0, cue.start)
        voice = turn.goes_on(gender)
        fits = gender in ("", "n") or self.people.may_be(voice.entity, gender)
        return voice if fits else Speaker()

    def _only_person(self, start: int, end: int) -> Speaker:
        """The one person whom the text names between two offsets; nobody where it names several."""
        people = {m.entity for m in self.names.between(start, end) if self.names.is_person(m)}
        return Speaker(people.pop()) if len(people) == 1 else Speaker()
