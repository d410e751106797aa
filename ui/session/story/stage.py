"""The story of this session: which is told, and at which step, as the URL says."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.i18n import Text
from data.query.front_matter import UNTITLED, FrontMatter
from data.query.story import step_selection
from data.tables.model import Step
from data.tables.vocab import LANGS
from ui.session import state, streamlit_private
from ui.session.run import url_sync
from ui.session.session import session
from ui.session.story.own_story import MINE, opened_chart, own_front_matter, presentable, unpresentable
from ui.story.nearest import nearest, page_of_step

URL = ("step", "story", "both")


def begin_stage(here: str) -> None:
    """Open the run: on the page that presents, the URL says which story, step and languages; elsewhere
    nothing does."""
    story = session().story
    if story.staged:
        # A button has spoken: it holds until its page is there.
        story.staged = bool(story.stage) != (here == "present")
    elif here == "present":
        story.stage = {key: st.query_params[key][:20] for key in URL if key in st.query_params}
        if not story.stage and story.left and streamlit_private.went_back():
            _return_to(*story.left)
    else:
        story.stage = {}


def _return_to(stage: dict[str, str], url: dict[str, str]) -> None:
    """Present again what was left, once: a change of page leaves after, before the page it goes to, the old
    one with the new parameters (`url`), and that is where Back leads."""
    own = session().story
    if url_sync.asked_for() == url:
        own.stage, own.left = stage, None


def stage() -> dict[str, str]:
    """The URL parameters of the presentation; empty when none is on."""
    return session().story.stage


def current_steps() -> tuple[Step, ...]:
    """The story that is told: the reader's own where the URL asks for it and there is one, else the one of
    the data."""
    own = presentable() if stage().get("story") == MINE else ()
    return own or tuple(state.atlas().story.values())


def current_front() -> FrontMatter:
    """The front matter of the story that is told: of the reader's own, where that is."""
    return own_front_matter() if stage().get("story") == MINE and presentable() else UNTITLED


def omitted_steps_note(t: Text) -> str:
    """How many steps of the reader's own story are left out of what is told, in words; empty for none."""
    omitted = len(unpresentable()) if stage().get("story") == MINE else 0
    return t("story.untold", count=t.count("steps", omitted)) if omitted else ""


def current_step() -> int | None:
    """The step that is shown, from 1; None while nothing is presented."""
    step = stage().get("step")
    if step is None or not current_steps() or (stage().get("story") == MINE and not presentable()):
        return None
    n = int(step) if step.isascii() and step.isdigit() else 1
    return min(max(n, 1), len(current_steps()))


def start_presenting(story: str = "", step: int = 1) -> None:
    """Begin to present (in a callback)."""
    own = session()
    own.story.stage = {"step": str(step)} | ({"story": story} if story else {})
    own.story.staged = own.url.spoken = True
    own.url.turn = "present"


def is_embedded() -> bool:
    """Is the app shown inside another page, without the frame (a link with embed=1)? It may go from
    the URL: it is remembered for the session."""
    url = session().url
    url.embedded = url.embedded or streamlit_private.asks_to_embed()
    return url.embedded


def present_here(here: str) -> None:
    """Begin at the step that is nearest to what the page `here` shows, in the reader's own story if it has
    one as near as the other, else at the first step."""
    view, chart = state.view(), opened_chart(here)
    own, ours = (
        nearest(view, here, chart, steps) for steps in (presentable(), tuple(view.atlas.story.values()))
    )
    story, (_, step) = (MINE, own) if own[0] and own >= ours else ("", ours)
    start_presenting(story, step)


def on_presenter_event(act: dict[str, Any]) -> None:
    """What the deck asks for: its main language, which its URL says already, or to leave for the view of a
    step."""
    own = session()
    lang, left = act.get("lang"), act.get("leave")
    if lang in LANGS:
        own.lang = lang
    steps = {step.id: step for step in current_steps()}
    if left in steps:
        at = str(1 + list(steps).index(left))
        start = own.story.stage | {"step": at}
        own.story.stage, own.story.staged = {}, True
        chosen = step_selection(state.atlas(), steps[left])
        state.choose(**{key: getattr(chosen, key) for key in chosen.__dataclass_fields__})
        state.ask_frame(chosen.in_focus, gentle=False)
        own.story.left = (start, url_sync.query())
        own.url.turn = page_of_step(steps[left])
