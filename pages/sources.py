"""The sources page: the document and where it comes from, downloads, every source and publisher once, method,
gaps, licences."""

from __future__ import annotations

import argparse
import datetime as dt
from functools import partial
from pathlib import Path

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents.store import StoreDown
from data.facts.origin import curated, is_curated
from data.facts.review import review
from data.i18n import Lang, count, name, say
from data.query.describe import describe
from data.query.view import View
from export.about import LISTED, omitted_note, plain_label
from export.excerpt import excerpt
from export.tables import formats
from export.tables.files import TABLES
from ui.html import revisions, sources
from ui.html.headings import document_title, literal, notice
from ui.html.sources import definitions, gaps, publishers, review_counts, review_table, reviewed
from ui.sentences.rules import rules
from ui.session import state
from ui.session.export_options import with_added
from ui.session.tables import picked_row, show_table

SECTIONS = ("method", "geometry", "licences", "review", "untranslated")
DOWNLOADS = {  # format -> media type
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "csv": "text/csv",
}


def main() -> None:
    """Compose the page."""
    view, lang = state.view(), state.lang()
    atlas = view.atlas
    st.header(say(atlas, "page.sources", lang), anchor=False)
    st.write(say(atlas, "sources.lead", lang))
    document(view, lang)
    heading("provenance", lang)
    st.html(sources.provenance(atlas, lang))
    st.html(rules(atlas, lang))
    downloads(view, lang)
    heading("all", lang)
    table(view, lang)
    heading("publishers", lang)
    st.write(say(atlas, "sources.publishers-text", lang))
    show_table(publishers(atlas, lang), lang, most=360)
    heading("revisions", lang)
    st.write(say(atlas, "sources.revisions-text", lang))
    show_table(revisions.table(atlas, lang), lang, most=360)
    words(view, lang)


def heading(key: str, lang: Lang) -> None:
    """The head of a section."""
    st.subheader(say(state.atlas(), f"sources.{key}", lang), anchor=False)


def document(view: View, lang: Lang) -> None:
    """What is quoted: title as printed, author, date, links, rights; and the first of what people added."""
    atlas = view.atlas
    heading("document", lang)
    for row in curated(atlas).documents.values():
        st.html(document_title(atlas, row, lang))
        notes = [
            name(row, lang, field) for field in ("title_note", "links_note", "translation_note", "rights")
        ]
        st.text("\n".join(note for note in notes if note))
        st.text("\n".join(row.links))
    rest = [row for row in atlas.documents.values() if not is_curated(atlas, row.id)]
    if rest:
        heading("added", lang)
    for row in rest[:LISTED]:
        st.html(document_title(atlas, row, lang))
    if len(rest) > LISTED:
        st.text(
            say(atlas, "export.added-more", lang, count=count(atlas, "documents", len(rest) - LISTED, lang))
        )


def downloads(whole: View, lang: Lang) -> None:
    """Files of what the filters choose; each is made when it is asked for."""
    atlas = whole.atlas
    heading("downloads", lang)
    try:
        held = with_added(
            whole,
            lang,
            "sources-carried",
            lambda curated: excerpt(whole, curated=curated),
            lambda made: plain_label(omitted_note(made, lang)),
        )
        view = held.view
    except StoreDown as problem:
        st.html(notice(say(atlas, "documents.store-down", lang)))
        st.text(str(problem)[:300])
        return
    st.text(describe(view, lang))
    st.write(say(atlas, "sources.downloads-lead", lang))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for kind in ("xlsx", "geojson", "json", "jsonld"):
            button(view, kind, lang)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            say(atlas, "sources.table", lang),
            list(TABLES),
            key="table",
            width=280,
            filter_mode="contains",
            format_func=lambda key: say(atlas, f"export.sheet-{key}", lang),
        )
        button(view, "csv", lang, chosen)


def button(view: View, kind: str, lang: Lang, rows: str = "") -> None:
    """A download of one format; `rows`: the table, where it holds one."""
    file = f"dalil-{rows}-{lang}.{kind}" if rows else f"dalil-{lang}.{kind}"
    asked = argparse.Namespace(out=Path(file), table=rows)
    st.download_button(
        say(view.atlas, f"sources.download-{kind}", lang),
        partial(formats.make, view, lang, asked),
        file_name=file,
        mime=DOWNLOADS[kind],
        key=f"download-{kind}",
        on_click="ignore",
        icon=":material/download:",
    )


def table(view: View, lang: Lang) -> None:
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


def words(view: View, lang: Lang) -> None:
    """Method, meanings, gaps, licences, and what is still to be reviewed or cannot be translated."""
    atlas = view.atlas
    rights = literal(name(next(iter(atlas.documents.values())), lang, "rights"))
    editors = sum(p.arabic_name == "editor" for p in atlas.places.values())
    values: dict[str, dict[str, str]] = {
        "licences": {"rights": rights},
        "review": {"count": count(atlas, "places", editors, lang)},
    }
    for section in SECTIONS:
        heading(section, lang)
        st.write(say(atlas, f"sources.{section}-text", lang, **values.get(section, {})))
        if section == "method":
            heading("definitions", lang)
            st.write(
                "\n".join(
                    f"- **{literal(word)}**: {literal(meaning)}" for word, meaning in definitions(atlas, lang)
                )
            )
            heading("gaps", lang)
            st.write("\n".join(f"- {gap}" for gap in gaps(atlas, lang)))
        if section == "review":
            show_table(reviewed(atlas, lang), lang)
            next_ones(atlas, lang)


def next_ones(atlas: Atlas, lang: Lang) -> None:
    """The rows that deserve a look next, and how many for which reason."""
    items = review(atlas, dt.date.today())
    heading("next", lang)
    st.text(review_counts(atlas, items, lang))
    show_table(review_table(atlas, items, lang), lang, most=360)


main()
