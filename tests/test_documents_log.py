"""Who did what: every act leaves its lines in the same transaction, replaying them gives the store, a
deletion can be taken back, a mark is verified by a second person alone; stores of other versions are brought
up, or left alone and told."""

from __future__ import annotations

import datetime as dt
import json
import threading
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError
from stores import document, entry
from stores_before import TABLES, make_tables
from tiny import small

from data.atlas.overlay import Spelling
from data.documents import availability
from data.documents import store as stores
from data.documents.errors import Stale
from data.documents.people import NotAllowed, Person
from data.documents.review.columns import with_marks
from data.documents.review.edits import Edit, apply_edits
from data.documents.review.suggestion import Suggestion, same_place, suggestions_of
from data.documents.schema import DELETED, DOCUMENTS, ROWS, SCHEMA, Entry, Extra, values_of
from data.documents.sql import deleted, log, upgrade
from data.documents.store import Store, StoreDown
from data.tables.model import Source

pytestmark = pytest.mark.slow

ANNA, BASIM, EDITOR = (Person(f"{name}@example.org", "editor") for name in ("anna", "basim", "editor"))
MARKS = tuple(
    Suggestion("mention", passage, start, start + 3, what, 0.9, more={"form": "name"})
    for passage, start, what in ((0, 0, "minister"), (0, 4, "nora"), (1, 0, "luma"), (2, 0, "luma"))
)


@pytest.fixture
def store(store_address: str) -> Store:
    return Store(store_address)


def marked(key: str, marks: tuple[Suggestion, ...] = MARKS) -> Entry:
    return with_marks(entry(key), list(marks))


def held(store: Store) -> tuple[Any, Any, Any]:
    """What the store holds, in the form that replaying gives."""
    with store.database.reading() as link:
        own = DOCUMENTS.c.case_id == store.case
        found = link.execute(select(DOCUMENTS.c.id, DOCUMENTS.c.row, DOCUMENTS.c.review).where(own)).all()
        rows = link.execute(select(ROWS).where(ROWS.c.case_id == store.case)).all()
    documents = {key: row for key, row, _ in found}
    marks = {key: {Suggestion(**m).key: m for m in own.get("marks", ())} for key, _, own in found}
    return documents, marks, {(r.kind, r.id): {"document": r.document, "row": r.row} for r in rows}


def replayed(store: Store) -> tuple[Any, Any, Any]:
    with store.database.reading() as link:
        return log.replay(log.read_changes(link, store.case))


def changed(store: Store, key: str, number: int, by: Person, **cells: Any) -> None:
    """One mark of a document changed by somebody."""
    own = store.entry(key)
    assert own is not None
    marks = suggestions_of(own)
    mark = marks[number % len(marks)]
    edits = [Edit(mark, replace(mark, **cells))]
    store.change(with_marks(own, apply_edits(marks, edits)), by=by)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["add", "accept", "reject", "correct", "note", "mark", "rows", "delete", "restore"]),
        st.sampled_from("abc"),
        st.integers(0, 3),
        st.sampled_from([ANNA, BASIM]),
    ),
    min_size=1,
    max_size=25,
)


def act(store: Store, what: str, key: str, n: int, by: Person) -> None:
    """Any act of the store; one that is not possible now is refused."""
    there = store.entry(key)
    extra = Extra(key, Source(id=f"source-{n}", title=f"Source {n} of {by.name}"))
    if what == "add":
        if there is None:
            store.add([marked(key)], [extra, Extra(key, Spelling("nora", "ar", f"نورة {n}"))], by)
    elif what == "delete":
        store.delete(key, by)
    elif what == "restore":
        try:
            store.restore(key, by)
        except Stale:
            return
    elif there is None:
        return
    elif what == "rows":
        store.change(there, [extra], [Extra(key, Source(id=f"source-{(n + 1) % 4}", title="x"))], by)
    elif what == "mark":
        new = Suggestion("mention", 2, 20 + n, 23 + n, "nora", 1.0, "accepted", {"form": "name"})
        left = [m for m in suggestions_of(there) if not same_place(m, new)]
        store.change(with_marks(there, [*left, new]), by=by)
    else:
        cells = {
            "accept": {"state": "accepted"},
            "reject": {"state": "rejected"},
            "correct": {"what": "sunland"},
            "note": {"note": f"note {n}"},
        }
        changed(store, key, n, by, **cells[what])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_replaying_the_log_gives_the_store(tmp_path_factory: pytest.TempPathFactory, acts: Any) -> None:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('log')}/documents.sqlite")
    store.add([marked("first")])
    for one in acts:
        act(store, *one)
        assert replayed(store) == held(store)


