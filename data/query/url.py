"""The parameters of a link, read value by value."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from data.atlas.atlas import Atlas
from data.index.search import LONGEST
from data.query.filters import Filter
from data.tables.columns import printable

MOST = 2000  # letters read of a list of values


class Parameters:
    """The parameters of a link; `unknown` gathers the values that mean nothing here."""

    def __init__(self, query: Mapping[str, str]):
        self.query = query
        self.unknown: list[str] = []

    def ids(self, name: str, known: Container[str]) -> tuple[str, ...]:
        """Those of the values, separated by commas, that are known."""
        given = dict.fromkeys(v for v in self.query.get(name, "")[:MOST].split(",") if v)
        self.unknown.extend(v for v in given if v not in known)
        return tuple(v for v in given if v in known)

    def one(self, name: str, known: Container[str], default: str = "") -> str:
        """The first value that is known."""
        return next(iter(self.ids(name, known)), default)

    def whole(self, name: str, least: int, most: int) -> int | None:
        """A whole number within the bounds; None without one."""
        value = self.query.get(name, "")
        if not value:
            return None
        if value.isascii() and value.isdigit() and len(value) < 9 and least <= int(value) <= most:
            return int(value)
        self.unknown.append(value)
        return None

    def text(self, name: str) -> str:
        """Words to search for, without what cannot be printed."""
        return printable(self.query.get(name, ""))[:LONGEST]

    def filter(self, row: Filter, atlas: Atlas) -> dict[str, Any]:
        """The fields of a selection that a filter has."""
        if row.kind == "ids":
            return {row.key: self.ids(row.key, row.values(atlas))}
        if row.kind == "one":
            return {row.key: self.one(row.key, row.values(atlas))}
        if row.kind == "text":
            return {row.key: self.text(row.key)}
        return {name: self.whole(name, *row.bounds(atlas)) for name in row.fields}
