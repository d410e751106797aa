"""Corrections of Arabic texts by a reader of Arabic: a file that the review of the sources page hands out,
and how it is applied to the tables."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from data.atlas.atlas import Atlas
from data.atlas.read import read_atlas
from data.check.tables import table_problems
from data.facts.bilingual import BilingualText, bilingual_texts, reviewed_rows
from data.tables.columns import checked_date, printable
from data.tables.csv_edit import Key, rows_by_key, with_cells, with_rows
from data.tables.model import TABLES, ArabicReview, Row
from data.tables.problem import Problem

Format = Literal["dalil-arabic-review-1"]
(FORMAT,) = get_args(Format)
MOST_BYTES = 8_000_000
SCHEMAS: Mapping[str, type[Row]] = {schema.table: schema for schema in TABLES}
Where = tuple[str, str, str]
Said = Annotated[
    str, BeforeValidator(lambda text: printable(text) if isinstance(text, str) else text), Field(min_length=1)
]


class Correction(BaseModel):
    """A text as the reader saw it, and the Arabic as it should be; the same Arabic approves it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    table: str
    row: str
    field: str
    en: str
    was: str
    now: Said

    @property
    def where(self) -> Where:
        """The place of the text."""
        return self.table, self.row, self.field

    @property
    def seal(self) -> str:
        """Of both texts as they are to be."""
        return BilingualText(*self.where, self.en, self.now).seal


class Corrections(BaseModel):
    """What one reader of Arabic has corrected and approved."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    format: Format
    reviewer: Annotated[Said, Field(max_length=120)]
    reviewed_on: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(checked_date)]
    texts: tuple[Correction, ...]


class UnreadableCorrections(Exception):
    """The file is no file of corrections; says what is wrong with it, a line each."""


@dataclass(frozen=True)
class Applied:
    """What became of a file of corrections: how many texts were changed, how many approved as they stand,
    what was refused, and what would make the tables unsound (then nothing was written)."""

    changed: int
    approved: int
    refused: tuple[Problem, ...]
    unsound: tuple[Problem, ...]


def patch_file(reviewer: str, reviewed_on: str, texts: Mapping[BilingualText, str]) -> bytes:
    """The file that holds what a reader has corrected: text -> its Arabic as it should be. Raises
    ValidationError without a reviewer's name."""
    own = [
        Correction(table=t.table, row=t.row, field=t.field, en=t.en, was=t.ar, now=now)
        for t, now in texts.items()
    ]
    patch = Corrections(format=FORMAT, reviewer=reviewer, reviewed_on=reviewed_on, texts=tuple(own))
    return f"{patch.model_dump_json(indent=1)}\n".encode()


def read_patch(raw: bytes) -> Corrections:
    """The corrections in a file. Raises Unreadable."""
    if len(raw) > MOST_BYTES:
        raise UnreadableCorrections(f"larger than {MOST_BYTES:,} bytes")
    try:
        return Corrections.model_validate_json(raw)
    except ValidationError as error:
        lines = (f"{'.'.join(map(str, e['loc'])) or 'the file'}: {e['msg']}" for e in error.errors()[:20])
        raise UnreadableCorrections("\n".join(lines)) from error


def apply(patch: Corrections, folder: Path, *, write: bool = True) -> Applied:
    """Apply corrections to the tables of `folder`. A text that is no longer as the reader saw it is refused;
    nothing is written where the tables would not be sound."""
    atlas, wrong = read_atlas(folder)
    if atlas is None:
        return Applied(0, 0, (), tuple(wrong))
    fit, refused = _sorted(patch, atlas, folder)
    with tempfile.TemporaryDirectory() as beside:
        copy = shutil.copytree(folder, Path(beside) / "files")
        files = _write(patch, fit, atlas, copy)
        unsound = tuple(table_problems(copy))
        if write and not unsound:
            for file in files:
                shutil.copyfile(copy / file, folder / file)
    changed = sum(c.now != c.was for c in fit)
    return Applied(changed, len(fit) - changed, tuple(refused), unsound)


def _sorted(patch: Corrections, atlas: Atlas, folder: Path) -> tuple[list[Correction], list[Problem]]:
    """The corrections that fit the texts as they are, and why the others do not."""
    texts = {text.where: text for text in bilingual_texts(atlas)}
    fit: dict[Where, Correction] = {}
    refused = []
    for correction in patch.texts:
        where = correction.where
        if refusal := _refusal(correction, texts.get(where), again=where in fit):
            refused.append(
                Problem(f"{correction.table}.csv", _line(folder, correction), correction.field, *refusal)
            )
        else:
            fit[where] = correction
    return list(fit.values()), refused


def _refusal(correction: Correction, text: BilingualText | None, *, again: bool) -> tuple[str, str] | None:
    """What is wrong with a correction and how to mend it; None where it fits."""
    if text is None:
        return f"no Arabic text stands there (row {correction.row!r})", "review the text where it stands now"
    if again:
        return f"is corrected twice (row {correction.row!r})", "keep one correction of each text"
    for language, seen, now in (("English", correction.en, text.en), ("Arabic", correction.was, text.ar)):
        if seen != now:
            what = f"the {language} of row {correction.row!r} is no longer what was reviewed: {now!r:.90}"
            return what, "review it again"
    return None


def _line(folder: Path, correction: Correction) -> int:
    """The line on which the row of a correction begins; 0 where there is none."""
    if (schema := SCHEMAS.get(correction.table)) is None:
        return 0
    rows = rows_by_key(_read(folder, schema.table), schema.primary)
    return next((line for key, (line, _) in rows.items() if " ".join(key) == correction.row), 0)


def _write(patch: Corrections, fit: Sequence[Correction], atlas: Atlas, folder: Path) -> list[str]:
    """Write corrected texts, who reviewed them, and which rows are reviewed as a whole; the files written."""
    reviewed = reviewed_rows(atlas, {*atlas.arabic_reviews, *(correction.where for correction in fit)})
    tables = list(dict.fromkeys(correction.table for correction in fit))
    for table in tables:
        cells = {(c.row, c.field): c.now for c in fit if c.table == table}
        if "ar_status" in SCHEMAS[table].model_fields:
            whole = [row for (of, row), every in reviewed.items() if every and of == table]
            cells |= {(row, "ar_status"): "reviewed" for row in whole}
        _set(folder, table, cells)
    rows = [(*c.where, c.seal, patch.reviewer, patch.reviewed_on) for c in fit]
    text = with_rows(_read(folder, ArabicReview.table), ArabicReview.primary, rows)
    (folder / f"{ArabicReview.table}.csv").write_text(text, encoding="utf-8", newline="")
    return [f"{table}.csv" for table in (*tables, ArabicReview.table)]


def _set(folder: Path, table: str, values: Mapping[tuple[str, str], str]) -> None:
    """Set cells of a table: (row, column) -> value."""
    primary, text = SCHEMAS[table].primary, _read(folder, table)
    changes: dict[Key, dict[str, str]] = {}
    keys = {" ".join(key): key for key in rows_by_key(text, primary)}
    for (row, column), value in values.items():
        changes.setdefault(keys[row], {})[column] = value
    (folder / f"{table}.csv").write_text(with_cells(text, primary, changes), encoding="utf-8", newline="")


def _read(folder: Path, table: str) -> str:
    return (folder / f"{table}.csv").read_bytes().decode("utf-8-sig")
