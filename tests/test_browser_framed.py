"""The app inside a page of another origin: where the operator names it, and nowhere else."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from conftest import Server, Visitor, until

ADDRESS: list[str] = []  # of the app that the page elsewhere frames


class Elsewhere(BaseHTTPRequestHandler):
    """A page that shows the app in a frame."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        frame = f'<iframe src="{ADDRESS[-1]}/?lang=en&embed=1" width="1200" height="800"></iframe>'
        self.wfile.write(f"<!doctype html><title>news</title>{frame}".encode())

    def log_message(self, *_given: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"  # another site than 127.0.0.1
    server.shutdown()


def test_only_a_page_that_is_named_shows_the_app_in_a_frame(
    elsewhere: str,
    server: Server,
    start: Callable[..., Server],
    visit: Visitor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DALIL_FRAME_ANCESTORS", elsewhere)
    named = start()
    ADDRESS.append(named.url)
    page = visit("en").page
    page.goto(elsewhere)
    app = page.frame_locator("iframe")
    app.locator(".d-map[data-state=ready][data-received]").wait_for()
    app.locator('.d-panel [data-pick^="place:"], .d-map-side [data-pick^="place:"]').first.click()
    until(lambda: app.locator(".d-card h2").count(), 1)
    named.stop()
    ADDRESS.append(server.url)
    other = visit("en").page
    refused: list[str] = []
    other.on("console", lambda message: refused.append(message.text))
    other.goto(elsewhere)
    until(lambda: any("frame-ancestors" in text for text in refused))
    assert other.frame_locator("iframe").locator(".d-map").count() == 0
