"""What the page of two documents offers: which two, their map, and a first case to learn from where there is
one alone."""

from __future__ import annotations

from itertools import islice

import streamlit as st

from data.atlas.atlas import Atlas
from data.compare.comparison import compare_documents, compared_documents
from data.facts.origin import curated
from data.i18n import Text
from data.query.view import View
from geo.points import compared_points
from ui.html.comparison import comparison_legend
from ui.session import state
from ui.session.components import show_map
from ui.session.pick_list import pick_list
from ui.session.review import document_list
from ui.session.run import live_parts

SIDES = ("one", "other")
OFFERED = 200  # documents in a pick list: those of the files and those added last


def show_choice(atlas: Atlas, pair: tuple[str, ...], t: Text) -> None:
    """Show two pick lists, one for each document."""
    offered = _offered(atlas, pair)
    for column, side, document in zip(st.columns(2), SIDES, pair, strict=True):
        st.session_state[_key(side)] = document
        pick_list(
            t(f"compare.{side}"),
            offered,
            offered[0],
            lambda key: t.document_title(atlas.documents[key]),
            _key(side),
            t,
            column,
            on_change=_choose,
        )


def show_map_of_both(view: View, pair: tuple[str, ...], t: Text) -> None:
    """Show the places that either document names, each with the shape that says which, and what the shapes
    mean."""
    st.html(comparison_legend(t))
    found = compare_documents(view.atlas, *pair)
    show_map(compared_points.compared_map_state(view, t, state.asked_frame(), found), t)


def show_alone(t: Text) -> None:
    """Show what there is to do while no document has been added."""
    st.write(t("compare.alone"))
    document_list.show_first_case(t)


def _offered(atlas: Atlas, pair: tuple[str, ...]) -> list[str]:
    last = islice(reversed(tuple(atlas.documents)), OFFERED)
    return list(dict.fromkeys((*curated(atlas).documents, *pair, *last)))


def _choose() -> None:
    """Set the documents that were picked side by side (a callback); one picked twice changes sides."""
    picked = tuple(st.session_state[_key(side)] for side in SIDES)
    if len({*picked}) < len(picked):
        picked = compared_documents(state.atlas(), state.current_selection().compared)[::-1]
    state.choose(compared=picked)
    live_parts.redraw()


def _key(side: str) -> str:
    return f"compare-{side}"
