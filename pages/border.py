"""The border page: the profile from tripoint to tripoint, the map and the card of the focus, and how long the
border is."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data.atlas.atlas import Atlas
from data.facts.border import last_km
from data.i18n import Lang, say
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

RULERS = Entry(
    "lengths.rulers", lambda view, lang: length_by_tolerance(view.atlas, tables.written(), lang), table=False
)


def main() -> None:
    """Compose the page."""
    head()
    stretch()
    strip_and_map()
    aid()
    lengths(state.atlas(), state.lang())


@live_parts.live("head", "unfocused")
def head() -> None:
    """The title, and what is shown."""
    view, lang = state.view(), state.lang()
    atlas = view.atlas
    left, right = st.columns([82, 18], vertical_alignment="bottom")
    left.html(title(say(atlas, "strip.title", lang), describe(view, lang)))
    whole, chosen = say(atlas, "strip.whole", lang), view.selection.stretched
    right.button(whole, key="whole", on_click=unstretch, disabled=not chosen, width="stretch")


@live_parts.live("stretch", "km_from", "km_to", after=True)
def stretch() -> None:
    """The stretch of the border that is looked at."""
    atlas, lang = state.atlas(), state.lang()
    st.slider(
        say(atlas, "filter.stretch", lang),
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
    view, lang = state.view(), state.lang()
    show_strip(data.live(view), lang)
    st.html(data.legend(view.atlas, lang))
    left, right = st.columns([58, 42], gap="medium")
    with left, st.container(key="aside"):
        show_map(points.live(view, lang, state.frame()), lang)
    with right:
        show_reader(
            panel(view, lang, precision.lines(view, lang), precision.inside(view, lang)), panel_state(view)
        )


@live_parts.live("aid", "unfocused", after=True)
def aid() -> None:
    """What the records along the border add up to, and what the profile shows as a table."""
    view, lang = state.view(), state.lang()
    st.html(status(records_summary(view, lang), rules=rules_link(view.atlas, "sums", lang)))
    show_folded(say(view.atlas, "strip.table", lang), "table-strip", partial(profiled, view, lang))


def profiled(view: View, lang: Lang) -> None:
    """What the profile shows, as a table."""
    show_table(data.table(view, lang), lang)


def lengths(atlas: Atlas, lang: Lang) -> None:
    """Who says how long the border is, and what a coarser ruler makes of our line: filters change nothing of
    it."""
    st.subheader(say(atlas, "lengths.title", lang), anchor=False)
    left, right = st.columns([60, 40], gap="large")
    with left:
        show_chart("compared")
    with right:
        show_chart("rulers", RULERS)
        st.write(say(atlas, "lengths.why", lang))
    show_folded(say(atlas, "lengths.all", lang), "table-lengths", partial(published, atlas, lang))


def published(atlas: Atlas, lang: Lang) -> None:
    """Every published length, with its source."""
    link, when, title = (say(atlas, f"lengths.column.{key}", lang) for key in ("link", "date", "source"))
    show_table(table(atlas, lang), lang, links=[link], dates=[when], titles=[title])


main()
