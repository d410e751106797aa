"""Words of a passage and the words of our translation that render them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Literal

from data.atlas.atlas import Atlas
from data.tables.model.translations import OwnTranslation
from data.tables.vocab import Lang
from data.text.sentences import sentence_ends

MARKS = ("mentions", "figures", "statements", "voices")  # tables whose rows mark words of a passage


def rendering(atlas: Atlas, passage: str, start: int, end: int) -> str:
    """The words of our translation that render passage[start:end]; "" where none are anchored."""
    row = atlas.alignments.get((passage, start, end))
    return row.text if row else ""


def rendered_sentence(atlas: Atlas, passage: str, words: str) -> str:
    """The sentence of our translation that renders `words`, a whole sentence of a passage; "" where the two
    texts have not as many sentences, or where anything anchored in the one stands outside the other."""
    text, ours = atlas.texts[passage], atlas.translations.get(passage, "")
    pairs = list(zip(_sentences(text), _sentences(ours), strict=False))
    if not len(list(_sentences(text))) == len(list(_sentences(ours))) == len(pairs):
        return ""
    for (start, end), (first, last) in pairs:
        if words and text[start:end].startswith(words) and not _says(text[start + len(words) : end]):
            rows = (r for r in atlas.alignments.values() if r.passage == passage)
            within = [r for r in rows if start <= r.start and r.end <= end]
            apart = any(r.target_start < first or r.target_end > last for r in within)
            return "" if apart else ours[first:last]
    return ""


def _sentences(text: str) -> Iterator[tuple[int, int]]:
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


def unaligned(atlas: Atlas) -> Iterator[tuple[str, Any]]:
    """(table, row) of every mention, figure and statement of a translated passage that the translation leaves
    unmarked."""
    for table in MARKS[:3]:
        for row in getattr(atlas, table).values():
            translated = row.passage in atlas.translations
            if translated and (row.passage, row.start, row.end) not in atlas.alignments:
                yield table, row
