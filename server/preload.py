"""The page that starts the app: Streamlit's own, with what is seen first in it, and the names of all that the
browser will need (the map library, the base map, the files of widgets and components), in the order in which
it is fetched once that has been painted."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

from data.tables.vocab import Lang
from server.streamlit import lazy_scripts, widgets
from server.streamlit.files import frontend_page, static, widget_scripts
from ui import theme
from web import assets

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
LATER = (
    *CHARTS,
    "DataFrame",
    "Selectbox",
    "DownloadButton",
)  # what other pages show, fetched while one is read
MAPPED, CHARTED = (
    ("map", "article", "border", "actors", "compare"),
    ("aid", "border", "actors"),
)  # pages with a map, pages with charts
# Streamlit asks the server twice before it connects, and on every page but the first it asks below the page's
# own path too. Here page and server are one, and no other page may steer this one
# (https://github.com/streamlit/streamlit/pull/13342). A slider would take the direction of its thumbs from
# the browser's language (react-aria), whatever the page's own direction; what it fills, and the axes and
# pictures beside it, run from left to right.
START = (
    "<script>window.__streamlit = {{ BACKEND_BASE_URL: location.origin + {base}, "
    "HOST_CONFIG: {{ allowedOrigins: [location.origin], useExternalAuthToken: false }} }}; "
    'window[Symbol.for("react-aria.i18n.locale")] = "en-US"</script>'
)
WITHOUT_SCRIPT = re.compile(r"\s*<noscript>.*?</noscript>", re.S)  # Streamlit's word for it, in English
SCRIPT = (
    # named by a link too: a browser asks for scripts after every link
    '<link rel="modulepreload" crossorigin href="{0}"><script type="module" crossorigin src="{0}"></script>'
)
STARTING = re.compile(
    r'\s*<(?:script type="module"[^>]* src="([^"]+)"></script|link rel="modulepreload"[^>]*)>'
)
# What the app consists of, some hundred files, is fetched once what is seen first has been painted. Streamlit
# itself starts when the map stands (web/start/first_page.js), at the latest after two seconds.
START_WHEN_PAINTED = """<template id="d-files">{files}</template>
<template id="d-start">{start}</template>
<script>
{{
  const tries = {{}}; // a script that the network lost for a moment is asked for again
  addEventListener("error", ({{ target: {{ tagName, type, src }} }}) => {{
    if (tagName !== "SCRIPT" || (tries[src] = (tries[src] ?? 0) + 1) > 3) return;
    const again = Object.assign(document.createElement("script"), {{ type, src, crossOrigin: "" }});
    setTimeout(() => document.head.append(again), 500 * 3 ** (tries[src] - 1));
  }}, true);
  const add = (id) => document.head.append(document.getElementById(id).content);
  const first = document.getElementById("d-first");
  const start = () => {{
    add("d-files");
    if (first?.dataset.map) setTimeout(add, 2000, "d-start");
    else add("d-start");
  }};
  if (document.hidden || !first) start();
  else requestAnimationFrame(() => setTimeout(start));
}}
</script>"""


def start_page(page: str, lang: Lang, first: str = "", suffix: str = "") -> str:
    """The HTML that starts the app on `page`; `first`: what is seen until it has started; `suffix`: of the
    files of the case that it opens."""
    html, again = WITHOUT_SCRIPT.sub("", frontend_page()), widgets.served_again()
    direction = "rtl" if lang == "ar" else "ltr"
    html = html.replace('<html lang="en">', f'<html lang="{lang}" dir="{direction}">', 1)
    # before every script, or the browser would not heed it
    html = html.replace("<head>", f"<head>{_map(again)}", 1)
    widget_links = [
        _link(again.get(widgets.script_path(name), f"./static/js/{name}"), "modulepreload")
        for name in _widgets(page)
    ]
    own = [_link(tag[1], "modulepreload") if tag[1] else tag[0] for tag in STARTING.finditer(html)]
    files = [*_map_files(page, lang, suffix), *_ours(), *own]
    start = [tag[0] for tag in STARTING.finditer(html) if tag[1]]
    framed = lazy_scripts.run_before(_frame_scripts(), assets.asset_path("app")) if assets.has("app") else ""
    starting = START_WHEN_PAINTED.format(files="".join(files), start="".join([*start, *widget_links, framed]))
    html = STARTING.sub("", html)
    faces = (*theme.served_fonts().values(), *(title_face() if lang == "en" else ()))
    fonts = [_link(path, "preload", "font") for path in faces]
    starts = START.format(base=json.dumps(assets.base_path()))
    html = html.replace("</head>", "\n".join([starts, *fonts, "</head>"]), 1)
    # Streamlit writes its own rules at the end of the head: ours follow them
    sheet = _link(assets.asset_path("sheet"), "stylesheet") if assets.has("sheet") else ""
    html = html.replace("<body>", f"<body>{sheet}{first}", 1)
    return html.replace("</body>", f"{starting}</body>", 1)


def _map_files(page: str, lang: Lang, suffix: str) -> list[str]:
    """Tags for the map library, the base map and what stands beside it, where the page has a map."""
    if page not in MAPPED or not assets.has(f"base-{lang}{suffix}"):
        return []
    return [
        SCRIPT.format(assets.asset_path("leaflet-js")),
        _link(assets.asset_path(f"base-{lang}{suffix}"), "modulepreload"),
        _link(assets.asset_path("leaflet-css"), "preload", "style"),
        _link(assets.asset_path(f"places-{lang}{suffix}"), "preload", "fetch"),
    ]


def _ours() -> list[str]:
    """Tags for the app's own scripts."""
    named = [assets.asset_path(stem) for stem in ("app", "lists") if assets.has(stem)]
    started = [SCRIPT.format(assets.asset_path("first"))] if assets.has("first") else []
    return [*(_link(path, "modulepreload") for path in named), *started]


