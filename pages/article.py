"""The article page: the whole text to read, with a small map that follows the reading and the card of the
focus."""

from __future__ import annotations

import streamlit as st

from data.i18n import say
from geo import points, precision
from ui.html.article import article, legend, translated
from ui.html.filtered import panel_state
from ui.html.panel import panel
from ui.session import state
from ui.session.components import show_card, show_map, show_reader
from ui.session.run import callbacks, live_parts

READINGS = ("both", "ar", "en")


@live_parts.live("article")
def main() -> None:
    """Compose the page."""
    view, lang = state.view(), state.lang()
    text, aside = st.columns([68, 32], gap="medium")
    with text:
        if translated(view):
            st.segmented_control(
                say(view.atlas, "reading.label", lang),
                READINGS,
                key="reading",
                required=True,
                on_change=callbacks.filter_changed,
                format_func=lambda key: say(view.atlas, f"reading.{key}", lang),
                label_visibility="collapsed",
            )
        st.html(legend(view, lang))
        show_reader(article(view, lang), view.selection.in_focus)
    with aside, st.container(key="aside"):
        show_map(points.live(view, lang, state.frame()), lang)
        show_card(panel(view, lang, precision.lines(view, lang), passages=False), panel_state(view))


main()
