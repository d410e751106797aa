"""Charts as plotly figures, for the pages of the app and of the exported file.

The figure itself is no text; a label runs in the direction of its language. In
Arabic rows begin at the right: all but time and length does. Legends are not plotly's, which cannot run from
right to left: see `ui.charts.legend`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from data.atlas.atlas import Atlas
from ui.charts.plotly.bars import lying, upright
from ui.charts.plotly.dressing import dress
from ui.charts.plotly.marks import plotly_curve, plotly_marks
from ui.charts.plotly.matrix import plotly_matrix
from ui.charts.spec import Bars, Chart, Curve, Marks, Matrix

EMPTY = 120  # pixels of a chart of nothing


def plotly_figure(atlas: Atlas, chart: Chart) -> go.Figure:
    """The chart as a figure. Each bar, cell or mark carries its ids in `customdata`."""
    if chart.empty:
        return dress(go.Figure(), EMPTY if not isinstance(chart, Bars) or chart.stacked else 150)
    match chart:
        case Bars():
            return upright(atlas, chart) if chart.upright else lying(atlas, chart)
        case Matrix():
            return plotly_matrix(atlas, chart)
        case Marks():
            return plotly_marks(atlas, chart)
        case Curve():
            return plotly_curve(atlas, chart)
    raise TypeError(type(chart).__name__)


def ids(points: Sequence[Mapping[str, Any]]) -> list[str]:
    """The ids that picked points carry in `customdata`, each once; Streamlit hands it over as a list or a
    dict."""
    customdata = [point.get("customdata") or [] for point in points]
    values = [value for data in customdata for value in (data.values() if isinstance(data, dict) else data)]
    return list(dict.fromkeys(value for value in values if isinstance(value, str)))
