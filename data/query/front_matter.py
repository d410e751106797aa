"""The front matter of a story that a reader makes: its title, who tells it, when, whom to ask, and how it may
be handed on."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from data.i18n import Text
from data.i18n.isolates import isolate
from data.tables.columns import printable
from data.tables.partial_dates import first_day
from data.tables.vocab import Lang

NOT_IN_NAMES = re.compile(r"[^\w]+")  # of files
LONGEST_NAME = 60  # letters of a file's name
LONGEST = {"title": 300, "author": 200, "date": 200, "contact": 200, "mark": 100}  # characters


class FrontMatter(BaseModel):
    """What stands on the first slide and in the files. All of it may be empty; a date is known to the day,
    the month or the year (2026, 2026-11, 2026-11-28)."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, strict=True)
    title_en: Annotated[str, Field(max_length=LONGEST["title"])] = ""
    title_ar: Annotated[str, Field(max_length=LONGEST["title"])] = ""
    author: Annotated[str, Field(max_length=LONGEST["author"])] = ""
    date: Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")] = ""
    contact: Annotated[str, Field(max_length=LONGEST["contact"])] = ""
    mark: Annotated[str, Field(max_length=LONGEST["mark"])] = ""

    @field_validator("*", mode="after")
    @classmethod
    def _printable(cls, value: str) -> str:
        return printable(value).strip()

    @field_validator("date", mode="after")
    @classmethod
    def _is_a_day(cls, value: str) -> str:
        if value:
            first_day(value)
        return value

    def title(self, lang: Lang) -> str:
        """The title in `lang`, else in the other language; "" where there is none."""
        return self.title_ar or self.title_en if lang == "ar" else self.title_en or self.title_ar

    def byline(self, t: Text) -> str:
        """Who tells it and when, in a line."""
        return " · ".join(
            isolate(part) for part in (self.author, t.date(self.date) if self.date else "") if part
        )

    def asking(self, t: Text) -> str:
        """Whom to ask, in a line; "" where nobody is named."""
        return f"{t('story.front-contact')}: {isolate(self.contact)}" if self.contact else ""

    def lines(self, t: Text) -> list[str]:
        """Title, byline, whom to ask and mark: those that there are."""
        return [line for line in (self.title(t.lang), self.byline(t), self.asking(t), self.mark) if line]

    def file_name(self, lang: Lang) -> str:
        """The title as the name of a file, without its ending; "" where there is none."""
        return NOT_IN_NAMES.sub("-", self.title(lang)).strip("-")[:LONGEST_NAME].strip("-")


UNTITLED = FrontMatter()
