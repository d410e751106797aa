"""Many readers at once: `python -m bench.load [--levels 1 10 25 50] [--rounds 2] [--reruns 10000] [--write]`.

The app and an empty Streamlit app run on free ports of this machine. Readers without a browser (bench/session.py) open one, each a
session of its own, and pick and filter with pauses as people do, most on the map, some on two heavier pages; then as many readers do
as much in the other, so that whatever slows the machine slows both alike. Every answer of the app is checked. Nothing here fails for
being slow.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from statistics import linear_regression, median, quantiles
from urllib.parse import parse_qsl

from websockets.exceptions import WebSocketException

from bench.many import app, memory
from bench.report import line, write
from bench.session import Failed, Session, opened
from data.atlas import Atlas, load
from data.words import name

THINK = 3.0  # seconds between a reader's answers and the next act, half as long to half as long again
ACTS, ALONE = 10, 20  # of each reader, and of one who is alone
READERS, CYCLES = 5, 20  # in the long run: at once, and into how many parts it is cut
TTL = 5  # seconds for which the server keeps a session whose page was closed, here
APPS = {"empty": "bench/empty.py", "app": "app.py"}
PAGES = ("", "", "", "border", "aid")  # where readers are, by turns
KINDS = {"open": "opening a page", "pick": "point of the map", "filter": "filter set or cleared", "aid": "the same on the aid page",
         "act": "all picks and filters"}  # fmt: skip
TARGET = 2.5
SHOWN = re.compile(r'<article class="d-passage( dim)?" data-passage="([^"]+)"')
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


@dataclass
class Reader:
    """What one reader of the app has chosen: a place, and, or not, a topic or a donor."""

    session: Session
    atlas: Atlas
    chance: random.Random
    chosen: dict[str, str] = field(default_factory=dict)
    picks: int = 0

    def act(self, turn: int) -> tuple[str, Awaitable[float]]:
        """On a turn: a pick and a filter by turns, and on the aid page always a filter."""
        if self.session.name == "aid":
            return "aid", self.filter("donors", {d: name(body, "ar") for d, body in self.atlas.bodies.items() if d in self.donors})
        if turn % 2:
            return "filter", self.filter("topics", {t: name(topic, "ar") for t, topic in self.atlas.topics.items()})
        return "pick", self.pick()

    @property
    def donors(self) -> set[str]:
        """Who gave something."""
        return {row.donor for row in self.atlas.aid.values()}

    async def pick(self) -> float:
        """Pick a place on the map. Raises Failed when not its passages are shown."""
        places = [p for p in self.atlas.places if p in self.atlas.naming and p != self.chosen.get("focus")]
        self.chosen["focus"], self.picks = self.chance.choice(places), self.picks + 1
        pick = {"id": f"place:{self.chosen['focus']}", "seq": self.picks, "frame": False}
        took = await self.session.event("mapview", "picks", [pick])
        self.check()
        return took

    async def filter(self, key: str, names: dict[str, str]) -> float:
        """Set a filter, or clear it. Raises Failed when the passages shown are not marked accordingly."""
        self.chosen[key] = "" if self.chosen.get(key) else self.chance.choice(list(names))
        took = await self.session.choose(key, [names[self.chosen[key]]] if self.chosen[key] else [])
        self.check()
        return took

    def check(self) -> None:
        """Raises Failed unless the link says what was chosen, and the panel shows the passages that name the place, dimmed where they
        lack the topic."""
        told = dict(parse_qsl(self.session.query))
        if wrong := {key for key, value in self.chosen.items() if told.get(key, "").removeprefix("place:") != value}:
            raise Failed(f"wrong link for {wrong}: {told}")
        if place := self.chosen.get("focus"):
            given, topic = self.session.given("reader"), self.chosen.get("topics")
            wanted = [(p, bool(topic) and topic not in self.atlas.passages[p].topics) for p in self.atlas.naming[place]]
            shown = [(passage, bool(dim)) for dim, passage in SHOWN.findall(given["html"])]
            if given["focus"] != f"place:{place}" or shown != wanted:
                raise Failed(f"wrong answer for {place} {topic}: {given['focus']} {shown}")


Act = Callable[[int], tuple[str, Awaitable[float]]]


@asynccontextmanager
async def arrived(which: str, address: str, atlas: Atlas, seed: int) -> AsyncIterator[tuple[Act, float]]:
    """A reader who has opened the app or the empty one: what to do on a turn, and the milliseconds until the page was there."""
    page, query = (PAGES[seed % len(PAGES)], "lang=ar") if which == "app" else ("", "")
    async with opened(address, page, query) as (session, took):
        reader = Reader(session, atlas, random.Random(seed))  # noqa: S311
        yield reader.act if which == "app" else lambda _: ("press", session.press("button")), took


async def read(which: str, address: str, atlas: Atlas, count: int, seed: int, found: Found) -> None:
    """One reader: comes some time, opens the page, does so many acts, and goes."""
    chance = random.Random(seed)  # noqa: S311
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


def levels(addresses: dict[str, str], atlas: Atlas, sizes: Sequence[int], rounds: int) -> dict[int, dict[str, Found]]:
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
    told = {"before": memory(process, "VmRSS")}
    async with AsyncExitStack() as stack:
        for seed in range(readers):
            await visit(stack, seed)
        told["open"] = memory(process, "VmRSS")
    await asyncio.sleep(TTL + 1)
    async with AsyncExitStack() as stack:
        await visit(stack, 0)
    return told | {"after": memory(process, "VmRSS"), "each": (told["open"] - told["before"]) / readers, "lost": found.lost}


async def endure(which: str, address: str, process: int, atlas: Atlas, reruns: int) -> tuple[list[float], int]:
    """MiB that an app holds at the start and after each part of so many reruns by a few readers without a pause; and how many were lost."""
    found, held = Found(), [memory(process, "VmRSS")]
    async with AsyncExitStack() as stack:
        acts = [(await stack.enter_async_context(arrived(which, address, atlas, seed)))[0] for seed in range(READERS)]

        async def work(act: Act, turns: range) -> None:
            for turn in turns:
                await found.tried(*act(turn))

        part = reruns // READERS // CYCLES
        for cycle in range(CYCLES):
            await asyncio.gather(*(work(act, range(cycle * part, (cycle + 1) * part)) for act in acts))
            held.append(memory(process, "VmRSS"))
    return held, found.lost


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 stay below; not a number, where there are none."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else float("nan")


def level_table(found: dict[int, dict[str, Found]]) -> str:
    """What readers waited for, by how many they were, as a Markdown table."""
    head = ("readers at once", "what", "n", "p50", "p95", "p95 beside the empty app", "target", "reached", "errors")
    rows = [line(*head), line(*["---"] * len(head))]
    for size, both in found.items():
        base = {kind: p95(both["empty"].took["open" if kind == "open" else "act"]) for kind in KINDS}
        for kind, label in (("open", "opening the empty app"), ("act", "its button")):
            rows.append(
                line(str(size), label, *waited(both["empty"].took[kind]), "", "", "", str(both["empty"].lost) if kind == "act" else "")
            )
        for kind, label in KINDS.items():
            took = both["app"].took[kind]
            ratio, last = p95(took) / base[kind], kind == "act"
            goal = (f"≤ {TARGET} ×", "yes" if ratio <= TARGET else "no", str(both["app"].lost)) if last else ("", "", "")
            rows.append(line(str(size), label, *waited(took), f"{ratio:.2f} ×", *goal))
    return "\n".join(rows)


def waited(values: Sequence[float]) -> tuple[str, str, str]:
    """How many, their median and their p95, in words."""
    return str(len(values)), f"{median(values) if values else float('nan'):.0f} ms", f"{p95(values):.0f} ms"


def memory_table(weights: dict[str, dict[str, float]], readers: int, long: dict[str, tuple[list[float], int]], reruns: int) -> str:
    """What the apps hold, as a Markdown table."""
    labels = {"before": "one reader has come and gone", "open": f"{readers} readers have the page open", "each": "for each of them",
              "after": f"they have gone, and {TTL} seconds"}  # fmt: skip
    rows = [line("memory", "empty app", "Dalil"), "|---|---:|---:|"]
    rows += [line(label, *(f"{weights[which][key]:.1f} MiB" for which in APPS)) for key, label in labels.items()]
    held = {which: long[which][0] for which in APPS}
    rows.append(line("the long run begins", *(f"{held[which][0]:.1f} MiB" for which in APPS)))
    rows.append(line(f"after {reruns // 2:,} reruns", *(f"{held[which][CYCLES // 2]:.1f} MiB" for which in APPS)))
    rows.append(line(f"after {reruns:,} reruns", *(f"{held[which][-1]:.1f} MiB" for which in APPS)))
    rows.append(line("growth in the second half, for each thousand", *(f"{slope(held[which], reruns):+.2f} MiB" for which in APPS)))
    lost = {which: long[which][1] + int(weights[which]["lost"]) for which in APPS}
    return "\n".join([*rows, line("errors meanwhile", *(str(lost[which]) for which in APPS))])


def slope(held: Sequence[float], reruns: int) -> float:
    """MiB that a line through the second half of the samples gains with each thousand reruns."""
    later = held[len(held) // 2 :]
    return linear_regression([n * reruns / CYCLES / 1000 for n in range(len(later))], later).slope


def measure(sizes: Sequence[int], rounds: int, reruns: int) -> str:
    """Start both apps, measure, and tell it in Markdown."""
    busy, atlas = os.getloadavg()[0], load()
    os.environ["STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL"] = str(TTL)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        running = {w: stack.enter_context(app(script, f"sqlite:///{folder}/{w}.sqlite")) for w, script in APPS.items()}
        found = levels({which: address for which, (address, _) in running.items()}, atlas, sizes, rounds)
        weights = {which: asyncio.run(weigh(which, *running[which], atlas, max(sizes))) for which in APPS}
        long = {which: asyncio.run(endure(which, *running[which], atlas, reruns)) for which in APPS}
    told = (
        f"{date.today().isoformat()}: {os.cpu_count()} CPUs, load {busy:.1f} at the start; {rounds} rounds, {ACTS} acts of each reader "
        f"({ALONE} of one alone), {THINK:g} seconds between them, give or take half. Long run: {READERS} at once, without a pause."
    )
    return f"{level_table(found)}\n\n{memory_table(weights, max(sizes), long, reruns)}\n\n{told}\n"


def main() -> None:
    """Measure, print, and where asked write it down."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--levels", type=int, nargs="+", default=[1, 10, 25, 50], help="readers at once")
    asked.add_argument("--rounds", type=int, default=2)
    asked.add_argument("--reruns", type=int, default=10_000, help="of the long run")
    asked.add_argument("--write", action="store_true", help="put the figures into README.md")
    args = asked.parse_args()
    told = measure(args.levels, args.rounds, args.reruns)
    print(told)
    if args.write:
        write(told, marks=(START, END))


if __name__ == "__main__":
    main()