def test_replaying_gives_the_store_on_a_server_too(store: Store) -> None:
    for one in (
        ("add", "a", 0, ANNA),
        ("add", "b", 1, BASIM),
        ("accept", "a", 1, BASIM),
        ("correct", "a", 1, ANNA),
        ("mark", "b", 1, ANNA),
        ("rows", "b", 2, ANNA),
        ("delete", "a", 0, BASIM),
        ("restore", "a", 0, ANNA),
        ("delete", "b", 0, ANNA),
    ):
        act(store, *one)
        assert replayed(store) == held(store), one


def test_each_act_says_who_when_and_from_what_to_what(store: Store) -> None:
    began = log.now()
    store.add([marked("a")], by=ANNA)
    changed(store, "a", 1, BASIM, state="accepted")
    latest, first = store.log("a")
    assert (first.act, first.who, latest.act, latest.who) == ("add", ANNA.name, "review", BASIM.name)
    assert began <= first.at <= latest.at <= log.now()
    assert dt.datetime.fromisoformat(latest.at).utcoffset() == dt.timedelta(0)
    assert latest.change.before is not None
    assert latest.change.after is not None
    assert (latest.change.before["state"], latest.change.after["state"]) == ("open", "accepted")
    changed(store, "a", 1, ANNA, what="sunland")
    assert [one.who for one in store.log("a", MARKS[1].key)] == [ANNA.name, BASIM.name], (
        "a mark is the same one when it comes to mean something else"
    )
    assert store.log("a", MARKS[0].key) == []


def test_an_act_on_many_marks_is_one_act(store: Store) -> None:
    store.add([marked("a")])
    own = store.entry("a")
    assert own is not None
    store.change(with_marks(own, [replace(m, state="accepted") for m in MARKS]), by=ANNA)
    assert [(one.who, one.marks) for one in store.log("a")] == [(ANNA.name, len(MARKS)), ("", 0)]


