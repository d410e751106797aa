"""The live components: the map, the reader and the jump box. Each raises the same event, a list of picks {id, seq, frame}."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from data.words import Lang, say
from ui import served, state

MAP_NAME = "map_00"  # as geo.map.MAP; the two rooms do not know each other, a test holds them together
MAP_WORDS = {"failed": "failed", "zoomIn": "zoom-in", "zoomOut": "zoom-out", "home": "home"}
HERE = Path(__file__).parent
READER = '<div class="d-reader" tabindex="-1"></div>'
SCRIPTS = {"mapview": ("labels.js", "mapview.js"), "reader": ("reader.js",), "card": ("reader.js",), "jump": ("jump.js",)}
HTML = {
    "mapview": '<div class="d-map" data-state="loading"></div><div class="d-map-side"></div>',
    "reader": READER,
    "card": READER,
    "jump": '<div class="d-jump"><input type="search" role="combobox" aria-expanded="false" aria-controls="d-jump-list" '
    'aria-autocomplete="list" autocomplete="off"><ul id="d-jump-list" role="listbox" hidden></ul></div>',
}


@cache
def _component(name: str) -> Any:
    script = "\n".join((HERE / file).read_text(encoding="utf-8") for file in ("picks.js", *SCRIPTS[name]))
    return st.components.v2.component(f"dalil_{name}", html=HTML[name], js=script, isolate_styles=False)


def mount(name: str, data: dict[str, Any]) -> None:
    """Show the component `name` with `data`, and tell it which picks have arrived."""
    _component(name)(key=name, data=data | {"received": state.received(name)}, on_picks_change=lambda: state.take_picks(name))


def show_map(live: dict[str, Any], lang: Lang) -> None:
    """The live map; `live` is what geo.map.live says of the view."""
    atlas = state.atlas()
    words = {key: say(atlas, f"map.{word}", lang) for key, word in MAP_WORDS.items()}
    assets = {
        "leaflet": "/leaflet/leaflet.js",
        "css": "/leaflet/leaflet.css",
        "base": served.path(f"base-{lang}"),
        "side": served.path(f"places-{lang}"),
        "map": MAP_NAME,
    }
    mount("mapview", {**live, "assets": assets, "words": words, "lang": lang, "count": state.picks()})


def show_reader(html: str, focus: str) -> None:
    """Passages as HTML, their marks pickable."""
    mount("reader", {"html": html, "focus": focus})


def show_card(html: str, focus: str) -> None:
    """A card beside the text: a second reader, with a name of its own."""
    mount("card", {"html": html, "focus": focus})


def show_jump(lang: Lang) -> None:
    """The jump box."""
    atlas = state.atlas()
    words = {key: say(atlas, f"jump.{key}", lang) for key in ("label", "hint", "none")}
    mount("jump", {"index": served.path(f"jump-{lang}"), "words": words, "lang": lang})
