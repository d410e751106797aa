"""Hostile texts in a story: each is taken as text or told what is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hostile import ALL, CAREFUL, EVERY, NO_TEXT
from hypothesis import given
from hypothesis import strategies as st
from test_session_app import _frame_first as _frame_first
from test_session_app import open_app
from tiny import shipped

from data.index.search import LONGEST
from data.query import story
from data.query.selection import Selection
from data.query.view import select
from data.tables.columns import printable
from data.tables.model import Step
from ui.session.session import KEY

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "text", [ALL[:LONGEST], NO_TEXT["NUL"], "\ufffe" * LONGEST], ids=["all", "NUL", "none"]
)
def test_a_view_of_hostile_words_can_be_gathered_into_the_story(text: str) -> None:
    app = open_app(lang="en", text=text)
    app.button(key="story-add").click().run()
    assert not app.exception
    (step,) = app.session_state[KEY].story.version.steps
    assert story.step_selection(shipped(), step).text == printable(text)
    again, found = story.parse(story.serialize([step], "x").encode(), shipped())
    assert (again, found) == ((step,), [])


def test_a_view_with_everything_chosen_can_be_gathered_too() -> None:
    facets = select(shipped(), Selection()).facets
    query = {facet: ",".join(values) for facet, values in facets.items()} | {"text": "\U0001f468" * LONGEST}
    app = open_app(lang="ar", **query)
    app.button(key="story-add").click().run()
    assert not app.exception
    assert len(app.session_state[KEY].story.version.steps) == 1


def story_file(**cells: Any) -> bytes:
    step = {"id": "one", "title_en": "One", "title_ar": "واحد"} | cells
    return json.dumps({"dalil": "story", "version": 1, "data": "", "steps": [step]}).encode()


@pytest.mark.parametrize("text", [*EVERY.values(), *NO_TEXT.values()], ids=[*EVERY, *NO_TEXT])
def test_every_column_of_a_story_file_takes_it_as_text_or_says_what_is_wrong(text: str) -> None:
    for column in Step.model_fields:
        for value in (text, [text]):
            steps, found = story.parse(story_file(**{column: value}), shipped())
            assert bool(steps) != bool(found)
            for problem in found:
                assert problem.row == 1
                assert problem.what
                assert problem.mend
                str(problem).encode()
            if column in ("title_en", "text_ar", "notes_en") and value == text and steps:
                assert getattr(steps[0], column) == printable(text).strip()


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None), max_size=30),  # halves of pairs too
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@CAREFUL
@given(st.dictionaries(st.sampled_from(list(Step.model_fields)) | st.text(max_size=5), VALUES, max_size=5))
def test_any_step_is_sound_or_every_problem_is_told(cells: dict[str, Any]) -> None:
    steps, found = story.parse(story_file(**cells), shipped())
    assert bool(steps) != bool(found)
    for problem in found:
        str(problem).encode()
    if steps:
        assert story.parse(story.serialize(steps, "x").encode(), shipped()) == (steps, [])


def test_what_is_typed_into_a_step_is_kept_as_far_as_it_is_text() -> None:
    step = Step(id="one", title_en="One", title_ar="واحد")
    said = story.edit_step(
        step, {"title_en": "\x00", "title_ar": "ب" * 900, "text_en": "a\x0bb\x07\ud800c\n" + ALL}
    )
    assert (said.title_en, said.title_ar, said.text_en) == ("One", "ب" * 300, f"a bc\n{printable(ALL)}")
