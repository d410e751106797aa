"""What all rows of `data/files` have in common."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, field_validator

from data.tables.columns import clean_cell


class Row(BaseModel):
    """A row of a table: frozen, and without columns that the class does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    table: ClassVar[str]
    primary: ClassVar[tuple[str, ...]] = ("id",)

    _clean_cell = field_validator("*", mode="before")(clean_cell)
