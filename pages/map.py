"""The map page: the article's card, where to start, the map, and the panel with the passages that belong to the focus."""

from __future__ import annotations

import streamlit as st

from data.select import OPENING, View
from data.words import Lang, say
from geo import map as drawn
from geo import where
from ui import state
from ui.components import show_map, show_reader
from ui.heading import heading
from ui.panel import panel

STARTS = {"border": OPENING, "chaldivar": "place:chaldovar", "badakhshan": "place:gbao", "ishkashim": "place:ishkashim"}


def main() -> None:
    """Compose the page."""
    view, lang = state.view(), state.lang()
    st.html(heading(view, lang))
    starts(view, lang)
    left, right = st.columns([62, 38], gap="medium")
    with left:
        show_map(drawn.live(view, lang, state.frame()), lang)
    with right:
        show_reader(panel(view, lang, where.lines(view, lang), where.inside(view, lang)), view.selection.focus)


def starts(view: View, lang: Lang) -> None:
    """Four picks that open the article to a newcomer."""
    with st.container(horizontal=True, gap="small", key="starts", vertical_alignment="center"):
        st.text(say(view.atlas, "start.title", lang), width="content")
        for key, focus in STARTS.items():
            here = view.selection.focus == focus
            label = say(view.atlas, f"start.{key}", lang)
            st.button(label, key=f"start-{key}", on_click=state.focus, args=(focus,), type="primary" if here else "secondary")


main()
