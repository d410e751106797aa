"""The acts on the translation of the document under review."""

from __future__ import annotations

from data.atlas.overlay import Overlay
from data.documents.ledger.edits import RowEdit
from data.documents.ledger.translations import translation_in, translation_row, translation_values
from data.documents.schema import Entry, Extra
from data.tables.model.translations import OwnTranslation
from ui.session import state
from ui.session.review.begun import Form, close_form, settled_values
from ui.session.review.desk.fields import Fields
from ui.session.review.desk.write import write_rows
from ui.session.review.messages import flash, guarded_act


@guarded_act("review")
def save_translation(form: Form, fields: Fields) -> None:
    """Set a pasted translation beside the document, in the place of the one there is (a callback)."""
    seen = translation_in(state.atlas(), form.of)
    said = settled_values(form, translation_values(seen), fields)

    def rows(entry: Entry, _overlay: Overlay) -> list[RowEdit]:
        made = translation_row(entry, said)
        if made.row == seen:
            return []
        return [RowEdit(Extra(entry.document.id, seen) if seen else None, made)]

    write_rows(rows)
    close_form(form)
    flash("translation.saved")


@guarded_act("review")
def delete_translation(seen: OwnTranslation) -> None:
    """Delete the translation that was `seen` (a callback)."""
    write_rows(lambda entry, _overlay: [RowEdit(Extra(entry.document.id, seen), None)])
    flash("translation.deleted")
