"""Where in a passage sentences and reports begin and end, and the quotation that is whose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from data.annotate.speech.cues import Cue
from data.annotate.speech.quotations import Quotations
from data.text.sentences import sentence_ends


def quoting_sentences(
    passage: str, quotes: Quotations, is_told: Callable[[int], bool]
) -> Iterator[tuple[int, int]]:
    """Sentences without the space before them. A full stop inside a quotation ends one where the quotation
    ends with it and what follows does not tell whose it is (`is_told`, of where it ends)."""
    start = 0
    for end in (*sentence_ends(passage), len(passage)):
        if quotes.hold(end):
            end += 1
            if quotes.hold(end) or is_told(end):
                continue
        begin = skip_space(passage, start, end)
        if begin < end:
            yield begin, end
            start = end


def quotation_of(cue: Cue, reach: int, quoted: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The quotation that a cue leads to, before the next cue begins, or the one that it follows."""
    at = bisect_left(quoted, (cue.start,))
    first = at
    while first and quoted[first - 1][1] <= cue.start < quoted[first - 1][1] + 40:
        first -= 1
    if first < at:
        return quoted[first]
    return quoted[at] if at < len(quoted) and cue.end <= quoted[at][0] < reach else None


def skip_space(passage: str, start: int, end: int) -> int:
    """The first letter from an offset on that is no space, or `end`."""
    while start < end and passage[start].isspace():
        start += 1
    return start


def clause_start(passage: str, start: int, cue: int) -> int:
    """Where the clause of a cue begins: after the last comma, else at the word of the cue with what is
    joined to it."""
    comma = max(passage.rfind("،", start, cue), passage.rfind(",", start, cue))
    begin = comma + 1 if comma >= start else cue
    while begin > start and passage[begin - 1].isalpha() and comma < start:
        begin -= 1
    return begin + len(passage[begin:cue]) - len(passage[begin:cue].lstrip())


def report_end(passage: str, reach: int, end: int) -> int:
    """Where a report ends: with its sentence, or where the word of the next cue begins."""
    while 0 < reach < end and passage[reach - 1].isalpha():
        reach -= 1
    return reach
