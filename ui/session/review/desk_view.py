"""The review desk as it is shown: a text with every suggested mark, and what to do with the current one."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.annotate.unknown.guess import guess_of
from data.atlas.atlas import Atlas
from data.documents.entities import KINDS_OF_NAMES, LONGEST_NAME
from data.documents.review.mentions import alike
from data.documents.review.questions import open_questions
from data.documents.review.suggestion import LONGEST_NOTE, SURE, Suggestion, suggestions_of
from data.documents.schema import Entry
from data.i18n import Text
from data.i18n.isolates import isolate
from ui.html import review
from ui.html.headings import notice
from ui.session import people, state
from ui.session.components import show_reader
from ui.session.pick_list import pick_list
from ui.session.review.desk.current import (
    current_mark,
    open_document,
    remember_shown,
    selected_words,
    step,
)
from ui.session.review.desk.decisions import (
    decide_all,
    decide_mark,
    note_on_mark,
    settle_alike,
    settle_name,
    verify,
)
from ui.session.review.desk.fields import NO_FIELDS, Fields
from ui.session.review.desk.write import undo
from ui.session.review.forms.document import document_form
from ui.session.review.forms.entities import actor_form, offer_name, place_form
from ui.session.review.forms.fields import FIELDS
from ui.session.review.forms.translation import translation_form
from ui.session.review.forms.words import typed_words, words_form
from ui.session.review.history import show_log
from ui.session.review.ledger.panel import show_ledger, show_list
from ui.session.review.ledger.records_form import show_making, show_own_records
from ui.session.review.ties import show_ties
from ui.session.session import session
from ui.session.written import write_line


def show_desk(atlas: Atlas, entry: Entry, t: Text) -> None:
    """Show one document: its text with every mark, and what to do with the one that is looked at."""
    found = suggestions_of(entry)
    at = current_mark(found)
    still = open_questions(found)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(t("review.back"), on_click=open_document, args=("",), icon=":material/list:")
        st.text(isolate(entry.document.title))
        st.text(t("review.left", count=t.count("questions", still)))
    text, aside = st.columns([64, 36], gap="medium")
    with text:
        if entry.document.ocr:
            st.html(notice(t("doubt.scan")))
        first = review.review_page_of(found, at)
        show_reader(
            review.document(atlas, entry, found, at, t, first),
            f"review:{entry.document.id}:{first}",
            session().review.words,
        )
    with aside, st.container(key="desk"):
        words = selected_words(entry)
        if show_ledger(atlas, entry, words, t):
            undo_button(t)
        elif words:
            words_form(atlas, entry, words, found[at] if at >= 0 else None, t)
        else:
            show_mark(atlas, entry, found, at, t)
        offer_name(atlas, entry, words or (found[at].places[0] if at >= 0 and _unknown(found[at]) else None))
        show_list(atlas, entry, t)
        show_own_records(atlas, entry, t)
        with st.expander(t("review.add"), key="fold-add"):
            typed_words(t)
        with st.expander(t("review.about"), key="fold-about"):
            document_form(entry, found[at].passage if at >= 0 else 0, t)
        with st.expander(t("translation.title"), key="fold-translation"):
            translation_form(atlas, entry, t)
        with st.expander(t("review.place"), key="fold-place"):
            place_form(t)
        with st.expander(t("review.actor"), key="fold-actor"):
            actor_form(atlas, t)
        show_log(entry, found[at] if at >= 0 else None, t)
    remember_shown(entry)


def show_mark(atlas: Atlas, entry: Entry, suggestions: list[Suggestion], at: int, t: Text) -> None:
    """Show the mark that is looked at and its buttons. at: its number among the suggestions, -1 for none."""
    if at >= 0:
        m = suggestions[at]
        st.text(f"«{isolate(entry.content.texts[m.passage][m.start : m.end])}»")
        score = t("review.score", score=t.number(m.score, 2))
        st.text(f"{review.mark_label(atlas, m, t)} · {t(f'review.{m.state}')} · {score}")
        if m.kind == "mention":
            show_meanings(atlas, m, t)
        show_decisions(m, suggestions, t)
        if m.kind != "figure" and m.what and m.state == "open":
            show_alike(entry, suggestions, m, t)
        if m.kind in FIELDS:
            show_correction(atlas, entry, m, t)
        show_ties(atlas, entry, m, t)
        show_making(atlas, entry, m, t)
        show_note(entry, m, t)
    else:
        show_unasked(entry, suggestions, t)
        st.write(t("review.none"))
    show_steps(entry, suggestions, t)


def show_unasked(entry: Entry, suggestions: list[Suggestion], t: Text) -> None:
    """When every question is answered: the open speech that asked none, as it names no speaker, and the
    button that accepts it."""
    still = sum(m.state == "open" and not m.subject for m in suggestions)
    if still and not open_questions(suggestions):  # the button accepts whatever is open
        st.html(notice(t("review.unasked", count=t.count("marks", still))))
        st.button(
            t("review.accept-unasked"),
            on_click=decide_all,
            args=(0.0, entry.version),
            type="primary",
            icon=":material/check:",
            key="accept-unasked",
        )


def show_meanings(atlas: Atlas, m: Suggestion, t: Text) -> None:
    """Show what a name may mean, the likeliest first, to choose from."""
    candidates = [c for c in (m.more or {}).get("candidates", ()) if review.row_of_id(atlas, c)]
    if others := [review.meaning_name(atlas, c, t) for c in candidates if c != m.what]:
        st.text(t("review.candidates", names=t.comma_list(others)))
    pick_list(
        t("review.correct"),
        dict.fromkeys([*candidates, *atlas.entities]),
        m.what,
        lambda e: review.meaning_name(atlas, e, t),
        f"correct-{m.key}",
        t,
        placeholder=t("review.choose"),
    )


def show_decisions(m: Suggestion, suggestions: list[Suggestion], t: Text) -> None:
    """Show the buttons that accept or reject a mark, and the fields that a name which no table knows
    needs."""
    if unknown := _unknown(m):
        name_fields(m, suggestions, t)
    with st.container(horizontal=True):  # keys: a press on an earlier mark's button does not mean this
        st.button(
            t("review.accept"),
            on_click=settle_name if unknown else decide_mark,
            args=(m, f"correct-{m.key}", f"kind-{m.key}", f"other-{m.key}")
            if unknown
            else (m, "accepted", _fields(m)),
            shortcut="A",
            type="primary",
            icon=":material/check:",
            key=f"accept-{m.key}-{m.state}",
        )
        st.button(
            t("review.reject"),
            on_click=decide_mark,
            args=(m, "rejected"),
            shortcut="X",
            icon=":material/close:",
            key=f"reject-{m.key}-{m.state}",
        )


def _unknown(m: Suggestion) -> bool:
    """Is it a name that no table knows yet?"""
    return m.kind == "mention" and bool(m.unknown) and m.state != "accepted"


def _fields(m: Suggestion) -> Fields:
    """The widgets that say what a name means."""
    return {"what": f"correct-{m.key}"} if m.kind == "mention" else NO_FIELDS


def show_correction(atlas: Atlas, entry: Entry, m: Suggestion, t: Text) -> None:
    """What a figure, speech or topic is, to be put right."""
    with st.expander(t("review.put-right")):
        fields = FIELDS[m.kind](atlas, entry, m, f"mark-{m.key}", t)
        st.button(
            t("review.accept-so"),
            on_click=decide_mark,
            args=(m, "accepted", fields),
            key=f"so-{m.key}-{m.state}",
        )


def show_alike(entry: Entry, suggestions: list[Suggestion], m: Suggestion, t: Text) -> None:
    """The buttons that settle every open mark of the same name or topic."""
    if len(same := alike(entry, suggestions, m)) > 1:
        count = t.count("marks", len(same))
        st.button(
            t("review.accept-alike", count=count),
            on_click=settle_alike,
            args=(same, "accepted", _fields(m)),
            shortcut="S",
            icon=":material/done_all:",
            key=f"alike-{m.key}",
        )
        st.button(
            t("review.reject-alike", count=count),
            on_click=settle_alike,
            args=(same, "rejected"),
            shortcut="D",
            icon=":material/remove_done:",
            key=f"none-alike-{m.key}",
        )


def show_note(entry: Entry, m: Suggestion, t: Text) -> None:
    """Show the note on a mark, and who verified it, or the button with which a second person does."""
    key = f"note-{m.key}-{m.note}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        write_line(t("review.note"), m.note, LONGEST_NOTE, key)
        st.button(t("review.note-save"), on_click=note_on_mark, args=(m, key), key=f"save-{key}")
    if m.verified:
        st.text(t("review.verified-by", name=isolate(m.verified)))
    elif _may_verify(entry, m):
        st.button(t("review.verify"), on_click=verify, args=(m,), icon=":material/verified:", key="verify")


def _may_verify(entry: Entry, m: Suggestion) -> bool:
    """Is whoever looks at an accepted mark known, and another than the one who accepted it?"""
    own = people.me().name
    return (
        m.state == "accepted"
        and bool(own)
        and state.open_store().decider(entry.document.id, m.key) not in ("", own)
    )


def name_fields(mark: Suggestion, suggestions: list[Suggestion], t: Text) -> None:
    """Show the fields of a name that no table knows: what it is, and its name in the other language."""
    if places := len(mark.places) - 1:
        st.text(t("review.also", count=t.count("mentions", places)))
    if said := sum(m.kind == "speech" and m.unknown == mark.unknown and not m.what for m in suggestions):
        st.text(t("review.also-speech", count=t.count("marks", said)))
    kind, other = st.columns(2)
    pick_list(
        t("review.actor-kind"),
        KINDS_OF_NAMES,
        guess_of(mark.unknown),
        lambda kind: t(f"type.{kind}"),
        f"kind-{mark.key}",
        t,
        kind,
    )
    write_line(t("review.other-name"), "", LONGEST_NAME, f"other-{mark.key}", other)


def show_steps(entry: Entry, suggestions: list[Suggestion], t: Text) -> None:
    """Show the buttons that lead from mark to mark, take an act back, or accept many at once."""
    with st.container(horizontal=True):
        can: dict[str, Any] = {"on_click": step, "disabled": not suggestions}
        st.button(t("review.previous"), args=(-1,), shortcut="P", **can)
        st.button(t("review.next"), args=(1,), shortcut="N", **can)
        undo_button(t)
    with st.container(horizontal=True):
        st.button(t("review.accept-sure"), on_click=decide_all, args=(SURE, entry.version))
        st.button(t("review.accept-all"), on_click=decide_all, args=(0.0, entry.version))


def undo_button(t: Text) -> None:
    """The button that takes the last act back."""
    none = not session().review.acts
    st.button(t("review.undo"), on_click=undo, shortcut="U", disabled=none, icon=":material/undo:")
