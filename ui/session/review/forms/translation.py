"""A translation of the document under review: to be pasted, marked whose it is, put right, deleted."""

from __future__ import annotations

from zlib import crc32

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents.ledger.translations import LONGEST, translation_in
from data.documents.ledger.written import LONGEST_LINE
from data.documents.schema import Entry
from data.i18n import Text
from data.tables.vocab import MAKERS
from ui.session.review.desk.translation import delete_translation, save_translation
from ui.session.written import write_line, write_long

HIGH = 260  # pixels of the box


def translation_form(atlas: Atlas, entry: Entry, t: Text) -> None:
    """A box for the whole translation, a passage a line, and whose it is."""
    seen = translation_in(atlas, entry.document.id)
    turn = f"{entry.document.id}-{crc32(repr(seen).encode()):x}"  # another's words are shown anew
    fields = {field: f"translation-{field}-{turn}" for field in ("text", "made", "by")}
    st.caption(t("translation.lead", count=t.count("passages", len(entry.content.texts))))
    with st.form(f"translation-{turn}", border=False, enter_to_submit=False):
        whole = "\n".join(seen.texts) if seen else ""
        write_long(t("translation.text"), whole, LONGEST, fields["text"], height=HIGH)
        st.radio(
            t("translation.whose"),
            MAKERS,
            index=MAKERS.index(seen.made) if seen else None,
            key=fields["made"],
            format_func=lambda made: t(f"translation.made-{made}"),
        )
        write_line(t("translation.by"), seen.by if seen else "", LONGEST_LINE, fields["by"])
        st.form_submit_button(t("translation.save"), on_click=save_translation, args=(fields, seen))
    if seen:
        st.button(
            t("translation.delete"),
            on_click=delete_translation,
            args=(seen,),
            icon=":material/delete:",
            key="delete-translation",
        )
