"""What a person says of an added document as a whole: title, author, date, source, language, and the gist of
its passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from data.documents.add import LONGEST_SOURCE, Given, new_document, source_of
from data.documents.errors import Unfit
from data.documents.schema import Entry
from data.documents.sql.log import Change
from data.i18n import UNKNOWN
from data.tables.columns import one_line
from data.tables.model import Document, Source
from data.tables.vocab import LANGS, Lang
from data.text.dates.dates import valid_date
from data.text.normalize import fold

LONGEST_GIST = 300  # characters
FIELDS = ("title", "author", "date", "source", "language")
Gist = tuple[str, str]  # in English and in Arabic; "" where nobody has written one


@dataclass(frozen=True)
class Description:
    """A document's row, the row of where it was published, if there is one, and the gist of each passage;
    none at all of a document whose passages have none."""

    document: Document
    source: Source | None
    gists: tuple[Gist, ...] = ()


def current_description(entry: Entry, source: Source | None) -> Description:
    """What is said of a document now."""
    return Description(entry.document, source, entry.content.gists)


def edit_description(entry: Entry, known: Description, said: Mapping[str, str]) -> Description:
    """What is said of a document, with what a person says of it now (of FIELDS). Raises Unfit."""
    values = {**form_values(known), **said}
    date = fold(values["date"]).text.strip()
    if date and not valid_date(date):
        raise Unfit("documents.bad-date")
    lang = next((lang for lang in LANGS if lang == values["language"]), known.document.language)
    author = "" if values["author"].strip() == UNKNOWN else values["author"]
    given = Given(
        values["title"], "", author, date, values["source"][:LONGEST_SOURCE], ocr=known.document.ocr
    )
    key, texts = entry.document.id, entry.content.texts
    return replace(known, document=new_document(key, given, lang, texts), source=source_of(key, given, lang))


def with_gist(entry: Entry, known: Description, passage: int, said: Mapping[Lang, str]) -> Description:
    """What is said of a document, with the gist of one passage, by number from 0."""
    gists = [*(known.gists or [("", "")] * len(entry.content.texts))]
    gists[passage] = (gist(said.get("en", "")), gist(said.get("ar", "")))
    return replace(known, gists=tuple(gists) if any(map(any, gists)) else ())


def gist_values(known: Description, passage: int) -> dict[str, str]:
    """The gist of a passage, by number from 0, as a form shows it, by language."""
    en, ar = known.gists[passage] if known.gists else ("", "")
    return {"en": en, "ar": ar}


def gist(text: str) -> str:
    """A gist as it may stand with a passage: one line, no longer than gists are."""
    return one_line(text, LONGEST_GIST)


def gist_changes(entry: Entry, gists: Sequence[Gist]) -> list[Change]:
    """What of the gists of a document changes, for the log."""
    key, none = entry.document.id, ("", "")
    return [
        Change(key, "gist", f"{key} {n + 1}", _cells(before), _cells(after))
        for n, (before, after) in enumerate(zip_longest(entry.content.gists, gists, fillvalue=none))
        if before != after
    ]


def _cells(own: Gist) -> dict[str, str] | None:
    return dict(zip(("en", "ar"), own, strict=True)) if any(own) else None


def with_description(entry: Entry, what: Description) -> Entry:
    """The document with this said of it."""
    return replace(entry, document=what.document, content=replace(entry.content, gists=what.gists))


def form_values(known: Description) -> dict[str, str]:
    """What is said of a document, as a form shows it, by field."""
    row, source = known.document, known.source
    author = "" if row.author == UNKNOWN else row.author
    named = source.title if source else ""
    for part in (author, row.title):  # a source is named by author, title and place
        named = named.removeprefix(part).removeprefix(" · ") if part else named
    return {
        "title": row.title,
        "author": author,
        "date": row.date,
        "source": (source.url if source and source.url else "" if named == row.id else named),
        "language": row.language,
    }
