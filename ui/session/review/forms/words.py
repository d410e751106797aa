"""What selected words are: one small control with the fields of one kind of mark. Words are selected in the
text, with mouse, finger or keys, or typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents.review.corrections import proposed_mark
from data.documents.review.suggestion import Kind, Place, Suggestion, words_at
from data.documents.schema import Entry
from data.i18n import Text
from data.i18n.isolates import isolate
from ui.html import review
from ui.session.pick_list import pick_list
from ui.session.review.desk.additions import mark_as, mark_words
from ui.session.review.desk.current import select_typed, unselect
from ui.session.review.desk.decisions import move_mark
from ui.session.review.desk.fields import Fields
from ui.session.review.desk.ledger import begin_statement
from ui.session.review.forms.fields import FIELDS

LONG = 6  # words: what is longer is more often what somebody says than a name


@dataclass(frozen=True)
class WordsKind:
    """One thing that selected words may be: its fields, which are drawn within a form, and what is done with
    what they say."""

    fields: Callable[[Atlas, Entry, Place, str, Text], Fields]
    act: Callable[[Place, Fields], Any]


def words_form(atlas: Atlas, entry: Entry, at: Place, looked_at: Suggestion | None, t: Text) -> None:
    """What the words at this place are: their kind, then its fields. looked_at: the mark that may be moved
    here instead."""
    st.text(f"«{isolate(words_at(entry, at))}»")
    where = "-".join(map(str, at))
    kind = st.segmented_control(
        t("review.what-is"),
        tuple(KINDS),
        default=_likely(entry, at),
        required=True,
        key=f"words-kind-{where}",
        format_func=lambda kind: t(f"review.is-{kind}"),
    )
    with st.form(f"words-{kind}-{where}", border=False):
        fields = KINDS[kind].fields(atlas, entry, at, f"words-{kind}-{where}", t)
        st.form_submit_button(t("review.mark"), type="primary", on_click=KINDS[kind].act, args=(at, fields))
    with st.container(horizontal=True):
        st.button(t("ledger.choose"), on_click=begin_statement, key="state", icon=":material/balance:")
        if looked_at:
            st.button(
                t("review.move", what=review.mark_label(atlas, looked_at, t)),
                on_click=move_mark,
                args=(looked_at, at),
                key=f"move-{looked_at.key}",
                icon=":material/swap_horiz:",
            )
        st.button(t("review.unselect"), on_click=unselect, key="unselect")


def typed_words(t: Text) -> None:
    """Select words by typing them."""
    st.caption(t("review.select-hint"))
    st.text_input(t("review.words"), key="typed-words", on_change=select_typed)


def _name_fields(atlas: Atlas, _entry: Entry, _at: Place, key: str, t: Text) -> Fields:
    pick_list(
        t("review.means"),
        atlas.entities,
        None,
        lambda e: t.name(atlas.entities[e]),
        f"what-{key}",
        t,
        placeholder=t("review.choose"),
    )
    st.checkbox(t("review.everywhere"), help=t("review.everywhere-hint"), key=f"everywhere-{key}")
    return {"what": f"what-{key}", "everywhere": f"everywhere-{key}"}


def _marked(kind: Kind) -> WordsKind:
    """What a mark of this kind says; its fields start with what the words themselves tell."""

    def fields(atlas: Atlas, entry: Entry, at: Place, key: str, t: Text) -> Fields:
        return FIELDS[kind](atlas, entry, proposed_mark(entry, kind, at), key, t)

    return WordsKind(fields, lambda at, fields: mark_as(kind, at, fields))


KINDS: Mapping[str, WordsKind] = {
    "name": WordsKind(_name_fields, mark_words),
    **{kind: _marked(kind) for kind in FIELDS},
}


def _likely(entry: Entry, at: Place) -> str:
    """The kind of mark that these words look like."""
    words = words_at(entry, at).split()
    if proposed_mark(entry, "figure", at).value and len(words) <= LONG:
        return "figure"
    return "speech" if len(words) > LONG else "name"
