"""How right the marks of a text are that leave nothing unmarked: names, figures, speech and its speakers.

A name is right when its words overlap and its entity is right, or its type where the tables may lack it. One
that lies within a longer name is counted apart, as neither right nor wrong. A figure is right when kind,
value and unit are, a span of speech when half of its letters are found; its lead-in is no error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from marked_speakers import Right, Speakers, count_speaker
from marked_texts import Marked

from data.annotate.pipeline import Annotation, annotate, type_of
from data.annotate.speech.speech import SuggestedSpeech
from data.atlas.atlas import Atlas

Marks = dict[Any, str]  # a mark, and how to call it in a list of errors
Span = tuple[int, int, int]  # passage, start, end
Named = tuple[Span, str, str]  # with the entity, empty for none, and its type


@dataclass
class Tally:
    """What was found and what should have been; `within`: what is only part of something longer."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    within: int = 0

    def add(self, found: Marks, wanted: Marks) -> None:
        """Count one document: marks and how to call them in a list of errors."""
        self.right += len(found.keys() & wanted.keys())
        self.wrong += [f"found {found[key]}" for key in sorted(found.keys() - wanted.keys(), key=str)]
        self.missed += [f"missed {wanted[key]}" for key in sorted(wanted.keys() - found.keys(), key=str)]

    @property
    def errors(self) -> list[str]:
        """What was wrong and what was missed."""
        return [*self.wrong, *self.missed]

    @property
    def wanted(self) -> int:
        """How many marks there are."""
        return self.right + len(self.missed)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / ((self.right + len(self.wrong)) or 1)

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found."""
        return self.right / (self.wanted or 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)

    @property
    def row(self) -> str:
        """Number wanted, precision, recall, F1."""
        return f"{self.wanted} | {self.precision:.3f} | {self.recall:.3f} | {self.f1:.3f}"


@dataclass
class Scores:
    """Tallies of names by type, of figures, with span and qualifier too, of speech and of speakers."""

    names: dict[str, Tally] = field(default_factory=dict)
    figures: Tally = field(default_factory=Tally)
    exact: Tally = field(default_factory=Tally)
    speech: Tally = field(default_factory=Tally)
    speakers: Speakers = field(default_factory=Speakers)
    words: int = 0

    def tally(self, kind: str) -> Tally:
        """The tally of the names of a type."""
        return self.names.setdefault(kind, Tally())

    @property
    def row(self) -> str:
        """Names, their recall, precision and false ones in 100 words; figures and speech, each with F1;
        speakers right and wrong."""
        names, figures, speech = self.all_names, self.figures, self.speech
        false = 100 * len(names.wrong) / (self.words or 1)
        return (
            f"{names.wanted} | {names.recall:.2f} | {names.precision:.2f} | {false:.1f} | {figures.wanted} "
            f"| {figures.f1:.2f} | {speech.wanted} | {speech.f1:.2f} | {self.speakers.row}"
        )

    @property
    def all_names(self) -> Tally:
        """The names of all types together."""
        whole = Tally()
        for tally in self.names.values():
            whole.right, whole.within = whole.right + tally.right, whole.within + tally.within
            whole.wrong += tally.wrong
            whole.missed += tally.missed
        return whole


def score(atlas: Atlas, documents: Iterable[Marked]) -> Scores:
    """The scores of what is suggested for documents, beside their marks."""
    scores = Scores()
    for document in documents:
        made = annotate(atlas, document.passages, written=document.written)
        scores.words += sum(len(passage.split()) for passage in document.passages)
        _score_names(scores, atlas, document, list(suggested_names(atlas, made)))
        _score_figures(scores, document, made)
        _score_speech(scores, atlas, document, made)
    return scores


def suggested_names(atlas: Atlas, made: Annotation) -> Iterator[Named]:
    """What is suggested as a name: a question counts for its likeliest meaning that is an entity."""
    for mention in made.mentions:
        entity = mention.entity or next(filter(None, mention.candidates), "")
        yield (mention.passage, mention.start, mention.end), entity, type_of(atlas, entity)


def _score_names(scores: Scores, atlas: Atlas, document: Marked, found: list[Named]) -> None:
    left = dict.fromkeys(found)
    for *at, entity in document.mentions:
        span, entity = (at[0], at[1], at[2]), entity.lstrip("?")
        kind = entity[1:] if entity.startswith("+") else atlas.entities[entity].type
        fits = [one for one in left if _overlap(one[0], span) and _means(one, span, entity)]
        if fits:
            scores.tally(kind).right += 1
            left.pop(fits[0])
        else:
            scores.tally(kind).missed.append(f"missed {_words(document, span)} = {entity}")
    spans = [(n, start, end) for n, start, end, _ in document.mentions]
    for span, entity, kind in left:
        if any(
            span[0] == one[0] and one[1] <= span[1] and span[2] <= one[2] and span != one for one in spans
        ):
            scores.tally(kind).within += 1
        else:
            scores.tally(kind).wrong.append(f"found {_words(document, span)} = {entity or kind}")


def _means(found: Named, span: Span, entity: str) -> bool:
    """Whether a suggestion means what is marked; of a name that the tables may lack, the most of its words
    must be in it."""
    if not entity.startswith("+"):
        return found[1] == entity
    return (
        found[2] in (entity[1:], "") or entity == "+name"
        if 2 * _overlap(found[0], span) > _length(span)
        else False
    )


def _score_figures(scores: Scores, document: Marked, made: Annotation) -> None:
    free = [figure[:3] for figure in document.figures if figure[3] == "?"]
    wanted = [figure for figure in document.figures if figure[3] != "?"]
    found = [
        ((n, f.start, f.end), (f.kind, f.value, f.unit), f.qualifier)
        for n, f in made.figures
        if not any(_overlap((n, f.start, f.end), span) for span in free)
    ]
    left, exact = list(found), list(found)
    for *at, kind, value, unit, qualifier in wanted:
        span, means = (at[0], at[1], at[2]), (kind, value, unit)
        words = f"missed {_words(document, span)} = {value} {unit} {qualifier}"
        _take(scores.figures, left, [f for f in left if _overlap(f[0], span) and f[1] == means], words)
        _take(scores.exact, exact, [f for f in exact if f == (span, means, qualifier)], words)
    for tally, rest in ((scores.figures, left), (scores.exact, exact)):
        tally.wrong += [f"found {_words(document, s)} = {m[1]} {m[2]} {q}" for s, m, q in rest]


def _take(tally: Tally, left: list[Any], fits: list[Any], words: str) -> None:
    """Count the first suggestion that fits a mark, or the mark as missed."""
    if fits:
        tally.right += 1
        left.remove(fits[0])
    else:
        tally.missed.append(words)


def _score_speech(scores: Scores, atlas: Atlas, document: Marked, made: Annotation) -> None:
    named: dict[str, set[str]] = {}
    people: dict[str, str] = {}  # the words that name them
    for *at, entity in document.mentions:
        span = (at[0], at[1], at[2])
        if entity == "+person" or type_of(atlas, entity) == "person":
            people[_words(document, span)] = entity
        meant = {m.entity for m in made.mentions if _overlap((m.passage, m.start, m.end), span)}
        if entity.startswith("+"):  # a ministry is not its country
            meant = {one for one in meant if type_of(atlas, one) in (entity[1:], "") or entity == "+name"}
        named.setdefault(_words(document, span), set()).update(meant - {""})
    for *at, by in document.speech:
        span = (at[0], at[1], at[2])
        over = [said for said in made.speech if _overlap(_span(said), span)]
        if by == "?":
            continue
        if 2 * sum(_overlap(_span(said), span) for said in over) < _length(span):
            scores.speech.missed.append(f"missed {_words(document, span)}")
        else:
            scores.speech.right += 1
        best = max(over, key=lambda said: _overlap(_span(said), span), default=None)
        wanted = named.get(by[1:], set()) if by.startswith("+") else {by} - {""}
        who, words = (best.speaker, best.attribution) if best else ("", "")
        names = (
            {by[1:]}
            if by.startswith("+")
            else {
                document.passages[n][start:end] for n, start, end, entity in document.mentions if entity == by
            }
        )
        others = {name for name, kind in people.items() if name not in names and kind != by}
        right = Right(by, wanted, names, others)
        count_speaker(scores.speakers, who or words, right, bool(who), _words(document, span))
    for said in made.speech:
        if not any(_touches(_span(said), (n, start, end)) for n, start, end, _ in document.speech):
            scores.speech.wrong.append(f"found {said.text}")


def _span(said: SuggestedSpeech) -> Span:
    return said.passage, said.start, said.end


def _overlap(one: Span, other: Span) -> int:
    """How many letters two spans share."""
    return max(0, min(one[2], other[2]) - max(one[1], other[1])) if one[0] == other[0] else 0


def _touches(one: Span, other: Span) -> bool:
    """Whether a span overlaps another or leads to it."""
    return bool(_overlap(one, other)) or (one[0] == other[0] and 0 <= other[1] - one[2] <= 2)


def _length(span: Span) -> int:
    return span[2] - span[1]


def _words(document: Marked, span: Span) -> str:
    return document.passages[span[0]][span[1] : span[2]]
