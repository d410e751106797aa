"""The reader's own story: the steps gathered in this session, held together with what the reader's browser
keeps of them.

The browser keeps one text. A session writes over it only what it has read before (see keeper.js); a version
it does not know yet, of another tab or of an earlier session, is handed to it and merged first. Steps that
name what is gone stay, and are not shown."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import Any

import streamlit as st

from data.compare.decisions import decided_pairs
from data.query.front_matter import UNTITLED, FrontMatter
from data.query.story import (
    MOST_STEPS,
    parse,
    presentable_steps,
    serialize,
    story_digest,
    story_front_matter,
)
from data.query.story_versions import (
    HISTORY,
    Version,
    distinct_steps,
    merge_versions,
    parse_version,
    serialize_version,
)
from data.tables.model import Step
from data.tables.problem import Problem
from data.tables.vocab import LANGS
from ui.charts.registry import ACTOR_TABS
from ui.session import state
from ui.session.session import Session, session
from ui.story.gathering import of_pair, of_view

MINE = "mine"
ON_BOARD = "story-on-board"  # the widget that says whose story is on the board
UNDONE = 20  # acts that can be taken back


def own_steps() -> tuple[Step, ...]:
    """All steps of the reader's story."""
    return current_version().steps


def presentable() -> tuple[Step, ...]:
    """The steps that can be shown with the data as it is."""
    return _parted()[0]


def unpresentable() -> tuple[tuple[Step, Problem], ...]:
    """The steps that cannot be shown now, each with the reason."""
    return _parted()[1]


def unreadable_steps() -> tuple[Any, ...]:
    """What the browser has kept and cannot be read as a step."""
    return current_version().unread


def _parted() -> tuple[tuple[Step, ...], tuple[tuple[Step, Problem], ...]]:
    """Sound steps and others, held against the data once for each version of both."""
    story, version_key = session().story, (state.atlas().digest, own_steps())
    if story.parted is None or story.parted[0] != version_key:
        story.parted = (version_key, presentable_steps(state.atlas(), own_steps()))
    return story.parted[1]


def current_version() -> Version:
    """The reader's story as it is now."""
    return session().story.version or Version()


def _hold(now: Version) -> None:
    """Make this version the reader's story, and remember it as known."""
    story = session().story
    story.version = now
    story.known = dict([*story.known.items(), (now.id, now)][-HISTORY:])


def _made(new: Version, *parents: Version) -> Version:
    """The version with an id of its own and those it was made from."""
    past = dict.fromkeys(key for parent in parents for key in parent.history)
    return replace(new, history=(secrets.token_hex(6), *past)[:HISTORY])


def replace_story(steps: tuple[Step, ...], front: FrontMatter | None = None) -> None:
    """Make these the reader's story; `front`: its front matter, where that changes."""
    now = current_version()
    _hold(_made(replace(now, steps=steps, front=now.front if front is None else front), now))


def own_front_matter() -> FrontMatter:
    """The front matter of the reader's story."""
    return current_version().front


def set_front(front: FrontMatter) -> None:
    """Give the reader's story this front matter; that can be taken back."""
    change_story(own_steps(), front)


def add_view(here: str) -> None:
    """Gather the view that is shown on the page `here` (in a callback)."""
    steps = own_steps()
    session().story.full = full = len(steps) >= MOST_STEPS
    if not full:
        replace_story((*steps, of_view(state.view(), here, steps, opened_chart(here))))


def add_pair(key: str) -> None:
    """Gather a pair of passages that a person has decided on, unless it was withdrawn."""
    steps, row = own_steps(), decided_pairs(state.atlas()).get(key)
    session().story.full = full = len(steps) >= MOST_STEPS
    if row and not full:
        replace_story((*steps, of_pair(state.view(), row, steps)))


def opened_chart(here: str) -> str:
    """The chart that was last picked in, or whose tab is open, on the page `here`; "" for the first there."""
    own = session()
    if here == "aid":
        return own.charts.chart if own.charts.records else ""
    for name, charts in ACTOR_TABS.items():
        if own.opened.get(name):
            return charts[own.opened[name]]
    focus = state.current_selection().in_focus
    return ACTOR_TABS["crossings"][0] if here == "actors" and focus.startswith("actor:") else ""


def replace_step(key: str, step: Step) -> None:
    """Put `step` in the place of the step `key`; that can be taken back."""
    change_story(tuple(step if old.id == key else old for old in own_steps()))


def blank(after: str = "") -> None:
    """Put an empty step after the step `after`, or at the end for ""."""
    titles = {f"title_{lang}": state.atlas().text(lang)("story.new") for lang in LANGS}
    _insert(Step.model_validate({"id": "step", "show": "points", **titles}), after)


def duplicate(key: str) -> None:
    """Put the same step once more after the step `key`."""
    _insert(next(step for step in own_steps() if step.id == key), key)


