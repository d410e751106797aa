"""Do words stand where the tables say: mentions, figures, statements and voices in the passages, alignments
in the translation? `fix` moves offsets there."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from data.atlas.atlas import Atlas
from data.atlas.read import read_atlas
from data.facts.alignment import MARKS
from data.tables.files import FILES
from data.tables.problem import Finding, Problem
from data.text.occurrence import occurrence

Check = Callable[[Atlas], Iterator[Finding]]
FIX = "run python -m data check --fix"


def misplaced_rows(atlas: Atlas) -> Iterator[Problem]:
    """Every row whose words do not stand where it says."""
    checks: dict[str, Check] = {
        "mentions": partial(_quotes, table="mentions"),
        "figures": partial(_quotes, table="figures"),
        "voices": _voices,
        "passages": _spoken,
        "statements": _statement_quotes,
        "alignments": _alignments,
    }
    for table, check in checks.items():
        yield from (Problem(f"{table}.csv", *finding) for finding in check(atlas))


def numbered_rows(atlas: Atlas, table: str) -> Iterator[tuple[int, Any]]:
    """Row number (the header is row 1) and row. Files with line breaks inside cells count rows, not lines."""
    return iter(enumerate(getattr(atlas, table).values(), start=2))


def _in_reading_order(atlas: Atlas, table: str) -> list[tuple[int, Any]]:
    return sorted(numbered_rows(atlas, table), key=lambda numbered: (numbered[1].passage, numbered[1].start))


def _quotes(atlas: Atlas, table: str) -> Iterator[Finding]:
    ends: dict[str, int] = {}
    for number, row in _in_reading_order(atlas, table):
        found = atlas.texts.get(row.passage, "")[row.start : row.end]
        if found != row.text:
            yield number, "start", f"the passage has {found!r} there, not {row.text!r}", FIX
        if row.start < ends.get(row.passage, 0):
            yield number, "start", "overlaps the row before it", "let one of the two end earlier"
        ends[row.passage] = row.end


def _voices(atlas: Atlas) -> Iterator[Finding]:
    reached = dict.fromkeys(atlas.passages, 0)
    for number, row in _in_reading_order(atlas, "voices"):
        text, at = atlas.texts.get(row.passage, ""), reached.get(row.passage)
        if row.start != at:
            yield number, "start", f"{row.start} leaves a gap or an overlap", f"start at {at}"
        if row.cue and any(word not in text for word in row.cue.split()):
            yield number, "cue", f"{row.cue!r} is not in the passage", "copy the words from the passage"
        reached[row.passage] = row.end


def _spoken(atlas: Atlas) -> Iterator[Finding]:
    ends = {row.passage: row.end for _, row in _in_reading_order(atlas, "voices")}
    for number, passage in numbered_rows(atlas, "passages"):
        if ends.get(passage.id, 0) != len(atlas.texts.get(passage.id, "")):
            yield number, "id", "its voices do not cover it", "add the missing rows to voices.csv"


def _statement_quotes(atlas: Atlas) -> Iterator[Finding]:
    for number, row in numbered_rows(atlas, "statements"):
        start = occurrence(atlas.texts.get(row.passage, ""), row.quote, row.nth)
        if start is None:
            what = "the passage does not have these words so often"
            yield number, "quote", what, "copy them from the passage"
        elif (row.start, row.end) != (start, start + len(row.quote)):
            yield number, "start", f"the words stand at {start}", FIX


def _alignments(atlas: Atlas) -> Iterator[Finding]:
    marked = {(row.passage, row.start, row.end) for t in MARKS for row in getattr(atlas, t).values()}
    for number, row in numbered_rows(atlas, "alignments"):
        found = atlas.translations.get(row.passage, "")[row.target_start : row.target_end]
        if found != row.text:
            yield number, "target_start", f"the translation has {found!r} there, not {row.text!r}", FIX
        if (row.passage, row.start, row.end) not in marked:
            mend = "give start and end of a mention, figure, statement or voice"
            yield number, "start", "no mark has these words", mend


def fix(folder: Path = FILES) -> int:
    """Move wrong offsets of mentions and figures to the nearest occurrence of their words, those of
    statements to the occurrence that `nth` names, those of alignments to the nearest in the translation.
    Returns how many moved."""
    atlas, _ = read_atlas(folder)
    if atlas is None:
        return 0
    own = sum(_move(atlas.texts, folder / f"{table}.csv") for table in ("mentions", "figures", "statements"))
    return own + _move(atlas.translations, folder / "alignments.csv", ("target_start", "target_end"))


def _move(texts: Mapping[str, str], path: Path, offsets: tuple[str, str] = ("start", "end")) -> int:
    first, last = offsets
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows, columns = list(reader), list(reader.fieldnames or ())
    moved = 0
    for row in rows:
        text, words = texts.get(row["passage"], ""), row.get("text") or row["quote"]
        start = (
            occurrence(text, words, int(row["nth"]))
            if "nth" in row
            else _nearest(text, words, int(row[first]))
        )
        if start is not None and (start, start + len(words)) != (int(row[first]), int(row[last])):
            row[first], row[last] = str(start), str(start + len(words))
            moved += 1
    if moved:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return moved


def _nearest(text: str, words: str, near: int) -> int | None:
    starts = [i for i in range(len(text)) if text.startswith(words, i)]
    return min(starts, key=lambda i: abs(i - near), default=None)
