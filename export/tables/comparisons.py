"""The pairs of passages that people have decided on, as rows of the export."""

from __future__ import annotations

from data.atlas.atlas import Atlas
from data.compare.decisions import decided_pairs, decided_spans
from data.i18n import Text
from data.query.view import View
from export.about import plain_label
from export.tables.cells import Record
from ui.sentences.comparisons import sides

COLUMNS: dict[str, str] = {  # key -> type; the shipped edition has no rows to tell them
    "id": "string",
    "verdict": "string",
    "reason": "string",
    "note": "string",
    **{
        f"{side}-{part}": "number" if part in ("start", "end") else "string"
        for side in ("one", "other")
        for part in ("cited", "document", "passage", "start", "end", "words", "sentence")
    },
}


def comparison_records(view: View, t: Text) -> list[Record]:
    """What people decided of two passages of which one at least is chosen: the verdict, why a difference is
    no contradiction, and the exact words of both sides. Offsets count code points."""
    atlas, chosen = view.atlas, set(view.passages)
    return [
        {
            "id": row.id,
            "verdict": t(f"compare.verdict-{row.verdict}"),
            "reason": t(f"compare.reason-{row.reason}") if row.reason else "",
            "note": t.name(row, "note"),
            **_sides(atlas, row.id, t),
        }
        for row in decided_pairs(atlas).values()
        if {row.one, row.other} & chosen
    ]


def _sides(atlas: Atlas, key: str, t: Text) -> Record:
    """The columns of both sides of a pair."""
    row = decided_pairs(atlas)[key]
    found: Record = {}
    for name, spot, side in zip(("one", "other"), decided_spans(row), sides(atlas, row, t), strict=True):
        found |= {
            f"{name}-cited": plain_label(side.cited),
            f"{name}-document": side.document,
            f"{name}-passage": spot.passage,
            f"{name}-start": spot.start,
            f"{name}-end": spot.end,
            f"{name}-words": side.words,
            f"{name}-sentence": side.sentence,
        }
    return found
