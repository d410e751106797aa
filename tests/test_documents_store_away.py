"""A store that hangs, is away or holds what cannot be read: pages open, soon, with what was last read and a
word about it."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import text
from stores import entry, hanging, laid_over, postgres
from test_session_app import _frame_first as _frame_first
from test_session_app import open_app
from test_session_isolation import sent
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.atlas.overlay import Content
from data.documents import availability
from data.documents import store as stores
from data.documents.add import Given
from data.documents.add import entry as added
from data.documents.schema import Extra
from data.documents.store import Store, StoreDown
from data.query.selection import Selection
from data.query.view import select
from data.tables.model import Source
from data.tables.vocab import LANGS, Lang
from export.about import about_lines
from export.excerpt import excerpt

pytestmark = pytest.mark.slow

SOON = 10  # seconds in which a page must open while the server hangs


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres() as address:
        yield address


def until(found: Callable[[], Any], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end
        time.sleep(0.2)


def answers(store: Store) -> bool:
    try:
        return bool(store.overlay().version)
    except StoreDown:
        return False


def test_a_server_that_hangs_is_away_soon_and_for_all_and_comes_back(server: str) -> None:
    store = Store(server)
    store.add([entry("hung")])
    before = store.overlay()
    with hanging(server):
        began = time.monotonic()
        with pytest.raises(StoreDown):
            store.overlay()
        first = time.monotonic() - began
        assert first < SOON
        for ask in (store.overlay, store.entries, lambda: store.entry("hung"), lambda: store.delete("hung")):
            began = time.monotonic()
            with pytest.raises(StoreDown):
                ask()
            assert time.monotonic() - began < first / 2, "nobody waits for it a second time"
        assert store.accepted.trouble
        assert store.accepted.known is before
        assert store.accepted.content("hung") == Content()
        assert store.accepted.folded_by_document() == {}
    until(lambda: answers(store))
    assert store.accepted.trouble == ""
    assert store.accepted.content("hung").texts
    assert store.overlay() is not before, "what was made of texts that were missing is made again"


def test_a_new_connection_to_a_server_that_hangs_fails_soon(server: str) -> None:
    with hanging(server):
        began = time.monotonic()
        with pytest.raises(StoreDown):
            Store(server).version()
        assert time.monotonic() - began < SOON


def test_the_server_is_given_limits_of_its_own(server: str) -> None:
    store = Store(server)
    with store.database.reading() as link:
        limits = {
            name: link.execute(text(f"SHOW {name}")).scalar()
            for name in ("statement_timeout", "lock_timeout")
        }
    assert "0" not in limits.values()


@pytest.mark.parametrize("lang", LANGS)
def test_pages_open_while_the_server_hangs_and_say_so(
    server: str, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DALIL_STORE", server)
    st.cache_resource.clear()
    own, extras = added(shipped(), Given("Kept in mind", "زار بلينكن دوشنبه."), 0)
    stores.store().add([own], extras)
    assert excerpt(select(shipped_with(), Selection())).documents
    told, file = shipped().text(lang)("notice.store-away"), shipped().text(lang)("export.store-away")
    assert told not in body(open_app("map", lang=lang))
    with hanging(server):
        began = time.monotonic()
        availability.current_overlay()
        assert time.monotonic() - began < SOON
        for page in ("map", "article", "aid", "sources"):
            app = open_app(page, lang=lang)
            assert not app.exception
            assert told in body(app), page
        assert open_app("map", lang=lang, documents=own.document.id).multiselect(key="documents").value == [
            own.document.id
        ]
        assert file in {
            text
            for _, text in about_lines(
                select(shipped_with(), Selection()), select(shipped_with(), Selection()).atlas.text(lang)
            )
        }
    until(lambda: availability.current_overlay() and not availability.trouble())
    app = open_app("map", lang=lang)
    assert told not in body(app)
    assert file not in {
        text
        for _, text in about_lines(
            select(shipped_with(), Selection()), select(shipped_with(), Selection()).atlas.text(lang)
        )
    }
    stores.store().delete(own.document.id)
    st.cache_resource.clear()


def shipped_with() -> Atlas:
    return join(shipped(), availability.current_overlay())


def body(app: Any) -> str:
    return json.dumps(sent(app), ensure_ascii=False)


def test_a_file_is_not_made_of_texts_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(f"sqlite:///{tmp_path}/own.sqlite")
    store.add([entry("first")])
    atlas = laid_over(store)

    def away(_document: str) -> Content:
        raise StoreDown("away")

    monkeypatch.setattr(store.accepted, "_fetch", away)
    with pytest.raises(StoreDown):
        excerpt(select(atlas, Selection()))
    assert excerpt(select(atlas, Selection()), curated=True).documents == ()


@pytest.mark.parametrize(
    "cells",
    [{"row": "{broken"}, {"row": "[1]"}, {"row": "null"}, {"block": b"not whole"}, {"block": b"{}\n"}],
)
def test_what_cannot_be_read_is_left_out_and_listed_and_the_rest_is_there(
    tmp_path: Path, cells: dict[str, Any]
) -> None:
    address = f"sqlite:///{tmp_path}/own.sqlite"
    writer = Store(address)
    writer.add([entry("first"), entry("second"), entry("third")])
    earlier = Store(address)
    assert list(earlier.overlay().documents) == ["first", "second", "third"]
    own = writer.entry("second")
    assert own
    writer.change(own)
    with writer.database.engine.begin() as link:
        for name, value in cells.items():
            link.execute(text(f"UPDATE documents SET {name} = :value WHERE id = 'second'"), {"value": value})
    store = Store(address)
    assert list(store.overlay().documents) == ["first", "third"]
    assert list(store.accepted.unreadable) == ["second"]
    assert [document.id for document, _ in store.entries()] == ["first", "third"]
    assert "first.p01" in laid_over(store).passages
    assert list(earlier.overlay().documents) == ["first", "third"]
    assert list(earlier.accepted.unreadable) == ["second"]
    store.delete("second")
    assert list(store.overlay().documents) == ["first", "third"]
    assert store.accepted.unreadable == {}


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("places", "{broken"),
        ("places", '{"id": "zahr"}'),
        ("spellings", '{"entity": "nora", "lang": "ar", "text": "x", "since": "later"}'),
        ("routes", '{"id": "zahr"}'),
        ("entities", "[1]"),
        ("entities", "null"),
    ],
)
def test_a_row_that_cannot_be_read_is_left_out_and_listed_and_goes_with_its_document(
    tmp_path: Path, kind: str, row: str
) -> None:
    store = Store(f"sqlite:///{tmp_path}/own.sqlite")
    sound = Extra("first", Source(id="letter", title="A letter"))
    store.add([entry("first"), entry("second")], [sound])
    with store.database.engine.begin() as link:
        link.execute(
            text("INSERT INTO rows (kind, id, document, row) VALUES (:kind, 'zahr', 'first', :row)"),
            {"kind": kind, "row": row},
        )
    other = Store(store.url)
    assert list(other.overlay().documents) == ["first", "second"]
    assert list(other.accepted.unreadable) == [f"{kind} zahr"]
    assert other.overlay().rows == {"sources": {"letter": sound.row}}
    assert other.extras() == {"first": [sound]}
    assert [document.id for document, _ in other.entries()] == ["first", "second"]
    assert laid_over(other).documents
    other.delete("first")
    assert other.overlay().rows == {}
    assert other.accepted.unreadable == {}
    other.restore("first")
    assert other.overlay().rows == {"sources": {"letter": sound.row}}


@pytest.mark.parametrize(
    "address",
    ["postgresql+psycopg://u@host:port/x", "mysql://u@h/x", "nonsense", "postgresql+psycopg2://u@h/x"],
)
def test_an_address_that_makes_no_sense_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DALIL_STORE", address)
    with pytest.raises(StoreDown):
        stores.store()
    assert availability.current_overlay() is availability.NOTHING
    assert availability.trouble()


def test_letting_a_server_hang_stops_its_processes_and_no_others(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped: list[int] = []
    monkeypatch.setattr("stores._parent", lambda _process: 0)  # as of a process that has ended
    monkeypatch.setattr(os, "kill", lambda process, _signal: stopped.append(process))
    with hanging(server):
        pass
    assert stopped
    assert min(stopped) > 1
    assert "postgres" in Path(f"/proc/{stopped[0]}/cmdline").read_text()
