"""Many readers at once: `python -m bench.load [--levels 1 10 25 50] [--rounds 3] [--reruns 10000] [--write]`.

The app and an empty Streamlit app run on free ports of this machine. Readers without a browser
(bench/session.py) open one, each a session of its own, and pick and filter with pauses as people do, most on
the map, some on two heavier pages; then as many readers do as much in the other, so that whatever slows the
machine slows both alike. Every answer of the app is checked. Nothing here fails for being slow."""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from statistics import linear_regression, median, quantiles

from websockets.exceptions import WebSocketException

from bench.reader import Reader
from bench.report import line, write
from bench.servers import app, memory
from bench.session import Failed, opened
from data.atlas.atlas import Atlas
from data.load import load

THINK = 3.0  # seconds between a reader's answers and the next act, half as long to half as long again
ACTS, ALONE = 6, 12  # of each reader, and of one who is alone
READERS, CYCLES = 5, 20  # in the long run: at once, and into how many parts it is cut
TTL = 5  # seconds for which the server keeps a session whose page was closed, here
APPS = {"empty": "bench/apps/empty.py", "app": "app.py"}
PAGES = ("", "", "", "border", "aid")  # where readers are, by turns
KINDS = {
    "open": "opening a page",
    "pick": "point of the map",
    "filter": "filter set or cleared",
    "aid": "filter on the aid page",
}
TARGET = 2.5
START, END = "<!-- bench-load -->", "<!-- /bench-load -->"
LOST = (Failed, OSError, TimeoutError, WebSocketException)


