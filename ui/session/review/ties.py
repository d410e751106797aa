"""The records of aid that an accepted figure of money may speak of, and what it is to them."""

from __future__ import annotations

import streamlit as st

from data.atlas.atlas import Atlas
from data.atlas.blocks import passage_ids
from data.documents.review.suggestion import Suggestion
from data.documents.schema import Entry
from data.facts.matching import likely_records
from data.facts.origin import record_name
from data.i18n import Text
from data.i18n.isolates import isolate
from data.tables.model import Aid, Figure
from data.tables.vocab import Bearing
from ui.session.review.desk.ties import tie

RELATIONS: tuple[Bearing, ...] = ("supports", "contradicts")


def show_ties(atlas: Atlas, entry: Entry, mark: Suggestion, t: Text) -> None:
    """For each record that the figure of a mark may speak of: what it is, and what was said that the figure
    is to it, or the buttons to say so."""
    figure = _figure(atlas, entry, mark)
    if figure is None:
        return
    for record in likely_records(atlas, figure):
        relation = _relation(atlas, record, figure)
        with st.container(border=True, key=f"tie-{record.id}"):
            st.text(t("review.tied" if relation else "review.tie"))
            st.text(_described(record, t))
            if relation:
                st.text(t(f"review.tie-{relation}"))
            else:
                _buttons(mark, record, t)


def _buttons(mark: Suggestion, record: Aid, t: Text) -> None:
    with st.container(horizontal=True):
        for relation in RELATIONS:
            st.button(
                t(f"review.tie-{relation}"),
                on_click=tie,
                args=(mark, record.id, relation),
                key=f"tie-{relation}-{record.id}-{mark.key}",
            )


def _figure(atlas: Atlas, entry: Entry, mark: Suggestion) -> Figure | None:
    """The figure of money that an accepted mark became; None for other marks."""
    if (mark.kind, mark.what, mark.state) != ("figure", "money", "accepted"):
        return None
    passage = passage_ids(entry.document.id, len(entry.content.texts))[mark.passage]
    return next((f for f in atlas.figures_of.get(passage, ()) if f.start == mark.start), None)


def _relation(atlas: Atlas, record: Aid, figure: Figure) -> Bearing | None:
    """What the passage of a figure was said to be to a record; None while nobody has said anything."""
    rows = atlas.corroboration_of.get(record.id, ())
    return next((row.relation for row in rows if row.passage == figure.passage), None)


def _described(record: Aid, t: Text) -> str:
    amount = t.amount(record.usd or 0, at_least=record.at_least)
    return " · ".join(map(isolate, filter(None, (record_name(record, t), amount, t.date(record.date or "")))))
