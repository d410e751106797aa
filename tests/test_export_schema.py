"""Slides against the schemas of Office Open XML, by a validator that did not write them: what it reports,
PowerPoint may want to repair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from orders import order, reader_template, story

from export.order import Order
from export.pptx.deck import pptx_file

pytestmark = pytest.mark.slow

DECKS: dict[str, Callable[[], Order]] = {
    "story in Arabic": lambda: replace(story(), langs=("ar",)),
    "story in both": lambda: story(notes=True),
    "story in a reader's own design": lambda: replace(story(), langs=("en",), template=reader_template()),
    "view with charts and tables": lambda: order(("en",)),
}


@pytest.mark.parametrize("made", DECKS)
def test_slides_keep_to_the_schema(made: str, tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(pptx_file(DECKS[made]()))
    found = OpenXmlValidator(FileFormat.OFFICE_2019, max_errors=20).validate(file)
    assert [(error.part_uri, error.path, error.description) for error in found.errors] == []
