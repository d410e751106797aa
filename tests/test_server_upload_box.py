"""The upload box of Streamlit, which speaks English alone, in the language of the page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from conftest import plain, until
from tiny import shipped

from data.tables.vocab import LANGS, Lang
from server.streamlit import upload_box, widgets

if TYPE_CHECKING:
    from conftest import Visit, Visitor

SPOKEN = {
    name: source for name, source in widgets.with_own_lists().items() if upload_box.SCRIPT.search(source)
}


@pytest.mark.parametrize("text", upload_box.SAID)
def test_this_streamlit_says_it_and_says_it_in_our_words_now(text: str) -> None:
    """Where a new version of Streamlit writes it otherwise, upload_box.py is to follow."""
    assert sum(source.count(f"dalilTranslated(`{text}`") for source in SPOKEN.values()) > 0


def test_other_scripts_stay_as_they_are() -> None:
    assert upload_box.with_own_words("say(`Upload failed`)") == "say(`Upload failed`)"


def test_each_word_has_its_value_in_both_languages() -> None:
    for text, key in upload_box.SAID.items():
        for lang in LANGS:
            assert shipped().text(lang)(key).count("{value}") == text.count("{value}"), key


def button(reader: Visit) -> str:
    """What stands on the button of the first box."""
    box = reader.page.get_by_test_id("stFileUploader").first
    return plain(box.locator("button [data-testid=stMarkdownContainer]").first.inner_text())


@pytest.mark.slow
def test_the_upload_box_speaks_the_language_of_the_page(visit: Visitor) -> None:
    reader = visit("ar")
    reader.page.goto(f"{reader.server.url}/documents?lang=ar")
    reader.idle()
    box = reader.page.get_by_test_id("stFileUploader").first
    if not box.is_visible():
        reader.page.get_by_text(shipped().text("ar")("documents.upload"), exact=True).first.click()
    box.wait_for()
    limits: tuple[tuple[Lang, str], ...] = (
        ("ar", "حتى 25 ميغابايت للملف الواحد"),
        ("en", "25 MB per file"),
        ("ar", "حتى 25 ميغابايت"),
    )
    for shown, size in limits:
        if shown != reader.query["lang"]:
            reader.page.locator(".d-other-language").click()
        reader.page.get_by_test_id("stFileUploader").first.get_by_text(size).wait_for()
        until(partial(button, reader), shipped().text(shown)("upload.choose"))
    assert reader.complaints() == {}
