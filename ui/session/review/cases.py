"""The case that is open: which, the others to turn to, and, for editors, making, naming and deleting one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from data.atlas.case import FIRST_CASE, Case
from data.documents.errors import Stale, Unfit
from data.documents.sql.cases import LONGEST_NAME
from data.documents.sql.deleted import KEPT
from data.documents.store import StoreDown
from data.i18n import Text, name
from data.i18n.isolates import isolate
from data.tables.vocab import LANGS
from ui.html.headings import case_title
from ui.session import people, state
from ui.session.pick_list import pick_list
from ui.session.review.begun import Form, begin_form, close_form, settled_values
from ui.session.review.desk.fields import Fields, field_values
from ui.session.review.desk.write import TRIES
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
            _show_new(t)
            if here := known.get(session().case):
                _show_rename(here, t)
            if session().case != FIRST_CASE:
                _show_delete(t)


def _labels(cases: Sequence[Case], t: Text) -> dict[str, str]:
    """Name and day of each case, by its id, and the id where others have the same: no two have one label."""
    days = {case.id: t.date(case.made[:10]) if case.made else "" for case in cases}
    labels = {c.id: " · ".join(filter(None, (isolate(case_title(c, t)), days[c.id]))) for c in cases}
    count = Counter(labels.values())
    return {key: f"{label} · {isolate(key)}" if count[label] > 1 else label for key, label in labels.items()}


def _show_new(t: Text) -> None:
    """Show a button that opens the names of a new case."""
    keys = {lang: f"case-new-{lang}" for lang in LANGS}
    labels = _labels_of_names(t)
    with st.popover(t("case.new"), key="case-new"), st.form("case-new-form", border=False):
        for lang in LANGS:
            write_line(labels[lang], "", LONGEST_NAME, keys[lang])
        st.form_submit_button(t("case.make"), on_click=_make, args=(keys,))


def _show_rename(case: Case, t: Text) -> None:
    """Show a button that opens the names of a case."""
    with st.popover(t("case.rename"), key="case-rename"):
        form, labels = Form("case-rename", case.id), _labels_of_names(t)
        first, keys = begin_form(form, _names(case), labels, t)
        with st.form("case-rename-form", border=False):
            for lang in LANGS:
                write_line(labels[lang], first[lang], LONGEST_NAME, keys[lang])
            st.form_submit_button(t("case.save"), on_click=rename_case, args=(form, keys))


def _labels_of_names(t: Text) -> dict[str, str]:
    return {lang: t(f"case.name-{lang}") for lang in LANGS}


def _names(case: Case) -> dict[str, str]:
    return {lang: name(case, lang) for lang in LANGS}


def _show_delete(t: Text) -> None:
    with st.popover(t("case.delete"), key="case-ask"):
        st.write(t("case.delete-sure", days=t.count("days", KEPT)))
        st.button(t("case.delete"), key="case-delete", on_click=delete_case, type="primary")


def _make(keys: Fields) -> None:
    """Make a case with the names that a form holds (a callback); what it holds stays where that cannot be."""
    said = field_values(keys)
    if make_case(said["en"], said["ar"]):
        st.session_state.update(dict.fromkeys(keys.values(), ""))


@guarded_act("case")
def make_case(name_en: str, name_ar: str) -> None:
    """Make a case and open it."""
    open_case(state.open_store().cases.make(name_en, name_ar, people.me()).id)
    flash("case.made")


@guarded_act("case")
def rename_case(form: Form, keys: Fields) -> None:
    """Give the case that a form is on the names that it holds (a callback)."""
    cases = state.open_store().cases
    for _ in range(TRIES):
        if (case := next((one for one in cases.list_cases() if one.id == form.of), None)) is None:
            raise Unfit("case.gone")
        said = settled_values(form, _names(case), keys)
        with suppress(Stale):  # others have named it since it was read
            cases.rename(case.id, said["en"], said["ar"], people.me(), case)
            close_form(form)
            flash("case.renamed")
            return
    raise Stale(form.of)


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
