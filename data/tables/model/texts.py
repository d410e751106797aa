"""Tables of the quoted documents: their passages, and what stands in them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from data.tables import vocab
from data.tables.columns import (
    ArStatus,
    Hash,
    Id,
    Ids,
    Names,
    Offset,
    PartialDate,
    PassageId,
    Ref,
    Text,
    Url,
    split_at,
)
from data.tables.row import Row
from data.tables.vocab import Lang


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
    ocr: Annotated[bool, Field(description="a machine read the text in pictures of pages (OCR)")] = False


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
        vocab.Form,
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
    form: vocab.Manner
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
