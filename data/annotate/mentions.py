"""From names in a text to mentions of entities: the longest name wins, its surroundings settle what it may
mean.

What they do not settle stays a question with its candidates; nothing is guessed in silence. Scores: 1.0 a
name as the tables have it; below that a capital that stands for its state, another spelling, a title whose
bearer the document names; below SETTLED only questions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from data.annotate.disambiguation import Context, borders
from data.annotate.gazetteer.build import gazetteer
from data.annotate.gazetteer.gazetteer import Gazetteer, Hit, Meaning
from data.annotate.gazetteer.names import Name
from data.annotate.gazetteer.token_cache import Suspect
from data.atlas.atlas import Atlas
from data.tables.vocab import Form
from data.text.lexicon import word_set
from data.text.normalize import Folded, fold, single_spaced
from data.text.spans import Claimed, Lines

SETTLED = 0.7
LONG = 8  # letters from which few common words are like a name
NEAR = 0.82  # how well such a name must be spelled where the document names its entity
_LETTERS = re.compile(r"[^\W\d_]+")
# Words that stand before a name and say that it is one.
_BEFORE = (*word_set("before-name"), *(f"{area} of" for area in word_set("area-word")))


class SuggestedMention(NamedTuple):
    """Words of a passage that seem to name an entity. `passage` counts from 0; offsets count in the passage
    as quoted.

    candidates: what they may mean, the likeliest first; "" stands for something outside our tables. A
    question is one that a person must answer; `entity` is then the likeliest candidate, or empty when even
    that is not known."""

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


class _Read(NamedTuple):
    """A hit with its readings, and how well it is spelled."""

    start: int
    end: int
    key: str
    names: tuple[Name, ...]
    spelled: float


_Found = Hit | _Read  # a name as it stands needs no more than its place and key until it is doubted


def find_mentions(
    atlas: Atlas, passages: Sequence[str], known: Gazetteer | None = None
) -> tuple[SuggestedMention, ...]:
    """Mentions in the passages of one document, in reading order, never overlapping. Arabic, English, or
    mixed."""
    known = known or gazetteer(atlas)
    whole = "\n".join(passages)
    folded = single_spaced(fold(whole))
    suspects, cues = known.token_cache.scan(folded.text)
    exact = _exact(known, folded, whole)
    found = _longest([*exact, *_misspelled(known, folded, whole, exact, suspects)])
    found = [hit for hit in found if len(hit) > 3 or known.names[hit[2]][0].entity]
    of_borders = borders(atlas)
    spans_of_borders = [hit[:2] for hit in found if known.names[hit[2]][0].entity in of_borders]
    decided = _decided(known, Context(atlas, folded.text, cues, spans_of_borders), found, exact)
    spans = folded.spans([start for start, _, _ in decided], [end for _, end, _ in decided])
    ends = list(accumulate(len(passage) + 1 for passage in passages))
    suggestions, number, begin = [], 0, 0
    for (first, last), (_, _, (entity, form, score, candidates)) in zip(spans, decided, strict=True):
        while first >= ends[number]:
            begin, number = ends[number], number + 1
        suggestions.append(
            SuggestedMention(
                number, first - begin, last - begin, whole[first:last], entity, form, score, candidates
            )
        )
    return tuple(suggestions)


def mentions_by_passage(found: Iterable[SuggestedMention]) -> dict[int, list[SuggestedMention]]:
    """The mentions of each passage."""
    own: dict[int, list[SuggestedMention]] = {}
    for mention in found:
        own.setdefault(mention.passage, []).append(mention)
    return own


def overlapping(own: Sequence[SuggestedMention], start: int, end: int) -> Sequence[SuggestedMention]:
    """Of the mentions of a passage, in reading order, those that share letters with a span."""
    first = bisect_right(own, start, key=lambda mention: mention.end)
    return own[first : bisect_left(own, end, key=lambda mention: mention.start)]


def with_longer(
    found: Sequence[SuggestedMention], longer: Sequence[SuggestedMention]
) -> tuple[SuggestedMention, ...]:
    """Mentions and further ones, in reading order; of two that share letters the further one stays."""
    own = mentions_by_passage(found)
    gone = {
        (m.passage, m.start)
        for one in longer
        for m in overlapping(own.get(one.passage, ()), one.start, one.end)
    }
    return tuple(sorted([*(m for m in found if (m.passage, m.start) not in gone), *longer]))


Decided = tuple[int, int, Meaning]  # a span of the folded text, and what it means


def _decided(known: Gazetteer, context: Context, hits: list[_Found], exact: list[_Found]) -> list[Decided]:
    """What the hits mean, in reading order: first what is sure, then what that speaks for, last the phrases
    that stand for it."""
    sure = known.sure
    decided: list[Decided] = [
        (hit[0], hit[1], sure[hit[2]]) for hit in hits if len(hit) == 3 and hit[2] in sure
    ]
    context.note_first((meaning[0], start) for start, _, meaning in decided)
    doubtful = [
        hit if len(hit) > 3 else _Read(*hit, known.names[hit[2]], 1.0)
        for hit in hits
        if len(hit) > 3 or hit[2] not in sure
    ]
    doubtful.sort(key=lambda hit: hit.names[0].strength == "context")
    phrases = [hit for hit in doubtful if hit.names[0].strength == "context"]
    for phrase in phrases:  # the state in "Tajik officials"
        for hit in exact[bisect_left(exact, (phrase.start,)) : bisect_left(exact, (phrase.end,))]:
            if hit[2] in sure and hit[1] <= phrase.end:
                context.note(sure[hit[2]][0], hit[0])
    for hit in doubtful:
        if meaning := _decide(known, context, hit):
            if meaning[0] and meaning[2] >= SETTLED:
                context.note(meaning[0], hit.start)
            decided.append((hit.start, hit.end, meaning))
    return sorted(decided)


def _exact(known: Gazetteer, folded: Folded, whole: str) -> list[_Found]:
    """The names that stand as they are, by where they begin; those that want a capital only where they have
    it."""
    found: list[_Found] = []
    cased, sure = known.capitalised_names, known.sure
    for hit in known.hits(folded.text):
        if hit[2] not in cased:
            found.append(hit)
            continue
        first, last = folded.span(hit[0], hit[1])
        if suiting := known.suits(hit[2], whole[first:last]):
            found.append(hit if hit[2] in sure else _Read(*hit, suiting, 1.0))
    return sorted(found)


def _longest(hits: list[_Found]) -> list[_Found]:
    """Without those that overlap a better one: first the longer, then the better spelled."""
    longest: list[_Found] = []
    group: list[_Found] = []
    reached = 0
    for hit in sorted(hits):
        start, end = hit[:2]
        if start >= reached:
            longest += group if len(group) < 2 else _best(group, reached)
            group = []
        group.append(hit)
        if end > reached:
            reached = end
    return longest + _best(group, reached)


def _best(group: list[_Found], reached: int) -> list[_Found]:
    whole = [hit for hit in group if hit[1] == reached and hit[0] == group[0][0]]
    if len(whole) == 1:
        return whole
    first = group[0][0] if group else 0
    taken = Claimed(reached - first)
    ranked = sorted(group, key=lambda h: (h[0] - h[1], -h[4] if len(h) > 3 else -1))
    return sorted(hit for hit in ranked if taken.claim(hit[0] - first, hit[1] - first))


def _decide(known: Gazetteer, context: Context, hit: _Read) -> Meaning | None:
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


def _believed(context: Context, hit: _Read) -> bool:
    """Whether another spelling is near enough by itself, or its surroundings speak for it: that the document
    names the entity makes no name of a common word that is only a little like it."""
    long = len(hit.key) >= LONG
    if hit.spelled >= (0.86 if long else 0.91):
        return True
    near = long and hit.spelled >= NEAR and any(context.names(name.entity) for name in hit.names)
    return near or _introduced(context.text, hit.start)


def _introduced(text: str, start: int) -> bool:
    """Whether one of the words that go before names ends at most three signs before `start`."""
    before = text[max(0, start - 24) : start]
    for _ in range(4 + before.endswith("\n")):
        if before.endswith(_BEFORE):
            return True
        if before[-1:].isalnum() or before[-1:] in ("", "_"):
            return False
        before = before[:-1]
    return False


def _misspelled(
    known: Gazetteer, folded: Folded, whole: str, exact: list[_Found], suspects: list[Suspect]
) -> Iterator[_Read]:
    """Names with words that are spelled almost like those of the gazetteer, where no name stands as it is."""
    text, lines = folded.text, Lines(folded.text)
    starts, reached = [hit[0] for hit in exact], list(accumulate((hit[1] for hit in exact), max, initial=0))
    by_passage: dict[tuple[int, int], list[tuple[int, int, str, float]]] = {}
    for suspect in suspects:
        start, end, meant, score = suspect
        if reached[bisect_left(starts, end)] < end and _worth_a_look(known, text, start, end, meant, score):
            written = whole[folded.origin[start]]
            if written.upper() == written:
                by_passage.setdefault(lines.around(start), []).append(suspect)
    for (first, last), words in by_passage.items():
        yield from _mended(known, text, first, last, words)


def _worth_a_look(known: Gazetteer, text: str, start: int, end: int, meant: str, score: float) -> bool:
    """Whether a word like `meant` can be part of a name here: it is one by itself, or a word of the same name
    is beside it."""
    adjacent = known.adjacent_words[meant]
    if "" in adjacent and (score >= 0.85 or len(meant) < 8 or _introduced(text, start)):
        return True
    around = (
        _LETTERS.findall(text[max(0, start - 24) : start])[-1:] + _LETTERS.findall(text[end : end + 24])[:1]
    )
    return any(
        word in adjacent
        or word.lstrip("وفبل") in adjacent
        or (len(word) > 4 and known.like(word) in adjacent)
        for word in around
    )


def _mended(
    known: Gazetteer, text: str, first: int, last: int, words: list[tuple[int, int, str, float]]
) -> Iterator[_Read]:
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
    starts = [word[0] for word in words]
    for began, ended, key in known.hits("".join(pieces)):
        start, last_letter = origin[began], origin[ended - 1]
        at = bisect_left(starts, last_letter)
        end = words[at][1] if at < len(words) and starts[at] == last_letter else last_letter + 1
        scores = [score for _, _, _, score in words[bisect_left(starts, start) : bisect_left(starts, end)]]
        names = tuple(n for n in known.names[key] if n.models)
        if scores and names:
            parts = len(key.split())
            yield _Read(
                start, end, key, names, (sum(scores) + max(0, parts - len(scores))) / max(parts, len(scores))
            )
