"""The answer for an address that has no page. Streamlit would start the app there, and then say in English
that there is no such page; it has no setting for that
(https://github.com/streamlit/streamlit/pull/4487)."""

from __future__ import annotations

from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.atlas.atlas import Atlas
from data.i18n import preferred_language
from data.tables.vocab import LANGS, Lang
from frame import PAGES
from ui import theme
from ui.html.templating import TEMPLATES
from web import assets

OURS = ("", "/", *(f"/{page}" for page in PAGES))


class Missing:
    """Answers 404, in the reader's language and the other, where Streamlit would answer with its own page."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer back unless it starts the app."""
        if scope["type"] != "http" or is_ours(scope["path"]):
            await self.app(scope, receive, send)
            return
        dropped = False

        async def sent(message: Message) -> None:
            nonlocal dropped
            if starts_app(message):
                dropped = True
                await missing_response(scope)(scope, receive, send)
            elif not dropped:
                await send(message)

        await self.app(scope, receive, sent)


def is_ours(path: str) -> bool:
    """Is this a page of the app, or a file that it serves itself?"""
    below = path.removeprefix(assets.base_path())
    return below in OURS or below.startswith(f"{assets.PREFIX}/")


def serve_missing_page(atlas: Atlas) -> None:
    """Make the page, once for each language that it may begin with."""
    for lang in LANGS:
        assets.serve_asset(f"missing-{lang}", "html", missing_page(atlas, lang))


def missing_page(atlas: Atlas, first: Lang) -> str:
    """A whole page in both languages, `first` at the top, each with a link to the map. It needs no script."""
    return TEMPLATES.get_template("missing.html").render(
        langs=(first, *(lang for lang in LANGS if lang != first)),
        text={lang: atlas.text(lang) for lang in LANGS},
        base=assets.base_path(),
        colours=theme.variables(atlas),
        sheet=Markup((assets.STYLES / "missing.css").read_text(encoding="utf-8")),  # noqa: S704 (ours)
    )


def starts_app(message: Message) -> bool:
    """Does an answer begin here that is a page, and is ours made? Without sound data it is not. A web page
    that is handed over as a file (Content-Disposition) is no page of the app."""
    if message["type"] != "http.response.start" or not assets.has(f"missing-{LANGS[0]}"):
        return False
    headers = Headers(raw=message["headers"])
    is_page = headers.get("content-type", "").startswith("text/html")
    return message["status"] == 200 and is_page and "content-disposition" not in headers


def missing_response(scope: Scope) -> Response:
    """The page that says so."""
    first = preferred_language(Headers(scope=scope).get("accept-language", ""))
    page = assets.get(assets.asset_path(f"missing-{first}"))
    headers = {"cache-control": "no-cache", "vary": "accept-language"}
    return HTMLResponse(page.content if page else "", 404, headers)
