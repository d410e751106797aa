"""Quoted and reported speech: which words of a passage are somebody's, whose, and what says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal, NamedTuple

from data.arabic import fold
from data.mentions import Suggestion

_QUOTE = re.compile(r"“[^”]{2,}”|«[^»]{2,}»|\"[^\"]{2,}\"|„[^“”]{2,}[“”]")
_SENTENCE = re.compile(r"(?:[^.!?؟؛…]|\.(?=\w))+[.!?؟؛…]*")
_PERSONAL = r"(?:ت|وا|ن|ا)?"
# Verbs that report by themselves, and verbs that do so only before "that" or a quotation; past and present, folded.
_TELL = (
    "قال يقول تقول يقولون اعلن يعلن تعلن اكد يوكد توكد صرح يصرح حذر يحذر تحذر زعم يزعم تزعم ادعي يدعي اوضح يوضح افاد يفيد وعد تعهد "
    "تحدث يتحدث نفي تنفي ينفي شدد يشدد"
)
_TELL_THAT = (
    "راي يري تري يرون اعتبر يعتبر تعتبر ذكر يذكر تذكر كتب يكتب كتبت اضاف يضيف تضيف لفت يلفت اشار يشير تشير كشف يكشف تابع اعرب راوا "
    "قدر يقدر علق رد ابلغ اخبر تساءل تسال دعا ختم استطرد"
)
_REPORT, _REPORT_THAT = _TELL.replace(" ", "|"), _TELL_THAT.replace(" ", "|")
_SOURCE = r"وفقا|بحسب|حسب|نقلا عن|علي حد قول|علي حد تعبير|في راي|بتعبير|according to|in the words of|in the view of"
_ENGLISH = (
    r"said|says|saying|told|stated|states|added|adds|warned|warns|announced|announces|declared|declares|stressed|stresses|claimed|claims|"
    r"promised|insisted|explained|noted|argued|argues|asserted|remarked|spoke of|spoke about|believes? that|holds? that|"
    r"acknowledged|denied|confirmed|wrote that|writes that"
)
_CUE = re.compile(
    rf"(?<!\w)[وف]?(?P<plain>(?:{_REPORT}){_PERSONAL})(?!\w)|(?<!\w)[وف]?(?P<that>(?:{_REPORT_THAT}){_PERSONAL})(?!\w)"
    rf"|(?<!\w)[وف]?(?P<source>{_SOURCE})(?!\w)|(?<!\w)(?P<english>{_ENGLISH})(?!\w)"
)
_THAT = re.compile(r"(?<!\w)(?:من |علي |الي )?(?:ب|و)?(?:ان|انه|انها|انهم|ان)(?!\w)|(?<!\w)that(?!\w)")
_SPEAKERS = ("person", "organisation", "country")


class Cue(NamedTuple):
    """A reporting verb or phrase of a passage: its words and span, and whether it reports only before "that" or a quotation."""

    text: str
    start: int
    end: int
    kind: Literal["plain", "that", "source", "english"]


@dataclass(frozen=True)
class Speech:
    """A span of a passage in somebody's words (direct) or with what somebody said (indirect). `speaker`: an entity, or empty
    where the words name nobody whom the tables know. `cue`: the words that attribute. Offsets count in the passage as quoted."""

    passage: int
    start: int
    end: int
    text: str
    speaker: str
    form: Literal["direct", "indirect"]
    cue: str
    score: float


def speech(passages: Sequence[str], mentions: Sequence[Suggestion], types: Mapping[str, str]) -> tuple[Speech, ...]:
    """Speech in the passages of one document. `types`: entity -> its type, since only people and bodies speak."""
    found: list[Speech] = []
    before: Counter[str] = Counter()
    naming: dict[int, list[Suggestion]] = {}
    for mention in mentions:
        if mention.entity and types.get(mention.entity) in _SPEAKERS:
            naming.setdefault(mention.passage, []).append(mention)
    for number, passage in enumerate(passages):
        named = naming.get(number, [])
        found += _in_passage(number, passage, named, _last(found, number) or next(iter(before), ""), types)
        people = Counter(m.entity for m in named if types[m.entity] == "person")
        before = Counter(dict(people.most_common())) if people else before
    return tuple(found)


def _last(found: list[Speech], number: int) -> str:
    """Who spoke last, not further back than two passages."""
    recent = takewhile(lambda said: number - said.passage <= 2, reversed(found))
    return next((said.speaker for said in recent if said.speaker), "")


def _in_passage(number: int, passage: str, named: list[Suggestion], last: str, types: Mapping[str, str]) -> Iterator[Speech]:
    cues = _cues(passage)
    quotes = [m.span() for m in _QUOTE.finditer(passage)]
    for start, end in _sentences(passage, quotes):
        aside = [m for m in named if not any(a < m.start < b and b - a > m.end - m.start + 4 for a, b in quotes)]
        quoted = [q for q in quotes if start <= q[0] < end and _speaks(passage, q, cues, named)]
        said: list[Speech] = []
        own = [c for c in cues if start <= c.start < end and not any(a < c.start < b for a, b in quotes) and _tells(passage, c, end)]
        for at, cue in enumerate(own):
            reach = own[at + 1].start if at + 1 < len(own) else end
            floor = max((s.end for s in said), default=start)
            said += _said(number, passage, cue, (floor, reach, end), quoted, (aside, last, types), first=at == 0)
            last = next((s.speaker for s in reversed(said) if s.speaker), last)
        for q in quoted:
            if not any(s.form == "direct" and s.start == q[0] for s in said):
                said.append(Speech(number, *q, passage[q[0] : q[1]], last, "direct", "", 0.6))
        yield from sorted(said, key=lambda s: s.start)


def _cues(passage: str) -> list[Cue]:
    folded = fold(passage)
    found = []
    for match in _CUE.finditer(folded.text):
        if re.search(r"\b(?:was|were|been|is|are|be|as|to)\s+$", folded.text[: match.start()]):
            continue  # was announced: nobody speaks
        kind = next(name for name, value in match.groupdict().items() if value)
        start, end = folded.span(*match.span(kind))
        if "\u064f" in passage[start : start + 2]:
            continue  # أُعلن
        found.append(Cue(passage[start:end], start, end, kind))  # type: ignore[arg-type]
    return found


def _sentences(passage: str, quotes: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences; a full stop inside a quotation ends none."""
    start = 0
    for match in _SENTENCE.finditer(passage):
        if not any(a < match.end() < b for a, b in quotes) and passage[start : match.end()].strip():
            yield start + len(passage[start : match.end()]) - len(passage[start : match.end()].lstrip()), match.end()
            start = match.end()
    if passage[start:].strip():
        yield start, len(passage)


