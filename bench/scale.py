"""How choosing grows with the number of documents: `python -m bench.scale [--sizes 1 100 1000 10000] [--keep
FOLDER] [--write]`.

Documents are made of the article's own words (made_documents.py); of every tenth, people have made a
statement with evidence, a record of aid and an event. Each size is kept in a store of its own and measured in
a process of its own, and then by clicks in a browser. Nothing here fails for being slow."""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from bench.made_documents import LEDGERED, ledger_of, make_document
from data.atlas.atlas import Atlas
from data.documents.store import Store
from data.index.index import Index
from data.load import load
from data.query.filters import FACETS
from data.query.selection import Selection
from data.query.view import View
from ui.html.comparison.several import overview
from ui.html.statements.page import statement_cards

BATCH = 250
QUERIES: dict[str, dict[str, Any]] = {
    "no filter": {},
    "an actor": {"actors": ("russia",)},
    "two actors and a topic": {
        "actors": ("united-states", "tajikistan"),
        "match": "all",
        "topics": ("border-security",),
    },
    "a voice": {"voices": ("attributed",)},
    "words": {"text": "الحدود"},
}
START, END = "<!-- bench-scale -->", "<!-- /bench-scale -->"
TABLE: tuple[
    tuple[str, str, str, float | None], ...
] = (  # key, what it is, how it is written, what the largest should reach
    ("passages", "passages, with the article's", "{:,.0f}", None),
    ("mentions", "mentions", "{:,.0f}", None),
    ("middle", "a selection with all facets: the middle of five kinds", "{:.1f} ms", None),
    ("slowest", "the slowest of the five", "{:.1f} ms", None),
    ("beside empty", "the slowest, beside a click in an empty app", "{:.2f} ×", 0.5),
    ("many", "point of the map → its passages, in the browser", "{:.0f} ms", None),
    ("beside alone", "the same, beside the app with the article alone", "{:.2f} ×", 1.3),
    ("app memory", "memory of the app", "{:,.0f} MiB", 1536),
    ("load", "reading the store and making the index, once", "{:,.0f} ms", None),
    ("search, first", "words searched for the first time", "{:,.0f} ms", None),
    ("one more document", "until one more document is seen", "{:,.0f} ms", None),
    ("statements", "statements, with the article's", "{:,.0f}", None),
    ("cards", "the cards of all statements, made once", "{:,.0f} ms", None),
    ("side by side", "a document beside the article, first time", "{:,.0f} ms", None),
)


def build(store: Store, size: int) -> None:
    """Fill an empty store with `size` documents."""
    atlas = load()
    for start in range(0, size, BATCH):
        made = {n: make_document(atlas, n) for n in range(start, min(start + BATCH, size))}
        rows = [ledger_of(atlas, own, n) for n, own in made.items() if n % LEDGERED == 0]
        store.add([*made.values()], [extra for extras in rows for extra in extras])


def once(act: Callable[[], Any]) -> float:
    """Milliseconds of a first time."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def whole(atlas: Atlas, **filters: Any) -> None:
    """A selection with all that a rerun asks of it: passages, counts, facets, the panel's first page."""
    view = View(atlas, Selection(focus="place:tajik-afghan-border", **filters))
    assert len(view.facets) == len(FACETS)
    assert view.counts is not None
    assert len(view.facets["documents"]) == len(atlas.documents)
    for passage in view.panel[:20]:
        assert atlas.texts[passage] is not None
        assert atlas.mentions_of[passage] is not None


def measure(address: str) -> dict[str, float]:
    """What it takes in this process to load a store, choose among its documents, see one more, and hold
    them."""
    before = memory()
    store = Store(address)
    atlas = load()
    found = {"load": once(lambda: Index.of(load(overlay=store.overlay())))}
    atlas = load(overlay=store.overlay())
    found["passages"], found["mentions"] = (
        len(Index.of(atlas).passages),
        sum(len(b.mentions) for b in store.overlay().corpus.blocks),
    )
    Index.of(atlas).whole  # noqa: B018
    found["statements"] = len(atlas.statements)
    found["cards"] = once(lambda: statement_cards(atlas, atlas.text("ar")))
    beside = tuple(atlas.documents)[:2]
    found["side by side"] = once(lambda: overview(atlas, beside, atlas.text("ar")))
    found["search, first"] = once(lambda: View(atlas, Selection(text="الحدود")).passages)
    Store(address).add([make_document(load(), 10**6 + 1 + len(store.overlay().documents))])
    found["one more document"] = once(lambda: Index.of(load(overlay=store.overlay())))
    found["memory"] = memory() - before
    return found


