"""Security headers on every response."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; img-src"
    " 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:;"
    " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
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


def stamp(message: Message) -> Message:
    """A message with the security headers, where it begins a response."""
    if message["type"] not in ("http.response.start", "websocket.http.response.start"):
        return message
    others = [(k, v) for k, v in message["headers"] if k.lower() not in HEADERS]
    return {**message, "headers": [*others, *HEADERS.items()]}


class Headers:
    """Sets the security headers on every response, also where a request fails or a WebSocket is refused."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and stamp the response."""
        begun: list[str] = []

        async def stamped(message: Message) -> None:
            if (
                message["type"] == "websocket.close"
                and not begun
                and "websocket.http.response" in scope.get("extensions", {})
            ):
                await PlainTextResponse("refused", 403)(scope, receive, stamped)
                return
            begun.append(message["type"])
            await send(stamp(message))

        try:
            await self.app(scope, receive, stamped)
        except Exception:
            if (
                scope["type"] == "http" and not begun
            ):  # Starlette's own answer to an error would pass by these headers
                await PlainTextResponse("internal error", 500)(scope, receive, stamped)
            raise
