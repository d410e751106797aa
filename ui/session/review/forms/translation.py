"""A translation of the document under review: to be pasted, marked whose it is, put right, deleted."""

from __future__ import annotations

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents.ledger.translations import FIELDS, LONGEST, translation_in, translation_values
from data.documents.ledger.written import LONGEST_LINE
from data.documents.schema import Entry
from data.i18n import Text
from data.tables.vocab import MAKERS
from ui.session.review.begun import Form, begin_form
from ui.session.review.desk.translation import delete_translation, save_translation
from ui.session.written import write_line, write_long

HIGH = 260  # pixels of the box
LABELS = {"text": "translation.text", "made": "translation.whose", "by": "translation.by"}


def translation_form(atlas: Atlas, entry: Entry, t: Text) -> None:
    """A box for the whole translation, a passage a line, and whose it is."""
    seen = translation_in(atlas, entry.document.id)
    form, labels = Form("translation", entry.document.id), {field: t(LABELS[field]) for field in FIELDS}
    first, fields = begin_form(form, translation_values(seen), labels, t)
    st.caption(t("translation.lead", count=t.count("passages", len(entry.content.texts))))
    with st.form(f"translation-{form.of}", border=False, enter_to_submit=False):
        write_long(labels["text"], first["text"], LONGEST, fields["text"], height=HIGH)
        st.radio(
            labels["made"],
            MAKERS,
            index=next((n for n, made in enumerate(MAKERS) if made == first["made"]), None),
            key=fields["made"],
            format_func=lambda made: t(f"translation.made-{made}"),
        )
        write_line(labels["by"], first["by"], LONGEST_LINE, fields["by"])
        st.form_submit_button(t("translation.save"), on_click=save_translation, args=(form, fields))
    if seen:
        st.button(
            t("translation.delete"),
            on_click=delete_translation,
            args=(seen,),
            icon=":material/delete:",
            key="delete-translation",
        )
