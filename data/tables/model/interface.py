"""Tables of the program itself: the story, the words and colours of the interface, the lexicon."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from data.tables.columns import Colour, Id, Ids, PassageId, Ref, Text
from data.tables.row import Row
from data.tables.vocab import Lang


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
            pattern=r"^(map|document|points|profile|statements|records|sources|(chart|aid|statement|comparison):[a-z0-9-]+)$",
            description=(
                "what is large beside the text: the map, the document's card, the points alone, a chart, a"
                " record, two passages that a person has compared, the list of statements, records or sources"
                " of the view, …"
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


class ColourToken(Row):
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
