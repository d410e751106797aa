"""Apps on free ports of this machine, Leaflet's files for the stock way of drawing the map, and Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from geo import leaflet

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).parents[1]
STARTING = 60  # seconds that an app may take until it answers
# Streamlit collects garbage after each run; the app's own settings (.streamlit) say otherwise, and every app
# that starts here reads these: the apps beside it are to run as Streamlit ships it.
AS_SHIPPED = ("--runner.postScriptGC=true",)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # letters as wide as in a window; the shell would set them to whole pixels
]
# By choice the shell without windows, which asks a third less of the machine.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
HERE_ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # no other host has an address


def chromium_path() -> str | None:
    """The path of the Chromium of this machine, if there is one."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def chromium(play: Playwright) -> Browser:
    """The Chromium of this machine, without a window."""
    return play.chromium.launch(executable_path=chromium_path() or PROGRAMS[0], args=[*FLAGS, HERE_ALONE])


@contextmanager
def app(script: str, *flags: str, store: str = "") -> Iterator[tuple[str, int]]:
    """A Streamlit app on a free port of this machine: its address, and the number of its process. flags: of
    `streamlit run`, and behind "--" of the script. store: where it keeps added documents."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        script,
        "--server.port",
        port,
        "--server.address",
        "127.0.0.1",
        *(() if script == "app.py" else AS_SHIPPED),
        *flags,
    ]
    running = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | ({"DALIL_STORE": store} if store else {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield answering(running, f"http://127.0.0.1:{port}"), running.pid
    finally:
        running.terminate()
        running.wait()


def memory(process: int, what: str = "VmHWM") -> float:
    """The most memory that a process has held (VmRSS: what it holds now), in MiB; not a number where the
    system does not tell."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return float("nan")
    return int(status.partition(f"{what}:")[2].split()[0]) / 1024


@contextmanager
def library() -> Iterator[str]:
    """The address of Leaflet's files, for the stock way: what the app serves, pages of other origins may not
    load."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(leaflet.folder()))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def answering(app: subprocess.Popen[bytes], address: str) -> str:
    """Wait until the app answers; returns its address. Raises RuntimeError when it does not."""
    end = time.monotonic() + STARTING
    while app.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
            return address
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{app.args!r} did not start")