def _insert(step: Step, after: str) -> None:
    steps = own_steps()
    session().story.full = len(steps) >= MOST_STEPS or None
    if session().story.full:
        return
    taken = {own.id for own in steps}
    new = step.model_copy(
        update={"id": next(f"{step.id[:50]}-{n}" for n in count(2) if f"{step.id[:50]}-{n}" not in taken)}
    )
    at = next((n for n, own in enumerate(steps, start=1) if own.id == after), len(steps))
    change_story((*steps[:at], new, *steps[at:]))


def arrange(order: Sequence[str]) -> None:
    """Put the steps that can be shown into this order of ids; the others keep their places. An order that is
    not of these steps does nothing."""
    shown = {step.id: step for step in presentable()}
    if len(order) == len(shown) == len(set(order)) and set(order) == shown.keys():
        following = iter(order)
        steps = tuple(shown[next(following)] if step.id in shown else step for step in own_steps())
        if steps != own_steps():
            change_story(steps)


def move(key: str, by: int) -> None:
    """Move the step `key` before the one that is shown before it (-1) or after the one shown after it (1)."""
    order = [step.id for step in presentable()]
    at = order.index(key)
    order[at], order[at + by] = order[at + by], order[at]
    arrange(order)


def drop_step(key: str) -> None:
    """Drop the step `key`; it can be put back."""
    change_story(tuple(step for step in own_steps() if step.id != key))


def drop_unread() -> None:
    """Drop what is no step."""
    now = current_version()
    _hold(_made(replace(now, unread=()), now))


def change_story(steps: tuple[Step, ...], front: FrontMatter | None = None) -> None:
    """Make these the reader's story in the place of what it was, so that this can be taken back."""
    before = current_version()
    replace_story(steps, front)
    if before.steps or before.front != UNTITLED:
        story = session().story
        story.acts = (*story.acts, (before, current_version()))[-UNDONE:]


def undo_story_act() -> None:
    """Take back the last act on the board, and nothing that came after it."""
    story = session().story
    *rest, (before, after) = story.acts
    story.acts = tuple(rest)
    both = merge_versions(after, current_version(), before)
    replace_story(both.steps, both.front)


def load_story(raw: bytes, file: str) -> list[Problem]:
    """Take a story from a file. When it is not sound, the story stays as it was and every problem is
    returned."""
    steps, problems = parse(raw, state.atlas(), file)
    if steps:
        change_story(steps, story_front_matter(raw))
        session().story.foreign = story_digest(raw) not in ("", state.atlas().digest)
    return problems


def story_of_case(own: Session, case: str, digest: str) -> str:
    """The story that a session has of a case as the text of a file; "" where it has no steps. digest: of
    the data."""
    story = own.story if case == own.case else own.stories.get(case)
    version = (story and story.version) or Version()
    return serialize(version.steps, digest, version.front) if version.steps else ""


def append_story(text: str) -> int:
    """Add a story, the text of a file, to the reader's own of the open case, so that this can be taken back:
    its steps stand after the others, those that are there already stand once, and what is more than a story
    holds is left out. Returns how many steps came."""
    now, theirs = current_version(), parse_version(text)
    there = [step.model_dump(exclude={"id"}) for step in now.steps]
    new = [step for step in theirs.steps if step.model_dump(exclude={"id"}) not in there]
    steps = distinct_steps((*now.steps, *new))
    session().story.full = len(steps) > MOST_STEPS or None
    if steps != now.steps:
        change_story(steps[:MOST_STEPS], theirs.front if now.front == UNTITLED else now.front)
    return len(own_steps()) - len(now.steps)


def exchange(*, wanted: bool) -> dict[str, Any]:
    """What the browser is told: the text to keep, if there is one, and the versions that this session knows.
    wanted: it is to answer also when it keeps nothing."""
    story = session().story
    text = serialize_version(story.version, state.atlas().digest) if story.version else None
    return {
        "story": text,
        "seen": list(story.known),
        "wanted": wanted and text is None and not story.asked_browser,
        "linked": story.linked.key if story.linked else "",
        "answered": story.answered,
        "case": state.atlas().case.suffix,
    }


def restore_story(text: str) -> None:
    """Take what the browser has kept (in a callback): merge it with what this session has."""
    own = session()
    own.url.spoken = own.story.asked_browser = True
    theirs, seen, now = parse_version(text), own.story.known, current_version()
    if not text or theirs.id in seen:
        return
    base = next((seen[key] for key in theirs.history if key in seen), Version())
    both = merge_versions(base, now, theirs)
    _hold(theirs)
    if replace(both, history=theirs.history) != theirs:
        _hold(_made(both, theirs, now))
    if not now.history:
        st.session_state[ON_BOARD] = MINE
