"""Where a source says what is cited of it: the link that opens its page there, the same in words, and which
passage of a document it is."""

from __future__ import annotations

from urllib.parse import quote

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.tables.model import Aid, Corroboration, Evidence

Located = Aid | Corroboration | Evidence


def at_words(url: str, words: str) -> str:
    """`url` with the fragment by which a browser scrolls to `words` and marks them; as it is where either is
    missing.

    In a text fragment the comma, the ampersand and the hyphen have a meaning of their own, so they are
    encoded too."""
    if not (url and words):
        return url
    encoded = quote(words, safe="").replace("-", "%2D")
    return f"{url}{'' if '#' in url else '#'}:~:text={encoded}"


def link(atlas: Atlas, row: Located) -> str:
    """The address of the row's (first) source, at the words that the row rests on; empty where it has no
    page."""
    return at_words(atlas.sources[first_source(row)].url, row.look_for)


def passage_title(atlas: Atlas, passage: str, t: Text) -> str:
    """Which passage of its document it is, with the page that it begins on where the document has pages."""
    number = atlas.passages[passage].number
    page = page_number(atlas, passage)
    return t("passage.title-page", n=number, page=page) if page else t("passage.title", n=number)


def page_number(atlas: Atlas, passage: str) -> int | None:
    """The page that a passage begins on in the file that it was read from, from 1; None where there is
    none."""
    return (atlas.overlay.page(passage) or None) if atlas.overlay else None


def first_source(row: Located) -> str:
    """The id of the source on whose page the row's locator stands; of a record of aid, its first."""
    return row.sources[0] if isinstance(row, Aid) else row.source


def where(row: Located, t: Text) -> list[str]:
    """Where on the page to look and how much of it was read; nothing for a row whose page was not read
    again."""
    place = t.name(row, "locator")
    lines = [t("evidence.where", place=place)] if place else []
    return lines + ([t(f"evidence.read-{row.read}")] if row.read else [])
