"""The case that is open: which, the others to turn to, and, for editors, making, naming and deleting one."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from data.atlas.case import FIRST_CASE, Case
from data.documents.errors import Stale
from data.documents.sql.cases import LONGEST_NAME, case_name
from data.documents.sql.deleted import KEPT
from data.documents.store import StoreDown
from data.i18n import Text, name
from data.i18n.isolates import isolate
from data.tables.vocab import LANGS
from ui.html.headings import case_title
from ui.session import people, state
from ui.session.pick_list import pick_list
from ui.session.review.messages import flash, guarded_act
from ui.session.run.callbacks import open_case
from ui.session.session import session
from ui.session.written import write_line

PICKED = "case-open"  # key of the pick list


def show_cases(t: Text) -> None:
    """Show which case is open, with what can be done; nothing where there is one alone and nothing to do."""
    cases, edits = state.open_store().cases.list_cases(), people.may("case")
    if len(cases) < 2 and not edits:
        return
    known = {case.id: case for case in cases}
    labels = _labels(cases, t)
    with st.container(border=True, key="cases"):
        st.session_state[PICKED] = session().case
        pick_list(
            t("case.current"),
            known,
            cases[0].id,
            lambda key: labels[key],
            PICKED,
            t,
            on_change=_open_picked,
        )
        if not edits:
            return
        st.caption(t("case.lead"))
        with st.container(horizontal=True):
            _show_form("new", "make", Case(""), make_case, t)
            if here := known.get(session().case):
                _show_form("rename", "save", here, partial(rename_case, here), t)
            if session().case != FIRST_CASE:
                _show_delete(t)


def _labels(cases: Sequence[Case], t: Text) -> dict[str, str]:
    """Name and day of each case, by its id, and the id where others have the same: no two have one label."""
    days = {case.id: t.date(case.made[:10]) if case.made else "" for case in cases}
    labels = {c.id: " · ".join(filter(None, (isolate(case_title(c, t)), days[c.id]))) for c in cases}
    count = Counter(labels.values())
    return {key: f"{label} · {isolate(key)}" if count[label] > 1 else label for key, label in labels.items()}


def _show_form(what: str, button: str, case: Case, take: Callable[[str, str], object], t: Text) -> None:
    """Show a button that opens the names of a case."""
    with st.popover(t(f"case.{what}"), key=f"case-{what}"), st.form(f"case-{what}-form", border=False):
        for lang in LANGS:
            write_line(t(f"case.name-{lang}"), name(case, lang), LONGEST_NAME, _key(what, lang, case))
        st.form_submit_button(t(f"case.{button}"), on_click=_take, args=(what, case, take))


def _show_delete(t: Text) -> None:
    with st.popover(t("case.delete"), key="case-ask"):
        st.write(t("case.delete-sure", days=t.count("days", KEPT)))
        st.button(t("case.delete"), key="case-delete", on_click=delete_case, type="primary")


def _key(what: str, lang: str, case: Case) -> str:
    """Of a field; another where the case has other names, so that it shows these."""
    names = hashlib.sha256("\n".join((case.name_en, case.name_ar)).encode()).hexdigest()[:8]
    return f"case-{what}-{lang}-{case.id}-{names}"


def _take(what: str, case: Case, take: Callable[[str, str], object]) -> None:
    """Hand on what the form holds (a callback)."""
    names = [str(st.session_state.get(_key(what, lang, case)) or "") for lang in ("en", "ar")]
    if take(names[0], names[1]) and what == "new":
        for lang in LANGS:
            st.session_state[_key(what, lang, case)] = ""


@guarded_act("case")
def make_case(name_en: str, name_ar: str) -> None:
    """Make a case and open it."""
    open_case(state.open_store().cases.make(name_en, name_ar, people.me()).id)
    flash("case.made")


@guarded_act("case")
def rename_case(seen: Case, name_en: str, name_ar: str) -> None:
    """Give a case other names, unless it has others than those that were seen."""
    try:
        state.open_store().cases.rename(seen.id, name_en, name_ar, people.me(), seen)
    except Stale:
        lost = state.text().comma_list(
            [isolate(case_name(one)) for one in (name_en, name_ar) if case_name(one)]
        )
        flash("case.renamed-meanwhile", names=lost)
    else:
        flash("case.renamed")


@guarded_act("delete")
def delete_case() -> None:
    """Delete the open case, and open the first (a callback)."""
    state.open_store().cases.delete(session().case, people.me())
    open_case(FIRST_CASE)
    flash("case.deleted")


@guarded_act("restore")
def restore_case(case: str) -> None:
    """Take the deletion of a case back, and open it (a callback)."""
    state.open_store().cases.restore(case, people.me())
    open_case(case)
    flash("case.restored")


def _open_picked() -> None:
    """Open the case that was picked, or say that it is gone (a callback)."""
    picked = str(st.session_state.get(PICKED) or FIRST_CASE)
    try:
        if state.open_store().cases.has(picked):
            open_case(picked)
        else:
            flash("case.not-there")
    except StoreDown:
        flash("documents.store-down")
