"""The sources page: the document and where it comes from, downloads, every source and publisher once, method,
gaps, licences."""

from __future__ import annotations

import streamlit as st

from ui.html import sources
from ui.html.headings import page_head, page_title
from ui.html.sources import publishers
from ui.html.statements.rules import rules_html
from ui.sentences import revisions
from ui.session import state
from ui.session.downloads.table_files import show_table_files
from ui.session.sections.sources import show_documents, show_heading, show_method, show_sources
from ui.session.tables import show_table


def main() -> None:
    """Compose the page."""
    view, t = state.view(), state.text()
    atlas = view.atlas
    st.html(page_head(page_title("sources", t), lead=t("sources.lead")))
    show_documents(view, t)
    show_heading("provenance", t)
    st.html(sources.provenance_html(atlas, t))
    st.html(rules_html(atlas, t))
    show_heading("downloads", t)
    show_table_files(view, t)
    show_heading("all", t)
    show_sources(view, t)
    show_heading("publishers", t)
    st.write(t("sources.publishers-text"))
    show_table(publishers(atlas, t), t.lang, most=360)
    show_heading("revisions", t)
    st.write(t("sources.revisions-text"))
    show_table(revisions.revisions_table(atlas, t), t.lang, dates=[t("revision.date")], most=360)
    show_method(view, t)


main()
