"""Measures clicks, first loads and bytes: `python -m bench.run [--runs 30] [--warmup 5] [--write]`.

Three apps run on free ports of this machine and one browser holds a page of each. The clicks take turns, so that whatever
slows the machine slows all of them alike: the ratios can be trusted, the milliseconds belong to the machine. A click is timed
inside the page, from the click to the change of the document that shows the answer. Nothing here fails for being slow.
"""

from __future__ import annotations

import argparse
import base64
import os
import platform
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from json import dumps
from pathlib import Path
from statistics import median, quantiles
from typing import Any, TypeVar
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from data.atlas import Atlas, load

ROOT = Path(__file__).parents[1]
T = TypeVar("T")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]  # fmt: skip
WAIT = 60_000  # milliseconds: how long anything may take; nothing waits longer than it must
PAUSE = 500  # milliseconds of rest after each answer, for what the page does on its own: a moving map, a late frame
LOADS = 8
OTHERS = ("/static/", "/_stcore/", "/leaflet/", "/fonts/")  # Streamlit's own, the map library and the fonts
START, END = "<!-- bench -->", "<!-- /bench -->"
PLACES = ("chaldovar", "ayvaj")  # points clicked in turn
MARKS = ("dea", "chaldovar-project")  # names marked in PASSAGE, clicked in turn
PASSAGE, TOPIC = "issa-2023.p13", "counter-narcotics"  # shown for all of them; a topic of its own, so that counts change

# Clicks `target` and tells the milliseconds until `shown` is `wanted`, or, without `wanted`, all different from before.
CLICK = """() => new Promise((done, failed) => {
  const target = %(target)s, shown = () => %(shown)s, wanted = %(wanted)s, before = shown();
  const answered = (now) => (wanted ? wanted.every((text, n) => text === now[n]) : now.every((text, n) => text !== before[n]));
  if (wanted && answered(before)) failed(new Error("already shown: " + wanted));
  const timer = setTimeout(() => { watch.disconnect(); failed(new Error(`no answer: ${String(shown()).slice(0, 300)}`)); }, %(wait)d);
  const watch = new MutationObserver(() => {
    if (!answered(shown())) return;
    const end = performance.now();
    watch.disconnect();
    clearTimeout(timer);
    done(end - start);
  });
  watch.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  const start = performance.now();
  target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: target.ownerDocument.defaultView }));
})"""
# From the start of the navigation until the selector finds something.
LOAD = """window.benchLoaded = new Promise((done, failed) => {
  const watch = new MutationObserver(() => {
    if (!document.querySelector(%s)) return;
    watch.disconnect();
    done(performance.now());
  });
  watch.observe(document, { childList: true, subtree: true, attributes: true });
  setTimeout(() => failed(new Error(`not loaded: ${document.body.innerText.slice(0, 300)}`)), %d);
});"""
ALL = "[...document.querySelectorAll('%s')].map((e) => %s).join()"
READY = {
    "empty": "[data-testid=stButton] button",
    "app": ".d-map[data-state=ready] .d-point",
    "stock": "iframe",
}


@contextmanager
def served(script: str, *arguments: str) -> Iterator[str]:
    """The address of a Streamlit app, run on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", port, "--server.address", "127.0.0.1", "--", *arguments]
    app = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        yield answering(app, f"http://127.0.0.1:{port}")
    finally:
        app.terminate()
        app.wait()


def answering(app: subprocess.Popen[bytes], address: str) -> str:
    """Wait until the app answers; returns its address. Raises RuntimeError when it does not."""
    end = time.monotonic() + WAIT / 1000
    while app.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()  # noqa: S310
            return address
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{app.args!r} did not start")


class Wire:
    """What a page sends and receives, by Chromium's own clock: frames of its WebSocket and files by HTTP."""

    def __init__(self, page: Page):
        self.sent: list[float] = []
        self.received: list[tuple[float, int]] = []
        self.paths: dict[str, str] = {}
        self.files: list[tuple[str, int]] = []
        link = page.context.new_cdp_session(page)
        link.on("Network.webSocketFrameSent", lambda e: self.sent.append(e["timestamp"]))
        link.on("Network.webSocketFrameReceived", lambda e: self.received.append((e["timestamp"], payload(e["response"]))))
        link.on("Network.responseReceived", lambda e: self.paths.update({e["requestId"]: urlsplit(e["response"]["url"]).path}))
        link.on("Network.loadingFinished", lambda e: self.files.append((self.paths.get(e["requestId"], ""), int(e["encodedDataLength"]))))
        link.send("Network.enable")

    def forget(self) -> None:
        """Begin anew."""
        for heard in (self.sent, self.received, self.files):
            heard.clear()

    @property
    def run(self) -> float:
        """Milliseconds from the first frame sent to the last received: the run as the browser sees it."""
        return (self.received[-1][0] - self.sent[0]) * 1000 if self.sent and self.received else 0.0

    @property
    def weight(self) -> int:
        """Bytes received by WebSocket, before compression."""
        return sum(size for _, size in self.received)


