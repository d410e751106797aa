"""A translation of an added document that a person pastes: checked against its passages, as a row of the
store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from data.atlas.atlas import Atlas
from data.documents.errors import Unfit
from data.documents.ledger.written import LONGEST_LINE
from data.documents.schema import Entry, Extra
from data.tables.columns import one_line
from data.tables.model.translations import OwnTranslation

LONGEST = 2_000_000  # characters of a translation, as of a document
LONGEST_PASSAGE = 20_000  # characters of a translated passage
FIELDS = ("text", "made", "by")


def passages_of_translation(text: str) -> tuple[str, ...]:
    """The passages of a pasted translation: its lines without empty ones."""
    return tuple(line for raw in text.splitlines() if (line := one_line(raw)))


def translation_row(own: Entry, values: Mapping[str, Any]) -> Extra:
    """A translation of a document as a row of the store. values: made, by, and texts or, as it was pasted,
    text.

    Raises Unfit where it has not as many passages as the document, none, or one that is too long, or nobody
    says whose it is."""
    texts = values.get("texts") or passages_of_translation(str(values.get("text") or ""))
    if not texts:
        raise Unfit("translation.none")
    if len(texts) != len(own.content.texts):
        raise Unfit("translation.unaligned", wanted=len(own.content.texts), given=len(texts))
    try:
        row = OwnTranslation(
            id=translation_id(own.document.id),
            document=own.document.id,
            made=values.get("made"),  # type: ignore[arg-type]
            by=one_line(values.get("by"), LONGEST_LINE),
            texts=_cleaned(texts),
        )
    except ValidationError as error:
        raise Unfit("translation.made") from error
    return Extra(own.document.id, row)


def _cleaned(texts: Sequence[Any]) -> tuple[str, ...]:
    """The passages as they may stand. Raises Unfit for one that says nothing or is too long: none is cut."""
    found = tuple(map(one_line, texts))
    if not all(found):
        raise Unfit("translation.none")
    for number, text in enumerate(found, start=1):
        if len(text) > LONGEST_PASSAGE:
            raise Unfit("translation.long", number=number, given=len(text), longest=LONGEST_PASSAGE)
    return found


def translation_id(document: str) -> str:
    """The id of the translation of a document: it has one at most."""
    return f"translation-of-{document}"


def translation_in(atlas: Atlas, document: str) -> OwnTranslation | None:
    """The translation of an added document that was brought here."""
    rows = atlas.overlay.rows.get(OwnTranslation.table, {}) if atlas.overlay else {}
    row = rows.get(translation_id(document))
    return row if isinstance(row, OwnTranslation) else None


def translation_values(row: OwnTranslation | None) -> dict[str, str]:
    """A translation as a form shows it, by field."""
    return (
        {"text": "\n".join(row.texts), "made": row.made, "by": row.by} if row else dict.fromkeys(FIELDS, "")
    )
