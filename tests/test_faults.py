"""When something fails: data missing or broken, the store away and back, a full disk, an odd locale or time
zone. Each has a sensible answer, and nothing that was written is lost. (A server that goes away under an open
page: tests/test_browser_faults.py.)"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import event
from test_session_app import _frame_first as _frame_first
from test_session_app import folder as folder
from test_session_app import open_app, shown_problems
from test_session_isolation import sent, submit
from tiny import save, shipped, tiny

from data.atlas.read import last_change
from data.documents.add import Given, Read, entry
from data.documents.dossier.save import save_dossier
from data.documents.store import Store, StoreDown
from data.load import load
from data.tables.files import FILES
from data.tables.problem import BadData
from data.tables.vocab import LANGS, Lang
from ui.session import cache as kept
from ui.session.review.adding import bring

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
PLACE = "وصلت شاحنات إلى إشكاشم.\n"

# data


def lost(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def other_encoding(path: Path) -> None:
    path.write_bytes("اسم".encode("cp1256"))


def cut_short(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: raw.index(b"\n", len(raw) // 2) + 5])  # within a line


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def other_columns(path: Path) -> None:
    save(path, [["one", "two"], ["1", "2"]])


DAMAGE = (lost, emptied, other_encoding, cut_short, a_folder, other_columns)


@pytest.mark.parametrize("table", ["places.csv", "words.csv", "colours.csv", "documents/note.txt"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_missing_or_broken_file_is_told_and_no_half_of_the_data_is_shown(
    damage: Callable[[Path], None], table: str, tmp_path: Path
) -> None:
    folder = tiny(tmp_path / "tiny")
    damage(folder / table)
    with pytest.raises(BadData) as caught:
        load(folder)
    assert caught.value.problems[0].file == (table if "/" not in table else caught.value.problems[0].file)
    assert all(problem.what and problem.mend for problem in caught.value.problems)


@pytest.mark.parametrize(
    "table", ["places.csv", "words.csv", "plurals.csv", "colours.csv", "documents/note.txt"]
)
def test_the_app_tells_what_is_missing_and_goes_on_when_it_is_back(
    folder: Path, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "last_change", lambda: last_change(folder))
    sound = (folder / table).read_bytes()
    app = open_app(lang="en")
    lost(folder / table)
    app.run()
    assert not app.exception
    assert Path(table).name in shown_problems(app) or "documents.csv" in shown_problems(app)
    (folder / table).write_bytes(sound)
    app.run()
    assert not app.exception
    assert app.multiselect


def test_no_data_at_all_is_told(folder: Path) -> None:
    shutil.rmtree(folder)
    app = open_app(lang="en")
    assert "words.csv" in shown_problems(app)


def test_what_an_editor_leaves_beside_a_table_does_not_matter(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "last_change", lambda: last_change(folder))
    (folder / ".#places.csv").symlink_to("nobody@nowhere.1234")
    assert last_change(folder) > 0
    assert open_app(lang="en").multiselect


# the store


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of the store that the app uses."""
    st.cache_resource.clear()
    file = tmp_path / "store" / "documents.sqlite"
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{file}")
    yield file
    st.cache_resource.clear()


def put(store: Store, *titles: str) -> list[str]:
    """Add documents of these titles; returns their ids."""
    made = [entry(shipped(), Given(title, PLACE), 0) for title in titles]
    for own, extras in made:
        store.add([own], extras)
    return [own.document.id for own, _ in made]


def test_a_store_that_is_away_leaves_the_article_and_comes_back(address: Path) -> None:
    (key,) = put(Store(f"sqlite:///{address}"), "Kept")
    app = open_app("documents", lang="en")
    assert key in json.dumps(sent(app))
    away = address.parent.rename(address.parent.with_name("away"))
    address.parent.write_text("a file where the folder was", encoding="utf-8")
    app.run()
    assert not app.exception
    assert shipped().text("en")("documents.store-down") in json.dumps(sent(app)) or shipped().text("en")(
        "documents.none"
    ) in json.dumps(sent(app))
    for page in ("map", "article"):
        assert open_app(page, lang="en", documents=key).multiselect, "what the files hold can still be read"
    address.parent.unlink()
    away.rename(address.parent)
    app.run()
    assert key in json.dumps(sent(app))


def test_what_cannot_be_written_is_told_and_stays_with_who_wrote_it(address: Path) -> None:
    app = open_app("documents", lang="en")
    address.parent.write_text("a file where the folder should be", encoding="utf-8")
    app.text_area[0].set_value(PLACE)
    submit(app)
    assert not app.exception
    assert shipped().text("en")("documents.store-down") in json.dumps(sent(app), ensure_ascii=False)
    address.parent.unlink()
    app.run()
    assert app.text_area[0].value == PLACE
    submit(app)
    assert not app.exception
    assert len(Store(f"sqlite:///{address}").entries()) == 1


