"""Downloads of what the filters choose, as tables and in the formats of the field."""

from __future__ import annotations

import streamlit as st

from data.i18n import Text
from data.query.describe import describe
from data.query.view import View
from export.tables.files import TABLES
from ui.session.downloads.added_documents import choose_excerpt
from ui.session.downloads.file_buttons import show_download
from ui.session.pick_list import pick_list
from ui.session.run.guard import guard_store

WHOLE = ("xlsx", "geojson", "json", "jsonld")  # formats that hold all that is chosen; CSV holds one table


def show_table_files(whole: View, t: Text) -> None:
    """Show the downloads of what the filters choose; each is made when it is asked for."""
    with guard_store(t):
        view = choose_excerpt(whole, t, "sources-carried").view
        st.text(describe(view, t))
        st.write(t("sources.downloads-lead"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for kind in WHOLE:
                show_download(view, kind, t)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            show_download(view, "csv", t, _table(t))


def _table(t: Text) -> str:
    """Which table a CSV file holds."""
    first = next(iter(TABLES))
    label = t("sources.table")
    return str(pick_list(label, TABLES, first, lambda key: t(f"export.sheet-{key}"), "table", t, width=280))
