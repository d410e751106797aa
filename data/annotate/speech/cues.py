"""Reporting verbs and phrases: what in a passage says that words are somebody's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from data.annotate.mentions import SuggestedMention
from data.text.lexicon import alternatives, either, word_set
from data.text.normalize import fold

THAT = re.compile(
    rf"(?<!\w)(?:من |علي |الي )?(?:ب|و)?(?:{either('that', lang='ar')})(?!\w)"
    rf"|(?<!\w)(?:{either('that', lang='en')})(?!\w)"
)
_PERSONAL = r"(?:ت|وا|ن|ا)?"
# Verbs that report by themselves, only before "that" or a quotation, or only beside a quotation.
_REPORT, _REPORT_THAT = (
    either("reporting-verb", "reporting-beside-verb"),
    either("reporting-verb-before-that"),
)
_BESIDE = word_set("reporting-beside-verb")
_REPORT_QUOTING = either("reporting-verb-before-quotation")
_VERBS = either("reporting-verb", "reporting-verb-before-that", lang="ar")
# according to; وفق ما ذكر, حسبما أعلنته, على ما أفاد به
_BEFORE_VERB = either("reporting-phrase-before-verb")
_AS_TOLD = rf"(?:{_BEFORE_VERB}) (?:{_VERBS})ت?(?:ه|ها)?(?: به)?"
_SOURCE = f"{either('reporting-phrase')}|{_AS_TOLD}"
FEW, LETTERS_OF_A_WORD = 8, 40  # at most, of what may follow "Kurilla said"
_SEMICOLON = re.compile("[;؛]")
_WHO_DOES = re.compile(rf"(?<!\w)(?:{either('relative-pronoun', lang='ar')})\s+$")
_WHOM = re.compile(
    rf"(?:[\w’'-]+\s?){{1,3}}(?:\b(?:{either('time-lead', 'subject-preposition', lang='en')})\b.*)?"
)
_TOLD = word_set("reporting-verb-to-whom")  # somebody something that was said before
_PASSIVE = re.compile(rf"\b(?:{either('before-passive')})\s+$")
_NEGATED = re.compile(
    rf"(?<!\w)[وف]?(?:{alternatives(list(word_set('verb-particle') & word_set('negation')))})\s$"
)
_CONTENT = re.compile(rf"[^،,.؛;]{{0,80}}?(?:{THAT.pattern}|[:«\"“])")
_NOTHING = re.compile(rf"\s+(?:{either('said-nothing')})\b")
_WHEN = re.compile(rf"(?:{either('time-lead')})\b")
_CUE = re.compile(
    rf"(?<!\w)[وف]?(?P<plain>(?:{_REPORT}){_PERSONAL})(?!\w)|(?<!\w)[وف]?(?P<that>(?:{_REPORT_THAT}){_PERSONAL})(?!\w)"
    rf"|(?<!\w)[وف]?(?P<quoting>(?:{_REPORT_QUOTING}){_PERSONAL})(?!\w)|(?<!\w)[وف]?(?P<source>{_SOURCE})(?!\w)"
)
_WORD = re.compile(r"\w+")
_ENDINGS = ("", "ت", "وا", "ن", "ا")
# The words that a cue may begin with: the pattern is tried at these alone.
_FIRST = frozenset(
    word.split()[0] + ending
    for word in word_set(
        "reporting-verb",
        "reporting-beside-verb",
        "reporting-verb-before-that",
        "reporting-verb-before-quotation",
        "reporting-phrase",
        "reporting-phrase-before-verb",
    )
    for ending in _ENDINGS
)


class Cue(NamedTuple):
    """A reporting verb or phrase of a passage: its words and span, and whether it reports only before "that"
    or a quotation, or only beside a quotation."""

    text: str
    start: int
    end: int
    kind: Literal["plain", "that", "quoting", "source"]

    @property
    def english(self) -> bool:
        """Whether it is an English verb, whose subject stands before it."""
        return self.kind != "source" and self.text.isascii()

    @property
    def is_beside(self) -> bool:
        """Whether it is the form of a verb beside another one, whose subject is its own: قائلاً, مضيفاً."""
        return fold(self.text).text in _BESIDE


def cues_in(passage: str, named: Sequence[SuggestedMention]) -> Iterator[Cue]:
    """The cues of a passage. What is part of a name is none (United States), nor a capital within a sentence
    (Said Ahmad)."""
    folded = fold(passage)
    starts = [m.start for m in named]
    for match in _matches(folded.text):
        if _PASSIVE.search(folded.text[max(0, match.start() - 12) : match.start()]):
            continue  # was announced: nobody speaks
        if _NOTHING.match(folded.text, match.end()):
            continue  # has said nothing
        if _NEGATED.search(folded.text[max(0, match.start() - 4) : match.start()]) and not _CONTENT.match(
            folded.text, match.end()
        ):
            continue  # لم ترد الوزارة على الأسئلة
        kind = next(name for name, value in match.groupdict().items() if value)
        if kind in ("that", "quoting") and _WHO_DOES.search(
            folded.text[max(0, match.start() - 8) : match.start()]
        ):
            continue  # التي تتابع: what is said of somebody
        start, end = folded.span(*match.span(kind))
        holding = bisect_right(starts, start) - 1
        if passage[start:end].endswith("دعى") and not THAT.match(folded.text, match.end() + 1):
            continue  # يدعى سالم
        if "\u064f" in passage[start : start + 2] or (holding >= 0 and start < named[holding].end):
            continue  # أُعلن
        if (
            match[kind].isascii()
            and kind != "source"
            and passage[start].isupper()
            and passage[max(0, start - 3) : start].strip()[-1:].isalnum()
        ):
            continue
        yield Cue(passage[start:end], start, end, kind)  # type: ignore[arg-type]


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Where the pattern of cues matches a folded text."""
    reached = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < reached or not (word[0] in _FIRST or (word[0][0] in "وف" and word[0][1:] in _FIRST)):
            continue
        if match := _CUE.match(text, start):
            reached = match.end()
            yield match


def ends_report(passage: str, cue: Cue, end: int) -> bool:
    """Whether an English verb stands after what it reports: the border is closed, Kurilla said; "…, said
    Kurilla on Monday"."""
    if cue.is_beside:
        return False
    clause = _SEMICOLON.search(passage, cue.end, min(end, cue.end + FEW * LETTERS_OF_A_WORD + 1))
    end = clause.start() if clause else end
    if not has_few_words(passage, cue.end, end, FEW):
        return False
    tail = passage[cue.end : end].strip(" .\n")
    if cue.text.lower() in _TOLD and _WHOM.fullmatch(tail) and not is_after_quotation(passage, cue.start):
        # …, the governor told a news conference in Abuja
        return "," in passage[max(0, cue.start - FEW * LETTERS_OF_A_WORD) : cue.start]
    when = _WHEN.match(tail)
    return has_few_words(passage, cue.end, end, FEW if when else 4) and (
        not tail or bool(when) or is_after_quotation(passage, cue.start)
    )


def has_few_words(passage: str, start: int, end: int, most: int) -> bool:
    """Whether at most so many words stand between two offsets."""
    return end - start <= LETTERS_OF_A_WORD * most and len(passage[start:end].split()) <= most


def is_after_quotation(passage: str, start: int) -> bool:
    """Whether a quotation or a comma ends right before an offset."""
    return bool(re.search(r"[\"”»’',]\s*$", passage[max(0, start - 4) : start]))
