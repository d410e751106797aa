"""The documents page: what has been added, adding more, and the desk at which suggested marks are accepted,
corrected, rejected."""

from __future__ import annotations

import streamlit as st

from ui.html.headings import notice, page_title, title
from ui.session import state
from ui.session.review import adding, desk, messages
from ui.session.review.bring_form import show_bring_form
from ui.session.review.desk_view import show_desk
from ui.session.review.document_list import show_document_list, show_dossier
from ui.session.run.guard import store_guarded


def main() -> None:
    """Compose the page."""
    atlas, t = state.atlas(), state.text()
    st.html(title(page_title("documents", t), lead=t("documents.lead")))
    notices = st.container(key="desk-told")
    with store_guarded(t):
        entry = desk.opened()
        with notices:
            if message := messages.flash_message(t):
                st.html(notice(" ".join(message)))
            adding.show_refused(t)
        if entry:
            show_desk(atlas, entry, t)
            return
        show_bring_form(atlas, t)
        show_document_list(atlas, t)
        show_dossier(t)


main()
