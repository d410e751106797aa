"""A reader without a browser: speaks Streamlit's protocol over a WebSocket, and keeps what the page would
show."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from streamlit.components.v2.bidi_component.constants import EVENT_DELIM
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

WAIT = 60  # seconds that a run may take
KEEP = 2  # runs for which a page keeps large messages, so that they are not sent again
KEY = re.compile(r"\$\$ID-[0-9a-f]+-(?!None$)(.+)")  # a widget's id ends with its key


class Failed(RuntimeError):
    """A run that showed an exception, or an answer that is not the right one."""


class Session:
    """One open page. `elements`: by key (or, without one, by kind) what was last shown, and the fragment it
    belongs to."""

    def __init__(self, link: ClientConnection, name: str, query: str):
        self.link, self.name, self.query, self.page, self.runs = link, name, query, "", 0
        self.elements: dict[str, tuple[Any, str]] = {}
        self.kept: dict[str, tuple[int, ForwardMsg]] = {}
        self.broken: list[str] = []

    async def run(self, state: WidgetState | None = None, fragment: str = "") -> float:
        """Ask for a run, and wait until it has ended: milliseconds. Raises Failed, TimeoutError, or what
        websockets raises."""
        message = BackMsg()
        client = message.rerun_script
        client.query_string, client.page_script_hash, client.fragment_id = self.query, self.page, fragment
        client.page_name = "" if self.page else self.name
        client.context_info.locale, client.context_info.timezone = "ar", "UTC"
        client.cached_message_hashes.extend(self.kept)
        client.widget_states.widgets.extend([state] if state else [])
        self.broken = []
        start = time.perf_counter()
        await self.link.send(message.SerializeToString())
        async with asyncio.timeout(WAIT):
            while not self._take(await self.link.recv(decode=False)):
                pass
        took = (time.perf_counter() - start) * 1000
        self.runs += 1
        self.kept = {key: kept for key, kept in self.kept.items() if kept[0] > self.runs - KEEP}
        if self.broken:
            raise Failed("; ".join(self.broken))
        return took

    async def event(self, component: str, event: str, value: Any) -> float:
        """Raise an event of a component, as its script would."""
        element, fragment = self._found(component)
        name = f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{element.id}{EVENT_DELIM}events"
        return await self.run(
            WidgetState(id=name, json_trigger_value=json.dumps([{"event": event, "value": value}])), fragment
        )

    async def choose(self, key: str, names: list[str]) -> float:
        """Choose the options of these names, which a count may follow; none, to clear it."""
        element, fragment = self._found(key)
        state = WidgetState(id=element.id)
        for option in (
            getattr(option, "content", option) for option in element.options
        ):  # of pills, in Markdown; of a list
            shown = re.sub(r"\\(.)", r"\1", option)
            state.string_array_value.data.extend(
                [option] if any(shown == n or shown.startswith(f"{n} (") for n in names) else []
            )
        return await self.run(state, fragment)

    async def press(self, button: str) -> float:
        """Press a button."""
        element, fragment = self._found(button)
        return await self.run(WidgetState(id=element.id, trigger_value=True), fragment)

    def given(self, component: str) -> dict[str, Any]:
        """The data that a component was last given."""
        element, _ = self._found(component)
        data: dict[str, Any] = json.loads(element.json or element.mixed.json)
        return data

    def _found(self, key: str) -> tuple[Any, str]:
        if key not in self.elements:
            raise Failed(f"there is no {key}")
        return self.elements[key]

    def _take(self, raw: bytes) -> bool:
        """Take one message; has the run ended with it?"""
        message = ForwardMsg.FromString(raw)
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            message = self.kept[message.ref_hash][1]
            kind = message.WhichOneof("type")
        if message.metadata.cacheable:
            self.kept[message.hash] = (self.runs + 1, message)
        if kind == "navigation":
            self.page = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._show(message.delta.new_element, message.delta.fragment_id)
        if kind != "script_finished":
            return False
        if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            self.broken.append("the script does not compile")
        return bool(message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN)

    def _show(self, element: Any, fragment: str) -> None:
        kind = element.WhichOneof("type")
        shown = getattr(element, kind)
        if kind == "exception":
            self.broken.append(f"{shown.type}: {shown.message}")
        named = KEY.fullmatch(getattr(shown, "id", ""))
        self.elements[named[1] if named else kind] = shown, fragment


@asynccontextmanager
async def opened(
    address: str,
    page: str = "",
    query: str = "",
    headers: Mapping[str, str] | None = None,
    token: str = "",
) -> AsyncIterator[tuple[Session, float]]:
    """A new session on a page of an app, after its first run, and the milliseconds that took. headers: of the
    request, such as the cookies of somebody who has signed on; token: against forged requests, goes with
    them."""
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    start = time.perf_counter()
    async with connect(
        stream,
        subprotocols=[Subprotocol(part) for part in ("streamlit", token) if part],
        additional_headers=headers,
        max_size=None,
        open_timeout=WAIT,
        ping_interval=None,
    ) as link:
        session = Session(link, page, query)
        await session.run()
        yield session, (time.perf_counter() - start) * 1000
