"""`/health`: may readers be sent to this process, and can it read the store? For load balancers and alarms;
`/_stcore/health` is Streamlit's own and says no more than that the process lives."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from data.documents.availability import availability, unreadable_count
from data.tables.problem import BadData
from ui.session import cache


def health(_request: Request) -> JSONResponse:
    """200 where pages show everything that they should, in all cases of the store, or what was last read
    while it is away; 503 where they cannot, as the tables are unsound or the store was never read."""
    try:
        cache.current_atlas()
    except BadData:
        return _answer("unfit", 503, data="unsound")
    store = availability()
    if store == "unread":
        return _answer("unfit", 503, store=store)
    left_out = unreadable_count()
    status = "degraded" if store == "away" or left_out else "ok"
    return _answer(status, 200, store=store, unreadable=left_out)


ROUTES = [Route("/health", health)]


def _answer(status: str, code: int, **found: str | int) -> JSONResponse:
    return JSONResponse({"status": status, **found}, code, {"cache-control": "no-store"})
