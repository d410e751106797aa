"""Measures clicks, first loads and bytes: `python -m bench.run [--runs 30] [--warmup 5] [--write]`.

Three apps run on free ports of this machine and one browser holds a page of each, and two more pages of the
app. The clicks take turns, so that whatever slows the machine slows all of them alike: the ratios can be
trusted, the milliseconds belong to the machine. A click is timed inside the page, from the click to the
change of the document that shows the answer. Nothing here fails for being slow."""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from contextlib import ExitStack

from playwright.sync_api import Browser, sync_playwright

from bench.browser.arrival import arrival, loads, shifts, turns
from bench.browser.steps import PATHS, READY, steps
from bench.browser.visit import Sample, Visit, attempt
from bench.report import arrivals, circumstances, table, write
from bench.servers import app, chromium, library
from data.load import load
from web.assets import PREFIX

OTHERS = (
    "/static/",
    "/_stcore/",
    f"{PREFIX}/leaflet-",
    f"{PREFIX}/Noto",
)  # Streamlit's own, the map library and the fonts


def clicks(browser: Browser, addresses: dict[str, str], runs: int, warmup: int) -> dict[str, list[Sample]]:
    """Every row's samples, taken in turns."""
    with browser.new_context(viewport={"width": 1400, "height": 900}, locale="ar") as context:
        visits = {name: Visit(context, address, READY[name]) for name, address in addresses.items()}
        for visit in visits.values():
            visit.rest()
        atlas, found = load(), defaultdict[str, list[Sample]](list)
        for turn in range(warmup + runs):
            for row, step in steps(atlas, turn):
                samples = attempt(visits[step.visit].click, step)
                found[row] += samples if turn >= warmup else []
        return found


def weigh(browser: Browser, address: str) -> tuple[int, int]:
    """Bytes of a first load: by HTTP less OTHERS, and by WebSocket."""
    with arrival(browser, address, READY["app"]) as visit:
        visit.page.wait_for_load_state("networkidle")
        return sum(
            size for path, size in visit.wire.files if not any(other in path for other in OTHERS)
        ), visit.wire.weight


def measure(runs: int, warmup: int) -> str:
    """Start everything, measure, and tell it in Markdown."""
    busy = os.getloadavg()[0]
    with ExitStack() as stack:
        addresses = {
            name: stack.enter_context(app(script))[0]
            for name, script in (("empty", "bench/apps/empty.py"), ("app", "app.py"))
        }
        leaflet = stack.enter_context(library())
        addresses["stock"], _ = stack.enter_context(app("bench/apps/stock.py", "--", leaflet))
        play = stack.enter_context(sync_playwright())
        browser = chromium(play)
        pages = {name: addresses["app"] + path for name, path in PATHS.items()}
        found = clicks(browser, addresses | pages, runs, warmup)
        here = addresses["app"]
        first = arrivals(
            loads(browser, addresses), turns(browser, here), shifts(browser, here), weigh(browser, here)
        )
        report = f"{table(found)}\n{first}\n\n{circumstances(browser.version, runs, busy)}\n"
        browser.close()
    return report


def main() -> None:
    """Measure, print, and where asked write it down."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=30, help="turns measured (2 or more)")
    parser.add_argument("--warmup", type=int, default=5, help="turns before that")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/SPEED.md")
    args = parser.parse_args()
    report = measure(max(args.runs, 2), args.warmup)
    print(report)
    if args.write:
        write(report)


if __name__ == "__main__":
    main()