def _widgets(page: str) -> list[str]:
    """Names of Streamlit's scripts of the widgets that the page begins with, those aside that its own page
    names."""
    shown = FRAME + (CHARTS if page in CHARTED else ())
    return [name for name in widget_scripts(shown) if name not in frontend_page()]


def _frame_scripts() -> dict[str, str]:
    """Paths of the scripts of the widgets of every page, by name."""
    return {name: widgets.script_path(name) for name in widget_scripts(FRAME) if name not in frontend_page()}


def serve_preload_script() -> None:
    """Serve the script that puts the app in the place of what is seen first and then fetches what other pages
    need; the script of the app, which does it, is served already."""
    again = widgets.served_again()
    paths = {name: widgets.script_path(name) for name in widget_scripts(LATER) if name not in frontend_page()}
    later = json.dumps({name: again.get(path, path) for name, path in paths.items()})
    names = f'{{ watchFirstPage, fetchLater }} from "{assets.asset_path("app")}"'
    assets.serve_asset("first", "js", f"import {names};\nwatchFirstPage(() => fetchLater({later}));\n")


@cache
def title_face() -> tuple[str, ...]:
    """Streamlit's file of the Latin face that titles are set in; nothing where it has another name."""
    return tuple(
        f"./static/media/{file.name}" for file in (static() / "static" / "media").glob("SourceSerif*Roman*")
    )


@cache
def static_files() -> dict[str, assets.Asset]:
    """Streamlit's own files that the pages begin with, by path; its scripts take at once what has been run
    before. Their names carry a hash."""
    named = re.findall(r'"\./(static/(?:js|css)/[^"]+)"', frontend_page()) + [
        f"static/js/{name}" for name in widget_scripts(FRAME + LATER)
    ]
    return {
        f"{assets.base_path()}/{name}": assets.Asset(
            _content(static() / name), assets.TYPES[name.rpartition(".")[2]]
        )
        for name in dict.fromkeys(named)
    }


def _content(file: Path) -> bytes:
    content = file.read_bytes()
    return lazy_scripts.taken_at_once(content.decode()).encode() if file.suffix == ".js" else content


def _map(imports: dict[str, str]) -> str:
    if not imports:
        return ""
    rows = Markup(json.dumps({"imports": imports}))  # noqa: S704 hashed names of files
    return Markup('<script type="importmap">{}</script>').format(rows)


def _link(path: str, rel: str, kind: str = "") -> str:
    given = Markup(' as="{}"').format(kind) if kind else ""
    crossing = Markup(" crossorigin") if rel == "modulepreload" or kind in ("fetch", "font") else ""
    return Markup('<link rel="{}" href="{}"{}{}>').format(rel, path, given, crossing)
