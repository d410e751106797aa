"""Statements that a person finds in an added document: what a form says, checked, as a row of the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, get_args

from pydantic import ValidationError

from data.atlas.atlas import Atlas
from data.documents.errors import Unfit
from data.documents.ids import new_id
from data.documents.ledger.written import LONGEST_LINE, both, chosen_keys, chosen_words, today
from data.documents.schema import Entry, Extra
from data.tables.assessment import JUDGEMENT, obstacle
from data.tables.model import Evidence, Statement
from data.tables.vocab import Bearing
from data.text.occurrence import nth_occurrence

LONGEST_QUOTE = 2_000  # characters
KINDS: tuple[str, ...] = get_args(Statement.model_fields["kind"].annotation)
NOT_SAID = {"explanation_en": "No reason was written down.", "explanation_ar": "لم يُكتب السبب."}


def statement_row(
    atlas: Atlas, own: Entry, values: Mapping[str, Any], relations: Collection[Bearing] = (), key: str = ""
) -> Extra:
    """A statement in an added document as a row of the store. `values`: passage (its number, from 0), start
    and end of the words, kind, assessment, confidence, about, and in one language or both says, explanation,
    would_change, value. relations: those of the evidence on it. key: its id; by default a new one.

    Raises Unfit where no words are chosen, something is not said, or the rules forbid the assessment."""
    passage, text, start, end = _quoted(own, values)
    said, change, why = (both(values, what) for what in ("says", "would_change", "explanation"))
    for column, missing in (("says_en", "ledger.says"), ("would_change_en", "ledger.change")):
        if not (said | change)[column]:
            raise Unfit(missing)
    kind = JUDGEMENT if values.get("assessment") == "opinion" else values.get("kind")
    quote = text[start:end]
    cells: dict[str, Any] = {
        "passage": passage,
        "quote": quote,
        "nth": nth_occurrence(text, quote, start),
        "start": start,
        "end": end,
        "kind": kind,
        "assessment": values.get("assessment"),
        "confidence": values.get("confidence"),
        "assessed_on": values.get("assessed_on") or today(),
        "about": chosen_keys(values.get("about"), atlas.entities),
        **said,
        **change,
        **both(values, "value", LONGEST_LINE),
        **(why if why["explanation_en"] else NOT_SAID),
        "ar_status": "drafted",
    }
    try:
        row = Statement(id=key or new_id(said["says_en"]), **cells)
    except ValidationError as error:
        raise Unfit("ledger.kind") from error
    if obstacle(row.assessment, row.kind, relations):
        raise Unfit("ledger.not-allowed")
    return Extra(own.document.id, row)


def _quoted(own: Entry, values: Mapping[str, Any]) -> tuple[str, str, int, int]:
    """What `chosen_words` gives, without white space at the ends of the words. Raises Unfit."""
    passage, text, start, end = chosen_words(own, values)
    quote = text[start:end]
    start += len(quote) - len(quote.lstrip())
    if not 0 < len(quote.strip()) <= LONGEST_QUOTE:
        raise Unfit("ledger.words")
    return passage, text, start, start + len(quote.strip())


def hanging(atlas: Atlas, document: str) -> list[Statement]:
    """The statements of an added document on which there is no evidence, but for opinions."""
    own = [row for row in statements_in(atlas, document) if row.assessment != "opinion"]
    return [row for row in own if not atlas.evidence_of[row.id]]


def statements_in(atlas: Atlas, document: str) -> list[Statement]:
    """The statements in an added document, in reading order."""
    rows = atlas.overlay.rows.get(Statement.table, {}) if atlas.overlay else {}
    own = [atlas.statements[key] for key in rows if key in atlas.statements]
    own = [row for row in own if row.passage.rpartition(".p")[0] == document]
    return sorted(own, key=lambda row: (len(row.passage), row.passage, row.start, row.end))


def next_number(pieces: Collection[Evidence]) -> int:
    """The number of a further piece of evidence on a statement: after the last."""
    return max((piece.nth for piece in pieces), default=0) + 1
