"""The page of a passage: from the file to the store, through the dossier, into every citation; stores and
dossiers of before there were pages still open."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update
from stores import entry as marked_entry
from tiny import shipped

from data.atlas.join import join
from data.documents.add import Given, entry, read_upload
from data.documents.dossier.load import load_into
from data.documents.dossier.read import read_dossier
from data.documents.dossier.save import save_dossier
from data.documents.errors import Unfit
from data.documents.review.columns import with_marks
from data.documents.schema import DOCUMENTS
from data.documents.store import Store
from data.facts.locator import passage_title
from data.i18n.isolates import strip_isolates
from data.query.selection import Selection
from data.query.view import select
from export.excerpt import excerpt
from export.order import Order
from export.tables.files import csv_file
from export.webpage.filters import filters
from ui.html.filtered import filter_summary, focus_name
from ui.html.panel.panel import passage_card
from ui.sentences.citation import passage_citation

REPORT = Path(__file__).parent / "uploads" / "report.chromium.ar.pdf"
GIVEN = Given("A title", "Dushanbe is here.\nKhorog is there.", pages=(3, 4))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/documents.sqlite")


def added(store: Store, given: Given) -> str:
    made, extras = entry(shipped(), given)
    store.add([made], extras)
    return made.document.id


def test_the_page_is_kept_shown_and_cited(store: Store) -> None:
    read = read_upload("a.pdf", REPORT.read_bytes())
    key = added(store, read.given)
    atlas = join(shipped(), store.overlay())
    passages = [passage for passage in atlas.passages if passage.startswith(f"{key}.")]
    assert len(passages) == len(read.given.pages) == 27
    last = passages[-1]
    view = select(atlas, Selection(focus=f"passage:{last}"))
    for t, words in (
        (atlas.text("ar"), "الفقرة 27، الصفحة 3"),
        (atlas.text("en"), "Passage 27, page 3"),
    ):
        assert passage_citation(view, last, t).endswith(words)
        assert words in passage_card(view, last, t)


def test_tables_and_the_web_page_say_the_page_of_a_passage(store: Store) -> None:
    key = added(store, read_upload("a.pdf", REPORT.read_bytes()).given)
    atlas = join(shipped(), store.overlay())
    view = select(atlas, Selection(documents=(key,), focus=f"passage:{key}.p27"))
    t = atlas.text("ar")
    heads, *rows = csv.reader(io.StringIO(csv_file(view, t, "passages").decode("utf-8-sig"), newline=""))
    pages = {row[0]: row[heads.index(t("column.page"))] for row in rows}
    assert (pages[f"{key}.p01"], pages[f"{key}.p27"]) == ("1", "3")
    curated = csv_file(select(shipped(), Selection()), t, "passages").decode("utf-8-sig")
    assert {row[heads.index(t("column.page"))] for row in list(csv.reader(io.StringIO(curated)))[1:]} == {""}
    carried = filters(Order(excerpt(view).view, ("ar",)))
    assert carried["labels"]["ar"]["passage"][f"{key}.p27"] == passage_title(atlas, f"{key}.p27", t)
    found = filter_summary(view, t)
    assert (f"{key}.p25", passage_title(atlas, f"{key}.p25", t)) == found["passages"][-1]
    assert "الصفحة" in found["passages"][-1][1]
    assert strip_isolates(focus_name(atlas, f"passage:{key}.p27", t)) == "الفقرة 27، الصفحة 3"


def test_passages_of_documents_without_pages_are_told_by_number_alone(store: Store) -> None:
    key = added(store, replace(GIVEN, pages=()))
    atlas = join(shipped(), store.overlay())
    for passage in (f"{key}.p02", next(iter(shipped().passages))):
        title = atlas.text("en")("passage.title", n=atlas.passages[passage].number)
        assert passage_title(atlas, passage, atlas.text("en")) == title


def test_a_line_that_is_cut_into_passages_gives_its_page_to_each() -> None:
    long = "The guards went to the post. " * 700
    made, _ = entry(shipped(), replace(GIVEN, text=f"{long}\nKhorog is there."))
    assert len(made.content.texts) > 2
    assert made.content.pages == (3,) * (len(made.content.texts) - 1) + (4,)


def test_pages_that_do_not_fit_the_text_are_not_kept() -> None:
    assert entry(shipped(), replace(GIVEN, text="One line."))[0].content.pages == ()


def test_marks_that_are_reviewed_leave_the_pages_as_they_are() -> None:
    made, _ = entry(shipped(), GIVEN)
    assert with_marks(made, []).content.pages == (3, 4)


def test_a_dossier_brings_the_pages_and_no_nonsense(store: Store, tmp_path: Path) -> None:
    key = added(store, GIVEN)
    raw, _ = save_dossier(store)
    other = Store(f"sqlite:///{tmp_path}/other.sqlite")
    assert load_into(other, shipped(), raw) == (1, 0)
    assert other.overlay().page(f"{key}.p02") == 4
    head, line = gzip.decompress(raw).splitlines()
    for pages in ([1], [1, -2], [1, "2"], [1, True]):
        bad = json.dumps(json.loads(line) | {"pages": pages}).encode()
        with pytest.raises(Unfit):
            list(read_dossier(gzip.compress(head + b"\n" + bad + b"\n")))


def test_a_store_and_a_dossier_of_before_there_were_pages_open(store: Store) -> None:
    own = marked_entry("old-one")
    store.add([own])
    plain = {"texts": own.content.texts, "figures": []}
    with store.database.engine.begin() as link:
        link.execute(update(DOCUMENTS).values(content=zlib.compress(json.dumps(plain).encode())))
    fresh = Store(store.url)
    assert fresh.overlay().read("old-one").texts == own.content.texts
    assert fresh.overlay().page("old-one.p01") == 0
    head, line = gzip.decompress(save_dossier(fresh)[0]).splitlines()
    cells = json.loads(line)
    del cells["pages"]
    ((back, _),) = read_dossier(gzip.compress(head + b"\n" + json.dumps(cells).encode() + b"\n"))
    assert back.content.pages == ()
