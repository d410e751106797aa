"""The kinds of file: media type, and how one is made. Pages, the command line and tests go by this table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from export.image import chart_image, map_image
from export.order import Order
from export.pdf import pages
from export.pptx import deck
from export.tables.annotations import web_annotations
from export.tables.files import csv_file, xlsx_file
from export.tables.places import geojson, linked_places
from export.webpage import page


@dataclass(frozen=True)
class Format:
    """A kind of file. make: its content, of an order and what the file shows of it: a table (CSV), a chart
    (pictures, which show the map without one); others show all. story: it can tell a story, in two
    languages."""

    mime: str
    make: Callable[[Order, str], bytes]
    story: bool = False


def _picture(order: Order, what: str, kind: map_image.Kind) -> bytes:
    lang = order.langs[0]
    return (
        chart_image.named_chart_picture(order, what, lang, kind)
        if what
        else map_image.map_picture(order.view, order.view.atlas.text(lang), kind)
    )


FORMATS: dict[str, Format] = {
    "html": Format("text/html", lambda order, _: page.webpage_file(order).encode(), story=True),
    "pptx": Format(
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        lambda order, _: deck.pptx_file(order),
        story=True,
    ),
    "pdf": Format("application/pdf", lambda order, _: pages.pdf_file(order), story=True),
    "png": Format("image/png", partial(_picture, kind="png")),
    "svg": Format("image/svg+xml", partial(_picture, kind="svg")),
    "xlsx": Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda order, _: xlsx_file(order.view, order.view.atlas.text(order.langs[0])),
    ),
    "csv": Format(
        "text/csv", lambda order, table: csv_file(order.view, order.view.atlas.text(order.langs[0]), table)
    ),
    "geojson": Format(
        "application/geo+json", lambda order, _: geojson(order.view, order.view.atlas.text(order.langs[0]))
    ),
    "json": Format(
        "application/json", lambda order, _: linked_places(order.view, order.view.atlas.text(order.langs[0]))
    ),
    "jsonld": Format(
        "application/ld+json",
        lambda order, _: web_annotations(order.view, order.view.atlas.text(order.langs[0])),
    ),
}
PICTURES = ("png", "svg")


def make(kind: str, order: Order, what: str = "") -> bytes:
    """The content of a file of one of FORMATS. Raises ValueError where the view has not what is asked for."""
    return FORMATS[kind].make(order, what)


def kind_from_name(file: Path, kinds: tuple[str, ...]) -> str:
    """Which of `kinds` the end of a file's name says. Raises ValueError for another."""
    kind = file.suffix.lower().removeprefix(".")
    if kind not in kinds:
        expected = ", ".join(f".{known}" for known in kinds)
        raise ValueError(f"--out {file.name}: expected a name that ends in {expected}")
    return kind
