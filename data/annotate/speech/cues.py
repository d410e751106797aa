"""Reporting verbs and phrases: what in a passage says that words are somebody's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from data.annotate.mentions import SuggestedMention
from data.text.lexicon import either, word_set
from data.text.normalize import fold

THAT = re.compile(
    rf"(?<!\w)(?:من |علي |الي )?(?:ب|و)?(?:{either('that', lang='ar')})(?!\w)"
    rf"|(?<!\w)(?:{either('that', lang='en')})(?!\w)"
)
_PERSONAL = r"(?:ت|وا|ن|ا)?"
# Verbs that report by themselves, and verbs that do so only before "that" or a quotation; past and present.
_REPORT, _REPORT_THAT = (
    either("reporting-verb", "reporting-beside-verb"),
    either("reporting-verb-before-that"),
)
_BESIDE = word_set("reporting-beside-verb")
_SOURCE = either("reporting-phrase")
FEW, LETTERS_OF_A_WORD = 8, 40  # at most, of what may follow "Kurilla said"
_SEMICOLON = re.compile("[;؛]")
_PASSIVE = re.compile(rf"\b(?:{either('before-passive')})\s+$")
_NOTHING = re.compile(rf"\s+(?:{either('said-nothing')})\b")
_WHEN = re.compile(rf"(?:{either('time-lead')})\b")
_CUE = re.compile(
    rf"(?<!\w)[وف]?(?P<plain>(?:{_REPORT}){_PERSONAL})(?!\w)|(?<!\w)[وف]?(?P<that>(?:{_REPORT_THAT}){_PERSONAL})(?!\w)"
    rf"|(?<!\w)[وف]?(?P<source>{_SOURCE})(?!\w)"
)


class Cue(NamedTuple):
    """A reporting verb or phrase of a passage: its words and span, and whether it reports only before "that"
    or a quotation."""

    text: str
    start: int
    end: int
    kind: Literal["plain", "that", "source"]

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
    for match in _CUE.finditer(folded.text):
        if _PASSIVE.search(folded.text[max(0, match.start() - 12) : match.start()]):
            continue  # was announced: nobody speaks
        if _NOTHING.match(folded.text, match.end()):
            continue  # has said nothing
        kind = next(name for name, value in match.groupdict().items() if value)
        start, end = folded.span(*match.span(kind))
        holding = bisect_right(starts, start) - 1
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


def ends_report(passage: str, cue: Cue, end: int) -> bool:
    """Whether an English verb stands after what it reports: the border is closed, Kurilla said; "…, said
    Kurilla on Monday"."""
    clause = _SEMICOLON.search(passage, cue.end, min(end, cue.end + FEW * LETTERS_OF_A_WORD + 1))
    end = clause.start() if clause else end
    if not has_few_words(passage, cue.end, end, FEW):
        return False
    tail = passage[cue.end : end].strip(" .\n")
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
