"""The tables of `data/files`, one class per table: what each column holds, its type and its range.

A class is the schema and the documentation of its file. In a cell, several ids are separated by spaces and
several names by semicolons; an empty cell means "none" or "not known". Every table lists its sources either
in a column `sources` (ids of `sources.csv`) or, where rows describe the words of a passage, through the
passage's document."""

from __future__ import annotations

from data.tables.model.aid import Aid, Annual, Body, Corroboration
from data.tables.model.entities import Actor, Ambiguity, Authority, Demonym, Entity, Group, Link
from data.tables.model.interface import ColourToken, LexiconWord, Plural, Step, Word, WordList
from data.tables.model.places import Chainage, Length, Place, Reach
from data.tables.model.sources import ArabicReview, Provenance, Publisher, Revision, Source
from data.tables.model.statements import Event, Evidence, Rule, Statement
from data.tables.model.texts import Alignment, Document, Figure, Mention, Passage, Topic, Voice
from data.tables.row import Row

__all__ = [
    "TABLES",
    "Actor",
    "Aid",
    "Alignment",
    "Ambiguity",
    "Annual",
    "ArabicReview",
    "Authority",
    "Body",
    "Chainage",
    "ColourToken",
    "Corroboration",
    "Demonym",
    "Document",
    "Entity",
    "Event",
    "Evidence",
    "Figure",
    "Group",
    "Length",
    "LexiconWord",
    "Link",
    "Mention",
    "Passage",
    "Place",
    "Plural",
    "Provenance",
    "Publisher",
    "Reach",
    "Revision",
    "Row",
    "Rule",
    "Source",
    "Statement",
    "Step",
    "Topic",
    "Voice",
    "Word",
    "WordList",
]

TABLES: tuple[type[Row], ...] = (
    Document,
    Passage,
    Mention,
    Voice,
    Figure,
    Alignment,
    Topic,
    Entity,
    Demonym,
    Authority,
    Ambiguity,
    Actor,
    Group,
    Place,
    Chainage,
    Reach,
    Length,
    Body,
    Aid,
    Corroboration,
    Annual,
    Link,
    Statement,
    Evidence,
    Event,
    Provenance,
    Rule,
    Revision,
    ArabicReview,
    Source,
    Publisher,
    Step,
    Word,
    Plural,
    ColourToken,
    WordList,
    LexiconWord,
)
