"""Types of the columns in `data/files`: ids, lists, dates, colours, and the mark for a key of another
table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from data.tables.partial_dates import first_day
from data.tables.vocab import Bearing

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PASSAGE_ID = r"^[a-z0-9]+(-[a-z0-9]+)*\.p[0-9]{2,}$"
NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"
)  # what neither XML nor UTF-8 can hold
# Controls that a text may hold, but that would act on what stands around it: C1, and those that turn the
# direction of writing (embeddings, overrides, isolates). The plain marks U+200E, U+200F and U+061C reach no
# farther than their neighbours and stay.
CONTROLS = re.compile("[\x80-\x9f\u2028\u2029\u202a-\u202e\u2066-\u206f]")
ENDS = "\x85\u2028\u2029"  # controls that end a line


@dataclass(frozen=True)
class Ref:
    """Marks a column whose values are keys of another table."""

    table: str


def printable(text: str) -> str:
    """A free text as it may enter: without characters that no text has (controls but tabs and ends of lines,
    lone halves of pairs, no characters), and without controls that would turn what stands around it."""
    return strip_controls(NO_TEXT.sub(lambda match: " " if match[0].isspace() else "", text))


def one_line(value: object, longest: int | None = None) -> str:
    """A free text as it may enter, in one line and of `longest` characters at most; "" for nothing."""
    return " ".join(printable(str(value or "")).split())[:longest].strip()


def strip_controls(text: str) -> str:
    """The text without C1 controls, embeddings, overrides and isolates; separators of lines become ends of
    lines."""
    return CONTROLS.sub(lambda match: "\n" if match[0] in ENDS else "", text)


def only_text(value: Any) -> Any:
    """The value of a cell, or what a file of JSON holds. Refuses one that holds a character that no text
    has."""
    if isinstance(value, str) and (found := NO_TEXT.search(value)):
        raise PydanticCustomError(
            "text", "U+{code} is no character of a text", {"code": f"{ord(found[0]):04X}"}
        )
    if isinstance(value, dict | list | tuple):
        for part in (*value, *value.values()) if isinstance(value, dict) else value:
            only_text(part)
    return value


def clean_cell(value: Any) -> Any:
    """The value of a cell, its text without the controls that `strip_controls` drops. Refuses what
    `only_text` refuses."""
    only_text(value)
    if isinstance(value, str):
        return strip_controls(value)
    return type(value)(clean_cell(part) for part in value) if isinstance(value, list | tuple) else value


def references(schema: type[BaseModel]) -> dict[str, str]:
    """Column -> the table that its values are keys of."""
    return {
        name: mark.table
        for name, field in schema.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, Ref)
    }


def referred_keys(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """The keys in a column that refers to another table."""
    return value if isinstance(value, tuple) else (value,) if value else ()


def split_at(separator: str | None) -> Any:
    """A validator that turns a cell's text into a tuple of its parts between `separator` (None: white space),
    stripped, without empty ones."""

    def split(cell: Any) -> Any:
        if not isinstance(cell, str):
            return cell or ()
        return tuple(part.strip() for part in cell.split(separator) if part.strip())

    return BeforeValidator(split)


def checked_date(value: str) -> str:
    """The value, where it is a date of the calendar as far as it is known. Raises ValueError otherwise."""
    first_day(value)
    return value


Id = Annotated[str, Field(pattern=ID)]
PassageId = Annotated[str, Field(pattern=PASSAGE_ID)]
Ids = Annotated[tuple[Id, ...], split_at(None)]
PassageIds = Annotated[tuple[PassageId, ...], split_at(None)]
Names = Annotated[tuple[str, ...], split_at(";")]
Text = Annotated[str, Field(min_length=1)]
Offset = Annotated[int, Field(ge=0)]
PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), AfterValidator(checked_date)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Url = Annotated[str, Field(pattern=r"^https?://\S+$")]
LookFor = Annotated[
    str, Field(description="the figure or the few words by which it is found there, as the page has them")
]
ReadPart = Annotated[
    Literal["whole", "opening", ""],
    Field(description="how much of the page was read; empty: not read again"),
]
Locator = Annotated[str, Field(description="where on the page it stands: headline, paragraph 3, a table")]
Relation = Annotated[
    Bearing,
    Field(
        description=(
            "to the statement or record, or to a part of it: shows it, says otherwise, or bears on it without"
            " doing either"
        )
    ),
]
ArStatus = Annotated[
    Literal["drafted", "reviewed"],
    Field(description="whether a reader of Arabic has reviewed the Arabic of the row"),
]
Colour = Annotated[str, Field(pattern=r"^#[0-9A-F]{6}$")]
