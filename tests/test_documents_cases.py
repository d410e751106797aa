"""Several cases on one store: each has its documents, rows, deletions and log for itself; a store of before
there were cases is brought up whole, on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, select, text, update
from stores import entry
from stores_before import TABLES, write_version_1
from test_documents_log import ANNA, BASIM, MARKS, changed, held, marked, replayed
from tiny import shipped

from data.atlas.case import FIRST_CASE, Case
from data.atlas.overlay import Overlay, Spelling
from data.commands import dossier
from data.documents.add import Given
from data.documents.add import entry as added
from data.documents.dossier import load
from data.documents.dossier.load import load_as_case, load_into
from data.documents.dossier.save import file_name, save_dossier
from data.documents.errors import Repeated, Stale, Unfit
from data.documents.people import NotAllowed, Person
from data.documents.schema import ACTS, CASES, DOCUMENTS, META, ROWS, Extra
from data.documents.sql import cases, upgrade
from data.documents.sql.cases import LONGEST_NAME
from data.documents.sql.documents import insert_documents
from data.documents.sql.log import Change
from data.documents.store import Store, StoreDown
from data.documents.store import store as current_store
from data.tables.model import Source
from export import __main__ as export

pytestmark = pytest.mark.slow
LETTER = Source(id="letter", title="A letter")


@pytest.fixture
def store(store_address: str) -> Store:
    return Store(store_address)


def titles(store: Store) -> list[str]:
    return [document.title for document, _ in store.entries()]


def test_a_store_begins_with_one_case_without_a_name_that_stays(store: Store) -> None:
    assert store.cases.list_cases() == [Case()], "also where no table is there yet"
    store.add([marked("a")])
    assert store.cases.list_cases() == [Case()]
    assert store.overlay().case == Case()
    with pytest.raises(Unfit, match=r"case\.first-stays"):
        store.cases.delete(FIRST_CASE)


def test_cases_hold_the_same_ids_and_know_nothing_of_each_other(store: Store) -> None:
    store.add([marked("a")], [Extra("a", LETTER), Extra("a", Spelling("nora", "ar", "نورة"))], ANNA)
    made = store.cases.make("Border trade", "تجارة الحدود", ANNA)
    other = store.of(made.id)
    first = held(store), store.version(), store.overlay()
    assert (other.entries(), other.overlay().documents, other.overlay().rows) == ([], {}, {})
    other.add([entry("a", title="Another"), marked("b")], [Extra("a", Source(id="letter", title="B"))], BASIM)
    changed(other, "b", 0, BASIM, state="accepted")
    other.delete("b", ANNA)
    assert (held(store), store.version()) == first[:2]
    assert store.overlay() is first[2], "what others change is not read again"
    assert (titles(store), titles(other)) == (["خبر مضاف"], ["Another"])
    assert store.overlay().rows["sources"]["letter"] == LETTER
    assert other.overlay().rows["sources"]["letter"].title == "B"  # type: ignore[attr-defined]
    assert (store.overlay().spellings, other.overlay().spellings) == ((Spelling("nora", "ar", "نورة"),), ())
    assert (store.list_deleted(), [gone.document.id for gone in other.list_deleted()]) == ([], ["b"])
    assert [act.who for act in store.log("a")] == [ANNA.name]
    assert [act.who for act in other.log("a")] == [BASIM.name]
    assert (store.decider("a", MARKS[0].key), other.decider("b", MARKS[0].key)) == (ANNA.name, BASIM.name)
    with pytest.raises(Stale):
        store.restore("b")
    for own in (store, other):
        assert replayed(own) == held(own)
    store.delete("a")
    assert titles(other) == ["Another"]
    assert other.overlay().read("a").texts == other.entry("a").content.texts  # type: ignore[union-attr]
    assert set(other.overlay().folded()) == {"a"}


def test_the_same_text_is_repeated_within_a_case_alone(store: Store) -> None:
    store.add([marked("a")])
    other = store.of(store.cases.make("Other", "").id)
    other.add([marked("b")], seen=Overlay())
    with pytest.raises(Repeated):
        other.add([marked("c")], seen=Overlay())


def test_a_case_is_named_in_one_language_at_least_and_within_bounds(store: Store) -> None:
    for names in (("", ""), (" \n", "\x00‮")):
        with pytest.raises(Unfit, match=r"case\.unnamed"):
            store.cases.make(*names)
    made = store.cases.make("  A\tname \x07of <b>two</b> lines\n", "")
    assert (made.name_en, made.name_ar) == ("A name of <b>two</b> lines", "")
    assert len(store.cases.make("x" * 500, "س" * 500).name_ar) == LONGEST_NAME
    assert len({case.id for case in store.cases.list_cases()}) == len(store.cases.list_cases()) == 3


def test_a_case_takes_another_name_and_a_version_so_that_all_see_it(store: Store, store_address: str) -> None:
    store.add([marked("a")])
    before = store.overlay()
    Store(store_address).cases.rename(FIRST_CASE, "Aid", "معونات", ANNA)
    assert store.overlay().case == Case(FIRST_CASE, "Aid", "معونات")
    assert store.version() > before.version
    assert store.overlay().documents == before.documents
    (act, *_) = store.log("")
    assert (act.act, act.who, act.change.kind) == ("case", ANNA.name, "case")
    assert (act.change.before, act.change.after) == (
        {"name_en": "", "name_ar": ""},
        {"name_en": "Aid", "name_ar": "معونات"},
    )
    with pytest.raises(Unfit, match=r"case\.gone"):
        store.cases.rename("nowhere", "A", "")


def test_a_deleted_case_comes_back_as_it_was_within_thirty_days(store: Store, store_address: str) -> None:
    made = store.cases.make("Other", "أخرى", ANNA)
    other = store.of(made.id)
    other.add([marked("a"), marked("b")], [Extra("a", LETTER)], ANNA)
    other.delete("b")
    before = held(other), other.list_deleted()
    store.cases.delete(made.id, BASIM)
    assert store.cases.list_cases() == [Case()]
    assert (other.version(), other.overlay().documents) == (0, {})
    with pytest.raises(Unfit, match=r"case\.gone"):
        other.add([marked("c")])
    with pytest.raises(Unfit, match=r"case\.gone"):
        store.cases.delete(made.id)
    (gone,) = Store(store_address).cases.list_deleted()
    assert (gone.case, gone.who) == (made, BASIM.name)
    store.cases.restore(made.id, ANNA)
    assert (held(other), other.list_deleted()) == before
    assert replayed(other) == held(other)
    assert store.cases.list_deleted() == []
    assert [act.act for act in other.log("")] == ["restore", "delete", "case"]


def test_after_thirty_days_a_deleted_case_is_gone_for_good_and_others_stay(store: Store) -> None:
    store.add([marked("a")])
    gone, kept = (store.cases.make(name, "") for name in ("Gone", "Kept"))
    for case, days in ((gone, 31), (kept, 29)):
        store.of(case.id).add([marked("a")], [Extra("a", LETTER)])
        store.cases.delete(case.id)
        at = (dt.datetime.now(dt.UTC) - dt.timedelta(days=days)).isoformat(timespec="seconds")
        with store.database.engine.begin() as link:
            link.execute(update(CASES).where(CASES.c.id == case.id).values(deleted=at))
    assert [one.case for one in store.cases.list_deleted()] == [kept]
    changed(store, "a", 0, ANNA, state="accepted")
    with store.database.reading() as link:
        for table in (DOCUMENTS, ROWS):
            assert gone.id not in link.execute(select(table.c.case_id)).scalars().all()
    with pytest.raises(Unfit):
        store.cases.restore(gone.id)
    store.cases.restore(kept.id)
    assert titles(store.of(kept.id)) == ["خبر مضاف"] == titles(store)


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_editors_alone_make_name_and_delete_cases(store: Store, role: str) -> None:
    made, other = store.cases.make("A", "", ANNA), Person("c", role)  # type: ignore[arg-type]
    for act in (
        lambda: store.cases.make("B", "", other),
        lambda: store.cases.rename(made.id, "B", "", other),
        lambda: store.cases.delete(made.id, other),
        lambda: store.cases.restore(made.id, other),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert store.cases.list_cases() == [Case(), made]


def test_many_cases_do_not_stay_in_memory_and_are_read_again(store: Store) -> None:
    cases = [store.cases.make(f"Case {n}", "") for n in range(12)]
    for n, case in enumerate(cases):
        store.of(case.id).add([entry("a", title=f"Title {n}")])
    assert [titles(store.of(case.id)) for case in cases] == [[f"Title {n}"] for n in range(12)]
    assert len(store._opened) == 8
    assert store.of(cases[-1].id) is store.of(cases[-1].id)


def test_a_store_of_before_cases_is_brought_up_whole(store: Store, store_address: str) -> None:
    with store.database.engine.begin() as link:
        write_version_1(link)
        before = {name: link.execute(select(table)).all() for name, table in TABLES.items()}
    threads = [threading.Thread(target=Store(store_address).overlay) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (store.version(), store.cases.list_cases()) == (4, [Case()])
    with store.database.reading() as link:
        assert upgrade.schema_version(link) == upgrade.NEWEST == 2
        for name in ("documents", "rows", "deleted", "acts", "version"):
            columns = [META.tables[name].c[column.name] for column in TABLES[name].c]
            assert link.execute(select(*columns)).all() == before[name], name
        for name in ("documents", "rows", "deleted"):
            key = inspect(link).get_pk_constraint(name)["constrained_columns"]
            assert key == [column.name for column in META.tables[name].primary_key]
        assert set(inspect(link).get_table_names()) == set(META.tables)
    assert replayed(store) == held(store)
    assert [act.act for act in store.log("a")] == ["review", "add"]
    assert store.decider("a", MARKS[1].key) == BASIM.name
    store.restore("gone", ANNA)
    changed(store, "b", 0, ANNA, state="rejected")
    other = store.of(store.cases.make("Other", "").id)
    other.add([marked("a")], [Extra("a", LETTER)])
    assert [d.id for d, _ in store.entries()] == ["a", "b", "gone"]
    assert replayed(store) == held(store)
    with pytest.raises(Exception, match="only added to"), store.database.engine.begin() as link:
        link.execute(text("UPDATE acts SET case_id = 'x'"))


def dossier_of(store: Store, case: str) -> bytes:
    return save_dossier(store.of(case))[0]


def filled(store: Store) -> Store:
    """A case with a name that a dossier may not break, and two documents, one of which brings rows."""
    own = store.of(store.cases.make('Border <b> "trade" \\', "تجارة الحدود").id)
    for title in ("زيارة إلى دوشنبه", "Second"):
        words = f"{title}\nزار أنتوني بلينكن دوشنبه وتحدث عن إشكاشم."
        given = Given(title, words, "كاتب", "2024-05-06", "https://example.org/a")
        new, extras = added(shipped(), given, 0.5)
        own.add([new], extras)
    return own


def test_a_dossier_with_its_name_comes_back_equal_as_a_case_of_its_own(
    store: Store, store_address: str, tmp_path: Path
) -> None:
    own = filled(store)
    raw = dossier_of(store, own.case)
    before = held(own)
    case, number = load_as_case(store, shipped(), raw)
    assert number == 2
    assert case not in (own.case, FIRST_CASE)
    assert dossier_of(store, case) == raw
    assert held(own) == before
    assert store.entries() == []
    elsewhere = Store(f"sqlite:///{tmp_path}/other.sqlite")
    assert dossier_of(elsewhere, load_as_case(elsewhere, shipped(), raw)[0]) == raw
    assert [case.name_ar for case in elsewhere.cases.list_cases()] == ["", "تجارة الحدود"]


def test_a_dossier_goes_into_the_open_case_and_leaves_its_name(store: Store) -> None:
    raw = dossier_of(store, filled(store).case)
    assert load_into(store, shipped(), raw) == (2, 0)
    assert len(store.entries()) == 2
    assert store.cases.list_cases()[0] == Case()
    documents = gzip.decompress(raw).splitlines()[1:]
    assert gzip.decompress(save_dossier(store)[0]).splitlines()[1:] == documents
    assert load_into(store, shipped(), raw) == (0, 2)


def test_a_dossier_of_before_cases_opens_under_the_name_that_is_given(store: Store) -> None:
    load_into(store, shipped(), dossier_of(store, filled(store).case))
    raw = save_dossier(store)[0]
    assert json.loads(gzip.decompress(raw).splitlines()[0]) == {"dalil": "dossier", "version": 1}
    case, _ = load_as_case(store, shipped(), raw, unnamed="A loaded dossier")
    assert next(c for c in store.cases.list_cases() if c.id == case).name_en == "A loaded dossier"
    assert store.of(case).overlay().documents == store.overlay().documents


@pytest.mark.parametrize(
    "head",
    [
        {"dalil": "dossier", "version": 1, "case": "x"},
        {"dalil": "dossier", "version": 1, "case": {"name_en": 1}},
        {"dalil": "dossier", "version": 1, "case": {"name_en": "\x00"}},
        {"dalil": "dossier", "version": 1, "case": {"name_en": "x" * 5000}},
        {"dalil": "dossier", "version": 3, "case": {"name_en": "x"}},
    ],
)
def test_a_file_with_another_first_line_makes_no_case(store: Store, head: dict[str, object]) -> None:
    with pytest.raises(Unfit, match=r"dossier\.none"):
        load_as_case(store, shipped(), gzip.compress(json.dumps(head).encode() + b"\n"))
    assert store.cases.list_cases() == [Case()]


def test_a_broken_dossier_and_one_of_who_may_not_make_no_case(store: Store) -> None:
    raw = dossier_of(store, filled(store).case)
    before = store.cases.list_cases()
    with pytest.raises(Unfit, match=r"dossier\.broken"):
        load_as_case(store, shipped(), raw[:-20])
    with pytest.raises(NotAllowed):
        load_as_case(store, shipped(), raw, by=Person("c", "reviewer"))
    assert store.cases.list_cases() == before


def written_cases(address: str) -> set[str]:
    """Every case of which anything at all stands in the store."""
    with Store(address).database.reading() as link:
        tables = (CASES.c.id, DOCUMENTS.c.case_id, ROWS.c.case_id, ACTS.c.case_id)
        return {case for column in tables for case in link.execute(select(column)).scalars()}


def test_a_case_is_not_filled_by_halves_where_the_store_goes_away_for_good(
    store: Store, store_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, before = dossier_of(store, filled(store).case), written_cases(store_address)
    taken: list[str] = []

    def goes_away(link: Connection, case: str, *given: Any) -> list[Change]:
        taken.append(case)
        if len(taken) > 1:
            monkeypatch.setattr(store.database, "writing", gone)
            if store_address.startswith("postgresql"):
                link.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
            raise OSError("the disk is gone")
        return insert_documents(link, case, *given)

    monkeypatch.setattr(cases, "insert_documents", goes_away)
    monkeypatch.setattr(load, "BATCH", 1)
    with pytest.raises(StoreDown):
        load_as_case(store, shipped(), raw)
    assert len(taken) == 2
    assert written_cases(store_address) == before


def gone() -> None:
    raise StoreDown("away for good")


DIES = """
import os, sys
from data.documents.dossier import load
from data.documents.sql import cases
from data.documents.store import Store
from data.load import load as tables

