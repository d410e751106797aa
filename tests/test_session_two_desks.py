"""Two reviewers at one document, whatever they do in whatever order: an act changes what its reviewer has
seen and nothing else, undo takes back what its reviewer did and nothing else, and who is refused is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import streamlit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import ACTOR, PLACE
from test_session_app import forget
from test_session_desk import put

from data.atlas.case import FIRST_CASE
from data.documents.people import Person
from data.documents.review.columns import suggestion_cells
from data.documents.review.suggestion import Suggestion, suggestions_of
from data.documents.sql import log
from data.documents.store import Store
from ui.session.review.desk.additions import mark_as, mark_words, new_actor, new_place
from ui.session.review.desk.decisions import (
    decide_all,
    decide_mark,
    move_mark,
    note_on_mark,
    settle_alike,
    verify,
)
from ui.session.review.desk.write import undo
from ui.session.session import ReviewState, session

pytestmark = pytest.mark.slow
TOLD = ("documents.stale", "review.decided-before", "documents.not-allowed")
TEXT = (
    "Officials wrote that something was named at Khorog by Ephemeral.\n"
    "Blinken met them in Dushanbe, and Blinken left Vanishgrad for Khorog."
)
NAMED = (0, 31, 40), (0, 44, 50)  # "was named", "Khorog"
STEPS = (
    *("look", "accept", "reject", "correct", "note", "verify", "all", "mark", "place", "actor", "undo"),
    *("figure", "alike", "move"),
)
FIGURE = {"what": "kind", "value": "value"}  # keys of widgets
ON_ONE_MARK = ("accept", "reject", "correct", "note", "verify")


@dataclass
class Desk:
    """One reviewer, with the marks as the page last showed them."""

    who: Person
    state: ReviewState
    store: Store
    seen: list[Suggestion] = field(default_factory=list)
    version: int = 0
    left: list[dict[str, Any]] = field(default_factory=list)  # marks as this reviewer's acts left them

    def look(self) -> None:
        """The page is drawn."""
        entry = self.store.entry(self.state.document)
        assert entry is not None
        self.seen, self.version = suggestions_of(entry), entry.version
        self.state.seen = (entry.document.id, entry.version)

    def act(self, what: str, n: int, patch: pytest.MonkeyPatch) -> None:
        """Press something on the page as it was last drawn."""
        patch.setattr(session(), "review", self.state)
        patch.setattr("ui.session.people.me", lambda: self.who)
        mark = self.seen[n % len(self.seen)]
        does: dict[str, Callable[[], object]] = {
            "look": self.look,
            "accept": lambda: decide_mark(mark, "accepted"),
            "reject": lambda: decide_mark(mark, "rejected"),
            "correct": lambda: decide_mark(mark, "accepted", {"what": _typed("dushanbe")}),
            "note": lambda: note_on_mark(mark, _typed(f"note {n} of {self.who.name}")),
            "verify": lambda: verify(mark),
            "all": lambda: decide_all(0.0, self.version),
            "mark": lambda: mark_words(NAMED[n % 2], {"what": _typed("tajikistan")}),
            "figure": lambda: mark_as("figure", NAMED[n % 2], FIGURE),
            "alike": lambda: settle_alike(_open_alike(self.seen, mark), "accepted"),
            "move": lambda: move_mark(mark, NAMED[n % 2]),
            "place": lambda: new_place(PLACE),
            "actor": lambda: new_actor(ACTOR),
            "undo": undo,
        }
        self.state.message = None
        streamlit.session_state.update({"kind": "count", "value": "3"})
        does[what]()

    @property
    def told(self) -> str:
        """The key of what the page says of the last act."""
        return self.state.message[0] if self.state.message else ""


def _open_alike(marks: list[Suggestion], mark: Suggestion) -> list[Suggestion]:
    return [mark, *(m for m in marks if m.what == mark.what and m.state == "open" and m != mark)]


def _typed(value: str) -> str:
    """The key of a widget that holds this."""
    streamlit.session_state["typed"] = value
    return "typed"


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DALIL_STORE", store_address)
        forget()
        yield Store(store_address)
        forget()


def at_one_document(store: Store, *names: str) -> tuple[str, list[Desk]]:
    """A document, and a desk for each reviewer with it."""
    key = put(store, TEXT)
    desks = [
        Desk(Person(f"{name}@example.org", "reviewer"), ReviewState(document=key), store) for name in names
    ]
    for own in desks:
        own.look()
    return key, desks


def cells(store: Store, key: str) -> list[dict[str, Any]]:
    """The marks as the store has them."""
    entry = store.entry(key)
    assert entry is not None
    return list(entry.review["marks"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 1), st.sampled_from(STEPS), st.integers(0, 5)), min_size=3, max_size=14)
)
def test_no_act_changes_what_its_reviewer_has_not_seen_or_done(
    store: Store, steps: list[tuple[int, str, int]]
) -> None:
    key, desks = at_one_document(store, "anna", "basim")
    for number, what, n in steps:
        own, before = desks[number], cells(store, key)
        with pytest.MonkeyPatch.context() as patch:
            own.act(what, n, patch)
        changes = log.mark_changes(key, before, cells(store, key))
        mine = own.left if what == "undo" else [suggestion_cells(mark) for mark in own.seen]
        assert [c.before for c in changes if c.before and c.before not in mine] == [], "of another"
        if own.told in TOLD:
            assert changes == [], "who is refused has changed nothing"
        own.left += [dict(change.after) for change in changes if change.after]
    with store.database.reading() as link:
        _, marks, _ = log.replay(log.read_changes(link, FIRST_CASE))
    assert marks[key] == {Suggestion(**one).key: one for one in cells(store, key)}


@pytest.mark.parametrize("first", ON_ONE_MARK)
@pytest.mark.parametrize("second", ON_ONE_MARK)
def test_of_two_who_change_one_mark_in_different_ways_the_second_is_refused_and_told(
    store: Store, first: str, second: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, (anna, basim, carla) = at_one_document(store, "anna", "basim", "carla")
    mark = next(n for n, seen in enumerate(anna.seen) if seen.what == "khorog")
    if "verify" in (first, second):
        carla.act("accept", mark, monkeypatch)
        anna.look()
        basim.look()
    before = cells(store, key)
    anna.act(first, mark, monkeypatch)
    between = cells(store, key)
    basim.act(second, mark, monkeypatch)
    if between == before:
        assert (first, second) == ("accept", "verify"), "it was accepted already"
        return
    assert cells(store, key) == between
    if (first, second) == ("verify", "accept"):
        assert basim.told == "", "it is accepted, as asked for"
    elif first == second and first in ("accept", "reject", "correct"):
        assert basim.told == "review.decided-before"
    else:
        assert basim.told == "documents.stale"


def test_what_one_brings_is_not_undone_by_the_other(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    key, (anna, basim) = at_one_document(store, "anna", "basim")
    anna.act("place", 0, monkeypatch)
    basim.look()
    basim.act("actor", 0, monkeypatch)
    anna.act("undo", 0, monkeypatch)
    named = [m["what"].partition("-")[0] for m in cells(store, key) if m["state"] == "accepted"]
    assert set(named) == {"ephemeral"}, "only her own place went"
    before = cells(store, key)
    anna.act("undo", 0, monkeypatch)
    assert cells(store, key) == before, "nothing of hers is left to take back"
    basim.act("undo", 0, monkeypatch)
    assert not [m for m in cells(store, key) if m["state"] == "accepted"]
