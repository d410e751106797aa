"""The page for files to share: what goes in, in which languages, in which format; the file is made and
handed over."""

from __future__ import annotations

import streamlit as st

from data.i18n import Text
from data.query.view import View
from export.image.qr import code
from ui import share
from ui.html.headings import page_head, page_title
from ui.session import state
from ui.session.components import show_share
from ui.session.downloads.file_buttons import show_file
from ui.session.downloads.order_form import order_form, picture_form
from ui.session.run.guard import guard_store

SHARED = ("link", "translated", "citation", "embed")


def main() -> None:
    """Compose the page."""
    t = state.text()
    view = state.view()
    st.html(page_head(page_title("leave", t), lead=t("leave.lead")))
    choice, download = st.columns([55, 45], gap="large")
    with choice, guard_store(t):
        kind, order = order_form(view, t)
        what = picture_form(kind, order, t)
        with download:
            show_file(kind, what, order, t)
            give_away(view, t)


def give_away(view: View, t: Text) -> None:
    """The link to the map as this view has it, also for other pages and, where the app has a public address,
    as a code."""
    atlas = view.atlas
    st.header(t("share.title"), anchor=False)
    st.write(t("share.lead"))
    show_share(atlas, t, SHARED, "/", "share-map")
    if address := share.address_of(view, t):
        st.html(code(address, t("share.code")))
        st.caption(address)


main()
