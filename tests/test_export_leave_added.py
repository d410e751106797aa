"""Added documents in files to share: quoted exactly and in their language in every format, or not at
all."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html import unescape
from itertools import count
from typing import Any

import pptx
import pytest
from openpyxl import load_workbook
from orders import contains, reordered, words
from pypdf import PdfReader
from test_export_linked import words_of
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.blocks import block, passage_ids
from data.atlas.join import join
from data.atlas.overlay import Content
from data.atlas.overlay_rows import GIST
from data.documents.schema import Entry, Extra
from data.documents.store import Store
from data.i18n import document_citation
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.model import Document, Mention, Source
from data.tables.vocab import LANGS, Lang
from export import excerpt
from export.about import plain_label
from export.excerpt import Excerpt, excerpted_additions
from export.order import Order
from export.pdf import pages, paper
from export.pptx import deck
from export.tables import files, places
from export.tables.annotations import document_text, web_annotations
from export.tables.records import passage_records
from export.webpage import page as html

pytestmark = pytest.mark.slow

BOTH: tuple[Lang, ...] = ("ar", "en")
AR, EN, OTHER = "mahattat", "station", "elsewhere"
TEXTS = {
    AR: (
        (
            "افتُتحت في دوشنبه محطة جديدة، وزارها مسؤولون من إشكاشم في الربيع الماضي بعد أن طال انتظار الناس"
            " لها سنوات كثيرة بلا خبر واحد."
        ),
        "لا اسم في هذا السطر.",
    ),
    EN: (
        (
            "A clerk at Zarnigar wrote to Khorog about the new weighing house, and nobody has answered him"
            " since the first snow fell there."
        ),
        '=1+1 <b>bold</b> & "plain" stays text.',
    ),
    OTHER: ("Nobody else but this one line speaks of Khorog and its bazaar of dried apricots.",),
}
NAMED = (
    (AR, 0, "دوشنبه", "dushanbe"),
    (AR, 0, "إشكاشم", "ishkashim"),
    (EN, 0, "Zarnigar", "zarnigar"),
    (EN, 0, "Khorog", "khorog"),
    (OTHER, 0, "Khorog", "khorog"),
)
FOLDER, NUMBERS = tempfile.TemporaryDirectory(prefix="dalil-"), count()
CHOSEN = Selection(documents=(AR, EN), focus="")
QUERY = f"lang=en&documents={AR},{EN}&focus=none"


def document(key: str, **more: Any) -> Document:
    """The row of an added document, as adding makes it."""
    title, author = {AR: ("المحطة الجديدة", "سلمى الراوي"), EN: ("The new station", "Ann Clerk")}.get(
        key, ("Elsewhere", "—")
    )
    both = {
        "title_en": title,
        "author_en": author,
        "kind_en": "added text",
        "kind_ar": "نص مضاف",
        "rights_en": "own",
        "rights_ar": "لنا",
    }
    cells: dict[str, Any] = {
        "id": key,
        "text": f"{key}.txt",
        "sha256": "0" * 64,
        "title": title,
        "title_line": 1,
        "author": author,
        **both,
    }
    cells |= {"date": "2024-05-06", "language": "ar" if key == AR else "en", "sources": (key,)}
    return Document(**cells).model_copy(update=more)


def entry(key: str, texts: tuple[str, ...] = (), **more: Any) -> Entry:
    """An added document whose marks are accepted; its first passage is on border security."""
    texts = texts or TEXTS[key]
    ids = passage_ids(key, len(texts))
    found = [
        Mention(
            passage=ids[n],
            start=(at := texts[n].index(w)),
            end=at + len(w),
            text=w,
            entity=entity,
            form="name",
        )
        for own, n, w, entity in NAMED
        if own == key and n < len(texts) and w in texts[n]
    ]
    own = block(key, dict(zip(ids, texts, strict=True)), found, [], {ids[0]: ("border-security",)})
    return Entry(document(key, **more), Content(texts), own)


def extras(key: str) -> list[Extra]:
    """The rows that come with a document: its source, and with the English one a village that nobody else
    knows."""
    found: list[Any] = [Source(id=key, title=f"Source of {key}", url=f"https://{key}.example/a")]
    if key == EN:
        named = {
            "id": "zarnigar",
            "name_en": "Zarnigar",
            "name_ar": "زرنيگار",
            "aliases_en": (),
            "aliases_ar": (),
            "sources": (EN,),
        }
        found.append(shipped().entities["khorog"].model_copy(update=named))
        found.append(
            shipped()
            .places["khorog"]
            .model_copy(update={"id": "zarnigar", "sources": (EN,), "lat": 37.2, "lon": 71.5})
        )
    return [Extra(key, row) for row in found]


def stored(*entries: Entry) -> Store:
    """A store of its own with these documents."""
    own = Store(f"sqlite:///{FOLDER.name}/{next(NUMBERS)}.sqlite")
    for one in entries:
        own.add([one], extras(one.document.id))
    return own


@cache
def store() -> Store:
    return stored(*map(entry, TEXTS))


@cache
def laid() -> Atlas:
    return join(shipped(), store().overlay())


def held(selection: Selection = CHOSEN, curated: bool = False) -> Excerpt:
    return excerpt.excerpt(select(laid(), selection), curated=curated)


def stripped(text: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", text))


def payload(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="dalil-data">(.*?)</script>', text, re.S)
    assert found
    return json.loads(found.group(1))  # type: ignore[no-any-return]


# each format, read back as one text


@cache
def in_html(view: View) -> str:
    return "\n".join(
        stripped(each)
        for own in payload(html.webpage_file(Order(view, BOTH)))["texts"].values()
        for each in own.values()
    )


@cache
def in_slides(view: View) -> str:
    shapes = [
        shape
        for slide in pptx.Presentation(io.BytesIO(deck.pptx_file(Order(view, BOTH)))).slides
        for shape in slide.shapes
    ]
    return "\n".join(p.text for shape in shapes if shape.has_text_frame for p in shape.text_frame.paragraphs)


@cache
def in_pages(view: View) -> str:
    """The letters of the pages: signs and digits change sides at line ends when a page is read."""
    read = PdfReader(io.BytesIO(pages.pdf_file(Order(view, BOTH)))).pages
    return " ".join(
        words("\n".join(reordered(line) for page in read for line in page.extract_text().split("\n")))
    )


@cache
def in_csv(view: View) -> str:
    text = files.csv_file(view, view.atlas.text("en"), "passages").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    return "\n".join(cell.removeprefix("'") for row in rows for cell in row)


@cache
def in_sheets(view: View) -> str:
    book = load_workbook(io.BytesIO(files.xlsx_file(view, view.atlas.text("ar"))))
    return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)


@cache
def in_annotations(view: View) -> str:
    items = json.loads(web_annotations(view, view.atlas.text("en")))["items"]
    return "\n".join(
        selector["exact"] for item in items for selector in item["target"]["selector"] if "exact" in selector
    )


FORMATS: dict[str, Callable[[View], str]] = {
    "html": in_html,
    "pptx": in_slides,
    "pdf": in_pages,
    "csv": in_csv,
    "xlsx": in_sheets,
    "jsonld": in_annotations,
}


def quoted(kind: str, view: View) -> set[str]:
    """The added passages that stand in a file, letter by letter."""
    text, every = (
        FORMATS[kind](view),
        {p: laid().texts[p] for key in TEXTS for p in passage_ids(key, len(TEXTS[key]))},
    )
    if kind == "pdf":
        return {p for p, words_ in every.items() if contains(text.split(), words(words_))}
    return {p for p, words_ in every.items() if words_ in text}


WANTED = {p for key in (AR, EN) for p in passage_ids(key, 2)}


@pytest.mark.parametrize("kind", FORMATS)
def test_each_file_quotes_the_added_passages_in_view_exactly_and_no_others(kind: str) -> None:
    assert quoted(kind, held().view) == WANTED


@pytest.mark.parametrize("kind", FORMATS)
def test_no_file_holds_them_once_they_are_left_out(kind: str) -> None:
    assert quoted(kind, held(curated=True).view) == set()
    assert quoted(kind, held(Selection(topics=("border-security",)), curated=True).view) == set()


@pytest.mark.parametrize("kind", FORMATS)
def test_what_a_filter_excludes_stays_out(kind: str) -> None:
    assert quoted(kind, held(Selection(documents=("issa-2023",))).view) == set()
    assert quoted(kind, held(replace(CHOSEN, topics=("border-security",))).view) == {f"{AR}.p01", f"{EN}.p01"}


@pytest.mark.parametrize("kind", FORMATS)
def test_no_file_holds_the_first_words_of_a_passage_as_if_they_were_its_gist(kind: str) -> None:
    gist = {p: laid().passages[p].gist_en for p in WANTED}
    assert any(text.endswith("…") and len(text) <= GIST + 1 for text in gist.values())
    text = FORMATS[kind](held().view)
    assert [p for p, own in gist.items() if own.endswith("…") and own in text] == []


def test_the_places_of_added_documents_are_in_the_files_of_places_with_them_and_gone_without() -> None:
    for make in (places.geojson, places.linked_places):
        whole, bare = (
            json.loads(make(held(CHOSEN, curated).view, shipped().text("en")))["features"]
            for curated in (False, True)
        )
        assert {(f.get("properties") or {}).get("dalil_id", f.get("id")) for f in whole} == {
            "dushanbe",
            "ishkashim",
            "zarnigar",
            "khorog",
        }
        assert bare == []
    assert "zarnigar" not in json.dumps(
        json.loads(
            places.geojson(
                held(Selection(), curated=True).view, held(Selection(), curated=True).view.atlas.text("en")
            )
        )["features"]
    )


# language and citation


def test_slides_set_each_passage_in_the_direction_and_between_the_marks_of_its_language() -> None:
    found: dict[str, str] = {}
    for slide in pptx.Presentation(io.BytesIO(deck.pptx_file(Order(held().view, BOTH)))).slides:
        found |= {
            p.text: p._p.pPr.get("rtl")
            for s in slide.shapes
            if s.has_text_frame
            for p in s.text_frame.paragraphs
            if p.text
        }
    assert {found[f"«{text}»"] for text in TEXTS[AR]} == {"1"}
    assert {found[f"“{text}”"] for text in TEXTS[EN]} == {"0"}


def test_pages_set_each_passage_in_the_direction_of_its_language_and_leave_no_line_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines: list[tuple[str, bool]] = []
    write = paper.Paper.write_line

    def noted(self: paper.Paper, text: str, *look: Any, rtl: bool, **more: Any) -> None:
        lines.append((text, rtl))
        write(self, text, *look, rtl=rtl, **more)

    monkeypatch.setattr(paper.Paper, "write_line", noted)
    pages.pdf_file(Order(held().view, ("ar",)))
    assert {(f"«{text}»", True) for text in TEXTS[AR]} | {(f"“{text}”", False) for text in TEXTS[EN]} <= set(
        lines
    )
    assert [text for text, _ in lines if not text.strip()] == []


def test_the_page_says_language_direction_and_document_of_each_passage() -> None:
    texts = payload(html.webpage_file(Order(held().view, ("en",))))["texts"]["en"]
    for key, language, direction in ((AR, "ar", "rtl"), (EN, "en", "ltr")):
        assert f'<blockquote lang="{language}" dir="{direction}"' in texts[f"{key}.p01"]
        own = laid().documents[key]
        assert all(part in stripped(texts[f"{key}.p01"]) for part in (own.author, own.title, "6 May 2024"))


def test_tables_and_annotations_name_title_author_date_and_language() -> None:
    cited = {
        row["id"]: (row["title"], row["author"], row["date"], row["language"])
        for row in passage_records(held().view, held().view.atlas.text("en"))
    }
    assert cited[f"{EN}.p01"] == ("The new station", "Ann Clerk", "2024-05-06", "English")
    assert cited[f"{AR}.p01"] == ("المحطة الجديدة", "سلمى الراوي", "2024-05-06", "Arabic")
    items = json.loads(web_annotations(held().view, held().view.atlas.text("en")))["items"]
    assert {
        (s["title"], s["author"], s["date"], {"ar": "Arabic", "en": "English"}[s["language"]])
        for s in (item["target"]["source"] for item in items)
    } == set(cited.values())


@pytest.mark.parametrize("lang", LANGS)
def test_a_citation_says_a_title_once_and_leaves_out_what_nobody_knows(lang: Lang) -> None:
    assert plain_label(document_citation(laid().documents[EN], lang)).count("The new station") == 1
    unknown = replace(laid(), documents={OTHER: laid().documents[OTHER].model_copy(update={"date": ""})})
    assert plain_label(document_citation(unknown.documents[OTHER], lang)) == (
        "«Elsewhere»" if lang == "ar" else "“Elsewhere”"
    )


@pytest.mark.parametrize("lang", LANGS)
def test_every_citation_stands_on_its_slide(lang: Lang) -> None:
    text = plain_label(in_slides(held().view)).replace("\u200e", "").replace("\u200f", "")
    for key in (AR, EN):
        cited = document_citation(laid().documents[key], lang, laid().text(lang)("passage.title", n=1))
        assert plain_label(cited) in text


# annotations


def test_annotations_point_at_the_text_that_the_documents_hash_names() -> None:
    texts = {"\n".join(lines): key for key, lines in TEXTS.items()}
    known = {
        document_text(held().view.atlas, key)[1]: text
        for text, key in texts.items()
        if key in excerpted_additions(held().view.atlas)
    }
    items = json.loads(web_annotations(held().view, held().view.atlas.text("en")))["items"]
    assert {words_of(item["target"], known) for item in items} >= {laid().texts[p] for p in WANTED}
    around = [item["target"]["selector"][0] for item in items]
    assert [quote for quote in around if "\n" in quote["prefix"] + quote["suffix"]] == [], (
        "other passages may be out of view"
    )
    motives = {item["motivation"] for item in items}
    assert motives == {"classifying", "highlighting", "identifying"}, "nobody has described an added passage"
    assert all(item.get("body") != [] for item in items)


def test_a_document_of_many_passages_is_annotated_too() -> None:
    own = stored(entry(OTHER, tuple(f"Line {n} of many." for n in range(1500))))
    view = select(join(shipped(), own.overlay()), Selection(documents=(OTHER,)))
    assert json.loads(web_annotations(view, view.atlas.text("en")))["partOf"]["total"] == 1500
