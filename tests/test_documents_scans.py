"""Scanned pages are read where Tesseract is installed, and told in plain words where it is not; what was read
so is marked as such wherever it goes, and no figure of it is sure."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.commands import annotate
from data.documents import worker_pool
from data.documents.add import Given, entry, read_upload
from data.documents.dossier.load import load_into
from data.documents.dossier.save import save_dossier
from data.documents.readers.draft import Draft, Unreadable, doubt_sentence
from data.documents.readers.pdf import recognition
from data.documents.readers.read import read_document
from data.documents.review.suggestion import SURE, suggestions_of
from data.documents.store import Store
from data.i18n.isolates import strip_isolates
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from export.about import about_lines
from export.excerpt import excerpt
from export.tables.files import csv_file
from ui.html.headings import byline
from ui.sentences.citation import passage_citation

UPLOADS = Path(__file__).parent / "uploads"
SAID = Given(
    "A scan",
    "The United States gave 330 million dollars on 20 April 2023.\nThe border is 1,344 km long.",
    ocr=True,
)
with_tesseract = pytest.mark.skipif(
    not recognition.is_installed(), reason="tesserocr or Tesseract's data of Arabic and English is not here"
)


@cache
def scan(name: str, times: int = 1) -> bytes:
    """The first page of a file as a picture, in a PDF of nothing else."""
    with pypdfium2.PdfDocument(UPLOADS / name) as pdf:
        picture = pdf[0].render(scale=300 / 72).to_pil().convert("L")
    out = io.BytesIO()
    picture.save(out, "PDF", save_all=True, append_images=[picture] * (times - 1), resolution=300)
    return out.getvalue()


def together(*files: bytes) -> bytes:
    """The pages of PDF files in one."""
    out = io.BytesIO()
    whole = pypdfium2.PdfDocument.new()
    for file in files:
        with pypdfium2.PdfDocument(file) as pdf:
            whole.import_pages(pdf)
    whole.save(out)
    return out.getvalue()


def drawn(*, shapes: int) -> bytes:
    """A page with so many drawn shapes and no text."""
    pdf = FPDF()
    pdf.add_page()
    for number in range(shapes):
        pdf.rect(10 + number % 100, 10 + number // 100, 1, 1)
    return bytes(pdf.output())


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def test_pages_of_pictures_among_pages_with_text_are_told_by_number() -> None:
    text = (UPLOADS / "report.libreoffice.en.pdf").read_bytes()
    before = len(pypdfium2.PdfDocument(text))
    draft = read_document("a.pdf", together(text, scan("news.en.pdf", times=2), text, scan("news.en.pdf")))
    (doubt,) = [doubt for doubt in draft.doubts if "pictures" in doubt]
    assert doubt == f"doubt.pictures {before + 1}–{before + 2}, {2 * before + 3}"
    for lang, joins in zip(LANGS, (" و", " and "), strict=True):
        said = strip_isolates(doubt_sentence(shipped().text(lang), doubt))
        assert f": {before + 1}–{before + 2}{joins}{2 * before + 3}." in said


@pytest.mark.parametrize(("shapes", "told"), [(3, False), (400, True)])
def test_a_page_of_drawn_outlines_is_told_and_an_empty_one_is_not(shapes: int, told: bool) -> None:
    text = (UPLOADS / "report.libreoffice.en.pdf").read_bytes()
    draft = read_document("a.pdf", together(text, drawn(shapes=shapes)))
    assert any(doubt.startswith("doubt.pictures ") for doubt in draft.doubts) == told


@with_tesseract
@pytest.mark.slow
@pytest.mark.parametrize(("lang", "share"), [("ar", 0.85), ("en", 0.92)])
def test_words_of_a_clean_scan_are_read_within_the_limits_of_the_process(lang: Lang, share: float) -> None:
    name = f"report.libreoffice.{lang}.pdf"
    draft = worker_pool.read_in_worker("scan.pdf", scan(name))
    whole = read_document("a.pdf", (UPLOADS / name).read_bytes())
    written = {  # a paragraph goes on over the page
        word
        for text, page in zip(whole.paragraphs, whole.pages, strict=True)
        if page == 1
        for word in words(text)
    }
    assert len(written & {*words(draft.text)}) > share * len(written)
    assert draft.ocr
    assert draft.language == lang
    assert "doubt.scan" in draft.doubts
    assert {*draft.pages} == {1}
    assert "  " not in draft.text
    assert not re.search("[\u200e\u200f]", draft.text)


@with_tesseract
def test_a_scan_of_many_pages_is_refused_in_plain_words() -> None:
    with pytest.raises(Unreadable) as refused:
        read_document("scan.pdf", scan("news.en.pdf", recognition.PAGES + 1))
    assert (refused.value.key, refused.value.values) == ("unreadable.scan-long", {"pages": 10})


@with_tesseract
def test_pictures_without_letters_are_a_scan_that_cannot_be_read() -> None:
    with pytest.raises(Unreadable, match="scan"):
        read_document("scan.pdf", (UPLOADS / "scan.pdf").read_bytes())


def test_without_tesseract_a_scan_is_told_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "tesserocr", None)
    with pytest.raises(Unreadable) as refused:
        read_document("scan.pdf", scan("news.en.pdf"))
    assert refused.value.key == "unreadable.scan"
    assert "pictures of pages" in shipped().text("en")(refused.value.key)


def test_without_its_data_tesseract_counts_as_not_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert not recognition.is_installed()


def test_no_figure_of_a_recognized_text_is_sure() -> None:
    plain = Given(SAID.title, SAID.text)
    sure = [m for m in suggestions_of(entry(shipped(), plain, SURE)[0]) if m.kind == "figure"]
    assert [m.state for m in sure] == ["accepted"] * 3
    made, _ = entry(shipped(), SAID, SURE)
    doubtful = [m for m in suggestions_of(made) if m.kind == "figure"]
    assert [(m.start, m.end, m.what) for m in doubtful] == [(m.start, m.end, m.what) for m in sure]
    assert [m.state for m in doubtful] == ["open"] * 3
    assert all(m.score < SURE for m in doubtful)
    assert made.content.figures == ()
    assert any(m.state == "accepted" for m in suggestions_of(made)), "names may be"


def test_the_command_line_scores_no_figure_of_a_recognized_text_as_sure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    draft = Draft("pdf", "", "", "", "en", tuple(SAID.text.split("\n")), ("doubt.scan",), (1, 1), True)
    monkeypatch.setattr(annotate, "read_undivided_in_worker", lambda _name, _raw: draft)
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-")
    assert annotate.main([str(tmp_path / "scan.pdf")]) == 0
    told = capsys.readouterr()
    rows = [json.loads(line) for line in told.out.splitlines()]
    assert {row["score"] for row in rows if row["type"] == "figure"} == {0.5}
    assert "A machine read this text" in told.err


@pytest.fixture
def store(tmp_path: Path) -> Store:
    own = Store(f"sqlite:///{tmp_path}/documents.sqlite")
    made, extras = entry(shipped(), SAID)
    own.add([made], extras)
    return own


def laid(store: Store) -> tuple[Atlas, str]:
    atlas = join(shipped(), store.overlay())
    return atlas, next(iter(store.overlay().documents))


@pytest.mark.parametrize("lang", LANGS)
def test_pages_and_files_say_that_a_machine_has_read_the_text(store: Store, lang: Lang) -> None:
    atlas, key = laid(Store(store.url))
    t = atlas.text(lang)
    says = t("document.ocr")
    view = excerpt(select(atlas, Selection(documents=(key,), focus=f"passage:{key}.p01"))).view
    assert passage_citation(view, f"{key}.p01", t).endswith(says)
    assert says in byline(atlas.documents[key], t)
    assert any(says in text for _, text in about_lines(view, t))
    curated = next(iter(shipped().documents.values()))
    assert says not in t.citation(curated) + byline(curated, t)
    raw = csv_file(select(atlas, Selection()), t, "passages").decode("utf-8-sig")
    heads, *rows = csv.reader(io.StringIO(raw, newline=""))
    told = {row[0]: row[heads.index(t("column.ocr"))] for row in rows}
    assert told[f"{key}.p01"] == t("export.yes")
    assert told["issa-2023.p01"] == t("export.no")


def test_a_dossier_brings_the_mark_and_can_make_no_figure_sure(store: Store, tmp_path: Path) -> None:
    head, line = gzip.decompress(save_dossier(store)[0]).splitlines()
    cells = json.loads(line)
    assert cells["document"]["ocr"] is True
    cells["marks"] = [mark | {"score": 1.0} for mark in cells["marks"]]
    other = Store(f"sqlite:///{tmp_path}/other.sqlite")
    raw = gzip.compress(head + b"\n" + json.dumps(cells).encode() + b"\n")
    assert load_into(other, shipped(), raw) == (1, 0)
    _, key = laid(other)
    brought = other.entry(key)
    assert brought
    assert brought.document.ocr
    assert {m.score for m in suggestions_of(brought) if m.kind == "figure"} == {0.5}


def test_what_is_read_of_a_file_says_whether_a_machine_has_read_it() -> None:
    assert not read_upload("a.pdf", (UPLOADS / "news.en.pdf").read_bytes()).given.ocr
