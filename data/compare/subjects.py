"""What each of several documents says of one subject: a name, an event, or a statement. What is found is a
suggestion; nothing here says who is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.compare.comparison import compare_documents
from data.compare.decisions import suggested_spans
from data.compare.figures import is_calendar_date, named_near, same_date
from data.compare.spoken import PassageSpan, document_passages, spoken_of
from data.facts.statements import subjects
from data.tables.model import Event, Statement

MONTH = 7  # letters of a date that is known to the month: 2022-06


@dataclass(frozen=True)
class Said:
    """What a document says of a subject: the words that speak of it, in reading order, and the statements in
    it that concern the subject. Neither where it is silent."""

    document: str
    spans: tuple[PassageSpan, ...]
    statements: tuple[Statement, ...] = ()

    @property
    def passages(self) -> tuple[str, ...]:
        """The passages in which it speaks of the subject."""
        return tuple(dict.fromkeys(span.passage for span in self.spans))


@dataclass(frozen=True)
class Subject:
    """An entity, event or statement (its id), and in how many passages each document speaks of it."""

    key: str
    times: tuple[int, ...]


@dataclass(frozen=True)
class Subjects:
    """What several documents speak of; what most of them speak of comes first."""

    places: tuple[Subject, ...]
    actors: tuple[Subject, ...]
    events: tuple[Subject, ...]
    statements: tuple[Subject, ...]


def said_of(atlas: Atlas, documents: tuple[str, ...], kind: str, key: str) -> tuple[Said, ...]:
    """What each document says of a subject. kind: "event", "statement", or any other for an entity."""
    find = {"event": _of_event, "statement": _of_statement}.get(kind, _of_entity)
    return tuple(find(atlas, document, key) for document in documents)


@cached_per_atlas
def shared_subjects(atlas: Atlas, documents: tuple[str, ...]) -> Subjects:
    """Every place, actor, event and statement that one of the documents speaks of."""
    named = {key for document in documents for key in spoken_of(atlas, document)}
    passages = [p for document in documents for p in document_passages(atlas, document)]
    keys = {
        "place": sorted(named & {*atlas.places}),
        "actor": sorted(named & {*atlas.actors} - {*atlas.places}),
        "event": _likely_events(atlas, passages),
        "statement": [s.id for passage in passages for s in atlas.statements_of[passage]],
    }
    return Subjects(*(_measured(atlas, documents, kind, own) for kind, own in keys.items()))


def _measured(
    atlas: Atlas, documents: tuple[str, ...], kind: str, keys: Iterable[str]
) -> tuple[Subject, ...]:
    """Those of `keys` that one of the documents speaks of: what most of them speak of first, of these what is
    spoken of most."""
    found = (
        Subject(key, tuple(len(said.passages) for said in said_of(atlas, documents, kind, key)))
        for key in keys
    )
    spoken = (subject for subject in found if any(subject.times))
    return tuple(sorted(spoken, key=lambda one: (-sum(map(bool, one.times)), -sum(one.times))))


def _likely_events(atlas: Atlas, passages: Iterable[str]) -> list[str]:
    """The events of these passages, and those on whose day, or in whose month, one of the dates falls that
    stand there."""
    here = {*passages}
    dates = {f.value for p in here for f in atlas.figures_of[p] if f.kind == "date" and len(f.value) >= MONTH}
    return [
        event.id
        for event in atlas.events.values()
        if not here.isdisjoint(event.passages) or any(same_date(value, event.date) for value in dates)
    ]


def _of_entity(atlas: Atlas, document: str, key: str) -> Said:
    passages = document_passages(atlas, document)
    statements = (s for p in passages for s in atlas.statements_of[p] if key in subjects(atlas)[s.id])
    return Said(document, spoken_of(atlas, document).get(key, ()), tuple(statements))


def _of_event(atlas: Atlas, document: str, key: str) -> Said:
    """The passages that people set beside an event, and those that give its date, to the month at least, in a
    sentence that names who or what had a part in it."""
    event, spans = atlas.events[key], list[PassageSpan]()
    for passage in document_passages(atlas, document):
        dated = tuple(_dated(atlas, passage, event))
        if dated or passage in event.passages:
            spans += dated or [PassageSpan(passage, 0, 0)]
    return Said(document, tuple(spans))


def _dated(atlas: Atlas, passage: str, event: Event) -> Iterator[PassageSpan]:
    parts, stands = {*event.actors, *event.places}, passage in event.passages
    for figure in atlas.figures_of[passage]:
        known = stands or min(len(figure.value), len(event.date)) >= MONTH
        one_day = is_calendar_date(figure) and same_date(figure.value, event.date)
        if known and one_day and (stands or parts & named_near(atlas, figure)):
            yield PassageSpan(passage, figure.start, figure.end)


def _of_statement(atlas: Atlas, document: str, key: str) -> Said:
    """The statement itself in its own document; of another one what has the same words, rests on the same
    source, claims a value of the same kind of the same, or gives a figure of the same matter."""
    statement = atlas.statements[key]
    own = atlas.passages[statement.passage].document
    if own == document:
        return Said(document, (_quoted(statement),), (statement,))
    found = compare_documents(atlas, own, document)
    pairs = [pair for pair in found.statements if key in {s.id for s in pair.statements}]
    statements = {s.id: s for pair in pairs for s in pair.statements if s.id != key}
    copied = (side for pair in pairs if pair.copied for side in (pair.copied.one, pair.copied.other))
    figures = (suggested_spans(pair) for pair in found.figures)
    every = {
        *map(_quoted, statements.values()),
        *(PassageSpan(side.passage, side.start, side.end) for side in copied),
        *(theirs for ours, theirs in figures if _within(ours, statement)),
    }
    order = {passage: n for n, passage in enumerate(document_passages(atlas, document))}
    spans = sorted((s for s in every if s.passage in order), key=lambda s: (order[s.passage], s.start, s.end))
    return Said(document, tuple(spans), tuple(statements.values()))


def _within(words: PassageSpan, statement: Statement) -> bool:
    return words.passage == statement.passage and statement.start <= words.start < statement.end


def _quoted(statement: Statement) -> PassageSpan:
    return PassageSpan(statement.passage, statement.start, statement.end)