def payload(frame: dict[str, Any]) -> int:
    """Bytes of a WebSocket frame; Chromium tells binary ones in base64."""
    return len(base64.b64decode(frame["payloadData"])) if frame["opcode"] == 2 else len(frame["payloadData"].encode())


class Visit:
    """A page of one of the apps."""

    def __init__(self, context: BrowserContext, address: str, ready: str):
        self.page = context.new_page()
        self.page.set_default_timeout(WAIT)
        self.page.add_init_script(LOAD % (dumps(ready), WAIT))
        self.wire = Wire(self.page)
        self.page.goto(address, wait_until="commit")
        self.loaded = float(self.page.evaluate("window.benchLoaded"))

    def rest(self) -> None:
        """Wait until no run is under way and the page has had its pause."""
        self.page.locator('[data-testid=stApp][data-test-script-state="notRunning"]').wait_for()
        self.page.wait_for_timeout(PAUSE)
        self.page.locator('[data-testid=stApp][data-test-script-state="notRunning"]').wait_for()

    def click(self, step: Step) -> Sample:
        """Take a step, and wait until the page rests again."""
        self.page.bring_to_front()
        self.page.wait_for_function(step.target)
        self.wire.forget()
        words = {"target": step.target, "shown": f"[{step.shown}]", "wanted": dumps(step.wanted), "wait": WAIT}
        took = float(self.page.evaluate(CLICK % words))
        self.rest()
        return Sample(took, self.wire.run, self.wire.weight)


@dataclass(frozen=True)
class Step:
    """A click and how to know its answer, in JavaScript: what to click, texts that show the answer, and which texts to await
    (None: all others than before)."""

    visit: str
    target: str
    shown: str
    wanted: Sequence[str] | None = None


@dataclass(frozen=True)
class Sample:
    """One measured click: milliseconds until the answer, milliseconds of the run, bytes received."""

    took: float
    run: float = 0
    weight: int = 0


def steps(atlas: Atlas, turn: int) -> Iterator[tuple[str, Step]]:
    """The clicks of one turn, in order, each with the row it counts for."""
    place, mark = PLACES[turn % 2], MARKS[turn % 2]
    chip = f'.d-reader [data-passage="{PASSAGE}"] [data-pick="topic:{TOPIC}"]'
    counts = f"{text('.d-shown')}, {ALL % ('.d-map-side [data-count]', 'e.textContent')}, {ALL % ('.d-point', 'e.ariaLabel')}"
    yield "empty", Step("empty", one("[data-testid=stButton] button"), text("[data-testid=stText]"))
    yield "point", Step("app", one(f".d-point[data-entity={place}]"), CARD, card(atlas, place))
    yield "stock", Step("stock", f"document.querySelector('iframe')?.contentDocument?.querySelector('path.{place}')", *said(atlas, place))
    yield "filter", Step("app", one(chip), counts)
    yield "filter", Step("app", one("[data-testid=stSidebar] [data-testid=stButton] button:enabled"), counts)
    yield "mark", Step("app", one(f'.d-reader [data-passage="{PASSAGE}"] mark[data-entity="{mark}"]'), CARD, card(atlas, mark))


