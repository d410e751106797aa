"""The aid page: the article's sums beside the records, charts of what may be summed, and every record with
its source."""

from __future__ import annotations

import streamlit as st

from data.facts.origin import curated_atlas
from ui.charts.registry import yearly_chart
from ui.html.aid import claims_vs_records_html, official_totals_html
from ui.html.headings import page_head, page_title, section_link
from ui.sentences.aid import US
from ui.session import state
from ui.session.charts.show import show_chart
from ui.session.sections import aid

RECORDS = "aid-records"  # the section with the records and their filters


def main() -> None:
    """Compose the page."""
    view, t = state.view(), state.text()
    atlas = view.atlas
    lead = t("aid.lead", records=t.count("records", len(curated_atlas(atlas).aid)))
    st.html(page_head(page_title("aid", t), lead=lead) + section_link("aid", RECORDS, t("aid.to-records")))
    aid.show_narrowing()
    of_us = any(row.donor == US for row in atlas.aid.values())
    if of_us:
        st.html(claims_vs_records_html(view, t))
    one, two = st.columns(2, gap="large")
    if of_us:
        with one:
            show_chart("itemised")
    with two:
        above = st.container()
        chosen = aid.choose_measure(t)
        with above:
            show_chart("yearly", yearly_chart(*chosen))
        st.caption(t("aid.yearly-note"))
    aid.show_opened("itemised")
    st.html(official_totals_html(atlas, t))
    one, two = st.columns(2, gap="large")
    with one:
        show_chart("posts")
    with two:
        show_chart("works")
    aid.show_opened("posts", "works")
    st.header(t("aid.records"), anchor=RECORDS)
    aid.show_filters()
    aid.show_counting()
    aid.show_sums()
    aid.show_unsummed()
    aid.show_chosen()


main()
