"""The article page: the whole text to read, with a small map that follows the reading and the card of the focus."""

from __future__ import annotations

import streamlit as st

from data.words import say
from geo import map as drawn
from geo import where
from ui import state
from ui.article import article, legend, translated
from ui.components import show_card, show_map, show_reader
from ui.filtered import began
from ui.panel import panel

READINGS = ("both", "ar", "en")


@state.live("article")
def main() -> None:
    """Compose the page."""
    view, lang = state.view(), state.lang()
    text, aside = st.columns([68, 32], gap="medium")
    with text:
        if translated(view):
            st.segmented_control(
                say(view.atlas, "reading.label", lang), READINGS, key="reading", required=True, on_change=state.filter_changed,
                format_func=lambda key: say(view.atlas, f"reading.{key}", lang), label_visibility="collapsed",
            )  # fmt: skip
        st.html(legend(view, lang))
        show_reader(article(view, lang), view.selection.in_focus)
    with aside, st.container(key="aside"):
        show_map(drawn.live(view, lang, state.frame()), lang)
        show_card(panel(view, lang, where.lines(view, lang), passages=False), began(view))


main()
