"""Web pages as saved: the article without menus and advertisements, with title, author and date
(trafilatura)."""

from __future__ import annotations

import re
from contextlib import suppress

import trafilatura

from data.documents.readers.draft import Draft, Unreadable, author_of
from data.documents.readers.text import decode, nearly_utf8
from data.text.numbers.superscripts import with_superscripts

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.I)

_RULE = re.compile(r"\|(?:-+\|)+\s*")  # between the head and the rows of a table

MOST_TAGS = 60_000  # what trafilatura takes grows with their square: seconds for so many
_STATED = {
    "original_date": True,
    "extensive_search": False,
}  # a date that the page states, none that is guessed


def read_html(raw: bytes) -> Draft:
    """The document in a web page. Nothing it links to is fetched. Raises Unreadable when it holds no text."""
    text = with_superscripts(_decoded(raw))
    if text.count("<") > MOST_TAGS:
        raise Unreadable("too-many-tags")
    try:
        found = trafilatura.bare_extraction(
            text,
            with_metadata=True,
            include_comments=False,
            favor_recall=True,
            date_extraction_params=_STATED,
        )
        document = found if isinstance(found, dict) else found.as_dict() if found else {}
        words = str(document.get("text") or "") or str(trafilatura.html2txt(text))
    except (ValueError, RecursionError, AssertionError, TypeError, AttributeError) as error:
        raise Unreadable("broken", kind="HTML") from error
    if not words.strip():
        raise Unreadable("no-text")
    given = {key: str(document.get(key) or "") for key in ("title", "author", "date")}
    author = author_of(given["author"])  # a form for comments asks for one too
    return Draft("html", given["title"], author, given["date"], "", _paragraphs(words))


def _paragraphs(words: str) -> tuple[str, ...]:
    """The lines of an extracted text, rows of tables without their outer marks."""
    lines = (line.strip() for line in words.split("\n") if not _RULE.fullmatch(line))
    return tuple(line.strip("| ") if line.startswith("|") and line.endswith("|") else line for line in lines)


def _decoded(raw: bytes) -> str:
    """The text of a page: in UTF-8 where it is that, or nearly so, whatever it names (pages are saved as
    they were sent, not as they say); else in the encoding that it names, if it is true to it."""
    if text := nearly_utf8(raw.removeprefix(b"\xef\xbb\xbf")):
        return text
    if (named := _CHARSET.search(raw[:4096])) and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        with suppress(LookupError, UnicodeDecodeError):
            return raw.decode({"windows-1256": "cp1256"}.get(named[1].decode().lower(), named[1].decode()))
    return decode(raw)