def test_what_fails_leaves_no_line(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([marked("a")])
    before = store.log("a"), store.version()

    def fails(*_given: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as cut:
        cut.setattr(log, "write_changes", fails)
        with pytest.raises(RuntimeError):
            store.delete("a", ANNA)
    assert (store.log("a"), store.version()) == before
    assert store.entry("a"), "the act goes with its line"


@pytest.mark.parametrize("statement", ["UPDATE acts SET who = 'nobody'", "DELETE FROM acts"])
def test_the_log_is_only_added_to(store: Store, statement: str) -> None:
    store.add([marked("a")], by=ANNA)
    with pytest.raises(DBAPIError, match="only added to"), store.database.engine.begin() as link:
        link.execute(text(statement))
    assert [one.who for one in store.log("a")] == [ANNA.name]


def test_a_deletion_is_taken_back_with_all_that_came_with_it(store: Store) -> None:
    extras = [Extra("a", Source(id="letter", title="A letter")), Extra("a", Spelling("nora", "ar", "نورة"))]
    store.add([marked("a"), marked("b")], extras)
    changed(store, "a", 1, ANNA, state="accepted", note="seen in the original")
    before = held(store), store.entry("a")
    store.delete("a", BASIM)
    assert [d.id for d, _ in store.entries()] == ["b"]
    assert store.overlay().rows == {}
    (gone,) = store.list_deleted()
    assert (gone.document.id, gone.who) == ("a", BASIM.name)
    store.restore("a", ANNA)
    after = store.entry("a")
    assert held(store) == before[0]
    assert after is not None
    assert before[1] is not None
    assert replace(after, version=0, block=before[1].block) == replace(before[1], version=0)
    assert [d.id for d, _ in store.entries()] == ["a", "b"], "it keeps its place"
    assert store.list_deleted() == []
    with pytest.raises(Stale):
        store.restore("a", ANNA)


def test_what_is_brought_back_replaces_nothing(store: Store) -> None:
    store.add([marked("a")])
    store.delete("a")
    store.add([entry("a", title="Another")])
    with pytest.raises(Stale):
        store.restore("a")
    assert store.entries()[0][0].title == "Another"


def test_after_thirty_days_a_deleted_document_is_gone_for_good(store: Store) -> None:
    store.add([marked("a"), marked("b"), marked("c")])
    store.delete("a")
    store.delete("b")
    for key, days in (("a", 31), ("b", 29)):
        at = (dt.datetime.now(dt.UTC) - dt.timedelta(days=days)).isoformat(timespec="seconds")
        with store.database.engine.begin() as link:
            link.execute(update(DELETED).where(DELETED.c.id == key).values(at=at))
    assert [gone.document.id for gone in store.list_deleted()] == ["b"]
    changed(store, "c", 0, ANNA, state="accepted")
    with store.database.reading() as link:
        assert link.execute(select(DELETED.c.id)).scalars().all() == ["b"]
    with pytest.raises(Stale):
        store.restore("a")
    assert deleted.KEPT == 30


def test_what_cannot_be_read_is_deleted_all_the_same(store: Store) -> None:
    store.add([marked("a"), marked("b")])
    with store.database.engine.begin() as link:
        link.execute(text("UPDATE documents SET row = '[1]' WHERE id = 'a'"))
    Store(store.url).delete("a", ANNA)
    assert [d.id for d, _ in store.entries()] == ["b"]
    latest = store.log("a")[0]
    assert (latest.act, latest.who) == ("delete", ANNA.name)


# verified by a second person


def test_a_mark_is_verified_by_another_than_whoever_accepted_it(store: Store) -> None:
    store.add([marked("a")], by=EDITOR)
    changed(store, "a", 0, ANNA, state="accepted")
    assert store.decider("a", MARKS[0].key) == ANNA.name
    for by, said in (
        (ANNA, ANNA),
        (BASIM, ANNA),
        (ANNA, BASIM),
        (Person("", "editor"), Person("", "editor")),
    ):
        if said.name:
            with pytest.raises(NotAllowed):
                changed(store, "a", 0, by, verified=said.name)
    changed(store, "a", 0, BASIM, verified=BASIM.name)
    own = store.entry("a")
    assert own is not None
    assert own.content.reviewed == (1, 1)
    assert store.entries()[0][1]["verified"] == 1
    assert store.decider("a", MARKS[0].key) == ANNA.name, "verifying decides nothing"


def test_a_note_is_no_decision_and_undoing_gives_it_back_to_whoever_decided(store: Store) -> None:
    store.add([marked("a")], by=EDITOR)
    changed(store, "a", 0, ANNA, state="accepted")
    changed(store, "a", 0, BASIM, note="look again")
    assert store.decider("a", MARKS[0].key) == ANNA.name
    changed(store, "a", 0, BASIM, state="rejected")
    assert store.decider("a", MARKS[0].key) == BASIM.name
    own = store.entry("a")
    assert own is not None
    back = [replace(m, state="accepted") if m.state == "rejected" else m for m in suggestions_of(own)]
    store.change(with_marks(own, back), by=BASIM, act="undo")
    assert store.decider("a", MARKS[0].key) == ANNA.name, "she accepted it, whoever took back what"


def test_what_came_accepted_was_accepted_by_whoever_brought_it(store: Store) -> None:
    store.add([marked("a", tuple(replace(m, state="accepted") for m in MARKS))], by=ANNA)
    with pytest.raises(NotAllowed):
        changed(store, "a", 0, ANNA, verified=ANNA.name)
    changed(store, "a", 0, BASIM, verified=BASIM.name)


# other versions


def before_the_log(store: Store) -> None:
    """The tables and a document as the version before the log wrote them."""
    own = marked("old", (replace(MARKS[0], state="accepted"), *MARKS[1:]))
    with store.database.engine.begin() as link:
        make_tables(link, 0)
        link.execute(insert(TABLES["version"]).values(id=1, number=7))
        link.execute(insert(TABLES["documents"]).values(id="old", version=5, place=1, **values_of(own)))
        row = {"id": "letter", "title": "A letter"}
        link.execute(insert(TABLES["rows"]).values(kind="sources", id="letter", document="old", row=row))


def test_a_store_of_the_version_before_is_brought_up_and_its_log_begins(
    store: Store, store_address: str
) -> None:
    before_the_log(store)
    threads = [threading.Thread(target=Store(store_address).overlay) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(store.overlay().documents) == ["old"]
    assert store.version() == 7, "nothing that is read has changed"
    assert replayed(store) == held(store)
    assert [one.act for one in store.log("old")] == ["upgrade"]
    changed(store, "old", 1, ANNA, state="accepted")
    store.delete("old", ANNA)
    store.restore("old", BASIM)
    assert replayed(store) == held(store)
    assert [one.act for one in store.log("old")] == ["restore", "delete", "review", "upgrade"]
    with store.database.reading() as link:
        assert upgrade.schema_version(link) == upgrade.NEWEST


def test_a_store_of_a_newer_version_is_left_alone_and_told(store: Store, store_address: str) -> None:
    store.add([marked("a")])
    with store.database.engine.begin() as link:
        link.execute(update(SCHEMA).values(number=upgrade.NEWEST + 1))
    other = Store(store_address)
    for ask in (other.overlay, other.entries, lambda: other.add([marked("b")]), lambda: other.delete("a")):
        with pytest.raises(StoreDown, match="version 3"):
            ask()
    assert other.accepted.trouble == "notice.store-newer"
    assert "Update Dalil" in small().text("en")(other.accepted.trouble)
    with store.database.engine.begin() as link:
        assert link.execute(select(DOCUMENTS.c.id)).scalars().all() == ["a"]


def test_a_store_without_the_columns_of_the_version_before_is_refused_in_words(store: Store) -> None:
    before_the_log(store)
    with store.database.engine.begin() as link:
        link.execute(text("ALTER TABLE documents DROP COLUMN folded"))
    with pytest.raises(StoreDown):
        store.add([marked("a")])
    with pytest.raises(StoreDown):
        store.overlay()
    assert store.accepted.trouble == "notice.store-older"


def test_a_page_says_which_version_a_store_is_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{tmp_path}/documents.sqlite")
    stores.store().add([marked("a")])
    with stores.store().database.engine.begin() as link:
        link.execute(update(SCHEMA).values(number=99))
    stores._store.cache_clear()
    assert availability.current_overlay().documents == {}
    assert availability.trouble() == "notice.store-newer"


def test_marks_without_note_are_written_as_before() -> None:
    own = marked("a", (replace(MARKS[0], note="why"), *MARKS[1:]))
    first, second = own.review["marks"][:2]
    assert first["note"] == "why"
    assert second == {k: v for k, v in asdict(MARKS[1]).items() if k not in ("note", "verified")}
    assert json.loads(json.dumps(own.review))["marks"][0]["note"] == "why"
    assert document("a").id == "a"


SOME = st.lists(st.integers(0, 4), max_size=8, unique=True)


@given(SOME, SOME, st.sets(st.integers(0, 4)))
def test_what_changed_among_marks_is_all_that_changed(
    one: list[int], other: list[int], noted: set[int]
) -> None:
    made = [
        {"kind": "mention", "passage": n, "start": 0, "end": 3, "what": "nora", "score": 1.0}
        for n in range(5)
    ]
    before = [made[n] | {"state": "open", "more": None} for n in one]
    after = [made[n] | {"state": "accepted" if n in noted else "open", "more": None} for n in other]
    changes = log.mark_changes("a", before, after)
    assert {c.key for c in changes} == {c.key for c in changes if c.before != c.after}
    held: dict[Any, Any] = {c["passage"]: c for c in before}
    for change in changes:
        for cells in filter(None, (change.before,)):
            assert held.pop(cells["passage"]) == cells
        for cells in filter(None, (change.after,)):
            held[cells["passage"]] = cells
    assert held == {c["passage"]: c for c in after}
