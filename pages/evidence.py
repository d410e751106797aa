"""The evidence page: every statement in the article's words, our assessment of it, and the evidence with who issued it."""

from __future__ import annotations

import streamlit as st

from data.words import say
from ui import served, state, statements
from ui.components import show_reader


@state.live("evidence")
def main() -> None:
    """Compose the page."""
    view, lang = state.view(), state.lang()
    st.header(say(view.atlas, "evidence.title", lang), anchor=False)
    st.text(statements.lead(view, lang))
    show_reader(statements.page(view, lang, served.path(f"statements-{lang}")), view.selection.in_focus)


main()
