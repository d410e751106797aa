"""The sections of the sources page: documents, sources, method, and what is still to be reviewed."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from data.atlas.atlas import Atlas
from data.facts.origin import curated, is_curated
from data.facts.review import review
from data.i18n import Lang, count, name, say
from data.query.view import View
from export.about import LISTED
from ui.html import sources
from ui.html.headings import document_title, literal
from ui.html.sources import definitions, gaps, review_counts, review_table, reviewed
from ui.session import state
from ui.session.tables import picked_row, show_table

SECTIONS = ("method", "geometry", "licences", "review", "untranslated")


def show_heading(key: str, lang: Lang) -> None:
    """The head of a section."""
    st.subheader(say(state.atlas(), f"sources.{key}", lang), anchor=False)


def show_documents(view: View, lang: Lang) -> None:
    """What is quoted: title as printed, author, date, links, rights; and the first of what people added."""
    atlas = view.atlas
    show_heading("document", lang)
    for row in curated(atlas).documents.values():
        st.html(document_title(atlas, row, lang))
        notes = [
            name(row, lang, field) for field in ("title_note", "links_note", "translation_note", "rights")
        ]
        st.text("\n".join(note for note in notes if note))
        st.text("\n".join(row.links))
    rest = [row for row in atlas.documents.values() if not is_curated(atlas, row.id)]
    if rest:
        show_heading("added", lang)
    for row in rest[:LISTED]:
        st.html(document_title(atlas, row, lang))
    if len(rest) > LISTED:
        st.text(
            say(atlas, "export.added-more", lang, count=count(atlas, "documents", len(rest) - LISTED, lang))
        )


def show_sources(view: View, lang: Lang) -> None:
    """Every source once; picking one lists the rows that rest on it."""
    atlas = view.atlas
    link, title, *dates = (say(atlas, f"sources.{key}", lang) for key in ("link", "source", "date", "seen"))
    st.write(say(atlas, "sources.pick", lang))
    key = f"all-sources-{lang}"
    show_table(
        sources.table(atlas, lang), lang, links=[link], dates=dates, titles=[title], key=key, on_pick="rerun"
    )
    if (row := picked_row(key)) is not None:
        st.html(sources.resting(atlas, list(atlas.sources)[row], lang))


def show_method(view: View, lang: Lang) -> None:
    """Method, meanings, gaps, licences, and what is still to be reviewed or cannot be translated."""
    atlas = view.atlas
    rights = literal(name(next(iter(atlas.documents.values())), lang, "rights"))
    editors = sum(p.arabic_name == "editor" for p in atlas.places.values())
    values: dict[str, dict[str, str]] = {
        "licences": {"rights": rights},
        "review": {"count": count(atlas, "places", editors, lang)},
    }
    for section in SECTIONS:
        show_heading(section, lang)
        st.write(say(atlas, f"sources.{section}-text", lang, **values.get(section, {})))
        if section == "method":
            show_heading("definitions", lang)
            st.write(
                "\n".join(
                    f"- **{literal(word)}**: {literal(meaning)}" for word, meaning in definitions(atlas, lang)
                )
            )
            show_heading("gaps", lang)
            st.write("\n".join(f"- {gap}" for gap in gaps(atlas, lang)))
        if section == "review":
            show_table(reviewed(atlas, lang), lang)
            show_review(atlas, lang)


def show_review(atlas: Atlas, lang: Lang) -> None:
    """The rows that deserve a look next, and how many for which reason."""
    items = review(atlas, dt.date.today())
    show_heading("next", lang)
    st.text(review_counts(atlas, items, lang))
    show_table(review_table(atlas, items, lang), lang, most=360)
