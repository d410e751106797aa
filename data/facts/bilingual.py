"""Texts of the tables that stand there in English and Arabic, and which of them a reader of Arabic has
reviewed."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from data.atlas.atlas import Atlas
from data.facts.origin import curated_atlas
from data.tables.model import TABLES, ArabicReview, Row
from data.tables.problem import Problem

FORMS = ("zero", "one", "two", "few", "many", "other")  # of a counted noun
NEVER = {"plurals", "arabic_reviews"}  # tables without pairs of columns of their own


@dataclass(frozen=True)
class BilingualText:
    """An Arabic text and its English, by table, key of the row (its parts joined by a space) and column."""

    table: str
    row: str
    field: str
    en: str
    ar: str

    @property
    def where(self) -> tuple[str, str, str]:
        """Its place, by which corrections and reviews name it."""
        return self.table, self.row, self.field

    @property
    def seal(self) -> str:
        """What changes when either text does."""
        return hashlib.sha256(f"{self.en}\0{self.ar}".encode()).hexdigest()[:16]


@lru_cache(maxsize=64)
def bilingual_columns(schema: type[Row]) -> tuple[tuple[str, str], ...]:
    """The columns of a table that say the same in English and Arabic. Lists of spellings are none: they are
    not translations of each other."""
    fields = {name: field.annotation for name, field in schema.model_fields.items()}
    pairs = []
    for name, kind in fields.items():
        if schema.table not in NEVER and kind is str and (name == "ar" or name.endswith("_ar")):
            base = name[: -len("_ar")]
            english = "en" if name == "ar" else f"{base}_en" if f"{base}_en" in fields else base
            pairs += [(english, name)] if english in fields else []
    return tuple(pairs)


def bilingual_texts(atlas: Atlas) -> Iterator[BilingualText]:
    """Every pair of texts of the files, by table and row in their own order; those without Arabic words are
    left out."""
    files = curated_atlas(atlas)
    for schema in TABLES:
        for key, row in getattr(files, schema.table).items():
            yield from _of_row(schema, key, row)
    for (noun, lang), row in files.plurals.items():
        if lang == "ar":
            english = files.plurals[noun, "en"]
            yield from (
                BilingualText("plurals", f"{noun} ar", form, _form(english, form), getattr(row, form))
                for form in FORMS
                if getattr(row, form)
            )


def reviews(atlas: Atlas) -> Mapping[tuple[str, str, str], ArabicReview]:
    """Place of a text -> who reviewed it and when, of those that still are as they were reviewed."""
    seals = {text.where: text.seal for text in bilingual_texts(atlas)}
    return {
        where: review
        for where, review in curated_atlas(atlas).arabic_reviews.items()
        if seals.get(where) == review.seal
    }


def reviewed_rows(atlas: Atlas, reviewed: Container[tuple[str, str, str]]) -> dict[tuple[str, str], bool]:
    """(table, key) of each row of the files with Arabic texts -> whether all of them are among `reviewed`."""
    rows: dict[tuple[str, str], bool] = {}
    for text in bilingual_texts(atlas):
        row = text.table, text.row
        rows[row] = rows.get(row, True) and text.where in reviewed
    return rows


def unsound_reviews(atlas: Atlas) -> Iterator[Problem]:
    """A review whose texts have changed since, and rows that are called reviewed without one."""
    valid = reviews(atlas)
    for number, where in enumerate(atlas.arabic_reviews, start=2):
        if where not in valid:
            what = f"{' '.join(where)} is not as it was reviewed"
            mend = "remove this row, set ar_status of that row to drafted, and have it reviewed again"
            yield Problem("arabic_reviews.csv", number, "seal", what, mend)
    whole = reviewed_rows(atlas, valid)
    for schema in TABLES:
        for number, (key, row) in enumerate(getattr(atlas, schema.table).items(), start=2):
            if getattr(row, "ar_status", "") == "reviewed" and not whole.get(
                (schema.table, _joined(key)), True
            ):
                what, mend = "no person has reviewed it", "set it to drafted; python -m data patch sets it"
                yield Problem(f"{schema.table}.csv", number, "ar_status", what, mend)


def _joined(key: Any) -> str:
    return " ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def _of_row(schema: type[Row], key: Any, row: Row) -> Iterator[BilingualText]:
    for english, arabic in bilingual_columns(schema):
        if getattr(row, arabic):
            both = getattr(row, english), getattr(row, arabic)
            yield BilingualText(schema.table, _joined(key), arabic, *both)


def _form(english: Any, form: str) -> str:
    """The English form that stands where Arabic has `form`."""
    return str(english.one if form == "one" else english.other)
