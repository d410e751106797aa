"""Unknown names in Latin letters: runs of words with a capital, without what only begins a sentence, is a
title, or is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from data.annotate.mentions import SuggestedMention, overlapping
from data.annotate.unknown.guess import UnknownName
from data.text.lexicon import either, word_set
from data.text.normalize import fold
from data.text.sentences import sentence_ends

_WORD = re.compile(r"[A-Z](?:\.[A-Z])+\.?|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTER = re.compile(r"[^\W\d_]")
_OWN = re.compile(r"['’]s?$")
_BODIES = word_set("body-word", lang="en")
_PLACES = word_set("place-head", "area-word", lang="en")
_BODY_OF_STATE = re.compile(
    rf"(?:['’]s?)? (?:{either('body-of-state')})(?!\w)"
    r"(?:(?:(?<=embassy)|(?<=consulate)) in (?:the )?[A-Z]\w+)?"
)
_TITLES = word_set("title-word", "title-of-speaker", "before-name", lang="en")
_NO_NAMES = word_set("no-name", "function-word", "determiner", "stop-word", "month", "month-short", lang="en")
_PARTICLES, _IN = word_set("name-particle"), word_set("before-place")
_OF, _JOINS_BODIES = word_set("name-of-body-goes-on"), word_set("between-bodies")
_BODY_AHEAD = re.compile(rf" (?:[A-Z][\w-]+ ){{0,2}}(?=[A-Z])(?i:{either('body-word', lang='en')})(?!\w)")
_OWNERS = word_set("plural-owner")
_MONEY = word_set("currency-code", "unit-money", "dollar-prefix")
_LED_IN = re.compile(rf"(?:{either('latin-article')})[-'’](?=[A-Z])")  # al-Adl
_TWO_CAPITALS = re.compile(r"[^\W\d_]*[a-z][-’']?[A-Z]|[A-Z][a-z]+-[A-Z]")  # Hapag-Lloyd, KfW
_DATELINE = re.compile(
    r"(?P<place>[A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+)*)(?:, [^()\n—–]{0,40})?"
    r" ?(?:\((?P<agency>[^()]{2,30})\))? ?[-—–] "
)
_AREA_OF = re.compile(r"([^\W\d_]+) of (?:the )?\Z")  # the village of Sumjin
_OPENING, _GREEK = '"“«:', "\u0370"
_LONGEST = 32  # letters of a word that may be a name
_SHOUTED = 6  # letters from which a word in capitals is no acronym


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    first: bool  # of its sentence


def latin_names(
    passage: str, known: Sequence[SuggestedMention], common: frozenset[str]
) -> Iterator[UnknownName]:
    """Runs of capitals that name something no table knows. known: the names of the passage; common: words
    that name nobody, folded."""
    if _is_heading(passage):
        return
    for state in known:
        owned = passage[state.end : state.end + 1] in ("'", "’") and state.form == "metonym"
        if not owned and (body := _BODY_OF_STATE.match(passage, state.end)):  # not Moscow's embassy
            yield UnknownName(state.start, body.end(), "organisation")
    yield from _dateline(passage, known)
    for run in _runs(passage):
        for part in _parts(run, known):
            if name := _trimmed(part, common):
                yield _guessed(passage, name)


def _dateline(passage: str, known: Sequence[SuggestedMention]) -> Iterator[UnknownName]:
    """Where a report is from and whose it is: KAYRAGACH, May 4 (Fergana) -."""
    if not (line := _DATELINE.match(passage)):
        return
    place, agency = line.span("place"), line.span("agency")
    if line["place"].isupper() and not overlapping(known, *place):
        yield UnknownName(*place, "place")
    if line["agency"]:
        yield UnknownName(*agency, "organisation")


def _is_heading(passage: str) -> bool:
    """Whether nearly every word has a capital, and no full stop ends them: a headline."""
    if passage.rstrip("\"”»' ").endswith((".", "!", "?", "…")):
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", passage) if len(word) > 3 and word.isascii()]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _runs(passage: str) -> Iterator[list[_Word]]:
    """Words with a capital, one beside the other, with what joins them: of, for the, al."""
    line = _DATELINE.match(passage)
    firsts = {0, *(_next_word(passage, end) for end in sentence_ends(passage)), line.end() if line else 0}
    run: list[_Word] = []
    joiners: list[_Word] = []
    for match in _WORD.finditer(passage):
        if not run and not _has_capital(match[0]):
            continue
        own = _OWN.search(match[0])
        if own and fold(match[0][: own.start()]).text in _OWNERS and _BODY_AHEAD.match(passage, match.end()):
            own = None
        end = match.end() - (len(own[0]) if own else 0)
        first = match.start() in firsts or passage[max(0, match.start() - 1)] in _OPENING
        word = _Word(match.start(), end, passage[match.start() : end], first)
        last = joiners[-1] if joiners else run[-1] if run else None
        beside = last is not None and passage[last.end : word.start] in (" ", "-")
        if _has_capital(word.text):
            if run and not (beside and not first):
                yield run
                run = []
            run = [*run, *(joiners if run else []), word]
            joiners = []
            if own:
                yield run
                run = []
        elif (
            run
            and beside
            and (
                _joins(run, joiners, word.text)
                or (word.text == "and" and not joiners and _BODY_AHEAD.match(passage, word.end))
            )
        ):
            joiners.append(word)
        else:
            if run:
                yield run
            run, joiners = [], []
    if run:
        yield run


def _has_capital(word: str) -> bool:
    lead = _LED_IN.match(word)
    return bool(lead) or (word[0].isupper() and word[0] < _GREEK)


def _joins(run: list[_Word], joiners: list[_Word], word: str) -> bool:
    """Whether a small word goes on with a name: a particle, or "of" and "for" behind the word for a body."""
    if word in _PARTICLES:
        return True
    body = any(fold(one.text).text in _BODIES for one in run)
    if joiners:
        return body and word == "the" and joiners[-1].text in _OF
    at_once = fold(run[-1].text).text in _BODIES | _PLACES
    return (at_once and word in _OF) or (body and word in _JOINS_BODIES)


def _next_word(passage: str, at: int) -> int:
    found = _LETTER.search(passage, at)
    return found.start() if found else len(passage)


def _parts(run: list[_Word], known: Sequence[SuggestedMention]) -> Iterator[list[_Word]]:
    """A run cut at titles and at known names; one with the word for a body stays whole: the longest name
    wins."""
    if any(fold(word.text).text in _BODIES for word in run):
        yield run
        return
    part: list[_Word] = []
    for word in run:
        if fold(word.text).text in _TITLES or overlapping(known, word.start, word.end):
            yield part
            part = []
        else:
            part.append(word)
    yield part


def _trimmed(part: list[_Word], common: frozenset[str]) -> list[_Word]:
    """A run without what no name begins or ends with; empty where nothing is left that may be one."""
    body = any(fold(word.text).text in _BODIES for word in part[1:])
    while part and (part[0].text.islower() or _is_no_name(part[0], common, body=body)):
        part = part[1:]
    while part and (part[-1].text.islower() or fold(part[-1].text).text in _NO_NAMES):
        part = part[:-1]
    if len(part) == 1:
        word = part[0]
        key = fold(word.text).text
        alone = len(key) < 3 or key in common | _TITLES | _BODIES | _PLACES | _MONEY
        alone = alone or (word.first and not _has_two_capitals(word.text)) or bool(_LED_IN.match(word.text))
        return [] if alone or (word.text.isupper() and len(key) > _SHOUTED) else part
    return part


def _has_two_capitals(word: str) -> bool:
    """Whether a word of usual length has a capital within it: Hapag-Lloyd, KfW."""
    return len(word) <= _LONGEST and bool(_TWO_CAPITALS.match(word))


def _is_no_name(word: _Word, common: frozenset[str], *, body: bool) -> bool:
    """Whether no name begins with a word; that of a body may with one that is a title elsewhere."""
    key = fold(word.text).text
    return key in _NO_NAMES or (not body and (key in _TITLES or (word.first and key in common)))


def _guessed(passage: str, name: list[_Word]) -> UnknownName:
    """A name with what it may be."""
    start, end = name[0].start, name[-1].end
    keys = [fold(word.text).text for word in name]
    before = re.search(r"([^\W\d_]+)\.?\s+(?:the\s+)?$", passage[max(0, start - 24) : start])
    led = fold(before[1]).text if before and not passage[:start].endswith("ccording to ") else ""
    if not _BODIES.isdisjoint(keys) or (len(name) == 1 and name[0].text.isupper()):
        return UnknownName(start, end, "organisation")
    if led in _TITLES - _PLACES:
        return UnknownName(start, end, "person")
    area = _AREA_OF.search(passage, max(0, start - 24), start)
    within = led in _IN and "." not in before[0] if before else False  # no sentence ends between
    if not _PLACES.isdisjoint(keys) or within or (area and fold(area[1]).text in _PLACES):
        return UnknownName(start, end, "place")
    return UnknownName(start, end, "person" if len(name) in (2, 3) else "organisation")
