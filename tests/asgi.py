"""What tests of the server ask an app with, in this process."""

from __future__ import annotations

import asyncio
from typing import Any, NamedTuple

from starlette.types import ASGIApp, Message


class Answer(NamedTuple):
    """The answer of an app: a header that comes twice stands there twice."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


def ask_app(app: ASGIApp, path: str, query: str = "", headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """What an app answers to a GET. An error that it raises again after its answer is left out."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "server": ("127.0.0.1", 80),
        "scheme": "http",
        "headers": [(key.encode(), value.encode()) for key, value in headers],
    }
    try:
        asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    except RuntimeError:
        if not sent:
            raise
    start, *parts = sent
    return Answer(
        start["status"],
        [(key.decode(), value.decode()) for key, value in start["headers"]],
        b"".join(part.get("body", b"") for part in parts),
    )
