"""Quoted and reported speech: which words of a passage are somebody's, whose, and what says so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from typing import Literal

from data.annotate.mentions import SETTLED, SuggestedMention
from data.annotate.speech.attribution import attribution, is_addressed
from data.annotate.speech.cues import THAT, Cue, cues_in, ends_report, has_few_words
from data.annotate.speech.extent import clause_start, quotation_of, quoting_sentences, report_end, skip_space
from data.annotate.speech.quotations import Quotations
from data.annotate.speech.speakers import SpeakerNames, apposed, find_speaker, leaves_unsaid
from data.annotate.speech.turns import (
    UNSURE,
    Gender,
    Speaker,
    Turn,
    begins_turn,
    body_named_before,
    gender_of,
)
from data.tables.vocab import ACTOR_TYPES
from data.text.lexicon import either, word_set
from data.text.normalize import fold

_HOMOGRAPHS = word_set("reporting-homograph")  # plural nouns as well: verbs only after their subject
_SUBJECT = re.compile(rf"(?:\b(?:{either('reporting-subject')}))\s+$", re.I)


_OTHER_CLAUSE = re.compile(r",\s+(?:and|but|while)\s+$")
_CAPITAL_BEFORE = re.compile(r"[^\W\d_]\s+[A-Z][\w.’'-]*\s$")  # within a sentence: the World Bank claims


@dataclass(frozen=True)
class SuggestedSpeech:
    """A span of a passage in somebody's words (direct) or with what somebody said (indirect). `speaker`: an
    entity, or empty where the words name nobody whom the tables know. `cue`: the words that attribute;
    `attribution`: those that say to whom, empty where the context does. Offsets count in the passage as
    quoted."""

    passage: int
    start: int
    end: int
    text: str
    speaker: str
    form: Literal["direct", "indirect"]
    cue: str
    score: float
    attribution: str = ""


def speech(
    passages: Sequence[str], mentions: Sequence[SuggestedMention], types: Mapping[str, str]
) -> tuple[SuggestedSpeech, ...]:
    """Speech in the passages of one document. `types`: entity -> its type, since only people and bodies
    speak."""
    found: list[SuggestedSpeech] = []
    turn, bodies = Turn(), list[SuggestedMention]()
    naming: dict[int, list[SuggestedMention]] = {}
    for mention in mentions:
        naming.setdefault(mention.passage, []).append(mention)
    for number, passage in enumerate(passages):
        named = naming.get(number, [])
        reader = _Reader(number, passage, named, types, turn, bodies)
        found += reader.speech()
        turn = reader.turn_at(len(passage))
        bodies += [m for m in reader.all_names.named if not reader.all_names.is_person(m)]
    return tuple(found)


class _Reader:
    """A passage with its quotations, cues and names, each in order of where it stands."""

    def __init__(
        self,
        number: int,
        passage: str,
        named: Sequence[SuggestedMention],
        types: Mapping[str, str],
        turn: Turn,
        bodies: Sequence[SuggestedMention] = (),
    ):
        self.number, self.passage = number, passage
        self.turn, self.heard = turn, 0  # who spoke last, and where in this passage that ended
        self.bodies = bodies  # that earlier passages name
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

    def _has_subject(self, cue: Cue) -> bool:
        name = self.all_names.before(cue.start)
        near = name is not None and not self.passage[name.end : cue.start].strip()
        near = near or (
            cue.text.endswith("that")
            and bool(_CAPITAL_BEFORE.search(self.passage[max(0, cue.start - 40) : cue.start]))
        )
        return near or bool(_SUBJECT.search(self.passage[max(0, cue.start - 24) : cue.start]))

    def turn_at(self, at: int) -> Turn:
        """Who spoke last before an offset, and whom the passage has named since."""
        people = [m for m in self.names.between(self.heard, at) if self.names.is_person(m)]
        return self.turn.followed(self.number, people)

    def speech(self) -> Iterator[SuggestedSpeech]:
        """What is somebody's words, sentence by sentence."""
        for start, end in quoting_sentences(self.passage, self.quotes):
            quoted = [quote for quote in self.quotes.between(start, end) if self._speaks(quote)]
            own = self.cues[bisect_left(self.cue_starts, start) : bisect_left(self.cue_starts, end)]
            own = [cue for cue in own if not self.quotes.hold(cue.start) and self._tells(cue, end)]
            speech: list[SuggestedSpeech] = []
            floor = start
            for cue, following in zip_longest(own, own[1:]):
                reach = following.start if following else end
                new = list(self._speech_of(cue, (floor, reach, start, end), quoted, first=cue is own[0]))
                floor = self.heard = max((floor, cue.end, *(s.end for s in new)))
                speech += new
            speech = _one_voice(speech)
            taken = {s.start for s in speech if s.form == "direct"}
            alone = [quote for quote in quoted if quote[0] not in taken]
            speech += [self._without_cue(quote, (start, end), goes_on=bool(own)) for quote in alone]
            yield from sorted(speech, key=lambda s: s.start)

    def _without_cue(
        self, quote: tuple[int, int], sentence: tuple[int, int], *, goes_on: bool
    ) -> SuggestedSpeech:
        """A quotation that no verb brings: of who spoke last, where it goes on with speech of its sentence
        (`goes_on`), or is a sentence by itself and stands right behind speech or follows a person; else of
        nobody known."""
        begin, end = sentence
        turn = self.turn_at(begin)
        alone = not re.search(r"\w", self.passage[begin : quote[0]] + self.passage[quote[1] : end])
        behind = bool(self.heard) and not re.search(r"\w", self.passage[self.heard : begin])
        person = self.names.types.get(turn.voice.entity) == "person" or bool(turn.others)
        voice = turn.goes_on() if goes_on or (alone and (behind or person)) else Speaker()
        words = self.passage[slice(*quote)]
        return SuggestedSpeech(self.number, *quote, words, voice.entity, "direct", "", 0.6, voice.words)

    def _tells(self, cue: Cue, end: int) -> bool:
        """Whether a verb that reports only sometimes does so here: before "that" or a quotation."""
        if cue.kind != "that":
            return True
        if cue.english and ends_report(self.passage, cue, end):
            return "," in self.passage[max(0, cue.start - 119) : cue.start]
        words = " ".join(self.passage[cue.end : min(end, cue.end + 160)].split()[:12])
        return bool(THAT.search(fold(words).text)) or bool(self.quotes.between(cue.end, cue.end + 160))

    def _speaks(self, quote: tuple[int, int]) -> bool:
        """Whether quotation marks hold speech, and not a name or a word held at arm's length."""
        start, end = quote
        if any(m.end >= end - 2 for m in self.all_names.between(start, start + 3)):
            return False
        if re.search(r"[:：]\s*$", self.passage[max(0, start - 8) : start]):
            return True
        before, following = (
            bisect_left(self.cue_starts, low) < bisect_left(self.cue_starts, high)
            for low, high in ((start - 160, start), (end, end + 40))
        )
        told = before or following or self.quotes.are_sentence(start, end)
        return told and len(self.passage[start:end].split()) >= 4

    def _speech_of(
        self,
        cue: Cue,
        edges: tuple[int, int, int, int],
        quoted: list[tuple[int, int]],
        *,
        first: bool,
    ) -> Iterator[SuggestedSpeech]:
        """What one cue reports: the quotation it leads to, what it tells, or both. edges: where what it
        reports may begin, where the next cue begins, and the sentence."""
        start, reach, begun, end = edges
        number, passage, words = self.number, self.passage, cue.text
        later = islice(self.cues, bisect_right(self.cue_starts, cue.start), None)
        verbs = (c.start for c in later if c.kind != "source")
        quote = quotation_of(cue, next(verbs, end), quoted)
        that = THAT.search(fold(passage[cue.end : quote[0] if quote and quote[0] > cue.end else reach]).text)
        who, score, most, by = self._voice(cue, (begun, end), reach)
        if (
            cue.english
            and quote is None
            and ends_report(passage, cue, end)
            and not has_few_words(passage, start, cue.start, 4)
        ):
            yield SuggestedSpeech(
                number, start, cue.start, passage[start : cue.start], who, "indirect", words, score, by
            )
            return
        start = skip_space(passage, start, end)
        if quote is None or (that and quote[0] > cue.end):
            begin = (
                start if not first or self._leads(cue, start, end) else self._clause(cue, (begun, end), start)
            )
            stop = quote[0] if quote else report_end(passage, reach, end)
            told = cue.english or len(passage[begin:stop].split()) > 2  # more than قال بلينكن
            if begin < stop and told:  # a quotation that an earlier cue has taken leaves nothing to report
                yield SuggestedSpeech(
                    number, begin, stop, passage[begin:stop], who, "indirect", words, score, by
                )
        if quote:
            sure = min(0.95, most, score + 0.05) if score >= SETTLED else score
            yield SuggestedSpeech(
                number, *quote, passage[quote[0] : quote[1]], who, "direct", words, sure, by
            )

    def _voice(self, cue: Cue, sentence: tuple[int, int], reach: int) -> tuple[str, float, float, str]:
        """Who a cue attributes to, how sure that is and can be at most, and the words that name who speaks;
        what they do not hold is no speaker."""
        start, stop = attribution(self.passage, cue, sentence, reach)
        addressed = not cue.english and is_addressed(
            self.passage[start:stop], self.all_names.between(start + 1, start + 3)
        )
        words = "" if addressed else self.passage[start:stop]
        gender = gender_of(cue, self.passage[sentence[0] : cue.start], words)
        who, score, most = find_speaker(self.passage, cue, sentence, reach, self.names)
        if words and who not in {name.entity for name in self.names.between(start, stop)}:
            who, score, most = apposed(self.passage, (start, stop), self.names)
            if not who and (body := body_named_before(words, self._bodies_before(start))):
                who, score, most = body, UNSURE, UNSURE
        elif not (words or who) and (addressed or leaves_unsaid(self.passage, cue, sentence[0])):
            voice = self._unsaid(cue, sentence, gender)
            who, score, most, words = voice.entity, UNSURE, UNSURE, voice.words
        if cue.english and who and self.names.types[who] != "person":
            gender = "n"
        voice = Speaker(who, words, gender)
        self.turn, self.heard = Turn(voice, self.number), cue.end
        return who, score, most, words

    def _bodies_before(self, at: int) -> Iterator[SuggestedMention]:
        yield from self.bodies
        yield from (m for m in self.all_names.between(0, at) if not self.all_names.is_person(m))

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
            return Speaker()
        if begins_turn(self.passage, cue, sentence[0]):
            return Speaker()
        turn = self.turn_at(cue.start)
        if not self.heard and self.passage[: sentence[0]].strip():  # the passage began with something else
            return self._only_person(0, cue.start)
        return turn.goes_on(gender)

    def _only_person(self, start: int, end: int) -> Speaker:
        """The one person whom the text names between two offsets; nobody where it names several."""
        people = {m.entity for m in self.names.between(start, end) if self.names.is_person(m)}
        return Speaker(people.pop()) if len(people) == 1 else Speaker()

    def _leads(self, cue: Cue, start: int, end: int) -> bool:
        """Whether what a cue reports begins with its sentence: the cue stands at its beginning, or tells at
        its end whose words they were."""
        first, stop = attribution(self.passage, cue, (start, end), end)
        if has_few_words(self.passage, start, cue.start, 6):
            return not (cue.english and _OTHER_CLAUSE.search(self.passage[start:first]))
        return cue.kind == "source" and has_few_words(self.passage, stop, end, 6)

    def _clause(self, cue: Cue, sentence: tuple[int, int], start: int) -> int:
        """Where the clause of a cue begins: an English one with its subject."""
        first = attribution(self.passage, cue, sentence, sentence[1])[0]
        begins = cue.english and start <= first < cue.start
        return first if begins else clause_start(self.passage, start, cue.start)


def _one_voice(speech: list[SuggestedSpeech]) -> list[SuggestedSpeech]:
    """Speech in which a quotation is given once: where two cues name different speakers, to the first, and a
    person is asked."""
    voices: dict[int, list[SuggestedSpeech]] = {}
    for one in speech:
        voices.setdefault(one.start if one.form == "direct" else -1 - len(voices), []).append(one)
    return [
        one[0] if len({s.speaker for s in one}) == 1 else replace(one[0], score=min(one[0].score, UNSURE))
        for one in voices.values()
    ]
