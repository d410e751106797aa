"""The page for files to leave behind: what goes in, in which languages, in which format; the file is made and
handed over."""

from __future__ import annotations

import streamlit as st

from data.i18n import Lang, say
from data.query.view import View
from export.image.qr import code
from ui import share
from ui.session import state
from ui.session.components import show_share
from ui.session.downloads.file_buttons import show_file
from ui.session.downloads.order_form import order_form, picture_form
from ui.session.run.guard import store_guarded

SHARED = ("link", "citation", "embed")


def main() -> None:
    """Compose the page."""
    lang = state.lang()
    view, atlas = state.view(), state.atlas()
    st.header(say(atlas, "page.leave", lang), anchor=False)
    st.write(say(atlas, "leave.lead", lang))
    choice, made = st.columns([55, 45], gap="large")
    with choice, store_guarded(atlas, lang):
        kind, order = order_form(view, lang)
        what = picture_form(kind, order, lang)
        with made:
            show_file(kind, what, order, lang)
            give_away(view, lang)


def give_away(view: View, lang: Lang) -> None:
    """The link to the map as this view has it, also for other pages and, where the app has a public address,
    as a code."""
    atlas = view.atlas
    st.subheader(say(atlas, "share.title", lang), anchor=False)
    st.write(say(atlas, "share.lead", lang))
    show_share(atlas, lang, SHARED, "/", "share-map")
    if address := share.address_of(view, lang):
        st.html(code(address, say(atlas, "share.code", lang)))
        st.caption(address)
    else:
        st.caption(say(atlas, "share.no-address", lang))


main()
