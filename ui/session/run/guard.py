"""Fault handling of the pages: what a session has chosen is held against the data of each run, and a part
that fails says so in both languages, with a way back, instead of Streamlit's own box. The log has the
traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.documents.store import StoreDown
from data.i18n import Text
from data.query.selection import Selection, is_focus
from data.tables.problem import BadData
from data.tables.vocab import LANGS
from ui.html import headings
from ui.session.session import session

log = logging.getLogger("dalil")


def without_vanished(selection: Selection, atlas: Atlas) -> tuple[Selection, tuple[str, ...]]:
    """The selection, with the case of `atlas` and without what that does not hold, and the values that were
    dropped, in the form that a link has."""
    sound, vanished = Selection.from_query(selection.to_query(), atlas)
    return replace(sound, page=1) if vanished else replace(selection, case=sound.case), vanished


def reconciled_atlas(atlas: Atlas) -> Atlas:
    """The same atlas, once what the session has chosen is held against it: others may delete a document while
    this page is open. What is no longer there is dropped, and remembered until begin() tells it."""
    own = session()
    if own.selection is not None and own.digest not in ("", atlas.digest):
        own.selection, vanished = without_vanished(own.selection, atlas)
        own.vanished += vanished
        framed = own.picks.frame  # what the map was last asked to frame
        if framed["seq"] and not is_focus(atlas, framed["focus"]):
            own.picks.frame = framed | {"focus": own.selection.in_focus}
    own.digest = atlas.digest
    return atlas


def dropped_values() -> tuple[str, ...]:
    """What was dropped since this was last asked."""
    own = session()
    vanished, own.vanished = own.vanished, ()
    return vanished


@contextmanager
def contain_failures(atlas: Atlas) -> Iterator[None]:
    """Show a notice in the place of what fails, and log why. Raises data.atlas.BadData alone, which the frame
    tells in full."""
    try:
        yield
    except BadData:
        raise
    except Exception:
        log.exception("a part of the page failed")
        st.html(failure_notice(atlas))


@contextmanager
def guard_store(t: Text) -> Iterator[None]:
    """Say so where the store of added documents cannot be reached, in the place of what needs it, and keep
    what was written there; the log has what the database said, which names hosts."""
    try:
        yield
    except StoreDown as problem:
        log.warning("the store cannot be reached: %s", problem)
        session().review.message = None  # it says no more
        st.html(headings.notice(t("documents.store-down")))
        if _keep_written():
            st.html(headings.notice(t("documents.store-waits")))
            st.button(t("documents.store-again"), icon=":material/refresh:")


def _keep_written() -> bool:
    """Keep what was sent from the fields of the run before, which are not shown now, until they are. Is there
    any?"""
    own = session()
    own.held |= {key: st.session_state[key] for key in own.limits_before if st.session_state.get(key)}
    return bool(own.held)


def failure_notice(atlas: Atlas) -> Markup:
    """The sentence for a part that failed, in both languages, each with a link that opens the map anew with
    nothing chosen."""
    return Markup('<div class="d-notice" role="alert">{}</div>').format(
        Markup().join(_line(atlas.text(lang)) for lang in LANGS)
    )


def _line(t: Text) -> Markup:
    direction, text, back = (
        "rtl" if t.lang == "ar" else "ltr",
        t("fault.part"),
        t("fault.back"),
    )
    line = Markup('<p lang="{0}" dir="{1}">{2} <a href="./?lang={0}" target="_self">{3}</a></p>')
    return line.format(t.lang, direction, text, back)