def test_a_fault_in_one_text_is_told_with_its_name_and_nothing_is_added(
    address: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ArithmeticError("1.234,5")

    monkeypatch.setattr("data.documents.add.entry", fails)
    app = open_app("documents", lang="en")
    app.text_area[0].set_value(PLACE)
    submit(app)
    assert not app.exception
    told = shipped().text("en")("documents.fault")
    assert told in json.dumps(sent(app), ensure_ascii=False)
    assert app.text_area[0].value == PLACE
    assert not Store(f"sqlite:///{address}").entries()


@pytest.mark.parametrize("lang", LANGS)
def test_a_fault_in_one_file_is_told_with_the_name_of_the_file(
    lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: Any, **__: Any) -> Read:
        raise ArithmeticError("1.234,5")

    monkeypatch.setattr("data.documents.add.read_upload", read)
    files = [SimpleNamespace(name="b.txt", getvalue=PLACE.encode)]
    values = {"title": "", "author": "", "date": "", "source": "", "language": None}
    told = bring(shipped(), None, files, values, shipped().text(lang), sure=False)
    assert "b.txt" in told
    assert shipped().text(lang)("documents.fault") in told


def test_a_copy_that_is_put_back_is_read_and_written_and_not_the_file_it_replaced(tmp_path: Path) -> None:
    file, copy = tmp_path / "own.sqlite", tmp_path / "copy.sqlite"
    running, beside = Store(f"sqlite:///{file}"), Store(f"sqlite:///{copy}")
    put(running, "One", "Two")
    put(beside, "Other", "Another")
    assert [d.title for d, _ in running.entries()] == ["One", "Two"]
    assert len(running.overlay().documents) == 2
    for store in (running, beside):
        with store.database.engine.connect() as link:
            link.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    beside.database.engine.dispose()
    copy.replace(file)
    assert [d.title for d in running.overlay().documents.values()] == [
        "Other",
        "Another",
    ], "of the same version, and yet another"
    put(running, "New")
    assert [d.title for d, _ in Store(f"sqlite:///{file}").entries()] == ["Other", "Another", "New"]


# a full disk


def full(store: Store, pages: int) -> None:
    """Let the store grow by so many pages and no further, as on a full disk."""
    with store.database.engine.connect() as link:
        most = int(link.exec_driver_sql("PRAGMA page_count").scalar() or 0) + pages

    def limit(link: Any, _record: Any) -> None:
        link.execute(f"PRAGMA max_page_count={most}")

    store.database.engine.dispose()
    event.listen(store.database.engine, "connect", limit)


def long(seed: int, lines: int) -> str:
    """A text that does not compress to nothing."""
    return "\n".join(f"{PLACE.strip()} {seed} {n} {hash((seed, n))}" for n in range(lines))


def test_on_a_full_disk_nothing_is_half_written_and_nothing_is_lost(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/own.sqlite")
    (key,) = put(store, "Kept")
    full(store, 3)
    before = store.entry(key)
    assert before is not None
    large = [
        entry(
            shipped(),
            Given(f"Large {n}", "\n".join(f"{PLACE.strip()} {n} {m} {hash((n, m))}" for m in range(400))),
            0,
        )
        for n in (1, 2)
    ]
    with pytest.raises(StoreDown, match="full"):
        store.add([own for own, _ in large], [extra for _, extras in large for extra in extras])
    again = Store(f"sqlite:///{tmp_path}/own.sqlite")
    kept = again.entry(key)
    assert kept is not None
    assert (kept.document, kept.content, kept.review) == (before.document, before.content, before.review)
    assert [d.title for d, _ in again.entries()] == ["Kept"]
    with sqlite3.connect(tmp_path / "own.sqlite") as link:
        assert link.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    again.add([own for own, _ in large])
    assert len(again.entries()) == 3, "when there is room again"


def limit(most: int) -> Callable[[], None]:
    """In a child process: no file may grow beyond so many bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def run(
    *arguments: str, env: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | (env or {}),
        capture_output=True,
        check=False,
        timeout=120,
        **options,
    )


def test_commands_say_when_the_disk_is_full_and_leave_what_was_there(tmp_path: Path) -> None:
    texts, own = tmp_path / "texts", f"sqlite:///{tmp_path}/own.sqlite"
    texts.mkdir()
    for n in range(3):
        (texts / f"{n}.txt").write_text(long(n, 900), encoding="utf-8")
    (texts / "0.txt").write_text(f"عنوان\n{PLACE}", encoding="utf-8")
    done = run("data", "add", str(texts), env={"DALIL_STORE": own}, preexec_fn=limit(120_000))
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert [d.title for d, _ in Store(own).entries()] == ["عنوان"]
    put(Store(own), "Another")
    file = tmp_path / "all.jsonl.gz"
    file.write_bytes(b"an older one")
    saved = run(
        "data",
        "dossier",
        "save",
        str(file),
        env={"DALIL_STORE": own},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9, 9)),
    )
    assert (saved.returncode, file.read_bytes()) == (1, b"an older one")
    assert b"Traceback" not in saved.stderr
    assert [path.name for path in tmp_path.glob("*.part")] == []
    assert save_dossier(Store(own))[1] == 2


# locale and time zone

ODD = {
    "C": {"LC_ALL": "C", "TZ": "Pacific/Kiritimati"},
    "ASCII": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Asia/Kabul"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "America/St_Johns"},
    "Windows": {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252", "TZ": "Asia/Kabul"},
}
MAKE = r"""
import hashlib, sys
from pathlib import Path
from data.load import load
from data.documents.readers.read import read_document
from data.query.selection import Selection
from data.query.view import select
from data.query.describe import describe
from data.i18n import date
from export.image import map_image
from export.formats import make
from export.order import Order
from ui.html.panel.panel import panel
atlas = load()
view = select(atlas, Selection(text="Ishkashim", since=2001, focus="place:ishkashim"))
kinds = ("csv", "xlsx", "jsonld")
made = [make(kind, Order(view, (lang,)), "aid") for lang in ("ar", "en") for kind in kinds]
made += [map_image.map_picture(view, view.atlas.text("ar"), "svg")]
made += [panel(view, view.atlas.text("ar")).encode(), describe(view, view.atlas.text("en")).encode()]
text = "\u062e\u0628\u0631\n\n12 \u064a\u0648\u0646\u064a\u0648 2024\n\nIRIDIUM"
made += [date("2024-06-12", "ar").encode(), repr(read_document("a.txt", text.encode())).encode()]
print(" ".join(hashlib.sha256(raw).hexdigest() for raw in made))
"""


def bare() -> dict[str, str]:
    """This process's environment without what tells languages and time zones."""
    return {
        key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "TZ", "PYTHON"))
    }


