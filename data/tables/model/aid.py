"""Tables of aid: who gives and receives it, and what was published of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from data.tables.columns import (
    ArStatus,
    Id,
    Ids,
    Locator,
    LookFor,
    PartialDate,
    PassageId,
    PassageIds,
    ReadPart,
    Ref,
    Relation,
    Text,
)
from data.tables.row import Row
from data.tables.vocab import Confidence, Status


class Body(Row):
    """Who gives, spends, carries out or receives aid. Not the same as an actor of the article."""

    table = "bodies"
    id: Id
    name_en: Text
    name_ar: Text
    entities: Annotated[
        Ids,
        Ref("entities"),
        Field(description="what it is, else what it belongs to or consists of, of what we list"),
    ] = ()
    description: Annotated[bool, Field(description="describes several or unnamed ones; nobody's name")] = (
        False
    )
    ar_status: ArStatus


class Aid(Row):
    """A record of aid to Tajikistan's borders and security, as published. `data.facts.aid` says what of it
    may be summed."""

    table = "aid"
    id: Id
    date: PartialDate | None = None
    date_precision: Annotated[
        Literal["day", "month", "year", "inferred", "unknown"],
        Field(description="inferred: worked out from other evidence"),
    ]
    donor: Annotated[Id, Ref("bodies")]
    agency: Annotated[Id | None, Ref("bodies")] = None
    implementer: Annotated[Id | None, Ref("bodies")] = None
    recipient: Annotated[Id | None, Ref("bodies")] = None
    what_en: Text
    what_ar: Text
    category: Literal[
        "facility",
        "equipment",
        "training",
        "bridge",
        "programme",
        "annual-total",
        "cumulative-total",
        "other",
    ]
    usd: Annotated[
        float | None, Field(ge=0, description="current US dollars, as published; never converted by us")
    ] = None
    at_least: Annotated[bool, Field(description="published as more than the amount")] = False
    amount_note_en: str = ""
    amount_note_ar: str = ""
    place: Annotated[Id | None, Ref("places")] = None
    district_en: str = ""
    district_ar: str = ""
    status: Annotated[
        Status,
        Field(description="total: a statement, not a thing"),
    ]
    sums: Annotated[
        bool, Field(description="one handed-over item with a dollar amount, neither umbrella nor second row")
    ]
    confidence: Confidence
    passages: Annotated[
        PassageIds, Ref("passages"), Field(description="that speak of it or of its kind")
    ] = ()
    note_en: str = ""
    note_ar: str = ""
    ar_status: ArStatus
    sources: Annotated[Ids, Ref("sources"), Field(min_length=1)]
    locator_en: Annotated[
        str,
        Field(description="where on the page of the first source it stands: headline, paragraph 3, a table"),
    ] = ""
    locator_ar: str = ""
    look_for: LookFor = ""
    read: ReadPart = ""


class OwnAid(Aid):
    """A record that people made of a figure of an added document. It is summed only where that is asked for
    (`counted`), and then by the same rules."""

    counted: Annotated[bool, Field(description="set by a view; never in a store")] = False


class Corroboration(Row):
    """What a second page, which does not go back to the first, says on a record of aid."""

    table = "corroboration"
    primary = ("aid", "source")
    aid: Annotated[Id, Ref("aid")]
    source: Annotated[Id, Ref("sources")]
    passage: Annotated[
        PassageId | None,
        Ref("passages"),
        Field(description="that says so, where the source is a document that stands here"),
    ] = None
    relation: Relation
    says_en: Text
    says_ar: Text
    locator_en: Locator = ""
    locator_ar: str = ""
    look_for: LookFor = ""
    read: ReadPart = ""
    ar_status: ArStatus


class Annual(Row):
    """A year's official total of United States aid to Tajikistan, all sectors and agencies. Measures are
    never added together."""

    table = "annual"
    primary = ("year", "measure", "dollars")
    year: Annotated[int, Field(ge=1990, le=2100, description="fiscal year")]
    measure: Literal["obligations", "disbursements"]
    dollars: Literal["current", "constant-2022"]
    usd: float
    partial: Annotated[bool, Field(description="the year was not over when the copy was saved")] = False
    sources: Annotated[Ids, Ref("sources"), Field(min_length=1)]
