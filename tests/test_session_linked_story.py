"""A story in the fragment of a link: it comes whole to others, replaces nothing unasked, and a hostile one is
refused."""

from __future__ import annotations

import base64
import zlib
from random import Random
from typing import Any

import pytest
from hostile import STRINGS
from hypothesis import given
from hypothesis import strategies as st
from test_session_my_story import FRONT, Keeper, ids, step
from tiny import shipped, small

from data.query.story import LONGEST_FILE, parse, serialize
from ui.session.session import KEY
from ui.session.story import linked, own_story
from ui.story.link import LONGEST, fragment, from_fragment


@pytest.fixture
def keeper(monkeypatch: pytest.MonkeyPatch) -> Keeper:
    """One that has kept nothing yet."""
    return Keeper(monkeypatch)


@pytest.fixture(autouse=True)
def _data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.session.story.linked.state.atlas", small)


def linking(*keys: str, digest: str = "") -> str:
    """The fragment of a link to a story of steps with these ids."""
    return fragment(serialize([step(key) for key in keys], digest or small().digest, FRONT))


def test_a_whole_story_goes_into_a_link_and_comes_out_as_it_was() -> None:
    steps = tuple(shipped().story.values())
    text = serialize(steps, shipped().digest, FRONT)
    made = fragment(text)
    assert made.startswith("#story=")
    assert made[1:].replace("=", "", 1).replace("-", "").replace("_", "").isalnum()
    assert from_fragment(made) == text.encode()
    assert parse(from_fragment(made) or b"", shipped()) == (steps, [])


def test_a_story_too_long_for_a_link_has_none() -> None:
    noise = Random(7).randbytes(LONGEST).hex()
    assert fragment(serialize([step("a")], "") + noise) == ""


@given(st.text(max_size=80) | st.binary(max_size=80).map(lambda b: base64.urlsafe_b64encode(b).decode()))
def test_no_fragment_brings_the_reader_down(letters: str) -> None:
    raw = from_fragment(f"#story={letters}")
    assert raw is None or isinstance(raw, bytes)
    assert from_fragment(letters) is None or letters.startswith("#story=")


def test_a_fragment_that_would_unpack_to_more_than_a_file_is_refused() -> None:
    packing = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    bomb = packing.compress(b" " * (LONGEST_FILE + 1)) + packing.flush()
    assert from_fragment("#story=" + base64.urlsafe_b64encode(bomb).decode()) is None


def test_a_link_gives_a_reader_without_a_story_that_story(keeper: Keeper) -> None:
    tab = keeper.tab()
    keeper.on(tab)
    linked.receive(linking("a", "b"), "1")
    keeper.run(tab)
    assert (keeper.kept, own_story.own_front_matter()) == (["a", "b"], FRONT)
    assert (tab[KEY].story.linked, tab[KEY].story.answered) == (None, "1")


@pytest.mark.parametrize(
    ("decide", "want"), [(linked.take, "xa"), (linked.append_linked_story, "mxa"), (linked.leave, "mx")]
)
def test_a_link_replaces_nothing_unasked_and_is_taken_back(
    keeper: Keeper,
    decide: Any,
    want: str,
) -> None:
    tab = keeper.tab()
    for key in "mx":
        keeper.add(tab, key)
    linked.receive(linking("x", "a"), "7")
    assert ids(own_story.own_steps()) == ["m", "x"]
    assert tab[KEY].story.answered == ""
    decide()
    assert sorted(own[0] for own in ids(own_story.own_steps())) == sorted(want)
    assert (tab[KEY].story.linked, tab[KEY].story.answered) == (None, "7")
    if decide is not linked.leave:
        own_story.undo_story_act()
    assert ids(own_story.own_steps()) == ["m", "x"]


def test_a_link_of_other_data_says_so(keeper: Keeper) -> None:
    tab = keeper.tab()
    keeper.on(tab)
    linked.receive(linking("a", digest="other"), "1")
    assert tab[KEY].story.foreign


@pytest.mark.parametrize("given_", ["#story=", "#story=abc", "#story=%00<script>", "#story=" + "A" * 99])
def test_a_broken_link_is_offered_with_its_fault_and_changes_nothing(
    keeper: Keeper,
    given_: str,
) -> None:
    tab = keeper.tab()
    keeper.on(tab)
    linked.receive(given_, "1")
    assert tab[KEY].story.linked.problems
    assert own_story.own_steps() == ()
    linked.leave()
    assert tab[KEY].story.answered == "1"


@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
def test_hostile_words_in_a_link_stay_words(keeper: Keeper, text: str) -> None:
    keeper.on(keeper.tab())
    linked.receive(fragment(serialize([step("a", text)], "")), "1")
    (own,) = own_story.own_steps()
    assert own.title_en == step("a", text).title_en
