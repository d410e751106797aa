"""Whether a clause tells of what was or of what is to come, which says the year of a month named without
one."""

from __future__ import annotations

import re
from typing import Literal

from data.text.lexicon import either

_EDGE = re.compile(rf"[.!?؟;؛:،,«»“”\"]\s|(?<!\w)(?:{either('clause-edge')})\s")
_FUTURE = re.compile(rf"(?<!\w)(?:{either('future')})(?!\w)|(?<!\w)[وف]?س[يتن]\w{{3,}}")
_OPEN = re.compile(
    rf"(?<!\w)[وف]?(?:{either('open-time')})(?!\w)|(?<!\w)[وف]?(?!{either('noun-with-ya')})ي\w{{3,}}"
)
# من المقرر أن تفتح: what is due is told behind "that".
_LEADS_ON = re.compile(rf"(?<!\w)[وف]?(?:{either('future', 'open-time', lang='ar')})\s$")
_PAST = re.compile(rf"(?<!\w)(?:{either('past-verb')}|[a-z]{{2,}}ed)(?!\w)")
_REACH = 300  # letters before and after a date that are read, or time would grow with the square of a text


def tense(text: str, start: int, end: int) -> Literal["past", "future", ""]:
    """The tense of the clause around a date of a folded text; empty where its words leave it open.

    An Arabic clause without a word of what is to come is of the past, as news are."""
    low, high = max(start - _REACH, 0), min(end + _REACH, len(text))
    edges = (
        edge for edge in _EDGE.finditer(text, low, start) if not _LEADS_ON.search(text, low, edge.start())
    )
    first = max((edge.end() for edge in edges), default=low)
    last = edge.start() if (edge := _EDGE.search(text, end, high)) else high
    clause = f"{text[first:start]} {text[end:last]}"  # May is a month, and a verb
    if _FUTURE.search(clause):
        return "future"
    if _OPEN.search(clause):
        return ""
    arabic = bool(re.search("[\u0620-\u064a]", clause))
    return "past" if arabic or _PAST.search(clause) else ""
