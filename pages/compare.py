"""The page of two documents side by side: what both name, which figures they share, which words stand in
both."""

from __future__ import annotations

import streamlit as st

from data.compare.comparison import compare_documents, compared_documents
from ui.html.comparison import comparison, comparison_head
from ui.html.headings import notice, page_head, page_title
from ui.session import state
from ui.session.components import show_focus, show_reader
from ui.session.review.messages import flash_message
from ui.session.run import live_parts
from ui.session.sections.comparison import show_alone, show_choice, show_map_of_both
from ui.session.sections.decision import show_decision


def main() -> None:
    """Compose the page."""
    t = state.text()
    st.html(page_head(page_title("compare", t), lead=t("compare.lead")))
    if message := flash_message(t):
        st.html(notice(" ".join(message)))
    side_by_side()


@live_parts.live("side-by-side", "compared")
def side_by_side() -> None:
    """Both documents, and the map beside them."""
    atlas, t = state.atlas(), state.text()
    pair = compared_documents(atlas, state.current_selection().compared)
    if len(pair) < 2:
        show_alone(t)
        comparison_map_and_card()
        return
    found = compare_documents(atlas, *pair)
    show_choice(atlas, pair, t)
    st.html(comparison_head(atlas, found, t))
    left, aside = st.columns([66, 34], gap="medium")
    with left:
        show_reader(comparison(atlas, found, t), "")
        show_decision(atlas, found, t)
    with aside, st.container(key="aside"):
        comparison_map_and_card()


@live_parts.live("beside")
def comparison_map_and_card() -> None:
    """The map of two documents, and the card of the focus: what is picked in them redraws them alone."""
    view, t = state.view(), state.text()
    pair = compared_documents(view.atlas, view.selection.compared)
    if len(pair) > 1:
        show_map_of_both(view, pair, t)
    if len(pair) > 1 or (view.selection.focus and view.selection.in_focus):  # alone, only what was picked
        show_focus(view, t, passages=False)


main()
