"""How much one session may have uploaded at once: the server holds no more, says so, and takes more again."""

from __future__ import annotations

import asyncio
import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from conftest import Server
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from server import uploads

MEGABYTE = 2**20


def answers(*requests: tuple[str, str, str], held: int = 0, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The status of requests (method, session, size) that come while none before them is done."""
    monkeypatch.setattr(uploads, "uploaded_bytes", lambda session: held if session == "one" else 0)
    passed, done = asyncio.Event(), asyncio.Event()

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        passed.set()
        await done.wait()
        await send({"type": "http.response.start", "status": 204, "headers": []})

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def ask(budget: uploads.UploadBudget, method: str, session: str, size: str) -> int:
        told: list[int] = []

        async def send(message: Any) -> None:
            told.append(message.get("status", 0))

        headers = [(b"content-length", size.encode())] if size else []
        path = f"/below/_stcore/upload_file/{session}/a"
        await budget({"type": "http", "method": method, "path": path, "headers": headers}, receive, send)
        return told[0]

    async def all_at_once() -> list[int]:
        budget = uploads.UploadBudget(app)
        asked = [asyncio.create_task(ask(budget, *request)) for request in requests]
        await passed.wait()
        await asyncio.sleep(0)
        done.set()
        found = [await one for one in asked]
        assert not budget.coming, "what has come is no longer on the way"
        return found

    return asyncio.run(all_at_once())


def size(megabytes: float) -> str:
    return str(int(megabytes * MEGABYTE))


def test_what_is_held_and_what_is_on_the_way_count_for_each_session_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    four = [("PUT", "one", size(24))] * 4
    asked = [*four, ("PUT", "one", size(5)), ("PUT", "one", size(3)), ("PUT", "two", size(24))]
    assert answers(*asked, monkeypatch=monkeypatch) == [204] * 4 + [429, 204, 204]
    asked = [("PUT", "one", size(24)), ("PUT", "two", size(24)), ("DELETE", "one", "")]
    assert answers(*asked, held=80 * MEGABYTE, monkeypatch=monkeypatch) == [429, 204, 204]


@pytest.mark.parametrize("said", ["", "-5", "x", "١٢"])
def test_an_upload_that_does_not_say_its_size_is_refused(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [("PUT", "one", said), ("PUT", "one", "5")]
    assert answers(*asked, monkeypatch=monkeypatch) == [411, 204]


def test_the_size_of_a_number_without_end_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [("PUT", "one", "9" * 5_000), ("PUT", "one", "5")]
    assert answers(*asked, monkeypatch=monkeypatch) == [429, 204]


@contextmanager
def session_of(server: Server, token: str) -> Iterator[str]:
    """The id of a session, for as long as its page is open."""
    cookie = {"Cookie": f"_streamlit_xsrf={token}"}
    protocols = [Subprotocol("streamlit"), Subprotocol(token)]
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    with connect(address, subprotocols=protocols, additional_headers=cookie, max_size=None) as link:
        message = BackMsg()
        message.rerun_script.query_string = ""
        link.send(message.SerializeToString())
        while True:
            told = ForwardMsg.FromString(link.recv(timeout=60, decode=False))
            if told.WhichOneof("type") == "new_session":
                yield told.new_session.initialize.session_id
                return


@pytest.mark.slow
def test_a_session_that_floods_the_served_app_is_refused_and_others_are_not(server: Server) -> None:
    cookie = (
        server.get("/_stcore/host-config")[1].get("set-cookie")
        or server.get("/_stcore/health")[1]["set-cookie"]
    )
    token = cookie.split("_streamlit_xsrf=")[1].split(";")[0]
    body = b"".join(
        (
            b'--x\r\nContent-Disposition: form-data; name="a"; filename="a.txt"\r\n\r\n',
            b"a" * (24 * MEGABYTE),
            b"\r\n--x--\r\n",
        )
    )
    headers = {"Cookie": f"_streamlit_xsrf={token}", "X-Xsrftoken": token}
    headers |= {"Content-Type": "multipart/form-data; boundary=x"}

    def asked(method: str, session: str, name: str) -> int:
        link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        link.request(
            method, f"/_stcore/upload_file/{session}/{name}", body if method == "PUT" else None, headers
        )
        status = link.getresponse().status
        link.close()
        return status

    with session_of(server, token) as one, session_of(server, token) as two:
        assert [asked("PUT", one, str(n)) for n in range(6)] == [204] * 4 + [429] * 2
        assert asked("PUT", two, "0") == 204
        assert asked("DELETE", one, "0") == 204
        assert asked("PUT", one, "7") == 204
