"""The sources page: the document and where it comes from, downloads, every source and publisher once, method,
gaps, licences."""

from __future__ import annotations

import streamlit as st

from data.i18n import say
from ui.html import revisions, sources
from ui.html.sources import publishers
from ui.sentences.rules import rules
from ui.session import state
from ui.session.downloads.table_files import show_table_files
from ui.session.source_sections import show_documents, show_heading, show_method, show_sources
from ui.session.tables import show_table


def main() -> None:
    """Compose the page."""
    view, lang = state.view(), state.lang()
    atlas = view.atlas
    st.header(say(atlas, "page.sources", lang), anchor=False)
    st.write(say(atlas, "sources.lead", lang))
    show_documents(view, lang)
    show_heading("provenance", lang)
    st.html(sources.provenance(atlas, lang))
    st.html(rules(atlas, lang))
    show_heading("downloads", lang)
    show_table_files(view, lang)
    show_heading("all", lang)
    show_sources(view, lang)
    show_heading("publishers", lang)
    st.write(say(atlas, "sources.publishers-text", lang))
    show_table(publishers(atlas, lang), lang, most=360)
    show_heading("revisions", lang)
    st.write(say(atlas, "sources.revisions-text", lang))
    show_table(revisions.table(atlas, lang), lang, most=360)
    show_method(view, lang)


main()
