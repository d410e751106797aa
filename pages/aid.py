"""The aid page: the article's sums beside the records, charts of what may be summed, and every record with
its source."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.tables.model import Aid
from export.tables.files import rows_csv
from ui.charts.registry import yearly
from ui.html.headings import page_title, title
from ui.sentences.aid import US, claims_vs_records_html, official_totals_html, table
from ui.session import aid_records, chart_picks, state
from ui.session.charts import show_chart
from ui.session.run import live_parts


def main() -> None:
    """Compose the page."""
    view, t = state.view(), state.text()
    atlas = view.atlas
    st.html(title(page_title("aid", t), lead=t("aid.lead", records=t.count("records", len(atlas.aid)))))
    aid_records.show_narrowing()
    of_us = any(row.donor == US for row in atlas.aid.values())
    if of_us:
        st.html(claims_vs_records_html(view, t))
    one, two = st.columns(2, gap="large")
    if of_us:
        with one:
            show_chart("itemised")
    with two:
        above = st.container()
        chosen = aid_records.choose_measure(t)
        with above:
            show_chart("yearly", yearly(*chosen))
        st.caption(t("aid.yearly-note"))
    opened("itemised")
    st.html(official_totals_html(atlas, t))
    one, two = st.columns(2, gap="large")
    with one:
        show_chart("posts")
    with two:
        show_chart("works")
    opened("posts", "works")
    st.header(t("aid.records"), anchor=False)
    aid_records.show_filters()
    aid_records.show_sums()
    aid_records.show_unsummed()
    narrowed()


@live_parts.live("records")
def narrowed() -> None:
    """Charts of the chosen records, and the records; nothing where no record is chosen, as `sums` says."""
    if not (rows := state.view().aid):
        return
    one, two = st.columns(2, gap="large")
    with one:
        show_chart("by-donor")
    with two:
        show_chart("in-time")
        show_chart("phases")
    opened("by-donor", "phases", "in-time")
    aid_records.show_records(rows, "all", look=not chart_picks.picked())
    download(rows, "all")


def opened(*charts: str) -> None:
    """The records of the bar or mark that was picked in one of `charts`, right under it."""
    if rows := [state.atlas().aid[key] for key in chart_picks.picked(*charts)]:
        aid_records.show_picked_records(rows)
        download(rows, "picked")


def download(rows: Sequence[Aid], part: str) -> None:
    """The records of a table as a file."""
    atlas, t = state.atlas(), state.text()
    st.download_button(
        t("aid.download"),
        lambda: rows_csv(table(atlas, rows, t)),
        file_name="dalil-aid.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"download-{part}",
    )


main()
