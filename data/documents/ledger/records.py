"""Records of aid and events that a person makes of an added document: what a form says, checked, as rows of
the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from data.atlas.atlas import Atlas
from data.documents.errors import Unfit
from data.documents.ids import new_id
from data.documents.ledger.bodies import bodies_in_roles
from data.documents.ledger.written import (
    LONGEST_LINE,
    both,
    checked_iso_date,
    chosen_keys,
    chosen_words,
)
from data.documents.schema import Entry, Extra
from data.facts.aid import ITEMS, OWN
from data.tables.columns import one_line
from data.tables.model import Aid, Event
from data.tables.model.aid import OwnAid
from data.tables.vocab import ROLES
from data.text.normalize import fold

PRECISIONS = {4: "year", 7: "month", 10: "day"}  # letters of a date -> how exactly it is known
MOST_DOLLARS = 1e13
SEPARATORS = str.maketrans({",": "", "٬": "", "٫": "."})  # of thousands, and the Arabic decimal one


def record_row(atlas: Atlas, own: Entry, values: Mapping[str, Any], key: str = "") -> Extra:
    """A record of aid that an added document speaks of. `values`: passage (its number, from 0), start and end
    of the words, the roles (ids of bodies), category, usd (a number or how one is written), at_least, date,
    place, status, sums, confidence, and in one language or both what, amount_note, district, note. key: its
    id; by default a new one.

    Raises Unfit for words that are not there, where what it is or who gives it is not said, and where it is
    to be summed though the written rule forbids that: see `may_be_summed`."""
    passage, text, start, end = chosen_words(own, values)
    words = one_line(text[start:end], LONGEST_LINE)
    what = both(values, "what")
    if not what["what_en"]:
        raise Unfit("record.what")
    if values.get("donor") not in atlas.bodies:
        raise Unfit("record.donor")
    when, usd = checked_iso_date(values.get("date")), _dollars(values.get("usd"))
    cells: dict[str, Any] = {
        "date": when or None,
        "date_precision": PRECISIONS.get(len(when), "unknown"),
        **{role: values.get(role) if values.get(role) in atlas.bodies else None for role in ROLES},
        **what,
        **both(values, "amount_note", LONGEST_LINE),
        **both(values, "district", LONGEST_LINE),
        **both(values, "note"),
        "category": values.get("category"),
        "usd": usd,
        "at_least": bool(values.get("at_least")),
        "place": values.get("place") if values.get("place") in atlas.places else None,
        "status": values.get("status"),
        "sums": bool(values.get("sums")),
        "confidence": values.get("confidence"),
        "passages": (passage,),
        "ar_status": "drafted",
        "sources": (own.document.sources[0],),
        "look_for": words,
    }
    try:
        row = OwnAid(id=key or new_id(what["what_en"]), **cells)
    except ValidationError as error:
        raise Unfit("record.kind") from error
    if row.sums and not may_be_summed(row):
        raise Unfit("record.sums")
    return Extra(own.document.id, row)


def record_rows(atlas: Atlas, own: Entry, values: Mapping[str, Any], key: str = "") -> list[Extra]:
    """A record as `record_row` makes it, and the bodies that are named here with it. values: see there; the
    roles as `bodies_in_roles` takes them. Raises Unfit as `record_row` does."""
    bodies = bodies_in_roles(atlas, values)
    roles: dict[str, Any] = {role: bodies[role].id if role in bodies else None for role in ROLES}
    fresh = {body.id: body for body in bodies.values() if body.id not in atlas.bodies}
    record = record_row(replace(atlas, bodies={**atlas.bodies, **fresh}), own, {**values, **roles}, key)
    return [record, *(Extra(own.document.id, body) for body in fresh.values())]


def event_row(atlas: Atlas, own: Entry, values: Mapping[str, Any], key: str = "") -> Extra:
    """An event that an added document mentions. `values`: passage (its number, from 0), start and end of the
    words, date, actors, places, and in one language or both title and note. Raises Unfit for words that are
    not there, and where it is not said what happened or when."""
    passage, *_ = chosen_words(own, values)
    title, when = both(values, "title", LONGEST_LINE), checked_iso_date(values.get("date"))
    if not title["title_en"]:
        raise Unfit("event.title")
    if not when:
        raise Unfit("event.date")
    row = Event(
        id=key or new_id(title["title_en"]),
        date=when,
        **title,
        **both(values, "note"),
        relation="document",
        actors=chosen_keys(values.get("actors"), atlas.entities),
        places=chosen_keys(values.get("places"), atlas.places),
        passages=(passage,),
        ar_status="drafted",
        sources=(own.document.sources[0],),
    )
    return Extra(own.document.id, row)


def records_in(atlas: Atlas, document: str) -> list[OwnAid | Event]:
    """The records of aid and events that people made of an added document, by date."""
    own = [row for row in atlas.aid.values() if isinstance(row, OwnAid)]
    events = [row for row in atlas.events.values() if row.relation == "document"]
    both_kinds: list[OwnAid | Event] = [*own, *events]
    found = [
        row for row in both_kinds if any(passage.rpartition(".p")[0] == document for passage in row.passages)
    ]
    return sorted(found, key=lambda row: (row.date or "", row.id))


def may_be_summed(row: Aid) -> bool:
    """Does the written rule for sums allow a record: one item that was handed over, with an amount, which
    Tajikistan did not build itself?"""
    handed_over = row.category in ITEMS and row.status == "handed-over"
    return handed_over and row.usd is not None and row.donor != OWN


def _dollars(written: Any) -> float | None:
    """An amount in US dollars, however its digits are written; None where none is said. Raises Unfit."""
    text = fold(one_line(written, LONGEST_LINE)).text.translate(SEPARATORS).strip()
    if not text:
        return None
    try:
        usd = float(text)
    except ValueError as error:
        raise Unfit("record.usd") from error
    if not 0 <= usd <= MOST_DOLLARS:
        raise Unfit("record.usd")
    return usd
