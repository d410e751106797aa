"""Quoted and reported speech: which words of a passage are somebody's, whose, and what says so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile, zip_longest
from typing import Literal

from data.annotate.mentions import SETTLED, SuggestedMention
from data.annotate.speech.attribution import attribution
from data.annotate.speech.cues import THAT, Cue, cues_in, ends_report, has_few_words
from data.annotate.speech.quotations import Quotations
from data.annotate.speech.speakers import UNSURE, SpeakerNames, apposed, find_speaker, leaves_unsaid
from data.tables.vocab import ACTOR_TYPES
from data.text.lexicon import either, word_set
from data.text.normalize import fold
from data.text.sentences import sentence_ends

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
    before: Counter[str] = Counter()
    naming: dict[int, list[SuggestedMention]] = {}
    for mention in mentions:
        naming.setdefault(mention.passage, []).append(mention)
    for number, passage in enumerate(passages):
        named = naming.get(number, [])
        found += _Reader(number, passage, named, types).speech(_last(found, number, next(iter(before), "")))
        people = Counter(m.entity for m in named if m.entity and types.get(m.entity) == "person")
        before = Counter(dict(people.most_common())) if people else before
    return tuple(found)


def _last(speech: list[SuggestedSpeech], number: int, named: str) -> Voice:
    """Who spoke last, not further back than two passages; nobody where that was somebody unknown. `named`:
    who is taken where nobody has spoken."""
    recent = takewhile(lambda span: number - span.passage <= 2, reversed(speech))
    return next(
        ((span.speaker, span.attribution) for span in recent if span.speaker or span.attribution), (named, "")
    )


Voice = tuple[str, str]  # an entity and the words that name who speaks, each empty where not known


class _Reader:
    """A passage with its quotations, cues and names, each in order of where it stands."""

    def __init__(
        self, number: int, passage: str, named: Sequence[SuggestedMention], types: Mapping[str, str]
    ):
        self.number, self.passage = number, passage
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

    def speech(self, last: Voice) -> Iterator[SuggestedSpeech]:
        """What is somebody's words, sentence by sentence. `last`: who spoke last before the passage."""
        for start, end in self._sentences():
            quoted = [quote for quote in self.quotes.between(start, end) if self._speaks(quote)]
            own = self.cues[bisect_left(self.cue_starts, start) : bisect_left(self.cue_starts, end)]
            own = [cue for cue in own if not self.quotes.hold(cue.start) and self._tells(cue, end)]
            speech: list[SuggestedSpeech] = []
            floor = start
            for cue, following in zip_longest(own, own[1:]):
                reach = following.start if following else end
                new = list(
                    self._speech_of(cue, (floor, reach, start, end), quoted, last, first=cue is own[0])
                )
                floor = max((floor, *(s.end for s in new)))
                last = next(
                    ((s.speaker, s.attribution) for s in reversed(new) if s.speaker or s.attribution), last
                )
                speech += new
            speech = _one_voice(speech)
            taken = {s.start for s in speech if s.form == "direct"}
            speech += [
                SuggestedSpeech(self.number, *q, self.passage[slice(*q)], last[0], "direct", "", 0.6, last[1])
                for q in quoted
                if q[0] not in taken
            ]
            yield from sorted(speech, key=lambda s: s.start)

    def _sentences(self) -> Iterator[tuple[int, int]]:
        """Sentences without the space before them; a full stop inside a quotation ends none."""
        start = 0
        for end in (*sentence_ends(self.passage), len(self.passage)):
            if self.quotes.hold(end):
                continue
            begin = _after_space(self.passage, start, end)
            if begin < end:
                yield begin, end
                start = end

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
        return (before or following) and len(self.passage[start:end].split()) >= 4

    def _quotation(self, cue: Cue, reach: int, quoted: list[tuple[int, int]]) -> tuple[int, int] | None:
        """The quotation that a cue leads to, or the one that it follows."""
        at = bisect_left(quoted, (cue.start,))
        first = at
        while first and quoted[first - 1][1] <= cue.start < quoted[first - 1][1] + 40:
            first -= 1
        if first < at:
            return quoted[first]
        return (
            quoted[at] if at < len(quoted) and cue.end <= quoted[at][0] < max(reach, cue.end + 160) else None
        )

    def _speech_of(
        self,
        cue: Cue,
        edges: tuple[int, int, int, int],
        quoted: list[tuple[int, int]],
        last: Voice,
        *,
        first: bool,
    ) -> Iterator[SuggestedSpeech]:
        """What one cue reports: the quotation it leads to, what it tells, or both. edges: where what it
        reports may begin, where the next cue begins, and the sentence."""
        start, reach, begun, end = edges
        number, passage, words = self.number, self.passage, cue.text
        quote = self._quotation(cue, reach, quoted)
        that = THAT.search(fold(passage[cue.end : quote[0] if quote and quote[0] > cue.end else reach]).text)
        who, score, most, by = self._voice(cue, (begun, end), reach, last)
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
        start = _after_space(passage, start, end)
        if quote is None or (that and quote[0] > cue.end):
            begin = (
                start if not first or self._leads(cue, start, end) else self._clause(cue, (begun, end), start)
            )
            stop = quote[0] if quote else _reach(passage, reach, end)
            if begin < stop:  # a quotation that an earlier cue has taken leaves nothing to report
                yield SuggestedSpeech(
                    number, begin, stop, passage[begin:stop], who, "indirect", words, score, by
                )
        if quote:
            sure = min(0.95, most, score + 0.05) if score >= SETTLED else score
            yield SuggestedSpeech(
                number, *quote, passage[quote[0] : quote[1]], who, "direct", words, sure, by
            )

    def _voice(
        self, cue: Cue, sentence: tuple[int, int], reach: int, last: Voice
    ) -> tuple[str, float, float, str]:
        """Who a cue attributes to, how sure that is and can be at most, and the words that name who speaks;
        what they do not hold is no speaker."""
        start, stop = attribution(self.passage, cue, sentence, reach)
        words = self.passage[start:stop]
        who, score, most = find_speaker(
            self.passage, cue, sentence, reach, self.names, "" if words else last[0]
        )
        if not words:
            unsaid = leaves_unsaid(self.passage, cue, sentence[0])
            return who, score, most, last[1] if who == last[0] and unsaid else ""
        if who in {name.entity for name in self.names.between(start, stop)}:
            return who, score, most, words
        return *apposed(self.passage, (start, stop), self.names), words

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
        return (
            first if cue.english and start <= first < cue.start else _clause(self.passage, start, cue.start)
        )


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


def _after_space(passage: str, start: int, end: int) -> int:
    while start < end and passage[start].isspace():
        start += 1
    return start


def _clause(passage: str, start: int, cue: int) -> int:
    """Where the clause of a cue begins: after the last comma, else at the word of the cue with what is
    joined to it."""
    comma = max(passage.rfind("،", start, cue), passage.rfind(",", start, cue))
    begin = comma + 1 if comma >= start else cue
    while begin > start and passage[begin - 1].isalpha() and comma < start:
        begin -= 1
    return begin + len(passage[begin:cue]) - len(passage[begin:cue].lstrip())


def _reach(passage: str, reach: int, end: int) -> int:
    """Where a report ends: with its sentence, or where the word of the next cue begins."""
    while 0 < reach < end and passage[reach - 1].isalpha():
        reach -= 1
    return reach
