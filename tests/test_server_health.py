"""What an operator's load balancer and alarms learn of one process: served in full, from memory, or not."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Server
from starlette.requests import Request
from stores import entry, hanging, postgres
from tiny import shipped

from data.atlas.atlas import Atlas
from data.documents import store as stores
from data.documents.schema import Extra
from data.documents.sql.unreadable import UnreadableByCase
from data.documents.store import Store, StoreDown
from data.tables.model import Source
from data.tables.problem import BadData
from server.health import health
from ui.session import cache

REQUEST = Request({"type": "http", "method": "GET", "path": "/health", "headers": []})


def asked() -> tuple[int, dict[str, Any]]:
    answer = health(REQUEST)
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, json.loads(bytes(answer.body))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store of this test alone, with one document."""
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{tmp_path}/own.sqlite")
    monkeypatch.setattr(cache, "current_atlas", shipped)
    stores.store().add([entry("first")])
    return stores.store()


def away(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    def version() -> int:
        raise StoreDown("secret-host:5432")

    monkeypatch.setattr(store.accepted, "version", version)


def test_all_is_well_while_the_store_can_be_read(store: Store) -> None:
    assert asked() == (200, {"status": "ok", "store": "reachable", "unreadable": 0})


def test_a_store_that_was_never_written_to_is_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{tmp_path}/none.sqlite")
    monkeypatch.setattr(cache, "current_atlas", shipped)
    assert asked()[1]["store"] == "reachable"


def test_readers_are_still_served_what_was_last_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    away(monkeypatch, store)
    assert asked() == (200, {"status": "degraded", "store": "away", "unreadable": 0})
    monkeypatch.undo()
    monkeypatch.setenv("DALIL_STORE", str(store.url))
    monkeypatch.setattr(cache, "current_atlas", shipped)
    assert asked()[1]["status"] == "ok"


def test_a_process_that_has_never_read_its_store_is_sent_no_readers(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    away(monkeypatch, store)
    assert asked() == (503, {"status": "unfit", "store": "unread"})
    monkeypatch.setenv("DALIL_STORE", "nonsense")
    assert asked() == (503, {"status": "unfit", "store": "unread"})


def test_what_is_left_out_of_the_store_is_counted(store: Store) -> None:
    with store.database.engine.begin() as link:
        link.exec_driver_sql("UPDATE documents SET row = '{broken', version = 9")
        link.exec_driver_sql("UPDATE version SET number = 9")
    assert asked() == (200, {"status": "degraded", "store": "reachable", "unreadable": 1})


def test_what_is_left_out_of_any_case_is_counted_and_no_longer_once_it_is_gone(
    store_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DALIL_STORE", store_address)
    monkeypatch.setattr(cache, "current_atlas", shipped)
    first = stores.store()
    first.add([entry("first")])
    other, third = (first.of(first.cases.make(name, "").id) for name in ("Other", "Third"))
    other.add([entry("a"), entry("b")], [Extra("a", Source(id="letter", title="A letter"))])
    third.add([entry("a")])

    def left_out() -> int:
        status, told = asked()
        assert (status, told["status"]) == (200, "degraded" if told["unreadable"] else "ok")
        return int(told["unreadable"])

    def break_(table: str, where: str) -> None:
        with first.database.engine.begin() as link:
            link.exec_driver_sql(f"UPDATE {table} SET row = '[1]' WHERE {where}")

    assert left_out() == 0
    break_("documents", f"case_id = '{other.case}' AND id = 'b'")
    assert left_out() == 0, "nobody has written it: nothing is read again"
    other.add([entry("c")])
    assert left_out() == 0
    monkeypatch.setattr(first.cases, "unreadable", UnreadableByCase(first.database))
    assert left_out() == 1, "after a start everything is tried"
    break_("rows", f"case_id = '{other.case}'")
    other.add([entry("d")])
    assert left_out() == 2
    break_("documents", f"case_id = '{third.case}'")
    monkeypatch.setattr(first.cases, "unreadable", UnreadableByCase(first.database))
    assert left_out() == 3
    with monkeypatch.context() as patch:
        for part in (first.accepted, first.cases.unreadable):
            patch.setattr(part, "version" if part is first.accepted else "count_unreadable", down)
        assert asked()[1] == {"status": "degraded", "store": "away", "unreadable": 3}
    other.delete("b")
    assert left_out() == 2
    first.cases.delete(other.case)
    assert left_out() == 1
    first.cases.restore(other.case)
    assert left_out() == 2
    assert first._opened.keys() == {other.case, third.case}, "no case is opened for it"


def down(*_: object) -> None:
    raise StoreDown("secret-host:5432")


def test_without_sound_tables_no_reader_is_sent(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsound() -> Atlas:
        raise BadData([])

    monkeypatch.setattr(cache, "current_atlas", unsound)
    assert asked() == (503, {"status": "unfit", "data": "unsound"})


@pytest.mark.slow
def test_a_server_that_hangs_is_told_while_the_process_lives(start: Callable[..., Server]) -> None:
    with postgres() as address:
        Store(address).add([entry("first")])
        server = start(store=address)
        try:
            assert json.loads(server.get("/health")[2])["store"] == "reachable"
            with hanging(address):
                status, headers, text = server.get("/health")
                assert (status, json.loads(text)["store"]) == (200, "away")
                assert "content-security-policy" in headers
                assert server.get("/_stcore/health")[0] == 200
            end = time.monotonic() + 60
            while json.loads(server.get("/health")[2])["store"] != "reachable":
                assert time.monotonic() < end
                time.sleep(0.2)
        finally:
            server.stop()


@pytest.mark.slow
def test_a_server_with_a_broken_store_says_so_from_the_start(
    start: Callable[..., Server], tmp_path: Path
) -> None:
    (tmp_path / "broken.sqlite").write_bytes(b"no database " * 1000)
    server = start(store=f"sqlite:///{tmp_path}/broken.sqlite")
    try:
        assert server.get("/health")[0] == 503
        assert server.get("/_stcore/health")[0] == 200
        assert server.get("/aid")[0] == 200
    finally:
        server.stop()
