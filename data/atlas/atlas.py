"""The Atlas: every table in one frozen value, with the look-ups that follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from data.tables.model import (
    TABLES,
    Actor,
    Aid,
    Ambiguity,
    Annual,
    Body,
    Chainage,
    Corroboration,
    Demonym,
    Document,
    Entity,
    Event,
    Evidence,
    Figure,
    Group,
    Length,
    LexiconWord,
    Link,
    Mention,
    Passage,
    Place,
    Plural,
    Provenance,
    Publisher,
    Reach,
    Revision,
    Rule,
    Source,
    Statement,
    Step,
    Token,
    Topic,
    Voice,
    Word,
    WordList,
)

if TYPE_CHECKING:
    from data.atlas.overlay import Overlay


@dataclass(frozen=True, eq=False)
class Atlas:
    """All we know, keyed by id. Never mutated; compared and hashed by identity. With documents from a store,
    `base` is the atlas of the files alone and `overlay` what was laid over it."""

    documents: Mapping[str, Document]
    passages: Mapping[str, Passage]
    mentions: Mapping[tuple[str, int], Mention]
    voices: Mapping[tuple[str, int], Voice]
    figures: Mapping[tuple[str, int], Figure]
    topics: Mapping[str, Topic]
    entities: Mapping[str, Entity]
    demonyms: Mapping[tuple[str, str], Demonym]
    ambiguities: Mapping[str, Ambiguity]
    actors: Mapping[str, Actor]
    groups: Mapping[str, Group]
    places: Mapping[str, Place]
    chainage: Mapping[str, Chainage]
    reaches: Mapping[str, Reach]
    lengths: Mapping[str, Length]
    bodies: Mapping[str, Body]
    aid: Mapping[str, Aid]
    corroboration: Mapping[tuple[str, str], Corroboration]
    annual: Mapping[tuple[int, str, str], Annual]
    links: Mapping[tuple[str, str], Link]
    statements: Mapping[str, Statement]
    evidence: Mapping[tuple[str, int], Evidence]
    events: Mapping[str, Event]
    provenance: Mapping[str, Provenance]
    rules: Mapping[str, Rule]
    revisions: Mapping[tuple[str, str, str, str], Revision]
    sources: Mapping[str, Source]
    publishers: Mapping[str, Publisher]
    story: Mapping[str, Step]
    words: Mapping[str, Word]
    plurals: Mapping[tuple[str, str], Plural]
    colours: Mapping[str, Token]
    word_lists: Mapping[str, WordList]
    lexicon: Mapping[tuple[str, str], LexiconWord]
    texts: Mapping[str, str]
    translations: Mapping[str, str]
    digest: str
    base: Atlas | None = None
    overlay: Overlay | None = None

    @cached_property
    def mentions_of(self) -> Mapping[str, tuple[Mention, ...]]:
        """Passage id -> its mentions in reading order."""
        return _by(self.mentions.values(), "passage", self.passages)

    @cached_property
    def voices_of(self) -> Mapping[str, tuple[Voice, ...]]:
        """Passage id -> its voice spans in reading order."""
        return _by(self.voices.values(), "passage", self.passages)

    @cached_property
    def figures_of(self) -> Mapping[str, tuple[Figure, ...]]:
        """Passage id -> the numbers and dates in it."""
        return _by(self.figures.values(), "passage", self.passages)

    @cached_property
    def statements_of(self) -> Mapping[str, tuple[Statement, ...]]:
        """Passage id -> its statements in reading order."""
        return _by(self.statements.values(), "passage", self.passages)

    @cached_property
    def evidence_of(self) -> Mapping[str, tuple[Evidence, ...]]:
        """Statement id -> the evidence on it, in order."""
        return _by(self.evidence.values(), "statement", self.statements)

    @cached_property
    def corroboration_of(self) -> Mapping[str, tuple[Corroboration, ...]]:
        """Id of a record of aid -> what further pages say on it, in the order of the file."""
        found: dict[str, list[Corroboration]] = {key: [] for key in self.aid}
        for row in self.corroboration.values():
            found.setdefault(row.aid, []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def events_of(self) -> Mapping[str, tuple[Event, ...]]:
        """Passage id -> the events it mentions or relies on, by date."""
        found: dict[str, list[Event]] = {}
        for event in sorted(self.events.values(), key=lambda e: e.date):
            for passage in event.passages if event.relation == "article" else ():
                found.setdefault(passage, []).append(event)
        return {passage: tuple(events) for passage, events in found.items()}


def _by(rows: Any, column: str, keys: Any) -> Mapping[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = {key: [] for key in keys}
    for row in sorted(rows, key=lambda r: (r.start, r.end) if hasattr(r, "start") else (r.nth,)):
        found.setdefault(getattr(row, column), []).append(row)
    return {key: tuple(value) for key, value in found.items()}


assert {t.table for t in TABLES} <= {f.name for f in fields(Atlas)}
