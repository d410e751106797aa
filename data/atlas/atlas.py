"""The Atlas: every table in one frozen value, with the look-ups that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from data.atlas.case import Case
from data.i18n import Text
from data.tables.model import (
    TABLES,
    Actor,
    Aid,
    Alignment,
    Ambiguity,
    Annual,
    ArabicReview,
    Authority,
    Body,
    Chainage,
    ColourToken,
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
    Topic,
    Voice,
    Word,
    WordList,
)
from data.tables.vocab import LANGS, Lang

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
    alignments: Mapping[tuple[str, int, int], Alignment]
    topics: Mapping[str, Topic]
    entities: Mapping[str, Entity]
    demonyms: Mapping[tuple[str, str], Demonym]
    authorities: Mapping[str, Authority]
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
    arabic_reviews: Mapping[tuple[str, str, str], ArabicReview]
    sources: Mapping[str, Source]
    publishers: Mapping[str, Publisher]
    story: Mapping[str, Step]
    words: Mapping[str, Word]
    plurals: Mapping[tuple[str, str], Plural]
    colours: Mapping[str, ColourToken]
    word_lists: Mapping[str, WordList]
    lexicon: Mapping[tuple[str, str], LexiconWord]
    texts: Mapping[str, str]
    translations: Mapping[str, str]
    digest: str
    #: Passage id -> its mentions, voice spans, numbers and dates, and statements, in reading order.
    mentions_of: Mapping[str, tuple[Mention, ...]]
    voices_of: Mapping[str, tuple[Voice, ...]]
    figures_of: Mapping[str, tuple[Figure, ...]]
    statements_of: Mapping[str, tuple[Statement, ...]]
    #: Statement id -> the evidence on it, in order.
    evidence_of: Mapping[str, tuple[Evidence, ...]]
    #: Id of a record of aid -> what further pages say on it, in the order of the file.
    corroboration_of: Mapping[str, tuple[Corroboration, ...]]
    #: Passage id -> the events it mentions or relies on, by date.
    events_of: Mapping[str, tuple[Event, ...]]
    base: Atlas | None = None
    overlay: Overlay | None = None

    @property
    def case(self) -> Case:
        """The case whose documents are laid over the files; the first, without a name, where none are."""
        return self.overlay.case if self.overlay else Case()

    def text(self, lang: Lang) -> Text:
        """The interface's words in one language: the same value at each call, whatever was added."""
        return (self.base or self)._texts[lang]

    @cached_property
    def _texts(self) -> dict[Lang, Text]:
        return {lang: Text(self.words, self.plurals, lang) for lang in LANGS}


def lookups(tables: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an Atlas that follow from its tables: rows by what they belong to."""
    parts = {
        f"{name}_of": group_rows(tables[name].values(), "passage", tables["passages"])
        for name in ("mentions", "voices", "figures", "statements")
    }
    return {
        **parts,
        "evidence_of": group_rows(tables["evidence"].values(), "statement", tables["statements"]),
        "corroboration_of": group_rows(tables["corroboration"].values(), "aid", tables["aid"]),
        "events_of": events_by_passage(tables["events"].values()),
    }


def events_by_passage(events: Iterable[Event]) -> Mapping[str, tuple[Event, ...]]:
    """Passage -> the events that it mentions or relies on, by date; context is of none."""
    found: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda e: e.date):
        for passage in event.passages if event.relation != "context" else ():
            found.setdefault(passage, []).append(event)
    return {passage: tuple(own) for passage, own in found.items()}


def group_rows(rows: Iterable[Any], column: str, keys: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    """The rows by what their `column` names, in reading order or in that of their numbers; a key without any
    has none."""
    found: dict[str, list[Any]] = {key: [] for key in keys}
    for row in sorted(
        rows, key=lambda r: (r.start, r.end) if hasattr(r, "start") else (getattr(r, "nth", 0),)
    ):
        found.setdefault(getattr(row, column), []).append(row)
    return {key: tuple(value) for key, value in found.items()}


assert {t.table for t in TABLES} <= {f.name for f in fields(Atlas)}
