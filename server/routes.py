"""The files that the app serves itself, and the page that starts it."""

from __future__ import annotations

import gzip

from starlette.datastructures import Headers as RequestHeaders
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from data.atlas.atlas import Atlas
from data.atlas.case import FIRST_CASE
from data.documents.availability import known_case
from data.i18n import Text, preferred_language
from data.query.selection import Selection
from data.tables.problem import BadData
from data.tables.vocab import LANGS
from frame import PAGES, prepare_assets
from server import first_page, preload
from ui.session import cache
from web import assets

FOREVER = {"cache-control": "public, max-age=31536000, immutable"}  # the name carries a hash


def cached_response(file: assets.Asset, accepted: RequestHeaders) -> Response:
    """The response that carries a file whose name carries its hash, compressed where the browser takes
    that."""
    packed = "gzip" in accepted.get("accept-encoding", "")
    headers = FOREVER | {"vary": "accept-encoding"} | ({"content-encoding": "gzip"} if packed else {})
    return Response(file.gzipped if packed else file.content, headers=headers, media_type=file.media_type)


class StaticFilesFromMemory:
    """Answers for the files that every page begins with from memory, packed once: Streamlit reads them from
    the disk for each visitor, some hundred of them, and sends them as they are."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or not (found := preload.static_files().get(scope["path"]))
        ):
            await self.app(scope, receive, send)
            return
        await cached_response(found, RequestHeaders(scope=scope))(scope, receive, send)


async def made(request: Request) -> Response:
    """A file that the app serves."""
    file = assets.get(request.url.path)
    return cached_response(file, request.headers) if file else Response("not found", 404)


def serve_start_page(request: Request) -> Response:
    """The page that starts the app; what it shows first is drawn here."""
    params, page = request.query_params, request.url.path.rpartition("/")[2] or PAGES[0]
    given = params.get("lang")
    lang = given if given in LANGS else preferred_language(request.headers.get("accept-language", ""))
    atlas = opened_atlas(params)
    first = seen_first(page, atlas.text(lang), params, atlas) if atlas else ""
    html = preload.start_page(page, lang, first, atlas.case.suffix if atlas else "").encode()
    packed = "gzip" in request.headers.get("accept-encoding", "")
    headers = {"cache-control": "no-cache", "vary": "accept-language, accept-encoding"}
    headers |= {"content-encoding": "gzip"} if packed else {}
    return HTMLResponse(gzip.compress(html, 5) if packed else html, headers=headers)


def opened_atlas(params: QueryParams) -> Atlas | None:
    """The data of the case that a link opens, its files offered; None without sound data."""
    try:
        atlas = cache.current_atlas(known_case(",".join(params.getlist("case")) or FIRST_CASE))
        prepare_assets(atlas)
    except BadData:  # the frame shows what is wrong
        return None
    return atlas


def seen_first(page: str, t: Text, params: QueryParams, atlas: Atlas) -> str:
    """What a page shows until the app has started; nothing on a stage."""
    if first_page.STAGED & set(params):
        return ""
    query = {key: ",".join(params.getlist(key)) for key in params}
    return first_page.first_page(atlas, page, t.lang, Selection.from_query(query, atlas)[0])
