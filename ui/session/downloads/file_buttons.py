"""The buttons that make files and hand them over."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data.i18n import Text
from data.query.view import View
from export.formats import FORMATS, make
from export.order import Order
from ui.session.session import session


def show_file(kind: str, what: str, order: Order, t: Text) -> None:
    """Show the button that makes the file and, once it is made, the one that hands it over."""
    own = session()
    order_key = (kind, what, order)
    if st.button(
        t("leave.make"),
        type="primary",
        icon=":material/draft:",
        width="stretch",
        key="leave-make",
    ):
        bar = st.progress(0.0, text=t("leave.making"))
        reported = order.reporting(lambda share: bar.progress(share, text=t("leave.making")))
        content = make(kind, reported, what)
        bar.empty()
        own.file = (order_key, content)
    file = own.file
    if file is None or file[0] != order_key:
        st.caption(t("leave.carries"))
        return
    st.download_button(
        t("leave.download", size=f"{len(file[1]) / 1e6:.1f}"),
        file[1],
        file_name=_file_name(kind, what, order),
        mime=FORMATS[kind].mime,
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
        key="leave-download",
    )
    st.caption(t("leave.carries"))


def _file_name(kind: str, what: str, order: Order) -> str:
    """The title of a story of one's own; else what the file shows, and every language it is in."""
    titled = order.front.file_name(order.langs[0]) if order.story else ""
    return f"{titled or '-'.join(part for part in ('dalil', what, *order.langs) if part)}.{kind}"


def show_download(view: View, kind: str, t: Text, rows: str = "") -> None:
    """Show a download of one format. rows: the table, where it holds one."""
    file = f"dalil-{rows}-{t.lang}.{kind}" if rows else f"dalil-{t.lang}.{kind}"
    st.download_button(
        t(f"sources.download-{kind}"),
        partial(make, kind, Order(view, (t.lang,)), rows),
        file_name=file,
        mime=FORMATS[kind].mime,
        key=f"download-{kind}",
        on_click="ignore",
        icon=":material/download:",
    )
