"""A suggested mark of an added document, how two marks stand to each other, and the marks of a document."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from data.annotate.unknown.guess import is_unknown
from data.documents.schema import Entry, Review
from data.tables.columns import one_line
from data.text.figures.figures import is_value

Kind = Literal["mention", "topic", "figure", "speech"]
State = Literal["open", "accepted", "rejected"]
STATES: tuple[State, ...] = ("open", "accepted", "rejected")
SURE = (
    0.95  # a mark that scores so much may be accepted without being looked at, where a person asks for that
)
LONGEST_NOTE = 300  # characters
Place = tuple[int, int, int]  # words of a document: passage, start, end
PLACE = re.compile(r"([0-9]{1,7}):([0-9]{1,7})-([0-9]{1,7})")


@dataclass(frozen=True)
class Suggestion:
    """A suggestion: words of a passage (by number, from 0) and what they may be. what: an entity, topic or
    speaker; a figure's kind.

    more: what the kind needs besides (form, candidates, cue, value, unit, qualifier). A name that no table
    knows is one mark: `name` is its id (see annotate.unknown.guess), also in the speech of who bears it, and
    `also` its further places, each as passage:start-end. note: what a reviewer says of it; verified: who has
    verified it, someone other than whoever accepted it.
    """

    kind: Kind
    passage: int
    start: int
    end: int
    what: str
    score: float
    state: State = "open"
    more: dict[str, Any] | None = None
    note: str = ""
    verified: str = ""

    @cached_property
    def key(self) -> str:
        """Which mark of its document it is, whatever others come and go and whether it is accepted: kind,
        place and meaning."""
        return f"{self.kind}-{self.passage}-{self.start}-{self.end}-{zlib.crc32(self.what.encode()):x}"

    @property
    def unknown(self) -> str:
        """The id of the name that no table knows, of which it speaks; empty for other marks."""
        name = (self.more or {}).get("name") or ""
        return name if is_unknown(name) else ""

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Where its words stand, the first place first: passage, start, end."""
        further = PLACE.findall((self.more or {}).get("also") or "")
        return (self.passage, self.start, self.end), *((int(p), int(s), int(e)) for p, s, e in further)

    @cached_property
    def subject(self) -> tuple[str, ...]:
        """What it is a question about; nothing where it asks none: speech that names no speaker."""
        if self.kind == "mention":
            means = sorted({self.what, *((self.more or {}).get("candidates") or ())} - {""})
            return (self.kind, self.unknown) if self.unknown else (self.kind, *(means or [self.key]))
        if self.kind == "speech" and not self.what and self.unknown:
            return ("mention", self.unknown)  # who accepts the name accepts that it speaks
        if self.kind in ("topic", "speech"):
            return (self.kind, self.what) if self.what or self.kind == "topic" else ()
        return (self.kind, self.key)

    @property
    def form(self) -> str:
        """How its words stand for what they mean, or how they are said."""
        return (self.more or {}).get("form") or ("name" if self.kind == "mention" else "indirect")

    @property
    def value(self) -> str | None:
        """What a figure comes to; None where that is none of its kind."""
        value = (self.more or {}).get("value") or ""
        return value if is_value(self.what, value) else None


def suggestions_of(entry: Entry) -> list[Suggestion]:
    """The marks of a stored document, whatever their state; made of their cells once."""
    review = entry.review
    if isinstance(review, Review) and review.parsed is not None:
        return list(review.parsed)
    marks = [Suggestion(**mark) for mark in review.get("marks", ())]
    if isinstance(review, Review):
        review.parsed = tuple(marks)
    return marks


def words_of(entry: Entry, mark: Suggestion) -> str:
    """The words that a mark stands on, as the document has them."""
    return words_at(entry, mark.places[0])


def words_at(entry: Entry, at: Place) -> str:
    """The words of a document at a place."""
    passage, start, end = at
    return entry.content.texts[passage][start:end]


def reading_order(mark: Suggestion) -> tuple[int, bool, int, str]:
    """Sorts marks as they are read; topics stand after the other marks of their passage."""
    return mark.passage, mark.kind == "topic", mark.start, mark.kind


def overlap(one: Suggestion, other: Suggestion) -> bool:
    """Do two marks share words?"""
    return one.passage == other.passage and one.start < other.end and other.start < one.end


def without_overlaps(marks: Iterable[Suggestion]) -> list[Suggestion]:
    """Marks that do not overlap, in the order of the text: of two that do, the first."""
    apart: list[Suggestion] = []
    for m in sorted(marks, key=lambda m: (m.passage, m.start, -m.end)):
        if not apart or apart[-1].passage != m.passage or apart[-1].end <= m.start:
            apart.append(m)
    return apart


def same_place(one: Suggestion, other: Suggestion) -> bool:
    """Are two marks of one kind, about the same words?"""
    return (
        one.passage == other.passage
        and one.start == other.start
        and one.end == other.end
        and one.kind == other.kind
    )


def same_decision(one: Suggestion, other: Suggestion) -> bool:
    """Are two marks of one kind, about the same words, decided in the same way, whatever is noted on them?"""
    return same_place(one, other) and (one.what, one.state, one.more) == (other.what, other.state, other.more)


def note_of(written: str) -> str:
    """A note as it may stand on a mark: one line, no longer than notes are."""
    return one_line(written, LONGEST_NOTE)
