"""The store: what goes in comes out, nothing is lost or half-written, sessions and processes share it, on
SQLite and PostgreSQL."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import LINES, entry, laid_over
from tiny import selections, shipped, small

from data.atlas.blocks import block, pack_block, unpack_block
from data.atlas.overlay import Spelling
from data.documents.add import Given
from data.documents.add import entry as added
from data.documents.dossier.load import load_into
from data.documents.dossier.save import save_dossier
from data.documents.errors import Repeated, Stale
from data.documents.schema import Extra
from data.documents.sql.overlay_reader import FEW
from data.documents.store import Store, StoreDown
from data.index.index import Index, passages_naming
from data.query.filters import FACETS
from data.query.selection import Selection
from data.query.view import select
from data.tables.model import Entity, Place, Source

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
NEW = {
    "entity": Entity(
        id="zahr", type="place", name_en="Zahr", name_ar="زهر", sources=("added-1",), ar_status="reviewed"
    ),
    "place": Place(
        id="zahr",
        category="settlement",
        kind_en="town",
        kind_ar="بلدة",
        geometry="point",
        basis="estimate",
        lat=38,
        lon=70,
        radius_km=5,
        arabic_name="sourced",
        sources=("added-1",),
        ar_status="reviewed",
    ),
    "source": Source(id="added-1", title="A letter to the editor"),
}


@pytest.fixture
def store(store_address: str) -> Store:
    return Store(store_address)


def test_a_store_is_made_when_first_written_to(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/x/documents.sqlite")
    assert (store.version(), store.entries(), store.entry("a"), store.overlay().version) == (0, [], None, 0)
    assert not (tmp_path / "x").exists()
    assert store.add([entry("a")]) == 1
    assert (tmp_path / "x" / "documents.sqlite").exists()


def test_a_document_comes_back_as_it_went_in(store: Store, store_address: str) -> None:
    given_ = entry("a")
    store.add([given_])
    back = Store(store_address).entry("a")
    assert back is not None
    assert (back.document, back.content, back.review, back.version) == (
        given_.document,
        given_.content,
        given_.review,
        1,
    )
    assert pack_block(back.block) == pack_block(given_.block)


def test_an_added_document_is_like_any_other(store: Store) -> None:
    store.add([entry("a")])
    atlas = laid_over(store)
    assert list(atlas.documents) == ["note", "letter", "a"]
    assert list(atlas.passages)[-3:] == ["a.p01", "a.p02", "a.p03"]
    assert len(atlas.passages) == len(small().passages) + 3
    assert [atlas.texts[p] for p in ("a.p01", "a.p02", "a.p03")] == list(LINES)
    assert [(m.text, m.entity) for m in atlas.mentions_of["a.p01"]] == [
        ("الوزير", "minister"),
        ("نورا", "nora"),
    ]
    assert [(v.voice, v.speaker) for v in atlas.voices_of["a.p03"]] == [
        ("author", None),
        ("attributed", "minister"),
    ]
    assert [f.what_en for f in atlas.figures_of["a.p01"]] == ["one"]
    assert atlas.passages["a.p01"].topics == ("visits",)
    assert passages_naming(atlas)["nora"] == ("note.p01", "note.p02", "a.p01")
    assert atlas.mentions["a.p03", 0].text == "Luma"
    assert len(atlas.mentions) == len(list(atlas.mentions)) == len(small().mentions) + 4
    for made in (
        atlas.passages["a.p01"],
        atlas.mentions["a.p03", 0],
        *atlas.voices_of["a.p03"],
        atlas.documents["a"],
    ):
        assert set(made.__dict__) == set(type(made).model_fields), "no column is missing"
    assert "a.p04" not in atlas.passages
    assert "a.p1" not in atlas.passages
    with pytest.raises(KeyError):
        atlas.texts["a.p99"]


def test_filters_choose_among_all_documents(store: Store) -> None:
    store.add([entry("a"), entry("b")])
    atlas = laid_over(store)

    def chosen(**filters: Any) -> tuple[str, ...]:
        return tuple(select(atlas, Selection(**filters)).passages)

    assert chosen(actors=("moon",)) == ("note.p02", "note.p03", "a.p03", "b.p03")
    assert chosen(actors=("minister",), documents=("b",)) == ("b.p01",)
    assert chosen(documents=("note", "b"), topics=("visits",)) == ("note.p01", "note.p03", "b.p01")
    assert chosen(voices=("minister",)) == ("note.p01", "a.p03", "b.p03")
    assert chosen(voices=("minister",), actors=("moonland",)) == ("a.p03", "b.p03")
    assert chosen(text="الشتاء") == ("a.p01", "b.p01")
    assert chosen(text="Nourah") == ("note.p01", "note.p02", "a.p01", "b.p01"), (
        "by another spelling of what is mentioned"
    )
    assert select(atlas, Selection()).facets["documents"] == {"note": 4, "letter": 1, "a": 3, "b": 3}
    assert select(atlas, Selection(actors=("minister",), documents=("b",))).facets["documents"] == {
        "note": 1,
        "letter": 0,
        "a": 1,
        "b": 1,
    }
    assert select(atlas, Selection(documents=("a",))).counts == {
        "minister": 1,
        "nora": 1,
        "luma": 1,
        "moonland": 1,
    }


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_counts_over_all_documents_are_what_each_value_alone_would_choose(
    data: st.DataObject, tmp_path_factory: Any
) -> None:
    atlas = many(tmp_path_factory)
    selection = replace(
        data.draw(selections(atlas)), documents=data.draw(st.sampled_from([(), ("a",), ("note", "b")]))
    )
    view = select(atlas, selection)
    facet = data.draw(st.sampled_from(FACETS))
    value = data.draw(st.sampled_from(list(view.facets[facet])))
    changed: dict[str, Any] = {facet: (value,)}
    assert view.facets[facet][value] == len(select(atlas, replace(selection, **changed)).passages)
    naming = {
        e: sum(e in {m.entity for m in atlas.mentions_of[p]} for p in view.passages) for e in atlas.entities
    }
    assert view.counts == {e: n for e, n in naming.items() if n}
    assert view.facets["documents"]["b"] == len(select(atlas, replace(selection, documents=("b",))).passages)


_MANY: dict[str, Any] = {}


def many(folders: Any) -> Any:
    """The tiny atlas with three documents, made once."""
    if not _MANY:
        store = Store(f"sqlite:///{folders.mktemp('many')}/documents.sqlite")
        store.add([entry("a"), entry("b", LINES[:2], ((0, "نورا", "nora"),)), entry("c")])
        _MANY["atlas"] = laid_over(store)
    return _MANY["atlas"]


def test_what_changes_among_many_and_back_alone_is_read_each_time(store: Store, store_address: str) -> None:
    keys = [f"d{n}" for n in range(FEW + 1)]
    store.add([entry(key) for key in keys])
    other = Store(store_address)

    def titled(title: str, *changed: str) -> list[str]:
        for key in changed:
            own = store.entry(key)
            assert own
            store.change(replace(own, document=own.document.model_copy(update={"title": title})))
        return [document.title for document in other.overlay().documents.values()]

    first = titled("-")
    assert titled("one", keys[0]) == ["one", *first[1:]]
    assert titled("all", *keys) == ["all"] * len(keys)
    assert titled("one", keys[0]) == ["one", *["all"] * FEW]
    store.delete(keys[0])
    other.overlay()
    assert keys[0] not in other.accepted._shown


def test_another_session_sees_a_new_document_and_reads_only_that(store: Store, store_address: str) -> None:
    store.add([entry("a")])
    other = Store(store_address)
    before = other.overlay()
    assert other.overlay() is before, "nothing changed: nothing is read"
    store.add([entry("b")])
    after = other.overlay()
    assert (before.version, after.version) == (1, 2)
    assert list(before.documents) == ["a"], "what a run has begun with stays as it is"
    assert list(after.documents) == ["a", "b"]
    assert after.corpus.blocks[0] is before.corpus.blocks[0]
    assert Index.of(laid_over(other)).passages[-6:] == tuple(f"{d}.p0{n}" for d in "ab" for n in (1, 2, 3))


def test_what_is_reviewed_changes_and_keeps_its_place(store: Store) -> None:
    store.add([entry("a"), entry("b")])
    read = store.entry("a")
    assert read is not None
    less = entry("a", named=((0, "نورا", "nora"),))
    store.change(replace(read, block=less.block, review={"counts": {"open": 0}}))
    atlas = laid_over(store)
    assert list(atlas.documents)[-2:] == ["a", "b"]
    assert [m.entity for p in ("a.p01", "a.p02", "a.p03") for m in atlas.mentions_of[p]] == ["nora"]
    assert [counts for _, counts in store.entries()] == [{"open": 0}, {"open": 2}]


def test_two_who_review_the_same_document_do_not_overwrite_each_other(
    store: Store, store_address: str
) -> None:
    store.add([entry("a")])
    mine, theirs = store.entry("a"), Store(store_address).entry("a")
    assert mine is not None
    assert theirs is not None
    store.change(replace(mine, review={"counts": {"open": 1}}))
    with pytest.raises(Stale):
        Store(store_address).change(replace(theirs, review={}))
    assert store.entries()[0][1] == {"open": 1}


def test_an_id_is_given_once(store: Store) -> None:
    store.add([entry("a")])
    with pytest.raises(Stale):
        store.add([entry("b"), entry("a")])
    assert [d.id for d, _ in store.entries()] == ["a"], "all of them or none"
    assert store.version() == 1


def test_a_place_and_a_spelling_come_with_their_document_and_go_with_it(store: Store) -> None:
    extras = [Extra("a", NEW[kind]) for kind in ("source", "entity", "place")] + [
        Extra("a", Spelling("nora", "ar", "نورة"))
    ]
    store.add([entry("a", ("ذهبوا إلى زهر.",), ((0, "زهر", "zahr"),)), entry("b")], extras)
    atlas = laid_over(store)
    assert atlas.places["zahr"].lat == 38
    assert passages_naming(atlas)["zahr"] == ("a.p01",)
    assert "نورة" in atlas.entities["nora"].aliases_ar
    assert select(atlas, Selection(text="نورة")).passages == ("note.p01", "note.p02", "b.p01")
    store.delete("a")
    atlas = laid_over(store)
    assert "zahr" not in atlas.entities
    assert atlas.entities["nora"].aliases_ar == ()
    assert list(atlas.documents) == ["note", "letter", "b"]


def test_a_mention_of_what_is_no_more_is_left_out(store: Store) -> None:
    store.add(
        [entry("a", ("ذهبوا إلى زهر في نورا.",), ((0, "زهر", "zahr"), (0, "نورا", "nora")))],
        [Extra("a", NEW["place"])],
    )
    atlas = laid_over(store)
    assert "zahr" not in atlas.places, "a place without its entity"
    assert [m.entity for m in atlas.mentions_of["a.p01"]] == ["nora"]
    assert "zahr" not in passages_naming(atlas)
    assert sum(select(atlas, Selection(documents=("a",))).counts.values()) == 1


def test_a_curated_row_is_never_replaced(store: Store) -> None:
    false = Entity(
        id="nora",
        type="place",
        name_en="Elsewhere",
        name_ar="غير ذلك",
        sources=("own",),
        ar_status="reviewed",
    )
    store.add([entry("note"), entry("a")], [Extra("a", false)])
    atlas = laid_over(store)
    assert atlas.entities["nora"] == small().entities["nora"]
    assert atlas.documents["note"] == small().documents["note"]
    assert atlas.texts["note.p01"] == small().texts["note.p01"]
    assert list(Index.of(atlas).documents) == ["note", "letter", "a"]


def test_a_document_that_is_deleted_while_it_is_read_says_nothing(store: Store, store_address: str) -> None:
    store.add([entry("a")])
    atlas = laid_over(store)
    Store(store_address).delete("a")
    assert atlas.texts["a.p01"] == ""
    assert [m.text for m in atlas.mentions_of["a.p01"]] == ["", ""]


def test_many_who_write_at_once_all_get_their_turn(store: Store, store_address: str) -> None:
    def write(worker: int) -> None:
        own = Store(store_address)
        for n in range(5):
            own.add([entry(f"w{worker}-{n}")])

    threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.version() == 30
    assert len(store.entries()) == 30
    assert len(laid_over(store).documents) == 32


def test_of_many_who_add_the_same_text_at_once_one_does_and_the_others_are_told(
    store: Store, store_address: str
) -> None:
    store.add([entry("before", lines=("An older text.",), named=())])
    seen, told, start = store.overlay(), list[str](), threading.Barrier(4)

    def write(worker: int) -> None:
        own = Store(store_address)
        own.version()
        start.wait()
        try:
            own.add([entry(f"copy-{worker}")], seen=seen)
            told.append("added")
        except Repeated:
            told.append("repeated")

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["added", "repeated", "repeated", "repeated"]
    assert len(store.entries()) == 2
    store.add([entry("meant")], seen=store.overlay())  # by somebody who was told, and means it
    store.add([entry("other", lines=("Another text.",), named=())], seen=seen)
    assert len(store.entries()) == 4


def test_of_two_who_load_the_same_dossier_at_once_each_document_comes_once(
    store: Store, store_address: str, tmp_path: Path
) -> None:
    other = Store(f"sqlite:///{tmp_path}/other.sqlite")
    texts = [f"زار أنتوني بلينكن دوشنبه عام {2010 + n}." for n in range(5)]
    for text_ in texts:
        own, extras = added(shipped(), Given("", text_), 0)
        other.add([own], extras)
    raw, start, told = save_dossier(other)[0], threading.Barrier(3), list[tuple[int, int]]()

    def load(_worker: int) -> None:
        own = Store(store_address)
        own.version()
        start.wait()
        told.append(load_into(own, shipped(), raw))

    threads = [threading.Thread(target=load, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [sum(pair) for pair in told] == [5, 5, 5], "each is told of all five"
    assert sum(new for new, _ in told) == 5
    assert {document.id for document, _ in store.entries()} == {*other.overlay().documents}
    assert store.overlay().rows == other.overlay().rows


def test_a_dossier_that_is_partly_there_by_the_time_it_is_written_brings_the_rest(
    store: Store, store_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Store(f"sqlite:///{tmp_path}/other.sqlite")
    pairs = [added(shipped(), Given("", f"زار بلينكن دوشنبه عام {2010 + n}."), 0) for n in range(3)]
    other.add([own for own, _ in pairs], [extra for _, extras in pairs for extra in extras])
    write = Store.add

    def meanwhile(self: Store, *given: Any, **more: Any) -> int:
        if not store.entries():
            write(Store(store_address), [pairs[1][0]], pairs[1][1])
        return write(self, *given, **more)

    monkeypatch.setattr(Store, "add", meanwhile)
    assert load_into(store, shipped(), save_dossier(other)[0]) == (2, 1)
    assert {document.id for document, _ in store.entries()} == {own.document.id for own, _ in pairs}
    assert store.overlay().rows == other.overlay().rows


WRITER = """
import sys
from stores import entry
from data.documents.store import Store
store = Store(sys.argv[1])
for n in range(10_000):
    store.add([entry(f"{sys.argv[2]}-{n}-{part}") for part in "xy"])
    print(n, flush=True)
