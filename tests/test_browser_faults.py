"""A server that goes away under an open page: the page recovers by itself, shows what it showed, and a click
answers."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import threading
from collections.abc import Callable

import pytest
from conftest import ROOT, Server, Visit, Visitor, until
from test_browser import CHALDIVAR

CONNECTED = '[data-testid=stApp][data-test-connection-state="CONNECTED"]'
QUERY = {"focus": "place:chaldovar", "actors": "tajikistan", "lang": "en"}
BACK = 60_000  # milliseconds within which a page is connected again: Streamlit waits longer after each try


@pytest.fixture
def own(start: Callable[..., Server]) -> Server:
    """A server that a test may stop."""
    return start()


def again(server: Server) -> None:
    """Start a stopped server on the same port."""
    with server.log.open("ab") as out:
        server.process = subprocess.Popen(
            server.process.args, cwd=ROOT, env=os.environ, stdout=out, stderr=subprocess.STDOUT
        )
    server.wait()


def looks(window: Visit, place: str) -> None:
    """Wait until the page looks at a place."""
    until(lambda: window.query.get("focus"), f"place:{place}", BACK)
    window.idle()
    until(lambda: window.lit, [place])


def answers(window: Visit) -> None:
    """The page shows what it showed, and a pick in it leads to passages."""
    assert window.query == QUERY
    window.rests()
    window.page.evaluate("void (window.same = true)")
    for place in ("ayvaj", "chaldovar"):
        window.press_point(place)
        looks(window, place)
    until(lambda: window.panel, CHALDIVAR)
    assert window.page.evaluate("window.same"), "without loading the page anew"


def test_a_restarted_server_is_found_again_and_a_click_answers(visit: Visitor, own: Server) -> None:
    window = visit(at=own).open(QUERY)
    window.rests()
    window.pick("chaldovar")
    own.stop()
    window.page.locator(CONNECTED).wait_for(state="detached")
    assert window.title, "what was read stays in sight"
    again(own)
    window.page.locator(CONNECTED).wait_for(timeout=BACK)
    window.idle()
    answers(window)
    assert "Traceback" not in own.output()


class Relay:
    """The network between a browser and a server; it can be cut."""

    def __init__(self, server: Server):
        self.server, self.port, self.ends = server, 0, list[socket.socket]()
        self.mend()
        self.url = f"http://127.0.0.1:{self.port}"

    def mend(self) -> None:
        """Pass on what comes, from now on."""
        self.gate = socket.create_server(("127.0.0.1", self.port))
        self.port = int(self.gate.getsockname()[1])
        threading.Thread(target=self._take, args=(self.gate,), daemon=True).start()

    def cut(self) -> None:
        """End every connection and take no other."""
        for end in (self.gate, *self.ends):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.ends.clear()

    def _take(self, gate: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, far = gate.accept()[0], socket.create_connection(("127.0.0.1", self.server.port))
                self.ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while sent := one.recv(65_536):
                other.sendall(sent)
            other.shutdown(socket.SHUT_WR)


def test_a_network_that_is_cut_for_a_while_loses_no_click(visit: Visitor, server: Server) -> None:
    network = Relay(server)
    window = visit(at=network).open(QUERY)
    window.rests()
    network.cut()
    window.page.locator(CONNECTED).wait_for(state="detached")
    window.press_point("ayvaj")
    network.mend()
    window.page.locator(CONNECTED).wait_for(timeout=BACK)
    looks(window, "ayvaj")
    window.pick("chaldovar")
    until(lambda: window.panel, CHALDIVAR)
    network.cut()
