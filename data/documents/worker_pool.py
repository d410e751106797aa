"""Untrusted files and texts are read in processes of their own (`data.documents.worker`), with limits of
memory and time: what would bring the server down ends such a process, and whoever brought it is told. A
process is started when it is first needed and kept for what follows."""

from __future__ import annotations

import json
import logging
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data.atlas.atlas import Atlas
from data.atlas.overlay import PLAIN
from data.documents.errors import Unfit
from data.documents.readers.draft import Draft, Unreadable
from data.documents.review.suggestion import Suggestion

ROOT = Path(__file__).parents[2]
SECONDS = {
    "read": 40,
    "read-undivided": 40,
    "suggest": 60,
}  # of the processor, for one file or text; three times as many on the clock
JOBS = 200  # after so many a process is replaced
AT_ONCE = 2  # processes; more jobs wait
_PASSED_ON = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SYSTEMROOT",
    "VIRTUAL_ENV",
    "DALIL_DATA",
    "TESSDATA_PREFIX",
)  # nothing that names the store
_SLEEP = 0.1  # seconds between two looks at whether the answer is still wanted

_idle: list[Worker] = []
_free = threading.BoundedSemaphore(AT_ONCE)


class Ended(Exception):
    """The process has ended before it answered: a limit, or a fault of a library."""


class Worker:
    """One process that reads."""

    def __init__(self) -> None:
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        environment |= {"PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "2"}
        environment |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT"), "1")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "data.documents.worker"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.answers: queue.Queue[bytes] = queue.Queue()
        self.jobs = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.answers.put(line)
        self.answers.put(b"")

    def ask(
        self, job: dict[str, Any], raw: bytes, seconds: int, wanted: Callable[[], object]
    ) -> dict[str, Any]:
        """What the process answers to a job that may take so many seconds. wanted: called while it is waited
        for; what it raises ends the process. Raises Ended."""
        self.jobs += 1
        whole = json.dumps(job | {"bytes": len(raw), "seconds": seconds}).encode() + b"\n" + raw
        threading.Thread(target=self._send, args=(whole,), daemon=True).start()
        until = time.monotonic() + 3 * seconds
        while time.monotonic() < until:
            wanted()
            try:
                answer = self.answers.get(timeout=_SLEEP)
            except queue.Empty:
                continue
            if not answer:
                break
            found: dict[str, Any] = json.loads(answer)
            return found
        raise Ended

    def _send(self, whole: bytes) -> None:
        assert self.process.stdin is not None
        with suppress(OSError, ValueError):  # it has ended; whoever waits for the answer is told
            self.process.stdin.write(whole)
            self.process.stdin.flush()

    def end(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]


def _nothing() -> None:
    """Nobody asks whether the answer is still wanted."""


def prepare() -> None:
    """Start a process before it is needed, unless one waits."""
    if not _idle:
        _return(Worker())


def _taken() -> Worker | None:
    """A process that waits for a job."""
    while _idle:
        with suppress(IndexError):  # another thread was quicker
            if (worker := _idle.pop()).process.poll() is None:
                return worker
    return None


def _return(worker: Worker) -> None:
    if _idle or worker.jobs >= JOBS:
        worker.end()
    else:
        _idle.append(worker)


def _ask(job: dict[str, Any], raw: bytes = b"", wanted: Callable[[], object] = _nothing) -> dict[str, Any]:
    while not _free.acquire(timeout=_SLEEP):
        wanted()
    try:
        worker = _taken() or Worker()
        try:
            answer = worker.ask(job, raw, SECONDS[job["act"]], wanted)
        except BaseException:
            worker.end()
            raise
        _return(worker)
        return answer
    finally:
        _free.release()


def read_in_worker(name: str, raw: bytes, wanted: Callable[[], object] = _nothing) -> Draft:
    """`readers.read.read_document` in a process of its own. Raises Unreadable, with the key "bomb" where a
    limit has ended it."""
    return _opened("read", name, raw, wanted)


def read_undivided_in_worker(name: str, raw: bytes) -> Draft:
    """`readers.read.read_undivided` in a process of its own. Raises Unreadable, as `read_in_worker` does."""
    return _opened("read-undivided", name, raw, _nothing)


def _opened(act: str, name: str, raw: bytes, wanted: Callable[[], object]) -> Draft:
    try:
        answer = _ask({"act": act, "name": name}, raw, wanted)
    except Ended as ended:
        raise Unreadable("bomb") from ended
    if "fault" in answer:
        logging.getLogger(__name__).warning("%r could not be read: %s", name[-80:], answer["fault"])
        raise Unreadable("broken", kind=name.rpartition(".")[2][:10].upper())
    if "refused" in answer:
        raise Unreadable(answer["refused"], **answer["values"])
    cells: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in answer.items()
    }
    return Draft(**cells)


def suggest_in_worker(
    atlas: Atlas, texts: Sequence[str], lang: str, written: str, wanted: Callable[[], object] = _nothing
) -> list[Suggestion]:
    """`review.suggest.suggest` in a process of its own. Raises Unfit where a limit has ended it."""
    job = {"act": "suggest", "digest": (atlas.base or atlas).digest, "added": _added(atlas)}
    job |= {"texts": list(texts), "lang": lang, "written": written}
    try:
        answer = _ask(job, b"", wanted)
    except Ended as ended:
        raise Unfit("documents.too-slow") from ended
    if "fault" in answer:
        raise RuntimeError(answer["fault"])
    return [Suggestion(**mark) for mark in answer["marks"]]


def _added(atlas: Atlas) -> dict[str, Any]:
    """What has been added to the tables that annotation asks, as plain values."""
    if atlas.overlay is None:
        return {}
    rows = {
        schema.table: dict(atlas.overlay.rows.get(schema.table, {}))
        for schema in PLAIN
        if schema.table != "sources"
    }
    sources = {
        key for found in rows.values() for row in found.values() for key in getattr(row, "sources", ())
    }
    rows["sources"] = {
        key: row for key, row in atlas.overlay.rows.get("sources", {}).items() if key in sources
    }
    plain = {
        table: {key: row.model_dump(mode="json") for key, row in found.items()}
        for table, found in rows.items()
    }
    return {"rows": plain, "spellings": [asdict(spelling) for spelling in atlas.overlay.spellings]}
