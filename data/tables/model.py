"""The tables of `data/files`, one class per table: what each column holds, its type and its range.

A class is the schema and the documentation of its file. In a cell, several ids are separated by spaces and
several names by semicolons; an empty cell means "none" or "not known". Every table lists its sources either
in a column `sources` (ids of `sources.csv`) or, where rows describe the words of a passage, through the
passage's document."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from data.tables import vocab
from data.tables.columns import (
    ArStatus,
    Colour,
    Hash,
    Id,
    Ids,
    Locator,
    LookFor,
    Names,
    Offset,
    PartialDate,
    PassageId,
    PassageIds,
    ReadPart,
    Ref,
    Relation,
    Text,
    Url,
    checked_date,
    clean_cell,
    split_at,
)
from data.tables.vocab import Assessment, Lang


class Row(BaseModel):
    """A row of a table: frozen, and without columns that the class does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    table: ClassVar[str]
    primary: ClassVar[tuple[str, ...]] = ("id",)

    _clean_cell = field_validator("*", mode="before")(clean_cell)


class Document(Row):
    """A quoted source. Its text is a file of its own, kept byte for byte; the hash proves it."""

    table = "documents"
    id: Id
    text: Annotated[Text, Field(description="file of the original text, below data/files/documents")]
    sha256: Annotated[Hash, Field(description="SHA-256 of that file's bytes")]
    translation: Annotated[
        str, Field(description="file of our English translation: one line per passage, in order")
    ] = ""
    title: Annotated[Text, Field(description="as printed, slips included")]
    title_line: Annotated[int, Field(ge=1, description="line of the text file that holds the title, from 1")]
    title_slip: Annotated[
        str, Field(description="a word of the title that is kept as printed and marked (sic)")
    ] = ""
    title_en: Text
    title_note_en: str = ""
    title_note_ar: str = ""
    author: Text
    author_en: Text
    date: PartialDate
    time: Annotated[str, Field(pattern=r"^(\d{2}:\d{2})?$")] = ""
    language: Lang
    kind_en: Text
    kind_ar: Text
    links: Annotated[tuple[Url, ...], split_at(None), Field(description="links printed under the text")] = ()
    links_note_en: str = ""
    links_note_ar: str = ""
    rights_en: Text
    rights_ar: Text
    translation_note_en: str = ""
    translation_note_ar: str = ""
    sources: Annotated[Ids, Ref("sources")]


class Passage(Row):
    """A paragraph of a document: one line of its text file, stripped of surrounding space. All offsets count
    in it."""

    table = "passages"
    id: PassageId
    document: Annotated[Id, Ref("documents")]
    line: Annotated[int, Field(ge=1, description="line of the text file, from 1")]
    topics: Annotated[Ids, Ref("topics")]
    gist_en: Text
    gist_ar: Text
    stance_en: Annotated[Text, Field(description="who speaks, in words (our reading)")]
    stance_ar: Text
    ar_status: ArStatus

    @property
    def number(self) -> int:
        """Its number within the document, from 1, as its id has it."""
        return int(self.id.rpartition(".p")[2])


class Mention(Row):
    """Words of a passage that name or stand for an entity. Mentions of a passage never overlap."""

    table = "mentions"
    primary = ("passage", "start")
    passage: Annotated[PassageId, Ref("passages")]
    start: Offset
    end: Offset
    text: Annotated[Text, Field(description="exactly passage[start:end], in Unicode code points")]
    entity: Annotated[Id, Ref("entities")]
    form: Annotated[
        Literal["name", "title", "metonym", "demonym", "adjective", "descriptor"],
        Field(
            description=(
                "metonym: a capital that stands for its state; descriptor: a phrase standing for the entity"
            )
        ),
    ]


class Voice(Row):
    """Who speaks in a span of a passage. The spans of a passage cover it without gap or overlap."""

    table = "voices"
    primary = ("passage", "start")
    passage: Annotated[PassageId, Ref("passages")]
    start: Offset
    end: Offset
    voice: vocab.Voice
    speaker: Annotated[
        Id | None, Ref("entities"), Field(description="empty: the author, or an unnamed speaker")
    ] = None
    form: Literal["narration", "direct", "indirect"]
    cue: Annotated[str, Field(description="the words of the passage that attribute")] = ""


class Figure(Row):
    """A number or date in a passage, as the article puts it."""

    table = "figures"
    primary = ("passage", "start")
    passage: Annotated[PassageId, Ref("passages")]
    start: Offset
    end: Offset
    text: Text
    value: Annotated[
        Text,
        Field(
            description=(
                "a plain number (of a span of time: how long), low/high for a range; or an ISO date or"
                " interval"
            )
        ),
    ]
    unit: Text
    kind: Literal["aid", "length", "count", "date"]
    what_en: Text
    what_ar: Text
    qualifier_en: str = ""
    qualifier_ar: str = ""
    ar_status: ArStatus


