"""A reviewer among readers: `python -m bench.reviewer [--marks 5000] [--decisions 500] [--write]`.

One document has so many marks. Readers without a browser (bench/session.py) pick places on the map, alone at
first and then while a reviewer decides about one mark after another, quicker than people do. What is told is
how long readers waited beside how long they waited before, and what the app holds after each part of the
decisions."""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from bench.load import LOST, p95
from bench.reader import Reader
from bench.report import line, write
from bench.servers import app, memory
from bench.session import Session, opened
from data.atlas.atlas import Atlas
from data.documents.add import Given, entry
from data.documents.store import Store
from data.load import load

READERS, THINK = 5, 1.0  # at once, and seconds between an answer and the next act, give or take half
ALONE = 30  # seconds for which readers are alone first
PARTS = 5  # into which the decisions are cut
START, END = "<!-- bench-reviewer -->", "<!-- /bench-reviewer -->"


@dataclass
class Found:
    """Milliseconds of picks before and beside the reviewer, and of decisions; MiB held at the start and after
    each part of them; acts that had no answer."""

    alone: list[float] = field(default_factory=list)
    beside: list[float] = field(default_factory=list)
    decided: list[float] = field(default_factory=list)
    held: list[float] = field(default_factory=list)
    lost: int = 0


def document(atlas: Atlas, address: str, marks: int) -> tuple[str, int]:
    """Put a document of the article's own passages, again and again, into a store; its id, and how many marks
    it has."""
    passages = [atlas.texts[p] for p in (atlas.base or atlas).passages]
    own, extras = entry(atlas, Given("A long text", "\n".join(passages)))
    times = -(-marks // max(len(own.review["marks"]), 1))
    if times > 1:
        own, extras = entry(atlas, Given("A long text", "\n".join(passages * times)))
    Store(address).add([own], extras)
    return own.document.id, len(own.review["marks"])


async def read(
    session: Session, atlas: Atlas, seed: int, took: list[float], found: Found, end: asyncio.Event
) -> None:
    """A reader who picks until the end."""
    reader = Reader(session, atlas, random.Random(seed))
    while not end.is_set():
        await asyncio.sleep(reader.chance.uniform(0.5, 1.5) * THINK)
        try:
            took.append(await reader.pick())
        except LOST as problem:
            print(f"lost: {type(problem).__name__} {str(problem)[:500]}", file=sys.stderr)
            found.lost += 1


@asynccontextmanager
async def readers(address: str, atlas: Atlas, took: list[float], found: Found) -> AsyncIterator[None]:
    """Readers who pick meanwhile."""
    end = asyncio.Event()
    async with AsyncExitStack() as stack:
        sessions = [
            (await stack.enter_async_context(opened(address, "", "lang=ar")))[0] for _ in range(READERS)
        ]
        picking = [
            asyncio.create_task(read(one, atlas, seed, took, found, end)) for seed, one in enumerate(sessions)
        ]
        yield
        end.set()
        await asyncio.gather(*picking)


async def review(address: str, process: int, document: str, decisions: int, found: Found) -> None:
    """Accept and reject, by turns, the mark that is shown."""
    async with opened(address, "documents", "lang=ar") as (session, _):
        await session.press(f"open-{document}")
        found.held.append(memory(process, "VmRSS"))
        for number in range(1, decisions + 1):
            await asyncio.sleep(random.uniform(0.5, 1.5) * THINK)
            buttons = [key for key in session.elements if key.startswith(("accept-", "reject-"))]
            decision = "accept-" if number % 2 else "reject-"
            shown = [key for key in buttons if key.startswith(decision)][-1]
            found.decided.append(await session.press(shown))
            for key in buttons:  # those of the next mark have other names
                del session.elements[key]
            if number % (decisions // PARTS) == 0:
                found.held.append(memory(process, "VmRSS"))


async def tried(address: str, process: int, atlas: Atlas, document: str, decisions: int) -> Found:
    """Readers alone, then beside the reviewer."""
    found = Found()
    async with readers(address, atlas, found.alone, found):
        await asyncio.sleep(ALONE)
    async with readers(address, atlas, found.beside, found):
        await review(address, process, document, decisions, found)
    return found


def table(found: Found, marks: int) -> str:
    """What was found, as Markdown."""
    rows = [line(f"a document of {marks:,} marks", "n", "p50", "p95"), "|---|---:|---:|---:|"]
    for label, took in (
        (f"a pick of one of {READERS} readers alone", found.alone),
        ("a pick beside the reviewer", found.beside),
        ("a decision", found.decided),
    ):
        rows.append(line(label, str(len(took)), f"{median(took):.0f} ms", f"{p95(took):.0f} ms"))
    ratios = (f"{what(found.beside) / what(found.alone):.2f} ×" for what in (median, p95))
    rows.append(line("picks beside, to picks alone", "", *ratios))
    held = " → ".join(f"{one:.0f}" for one in found.held)
    return "\n".join(
        [
            *rows,
            "",
            f"The app held {held} MiB, at the start and after each fifth. Acts without an answer:"
            f" {found.lost}.",
        ]
    )


def measure(marks: int, decisions: int) -> str:
    """Start the app, measure, and tell it in Markdown."""
    busy, atlas, began = os.getloadavg()[0], load(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        store = f"sqlite:///{folder}/documents.sqlite"
        key, there = document(atlas, store, marks)
        with app("app.py", store=store) as (address, process):
            found = asyncio.run(tried(address, process, atlas, key, decisions))
    minutes = (time.monotonic() - began) / 60
    return (
        f"{table(found, there)}\n\n{date.today().isoformat()}: {os.cpu_count()} CPUs, load {busy:.1f} at"
        f" the start, {minutes:.0f} minutes.\n"
    )


def main() -> None:
    """Measure, print, and where asked write it down."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--marks", type=int, default=5_000, help="at least so many in the document")
    parser.add_argument("--decisions", type=int, default=500, help="of the reviewer")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/SPEED.md")
    options = parser.parse_args()
    report = measure(options.marks, options.decisions)
    print(report)
    if options.write:
        write(report, marks=(START, END))


if __name__ == "__main__":
    main()