def one(css: str) -> str:
    """JavaScript: the element."""
    return f"document.querySelector({dumps(css)})"


def text(css: str) -> str:
    """JavaScript: what the element says, or nothing."""
    return f"(({one(css)} || {{}}).textContent || '')"


CARD = f"{text('.d-card h2 bdi')}, {ALL % ('.d-reader [data-passage]', 'e.dataset.passage')}"


def card(atlas: Atlas, entity: str) -> list[str]:
    """What CARD is to show: the name and the passages."""
    return [atlas.entities[entity].name_ar, ",".join(atlas.naming[entity])]


def said(atlas: Atlas, place: str) -> tuple[str, list[str]]:
    """For the stock way: what to look at, and the beginning of every text to await."""
    wanted = [atlas.entities[place].name_ar, *(atlas.texts[p] for p in atlas.naming[place])]
    return ALL % ("[data-testid=stMarkdown]", "e.textContent.trim().slice(0, 40)"), [",".join(t.strip()[:40].strip() for t in wanted)]


def clicks(browser: Browser, addresses: dict[str, str], runs: int, warmup: int) -> dict[str, list[Sample]]:
    """Every row's samples, taken in turns."""
    with browser.new_context(viewport={"width": 1400, "height": 900}, locale="ar") as context:
        visits = {name: Visit(context, address, READY[name]) for name, address in addresses.items()}
        for visit in visits.values():
            visit.rest()
        atlas, found = load(), defaultdict[str, list[Sample]](list)
        for turn in range(warmup + runs):
            for row, step in steps(atlas, turn):
                samples = tried(visits[step.visit].click, step)
                found[row] += samples if turn >= warmup else []
        return found


def tried(act: Callable[..., T], *given: Any) -> list[T]:
    """What `act` gives; nothing, and a word on the error stream, when the page does not answer."""
    try:
        return [act(*given)]
    except Error as problem:
        print(f"lost: {str(problem)[:500]}", file=sys.stderr)
        return []


def load_once(browser: Browser, address: str, ready: str) -> float:
    """Milliseconds of a first load by a new reader."""
    with browser.new_context(viewport={"width": 1400, "height": 900}, locale="ar") as context:
        visit = Visit(context, address, ready)
        visit.rest()
        return visit.loaded


def loads(browser: Browser, addresses: dict[str, str]) -> dict[str, list[float]]:
    """Milliseconds of first loads of the empty app and the app, each by a new reader, taken in turns, the first left out."""
    found = defaultdict[str, list[float]](list)
    for turn in range(LOADS + 1):
        for name in ("empty", "app"):
            samples = tried(load_once, browser, addresses[name], READY[name])
            found[name] += samples if turn else []
    return found


def weigh(browser: Browser, address: str) -> tuple[int, int]:
    """Bytes of a first load: by HTTP less OTHERS, and by WebSocket."""
    with browser.new_context(viewport={"width": 1400, "height": 900}, locale="ar") as context:
        visit = Visit(context, address, READY["app"])
        visit.page.wait_for_load_state("networkidle")
        visit.rest()
        return sum(size for path, size in visit.wire.files if not any(other in path for other in OTHERS)), visit.wire.weight


NAMES = {
    "empty": "Click in an empty Streamlit app",
    "point": "Point of the map → its passages",
    "filter": "Filter set or cleared → sentence and map",
    "mark": "Marked word → its card",
    "stock": "Point of the map, the stock way (streamlit-folium)",
}
TARGETS = {"point": 1.15, "filter": 1.3}
LOAD_ROWS = (("empty", "First load of the empty app, to its button", None), ("app", "First load, to the map with its points", 1.4))
BYTES_TARGET = 400


def line(*cells: str) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def middle(values: Sequence[float]) -> float:
    """The median; not a number, when there are no values."""
    return median(values) if values else float("nan")


def figures(values: Sequence[float]) -> tuple[str, str]:
    """Median and quartiles, in words."""
    if len(values) < 2:
        return "no answer", ""
    low, _, high = quantiles(values, n=4, method="inclusive")
    return f"{middle(values):.0f} ms", f"{low:.0f}–{high:.0f}"


