"""Untrusted files and texts are read in a process with limits: what would bring the server down is refused,
and costs it nothing."""

from __future__ import annotations

import json
import os
import time
import zlib
from pathlib import Path

import pytest
from tiny import shipped

from data.atlas.join import join
from data.atlas.overlay import Overlay, Spelling
from data.commands import annotate
from data.documents import worker_pool
from data.documents.add import Given, entry
from data.documents.errors import Unfit
from data.documents.readers import read as readers
from data.documents.readers.draft import Unreadable
from data.documents.readers.read import read_document
from data.documents.review.suggest import suggest
from data.documents.review.suggestion import suggestions_of
from data.tables.vocab import LANGS

pytestmark = pytest.mark.slow

UPLOADS = Path(__file__).parent / "uploads"
STATE = Path("/proc/self/statm")
limited = pytest.mark.skipif(not STATE.exists(), reason="this system has no limits of memory")


def pdf(*objects: bytes) -> bytes:
    """A PDF file of these objects, the first of them its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, start)
    )


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (more, len(content), content)


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<%s>>>>"
HEAD = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>")


def nested_forms(deep: int = 7, wide: int = 10) -> bytes:
    """2 kB: form XObjects, each of which draws the next one so many times; the last draws a word."""
    forms = []
    for n in range(deep):
        last = n == deep - 1
        used = b"/Font<</F %d 0 R>>" % (5 + deep) if last else b"/XObject<</X %d 0 R>>" % (6 + n)
        drawn = b"BT /F 9 Tf (word) Tj ET" if last else b"/X Do " * wide
        forms.append(stream(drawn, b"/Type/XObject/Subtype/Form/BBox[0 0 200 200]/Resources<<%s>>" % used))
    return pdf(*HEAD, PAGE % b"/XObject<</X 5 0 R>>", stream(b"/X Do"), *forms, FONT)


def flate_bomb(megabytes: int = 100) -> bytes:
    """A page whose content unpacks to so many megabytes of words."""
    packed = zlib.compress(b"BT /F 9 Tf " + b"(word) Tj " * (megabytes * 100_000) + b"ET", 9)
    return pdf(*HEAD, PAGE % b"/Font<</F 5 0 R>>", stream(packed, b"/Filter/FlateDecode"), FONT)


def resident() -> int:
    """Bytes that this process holds in memory."""
    return int(STATE.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@limited
@pytest.mark.parametrize("bomb", [nested_forms(), flate_bomb()], ids=["forms", "flate"])
def test_a_pdf_that_unfolds_without_end_is_refused_and_costs_the_server_nothing(bomb: bytes) -> None:
    assert len(bomb) < 500_000
    worker_pool.read_in_worker("a.txt", b"Some words.")
    before = resident()
    with pytest.raises(Unreadable) as caught:
        worker_pool.read_in_worker("bomb.pdf", bomb)
    assert caught.value.key in ("unreadable.bomb", "unreadable.too-long")
    assert resident() - before < 30_000_000
    for lang in LANGS:
        assert shipped().text(lang)(caught.value.key, **caught.value.values)
    assert worker_pool.read_in_worker("a.txt", b"Some words.").paragraphs == ("Some words.",), (
        "the next one is read"
    )


def test_such_a_pdf_of_a_few_words_is_read() -> None:
    assert "word" in read_document("a.pdf", nested_forms(2, 2)).text


@pytest.mark.parametrize("name", ["news.ar.pdf", "order.txt"])
def test_a_file_is_read_as_in_the_same_process(name: str) -> None:
    raw = (UPLOADS / name).read_bytes()
    assert worker_pool.read_in_worker(name, raw) == read_document(name, raw)


@limited
def test_a_file_to_annotate_is_read_within_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / "bomb.pdf", tmp_path / "a.txt"]
    files[0].write_bytes(flate_bomb())
    files[1].write_bytes("الحدود\n\nزار لافروف دوشنبه.\n".encode())
    monkeypatch.setattr(readers, "_opened", lambda *_: pytest.fail("read in this process"))
    assert annotate.main(list(map(str, files))) == 1
    out, problems = capsys.readouterr()
    assert "bomb.pdf" in problems
    assert {json.loads(line)["id"] for line in out.splitlines()} >= {"lavrov"}


def test_a_refusal_comes_through_with_its_values() -> None:
    with pytest.raises(Unreadable) as caught:
        worker_pool.read_in_worker("a.doc", b"words")
    assert (caught.value.key, caught.value.values) == ("unreadable.mismatch", {"kind": "doc"})


def test_marks_are_suggested_as_in_the_same_process_with_what_was_added() -> None:
    atlas = join(shipped(), Overlay(version=1, spellings=(Spelling("chaldovar", "ar", "شلدوارة"),)))
    texts = ("زار أنتوني بلينكن قرية شلدوارة وقال: «سندعمها بمبلغ 3 ملايين دولار».",)
    found = worker_pool.suggest_in_worker(atlas, texts, "ar", "2023-05")
    assert found == suggest(atlas, texts, "ar", "2023-05")
    assert "chaldovar" in {mark.what for mark in found}


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(worker_pool.SECONDS, "suggest", 1)


def test_a_text_that_takes_too_long_is_ended_with_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    given = Given("Long", "United States, 5 km, 12 June 2024, said he. " * 45_000)
    unhurried = worker_pool.SECONDS["suggest"]
    monkeypatch.setitem(worker_pool.SECONDS, "suggest", 1)
    with pytest.raises(Unfit, match=r"documents\.too-slow"):
        entry(shipped(), given, suggest=worker_pool.suggest_in_worker)
    assert all(shipped().text(lang)("documents.too-slow") for lang in LANGS)
    monkeypatch.setitem(worker_pool.SECONDS, "suggest", unhurried)
    new_entry, _ = entry(
        shipped(), Given("Short", "Blinken came to Dushanbe."), suggest=worker_pool.suggest_in_worker
    )
    assert suggestions_of(new_entry)


def test_who_leaves_ends_the_work(hurried: None) -> None:
    class Gone(Exception):
        pass

    started: list[float] = []

    def wanted() -> None:
        started.append(time.monotonic())
        if len(started) > 3:
            raise Gone

    with pytest.raises(Gone):
        worker_pool.suggest_in_worker(shipped(), ["United States, 5 km. " * 190] * 400, "en", "", wanted)
    assert not any(worker.process.poll() is None for worker in worker_pool._idle), (
        "the process went with the work"
    )


def test_the_process_knows_neither_the_store_nor_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DALIL_STORE", "postgresql://user:secret@host/name")
    worker = worker_pool.Worker()
    environment = Path(f"/proc/{worker.process.pid}/environ")
    try:
        assert not environment.exists() or b"secret" not in environment.read_bytes()
    finally:
        worker.end()
