"""Who did what and when: the acts on a document, on one of its marks and on a case, and deletions that can be
taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from data.documents.review.suggestion import Suggestion
from data.documents.schema import Entry
from data.documents.sql.deleted import KEPT
from data.documents.sql.log import Act, Change
from data.i18n import Text
from data.i18n.isolates import isolate
from data.tables.vocab import LANGS
from ui.html.headings import case_title
from ui.session import state
from ui.session.components import show_folded
from ui.session.review import cases, documents
from ui.session.run.guard import guard_store

LEDGER = ("statements", "evidence", "translations", "aid", "events")  # tables whose rows are told apart
ACTS = ("add", "load", "upgrade", "undo", "delete", "restore")  # that say what they do
OF_CASES = ("make", "rename", "delete", "restore")


def show_log(entry: Entry, mark: Suggestion | None, t: Text) -> None:
    """Show the acts on the document under review and on the mark that is looked at, folded."""
    show_folded(t("log.title"), "log", partial(_draw, entry.document.id, mark.key if mark else "", t))


def _draw(document: str, mark: str, t: Text) -> None:
    with guard_store(t):
        if mark:
            st.caption(t("log.mark"))
            _lines(state.open_store().log(document, mark), t)
            st.caption(t("log.document"))
        _lines(state.open_store().log(document), t)


def _lines(acts: Sequence[Act], t: Text) -> None:
    for act in acts:
        what = t(f"log.{verb(act)}", marks=t.count("marks", act.marks), **_names(act.change, t))
        st.text(t("log.line", at=_moment(act.at, t), who=_who(act.who, t), what=what))
    if not acts:
        st.text(t("log.none"))


def verb(act: Act) -> str:
    """What an act did, as part of a key of words.csv: said by what it changed first."""
    kind = act.change.kind
    if kind == "case":
        return f"case-{act.act if act.act in ACTS else 'rename' if act.change.before else 'make'}"
    if act.act in ACTS:
        return act.act
    if kind in LEDGER:
        before, after = act.change.before, act.change.after
        return f"{kind}-{'removed' if after is None else 'changed' if before else 'added'}"
    return _changed(act.change) if kind == "mark" else "described" if kind in ("document", "gist") else "rows"


def _names(change: Change, t: Text) -> dict[str, str]:
    """What a case was called before an act and after it, in both languages where it has two names."""
    if change.kind != "case":
        return {}
    own_first = sorted(LANGS, key=lambda lang: lang != t.lang)
    found = {}
    for key, cells in (("before", change.before or {}), ("after", change.after or {})):
        names = [name for lang in own_first if (name := cells.get(f"name_{lang}"))]
        found[key] = " / ".join(map(isolate, names)) or t("case.first")
    return found


def _changed(change: Change) -> str:
    before, after = change.before, change.after
    if after is None:
        return "removed"
    if before is None:
        return "marked"
    if (before["state"], before["what"]) != (after["state"], after["what"]):
        return str(after["state"])
    return "verified" if after.get("verified") != before.get("verified") else "noted"


def _moment(at: str, t: Text) -> str:
    return t("log.at", date=t.date(at[:10]), time=at[11:16])


def _who(name: str, t: Text) -> str:
    return isolate(name) if name else t("log.nobody")


def show_case_log(t: Text) -> None:
    """Show the acts on the open case, folded; nothing where nobody has made, named or deleted it."""
    if acts := state.open_store().log(""):
        show_folded(t("log.case"), "case-log", partial(_lines, acts, t))


def show_deleted_cases(t: Text) -> None:
    """Show the cases that were deleted lately, each with a button that brings it back."""
    found = state.open_store().cases.list_deleted()
    if not found:
        return
    st.header(t("case.deleted-title"), anchor=False)
    st.write(t("case.deleted-lead", days=t.count("days", KEPT)))
    for one in found:
        with st.container(border=True, key=f"deleted-case-{one.case.id}"):
            st.text(isolate(case_title(one.case, t)))
            st.text(t("log.line", at=_moment(one.at, t), who=_who(one.who, t), what=t("log.case-delete")))
            key = f"restore-case-{one.case.id}"
            st.button(t("deleted.restore"), key=key, on_click=cases.restore_case, args=(one.case.id,))


def show_deleted(t: Text) -> None:
    """Show the documents that were deleted lately, each with a button that brings it back."""
    found = state.open_store().list_deleted()
    if not found:
        return
    st.header(t("deleted.title"), anchor=False)
    st.write(t("deleted.lead", days=t.count("days", KEPT)))
    for one in found:
        key = one.document.id
        with st.container(border=True, key=f"deleted-{key}"):
            st.text(isolate(one.document.title))
            st.text(t("log.line", at=_moment(one.at, t), who=_who(one.who, t), what=t("log.delete")))
            st.button(
                t("deleted.restore"), key=f"restore-{key}", on_click=documents.restore_document, args=(key,)
            )
