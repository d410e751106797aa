"""What the actors page shows under its timeline: the table of its events."""

from __future__ import annotations

from functools import partial

from export.tables.records import event_records
from ui.session import state
from ui.session.charts import chart_picks
from ui.session.tables import show_table


def show_events() -> None:
    """Show the events of the period, with places, passages and sources. A row can be picked, as its mark in
    the chart can."""
    view, t = state.view(), state.text()
    rows = [
        {t(f"column.{key}"): cell for key, cell in record.items() if key != "id"}
        for record in event_records(view, t)
    ]
    widget, _ = chart_picks.pick_widget("events", "marks")
    key, dates = f"rows-{widget}-{t.lang}", [t("column.date")]
    show_table(rows, t.lang, dates=dates, key=key, on_pick=partial(chart_picks.event_picked, key))
