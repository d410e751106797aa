"""What tests of added documents stand on: documents made of the tiny atlas's names, and stores to keep them
in."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from tiny import small

from data.atlas.atlas import Atlas
from data.atlas.blocks import block, passage_ids
from data.atlas.join import join
from data.atlas.overlay import Content
from data.documents.schema import META, Entry
from data.documents.store import Store
from data.tables.model import Document, Figure, Mention, Voice

LINES = ("زار الوزير نورا في الشتاء.", "لا أحد هنا.", "Luma is far from بلاد القمر, says the minister.")
NAMED = ((0, "الوزير", "minister"), (0, "نورا", "nora"), (2, "Luma", "luma"), (2, "بلاد القمر", "moonland"))


def document(key: str, title: str = "خبر مضاف", lines: tuple[str, ...] = LINES) -> Document:
    """The row of an added document."""
    both: dict[str, Any] = {"kind_en": "added", "kind_ar": "مضاف", "rights_en": "own", "rights_ar": "لنا"}
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return Document(
        id=key,
        text=f"{key}.txt",
        sha256=digest,
        title=title,
        title_line=1,
        title_en=title,
        author="كاتب",
        author_en="Writer",
        date="2024-05-06",
        language="ar",
        sources=("own",),
        **both,
    )


def entry(
    key: str,
    lines: tuple[str, ...] = LINES,
    named: tuple[tuple[int, str, str], ...] = NAMED,
    title: str = "خبر مضاف",
) -> Entry:
    """A document whose marks are all accepted; the minister speaks in its third passage."""
    texts = dict(zip(passage_ids(key, len(lines)), lines, strict=True))
    ids = list(texts)
    mentions = [
        Mention(
            passage=ids[n],
            start=lines[n].index(w),
            end=lines[n].index(w) + len(w),
            text=w,
            entity=e,
            form="name",
        )
        for n, w, e in named
    ]
    cut = 10
    voices = (
        [
            Voice(passage=ids[2], start=0, end=cut, voice="author", form="narration"),
            Voice(
                passage=ids[2],
                start=cut,
                end=len(lines[2]),
                voice="attributed",
                speaker="minister",
                form="indirect",
            ),
        ]
        if len(lines) > 2
        else []
    )
    figure = Figure(
        passage=ids[0],
        start=0,
        end=3,
        text=lines[0][:3],
        value="1",
        unit="x",
        kind="count",
        what_en="one",
        what_ar="واحد",
        ar_status="reviewed",
    )
    own = block(key, texts, mentions, voices, {ids[0]: ("visits",)})
    return Entry(document(key, title, lines), Content(lines, (figure,)), own, {"counts": {"open": 2}})


# What the forms of the review desk take. No table knows these names.
PLACE: dict[str, Any] = {
    "name_en": "Vanishgrad",
    "name_ar": "فانيشغراد",
    "lat": 37.5,
    "lon": 70.5,
    "radius_km": 3,
    "source": "A field note",
}
ACTOR: dict[str, Any] = {
    "name_en": "Ephemeral",
    "name_ar": "إفيمرال",
    "type": "person",
    "group": "tajikistan",
    "role_en": "minister",
    "role_ar": "وزير",
    "source": "A field note",
}
ZARNIGAR: dict[str, Any] = {
    "name_ar": "زرنيگار",
    "name_en": "Zarnigar",
    "lat": 37.5,
    "lon": 71.5,
    "radius_km": 5.0,
    "source": "https://example.org/map",
}


def laid_over(store: Store) -> Atlas:
    """The tiny atlas with the documents of a store."""
    return join(small(), store.overlay())


def postgres_programs() -> Path | None:
    """The folder of PostgreSQL's own programs, the newest."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [
        Path(p) for p in [shutil.which("initdb")] if p
    ]
    return found[-1].parent if found else None


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of our own on a free port, which ends with the block."""
    programs = postgres_programs()
    if programs is None:
        (pytest.fail if os.environ.get("REQUIRE_POSTGRES") == "1" else pytest.skip)(
            "PostgreSQL is not installed"
        )
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="dalil-postgres-"))
    if user:
        shutil.chown(folder, user)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = folder / "data"
    make = [
        str(programs / "initdb"),
        "-D",
        str(data),
        "-U",
        "dalil",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    subprocess.run(make, user=user, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    own = [
        "-D",
        str(data),
        "-p",
        str(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-k",
        str(folder),
        "-c",
        "fsync=off",
    ]
    server = subprocess.Popen(
        [str(programs / "postgres"), *own],
        user=user,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"postgresql+psycopg://dalil@127.0.0.1:{port}/postgres"
        _answering(address)
        yield address
    finally:
        server.send_signal(signal.SIGINT)  # does not wait for those who are still connected
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def empty(address: str) -> None:
    """Drop our tables from the server at an address."""
    engine = create_engine(address)
    with engine.begin() as link:
        for table in META.sorted_tables:
            link.execute(text(f"DROP TABLE IF EXISTS {table.name}"))
    engine.dispose()


@contextmanager
def hanging(address: str) -> Iterator[None]:
    """Let the server at an address hang, as a stopped machine or a lost network does: it takes connections
    and says nothing."""
    engine = create_engine(address)
    with engine.connect() as link:
        folder = Path(str(link.execute(text("SHOW data_directory")).scalar_one()))
    engine.dispose()
    stopped = [int((folder / "postmaster.pid").read_text().split()[0])]
    assert stopped[0] > 1, "of others, or of all of our own, no process is stopped"
    stopped += [
        int(path.name)
        for path in Path("/proc").iterdir()
        if path.name.isdigit() and _parent(int(path.name)) == stopped[0]
    ]
    for process in stopped:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in reversed(stopped):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGCONT)


def _parent(process: int) -> int:
    with suppress(OSError):
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    return 0


def _answering(address: str) -> None:
    engine, end = create_engine(address), time.monotonic() + 60
    while True:
        try:
            with engine.connect() as link:
                link.execute(text("SELECT 1"))
            engine.dispose()
            return
        except Exception:
            assert time.monotonic() < end, "PostgreSQL did not start"
            time.sleep(0.1)
