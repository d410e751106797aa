"""The charts of the exported file, of its page and of its story, as plotly's JavaScript takes them."""

from __future__ import annotations

import json
from typing import Any

from data.atlas.atlas import Atlas
from export.charts import charts
from export.order import Order
from export.story import story_charts
from ui.charts.legend import legend
from ui.charts.plotly.figure import plotly_figure
from ui.charts.registry import of_story
from ui.charts.spec import Chart


def drawings(order: Order) -> dict[str, Any]:
    """What charts.js and story.js read."""
    atlas, langs = order.atlas, order.langs
    return {
        "charts": {
            lang: {
                key: drawing(atlas, chart) for key, chart in charts(order, "html", atlas.text(lang)).items()
            }
            for lang in langs
        },
        "stepCharts": {
            key: {lang: step_chart(atlas, of_story(atlas, key, atlas.text(lang))) for lang in langs}
            for key in story_charts(order)
        },
    }


def step_chart(atlas: Atlas, chart: Chart) -> dict[str, Any]:
    """A chart beside a step of the story: its finding, its legend as safe HTML, its drawing."""
    return {"finding": chart.finding, "legend": legend(atlas, chart), "drawing": drawing(atlas, chart)}


def drawing(atlas: Atlas, chart: Chart) -> dict[str, Any]:
    """A figure as plain values, without plotly's own template."""
    made: dict[str, Any] = json.loads(plotly_figure(atlas, chart).to_json())
    made["layout"].pop("template", None)
    return made
