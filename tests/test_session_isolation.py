"""What one reader chooses, gathers, writes, brings or works on is not another's: two sessions of one server,
taking turns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from google.protobuf.json_format import MessageToDict  # type: ignore[import-untyped]
from streamlit.testing.v1 import AppTest
from test_session_app import PAGES
from test_session_app import _frame_first as _frame_first
from tiny import shipped

from data.atlas.join import join
from data.documents.review.suggestion import suggestions_of
from data.documents.store import Store
from data.query.selection import Selection
from data.query.view import select
from ui.session.session import KEY, ChartPicks, ReviewState, StoryState

pytestmark = pytest.mark.slow

FRAME = str(Path(__file__).parents[1] / "frame.py")
SECRET = "Not yet shared: the convoy leaves Ishkashim on 12 June 2024."


def reader(page: str = "map", **query: str) -> AppTest:
    """A new session, after its first run."""
    app = AppTest.from_file(FRAME, default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    return app.switch_page(f"pages/{page}.py").run() if page != "map" else app


def sent(app: AppTest) -> list[Any]:
    """Everything that the server has sent for a page."""
    assert not app.exception
    texts = [
        MessageToDict(element.proto) for element in [*app.main, *app.sidebar] if element.proto is not None
    ]
    return [
        {key: value for key, value in row.items() if key != "deferredFileId"} for row in texts
    ]  # drawn by lot


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty store that the sessions share."""
    st.cache_resource.clear()
    address = f"sqlite:///{tmp_path}/documents.sqlite"
    monkeypatch.setenv("DALIL_STORE", address)
    yield Store(address)
    st.cache_resource.clear()


def submit(app: AppTest) -> None:
    """Press the button that adds a document."""
    next(
        button for button in app.button if button.label == shipped().text("en")("documents.submit")
    ).click().run()


def test_one_readers_filters_and_language_are_not_anothers() -> None:
    one, other = reader(lang="ar", focus="place:chaldovar"), reader(lang="en")
    one.multiselect(key="topics").set_value(["counter-narcotics"]).run()
    other.run()
    assert one.session_state[KEY].selection.topics == ("counter-narcotics",)
    assert other.session_state[KEY].selection.topics == ()
    assert other.session_state[KEY].selection.focus != "place:chaldovar"
    assert (one.session_state[KEY].lang, other.session_state[KEY].lang) == ("ar", "en")
    assert "topics" not in other.query_params


def test_one_readers_story_desk_and_picked_records_are_not_anothers() -> None:
    one, other = reader(lang="en", focus="place:chaldovar"), reader(lang="en")
    one.button(key="story-add").click().run()
    mine = one.session_state[KEY]
    mine.review.document, mine.charts.records = "some-document", ["us-puma-2022"]
    one.run()
    other.run()
    assert len(one.session_state[KEY].story.version.steps) == 1
    theirs = other.session_state[KEY]
    assert (theirs.story, theirs.review, theirs.charts) == (StoryState(), ReviewState(), ChartPicks())


def test_what_a_page_shows_does_not_depend_on_who_came_before() -> None:
    """No key of a cache leaves out what a reader has chosen."""
    st.cache_resource.clear()
    alone = {page: sent(reader(page, lang="en", since="2021")) for page in PAGES}
    st.cache_resource.clear()
    for page in PAGES:
        other = reader(
            page, lang="ar", actors="russia", donors="japan", focus="place:gbao", lens="aid", cut="total-2023"
        )
        other.button(key="story-add").click().run()
        reader(page, lang="en", since="2001", until="2021", focus="actor:tajikistan", text="border")
    for page in PAGES:
        assert sent(reader(page, lang="en", since="2021")) == alone[page], page


def test_what_is_written_but_not_added_is_seen_by_nobody_else(store: Store) -> None:
    one, other = reader("documents", lang="en"), reader("documents", lang="en")
    one.text_area[0].set_value(SECRET)
    next(
        field for field in one.text_input if field.label == shipped().text("en")("documents.date")
    ).set_value("tomorrow")
    submit(one)
    assert shipped().text("en")("documents.bad-date") in json.dumps(sent(one))
    assert one.text_area[0].value == SECRET, "what is refused stays with who wrote it"
    other.run()
    assert "convoy" not in json.dumps(sent(other))
    assert not store.entries(), "nothing is kept before it is added"
    assert "convoy" not in json.dumps(sent(reader("documents", lang="en")))


def test_a_file_that_is_not_added_yet_is_seen_by_nobody_else(store: Store) -> None:
    one, other = reader("documents", lang="en"), reader("documents", lang="en")
    one.button_group(key="adding").set_value("upload").run()
    one.file_uploader[0].upload("convoy.txt", SECRET.encode()).run()
    other.button_group(key="adding").set_value("upload").run()
    assert "convoy" not in json.dumps(sent(other))
    assert not store.entries()


def test_a_document_that_is_added_is_everybodys_but_what_is_not_accepted_is_on_no_map(store: Store) -> None:
    one, other = reader("documents", lang="en"), reader("documents", lang="en")
    one.text_area[0].set_value(SECRET)
    submit(one)
    (document, _), *_ = store.entries()
    own = store.entry(document.id)
    assert own is not None
    assert suggestions_of(own)
    other.run()
    assert document.id in json.dumps(sent(other)), "it is listed for all, as the page says"
    assert not other.session_state[KEY].review.document, "but only who added it has it on the desk"
    assert select(join(shipped(), store.overlay()), Selection(documents=(document.id,))).counts == {}


def test_a_file_that_one_reader_has_made_is_not_offered_to_another() -> None:
    one, other = (
        reader("leave", lang="en", topics="counter-narcotics"),
        reader("leave", lang="en", topics="counter-narcotics"),
    )
    for app in (one, other):
        app.pills(key="leave-format").set_value("png").run()
    one.button(key="leave-make").click().run()
    other.run()
    assert one.get("download_button")
    assert not other.get("download_button"), "each makes its own"
    assert other.session_state[KEY].file is None
    assert one.session_state[KEY].file[1].startswith(b"\x89PNG")
