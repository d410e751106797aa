"""Adding documents: what was brought is read; what was found in a file, and what is doubtful in any text, is
shown to whoever brought it before it is added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents import add
from data.documents.add import Given, Read
from data.documents.readers.draft import Unreadable, doubt_sentence
from data.i18n import Text
from data.i18n.isolates import isolate
from data.tables.vocab import LANGS
from ui.html.headings import notice
from ui.session import state
from ui.session.review import documents
from ui.session.review.desk.current import current_entry
from ui.session.run.guard import log
from ui.session.session import Refusal, session
from ui.session.written import overlong, write_line

SAID = ("title", "author", "date", "source")  # what a person may say of a document before it is added
LEFT = {
    "doubt.there",
    "doubt.nonsense",
    "doubt.fonts",
}  # documents that are added only where a person says so
SETTLED_BY = {
    "doubt.date": "date",
    "doubt.author": "author",
    "doubt.byline": "author",
    "doubt.language": "language",
}  # doubt -> what a person says that settles it
BEGINNING = 160  # letters of a text that are shown


def bring(
    atlas: Atlas, text: str | None, files: Sequence[Any], stated: Mapping[str, Any], t: Text, *, sure: bool
) -> str:
    """Read a pasted text, or files as Streamlit's uploader holds them. A text without doubts is added, all
    else is kept to be looked at. Returns what is wrong where nothing could be read; where some could be,
    `show_refused` says it of the others. stated: title, author, date, source and language as typed; sure:
    accept at once what is sure."""
    found: list[Read] = []
    refused: list[Refusal] = []
    brought = [("", partial(add.read_pasted, text or ""))] if text and text.strip() else []
    brought += [(file.name, partial(add.read_upload, file.name, file.getvalue())) for file in files]
    for name, read in brought:
        if not session().work.allows():
            refused.append((name, "documents.too-much", {}))
            continue
        try:
            with session().work.charge_time():
                found.append(read(wanted=session))
        except Unreadable as problem:
            refused.append((name, problem.key, problem.values))
        except Exception:
            log.exception("what was brought could not be read")
            refused.append((name, "documents.fault", {}))
    if not found:
        return " ".join(_refusal(one, t) for one in refused) or t("documents.empty")
    session().review.refused = refused
    alone = dict(stated) if len(brought) == 1 else {**stated, "title": ""}  # no title is that of several
    found = add.with_repetitions(atlas, [_with(one, alone) for one in found])
    if any(one.doubts or one.name for one in found):
        session().review.brought = (found, sure)
        return ""
    return _put([one.given for one in found], t, sure=sure)


def _refusal(refused: Refusal, t: Text) -> str:
    name, key, values = refused
    what = t(key, **values)
    return t("documents.file", name=isolate(name), what=what) if name else what


def _put(given: Sequence[Given], t: Text, *, sure: bool) -> str:
    """Add documents. Returns what is wrong where that failed by a fault of ours."""
    try:
        documents.add_documents(given, accept=sure)
    except Exception:
        log.exception("a text that was brought could not be added")
        return t("documents.fault")
    return ""


def _with(one: Read, stated: Mapping[str, Any]) -> Read:
    """What was read with what a person has said of it: that is not in doubt."""
    own = one.given
    if (
        not one.name
        and stated["title"]
        and own.title != stated["title"]
        and not own.text.startswith(own.title)
    ):
        own = replace(own, text=f"{own.title}\n{own.text}")  # its first line is no title, then
    given = replace(own, **{key: stated[key] for key in (*SAID, "language") if stated[key]})
    return replace(
        one, given=given, doubts=tuple(d for d in one.doubts if not stated.get(SETTLED_BY.get(d, "")))
    )


def show_refused(t: Text) -> None:
    """Say, once, which of several files could not be read, and why."""
    review = session().review
    refusals, review.refused = review.refused, []
    for refused in refusals:
        st.html(notice(_refusal(refused, t)))


def waiting() -> bool:
    """Is there anything to be looked at before it is added?"""
    return session().review.brought is not None


def look(t: Text) -> None:
    """Show what was read of each document and what is doubtful in it, to be put right, added or left."""
    found, sure = session().review.brought or ([], False)
    others = add.with_repetitions(state.atlas(), found)
    if repeated := others != found:  # somebody else has added or deleted one of these texts
        found = others
        session().review.brought = (found, sure)
        st.html(notice(t("documents.there")))
    st.write(t("documents.look"))
    with st.form("brought", border=False):
        confirmed = [one for one in [_looked_at(one, n, t) for n, one in enumerate(found)] if one]
        with st.container(horizontal=True):
            added = st.form_submit_button(t("documents.submit"), type="primary")
            left = st.form_submit_button(t("documents.leave"))
    if repeated:
        return
    if left or (added and not confirmed):
        session().review.brought = None
        st.rerun()
    if added:
        told = overlong(getattr(one.given, field) for one in confirmed for field in SAID)
        with st.spinner(t("documents.working")):
            wrong = t(told[0], **told[1]) if told else _put([one.given for one in confirmed], t, sure=sure)
        if wrong:
            st.html(notice(wrong))
            return
        session().review.brought = (
            None if current_entry() else (found, sure)
        )  # a date that is none is told, and all stays
        st.rerun()


def _looked_at(one: Read, number: int, t: Text) -> Read | None:
    """One document with what was written of it; None where it is to be left."""
    given = one.given
    with st.container(border=True):
        st.text(isolate(one.name or given.title))
        for doubt in one.doubts:
            st.html(notice(doubt_sentence(t, doubt)))
        st.text(_beginning(given, t))
        rows = [*st.columns([2, 1]), *st.columns([2, 1])]
        written: dict[str, Any] = {
            key: write_line(
                t(f"documents.{key}"),
                getattr(given, key),
                add.LONGEST_SAID[key],
                f"brought-{key}-{number}",
                column,
            )
            for key, column in zip(SAID, (rows[0], rows[1], rows[3], rows[2]), strict=True)
        }
        language = st.segmented_control(
            t("documents.language"),
            LANGS,
            default=given.language,
            key=f"brought-language-{number}",
            format_func=lambda lang: t(f"lang.{lang}"),
        )
        there = "-there" if "doubt.there" in one.doubts else ""
        take = st.checkbox(t("documents.take"), not LEFT & {*one.doubts}, key=f"brought-take-{number}{there}")
    return replace(one, given=replace(given, **written, language=language)) if take else None


def _beginning(given: Given, t: Text) -> str:
    """How much was read, and how it begins."""
    passages = given.text.split("\n")
    counted = t.count("passages", len(passages))
    whole = (
        t("documents.on-pages", passages=counted, pages=t.count("pages", max(given.pages)))
        if given.pages
        else counted
    )
    words = " ".join(passages)
    begins = words if len(words) <= BEGINNING else words[:BEGINNING].rsplit(" ", 1)[0] + " …"
    return f"{whole} · {isolate(begins)}"
