"""What this session has chosen: the one stateful module. It reads and writes the URL, seeds the widgets, receives picks, and
keeps the caches.

A run goes begin() -> widgets and pages -> finish(). The URL is read when it differs from what was last written and no
widget has just spoken; it is written once, at the end. A pick inside a `live` part redraws that part alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import lru_cache, wraps
from typing import Any

import streamlit as st
from plotly.graph_objects import Figure
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.atlas import Atlas, changed, digest, load
from data.overlay import Overlay, join
from data.select import Selection, View, is_focus, select
from data.selection import LENSES
from data.statements import ASSESSMENTS
from data.store import present
from data.words import LANGS, Lang
from ui import widgets

TURNS = {"read": "article", "map": "map", "weigh": "evidence"}  # kind of pick -> the page on which it shows its focus


def atlas() -> Atlas:
    """The curated data and the documents of the store, as the run holds them. Raises data.atlas.BadData."""
    return st.session_state.get("_held") or _current()


@contextmanager
def held() -> Iterator[None]:
    """Hold the data through a run: it ends with what it began with, and asks files and store once. Raises data.atlas.BadData."""
    memory = st.session_state
    memory["_held"] = _current()
    try:
        yield
    finally:
        memory.pop("_held", None)


def _current() -> Atlas:
    """Joined once for each version of files and store."""
    curated, overlay = _atlas(_version(changed())), present()
    return _joined(curated.digest, overlay.version, curated, overlay)


@st.cache_resource(show_spinner=False, max_entries=2)
def _joined(files: str, stored: int, _curated: Atlas, _overlay: Overlay) -> Atlas:  # noqa: ARG001 (the key of the cache)
    return join(_curated, _overlay)


@lru_cache(maxsize=2)
def _version(stamp: float) -> str:  # noqa: ARG001 (the key: hashing the files is worth doing once)
    return digest()


@st.cache_resource(show_spinner=False, max_entries=2)
def _atlas(version: str) -> Atlas:  # noqa: ARG001 (the key of the cache)
    return load()


def begin() -> tuple[str, ...]:
    """Open the run: take the selection and language from the URL where it says something new. Returns unknown values."""
    memory = st.session_state
    asked = _asked()
    spoken_language = language()
    spoke = memory.pop("_spoke", False)
    memory["_told"] = False
    unknown: tuple[str, ...] = ()
    if "_selection" not in memory or not (spoke or asked == memory.get("_written")):
        memory["_told"] = "_selection" in memory  # the reader went back, or typed a URL: it already says what is shown
        memory["_lang"] = spoken_language
        memory["_selection"], unknown = Selection.from_query(asked, atlas())
        ask_frame(memory["_selection"].focus, gentle=False)
    _seed()
    memory["_noticed"] = bool(unknown)
    return unknown


def finish() -> None:
    """Close the run: write the URL, once, if it is to change."""
    wanted = query()
    shown = {key: st.query_params[key] for key in st.query_params}
    if st.session_state["_told"]:
        wanted = shown
    elif shown != wanted:
        st.query_params.from_dict(wanted)
    st.session_state["_written"] = wanted


def live(draw: Callable[[], None]) -> Callable[[], None]:
    """A part of a page that picks made in it redraw alone: the frame and its filters stand. (A decorator.)"""

    @st.fragment
    @wraps(draw)
    def drawn() -> None:
        alone = st.session_state.pop("_spoke", False)  # in a whole run begin() has taken it
        st.session_state["_told"] = st.session_state["_told"] and not alone
        with nullcontext() if "_held" in st.session_state else held():
            draw()
        if alone:
            finish()

    return drawn


def query() -> dict[str, str]:
    """The URL parameters of this view."""
    staged: dict[str, str] = st.session_state.get("_stage", {})
    return {"lang": lang()} | selection().to_query() | staged


def lang() -> Lang:
    """The language of the interface."""
    chosen: Lang = st.session_state.get("_lang", "ar")
    return chosen


def language() -> Lang:
    """The language before begin(): what the URL asks for, else what was last shown, else the browser's."""
    asked = st.query_params.get("lang")
    if st.session_state.get("_spoke") and "_lang" in st.session_state:
        return lang()
    return asked if asked in LANGS else st.session_state.get("_lang") or _browser_language()


def selection() -> Selection:
    """What is chosen now."""
    chosen: Selection = st.session_state["_selection"]
    return chosen


def view() -> View:
    """What the selection chooses."""
    return select(atlas(), selection())


def figure(what: str, draw: Callable[[], Figure]) -> Figure:
    """The figure that `draw` makes, drawn once for each `what`, selection and language: plotly takes 10 ms for one. It is shared,
    so never changed."""
    return _figure(f"{atlas().digest} {lang()} {what} {selection()}", draw)


@st.cache_resource(show_spinner=False, max_entries=128)
def _figure(key: str, _draw: Callable[[], Figure]) -> Figure:  # noqa: ARG001 (the key of the cache)
    return _draw()


