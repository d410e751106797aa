"""Security headers on every response, which pages elsewhere may show the app in a frame, and that no
proxy keeps what a session has made."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.datastructures import Headers as RequestHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web import assets

_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; img-src"
    " 'self' data: blob:; font-src 'self' data:; connect-src {connect}; worker-src 'self' blob:;"
    " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors {ancestors}"
)
SELF = "'self'"
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"{LABEL}(?:\.{LABEL})*(?::\d{{1,5}})?", re.I)
ORIGIN = re.compile(
    rf"https://(?:\*\.(?={LABEL}\.{LABEL}))?{HOST.pattern}|http://localhost(?::\d{{1,5}})?",
    re.I,
)


def content_security_policy(ancestors: str = SELF, connect: str = SELF) -> str:
    """The Content-Security-Policy. ancestors: who may show the app in a frame; connect: what its pages may
    ask."""
    return _POLICY.format(ancestors=ancestors, connect=connect)


HEADERS = {
    b"content-security-policy": content_security_policy().encode(),
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


def connections(scope: Scope) -> str:
    """What pages may ask, as the policy has it: their own origin, and WebSockets of the host that they came
    from, which older browsers do not count to it. Behind a proxy that is the host which the reader asked
    for, if the proxy says so; an address of IPv6 has no form in a policy."""
    asked = RequestHeaders(raw=scope.get("headers", []))
    host, scheme = (
        (asked.get(f"x-forwarded-{part}") or own).partition(",")[0].strip()
        for part, own in (("host", asked.get("host", "")), ("proto", scope.get("scheme", "")))
    )
    if not HOST.fullmatch(host):
        return SELF
    return f"{SELF} wss://{host}" + ("" if scheme == "https" else f" ws://{host}")


def headers_for(ancestors: str, connect: str = SELF) -> dict[bytes, bytes]:
    """The headers, where these may show the app in a frame and its pages may ask so much. X-Frame-Options
    knows no named pages."""
    frame_options = {SELF: b"SAMEORIGIN", "'none'": b"DENY"}.get(ancestors)
    found = HEADERS | {b"content-security-policy": content_security_policy(ancestors, connect).encode()}
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
        self.app, self.ancestors = app, ancestors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and stamp the response."""
        begun: list[str] = []
        headers = headers_for(self.ancestors, connections(scope)) | headers_of_path(scope.get("path", ""))

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
