"""What a decision at the review desk costs: it makes anew what depends on it and nothing else, for the
reviewer and for everyone else, and what is held does not grow with decisions."""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from unittest.mock import patch

import pytest
from test_session_app import _frame_first as _frame_first
from test_session_app import forget
from test_session_desk import Reviewer, put

from data.atlas.atlas import Atlas
from data.atlas.overlay import Content, Overlay
from data.documents.errors import Repeated
from data.documents.review.columns import with_marks
from data.documents.review.questions import open_questions, questions
from data.documents.review.suggestion import State, Suggestion, suggestions_of
from data.documents.schema import Entry, Review, to_json, unpack_content
from data.documents.sql.log import mark_changes
from data.documents.sql.overlay_reader import OverlayReader
from data.documents.store import Store, StoreDown
from data.documents.store import store as used_store
from ui.html import review
from ui.session import cache
from ui.session.review.desk.current import current_entry, open_document
from ui.session.review.desk.decisions import decide_mark
from ui.session.review.desk.write import ACTS
from ui.session.session import session

pytestmark = pytest.mark.slow

PARTS = 30  # passages of the document, each with several marks
LINE = "Blinken met them in Khorog and in Dushanbe, where 12 soldiers of Tajikistan stood."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{tmp_path}/documents.sqlite")
    forget()
    yield Store(f"sqlite:///{tmp_path}/documents.sqlite")
    forget()


def long(store: Store) -> str:
    return put(store, "\n".join([LINE] * PARTS), "A long text")


def read(store: Store, document: str) -> Entry:
    own = store.entry(document)
    assert own is not None
    return own


def decide(store: Store, document: str, state: State, number: int) -> None:
    """Decide about one mark, past the desk."""
    own = read(store, document)
    marks = suggestions_of(own)
    marks[number] = replace(marks[number], state=state)
    store.change(with_marks(own, marks))


def test_a_mark_that_is_rejected_changes_nothing_for_readers(store: Store) -> None:
    key = long(store)
    readers = Store(store.url)
    readers.overlay()
    decide(store, key, "rejected", 0)
    before = readers.overlay()
    content, folded = before.read(key), before.folded()
    with (
        patch.object(OverlayReader, "_fetch", side_effect=AssertionError("the text has not changed")),
        patch.object(OverlayReader, "_fold", side_effect=lambda documents: documents and pytest.fail("so")),
    ):
        for number in range(1, 5):
            decide(store, key, "rejected", number)
            assert readers.overlay() is before
            assert before.read(key) is content
            assert before.folded() == folded
    assert readers.version() == store.version() == 6


def test_a_mark_that_is_accepted_is_seen_at_once_and_so_is_one_that_is_opened_again(store: Store) -> None:
    key = long(store)
    readers = Store(store.url)
    seen = list[int]()
    states: list[State] = ["accepted", "rejected", "accepted", "open"]
    for state in states:
        decide(store, key, state, 0)
        seen.append(readers.overlay().read(key).reviewed[0])
    assert seen == [1, 0, 1, 0]


def test_what_failed_to_be_read_is_read_again(store: Store) -> None:
    key = long(store)
    readers = Store(store.url)
    for number in (0, 1):
        decide(store, key, "rejected", number)
        readers.overlay()
    decide(store, key, "accepted", 2)
    with patch("data.documents.schema.unpack_block", side_effect=StoreDown("away")):  # noqa: SIM117
        with pytest.raises(StoreDown):
            readers.overlay()
    assert readers.overlay().version == store.version()
    assert readers.overlay().read(key).reviewed == (1, 0)


def test_what_another_process_wrote_is_logged_as_it_was(store: Store) -> None:
    """The marks before an act are known from reading them, and only at their version."""
    key = long(store)
    mine, theirs = read(store, key), Store(store.url)
    decide(theirs, key, "accepted", 3)
    now = read(store, key)
    marks = suggestions_of(now)
    before = marks[3]
    marks[3] = replace(before, state="rejected")
    store.change(with_marks(now, marks))
    change = store.log(key, marks[3].key)[0].change
    assert (change.before or {})["state"] == before.state == "accepted" != suggestions_of(mine)[3].state
    assert (change.after or {})["state"] == "rejected"
    assert [act.marks for act in store.log(key)[:2]] == [1, 1]


