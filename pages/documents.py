"""The documents page: what has been added, adding more, and the desk at which suggested marks are accepted,
corrected, rejected."""

from __future__ import annotations

import streamlit as st

from data.documents.store import StoreDown
from data.i18n import say
from ui.html.headings import notice
from ui.session import state
from ui.session.review import adding, desk, messages
from ui.session.review.bring_form import show_bring_form
from ui.session.review.desk_view import show_desk
from ui.session.review.document_list import show_document_list, show_dossier


def main() -> None:
    """Compose the page."""
    atlas, lang = state.atlas(), state.lang()
    st.header(say(atlas, "page.documents", lang), anchor=False)
    st.write(say(atlas, "documents.lead", lang))
    notices = st.container(key="desk-told")
    try:
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
    except StoreDown as problem:
        st.html(notice(say(atlas, "documents.store-down", lang)))
        st.text(str(problem)[:300])


main()
