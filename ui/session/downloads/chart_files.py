"""Files of a chart: its data, and the chart as a picture, in the language of the page."""

from __future__ import annotations

from functools import partial
from typing import get_args

import streamlit as st

from export.formats import FORMATS
from export.image.chart_image import chart_picture
from export.image.map_image import Kind
from export.tables.files import chart_csv
from ui.charts.registry import ChartEntry
from ui.charts.spec import Chart
from ui.session import state


def show_chart_files(key: str, entry: ChartEntry, chart: Chart) -> None:
    """Show the downloads of a chart; each file is made when it is asked for."""
    view, t = state.view(), state.text()
    files = {kind: partial(chart_picture, view, entry, chart, kind) for kind in get_args(Kind)}
    with st.container(horizontal=True, key=f"files-{key}"):
        for kind, make in ({"csv": partial(chart_csv, chart, t)} | files).items():
            st.download_button(
                t(f"chart.file-{kind}"),
                make,
                file_name=f"dalil-{key}-{t.lang}.{kind}",
                mime=FORMATS[kind].mime,
                type="tertiary",
                icon=":material/download:",
                on_click="ignore",
                key=f"file-{key}-{kind}",
            )
