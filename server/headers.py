"""Security headers on every response, which pages elsewhere may show the app in a frame, and that no
proxy keeps what a session has made."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web import assets

_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; img-src"
    " 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:;"
    " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors {}"
)
SELF = "'self'"
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
ORIGIN = re.compile(
    rf"https://(?:\*\.(?={LABEL}\.{LABEL}))?{LABEL}(?:\.{LABEL})*(?::\d{{1,5}})?|http://localhost(?::\d{{1,5}})?",
    re.I,
)
POLICY = _POLICY.format(SELF)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"SAMEORIGIN",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"geolocation=(), camera=(), microphone=()",
}


def frame_ancestors(named: str) -> str:
    """Who may show the app in a frame, as the policy has it: the app's own pages, and those of the origins
    that are named, with spaces between them; nobody for "none". Raises ValueError, in words, for what is no
    origin."""
    words = named.split()
    if words == ["none"]:
        return "'none'"
    if wrong := [word for word in words if not ORIGIN.fullmatch(word)]:
        raise ValueError(
            f"{wrong[0]!r} names no pages that may show Dalil in a frame. Name origins, with spaces between"
            " them: https://news.example.org, https://*.example.org, https://example.org:8443; or none."
        )
    return " ".join([SELF, *words])


def headers_for(ancestors: str) -> dict[bytes, bytes]:
    """The headers, where these may show the app in a frame. X-Frame-Options knows no named pages."""
    frame_options = {SELF: b"SAMEORIGIN", "'none'": b"DENY"}.get(ancestors)
    found = HEADERS | {b"content-security-policy": _POLICY.format(ancestors).encode()}
    del found[b"x-frame-options"]
    return found | ({b"x-frame-options": frame_options} if frame_options else {})


def headers_of_path(path: str) -> dict[bytes, bytes]:
    """The headers of one address alone: a file that a session has made is nobody else's to keep."""
    made = path.startswith(f"{assets.base_path()}/media/")
    return {b"cache-control": b"private, no-store"} if made else {}


def stamp(message: Message, headers: Mapping[bytes, bytes]) -> Message:
    """A message with these headers, where it begins a response."""
    if message["type"] not in ("http.response.start", "websocket.http.response.start"):
        return message
    others = [(k, v) for k, v in message["headers"] if k.lower() not in {*HEADERS, *headers}]
    return {**message, "headers": [*others, *headers.items()]}


class Headers:
    """Sets the security headers on every response, also where a request fails or a WebSocket is refused."""

    def __init__(self, app: ASGIApp, ancestors: str = SELF):
        self.app, self.headers = app, headers_for(ancestors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and stamp the response."""
        begun: list[str] = []
        headers = self.headers | headers_of_path(scope.get("path", ""))

        async def stamped(message: Message) -> None:
            if (
                message["type"] == "websocket.close"
                and not begun
                and "websocket.http.response" in scope.get("extensions", {})
            ):
                await PlainTextResponse("refused", 403)(scope, receive, stamped)
                return
            begun.append(message["type"])
            await send(stamp(message, headers))

        try:
            await self.app(scope, receive, stamped)
        except Exception:
            if (
                scope["type"] == "http" and not begun
            ):  # Starlette's own answer to an error would pass by these headers
                await PlainTextResponse("internal error", 500)(scope, receive, stamped)
            raise
