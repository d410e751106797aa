"""The aid records as the aid page shows them: their filters, those picked in a chart, and the table with the
card of the one that is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from data.atlas.atlas import Atlas
from data.facts.aid import dated_totals
from data.i18n import Lang, count, say
from data.query.selection import LEDGER
from data.tables.model import Aid
from ui.html.headings import chosen, literal
from ui.html.panel import panel
from ui.sentences.aid import aid_filter_label, as_of_label, table
from ui.session import chart_picks, state
from ui.session.components import show_card, show_picked
from ui.session.tables import show_table

HEIGHT = 460  # pixels, at most
MEASURES, DOLLARS = ("obligations", "disbursements"), ("current", "constant-2022")


def show_filters() -> None:
    """Donor, kind and phase of the records, and the statement at whose date they are cut."""
    atlas, lang = state.atlas(), state.lang()
    st.selectbox(
        say(atlas, "aid.cut", lang),
        ("", *dated_totals(atlas)),
        key="cut",
        format_func=lambda key: as_of_label(atlas, key, lang),
        on_change=chart_picks.filters_changed,
        filter_mode="contains",
    )
    known = list(atlas.aid.values())
    for key, field in LEDGER.items():
        values = sorted(
            {getattr(row, field) for row in known},
            key=lambda v: -sum(getattr(row, field) == v for row in known),
        )
        st.pills(
            say(atlas, f"aid.{key}", lang),
            values,
            selection_mode="multi",
            key=key,
            format_func=partial(_pill, atlas, lang, field),
            on_change=chart_picks.filters_changed,
        )


def _pill(atlas: Atlas, lang: Lang, field: str, value: str) -> str:
    """A donor, kind or phase of aid, for a place that shows Markdown."""
    return literal(aid_filter_label(atlas, lang, field, value))


def show_picked_records(rows: Sequence[Aid]) -> None:
    """The records of the bar or mark that was picked, how many they are, and a way back."""
    atlas, lang = state.atlas(), state.lang()
    told = say(atlas, "aid.picked", lang, count=count(atlas, "records", len(rows), lang))
    show_picked(chosen(told, " ".join(row.id for row in rows)))
    st.button(say(atlas, "aid.unpick", lang), on_click=chart_picks.unpick)
    show_records(rows, "picked", look=True)


def show_records(rows: Sequence[Aid], part: str, *, look: bool) -> None:
    """Records with their sources; `look`: beside them stands the card of the one looked at."""
    view, lang = state.view(), state.lang()
    atlas = view.atlas
    looked_at = look and view.selection.in_focus.startswith("aid:")
    left, right = st.columns([68, 32], gap="large") if looked_at else (st.container(), None)
    with left:
        _show_rows(atlas, rows, lang, f"rows-{part}-{lang}-{chart_picks.unpicked()}")
    if right is not None:
        with right, st.container(key="look"):
            icon = ":material/map:"
            st.button(say(atlas, "aid.on-map", lang), key="on-map", on_click=state.to_map, icon=icon)
            show_card(panel(view, lang), view.selection.in_focus)


def _show_rows(atlas: Atlas, rows: Sequence[Aid], lang: Lang, key: str) -> None:
    link, usd, when, title = (
        say(atlas, f"aid.column.{head}", lang) for head in ("link", "amount", "date", "source")
    )
    show_table(
        table(atlas, rows, lang),
        lang,
        links=[link],
        amounts=[usd],
        dates=[when],
        titles=[title],
        key=key,
        most=HEIGHT,
        placeholder=say(atlas, "panel.aid-none", lang),
        on_pick=partial(chart_picks.row_picked, key, [row.id for row in rows]),
    )


def choose_measure(atlas: Atlas, lang: Lang) -> tuple[str, str]:
    """Switches for the yearly totals: the measure, and the kind of dollars."""
    with st.container(horizontal=True):
        measure = _switch(atlas, "measure", {m: say(atlas, f"aid.measure.{m}", lang) for m in MEASURES}, lang)
        dollars = _switch(atlas, "dollars", {d: say(atlas, f"aid.dollars.{d}", lang) for d in DOLLARS}, lang)
    return measure, dollars


def _switch(atlas: Atlas, key: str, options: Mapping[str, str], lang: Lang) -> str:
    return st.segmented_control(
        say(atlas, "aid.yearly", lang),
        list(options),
        default=next(iter(options)),
        required=True,
        key=key,
        format_func=options.__getitem__,
        label_visibility="collapsed",
    )
