"""The reader's own story is never lost: versions that parted are merged, what is no step is kept, and what is
dropped can be put back."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import small

from data.query.front_matter import UNTITLED, FrontMatter
from data.query.story import MOST_STEPS, parse, serialize, story_front_matter
from data.query.story_versions import Version, merge_versions, parse_version, serialize_version
from data.tables.model import Step
from ui.session.session import KEY
from ui.session.story import own_story


def step(key: str, title: str = "One") -> Step:
    """A step with that id."""
    return Step(id=key, title_en=title, title_ar="واحد")


def version(*keys: str, **titles: str) -> Version:
    """A version of steps with these ids."""
    return Version(tuple(step(key, titles.get(key, "One")) for key in keys))


def ids(found: Version | Sequence[Step]) -> list[str]:
    """The ids of steps, in order."""
    return [own.id for own in (found.steps if isinstance(found, Version) else found)]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "want"),
    [
        ("", "a", "b", "ba"),
        ("a", "ab", "ac", "acb"),
        ("ab", "b", "ab", "b"),
        ("ab", "ab", "a", "a"),
        ("ab", "ba", "abc", "bca"),
        ("abc", "cab", "abdc", "cabd"),
        ("ab", "axb", "aby", "axby"),
        ("", "", "", ""),
        ("ab", "", "ab", ""),
        ("ab", "xa", "b", "x"),
    ],
)
def test_two_tabs_become_one_story(base: str, mine: str, theirs: str, want: str) -> None:
    assert "".join(ids(merge_versions(version(*base), version(*mine), version(*theirs)))) == want


def test_a_step_that_both_changed_stays_in_both_forms_and_a_changed_one_is_not_dropped() -> None:
    both = merge_versions(version("a"), version("a", a="Mine"), version("a", a="Theirs"))
    assert [(own.id, own.title_en) for own in both.steps] == [("a", "Theirs"), ("a-2", "Mine")]
    assert merge_versions(version("a"), version("a", a="Mine"), version()).steps[0].title_en == "Mine"
    assert merge_versions(version("a"), version(), version("a", a="Theirs")).steps[0].title_en == "Theirs"


def test_two_new_steps_of_the_same_id_stay_both() -> None:
    assert ids(
        merge_versions(version(), version("view-1", **{"view-1": "x"}), version("view-1", **{"view-1": "y"}))
    ) == ["view-1", "view-1-2"]


STEPS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["One", "Two"])),
    max_size=6,
    unique_by=lambda pair: pair[0],
).map(lambda pairs: Version(tuple(step(key, title) for key, title in pairs)))


@given(STEPS, STEPS, STEPS)
def test_no_merge_loses_what_one_side_added_or_changed(base: Version, mine: Version, theirs: Version) -> None:
    both = merge_versions(base, mine, theirs)
    kept = {(own.title_en, own.id[:1]) for own in both.steps}
    for side in (mine, theirs):
        assert {(own.title_en, own.id) for own in side.steps if own not in base.steps} <= kept
    assert len(set(ids(both))) == len(both.steps)
    assert merge_versions(base, mine, base).steps == mine.steps
    assert merge_versions(base, base, theirs).steps == theirs.steps


KEYS = st.sampled_from(["steps", "front", "history", "unread", "id", "title_en", "title_ar"])
JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(KEYS, part, max_size=4),
)


@given(st.text(max_size=60) | JSON.map(json.dumps))
def test_whatever_a_browser_has_kept_is_read_and_kept(text: str) -> None:
    found = parse_version(text)
    again = parse_version(serialize_version(found, "x"))
    assert (again.steps, again.unread) == (found.steps, found.unread)
    assert bool(text.strip()) == bool(found.unread or found.steps or isinstance(json_of(text), dict))


def json_of(text: str) -> Any:
    """What a text holds as JSON; None for none."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def test_a_row_that_is_no_step_is_kept_beside_the_sound_ones() -> None:
    rows = [{"id": "a", "title_en": "One", "title_ar": "واحد"}, {"id": "b", "colour": "red"}]
    found = parse_version(json.dumps({"dalil": "story", "version": 1, "steps": rows}))
    assert (ids(found), found.unread) == (["a"], (rows[1],))


