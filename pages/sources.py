"""The sources page: the document and where it comes from, downloads, every source and publisher once, method, gaps, licences."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from data.select import View
from data.words import Lang, count, date, describe, isolate, name, say
from export import formats
from export.tables import TABLES
from ui import sources, state
from ui.heading import literal
from ui.sources import definitions, gaps, publishers, reviewed

SECTIONS = ("method", "geometry", "licences", "review", "untranslated")
DOWNLOADS = {  # format -> media type
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "geojson": "application/geo+json",
    "json": "application/json", "jsonld": "application/ld+json", "csv": "text/csv",
}  # fmt: skip


def main() -> None:
    """Compose the page."""
    view, lang = state.view(), state.lang()
    atlas = view.atlas
    st.header(say(atlas, "page.sources", lang), anchor=False)
    st.write(say(atlas, "sources.lead", lang))
    document(view, lang)
    heading("provenance", lang)
    st.html(sources.provenance(atlas, lang))
    downloads(view, lang)
    heading("all", lang)
    table(view, lang)
    heading("publishers", lang)
    st.write(say(atlas, "sources.publishers-text", lang))
    st.dataframe(pd.DataFrame(publishers(atlas, lang)), hide_index=True, height=360)
    words(view, lang)


def heading(key: str, lang: Lang) -> None:
    """The head of a section."""
    st.subheader(say(state.atlas(), f"sources.{key}", lang), anchor=False)


def document(view: View, lang: Lang) -> None:
    """What is quoted: title as printed, author, date, links, rights."""
    atlas = view.atlas
    heading("document", lang)
    for row in atlas.documents.values():
        author = row.author if lang == "ar" else row.author_en
        st.text(f"«{isolate(row.title)}»")
        st.text(say(atlas, "document.by", lang, kind=name(row, lang, "kind"), author=author, date=date(row.date, lang)))
        notes = [name(row, lang, field) for field in ("title_note", "links_note", "translation_note", "rights")]
        st.text("\n".join(note for note in notes if note))
        st.text("\n".join(row.links))


def downloads(view: View, lang: Lang) -> None:
    """Files of what the filters choose; each is made when it is asked for."""
    atlas = view.atlas
    heading("downloads", lang)
    st.text(describe(view, lang))
    st.write(say(atlas, "sources.downloads-lead", lang))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for kind in ("xlsx", "geojson", "json", "jsonld"):
            button(view, kind, lang)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            say(atlas, "sources.table", lang), list(TABLES), key="table", width=280,
            format_func=lambda key: say(atlas, f"export.sheet-{key}", lang),
        )  # fmt: skip
        button(view, "csv", lang, chosen)


def button(view: View, kind: str, lang: Lang, rows: str = "") -> None:
    """A download of one format; `rows`: the table, where it holds one."""
    file = f"dalil-{rows}-{lang}.{kind}" if rows else f"dalil-{lang}.{kind}"
    asked = argparse.Namespace(out=Path(file), table=rows)
    st.download_button(
        say(view.atlas, f"sources.download-{kind}", lang), partial(formats.make, view, lang, asked), file_name=file, mime=DOWNLOADS[kind],
        key=f"download-{kind}", on_click="ignore", icon=":material/download:",
    )  # fmt: skip


def table(view: View, lang: Lang) -> None:
    """Every source once; picking one lists the rows that rest on it."""
    atlas = view.atlas
    link = say(atlas, "sources.link", lang)
    st.write(say(atlas, "sources.pick", lang))
    picked = st.dataframe(
        pd.DataFrame(sources.table(atlas, lang)), hide_index=True, height=520, key="all-sources", on_select="rerun",
        selection_mode="single-row", column_config={link: st.column_config.LinkColumn(display_text=r"https?://([^/]+)")},
    )  # fmt: skip
    for row in picked["selection"]["rows"]:
        st.html(sources.resting(atlas, list(atlas.sources)[row], lang))


def words(view: View, lang: Lang) -> None:
    """Method, meanings, gaps, licences, and what is still to be reviewed or cannot be translated."""
    atlas = view.atlas
    rights = literal(name(next(iter(atlas.documents.values())), lang, "rights"))
    editors = sum(p.arabic_name == "editor" for p in atlas.places.values())
    values = {"licences": {"rights": rights}, "review": {"count": count(atlas, "places", editors, lang)}}
    for section in SECTIONS:
        heading(section, lang)
        st.write(say(atlas, f"sources.{section}-text", lang, **values.get(section, {})))
        if section == "method":
            heading("definitions", lang)
            st.write("\n".join(f"- **{literal(word)}**: {literal(meaning)}" for word, meaning in definitions(atlas, lang)))
            heading("gaps", lang)
            st.write("\n".join(f"- {gap}" for gap in gaps(atlas, lang)))
        if section == "review":
            st.dataframe(pd.DataFrame(reviewed(atlas, lang)), hide_index=True)


main()
