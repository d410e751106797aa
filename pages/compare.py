"""The page of documents side by side: what each says of a subject, and two of them in detail."""

from __future__ import annotations

import streamlit as st

from data.compare.comparison import compare_documents, compared_documents
from ui.html.comparison.pair import comparison_head
from ui.html.comparison.several import several_head, with_overview
from ui.html.headings import notice, page_head, page_title
from ui.session import state
from ui.session.components import show_focus, show_reader
from ui.session.review.messages import flash_message
from ui.session.run import live_parts
from ui.session.sections import comparison as sections
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
    """The documents, and the map beside them."""
    atlas, t = state.atlas(), state.text()
    documents = compared_documents(atlas, state.current_selection().compared)
    if len(documents) < 2:
        sections.show_alone(t)
        comparison_map_and_card()
        return
    sections.show_choice(atlas, documents, t)
    found = compare_documents(atlas, *documents[:2])
    head, several = comparison_head(atlas, found, t), several_head(atlas, documents, t)
    st.html(several or head)
    left, aside = st.columns([66, 34], gap="medium")
    with left:
        sections.show_subject()
        show_reader(with_overview(atlas, documents, t, found, head if several else ""), "")
        show_decision(atlas, found, t)
    with aside, st.container(key="aside"):
        comparison_map_and_card()


@live_parts.live("beside")
def comparison_map_and_card() -> None:
    """The map of the documents, and the card of the focus: what is picked in them redraws them alone."""
    view, t = state.view(), state.text()
    documents = compared_documents(view.atlas, view.selection.compared)
    sections.show_map_of(view, documents, t)
    if len(documents) > 1 or view.selection.focus:  # alone, only what was picked
        show_focus(view, t, passages=False)


main()
