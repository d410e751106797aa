"""What all rows of `data/files` have in common."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, field_validator

from data.tables.columns import clean_cell


class Row(BaseModel):
    """A row of a table: frozen, and without columns that the class does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    table: ClassVar[str]
    primary: ClassVar[tuple[str, ...]] = ("id",)

    @property
    def primary_key(self) -> Any:
        """Its key within the table: the value of its primary column; of several, a tuple."""
        values = tuple(getattr(self, name) for name in self.primary)
        return values[0] if len(values) == 1 else values

    _clean_cell = field_validator("*", mode="before")(clean_cell)
