"""The acts on a document as a whole: what is said of it, and the gist of a passage."""

from __future__ import annotations

from data.documents import describe
from data.documents.describe import Description
from data.documents.errors import Unfit
from data.tables.vocab import LANGS
from ui.session.review.desk.current import current_entry
from ui.session.review.desk.fields import Fields, field_values
from ui.session.review.desk.write import write_description
from ui.session.review.messages import flash, guarded_act


@guarded_act("review")
def describe_document(seen: Description, fields: Fields) -> None:
    """Say title, author, date, source and language of the document of which this was `seen` (a callback)."""
    if (entry := current_entry()) is None:
        raise Unfit("documents.gone")
    write_description(seen, describe.edit_description(entry, seen, field_values(fields)))
    flash("review.described")


@guarded_act("review")
def write_gist(seen: Description, passage: int, fields: Fields) -> None:
    """Write the gist of a passage, by number from 0, of the document of which this was `seen` (a
    callback)."""
    if (entry := current_entry()) is None:
        raise Unfit("documents.gone")
    said = field_values(fields)
    write_description(
        seen, describe.with_gist(entry, seen, passage, {lang: said.get(lang, "") for lang in LANGS})
    )
    flash("review.described")
