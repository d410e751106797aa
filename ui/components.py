"""The live components: the map, the reader and the jump box. Each raises the same event, a list of picks {id, seq, frame}."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
HTML = {
    "mapview": '<div class="d-map" data-state="loading"></div><div class="d-map-side"></div>',
    "reader": '<div class="d-reader" tabindex="-1"></div>',
    "jump": '<div class="d-jump"><input type="search" role="combobox" aria-expanded="false" aria-controls="d-jump-list" '
    'aria-autocomplete="list" autocomplete="off"><ul id="d-jump-list" role="listbox" hidden></ul></div>',
}


@cache
def _component(name: str) -> Any:
    script = "\n".join((HERE / file).read_text(encoding="utf-8") for file in ("picks.js", f"{name}.js"))
    return st.components.v2.component(f"dalil_{name}", html=HTML[name], js=script, isolate_styles=False)


def mount(name: str, data: dict[str, Any], on_picks: Callable[[], None]) -> None:
    """Show the component `name` ("mapview", "reader" or "jump") with `data`; picks arrive in st.session_state[name]."""
    _component(name)(key=name, data=data, on_picks_change=on_picks)
