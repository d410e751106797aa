"""Which rows a person should look at next, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from data.atlas.atlas import Atlas
from data.facts.origin import curated_atlas
from data.facts.statements import evidence_summary
from data.tables.model import Aid, Corroboration, Event, Evidence, Statement

Reason = Literal["one-source", "one-side", "opening", "no-locator", "no-words", "old", "drafted"]
REASONS: tuple[Reason, ...] = get_args(Reason)
REVIEWED = ("statements", "evidence", "aid", "corroboration", "events", "provenance")  # in this order
YEARS = 2  # after so many, what was found or announced may have changed


@dataclass(frozen=True)
class ReviewItem:
    """A row, by its table and its key (the parts of a key joined by a space), and why it is listed."""

    table: str
    key: str
    reasons: tuple[Reason, ...]


def review(atlas: Atlas, today: dt.date) -> list[ReviewItem]:
    """The rows of the files with a reason to look at them, most reasons first, then by table; `today`: when
    the dates are judged."""
    files = curated_atlas(atlas)
    before = f"{today.year - YEARS:04d}-{today:%m-%d}"
    found = [
        ReviewItem(table, " ".join(map(str, key)) if isinstance(key, tuple) else key, reasons)
        for table in REVIEWED
        for key, row in getattr(files, table).items()
        if (reasons := _reasons(files, row, before))
    ]
    return sorted(found, key=lambda item: -len(item.reasons))  # sorted() leaves equals in their order


def _reasons(atlas: Atlas, row: Any, before: str) -> tuple[Reason, ...]:
    return tuple(reason for reason in REASONS if RULES[reason](atlas, row, before))


def _one_source(atlas: Atlas, row: Any, _before: str) -> bool:
    if isinstance(row, Statement):
        return evidence_summary(atlas, row.id).sources == 1
    if isinstance(row, Aid):
        return len({*row.sources, *(further.source for further in atlas.corroboration_of[row.id])}) == 1
    return isinstance(row, Event) and len(set(row.sources)) == 1


def _one_side(atlas: Atlas, row: Any, _before: str) -> bool:
    return isinstance(row, Statement) and evidence_summary(atlas, row.id).one_side


def _opening(atlas: Atlas, row: Any, _before: str) -> bool:
    """No page behind it was read as a whole."""
    if isinstance(row, Statement):
        read = {evidence.read for evidence in atlas.evidence_of[row.id]}
        return bool(read) and "whole" not in read
    return isinstance(row, Aid) and row.read == "opening"


def _no_locator(_atlas: Atlas, row: Any, _before: str) -> bool:
    return isinstance(row, Evidence | Aid | Corroboration) and not row.locator_en


def _no_words(_atlas: Atlas, row: Any, _before: str) -> bool:
    """Its place on the page is told, but no words by which it is found there."""
    return isinstance(row, Evidence | Aid | Corroboration) and bool(row.locator_en) and not row.look_for


def _old(atlas: Atlas, row: Any, before: str) -> bool:
    """Assessed or seen so long ago, or announced and not handed over since."""
    if isinstance(row, Statement):
        date = row.assessed_on
    elif isinstance(row, Evidence):
        date = atlas.sources[row.source].seen_on
    else:
        waiting = isinstance(row, Aid) and row.status in ("announced", "under-construction")
        date = row.date or "" if waiting else ""
    return bool(date) and date < before[: len(date)]


def _drafted(_atlas: Atlas, row: Any, _before: str) -> bool:
    return bool(row.ar_status == "drafted")


RULES: Mapping[Reason, Callable[[Atlas, Any, str], bool]] = {
    "one-source": _one_source,
    "one-side": _one_side,
    "opening": _opening,
    "no-locator": _no_locator,
    "no-words": _no_words,
    "old": _old,
    "drafted": _drafted,
}
