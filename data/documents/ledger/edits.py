"""What an act on statements and evidence changes, as differences of rows: each before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.atlas.overlay import Overlay
from data.documents.errors import Stale
from data.documents.schema import Extra
from data.tables.model import Body, Publisher, Row, Source
from data.tables.vocab import ROLES

CITING: Mapping[str, Sequence[str]] = {  # table -> the columns by which its rows are cited
    Source.table: ("source",),
    Publisher.table: ("publisher",),
    Body.table: ROLES,
}


@dataclass(frozen=True)
class RowEdit:
    """One row that came with a document, before and after an act. before: None where the act made it; after:
    None where the act removed it."""

    before: Extra | None
    after: Extra | None

    @property
    def there(self) -> Extra:
        """The row as it is before the act, or where there was none, after it."""
        row = self.before or self.after
        assert row
        return row


def stored_row(overlay: Overlay, extra: Extra) -> Row | None:
    """The row that the store has under the key of another."""
    assert isinstance(extra.row, Row)
    return overlay.rows.get(extra.kind, {}).get(extra.row.primary_key)


def row_edits(overlay: Overlay, removed: Sequence[Extra], made: Sequence[Extra]) -> list[RowEdit]:
    """The edits that put the rows `made` in the place of `removed`: the same rows are changed, and pages,
    publishers and bodies go that nothing cites any more."""
    keys = {(extra.kind, extra.key) for extra in made}
    edits = []
    for extra in made:
        before = stored_row(overlay, extra)
        if before != extra.row:
            edits.append(RowEdit(Extra(extra.document, before) if before else None, extra))
    gone = [extra for extra in removed if (extra.kind, extra.key) not in keys]
    cited = {(table, key) for extra in made for table in CITING for key in _cites(extra.row, table)}
    gone += _idle(overlay, gone, removed, keys | cited)
    return [*edits, *(RowEdit(extra, None) for extra in gone)]


def _idle(
    overlay: Overlay, gone: Sequence[Extra], removed: Sequence[Extra], keys: Iterable[tuple[str, str]]
) -> list[Extra]:
    """The pages, publishers and bodies of the document that only rows which go, or are made anew, cite."""
    idle: list[Extra] = []
    leaving = {(e.kind, e.row.primary_key) for e in (*gone, *removed) if isinstance(e.row, Row)}
    for table in CITING:
        cited = {value for e in (*removed, *idle) for value in _cites(e.row, table)}
        for key in sorted(cited & overlay.rows.get(table, {}).keys()):
            owner = overlay.brought_by.get((table, key))
            free = all(place in leaving for place in overlay.referring(table, key))
            if owner == removed[0].document != key and free and (table, key) not in keys:
                idle.append(Extra(owner, overlay.rows[table][key]))
                leaving.add((table, key))
    return idle


def _cites(row: object, table: str) -> list[str]:
    values = (getattr(row, column, None) for column in CITING[table])
    return [value for value in values if isinstance(value, str)]


def require_current(overlay: Overlay, edits: Iterable[RowEdit]) -> None:
    """Raise Stale where a row is not as an edit has it before."""
    for edit in edits:
        if stored_row(overlay, edit.there) != (edit.before.row if edit.before else None):
            raise Stale(edit.there.key)


def reverse_rows(overlay: Overlay, edits: Sequence[RowEdit]) -> list[RowEdit]:
    """The edits that take `edits` back, of rows that still are as those left them; a row that others have
    come to refer to stays."""
    leaving = {
        (edit.there.kind, edit.there.row.primary_key) for edit in edits if isinstance(edit.there.row, Row)
    }
    return [
        RowEdit(edit.after, edit.before)
        for edit in edits
        if stored_row(overlay, edit.there) == (edit.after.row if edit.after else None)
        and (edit.before or all(place in leaving for place in _referring(overlay, edit.there)))
    ]


def _referring(overlay: Overlay, extra: Extra) -> list[tuple[str, object]]:
    return overlay.referring(extra.kind, extra.row.primary_key) if isinstance(extra.row, Row) else []
