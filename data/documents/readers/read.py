"""Files that people bring: plain text, Markdown, Word (docx), PDF with text, web pages. `read(name, bytes)`
makes a Draft.

What a file is, its bytes say, not its name. Everything read is text: nothing of a file is run, fetched or
shown as markup. A file that cannot be read raises Unreadable, whose key is a row of `words.csv`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from babel.dates import get_day_names

from data.documents.readers import legibility
from data.documents.readers.draft import MAX_LETTERS, Draft, Kind, Unreadable, _clean
from data.tables.vocab import Lang
from data.text.dates.dates import dates
from data.text.lexicon import alternatives, either, entries
from data.text.normalize import fold

Paragraph = tuple[str, int]  # what it says, and the page that it begins on; 0 where there are none
PASTED = "\0.txt"  # the name of a text that is no file: nothing but plain text, whatever it begins with
MAX_BYTES = 20_000_000
_BINARY: tuple[tuple[bytes, str], ...] = (
    (b"PK\x05\x06", "archive"),
    (b"PK\x07\x08", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"MSCF", "archive"),
    (b"\x1f\x9d", "archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-word"),
    (b"{\\rtf", "old-word"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"BM", "picture"),
    (b"RIFF", "picture"),
    (b"MZ", "type"),
    (b"\x7fELF", "type"),
    (b"%!PS", "type"),
    (b"SQLite format 3", "type"),
    (b"OggS", "type"),
    (b"ID3", "type"),
)
_WEEKDAYS = "|".join(
    fold(name).text for lang in ("ar", "en") for name in get_day_names("wide", locale=lang).values()
)
_TIME = re.compile(
    rf"(?:يوم )?(?:{_WEEKDAYS})?[\s\d:،,\-–|./]*(?:{either('clock-word')})?[\s\d:،,\-–|./]*", re.I
)
_NAME = r"[^\W\d][^\s\d.,،؛:!?؟]*(?: [^\s\d.,،؛:!?؟]+){0,4}"
_LATIN_NAME = r"[A-Z][\w'’.-]+(?: (?:[a-z]{1,3} ){0,2}[A-Z][\w'’.-]+){1,4}"
_BY = alternatives([form for word in entries("byline", "en") for form in (word.title(), word.upper())])
_BYLINE = re.compile(
    rf"(?:{either('byline', lang='ar')})\s*:?\s*(?P<ar>{_NAME})|(?:{_BY}):? (?P<en>{_LATIN_NAME})"
)


def read_document(name: str, raw: bytes) -> Draft:
    """The document in a file called `name` with the bytes `raw`. Raises Unreadable."""
    return _finished(_opened(name, raw))


def read_undivided(name: str, raw: bytes) -> Draft:
    """The same with every paragraph of the file, its title and date too. Raises Unreadable."""
    draft = _opened(name, raw)
    return replace(draft, paragraphs=tuple(text for text, _ in _cleaned(draft)), pages=())


def _opened(name: str, raw: bytes) -> Draft:
    if not raw.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise Unreadable("empty")
    if len(raw) > MAX_BYTES:
        raise Unreadable("too-large", megabytes=MAX_BYTES // 1_000_000)
    draft = _parsed(detect_kind(name, raw), raw)
    return replace(draft, doubts=draft.doubts + legibility.doubts("\n".join(draft.paragraphs)))


def detect_kind(name: str, raw: bytes) -> Kind:
    """What a file is, by its first bytes; its name decides only between kinds of plain text. Raises
    Unreadable."""
    if name == PASTED:
        return "txt"
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    if raw.startswith(b"PK\x03\x04"):
        return "docx"
    for magic, what in _BINARY:
        if raw.startswith(magic) and not (
            len(magic) == 2 and raw[:64].isascii() and raw[:64].decode().isprintable()
        ):
            raise Unreadable(what)
    ending = name.lower().rpartition(".")[2]
    if ending in ("docx", "pdf", "doc", "odt"):
        raise Unreadable("mismatch", kind=ending)
    start = raw[:2048].lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if ending in ("html", "htm", "xhtml") or re.match(rb"<(!doctype html|html|head|body)\b", start):
        return "html"
    return "md" if ending in ("md", "markdown") else "txt"


def _parsed(kind: Kind, raw: bytes) -> Draft:
    """Each reader is loaded when it is first needed: some of their libraries take a while."""
    if kind == "pdf":
        from data.documents.readers.pdf.document import read_pdf

        return read_pdf(raw)
    if kind == "docx":
        from data.documents.readers.docx import read_docx

        return read_docx(raw)
    if kind == "html":
        from data.documents.readers.html import read_html

        return read_html(raw)
    from data.documents.readers.text import read_markdown, read_plain

    return read_markdown(raw) if kind == "md" else read_plain(raw)


def _finished(draft: Draft) -> Draft:
    """The draft with clean paragraphs, a title, a date and a language, as far as it has them."""
    found = _cleaned(draft)
    if not any(letter.isalpha() for text, _ in found for letter in text):
        raise Unreadable("no-text")
    if sum(len(text) for text, _ in found) > MAX_LETTERS:
        raise Unreadable("too-long", letters=MAX_LETTERS)
    title = _clean(draft.title)
    head = found[0][0]
    if not title and len(found) > 1 and len(head) <= 150 and _is_title(head, found[1][0]):
        title = head
    date, found, guessed = _dated(draft.date, _after(title, found))
    author, found, signed = _signed(_clean(draft.author), _after(title, found))
    found = _after(title, found)
    paragraphs, pages = tuple(text for text, _ in found), tuple(page for _, page in found)
    return replace(
        draft,
        title=title or paragraphs[0][:80],
        author=author,
        date=date,
        paragraphs=paragraphs,
        pages=pages if any(pages) else (),
        language=_language(paragraphs),
        doubts=draft.doubts + ("doubt.date",) * guessed + ("doubt.byline",) * signed,
    )


def _cleaned(draft: Draft) -> list[Paragraph]:
    pages = draft.pages or (0,) * len(draft.paragraphs)
    return [
        (clean, page) for text, page in zip(draft.paragraphs, pages, strict=True) if (clean := _clean(text))
    ]


def _after(title: str, found: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs without the title at their head, however often it stands there; at least one is left."""
    first = next((n for n, (text, _) in enumerate(found) if text != title), len(found))
    return found[min(first, len(found) - 1) :] if title else found


