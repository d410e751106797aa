"""The border page: the profile from tripoint to tripoint, the map and the card of the focus, and how long the
border is."""

from __future__ import annotations

import streamlit as st

from geo import precision
from geo.points import points
from geo.profile import data
from ui.html.filtered import panel_state
from ui.html.panel.panel import panel
from ui.session import state
from ui.session.components import show_border_profile, show_map, show_reader
from ui.session.run import live_parts
from ui.session.sections.border import show_aid, show_head, show_lengths, show_stretch


def main() -> None:
    """Compose the page."""
    show_head()
    show_stretch()
    strip_and_map()
    show_aid()
    show_lengths(state.atlas(), state.text())


@live_parts.live("strip-and-map")
def strip_and_map() -> None:
    """What a pick changes."""
    view, t = state.view(), state.text()
    show_border_profile(data.profile_state(view), t.lang)
    st.html(data.profile_legend(t))
    left, right = st.columns([58, 42], gap="medium")
    with left, st.container(key="aside"):
        show_map(points.map_state(view, t, state.asked_frame()), t)
    with right:
        show_reader(
            panel(view, t, precision.precision_lines(view, t), precision.inside(view, t)),
            panel_state(view),
        )


main()
