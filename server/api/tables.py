"""`/api/TABLE.json`: a table of the export for programs, in both languages or one, with the query of any link
of the app. Its rows are those of the workbook, made by the same functions.

Documents that people added are left out unless `DALIL_API_ADDED` is `yes`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from data.atlas.atlas import Atlas
from data.facts.origin import curated_atlas
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS
from export.about import as_of
from export.tables.files import TABLES, table_columns
from server.first_page import STAGED

BY_PASSAGE = ("passages", "mentions")  # tables that grow with the texts
MOST = 2_000  # passages whose rows are given at once
LONGEST = 4_000  # bytes of a query
PARAMETERS = {*(field.name for field in fields(Selection)), "lang", *STAGED}  # that a link may have


class Refusal(Exception):
    """A request that is not answered. status: of HTTP; key: a row of words.csv; values: what its placeholders
    stand for."""

    def __init__(self, status: int, key: str, **values: str | int):
        super().__init__(key)
        self.status, self.key, self.values = status, f"api.{key}", values


def with_added_documents() -> bool:
    """Does the operator let programs read the documents that people added?"""
    return os.environ.get("DALIL_API_ADDED", "").strip().lower() == "yes"


def readable(atlas: Atlas) -> Atlas:
    """The data that programs may read."""
    return atlas if with_added_documents() else curated_atlas(atlas)


def table_content(atlas: Atlas, table: str, query: Mapping[str, str]) -> dict[str, Any]:
    """A table as plain values for JSON: `rows` and `columns` by language, and of which choice and data they
    are. Raises Refusal for a table, a parameter or a value that is not known, since without it there would be
    more rows than were asked for, and for more passages than are given at once."""
    if table not in TABLES:
        raise Refusal(404, "none", names=", ".join(TABLES))
    selection, unknown = Selection.from_query(query, atlas)
    unknown = (*(key[:80] for key in query if key not in PARAMETERS), *unknown)
    given = query.get("lang", "")
    if unknown or given not in ("", *LANGS):
        raise Refusal(400, "unknown", values=", ".join(unknown or (given[:80],)))
    view = select(atlas, selection)
    if table in BY_PASSAGE and len(view.passages) + len(view.undecided) > MOST:
        raise Refusal(422, "too-many", most=MOST)
    texts = [atlas.text(lang) for lang in LANGS if given in ("", lang)]
    return {
        "table": table,
        "query": selection.to_query(),
        "as_of": as_of(atlas),
        "data": f"sha256:{atlas.digest}",
        "columns": {
            t.lang: {key: t(f"column.{key}") for key in table_columns(atlas, table, t)} for t in texts
        },
        "rows": {t.lang: TABLES[table](view, t) for t in texts},
    }
