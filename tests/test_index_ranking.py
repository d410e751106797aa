"""Search over all documents: order, snippets, and that what is shown is what was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile import PRINTED
from hypothesis import given
from hypothesis import strategies as st
from test_ui_html import read
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.documents.add import Given, entry
from data.documents.store import Store
from data.index.ranking import AROUND, BEFORE, ranking, snippet
from data.query.selection import Selection
from data.query.view import select
from ui.html.passages import snippets

TEXTS = {
    "once": "Khorog lies on the river. The road is long and the bazaar is large.",
    "often": "Khorog again: the bazaar of Khorog, the bridge of Khorog.\nKhorog has a second passage.",
    "bazaar": "The bazaar opens at noon. "
    + "Nothing else is told here. " * 20
    + "Then the caravan from Khorog comes.",
    "other": "Nothing of the kind.",
    "Khorog in the title": "Only the title says it.",
}


@pytest.fixture
def atlas(tmp_path: Path) -> Atlas:
    """The shipped atlas with five documents."""
    store = Store(f"sqlite:///{tmp_path}/documents.sqlite")
    for title, text in TEXTS.items():
        new_entry, extras = entry(shipped(), Given(title, text), 2)
        store.add([new_entry], extras)
    return join(shipped(), store.overlay())


def titles(atlas: Atlas, query: str) -> list[str]:
    return [atlas.documents[key].title for key in ranking(atlas, query).documents]


def test_titles_come_first_then_the_document_whose_passage_has_most_of_it(atlas: Atlas) -> None:
    assert [t for t in titles(atlas, "Khorog") if t in TEXTS] == [
        "Khorog in the title",
        "often",
        "once",
        "bazaar",
    ]


def test_a_rare_word_weighs_more_than_a_common_one(atlas: Atlas) -> None:
    assert titles(atlas, "caravan bazaar") == ["bazaar"]
    assert titles(atlas, "bazaar road") == ["once"]
    assert titles(atlas, "no such word") == []


def test_the_documents_of_the_files_are_searched_like_any_other(atlas: Atlas) -> None:
    assert "issa-2023" in ranking(atlas, "تشالديفار").documents


def test_what_is_found_is_what_the_filter_finds(atlas: Atlas) -> None:
    for query in ("Khorog", "bazaar", "الحدود", "طاجيكستان"):
        found = ranking(atlas, query)
        shown = {p for d in found.documents for p in found.of(d, 10**6)[0]}
        assert shown == set(select(atlas, Selection(text=query)).passages)


def test_the_best_passages_of_a_document_come_first_and_are_counted(atlas: Atlas) -> None:
    found = ranking(atlas, "Khorog")
    often = next(d for d in found.documents if atlas.documents[d].title == "often")
    assert found.of(often, 1) == ((f"{often}.p01",), 2)
    assert found.of("nowhere", 3) == ((), 0)


def test_a_piece_shows_the_hit_and_cuts_between_words(atlas: Atlas) -> None:
    found = ranking(atlas, "caravan")
    shown = read(snippets(atlas, found, "caravan", found.documents[0], atlas.text("en")))
    assert "the caravan from Khorog comes." in shown.text
    assert "The bazaar opens" not in shown.text


@given(st.text(max_size=600), st.data())
def test_a_piece_holds_its_first_hit_whatever_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    first, last = snippet(text, [(start, end)])
    assert 0 <= first <= start
    assert end <= last <= len(text)
    assert last - first <= AROUND + BEFORE + 40


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/documents.sqlite")
    new_entry, extras = entry(shipped(), Given("x", f"Khorog {PRINTED}"), 2)
    store.add([new_entry], extras)
    atlas = join(shipped(), store.overlay())
    assert (
        "alert(1)"
        in read(
            snippets(atlas, ranking(atlas, "Khorog"), "Khorog", new_entry.document.id, atlas.text("ar"))
        ).text
    )
