"""What the door promises: headers on every response, the hosts it answers to, settings for production, a
policy that names no other host."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from asgi import ask_app
from conftest import Server
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from tiny import shipped

from data.tables.vocab import LANGS, Lang
from frame import PAGES
from server.headers import connections, content_security_policy, headers_for

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


Ask = Callable[[str], tuple[dict[str, list[str]], str]]


@pytest.fixture(scope="module")
def ask() -> Ask:
    """Asks a small app behind the same middleware for a path; returns headers and text. One of its routes
    breaks, one is laxer."""
    from server.headers import Headers

    async def well(_request: object) -> Response:
        return PlainTextResponse("well")

    async def lax(_request: object) -> Response:
        return PlainTextResponse(
            "lax", headers={"Content-Security-Policy": "default-src *", "X-Content-Type-Options": "sniff"}
        )

    async def broken(_request: object) -> Response:
        raise RuntimeError("secret")

    routes = [Route("/well", well), Route("/lax", lax), Route("/broken", broken)]
    app = Starlette(routes=routes, middleware=[Middleware(Headers)])

    def asked(path: str) -> tuple[dict[str, list[str]], str]:
        answer, headers = ask_app(app, path), dict[str, list[str]]()
        for key, value in answer.headers:
            headers.setdefault(key.lower(), []).append(value)
        return headers, answer.body.decode()

    return asked


@pytest.mark.parametrize("path", ["/well", "/lax", "/missing", "/broken"])
def test_every_response_carries_the_headers_once(ask: Ask, path: str) -> None:
    from server.headers import HEADERS

    headers, _ = ask(path)
    assert {key.decode(): headers[key.decode()] for key in HEADERS} == {
        key.decode(): [value.decode()] for key, value in HEADERS.items()
    }


REFUSABLE = {"type": "websocket", "path": "/x", "headers": [], "extensions": {"websocket.http.response": {}}}


def heard(*messages: dict[str, Any]) -> list[dict[str, Any]]:
    """What a server hears of these messages to a WebSocket, through the middleware."""
    from server.headers import Headers

    told: list[dict[str, Any]] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        for message in messages:
            await send(message)

    async def send(message: Any) -> None:
        told.append(message)

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    asyncio.run(Headers(app)(dict(REFUSABLE), receive, send))
    return told


def test_the_refusal_of_a_websocket_carries_the_headers_and_its_end_does_not() -> None:
    from server.headers import HEADERS

    start, body = heard({"type": "websocket.close", "code": 1008})
    assert (start["type"], start["status"]) == ("websocket.http.response.start", 403)
    assert set(HEADERS.items()) <= set(start["headers"])
    assert body["body"] == b"refused"
    ended: list[dict[str, Any]] = [
        {"type": "websocket.accept"},
        {"type": "websocket.send", "text": "x"},
        {"type": "websocket.close", "code": 1000},
    ]
    assert heard(*ended) == ended


UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
}
ELSEWHERE = UPGRADE | {"Origin": "https://elsewhere.example"}
ASKED: list[tuple[str, str, dict[str, str], int]] = [
    ("GET", "/", {}, 200),
    ("HEAD", "/", {}, 200),
    ("GET", "/aid", {}, 200),
    ("POST", "/", {}, 405),
    ("GET", "/dalil/none.js", {}, 404),
    ("GET", "/dalil/../../etc/passwd", {}, 400),
    ("GET", "/dalil/%2e%2e/%2e%2e/etc/passwd", {}, 400),
    ("GET", "/dalil/%00", {}, 400),
    ("GET", "//elsewhere.example", {}, 400),
    ("GET", "/_stcore/health", {}, 200),
    ("GET", "/_stcore/host-config", {}, 200),
    ("GET", "/_stcore/metrics", {}, 200),
    ("PUT", "/_stcore/upload_file/a/b", {}, 403),
    ("DELETE", "/_stcore/upload_file/a/b", {}, 403),
    ("GET", "/media/none.png", {}, 404),
    ("OPTIONS", "/_stcore/upload_file/a/b", {"Origin": "https://elsewhere.example"}, 204),
    ("GET", "/component/none/x.js", {}, 404),
    ("GET", "/_stcore/bidi-components/none/x.js", {}, 404),
    ("GET", "/_stcore/stream", ELSEWHERE, 403),
    ("GET", "/none", UPGRADE, 403),
]


def answered(server: Server, method: str, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str]]:
    """Status and headers (lower case) of the served app's answer."""
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        link.request(method, path, headers=headers)
        answer = link.getresponse()
        return answer.status, {key.lower(): value for key, value in answer.getheaders()}
    finally:
        link.close()


