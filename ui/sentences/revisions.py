"""What was changed in our own rows, and why: the list for the sources page, and the lines for the card of a
row."""

from __future__ import annotations

from typing import Any

from data.atlas.atlas import Atlas
from data.i18n import Text, name
from data.i18n.isolates import isolate
from data.tables.model import Revision
from data.tables.vocab import Lang


def revision_lines(atlas: Atlas, key: str, t: Text) -> list[str]:
    """A line for each change of the row `key`, and for a statement of its evidence, newest first: date, was,
    is, why."""
    return [_line(row, t) for row in _newest(atlas) if row.row == key]


def revisions_table(atlas: Atlas, t: Text) -> list[dict[str, Any]]:
    """Every change, newest first, as rows of a table in words."""
    heads = {key: t(f"revision.{key}") for key in ("date", "table", "row", "was", "now", "why")}
    return [
        dict(
            zip(
                heads.values(),
                (row.date, t(f"table.{row.of_table}"), row.row, *_texts(row, t.lang)),
                strict=True,
            )
        )
        for row in _newest(atlas)
    ]


def _line(row: Revision, t: Text) -> str:
    was, now, why = map(isolate, _texts(row, t.lang))
    return t("revision.line", date=t.date(row.date), was=was, now=now, why=why)


def _texts(row: Revision, lang: Lang) -> tuple[str, str, str]:
    return name(row, lang, "was"), name(row, lang, "now"), name(row, lang, "why")


def _newest(atlas: Atlas) -> list[Revision]:
    return sorted(atlas.revisions.values(), key=lambda row: row.date, reverse=True)
