"""The documents page: what has been added, adding more, and the desk at which suggested marks are accepted,
corrected, rejected."""

from __future__ import annotations

import streamlit as st

from data.i18n import say
from ui.html.headings import notice
from ui.session import state
from ui.session.review import adding, desk, messages
from ui.session.review.bring_form import show_bring_form
from ui.session.review.desk_view import show_desk
from ui.session.review.document_list import show_document_list, show_dossier
from ui.session.run.guard import store_guarded


def main() -> None:
    """Compose the page."""
    atlas, lang = state.atlas(), state.lang()
    st.header(say(atlas, "page.documents", lang), anchor=False)
    st.write(say(atlas, "documents.lead", lang))
    notices = st.container(key="desk-told")
    with store_guarded(atlas, lang):
        entry = desk.opened()
        with notices:
            if said := messages.flash_message(atlas, lang):
                st.html(notice(" ".join(said)))
            adding.show_refused(atlas, lang)
        if entry:
            show_desk(atlas, entry, lang)
            return
        show_bring_form(atlas, lang)
        show_document_list(atlas, lang)
        show_dossier(atlas, lang)


main()
