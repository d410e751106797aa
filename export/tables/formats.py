"""`python -m export data`: the chosen rows, in the format that the name of the file asks for."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from data.i18n import Lang
from data.query.view import View
from export.tables.annotations import web_annotations
from export.tables.files import TABLES, csv_file, workbook
from export.tables.places import geojson, linked_places

FORMATS: dict[str, Callable[[View, Lang, argparse.Namespace], bytes]] = {
    ".csv": lambda view, lang, options: csv_file(view, lang, options.table),
    ".xlsx": lambda view, lang, _: workbook(view, lang),
    ".geojson": lambda view, lang, _: geojson(view, lang),
    ".json": lambda view, lang, _: linked_places(view, lang),
    ".jsonld": lambda view, lang, _: web_annotations(view, lang),
}


def options(parser: argparse.ArgumentParser) -> None:
    """The options of its own."""
    parser.add_argument(
        "--table", choices=list(TABLES), default="passages", help="which table a .csv holds (passages)"
    )
    parser.epilog = (
        "The end of FILE names the format: .csv (one table), .xlsx (all), .geojson (places), .json (places as"
        " Linked Places), .jsonld (passages and mentions as Web Annotations)."
    )


def make(view: View, lang: Lang, chosen: argparse.Namespace) -> bytes:
    """The file's content. Raises ValueError for a name whose end is no format."""
    suffix = chosen.out.suffix.lower()
    if suffix not in FORMATS:
        raise ValueError(f"--out {chosen.out.name}: expected a name that ends in {', '.join(FORMATS)}")
    return FORMATS[suffix](view, lang, chosen)
