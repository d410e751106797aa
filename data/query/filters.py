"""The table of filters, a row for each: what narrows passages, or records of aid alone. Links, widgets, the
sentence of what is shown, chips, counts and the exported file are loops over it.

The order of the rows is that of pick lists, sentences and chips."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.facts.aid import dated_totals
from data.facts.border import last_km
from data.facts.origin import body_name
from data.i18n import Text
from data.index.index import NONE, Index
from data.index.ranges import Ranges
from data.query.value_names import (
    actor_name,
    actor_option,
    assessment_name,
    assessment_with_sign,
    category_name,
    document_name,
    document_option,
    entity_name,
    status_name,
    topic_name,
    total_name,
    voice_name,
)

Kind = Literal["ids", "one", "years", "km", "text"]
Scope = Literal["passages", "records"]
Namer = Callable[[Atlas, str, Text], str]
LINKED_YEARS = (1000, 9999)  # the years that a link may name


def _unnamed(_atlas: Atlas, value: str, _t: Text) -> str:
    return value


@dataclass(frozen=True)
class Filter:
    """One filter.

    key: its name in picks, widgets and words.csv ("filter.KEY", "filter.KEY-hint"). kind: any of several
    values (ids), one value, a range of years or kilometres, or words. fields: of a Selection, which are the
    parameters of a link; a range has two. scope: what it narrows; which filters of passages narrow records
    too, `data.query.aid` says. phrase, record_phrase: the word of the sentence, for passages and, where it
    means something else there, for records; without one, the names of the values stand alone.

    Of ids and one: values, what may be chosen; name, option: a value in a sentence and in a pick list;
    column: the field of a record that it is chosen by; match: the field that says whether any or all of the
    values are meant; whole: a value belongs to the whole passage, whoever speaks in it.

    Of a range: limits, its first and last number; ranges: those of the passages; apart: the word for passages
    without one, which the filter cannot judge."""

    key: str
    kind: Kind
    fields: tuple[str, ...]
    scope: Scope = "passages"
    phrase: str = ""
    record_phrase: str = ""
    values: Callable[[Atlas], Collection[str]] = lambda _atlas: ()
    name: Namer = _unnamed
    option: Namer = _unnamed
    column: str = ""
    match: str = ""
    whole: bool = False
    limits: Callable[[Atlas], tuple[int, int]] = lambda _atlas: (0, 0)
    ranges: Callable[[Atlas], Ranges] = lambda _atlas: Ranges.of(())
    apart: str = ""

    @property
    def title(self) -> str:
        """The word that the filter is called by."""
        return "filter." + self.key

    @property
    def hint(self) -> str:
        """The word where nothing is chosen; "" for a filter that has none."""
        return self.title + "-hint" if self.scope == "passages" and self.kind in ("ids", "text") else ""

    @property
    def is_range(self) -> bool:
        """Does it choose what lies between two numbers?"""
        return self.kind in ("years", "km")

    def bounds(self, atlas: Atlas) -> tuple[int, int]:
        """The least and the greatest number that a link may name."""
        return LINKED_YEARS if self.kind == "years" else self.limits(atlas)

    def phrase_for(self, scope: Scope) -> str:
        """The word of the sentence, by what is narrowed."""
        return self.record_phrase if scope == "records" and self.record_phrase else self.phrase

    def words(self, scope: Scope) -> tuple[str, ...]:
        """The keys of words.csv that it is shown with where `scope` is narrowed."""
        forms = ("", "-since", "-until") if self.kind == "years" else ("", "-all") if self.match else ("",)
        phrases = [self.phrase_for(scope) + form for form in forms if self.phrase_for(scope)]
        apart = ["shown." + self.apart, "passage." + self.apart] if self.apart else []
        return (self.title, *([self.hint] if self.hint else []), *phrases, *apart)


def event_limits(atlas: Atlas) -> tuple[int, int]:
    """First and last year of any event."""
    years = [int(event.date[:4]) for event in atlas.events.values()]
    return min(years, default=0), max(years, default=0)


@cached_per_atlas
def event_years(atlas: Atlas) -> Ranges:
    """The years of the dated events of each passage."""
    number = Index.of(atlas).number
    years = sorted({(number[p], int(e.date[:4])) for p, events in atlas.events_of.items() for e in events})
    return Ranges.of([(passage, year, year) for passage, year in years])


@cached_per_atlas
def border_kilometres(atlas: Atlas) -> Ranges:
    """Where the places that each passage names lie along the border."""
    naming, rows = Index.of(atlas).naming, list(atlas.chainage.items())
    passages = [naming.get(place, NONE) for place, _ in rows]
    sizes = np.array([len(own) for own in passages], dtype=np.int64)
    low, high = (np.repeat([getattr(row, end) for _, row in rows], sizes) for end in ("from_km", "to_km"))
    return Ranges(np.concatenate([NONE, *passages]), low, high)


def _of_passages(key: str, name: Namer, option: Namer | None = None, **more: Any) -> Filter:
    """A filter by what the index knows of passages. more: further fields of the row; its `values` are those
    of the index where they name no others."""

    def values(atlas: Atlas) -> Collection[str]:
        return Index.of(atlas).facets[key]

    of_all: dict[str, Any] = {
        "phrase": "shown." + key,
        "values": values,
        "name": name,
        "option": option or name,
    }
    return Filter(key, "ids", (key,), **of_all | more)


def _documents(atlas: Atlas) -> Collection[str]:
    return atlas.documents


def _of_records(key: str, column: str, name: Namer) -> Filter:
    """A filter by a field of records of aid."""

    def values(atlas: Atlas) -> tuple[str, ...]:
        return tuple(dict.fromkeys(getattr(row, column) for row in atlas.aid.values()))

    return Filter(key, "ids", (key,), "records", values=values, name=name, option=name, column=column)


FILTERS = {
    row.key: row
    for row in (
        _of_passages("actors", actor_name, actor_option, match="match", record_phrase="aid.taking-part"),
        _of_passages("topics", topic_name, whole=True),
        _of_passages("places", entity_name, record_phrase="aid.at"),
        _of_passages("voices", voice_name),
        _of_passages("assessments", assessment_name, assessment_with_sign),
        # A document without a passage stays known: a step or a file that names it finds nothing, not all.
        _of_passages("documents", document_name, document_option, whole=True, values=_documents),
        Filter(
            "period",
            "years",
            ("since", "until"),
            phrase="shown.period",
            record_phrase="aid.dated",
            limits=event_limits,
            ranges=event_years,
            apart="undated",
        ),
        Filter(
            "stretch",
            "km",
            ("km_from", "km_to"),
            phrase="shown.stretch",
            limits=lambda atlas: (0, last_km(atlas)),
            ranges=border_kilometres,
            apart="unplaced",
        ),
        Filter("text", "text", ("text",), phrase="shown.text"),
        _of_records("donors", "donor", body_name),
        _of_records("categories", "category", category_name),
        _of_records("statuses", "status", status_name),
        Filter("cut", "one", ("cut",), "records", values=dated_totals, name=total_name, option=total_name),
    )
}
PASSAGE_FILTERS = tuple(row for row in FILTERS.values() if row.scope == "passages")
RECORD_FILTERS = tuple(row for row in FILTERS.values() if row.scope == "records")
FACETS = tuple(row.key for row in PASSAGE_FILTERS if row.kind == "ids")
