"""What is said of a document as a whole, to be put right, and the gist of one of its passages."""

from __future__ import annotations

import streamlit as st

from data.documents.add import LONGEST_SAID
from data.documents.describe import FIELDS, LONGEST_GIST, Description, form_values, gist_values
from data.documents.schema import Entry
from data.i18n import Text
from data.i18n.isolates import isolate
from data.tables.vocab import LANGS
from ui.html.headings import literal
from ui.session.review.begun import Form, begin_form
from ui.session.review.desk.describe import describe_document, write_gist
from ui.session.review.desk.write import description_of
from ui.session.written import write_line

BEGINNING = 120  # letters of a passage that are shown


def document_form(entry: Entry, passage: int, t: Text) -> None:
    """Title, author, date, source and language of a document; below, the gist of a passage: at first of the
    one that is looked at."""
    known = description_of(entry)
    _about_form(entry.document.id, known, t)
    last = len(entry.content.texts)
    number = int(st.number_input(t("review.passage"), 1, last, passage + 1, key=f"gist-of-{passage}"))
    text = entry.content.texts[number - 1]
    st.caption(literal(isolate(text if len(text) <= BEGINNING else text[:BEGINNING] + "…")))
    form = Form("gist", f"{number}-{entry.document.id}")
    labels: dict[str, str] = {lang: t(f"review.gist-{lang}") for lang in LANGS}
    first, fields = begin_form(form, gist_values(known, number - 1), labels, t)
    with st.form(f"{form.kind}-{form.of}", border=False):
        for lang, value in first.items():
            write_line(labels[lang], value, LONGEST_GIST, fields[lang])
        st.form_submit_button(t("review.gist-save"), on_click=write_gist, args=(form, number - 1, fields))


def _about_form(document: str, known: Description, t: Text) -> None:
    form, labels = Form("about", document), {field: t(f"documents.{field}") for field in FIELDS}
    first, fields = begin_form(form, form_values(known), labels, t)
    with st.form(f"{form.kind}-{form.of}", border=False):
        for field in FIELDS[:-1]:
            write_line(labels[field], first[field], LONGEST_SAID[field], fields[field])
        st.segmented_control(
            labels["language"],
            LANGS,
            default=first["language"],
            required=True,
            key=fields["language"],
            format_func=lambda lang: t(f"lang.{lang}"),
        )
        st.form_submit_button(t("review.about-save"), on_click=describe_document, args=(form, fields))