def own_host(server: Server) -> str:
    """What a page of the served app may ask."""
    return f"'self' wss://127.0.0.1:{server.port} ws://127.0.0.1:{server.port}"


@pytest.mark.parametrize(("method", "path", "headers", "status"), ASKED)
def test_the_served_app_stamps_whatever_it_answers(
    server: Server, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    wanted = headers_for("'self'", own_host(server))
    got, found = answered(server, method, path, headers)
    assert got == status
    assert {key: found.get(key) for key in map(bytes.decode, wanted)} == {
        k.decode(): v.decode() for k, v in wanted.items()
    }
    assert found.get("access-control-allow-origin", server.url) != "https://elsewhere.example"
    assert found.get("access-control-allow-origin") != "*"
    assert "SameSite=Strict" in found.get("set-cookie", "SameSite=Strict")


def test_only_the_hosts_that_are_named_are_answered(
    start: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_ALLOWED_HOSTS", "dalil.example.org 127.0.0.1")
    server = start()
    for host, status in (
        ("dalil.example.org", 200),
        ("DALIL.example.org:8501", 200),
        ("elsewhere.example", 400),
        ("x.127.0.0.1", 400),
    ):
        got, found = answered(server, "GET", "/", {"Host": host})
        assert (host, got) == (host, status)
        assert "content-security-policy" in found
    assert answered(server, "GET", "/_stcore/stream", UPGRADE | {"Host": "elsewhere.example"})[0] == 400
    assert answered(server, "GET", "/_stcore/stream", UPGRADE | {"Host": "dalil.example.org"})[0] == 101
    server.stop()


LOCAL = ("localhost", "127.0.0.1", "[::1]", "LOCALHOST")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        *((host, 200) for host in LOCAL),
        *((f"{host}:{{port}}", 200) for host in LOCAL),
        ("evil.example:{port}", 400),
        ("evil.example", 400),
        ("localhost.evil.example", 400),
        ("127.0.0.1.evil.example:{port}", 400),
        ("[::2]:{port}", 400),
        ("[::1].evil.example", 400),
        ("192.0.2.7:{port}", 400),
        ("0.0.0.0:{port}", 400),
    ],
)
def test_by_default_only_the_names_of_this_machine_are_answered(
    server: Server, host: str, status: int
) -> None:
    name = host.format(port=server.port)
    assert answered(server, "GET", "/", {"Host": name})[0] == status
    wanted = 101 if status == 200 else 400
    assert (
        answered(server, "GET", "/_stcore/stream", UPGRADE | {"Host": name, "Origin": f"http://{name}"})[0]
        == wanted
    )


def test_by_default_nobody_but_this_machine_is_listened_to(server: Server) -> None:
    with pytest.raises(
        ConnectionRefusedError
    ):  # every 127.x.y.z leads to a server that listens on all addresses
        socket.create_connection(("127.0.0.2", server.port), timeout=10)
    assert SETTINGS["server"]["address"] == "127.0.0.1"


def test_the_policy_names_no_other_host_and_lets_nothing_be_evaluated() -> None:
    rules = {rule.split()[0]: rule.split()[1:] for rule in content_security_policy().split(";")}
    assert {"default-src", "script-src", "object-src", "base-uri", "form-action", "frame-ancestors"} <= set(
        rules
    )
    allowed = {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}
    assert {source for sources in rules.values() for source in sources} <= allowed
    assert "data:" not in rules["script-src"]
    assert rules["object-src"] == ["'none'"]


