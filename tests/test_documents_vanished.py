"""What others delete while a page is open: the choice is held against the data of each run, what is gone is
told, and no page breaks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from stores import ACTOR, PLACE
from streamlit.testing.v1 import AppTest
from test_session_app import PAGES, plain
from test_session_app import _frame_first as _frame_first
from test_session_isolation import reader
from tiny import shipped

from data.documents.add import Given, entry
from data.documents.entities import actor_rows, place_rows
from data.documents.review.columns import with_marks
from data.documents.review.mentions import mentions_of_words
from data.documents.review.suggestion import suggestions_of
from data.documents.store import Store, StoreDown
from data.tables.model import Step
from data.tables.vocab import LANGS, Lang
from ui.html.panel import panel
from ui.session.session import KEY
from ui.session.story import editor

pytestmark = pytest.mark.slow

TEXT = (
    "Officials of Tajikistan came to Vanishgrad and met Minister Ephemeral.\nThe post at Vanishgrad cost $10"
    " million."
)
CHOICES = {
    "documents": "{document}",
    "actors": "{actor}",
    "places": "{place}",
    "focus": "place:{place}",
    "focus ": "actor:{actor}",
    "focus  ": "passage:{document}.p01",
}


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Store, dict[str, str]]]:
    """A store with one document that brings a place and an actor of its own, and the ids of the three."""
    st.cache_resource.clear()
    address = f"sqlite:///{tmp_path}/documents.sqlite"
    monkeypatch.setenv("DALIL_STORE", address)
    store, atlas = Store(address), shipped()
    new_entry, extras = entry(atlas, Given("Passing report", TEXT), accept=0)
    place, actor = (
        place_rows(atlas, new_entry.document.id, PLACE),
        actor_rows(atlas, new_entry.document.id, ACTOR),
    )
    marks = [*suggestions_of(new_entry)]
    for words, row in (("Vanishgrad", place[0]), ("Ephemeral", actor[0])):
        marks += mentions_of_words(new_entry, words, row.key)
    store.add([with_marks(new_entry, marks)], [*extras, *place, *actor])
    yield store, {"document": new_entry.document.id, "place": place[0].key, "actor": actor[0].key}
    st.cache_resource.clear()


def body(app: AppTest) -> str:
    """Everything that the page has as HTML."""
    return plain(
        " ".join(
            str(getattr(element.proto, "body", ""))
            for element in [*app.main, *app.sidebar]
            if element.proto is not None
        )
    )


def broken(app: AppTest) -> bool:
    """Does the page show an error, Streamlit's or ours?"""
    return bool(app.exception) or 'role="alert"' in body(app)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_breaks_when_what_it_has_chosen_is_deleted(
    page: str, added: tuple[Store, dict[str, str]]
) -> None:
    store, ids = added
    open_pages = {
        choice: reader(page, lang="en", **{choice.strip(): value.format(**ids)})
        for choice, value in CHOICES.items()
    }
    for choice, app in open_pages.items():
        assert CHOICES[choice].format(**ids) in str(app.query_params), (
            "the choice is there while the document is"
        )
    store.delete(ids["document"])
    for choice, app in open_pages.items():
        told = shipped().text("en")("notice.unknown", values=CHOICES[choice].format(**ids))
        app.run()
        assert not broken(app), choice
        assert plain(told) in body(app), choice
        assert CHOICES[choice].format(**ids) not in str(app.query_params), choice


@pytest.mark.parametrize("choice", CHOICES)
def test_a_callback_after_the_deletion_works_on_what_is_left(
    choice: str, added: tuple[Store, dict[str, str]]
) -> None:
    store, ids = added
    app = reader("map", lang="en", **{choice.strip(): CHOICES[choice].format(**ids)})
    store.delete(ids["document"])
    app.button(key="story-add").click().run()
    assert not broken(app)
    assert all(value not in json.dumps([step.view for step in storyboard_of(app)]) for value in ids.values())
    app.segmented_control(key="lang").set_value("ar").run()
    assert not broken(app)


def storyboard_of(app: AppTest) -> tuple[Step, ...]:
    """The steps that the session has gathered."""
    return tuple(app.session_state[KEY].story.version.steps)


def test_a_filter_of_others_stays_when_one_value_vanishes(added: tuple[Store, dict[str, str]]) -> None:
    store, ids = added
    app = reader("map", lang="en", actors=f"russia,{ids['actor']}", topics="counter-narcotics")
    store.delete(ids["document"])
    app.run()
    assert app.session_state[KEY].selection.actors == ("russia",)
    assert app.session_state[KEY].selection.topics == ("counter-narcotics",)


def test_a_store_that_goes_away_breaks_no_open_page(
    added: tuple[Store, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, ids = added
    app = reader("map", lang="en", documents=ids["document"])

    def away(self: Store) -> None:
        raise StoreDown("gone")

    monkeypatch.setattr(Store, "overlay", away)
    app.run()
    assert not broken(app)


def test_a_value_that_no_list_offers_is_dropped() -> None:
    app = reader("map", lang="en")
    app.session_state["topics"] = ["no-such-topic", "counter-narcotics"]
    app.multiselect(key="actors").set_value(["russia"]).run()
    assert not broken(app)
    assert app.session_state[KEY].selection.actors == ("russia",)
    assert "no-such-topic" not in app.session_state[KEY].selection.topics
    assert "no-such-topic" not in app.session_state["topics"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("part", ["page", "live part"])
def test_a_part_that_fails_says_so_in_both_languages_and_is_logged(
    part: str, lang: Lang, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_args: object, **_more: object) -> str:
        raise KeyError("what was deleted")

    if part == "page":
        monkeypatch.setattr(editor, "show_editor", fails)
        app = reader("present", lang=lang)
    else:
        monkeypatch.setattr(panel, "panel", fails)
        app = reader("map", lang=lang)
    assert not app.exception
    for other in LANGS:
        assert shipped().text(other)("fault.part") in body(app)
        assert f'href="./?lang={other}"' in body(app)
    assert "what was deleted" in caplog.text
    assert app.button(key="story-add")