def judged(ratio: float, target: float | None) -> tuple[str, str, str]:
    """Ratio, target and whether it was reached, in words."""
    return f"{ratio:.2f} ×", f"≤ {target:g} ×" if target else "", ("yes" if ratio <= target else "no") if target else ""


def table(found: dict[str, list[Sample]], first: dict[str, list[float]], weight: tuple[int, int]) -> str:
    """All figures as a Markdown table."""
    head = ("what", "n", "median", "quartiles", "ratio", "target", "reached", "run on the wire", "received")
    rows = [line(*head), line(*["---"] * len(head))]
    base = middle([s.took for s in found["empty"]])
    for key, name in NAMES.items():
        took = [s.took for s in found[key]]
        wire = (f"{middle([s.run for s in found[key]]):.0f} ms", f"{middle([s.weight for s in found[key]]) / 1024:.1f} KiB")
        rows.append(line(name, str(len(took)), *figures(took), *judged(middle(took) / base, TARGETS.get(key)), *wire))
    for key, name, target in LOAD_ROWS:
        ratio = middle(first[key]) / middle(first["empty"])
        rows.append(line(name, str(len(first[key])), *figures(first[key]), *judged(ratio, target), "", ""))
    total = sum(weight) / 1024
    sizes = (f"{total:.0f} KiB", f"{weight[0] / 1024:.0f} by HTTP, {weight[1] / 1024:.0f} by WebSocket")
    reached = "yes" if total <= BYTES_TARGET else "no"
    rows.append(line("First load, our own bytes", "1", *sizes, "", f"≤ {BYTES_TARGET} KiB", reached, "", ""))
    return "\n".join(rows)


def circumstances(chromium: str, runs: int, busy: float) -> str:
    """When, where and with what it was measured."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "folium", "streamlit-folium"))
    return (
        f"{date.today().isoformat()}: {runs} turns after warming up, {LOADS} first loads; {os.cpu_count()} CPUs ({platform.machine()}), "
        f"load {busy:.1f} at the start; Python {platform.python_version()}, {packages}, Chromium {chromium}. Ratios of clicks are to the "
        "click in the empty app, the ratio of first loads to its first load. Run on the wire: from the first WebSocket frame sent to "
        "the last received. Our own bytes: without Streamlit's files, Leaflet and the fonts."
    )


def measure(runs: int, warmup: int) -> str:
    """Start everything, measure, and tell it in Markdown."""
    busy = os.getloadavg()[0]
    with ExitStack() as stack:
        addresses = {name: stack.enter_context(served(script)) for name, script in (("empty", "bench/empty.py"), ("app", "app.py"))}
        addresses["stock"] = stack.enter_context(served("bench/stock.py", f"{addresses['app']}/leaflet"))
        play = stack.enter_context(sync_playwright())
        browser = play.chromium.launch(executable_path=shutil.which("chromium") or "chromium", args=FLAGS)
        found = clicks(browser, addresses, runs, warmup)
        text_ = table(found, loads(browser, addresses), weigh(browser, addresses["app"]))
        told = f"{text_}\n\n{circumstances(browser.version, runs, busy)}\n"
        browser.close()
    return told


def write(told: str, file: Path = ROOT / "README.md") -> None:
    """Put the figures between the two marks of the file. Raises ValueError when it has none."""
    before, start, rest = file.read_text(encoding="utf-8").partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError(f"{file} has no lines {START} and {END}")
    file.write_text(f"{before}{START}\n{told}{END}{after}", encoding="utf-8")


def main() -> None:
    """Measure, print, and where asked write it down."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--runs", type=int, default=30, help="turns measured (2 or more)")
    asked.add_argument("--warmup", type=int, default=5, help="turns before that")
    asked.add_argument("--write", action="store_true", help="put the figures into README.md")
    args = asked.parse_args()
    told = measure(max(args.runs, 2), args.warmup)
    print(told)
    if args.write:
        write(told)


if __name__ == "__main__":
    main()
