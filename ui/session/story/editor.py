"""The board: the story's steps to read, order and edit, to save and load; the place from which the
presentation starts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.i18n import LANGS, Lang, count, isolate, name, say
from data.query.story import CHARTS, MOST_STEPS, edited, serialize
from data.tables.model import Step
from data.tables.problem import Problem
from ui import share
from ui.session import state
from ui.session.components import keep_story, show_readiness, show_share
from ui.session.session import session
from ui.session.story import own_story, stage
from ui.story import readiness
from ui.story.steps import Measured, figures, fill_figures
from web.assets import STYLES

CSS = STYLES / "story_editor.css"
FIELDS = {"title": 300, "text": 3000, "notes": 5000}  # characters at most
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
SHOWS = ("map", "profile", "document", "points", *(f"chart:{key}" for key in CHARTS))


def menu(lang: Lang, here: str) -> None:
    """For every page: gather this view, present from here, copy its link or citation."""
    atlas = state.atlas()
    with st.container(key="story-menu", gap="small"):
        buttons: dict[str, tuple[str, Callable[..., None], tuple[str, ...]]] = {
            "add": (":material/add_photo_alternate:", own_story.add, (here,)),
            "here": (":material/present_to_all:", stage.present_here, ()),
        }
        for key, (icon, act, args) in buttons.items():
            st.button(
                say(atlas, f"story.{key}", lang),
                icon=icon,
                on_click=act,
                args=args,
                width="stretch",
                key=f"story-{key}",
            )
        show_share(atlas, lang, ("link", "citation"), "", "share")
        if stage.embedded():
            st.html(share.EMBEDDED)
        story = session().story
        full, story.full = story.full, None
        if full is not None:
            told, steps = (
                "story.full" if full else "story.added",
                count(atlas, "steps", len(own_story.own_steps()), lang),
            )
            st.toast(
                say(atlas, told, lang, count=steps), icon=":material/warning:" if full else ":material/check:"
            )


def keep() -> None:
    """For every page: hold the reader's story together with what the browser keeps of it."""
    asked = stage.stage().get("story") == own_story.MINE
    keep_story(own_story.exchange(asked), own_story.restore_story)


def show(atlas: Atlas, lang: Lang, measured: Measured) -> None:
    """The whole board."""
    st.header(say(atlas, "story.title", lang), anchor=False)
    st.write(say(atlas, "story.lead", lang))
    left, right = st.columns([58, 42], gap="large")
    with left:
        missing(atlas, lang)
        st.session_state.setdefault("telling", own_story.MINE if own_story.own_steps() else "ours")
        which = st.segmented_control(
            say(atlas, "story.which", lang),
            ("ours", own_story.MINE),
            key="telling",
            required=True,
            label_visibility="collapsed",
            format_func=lambda key: say(atlas, f"story.{key}", lang),
        )
        own = which == own_story.MINE
        steps = own_story.presentable() if own else tuple(atlas.story.values())
        st.button(
            say(atlas, "story.start", lang),
            icon=":material/slideshow:",
            type="primary",
            key="story-start",
            disabled=not steps,
            on_click=stage.present,
            args=(own_story.MINE if own else "",),
        )
        if own:
            files(atlas, steps, lang)
            set_aside(atlas, lang)
        else:
            st.button(
                say(atlas, "story.copy", lang),
                icon=":material/content_copy:",
                key="story-copy",
                on_click=_copy,
            )
        values = figures(atlas, lang, measured)
        with st.container(key="story-rows"):
            for number, step in enumerate(steps, start=1):
                row(atlas, step, number, own, lang, values)
    with right:
        st.subheader(say(atlas, "checks.title", lang), anchor=False)
        show_readiness(readiness.asked(atlas, steps, lang, measured))
        st.caption(say(atlas, "story.keys", lang))
    st.html(f"<style>{CSS.read_text(encoding='utf-8')}</style>")


def _copy() -> None:
    own_story.instead(tuple(state.atlas().story.values()))
    st.session_state["telling"] = own_story.MINE


def missing(atlas: Atlas, lang: Lang) -> None:
    """Say so when a link leads to a story of the reader's own and this browser keeps none."""
    asked = stage.stage().get("story") == own_story.MINE
    if asked and session().story.asked_browser and not own_story.own_steps():
        st.warning(say(atlas, "story.not-here", lang))


def set_aside(atlas: Atlas, lang: Lang) -> None:
    """The steps that cannot be shown now, each with the reason, until the reader drops them; the last act to
    take back."""
    if session().story.foreign:
        st.info(say(atlas, "story.other-data", lang))
    if session().story.acts:
        st.button(
            say(atlas, "story.undo", lang), icon=":material/undo:", key="story-undo", on_click=own_story.undo
        )
    gone = own_story.left_out()
    if gone:
        st.warning(say(atlas, "story.left-out", lang, count=count(atlas, "steps", len(gone), lang)))
    for step, problem in gone:
        why = say(atlas, f"story.gone-{problem.field.removesuffix('_en')}", lang)
        with st.container(horizontal=True, key=f"story-gone-{step.id}"):
            st.text(f"{name(step, lang, 'title')} · {why}")
            told = say(atlas, "story.drop", lang)
            st.button(
                told,
                icon=":material/delete:",
                key=f"drop-{step.id}",
                on_click=own_story.drop,
                args=(step.id,),
            )
    if unread := own_story.unread():
        st.warning(say(atlas, "story.unread", lang))
        st.code(
            "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in unread)[
                :5000
            ],
            language=None,
        )
        st.button(
            say(atlas, "story.drop-unread", lang),
            icon=":material/delete:",
            key="story-drop-unread",
            on_click=own_story.drop_unread,
        )


