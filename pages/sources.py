"""The sources page: the document, the method, geometry, licences, what is still to be reviewed, and every source once."""

from __future__ import annotations

import streamlit as st

from data.select import View
from data.words import Lang, count, date, isolate, name, say
from ui import state

SECTIONS = ("method", "geometry", "licences", "review", "untranslated")


def main() -> None:
    """Compose the page."""
    view, lang = state.view(), state.lang()
    atlas = view.atlas
    st.header(say(atlas, "page.sources", lang), anchor=False)
    st.write(say(atlas, "sources.lead", lang))
    document(view, lang)
    rights = name(next(iter(atlas.documents.values())), lang, "rights")
    editors = sum(p.arabic_name == "editor" for p in atlas.places.values())
    values = {"licences": {"rights": rights}, "review": {"count": count(atlas, "places", editors, lang)}}
    for section in SECTIONS:
        st.subheader(say(atlas, f"sources.{section}", lang), anchor=False)
        st.write(say(atlas, f"sources.{section}-text", lang, **values.get(section, {})))
    st.subheader(say(atlas, "sources.all", lang), anchor=False)
    table(view, lang)


def document(view: View, lang: Lang) -> None:
    """What is quoted: title as printed, author, date, links, rights."""
    atlas = view.atlas
    st.subheader(say(atlas, "sources.document", lang), anchor=False)
    for row in atlas.documents.values():
        author = row.author if lang == "ar" else row.author_en
        st.text(f"«{isolate(row.title)}»")
        st.text(say(atlas, "document.by", lang, kind=name(row, lang, "kind"), author=author, date=date(row.date, lang)))
        notes = [name(row, lang, field) for field in ("title_note", "links_note", "translation_note", "rights")]
        st.text("\n".join(note for note in notes if note))
        st.text("\n".join(row.links))


def table(view: View, lang: Lang) -> None:
    """Every source once, with how many facts rest on it."""
    atlas = view.atlas
    support = dict.fromkeys(atlas.sources, 0)
    for facts in (atlas.documents, atlas.entities, atlas.places, atlas.events):
        for fact in facts.values():
            for source in fact.sources:
                support[source] += 1
    columns = ("source", "publisher", "date", "supports", "licence", "link")
    heads = {c: say(atlas, f"sources.{c}", lang) for c in columns}
    rows = [
        (s.title, atlas.publishers[s.publisher].name if s.publisher else "", s.date, support[s.id], s.licence, s.url or None)
        for s in atlas.sources.values()
    ]
    st.dataframe(
        [dict(zip(heads.values(), row, strict=True)) for row in rows], hide_index=True, height=520,
        column_config={heads["link"]: st.column_config.LinkColumn(display_text=r"https?://([^/]+)")},
    )  # fmt: skip


main()