@dataclass
class Found:
    """Milliseconds by kind of act, and how many acts had no answer, or not the right one."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    lost: int = 0

    async def tried(self, kind: str, act: Awaitable[float]) -> None:
        """Wait for an act; note what it took, or that it was lost."""
        try:
            took = await act
        except LOST as problem:
            print(f"lost: {type(problem).__name__} {str(problem)[:500]}", file=sys.stderr)
            self.lost += 1
            return
        for one in (kind, "act"):
            self.took[one].append(took)


Act = Callable[[int], tuple[str, Awaitable[float]]]


@asynccontextmanager
async def arrived(which: str, address: str, atlas: Atlas, seed: int) -> AsyncIterator[tuple[Act, float]]:
    """A reader who has opened the app or the empty one: what to do on a turn, and the milliseconds until the
    page was there."""
    page, query = (PAGES[seed % len(PAGES)], "lang=ar") if which == "app" else ("", "")
    async with opened(address, page, query) as (session, took):
        reader = Reader(session, atlas, random.Random(seed))
        yield reader.act if which == "app" else lambda _: ("press", session.press("button")), took


async def read(which: str, address: str, atlas: Atlas, count: int, seed: int, found: Found) -> None:
    """One reader: comes some time, opens the page, does so many acts, and goes."""
    chance = random.Random(seed)
    await asyncio.sleep(chance.uniform(0, THINK))
    try:
        async with arrived(which, address, atlas, seed) as (act, took):
            found.took["open"].append(took)
            for turn in range(count):
                await asyncio.sleep(chance.uniform(0.5, 1.5) * THINK)
                await found.tried(*act(turn))
    except LOST as problem:
        print(f"lost: {type(problem).__name__} {problem}", file=sys.stderr)
        found.lost += 1


async def crowd(which: str, address: str, atlas: Atlas, readers: int, found: Found, seed: int) -> None:
    """So many readers at once."""
    count = ALONE if readers == 1 else ACTS
    await asyncio.gather(*(read(which, address, atlas, count, seed + n, found) for n in range(readers)))


def levels(
    addresses: dict[str, str], atlas: Atlas, sizes: Sequence[int], rounds: int
) -> dict[int, dict[str, Found]]:
    """Every level in both apps, by turns."""
    found = {size: {which: Found() for which in APPS} for size in sizes}
    for turn in range(rounds):
        for size in sizes:
            for which in list(APPS)[:: -1 if turn % 2 else 1]:
                asyncio.run(crowd(which, addresses[which], atlas, size, found[size][which], 1000 * turn))
    return found


async def weigh(which: str, address: str, process: int, atlas: Atlas, readers: int) -> dict[str, float]:
    """MiB that an app holds: after one reader, with many who have all acted, and when they have gone."""
    found = Found()

    async def visit(stack: AsyncExitStack, seed: int) -> None:
        act, _ = await stack.enter_async_context(arrived(which, address, atlas, seed))
        for turn in range(4):
            await found.tried(*act(turn))

    async with AsyncExitStack() as stack:
        await visit(stack, 0)
    await asyncio.sleep(TTL + 1)
    residency = {"before": memory(process, "VmRSS")}
    async with AsyncExitStack() as stack:
        for seed in range(readers):
            await visit(stack, seed)
        residency["open"] = memory(process, "VmRSS")
    await asyncio.sleep(TTL + 1)
    async with AsyncExitStack() as stack:
        await visit(stack, 0)
    return residency | {
        "after": memory(process, "VmRSS"),
        "each": (residency["open"] - residency["before"]) / readers,
        "lost": found.lost,
    }


@dataclass
class Long:
    """A long run: MiB that the app held at its start and after each part, reruns a second, and how many were
    lost."""

    held: list[float]
    rate: float
    lost: int


async def endure(address: str, process: int, atlas: Atlas, reruns: int) -> Long:
    """So many reruns of the app by a few readers without a pause."""
    found, held, start = Found(), [memory(process, "VmRSS")], time.perf_counter()
    async with AsyncExitStack() as stack:
        acts = [
            (await stack.enter_async_context(arrived("app", address, atlas, seed)))[0]
            for seed in range(READERS)
        ]

        async def work(act: Act, turns: range) -> None:
            for turn in turns:
                await found.tried(*act(turn))

        part = reruns // READERS // CYCLES
        for cycle in range(CYCLES):
            await asyncio.gather(*(work(act, range(cycle * part, (cycle + 1) * part)) for act in acts))
            held.append(memory(process, "VmRSS"))
    return Long(held, reruns / (time.perf_counter() - start), found.lost)


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 stay below; not a number, where there are none."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else float("nan")


def level_table(levels: dict[int, dict[str, Found]]) -> str:
    """What readers waited for, by how many they were, and by kind where they were most, as two Markdown
    tables."""
    head = (
        "readers at once",
        "acts in each app",
        "empty app: p50",
        "p95",
        "Dalil: p50",
        "p95",
        "p95 beside p95",
        "target",
        "reached",
        "errors",
    )
    rows = [line(*head), line(*["---"] * len(head))]
    for size, both in levels.items():
        empty, own = (both[which].took["act"] for which in APPS)
        ratio, lost = p95(own) / p95(empty), " and ".join(str(both[which].lost) for which in APPS)
        goal = (f"{ratio:.2f} ×", f"≤ {TARGET} ×", "yes" if ratio <= TARGET else "no", lost)
        rows.append(line(str(size), str(len(own)), *describe_waits(empty), *describe_waits(own), *goal))
    most = max(levels)
    rows += ["", line(f"with {most} readers", "n", "p50", "p95"), "|---|---:|---:|---:|"]
    kinds = [
        ("empty", "open", "opening the empty app"),
        *(("app", kind, label) for kind, label in KINDS.items()),
    ]
    for took, label in ((levels[most][which].took[kind], label) for which, kind, label in kinds):
        rows.append(line(label, str(len(took)), *describe_waits(took)))
    return "\n".join(rows)


def describe_waits(values: Sequence[float]) -> tuple[str, str]:
    """Median and p95, in words."""
    return f"{median(values) if values else float('nan'):.0f} ms", f"{p95(values):.0f} ms"


def memory_table(weights: dict[str, dict[str, float]], readers: int, long: Long, reruns: int) -> str:
    """What the apps hold, as a Markdown table."""
    labels = {
        "before": "when one reader has come and gone",
        "open": f"with {readers} readers, each after four acts",
        "after": f"when they have gone, and {TTL} seconds",
    }
    rows = [line("memory of the app, and the long run", "empty app", "Dalil"), "|---|---:|---:|"]
    rows += [
        line(label, *(f"{weights[which][key]:.1f} MiB" for which in APPS)) for key, label in labels.items()
    ]
    rows.append(
        line("for each of these readers", *(f"{weights[which]['each'] * 1024:.0f} KiB" for which in APPS))
    )
    for label, part in (
        ("before the long run", 0),
        (f"after {reruns // 2:,} reruns", CYCLES // 2),
        (f"after {reruns:,} reruns", CYCLES),
    ):
        rows.append(line(label, "", f"{long.held[part]:.1f} MiB"))
    rows.append(
        line("more in the second half, for each thousand", "", f"{slope(long.held, reruns):+.2f} MiB")
    )
    rows.append(line("reruns a second", "", f"{long.rate:.0f}"))
    return "\n".join(
        [
            *rows,
            line("errors", f"{weights['empty']['lost']:.0f}", f"{weights['app']['lost'] + long.lost:.0f}"),
        ]
    )


def slope(held: Sequence[float], reruns: int) -> float:
    """MiB that a line through the second half of the samples gains with each thousand reruns."""
    later = held[len(held) // 2 :]
    return linear_regression([n * reruns / CYCLES / 1000 for n in range(len(later))], later).slope


def measure(sizes: Sequence[int], rounds: int, reruns: int) -> str:
    """Start both apps, measure, and tell it in Markdown."""
    busy, atlas = os.getloadavg()[0], load()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        flags = ("--server.disconnectedSessionTTL", str(TTL))
        running = {
            w: stack.enter_context(app(script, *flags, store=f"sqlite:///{folder}/{w}.sqlite"))
            for w, script in APPS.items()
        }
        weights = {which: asyncio.run(weigh(which, *running[which], atlas, max(sizes))) for which in APPS}
        found = levels({which: address for which, (address, _) in running.items()}, atlas, sizes, rounds)
        long = asyncio.run(endure(*running["app"], atlas, reruns))
    circumstances = (
        f"{date.today().isoformat()}: {os.cpu_count()} CPUs, load {busy:.1f} at the start; rounds: {rounds},"
        f" {ACTS} acts of each reader ({ALONE} of one alone), {THINK:g} seconds between them, give or take"
        f" half. Long run: {READERS} at once, without a pause."
    )
    return f"{level_table(found)}\n\n{memory_table(weights, max(sizes), long, reruns)}\n\n{circumstances}\n"


def main() -> None:
    """Measure, print, and where asked write it down."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--levels", type=int, nargs="+", default=[1, 10, 25, 50], help="readers at once")
    parser.add_argument("--rounds", type=int, default=3, help="turns that the two apps take at each level")
    parser.add_argument("--reruns", type=int, default=10_000, help="of the long run")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/SPEED.md")
    args = parser.parse_args()
    report = measure(args.levels, args.rounds, args.reruns)
    print(report)
    if args.write:
        write(report, marks=(START, END))


if __name__ == "__main__":
    main()