def made(env: dict[str, str]) -> bytes:
    """The hashes of what is made in an environment."""
    done = subprocess.run(
        [sys.executable, "-c", MAKE],
        cwd=ROOT,
        env=bare() | env,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return done.stdout


def test_what_is_made_does_not_depend_on_locale_and_time_zone() -> None:
    usual = made({"LC_ALL": "C.UTF-8", "TZ": "UTC"})
    assert len(usual.split()) == 11
    assert {name: made(ODD[name]) == usual for name in ("ASCII", "Turkish")} == {
        "ASCII": True,
        "Turkish": True,
    }


@pytest.mark.parametrize("env", ODD.values(), ids=ODD)
def test_commands_print_arabic_on_any_terminal(env: dict[str, str], tmp_path: Path) -> None:
    text = tmp_path / "نص.txt"
    text.write_text(PLACE, encoding="utf-8")
    (tmp_path / "data").mkdir()
    broken = Path(shutil.copytree(FILES, tmp_path / "data" / "files"))
    (broken / "topics.csv").write_text(
        (broken / "topics.csv").read_text(encoding="utf-8") + "موضوع,x\n", encoding="utf-8"
    )
    odd = env | {"DALIL_STORE": f"sqlite:///{tmp_path}/own.sqlite"}
    found = subprocess.run(
        [sys.executable, "-m", "data", "annotate", str(text)],
        cwd=ROOT,
        env=bare() | odd,
        capture_output=True,
        check=True,
    )
    assert "ishkashim" in {json.loads(line)["id"] for line in found.stdout.splitlines()}
    command = [sys.executable, "-m", "data", "check"]
    checked = subprocess.run(
        command, cwd=ROOT, env=bare() | odd | {"DALIL_DATA": str(broken)}, capture_output=True, check=False
    )
    assert (checked.returncode, b"Traceback" in checked.stderr) == (1, False)
    assert b"topics.csv" in checked.stdout


def test_the_app_opens_in_an_odd_place(tmp_path: Path) -> None:
    script = (
        "from streamlit.testing.v1 import AppTest; app = AppTest.from_file('frame.py',"
        " default_timeout=60).run(); print(len(app.exception))"
    )
    odd = bare() | ODD["ASCII"] | {"DALIL_STORE": f"sqlite:///{tmp_path}/own.sqlite"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=odd, capture_output=True, timeout=120, check=False
    )
    assert done.stdout.strip() == b"0", done.stderr.decode()[-2000:]