insert, taken = cases.insert_documents, []

def dies(*given):
    if taken:
        os._exit(9)
    taken.append(given)
    return insert(*given)

cases.insert_documents, load.BATCH = dies, 1
load.load_as_case(Store(sys.argv[1]), tables(), open(sys.argv[2], "rb").read())
"""


def test_a_process_that_is_killed_while_it_loads_leaves_no_case(
    store: Store, store_address: str, tmp_path: Path
) -> None:
    file = tmp_path / "one.jsonl.gz"
    file.write_bytes(dossier_of(store, filled(store).case))
    before = written_cases(store_address)
    died = subprocess.run([sys.executable, "-c", DIES, store_address, str(file)], check=False)
    assert died.returncode == 9
    assert written_cases(store_address) == before
    case, number = load_as_case(store, shipped(), file.read_bytes())
    own = store.of(case)
    assert number == len(own.entries()) == 2
    assert replayed(own) == held(own), "the log gives the store, though all is one act"
    assert [act.act for act in own.log("")] == ["case"]
    assert {act.act for document, _ in own.entries() for act in own.log(document.id)} == {"load"}


def test_a_rename_takes_no_name_away_that_was_not_seen(store: Store) -> None:
    seen = store.cases.make("Seen", "")
    store.cases.rename(seen.id, "Anna's", "", ANNA, seen)
    with pytest.raises(Stale):
        store.cases.rename(seen.id, "Basim's", "", BASIM, seen)
    now = store.cases.list_cases()[-1]
    assert now.name_en == "Anna's"
    store.cases.rename(seen.id, "Basim's", "", BASIM, now)
    assert store.cases.list_cases()[-1].name_en == "Basim's"


def test_saving_the_first_case_names_those_that_are_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{tmp_path}/documents.sqlite")
    file = str(tmp_path / "one.jsonl.gz")
    current_store().add([marked("a")])
    assert dossier.main(["save", file]) == 0
    assert "Not saved" not in capsys.readouterr().out
    case = current_store().cases.make("Border trade", "").id
    assert dossier.main(["save", file]) == 0
    assert f"{case}: Border trade" in capsys.readouterr().out.partition("Not saved")[2]
    assert dossier.main(["save", file, "--case", case]) == 0
    assert "Not saved" not in capsys.readouterr().out


def test_the_file_of_a_dossier_is_named_by_its_case() -> None:
    assert [file_name(Case(key)) for key in (FIRST_CASE, "trade-1")] == [
        "dalil-dossier.jsonl.gz",
        "dalil-dossier-trade-1.jsonl.gz",
    ]


def test_commands_take_a_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{tmp_path}/documents.sqlite")
    own = filled(current_store())
    first, second = tmp_path / "one.jsonl.gz", tmp_path / "two.jsonl.gz"
    assert dossier.main(["save", str(first), "--case", own.case]) == 0
    assert dossier.main(["load", str(first), "--new-case"]) == 0
    (new,) = {case.id for case in own.cases.list_cases()} - {own.case, FIRST_CASE}
    assert new in capsys.readouterr().out
    assert dossier.main(["save", str(second), "--case", new]) == 0
    assert first.read_bytes() == second.read_bytes()
    with pytest.raises(SystemExit):
        dossier.main(["save", str(second), "--case", "nowhere"])
    assert own.case in capsys.readouterr().err
    table = tmp_path / "out.csv"
    query = f"case={own.case}&lang=en"
    assert export.main(["data", "--out", str(table), "--query", query, "--table", "about"]) == 0
    assert "Border <b>" in table.read_text(encoding="utf-8-sig")
