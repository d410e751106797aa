"""The page that starts the app is Streamlit's own; its head also names what the browser will need once Streamlit has started, so
that it fetches while Streamlit starts: the files of the widgets and components, the map library, the base map."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup

from data.words import Lang
from ui import served, theme
from ui.components import scripts

FRAME = (
    "Html",
    "ButtonGroup",
    "BidiComponent",
    "Multiselect",
    "TextInput",
    "Slider",
    "Button",
)  # Streamlit's names of what every page shows
CHARTS = ("PlotlyChart",)
MAPPED, CHARTED = ("map", "article", "border", "actors"), ("aid", "border", "actors")  # pages with a map, pages with charts
# Streamlit asks the server twice before it connects, and on every page but the first it asks below the page's own path too. Here page
# and server are one, and no other page may steer this one (https://github.com/streamlit/streamlit/pull/13342).
# A slider would take the direction of its thumbs from the browser's language (react-aria), whatever the page's own direction; what it
# fills, and the axes and pictures beside it, run from left to right.
START = (
    "<script>window.__streamlit = { BACKEND_BASE_URL: location.origin, "
    "HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false } }; "
    'window[Symbol.for("react-aria.i18n.locale")] = "en-US"</script>'
)
LIBRARY = '<script type="module" async src="{}"></script>'  # it is run while Streamlit's own files are still coming
IMPORT = re.compile(r'(?:\bfrom|\bimport)"\./([^"]+\.js)"')


def front(page: str, lang: Lang) -> str:
    """The HTML that starts the app on `page`."""
    html = _index()
    modules = [f"./static/js/{name}" for name in chunks(FRAME + (CHARTS if page in CHARTED else ())) if name not in html]
    tags = [START, *(_link(path, "preload", "font") for path in theme.served_fonts().values())]
    if page in MAPPED and served.has(f"base-{lang}"):
        tags += [_link(served.path("leaflet-css"), "preload", "style"), _link(served.path(f"places-{lang}"), "preload", "fetch")]
        tags += [_link(served.path(f"base-{lang}"), "modulepreload"), LIBRARY.format(served.path("leaflet-js"))]
    tags += [_link(path, "modulepreload") for path in (*modules, *scripts())]
    return html.replace("</head>", "\n".join([*tags, "</head>"]), 1)


@cache
def chunks(widgets: tuple[str, ...]) -> tuple[str, ...]:
    """The files of Streamlit's that show these widgets, and what those import; what a version of Streamlit lacks is left out."""
    found: dict[str, None] = {}
    asked = [file.name for widget in widgets for file in sorted(_scripts().glob(f"{widget}.*.js"))]
    while asked:
        name = asked.pop()
        if name not in found and (file := _scripts() / name).is_file():
            found[name] = None
            asked += IMPORT.findall(file.read_text(encoding="utf-8"))
    return tuple(found)


@cache
def shelf() -> dict[str, served.Made]:
    """Streamlit's own files that the pages begin with, by path. Their names carry a hash."""
    named = re.findall(r'"\./(static/(?:js|css)/[^"]+)"', _index()) + [f"static/js/{name}" for name in chunks(FRAME + CHARTS)]
    return {
        f"/{name}": served.Made((_scripts().parents[1] / name).read_bytes(), served.TYPES[name.rpartition(".")[2]])
        for name in dict.fromkeys(named)
    }


@cache
def _index() -> str:
    return (_scripts().parents[1] / "index.html").read_text(encoding="utf-8")


@cache
def _scripts() -> Path:
    spec = find_spec("streamlit")  # never imported here: this only reads its files
    if spec is None or spec.origin is None:
        raise RuntimeError("Streamlit is not installed")
    return Path(spec.origin).parent / "static" / "static" / "js"


def _link(path: str, rel: str, kind: str = "") -> str:
    given = Markup(' as="{}"').format(kind) if kind else ""
    crossing = Markup(" crossorigin") if rel == "modulepreload" or kind in ("fetch", "font") else ""
    return Markup('<link rel="{}" href="{}"{}{}>').format(rel, path, given, crossing)
