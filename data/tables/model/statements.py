"""Tables of the article's statements, the evidence on them, dated events, and the rules of assessment."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from data.tables.columns import (
    ArStatus,
    Id,
    Ids,
    Locator,
    LookFor,
    Offset,
    PartialDate,
    PassageId,
    PassageIds,
    ReadPart,
    Ref,
    Relation,
    Text,
)
from data.tables.row import Row
from data.tables.vocab import Assessment, Confidence


class Statement(Row):
    """Something the article states that can be set beside sources, or an opinion that cannot. Ours is the
    assessment, never the statement. `start` and `end` follow from quote and nth; `python -m data check --fix`
    writes them."""

    table = "statements"
    id: Id
    passage: Annotated[PassageId, Ref("passages")]
    quote: Annotated[
        Text, Field(description="the exact words of the passage that carry it; quotes may overlap")
    ]
    nth: Annotated[
        int, Field(ge=1, description="which occurrence of the quote in the passage, 1 for the first")
    ]
    start: Offset
    end: Offset
    kind: Literal[
        "fact",
        "attribution",
        "judgement",
        "date",
        "count",
        "role",
        "geography",
        "visit",
        "rank",
        "amount",
        "duration",
        "length",
    ]
    assessment: Annotated[
        Assessment,
        Field(
            description=(
                "by the sources found: they support it, support part of it, say otherwise, settle nothing; or"
                " it is an opinion"
            )
        ),
    ]
    confidence: Annotated[Confidence, Field(description="how sure the assessment is, given what was read")]
    assessed_on: PartialDate
    about: Annotated[
        Ids,
        Ref("entities"),
        Field(description="what it is about beyond what its own words name (our reading)"),
    ] = ()
    says_en: Annotated[Text, Field(description="the statement in plain words, as it was assessed")]
    says_ar: Text
    value_en: Annotated[
        str, Field(description="the figure, date or rank in it, to be set beside those of the sources")
    ] = ""
    value_ar: str = ""
    explanation_en: Text
    explanation_ar: Text
    would_change_en: Annotated[Text, Field(description="what evidence would change the assessment")]
    would_change_ar: Text
    ar_status: ArStatus


class Evidence(Row):
    """What a source that we read says on a statement. Pages were read in part, mostly their opening."""

    table = "evidence"
    primary = ("statement", "nth")
    statement: Annotated[Id, Ref("statements")]
    nth: Annotated[int, Field(ge=1, description="order within the statement")]
    source: Annotated[
        Id,
        Ref("sources"),
        Field(description="gives title, publisher, copy read, link, date and when it was seen"),
    ]
    passage: Annotated[
        PassageId | None,
        Ref("passages"),
        Field(description="that says so, where the source is a document that stands here"),
    ] = None
    kind: Annotated[
        Literal["official", "agency", "report", "ngo", "reference"],
        Field(description="kind of text; the publisher says whose"),
    ]
    relation: Relation
    says_en: Text
    says_ar: Text
    value_en: str = ""
    value_ar: str = ""
    locator_en: Locator = ""
    locator_ar: str = ""
    look_for: LookFor = ""
    read: ReadPart = ""
    ar_status: ArStatus


class Event(Row):
    """A dated event. `article`: the article mentions it or plainly relies on it; `context`: it does not."""

    table = "events"
    id: Id
    date: PartialDate
    title_en: Text
    title_ar: Text
    relation: Annotated[
        Literal["article", "context", "document"],
        Field(description="document: an added document mentions it, as people here have noted"),
    ]
    actors: Annotated[Ids, Ref("entities")] = ()
    places: Annotated[Ids, Ref("places")] = ()
    passages: Annotated[PassageIds, Ref("passages")] = ()
    note_en: str = ""
    note_ar: str = ""
    ar_status: ArStatus
    sources: Annotated[Ids, Ref("sources"), Field(min_length=1)]


class Rule(Row):
    """A written rule, the same for every statement and every donor: by it a statement is assessed, or a sum
    of aid is made."""

    table = "rules"
    id: Id
    about: Annotated[
        Literal["assessment", "sums"],
        Field(description="how a statement is assessed, or what is summed of aid"),
    ]
    head_en: Text
    head_ar: Text
    text_en: Text
    text_ar: Text
    ar_status: ArStatus
