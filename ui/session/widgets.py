"""The filters as the widgets hold them: Selection -> {widget key: value}, and back. Labels change with counts
and language, keys and values do not."""

from __future__ import annotations

import re
from typing import Any

from data.atlas.atlas import Atlas
from data.index.search import LONGEST
from data.query.filters import FILTERS, Filter
from data.query.selection import SWITCHES, Selection
from data.tables.columns import printable

ENDS = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)  # of a stretch, in kilometres


def widget_values(atlas: Atlas, s: Selection) -> dict[str, Any]:
    """Widget key -> the value that says what `s` has."""
    switches = {key: getattr(s, key) for key in SWITCHES if key != "first"}
    return switches | {row.key: _widget_value(atlas, s, row) for row in FILTERS.values()}


def fields_of_widgets(atlas: Atlas, widgets: dict[str, Any]) -> dict[str, Any]:
    """The fields of a selection as the widgets have them; what a widget leaves empty is not among them. The
    reverse of `widget_values`."""
    found = {key: widgets[key] for key in SWITCHES if widgets.get(key)}
    for row in FILTERS.values():
        found |= _fields(atlas, row, widgets[row.key])
    return found


def stretch_fields(atlas: Atlas, ends: str) -> dict[str, int | None]:
    """The fields of a selection for the stretch "120-340" of the border, in kilometres; for anything else, no
    stretch."""
    row, found = FILTERS["stretch"], ENDS.fullmatch(ends)
    low, high = sorted(map(int, found.groups())) if found else row.limits(atlas)
    return range_fields(atlas, row, low, high)


def range_fields(atlas: Atlas, row: Filter, start: int, end: int) -> dict[str, int | None]:
    """The fields of a range for two ends, held to its limits; an end at its limit is open."""
    low, high = row.limits(atlas)
    since, until = row.fields
    return {since: min(start, high) if start > low else None, until: max(end, low) if end < high else None}


def _widget_value(atlas: Atlas, s: Selection, row: Filter) -> Any:
    if row.is_range:
        limits = row.limits(atlas)
        ends = (usual if end is None else end for end, usual in zip(s.values(row), limits, strict=True))
        return tuple(min(max(end, limits[0]), limits[1]) for end in ends)
    (value,) = s.values(row)
    return list(value) if row.kind == "ids" else value


def _fields(atlas: Atlas, row: Filter, value: Any) -> dict[str, Any]:
    if row.is_range:
        return range_fields(atlas, row, *value)
    if row.kind == "text":
        return {row.key: printable(value or "").strip()[:LONGEST]}
    return {row.key: tuple(value) if row.kind == "ids" else value}
