"""The aid records as the aid page shows them: their filters, what they add up to, those picked in a chart,
and the table with the card of the one that is looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.query.filters import RECORD_FILTERS, Filter
from data.query.selection import SWITCHES
from data.tables.model import Aid
from data.tables.model.aid import OwnAid
from export.tables.files import rows_csv
from ui.html.aid import unsummed_records
from ui.html.filtered import aid_chips
from ui.html.headings import chart_pick_status, literal, status
from ui.html.panel.panel import panel
from ui.sentences.aid import aid_table, as_of_comparison, records_summary
from ui.sentences.rules import rules_link
from ui.session import state
from ui.session.charts import chart_picks
from ui.session.charts.show import show_chart
from ui.session.components import show_card, show_chips, show_picked
from ui.session.pick_list import pick_list
from ui.session.run import callbacks, live_parts
from ui.session.tables import show_table

HEIGHT = 520  # pixels, at most
BROKEN = {"donor": 146, "what": 240, "kind": 92, "published": 232, "status": 104, "note": 500}  # pixels; what
# one compares stands side by side on a laptop, and no cell of it is cut
MEASURES, DOLLARS = ("obligations", "disbursements"), ("current", "constant-2022")


@live_parts.live("narrowed-by", "unfocused")
def show_narrowing() -> None:
    """Show which filters narrow records and which do not, what the chosen ones add up to, what no filter
    changes, and chips to drop filters."""
    view, t = state.view(), state.text()
    if view.selection.narrowed:
        st.html(status(records_summary(view, t), t("aid.whole")))
    show_chips(aid_chips(view, t))  # there without any, too: a pick may still be under way


@live_parts.live("ledger", *(name for row in RECORD_FILTERS for name in row.fields), after=True)
def show_filters() -> None:
    """Show the filters of records: donor, kind, phase, and the statement at whose date they are cut."""
    for row in RECORD_FILTERS:
        if row.kind == "one":
            _list(row)
    for row in RECORD_FILTERS:
        if row.kind == "ids":
            _pills(row)


def _list(row: Filter) -> None:
    """A filter that has one value at most."""
    atlas, t = state.atlas(), state.text()
    pick_list(
        t(row.title),
        ("", *row.values(atlas)),
        "",
        lambda value: row.option(atlas, value, t),
        row.key,
        t,
        on_change=chart_picks.filters_changed,
    )


def _pills(row: Filter) -> None:
    """A filter by a field of the records, its values with most records first."""
    atlas, t = state.atlas(), state.text()
    records = Counter(getattr(record, row.column) for record in atlas.aid.values())
    st.pills(
        t(row.title),
        sorted(row.values(atlas), key=lambda value: -records[value]),
        selection_mode="multi",
        key=row.key,
        format_func=lambda value: literal(row.option(atlas, value, t)),  # Markdown is read here
        on_change=chart_picks.filters_changed,
    )


@live_parts.live("sums", "unfocused")
def show_sums() -> None:
    """Show what the chosen records add up to."""
    view, t = state.view(), state.text()
    st.html(
        status(
            as_of_comparison(view, t),
            records_summary(view, t),
            rules=rules_link("sums", t),
        )
    )


@live_parts.live("counting", "counted", after=True)
def show_counting() -> None:
    """Where people made records of added documents: whether these are summed too, by the same rules."""
    atlas, t = state.atlas(), state.text()
    if own := sum(isinstance(row, OwnAid) for row in atlas.aid.values()):
        st.segmented_control(
            t("aid.counting", count=t.number(own)),
            SWITCHES["counted"],
            key="counted",
            required=True,
            on_change=callbacks.filter_changed,
            format_func=lambda key: t(f"aid.counted-{key}"),
        )


@live_parts.live("unsummed", "unfocused", after=True)
def show_unsummed() -> None:
    """Show the chosen records that are in no sum, and why."""
    if state.view().aid:
        st.html(unsummed_records(state.view(), state.text()))


def show_picked_records(rows: Sequence[Aid]) -> None:
    """Show the records of the bar or mark that was picked, how many they are, and a way back to the chart."""
    t = state.text()
    heading = t("aid.picked", count=t.count("records", len(rows)))
    ids = " ".join(row.id for row in rows)
    show_picked(chart_pick_status(heading, ids, chart_picks.picked_chart(), t("aid.to-chart")))
    st.button(t("aid.unpick"), on_click=chart_picks.unpick)
    show_records(rows, "picked", look=True)


def show_records(rows: Sequence[Aid], part: str, *, look: bool) -> None:
    """Show records with their sources. look: beside them stands the card of the one looked at."""
    view, t = state.view(), state.text()
    atlas = view.atlas
    looked_at = look and view.selection.in_focus.startswith("aid:")
    left, right = st.columns([68, 32], gap="large") if looked_at else (st.container(), None)
    with left:
        _show_rows(atlas, rows, t, f"rows-{part}-{t.lang}-{chart_picks.forgotten_count()}")
    if right is not None:
        with right, st.container(key="look"):
            icon = ":material/map:"
            st.button(t("aid.on-map"), key="on-map", on_click=callbacks.to_map, icon=icon)
            show_card(panel(view, t), view.selection.in_focus)


def _show_rows(atlas: Atlas, rows: Sequence[Aid], t: Text, key: str) -> None:
    link, usd, when, title = (t(f"aid.column.{head}") for head in ("link", "amount", "date", "source"))
    show_table(
        aid_table(atlas, rows, t),
        t.lang,
        links=[link],
        amounts=[usd],
        dates=[when],
        titles=[title],
        broken={t(f"aid.column.{head}"): wide for head, wide in BROKEN.items()},
        key=key,
        most=HEIGHT,
        placeholder=t("panel.aid-none"),
        on_pick=partial(chart_picks.row_picked, key, [row.id for row in rows]),
    )


def choose_measure(t: Text) -> tuple[str, str]:
    """Show the switches of the yearly totals. Returns the measure and the kind of dollars."""
    with st.container(horizontal=True):
        measure = _switch("measure", {m: t(f"aid.measure.{m}") for m in MEASURES}, t)
        dollars = _switch("dollars", {d: t(f"aid.dollars.{d}") for d in DOLLARS}, t)
    return measure, dollars


def _switch(key: str, options: Mapping[str, str], t: Text) -> str:
    return st.segmented_control(
        t("aid.yearly"),
        list(options),
        default=next(iter(options)),
        required=True,
        key=key,
        format_func=options.__getitem__,
        label_visibility="collapsed",
    )


@live_parts.live("records")
def show_chosen() -> None:
    """Show charts and table of the chosen records; nothing where none is chosen, as `show_sums` says that."""
    if not (rows := state.view().aid):
        return
    one, two = st.columns(2, gap="large")
    with one:
        show_chart("by-donor")
    with two:
        show_chart("in-time")
    show_chart("phases")
    show_opened("by-donor", "phases", "in-time")
    show_records(rows, "all", look=not chart_picks.picked_records())
    _download(rows, "all")


def show_opened(*charts: str) -> None:
    """Show the records of the bar or mark that was picked in one of `charts`, right under it."""
    if rows := [state.atlas().aid[key] for key in chart_picks.picked_records(*charts)]:
        show_picked_records(rows)
        _download(rows, "picked")


def _download(rows: Sequence[Aid], part: str) -> None:
    """The records of a table as a file."""
    atlas, t = state.atlas(), state.text()
    st.download_button(
        t("aid.download"),
        lambda: rows_csv(aid_table(atlas, rows, t)),
        file_name="dalil-aid.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"download-{part}",
    )
