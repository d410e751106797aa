"""What is wrong with a table: where, what, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

Finding = tuple[
    int, str, str, str
]  # what a check finds in its table: row, field, what is wrong, how to mend it


@dataclass(frozen=True)
class Problem:
    """Something wrong in a table: where, what, and how to mend it."""

    file: str
    row: int
    field: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}: {self.field}: {self.what} — {self.mend}"


class BadData(Exception):
    """The tables are not sound; `problems` says where."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
