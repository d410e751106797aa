"""Tables of places and of the border line."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from data.tables.columns import ArStatus, Id, Ids, PartialDate, Ref, Text
from data.tables.row import Row


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
