"""What this session has chosen: the one stateful module. It reads and writes the URL, seeds the widgets, and
receives picks.

A run goes begin() -> widgets and pages -> finish(). The URL is read when it differs from what was last
written and no widget has just spoken; it is written once, at the end. A pick inside a `live` part redraws
that part alone, a changed filter all live parts, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import wraps
from typing import Any, NamedTuple

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.runtime.runtime_util import MESSAGE_FLUSH_INTERVAL_SECS
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.atlas.atlas import Atlas
from data.i18n import LANGS, Lang, preferred
from data.query.selection import Selection
from data.query.view import View, select
from ui.session import cache, guard, widgets
from ui.session import picks as picking


class Part(NamedTuple):
    """A live part: which fields of the selection it shows (none named: all), whether it can wait, and the
    selection it last showed."""

    fields: tuple[str, ...]
    after: bool
    drawn: Selection

    def shows(self, now: Selection) -> bool:
        """Does it show this selection already?"""
        return now == self.drawn or (
            bool(self.fields) and all(getattr(now, f) == getattr(self.drawn, f) for f in self.fields)
        )


def atlas() -> Atlas:
    """The curated data and the documents of the store, as the run holds them. Raises data.atlas.BadData."""
    held_now: Atlas | None = st.session_state.get("_held")
    return held_now or guard.checked(cache.current_atlas())


@contextmanager
def held() -> Iterator[None]:
    """Hold the data through a run: it ends with what it began with, and asks files and store once. Raises
    data.atlas.BadData."""
    memory = st.session_state
    memory["_held"] = atlas()
    try:
        yield
    finally:
        memory.pop("_held", None)


def begin() -> tuple[str, ...]:
    """Open the run: take the selection and language from the URL where it says something new. Returns unknown
    values."""
    memory = st.session_state
    asked = _asked()
    spoken_language = language()
    spoke = memory.pop("_spoke", False)
    memory["_told"], memory["_parts"], memory["_due"], memory["_unwritten"] = False, {}, set(), False
    unknown: tuple[str, ...] = ()
    if "_selection" not in memory or not (spoke or asked == memory.get("_written")):
        memory["_told"] = (
            "_selection" in memory
        )  # the reader went back, or typed a URL: it already says what is shown
        memory["_lang"] = spoken_language
        memory["_selection"], unknown = Selection.from_query(asked, atlas())
        ask_frame(memory["_selection"].in_focus, gentle=False)
    _seed()
    unknown = tuple(dict.fromkeys((*guard.dropped_values(), *unknown)))
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


def live(key: str, *fields: str, after: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A part of the page, by a name of its own, that picks made in it redraw alone. (A decorator.) When the
    selection changes, the live parts are all that is drawn anew: on a page that has some, what follows the
    selection stands in one of them. `fields`: those of the selection that the part shows, where it shows no
    others. `after`: it can wait until the browser has the others."""

    def decorate(draw: Callable[..., None]) -> Callable[..., None]:
        @st.fragment(key=key)
        @wraps(draw)
        def drawn(*given: Any) -> None:
            memory = st.session_state
            alone = memory.pop(
                "_spoke", False
            )  # in a whole run begin() has taken it, else the first part that is drawn
            memory["_told"] = memory["_told"] and not alone
            memory["_parts"][key] = Part(fields, after, selection())
            due: set[str] = memory["_due"]
            if key not in due:
                due.clear()
            memory["_unwritten"] = memory["_unwritten"] or alone
            if after and memory.pop("_answered", False):
                time.sleep(
                    MESSAGE_FLUSH_INTERVAL_SECS
                )  # else the browser would take all at once, and draw slow pick lists first
            part_only = "_held" not in memory  # not within a whole run
            with held() if part_only else nullcontext(), guard.guarded(atlas()):
                if part_only and "_vanished" in memory:
                    st.rerun()  # begin() tells it; other parts show it too
                if alone:
                    _seed()
                draw(*given)
            due.discard(key)
            if (
                memory["_unwritten"] and not due
            ):  # last: until the URL says what was chosen, widgets in the browser are behind
                memory["_unwritten"] = False
                finish()

        return drawn

    return decorate


def redraw(whole: bool = False) -> None:
    """At the end of a callback that changed the selection: draw the live parts that show it anew. `whole`:
    draw everything."""
    memory = st.session_state
    parts: dict[str, Part] = memory["_parts"]
    if not (whole or "_turn" in memory or memory["_noticed"] or all(part.after for part in parts.values())):
        stale = [key for key, part in parts.items() if not part.shows(selection())]
        stale.sort(key=lambda key: parts[key].after)
        memory["_answered"] = bool(stale) and not parts[stale[0]].after
        memory["_due"] = set(stale)
        with suppress(StreamlitAPIException):  # a part of another run
            st.rerun(scope=stale or "app")
    st.rerun()


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
    return asked if asked in LANGS else st.session_state.get("_lang") or preferred(st.context.locale or "")


