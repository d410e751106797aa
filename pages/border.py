"""The border page: the profile from tripoint to tripoint, the map and the card of the focus, and how long the
border is."""

from __future__ import annotations

import streamlit as st

from data.facts.border import last_km
from data.query.describe import describe
from geo import points, precision
from geo.profile import data
from ui.html.filtered import panel_state
from ui.html.headings import page_title, title
from ui.html.panel import panel
from ui.session import state
from ui.session.components import show_map, show_reader, show_strip
from ui.session.run import callbacks, live_parts
from ui.session.sections.border import show_aid, show_lengths


def main() -> None:
    """Compose the page."""
    head()
    stretch()
    strip_and_map()
    show_aid()
    show_lengths(state.atlas(), state.text())


@live_parts.live("head", "unfocused")
def head() -> None:
    """The title, and what is shown."""
    view, t = state.view(), state.text()
    with st.container(key="border-head", horizontal=True, vertical_alignment="bottom"):
        st.html(title(page_title("border", t), describe(view, t)))
        whole, chosen = t("strip.whole"), view.selection.stretched
        st.button(whole, key="whole", on_click=unstretch, disabled=not chosen, width="content")


@live_parts.live("stretch", "km_from", "km_to", after=True)
def stretch() -> None:
    """The stretch of the border that is looked at."""
    atlas, t = state.atlas(), state.text()
    st.slider(
        t("filter.stretch"),
        0,
        last_km(atlas),
        key="stretch",
        on_change=callbacks.filter_changed,
        label_visibility="collapsed",
        format="%d",
    )


def unstretch() -> None:
    """Look at the whole border."""
    state.choose(km_from=None, km_to=None)
    live_parts.redraw()


@live_parts.live("strip-and-map")
def strip_and_map() -> None:
    """What a pick changes."""
    view, t = state.view(), state.text()
    show_strip(data.live(view), t.lang)
    st.html(data.legend(t))
    left, right = st.columns([58, 42], gap="medium")
    with left, st.container(key="aside"):
        show_map(points.live(view, t, state.frame()), t)
    with right:
        show_reader(
            panel(view, t, precision.lines(view, t), precision.inside(view, t.lang)), panel_state(view)
        )


main()
