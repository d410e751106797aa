"""Adding documents: text and what a person says of it -> a document with suggested marks -> what that person
accepts.

`python -m data add FOLDER` adds every file of a folder; with `--accept 0.9` it accepts the marks that score
as much. Suggestions stay in the store beside the document; only what is accepted becomes part of the Atlas.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from data.annotate.pipeline import language_of, lines_of, split_passages
from data.atlas.atlas import Atlas
from data.atlas.blocks import Block
from data.atlas.overlay import Content
from data.documents import worker_pool
from data.documents.entities import accepted_rows
from data.documents.errors import Unfit
from data.documents.ids import new_id
from data.documents.readers import read as readers
from data.documents.readers.draft import Draft
from data.documents.review.columns import with_marks
from data.documents.review.suggest import cap_figure_scores, suggest
from data.documents.review.suggestion import Suggestion
from data.documents.schema import Entry, Extra
from data.tables.columns import NO_TEXT, one_line, printable, strip_controls
from data.tables.model import Document, Source
from data.tables.vocab import Lang
from data.text.dates.dates import valid_date
from data.text.normalize import fold
from data.text.sentences import cut_long

LONGEST = 2_000_000  # characters of a document: a book
LONGEST_TITLE, LONGEST_NAME = 300, 200  # characters of a title or source, of an author's name
LONGEST_SOURCE = (
    2 * LONGEST_TITLE + LONGEST_NAME + 6
)  # characters of what cites a document: author, title and source

LONGEST_SAID = {
    "title": LONGEST_TITLE,
    "author": LONGEST_NAME,
    "date": LONGEST_NAME,
    "source": LONGEST_TITLE,
}  # what a person may say of a document -> characters; a date of more than ten is none


@dataclass(frozen=True)
class Given:
    """What a person says of a document. date: as far as known, ISO; source: where it was published, an
    address or a name; pages: the page that each line of the text begins on, where it comes from a file with
    pages; ocr: a machine read the text in pictures of pages."""

    title: str
    text: str
    author: str = ""
    date: str = ""
    source: str = ""
    language: Lang | None = None
    pages: tuple[int, ...] = ()
    ocr: bool = False


class Suggest(Protocol):
    """Finds the marks of a text: `review.suggest.suggest`, or `worker_pool.suggest_in_worker` for a text that
    is not trusted."""

    def __call__(self, atlas: Atlas, texts: Sequence[str], lang: Lang, written: str) -> list[Suggestion]:
        """The suggestions for a text of these passages, written on that ISO date."""


def entry(
    atlas: Atlas, given: Given, accept: float = 2, suggest: Suggest = suggest
) -> tuple[Entry, list[Extra]]:
    """A document with its suggested marks, ready for the store, and the rows that come with it: its
    source, and what is accepted and not known yet.

    accept: marks with that score or more are accepted at once. Raises Unfit for a text that is empty, too
    long or no text, or no date."""
    given = _proper(given)
    texts = cut_long(split_passages(given.text))
    if not texts:
        raise Unfit("documents.empty")
    if len(given.text) > LONGEST:
        raise Unfit("documents.too-long")
    if NO_TEXT.search(given.text):
        raise Unfit("documents.no-text")
    if given.date and not valid_date(given.date):
        raise Unfit("documents.bad-date")
    lang = given.language or language_of("\n".join(texts))
    key = new_id(given.title or texts[0])
    marks = suggest(atlas, texts, lang, given.date)
    found = [
        replace(m, state="accepted") if m.score >= accept and m.what else m
        for m in (cap_figure_scores(marks) if given.ocr else marks)
    ]
    bare = Entry(
        new_document(key, given, lang, texts),
        Content(texts, pages=_pages(given)),
        Block(key, (), (), *[np.zeros((0, 0), dtype=np.int32)] * 3),
    )
    return with_marks(bare, found), [
        Extra(key, source_of(key, given, lang)),
        *accepted_rows(atlas, key, found),
    ]


def _proper(given: Given) -> Given:
    """With every text cleaned; title, author and source in one line each, and no longer than they may be."""

    title, source = (one_line(text, LONGEST_TITLE) for text in (given.title, given.source))
    return replace(
        given,
        text=strip_controls(given.text),
        title=title,
        author=one_line(given.author, LONGEST_NAME),
        source=source,
        date=fold(given.date).text.strip(),
    )


def is_cut(given: Given) -> bool:
    """Is title, author or source longer than it may be, so that it would be kept in part?"""
    said = (given.title, given.author, given.source)
    longest = (LONGEST_SAID[field] for field in ("title", "author", "source"))
    return any(len(one_line(text)) > most for text, most in zip(said, longest, strict=True))


def _pages(given: Given) -> tuple[int, ...]:
    """The page that each passage begins on; none where that of a line is not known."""
    lines = lines_of(given.text)
    if len(lines) != len(given.pages):
        return ()
    return tuple(
        page for line, page in zip(lines, given.pages, strict=True) for _ in cut_long(split_passages(line))
    )


def degrees(text: str) -> float | None:
    """A latitude or longitude as people write it, in digits of any script; None where it is none."""
    plain = fold(text).text.strip(" °").replace("٫", ".").replace(",", ".")
    return float(plain) if re.fullmatch(r"-?\d{1,3}(\.\d*)?", plain, re.ASCII) else None


def new_document(key: str, given: Given, lang: str, texts: Sequence[str]) -> Document:
    """The row of an added document."""
    given = _proper(given)
    title = " ".join((given.title or texts[0][:120]).split())
    cells: dict[str, Any] = {
        "id": key,
        "text": f"{key}.txt",
        "sha256": hash_of(texts),
        "title": title,
        "title_line": 1,
        "title_en": title,
        "author": given.author or "—",
        "author_en": given.author or "—",
        "language": lang,
        "sources": (key,),
        "date": given.date or "1000",
        "kind_en": "added text",
        "kind_ar": "نص مضاف",
        "rights_en": "Added by a user; rights stay with its owner.",
        "rights_ar": "أضافه مستخدم؛ حقوقه محفوظة لصاحبه.",
        "ar_status": "reviewed",
        "ocr": given.ocr,
    }
    row = Document(**{name: value for name, value in cells.items() if name in Document.model_fields})
    return row if given.date else row.model_copy(update={"date": ""})  # not known: nobody has said it


def source_of(key: str, given: Given, lang: str) -> Source:
    """The row of where an added document was published."""
    given = _proper(given)
    address = given.source.strip() if re.fullmatch(r"https?://\S+", given.source.strip()) else ""
    named = " · ".join(filter(None, (given.author, given.title, "" if address else given.source.strip())))
    return Source(id=key, title=named or key, language=lang if named else "", url=address, date=given.date)


@dataclass(frozen=True)
class Read:
    """What was read of a file or a pasted text: what it says of itself, and what a person should look at, as
    keys of words.csv."""

    name: str
    given: Given
    doubts: tuple[str, ...] = ()


def _nobody_asks() -> None:
    """Nobody asks whether the answer is still wanted."""


def read_upload(name: str, raw: bytes, wanted: Callable[[], object] = _nobody_asks) -> Read:
    """What a file holds: text, Markdown, Word, PDF with text, a web page. wanted: called while it is read;
    what it raises ends the reading. Raises readers.draft.Unreadable."""
    return _read(name, worker_pool.read_in_worker(name, raw, wanted))


def read_pasted(text: str, wanted: Callable[[], object] = _nobody_asks) -> Read:
    """What a pasted text holds, read as a file of plain text is. Raises Unreadable."""
    return _read("", worker_pool.read_in_worker(readers.PASTED, printable(text).encode(), wanted))


def _read(name: str, draft: Draft) -> Read:
    given = Given(
        draft.title,
        draft.text,
        draft.author,
        draft.date,
        language=draft.language or None,
        pages=draft.pages,
        ocr=draft.ocr,
    )
    return Read(name, given, draft.doubts + ("doubt.language",) * (not draft.language))


def read_file(name: str, raw: bytes) -> Given:
    """What a file holds, for whoever asks for no more. Raises Unreadable."""
    return read_upload(name, raw).given


def hash_of(texts: Sequence[str]) -> str:
    """SHA-256 of a text with these passages, by which it is known again."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def with_repetitions(atlas: Atlas, found: Sequence[Read]) -> list[Read]:
    """What was read, with a doubt at each text that is there already or came twice, and at no other."""
    known = {document.sha256 for document in atlas.documents.values()}
    reads = []
    for one in found:
        own = hash_of(cut_long(split_passages(strip_controls(one.given.text))))
        others = tuple(doubt for doubt in one.doubts if doubt != "doubt.there")
        reads.append(replace(one, doubts=(*others, "doubt.there") if own in known else others))
        known.add(own)
    return reads
