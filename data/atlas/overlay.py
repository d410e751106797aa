"""Documents that people added, laid over the curated files: one Atlas in which both look alike.

Small things (documents, places, spellings) are rows in memory. What is known of passages is columns
(`data.atlas.blocks`), and rows of passages, mentions and voices are made of them when they are asked for.
Texts are read from the store when shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from data.atlas.blocks import Block, Corpus
from data.atlas.case import Case
from data.tables.columns import references, referred_keys
from data.tables.model import (
    Actor,
    Body,
    Corroboration,
    Document,
    Entity,
    Event,
    Evidence,
    Figure,
    Place,
    Publisher,
    Row,
    Source,
    Statement,
)
from data.tables.model.aid import OwnAid
from data.tables.model.comparisons import ComparedPair
from data.tables.model.translations import OwnTranslation
from data.text.normalize import fold

K = TypeVar("K")
V = TypeVar("V")

BOUND: tuple[type[Row], ...] = (
    OwnAid,
    Event,
    Statement,
    Evidence,
    Corroboration,
    ComparedPair,
    OwnTranslation,
)  # to one document
ADDED: tuple[type[Row], ...] = (Publisher, Source, Entity, Actor, Place, Body, *BOUND)
# Tables whose rows come with documents; the rows of each refer only to tables that stand before it.
PLAIN = tuple(schema for schema in ADDED if schema not in BOUND)


@dataclass(frozen=True)
class Content:
    """What is read only when a document is shown: its passages as they stand, the numbers and dates in them,
    and the page that each passage begins on, from 1; no pages of a document without.

    gists: of each passage in English and Arabic, as people wrote them; none where nobody has.
    reviewed: how many of its marks are accepted, and how many of these a second person has verified."""

    texts: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    pages: tuple[int, ...] = ()
    reviewed: tuple[int, int] = (0, 0)
    gists: tuple[tuple[str, str], ...] = ()

    @cached_property
    def figures_in(self) -> Mapping[str, tuple[Figure, ...]]:
        """Passage -> its figures, in reading order; of passages that have any."""
        found: dict[str, list[Figure]] = {}
        for figure in self.figures:
            found.setdefault(figure.passage, []).append(figure)
        return {passage: tuple(own) for passage, own in found.items()}


@dataclass(frozen=True)
class Spelling:
    """Another way to write an entity's name, accepted by a person in a document."""

    entity: str
    lang: str
    text: str


@dataclass(frozen=True, eq=False)
class Overlay:
    """Everything that a store holds of one case, at one version. rows: table of ADDED -> key -> row.
    brought_by: table and key -> the document that a row came with.

    read: the content of a document; of one that is no more, an empty one. folded: document -> its folded
    text, a passage a line."""

    version: int = 0
    documents: Mapping[str, Document] = field(default_factory=dict)
    corpus: Corpus = field(default_factory=Corpus)
    rows: Mapping[str, Mapping[Any, Row]] = field(default_factory=dict)
    spellings: tuple[Spelling, ...] = ()
    read: Callable[[str], Content] = lambda _document: Content()
    folded: Callable[[], Mapping[str, str]] = dict
    brought_by: Mapping[tuple[str, Any], str] = field(default_factory=dict)
    case: Case = field(default_factory=Case)

    def find(self, passage: Any) -> tuple[Block, int] | None:
        """The block that holds a passage, and its number there; None for a passage that was not added."""
        document, _, number = passage.rpartition(".p") if isinstance(passage, str) else ("", "", "")
        own = self.corpus.of.get(document)
        at = int(number) - 1 if number.isascii() and number.isdigit() else -1
        return (own, at) if own and 0 <= at < len(own.passages) and own.passages[at] == passage else None

    def users(self, row: Row | Spelling, besides: str) -> list[str]:
        """The documents other than `besides` that name or quote the entity of a row, write it by a spelling,
        or came with rows that refer to it. A row that is bound to its document is used by no other."""
        if isinstance(row, BOUND):
            return []
        entity = row.entity if isinstance(row, Spelling) else row.primary_key
        refer = [] if isinstance(row, Spelling) else self.referring(row.table, row.primary_key)
        citing = [owner for place in refer if (owner := self.brought_by.get(place, besides)) != besides]
        return list(dict.fromkeys((*self._naming(entity, row, besides), *citing)))

    def referring(self, table: str, key: Any) -> list[tuple[str, Any]]:
        """Table and key of the rows that came with documents and refer to a row."""
        return [
            (schema.table, other_key)
            for schema in ADDED
            for column, referred in references(schema).items()
            if referred == table
            for other_key, other in self.rows.get(schema.table, {}).items()
            if key in referred_keys(getattr(other, column))
        ]

    def _naming(self, entity: str, row: Row | Spelling, besides: str) -> list[str]:
        if entity not in self.corpus.names:
            return []
        code = self.corpus.names.index(entity)
        others = [own for own in self.corpus.blocks if own.document != besides]
        naming = [
            own.document
            for own in others
            if (own.mentions[:, 3] == code).any() or (own.voices[:, 4] == code).any()
        ]
        if not naming or not isinstance(row, Spelling):
            return naming
        folded, words = self.folded(), fold(row.text).text
        return [document for document in naming if words in folded.get(document, "")]

    def text(self, own: Block, at: int) -> str:
        """The words of a passage; none when its document has been deleted meanwhile."""
        texts = self.read(own.document).texts
        return texts[at] if at < len(texts) else ""

    def page(self, passage: str) -> int:
        """The page that a passage begins on in its file, from 1; 0 where that is not known."""
        if not (found := self.find(passage)):
            return 0
        own, at = found
        pages = self.read(own.document).pages
        return pages[at] if at < len(pages) else 0
