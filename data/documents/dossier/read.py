"""Reading a dossier: what a file says, held to what adding holds a document to."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from pydantic import TypeAdapter, ValidationError

from data.annotate.pipeline import lines_of
from data.atlas.blocks import Block
from data.atlas.overlay import Content, Spelling
from data.documents.add import LONGEST
from data.documents.describe import LONGEST_GIST, Gist, gist
from data.documents.dossier import vetting
from data.documents.dossier.vetting import Notes
from data.documents.errors import Unfit
from data.documents.review.columns import with_marks
from data.documents.review.corrections import FORMS_OF
from data.documents.review.suggest import cap_figure_scores
from data.documents.review.suggestion import LONGEST_NOTE, Suggestion
from data.documents.schema import KINDS, Entry, Extra
from data.documents.sql.cases import case_name
from data.tables.columns import NO_TEXT, only_text
from data.tables.model import Document
from data.tables.vocab import LANGS
from data.text.dates.dates import valid_date

HEAD = {"dalil": "dossier", "version": 1}
STORY = "story"  # the only field of a line that holds one
FIRST_LINE = 4_000  # bytes
LINE, PARTS = 40_000_000, 2_000_000  # bytes of a document, and values in it
LARGEST, UNPACKED = (
    2_000_000_000,
    100,
)  # bytes of all documents, unpacked, and bytes of them for each packed one
ROWS, MARKS = 2_000, 100_000  # of a document; and no more marks than one for every second letter
LAST_PAGE = 100_000
BROKEN = (
    ValidationError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OverflowError,
    RecursionError,
)
MARK, SPELLING = TypeAdapter(Suggestion), TypeAdapter(Spelling)
Pair = tuple[Entry, list[Extra]]


def dossier_names(raw: bytes) -> tuple[str, str]:
    """The English and the Arabic name of the case of a dossier; none in one without. Raises Unfit for a file
    that is no dossier."""
    with gzip.GzipFile(fileobj=io.BytesIO(raw)) as packed:
        return _names(packed)


def _names(packed: gzip.GzipFile) -> tuple[str, str]:
    """The names in the first line of a dossier."""
    try:
        head = only_text(json.loads(packed.readline(FIRST_LINE)))
        names = head.pop("case", {})
        if head != HEAD or not all(isinstance(value, str) for value in names.values()):
            raise Unfit("dossier.none")
        return case_name(names.get("name_en", "")), case_name(names.get("name_ar", ""))
    except (OSError, EOFError, zlib.error, *BROKEN) as error:
        raise Unfit("dossier.none") from error


def read_dossier(raw: bytes, notes: Notes | None = None) -> Iterator[Pair]:
    """The documents of a dossier, each with the rows that came with it, as they stand there. Raises Unfit.
    notes: filled with the documents that were reduced to what a person can say of one."""
    with gzip.GzipFile(fileobj=io.BytesIO(raw)) as packed:
        _names(packed)
        most = min(LARGEST, LINE + UNPACKED * len(raw))
        total, seen = 0, set[str]()
        while line := _next_line(packed):
            total += len(line)
            if len(line) >= LINE or total > most or sum(map(line.count, (b"[", b"{", b","))) > PARTS:
                raise Unfit("dossier.too-large")
            try:
                cells = _cells(line)
                if cells.keys() == {STORY}:
                    continue
                entry, extras = _parse(cells, notes if notes is not None else Notes())
            except BROKEN as error:
                raise Unfit("dossier.broken") from error
            if entry.document.id in seen:
                raise Unfit("dossier.broken")
            seen.add(entry.document.id)
            yield entry, extras


def dossier_story(raw: bytes) -> str:
    """The story in a dossier that can be read whole, as the text of a story's own file; "" without one."""
    with gzip.GzipFile(fileobj=io.BytesIO(raw)) as packed:
        line = next((line for line in packed if line.startswith(f'{{"{STORY}":'.encode())), b"")
    return json.dumps(json.loads(line)[STORY], ensure_ascii=False) if line else ""


def _cells(line: bytes) -> Any:
    """What a line holds. Each of its values is looked at by itself where one may hold a character that no
    text has: where the line has one, or an escape, by which one can be written too. Raises one of BROKEN."""
    text = line.decode()
    cells = json.loads(text)
    return only_text(cells) if "\\u" in text or NO_TEXT.search(text) else cells


