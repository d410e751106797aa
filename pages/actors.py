"""The actors page: who is named where and by whom, actors crossed with topics, events in time, and who is
never named."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data.query.describe import describe
from geo.points import points
from ui.charts.registry import ACTOR_TABS, CHARTS
from ui.html.headings import page_head, page_title, shown_sentence
from ui.session import state
from ui.session.charts.show import show_chart
from ui.session.components import show_focus, show_map, show_tabs
from ui.session.run import live_parts
from ui.session.sections.actors import show_events


@live_parts.live("actors")
def main() -> None:
    """Compose the page."""
    view, t = state.view(), state.text()
    st.html(page_head(page_title("actors", t)))
    st.html(shown_sentence(describe(view, t), t("actors.lead"), t("actors.drag")))
    left, aside = st.columns([66, 34], gap="medium")
    with left:
        show_chart("events", table=show_events)
        for name, charts in ACTOR_TABS.items():
            labels = {t(CHARTS[key].subject): partial(show_chart, key) for key in charts}
            show_tabs(name, labels)
        show_chart("never-named")
    with aside, st.container(key="aside"):
        map_and_card()


@live_parts.live("beside")
def map_and_card() -> None:
    """The map and the card of the focus: what is picked in them redraws them alone."""
    view, t = state.view(), state.text()
    show_map(points.map_state(view, t, state.asked_frame()), t)
    show_focus(view, t)


main()
