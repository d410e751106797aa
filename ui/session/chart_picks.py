"""What this session has picked among the aid records: in charts, whose own marking a new key clears, and in
tables."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.charts import aid
from ui.session import state
from ui.session.tables import picked_row


def filters_changed() -> None:
    """Take the filters as the widgets have them, those of the aid records among them: picks in charts are
    forgotten."""
    if were := bool(picked()):
        forget()
    state.filter_changed(whole=were)


def chart_picked(chart: str) -> None:
    """Take what was picked in a chart: remember the records behind the bar or mark, and look at it if it is
    one."""
    memory = st.session_state
    points = memory[f"chart-{chart}-{unpicked(chart)}"]["selection"]["points"]
    memory["_records"] = [key for key in aid.ids(points) if key in state.atlas().aid]
    if (before := memory.get("_picked_in", chart)) != chart:  # one chart at a time shows what was picked
        memory["_given_up"] = given_up() | {before: given_up().get(before, 0) + 1}
    memory["_picked_in"], memory["_spoke"] = chart, True
    if len(memory["_records"]) == 1:
        state.focus(f"aid:{memory['_records'][0]}")
    state.redraw(whole=True)  # what another chart had opened closes


def row_picked(table: str, records: Sequence[str]) -> None:
    """Take what was picked in a table of aid records: look at the record of the row."""
    row = picked_row(table)
    state.focus("" if row is None else f"aid:{records[row]}")


def picked(*named: str) -> list[str]:
    """Ids of the aid records picked in one of the charts `named` (in any, when none is named); empty when
    none are."""
    found = [key for key in st.session_state.get("_records", []) if key in state.atlas().aid]
    return found if not named or st.session_state.get("_picked_in") in named else []


def unpick() -> None:
    """The button that forgets what was picked in charts."""
    forget()
    state.redraw(whole=True)


def forget() -> None:
    """Forget what was picked in charts; a new key clears their own marking."""
    memory = st.session_state
    memory["_records"], memory["_unpicked"], memory["_spoke"] = [], unpicked() + 1, True


def unpicked(chart: str = "") -> int:
    """How often picks in charts were forgotten, or given up in this one for another's: part of the charts'
    keys."""
    return int(st.session_state.get("_unpicked", 0)) + given_up().get(chart, 0)


def given_up() -> dict[str, int]:
    """Chart -> how often a pick in another took the place of one in it."""
    counts: dict[str, int] = st.session_state.get("_given_up", {})
    return counts
