"""What a new reader meets: the first sight of the app, when its map can be used, what moves while a page
loads, and the first turn to the aid page beside later ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser

from bench.browser.steps import READY, one
from bench.browser.visit import Step, Visit, attempt
from frame import PAGES

LOADS = 8
READERS, TURNS = 4, 4  # who turn to the aid page, and how often each
(
    SIGHT,
    LIVE,
) = (  # milliseconds of what is seen first, and of the map that takes its place (web/start/early_map.js)
    f"performance.getEntriesByName('{name}')[0].startTime" for name in ("first-contentful-paint", "dalil-map")
)
LOOK = 5000  # milliseconds: how long a new reader looks at the map before turning the page
CHARTS, POINTS = (f"String({one(READY[page])} !== null)" for page in ("aid", "app"))
STANDS = "html:not(:has(#d-first)) [data-testid=stApp]"


@contextmanager
def arrival(browser: Browser, address: str, ready: str) -> Iterator[Visit]:
    """A page of an app, opened by a new reader, when it rests."""
    with browser.new_context(viewport={"width": 1400, "height": 900}, locale="ar") as context:
        visit = Visit(context, address, ready)
        visit.rest()
        yield visit


def load_once(browser: Browser, address: str, name: str) -> dict[str, float]:
    """Milliseconds of a first load of the app or the empty one; of the app also to the first sight and to its
    live map."""
    with arrival(browser, address, READY[name]) as visit:
        marks = {"sight": SIGHT, "live": LIVE} if name == "app" else {}
        return {name: visit.loaded} | {mark: float(visit.page.evaluate(js)) for mark, js in marks.items()}


def loads(browser: Browser, addresses: dict[str, str]) -> dict[str, list[float]]:
    """Milliseconds of first loads of the empty app and the app, taken in turns, the first left out, and of
    the first sight of the app and its live map."""
    found = defaultdict[str, list[float]](list)
    for turn in range(LOADS + 1):
        for name in ("empty", "app"):
            for took in attempt(load_once, browser, addresses[name], name) if turn else []:
                for what, milliseconds in took.items():
                    found[what].append(milliseconds)
    return found


def shifts(browser: Browser, address: str) -> dict[str, float]:
    """Layout shift while each page of the app loads, by page."""
    found = {}
    for page in PAGES:
        for shift in attempt(shift_once, browser, f"{address}/{'' if page == PAGES[0] else page}"):
            found[page] = shift
    return found


def shift_once(browser: Browser, address: str) -> float:
    """Layout shift while a page loads."""
    with arrival(browser, address, STANDS) as visit:
        visit.page.wait_for_load_state("networkidle")
        return float(visit.page.evaluate("window.benchShift"))


def turns(browser: Browser, address: str) -> dict[str, list[float]]:
    """Milliseconds from the click on Aid until its charts are there: each reader's first turn, and later
    ones."""
    found = defaultdict[str, list[float]](list)
    for _ in range(READERS):
        for took in attempt(turn_and_back, browser, address):
            found["first"].append(took[0])
            found["later"] += took[1:]
    return found


def turn_and_back(browser: Browser, address: str) -> list[float]:
    """Milliseconds of each turn from the map to the aid page."""
    with arrival(browser, address, READY["app"]) as visit:
        there, back = (
            Step("app", one(f".d-nav [data-page={page}]"), shown, ("true",))
            for page, shown in (("aid", CHARTS), ("map", POINTS))
        )
        visit.page.wait_for_timeout(LOOK)
        took = []
        for _ in range(TURNS):
            took.append(visit.click(there).took)
            visit.click(back)
        return took
