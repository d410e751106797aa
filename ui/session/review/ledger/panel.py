"""The statements of the document under review: those without evidence, and the one that is looked at."""

from __future__ import annotations

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents.ledger.statements import hanging, statements_in
from data.documents.review.suggestion import Place
from data.documents.schema import Entry
from data.i18n import Text
from data.i18n.isolates import isolate
from data.tables.model import Event, Evidence, Statement
from data.tables.model.aid import OwnAid
from ui.html import review
from ui.session.components import show_chips
from ui.session.review.desk.ledger import delete_evidence, delete_statement, look_at
from ui.session.review.ledger.evidence_form import evidence_form
from ui.session.review.ledger.records_form import written_anew
from ui.session.review.ledger.statement_form import statement_form
from ui.session.session import session


def show_ledger(atlas: Atlas, entry: Entry, words: Place | None, t: Text) -> bool:
    """What is written or looked at of the ledger. words: those that are selected. Returns False where there
    is nothing."""
    desk = session().review
    seen = _stored(atlas, desk.statement)
    if words and desk.writing == "statement":
        statement_form(atlas, entry, words, None, t)
    elif seen:
        _statement(atlas, entry, seen, t)
    elif desk.writing == "record" and isinstance(desk.row, (OwnAid, Event)):
        written_anew(atlas, entry, desk.row, t)
    else:
        return False
    st.button(t("ledger.to-marks"), on_click=look_at, args=("",), key="to-marks")  # an arrow would not turn
    return True


def show_list(atlas: Atlas, entry: Entry, t: Text) -> None:
    """Every statement of the document, first those without evidence."""
    own, loose = statements_in(atlas, entry.document.id), hanging(atlas, entry.document.id)
    with st.expander(t("ledger.list", count=t.count("statements", len(own))), expanded=bool(loose)):
        show_chips(review.statement_list(atlas, own, loose, session().review.statement, t))


def _stored(atlas: Atlas, key: str) -> Statement | None:
    """A statement as the store has it, whatever its evidence lets it be called."""
    row = atlas.overlay.rows.get(Statement.table, {}).get(key) if atlas.overlay else None
    return row if isinstance(row, Statement) and key in atlas.statements else None


def _statement(atlas: Atlas, entry: Entry, seen: Statement, t: Text) -> None:
    """The statement that is looked at: its form where it is written anew, else its words, our reading and
    what stands beside it."""
    desk = session().review
    writing = desk.writing
    if writing == "statement":
        number = entry.block.passages.index(seen.passage)
        shown = desk.row if isinstance(desk.row, Statement) else seen
        statement_form(atlas, entry, (number, seen.start, seen.end), shown, t)
        return
    st.text(f"«{isolate(seen.quote)}»")
    st.text(t.name(seen, "says"))
    standing = atlas.statements[seen.id]
    st.text(" · ".join([t(f"assessment.{standing.assessment}"), t(f"claim.{seen.kind}")]))
    if writing == "evidence":
        evidence_form(atlas, seen, desk.row if isinstance(desk.row, Evidence) else None, t)
        return
    with st.container(horizontal=True):
        st.button(
            t("ledger.add-evidence"),
            on_click=look_at,
            args=(seen.id, "evidence"),
            type="primary",
            icon=":material/add:",
            key="add-evidence",
        )
        st.button(t("ledger.edit"), on_click=look_at, args=(seen.id, "statement", seen), key="edit-statement")
        st.button(
            t("ledger.delete"),
            on_click=delete_statement,
            args=(seen,),
            icon=":material/delete:",
            key="delete-statement",
        )
    if not atlas.evidence_of[seen.id] and standing.assessment != "opinion":
        st.text(t("ledger.hangs"))
    for piece in atlas.evidence_of[seen.id]:
        _evidence(atlas, seen, piece, t)


def _evidence(atlas: Atlas, seen: Statement, piece: Evidence, t: Text) -> None:
    """A piece of evidence and what can be done with it."""
    with st.container(border=True, key=f"piece-{piece.nth}"):
        st.text(f"{t(f'bears.{piece.relation}')}: {isolate(t.name(piece, 'says'))}")
        st.text(isolate(review.evidence_line(atlas, piece, t)))
        with st.container(horizontal=True):
            st.button(
                t("ledger.edit"),
                on_click=look_at,
                args=(seen.id, "evidence", piece),
                key=f"edit-piece-{piece.nth}",
            )
            st.button(
                t("ledger.delete"),
                on_click=delete_evidence,
                args=(piece, seen),
                key=f"delete-piece-{piece.nth}",
            )
