"""Fields of rows that texts of the story name as {row.field}: {us-puma-2022.amount}, {c49.words}."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from data.atlas.atlas import Atlas
from data.facts.alignment import rendering
from data.facts.origin import curated_atlas
from data.facts.statements import examples, tally
from data.i18n import Text, in_marks
from data.tables.vocab import ASSESSMENTS

Field = Callable[[Atlas, str, Text], str]


def row_field(atlas: Atlas, name: str, t: Text) -> str:
    """The field that `name` gives, in words. Raises KeyError for a row or field that is not known, or without
    a value."""
    row, _, field = name.rpartition(".")
    found = FIELDS[field](atlas, row, t)
    if not found:
        raise KeyError(name)
    return found


def _amount(atlas: Atlas, row: str, t: Text) -> str:
    record = atlas.aid[row]
    return "" if record.usd is None else t.amount(record.usd, at_least=record.at_least)


def _date(atlas: Atlas, row: str) -> str:
    """The date of a record of aid, a source or an event, as far as it is known."""
    found = next((table[row] for table in (atlas.aid, atlas.sources, atlas.events) if row in table), None)
    if found is None or not found.date:
        raise KeyError(row)
    return str(found.date)


def _words(atlas: Atlas, row: str, t: Text) -> str:
    """The exact words of a statement between marks; in English, our translation of them."""
    s = atlas.statements[row]
    words = s.quote if t.lang == "ar" else rendering(atlas, s.passage, s.start, s.end)
    return in_marks(words, t.lang) if words else ""


def _number(atlas: Atlas, assessment: str) -> int:
    """How many statements have an assessment."""
    return {str(mark): n for mark, n in tally(curated_atlas(atlas).statements.values()).items()}[assessment]


def _example(atlas: Atlas, assessment: str, t: Text) -> str:
    return next((t.name(s, "says") for mark, s in examples(atlas).items() if mark == assessment), "")


def _assessment(atlas: Atlas, row: str, t: Text) -> str:
    return t(f"assessment.{row if row in ASSESSMENTS else atlas.statements[row].assessment}")


FIELDS: Mapping[str, Field] = {
    "amount": _amount,
    "what": lambda atlas, row, t: t.name(atlas.aid[row], "what"),
    "date": lambda atlas, row, t: t.date(_date(atlas, row)),
    "month": lambda atlas, row, t: t.date(_date(atlas, row)[:7]),
    "year": lambda atlas, row, t: t.date(_date(atlas, row)[:4]),
    "km": lambda atlas, row, t: t.number(atlas.lengths[row].km, 2),
    "radius": lambda atlas, row, t: t.number(atlas.places[row].radius_km or 0),
    "text": lambda atlas, row, t: t.name(atlas.provenance[row], "text"),
    "passage": lambda atlas, row, t: t.number(atlas.passages[atlas.statements[row].passage].number),
    "words": _words,
    "assessment": _assessment,
    "count": lambda atlas, row, t: t.count("statements", _number(atlas, row)),
    "number": lambda atlas, row, t: t.number(_number(atlas, row)),
    "example": _example,
}
