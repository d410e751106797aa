"""The evidence page: every statement in the article's words, our assessment of it, and the evidence with who
issued it."""

from __future__ import annotations

import streamlit as st

from ui.html.headings import page_head, page_title
from ui.html.statements.page import evidence_lead, evidence_page
from ui.session import state
from ui.session.components import show_reader
from ui.session.run import live_parts
from web import assets


@live_parts.live("evidence")
def main() -> None:
    """Compose the page."""
    view, t = state.view(), state.text()
    st.html(page_head(page_title("evidence", t), lead=evidence_lead(view, t)))
    cards = assets.asset_path(f"statements-{t.lang}{view.atlas.case.suffix}")
    show_reader(evidence_page(view, t, cards), view.selection.in_focus)


main()
