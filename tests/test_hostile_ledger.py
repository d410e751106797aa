"""Hostile texts in all that people make of an added document: statements, evidence, records, events,
translations, gists, decisions on pairs, the name of the case. Each field takes them as text, and pages, files
and slides show them so."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from defusedxml.ElementTree import fromstring
from hostile import ALL, EVERY, FOREIGN, HIT, NO_TEXT
from hostile_answers import harmless, hyperlinks, parts
from hostile_data import NAME, URL, add_hostile, hostile_ledger
from openpyxl import load_workbook
from test_documents_dossier import lines
from test_session_app import _frame_first as _frame_first
from test_session_app import forget, open_app
from test_ui_html import read
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.atlas.overlay import ADDED
from data.compare.decisions import decided_pairs
from data.documents.dossier.load import load_as_case
from data.documents.dossier.save import save_dossier
from data.documents.sql.cases import LONGEST_NAME
from data.documents.store import Store
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.columns import CONTROLS, printable
from data.tables.columns import NO_TEXT as UNFIT
from data.tables.model import Step
from data.tables.vocab import LANGS, Lang
from export.excerpt import excerpt
from export.formats import make
from export.order import Order
from export.pdf.pages import pdf_file
from export.pptx.deck import pptx_file
from export.tables.files import TABLES as SHEETS
from export.webpage.page import webpage_file
from ui.html.statements.page import statement_cards
from ui.story.figures import MapMeasurements
from ui.story.gathering import of_pair, of_view
from ui.story.slides import slides

pytestmark = pytest.mark.slow
VERY_LONG = "=" + "طويل " * 8_000  # 40,000 letters
TEXTS = {**EVERY, "very long": VERY_LONG, **{f"no text: {key}": text for key, text in NO_TEXT.items()}}
UNWRITTEN = {  # free columns that no form of ours fills
    "publishers": {"owner_ar", "owner_en"},
    "sources": {"licence", "title_ar"},
    "entities": {"aliases_ar", "aliases_en", "context_only_ar", "name_fa", "name_ru", "name_tg"}
    | {"note_ar", "note_en"},
    "places": {f"{name}_{lang}" for name in ("district", "kind", "note", "why") for lang in ("ar", "en")},
    "aid": {"locator_ar", "locator_en"},
    "corroboration": {"locator_ar", "locator_en"},
}
QUOTED = {"quote", "look_for"}  # words of the document, or typed beside it
WRITTEN = ("statements", "evidence", "aid", "events", "comparisons", "translations")


def free_columns(schema: type[Any]) -> set[str]:
    """The columns of a table that take any text: neither a pattern nor a list of values bounds them."""

    def free(part: dict[str, Any]) -> bool:
        part = part.get("items", part) if part.get("type") == "array" else part
        if "anyOf" in part:
            return any(map(free, part["anyOf"]))
        return part.get("type") == "string" and not {"pattern", "enum", "const", "format"} & {*part}

    return {key for key, part in schema.model_json_schema()["properties"].items() if free(part)}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/documents.sqlite")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Atlas, str]:
    """A store with a document that is hostile all through, its atlas, and the document's id."""
    own = Store(f"sqlite:///{tmp_path_factory.mktemp('hostile')}/d.sqlite")
    return (own, *add_hostile(own))


def own_rows(atlas: Atlas) -> Iterator[tuple[str, Any]]:
    assert atlas.overlay
    for table, rows in atlas.overlay.rows.items():
        for row in rows.values():
            yield table, row


