"""Tables of everything with a name, and of those that act."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from data.tables.columns import ArStatus, Id, Ids, Names, Ref, Text
from data.tables.row import Row
from data.tables.vocab import Lang


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


class Authority(Row):
    """A state, body, person or place that any text on the region may name. It is suggested where a document
    names it, and becomes an entity when a person accepts that."""

    table = "authorities"
    id: Id
    type: Literal["country", "person", "organisation", "place", "programme"]
    group: Annotated[Id | None, Ref("groups"), Field(description="the side of those that act")] = None
    name_en: Text
    name_ar: Text
    aliases_en: Names = ()
    aliases_ar: Names = ()
    adjectives_en: Annotated[Names, Field(description="of a country, and its people")] = ()
    adjectives_ar: Annotated[Names, Field(description="of a country: masculine, without article")] = ()
    people_ar: Annotated[Names, Field(description="names of the people that no rule gives")] = ()
    doubtful: Annotated[
        Names,
        Field(description="names that are words or other names as well: a person is asked"),
    ] = ()
    lat: Annotated[float | None, Field(ge=-90, le=90)] = None
    lon: Annotated[float | None, Field(ge=-180, le=180)] = None
    url: Annotated[Text, Field(description="a page that says what it is")]


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
