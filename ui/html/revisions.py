"""What was changed in our own rows, and why: the list for the sources page, and the lines for the card of a
row."""

from __future__ import annotations

from typing import Any

from data.atlas.atlas import Atlas
from data.i18n import Lang, date, isolate, name, say
from data.tables.model import Revision


def revised(atlas: Atlas, key: str, lang: Lang) -> list[str]:
    """A line for each change of the row `key`, and for a statement of its evidence, newest first: date, was,
    is, why."""
    return [_line(atlas, row, lang) for row in _newest(atlas) if row.row == key]


def table(atlas: Atlas, lang: Lang) -> list[dict[str, Any]]:
    """Every change, newest first, as rows of a table in words."""
    heads = {
        key: say(atlas, f"revision.{key}", lang) for key in ("date", "table", "row", "was", "now", "why")
    }
    return [
        dict(
            zip(
                heads.values(),
                (row.date, say(atlas, f"table.{row.of_table}", lang), row.row, *_told(row, lang)),
                strict=True,
            )
        )
        for row in _newest(atlas)
    ]


def _line(atlas: Atlas, row: Revision, lang: Lang) -> str:
    was, now, why = map(isolate, _told(row, lang))
    return say(atlas, "revision.line", lang, date=date(row.date, lang), was=was, now=now, why=why)


def _told(row: Revision, lang: Lang) -> tuple[str, str, str]:
    return name(row, lang, "was"), name(row, lang, "now"), name(row, lang, "why")


def _newest(atlas: Atlas) -> list[Revision]:
    return sorted(atlas.revisions.values(), key=lambda row: row.date, reverse=True)
