"""The documents page: what has been added, adding more, and the desk at which suggested marks are accepted,
corrected, rejected."""

from __future__ import annotations

import streamlit as st

from ui.html.headings import notice, page_head, page_title
from ui.session import people, state
from ui.session.review import adding, messages
from ui.session.review.bring_form import show_bring_form
from ui.session.review.cases import show_cases
from ui.session.review.desk.current import current_entry
from ui.session.review.desk_view import show_desk
from ui.session.review.document_list import show_document_list, show_dossier
from ui.session.review.history import show_case_log, show_deleted, show_deleted_cases
from ui.session.review.sign_on import show_sign_on
from ui.session.run.guard import guard_store


def main() -> None:
    """Compose the page."""
    atlas, t = state.atlas(), state.text()
    reviews = people.may("review")
    st.html(
        page_head(page_title("documents", t), lead=t("documents.lead" if reviews else "documents.lead-read"))
    )
    show_sign_on(t)
    notices = st.container(key="desk-told")
    with guard_store(t):
        entry = current_entry() if reviews else None
        with notices:
            if message := messages.flash_message(t):
                st.html(notice(" ".join(message)))
            adding.show_refused(t)
        if entry:
            show_desk(atlas, entry, t)
            return
        if reviews:
            show_bring_form(atlas, t)
        show_cases(t)
        if reviews:
            show_case_log(t)
        show_document_list(atlas, t)
        if people.may("restore"):
            show_deleted(t)
            show_deleted_cases(t)
        if reviews:
            show_dossier(t)


main()
