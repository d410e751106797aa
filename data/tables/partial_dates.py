"""Dates known to the day, the month or the year: ISO 8601 with what is unknown left away ("2023-04")."""

from __future__ import annotations

import datetime as dt


def first_day(value: str) -> dt.date:
    """The first day that a partial date may mean. Raises ValueError where it means none."""
    return dt.date(*[*map(int, value.split("-")), 1, 1][:3])
