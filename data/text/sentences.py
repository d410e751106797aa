"""Where sentences end: at a full stop that is not of an abbreviation or a number, at question marks,
exclamation marks, ؛ and …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.text.lexicon import word_set

LONGEST_PASSAGE = 4000  # letters; longer ones are cut at the end of a sentence
_END = re.compile(r"[.!?؟؛…]+")
_LAST_WORD = re.compile(r"(?<![\w.])(?:\w\.)*\w+$")
_NEXT_WORD = re.compile(r"[\s\"'“”«»()\u200e\u200f]*([^\W_]+)")
_BEFORE_NAMES = word_set("abbreviation-before-name")
_NUMBERED, _SHORT = word_set("abbreviation-before-number"), word_set("abbreviation")
_STARTERS = word_set("sentence-start")


def sentence_ends(text: str) -> Iterator[int]:
    """The offsets after the signs that end sentences. The last sentence may end without one."""
    for match in _END.finditer(text):
        start, end = match.span()
        if text[end - 1] == "." and (text[end : end + 1].isalnum() or text[end : end + 1] == "_"):
            continue
        if not (match[0] == "." and _abbreviates(text, start)):
            yield end


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of a text that holds the letters from `start` to `end`; of words across two, both."""
    return text[slice(*sentence_span(text, start, end))]


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Where that sentence begins and ends, without white space around it."""
    ends = [0, *sentence_ends(text), len(text)]
    first, last = max(at for at in ends if at <= start), min(at for at in ends if at >= end)
    whole = text[first:last]
    return first + len(whole) - len(whole.lstrip()), first + len(whole.rstrip())


def cut_long(passages: tuple[str, ...]) -> tuple[str, ...]:
    """The passages, those longer than LONGEST_PASSAGE cut at ends of sentences, or at a space where a
    sentence is as long."""
    return tuple(
        part
        for passage in passages
        for part in ([passage] if len(passage) <= LONGEST_PASSAGE else _parts(passage))
    )


def _parts(passage: str) -> Iterator[str]:
    start, best = 0, 0
    for end in (*sentence_ends(passage), len(passage)):
        while end - start > LONGEST_PASSAGE:
            space = passage.rfind(" ", start, start + LONGEST_PASSAGE)
            stop = best if best > start else space if space > start else start + LONGEST_PASSAGE
            yield passage[start:stop].strip()
            start = (
                stop
                + len(passage[stop : stop + LONGEST_PASSAGE])
                - len(passage[stop : stop + LONGEST_PASSAGE].lstrip())
            )
        best = end
    if passage[start:].strip():
        yield passage[start:].strip()


def _abbreviates(text: str, dot: int) -> bool:
    """Whether the full stop at `dot` belongs to an abbreviation and ends no sentence: U.S., Gen., د."""
    before = text[max(0, dot - 16) : dot]
    last = _LAST_WORD.search(before)
    following = _NEXT_WORD.match(text, dot + 1)
    if last is None or following is None:
        return False
    word, then = last[0].lower(), following[1]
    if word in _BEFORE_NAMES or (word in _NUMBERED and then[0].isdigit()):
        return True
    initial = len(word) == 1 and word.isalpha() and not before[: last.start()].rstrip()[-1:].isdigit()
    if not (initial or "." in word or word in _SHORT):
        return False
    return not then[0].isupper() or (then.lower() not in _STARTERS and (initial or "." in word))
