"""How much one session may have uploaded at once: its files lie in memory until they are added or removed."""

from __future__ import annotations

import re
from collections import Counter

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from server.streamlit.private import uploaded_bytes

MOST = 100 * 2**20  # bytes
UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+")  # the session


class UploadBudget:
    """Refuses what would let one session hold more than MOST (429), and what does not say its size (411)."""

    def __init__(self, app: ASGIApp):
        self.app = app
        self.coming = Counter[str]()  # session -> bytes on the way

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        upload = scope["type"] == "http" and scope["method"] == "PUT" and UPLOAD.search(scope["path"])
        if not upload:
            await self.app(scope, receive, send)
        elif refusal := self._refusal(upload[1], size := Headers(scope=scope).get("content-length", "")):
            await refusal(scope, receive, send)
        else:
            self.coming[upload[1]] += int(size)
            try:
                await self.app(scope, receive, send)
            finally:
                self.coming[upload[1]] -= int(size)
                self.coming += Counter()  # without sessions that have none

    def _refusal(self, session: str, size: str) -> Response | None:
        if not (size.isascii() and size.isdigit()):
            return PlainTextResponse("the size is not said", 411)
        if uploaded_bytes(session) + self.coming[session] + int(size[:20]) > MOST:
            return PlainTextResponse("too many files at once", 429)
        return None
