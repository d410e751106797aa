"""What a person decides of two passages that stand side by side. Rows come with added documents alone: the
files have no such table."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from data.tables.columns import Id, Offset, PassageId, Ref
from data.tables.row import Row
from data.tables.vocab import DifferenceReason, Verdict


class ComparedPair(Row):
    """Words of a passage and words of another document's passage, and whether they say the same. A difference
    that is no contradiction has a reason."""

    table = "comparisons"
    id: Id
    one: Annotated[PassageId, Ref("passages")]
    one_start: Offset
    one_end: Offset
    other: Annotated[PassageId, Ref("passages")]
    other_start: Offset
    other_end: Offset
    verdict: Verdict
    reason: Annotated[
        DifferenceReason | Literal[""], Field(description="why the difference is no contradiction")
    ] = ""
    note_en: str = ""
    note_ar: str = ""
    by: Annotated[str, Field(description="who decided it; empty where that is not known")] = ""
