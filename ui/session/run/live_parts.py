"""Live parts of a page: what a pick or a filter changes is drawn anew, alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext, suppress
from functools import wraps
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

from ui.session import state, streamlit_private
from ui.session.run import guard, url_sync
from ui.session.session import LivePart, session


def live(key: str, *fields: str, after: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A part of the page, by a name of its own, that picks made in it redraw alone. (A decorator.) When the
    selection changes, the live parts are all that is drawn anew: on a page that has some, what follows the
    selection stands in one of them. `fields`: those of the selection that the part shows, where it shows no
    others. `after`: it can wait until the browser has the others."""

    def decorate(draw: Callable[..., None]) -> Callable[..., None]:
        @st.fragment(key=key)
        @wraps(draw)
        def drawn(*given: Any) -> None:
            alone = _open(key, LivePart(fields, after, state.current_selection()))
            part_only = session().atlas is None  # not within a whole run
            with state.hold_data() if part_only else nullcontext(), guard.contain_failures(state.atlas()):
                if part_only and session().vanished:
                    st.rerun()  # begin() tells it; other parts show it too
                if alone:
                    url_sync.seed_widgets()
                draw(*given)
            _close(key)

        return drawn

    return decorate


def _open(key: str, part: LivePart) -> bool:
    """Begin to draw a part. Has anything spoken that no run has heard yet? In a whole run begin() has heard
    it, else the first part that is drawn does."""
    own = session()
    now, alone = own.live, own.url.take_spoken()
    own.url.leads = own.url.leads and not alone
    now.parts[key] = part
    if key not in now.due:
        now.due.clear()
    now.unwritten = now.unwritten or alone
    if part.after and now.answered:
        now.answered = False
        streamlit_private.send_now()
    return alone


def _close(key: str) -> None:
    """A part is drawn. After the last one the URL is written: until it says what was chosen, widgets in the
    browser are behind."""
    now = session().live
    now.due.discard(key)
    if now.unwritten and not now.due:
        now.unwritten = False
        url_sync.finish_run()


def redraw(*, whole: bool = False) -> None:
    """At the end of a callback that changed the selection: draw the live parts that show it anew. `whole`:
    draw everything."""
    own = session()
    parts, chosen = own.live.parts, state.current_selection()
    if not (whole or own.url.turn or own.noticed or all(part.after for part in parts.values())):
        stale = [key for key, part in parts.items() if not part.shows(chosen)]
        stale.sort(key=lambda key: parts[key].after)
        own.live.answered = bool(stale) and not parts[stale[0]].after
        own.live.due = set(stale)
        with suppress(StreamlitAPIException):  # a part of another run
            st.rerun(scope=stale or "app")
    st.rerun()


def catch_up(*, apart: bool = False) -> None:
    """At the end of a callback: draw anew what shows other filters than those chosen, as an earlier run may
    have been cut short; and what shows another focus, where the pick was made `apart` from it."""
    chosen, parts = state.current_selection(), session().live.parts.values()
    if not all(part.shows(chosen if apart else chosen.with_focus_of(part.drawn)) for part in parts):
        redraw()