def test_every_free_column_of_every_table_that_comes_with_documents_is_tried(
    kept: tuple[Store, Atlas, str],
) -> None:
    """A column that is added to one of these tables stands here too, or this fails."""
    _, atlas, _ = kept
    tried: dict[str, set[str]] = {schema.table: set() for schema in ADDED}
    for table, row in own_rows(atlas):
        tried[table] |= {k for k, v in row if HIT in str(v)}
    for schema in ADDED:
        missing = free_columns(schema) - tried[schema.table] - {"quote"}
        assert missing == UNWRITTEN.get(schema.table, set()), schema.table
    assert URL in {row.url for table, row in own_rows(atlas) if table == "sources"}
    assert HIT in atlas.case.name_ar


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_field_of_the_ledger_takes_it_as_text_within_bounds(
    text: str, store: Store, tmp_path: Path
) -> None:
    """NUL, halves of pairs and what turns the direction of writing are dropped, and nothing else is."""
    if UNFIT.search(text):  # as the text of a document it is refused; in the forms it is dropped
        atlas, key = add_hostile(store, "x")
        own = store.entry(key)
        assert own
        rows: list[tuple[str, Any]] = [
            (e.kind, e.row) for e in hostile_ledger(join(shipped(), store.overlay()), own, text)
        ]
    else:
        atlas, key = add_hostile(store, text)
        rows = [*own_rows(atlas)]
    line = " ".join(printable(f"{text} {NAME}").split())
    for table, row in rows:
        for column, value in row:
            for said in value if isinstance(value, tuple) else [value]:
                assert not UNFIT.search(str(said)), column
                assert not CONTROLS.search(str(said)), column
                if table in WRITTEN and column in free_columns(type(row)) - QUOTED:
                    assert line.startswith(said), (table, column, said[:80])
    store.cases.rename(store.case, text + NAME, "")
    assert len(store.cases.list_cases()[0].name_en) <= LONGEST_NAME
    raw = save_dossier(store)[0]
    other = Store(f"sqlite:///{tmp_path}/other.sqlite")
    case, added = load_as_case(other, shipped(), raw)
    assert added == 1
    again = save_dossier(other.of(case))[0]
    assert unsigned(again) == unsigned(raw)


def unsigned(raw: bytes) -> list[Any]:
    """What a dossier holds, without who decided on pairs: that stays at home."""
    found = lines(raw)
    for kept in found[1:]:
        for row in kept["rows"]:
            row["row"] |= {"by": ""} if row["kind"] == "comparisons" else {}
    return found