def selection() -> Selection:
    """What is chosen now."""
    chosen: Selection = st.session_state["_selection"]
    return chosen


def view() -> View:
    """What the selection chooses."""
    return select(atlas(), selection())


def choose(**changes: Any) -> None:
    """Change the selection (in a callback, or before begin). A forged widget may hold what is not offered: it
    is dropped."""
    st.session_state["_selection"], _ = guard.without_vanished(selection().changed(**changes), atlas())
    st.session_state["_spoke"] = True


def clear() -> None:
    """Drop every filter; the focus stays."""
    st.session_state["_selection"] = selection().cleared()
    st.session_state["_spoke"] = True
    redraw()


def switch_language() -> None:
    """Take the language that the switch was set to."""
    if not _gone_back():
        st.session_state["_lang"] = asked if (asked := st.session_state["lang"]) in LANGS else lang()
        st.session_state["_spoke"] = True


@held()
def filter_changed(whole: bool = False) -> None:
    """Take every filter as the widgets have it, but for those that still hold what they had before the last
    run set them. `whole`: draw everything anew."""
    memory = st.session_state
    now = widgets.values(atlas(), selection())
    behind = _asked() != memory["_written"]  # the browser spoke before it saw the last run
    heard = {
        key: memory[key]
        for key in now
        if key in memory and not (behind and memory[key] == memory["_before"].get(key))
    }
    if not _gone_back():
        choose(**widgets.chosen(atlas(), now | heard))
        redraw(whole)


def to_map() -> None:
    """Turn to the map, with what is in focus."""
    ask_frame(selection().in_focus, gentle=False)
    st.session_state["_turn"], st.session_state["_spoke"] = "map", True
    redraw()


def turn_page(here: str, pages: Collection[str]) -> str | None:
    """The page, of these, that a pick asks to go to: in every run, as one may be cut short, until it is
    `here` or the reader goes back."""
    memory = st.session_state
    if memory.get("_turn") not in pages or memory["_turn"] == here or _gone_back():
        memory.pop("_turn", None)
    page: str | None = memory.get("_turn")
    return page


def focus(what: str) -> None:
    """Look at `what` ("" for nothing) and bring it into the map's sight."""
    choose(focus=what)
    ask_frame(what, gentle=True)
    catch_up()


def catch_up() -> None:
    """At the end of a callback: draw anew what shows other filters than those chosen, as an earlier run may
    have been cut short."""
    s = selection()
    if not all(part.shows(s.seen_as(part.drawn)) for part in st.session_state["_parts"].values()):
        redraw()


def received(component: str) -> int:
    """Sequence number of the last pick taken from a component."""
    return int(st.session_state.get("_received", {}).get(component, 0))


def picks() -> int:
    """How many picks this session has received."""
    return int(st.session_state.get("_picks", 0))


@held()
def take_picks(component: str) -> None:
    """Callback of the components: take every pick that is new, in order. What changes more than the focus
    redraws the page."""
    memory = st.session_state
    memory["_spoke"] = True
    for seq, what, framed in picking.sound(getattr(memory[component], "picks", None), received(component)):
        memory.setdefault("_received", {})[component] = seq
        memory["_picks"] = picks() + 1
        _take(what, framed)
    if "_turn" in memory or memory["_noticed"]:
        redraw()
    catch_up()


def ask_frame(what: str, gentle: bool) -> None:
    """Ask the map to frame a focus once. Gently: only if it is out of sight."""
    memory = st.session_state
    memory["_frame"] = {"seq": memory.get("_frame", {"seq": 0})["seq"] + 1, "focus": what, "gentle": gentle}


def frame() -> dict[str, Any]:
    """The last frame asked for: {seq, focus, gentle}."""
    asked: dict[str, Any] = st.session_state.get("_frame", {"seq": 0, "focus": "", "gentle": True})
    return asked


def _take(what: str, framed: bool) -> None:
    memory, meant = st.session_state, picking.pick_effect(atlas(), selection(), what, framed)
    memory.update({f"_{key}": told for key, told in meant.told.items()})  # ui.desk reads them
    if meant.changes:
        choose(**meant.changes)
    if meant.turn:
        memory["_turn"] = meant.turn
    if meant.gentle is not None:
        ask_frame(selection().in_focus, gentle=meant.gentle)


def _seed() -> None:
    """Give every widget its value from the selection: labels change with counts and language, keys do not."""
    memory, wanted = st.session_state, widgets.values(atlas(), selection()) | {"lang": lang()}
    memory["_before"] = {key: memory.get(key) for key in wanted if memory.get(key) != wanted[key]}
    memory.update(wanted)


def _asked() -> dict[str, str]:
    """What the browser's URL says."""
    return {key: ",".join(st.query_params.get_all(key)) for key in st.query_params}


def _gone_back() -> bool:
    """Has the reader gone back or forth in the browser's history? Then the URL speaks, and widgets lag behind
    it."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation
