"""The process in which one file or text after another is read, within limits: `python -m
data.documents.worker`, started by `data.documents.worker_pool`.

A job is a line of JSON and so many bytes of a file; the answer is a line of JSON. Nothing else goes in or
out: the process knows neither the store nor a session. Where the system has no limits of memory (Windows),
only those of time on the clock hold, which are the pool's."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.atlas.overlay import Overlay, Spelling
from data.documents.readers.draft import Unreadable
from data.documents.readers.read import read_document, read_undivided
from data.documents.review.suggest import suggest
from data.documents.schema import KINDS
from data.load import load

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

MEMORY = 1_000_000_000  # bytes that a job may take beyond what the process holds when it begins
_STATE = Path("/proc/self/statm")


def limit(seconds: int) -> None:
    """Let what follows take so many seconds of the processor and MEMORY, write no file and leave no core."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    ends = {
        "RLIMIT_CPU": int(used.ru_utime + used.ru_stime) + seconds + 1,
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
    }
    if _STATE.exists():
        ends["RLIMIT_AS"] = int(_STATE.read_text().split()[0]) * resource.getpagesize() + MEMORY
    for name, most in ends.items():
        what = getattr(resource, name)
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _read(job: dict[str, Any], raw: bytes) -> dict[str, Any]:
    return asdict(read_document(job["name"], raw))


def _read_undivided(job: dict[str, Any], raw: bytes) -> dict[str, Any]:
    return asdict(read_undivided(job["name"], raw))


def _suggest(job: dict[str, Any], _raw: bytes) -> dict[str, Any]:
    atlas = _joined(job["digest"], json.dumps(job["added"]))
    return {"marks": [asdict(mark) for mark in suggest(atlas, job["texts"], job["lang"], job["written"])]}


@lru_cache(maxsize=1)
def _curated(_digest: str) -> Atlas:
    return load()


@lru_cache(maxsize=1)
def _joined(digest: str, added: str) -> Atlas:
    """The curated data with the rows and spellings that were added, without the documents they came with."""
    known = json.loads(added)
    if not known:
        return _curated(digest)
    rows = {
        table: {key: KINDS[table](**cells) for key, cells in found.items()}
        for table, found in known["rows"].items()
    }
    return join(
        _curated(digest),
        Overlay(version=1, rows=rows, spellings=tuple(Spelling(**cells) for cells in known["spellings"])),
    )


ACTS: dict[str, Callable[[dict[str, Any], bytes], dict[str, Any]]] = {
    "read": _read,
    "read-undivided": _read_undivided,
    "suggest": _suggest,
}


def main() -> None:
    """Answer jobs until there are no more. Where memory runs out the process ends: what is left of it is not
    to be trusted."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print is no answer
    while line := sys.stdin.buffer.readline():
        job = json.loads(line)
        raw = sys.stdin.buffer.read(job["bytes"])
        limit(job["seconds"])
        try:
            answer = ACTS[job["act"]](job, raw)
        except Unreadable as refusal:
            answer = {"refused": refusal.key.removeprefix("unreadable."), "values": refusal.values}
        except MemoryError:
            os._exit(1)
        except Exception:
            answer = {"fault": traceback.format_exc(limit=-8)}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
