"""What widgets and components call: each changes the selection, and has drawn anew what shows it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.tables.vocab import LANGS
from ui.session import cache, picks, state, streamlit_private, widgets
from ui.session.run import live_parts, url_sync
from ui.session.run.guard import without_vanished
from ui.session.session import session


def clear() -> None:
    """Drop every filter (a callback); the focus stays."""
    own = session()
    own.selection, own.url.spoken = state.current_selection().without_filters(), True
    live_parts.redraw()


def open_case(case: str) -> None:
    """Open a case that is there, with what of the selection it has (in a callback)."""
    own = session()
    if case != own.case:
        own.enter(case)
    atlas = cache.current_atlas(case)
    own.selection, _ = without_vanished(replace(state.current_selection(), case=case), atlas)
    own.digest, own.url.spoken = atlas.digest, True


def switch_language() -> None:
    """Take the language that the switch was set to (a callback)."""
    if not streamlit_private.went_back():
        own, lang = session(), st.session_state["lang"]
        own.lang = lang if lang in LANGS else state.lang()
        own.url.spoken = True


@state.hold_data()
def filter_changed(*, whole: bool = False) -> None:
    """Take every filter as the widgets have it, but for those that still hold what they had before the last
    run set them. `whole`: draw everything anew."""
    memory, url = st.session_state, session().url
    now = widgets.widget_values(state.atlas(), state.current_selection())
    behind = url_sync.asked_for() != url.written  # the browser spoke before it saw the last run
    heard = {
        key: memory[key]
        for key in now
        if key in memory and not (behind and memory[key] == url.replaced.get(key))
    }
    if not streamlit_private.went_back():
        state.choose(**widgets.fields_of_widgets(state.atlas(), now | heard))
        live_parts.redraw(whole=whole)


def to_map() -> None:
    """Turn to the map, with what is in focus (a callback)."""
    state.ask_frame(state.current_selection().in_focus, gentle=False)
    url = session().url
    url.turn, url.spoken = "map", True
    live_parts.redraw()


def focus(what: str) -> None:
    """Look at `what` ("" for nothing) and bring it into the map's sight."""
    state.choose(focus=what)
    state.ask_frame(what, gentle=True)
    live_parts.catch_up()


@state.hold_data()
def take_picks(component: str) -> None:
    """Take every pick of a component that is new, in order, as far as the session's allowance goes. What
    changes more than the focus redraws the page."""
    own = session()
    own.url.spoken = True
    sent, shown = getattr(st.session_state[component], "picks", None), own.lang
    was_spent = own.picks.allowance.spent
    for seq, what, framed in picks.valid_picks(sent, state.last_pick_number(component)):
        own.picks.received[component] = seq
        own.picks.count += 1
        if own.picks.allowance.allows():
            own.picks.allowance.used += 1
            _take(what, framed=framed)
    notice_changes = own.picks.allowance.spent != was_spent
    if own.url.turn or own.noticed or own.lang != shown or notice_changes:
        live_parts.redraw(whole=notice_changes or own.lang != shown)
    live_parts.catch_up(apart=component == "chips")


def _take(what: str, *, framed: bool) -> None:
    own, effect = session(), picks.pick_effect(state.atlas(), state.current_selection(), what, framed=framed)
    own.review.take(effect.review)
    if effect.changes:
        state.choose(**effect.changes)
    own.url.turn = effect.turn or own.url.turn
    own.lang = effect.lang or own.lang
    if effect.gentle is not None:
        state.ask_frame(state.current_selection().in_focus, gentle=effect.gentle)
