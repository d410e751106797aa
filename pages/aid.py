"""The aid page: the article's sums beside the records, charts of what may be summed, and every record with
its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st
from plotly.graph_objects import Figure

from data.i18n import Lang, count, say
from data.query.filters import RECORD_FILTERS, Filter
from data.query.view import View
from data.tables.model import Aid
from export.tables.files import harmless
from ui.charts import aid
from ui.html.filtered import aid_chips
from ui.html.headings import chosen, literal, status, subject
from ui.html.panel import panel
from ui.sentences.aid import (
    CHALDIVAR,
    US,
    as_of_comparison,
    claimed_usd,
    claims_vs_records_html,
    filters_applied,
    official_totals_html,
    posts,
    records_by_claim,
    records_summary,
    table,
    us_works,
)
from ui.sentences.aid import unsummed_records as left_out
from ui.sentences.rules import rules_link
from ui.session import chart_picks, state
from ui.session.components import show_card, show_chips, show_folded, show_picked
from ui.session.tables import show_table


def main() -> None:
    """Compose the page."""
    view, lang = state.view(), state.lang()
    atlas = view.atlas
    st.header(say(atlas, "aid.title", lang), anchor=False)
    st.write(say(atlas, "aid.lead", lang, records=count(atlas, "records", len(atlas.aid), lang)))
    narrowed_by()
    if us := [row for row in atlas.aid.values() if row.donor == US]:
        st.html(claims_vs_records_html(view, lang))
    left, right = st.columns(2, gap="large")
    if us:
        with left:
            chart(
                "itemised",
                lambda: aid.itemised(atlas, records_by_claim(atlas), claimed_usd(atlas), lang),
                lang,
                ("what", "amount"),
            )
    with right:
        yearly(view, lang)
    opened(view, lang, "itemised")
    st.html(official_totals_html(atlas, lang))
    works(view, lang)
    st.subheader(say(atlas, "aid.records", lang), anchor=False)
    filters()
    sums()
    unsummed()
    narrowed()


@state.live("narrowed-by", "unfocused")
def narrowed_by() -> None:
    """Which filters narrow records and which do not, what none of them changes; chips to drop them."""
    view, lang = state.view(), state.lang()
    if view.selection.narrowed:
        st.html(status(f"{filters_applied(view, lang)} {say(view.atlas, 'aid.whole', lang)}"))
        show_chips(aid_chips(view, lang))


@state.live("sums", "unfocused")
def sums() -> None:
    """What the chosen records add up to."""
    view, lang = state.view(), state.lang()
    st.html(
        status(
            as_of_comparison(view, lang),
            records_summary(view, lang),
            rules=rules_link(view.atlas, "sums", lang),
        )
    )


@state.live("unsummed", "unfocused", after=True)
def unsummed() -> None:
    """The chosen records that are in no sum, and why."""
    if state.view().aid:
        st.html(left_out(state.view(), state.lang()))


@state.live("records")
def narrowed() -> None:
    """Charts of the chosen records, and the records; nothing where no record is chosen, as `sums` says."""
    view, lang = state.view(), state.lang()
    if not view.aid:
        return
    atlas = view.atlas
    left, right = st.columns(2, gap="large")
    with left:
        chart("by-donor", lambda: aid.by_donor(atlas, view.settled, lang), lang, ("donor", "amount"))
    with right:
        chart("in-time", lambda: aid.in_time(atlas, view.settled, lang, view.selection.in_focus), lang)
        chart("phases", lambda: aid.phases(atlas, view.settled, lang), lang, ("status", "items"))
    opened(view, lang, "by-donor", "phases", "in-time")
    records(view, view.aid, lang, "all", look=not chart_picks.picked())


def works(view: View, lang: Lang) -> None:
    """The post of which the article speaks beside the other priced posts, then beside all other priced
    works."""
    atlas, every = view.atlas, us_works(view.atlas)
    outposts = posts(every)
    others = [row for row in every if row not in outposts or row.id == CHALDIVAR]
    for column, (key, rows) in zip(
        st.columns(2, gap="large"), {"posts": outposts, "works": others}.items(), strict=True
    ):
        with column:
            chart(key, partial(aid.largest, atlas, rows, lang, CHALDIVAR, narrow=True), lang)
    opened(view, lang, "posts", "works")


def chart(
    key: str, draw: Callable[[], Figure], lang: Lang, table: tuple[str, str] | None = None, what: str = ""
) -> None:
    """A chart under its subject and its finding; a pick of a bar or mark shows its records. `table`: what its
    labels and its numbers are, for the table under it; without one, each of its marks is a record. `what`:
    what it shows beside the selection."""
    atlas, figure = state.atlas(), state.figure(f"{key} {what}", draw)
    st.html(subject(say(atlas, f"aid.{key}", lang), figure.layout.meta["title"]))
    st.plotly_chart(
        figure,
        key=f"chart-{key}-{chart_picks.unpicked(key)}",
        alt=aid.alt(figure),
        on_select=partial(chart_picks.chart_picked, key),
        selection_mode="points",
        config={"displayModeBar": False, "responsive": True},
    )
    if table:
        show_folded(say(atlas, "chart.table", lang), f"table-{key}", partial(numbers, figure, table, lang))


def numbers(figure: Figure, heads: tuple[str, str], lang: Lang) -> None:
    """The labels and numbers of a chart as a table."""
    label, number = (say(state.atlas(), f"aid.column.{head}", lang) for head in heads)
    show_table(
        aid.table(figure, (label, say(state.atlas(), "aid.column.kind", lang), number)),
        lang,
        amounts=[number],
    )


def yearly(view: View, lang: Lang) -> None:
    """Official yearly totals, one measure at a time: measures are never added together."""
    atlas = view.atlas
    drawn = st.container()
    with st.container(horizontal=True):
        measure = st.segmented_control(
            say(atlas, "aid.yearly", lang),
            ("obligations", "disbursements"),
            default="obligations",
            required=True,
            key="measure",
            format_func=lambda m: say(atlas, f"aid.measure.{m}", lang),
            label_visibility="collapsed",
        )
        dollars = st.segmented_control(
            say(atlas, "aid.yearly", lang),
            ("current", "constant-2022"),
            default="current",
            required=True,
            key="dollars",
            format_func=lambda d: say(atlas, f"aid.dollars.{d}", lang),
            label_visibility="collapsed",
        )
    years = [row for row in atlas.annual.values() if (row.measure, row.dollars) == (measure, dollars)]
    with drawn:
        chart(
            "yearly", lambda: aid.yearly(atlas, years, lang), lang, ("year", "amount"), f"{measure} {dollars}"
        )
    st.caption(say(atlas, "aid.yearly-note", lang))


@state.live("ledger", *(name for row in RECORD_FILTERS for name in row.fields), after=True)
def filters() -> None:
    """The statement at whose date the records are cut, and donor, kind and phase of the records."""
    for row in RECORD_FILTERS:
        if row.kind == "one":
            cut_list(row)
    for row in RECORD_FILTERS:
        if row.kind == "ids":
            pills(row)


def cut_list(row: Filter) -> None:
    """A filter that has one value at most."""
    atlas, lang = state.atlas(), state.lang()
    st.selectbox(
        say(atlas, row.title, lang),
        ("", *row.values(atlas)),
        key=row.key,
        format_func=lambda value: row.option(atlas, value, lang),
        on_change=chart_picks.filters_changed,
        filter_mode="contains",
    )


def pills(row: Filter) -> None:
    """A filter by a field of the records, its values with most records first."""
    atlas, lang = state.atlas(), state.lang()
    records = Counter(getattr(record, row.column) for record in atlas.aid.values())
    st.pills(
        say(atlas, row.title, lang),
        sorted(row.values(atlas), key=lambda value: -records[value]),
        selection_mode="multi",
        key=row.key,
        format_func=lambda value: literal(row.option(atlas, value, lang)),  # Markdown is read here
        on_change=chart_picks.filters_changed,
    )


def opened(view: View, lang: Lang, *keys: str) -> None:
    """The records of the bar or mark that was picked, right under its chart."""
    if not (picked := chart_picks.picked(*keys)):
        return
    told = say(view.atlas, "aid.picked", lang, count=count(view.atlas, "records", len(picked), lang))
    show_picked(chosen(told, " ".join(picked)))
    st.button(say(view.atlas, "aid.unpick", lang), on_click=chart_picks.unpick)
    records(view, [view.atlas.aid[key] for key in picked], lang, "picked", look=True)


def records(view: View, rows: Sequence[Aid], lang: Lang, part: str, look: bool) -> None:
    """Records with their sources, and a download of the same; `look`: beside them stands the card of the one
    looked at."""
    atlas = view.atlas
    told = table(atlas, rows, lang)
    link, usd, when, title = (
        say(atlas, f"aid.column.{head}", lang) for head in ("link", "amount", "date", "source")
    )
    key, looked_at = (
        f"{part}-{lang}-{chart_picks.unpicked()}",
        look and view.selection.in_focus.startswith("aid:"),
    )
    left, right = st.columns([68, 32], gap="large") if looked_at else (st.container(), None)
    with left:
        show_table(
            told,
            lang,
            links=[link],
            amounts=[usd],
            dates=[when],
            titles=[title],
            key=f"rows-{key}",
            most=460,
            placeholder=say(atlas, "panel.aid-none", lang),
            on_pick=partial(chart_picks.row_picked, f"rows-{key}", [row.id for row in rows]),
        )
    if right is not None:
        with right, st.container(key="look"):
            st.button(
                say(atlas, "aid.on-map", lang), key="on-map", on_click=state.to_map, icon=":material/map:"
            )
            show_card(panel(view, lang), view.selection.in_focus)
    st.download_button(
        say(atlas, "aid.download", lang),
        lambda: pd.DataFrame(told).map(harmless).to_csv(index=False).encode("utf-8-sig"),
        file_name="dalil-aid.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"download-{part}",
    )


main()
