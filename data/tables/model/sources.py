"""Tables of sources, and of where the documents and our own changes come from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from data.tables.columns import ArStatus, Id, Ids, PartialDate, PassageIds, Ref, Text, checked_date
from data.tables.row import Row
from data.tables.vocab import Side


class Source(Row):
    """A page, dataset or package that a fact rests on. Titles stay in their own language."""

    table = "sources"
    id: Id
    title: Annotated[
        Text,
        Field(
            description=(
                "as the page has it; in square brackets: our words, a description or a translation, where its"
                " own was not read"
            )
        ),
    ]
    title_ar: Annotated[
        str, Field(description="a title that is our words, in Arabic; empty where it is the page's own")
    ] = ""
    language: Annotated[
        str, Field(pattern=r"^([a-z]{2})?$", description="of its title, ISO 639-1; empty: not known")
    ] = ""
    publisher: Annotated[Id | None, Ref("publishers"), Field(description="who issued it")] = None
    via: Annotated[
        Id | None, Ref("publishers"), Field(description="whose copy was read, where that is someone else")
    ] = None
    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""
    date: Annotated[
        str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$", description="of the page, where it shows one")
    ] = ""
    seen_on: Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = ""
    licence: str = ""


class Publisher(Row):
    """Who issued a source. The same is told of every one, in the same place. `owner` only where commonly
    known."""

    table = "publishers"
    id: Id
    name: Annotated[Text, Field(description="as it calls itself, by which a reader finds its pages")]
    name_ar: Annotated[Text, Field(description="as Arabic newsrooms write it; a bare address stays as it is")]
    country: Annotated[
        str, Field(pattern=r"^([A-Z]{2})?$", description="ISO 3166; EU and UN for bodies of those")
    ] = ""
    kind: Annotated[
        Literal[
            "government",
            "state-media",
            "state-funded-media",
            "independent-media",
            "media",
            "news-agency",
            "ngo",
            "international-organisation",
            "aggregator-copy",
            "research",
            "reference",
            "company",
        ],
        Field(
            description=(
                "media: owner or funder not known to us, or disputed; independent says nothing on quality"
            )
        ),
    ]
    side: Annotated[
        Side,
        Field(
            description=(
                "whose state or public body owns or mainly funds it, as commonly known; other: another state,"
                " or not known"
            )
        ),
    ]
    owner_en: Annotated[str, Field(description="owner or main funder")] = ""
    owner_ar: str = ""

    @property
    def name_en(self) -> str:
        """Its name in an English sentence."""
        return self.name


class Provenance(Row):
    """What is known of where a document comes from. Kept apart from its text; it never decides an
    assessment."""

    table = "provenance"
    id: Id
    document: Annotated[Id, Ref("documents")]
    about: Annotated[
        Literal["copy", "likeness", "publisher", "inference"],
        Field(
            description=(
                "a copy that was seen; passages like another text; what is reported of the publisher; what we"
                " infer"
            )
        ),
    ]
    passages: Annotated[
        PassageIds, Ref("passages"), Field(description="that it is about; empty: the whole")
    ] = ()
    text_en: Text
    text_ar: Text
    ar_status: ArStatus
    sources: Annotated[Ids, Ref("sources"), Field(min_length=1)]


class Revision(Row):
    """What was changed in a row, and why: a mark that we gave otherwise before, or an error of ours. Nothing
    is removed from here."""

    table = "revisions"
    primary = ("of_table", "row", "field", "date")
    date: PartialDate
    of_table: Annotated[Id, Field(description="the table that was changed")]
    row: Annotated[
        Id,
        Field(description="id of the changed row; of evidence its statement, of a second source its record"),
    ]
    field: Annotated[Text, Field(description="the changed column, or what was done")]
    was_en: Text
    was_ar: Text
    now_en: Text
    now_ar: Text
    why_en: Text
    why_ar: Text
    ar_status: ArStatus


class ArabicReview(Row):
    """A reader of Arabic who has reviewed a text beside its English: who, and when. `python -m data patch`
    writes these rows; one holds only as long as both texts stay as they were."""

    table = "arabic_reviews"
    primary = ("of_table", "row", "field")
    of_table: Annotated[
        str, Field(pattern=r"^[a-z]+(_[a-z]+)*$", description="the table in which the text stands")
    ]
    row: Annotated[Text, Field(description="the key of its row, the parts of a key joined by a space")]
    field: Annotated[str, Field(pattern=r"^[a-z_]+$", description="the column of the Arabic text")]
    seal: Annotated[
        str,
        Field(
            pattern=r"^[0-9a-f]{16}$",
            description="first 16 digits of the SHA-256 of both texts, as they were reviewed",
        ),
    ]
    reviewer: Annotated[Text, Field(description="a person, by the name that he or she gave")]
    reviewed_on: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(checked_date)]
