"""The tables of `data/files`, one class per table: what each column holds, its type and its range.

A class is the schema and the documentation of its file. In a cell, several ids are separated by spaces and several names
by semicolons; an empty cell means "none" or "not known". Every table lists its sources either in a column `sources` (ids
of `sources.csv`) or, where rows describe the words of a passage, through the passage's document.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from data.columns import Colour, Hash, Id, Ids, Names, Offset, PartialDate, PassageId, PassageIds, Ref, Text, Url, split_at


class Row(BaseModel):
    """A row of a table: frozen, and without columns that the class does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    table: ClassVar[str]
    primary: ClassVar[tuple[str, ...]] = ("id",)


class Document(Row):
    """A quoted source. Its text is a file of its own, kept byte for byte; the hash proves it."""

    table = "documents"
    id: Id
    text: Annotated[Text, Field(description="file of the original text, below data/files/documents")]
    sha256: Annotated[Hash, Field(description="SHA-256 of that file's bytes")]
    translation: Annotated[str, Field(description="file of our English translation: one line per passage, in order")] = ""
    title: Annotated[Text, Field(description="as printed, slips included")]
    title_line: Annotated[int, Field(ge=1, description="line of the text file that holds the title, from 1")]
    title_slip: Annotated[str, Field(description="a word of the title that is kept as printed and marked (sic)")] = ""
    title_en: Text
    title_note_en: str = ""
    title_note_ar: str = ""
    author: Text
    author_en: Text
    date: PartialDate
    time: Annotated[str, Field(pattern=r"^(\d{2}:\d{2})?$")] = ""
    language: Literal["ar", "en"]
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
    """A paragraph of a document: one line of its text file, stripped of surrounding space. All offsets count in it."""

    table = "passages"
    id: PassageId
    document: Annotated[Id, Ref("documents")]
    line: Annotated[int, Field(ge=1, description="line of the text file, from 1")]
    topics: Annotated[Ids, Ref("topics")]
    gist_en: Text
    gist_ar: Text
    stance_en: Annotated[Text, Field(description="who speaks, in words (our reading)")]
    stance_ar: Text

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
        Field(description="metonym: a capital that stands for its state; descriptor: a phrase standing for the entity"),
    ]


class Voice(Row):
    """Who speaks in a span of a passage. The spans of a passage cover it without gap or overlap."""

    table = "voices"
    primary = ("passage", "start")
    passage: Annotated[PassageId, Ref("passages")]
    start: Offset
    end: Offset
    voice: Literal["author", "attributed"]
    speaker: Annotated[Id | None, Ref("entities"), Field(description="empty: the author, or an unnamed speaker")] = None
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
    value: Annotated[Text, Field(description="a plain number, or an ISO date or interval for kind date")]
    unit: Text
    kind: Literal["aid", "length", "count", "date"]
    what_en: Text
    what_ar: Text
    qualifier_en: str = ""
    qualifier_ar: str = ""


class Topic(Row):
    """A subject under which passages are filed (our reading)."""

    table = "topics"
    id: Id
    name_en: Text
    name_ar: Text
    about_en: Text
    about_ar: Text


class Entity(Row):
    """Anything with a name: state, person, organisation, place, programme, equipment. One id space for all."""

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
    context_only_ar: Annotated[Names, Field(description="forms that mean this entity only where marked; never searched for")] = ()
    wikidata: Annotated[str, Field(pattern=r"^(Q[0-9]+)?$")] = ""
    note_en: str = ""
    note_ar: str = ""
    sources: Annotated[Ids, Ref("sources"), Field(min_length=1)]


class Actor(Row):
    """An entity that acts, or is dealt with as a party."""

    table = "actors"
    id: Annotated[Id, Ref("entities")]
    group: Annotated[Id, Ref("groups")]
    affiliation: Annotated[Id | None, Ref("entities")] = None
    role_en: Annotated[str, Field(description="at the time the article was written")] = ""
    role_ar: str = ""
    alleged: Annotated[bool, Field(description="known from the article alone; never counted with its group")] = False


class Group(Row):
    """A side: it joins a state with its government, forces and people in the actor filter. File order is filter order."""

    table = "groups"
    id: Id
    name_en: Text
    name_ar: Text


