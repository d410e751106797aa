"""The board: the story's steps to read, order and edit, to save and load; the place from which the
presentation starts."""

from __future__ import annotations

import json
from collections.abc import Callable

import streamlit as st

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.query.front_matter import UNTITLED
from data.tables.model import Step
from ui import share
from ui.html.headings import page_head, page_title
from ui.session import state
from ui.session.components import (
    keep_story,
    order_steps,
    show_readiness,
    show_share,
)
from ui.session.session import session
from ui.session.story import linked, own_story, stage
from ui.session.story.board_pictures import show_pictures
from ui.session.story.front_form import show_front
from ui.session.story.step_rows import clock, show_row
from ui.session.story.story_file import show_files
from ui.story import readiness, slides
from ui.story.figures import Figures, MapMeasurements
from web.assets import STYLES

SHEETS = (slides.CSS, STYLES / "story_editor.css")


def menu(t: Text, here: str) -> None:
    """Show, on every page: gather this view, present from here, copy its link or citation."""
    atlas = state.atlas()
    with st.container(key="story-menu", gap="small"):
        buttons: dict[str, tuple[str, Callable[..., None], tuple[str, ...]]] = {
            "add": (":material/add_photo_alternate:", own_story.add_view, (here,)),
            "here": (":material/present_to_all:", stage.present_here, (here,)),
        }
        for key, (icon, act, args) in buttons.items():
            st.button(
                t(f"story.{key}"),
                icon=icon,
                on_click=act,
                args=args,
                width="stretch",
                key=f"story-{key}",
            )
        show_share(atlas, t, ("link", "translated", "citation"), "", "share")
        if stage.is_embedded():
            st.html(share.EMBEDDED)
        story = session().story
        full, story.full = story.full, None
        if full is not None:
            message, steps = (
                "story.full" if full else "story.added",
                t.count("steps", len(own_story.own_steps())),
            )
            st.toast(t(message, count=steps), icon=":material/warning:" if full else ":material/check:")


def keep_own_story() -> None:
    """Hold the reader's story together with what the browser keeps of it, on every page."""
    own_asked = stage.stage().get("story") == own_story.MINE
    keep_story(own_story.exchange(wanted=own_asked), restore_from_browser)


def restore_from_browser(text: str, link: str) -> None:
    """Take what the browser hands over (in a callback): the story it keeps, or that of a link."""
    if link:
        session().url.spoken = True
        linked.receive(text, link)
    else:
        own_story.restore_story(text)


def show_editor(atlas: Atlas, t: Text, measured: MapMeasurements) -> None:
    """Show the whole board."""
    st.html(page_head(page_title("present", t), lead=t("story.lead")))
    left, right = st.columns([58, 42], gap="large")
    with left:
        missing(t)
        linked.show_offer(t)
        own = _choose_story(t)
        steps = own_story.presentable() if own else tuple(atlas.story.values())
        _tools(atlas, steps, t, own=own)
        if planned := sum(step.seconds for step in steps if not step.backup):
            st.caption(t("story.planned", time=clock(planned)))
        values = Figures(atlas, t, measured)
        with st.container(key="story-rows"):
            for number, step in enumerate(steps, start=1):
                show_row(step, number, t, values, own=own)
            if own:
                order_steps([step.id for step in steps], own_story.arrange)
    with right:
        st.header(t("checks.title"), anchor=False)
        show_readiness(readiness.list_data(atlas, steps, t, measured))
        st.caption(t("story.keys"))
    st.html(f"<style>{''.join(sheet.read_text(encoding='utf-8') for sheet in SHEETS)}</style>")
    show_pictures(atlas, steps, own_story.own_front_matter() if own else UNTITLED, t, measured)


def _choose_story(t: Text) -> bool:
    """Ask which story is on the board: the reader's own, or ours."""
    st.session_state.setdefault(own_story.ON_BOARD, own_story.MINE if own_story.own_steps() else "ours")
    which = st.segmented_control(
        t("story.which"),
        ("ours", own_story.MINE),
        key=own_story.ON_BOARD,
        required=True,
        label_visibility="collapsed",
        format_func=lambda key: t(f"story.{key}"),
    )
    return which == own_story.MINE


def _tools(atlas: Atlas, steps: tuple[Step, ...], t: Text, *, own: bool) -> None:
    """What is done with the story as a whole."""
    st.button(
        t("story.start"),
        icon=":material/slideshow:",
        type="primary",
        key="story-start",
        disabled=not steps,
        on_click=stage.start_presenting,
        args=(own_story.MINE if own else "",),
    )
    if own:
        show_files(atlas, steps, t)
        show_front(t)
        set_aside(t)
    else:
        st.button(t("story.copy"), icon=":material/content_copy:", key="story-copy", on_click=_copy)


def _copy() -> None:
    own_story.change_story(tuple(state.atlas().story.values()))
    st.session_state[own_story.ON_BOARD] = own_story.MINE


def missing(t: Text) -> None:
    """Show a notice where a link leads to a story of the reader's own and this browser keeps none."""
    own_asked = stage.stage().get("story") == own_story.MINE
    if own_asked and session().story.asked_browser and not own_story.own_steps():
        st.warning(t("story.not-here"))


def set_aside(t: Text) -> None:
    """Show the steps that cannot be shown now, each with the reason, until the reader drops them, and the
    button that takes the last act back."""
    if session().story.foreign:
        st.info(t("story.other-data"))
    if session().story.acts:
        st.button(
            t("story.undo"), icon=":material/undo:", key="story-undo", on_click=own_story.undo_story_act
        )
    omitted = own_story.unpresentable()
    if omitted:
        st.warning(t("story.left-out", count=t.count("steps", len(omitted))))
    for step, problem in omitted:
        why = t(f"story.gone-{problem.field.removesuffix('_en')}")
        with st.container(horizontal=True, key=f"story-gone-{step.id}"):
            st.text(f"{t.name(step, 'title')} · {why}")
            label = t("story.drop")
            st.button(
                label,
                icon=":material/delete:",
                key=f"drop-{step.id}",
                on_click=own_story.drop_step,
                args=(step.id,),
            )
    if unread := own_story.unreadable_steps():
        st.warning(t("story.unread"))
        st.code(
            "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in unread)[
                :5000
            ],
            language=None,
        )
        st.button(
            t("story.drop-unread"),
            icon=":material/delete:",
            key="story-drop-unread",
            on_click=own_story.drop_unread,
        )
