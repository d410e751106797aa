"""The reader's story goes along in a dossier, and comes to the story of who loads it; nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_documents_dossier import lines, packed
from test_session_my_story import Keeper, ids, step
from test_session_my_story import keeper as keeper
from tiny import shipped

from data.atlas.case import FIRST_CASE
from data.commands import dossier
from data.documents.dossier.load import load_into
from data.documents.dossier.read import dossier_story
from data.documents.dossier.save import save_dossier
from data.documents.errors import Unfit
from data.documents.store import Store
from data.query.front_matter import UNTITLED, FrontMatter
from data.query.story import MOST_STEPS, serialize
from data.tables.model import Step
from ui.session.session import session
from ui.session.story import own_story

FRONT = FrontMatter(title_en="Briefing", title_ar="إحاطة")


def story(*steps: Step, front: FrontMatter = FRONT) -> str:
    """A story as the text of a file."""
    return serialize(steps, "data", front)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store without documents, which the command line has too."""
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{tmp_path}/documents.sqlite")
    return Store(f"sqlite:///{tmp_path}/documents.sqlite")


def test_a_dossier_gives_back_the_story_that_was_put_into_it(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, number = save_dossier(store, story(step("a"), step("b")))
    assert number == 0
    assert json.loads(dossier_story(raw)) == json.loads(story(step("a"), step("b")))
    assert dossier_story(save_dossier(store)[0]) == ""
    assert load_into(store, shipped(), raw) == (0, 0)
    (tmp_path / "file.gz").write_bytes(raw)
    assert dossier.main(["load", str(tmp_path / "file.gz")]) == 0
    assert "A story is in the file" in capsys.readouterr().out


@pytest.mark.parametrize("line", [{"story": {}, "texts": []}, ["story"], {"story": "\ud800"}])
def test_a_line_that_is_neither_document_nor_story_is_refused(store: Store, line: object) -> None:
    with pytest.raises(Unfit, match=r"dossier\.broken"):
        load_into(store, shipped(), packed([lines(save_dossier(store)[0])[0], line]))


def test_steps_of_a_dossier_stand_after_ones_own_and_can_be_taken_back(keeper: Keeper) -> None:
    keeper.add(tab := keeper.tab(), "a")
    assert own_story.append_story(story(step("b", "B"), step("a"), step("c", "C"))) == 2
    assert ids(own_story.own_steps()) == ["a", "b", "c"]
    assert own_story.own_front_matter() == FRONT
    assert own_story.append_story(story(step("a"), step("b", "B"), front=UNTITLED)) == 0, "they are there"
    assert own_story.own_front_matter() == FRONT
    assert own_story.append_story(story(step("a", "Another"))) == 1
    assert own_story.append_story(story(step("a", "Another"))) == 0, "it is there by another id"
    assert ids(own_story.own_steps()) == ["a", "b", "c", "a-2"]
    own_story.undo_story_act()
    keeper.run(tab)
    assert keeper.kept == ["a", "b", "c"]
    own_story.undo_story_act()
    assert ids(own_story.own_steps()) == ["a"]
    assert own_story.own_front_matter() == UNTITLED


@pytest.mark.parametrize("text", ["", "no story", '{"dalil": "story", "steps": [{"id": 7}, 5]}'])
def test_what_is_no_story_changes_nothing(keeper: Keeper, text: str) -> None:
    keeper.add(keeper.tab(), "a")
    assert own_story.append_story(text) == 0
    assert ids(own_story.own_steps()) == ["a"]


def test_a_story_takes_no_more_steps_than_it_holds_and_says_so(keeper: Keeper) -> None:
    keeper.add(keeper.tab(), "a")
    assert (
        own_story.append_story(story(*(step(f"s{n}", f"S{n}") for n in range(MOST_STEPS)))) == MOST_STEPS - 1
    )
    assert session().story.full


def test_each_case_has_its_own_story_to_save(keeper: Keeper) -> None:
    keeper.add(keeper.tab(), "a")
    session().enter("other")
    assert own_story.story_of_case(session(), "other", "") == ""
    kept = json.loads(own_story.story_of_case(session(), FIRST_CASE, ""))
    assert [row["id"] for row in kept["steps"]] == ["a"]
