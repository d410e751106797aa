"""What the command line makes, and files of an atlas without aid."""

from __future__ import annotations

import io
from pathlib import Path

import pptx
import pytest
from orders import BOTH, reader_template
from pypdf import PdfReader
from tiny import small

from data.query.selection import Selection
from data.query.view import select
from export.__main__ import main
from export.order import Order
from export.pdf import pages as pdf
from export.pptx import deck

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("command", "name", "magic"),
    [
        ("pptx --lang both", "a.pptx", b"PK"),
        ("pdf --lang both", "a.pdf", b"%PDF"),
        ("pptx --template {own}", "a.pptx", b"PK"),
        ("map --lang ar", "a.png", b"\x89PNG"),
        ("map --lang en", "a.svg", b"<?xml"),
        ("chart --lang ar", "a.png", b"\x89PNG"),
        ("chart --lang en --chart voices", "a.svg", b"<?xml"),
        *((f"chart --lang ar --chart {key}", "a.png", b"\x89PNG") for key in ("puma", "in-time", "sides")),
    ],
)
def test_the_command_writes_each(tmp_path: Path, command: str, name: str, magic: bytes) -> None:
    out, own = tmp_path / name, tmp_path / "own.pptx"
    own.write_bytes(reader_template())
    assert (
        main([*command.format(own=own).split(), "--out", str(out), "--query", "topics=counter-narcotics"])
        == 0
    )
    assert out.read_bytes().startswith(magic)


def test_another_ending_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["map", "--out", str(tmp_path / "a.gif")])
    assert ".png, .svg" in capsys.readouterr().err


def test_an_atlas_without_aid_makes_files_too() -> None:
    bare = Order(select(small(), Selection(focus="")), BOTH)
    assert pptx.Presentation(io.BytesIO(deck.pptx_file(bare))).slides
    assert len(PdfReader(io.BytesIO(pdf.pdf_file(bare))).pages) > 3
