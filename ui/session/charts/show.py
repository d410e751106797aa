"""Charts as the pages show them: subject, finding and legend, the drawing, its unit and sources, and folded
under it the same as a table, with files of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from plotly.graph_objects import Figure

from ui.charts.legend import chart_head
from ui.charts.plotly.figure import plotly_figure
from ui.charts.registry import CHARTS, ChartEntry
from ui.charts.source_line import source_line_html
from ui.charts.spec import Bars, Chart
from ui.session import cache, state
from ui.session.charts import chart_picks
from ui.session.components import answer_marks, show_folded
from ui.session.downloads.chart_files import show_chart_files
from ui.session.tables import show_table


def show_chart(key: str, entry: ChartEntry | None = None, *, table: Callable[[], None] | None = None) -> None:
    """Show the chart `key` of the registry (or `entry`) of what is chosen, under its subject, finding and
    legend. `table` shows what stands folded under it, if not its own table."""
    atlas, entry = state.atlas(), entry or CHARTS[key]
    chart, figure = _drawn(key, entry)
    st.html(chart_head(atlas, chart, entry.subject))
    widget, on_pick = chart_picks.pick_widget(key, entry.picks)
    with st.container(key=f"wide-{key}"):  # on a narrow screen a wide chart keeps its size and scrolls
        st.plotly_chart(
            figure,
            key=widget,
            alt=chart.alt,
            on_select=on_pick,
            selection_mode=("points", "box") if entry.brush else "points",
            config={"displayModeBar": False, "responsive": True},
        )
        if entry.brush:
            answer_marks()
    t = atlas.text(chart.lang)
    if not chart.empty:  # else nothing stands under it
        st.html(source_line_html(chart, t))
        show_folded(t("chart.table"), f"table-{key}", partial(_show_folded, key, entry, chart, table))


def _show_folded(key: str, entry: ChartEntry, chart: Chart, table: Callable[[], None] | None) -> None:
    """The chart's own table, or what `table` shows, over its files."""
    (table or partial(_show_numbers, chart))()
    show_chart_files(key, entry, chart)


def _drawn(key: str, entry: ChartEntry) -> tuple[Chart, Figure]:
    """The chart of what is chosen, and its figure: made once for each chart, selection and language, as
    plotly takes 10 ms for one. They are shared, so never changed."""
    atlas, t = state.atlas(), state.text()

    def draw() -> tuple[Chart, Figure]:
        chart = entry.chart(state.view(), t)
        figure = plotly_figure(atlas, chart)
        return chart, figure.update_layout(_settled(entry))

    return cache.cached_figure(
        f"{atlas.digest} {t.lang} {key} {entry.variant} {state.current_selection()}", draw
    )


def _settled(entry: ChartEntry) -> dict[str, str]:
    """What Streamlit's script sets in a figure that can be picked in, once it has drawn it: it would draw it
    twice."""
    if entry.brush:
        return {"dragmode": "select", "selectdirection": "h", "clickmode": "event", "hovermode": "closest"}
    return {"dragmode": "pan", "clickmode": "event+select", "hovermode": "closest"} if entry.picks else {}


def _show_numbers(chart: Chart) -> None:
    """The labels and numbers of a chart as a table."""
    dollars = isinstance(chart, Bars) and chart.axis.unit == "dollars"
    show_table(chart.table, chart.lang, amounts=chart.heads[2:] if dollars else ())