class Alignment(Row):
    """Words of a passage that a mention, figure, statement or voice marks, and the words of our translation
    that render them. What has no row here is left unmarked in the translation."""

    table = "alignments"
    primary = ("passage", "start", "end")
    passage: Annotated[PassageId, Ref("passages")]
    start: Offset
    end: Offset
    target_start: Annotated[
        int, Field(ge=0, description="of the words in the passage's line of the translation")
    ]
    target_end: Annotated[int, Field(ge=0)]
    text: Annotated[
        Text, Field(description="exactly translation[target_start:target_end], in Unicode code points")
    ]


class Topic(Row):
    """A subject under which passages are filed (our reading)."""

    table = "topics"
    id: Id
    name_en: Text
    name_ar: Text
    about_en: Text
    about_ar: Text
    cues_en: Annotated[
        Names, Field(description="words that suggest the topic in a document that nobody has read yet")
    ] = ()
    cues_ar: Names = ()


class Entity(Row):
    """Anything with a name: state, person, organisation, place, programme, equipment. One id space for
    all."""

    table = "entities"
    id: Id
    type: Literal["country", "person", "organisation", "place", "programme", "equipment"]
    name_en: Text
    name_ar: Text
    name_tg: str = ""
    name_fa: str = ""
    name_ru: str = ""
    aliases_en: Names = ()
    aliases_ar: Names = ()
    context_only_ar: Annotated[
        Names, Field(description="forms that mean this entity only where marked; never searched for")
    ] = ()
    wikidata: Annotated[str, Field(pattern=r"^(Q[0-9]+)?$")] = ""
    note_en: str = ""
    note_ar: str = ""
    ar_status: ArStatus
    sources: Annotated[Ids, Ref("sources"), Field(min_length=1)]


class Demonym(Row):
    """The adjective of a country or region, from which the names of its people and things are formed."""

    table = "demonyms"
    primary = ("entity", "adjective")
    entity: Annotated[Id, Ref("entities")]
    lang: Lang
    adjective: Annotated[
        Text,
        Field(
            description="Arabic: masculine, without article; feminine, dual and sound plurals follow by rule"
        ),
    ]
    plural: Annotated[Names, Field(description="names of the people that no rule gives")] = ()
    sources: Annotated[Ids, Ref("sources"), Field(min_length=1)]


class Ambiguity(Row):
    """Names that may mean something else. Words nearby settle which; where they do not, a person is asked."""

    table = "ambiguities"
    primary = ("entity",)
    entity: Annotated[Id, Ref("entities")]
    names: Annotated[Names, Field(description="the doubtful names; empty: all names of the entity")] = ()
    rival: Annotated[
        Id | None, Ref("entities"), Field(description="the other entity; empty: something outside our tables")
    ] = None
    rival_en: Annotated[Text, Field(description="what the rival is, in words")]
    rival_ar: Text
    cues: Annotated[
        Names, Field(description="beginnings of words that speak for the entity, in any language")
    ]
    rival_cues: Names = ()
    usual: Annotated[
        Literal["entity", "rival", ""],
        Field(description="what the names mean where no cue stands in the passage; empty: ask"),
    ] = ""
    sources: Annotated[Ids, Ref("sources"), Field(min_length=1)]


class Actor(Row):
    """An entity that acts, or is dealt with as a party."""

    table = "actors"
    id: Annotated[Id, Ref("entities")]
    group: Annotated[Id, Ref("groups")]
    affiliation: Annotated[Id | None, Ref("entities")] = None
    role_en: Annotated[str, Field(description="at the time the article was written")] = ""
    role_ar: str = ""
    alleged: Annotated[
        bool, Field(description="known from the article alone; never counted with its group")
    ] = False
    ar_status: ArStatus


class Group(Row):
    """A side: it joins a state with its government, forces and people in the actor filter. File order is
    filter order."""

    table = "groups"
    id: Id
    name_en: Text
    name_ar: Text


