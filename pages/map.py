"""The map page: the article's card, where to start, the map, and the panel with the passages that belong to
the focus."""

from __future__ import annotations

import streamlit as st

from geo import precision
from geo.points import points
from ui.html.filtered import panel_state
from ui.html.headings import map_heading
from ui.html.panel.panel import panel
from ui.html.statements.page import assessment_counts_html
from ui.session import state
from ui.session.components import show_chips, show_map, show_reader
from ui.session.run import live_parts


def main() -> None:
    """Compose the page."""
    show_map_head()
    with st.container(key="scorecard"):
        statements_counted()
    map_and_panel()


@live_parts.live("head", "unfocused")
def show_map_head() -> None:
    """What this is, and what is shown."""
    st.html(map_heading(state.view(), state.text()))


@live_parts.live("scorecard", "unfocused", after=True)
def statements_counted() -> None:
    """The statements by assessment: a filter changes their numbers, a point picked on the map does not."""
    show_chips(assessment_counts_html(state.view(), state.text()))


@live_parts.live("map-and-panel")
def map_and_panel() -> None:
    """What a pick changes."""
    view, t = state.view(), state.text()
    left, right = st.columns([62, 38], gap="medium")
    with left:
        show_map(points.map_state(view, t, state.asked_frame()), t)
    with right:
        show_reader(
            panel(view, t, precision.precision_lines(view, t), precision.inside(view, t)),
            panel_state(view),
        )


main()
