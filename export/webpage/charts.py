"""The charts of the exported file, as plotly's JavaScript takes them."""

from __future__ import annotations

import json
from typing import Any

from data.atlas.atlas import Atlas
from export.charts import charts
from export.order import Order
from ui.charts.plotly.figure import plotly_figure
from ui.charts.spec import Chart


def plotly_charts(order: Order) -> dict[str, Any]:
    """What charts.js reads."""
    atlas, langs = order.atlas, order.langs
    return {
        "charts": {
            lang: {
                key: plotly_json(atlas, chart)
                for key, chart in charts(order, "html", atlas.text(lang)).items()
            }
            for lang in langs
        },
    }


def plotly_json(atlas: Atlas, chart: Chart) -> dict[str, Any]:
    """A figure as plain values, without plotly's own template."""
    figure: dict[str, Any] = json.loads(plotly_figure(atlas, chart).to_json())
    figure["layout"].pop("template", None)
    return figure
