"""Downloads of what the filters choose, as tables and in the formats of the field."""

from __future__ import annotations

import streamlit as st

from data.i18n import Lang, say
from data.query.describe import describe
from data.query.view import View
from export.tables.files import TABLES
from ui.session.downloads.added_documents import choose_excerpt
from ui.session.downloads.file_buttons import show_download
from ui.session.run.guard import store_guarded

WHOLE = ("xlsx", "geojson", "json", "jsonld")  # formats that hold all that is chosen; CSV holds one table


def show_table_files(whole: View, lang: Lang) -> None:
    """Files of what the filters choose; each is made when it is asked for."""
    with store_guarded(whole.atlas, lang):
        view = choose_excerpt(whole, lang, "sources-carried").view
        st.text(describe(view, lang))
        st.write(say(view.atlas, "sources.downloads-lead", lang))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for kind in WHOLE:
                show_download(view, kind, lang)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            show_download(view, "csv", lang, _table(view, lang))


def _table(view: View, lang: Lang) -> str:
    """Which table a CSV file holds."""
    return st.selectbox(
        say(view.atlas, "sources.table", lang),
        list(TABLES),
        key="table",
        width=280,
        filter_mode="contains",
        format_func=lambda key: say(view.atlas, f"export.sheet-{key}", lang),
    )
