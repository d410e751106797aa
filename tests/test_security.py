"""What the door promises: headers on every response, settings for production, and a policy that names no other host."""

from __future__ import annotations

import asyncio
import contextlib
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


Ask = Callable[[str], tuple[dict[str, list[str]], str]]


@pytest.fixture(scope="module")
def ask() -> Ask:
    """Asks a small app behind the same middleware for a path; returns headers and text. One of its routes breaks, one is laxer."""
    from app import Headers

    async def well(_request: object) -> Response:
        return PlainTextResponse("well")

    async def lax(_request: object) -> Response:
        return PlainTextResponse("lax", headers={"Content-Security-Policy": "default-src *", "X-Content-Type-Options": "sniff"})

    async def broken(_request: object) -> Response:
        raise RuntimeError("secret")

    routes = [Route("/well", well), Route("/lax", lax), Route("/broken", broken)]
    app = Starlette(routes=routes, middleware=[Middleware(Headers)])

    def asked(path: str) -> tuple[dict[str, list[str]], str]:
        said: list[dict[str, Any]] = []

        async def send(message: Any) -> None:
            said.append(message)

        async def receive() -> Any:
            return {"type": "http.request", "body": b""}

        scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": []}
        with contextlib.suppress(RuntimeError):
            asyncio.run(app(scope, receive, send))
        headers: dict[str, list[str]] = {}
        for key, value in said[0]["headers"]:
            headers.setdefault(key.decode().lower(), []).append(value.decode())
        return headers, b"".join(message.get("body", b"") for message in said).decode()

    return asked


@pytest.mark.parametrize("path", ["/well", "/lax", "/missing"])
def test_every_response_carries_the_headers_once(ask: Ask, path: str) -> None:
    from app import HEADERS

    headers, _ = ask(path)
    assert {key.decode(): headers[key.decode()] for key in HEADERS} == {key.decode(): [value.decode()] for key, value in HEADERS.items()}


def test_the_policy_names_no_other_host_and_lets_nothing_be_evaluated() -> None:
    from app import POLICY

    rules = {rule.split()[0]: rule.split()[1:] for rule in POLICY.split(";")}
    assert {"default-src", "script-src", "object-src", "base-uri", "form-action", "frame-ancestors"} <= set(rules)
    allowed = {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:", "ws:", "wss:"}
    assert {source for sources in rules.values() for source in sources} <= allowed
    assert "data:" not in rules["script-src"]
    assert rules["object-src"] == ["'none'"]


def test_an_error_tells_the_visitor_nothing(ask: Ask) -> None:
    assert "secret" not in ask("/broken")[1]
    assert SETTINGS["client"]["showErrorDetails"] == "none"


def test_the_settings_are_for_production() -> None:
    server = SETTINGS["server"]
    assert server["enableXsrfProtection"] is True
    assert server["enableCORS"] is True
    assert server["xsrfCookieSameSite"] == "strict"
    assert server["enableStaticServing"] is False
    assert server["enableAgentApi"] is False
    assert server["maxUploadSize"] <= 50
    assert SETTINGS["browser"]["gatherUsageStats"] is False