def _next_line(packed: gzip.GzipFile) -> bytes:
    try:
        return packed.readline(LINE)
    except (OSError, EOFError, zlib.error) as error:
        raise Unfit("dossier.broken") from error


def _parse(cells: dict[str, Any], notes: Notes) -> Pair:
    """One line of the file, held to what adding holds a document to. Raises one of BROKEN."""
    texts = tuple(cells["texts"])
    joined = "\n".join(texts)
    if not texts or lines_of(joined) != texts or len(joined) > LONGEST:
        raise ValueError("texts")
    document = _document(cells["document"])
    if document.sha256 != hashlib.sha256(joined.encode()).hexdigest():
        raise ValueError("sha256")
    if len(cells["marks"]) > min(MARKS, len(joined) // 2 + 100) or len(cells["rows"]) > ROWS:
        raise Unfit("dossier.too-large")
    texts, marks = vetting.clean_passages(
        texts, vetting.drop_unsound_marks(texts, [_mark(mark, texts) for mark in cells["marks"]], notes)
    )
    if document.ocr:
        marks = cap_figure_scores(marks)
    original, document = document, vetting.rebuild_document(document, texts)
    if original != document or _is_cut(cells):
        notes.changed.append(document.title)
    empty = Block(document.id, (), (), *[np.zeros((0, 0), dtype=np.int32)] * 3)
    extras = [Extra(document.id, _row(row["kind"], row["row"])) for row in cells["rows"]]
    content = Content(
        texts,
        pages=_pages(cells.get("pages", ()), len(texts)),
        gists=_gists(cells.get("gists", ()), len(texts)),
    )
    return with_marks(Entry(document, content, empty), marks), extras


def _is_cut(cells: dict[str, Any]) -> bool:
    """Are there gists or notes longer than the desk lets them be?"""
    gists = (text for each in cells.get("gists", ()) for text in each)
    notes = (mark.get("note") or "" for mark in cells["marks"])
    return any(len(text) > LONGEST_GIST for text in gists) or any(len(text) > LONGEST_NOTE for text in notes)


def _pages(cells: Sequence[Any], passages: int) -> tuple[int, ...]:
    """The pages of a document; files of before there were pages have none."""
    if cells and (len(cells) != passages or not all(type(n) is int and 0 <= n <= LAST_PAGE for n in cells)):
        raise ValueError("pages")
    return tuple(cells)


def _gists(cells: Sequence[Any], passages: int) -> tuple[Gist, ...]:
    """The gists of a document, as the desk writes them; files of before there were gists have none."""
    if cells and (len(cells) != passages or not all(len(each) == len(LANGS) for each in cells)):
        raise ValueError("gists")
    gists = tuple((gist(en), gist(ar)) for en, ar in cells)
    return gists if any(map(any, gists)) else ()


def _document(cells: dict[str, Any]) -> Document:
    if cells["date"] and not valid_date(cells["date"]):
        raise ValueError("date")
    row = Document(**cells | {"date": cells["date"] or "1000"})
    if not re.fullmatch(r"[a-z0-9-]+\.txt", row.text) or row.translation:
        raise ValueError("text")  # a name, never a path
    return row.model_copy(update={"date": cells["date"]})


def _mark(cells: dict[str, Any], texts: Sequence[str]) -> Suggestion:
    mark: Suggestion = MARK.validate_python(cells)
    if not (0 <= mark.passage < len(texts) and 0 <= mark.start < mark.end <= len(texts[mark.passage])):
        raise ValueError("offsets")
    if not 0 <= mark.score <= 1:
        raise ValueError("score")
    more = mark.more or {}
    if not all(isinstance(value, str | None) for key, value in more.items() if key != "candidates"):
        raise TypeError("more")
    if not all(isinstance(value, str) for value in more.get("candidates", [])):
        raise TypeError("candidates")
    if mark.kind in FORMS_OF and mark.form not in FORMS_OF[mark.kind]:
        raise ValueError("form")
    return mark


def _row(kind: str, cells: dict[str, Any]) -> Any:
    return SPELLING.validate_python(cells) if kind == "spellings" else KINDS[kind](**cells)
