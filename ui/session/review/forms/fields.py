"""The fields of a mark, by its kind: what a reviewer may say of it. Each function draws the widgets of one
kind and returns the key of each, by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents.entities import LONGEST_NAME
from data.documents.review.corrections import FIGURE_KINDS, NOBODY, SAID
from data.documents.review.suggestion import Kind, Suggestion, suggestions_of
from data.documents.schema import Entry
from data.i18n import Text
from data.text.figures.figures import LONGEST_UNIT
from data.text.figures.qualifiers import QUALIFIERS
from ui.html import review
from ui.session.pick_list import pick_list
from ui.session.review.desk.fields import Fields
from ui.session.written import write_line


def figure_fields(_atlas: Atlas, _entry: Entry, mark: Suggestion, key: str, t: Text) -> Fields:
    """What a figure counts, what it comes to, its unit, and what bounds it."""
    more, fields = mark.more or {}, _keys(key, "what", "value", "unit", "qualifier")
    rows = [*st.columns(2), *st.columns(2)]
    pick_list(
        t("review.figure-kind-is"),
        FIGURE_KINDS,
        mark.what if mark.what in FIGURE_KINDS else FIGURE_KINDS[2],
        lambda kind: t(f"figure.{kind}"),
        fields["what"],
        t,
        rows[0],
    )
    write_line(t("review.value"), more.get("value") or "", LONGEST_NAME, fields["value"], rows[1])
    write_line(t("review.unit"), more.get("unit") or "", LONGEST_UNIT, fields["unit"], rows[2])
    bound = more.get("qualifier")
    pick_list(
        t("review.qualifier"),
        ("", *QUALIFIERS),
        bound if bound in QUALIFIERS else "",
        lambda q: t(f"qualifier.{q.replace(' ', '-')}") if q else t("review.no-qualifier"),
        fields["qualifier"],
        t,
        rows[3],
    )
    return fields


def speech_fields(atlas: Atlas, entry: Entry, mark: Suggestion, key: str, t: Text) -> Fields:
    """Who says the words, and whether they are a quotation."""
    fields = _keys(key, "what", "form")
    described = "" if mark.what else (mark.more or {}).get("attribution") or ""
    nobody = [NOBODY] if described else []
    speakers = dict.fromkeys(["", *nobody, mark.what, *_named_near(atlas, entry, mark), *atlas.entities])
    names = {"": described or t("review.nobody"), NOBODY: t("review.nobody")}
    pick_list(
        t("review.speaker"),
        list(speakers),
        mark.what,
        lambda e: names.get(e) or review.meaning_name(atlas, e, t),
        fields["what"],
        t,
    )
    st.segmented_control(
        t("review.said"),
        SAID,
        default=mark.form if mark.form in SAID else "indirect",
        required=True,
        key=fields["form"],
        format_func=lambda form: t(f"review.{form}"),
    )
    return fields


def topic_fields(atlas: Atlas, _entry: Entry, mark: Suggestion, key: str, t: Text) -> Fields:
    """What a passage is about."""
    fields = _keys(key, "what")
    pick_list(
        t("review.topic-is"),
        atlas.topics,
        mark.what,
        lambda topic: t.name(atlas.topics[topic]),
        fields["what"],
        t,
    )
    return fields


FIELDS: Mapping[Kind, Callable[[Atlas, Entry, Suggestion, str, Text], Fields]] = {
    "figure": figure_fields,
    "speech": speech_fields,
    "topic": topic_fields,
}


def _keys(key: str, *fields: str) -> Fields:
    return {field: f"{field}-{key}" for field in fields}


def _named_near(atlas: Atlas, entry: Entry, mark: Suggestion) -> list[str]:
    """The entities that the document names, those nearest to the mark first."""
    named = [m for m in suggestions_of(entry) if m.kind == "mention" and m.what in atlas.entities]
    return [m.what for m in sorted(named, key=lambda m: abs(m.passage - mark.passage))]
