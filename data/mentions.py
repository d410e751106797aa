"""From names in a text to mentions of entities: the longest name wins, its surroundings settle what it may mean.

What they do not settle stays a question with its candidates; nothing is guessed in silence. Scores: 1.0 a name as the
tables have it; below that a capital that stands for its state, another spelling, a title whose bearer the document
names; below SETTLED only questions.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from data.arabic import Folded, fold
from data.atlas import Atlas
from data.context import Context
from data.gazetteer import Form, Gazetteer, Name, gazetteer

SETTLED = 0.7
_BEFORE = re.compile(
    r"(?:مدينه|بلده|قريه|منطقه|ناحيه|اقليم|ولايه|محافظه|مقاطعه|معبر|جسر|نقطه|مخفر|نهر|بحيره|ممر|قاعده|دوله|جمهوريه|"
    r"الجنرال|جنرال|السفير|الرييس|السيد|الوزير|قايد|المبعوث|الممثل|"
    r"city of|town of|village of|district of|province of|region of|area of|river|"
    r"general|gen\.|ambassador|president|minister|mr\.?|mrs\.?|ms\.?|secretary|commander|envoy)\W{0,3}$"
)


@dataclass(frozen=True)
class Suggestion:
    """Words of a passage that seem to name an entity. `passage` counts from 0; offsets count in the passage as quoted.

    candidates: what they may mean, the likeliest first; "" stands for something outside our tables. A question is one
    that a person must answer; `entity` is then the likeliest candidate, or empty when even that is not known.
    """

    passage: int
    start: int
    end: int
    text: str
    entity: str
    form: Form
    score: float
    candidates: tuple[str, ...]

    @property
    def question(self) -> bool:
        """Whether a person must decide."""
        return self.score < SETTLED


class _Found(NamedTuple):
    """A hit before its surroundings were looked at: the span and key of the name, its readings, and how well it is spelled."""

    start: int
    end: int
    key: str
    names: tuple[Name, ...]
    spelled: float


def mentions(atlas: Atlas, passages: Sequence[str], known: Gazetteer | None = None) -> tuple[Suggestion, ...]:
    """Mentions in the passages of one document, in reading order, never overlapping. Arabic, English, or mixed."""
    known = known or gazetteer(atlas)
    whole = "\n".join(passages)
    folded = fold(whole)
    exact = _exact(known, folded, whole)
    found = _longest([*exact, *_misspelled(known, folded, whole, exact)])
    decided = _decided(known, Context(atlas, folded.text), found, exact)
    starts = list(accumulate((len(passage) + 1 for passage in passages), initial=0))
    made = []
    for hit, (entity, form, score, candidates) in decided:
        first, last = folded.span(hit.start, hit.end)
        number = bisect_right(starts, first) - 1
        begin = starts[number]
        made.append(Suggestion(number, first - begin, last - begin, whole[first:last], entity, form, score, candidates))
    return tuple(made)


Meaning = tuple[str, Form, float, tuple[str, ...]]


def _decided(known: Gazetteer, context: Context, found: list[_Found], exact: list[_Found]) -> list[tuple[_Found, Meaning]]:
    """What the hits mean, in reading order: first what is sure, then what that speaks for, last the phrases that stand for it."""
    sure = known.sure
    decided: list[tuple[_Found, Meaning]] = []
    doubtful: list[_Found] = []
    for hit in found:
        if hit.spelled == 1 and (name := sure.get(hit.key)):
            context.note(name.entity, hit.start)
            decided.append((hit, (name.entity, name.form, 1.0, (name.entity,))))
        else:
            doubtful.append(hit)
    doubtful.sort(key=lambda hit: hit.names[0].strength == "context")
    phrases = [hit for hit in doubtful if hit.names[0].strength == "context"]
    for phrase in phrases:  # the state in "Tajik officials"
        for hit in exact[bisect_left(exact, (phrase.start,)) : bisect_left(exact, (phrase.end,))]:
            if hit.key in sure and hit.end <= phrase.end:
                context.note(sure[hit.key].entity, hit.start)
    for hit in doubtful:
        if meaning := _decide(known, context, hit):
            if meaning[0] and meaning[2] >= SETTLED:
                context.note(meaning[0], hit.start)
            decided.append((hit, meaning))
    return sorted(decided, key=lambda pair: pair[0].start)


def _exact(known: Gazetteer, folded: Folded, whole: str) -> list[_Found]:
    found, names, cased = [], known.names, known.cased
    for start, end, key in known.hits(folded.text):
        if key in cased:
            first, last = folded.span(start, end)
            if suiting := known.suits(key, whole[first:last]):
                found.append(_Found(start, end, key, suiting, 1.0))
        else:
            found.append(_Found(start, end, key, names[key], 1.0))
    return sorted(found)


def _longest(found: list[_Found]) -> list[_Found]:
    """Without those that overlap a better one: first the longer, then the better spelled."""
    kept: list[_Found] = []
    group: list[_Found] = []
    reached = 0
    for hit in sorted(found):
        if hit.start >= reached:
            kept += group if len(group) == 1 else _best(group)
            group = []
        group.append(hit)
        reached = max(reached, hit.end)
    return kept + _best(group)


def _best(group: list[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for hit in sorted(group, key=lambda h: (h.start - h.end, -h.spelled)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept)


def _decide(known: Gazetteer, context: Context, hit: _Found) -> Meaning | None:
    """What a hit means where it stands. None: nothing that a person need look at."""
    doubt = known.doubts.get(hit.key)
    if hit.spelled < 1 and not _believed(context, hit):
        return None
    entities = tuple(dict.fromkeys(name.entity for name in hit.names))
    if doubt and (len(entities) == 1 or doubt.entity in entities):
        decided = context.between(doubt, hit.start)
    elif len(entities) > 1:
        decided = context.among(entities, hit.start, hit.end)
    else:
        decided = context.alone(hit.names[0], hit.start, hit.end)
    if decided is None:
        return None
    entity, score, candidates = decided
    form: Form = next((name.form for name in hit.names if name.entity == entity), hit.names[0].form)
    if entity and context.stands_for_its_state(entity, entities):
        form = "metonym"
    return entity, form, round(score * hit.spelled, 3), candidates


def _believed(context: Context, hit: _Found) -> bool:
    """Whether another spelling is near enough by itself, or its surroundings speak for it."""
    if hit.spelled >= (0.9 if len(hit.key) < 8 else 0.86):
        return True
    near = any(context.named(name.entity) for name in hit.names)
    return near or bool(_BEFORE.search(context.text[max(0, hit.start - 24) : hit.start]))


def _misspelled(known: Gazetteer, folded: Folded, whole: str, exact: list[_Found]) -> Iterator[_Found]:
    """Names with words that are spelled almost like those of the gazetteer, where no name stands as it is."""
    text = folded.text
    taken = bytearray(len(text))
    for hit in exact:
        taken[hit.start : hit.end] = b"x" * (hit.end - hit.start)
    by_passage: dict[tuple[int, int], list[tuple[int, int, str, float]]] = {}
    for suspect in known.suspects(text):
        start, end, meant, score = suspect
        if not taken[end - 1] and _worth_a_look(known, text, start, end, meant, score):
            written = whole[folded.origin[start]]
            first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
            if written.upper() == written:
                by_passage.setdefault((first, len(text) if last < 0 else last), []).append(suspect)
    for (first, last), words in by_passage.items():
        yield from _mended(known, text, first, last, words)


def _worth_a_look(known: Gazetteer, text: str, start: int, end: int, meant: str, score: float) -> bool:
    """Whether a word like `meant` can be part of a name here: it is one by itself, or a word of the same name is beside it."""
    beside = known.beside[meant]
    if "" in beside and (score >= 0.85 or _BEFORE.search(text[max(0, start - 24) : start]) or len(meant) < 8):
        return True
    around = re.findall(r"[^\W\d_]+", text[max(0, start - 24) : start])[-1:] + re.findall(r"[^\W\d_]+", text[end : end + 24])[:1]
    return any(word in beside or word.lstrip("وفبل") in beside or (len(word) > 4 and known.like(word) in beside) for word in around)


def _mended(known: Gazetteer, text: str, first: int, last: int, words: list[tuple[int, int, str, float]]) -> Iterator[_Found]:
    """Names that appear in a passage when its doubtful words are written as the gazetteer has them."""
    pieces: list[str] = []
    origin: list[int] = []
    reached = first
    for start, end, meant, _ in words:
        pieces += (text[reached:start], meant)
        origin += [*range(reached, start), *([start] * len(meant))]
        reached = end
    pieces.append(text[reached:last])
    origin += [*range(reached, last), last]
    for began, ended, key in known.hits("".join(pieces)):
        start = origin[began]
        end = next((word_end for word_start, word_end, *_ in words if origin[ended - 1] == word_start), origin[ended - 1] + 1)
        scores = [score for word_start, _, _, score in words if start <= word_start < end]
        names = tuple(n for n in known.names[key] if n.models)
        if scores and names:
            parts = len(key.split())
            yield _Found(start, end, key, names, (sum(scores) + max(0, parts - len(scores))) / max(parts, len(scores)))
