"""Changing cells of a CSV file and nothing else: every other record stays as it is, letter for letter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

Key = tuple[str, ...]


def csv_records(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Each record of a CSV file, its head first: the line on which it begins, its letters and its cells.
    Raises csv.Error where quotes and commas do not make a record."""
    lines = io.StringIO(text, newline="").readlines()
    reader, start = csv.reader(lines, strict=True), 0
    for cells in reader:
        yield start + 1, "".join(lines[start : reader.line_num]), cells
        start = reader.line_num


def rows_by_key(text: str, primary: Sequence[str]) -> dict[Key, tuple[int, dict[str, str]]]:
    """Key -> the line on which its record begins, and its cells by column."""
    (_, _, head), *rest = csv_records(text)
    rows = ((line, dict(zip(head, cells, strict=True))) for line, _, cells in rest)
    return {tuple(row[name] for name in primary): (line, row) for line, row in rows}


def with_cells(text: str, primary: Sequence[str], changes: Mapping[Key, Mapping[str, str]]) -> str:
    """The file with other values in the cells of `changes`: key -> column -> value."""
    (_, first, head), *rest = csv_records(text)
    places = [head.index(name) for name in primary]
    parts = [first]
    for _, raw, cells in rest:
        own = changes.get(tuple(cells[n] for n in places))
        new = [own.get(name, cell) for name, cell in zip(head, cells, strict=True)] if own else cells
        parts.append(raw if new == cells else _line(new))
    return "".join(parts)


def with_rows(text: str, primary: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The file with these rows at its end, in place of those that have their keys."""
    (_, first, head), *rest = csv_records(text)
    places = [head.index(name) for name in primary]
    new = {tuple(row[n] for n in places) for row in rows}
    old = [raw for _, raw, cells in rest if tuple(cells[n] for n in places) not in new]
    return "".join([first, *old, *map(_line, rows)])


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
