"""Words of a passage and the words of our translation that render them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from data.atlas.atlas import Atlas

MARKS = ("mentions", "figures", "statements", "voices")  # tables whose rows mark words of a passage


def rendering(atlas: Atlas, passage: str, start: int, end: int) -> str:
    """The words of our translation that render passage[start:end]; "" where none are anchored."""
    row = atlas.alignments.get((passage, start, end))
    return row.text if row else ""


def unaligned(atlas: Atlas) -> Iterator[tuple[str, Any]]:
    """(table, row) of every mention, figure and statement of a translated passage that the translation leaves
    unmarked."""
    for table in MARKS[:3]:
        for row in getattr(atlas, table).values():
            translated = row.passage in atlas.translations
            if translated and (row.passage, row.start, row.end) not in atlas.alignments:
                yield table, row
