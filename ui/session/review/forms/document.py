"""What is said of a document as a whole, to be put right, and the gist of one of its passages."""

from __future__ import annotations

from zlib import crc32

import streamlit as st

from data.documents.add import LONGEST_SAID
from data.documents.describe import FIELDS, LONGEST_GIST, Description, form_values
from data.documents.schema import Entry
from data.i18n import Text
from data.i18n.isolates import isolate
from data.tables.vocab import LANGS
from ui.html.headings import literal
from ui.session.review.desk.describe import describe_document, write_gist
from ui.session.review.desk.write import description_of
from ui.session.written import write_line

GIST_LANGS = ("en", "ar")  # in the order of a gist
BEGINNING = 120  # letters of a passage that are shown


def document_form(entry: Entry, passage: int, t: Text) -> None:
    """Title, author, date, source and language of a document; below, the gist of a passage: at first of the
    one that is looked at."""
    known = description_of(entry)
    turn = f"{entry.document.id}-{crc32(repr(known).encode()):x}"  # another's words are shown anew
    _about_form(known, turn, t)
    last = len(entry.content.texts)
    number = int(st.number_input(t("review.passage"), 1, last, passage + 1, key=f"gist-of-{passage}"))
    text = entry.content.texts[number - 1]
    st.caption(literal(isolate(text if len(text) <= BEGINNING else text[:BEGINNING] + "…")))
    gists = known.gists[number - 1] if known.gists else ("", "")
    with st.form(f"gist-{number}-{turn}", border=False):
        fields = {lang: f"gist-{lang}-{number}-{turn}" for lang in GIST_LANGS}
        for lang, value in zip(GIST_LANGS, gists, strict=True):
            write_line(t(f"review.gist-{lang}"), value, LONGEST_GIST, fields[lang])
        st.form_submit_button(t("review.gist-save"), on_click=write_gist, args=(known, number - 1, fields))


def _about_form(known: Description, turn: str, t: Text) -> None:
    said, fields = form_values(known), {field: f"about-{field}-{turn}" for field in FIELDS}
    with st.form(f"about-{turn}", border=False):
        for field in FIELDS[:-1]:
            write_line(t(f"documents.{field}"), said[field], LONGEST_SAID[field], fields[field])
        st.segmented_control(
            t("documents.language"),
            LANGS,
            default=known.document.language,
            required=True,
            key=fields["language"],
            format_func=lambda lang: t(f"lang.{lang}"),
        )
        st.form_submit_button(t("review.about-save"), on_click=describe_document, args=(known, fields))
