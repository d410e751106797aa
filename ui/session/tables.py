"""Tables as the pages show them. In Arabic their first column stands at the right, where an Arabic eye
begins."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Literal

import streamlit as st

from data.i18n import date
from data.tables.vocab import Lang

HOST = r"https?://([^/]+)"  # of an address, which stands for it in a cell
ROW, LINES, HEAD = 35, 68, 38  # pixels; a row of LINES has room for three: from 65 on Streamlit breaks lines
MEASURED = 10  # rows by which Streamlit makes a column as wide as it needs to be
# pixels: a letter, what stands around them, and what Streamlit gives at most
LETTER, ROOM, WIDEST = 6.7, 18, 500
TITLE = 330  # pixels: a title begins in sight beside the right edge of a phone


def show_table(
    rows: Sequence[Mapping[str, Any]],
    lang: Lang,
    *,
    links: Collection[str] = (),
    amounts: Collection[str] = (),
    dates: Collection[str] = (),
    titles: Collection[str] = (),
    broken: Mapping[str, int] | None = None,
    key: str | None = None,
    on_pick: Callable[[], None] | Literal["rerun"] | None = None,
    most: int = 520,
    placeholder: str = "",
) -> None:
    """Show rows as a table at most `most` pixels high; `links`, `amounts`, `dates` and `titles` (of sources,
    mostly in other languages than Arabic) name the columns that hold such; `broken`, those whose texts go on
    in a second and third line, and how wide they are in pixels. `on_pick`: a click on a row picks it, see
    `picked_row`."""
    row_height = LINES if broken else ROW
    table = {head: [row[head] for row in rows] for head in (rows[0] if rows else ())}
    for head in (head for head in dates if lang == "ar" and head in table):
        table[head] = [date(value, lang) if value[:1].isdigit() else value for value in table[head]]
    st.dataframe(
        table,
        hide_index=True,
        key=key,
        height=min(most, HEAD + row_height * max(len(rows), 1)),
        row_height=row_height,
        placeholder=placeholder,
        column_order=visual_order(list(table), lang),
        column_config={
            head: _column(
                "right" if lang == "ar" and head not in titles else None,
                (broken or {}).get(head)
                or (TITLE if lang == "ar" and head in titles else _width(cells, placeholder)),
                link=head in links,
                amount=head in amounts,
            )
            for head, cells in table.items()
        },
        on_select=on_pick or "ignore",
        selection_mode="single-cell",
    )


def visual_order(heads: Sequence[str], lang: Lang) -> list[str]:
    """The columns of a table from left to right on the screen."""
    return list(reversed(heads)) if lang == "ar" else list(heads)


def picked_row(key: str) -> int | None:
    """The row of the table `key` that was picked, counted from 0 as the rows were given."""
    cells = st.session_state[key]["selection"]["cells"]
    return int(cells[0][0]) if cells else None


def _width(cells: Sequence[Any], placeholder: str) -> int | None:
    """How wide a column has to be in pixels, where Streamlit would not see it: its widest cell is not among
    the first, or is one of nothing."""
    texts = [f"{cell:,}" if isinstance(cell, int | float) else cell or placeholder for cell in cells]
    wide = max(map(len, texts), default=0)
    seen = max((len(text) for text, cell in zip(texts, cells[:MEASURED], strict=False) if cell), default=0)
    return min(round(ROOM + LETTER * wide), WIDEST) if wide > seen else None


def _column(side: Literal["right"] | None, width: int | None, *, link: bool, amount: bool) -> Any:
    """How a column is drawn; a text that is too long for its cell is cut at the other side."""
    if link:
        return st.column_config.LinkColumn(display_text=HOST, alignment=side)
    if amount:
        return st.column_config.NumberColumn(format="%,d", alignment=side, width=width)
    return st.column_config.Column(alignment=side, width=width)
