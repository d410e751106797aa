"""A story that a link brought: it becomes the reader's own where there is none; else the reader is asked."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data.i18n import Text
from data.query.front_matter import UNTITLED
from data.query.story import MOST_STEPS, parse, story_digest, story_front_matter
from data.query.story_versions import Version, merge_versions
from data.tables.problem import Problem
from ui.session import state
from ui.session.session import LinkedStory, session
from ui.session.story import own_story
from ui.story.link import from_fragment


def receive(fragment: str, key: str) -> None:
    """Take what a link holds (in a callback); `key`: by which the browser knows that it has been answered."""
    story = session().story
    raw = from_fragment(fragment)
    steps, problems = parse(raw, state.atlas(), "link") if raw else ((), [Problem("link", 0, "", "", "")])
    front = story_front_matter(raw) if raw and steps else UNTITLED
    foreign = bool(raw and steps) and story_digest(raw or b"") not in ("", state.atlas().digest)
    story.linked = LinkedStory(key, Version(steps, front=front), tuple(problems), foreign)
    if steps and not own_story.own_steps():
        take()


def take() -> None:
    """Make the story of the link the reader's own; that can be taken back."""
    _answer(lambda offered: offered)


def append_linked_story() -> None:
    """Add the steps of the story of the link to the reader's own; that can be taken back."""
    _answer(lambda offered: merge_versions(Version(), own_story.current_version(), offered))


def leave() -> None:
    """Leave the reader's own story as it is."""
    _answer(None)


def _answer(change: Callable[[Version], Version] | None) -> None:
    story = session().story
    if story.linked is None:
        return
    if change:
        new = change(story.linked.story)
        own_story.change_story(new.steps[:MOST_STEPS], new.front)
        story.foreign = story.linked.foreign
        st.session_state[own_story.ON_BOARD] = own_story.MINE
    story.answered, story.linked = story.linked.key, None


def show_offer(t: Text) -> None:
    """Show what a link has brought, for the reader to decide; or why it cannot be read."""
    offer = session().story.linked
    if offer is None:
        return
    if offer.problems:
        st.error(t("story.link-broken"))
        st.button(t("story.link-leave"), key="story-link-leave", on_click=leave)
        return
    steps = t.count("steps", len(offer.story.steps))
    named = offer.story.front.lines(t) or [t.name(offer.story.steps[0], "title")]
    st.info(t("story.link-offer", count=steps))
    st.text(" · ".join(named))
    with st.container(horizontal=True, gap="small"):
        for key, act in (("take", take), ("add", append_linked_story), ("leave", leave)):
            st.button(
                t(f"story.link-{key}"),
                key=f"story-link-{key}",
                on_click=act,
                type="primary" if key == "take" else "secondary",
            )
