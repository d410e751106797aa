"""The sections of the border page around profile and map: head and stretch, what aid along it adds up to, and
how long it is."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data.atlas.atlas import Atlas
from data.facts.border import last_km
from data.i18n import Text
from data.query.describe import describe_along_border
from data.query.view import View
from geo.build import tables
from geo.profile import data
from ui.charts.lengths import lengths_table, tolerance_chart
from ui.charts.registry import ChartEntry
from ui.html.filtered import aid_chips
from ui.html.headings import page_head, page_title, status
from ui.sentences.aid import records_summary
from ui.sentences.rules import rules_link
from ui.session import state
from ui.session.charts.show import show_chart
from ui.session.components import show_chips, show_folded
from ui.session.run import callbacks, live_parts
from ui.session.tables import show_table

RULERS = ChartEntry(
    "lengths.rulers", lambda _view, t: tolerance_chart(tables.written_rulers(), t), unit="chart.unit-km"
)


@live_parts.live("head", "unfocused")
def show_head() -> None:
    """Show the title, what is shown, and chips to drop filters."""
    view, t = state.view(), state.text()
    with st.container(key="border-head", horizontal=True, vertical_alignment="bottom"):
        st.html(page_head(page_title("border", t), describe_along_border(view, t)))
        whole, chosen = t("strip.whole"), view.selection.stretched
        st.button(whole, key="whole", on_click=_unstretch, disabled=not chosen, width="content")
    with st.container(key="border-filters"):
        show_chips(aid_chips(view, t))


@live_parts.live("stretch", "km_from", "km_to", after=True)
def show_stretch() -> None:
    """Show the stretch of the border that is looked at."""
    atlas, t = state.atlas(), state.text()
    st.slider(
        t("filter.stretch"),
        0,
        last_km(atlas),
        key="stretch",
        on_change=callbacks.filter_changed,
        label_visibility="collapsed",
        format="%,d",
    )


def _unstretch() -> None:
    """Look at the whole border."""
    state.choose(km_from=None, km_to=None)
    live_parts.redraw()


@live_parts.live("aid", "unfocused", after=True)
def show_aid() -> None:
    """Show what the records along the border add up to, and the profile as a table."""
    view, t = state.view(), state.text()
    st.html(status(records_summary(view, t), rules=rules_link("sums", t)))
    show_folded(t("strip.table"), "table-strip", partial(_show_profiled, view, t))


def _show_profiled(view: View, t: Text) -> None:
    """What the profile shows, as a table."""
    show_table(data.profile_table(view, t), t.lang)


def show_lengths(atlas: Atlas, t: Text) -> None:
    """Show who says how long the border is, and what a coarser ruler makes of our line: filters change
    nothing of it."""
    st.header(t("lengths.title"), anchor=False)
    left, right = st.columns([60, 40], gap="large")
    with left:
        show_chart("compared")
    with right:
        show_chart("rulers", RULERS)
        st.write(t("lengths.why"))
    show_folded(t("lengths.all"), "table-lengths", partial(_show_published, atlas, t))


def _show_published(atlas: Atlas, t: Text) -> None:
    """Every published length, with its source."""
    link, title = t("lengths.column.link"), t("lengths.column.source")
    show_table(lengths_table(atlas, t), t.lang, links=[link], titles=[title])
