"""The aid page: the article's sums beside the records, charts of what may be summed, and every record with its source."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from data.model import Aid
from data.money import cuts
from data.select import View
from data.words import Lang, count, say
from ui import charts, state
from ui.aid import CHALDIVAR, US, beside, claimed, cut, cut_name, ledger_name, said_totals, summed, table, us_works
from ui.aid import left as left_out
from ui.components import show_card
from ui.heading import status, subject
from ui.panel import panel


def main() -> None:
    """Compose the page."""
    view, lang = state.view(), state.lang()
    atlas = view.atlas
    st.header(say(atlas, "aid.title", lang), anchor=False)
    st.write(say(atlas, "aid.lead", lang, records=count(atlas, "records", len(atlas.aid), lang)))
    if us := [row for row in atlas.aid.values() if row.donor == US]:
        st.html(beside(view, lang))
    left, right = st.columns(2, gap="large")
    with left:
        if us:
            chart("itemised", charts.itemised(atlas, us, claimed(atlas), lang), lang)
        st.html(said_totals(atlas, lang))
    with right:
        yearly(view, lang)
    chart("largest", charts.largest(atlas, us_works(atlas), lang, CHALDIVAR), lang)
    st.subheader(say(atlas, "aid.records", lang), anchor=False)
    filters(view, lang)
    st.html(status(cut(view, lang), summed(view, lang)))
    st.html(left_out(view, lang))
    left, right = st.columns(2, gap="large")
    with left:
        chart("by-donor", charts.by_donor(atlas, view.settled, lang), lang)
    with right:
        chart("in-time", charts.in_time(atlas, view.settled, lang, view.selection.focus), lang)
        chart("phases", charts.phases(atlas, view.settled, lang), lang)
    records(view, lang)


def chart(key: str, figure: Any, lang: Lang) -> None:
    """A chart under its subject and its finding; a pick of a bar or mark shows its records."""
    st.html(subject(say(state.atlas(), f"aid.{key}", lang), figure.layout.meta["title"]))
    st.plotly_chart(
        figure, key=f"chart-{key}-{state.unpicked()}", alt=charts.alt(figure), on_select=partial(state.chart_picked, f"chart-{key}"),
        selection_mode="points", config={"displayModeBar": False, "responsive": True},
    )  # fmt: skip


def yearly(view: View, lang: Lang) -> None:
    """Official yearly totals, one measure at a time: measures are never added together."""
    atlas = view.atlas
    measure = st.segmented_control(
        say(atlas, "aid.yearly", lang), ("obligations", "disbursements"), default="obligations", required=True, key="measure",
        format_func=lambda m: say(atlas, f"aid.measure.{m}", lang), label_visibility="collapsed",
    )  # fmt: skip
    dollars = st.segmented_control(
        say(atlas, "aid.yearly", lang), ("current", "constant-2022"), default="current", required=True, key="dollars",
        format_func=lambda d: say(atlas, f"aid.dollars.{d}", lang), label_visibility="collapsed",
    )  # fmt: skip
    years = [row for row in atlas.annual.values() if (row.measure, row.dollars) == (measure, dollars)]
    chart("yearly", charts.yearly(atlas, years, lang), lang)
    st.caption(say(atlas, "aid.yearly-note", lang))


def filters(view: View, lang: Lang) -> None:
    """Donor, kind and phase of the records, and the statement at whose date they are cut."""
    atlas = view.atlas
    st.selectbox(
        say(atlas, "aid.cut", lang), ("", *cuts(atlas)), key="cut", format_func=lambda key: cut_name(atlas, key, lang),
        on_change=state.ledger_changed,
    )  # fmt: skip
    ledger = list(atlas.aid.values())
    fields = {"donors": "donor", "categories": "category", "statuses": "status"}
    for column, (key, field) in zip(st.columns(3), fields.items(), strict=True):
        values = sorted({getattr(row, field) for row in ledger}, key=lambda v: -sum(getattr(row, field) == v for row in ledger))
        column.multiselect(
            say(atlas, f"aid.{key}", lang), values, key=key, placeholder=say(atlas, f"aid.{key}-hint", lang),
            format_func=partial(ledger_name, atlas, lang, field), on_change=state.ledger_changed,
        )  # fmt: skip


def records(view: View, lang: Lang) -> None:
    """The records, or those of the picked bar, with their sources, and a download of the same."""
    atlas = view.atlas
    picked = state.picked_records()
    rows: Sequence[Aid] = [atlas.aid[key] for key in picked] if picked else view.aid
    if picked:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(say(atlas, "aid.picked", lang, count=count(atlas, "records", len(rows), lang)), width="content")
            st.button(say(atlas, "aid.unpick", lang), on_click=state.unpick)
    frame = pd.DataFrame(table(atlas, rows, lang))
    link, usd = say(atlas, "aid.column.link", lang), say(atlas, "aid.column.amount", lang)
    key, looked_at = f"rows-{lang}-{state.unpicked()}", view.selection.focus.startswith("aid:")
    left, right = st.columns([68, 32], gap="large") if looked_at else (st.container(), None)
    left.dataframe(
        frame, hide_index=True, height=460, key=key, selection_mode="single-row",
        on_select=partial(state.row_picked, key, [row.id for row in rows]),
        column_config={
            link: st.column_config.LinkColumn(display_text=r"https?://([^/]+)"),
            usd: st.column_config.NumberColumn(format="dollar"),
        },
    )  # fmt: skip
    if right is not None:
        with right, st.container(key="look"):
            st.button(say(atlas, "aid.on-map", lang), key="on-map", on_click=state.to_map, icon=":material/map:")
            show_card(panel(view, lang), view.selection.focus)
    safe = frame.map(lambda v: f"'{v}" if isinstance(v, str) and v[:1] in ("=", "+", "-", "@", "\t", "\r") else v)
    st.download_button(
        say(atlas, "aid.download", lang), safe.to_csv(index=False).encode("utf-8-sig"), file_name="dalil-aid.csv", mime="text/csv",
        on_click="ignore", icon=":material/download:",
    )  # fmt: skip


main()
