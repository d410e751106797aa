"""The sections of the sources page: documents, sources, method, and what is still to be reviewed."""

from __future__ import annotations

import datetime as dt
from functools import partial

import streamlit as st

from data.atlas.atlas import Atlas
from data.facts.origin import curated_atlas, is_curated
from data.facts.review import review
from data.i18n import Text
from data.query.view import View
from export.about import LISTED
from ui import share
from ui.charts.source_line import sources_anchor
from ui.html import sources
from ui.html.headings import document_title_html, literal
from ui.html.sources import definitions, drafted_and_reviewed, gaps, review_counts, review_list
from ui.session.components import show_folded
from ui.session.sections.arabic_review import show_arabic_review
from ui.session.tables import picked_row, show_table

SECTIONS = ("method", "geometry", "licences")
EDITING = ("review", "untranslated")  # sections for those who run and edit the app


def show_heading(key: str, t: Text) -> None:
    """Show the head of a section."""
    st.header(t(f"sources.{key}"), anchor=sources_anchor(t) if key == "all" else False)


def show_documents(view: View, t: Text) -> None:
    """Show what is quoted: title as printed, author, date, links, rights; and the first of what people
    added."""
    atlas = view.atlas
    show_heading("document", t)
    for row in curated_atlas(atlas).documents.values():
        st.html(document_title_html(atlas, row, t))
        notes = [t.name(row, field) for field in ("title_note", "links_note", "translation_note", "rights")]
        st.text("\n".join(note for note in notes if note))
        st.text("\n".join(row.links))
    rest = [row for row in atlas.documents.values() if not is_curated(atlas, row.id)]
    if rest:
        show_heading("added", t)
    for row in rest[:LISTED]:
        st.html(document_title_html(atlas, row, t))
    if len(rest) > LISTED:
        st.text(t("export.added-more", count=t.count("documents", len(rest) - LISTED)))


def show_sources(view: View, t: Text) -> None:
    """Show every source once; picking one lists the rows that rest on it."""
    atlas = view.atlas
    link, title, *dates = (t(f"sources.{key}") for key in ("link", "source", "date", "seen"))
    st.write(t("sources.pick"))
    st.caption(t("sources.supplied"))
    key = f"all-sources-{t.lang}"
    show_table(
        sources.sources_table(atlas, t),
        t.lang,
        links=[link],
        dates=dates,
        titles=[title],
        key=key,
        on_pick="rerun",
    )
    if (row := picked_row(key)) is not None:
        st.html(sources.source_uses(atlas, list(atlas.sources)[row], t))


def show_method(view: View, t: Text) -> None:
    """Show method, meanings, gaps and licences; folded, what concerns those who run and edit the app."""
    atlas = view.atlas
    rights = literal(t.name(next(iter(atlas.documents.values())), "rights"))
    for section in SECTIONS:
        show_heading(section, t)
        st.write(t(f"sources.{section}-text", **({"rights": rights} if section == "licences" else {})))
        if section == "method":
            show_heading("definitions", t)
            st.write(
                "\n".join(
                    f"- **{literal(word)}**: {literal(meaning)}" for word, meaning in definitions(atlas, t)
                )
            )
            show_heading("gaps", t)
            st.write("\n".join(f"- {gap}" for gap in gaps(atlas, t)))
    show_folded(t("sources.editing"), "sources-editing", partial(show_editing, atlas, t))
    show_folded(t("arabic.door"), "arabic-review", show_arabic_review)


def show_editing(atlas: Atlas, t: Text) -> None:
    """Show what is still to be reviewed, what cannot be translated, and the address that links carry."""
    count = t.count("places", sum(p.arabic_name == "editor" for p in atlas.places.values()))
    for section in EDITING:
        show_heading(section, t)
        st.write(t(f"sources.{section}-text", **({"count": count} if section == "review" else {})))
        if section == "review":
            show_table(drafted_and_reviewed(atlas, t), t.lang)
            show_review(atlas, t)
    if not share.public():
        st.write(t("share.no-address"))


def show_review(atlas: Atlas, t: Text) -> None:
    """Show the rows that deserve a look next, and how many for which reason."""
    items = review(atlas, dt.date.today())
    show_heading("next", t)
    st.text(review_counts(items, t))
    st.html(review_list(atlas, items, t))