def choose(address: str) -> None:
    """Make each selection once for every line that is read, and print its milliseconds: so that clicks can
    take turns with it."""
    atlas = load(overlay=Store(address).overlay())
    for filters in QUERIES.values():
        whole(atlas, **filters)
    for _ in sys.stdin:
        taken = {name: once(partial(whole, atlas, **filters)) for name, filters in QUERIES.items()}
        print(json.dumps(taken), flush=True)


def memory() -> float:
    """The most memory this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def rows(sizes: list[int], folder: Path, runs: int) -> dict[int, dict[str, float]]:
    """Build and measure each size, each in a process of its own, and then by clicks in a browser."""
    found = {}
    stores = {size: f"sqlite:///{folder}/{size}.sqlite" for size in sizes}
    for size, address in stores.items():
        for task in ("--build", "--measure"):
            command = [sys.executable, "-m", "bench.scale", task, address, "--sizes", str(size)]
            if task == "--build" and (folder / f"{size}.sqlite").exists():
                continue
            output = subprocess.run(
                command, check=True, capture_output=True, text=True, env=os.environ
            ).stdout
        found[size] = json.loads(output)
    from bench.browser.many import clicks  # only here: the processes that measure memory do without a browser

    for size, clicked in clicks(stores, f"sqlite:///{folder}/nothing.sqlite", runs):
        chosen = [clicked[name] for name in QUERIES]
        found[size] |= clicked | {"middle": median(chosen), "slowest": max(chosen)}
        found[size] |= {
            "beside empty": found[size]["slowest"] / clicked["empty"],
            "beside alone": clicked["many"] / clicked["alone"],
        }
    return found


def table(figures: dict[int, dict[str, float]]) -> str:
    """The figures as a Markdown table, a column for each size; the targets are for the largest."""
    lines = [
        "| documents | " + " | ".join(f"{size:,}" for size in figures) + " | target | reached |",
        "|---|" + "---:|" * (len(figures) + 2),
    ]
    for key, label, form, target in TABLE:
        values = [row[key] for row in figures.values()]
        goal = ("≤ " + form.format(target), "yes" if values[-1] <= target else "no") if target else ("", "")
        lines.append(f"| {label} | " + " | ".join([*(form.format(value) for value in values), *goal]) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print a Markdown table, and write it into docs/SPEED.md if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 100, 1000, 10_000])
    parser.add_argument("--runs", type=int, default=11, help="clicks measured in each app")
    parser.add_argument("--keep", type=Path, help="a folder for the made stores, to use them again")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/SPEED.md")
    parser.add_argument("--build", help=argparse.SUPPRESS)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("--choose", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.build:
        build(Store(args.build), args.sizes[0])
    elif args.measure:
        print(json.dumps(measure(args.measure)))
    elif args.choose:
        choose(args.choose)
    else:
        busy = os.getloadavg()[0]
        with tempfile.TemporaryDirectory() as folder:
            store = args.keep or Path(folder)
            store.mkdir(parents=True, exist_ok=True)
            report = table(rows(args.sizes, store, args.runs))
        report = (
            f"{report}\n\n{date.today().isoformat()}, {os.cpu_count()} CPUs, load {busy:.1f} at the start,"
            f" {args.runs} clicks in each app."
        )
        print(report)
        if args.write:
            write(report)


def write(text: str, file: Path = Path(__file__).parents[1] / "docs" / "SPEED.md") -> None:
    """Put the figures between the two marks of the file. Raises ValueError when it has none."""
    before, start, rest = file.read_text(encoding="utf-8").partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError(f"{file} has no lines {START} and {END}")
    file.write_text(f"{before}{START}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