class Place(Row):
    """An entity with a place on the ground. Coordinates are WGS84 degrees."""

    table = "places"
    id: Annotated[Id, Ref("entities")]
    category: Literal[
        "post", "crossing", "bridge", "settlement", "capital", "base", "site", "lake", "tripoint",
        "country", "province", "district", "group", "border",
    ]  # fmt: skip
    kind_en: Text
    kind_ar: Text
    geometry: Annotated[Literal["point", "area", "line", "none"], Field(description="none: listed, not drawn")]
    basis: Annotated[
        Literal["surveyed", "gazetteer", "estimate", "district", "none", "outline"],
        Field(description="what the position rests on; district: known to a district only; outline: an area or line of geo/files"),
    ]
    side: Literal["TJ", "AF", "border", "other", ""] = ""
    province: Annotated[Id | None, Ref("places")] = None
    district_en: str = ""
    district_ar: str = ""
    lat: Annotated[float | None, Field(ge=-90, le=90)] = None
    lon: Annotated[float | None, Field(ge=-180, le=180)] = None
    radius_km: Annotated[float | None, Field(gt=0, description="the place lies within this distance of the point")] = None
    why_en: Annotated[str, Field(description="why it is shown although the article does not name it")] = ""
    why_ar: str = ""
    note_en: str = ""
    note_ar: str = ""
    arabic_name: Annotated[Literal["sourced", "editor"], Field(description="editor: our transliteration, to be reviewed")]
    sources: Annotated[Ids, Ref("sources"), Field(min_length=1)]


class Body(Row):
    """Who gives, spends, carries out or receives aid. Not the same as an actor of the article."""

    table = "bodies"
    id: Id
    name_en: Text
    name_ar: Text


class Aid(Row):
    """A record of aid to Tajikistan's borders and security, as published. `data.money` says what of it may be summed."""

    table = "aid"
    id: Id
    date: PartialDate | None = None
    date_precision: Annotated[
        Literal["day", "month", "year", "inferred", "unknown"], Field(description="inferred: worked out from other evidence")
    ]
    donor: Annotated[Id, Ref("bodies")]
    agency: Annotated[Id | None, Ref("bodies")] = None
    implementer: Annotated[Id | None, Ref("bodies")] = None
    recipient: Annotated[Id | None, Ref("bodies")] = None
    what_en: Text
    what_ar: Text
    category: Literal["facility", "equipment", "training", "bridge", "programme", "annual-total", "cumulative-total", "other"]
    usd: Annotated[float | None, Field(ge=0, description="current US dollars, as published; never converted by us")] = None
    at_least: Annotated[bool, Field(description="published as more than the amount")] = False
    amount_note_en: str = ""
    amount_note_ar: str = ""
    place: Annotated[Id | None, Ref("places")] = None
    district_en: str = ""
    district_ar: str = ""
    status: Annotated[
        Literal["announced", "under-construction", "handed-over", "total"], Field(description="total: a statement, not a thing")
    ]
    sums: Annotated[bool, Field(description="one handed-over item with a dollar amount, neither umbrella nor second row")]
    confidence: Literal["high", "medium", "low"]
    passages: Annotated[PassageIds, Ref("passages"), Field(description="that speak of it or of its kind")] = ()
    note_en: str = ""
    note_ar: str = ""
    sources: Annotated[Ids, Ref("sources"), Field(min_length=1)]


class Annual(Row):
    """A year's official total of United States aid to Tajikistan, all sectors and agencies. Measures are never added together."""

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
        "capital", "centre", "within", "part", "along", "at", "near", "end", "between", "opposite", "links", "belonged-to", "given-to",
    ]  # fmt: skip
    why_en: Text
    why_ar: Text


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
    sources: Annotated[Ids, Ref("sources"), Field(min_length=1)]


class Source(Row):
    """A page, dataset or package that a fact rests on. Titles stay in their own language."""

    table = "sources"
    id: Id
    title: Text
    publisher: Annotated[Id | None, Ref("publishers")] = None
    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""
    date: Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$", description="of the page, where it shows one")] = ""
    seen_on: Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = ""
    licence: str = ""


class Publisher(Row):
    """Who issued a source. `owner` only where commonly known."""

    table = "publishers"
    id: Id
    name: Text
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$", description="ISO 3166; EU and UN for bodies of those")] = ""
    kind: Text
    owner: str = ""


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
    lang: Literal["en", "ar"]
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
    on: Annotated[Ids, Ref("colours"), Field(description="the grounds it must be read on, at 4.5 : 1 or more")] = ()
    about: Text


TABLES: tuple[type[Row], ...] = (
    Document, Passage, Mention, Voice, Figure, Topic, Entity, Actor, Group, Place, Body, Aid, Annual, Link, Event, Source, Publisher,
    Word, Plural, Token,
)  # fmt: skip
