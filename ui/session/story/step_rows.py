"""A step on the board: the frame of its small picture, the buttons that start, move, copy or drop it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from data.i18n import Text
from data.tables.model import Step
from ui.session.components import show_folded
from ui.session.story import own_story, stage
from ui.session.story.board_pictures import picture_frame
from ui.session.story.step_form import edit
from ui.story.figures import fill_figures


def show_row(step: Step, number: int, t: Text, values: Mapping[str, str], *, own: bool) -> None:
    """Show a step: what it looks like, its number and title, its buttons, and the form to edit it."""
    with st.container(border=True, key=f"story-row-{number}"):
        picture, rest = st.columns([28, 72], gap="small", vertical_alignment="center")
        picture.html(picture_frame(step, number, t))
        with rest:
            _head(step, number, t, values, own=own)
        if own:
            show_folded(t("story.edit"), f"edit-{step.id}", partial(edit, step, number, t, values))


def _head(step: Step, number: int, t: Text, values: Mapping[str, str], *, own: bool) -> None:
    key = f"{step.id}-{number}"
    tools: dict[str, tuple[str, Callable[..., None], tuple[Any, ...]]] = {}
    if own:
        tools = {"up": (":material/arrow_upward:", own_story.move, (step.id, -1))}
        tools["down"] = (":material/arrow_downward:", own_story.move, (step.id, 1))
        tools["duplicate"] = (":material/content_copy:", own_story.duplicate, (step.id,))
        tools["drop"] = (":material/delete:", own_story.drop_step, (step.id,))
    tools["from-here"] = (
        ":material/play_arrow:",
        stage.start_presenting,
        (own_story.MINE if own else "", number),
    )
    st.text(f"{number} · {fill_figures(t.name(step, 'title'), values)}")
    if planned := [clock(step.seconds)] * bool(step.seconds) + [t("present.backup")] * step.backup:
        st.caption(" · ".join(planned))
    with st.container(horizontal=True, gap="small"):
        for tool, (icon, act, args) in tools.items():
            st.button(
                "",
                icon=icon,
                help=t(f"story.{tool}"),
                key=f"{tool}-{key}",
                on_click=act,
                args=args,
                disabled=(tool, number) in {("up", 1), ("down", len(own_story.presentable()))},
                type="tertiary",
            )


def clock(seconds: int) -> str:
    """Seconds as minutes and seconds."""
    return f"{seconds // 60}:{seconds % 60:02}"
