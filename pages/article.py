"""The article page: the whole text to read, with a small map that follows the reading and the card of the
focus."""

from __future__ import annotations

import streamlit as st

from data.query.selection import SWITCHES
from geo.points import points
from ui.html.article import article, article_legend, has_translation
from ui.html.headings import page_head, page_title
from ui.session import state
from ui.session.components import show_focus, show_map, show_reader
from ui.session.run import callbacks, live_parts


@live_parts.live("article")
def main() -> None:
    """Compose the page."""
    view, t = state.view(), state.text()
    st.html(page_head(page_title("article", t)))
    text, aside = st.columns([68, 32], gap="medium")
    with text:
        if has_translation(view):
            st.segmented_control(
                t("reading.label"),
                SWITCHES["reading"],
                key="reading",
                required=True,
                on_change=callbacks.filter_changed,
                format_func=lambda key: t(f"reading.{key}"),
                label_visibility="collapsed",
            )
        st.html(article_legend(view, t))
        show_reader(article(view, t), view.selection.in_focus)
    with aside, st.container(key="aside"):
        show_map(points.map_state(view, t, state.asked_frame()), t)
        show_focus(view, t, passages=False)


main()