@pytest.mark.parametrize(
    ("headers", "scheme", "wanted"),
    [
        ({"host": "127.0.0.1:8501"}, "http", "wss://127.0.0.1:8501 ws://127.0.0.1:8501"),
        ({"host": "dalil.example.org"}, "https", "wss://dalil.example.org"),
        ({"host": "dalil.example.org", "x-forwarded-proto": "https"}, "http", "wss://dalil.example.org"),
        (
            {"host": "one:1", "x-forwarded-host": "a.example, b.example", "x-forwarded-proto": "https, http"},
            "http",
            "wss://a.example",
        ),
        ({"host": "[::1]:8501"}, "http", ""),
        ({}, "http", ""),
        ({"host": "*.example.org"}, "http", ""),
        ({"host": "*"}, "http", ""),
        ({"host": "a.example; script-src *"}, "http", ""),
        ({"host": "a.example", "x-forwarded-host": "b.example 'unsafe-eval'"}, "http", ""),
        ({"host": "a.example\r\nx: y"}, "http", ""),
    ],
)
def test_a_page_may_open_websockets_to_the_host_it_came_from_and_no_other(
    headers: dict[str, str], scheme: str, wanted: str
) -> None:
    raw = [(key.encode(), value.encode()) for key, value in headers.items()]
    for kind in ("http", "websocket"):
        found = connections({"type": kind, "scheme": scheme, "headers": raw})
        assert found == f"'self' {wanted}".strip()
    rules = dict(rule.split(maxsplit=1) for rule in content_security_policy(connect=found).split(";"))
    assert rules["connect-src"] == found


def test_behind_a_proxy_that_names_itself_the_policy_names_the_host_that_was_asked_for(
    server: Server,
) -> None:
    asked = {"X-Forwarded-Host": "dalil.example.org", "X-Forwarded-Proto": "https"}
    for path in ("/", "/aid", "/none"):
        _, found = answered(server, "GET", path, asked)
        assert "; connect-src 'self' wss://dalil.example.org; " in found["content-security-policy"]


@pytest.mark.parametrize(
    ("named", "wanted", "options"),
    [
        ("", "'self'", b"SAMEORIGIN"),
        ("  ", "'self'", b"SAMEORIGIN"),
        ("none", "'none'", b"DENY"),
        ("https://news.example.org", "'self' https://news.example.org", None),
        (
            " https://*.example.org\nhttps://a-b.example:8443 ",
            "'self' https://*.example.org https://a-b.example:8443",
            None,
        ),
        ("http://localhost:3000", "'self' http://localhost:3000", None),
    ],
)
def test_pages_that_are_named_may_show_the_app_in_a_frame(
    named: str, wanted: str, options: bytes | None
) -> None:
    from server.headers import HEADERS, frame_ancestors

    found = headers_for(frame_ancestors(named))
    assert found[b"content-security-policy"].decode().endswith(f"; frame-ancestors {wanted}")
    assert found.get(b"x-frame-options") == options
    others = {*HEADERS} - {b"content-security-policy", b"x-frame-options"}
    assert {key: found[key] for key in others} == {key: HEADERS[key] for key in others}


@pytest.mark.parametrize(
    "named",
    [
        "*",
        "https://*",
        "https://*.org",
        "https:",
        "news.example.org",
        "http://news.example.org",
        "https://news.example.org/",
        "https://news.example.org/path",
        "https://news.example.org;",
        "https://a.example; script-src *",
        "'self'",
        "https://a.example,https://b.example",
        "https://a.*.example",
        "https://user@a.example",
        "https://a.example:port",
        "none https://a.example",
        "https://أخبار.example",
    ],
)
def test_what_names_no_page_is_refused_in_words(named: str) -> None:
    from server.headers import frame_ancestors

    with pytest.raises(ValueError, match="may show Dalil in a frame"):
        frame_ancestors(named)


