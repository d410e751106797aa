"""The border page: the profile from tripoint to tripoint, the map and the card of the focus, and how long the
border is."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data.atlas.atlas import Atlas
from data.facts.border import last_km
from data.i18n import Text
from data.query.describe import describe
from data.query.view import View
from geo import points, precision
from geo.build import tables
from geo.profile import data
from ui.charts.lengths import length_by_tolerance, table
from ui.charts.registry import Entry
from ui.html.filtered import panel_state
from ui.html.headings import status, title
from ui.html.panel import panel
from ui.sentences.aid import records_summary
from ui.sentences.rules import rules_link
from ui.session import state
from ui.session.charts import show_chart
from ui.session.components import show_folded, show_map, show_reader, show_strip
from ui.session.run import callbacks, live_parts
from ui.session.tables import show_table

RULERS = Entry("lengths.rulers", lambda _view, t: length_by_tolerance(tables.written(), t), table=False)


def main() -> None:
    """Compose the page."""
    head()
    stretch()
    strip_and_map()
    aid()
    lengths(state.atlas(), state.text())


@live_parts.live("head", "unfocused")
def head() -> None:
    """The title, and what is shown."""
    view, t = state.view(), state.text()
    left, right = st.columns([82, 18], vertical_alignment="bottom")
    left.html(title(t("strip.title"), describe(view, t)))
    whole, chosen = t("strip.whole"), view.selection.stretched
    right.button(whole, key="whole", on_click=unstretch, disabled=not chosen, width="stretch")


@live_parts.live("stretch", "km_from", "km_to", after=True)
def stretch() -> None:
    """The stretch of the border that is looked at."""
    atlas, t = state.atlas(), state.text()
    st.slider(
        t("filter.stretch"),
        0,
        last_km(atlas),
        key="stretch",
        on_change=callbacks.filter_changed,
        label_visibility="collapsed",
        format="%d",
    )


def unstretch() -> None:
    """Look at the whole border."""
    state.choose(km_from=None, km_to=None)
    live_parts.redraw()


@live_parts.live("strip-and-map")
def strip_and_map() -> None:
    """What a pick changes."""
    view, t = state.view(), state.text()
    show_strip(data.live(view), t.lang)
    st.html(data.legend(t))
    left, right = st.columns([58, 42], gap="medium")
    with left, st.container(key="aside"):
        show_map(points.live(view, t, state.frame()), t)
    with right:
        show_reader(
            panel(view, t, precision.lines(view, t), precision.inside(view, t.lang)), panel_state(view)
        )


@live_parts.live("aid", "unfocused", after=True)
def aid() -> None:
    """What the records along the border add up to, and what the profile shows as a table."""
    view, t = state.view(), state.text()
    st.html(status(records_summary(view, t), rules=rules_link("sums", t)))
    show_folded(t("strip.table"), "table-strip", partial(profiled, view, t))


def profiled(view: View, t: Text) -> None:
    """What the profile shows, as a table."""
    show_table(data.table(view, t), t.lang)


def lengths(atlas: Atlas, t: Text) -> None:
    """Who says how long the border is, and what a coarser ruler makes of our line: filters change nothing of
    it."""
    st.subheader(t("lengths.title"), anchor=False)
    left, right = st.columns([60, 40], gap="large")
    with left:
        show_chart("compared")
    with right:
        show_chart("rulers", RULERS)
        st.write(t("lengths.why"))
    show_folded(t("lengths.all"), "table-lengths", partial(published, atlas, t))


def published(atlas: Atlas, t: Text) -> None:
    """Every published length, with its source."""
    link, when, title = (t(f"lengths.column.{key}") for key in ("link", "date", "source"))
    show_table(table(atlas, t), t.lang, links=[link], dates=[when], titles=[title])


main()
