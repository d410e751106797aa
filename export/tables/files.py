"""The chosen rows as tables in words: CSV and XLSX. Text in a cell is never a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.facts.origin import curated_atlas
from data.i18n import Text
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.vocab import Lang
from export.about import as_of
from export.tables import records as rows
from export.tables.cells import Cell, Record
from export.tables.comparisons import COLUMNS, comparison_records
from ui.charts.spec import Chart, table_label

TABLES: dict[str, Callable[[View, Text], list[Record]]] = {
    "passages": rows.passage_records,
    "mentions": rows.mention_records,
    "places": rows.place_records,
    "actors": rows.actor_records,
    "aid": rows.aid_records,
    "statements": rows.statement_records,
    "evidence": rows.evidence_records,
    "comparisons": comparison_records,
    "events": rows.event_records,
    "provenance": rows.provenance_records,
    "sources": rows.source_records,
    "about": rows.about_records,
}
UNROWED = {"comparisons": COLUMNS}  # tables of which the shipped edition has no row: columns and their types
FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)  # full-width signs too, which some Excels take
WIDEST = 60  # characters of a column in a sheet
GROUPED = 10_000  # from this number up its digits are grouped; years and kilometres are below
LARGEST = 32_767  # characters of a cell, in Excel


def csv_file(view: View, t: Text, table: str) -> bytes:
    """One table as CSV: UTF-8 with byte order mark, comma, CRLF. The header is the first row and nothing but
    rows follow, as spreadsheets and readers of CSV expect; what the files are is a table of its own
    ("about")."""
    heads = headings(view.atlas, table, t)
    return _csv(heads, (record.values() for record in TABLES[table](view, t)))


def rows_csv(records: Sequence[Mapping[str, Cell]]) -> bytes:
    """Rows of a table that a page shows as CSV, in UTF-8 with byte order mark."""
    return _csv(list(records[0] if records else ()), (record.values() for record in records))


def chart_csv(chart: Chart, t: Text) -> bytes:
    """What a chart shows as CSV: its table, and in each row what its numbers are and who published what lies
    behind them."""
    origin = {
        t("chart.column-unit"): table_label(chart.unit),
        t("chart.column-sources"): t.semicolon_list([table_label(name) for name in chart.sources]),
    }
    return rows_csv([row | origin for row in chart.table])


def _csv(heads: Sequence[str], records: Iterable[Iterable[Cell]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(heads)
    writer.writerows([harmless(cell) for cell in record] for record in records)
    return out.getvalue().encode("utf-8-sig")


def headings(atlas: Atlas, table: str, t: Text) -> list[str]:
    """The names of a table's columns, whether it has rows or not."""
    return [t(f"column.{key}") for key in table_columns(atlas, table, t)]


def table_columns(atlas: Atlas, table: str, t: Text) -> tuple[str, ...]:
    """The keys of a table's columns, whether it has rows or not."""
    return _columns(curated_atlas(atlas), table, t.lang)


@cached_per_atlas
def _columns(atlas: Atlas, table: str, lang: Lang) -> tuple[str, ...]:
    everything = TABLES[table](select(atlas, Selection()), atlas.text(lang))
    return tuple(everything[0] if everything else UNROWED.get(table, ()))


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet reads as a formula: such a text is led by an apostrophe (OWASP, CSV
    injection)."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def excel_cell(cell: Cell, cut: str) -> Cell:
    """A cell as Excel holds it, which counts in UTF-16: a text that is too long ends with `cut`."""
    raw = cell.encode("utf-16-le") if isinstance(cell, str) else b""
    return (
        cell
        if len(raw) <= 2 * LARGEST
        else raw[: 2 * (LARGEST - len(cut))].decode("utf-16-le", errors="ignore") + cut
    )


def xlsx_file(view: View, t: Text) -> bytes:
    """Every table as a sheet of one XLSX file, first what the file is; sheets run right to left in
    Arabic."""
    out, atlas = io.BytesIO(), view.atlas
    literal = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    cut = t("export.cut")
    with xlsxwriter.Workbook(out, {"in_memory": True, **literal}) as book:
        book.set_properties({"title": t("app.name"), "created": dt.datetime.fromisoformat(as_of(atlas))})
        for key in sorted(TABLES, key=lambda key: key != "about"):
            sheet = _sheet(book, t(f"export.sheet-{key}"), t.lang)
            _fill(
                book,
                sheet,
                headings(atlas, key, t),
                [tuple(record.values()) for record in TABLES[key](view, t)],
                cut,
            )
    return out.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, lang: Lang) -> Worksheet:
    sheet = book.add_worksheet(name)
    if lang == "ar":
        sheet.right_to_left()
    return sheet


def _fill(
    book: xlsxwriter.Workbook, sheet: Worksheet, head: Sequence[str], rows: Sequence[Sequence[Cell]], cut: str
) -> None:
    """Header and rows; columns as wide as they need, long texts wrapped, the header always in sight. A text
    that is too long for a cell ends with `cut`."""
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    # each cell runs in the direction of its own text
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    grouped = book.add_format({"valign": "top", "num_format": "#,##0"})
    for column, name in enumerate(head):
        sheet.write_string(0, column, name, bold)
        longest = max((len(str(row[column] or "")) for row in rows), default=0)
        sheet.set_column(column, column, min(WIDEST, max(len(name), longest) + 2))
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            large = isinstance(cell, int | float) and abs(cell) >= GROUPED
            _write(sheet, number, column, excel_cell(cell, cut), grouped if large else wrapped)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), max(len(head) - 1, 0))


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, style: Format) -> None:
    if isinstance(cell, str) and cell:
        sheet.write_string(row, column, cell, style)
    elif cell is not None and cell != "":
        sheet.write_number(row, column, cell, style)
