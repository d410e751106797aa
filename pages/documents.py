"""The documents page: what has been added, adding more, and the desk at which suggested marks are accepted,
corrected, rejected."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents import add
from data.documents.add import degrees
from data.documents.dossier import FILE_NAME
from data.documents.review import (
    ACTORS,
    LONGEST_NAME,
    LONGEST_SOURCE,
    RADIUS,
    STATES,
    SURE,
    THINGS,
    Suggestion,
    suggestions,
)
from data.documents.schema import Entry
from data.documents.store import StoreDown, store
from data.i18n import Lang, count, date, isolate, listed, name, number, say
from data.index.ranking import ranking
from geo import points
from ui.html import review
from ui.html.headings import literal, notice
from ui.html.search_results import snippets
from ui.session import state
from ui.session.components import show_map, show_reader
from ui.session.review import adding, desk, messages
from ui.session.session import session

TYPES = ("txt", "md", "docx", "pdf", "html", "htm")
LISTED = 20  # documents shown at a time
WRITTEN = ("name_ar", "name_en", "role_ar", "role_en")  # of an actor, in words


def main() -> None:
    """Compose the page."""
    atlas, lang = state.atlas(), state.lang()
    st.header(say(atlas, "page.documents", lang), anchor=False)
    st.write(say(atlas, "documents.lead", lang))
    notices = st.container(key="desk-told")
    try:
        entry = desk.opened()
        with notices:
            if said := messages.flash_message(atlas, lang):
                st.html(notice(" ".join(said)))
            adding.show_refused(atlas, lang)
        if entry:
            reviewing(atlas, entry, lang)
            return
        bringing(atlas, lang)
        listing(atlas, lang)
        dossier(atlas, lang)
    except StoreDown as problem:
        st.html(notice(say(atlas, "documents.store-down", lang)))
        st.text(str(problem)[:300])


def bringing(atlas: Atlas, lang: Lang) -> None:
    """Paste a text, or bring files."""
    if adding.waiting():
        adding.look(atlas, lang)
        return
    way = st.segmented_control(
        say(atlas, "documents.add", lang),
        ("paste", "upload"),
        default="paste",
        required=True,
        key="adding",
        format_func=lambda way: say(atlas, f"documents.{way}", lang),
    )
    with st.form("add", border=True):
        text: str | None = None
        files: list[Any] = []
        if way == "paste":
            text = st.text_area(say(atlas, "documents.text", lang), height=220, max_chars=add.LONGEST)
        else:
            files = st.file_uploader(
                say(atlas, "documents.files", lang), type=list(TYPES), accept_multiple_files=True
            )
        left, right = st.columns(2)
        values = {
            "title": left.text_input(say(atlas, "documents.title", lang), max_chars=300),
            "author": right.text_input(say(atlas, "documents.author", lang), max_chars=200),
            "date": left.text_input(
                say(atlas, "documents.date", lang), max_chars=10, placeholder="2024-05-06"
            ),
            "source": right.text_input(say(atlas, "documents.source", lang), max_chars=500),
        }
        language = st.segmented_control(
            say(atlas, "documents.language", lang),
            ("", "ar", "en"),
            default="",
            required=True,
            format_func=lambda lg: (
                say(atlas, f"lang.{lg}", lang) if lg else say(atlas, "documents.language-guess", lang)
            ),
        )
        sure = st.checkbox(
            say(atlas, "documents.accept-sure", lang), help=say(atlas, "documents.accept-sure-hint", lang)
        )
        if st.form_submit_button(say(atlas, "documents.submit", lang), type="primary"):
            with st.spinner(say(atlas, "documents.working", lang)):
                wrong = adding.bring(atlas, text, files, values | {"language": language or ""}, sure, lang)
            if wrong:
                st.html(notice(wrong))
            else:
                st.rerun()


def listing(atlas: Atlas, lang: Lang) -> None:
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
            told(atlas, key, counted.get(key), lang)
            if found:
                st.html(snippets(atlas, found, asked, key, lang))
            acts(atlas, key, counted.get(key), asked, lang)


def told(atlas: Atlas, key: str, counts: dict[str, int] | None, lang: Lang) -> None:
    """Author, date, and how many marks of an added document are in which state."""
    document = atlas.documents[key]
    states = (
        " · ".join(f"{say(atlas, f'review.{s}', lang)} {number(counts.get(s, 0), lang)}" for s in STATES)
        if counts is not None
        else ""
    )
    parts = (isolate(document.author), date(document.date, lang), states)
    st.caption(literal(" · ".join(part for part in parts if part and part != isolate("—") and part != "—")))


def acts(atlas: Atlas, key: str, counts: dict[str, int] | None, asked: str, lang: Lang) -> None:
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
            deleting(atlas, key, lang)


def dossier(atlas: Atlas, lang: Lang) -> None:
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


def deleting(atlas: Atlas, key: str, lang: Lang) -> None:
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


def reviewing(atlas: Atlas, entry: Entry, lang: Lang) -> None:
    """One document: its text with every mark, and what to do with the one that is looked at."""
    found = suggestions(entry)
    at = desk.current(found)
    still = sum(m.state == "open" for m in found)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            say(atlas, "review.back", lang), on_click=desk.open_document, args=("",), icon=":material/list:"
        )
        st.text(isolate(entry.document.title))
        st.text(say(atlas, "review.left", lang, count=count(atlas, "marks", still, lang)))
    text, aside = st.columns([64, 36], gap="medium")
    with text:
        first = review.page_of(found, at)
        show_reader(
            review.document(atlas, entry, found, at, lang, first), f"review:{entry.document.id}:{first}"
        )
    with aside, st.container(key="desk"):
        decide(atlas, entry, found, at, lang)
        with st.expander(say(atlas, "review.add", lang)):
            words(atlas, lang)
        with st.expander(say(atlas, "review.place", lang)):
            place(atlas, lang)
        with st.expander(say(atlas, "review.actor", lang)):
            actor(atlas, lang)
    desk.shown(entry)


def decide(atlas: Atlas, entry: Entry, found: list[Suggestion], at: int, lang: Lang) -> None:
    """The buttons for the current mark, each with its key."""
    if at >= 0:
        m = found[at]
        st.text(f"«{isolate(entry.content.texts[m.passage][m.start : m.end])}»")
        score = say(atlas, "review.score", lang, score=number(m.score, lang, 2))
        st.text(f"{review.mark_label(atlas, m, lang)} · {say(atlas, f'review.{m.state}', lang)} · {score}")
        if m.kind == "mention":
            candidates = [c for c in (m.more or {}).get("candidates", ()) if c in atlas.entities]
            if others := [name(atlas.entities[c], lang) for c in candidates if c != m.what]:
                st.text(say(atlas, "review.candidates", lang, names=listed(others, lang)))
            options = list(dict.fromkeys([*candidates, *atlas.entities]))
            st.selectbox(
                say(atlas, "review.correct", lang),
                options,
                key=f"correct-{m.key}",
                index=options.index(m.what) if m.what in options else None,
                format_func=lambda e: name(atlas.entities[e], lang),
                placeholder=say(atlas, "review.choose", lang),
                filter_mode="contains",
            )
        with st.container(horizontal=True):  # keys: a press on an earlier mark's button does not mean this
            st.button(
                say(atlas, "review.accept", lang),
                on_click=desk.decide,
                args=(m, "accepted", f"correct-{m.key}"),
                shortcut="A",
                type="primary",
                icon=":material/check:",
                key=f"accept-{m.key}-{m.state}",
            )
            st.button(
                say(atlas, "review.reject", lang),
                on_click=desk.decide,
                args=(m, "rejected"),
                shortcut="X",
                icon=":material/close:",
                key=f"reject-{m.key}-{m.state}",
            )
    else:
        st.write(say(atlas, "review.none", lang))
    steps(atlas, entry, found, lang)


def steps(atlas: Atlas, entry: Entry, found: list[Suggestion], lang: Lang) -> None:
    """The buttons that lead from mark to mark, take an act back, or accept many at once."""
    with st.container(horizontal=True):
        can: dict[str, Any] = {"on_click": desk.step, "disabled": not found}
        st.button(say(atlas, "review.previous", lang), args=(-1,), shortcut="P", **can)
        st.button(say(atlas, "review.next", lang), args=(1,), shortcut="N", **can)
        undone = not session().review.acts
        st.button(
            say(atlas, "review.undo", lang),
            on_click=desk.undo,
            shortcut="U",
            disabled=undone,
            icon=":material/undo:",
        )
    with st.container(horizontal=True):
        st.button(
            say(atlas, "review.accept-sure", lang), on_click=desk.decide_all, args=(SURE, entry.version)
        )
        st.button(say(atlas, "review.accept-all", lang), on_click=desk.decide_all, args=(0.0, entry.version))


def words(atlas: Atlas, lang: Lang) -> None:
    """Mark words that were not suggested."""
    with st.form("words", border=False, clear_on_submit=True):
        said = st.text_input(say(atlas, "review.words", lang), max_chars=200)
        entity = st.selectbox(
            say(atlas, "review.means", lang),
            list(atlas.entities),
            index=None,
            format_func=lambda e: name(atlas.entities[e], lang),
            placeholder=say(atlas, "review.choose", lang),
            filter_mode="contains",
        )
        everywhere = st.checkbox(
            say(atlas, "review.everywhere", lang), help=say(atlas, "review.everywhere-hint", lang)
        )
        if st.form_submit_button(say(atlas, "review.mark", lang)):
            desk.mark_words(said, entity or "", everywhere)
            st.rerun()


def place(atlas: Atlas, lang: Lang) -> None:
    """Add a place that is not known yet: its position typed, or picked on the map with the precision that the
    map had."""
    lat, lon, km = desk.position() or (None, None, 10.0)
    if st.toggle(say(atlas, "review.pick", lang), key="picking", help=say(atlas, "review.pick-hint", lang)):
        show_map(points.live(state.view(), lang, state.frame()), lang, desk.position() or ())
    with st.form("place", border=False):
        values: dict[str, Any] = {
            "name_ar": st.text_input(say(atlas, "review.name-ar", lang), max_chars=LONGEST_NAME),
            "name_en": st.text_input(say(atlas, "review.name-en", lang), max_chars=LONGEST_NAME),
        }
        left, right = st.columns(2)
        values |= {
            "lat": degrees(
                left.text_input(
                    say(atlas, "review.lat", lang), "" if lat is None else f"{lat:.4f}", max_chars=20
                )
            ),
            "lon": degrees(
                right.text_input(
                    say(atlas, "review.lon", lang), "" if lon is None else f"{lon:.4f}", max_chars=20
                )
            ),
            "radius_km": left.number_input(say(atlas, "review.radius", lang), *RADIUS, value=km),
            "source": right.text_input(say(atlas, "review.place-from", lang), max_chars=LONGEST_SOURCE),
        }
        if st.form_submit_button(say(atlas, "review.place", lang)):
            desk.new_place(values)
            st.rerun()


def actor(atlas: Atlas, lang: Lang) -> None:
    """Add an actor, a programme or equipment that is not known yet. What was written stays until it is
    added."""
    turn = session().review.actors_added
    with st.form(f"actor-{turn}", border=False):
        values: dict[str, Any] = {
            what: st.text_input(say(atlas, asked, lang), max_chars=LONGEST_NAME, key=f"actor-{what}-{turn}")
            for what, asked in zip(
                WRITTEN, ("review.name-ar", "review.name-en", "review.role-ar", "review.role-en"), strict=True
            )
        }
        left, right = st.columns(2)
        values |= {
            "type": left.selectbox(
                say(atlas, "review.actor-kind", lang),
                ACTORS + THINGS,
                index=None,
                format_func=lambda t: say(atlas, f"type.{t}", lang),
                placeholder=say(atlas, "review.actor-choose", lang),
                key=f"actor-type-{turn}",
                filter_mode="contains",
            ),
            "group": right.selectbox(
                say(atlas, "review.actor-side", lang),
                list(atlas.groups),
                index=None,
                format_func=lambda g: name(atlas.groups[g], lang),
                placeholder=say(atlas, "review.actor-choose", lang),
                help=say(atlas, "review.actor-side-hint", lang),
                key=f"actor-group-{turn}",
                filter_mode="contains",
            ),
            "source": st.text_input(
                say(atlas, "review.actor-from", lang), max_chars=LONGEST_SOURCE, key=f"actor-source-{turn}"
            ),
        }
        if st.form_submit_button(say(atlas, "review.actor", lang)):
            session().review.actors_added = turn + desk.new_actor(values)
            st.rerun()


main()