def test_the_app_does_not_start_with_a_frame_that_makes_no_sense() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", port]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"DALIL_FRAME_ANCESTORS": "https://a.example/x"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert "DALIL_FRAME_ANCESTORS: 'https://a.example/x' names no pages" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


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
    assert server["maxMessageSize"] <= 50
    assert server["fileWatcherType"] == "none"
    assert SETTINGS["client"]["showErrorLinks"] is False
    assert SETTINGS["runner"]["postScriptGC"] is False, "one long review would slow every run of all"
    assert SETTINGS["client"]["toolbarMode"] in ("viewer", "minimal")
    assert SETTINGS["browser"]["gatherUsageStats"] is False


def test_no_proxy_keeps_what_a_session_has_made_and_every_proxy_keeps_what_is_everybodys(
    ask: Ask, server: Server
) -> None:
    assert ask("/media/made.pdf")[0]["cache-control"] == ["private, no-store"]
    assert "cache-control" not in ask("/well")[0]
    assert server.get("/media/none.png")[1]["cache-control"] == "private, no-store"
    assert "immutable" in server.get(assets_of(server))[1]["cache-control"]


@pytest.mark.parametrize(("accepted", "first"), [("ar-EG", "ar"), ("en-GB", "en"), ("", "ar")])
@pytest.mark.parametrize("path", ["/nothing", "/article/nothing", "/%D8%AF", "/nothing?lang=en"])
def test_an_address_without_a_page_is_told_in_both_languages(
    path: str, accepted: str, first: Lang, server: Server
) -> None:
    """Streamlit's own words for it are English, in a dialog over the first page."""
    status, headers, text = server.get(path, {"accept-language": accepted})
    assert status == 404
    assert headers["content-security-policy"] == content_security_policy(connect=own_host(server))
    texts = [shipped().text(lang)("missing.title") for lang in (first, *(lg for lg in LANGS if lg != first))]
    assert 0 < text.index(texts[0]) < text.index(texts[1])
    assert "<script" not in text
    assert all(f'href="/?lang={lang}"' in text for lang in LANGS)


def test_what_has_a_page_or_is_a_file_is_answered_as_before(server: Server) -> None:
    paths = ["/", *(f"/{page}" for page in PAGES[1:]), "/_stcore/health", "/favicon.png", assets_of(server)]
    assert {path: server.get(path)[0] for path in paths} == dict.fromkeys(paths, 200)
    assert server.get("/map")[0] == 307
    assert server.get("/article/")[0] == 301


def assets_of(server: Server) -> str:
    """A file that the first page names."""
    return str(re.findall(r'"(/dalil/[^"]+)"', server.get("/")[2])[0])


ASKED_FROM_WITHIN = """
import os, socket
import streamlit as st
from starlette.responses import JSONResponse
from starlette.routing import Route

async def accepted(request):
    found = []
    for number in os.listdir("/proc/self/fd"):
        try:
            with socket.socket(fileno=os.dup(int(number))) as one:
                one.getpeername()
                if one.family == socket.AF_INET:
                    found.append(one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        except OSError:
            pass
    return JSONResponse(found)

app = st.App("page.py", routes=[Route("/accepted", accepted)])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for the sockets of the server")
def test_a_connection_sends_small_messages_at_once(start: Callable[..., Server], tmp_path: Path) -> None:
    """Nagle's algorithm holds a small message back until the browser has acknowledged the one before, up to
    40 ms. asyncio switches it off for sockets that name their protocol, and Streamlit's names none; uvloop,
    which Streamlit takes where it is installed, switches it off for all."""
    script = tmp_path / "door.py"
    script.write_text(ASKED_FROM_WITHIN, encoding="utf-8")
    (tmp_path / "page.py").write_text("", encoding="utf-8")
    status, _, sockets = start(script=script).get("/accepted")
    assert status == 200
    assert json.loads(sockets), "the connection that asks is among them"
    assert set(json.loads(sockets)) == {1}