# sessions


class Keeper:
    """What one browser keeps, and its tabs, without a browser: it does what keeper.js does."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        patch.setattr("ui.session.story.own_story.state.atlas", small)
        self.text: str | None = None
        self.patch = patch

    def tab(self) -> dict[str, Any]:
        """A new session of this browser."""
        return {}

    def on(self, tab: dict[str, Any]) -> None:
        """Act in this tab from now on."""
        self.patch.setattr("streamlit.session_state", tab)

    def run(self, tab: dict[str, Any]) -> None:
        """The end of a run: what is kept and what the session has are held together."""
        self.on(tab)
        told = own_story.exchange(wanted=False)
        if self.text is not None and parse_version(self.text).id not in told["seen"]:
            own_story.restore_story(self.text)
            self.run(tab)
        elif told["story"] is not None:
            self.text = told["story"]

    def add(self, tab: dict[str, Any], key: str) -> None:
        """Gather a step in a tab."""
        self.on(tab)
        own_story.replace_story((*own_story.own_steps(), step(key)))
        self.run(tab)

    @property
    def kept(self) -> list[str]:
        """Ids of the steps that the browser keeps."""
        return ids(parse_version(self.text or ""))


@pytest.fixture
def keeper(monkeypatch: pytest.MonkeyPatch) -> Keeper:
    """One that has kept nothing yet."""
    return Keeper(monkeypatch)


def test_a_new_session_adds_to_what_the_browser_has_kept(keeper: Keeper) -> None:
    first, second = keeper.tab(), keeper.tab()
    keeper.add(first, "a")
    keeper.add(first, "b")
    keeper.add(second, "c")  # before it was handed anything
    assert keeper.kept == ["a", "b", "c"]
    keeper.run(first)
    keeper.add(first, "d")
    assert keeper.kept == ["a", "b", "c", "d"]


def test_a_dropped_step_stays_dropped_in_every_tab_and_can_be_put_back(keeper: Keeper) -> None:
    one, other = keeper.tab(), keeper.tab()
    for key in "abc":
        keeper.add(one, key)
    keeper.run(other)
    keeper.on(one)
    own_story.drop_step("b")
    keeper.run(one)
    keeper.add(other, "d")
    assert keeper.kept == ["a", "c", "d"]
    keeper.run(one)
    own_story.undo_story_act()
    keeper.run(one)
    assert keeper.kept == ["a", "b", "c", "d"]


def test_every_change_on_the_board_can_be_taken_back(keeper: Keeper) -> None:
    tab = keeper.tab()
    for key in "abc":
        keeper.add(tab, key)
    before = own_story.own_steps()
    acts: list[Callable[[], None]] = [
        lambda: own_story.move("a", 1),
        lambda: own_story.arrange(["c", "a", "b"]),
        lambda: own_story.duplicate("b"),
        own_story.blank,
        lambda: own_story.replace_step("b", step("b", "Other")),
        lambda: own_story.drop_step("c"),
        lambda: own_story.set_front(FrontMatter(title_en="Mine")),
    ]
    for act in acts:
        act()
        assert (own_story.own_steps(), own_story.own_front_matter()) != (before, UNTITLED)
        own_story.undo_story_act()
        assert (own_story.own_steps(), own_story.own_front_matter()) == (before, UNTITLED)


def test_a_step_is_doubled_behind_itself_and_an_empty_one_stands_last(keeper: Keeper) -> None:
    tab = keeper.tab()
    for key in "abc":
        keeper.add(tab, key)
    own_story.duplicate("b")
    own_story.blank()
    a, b, again, c, new = own_story.own_steps()
    assert (a.id, b.id, c.id) == ("a", "b", "c")
    assert again == b.model_copy(update={"id": again.id})
    assert (new.show, new.title_en, new.title_ar) == ("points", "New step", "خطوة جديدة")
    assert len(set(ids(own_story.own_steps()))) == 5


@pytest.mark.parametrize("order", [[], ["a"], ["a", "a", "b"], ["a", "b", "x"], ["c", "b", "a", "d"]])
def test_an_order_of_other_steps_moves_nothing(keeper: Keeper, order: list[str]) -> None:
    tab = keeper.tab()
    for key in "abc":
        keeper.add(tab, key)
    own_story.arrange(order)
    assert ids(own_story.own_steps()) == ["a", "b", "c"]
    assert tab[KEY].story.acts == ()


def test_title_author_date_and_mark_are_kept_merged_and_saved(keeper: Keeper) -> None:
    one, other = keeper.tab(), keeper.tab()
    keeper.add(one, "a")
    keeper.run(other)
    keeper.on(one)
    own_story.set_front(FRONT)
    keeper.run(one)
    keeper.add(other, "b")
    assert (own_story.own_front_matter(), keeper.kept) == (FRONT, ["a", "b"])
    raw = serialize(own_story.own_steps(), "", own_story.own_front_matter()).encode()
    assert (parse(raw, small())[1], story_front_matter(raw)) == ([], FRONT)
    third = keeper.tab()
    keeper.run(third)
    assert own_story.own_front_matter() == FRONT


FRONT = FrontMatter(
    title_en="Mine",
    title_ar="قصتي",
    author="N. N.",
    date="2026-11",
    contact="Desk 7",
    mark="For the meeting only",
)


def test_the_last_step_can_be_dropped(keeper: Keeper) -> None:
    one, other = keeper.tab(), keeper.tab()
    keeper.add(one, "a")
    keeper.run(other)
    keeper.on(one)
    own_story.drop_step("a")
    keeper.run(one)
    keeper.run(other)
    assert (keeper.kept, own_story.own_steps()) == ([], ())


def test_a_step_that_names_what_is_gone_is_left_out_and_kept(keeper: Keeper) -> None:
    gone = step("gone").model_copy(update={"passage": "deleted.p01", "quote": "words"})
    keeper.text = serialize([step("a"), gone, step("b")], "x")
    tab = keeper.tab()
    keeper.run(tab)
    assert ids(own_story.presentable()) == ["a", "b"]
    assert [(own.id, problem.field) for own, problem in own_story.unpresentable()] == [("gone", "passage")]
    own_story.move("b", -1)
    keeper.add(tab, "c")
    assert keeper.kept == ["b", "gone", "a", "c"]
    own_story.drop_step("gone")
    keeper.run(tab)
    assert keeper.kept == ["b", "a", "c"]


def test_what_is_no_story_is_kept_until_the_reader_drops_it(keeper: Keeper) -> None:
    keeper.text = "not a story"
    tab = keeper.tab()
    keeper.add(tab, "a")
    assert (keeper.kept, parse_version(keeper.text).unread) == (["a"], ("not a story",))
    own_story.drop_unread()
    keeper.run(tab)
    assert (keeper.kept, parse_version(keeper.text).unread) == (["a"], ())


def test_a_file_of_other_data_is_taken_and_said(keeper: Keeper) -> None:
    tab = keeper.tab()
    keeper.add(tab, "a")
    assert own_story.load_story(serialize([step("b")], "other").encode(), "f.json") == []
    assert tab[KEY].story.foreign
    own_story.undo_story_act()
    assert ids(own_story.own_steps()) == ["a"], "what a file replaced is back"
    assert own_story.load_story(serialize([step("b")], small().digest).encode(), "f.json") == []
    assert not tab[KEY].story.foreign


def test_a_full_story_takes_no_more_and_says_so(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    tab = keeper.tab()
    keeper.on(tab)
    own_story.replace_story(tuple(step(f"s-{n}") for n in range(MOST_STEPS)))
    monkeypatch.setattr(own_story, "of_view", lambda *_: pytest.fail("a step was made"))
    own_story.add_view("map")
    assert (len(own_story.own_steps()), tab[KEY].story.full) == (MOST_STEPS, True)