def _dated(date: str, found: list[Paragraph]) -> tuple[str, list[Paragraph], bool]:
    """The date of a line near the head that is nothing but a date, which is then no passage; else the one
    that the file gives. And whether it is that of a line."""
    for number, (paragraph, _) in enumerate(found[:3] if len(found) > 1 else ()):
        if day := _day_of(paragraph):
            return day, found[:number] + found[number + 1 :], True
    return date, found, False


def _day_of(line: str) -> str:
    """The date of a line that is nothing else; "" for others."""
    text = fold(line[:61]).text
    day = next((d for d in dates(text) if d.unit in ("day", "month") and re.match(r"\d{4}-", d.value)), None)
    alone = day and len(line) <= 60 and _TIME.fullmatch(text[: day.start] + text[day.end :])
    return day.value if day and alone else ""


def _signed(author: str, found: list[Paragraph]) -> tuple[str, list[Paragraph], bool]:
    """The author, where the file names none, of a line near the head that is nothing but a byline, which is
    then no passage. And whether it is that of a line."""
    for number, (line, _) in enumerate(found[:3] if len(found) > 1 and not author else ()):
        if byline := _BYLINE.fullmatch(line):
            return byline["ar"] or byline["en"], found[:number] + found[number + 1 :], True
    return author, found, False


def _is_title(head: str, following: str) -> bool:
    """Does the first of two lines have no mark at its end, as sentences do, or a date or an author after
    it?"""
    return not head.endswith(tuple(".:،,؟?!")) or bool(_BYLINE.fullmatch(following) or _day_of(following))


def _language(paragraphs: tuple[str, ...]) -> Lang | Literal[""]:
    """Arabic or English by letters; Persian, Urdu and Kurdish are told by theirs. Latin letters are taken for
    English."""
    text = " ".join(paragraphs)
    arabic, latin = len(re.findall(r"[\u0620-\u06ff]", text)), len(re.findall(r"[A-Za-z]", text))
    letters = sum(letter.isalpha() for letter in text) or 1
    if arabic > latin and arabic > letters / 2:
        return "" if len(re.findall("[پچژگکیہےۆێ]", text)) > arabic / 50 else "ar"
    return "en" if latin > letters / 2 else ""
