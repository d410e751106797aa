"""Hostile tables and words in every file that is made: no formula, no script, no request."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

import pytest
from defusedxml.ElementTree import fromstring
from hostile import ALL, FOREIGN, HIT, NO_TEXT, STRINGS
from hostile_answers import hyperlinks, parts
from hostile_data import hostile_atlas
from openpyxl import load_workbook
from tiny import small

from data.query.selection import Selection
from data.query.view import View, select
from data.tables.vocab import LANGS, Lang
from export.formats import make
from export.image import chart_image, map_image
from export.order import Order
from export.pdf import pages
from export.pptx import deck
from export.tables.files import TABLES as SHEETS
from export.webpage import page as html

pytestmark = pytest.mark.slow

SHORT = "=" + " ".join(STRINGS[key] for key in ("markup", "comment", "markdown", "override", "invisible"))


def views(lang: Lang) -> Iterator[tuple[str, View]]:
    """Hostile tables, and hostile words that are looked for."""
    if lang == "ar":
        yield "tables", select(hostile_atlas(SHORT, small), Selection())
    else:
        yield (
            "words",
            select(
                small(),
                Selection(text=ALL[:100] + "".join(NO_TEXT[key] for key in ("NUL", "escape", "none"))),
            ),
        )


@pytest.mark.parametrize("key", STRINGS)
def test_no_cell_of_any_table_becomes_a_formula(key: str) -> None:
    view = select(hostile_atlas(STRINGS[key], small), Selection())
    for table in SHEETS:
        text = make("csv", Order(view, ("en",)), table).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len({len(row) for row in rows if row}) == 1, "as many cells in every row"
        for cell in (cell for row in rows[1:] for cell in row):
            assert not cell.startswith(("=", "+", "@", "\t", "\r")), (table, cell)
            assert not cell.startswith("-") or re.fullmatch(r"-[\d.]+", cell), (table, cell)
    raw = make("xlsx", Order(view, ("ar",)))
    assert not [part for part in parts(raw) if re.search(r"<f[ >]|<hyperlink|externalLink", part)]
    book = load_workbook(io.BytesIO(raw))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("lang", LANGS)
def test_every_export_of_hostile_tables_and_words_is_sound(lang: Lang) -> None:
    for key, view in views(lang):
        steps = tuple(view.atlas.story.values())[:2] if key == "tables" else ()
        order = Order(view, (lang,), story=steps, notes=bool(steps))
        links = "".join(part for part in parts(deck.pptx_file(order)) if "Relationships" in part)
        assert not re.findall(r'Target="(?!https?://)[^"]*:[^"]*"', links)
        assert FOREIGN not in links
        assert f"{FOREIGN}/" not in {
            str(a.get("/A", {}).get("/URI", "")) for a in hyperlinks(pages.pdf_file(order))
        }
        for kind in ("geojson", "json", "jsonld"):
            json.loads(make(kind, Order(view, (lang,))))
        drawn_ = map_image.map_picture(order.view, order.view.atlas.text(lang), "svg")
        assert not [e for e in fromstring(drawn_).iter() if str(e.tag).endswith(("script", "foreignObject"))]
        for chart in chart_image.drawable_charts(order, lang):
            fromstring(chart_image.named_chart_picture(order, chart, lang, "svg"))
        page = html.webpage_file(order)
        assert not re.search(rf"<(img|svg|script)[^>]*(onerror|onload|{re.escape(HIT)})", page)
        assert page.count("<script") == html.webpage_file(
            Order(select(small(), Selection()), (lang,), story=steps)
        ).count("<script")
