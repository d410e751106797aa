"""What the page of documents side by side offers: which ones, what each says of the subject in focus, their
map, and a first case to learn from where there is one alone."""

from __future__ import annotations

from itertools import islice

import streamlit as st

from data.atlas.atlas import Atlas
from data.compare.comparison import MOST_COMPARED, compare_documents, compared_documents
from data.facts.origin import curated_atlas
from data.i18n import Text
from data.query.view import View
from geo.points import compared_points
from ui.html.comparison import several
from ui.html.comparison.pair import comparison_legend
from ui.session import state
from ui.session.components import show_chips, show_map
from ui.session.pick_list import pick_list
from ui.session.review import document_list
from ui.session.run import live_parts

SIDES = ("one", "other")
FURTHER = "compare-further"
OFFERED = 200  # documents in a pick list: those of the files and those added last


def show_choice(atlas: Atlas, documents: tuple[str, ...], t: Text) -> None:
    """Show two pick lists, one for each document that is compared in detail, and a list of further ones."""
    offered = _offered(atlas, documents)
    *columns, last = st.columns(3)

    def name(key: str) -> str:
        return t.document_title(atlas.documents[key])

    for column, side, document in zip(columns, SIDES, documents[:2], strict=True):
        st.session_state[_key(side)] = document
        pick_list(t(f"compare.{side}"), offered, offered[0], name, _key(side), t, column, on_change=_choose)
    further = [key for key in offered if key not in documents[:2]]
    st.session_state[FURTHER] = list(documents[2:])
    last.multiselect(
        t("compare.further"),
        further,
        key=FURTHER,
        format_func=name,
        max_selections=MOST_COMPARED - 2,
        placeholder=t("lists.choose" if further else "compare.no-further"),
        filter_mode="contains",
        select_all=False,
        disabled=not further,
        on_change=_choose,
    )


@live_parts.live("on-subject", "compared", "focus")
def show_subject() -> None:
    """Show what each document says of what is in focus."""
    atlas, t, s = state.atlas(), state.text(), state.current_selection()
    documents = compared_documents(atlas, s.compared)
    if len(documents) > 1:
        show_chips(several.on_subject(atlas, documents, s.focus or "", t))


def show_map_of(view: View, documents: tuple[str, ...], t: Text) -> None:
    """Show the places that the documents name, each with the shape that says which, and what the shapes mean;
    nothing of one alone."""
    if len(documents) < 2:
        return
    st.html(comparison_legend(t, several=len(documents) > 2))
    asked = state.asked_frame()
    if len(documents) > 2:
        show_map(compared_points.several_map_state(view, t, asked, documents), t)
        return
    found = compare_documents(view.atlas, *documents)
    show_map(compared_points.compared_map_state(view, t, asked, found), t)


def show_alone(t: Text) -> None:
    """Show what there is to do while no document has been added."""
    st.write(t("compare.alone"))
    document_list.show_first_case(t)


def _offered(atlas: Atlas, documents: tuple[str, ...]) -> list[str]:
    last = islice(reversed(tuple(atlas.documents)), OFFERED)
    return list(dict.fromkeys((*curated_atlas(atlas).documents, *documents, *last)))


def _choose() -> None:
    """Set the documents that were picked side by side (a callback); one picked twice changes places with the
    one that stood there."""
    before = compared_documents(state.atlas(), state.current_selection().compared)
    picked = tuple(st.session_state[_key(side)] for side in SIDES)
    further = tuple(st.session_state[FURTHER])
    if len({*picked}) < len(picked):
        picked = before[1::-1]
    elif given_up := [key for key in before[:2] if key not in picked]:
        further = tuple(given_up[0] if key in picked else key for key in further)
    state.choose(compared=(*picked, *further))
    live_parts.redraw()


def _key(side: str) -> str:
    return f"compare-{side}"
