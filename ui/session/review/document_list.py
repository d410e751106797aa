"""The list of documents, what can be done with each, and all of them as one file."""

from __future__ import annotations

import streamlit as st

from data.atlas.atlas import Atlas
from data.atlas.case import Case
from data.documents.dossier.save import file_name
from data.documents.review.suggestion import STATES
from data.i18n import Text
from data.i18n.isolates import isolate
from data.index.ranking import ranking
from data.index.search import LONGEST
from ui.html.headings import case_line, literal, notice
from ui.html.passages import snippets
from ui.session import people, state
from ui.session.review import documents
from ui.session.review.desk.current import open_document
from ui.session.session import session

LISTED = 20  # documents shown at a time


def show_document_list(atlas: Atlas, t: Text) -> None:
    """Show every added document with what is still to be decided; where words are asked for, the documents
    that have them."""
    entries = state.open_store().entries()
    st.header(t("documents.list"), anchor=False)
    if case := case_line(atlas.case, t):
        st.html(case)
    if not entries:
        st.write(t("documents.none"))
        show_first_case(t)
        return
    counted = {document.id: counts for document, counts in entries}
    query = st.text_input(t("documents.find"), key="documents-find").strip()
    if len(query) > LONGEST:
        st.caption(t("search.cut", longest=t.number(LONGEST)))
    found = ranking(atlas, query) if query else None
    shown = found.documents if found else tuple(reversed(counted))
    if found:
        answers = t("documents.answers", count=t.count("documents", len(shown)))
        st.write(answers if shown else t("lists.none"))
    pages = max(1, -(-len(shown) // LISTED))
    page = st.number_input(t("documents.page"), 1, pages, key="documents-page") if pages > 1 else 1
    for key in shown[LISTED * (page - 1) : LISTED * page]:
        with st.container(border=True, key=f"document-{key}"):
            st.text(isolate(atlas.documents[key].title))
            show_summary(atlas, key, counted.get(key), t)
            if found:
                st.html(snippets(atlas, found, query, key, t))
            show_acts(key, counted.get(key), query, t)


def show_first_case(t: Text) -> None:
    """What to learn from where nothing has been added yet: an article that was written for it."""
    if people.may("load"):
        st.caption(t("compare.lesson-about"))
        st.button(t("compare.lesson"), key="first-case", on_click=documents.load_first_case)


def show_summary(atlas: Atlas, key: str, counts: dict[str, int] | None, t: Text) -> None:
    """Show author, date, and how many marks of an added document are in which state."""
    document = atlas.documents[key]
    states = (
        " · ".join(f"{t(f'review.{s}')}: {t.number(counts.get(s, 0))}" for s in STATES)
        if counts is not None
        else ""
    )
    if counts and (verified := counts.get("verified")):
        states += " · " + t("review.verified-count", count=t.number(verified))
    ocr = t("document.ocr") if document.ocr else ""
    parts = (isolate(document.author), t.date(document.date), ocr, states)
    st.caption(literal(" · ".join(part for part in parts if part and part != isolate("—") and part != "—")))


def show_acts(key: str, counts: dict[str, int] | None, words: str, t: Text) -> None:
    """What can be done with a document; one of the files is only shown."""
    with st.container(horizontal=True):
        if counts is not None and people.may("review"):
            st.button(
                t("documents.review"),
                key=f"open-{key}",
                on_click=open_document,
                args=(key,),
                type="primary" if counts.get("open") else "secondary",
            )
        st.button(t("documents.only"), key=f"only-{key}", on_click=documents.show_only, args=(key, words))
        if counts is not None:
            st.button(
                t("documents.compare"),
                key=f"compare-{key}",
                on_click=documents.compare_with_article,
                args=(key,),
            )
        if counts is not None and people.may("delete"):
            show_delete(key, t)


def show_delete(key: str, t: Text) -> None:
    """Show the button that deletes a document; it asks once more."""
    with st.popover(t("documents.delete"), key=f"ask-{key}"):
        st.write(t("documents.delete-sure"))
        st.button(
            t("documents.delete"),
            key=f"delete-{key}",
            on_click=documents.delete_document,
            args=(key,),
            type="primary",
        )


def show_dossier(t: Text) -> None:
    """Show the button that saves all documents of the open case as one file, and the form that brings one
    back."""
    st.header(t("dossier.title"), anchor=False)
    st.write(t("dossier.lead"))
    if not (allowed := session().work.allows()):
        st.html(notice(t("documents.too-much")))
    st.download_button(
        t("dossier.save"),
        documents.dossier_maker(session().case),
        file_name=file_name(Case(session().case)),
        mime="application/gzip",
        key="dossier-save",
        on_click="ignore",
        icon=":material/download:",
        disabled=not (allowed and state.open_store().version()),
    )
    if people.may("load"):
        show_dossier_form(t)


def show_dossier_form(t: Text) -> None:
    """Show the form that brings a saved dossier back."""
    with st.form("dossier", border=True, clear_on_submit=True):
        file = st.file_uploader(t("dossier.file"), type=["gz"])
        new_case = people.may("case") and st.radio(
            t("dossier.into"),
            (False, True),
            format_func=lambda new: t("dossier.into-new" if new else "dossier.into-open"),
            key="dossier-into",
        )
        if st.form_submit_button(t("dossier.load")) and file:
            with st.spinner(t("documents.working")):
                documents.load_dossier(file.getvalue(), new_case=bool(new_case))
            st.rerun()