class Place(Row):
    """An entity with a place on the ground. Coordinates are WGS84 degrees."""

    table = "places"
    id: Annotated[Id, Ref("entities")]
    category: Literal[
        "post",
        "crossing",
        "bridge",
        "settlement",
        "capital",
        "base",
        "site",
        "lake",
        "tripoint",
        "country",
        "province",
        "district",
        "group",
        "border",
    ]
    kind_en: Text
    kind_ar: Text
    geometry: Annotated[
        Literal["point", "area", "line", "none"], Field(description="none: listed, not drawn")
    ]
    basis: Annotated[
        Literal["surveyed", "gazetteer", "estimate", "district", "none", "outline"],
        Field(
            description=(
                "what the position rests on; district: known to a district only; outline: an area or line of"
                " geo/files"
            )
        ),
    ]
    side: Literal["TJ", "AF", "border", "other", ""] = ""
    province: Annotated[Id | None, Ref("places")] = None
    district_en: str = ""
    district_ar: str = ""
    lat: Annotated[float | None, Field(ge=-90, le=90)] = None
    lon: Annotated[float | None, Field(ge=-180, le=180)] = None
    radius_km: Annotated[
        float | None, Field(gt=0, description="the place lies within this distance of the point")
    ] = None
    why_en: Annotated[str, Field(description="why it is shown although the article does not name it")] = ""
    why_ar: str = ""
    note_en: str = ""
    note_ar: str = ""
    arabic_name: Annotated[
        Literal["sourced", "editor"], Field(description="editor: our transliteration, to be reviewed")
    ]
    ar_status: ArStatus
    sources: Annotated[Ids, Ref("sources"), Field(min_length=1)]


class Chainage(Row):
    """Where a place stands along the Tajik–Afghan border, in km from the Uzbek tripoint. Computed from the
    border line by `python -m geo.build.tables`, never written by hand; a place farther than 30 km from the
    line has no row."""

    table = "chainage"
    primary = ("place",)
    place: Annotated[Id, Ref("places")]
    km: Annotated[
        float | None,
        Field(ge=0, description="of the point of the line nearest to it; empty for areas and lines"),
    ] = None
    distance_km: Annotated[float | None, Field(ge=0, description="from the line")] = None
    from_km: Annotated[
        float, Field(ge=0, description="it lies between this and to_km: its radius, or the front of an area")
    ]
    to_km: Annotated[float, Field(ge=0)]


class Reach(Row):
    """A looser range along the border in which a place could also lie, with the reason."""

    table = "reaches"
    primary = ("place",)
    place: Annotated[Id, Ref("places")]
    from_km: Annotated[float, Field(ge=0)]
    to_km: Annotated[float, Field(ge=0)]
    why_en: Text
    why_ar: Text
    sources: Annotated[Ids, Ref("sources"), Field(min_length=1)]


class Length(Row):
    """A length of the Tajik–Afghan border that someone published, or that we measured on someone's line. What
    the article says stands in `figures`; the length of our own line is computed."""

    table = "lengths"
    id: Id
    km: Annotated[float, Field(gt=0)]
    bound: Annotated[
        Literal["exact", "about", "over"],
        Field(description="as published: a plain number, a rounded one, a lower bound"),
    ]
    kind: Annotated[
        Literal["official", "reference", "press", "measured"],
        Field(
            description=(
                "a state or an international body; a work of reference; a report; our measurement on another"
                " line"
            )
        ),
    ]
    who_en: Text
    who_ar: Text
    date: PartialDate | None = None
    note_en: str = ""
    note_ar: str = ""
    sources: Annotated[Ids, Ref("sources"), Field(min_length=1)]


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
        Literal["announced", "under-construction", "handed-over", "total"],
        Field(description="total: a statement, not a thing"),
    ]
    sums: Annotated[
        bool, Field(description="one handed-over item with a dollar amount, neither umbrella nor second row")
    ]
    confidence: Literal["high", "medium", "low"]
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


class Corroboration(Row):
    """What a second page, which does not go back to the first, says on a record of aid."""

    table = "corroboration"
    primary = ("aid", "source")
    aid: Annotated[Id, Ref("aid")]
    source: Annotated[Id, Ref("sources")]
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


class Link(Row):
    """A relation between two entities that a person drew, with the reason."""

    table = "links"
    primary = ("from_id", "to_id")
    from_id: Annotated[Id, Ref("entities")]
    to_id: Annotated[Id, Ref("entities")]
    relation: Literal[
        "capital",
        "centre",
        "within",
        "part",
        "along",
        "at",
        "near",
        "end",
        "between",
        "opposite",
        "links",
        "belonged-to",
        "given-to",
    ]
    why_en: Text
    why_ar: Text
    ar_status: ArStatus


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
    confidence: Annotated[
        Literal["high", "medium", "low"], Field(description="how sure the assessment is, given what was read")
    ]
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
    relation: Literal["article", "context"]
    actors: Annotated[Ids, Ref("entities")] = ()
    places: Annotated[Ids, Ref("places")] = ()
    passages: Annotated[PassageIds, Ref("passages")] = ()
    note_en: str = ""
    note_ar: str = ""
    ar_status: ArStatus
    sources: Annotated[Ids, Ref("sources"), Field(min_length=1)]


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


