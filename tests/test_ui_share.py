"""To give a view away: its link, its citation, and its code."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from test_session_app import _frame_first as _frame_first
from test_session_app import open_app
from tiny import shipped

from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from export.image.qr import code
from ui import share

VIEW = select(
    shipped(),
    Selection(topics=("border-security",), actors=("russia", "united-states"), focus="place:chaldovar"),
)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("https://example.org/dalil/", "https://example.org/dalil"),
        ("http://10.0.0.4:8501", "http://10.0.0.4:8501"),
        ("", ""),
        ("example.org", ""),
        ("javascript:alert(1)", ""),
        ("https://", ""),
    ],
)
def test_only_a_web_address_is_a_public_one(monkeypatch: pytest.MonkeyPatch, given: str, wanted: str) -> None:
    monkeypatch.setenv("DALIL_PUBLIC_URL", given)
    assert share.public() == wanted


@pytest.mark.parametrize("lang", LANGS)
def test_the_public_link_opens_the_same_view(monkeypatch: pytest.MonkeyPatch, lang: Lang) -> None:
    monkeypatch.setenv("DALIL_PUBLIC_URL", "https://example.org/dalil")
    address = share.address_of(VIEW, shipped().text(lang))
    assert address.startswith("https://example.org/dalil/?")
    query = dict(parse_qsl(urlsplit(address).query))
    assert query.pop("lang") == lang
    assert Selection.from_query(query, shipped()) == (VIEW.selection, ())


def test_the_code_is_a_picture_of_our_own_and_its_words_are_text() -> None:
    drawn = code("https://example.org/?lang=ar", '"><b>')
    assert drawn.startswith('<img class="d-code" src="data:image/svg+xml')
    assert "<b>" not in drawn


@pytest.mark.parametrize("lang", LANGS)
def test_a_citation_names_author_title_and_day(lang: Lang) -> None:
    document = next(iter(shipped().documents.values()))
    told = share.view_citation(shipped(), shipped().text(lang))
    assert document.title in told
    assert (document.author if lang == "ar" else document.author_en) in told
    assert not re.search("[\u2066-\u2069]", told)


@pytest.mark.usefixtures("_frame_first")
@pytest.mark.parametrize("address", ["https://example.org/dalil", ""])
def test_the_page_has_a_code_where_the_app_has_an_address(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DALIL_PUBLIC_URL", address)
    app = open_app("leave", lang="en")
    assert not app.exception
    assert any(
        "d-code" in str(block.proto.body) for block in app.get("html") if "<img" in str(block.proto.body)
    ) == bool(address)
