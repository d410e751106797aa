"""However many documents there are, no page walks through every passage: what pages count comes from the
index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from test_session_app import _frame_first as _frame_first
from test_session_app import open_app
from tiny import shipped

from data.atlas import join
from data.documents.add import Given, entry
from data.documents.store import Store
from frame import PAGES, prepare_assets
from ui.session import cache

pytestmark = pytest.mark.slow

TEXT = (
    "Officials of Tajikistan and Russia came from Astana and Dushanbe to Khorog.\nThe post at Chaldivar cost"
    " $10 million."
)
CHOSEN: list[dict[str, str]] = [
    {},
    {"focus": "actor:russia"},
    {"focus": "place:chaldovar", "actors": "russia", "voices": "author", "text": "Khorog"},
]


@pytest.fixture
def guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The app over added documents, in which walking through all rows of these fails."""
    st.cache_resource.clear()
    address = f"sqlite:///{tmp_path}/documents.sqlite"
    monkeypatch.setenv("DALIL_STORE", address)
    store = Store(address)
    for number in range(3):
        new_entry, extras = entry(shipped(), Given(f"Report {number}", TEXT), accept=0)
        store.add([new_entry], extras)
    prepare_assets(cache.current_atlas())
    own = join.Joined.__iter__

    def walked(rows: join.Joined[Any, Any]) -> Iterator[Any]:
        if rows.size():
            raise AssertionError("every row of every document is walked through")
        return own(rows)

    monkeypatch.setattr(join, "SINGLY", 0)  # many documents: their passages are not drawn one by one
    monkeypatch.setattr(join.Joined, "__iter__", walked)
    yield
    monkeypatch.undo()
    st.cache_resource.clear()


@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("guarded")
def test_no_page_walks_through_every_passage(page: str, chosen: dict[str, str]) -> None:
    app = open_app(page, lang="en", **chosen)
    assert not app.exception
