"""The acts on a document as a whole: what is said of it, and the gist of a passage."""

from __future__ import annotations

from data.documents import describe
from data.documents.describe import Description
from data.documents.errors import Unfit
from data.documents.schema import Entry
from data.tables.vocab import LANGS
from ui.session.review.begun import Form, close_form, settled_values
from ui.session.review.desk.current import current_entry
from ui.session.review.desk.fields import Fields
from ui.session.review.desk.write import description_of, write_description
from ui.session.review.messages import flash, guarded_act


@guarded_act("review")
def describe_document(form: Form, fields: Fields) -> None:
    """Say title, author, date, source and language of the document on the desk (a callback)."""
    entry, seen = _described()
    said = settled_values(form, describe.form_values(seen), fields)
    write_description(seen, describe.edit_description(entry, seen, said))
    close_form(form)
    flash("review.described")


@guarded_act("review")
def write_gist(form: Form, passage: int, fields: Fields) -> None:
    """Write the gist of a passage, by number from 0, of the document on the desk (a callback)."""
    entry, seen = _described()
    said = settled_values(form, describe.gist_values(seen, passage), fields)
    write_description(seen, describe.with_gist(entry, seen, passage, {lang: said[lang] for lang in LANGS}))
    close_form(form)
    flash("review.described")


def _described() -> tuple[Entry, Description]:
    if (entry := current_entry()) is None:
        raise Unfit("documents.gone")
    return entry, description_of(entry)