class Tags(HTMLParser):
    """The tags of some HTML with their attributes."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {key: value or "" for key, value in attrs}))


def is_harmless(html: str) -> bool:
    """Has it no tag, handler or link that a text of a reader could have brought?"""
    for tag, attributes in Tags(html).found:
        if tag in ("script", "iframe", "object", "textarea") or attributes.get("src") == "x":
            return False
        if any(key.startswith("on") or key in ("srcdoc", "action") for key in attributes):
            return False
        if urlsplit(attributes.get("href", "")).scheme not in ("", "http", "https"):
            return False
    return True


def story_of(atlas: Atlas, key: str) -> tuple[View, tuple[Step, ...]]:
    """Steps that show a statement, the compared pair, the record and the passage, gathered as a reader
    would."""
    assert atlas.overlay
    statement, aid = (next(iter(atlas.overlay.rows[table])) for table in ("statements", "aid"))
    (pair,) = decided_pairs(atlas).values()
    steps: list[Step] = [of_pair(select(atlas, Selection()), pair, ())]
    for page, focus in (
        ("evidence", f"statement:{statement}"),
        ("aid", f"aid:{aid}"),
        ("article", f"passage:{key}.p02"),
        ("map", "place:khorog"),
    ):
        steps.append(of_view(select(atlas, Selection(documents=(key,), focus=focus)), page, steps))
    view = select(atlas, Selection(documents=(key,)))
    typed = {"title_en": ALL[:300], "title_ar": ALL[:300], "text_en": ALL, "notes_ar": ALL}
    return view, (*steps, steps[1].model_copy(update={"id": "typed", **typed}))


@pytest.mark.parametrize("lang", LANGS)
def test_cards_and_slides_hold_them_as_text(lang: Lang, kept: tuple[Store, Atlas, str]) -> None:
    _, atlas, key = kept
    t = atlas.text(lang)
    read(statement_cards(atlas, t))
    _, steps = story_of(atlas, key)
    made = slides(atlas, steps, t, MapMeasurements(1.0, 1.0))
    assert {slide["show"] for slide in made} >= {"comparison", "statement", "aid"}
    for slide in made:
        assert HIT in str(slide["html"])
        assert is_harmless(str(slide["html"]))
    assert not is_harmless(ALL)


@pytest.mark.parametrize("lang", LANGS)
def test_files_with_a_story_of_them_hold_no_script_formula_or_link_of_theirs(
    lang: Lang, kept: tuple[Store, Atlas, str]
) -> None:
    _, atlas, key = kept
    view, steps = story_of(atlas, key)
    part = excerpt(view, steps)
    order = Order(part.view, (lang,), story=part.story, notes=True)
    page = webpage_file(order)
    assert not re.search(rf"<(img|svg|script)[^>]*(onerror|onload|{re.escape(HIT)})", page)
    for deck in (pptx_file(order), make("xlsx", Order(view, (lang,)))):
        for xml in parts(deck):
            assert FOREIGN not in "".join(re.findall(r'Target="([^"]*)"', xml))
            assert not re.search(r'Target="(?!https?://)[^"]*:[^"]*"', xml)
            assert not re.search(r"<f[ >]|externalLink", xml)
    targets = {str(link.get("/A", {}).get("/URI", "")) for link in hyperlinks(pdf_file(order))}
    assert {target.partition("://")[0] for target in targets} <= {"", "http", "https"}
    assert not [target for target in targets if target.startswith(FOREIGN)]


@pytest.mark.parametrize("lang", LANGS)
def test_no_cell_of_them_becomes_a_formula(lang: Lang, kept: tuple[Store, Atlas, str]) -> None:
    _, atlas, key = kept
    view = select(atlas, Selection(documents=(key,)))
    held = 0
    for table in SHEETS:
        text = make("csv", Order(view, (lang,)), table).decode("utf-8-sig")
        for row in [*csv.reader(io.StringIO(text, newline=""))][1:]:
            held += HIT in str(row)
            for cell in row:
                assert not cell.startswith(("=", "+", "@", "\t", "\r")), (table, cell)
                assert not cell.startswith("-") or re.fullmatch(r"-[\d.]+", cell), (table, cell)
    assert held > 10
    book = load_workbook(io.BytesIO(make("xlsx", Order(view, (lang,)))))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "b"}
    for kind in ("jsonld", "geojson", "json"):
        assert HIT in make(kind, Order(view, (lang,))).decode()
    for xml in parts(make("xlsx", Order(view, (lang,)))):
        fromstring(xml)


FOCUS = {
    "evidence": "statement",
    "aid": "aid",
    "compare": "event",
    "sources": "statement",
    "actors": "event",
}
TABLES = {"statement": "statements", "aid": "aid", "event": "events"}


@pytest.mark.parametrize("page", FOCUS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_page_that_shows_them_shows_them_as_text(
    page: str, lang: Lang, kept: tuple[Store, Atlas, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own, atlas, key = kept
    monkeypatch.setenv("DALIL_STORE", str(own.url))
    forget()
    assert atlas.overlay
    focus = f"{FOCUS[page]}:{next(iter(atlas.overlay.rows[TABLES[FOCUS[page]]]))}"
    app = open_app(page, lang=lang, documents=key, focus=focus, compared=f"issa-2023,{key}")
    assert harmless(app) >= 3
    forget()


@pytest.mark.parametrize("lang", LANGS)
def test_the_desk_shows_them_as_text(
    lang: Lang, kept: tuple[Store, Atlas, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own, _atlas, key = kept
    monkeypatch.setenv("DALIL_STORE", str(own.url))
    forget()
    app = open_app("documents", lang=lang)
    assert harmless(app) >= 2, "the case and the document"
    app.button(key=f"open-{key}").click().run()
    assert [e.value for e in app.exception] == []
    assert harmless(app) >= 1
    opened = [b for b in app.button if str(b.key).startswith(("look-statement", "look-record", "edit-"))]
    for key_ in [str(b.key) for b in opened]:
        app.button(key=key_).click().run()
        assert [e.value for e in app.exception] == []
        harmless(app)
    forget()