def choose(**changes: Any) -> None:
    """Change the selection (in a callback, or before begin)."""
    st.session_state["_selection"] = replace(selection(), **({"page": 1} | changes))
    st.session_state["_spoke"] = True


def clear() -> None:
    """Drop every filter; the focus stays."""
    st.session_state["_selection"] = selection().cleared()
    st.session_state["_spoke"] = True


def switch_language() -> None:
    """Take the language that the switch was set to."""
    if not _gone_back():
        st.session_state["_lang"] = st.session_state["lang"] or lang()
        st.session_state["_spoke"] = True


@held()
def filter_changed() -> None:
    """Take every filter as the widgets have it, but for those that still hold what they had before the last run set them."""
    memory = st.session_state
    now = widgets.values(atlas(), selection())
    behind = _asked() != memory["_written"]  # the browser spoke before it saw the last run
    heard = {key: memory[key] for key in now if key in memory and not (behind and memory[key] == memory["_before"].get(key))}
    if not _gone_back():
        choose(**widgets.chosen(atlas(), now | heard))


def to_map() -> None:
    """Turn to the map, with what is in focus."""
    ask_frame(selection().focus, gentle=False)
    st.session_state["_turn"], st.session_state["_spoke"] = "map", True


def turn_page() -> str | None:
    """The page that a pick asks to go to, once."""
    page: str | None = st.session_state.pop("_turn", None)
    return page


def focus(what: str) -> None:
    """Look at `what` ("" for nothing) and bring it into the map's sight."""
    choose(focus=what)
    ask_frame(what, gentle=True)


def received(component: str) -> int:
    """Sequence number of the last pick taken from a component."""
    return int(st.session_state.get("_received", {}).get(component, 0))


def picks() -> int:
    """How many picks this session has received."""
    return int(st.session_state.get("_picks", 0))


@held()
def take_picks(component: str) -> None:
    """Callback of the components: take every pick that is new, in order. What changes more than the focus redraws the page."""
    memory, before = st.session_state, selection()
    memory["_spoke"] = True
    for pick in getattr(memory[component], "picks", None) or []:
        if int(pick["seq"]) <= received(component):
            continue
        memory.setdefault("_received", {})[component] = int(pick["seq"])
        memory["_picks"] = picks() + 1
        _take(str(pick["id"]), bool(pick.get("frame")))
    if "_turn" in memory or memory["_noticed"] or selection() != replace(before, focus=selection().focus):
        st.rerun()


def ask_frame(what: str, gentle: bool) -> None:
    """Ask the map to frame a focus once. Gently: only if it is out of sight."""
    memory = st.session_state
    memory["_frame"] = {"seq": memory.get("_frame", {"seq": 0})["seq"] + 1, "focus": what, "gentle": gentle}


def frame() -> dict[str, Any]:
    """The last frame asked for: {seq, focus, gentle}."""
    asked: dict[str, Any] = st.session_state.get("_frame", {"seq": 0, "focus": "", "gentle": True})
    return asked


def _take(what: str, framed: bool) -> None:
    kind, _, key = what.partition(":")
    if kind == "topic" and key in atlas().topics:
        choose(topics=tuple(dict.fromkeys((*selection().topics, key))))
    elif kind == "page" and key.isascii() and key.isdigit():
        choose(page=max(int(key[:6]), 1))
    elif kind in ("mark", "position"):
        st.session_state[f"_{kind}"] = key[:60]  # ui.desk reads them
    elif kind == "lens" and key in LENSES:
        choose(lens=key)
    elif kind == "stretch":
        choose(**widgets.stretch(atlas(), key))
    elif kind == "show" and key in atlas().passages:
        focus(f"passage:{key}")
        st.session_state["_frame"]["gentle"] = False
        st.session_state["_turn"] = "map"
    elif kind == "page":
        st.session_state["_turn"] = key
    elif kind in TURNS and is_focus(atlas(), key):
        focus(key)
        st.session_state["_turn"] = TURNS[kind]
    elif kind == "assessment" and key in ASSESSMENTS:
        now = selection().assessments
        choose(assessments=tuple(a for a in ASSESSMENTS if (a in now) != (a == key)))
    elif not what or is_focus(atlas(), what):
        choose(focus=what)
        if what and (framed or kind == "passage"):
            ask_frame(what, gentle=kind != "passage")


def _seed() -> None:
    """Give every widget its value from the selection: labels change with counts and language, keys do not."""
    memory, wanted = st.session_state, widgets.values(atlas(), selection()) | {"lang": lang()}
    memory["_before"] = {key: memory.get(key) for key in wanted if memory.get(key) != wanted[key]}
    memory.update(wanted)


def _asked() -> dict[str, str]:
    """What the browser's URL says."""
    return {key: ",".join(st.query_params.get_all(key)) for key in st.query_params}


def _gone_back() -> bool:
    """Has the reader gone back or forth in the browser's history? Then the URL speaks, and widgets lag behind it."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _browser_language() -> Lang:
    first = (st.context.locale or "").lower()
    return "en" if first and not first.startswith("ar") else "ar"