class Source(Row):
    """A page, dataset or package that a fact rests on. Titles stay in their own language."""

    table = "sources"
    id: Id
    title: Text
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
        Literal[
            "us",
            "tajik",
            "russian",
            "iranian",
            "chinese",
            "afghan",
            "european",
            "international",
            "independent",
            "other",
        ],
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


class Step(Row):
    """A step of the story that is presented, in the order of the file. `{name}` in title and text is a figure
    computed from the data."""

    table = "story"
    id: Id
    title_en: Annotated[str, Field(min_length=1, max_length=300)]
    title_ar: Annotated[str, Field(min_length=1, max_length=300)]
    text_en: Annotated[
        str,
        Field(
            max_length=3000,
            description=(
                "points, one per line; an empty line parts blocks, whose first line is then a heading"
            ),
        ),
    ] = ""
    text_ar: Annotated[str, Field(max_length=3000)] = ""
    view: Annotated[
        str,
        Field(
            max_length=30_000,
            description="URL parameters of the view, as in its link: focus=place:…&topics=…",
        ),
    ] = ""
    frame: Annotated[
        Ids, Ref("places"), Field(description="what the map frames together; empty: what the focus lights")
    ] = ()
    show: Annotated[
        str,
        Field(
            pattern=r"^(map|document|points|profile|(chart|aid|statement):[a-z0-9-]+)$",
            description=(
                "what is large beside the text: the map, the document's card, the points alone, a chart, a"
                " record, …"
            ),
        ),
    ] = "map"
    passage: Annotated[PassageId | None, Ref("passages"), Field(description="the passage that is quoted")] = (
        None
    )
    quote: Annotated[str, Field(description="exact words of the passage; empty: the whole of it")] = ""
    quote_en: Annotated[
        str, Field(description="the same words, exactly as our translation of the passage has them")
    ] = ""
    notes_en: Annotated[str, Field(max_length=5000, description="for the speaker alone")] = ""
    notes_ar: Annotated[str, Field(max_length=5000)] = ""
    sources: Annotated[Ids, Ref("sources")] = ()
    seconds: Annotated[int, Field(ge=0, le=3600, description="how long it is to take; 0: not said")] = 0
    backup: Annotated[bool, Field(description="kept for the discussion, not shown in the talk itself")] = (
        False
    )


class Word(Row):
    """A string of the interface. `{name}` marks a placeholder; both languages have the same ones."""

    table = "words"
    primary = ("key",)
    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$")]
    en: Text
    ar: Text


class Plural(Row):
    """A counted noun in the plural forms that CLDR knows for each language; `{n}` marks the number."""

    table = "plurals"
    primary = ("noun", "lang")
    noun: Id
    lang: Lang
    zero: str = ""
    one: Text
    two: str = ""
    few: str = ""
    many: str = ""
    other: Text


class Token(Row):
    """A colour by its role, on the light and on the dark ground."""

    table = "colours"
    id: Id
    light: Colour
    dark: Colour
    on: Annotated[
        Ids, Ref("colours"), Field(description="the grounds it must be read on, at 4.5 : 1 or more")
    ] = ()
    about: Text


class WordList(Row):
    """A list of the lexicon: what its words are, what their values may be, and of which other list they are
    part."""

    table = "word_lists"
    id: Id
    about: Text
    value: Annotated[
        re.Pattern[str], Field(description="a regular expression that each value fits; empty: none has one")
    ] = re.compile("")
    of: Annotated[
        Id | None, Ref("word_lists"), Field(description="the list that has each of its words as well")
    ] = None


class LexiconWord(Row):
    """A word by which numbers, dates, units, speech and names are recognised in texts. Spelling variants are
    folded, so one of them is enough. It is read when the program starts."""

    table = "lexicon"
    primary = ("list", "word")
    list: Annotated[Id, Ref("word_lists")]
    lang: Annotated[Literal["ar", "en", "ru", ""], Field(description="empty: a sign, or of any language")] = (
        ""
    )
    word: Text
    value: Annotated[str, Field(description="what it comes to or is called, as its list says")] = ""


TABLES: tuple[type[Row], ...] = (
    Document,
    Passage,
    Mention,
    Voice,
    Figure,
    Alignment,
    Topic,
    Entity,
    Demonym,
    Ambiguity,
    Actor,
    Group,
    Place,
    Chainage,
    Reach,
    Length,
    Body,
    Aid,
    Corroboration,
    Annual,
    Link,
    Statement,
    Evidence,
    Event,
    Provenance,
    Rule,
    Revision,
    ArabicReview,
    Source,
    Publisher,
    Step,
    Word,
    Plural,
    Token,
    WordList,
    LexiconWord,
)