def _tells(passage: str, cue: Cue, end: int) -> bool:
    """Whether a verb that reports only sometimes does so here: before "that" or a quotation."""
    words = " ".join(passage[cue.end : end].split()[:12])
    return cue.kind != "that" or bool(_THAT.search(fold(words).text) or _QUOTE.search(passage, cue.end))


def _speaks(passage: str, quote: tuple[int, int], cues: list[Cue], named: list[Suggestion]) -> bool:
    """Whether quotation marks hold speech, and not a name or a word held at arm's length."""
    start, end = quote
    words = len(passage[start:end].split())
    if any(m.start <= start + 2 and m.end >= end - 2 for m in named):
        return False
    if re.search(r"[:：]\s*$", passage[:start]):
        return True
    near = any(start - 160 <= c.start < start or end <= c.start < end + 40 for c in cues)
    return words >= 4 and near


def _said(
    number: int, passage: str, cue: Cue, edges: tuple[int, int, int], quoted: list[tuple[int, int]],
    known: tuple[list[Suggestion], str, Mapping[str, str]], first: bool,
) -> Iterator[Speech]:  # fmt: skip
    """What one cue reports: the quotation it leads to, what it tells, or both."""
    start, reach, end = edges
    quote = next((q for q in quoted if cue.end <= q[0] < max(reach, cue.end + 160) or q[1] <= cue.start < q[1] + 40), None)
    that = _THAT.search(fold(passage[cue.end : quote[0] if quote and quote[0] > cue.end else reach]).text)
    speaker, score = _speaker(passage, cue, reach, *known)
    words = cue.text
    if cue.kind == "english" and quote is None and len(passage[cue.end : end].split()) <= 4 < len(passage[start : cue.start].split()):
        yield Speech(number, start, cue.start, passage[start : cue.start], speaker, "indirect", words, score)
        return
    start += len(passage[start:]) - len(passage[start:].lstrip())
    if quote is None or (that and quote[0] > cue.end):
        begin = start if not first or len(passage[start : cue.start].split()) <= 6 else _clause(passage, start, cue.start)
        stop = quote[0] if quote else _reach(passage, reach, end)
        if begin < stop:  # a quotation that an earlier cue has taken leaves nothing to report
            yield Speech(number, begin, stop, passage[begin:stop], speaker, "indirect", words, score)
    if quote:
        yield Speech(number, *quote, passage[quote[0] : quote[1]], speaker, "direct", words, min(0.95, score + 0.05))


def _clause(passage: str, start: int, cue: int) -> int:
    """Where the clause of a cue begins: behind the last comma, else at the word of the cue with what is joined to it."""
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


def _speaker(passage: str, cue: Cue, reach: int, named: list[Suggestion], last: str, types: Mapping[str, str]) -> tuple[str, float]:
    """Who a cue attributes to: the subject behind it (Arabic, "according to"), the subject before it, or who spoke last."""
    behind = [m for m in named if cue.end <= m.start < reach and len(passage[cue.end : m.start].split()) <= 2]
    between = passage[cue.end : behind[0].start] if behind else ""
    direct = behind and not _THAT.search(fold(between).text) and not re.match(r"\s*(?:عن|في|من|على|إلى|حول|about|of|that)\s", between + " ")
    before = [m for m in named if m.end <= cue.start and len(passage[m.end : cue.start].split()) <= 3]
    if cue.kind == "english" and before:
        return _best(before[-2:], types), 0.85
    if direct:
        return _best(behind[:2], types), 0.9
    if before and not re.search(r"[،,.؛]", passage[before[-1].end : cue.start]):
        return _best(before[-2:], types), 0.8
    after = passage[cue.end : cue.end + 30].split()
    pronoun = not after or bool(re.match(r"(?:أن|إن|أنه|أنها|أنهم|عن|على|إلى|من|في|بأن|قائلا|قائلاً|:)", after[0]))
    if cue.kind == "english":
        pronoun = bool(re.search(r"\b(?:he|she|it|they)(?:\s+(?:also|has|had))?\s*$", passage[: cue.start].lower()))
    return (last, 0.7) if pronoun and last and cue.kind != "source" else ("", 0.5)


def _best(named: list[Suggestion], types: Mapping[str, str]) -> str:
    """Of a title and a name side by side, the person."""
    return next((m.entity for m in named if types[m.entity] == "person"), named[0].entity)
