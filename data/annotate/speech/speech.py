"""Quoted and reported speech: which words of a passage are somebody's, whose, and what says so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from typing import Literal

from data.annotate.mentions import SETTLED, SuggestedMention
from data.annotate.speech.attribution import attribution
from data.annotate.speech.cues import THAT, Cue, ends_report, has_few_words
from data.annotate.speech.extent import clause_start, quotation_of, quoting_sentences, report_end, skip_space
from data.annotate.speech.interviews import Interview
from data.annotate.speech.turns import UNSURE, Speaker, Turn
from data.annotate.speech.voices import Before, Voices
from data.annotate.unknown.full_names import FullNames
from data.text.lexicon import word_set
from data.text.normalize import fold
from data.text.sentences import sentence_ends

_UNSAID = word_set("subject-unsaid", lang="en") | {""}
_OTHER_CLAUSE = re.compile(r",\s+(?:and|but|while)\s+$")


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
    interview, titles = Interview(passages, mentions, types), dict[str, set[str]]()
    people = FullNames((m for m in mentions if types.get(m.entity) == "person"), passages)
    for number, passage in enumerate(passages):
        named = naming.get(number, [])
        reader = _Reader(number, passage, named, types, Before(turn, bodies, titles, interview, people))
        found += reader.speech()
        turn = reader.turn_at(len(passage))
        bodies += [m for m in reader.all_names.named if reader.all_names.is_body(m)]
    return tuple(found)


class _Reader(Voices):
    """What of a passage is speech."""

    def speech(self) -> Iterator[SuggestedSpeech]:
        """What is somebody's words, sentence by sentence; a whole passage where it is an answer."""
        if (answer := self.interview.answer(self.number)) is not None:
            self.turn, self.heard = Turn(Speaker(self.interview.who), self.number), len(self.passage)
            words = self.passage[answer:]
            yield SuggestedSpeech(
                self.number, answer, len(self.passage), words, self.interview.who, "direct", "", UNSURE
            )
            return
        for start, end in quoting_sentences(self.passage, self.quotes, self._is_told):
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
        words = self.passage[slice(*quote)]
        if self.interview.answers(self.number, quote[0]):
            voice = Speaker(self.interview.who)
            self.turn, self.heard = Turn(voice, self.number), quote[1]
            return SuggestedSpeech(self.number, *quote, words, voice.entity, "direct", "", UNSURE)
        turn = self.turn_at(begin)
        alone = not re.search(r"\w", self.passage[begin : quote[0]] + self.passage[quote[1] : end])
        behind = bool(self.heard) and not re.search(r"\w", self.passage[self.heard : begin])
        person = self.names.types.get(turn.voice.entity) == "person" or bool(turn.others)
        voice = turn.goes_on() if goes_on or (alone and (behind or person)) else Speaker()
        return SuggestedSpeech(self.number, *quote, words, voice.entity, "direct", "", 0.6, voice.words)

    def _is_told(self, quoted: int) -> bool:
        """Whether the words behind a quotation that ends with a mark say whose it is: …!” Lavrov said."""
        at = bisect_left(self.cue_starts, quoted)
        if at == len(self.cues) or not has_few_words(self.passage, quoted, self.cues[at].start, 6):
            return False
        cue, end = (
            self.cues[at],
            next((e for e in sentence_ends(self.passage) if e > quoted), len(self.passage)),
        )
        if not cue.english:
            return cue.kind != "source" and not re.search(r"\w", self.passage[quoted : cue.start])
        return (
            cue.start < end
            and self.passage[quoted - 2] != "."
            and not THAT.search(self.passage, cue.end, end)
        )

    def _tells(self, cue: Cue, end: int) -> bool:
        """Whether a verb that reports only sometimes does so here: before "that" or beside a quotation."""
        if cue.kind == "quoting":
            return self._behind_quotation(cue) or bool(
                self.quotes.between(cue.end, min(cue.end + 60, end + 3))
            )
        if cue.kind != "that":
            return True
        if cue.english and self._behind_quotation(cue):
            return True
        if cue.english and ends_report(self.passage, cue, end):
            return "," in self.passage[max(0, cue.start - 119) : cue.start]
        words = " ".join(self.passage[cue.end : min(end, cue.end + 160)].split()[:12])
        return bool(THAT.search(fold(words).text)) or bool(self.quotes.between(cue.end, cue.end + 160))

    def _behind_quotation(self, cue: Cue) -> bool:
        """Whether only its subject stands between a verb and a quotation: “…,” the farmer muses."""
        last = [
            end for _, end in self.quotes.between(max(0, cue.start - 1000), cue.start) if end <= cue.start
        ]
        return bool(last) and has_few_words(self.passage, last[-1], cue.start, 4)

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
        at = self.cue_starts[bisect_left(self.cue_starts, end)] if following else end
        said = following and self.passage[end:at].strip().lower() in _UNSAID  # “Never,” she said
        return told and (said or len(self.passage[start:end].split()) >= 4)

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
        who, score, most, by = self.voice(cue, (begun, end), reach)
        if cue.kind == "quoting" and quote is None:
            return  # it tells whose the quotation of the next sentence is
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

    def _leads(self, cue: Cue, start: int, end: int) -> bool:
        """Whether what a cue reports begins with its sentence: the cue stands at its beginning, or tells at
        its end whose words they were."""
        first, _ = attribution(self.passage, cue, (start, end), end)
        if has_few_words(self.passage, start, cue.start, 6):
            return not (cue.english and _OTHER_CLAUSE.search(self.passage[start:first]))
        return cue.kind == "source"

    def _clause(self, cue: Cue, sentence: tuple[int, int], start: int) -> int:
        """Where the clause of a cue begins: an English one with its subject."""
        first = attribution(self.passage, cue, sentence, sentence[1])[0]
        if not start <= first < cue.start:
            return clause_start(self.passage, start, cue.start)
        return first if cue.english else clause_start(self.passage, start, first)


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
