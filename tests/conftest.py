"""What the browser tests stand on: the app on a free loopback port, Chromium, and visits that write down what
a page does."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
import stores
from hypothesis import settings

from bench.servers import FLAGS, chromium_path
from data.atlas.atlas import Atlas
from data.load import load
from data.tables.vocab import LANGS, Lang

if TYPE_CHECKING:
    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        ElementHandle,
        Locator,
        Request,
        WebSocket,
    )

settings.register_profile(
    "untimed", deadline=None
)  # how long one example takes tells of the machine, not of the code
settings.load_profile("untimed")
ROOT = Path(__file__).resolve().parents[1]
os.environ["DALIL_STORE"] = (
    f"sqlite:///{tempfile.mkdtemp(prefix='dalil-')}/documents.sqlite"  # never the reader's own
)
WAIT = 30_000  # milliseconds: how long anything may take on a busy machine; nothing waits longer than it must
LOCALES = {"ar": "ar-EG", "en": "en-US"}
# What Streamlit 1.67 does by itself and this app cannot change: protobuf tries WebAssembly and does without
# it.
BY_ITSELF = re.compile(r"^script-src wasm-eval$")
ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")

# A pixel of the window at which a click hits the element (or what is in it); the nearest to its middle.
SPOT = """element => {
  const frame = document.querySelector('.d-map').getBoundingClientRect();
  const found = [];
  for (const part of [element, ...element.querySelectorAll('*')]) {
    const r = part.getBoundingClientRect();
    const inner = { left: Math.max(r.left, frame.left + 2), right: Math.min(r.right, frame.right - 2),
                    top: Math.max(r.top, frame.top + 2), bottom: Math.min(r.bottom, frame.bottom - 2) };
    const across = Math.max(2, inner.right - inner.left), down = Math.max(2, inner.bottom - inner.top);
    if (inner.right <= inner.left || inner.bottom <= inner.top) continue;
    for (let i = 1; i < 40; i += 1) for (let j = 1; j < 40; j += 1) {
      const x = inner.left + across * i / 40, y = inner.top + down * j / 40;
      const hit = document.elementFromPoint(x, y);
      if (hit && element.contains(hit)) found.push([Math.hypot(i - 20, j - 20), x, y]);
    }
    if (found.length) break;
  }
  return found.sort((a, b) => a[0] - b[0]).map(([, x, y]) => [x, y])[0] || null;
}"""
UNDER = "(element, [x, y]) => element.contains(document.elementFromPoint(x, y))"
AREA = """id => {
  let found = null;
  window.map_00.eachLayer((layer) => {
    const own = layer.feature && layer.feature.properties.id === id && layer.options.interactive;
    if (own && layer.getElement) found = layer.getElement();
  });
  return found;
}"""
LIT = """() => {
  const lit = [...document.querySelectorAll('.d-point.d-lit')].map((point) => point.dataset.entity);
  window.map_00.eachLayer((layer) => {
    const path = layer.feature && layer.getElement && layer.getElement();
    if (path && path.classList.contains('d-lit')) lit.push(layer.feature.properties.id);
  });
  return [...new Set(lit)].sort();
}"""
SAVES_DATA = "Object.defineProperty(Navigator.prototype, 'connection', { value: { saveData: true } });"
MIDDLE = "e => { const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; }"
VIEW = "() => [window.map_00.getCenter().lat, window.map_00.getCenter().lng, window.map_00.getZoom()]"
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
PLACE = """() => {
  const boxes = [...document.querySelectorAll('.d-map')].map((box) => { const r = box.getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; });
  const there = boxes.length === 1 && document.querySelector('.d-map[data-state=ready][data-received]') && window.map_00._mapPane;
  return there ? [boxes[0], window.map_00.getCenter(), window.map_00.getZoom()].map(String).join() : null;
}"""


def until(found: Callable[[], Any], want: Any = True, wait: int = WAIT) -> None:
    """Ask again and again until `found()` is `want`; then, or when the time is up, assert it."""
    end = time.monotonic() + wait / 1000
    while (seen := found()) != want and time.monotonic() < end:
        time.sleep(0.05)
    assert seen == want


def plain(text: str) -> str:
    """A text as it is read: without the marks that isolate directions."""
    return " ".join(text.translate(ISOLATES).split())


class Server:
    """One run of the app, or of another `script`, with its own port and, where asked, its own data."""

    def __init__(
        self,
        log: Path,
        data: Path | None = None,
        store: str = "",
        script: Path = ROOT / "app.py",
        base: str = "",
    ):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.base = base  # the path below which it is served
        self.url = f"http://127.0.0.1:{self.port}{base}"
        self.log = log
        self.command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(script),
            "--server.port",
            str(self.port),
        ]
        self.env = {key: value for key, value in os.environ.items() if key != "DALIL_DATA"} | (
            {"DALIL_DATA": str(data)} if data else {}
        )
        self.env |= {"DALIL_STORE": store} if store else {}
        self.env |= {"STREAMLIT_SERVER_BASE_URL_PATH": base} if base else {}
        self.begin()

    def begin(self) -> Server:
        """Start the app, at first or again."""
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=self.env, stdout=out, stderr=subprocess.STDOUT
            )
        return self

    def wait(self) -> Server:
        """Return once the app answers."""
        end = time.monotonic() + 120
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if self.get("/_stcore/health")[0] == 200:
                    return self
            except OSError:
                time.sleep(0.1)
        pytest.fail(f"the app did not start:\n{self.output()[-3000:]}")

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], str]:
        """Status, headers (lower case) and text of an answer."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT / 1000)
        try:
            link.request("GET", self.base + path, headers=headers or {})
            answer = link.getresponse()
            return (
                answer.status,
                {k.lower(): v for k, v in answer.getheaders()},
                answer.read().decode("utf-8", "replace"),
            )
        finally:
            link.close()

    def output(self) -> str:
        """Everything the app has printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        """End this process and no other."""
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(15)


class Visit:
    """One reader's browser window, and what it did that it should not: `outside`, `errors`, `violations`."""

    def __init__(self, context: BrowserContext, server: Server, *, saves_data: bool = True):
        self.context, self.server = context, server
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.violations: list[str] = []
        self.sent: list[str | bytes] = []
        context.expose_binding("dalilViolation", lambda _source, what: self.violations.append(what))
        context.add_init_script(
            "document.addEventListener('securitypolicyviolation', (e) => window.dalilViolation(`${e.violatedDirective} ${e.blockedURI}`));"
        )
        if saves_data:  # to run the scripts of other pages ahead would take the machine from what is tested
            context.add_init_script(SAVES_DATA)
        context.on("request", self._request)
        self.page = context.new_page()
        self.page.set_default_timeout(WAIT)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("websocket", self._socket)
        for way in ("goto", "reload"):
            setattr(self.page, way, self._until_app_stands(getattr(self.page, way)))

    def _until_app_stands(self, way: Callable[..., Any]) -> Callable[..., Any]:
        """A way to a page that ends when what is seen first has gone."""

        def went(*given: Any, **more: Any) -> Any:
            answer = way(*given, **more)
            self.page.locator("#d-first").wait_for(state="detached")
            return answer

        return went

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if (
            address.scheme not in ("data", "blob", "about")
            and address.netloc != urlsplit(self.server.url).netloc
        ):
            self.outside.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url')})")

    def _socket(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: self.sent.append(frame))

    # where the reader is

    def open(self, query: dict[str, str] | None = None, path: str = "/") -> Visit:
        """Go to the app and wait until the map page can be used."""
        self.page.goto(self.server.url + path + ("?" + urlencode(query) if query else ""))
        return self.ready()

    def ready(self) -> Visit:
        """Wait for map, panel and URL."""
        self.page.locator(".d-map[data-state=ready][data-received]").wait_for()
        self.page.locator(".d-panel").wait_for()
        until(lambda: "lang" in self.query)
        self.page.evaluate("document.fonts.ready.then(() => true)")
        return self.idle()

    def idle(self) -> Visit:
        """Wait until no run of the app is under way."""
        self.page.locator('[data-testid=stApp][data-test-script-state="notRunning"]').wait_for()
        return self

    @property
    def query(self) -> dict[str, str]:
        """The parameters of the URL."""
        return dict(parse_qsl(urlsplit(self.page.evaluate("location.href")).query))

    @property
    def path(self) -> str:
        """The path of the URL."""
        return urlsplit(self.page.evaluate("location.href")).path

    # what the reader sees

    def texts(self, css: str) -> list[str]:
        """What the elements say, as it is read."""
        return [plain(text) for text in self.page.locator(css).all_text_contents()]

    @property
    def title(self) -> str:
        """The name on the panel's card, without its button."""
        found = self.texts(".d-card h2 bdi")
        return found[0] if found else ""

    @property
    def panel(self) -> list[str]:
        """Ids of the passages in the panel, in order."""
        passages: list[str] = self.page.evaluate(
            "[...document.querySelectorAll('.d-reader [data-passage]')].map((p) => p.dataset.passage)"
        )
        return passages

    @property
    def sentence(self) -> str:
        """What is shown, in words."""
        return plain(self.page.locator(".d-shown").inner_text())

    @property
    def received(self) -> int:
        """How many picks Python has received, as the map shows."""
        return int(
            self.page.evaluate(
                "Math.max(-1, ...[...document.querySelectorAll('.d-map')].map((m) => m.dataset.received ?? -1))"
            )
        )

    @property
    def lit(self) -> list[str]:
        """Ids of the points, areas and lines that are lit, in alphabetical order."""
        lit: list[str] = self.page.evaluate(LIT)
        return lit

    @property
    def view(self) -> list[float]:
        """Latitude and longitude of the map's centre, and its zoom."""
        view: list[float] = self.page.evaluate(VIEW)
        return view

    def rests(self) -> list[float]:
        """Wait until there is one map, and neither it nor the page around it moves; where the map is."""
        seen = [None, self.page.evaluate(PLACE)]
        end = time.monotonic() + WAIT / 1000
        while (seen[-1] is None or seen[-1] != seen[-2]) and time.monotonic() < end:
            self.page.wait_for_timeout(150)
            self.page.evaluate(FRAMES)  # a busy machine may draw nothing for longer than that
            seen.append(self.page.evaluate(PLACE))
        return self.view

    # what the reader does

    def point(self, place: str) -> Locator:
        """A point of the map."""
        return self.page.locator(f'.d-point[data-entity="{place}"]')

    def click_at(self, element: Locator | ElementHandle) -> None:
        """Click the map where the element is uncovered, once it has stopped moving under the mouse."""
        spot = None
        for _ in range(20):
            self.rests()
            if spot := element.evaluate(SPOT):
                self.page.mouse.move(*spot)
                if element.evaluate(UNDER, spot):
                    break
        assert spot, "no pixel of it can be hit"
        self.page.mouse.down()
        self.page.mouse.up()

    def pick(self, place: str) -> None:
        """Click a point of the map, choose it where others lie over it, and wait until Python has it."""
        self.answered(lambda: self.press_point(place))

    def press_point(self, place: str) -> None:
        """Click a point of the map; where others lie over it, choose it from their list."""
        self.click_at(self.point(place))
        self.choose(place)

    def choose(self, place: str) -> None:
        """Choose a point from the list of those that lie over each other, if one is open."""
        if self.page.locator(".d-pile").count():
            self.page.locator(f'.d-pile [data-entity="{place}"]').click()

    def pick_area(self, area: str) -> None:
        """Click an area of the map and wait until Python has it."""
        element = self.page.evaluate_handle(AREA, area).as_element()
        assert element, f"no area {area}"
        self.answered(lambda: self.click_at(element))

    def press(self, css: str) -> None:
        """Click something of the panel or the list and wait until Python has it."""
        self.answered(self.page.locator(css).first.click)

    def answered(self, act: Callable[[], None], picks: int = 1) -> None:
        """Do something that picks, and wait until Python has received it."""
        before = self.received
        act()
        until(lambda: self.received, before + picks)
        self.idle()

    def filter(self, key: str, label: str) -> None:
        """Add a value to a filter, by its label without the count."""
        self.page.locator(f".st-key-{key} input").fill(label)
        self.page.get_by_role(
            "option", name=re.compile(rf"^\W*{re.escape(label)}\W*(: all)? \(\d+\)")
        ).first.click()
        self.page.keyboard.press("Escape")
        until(lambda: key in self.query)
        self.idle()

    def options(self, key: str) -> dict[str, int]:
        """The values that an opened filter shows, with their counts."""
        self.page.locator(f".st-key-{key} input").click()
        options = self.page.get_by_role("option").filter(has_text=re.compile(r"\(\d+\)$"))
        options.first.wait_for()
        found = dict(plain(text).rsplit(" (", 1) for text in options.all_text_contents())
        self.page.keyboard.press("Escape")
        return {label: int(count.rstrip(")")) for label, count in found.items()}

    def switch(self, lang: Lang) -> None:
        """Change the language."""
        self.page.locator(".st-key-lang").get_by_text({"ar": "العربية", "en": "English"}[lang]).click()
        until(lambda: self.query["lang"], lang)
        self.ready()

    def back(self) -> Visit:
        """The browser's Back, and the run that follows it."""
        sent = len(self.sent)
        self.page.go_back()
        for _ in range(WAIT // 30):
            self.page.wait_for_timeout(30)  # waiting lets the window report its frames
            if len(self.sent) > sent:
                break
        assert len(self.sent) > sent
        return self.idle()

    def complaints(self) -> dict[str, list[str]]:
        """What went wrong in this window; empty when nothing did."""
        found = {"requests elsewhere": self.outside, "errors": self.errors, "policy": self.violations}
        ours = {
            what: [row for row in dict.fromkeys(rows) if not BY_ITSELF.search(row)]
            for what, rows in found.items()
        }
        return {what: rows for what, rows in ours.items() if rows}


Visitor = Callable[..., Visit]


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """The curated data."""
    return load()


@pytest.fixture(scope="module")
def postgres_address() -> Iterator[str]:
    """The address of a PostgreSQL server of this file's tests."""
    with stores.postgres() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def store_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store: a file that is not there yet, or a PostgreSQL server without our
    tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/own documents.sqlite"
    found: str = request.getfixturevalue("postgres_address")
    stores.empty(found)
    return found


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Starts the app, on a folder of its own if one is given; every app started is stopped at the end."""
    running: list[Server] = []

    def begin(
        data: Path | None = None, store: str = "", script: Path = ROOT / "app.py", base: str = ""
    ) -> Server:
        running.append(Server(tmp_path_factory.mktemp("server") / "log.txt", data, store, script, base))
        return running[-1].wait()

    yield begin
    for server in running:
        server.stop()


# Modules whose subject is a browser's timing: a busy machine may miss a beat, a real fault fails three times.
TIMED = {
    "test_browser": "picks while the map flies, typed words, quick clicks one after another",
    "test_browser_actors": "a brush dragged over a chart that is still drawn",
    "test_browser_first": "faces that come after the first sight on a busy machine turn lines; what moves else moves each time",
    "test_browser_aid": "a brush dragged along the border while the map moves",
    "test_browser_export": "the file's map moves while it is clicked, with no server to wait for",
    "test_browser_faults": "a server that goes and comes back while the page counts",
    "test_browser_my_story": "two windows that save at the same time",
    "test_browser_phone": "swipes and scrolling that goes on by itself",
    "test_browser_phone_answers": "taps and swipes on what rises and falls",
    "test_browser_points": "a mouse over names that come and go",
    "test_browser_present": "two windows in step, slides that fade",
    "test_browser_stage": "a map that fits itself anew while the window changes its size",
}
LATE = ["TimeoutError", "Locator expected", "Page expected"]  # how playwright says that it waited in vain


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that need a browser or PostgreSQL, by the fixtures they ask for. A browser that answered
    too late is asked once more; whatever failed, only where timing is the subject. With ONE_LANGUAGE=1 a test
    in a browser that is there for both languages is run in one of them, now in this, now in that."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if "browser" in asked:
            item.add_marker("browser")
            timed = item.path.stem in TIMED
            late = pytest.mark.flaky(reruns=1, only_rerun=LATE)
            item.add_marker(pytest.mark.flaky(reruns=2) if timed else late)
        if "postgres" in asked or "[postgresql" in item.nodeid:
            item.add_marker("postgres")
    if os.environ.get("ONE_LANGUAGE") == "1" and (left := _second_of_twins(items)):
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


def _second_of_twins(items: list[pytest.Item]) -> set[pytest.Item]:
    """Of each two tests in a browser that differ by language alone the one whose turn it is not; of those whose
    subject is language none."""
    twins: dict[str, dict[str, pytest.Item]] = {}
    for item in items:
        given = dict(item.callspec.params) if hasattr(item, "callspec") else {}
        if "lang" in given and item.get_closest_marker("browser") and item.path.stem != "test_browser_arabic":
            lang, test = (
                given.pop("lang"),
                f"{item.nodeid.partition('[')[0]}{sorted(map(str, given.values()))}",
            )
            twins.setdefault(test, {})[lang] = item
    turn = {test: LANGS[zlib.crc32(test.encode()) % len(LANGS)] for test in twins}
    return {
        item
        for test, found in twins.items()
        if len(found) == len(LANGS)
        for lang, item in found.items()
        if lang != turn[test]
    }


@pytest.fixture(scope="session")
def server(start: Callable[..., Server]) -> Server:
    """The app on the project's data."""
    return start()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium. Without it: skip, or fail where REQUIRE_BROWSER=1. Of a module, as its event loop stands in
    the way of others."""
    program = chromium_path()
    if program is None:
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip)(
            "Chromium is not installed"
        )
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def windows() -> list[Visit]:
    """Every window that the test opened."""
    return []


@pytest.fixture
def touch(browser: Browser, server: Server) -> Iterator[Any]:
    """Opens a window of a reader with a touch screen: touch(size, lang)."""
    opened: list[Visit] = []

    def arrive(size: tuple[int, int], lang: Lang = "en") -> Visit:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            has_touch=True,
            is_mobile=True,
            locale=LOCALES[lang],
        )
        opened.append(Visit(context, server))
        return opened[-1]

    yield arrive
    for window in opened:
        window.context.close()


@pytest.fixture
def visit(browser: Browser, server: Server, windows: list[Visit]) -> Iterator[Visitor]:
    """Opens a window of a new reader: visit(lang="ar", size=(390, 844), dark=True)."""

    def arrive(
        lang: Lang = "en",
        size: tuple[int, int] = (1400, 900),
        dark: bool = False,
        locale: str = "",
        at: Server = server,
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=locale or LOCALES[lang],
            color_scheme="dark" if dark else "light",
        )
        windows.append(Visit(context, at))
        return windows[-1]

    yield arrive
    for window in windows:
        window.context.close()
