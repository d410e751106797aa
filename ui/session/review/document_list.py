"""The list of documents, what can be done with each, and all of them as one file."""

from __future__ import annotations

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents.dossier import FILE_NAME
from data.documents.review import STATES
from data.documents.store import store
from data.i18n import Lang, count, date, isolate, number, say
from data.index.ranking import ranking
from ui.html.headings import literal
from ui.html.search_results import snippets
from ui.session.review import desk

LISTED = 20  # documents shown at a time


def show_document_list(atlas: Atlas, lang: Lang) -> None:
    """Every added document, with what is still to be decided; or, where words are asked for, the documents
    that have them."""
    entries = store().entries()
    st.subheader(say(atlas, "documents.list", lang), anchor=False)
    if not entries:
        st.write(say(atlas, "documents.none", lang))
        return
    counted = {document.id: counts for document, counts in entries}
    asked = st.text_input(say(atlas, "documents.find", lang), key="documents-find", max_chars=100).strip()
    found = ranking(atlas, asked) if asked else None
    shown = found.documents if found else tuple(reversed(counted))
    if found:
        st.write(say(atlas, "documents.answers", lang, count=count(atlas, "documents", len(shown), lang)))
    pages = max(1, -(-len(shown) // LISTED))
    page = (
        st.number_input(say(atlas, "documents.page", lang), 1, pages, key="documents-page")
        if pages > 1
        else 1
    )
    for key in shown[LISTED * (page - 1) : LISTED * page]:
        with st.container(border=True, key=f"document-{key}"):
            st.text(isolate(atlas.documents[key].title))
            show_summary(atlas, key, counted.get(key), lang)
            if found:
                st.html(snippets(atlas, found, asked, key, lang))
            show_acts(atlas, key, counted.get(key), asked, lang)


def show_summary(atlas: Atlas, key: str, counts: dict[str, int] | None, lang: Lang) -> None:
    """Author, date, and how many marks of an added document are in which state."""
    document = atlas.documents[key]
    states = (
        " · ".join(f"{say(atlas, f'review.{s}', lang)} {number(counts.get(s, 0), lang)}" for s in STATES)
        if counts is not None
        else ""
    )
    parts = (isolate(document.author), date(document.date, lang), states)
    st.caption(literal(" · ".join(part for part in parts if part and part != isolate("—") and part != "—")))


def show_acts(atlas: Atlas, key: str, counts: dict[str, int] | None, asked: str, lang: Lang) -> None:
    """What can be done with a document; one of the files is only shown."""
    with st.container(horizontal=True):
        if counts is not None:
            st.button(
                say(atlas, "documents.review", lang),
                key=f"open-{key}",
                on_click=desk.open_document,
                args=(key,),
                type="primary" if counts.get("open") else "secondary",
            )
        st.button(
            say(atlas, "documents.only", lang), key=f"only-{key}", on_click=desk.only, args=(key, asked)
        )
        if counts is not None:
            show_delete(atlas, key, lang)


def show_delete(atlas: Atlas, key: str, lang: Lang) -> None:
    """Delete a document, asked twice."""
    with st.popover(say(atlas, "documents.delete", lang), key=f"ask-{key}"):
        st.write(say(atlas, "documents.delete-sure", lang))
        st.button(
            say(atlas, "documents.delete", lang),
            key=f"delete-{key}",
            on_click=desk.delete,
            args=(key,),
            type="primary",
        )


def show_dossier(atlas: Atlas, lang: Lang) -> None:
    """All added documents as one file, to take along and to bring back."""
    st.subheader(say(atlas, "dossier.title", lang), anchor=False)
    st.write(say(atlas, "dossier.lead", lang))
    st.download_button(
        say(atlas, "dossier.save", lang),
        desk.dossier,
        file_name=FILE_NAME,
        mime="application/gzip",
        key="dossier-save",
        on_click="ignore",
        icon=":material/download:",
        disabled=not store().version(),
    )
    with st.form("dossier", border=True, clear_on_submit=True):
        file = st.file_uploader(say(atlas, "dossier.file", lang), type=["gz"])
        if st.form_submit_button(say(atlas, "dossier.load", lang)) and file:
            with st.spinner(say(atlas, "documents.working", lang)):
                desk.load(file.getvalue())
            st.rerun()
