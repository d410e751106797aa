"""The charts that a file shows: those of the registry for its medium, of the ordered view, with nothing
looked at."""

from __future__ import annotations

from dataclasses import replace

from data.i18n import Text
from data.query.view import View, select
from export.order import Order
from ui.charts.registry import CHARTS, Medium, charts_of
from ui.charts.spec import Chart


def charts(order: Order, medium: Medium, t: Text) -> dict[str, Chart]:
    """Chart -> what it shows; one of which the data has nothing is left out, one that filters have emptied is
    not: it says so."""
    view = _unfocused(order.view)
    drawn = {key: CHARTS[key].chart(view, t) for key in charts_of(medium)}
    return {key: chart for key, chart in drawn.items() if CHARTS[key].filtered or not chart.empty}


def _unfocused(view: View) -> View:
    return select(view.atlas, replace(view.selection, focus=""))
