"""The URL and the session held together: it is read where a run begins, and written, once, where it ends."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from data.atlas.case import FIRST_CASE
from data.documents.availability import known_case
from data.i18n import preferred_language
from data.query.selection import Selection
from data.tables.vocab import LANGS, Lang
from ui.session import state, streamlit_private, widgets
from ui.session.run import guard
from ui.session.session import LiveParts, session


def open_case_of_url() -> None:
    """Open the case that the URL names, where it says something new; the first, where it names none. A case
    that is gone gives way to the first."""
    own, leads = session(), _leads()
    case = known_case(asked_for().get("case", FIRST_CASE) if leads else own.case)
    if case != own.case:
        own.enter(case)
        own.digest = "" if leads else own.digest  # the selection comes from the URL, and loses nothing


def _leads() -> bool:
    """Does the URL say something that nothing here has written, and no widget has spoken since?"""
    own = session()
    return own.selection is None or not (own.url.spoken or asked_for() == own.url.written)


def begin_run() -> tuple[str, ...]:
    """Open the run: take the selection and language from the URL where it says something new. Returns unknown
    values."""
    own, in_url, spoken_language, leads = session(), asked_for(), language(), _leads()
    own.url.spoken = False
    own.url.leads, own.live, own.limits_before, own.limits = False, LiveParts(), own.limits, {}
    unknown: tuple[str, ...] = ()
    if leads:
        own.url.leads = own.selection is not None  # the reader went back, or typed a URL
        own.lang = spoken_language
        own.selection, unknown = Selection.from_query(in_url, state.atlas())
        state.ask_frame(own.selection.in_focus, gentle=False)
    seed_widgets()
    unknown = tuple(dict.fromkeys((*guard.dropped_values(), *unknown)))
    own.noticed = bool(unknown)
    return unknown


def finish_run() -> None:
    """Close the run: write the URL, once, if it is to change."""
    url, wanted = session().url, query()
    shown = {key: st.query_params[key] for key in st.query_params}
    if url.leads:
        wanted = shown
    elif shown != wanted:
        st.query_params.from_dict(wanted)
    url.written = wanted


def query() -> dict[str, str]:
    """The URL parameters of what is shown now."""
    return {"lang": state.lang()} | state.current_selection().to_query() | session().story.stage


def asked_for() -> dict[str, str]:
    """The parameters of the browser's URL; several of one name are joined by commas."""
    return {key: ",".join(st.query_params.get_all(key)) for key in st.query_params}


def language() -> Lang:
    """The language before begin(): what the URL asks for, else what was last shown, else the browser's."""
    own, lang = session(), st.query_params.get("lang")
    if own.url.spoken and own.lang:
        return own.lang
    return lang if lang in LANGS else own.lang or preferred_language(st.context.locale or "")


def seed_widgets() -> None:
    """Give every widget its value from the selection: labels change with counts and language, keys do not."""
    memory = st.session_state
    wanted = widgets.widget_values(state.atlas(), state.current_selection()) | {"lang": state.lang()}
    session().url.replaced = {key: memory.get(key) for key in wanted if memory.get(key) != wanted[key]}
    memory.update(wanted)


def turn_page(here: str, pages: Collection[str]) -> str | None:
    """The page, of these, that a pick asks to go to: in every run, as one may be cut short, until it is
    `here` or the reader goes back."""
    url = session().url
    if url.turn not in pages or url.turn == here or streamlit_private.went_back():
        url.turn = None
    return url.turn
