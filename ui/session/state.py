"""What this session shows now: data, language, selection, and what the selection chooses.
`ui.session.session` says what else is remembered, and how a run goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from data.atlas.atlas import Atlas
from data.documents.store import Store, store
from data.i18n import Text
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.vocab import Lang
from ui.session import cache
from ui.session.run import guard
from ui.session.session import session


def atlas() -> Atlas:
    """The curated data and the documents of the open case, as the run holds them. Raises
    data.atlas.BadData."""
    return session().atlas or guard.reconciled_atlas(cache.current_atlas(session().case))


@contextmanager
def hold_data() -> Iterator[None]:
    """Hold the data through a run: it ends with what it began with, and asks files and store once. Raises
    data.atlas.BadData."""
    own = session()
    own.atlas = atlas()
    try:
        yield
    finally:
        own.atlas = None


def open_store() -> Store:
    """The store, with the case of this session open. Raises StoreDown."""
    return store(session().case)


def lang() -> Lang:
    """The language of the interface."""
    return session().lang or "ar"


def text() -> Text:
    """The interface's words in that language."""
    return atlas().text(lang())


def current_selection() -> Selection:
    """What is chosen now. There is a selection once the first run has begun."""
    chosen = session().selection
    assert chosen is not None
    return chosen


def view() -> View:
    """What the selection chooses."""
    return select(atlas(), current_selection())


def choose(**changes: Any) -> None:
    """Change the selection (in a callback, or before the run begins). A forged widget may hold what is not
    offered: it is dropped."""
    own = session()
    own.selection, _ = guard.without_vanished(current_selection().with_changes(**changes), atlas())
    own.url.spoken = True


def last_pick_number(component: str) -> int:
    """Sequence number of the last pick taken from a component."""
    return session().picks.received.get(component, 0)


def picks() -> int:
    """How many picks this session has received."""
    return session().picks.count


def ask_frame(what: str, *, gentle: bool) -> None:
    """Ask the map to frame a focus once. Gently: only if it is out of sight."""
    picks = session().picks
    picks.frame = {"seq": picks.frame["seq"] + 1, "focus": what, "gentle": gentle}


def asked_frame() -> dict[str, Any]:
    """The last frame asked for: {seq, focus, gentle}."""
    return session().picks.frame