def row(atlas: Atlas, step: Step, number: int, own: bool, lang: Lang, values: dict[str, str]) -> None:
    """A step: its number and title, the buttons that start, move or drop it, and the form to edit it."""
    key = f"{step.id}-{number}"
    with st.container(border=True, key=f"story-row-{number}"):
        tools: dict[str, tuple[str, Callable[..., None], tuple[Any, ...]]] = {}
        if own:
            tools = {"up": (":material/arrow_upward:", own_story.move, (step.id, -1))}
            tools["down"] = (":material/arrow_downward:", own_story.move, (step.id, 1))
            tools["drop"] = (":material/delete:", own_story.drop, (step.id,))
        tools["from-here"] = (":material/play_arrow:", stage.present, (own_story.MINE if own else "", number))
        title, *places = st.columns(
            [12 if own else 15, *[1.3] * len(tools)], vertical_alignment="center", gap="small"
        )
        title.text(f"{number} · {fill_figures(step.title_ar if lang == 'ar' else step.title_en, values)}")
        for place, (tool, (icon, act, args)) in zip(places, tools.items(), strict=True):
            off = (tool, number) in {("up", 1), ("down", len(own_story.presentable()))}
            told = say(atlas, f"story.{tool}", lang)
            place.button(
                "",
                icon=icon,
                help=told,
                key=f"{tool}-{key}",
                on_click=act,
                args=args,
                disabled=off,
                type="tertiary",
            )
        if own:
            with st.expander(say(atlas, "story.edit", lang)):
                edit(atlas, step, number, lang)


def edit(atlas: Atlas, step: Step, number: int, lang: Lang) -> None:
    """The form of a step: title, text and notes in both languages, and what is large."""
    key = f"{step.id}-{number}"
    with st.form(f"form-{key}", border=False):
        given = {}
        for field, most in FIELDS.items():
            for lg, column in zip(
                (lang, *(other for other in LANGS if other != lang)), st.columns(2), strict=True
            ):
                column_name = f"{field}_{lg}"
                label = (
                    f"{say(atlas, f'story.field-{field}', lang)} · {say(atlas, f'present.say-{lg}', lang)}"
                )
                write = column.text_input if field == "title" else column.text_area
                given[column_name] = write(
                    label, getattr(step, column_name), key=f"{column_name}-{key}", max_chars=most
                )
        shows = SHOWS if step.show in SHOWS else (step.show, *SHOWS)
        given["show"] = st.selectbox(
            say(atlas, "story.large", lang),
            shows,
            index=shows.index(step.show),
            key=f"show-{key}",
            format_func=partial(_large, atlas, lang),
            filter_mode="contains",
        )
        if st.form_submit_button(say(atlas, "story.keep", lang)):
            if given["title_en"].strip() and given["title_ar"].strip():
                own_story.replace(step.id, edited(step, given))
                st.rerun()
            st.warning(say(atlas, "story.no-title", lang))


def _large(atlas: Atlas, lang: Lang, shown: str) -> str:
    kind, _, key = shown.partition(":")
    return (
        say(atlas, f"story.chart-{key}", lang) if kind == "chart" else say(atlas, f"story.large-{kind}", lang)
    )


def files(atlas: Atlas, steps: tuple[Step, ...], lang: Lang) -> None:
    """Save the story as a file, load another; what is wrong with a file is told row by row."""
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            say(atlas, "story.save", lang),
            serialize(steps, atlas.digest),
            file_name="dalil-story.json",
            mime="application/json",
            on_click="ignore",
            icon=":material/download:",
            disabled=not steps,
            key="story-save",
        )
        with st.popover(say(atlas, "story.load", lang), icon=":material/upload:"):
            loader(atlas, lang)
    if not steps:
        st.info(say(atlas, "story.empty", lang))


def loader(atlas: Atlas, lang: Lang) -> None:
    """The place to drop a story file."""
    given = st.file_uploader(say(atlas, "story.file", lang), type=["json"], key="story-file")
    if given is None or session().story.loaded == given.file_id:
        return
    problems = own_story.load(given.getvalue(), given.name)
    if not problems:
        session().story.loaded = given.file_id
        st.rerun()
    st.error(say(atlas, "story.broken", lang))
    st.html(Markup('<ul class="d-faults">{}</ul>').format(Markup().join(faults(atlas, problems, lang))))


def faults(atlas: Atlas, problems: Sequence[Problem], lang: Lang) -> list[Markup]:
    """What is wrong with a story file, a sentence each: step, field, what was expected, and what was found
    (as the check says it)."""
    lines, most = [], count(atlas, "steps", MOST_STEPS, lang)
    for problem in problems[:MOST_FAULTS]:
        place = say(
            atlas,
            "story.fault-step" if problem.row else "story.fault-file",
            lang,
            step=problem.row,
            field=isolate(problem.field),
        )
        expected = say(atlas, f"story.expected-{EXPECTED.get(problem.field, 'columns')}", lang, most=most)
        lines.append(
            Markup('<li>{} {} <bdi lang="en" dir="ltr">{}</bdi></li>').format(place, expected, problem.what)
        )
    left = len(problems) - MOST_FAULTS
    return (
        [*lines, Markup("<li>{}</li>").format(say(atlas, "story.faults-more", lang, n=left))]
        if left > 0
        else lines
    )
