"""The buttons that make files and hand them over."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data.i18n import Lang, say
from data.query.view import View
from export.formats import FORMATS, make
from export.order import Order
from ui.session.session import session


def show_file(kind: str, what: str, order: Order, lang: Lang) -> None:
    """The button that makes the file, and then the file."""
    atlas, own = order.atlas, session()
    asked = (kind, what, order)
    if st.button(
        say(atlas, "leave.make", lang),
        type="primary",
        icon=":material/draft:",
        width="stretch",
        key="leave-make",
    ):
        bar = st.progress(0.0, text=say(atlas, "leave.making", lang))
        reported = order.reporting(lambda share: bar.progress(share, text=say(atlas, "leave.making", lang)))
        content = make(kind, reported, what)
        bar.empty()
        own.file = (asked, content)
    made = own.file
    if made is None or made[0] != asked:
        st.caption(say(atlas, "leave.carries", lang))
        return
    called = "-".join(part for part in ("dalil", what, order.langs[0]) if part)
    st.download_button(
        say(atlas, "leave.download", lang, size=f"{len(made[1]) / 1e6:.1f}"),
        made[1],
        file_name=f"{called}.{kind}",
        mime=FORMATS[kind].mime,
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
        key="leave-download",
    )
    st.caption(say(atlas, "leave.carries", lang))


def show_download(view: View, kind: str, lang: Lang, rows: str = "") -> None:
    """A download of one format; `rows`: the table, where it holds one."""
    file = f"dalil-{rows}-{lang}.{kind}" if rows else f"dalil-{lang}.{kind}"
    st.download_button(
        say(view.atlas, f"sources.download-{kind}", lang),
        partial(make, kind, Order(view, (lang,)), rows),
        file_name=file,
        mime=FORMATS[kind].mime,
        key=f"download-{kind}",
        on_click="ignore",
        icon=":material/download:",
    )
