"""How programs are answered: within bounds of length and number, each refusal in words of both languages."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from data.atlas.atlas import Atlas
from data.tables.problem import BadData
from data.tables.vocab import LANGS
from server.api.openapi import openapi_document
from server.api.tables import LONGEST, Refusal, readable, table_content, with_added_documents
from ui.session import cache

AT_ONCE = 2  # requests that are worked on; others wait
PATIENCE = 10  # seconds, after which one that waits is told to come again
_free = threading.BoundedSemaphore(AT_ONCE)


def table_response(request: Request) -> Response:
    """The rows of a table."""
    query = {key: ",".join(request.query_params.getlist(key)) for key in request.query_params}
    return _answer(request, lambda atlas: table_content(readable(atlas), request.path_params["table"], query))


def openapi(request: Request) -> Response:
    """What can be asked for."""
    return _answer(request, openapi_document)


def unknown_address(request: Request) -> Response:
    """Say that nothing is at this address."""
    return _answer(request, lambda atlas: table_content(atlas, "", {}))


ROUTES = [
    Route("/api/openapi.json", openapi),
    Route("/api/{table}.json", table_response),
    Route("/api/{rest:path}", unknown_address),
]


def _answer(request: Request, make: Callable[[Atlas], dict[str, Any]]) -> Response:
    try:
        atlas = cache.current_atlas()
    except BadData:  # the pages show what is wrong
        return _json(request, {"error": {}}, 503)
    try:
        return _json(request, within_bounds(len(request.url.query), lambda: make(atlas)))
    except Refusal as refusal:
        return _json(request, error(atlas, refusal), refusal.status)


def error(atlas: Atlas, refusal: Refusal) -> dict[str, Any]:
    """Why there are no rows, in words of both languages."""
    return {"error": {lang: atlas.text(lang)(refusal.key, **refusal.values) for lang in LANGS}}


def within_bounds(length: int, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `make` makes for a query of that length in bytes. Raises Refusal for a query that is too long, and
    where too many wait already."""
    if length > LONGEST:
        raise Refusal(414, "too-long", most=LONGEST)
    if not _free.acquire(timeout=PATIENCE):
        raise Refusal(503, "busy")
    try:
        return make()
    finally:
        _free.release()


def _json(request: Request, values: dict[str, Any], status: int = 200) -> Response:
    raw = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    headers = {"cache-control": "private, no-store" if with_added_documents() else "no-cache"}
    headers |= {"vary": "accept-encoding"} | ({"retry-after": "10"} if status == 503 else {})
    if "gzip" in request.headers.get("accept-encoding", ""):
        raw, headers = gzip.compress(raw, 5), headers | {"content-encoding": "gzip"}
    return Response(raw, status, headers, "application/json")
