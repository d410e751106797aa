"""A page of one of the apps that are measured: its first load, its clicks, and what goes over the wire
meanwhile."""

from __future__ import annotations

import base64
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from json import dumps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Error, Page

T = TypeVar("T")
WAIT = 60_000  # milliseconds: how long anything may take; nothing waits longer than it must
# milliseconds of rest after each answer, for what the page does on its own: a moving map, a late frame
PAUSE = 500

# Clicks `target` and tells the milliseconds until `shown` is `wanted`, or, without `wanted`, all different
# from before.
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
# From the start of the navigation until the selector finds something; and the layout shift so far.
LOAD = """window.benchShift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.benchShift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
window.benchLoaded = new Promise((done, failed) => {
  const watch = new MutationObserver(() => {
    if (!document.querySelector(%s)) return;
    watch.disconnect();
    done(performance.now());
  });
  watch.observe(document, { childList: true, subtree: true, attributes: true });
  setTimeout(() => failed(new Error(`not loaded: ${document.body.innerText.slice(0, 300)}`)), %d);
});"""


class Wire:
    """What a page sends and receives, by Chromium's own clock: frames of its WebSocket and files by HTTP."""

    def __init__(self, page: Page):
        self.sent: list[float] = []
        self.received: list[tuple[float, int]] = []
        self.paths: dict[str, str] = {}
        self.files: list[tuple[str, int]] = []
        link = page.context.new_cdp_session(page)
        link.on("Network.webSocketFrameSent", lambda e: self.sent.append(e["timestamp"]))
        link.on(
            "Network.webSocketFrameReceived",
            lambda e: self.received.append((e["timestamp"], payload(e["response"]))),
        )
        link.on(
            "Network.responseReceived",
            lambda e: self.paths.update({e["requestId"]: urlsplit(e["response"]["url"]).path}),
        )
        link.on(
            "Network.loadingFinished",
            lambda e: self.files.append((self.paths.get(e["requestId"], ""), int(e["encodedDataLength"]))),
        )
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
    return (
        len(base64.b64decode(frame["payloadData"]))
        if frame["opcode"] == 2
        else len(frame["payloadData"].encode())
    )


class Visit:
    """A page of one of the apps, opened by a browser at rest."""

    def __init__(self, context: BrowserContext, address: str, ready: str):
        self.page = context.new_page()
        self.page.set_default_timeout(WAIT)
        self.page.add_init_script(LOAD % (dumps(ready), WAIT))
        self.wire = Wire(self.page)
        self.page.wait_for_timeout(
            PAUSE
        )  # a reader's browser is up when he opens a link: making a new one is not part of a first load
        self.page.goto(address, wait_until="commit")
        self.loaded = float(self.page.evaluate("window.benchLoaded"))

    def rest(self) -> None:
        """Wait until no run is under way and the page has had its pause."""
        self.page.locator('[data-testid=stApp][data-test-script-state="notRunning"]').wait_for()
        self.page.wait_for_timeout(PAUSE)
        self.page.locator('[data-testid=stApp][data-test-script-state="notRunning"]').wait_for()

    def await_target(self, target: str) -> None:
        """Wait until there is something to click. (Playwright's own wait evaluates in the page, which the
        policy forbids.)"""
        end = time.monotonic() + WAIT / 1000
        while not self.page.evaluate(f"Boolean({target})"):
            if time.monotonic() > end:
                raise Error(f"never there: {target}")
            self.page.wait_for_timeout(50)

    def click(self, step: Step) -> Sample:
        """Take a step, and wait until the page rests again."""
        self.page.bring_to_front()
        self.await_target(step.target)
        self.wire.forget()
        words = {
            "target": step.target,
            "shown": f"[{step.shown}]",
            "wanted": dumps(step.wanted),
            "wait": WAIT,
        }
        took = float(self.page.evaluate(CLICK % words))
        self.rest()
        return Sample(took, self.wire.run, self.wire.weight)


@dataclass(frozen=True)
class Step:
    """A click and how to know its answer, in JavaScript: what to click, texts that show the answer, and which
    texts to await (None: all others than before)."""

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


def attempt(act: Callable[..., T], *given: Any) -> list[T]:
    """What `act` gives; nothing, and a word on the error stream, when the page does not answer."""
    try:
        return [act(*given)]
    except Error as problem:
        print(f"lost: {str(problem)[:500]}", file=sys.stderr)
        return []
