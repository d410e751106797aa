"""Cells of the tables of the export: a record's columns, and those that several tables have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from data.atlas.atlas import Atlas
from data.facts import locator
from data.facts.origin import body_name
from data.i18n import Text
from data.tables.model import Aid, Evidence

Cell = str | int | float | None
Record = dict[str, Cell]


def cited_document_cells(atlas: Atlas, document: str, t: Text) -> Record:
    """Which document a passage is of."""
    row = atlas.documents[document]
    return {
        "title": row.title,
        "author": t.author(row),
        "date": row.date,
        "language": t(f"reading.{row.language}"),
    }


def source_cells(atlas: Atlas, keys: Iterable[str], t: Text, at: Aid | None = None) -> Record:
    """Titles and addresses of sources; the first leads to the place where the record `at` stands."""
    rows = [atlas.sources[key] for key in keys]
    links = [row.url for row in rows]
    links[:1] = [locator.link(atlas, at)] if at else links[:1]
    return {
        "sources": t.semicolon_list([t.source_title(row) for row in rows]),
        "links": " ".join(filter(None, links)),
    }


def place_on_page(row: Aid | Evidence, t: Text) -> Record:
    """Where on the page of its (first) source the row stands, and the words by which it is found there."""
    return {"locator": t.name(row, "locator"), "look-for": row.look_for}


def listed_names(table: Any, keys: Iterable[str], t: Text) -> str:
    """Names of rows of a table, in one cell."""
    return t.semicolon_list([t.name(table[key]) for key in keys])


def body(atlas: Atlas, key: str | None, t: Text) -> str:
    """The name of a body that gives, carries out or takes aid."""
    return body_name(atlas, key, t) if key else ""


def yes_or_no(t: Text, *, value: bool) -> str:
    """A truth in words."""
    return t("export.yes" if value else "export.no")
