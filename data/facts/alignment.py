"""Words of a passage and the words of our translation that render them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Literal

from data.atlas.atlas import Atlas
from data.tables.model import Alignment
from data.tables.model.translations import OwnTranslation
from data.tables.vocab import Lang
from data.text.sentences import sentence_ends

MARKS = ("mentions", "figures", "statements", "voices")  # tables whose rows mark words of a passage
SIGNS = re.compile(r"[,;:](?=\s)")  # that part a sentence
Span = tuple[int, int]


def rendering(atlas: Atlas, passage: str, start: int, end: int) -> str:
    """The words of our translation that render passage[start:end]; "" where none are anchored."""
    row = atlas.alignments.get((passage, start, end))
    return row.text if row else ""


def rendered_sentence(atlas: Atlas, passage: str, words: str) -> str:
    """The words of our translation that render `words`, a whole sentence of a passage; "" where it cannot be
    told which they are, or where anything anchored in the one stands outside the other."""
    text, ours = atlas.texts[passage], atlas.translations.get(passage, "")
    for (start, end), (first, last) in _paired_sentences(atlas, passage):
        if words and text[start:end].startswith(words) and not _says(text[start + len(words) : end]):
            rows = (r for r in atlas.alignments.values() if r.passage == passage)
            within = [r for r in rows if start <= r.start and r.end <= end]
            apart = any(r.target_start < first or r.target_end > last for r in within)
            return "" if apart else ours[first:last]
    return ""


def _paired_sentences(atlas: Atlas, passage: str) -> list[tuple[Span, Span]]:
    """The sentences of a passage, each with the part of our translation that renders it: its sentences, where
    there are as many; else it is cut between what is anchored in one sentence and in the next. None where it
    cannot be cut so that each has words of its own."""
    ours, own = atlas.translations.get(passage, ""), list(_sentences(atlas.texts[passage]))
    parts = list(_sentences(ours))
    if len(parts) != len(own):
        rows = [row for row in atlas.alignments.values() if row.passage == passage]
        cuts = [0, *(_cut(rows, start, ours) for start, _ in own[1:]), len(ours)]
        parts = [_trimmed(ours, start, end) for start, end in pairwise(cuts) if start < end]
    apart = len(parts) == len(own) and all(_says(ours[first:last]) for first, last in parts)
    return list(zip(own, parts, strict=True)) if apart else []


def _cut(rows: list[Alignment], start: int, ours: str) -> int:
    """Where in our translation that ends which renders a passage up to `start`: at the only end of a
    sentence, else the only sign, between what is anchored before and after; 0 where there is not one."""
    low = max((row.target_end for row in rows if row.end <= start), default=0)
    high = min((row.target_start for row in rows if row.start >= start), default=len(ours))
    stops = [at for at in sentence_ends(ours) if low <= at < high]
    signs = [match.end() for match in SIGNS.finditer(ours, low, high)]
    return next((found[0] for found in (stops, signs) if len(found) == 1), 0)


def _trimmed(text: str, start: int, end: int) -> Span:
    """A part without the space around it and a sign that leads on to the next."""
    words = text[start:end]
    return end - len(words.lstrip()), start + len(words.rstrip(" ,;:"))


def _sentences(text: str) -> Iterator[Span]:
    """Where sentences begin and end, without the space around them; marks alone belong to the one before."""
    ends = [0, *sentence_ends(text), len(text)]
    ends = [at for at in ends[:-1] if not at or _says(text[at:])] + ends[-1:]
    for start, end in pairwise(ends):
        words = text[start:end]
        yield end - len(words.lstrip()), start + len(words.rstrip())


def _says(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def translated_into(atlas: Atlas, passage: str) -> Lang | Literal[""]:
    """The language that the translation of a passage is in: the one that its document is not in; "" where
    there is none."""
    if passage not in atlas.translations:
        return ""
    return "en" if atlas.documents[atlas.passages[passage].document].language == "ar" else "ar"


def own_translation(atlas: Atlas, passage: str) -> OwnTranslation | None:
    """The translation that people brought, which a passage of an added document has; None for ours."""
    if atlas.overlay is None or atlas.base is None or passage in atlas.base.translations:
        return None
    document = passage.rpartition(".p")[0]
    rows = atlas.overlay.rows.get(OwnTranslation.table, {}).values()
    return next((r for r in rows if isinstance(r, OwnTranslation) and r.document == document), None)


def unaligned_rows(atlas: Atlas) -> Iterator[tuple[str, Any]]:
    """(table, row) of every mention, figure and statement of a translated passage that the translation leaves
    unmarked."""
    for table in MARKS[:3]:
        for row in getattr(atlas, table).values():
            translated = row.passage in atlas.translations
            if translated and (row.passage, row.start, row.end) not in atlas.alignments:
                yield table, row