"""


def test_a_killed_process_loses_nothing_and_leaves_nothing_half_written(
    store: Store, store_address: str
) -> None:
    rest = random.Random(7)
    acknowledged = set()
    for turn in range(4):
        command = [sys.executable, "-c", WRITER, store_address, f"t{turn}"]
        env = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        texts = [process.stdout.readline() for _ in range(2)]
        time.sleep(rest.random() / 3)
        process.send_signal(signal.SIGKILL)
        texts += process.stdout.readlines()
        process.wait()
        acknowledged |= {
            f"t{turn}-{line.strip()}-{part}" for line in texts if line.endswith("\n") for part in "xy"
        }
    kept = [d.id for d, _ in store.entries()]
    assert acknowledged <= set(kept), "nothing that was acknowledged is lost"
    assert len(acknowledged) >= 16
    assert {key[:-1] for key in kept if key.endswith("x")} == {
        key[:-1] for key in kept if key.endswith("y")
    }, "both of a pair, or none"
    assert store.version() == len(kept) / 2
    for key in kept:
        found = store.entry(key)
        assert found is not None
        assert pack_block(found.block) == pack_block(entry(key).block)
        assert found.content == entry(key).content
    if store.database.file:
        with sqlite3.connect(store.database.file) as link:
            assert link.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert link.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    store.add([entry("after")])


def test_what_is_no_store_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, only a text of some length" * 100, encoding="utf-8")
    with pytest.raises(StoreDown, match="not a database"):
        Store(f"sqlite:///{tmp_path}/notes.txt").overlay()
    with pytest.raises(StoreDown, match="refused"):
        Store("postgresql+psycopg://nobody@127.0.0.1:9/none").version()


def test_a_block_is_whole_or_refused() -> None:
    packed = pack_block(entry("a").block)
    assert pack_block(unpack_block("a", packed)) == packed
    with pytest.raises(ValueError, match="numbers"):
        unpack_block("a", packed[:-4])


def test_where_nobody_is_said_to_speak_the_author_does() -> None:
    own = block("a", {"a.p01": "x" * 7, "a.p02": ""}, [], [], {})
    assert own.voices.tolist() == [[0, 0, 7, 0, -1, 0, 0], [1, 0, 0, 0, -1, 0, 0]]