def test_a_decision_makes_cells_of_the_mark_that_changed_alone(store: Store) -> None:
    own = read(store, long(store))
    marks = suggestions_of(own)
    assert suggestions_of(own) == marks
    assert all(one is other for one, other in zip(suggestions_of(own), marks, strict=True))
    marks[2] = replace(marks[2], state="accepted", note="so")
    after = with_marks(own, marks)
    cells = list(zip(own.review["marks"], after.review["marks"], strict=True))
    assert [n for n, (old, new) in enumerate(cells) if old is not new] == [2]
    assert [Suggestion(**new) for _, new in cells] == marks == suggestions_of(after)
    assert [c.key for c in mark_changes("x", own.review["marks"], after.review["marks"])] == [marks[2].key]
    assert open_questions(marks) == len(list(questions(marks))) > 3


def test_a_decision_writes_anew_the_json_of_the_mark_that_changed_alone(store: Store) -> None:
    own = read(store, long(store))
    assert to_json(own.review) == json.dumps(own.review)
    marks = suggestions_of(own)
    marks[2] = replace(marks[2], state="accepted", note="نعم, so")
    after = with_marks(own, marks).review
    written = [n for n, cells in enumerate(after["marks"]) if "json" in vars(cells)]
    assert written == [n for n in range(len(marks)) if n != 2], "known from before"
    assert to_json(after) == json.dumps(after)
    bare = {"counts": {"open": 1}, "marks": [dict(after["marks"][0])], "late": None}
    assert to_json(Review(bare)) == to_json(bare) == json.dumps(bare)
    assert to_json(Review()) == "{}"


def test_a_deliberate_copy_is_taken_after_others_have_only_reviewed(store: Store) -> None:
    key = long(store)
    for number in (0, 1, 2):
        decide(store, key, "rejected", number)
    seen = Store(store.url).overlay()
    decide(store, key, "rejected", 3)
    own = read(store, key)
    for name in ("a-copy", "another"):
        copy = replace(own, document=own.document.model_copy(update={"id": name}), version=0)
        if name == "a-copy":
            store.add([copy], seen=seen)
        else:
            with pytest.raises(Repeated):
                store.add([copy], seen=replace(seen, documents={}, version=0))


def test_a_decision_draws_anew_the_passages_that_it_changes(store: Store) -> None:
    one = Reviewer(long(store))
    one.press("reject")
    with (
        patch.object(review, "_passage", wraps=review._passage) as drawn,
        patch("data.documents.schema.unpack_content", wraps=unpack_content) as parsed,
    ):
        one.press("reject")
    changed = {call.args[2] for call in drawn.call_args_list}
    assert 0 < len(changed) < PARTS / 2, "that of the mark, and that of the next"
    assert not parsed.called


def test_what_is_held_does_not_grow_with_decisions(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reviewer decides, a reader looks: of versions of the data, documents and their marks few are left."""
    monkeypatch.setattr("streamlit.session_state", {})
    key = put(store, "\n".join([LINE] * 5))
    states: list[State] = ["accepted", "rejected"]
    numbers = count()
    open_document(key)

    def held(acts: int) -> Counter[str]:
        for number in islice(numbers, acts):
            own = current_entry()
            assert own is not None
            marks = suggestions_of(own)
            decide_mark(marks[number % len(marks)], states[number // len(marks) % 2])
            cache.current_atlas()
        gc.collect()
        kinds = (Atlas, Overlay, Entry, Review, Content, Suggestion)
        return Counter(kind.__name__ for one in gc.get_objects() if (kind := type(one)) in kinds)

    others = held(0)  # of tests that ran before
    held(ACTS + 5)  # what can be undone is full
    before, after = held(20), held(60)
    assert len(session().review.acts) == ACTS
    for kind, number in after.items():
        assert number <= before[kind] + 2 * ACTS * (kind == "Suggestion"), kind
    assert after["Review"] - others["Review"] <= 4
    assert used_store().version() > ACTS + 80, "each was written"
