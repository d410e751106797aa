"""Do words stand where the tables say: mentions, figures, statements and voices in the passages, alignments
in the translation? `fix` moves offsets there."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from data.atlas.atlas import Atlas
from data.atlas.read import read
from data.facts.alignment import MARKS
from data.tables.files import FILES
from data.tables.problem import Problem


def misplaced(atlas: Atlas) -> Iterator[Problem]:
    """Every row whose words do not stand where it says."""
    for check in (_quotes, _voices, _statement_quotes, _alignments):
        yield from check(atlas)


def numbered_rows(atlas: Atlas, table: str) -> Iterator[tuple[int, Any]]:
    """Row number (the header is row 1) and row. Files with line breaks inside cells count rows, not lines."""
    return iter(enumerate(getattr(atlas, table).values(), start=2))


def _quotes(atlas: Atlas) -> Iterator[Problem]:
    for table in ("mentions", "figures"):
        ends: dict[str, int] = {}
        for number, row in sorted(numbered_rows(atlas, table), key=lambda r: (r[1].passage, r[1].start)):
            found = atlas.texts.get(row.passage, "")[row.start : row.end]
            if found != row.text:
                yield Problem(
                    f"{table}.csv",
                    number,
                    "start",
                    f"the passage has {found!r} there, not {row.text!r}",
                    "run python -m data check --fix",
                )
            if row.start < ends.get(row.passage, 0):
                yield Problem(
                    f"{table}.csv",
                    number,
                    "start",
                    "overlaps the row before it",
                    "let one of the two end earlier",
                )
            ends[row.passage] = row.end


def _voices(atlas: Atlas) -> Iterator[Problem]:
    reached = dict.fromkeys(atlas.passages, 0)
    for number, row in sorted(numbered_rows(atlas, "voices"), key=lambda r: (r[1].passage, r[1].start)):
        text = atlas.texts.get(row.passage, "")
        if row.start != reached.get(row.passage):
            yield Problem(
                "voices.csv",
                number,
                "start",
                f"{row.start} leaves a gap or an overlap",
                f"start at {reached.get(row.passage)}",
            )
        if row.cue and any(word not in text for word in row.cue.split()):
            yield Problem(
                "voices.csv",
                number,
                "cue",
                f"{row.cue!r} is not in the passage",
                "copy the words from the passage",
            )
        reached[row.passage] = row.end
    for number, passage in numbered_rows(atlas, "passages"):
        if reached[passage.id] != len(atlas.texts.get(passage.id, "")):
            yield Problem(
                "passages.csv",
                number,
                "id",
                "its voices do not cover it",
                "add the missing rows to voices.csv",
            )


def _statement_quotes(atlas: Atlas) -> Iterator[Problem]:
    for number, row in numbered_rows(atlas, "statements"):
        text = atlas.texts.get(row.passage, "")
        start = occurrence(text, row.quote, row.nth)
        if start is None:
            yield Problem(
                "statements.csv",
                number,
                "quote",
                "the passage does not have these words so often",
                "copy them from the passage",
            )
        elif (row.start, row.end) != (start, start + len(row.quote)):
            yield Problem(
                "statements.csv",
                number,
                "start",
                f"the words stand at {start}",
                "run python -m data check --fix",
            )


def _alignments(atlas: Atlas) -> Iterator[Problem]:
    marked = {(row.passage, row.start, row.end) for t in MARKS for row in getattr(atlas, t).values()}
    for number, row in numbered_rows(atlas, "alignments"):
        found = atlas.translations.get(row.passage, "")[row.target_start : row.target_end]
        if found != row.text:
            what = f"the translation has {found!r} there, not {row.text!r}"
            yield Problem("alignments.csv", number, "target_start", what, "run python -m data check --fix")
        if (row.passage, row.start, row.end) not in marked:
            mend = "give start and end of a mention, figure, statement or voice"
            yield Problem("alignments.csv", number, "start", "no mark has these words", mend)


def occurrence(text: str, words: str, nth: int) -> int | None:
    """Where the `nth` occurrence of `words` starts in `text`, overlapping ones counted; None when there are
    fewer."""
    start = -1
    for _ in range(nth):
        start = text.find(words, start + 1)
        if start < 0:
            return None
    return start


def fix(folder: Path = FILES) -> int:
    """Move wrong offsets of mentions and figures to the nearest occurrence of their words, those of
    statements to the occurrence that `nth` names, those of alignments to the nearest in the translation.
    Returns how many moved."""
    atlas, _ = read(folder)
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
