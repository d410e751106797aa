"""Everything loaded before the first visitor comes."""

from __future__ import annotations

import ast
import contextlib
import gc
import importlib
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from data.tables.problem import BadData
from frame import PAGES, prepare
from server import picklists, preload
from ui.session import cache
from web import assets


def hasten() -> None:
    """Send small messages at once: without it each may wait up to 40 ms for the browser's acknowledgement of
    the one before (Nagle's algorithm). asyncio turns that off only for sockets that name their protocol, and
    Streamlit's listening socket names none; what it accepts takes this after it."""
    found: Any  # its type is asked, not itself: a weak proxy may stand for what is gone
    for found in gc.get_objects():
        if (
            issubclass(type(found), socket.socket)
            and found.fileno() >= 0
            and found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
        ):
            with contextlib.suppress(OSError):  # not TCP
                found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def libraries() -> None:
    """Import what the pages import, so that no visitor waits for it."""
    for page in PAGES:
        for node in ast.parse(
            Path(__file__).parents[1].joinpath("pages").joinpath(f"{page}.py").read_text(encoding="utf-8")
        ).body:
            if isinstance(node, ast.ImportFrom) and node.module:
                importlib.import_module(node.module)


@contextlib.asynccontextmanager
async def warm(_app: Any) -> AsyncIterator[None]:
    """Load libraries and data and draw the base maps before the first visitor comes."""
    libraries()
    with contextlib.suppress(BadData):  # the frame shows what is wrong
        prepare(cache.current())
        picklists.serve(cache.current())
    assets.pack(*preload.shelf().values())
    hasten()
    gc.collect()
    # Streamlit collects after every run; what is loaded here for good need not be walked each time
    gc.freeze()
    yield
