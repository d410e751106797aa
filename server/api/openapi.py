"""`/api/openapi.json`: what programs can ask for, and what they get, in OpenAPI 3.1. It is made of the tables
themselves, the filters and the parameters of links."""

from __future__ import annotations

from typing import Any

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.facts.origin import curated_atlas
from data.i18n import Text
from data.query.filters import FILTERS, Filter
from data.query.selection import MOST as LONGEST_LIST
from data.query.selection import SWITCHES, Selection
from data.query.view import select
from data.tables.vocab import LANGS
from export.tables.files import TABLES, UNROWED
from server.api.tables import LONGEST, MOST
from web import assets

ABOUT = (
    "The tables of the export as JSON. A query is that of any link of the app: what follows its “?”. Rows are"
    " those of the workbook (XLSX), in the language asked for or in both, with the ids by which tables are"
    " joined, our assessments, how surely something is known, and sources. Positions of characters count"
    " Unicode code points. Texts, tables and assessments: CC BY 4.0; rights in the article stay with its"
    " owner."
)
REFUSALS = {
    "400": "A parameter or a value is not known.",
    "414": f"The query is longer than {LONGEST} bytes.",
    "422": f"The query chooses more than {MOST} passages.",
    "503": "Too many requests at once, or the data cannot be read. Ask again.",
}


def openapi_document(atlas: Atlas) -> dict[str, Any]:
    """The whole document."""
    return _description(curated_atlas(atlas))


@cached_per_atlas
def _description(data: Atlas) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "servers": [{"url": f"{assets.base_path()}/"}],
        "info": {"title": data.text("en")("app.name"), "version": data.digest[:12], "description": ABOUT},
        "paths": {f"/api/{table}.json": _path(data, table) for table in TABLES},
        "components": {
            "parameters": {one["name"]: one for one in parameters(data)},
            "schemas": {"error": ERROR} | {name: row for table in TABLES for name, row in _rows(data, table)},
        },
    }


ERROR = {
    "type": "object",
    "description": "Why there are no rows, in words.",
    "properties": {"error": {"type": "object", "properties": {lang: {"type": "string"} for lang in LANGS}}},
    "required": ["error"],
}


def _path(atlas: Atlas, table: str) -> dict[str, Any]:
    names = [{"$ref": f"#/components/parameters/{one['name']}"} for one in parameters(atlas)]
    return {
        "get": {
            "operationId": table,
            "summary": atlas.text("en")(f"export.sheet-{table}"),
            "description": table_description(table),
            "parameters": names,
            "responses": {"200": _json("The chosen rows.", _answer(table))}
            | {status: _json(why, _ref("error")) for status, why in REFUSALS.items()},
        }
    }


def table_description(table: str) -> str:
    """What the rows of a table are."""
    return " ".join((TABLES[table].__doc__ or "").split())


def _json(why: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": why, "content": {"application/json": {"schema": schema}}}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _answer(table: str) -> dict[str, Any]:
    """The schema of an answer."""
    rows = {lang: {"type": "array", "items": _ref(f"{table}-{lang}")} for lang in LANGS}
    titles = {"type": "object", "additionalProperties": {"type": "string"}}
    text = {"type": "string"}
    properties = {
        "table": {"const": table},
        "query": titles | {"description": "the choice as the parameters of a link"},
        "as_of": text | {"description": "the last day on which a source was seen"},
        "data": text | {"description": "SHA-256 of the data"},
        "columns": {
            "type": "object",
            "properties": dict.fromkeys(LANGS, titles),
            "description": "what columns are called",
        },
        "rows": {"type": "object", "properties": rows, "additionalProperties": False},
    }
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


def _rows(atlas: Atlas, table: str) -> list[tuple[str, dict[str, Any]]]:
    """The schema of a row, in each language."""
    return [(f"{table}-{lang}", _row(atlas, table, atlas.text(lang))) for lang in LANGS]


def _row(atlas: Atlas, table: str, t: Text) -> dict[str, Any]:
    records = TABLES[table](select(atlas, Selection()), t)
    types = UNROWED.get(table) or {
        key: "string" if any(isinstance(row[key], str) for row in records) else "number"
        for key in (records[0] if records else ())
    }
    columns = {key: {"type": [kind, "null"], "title": t(f"column.{key}")} for key, kind in types.items()}
    return {"type": "object", "properties": columns, "required": [*columns], "additionalProperties": False}


def parameters(atlas: Atlas) -> list[dict[str, Any]]:
    """The parameters that narrow rows, and the language; what else a link may have changes none."""
    found = [
        _parameter("lang", {"type": "string", "enum": [*LANGS]}, "Rows in this language alone; else in both.")
    ]
    for row in FILTERS.values():
        about = " · ".join(atlas.text(lang)(row.title) for lang in LANGS)
        found += [_parameter(name, _values(row), about) for name in row.fields]
        if row.match:
            switch: dict[str, Any] = {"type": "string", "enum": [*SWITCHES[row.match]]}
            found.append(_parameter(row.match, switch, f"Any or all of the values of “{row.key}”."))
    return found


def _parameter(name: str, schema: dict[str, Any], about: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": about}


def _values(row: Filter) -> dict[str, Any]:
    if row.is_range:
        return {"type": "integer"}
    if row.kind == "ids":
        return {"type": "string", "maxLength": LONGEST_LIST, "description": "ids, with commas between them"}
    return {"type": "string"}
