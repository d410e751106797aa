"""The codebook: every table and column of data/files, generated from `data/tables/model`. `python -m data
codebook` writes it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

from data.tables.columns import references
from data.tables.model import TABLES, Row

PATH = Path(__file__).parents[1] / "CODEBOOK.md"
HEAD = """# Codebook

Every table of `data/files`, column by column. Generated from `data/tables/model` by
`python -m data codebook`; a test keeps the two the same. In a cell, ids are separated by spaces and names by
semicolons; an empty cell means none, or not known.
"""


def codebook() -> str:
    """The whole codebook as Markdown."""
    return HEAD + "".join(_table(schema) for schema in TABLES)


def _table(schema: type[Row]) -> str:
    about = " ".join((schema.__doc__ or "").split())
    rows = "".join(
        f"| `{name}` | {_type(field)} | {'yes' if field.is_required() else ''} | "
        f"{_about(schema, name, field)} |\n"
        for name, field in schema.model_fields.items()
    )
    key = ", ".join(f"`{name}`" for name in schema.primary)
    head = "| column | holds | needed | meaning |\n|---|---|---|---|"
    return f"\n## {schema.table}.csv\n\n{about} Key: {key}.\n\n{head}\n{rows}"


def _type(field: Any) -> str:
    text = str(field.annotation)
    if "Literal" in text:
        return " · ".join(f"`{value}`" for value in _literals(field.annotation) if value != "")
    if text.startswith("tuple"):
        return "list"
    plain = re.sub(r"typing\.|Annotated\[|<class '(\w+)'>", r"\1", text)
    return next((kind for kind in ("bool", "int", "float") if plain.startswith(kind)), "text")


def _literals(annotation: Any) -> list[Any]:
    found: list[Any] = []
    for value in get_args(annotation):
        found += _literals(value) if get_args(value) else [value] if isinstance(value, str) else []
    return found


def _about(schema: type[Row], name: str, field: Any) -> str:
    table = references(schema).get(name)
    parts = [field.description or "", f"key of `{table}.csv`" if table else ""]
    return "; ".join(part for part in parts if part).replace("|", "\\|")
