"""The acts on the translation of the document under review."""

from __future__ import annotations

from data.atlas.overlay import Overlay
from data.documents.ledger.edits import RowEdit
from data.documents.ledger.translations import translation_row
from data.documents.schema import Entry, Extra
from data.tables.model.translations import OwnTranslation
from ui.session.review.desk.fields import Fields, field_values
from ui.session.review.desk.write import write_rows
from ui.session.review.messages import flash, guarded_act


@guarded_act("review")
def save_translation(fields: Fields, seen: OwnTranslation | None) -> None:
    """Set a pasted translation beside the document, in the place of the one that was `seen` (a callback)."""

    def rows(entry: Entry, _overlay: Overlay) -> list[RowEdit]:
        made = translation_row(entry, field_values(fields))
        if made.row == seen:
            return []
        return [RowEdit(Extra(entry.document.id, seen) if seen else None, made)]

    write_rows(rows)
    flash("translation.saved")


@guarded_act("review")
def delete_translation(seen: OwnTranslation) -> None:
    """Delete the translation that was `seen` (a callback)."""
    write_rows(lambda entry, _overlay: [RowEdit(Extra(entry.document.id, seen), None)])
    flash("translation.deleted")
