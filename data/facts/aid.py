"""Sums of aid: what may be summed, what may not, and what is left out. All sums of amounts go through
`total`.

The rule, for all donors alike: one item or delivery (facility, equipment, training or bridge) that was handed
over and has a published dollar amount; no umbrella over other rows, no second row for the same thing, no
statement of a total. Bridges have a sum of their own: they serve two countries and trade. What Tajikistan
built itself is no aid and is in no sum. Donors are never ranked: the sums depend on who publishes prices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from data.atlas.atlas import Atlas
from data.tables.model import Aid
from data.tables.model.aid import OwnAid

BRIDGE = "bridge"
SECURITY = ("facility", "equipment", "training")
ITEMS = (*SECURITY, BRIDGE)
OWN = "tajikistan"  # as donor: Tajikistan's own building
Reason = Literal["no-amount", "not-handed-over", "programme", "statement", "same-thing", "own", "added"]
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True)
class Total:
    """A sum in current US dollars and what stands behind it. `at_least`: some amount is published as
    "over"."""

    usd: float
    at_least: bool
    priced: tuple[str, ...]
    unpriced: tuple[str, ...]
    excluded: dict[Reason, tuple[str, ...]]


def exclusion_reason(row: Aid) -> Reason | None:
    """Why a record is not summed; None when it is. Those that people made of added documents are only where
    that was asked for."""
    if isinstance(row, OwnAid) and not row.counted:
        return "added"
    if row.donor == OWN:
        return "own"
    if row.sums and row.usd is not None:
        return None
    if row.status == "total" or row.category in ("annual-total", "cumulative-total"):
        return "statement"
    if row.category not in ITEMS:
        return "programme"
    if row.status != "handed-over":
        return "not-handed-over"
    return "no-amount" if row.usd is None else "same-thing"


def is_counted_already(row: Aid, rows: Iterable[Aid]) -> bool:
    """Does a record speak of a thing that another one of `rows`, of the same place and kind, already
    counts?"""
    return not row.sums and any(o.sums and o.place == row.place and o.category == row.category for o in rows)


def dated_totals(atlas: Atlas) -> tuple[str, ...]:
    """Ids of the dated statements of a total with an amount, newest first: at each the records can be cut."""
    shipped = (row for row in atlas.aid.values() if not isinstance(row, OwnAid))
    rows = [r for r in shipped if r.category == "cumulative-total" and r.usd and r.date]
    return tuple(row.id for row in sorted(rows, key=lambda row: (row.date or "", row.id), reverse=True))


def is_dated_by(date: str, end: str) -> bool:
    """Does a date lie at or before `end`, as far as both are known ("2022", "2022-06", "2022-06-15")?"""
    known = min(len(date), len(end))
    return date[:known] <= end[:known]


def total(rows: Iterable[Aid]) -> Total:
    """The sum in US dollars of those records that may be summed, each once however often it is given, and the
    ids of the others by the reason why they are in no sum."""
    distinct = {row.id: row for row in rows}
    reasons = {key: exclusion_reason(row) for key, row in distinct.items()}
    summed = [row for key, row in distinct.items() if reasons[key] is None]
    return Total(
        usd=sum(row.usd or 0 for row in summed),
        at_least=any(row.at_least for row in summed),
        priced=tuple(row.id for row in summed),
        unpriced=tuple(key for key, reason in reasons.items() if reason == "no-amount"),
        excluded={
            r: found
            for r in REASONS
            if (found := tuple(k for k, reason in reasons.items() if reason == r)) and r != "no-amount"
        },
    )


def security(rows: Iterable[Aid]) -> Total:
    """The `total` of security items: of all records but bridges."""
    return total(row for row in rows if row.category != BRIDGE)


def bridges(rows: Iterable[Aid]) -> Total:
    """The `total` of bridges."""
    return total(row for row in rows if row.category == BRIDGE)


def dated_or_undated(rows: Iterable[Aid], end: str) -> list[Aid]:
    """The rows that a statement of the date `end` can be set beside: those dated by then, and those without a
    date."""
    return [row for row in rows if row.date is None or is_dated_by(row.date, end)]


def reconcile(rows: Iterable[Aid]) -> tuple[Total, bool]:
    """The sum of security items, and whether it holds: the kinds make the whole, and each record is either
    summed, unpriced or left out."""
    distinct = list({row.id: row for row in rows}.values())
    whole = total(distinct)
    parts = [
        total(row for row in distinct if row.category == category)
        for category in {row.category for row in distinct}
    ]
    ids = [*whole.priced, *whole.unpriced, *(key for left in whole.excluded.values() for key in left)]
    once = sorted(ids) == sorted(row.id for row in distinct)
    return security(distinct), once and abs(sum(part.usd for part in parts) - whole.usd) < 0.005
