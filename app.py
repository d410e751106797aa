"""The door: what `streamlit run app.py` starts. It serves the files the app makes, sets the headers of every
response, answers to the hosts it is told, and warms up, so that the first visit is as fast as a later one."""

from __future__ import annotations

import os
import re
import sys

import streamlit as st
from starlette.datastructures import Headers as RequestHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from frame import PAGES
from server import health, logs
from server.api import routes as api
from server.headers import Headers, frame_ancestors
from server.missing import Missing
from server.routes import StaticFilesFromMemory, made, serve_start_page
from server.streamlit.private import forget_gone_widgets, named_origins_alone, navigation_alone
from server.uploads import UploadBudget
from server.warmup import warm
from web import assets

IPV6 = re.compile(r"\[([0-9A-Fa-f:.]+)\](?::\d+)?")  # a host, and a port


class Hosts(TrustedHostMiddleware):
    """Answers to the named hosts alone, to addresses of IPv6 too, which requests write in brackets
    (`[::1]:8501`)."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        bracketed = scope["type"] in ("http", "websocket") and IPV6.fullmatch(
            RequestHeaders(scope=scope).get("host", "")
        )
        if bracketed and bracketed[1] in self.allowed_hosts:
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


async def home(request: Request) -> Response:
    """The first page has the shortest path; to Streamlit the one with its name is unknown."""
    return RedirectResponse(request.url.replace(scheme="", netloc="", path=f"{assets.base_path()}/"), 307)


logs.begin()
assets.serve_below(st.get_option("server.baseUrlPath"))
ours = [Route(f"/{page}", serve_start_page) for page in ("", *PAGES[1:])]
ours += [Route(f"/{PAGES[0]}", home), Route(f"{assets.PREFIX}/{{name}}", made)]
ours += [*api.ROUTES, *health.ROUTES]
routes: list[BaseRoute] = [Route(f"{assets.base_path()}{route.path}", route.endpoint) for route in ours]
if assets.base_path():  # without its slash, names in a page would be those of the folder above
    routes.append(Route(assets.base_path(), home))

navigation_alone()
named_origins_alone()
forget_gone_widgets()
try:
    ancestors = frame_ancestors(os.environ.get("DALIL_FRAME_ANCESTORS", ""))
except ValueError as wrong:
    sys.exit(f"DALIL_FRAME_ANCESTORS: {wrong}")

# One setting names the hosts for pages (here) and for WebSockets (Streamlit's own check).
hosts = Middleware(Hosts, allowed_hosts=st.get_option("server.allowedHosts") or ["*"], www_redirect=False)
app = st.App(
    "frame.py",
    routes=routes,
    middleware=[
        Middleware(Headers, ancestors=ancestors),
        hosts,
        Middleware(UploadBudget),
        Middleware(StaticFilesFromMemory),
        Middleware(Missing),
    ],
    lifespan=warm,
)
