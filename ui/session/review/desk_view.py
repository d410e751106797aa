"""The review desk as it is shown: a text with every suggested mark, and what to do with the current one."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents.review import SURE, Suggestion, suggestions
from data.documents.schema import Entry
from data.i18n import Lang, count, isolate, listed, name, number, say
from ui.html import review
from ui.session.components import show_reader
from ui.session.review import desk
from ui.session.review.entity_forms import actor_form, place_form, words_form
from ui.session.session import session


def show_desk(atlas: Atlas, entry: Entry, lang: Lang) -> None:
    """One document: its text with every mark, and what to do with the one that is looked at."""
    found = suggestions(entry)
    at = desk.current(found)
    still = sum(m.state == "open" for m in found)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            say(atlas, "review.back", lang), on_click=desk.open_document, args=("",), icon=":material/list:"
        )
        st.text(isolate(entry.document.title))
        st.text(say(atlas, "review.left", lang, count=count(atlas, "marks", still, lang)))
    text, aside = st.columns([64, 36], gap="medium")
    with text:
        first = review.page_of(found, at)
        show_reader(
            review.document(atlas, entry, found, at, lang, first), f"review:{entry.document.id}:{first}"
        )
    with aside, st.container(key="desk"):
        show_mark(atlas, entry, found, at, lang)
        with st.expander(say(atlas, "review.add", lang)):
            words_form(atlas, lang)
        with st.expander(say(atlas, "review.place", lang)):
            place_form(atlas, lang)
        with st.expander(say(atlas, "review.actor", lang)):
            actor_form(atlas, lang)
    desk.shown(entry)


def show_mark(atlas: Atlas, entry: Entry, found: list[Suggestion], at: int, lang: Lang) -> None:
    """The buttons for the current mark, each with its key."""
    if at >= 0:
        m = found[at]
        st.text(f"«{isolate(entry.content.texts[m.passage][m.start : m.end])}»")
        score = say(atlas, "review.score", lang, score=number(m.score, lang, 2))
        st.text(f"{review.mark_label(atlas, m, lang)} · {say(atlas, f'review.{m.state}', lang)} · {score}")
        if m.kind == "mention":
            candidates = [c for c in (m.more or {}).get("candidates", ()) if c in atlas.entities]
            if others := [name(atlas.entities[c], lang) for c in candidates if c != m.what]:
                st.text(say(atlas, "review.candidates", lang, names=listed(others, lang)))
            options = list(dict.fromkeys([*candidates, *atlas.entities]))
            st.selectbox(
                say(atlas, "review.correct", lang),
                options,
                key=f"correct-{m.key}",
                index=options.index(m.what) if m.what in options else None,
                format_func=lambda e: name(atlas.entities[e], lang),
                placeholder=say(atlas, "review.choose", lang),
                filter_mode="contains",
            )
        with st.container(horizontal=True):  # keys: a press on an earlier mark's button does not mean this
            st.button(
                say(atlas, "review.accept", lang),
                on_click=desk.decide,
                args=(m, "accepted", f"correct-{m.key}"),
                shortcut="A",
                type="primary",
                icon=":material/check:",
                key=f"accept-{m.key}-{m.state}",
            )
            st.button(
                say(atlas, "review.reject", lang),
                on_click=desk.decide,
                args=(m, "rejected"),
                shortcut="X",
                icon=":material/close:",
                key=f"reject-{m.key}-{m.state}",
            )
    else:
        st.write(say(atlas, "review.none", lang))
    show_steps(atlas, entry, found, lang)


def show_steps(atlas: Atlas, entry: Entry, found: list[Suggestion], lang: Lang) -> None:
    """The buttons that lead from mark to mark, take an act back, or accept many at once."""
    with st.container(horizontal=True):
        can: dict[str, Any] = {"on_click": desk.step, "disabled": not found}
        st.button(say(atlas, "review.previous", lang), args=(-1,), shortcut="P", **can)
        st.button(say(atlas, "review.next", lang), args=(1,), shortcut="N", **can)
        undone = not session().review.acts
        st.button(
            say(atlas, "review.undo", lang),
            on_click=desk.undo,
            shortcut="U",
            disabled=undone,
            icon=":material/undo:",
        )
    with st.container(horizontal=True):
        st.button(
            say(atlas, "review.accept-sure", lang), on_click=desk.decide_all, args=(SURE, entry.version)
        )
        st.button(say(atlas, "review.accept-all", lang), on_click=desk.decide_all, args=(0.0, entry.version))
