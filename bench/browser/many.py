"""Clicks in apps that hold many documents, in turns with an empty app and with the app that holds the article
alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench.browser.steps import CARD, PLACES, READY, one, text
from bench.browser.visit import Step, Visit, attempt
from bench.servers import ROOT, app, chromium, memory

WARMUP = 3


@contextmanager
def chooser(store: str) -> Iterator[Callable[[], dict[str, float]]]:
    """A process that makes selections among the documents of a store when asked, and tells the milliseconds
    of each."""
    command = [sys.executable, "-m", "bench.scale", "--choose", store]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        requests, answers = process.stdin, process.stdout
        assert requests
        assert answers

        def ask() -> dict[str, float]:
            print("", file=requests, flush=True)
            answer: dict[str, float] = json.loads(answers.readline())
            return answer

        yield ask
        requests.close()


def turns(
    browser: Browser, addresses: dict[str, str], choose: Callable[[], dict[str, float]], runs: int
) -> dict[str, float]:
    """Median milliseconds of a click in each app and of each selection, all of them taking turns."""
    took = defaultdict[str, list[float]](list)
    with browser.new_context(viewport={"width": 1400, "height": 900}, locale="ar") as context:
        visits = {
            name: Visit(context, address, READY["empty" if name == "empty" else "app"])
            for name, address in addresses.items()
        }
        for visit in visits.values():
            visit.rest()
        for turn in range(WARMUP + runs):
            for name, visit in visits.items():
                step = Step(name, one(f".d-point[data-entity={PLACES[turn % 2]}]"), CARD)
                if name == "empty":
                    step = Step(name, one("[data-testid=stButton] button"), text("[data-testid=stText]"))
                samples = attempt(visit.click, step)
                took[name] += [sample.took for sample in samples if turn >= WARMUP]
            for kind, spent in choose().items():
                took[kind] += [spent] if turn >= WARMUP else []
    return {name: median(values) if values else float("nan") for name, values in took.items()}


def clicks(stores: dict[int, str], alone: str, runs: int) -> Iterator[tuple[int, dict[str, float]]]:
    """For each store (by its number of documents): milliseconds of a click in the empty app, in the app with
    the article alone and in the app on the store, and of the selections of bench.scale; and the memory of
    that app in MiB. alone: a store with nothing in it."""
    with ExitStack() as stack:
        addresses = {
            name: stack.enter_context(app(script, store=alone))[0]
            for name, script in (("empty", "bench/apps/empty.py"), ("alone", "app.py"))
        }
        play = stack.enter_context(sync_playwright())
        browser = chromium(play)
        for size, store in stores.items():
            with app("app.py", store=store) as (address, process), chooser(store) as choose:
                found = turns(browser, addresses | {"many": address}, choose, runs)
                yield size, found | {"app memory": memory(process)}
        browser.close()
