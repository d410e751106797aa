"""The evidence page: every statement in the article's words, our assessment of it, and the evidence with who
issued it."""

from __future__ import annotations

import streamlit as st

from data.i18n import say
from ui.html import statements
from ui.session import state
from ui.session.components import show_reader
from ui.session.run import live_parts
from web import assets


@live_parts.live("evidence")
def main() -> None:
    """Compose the page."""
    view, lang = state.view(), state.lang()
    st.header(say(view.atlas, "evidence.title", lang), anchor=False)
    st.text(statements.lead(view, lang))
    show_reader(statements.page(view, lang, assets.path(f"statements-{lang}")), view.selection.in_focus)


main()
