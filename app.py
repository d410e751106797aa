"""The door: what `streamlit run app.py` starts. It serves the files the app makes, sets the headers of every response, answers to the
hosts it is told, and warms up, so that the first visit is as fast as a later one."""

from __future__ import annotations

import ast
import contextlib
import gc
import importlib
import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.datastructures import Headers as RequestHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from data.atlas import BadData
from data.words import LANGS, preferred
from frame import PAGES, prepare
from ui import early, kept, served

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"SAMEORIGIN",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"geolocation=(), camera=(), microphone=()",
}

IPV6 = re.compile(r"\[([0-9A-Fa-f:.]+)\](?::\d+)?")  # a host, and a port
FOREVER = {"cache-control": "public, max-age=31536000, immutable"}  # the name carries a hash


def stamp(message: Message) -> Message:
    """A message with the security headers, where it begins a response."""
    if message["type"] not in ("http.response.start", "websocket.http.response.start"):
        return message
    kept = [(k, v) for k, v in message["headers"] if k.lower() not in HEADERS]
    return {**message, "headers": [*kept, *HEADERS.items()]}


class Headers:
    """Sets the security headers on every response, also where a request fails or a WebSocket is refused."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and stamp the response."""
        begun: list[str] = []

        async def stamped(message: Message) -> None:
            if message["type"] == "websocket.close" and not begun and "websocket.http.response" in scope.get("extensions", {}):
                await PlainTextResponse("refused", 403)(scope, receive, stamped)
                return
            begun.append(message["type"])
            await send(stamp(message))

        try:
            await self.app(scope, receive, stamped)
        except Exception:
            if scope["type"] == "http" and not begun:  # Starlette's own answer to an error would pass by these headers
                await PlainTextResponse("internal error", 500)(scope, receive, stamped)
            raise


class Hosts(TrustedHostMiddleware):
    """Answers to the named hosts alone, to addresses of IPv6 too, which requests write in brackets (`[::1]:8501`)."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        bracketed = scope["type"] in ("http", "websocket") and IPV6.fullmatch(RequestHeaders(scope=scope).get("host", ""))
        if bracketed and bracketed[1] in self.allowed_hosts:
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def kept_file(file: served.Made, asked: RequestHeaders) -> Response:
    """The response that carries a file whose name carries its hash, compressed where the browser takes that."""
    packed = "gzip" in asked.get("accept-encoding", "")
    headers = FOREVER | {"vary": "accept-encoding"} | ({"content-encoding": "gzip"} if packed else {})
    return Response(file.packed if packed else file.content, headers=headers, media_type=file.media_type)


class Shelf:
    """Answers for the files that every page begins with from memory, packed once: Streamlit reads them from the disk for each visitor,
    some hundred of them, and sends them as they are."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        if scope["type"] != "http" or scope["method"] != "GET" or not (found := early.shelf().get(scope["path"])):
            await self.app(scope, receive, send)
            return
        await kept_file(found, RequestHeaders(scope=scope))(scope, receive, send)


async def made(request: Request) -> Response:
    """A file that the app serves."""
    file = served.get(request.url.path)
    return kept_file(file, request.headers) if file else Response("not found", 404)


async def front(request: Request) -> Response:
    """The page that starts the app."""
    asked = request.query_params.get("lang")
    lang = asked if asked in LANGS else preferred(request.headers.get("accept-language", ""))
    html = early.front(request.url.path.strip("/") or PAGES[0], lang)
    return HTMLResponse(html, headers={"cache-control": "no-cache", "vary": "accept-language"})


async def home(request: Request) -> Response:
    """The first page has the shortest path; to Streamlit the one with its name is unknown."""
    return RedirectResponse(request.url.replace(scheme="", netloc="", path="/"), 307)


def hasten() -> None:
    """Send small messages at once: without it each may wait up to 40 ms for the browser's acknowledgement of the one before (Nagle's
    algorithm). asyncio turns that off only for sockets that name their protocol, and Streamlit's listening socket names none; what
    it accepts takes this after it."""
    found: Any  # its type is asked, not itself: a weak proxy may stand for what is gone
    for found in gc.get_objects():
        if issubclass(type(found), socket.socket) and found.fileno() >= 0 and found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            with contextlib.suppress(OSError):  # not TCP
                found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def libraries() -> None:
    """Import what the pages import, so that no visitor waits for it."""
    for page in PAGES:
        for node in ast.parse(Path(__file__).with_name("pages").joinpath(f"{page}.py").read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module:
                importlib.import_module(node.module)


@contextlib.asynccontextmanager
async def warm(_app: Any) -> AsyncIterator[None]:
    """Load libraries and data and draw the base maps before the first visitor comes."""
    libraries()
    with contextlib.suppress(BadData):  # the frame shows what is wrong
        prepare(kept.current())
    served.pack(*early.shelf().values())
    hasten()
    gc.collect()
    gc.freeze()  # Streamlit collects after every run; what is loaded here for good need not be walked each time
    yield


routes: list[BaseRoute] = [Route(f"/{page}", front) for page in ("", *PAGES[1:])]
routes.append(Route(f"/{PAGES[0]}", home))
routes.append(Route(f"{served.PREFIX}/{{name}}", made))

# Until st.navigation has run once, Streamlit takes a folder named pages/ for its older way of making pages, and the first
# visit after a start to any page but the home page would run that page without its frame.
PagesManager.uses_pages_directory = False

# One setting names the hosts for pages (here) and for WebSockets (Streamlit's own check).
hosts = Middleware(Hosts, allowed_hosts=st.get_option("server.allowedHosts") or ["*"], www_redirect=False)
app = st.App("frame.py", routes=routes, middleware=[Middleware(Headers), hosts, Middleware(Shelf)], lifespan=warm)
