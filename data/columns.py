"""Types of the columns in `data/files`: ids, lists, dates, colours, and the mark for a key of another table."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PASSAGE_ID = r"^[a-z0-9]+(-[a-z0-9]+)*\.p[0-9]{2,}$"
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # what neither XML nor UTF-8 can hold


@dataclass(frozen=True)
class Ref:
    """Marks a column whose values are keys of another table."""

    table: str


def printable(text: str) -> str:
    """The text without characters that no text has: controls but for tabs and ends of lines, lone halves of pairs, no characters."""
    return NO_TEXT.sub(lambda found: " " if found[0].isspace() else "", text)


def only_text(value: Any) -> Any:
    """The value of a cell, or what a file of JSON holds. Refuses one that holds a character that no text has."""
    if isinstance(value, str) and (found := NO_TEXT.search(value)):
        raise PydanticCustomError("text", "U+{code} is no character of a text", {"code": f"{ord(found[0]):04X}"})
    if isinstance(value, dict | list | tuple):
        for part in (*value, *value.values()) if isinstance(value, dict) else value:
            only_text(part)
    return value


def references(schema: type[BaseModel]) -> dict[str, str]:
    """Column -> the table that its values are keys of."""
    return {name: mark.table for name, field in schema.model_fields.items() for mark in field.metadata if isinstance(mark, Ref)}


def split_at(separator: str | None) -> Any:
    """Reads a cell as a list: parts between `separator` (None: white space), stripped, without empty ones."""

    def split(cell: Any) -> Any:
        if not isinstance(cell, str):
            return cell or ()
        return tuple(part.strip() for part in cell.split(separator) if part.strip())

    return BeforeValidator(split)


def _date(value: str) -> str:
    parts = [int(part) for part in value.split("-")]
    dt.date(*[*parts, 1, 1][:3])
    return value


Id = Annotated[str, Field(pattern=ID)]
PassageId = Annotated[str, Field(pattern=PASSAGE_ID)]
Ids = Annotated[tuple[Id, ...], split_at(None)]
PassageIds = Annotated[tuple[PassageId, ...], split_at(None)]
Names = Annotated[tuple[str, ...], split_at(";")]
Text = Annotated[str, Field(min_length=1)]
Offset = Annotated[int, Field(ge=0)]
PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), AfterValidator(_date)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Url = Annotated[str, Field(pattern=r"^https?://\S+$")]
ArStatus = Annotated[Literal["drafted", "reviewed"], Field(description="whether a reader of Arabic has reviewed the Arabic of the row")]
Colour = Annotated[str, Field(pattern=r"^#[0-9A-F]{6}$")]
