"""Whether the store of this process can be read, and what is shown of it while it cannot."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

from data.atlas.case import FIRST_CASE
from data.atlas.overlay import Overlay
from data.documents.store import Store, StoreDown, store

NOTHING = Overlay()
Availability = Literal["reachable", "away", "unread"]


def current_overlay(case: str = FIRST_CASE) -> Overlay:
    """What the store holds of a case now, or held when last read if it cannot be reached; nothing where that
    was never."""
    try:
        return store(case).overlay()
    except StoreDown:
        with suppress(StoreDown):
            return store(case).accepted.known
        return NOTHING


def trouble(case: str = FIRST_CASE) -> str:
    """What a page says of a store that could not be read when last asked, as a key of words.csv; "" where it
    could."""
    try:
        return store(case).accepted.trouble
    except StoreDown as problem:
        return problem.key


def availability() -> Availability:
    """Whether the store can be read now: "reachable"; "away", while what was last read is shown; "unread"
    where it has not been read since this process began, so that added documents are missing."""
    with suppress(StoreDown):
        accepted = store().accepted
        with suppress(StoreDown):
            accepted.overlay()
            return "reachable"
        return "away" if accepted.was_read else "unread"
    return "unread"


def known_case(case: str) -> str:
    """The id of a case, where the store has it or, while it is away, this process has read it; else that of
    the first one."""
    if case == FIRST_CASE:
        return case
    with suppress(StoreDown):
        own = store()
        try:
            there = own.cases.has(case)
        except StoreDown:
            there = own.was_read(case)
        return case if there else FIRST_CASE
    return FIRST_CASE


def existing_store(case: str) -> Store:
    """The store with that case open. Raises StoreDown where it has none of that id, with those that it
    has."""
    if (known := [own.id for own in store().cases.list_cases()]) and case not in known:
        raise StoreDown(f"there is no case {case!r} in the store; there are {', '.join(known)}")
    return store(case)


def unreadable_count() -> int:
    """How many documents and rows of the store, in all its cases, this version of Dalil cannot read; they are
    left out. While the store is away, as far as was found before."""
    with suppress(StoreDown):
        own = store()
        found = own.cases.unreadable.known
        with suppress(StoreDown):
            found = own.cases.unreadable.count_unreadable(FIRST_CASE)
        return len(own.accepted.unreadable) + sum(found.values())
    return 0


def unreadable(case: str = FIRST_CASE) -> list[str]:
    """The documents of a case in the store that this version of Dalil cannot read; they are left out."""
    with suppress(StoreDown):
        return list(store(case).accepted.unreadable)
    return []
