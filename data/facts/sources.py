"""What rests on what: which rows a source supports, how much of the Arabic is reviewed, and where a document
comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.facts.bilingual import reviewed_rows, reviews
from data.tables.columns import references, referred_keys
from data.tables.model import TABLES

Supported = Mapping[str, tuple[str, ...]]


@cached_per_atlas
def citations_by_source(atlas: Atlas) -> Mapping[str, Supported]:
    """Source id -> table -> keys of the rows that cite it, whatever the column; tables and rows in their own
    order."""
    found: dict[str, dict[str, list[str]]] = {source: {} for source in atlas.sources}
    for schema in TABLES:
        citing = [column for column, table in references(schema).items() if table == "sources"]
        for key, row in getattr(atlas, schema.table).items() if citing else ():
            for source in dict.fromkeys(s for column in citing for s in referred_keys(getattr(row, column))):
                found[source].setdefault(schema.table, []).append(
                    " ".join(map(str, key)) if isinstance(key, tuple) else key
                )
    return {source: {table: tuple(keys) for table, keys in rows.items()} for source, rows in found.items()}


def arabic(atlas: Atlas) -> Mapping[str, Counter[str]]:
    """Table of the files -> how many of its rows have their Arabic drafted, and how many reviewed: all of
    it, by a person."""
    found: dict[str, Counter[str]] = {}
    for (table, _), whole in reviewed_rows(atlas, reviews(atlas)).items():
        found.setdefault(table, Counter())["reviewed" if whole else "drafted"] += 1
    return found
