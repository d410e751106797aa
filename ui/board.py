"""The board: the story's steps to read, order and edit, to save and load; the place from which the presentation starts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from data.atlas import Atlas
from data.model import Step
from data.story import dump, edited
from data.words import LANGS, Lang, count, say
from ui import readiness, share, state, storyboard
from ui.components import keep_story, show_readiness, show_share
from ui.slides import CHARTS
from ui.story import Measured, figures, filled
from ui.tables import show_table

CSS = Path(__file__).with_name("board.css")
FIELDS = {"title": 300, "text": 3000, "notes": 5000}  # characters at most
SHOWS = ("map", "profile", "document", "points", *(f"chart:{key}" for key in CHARTS))


def menu(lang: Lang, here: str) -> None:
    """For every page: gather this view, present from here, copy its link or citation."""
    atlas = state.atlas()
    with st.container(key="story-menu", gap="small"):
        buttons: dict[str, tuple[str, Callable[..., None], tuple[str, ...]]] = {
            "add": (":material/add_photo_alternate:", storyboard.add, (here,)),
            "here": (":material/present_to_all:", storyboard.present_here, ()),
        }
        for key, (icon, act, args) in buttons.items():
            st.button(say(atlas, f"story.{key}", lang), icon=icon, on_click=act, args=args, width="stretch", key=f"story-{key}")
        show_share(atlas, lang, ("link", "citation"), "", "share")
        if storyboard.embedded():
            st.html(share.EMBEDDED)
        if storyboard.mine() and here != "present":
            keep_story(storyboard.kept(), storyboard.take_kept)
        if st.session_state.pop("_added", False):
            st.toast(say(atlas, "story.added", lang, count=count(atlas, "steps", len(storyboard.mine()), lang)), icon=":material/check:")


def show(atlas: Atlas, lang: Lang, measured: Measured) -> None:
    """The whole board."""
    st.header(say(atlas, "story.title", lang), anchor=False)
    st.write(say(atlas, "story.lead", lang))
    left, right = st.columns([58, 42], gap="large")
    with left:
        st.session_state.setdefault("telling", storyboard.MINE if storyboard.mine() else "ours")
        which = st.segmented_control(
            say(atlas, "story.which", lang), ("ours", storyboard.MINE), key="telling", required=True, label_visibility="collapsed",
            format_func=lambda key: say(atlas, f"story.{key}", lang),
        )  # fmt: skip
        own = which == storyboard.MINE
        steps = storyboard.mine() if own else tuple(atlas.story.values())
        st.button(
            say(atlas, "story.start", lang), icon=":material/slideshow:", type="primary", key="story-start", disabled=not steps,
            on_click=storyboard.present, args=(storyboard.MINE if own else "",),
        )  # fmt: skip
        if own:
            files(atlas, steps, lang)
        else:
            st.button(say(atlas, "story.copy", lang), icon=":material/content_copy:", key="story-copy", on_click=_copy)
        values = figures(atlas, lang, measured)
        for number, step in enumerate(steps, start=1):
            row(atlas, step, number, own, lang, values)
    with right:
        st.subheader(say(atlas, "checks.title", lang), anchor=False)
        show_readiness(readiness.asked(atlas, steps, lang, measured))
        st.caption(say(atlas, "story.keys", lang))
    st.html(f"<style>{CSS.read_text(encoding='utf-8')}</style>")


def _copy() -> None:
    storyboard.keep(tuple(state.atlas().story.values()))
    st.session_state["telling"] = storyboard.MINE


def row(atlas: Atlas, step: Step, number: int, own: bool, lang: Lang, values: dict[str, str]) -> None:
    """A step: its number and title, the buttons that start, move or drop it, and the form to edit it."""
    key = f"{step.id}-{number}"
    with st.container(border=True, key=f"story-row-{number}"):
        signs = {"up": (":material/arrow_upward:", -1), "down": (":material/arrow_downward:", 1), "drop": (":material/delete:", 0)}
        tools: dict[str, tuple[str, Callable[..., None], tuple[Any, ...]]] = {
            tool: (icon, storyboard.move, (number, by)) for tool, (icon, by) in signs.items() if own
        }
        tools["from-here"] = (":material/play_arrow:", storyboard.present, (storyboard.MINE if own else "", number))
        title, *places = st.columns([12 if own else 15, *[1.3] * len(tools)], vertical_alignment="center", gap="small")
        title.text(f"{number} · {filled(step.title_ar if lang == 'ar' else step.title_en, values)}")
        for place, (tool, (icon, act, args)) in zip(places, tools.items(), strict=True):
            off = (tool, number) in {("up", 1), ("down", len(storyboard.mine()))}
            told = say(atlas, f"story.{tool}", lang)
            place.button("", icon=icon, help=told, key=f"{tool}-{key}", on_click=act, args=args, disabled=off, type="tertiary")
        if own:
            with st.expander(say(atlas, "story.edit", lang)):
                edit(atlas, step, number, lang)


def edit(atlas: Atlas, step: Step, number: int, lang: Lang) -> None:
    """The form of a step: title, text and notes in both languages, and what is large."""
    key = f"{step.id}-{number}"
    with st.form(f"form-{key}", border=False):
        given = {}
        for field, most in FIELDS.items():
            for lg, column in zip((lang, *(other for other in LANGS if other != lang)), st.columns(2), strict=True):
                name = f"{field}_{lg}"
                label = f"{say(atlas, f'story.field-{field}', lang)} · {say(atlas, f'present.say-{lg}', lang)}"
                write = column.text_input if field == "title" else column.text_area
                given[name] = write(label, getattr(step, name), key=f"{name}-{key}", max_chars=most)
        shows = SHOWS if step.show in SHOWS else (step.show, *SHOWS)
        given["show"] = st.selectbox(
            say(atlas, "story.large", lang), shows, index=shows.index(step.show), key=f"show-{key}",
            format_func=partial(_large, atlas, lang), filter_mode="contains",
        )  # fmt: skip
        if st.form_submit_button(say(atlas, "story.keep", lang)):
            if given["title_en"].strip() and given["title_ar"].strip():
                storyboard.replace(number, edited(step, given))
                st.rerun()
            st.warning(say(atlas, "story.no-title", lang))


def _large(atlas: Atlas, lang: Lang, shown: str) -> str:
    kind, _, key = shown.partition(":")
    return say(atlas, f"story.chart-{key}", lang) if kind == "chart" else say(atlas, f"story.large-{kind}", lang)


def files(atlas: Atlas, steps: tuple[Step, ...], lang: Lang) -> None:
    """Save the story as a file, load another; what is wrong with a file is told row by row."""
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            say(atlas, "story.save", lang), dump(steps, atlas.digest), file_name="dalil-story.json", mime="application/json",
            on_click="ignore", icon=":material/download:", disabled=not steps, key="story-save",
        )  # fmt: skip
        with st.popover(say(atlas, "story.load", lang), icon=":material/upload:"):
            loader(atlas, lang)
    if not steps:
        st.info(say(atlas, "story.empty", lang))


def loader(atlas: Atlas, lang: Lang) -> None:
    """The place to drop a story file."""
    given = st.file_uploader(say(atlas, "story.file", lang), type=["json"], key="story-file")
    if given is None or st.session_state.get("_loaded") == given.file_id:
        return
    problems = storyboard.load(given.getvalue(), given.name)
    if not problems:
        st.session_state["_loaded"] = given.file_id
        st.rerun()
    st.error(say(atlas, "story.broken", lang))
    columns = {"row": "story.step", "field": "problem.field", "what": "problem.what", "mend": "problem.mend"}
    show_table([{say(atlas, word, lang): str(getattr(p, c)) for c, word in columns.items()} for p in problems], lang)
