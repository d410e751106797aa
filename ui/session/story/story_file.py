"""The reader's story as a file and as a link: to save, to load, and what is wrong with a file."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.i18n.isolates import isolate
from data.query.story import MOST_STEPS, serialize
from data.tables.model import Step
from data.tables.problem import Problem
from ui.session.components import show_share
from ui.session.session import session
from ui.session.story import own_story
from ui.story.link import fragment

MOST_FAULTS = 10  # of a story file, that are told one by one
EXPECTED = {
    "id": "own-id",
    "view": "view",
    "frame": "id",
    "passage": "id",
    "sources": "id",
    "show": "show",
    "quote": "quote",
    "quote_en": "quote",
    "dalil": "story",
    "steps": "story",
    "": "story",
}


def show_files(atlas: Atlas, steps: tuple[Step, ...], t: Text) -> None:
    """Show how to save the story as a file and load another; what is wrong with a file is said row by row."""
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            t("story.save"),
            serialize(steps, atlas.digest, own_story.own_front_matter()),
            file_name=f"{own_story.own_front_matter().file_name(t.lang) or 'dalil-story'}.json",
            mime="application/json",
            on_click="ignore",
            icon=":material/download:",
            disabled=not steps,
            key="story-save",
        )
        st.button(t("story.blank"), icon=":material/add:", key="story-blank", on_click=own_story.blank)
        with st.popover(t("story.load"), icon=":material/upload:"):
            _upload(t)
    if not steps:
        st.info(t("story.empty"))
        return
    packed = fragment(serialize(own_story.own_steps(), atlas.digest, own_story.own_front_matter()))
    if packed:
        show_share(atlas, t, ("story",), "/present", "share-story", packed)
    else:
        st.caption(t("story.link-long"))


def _upload(t: Text) -> None:
    """The place to drop a story file."""
    given = st.file_uploader(t("story.file"), type=["json"], key="story-file")
    if given is None or session().story.loaded == given.file_id:
        return
    problems = own_story.load_story(given.getvalue(), given.name)
    if not problems:
        session().story.loaded = given.file_id
        st.rerun()
    st.error(t("story.broken"))
    st.html(Markup('<ul class="d-faults">{}</ul>').format(Markup().join(faults(problems, t))))


def faults(problems: Sequence[Problem], t: Text) -> list[Markup]:
    """What is wrong with a story file, a sentence each: step, field, what was expected, and what was found
    (as the check says it)."""
    lines, most = [], t.count("steps", MOST_STEPS)
    for problem in problems[:MOST_FAULTS]:
        place = t(
            "story.fault-step" if problem.row else "story.fault-file",
            step=problem.row,
            field=isolate(problem.field),
        )
        expected = t(f"story.expected-{EXPECTED.get(problem.field, 'columns')}", most=most)
        lines.append(
            Markup('<li>{} {} <bdi lang="en" dir="ltr">{}</bdi></li>').format(place, expected, problem.what)
        )
    left = len(problems) - MOST_FAULTS
    return [*lines, Markup("<li>{}</li>").format(t("story.faults-more", n=left))] if left > 0 else lines
