"""The switch that takes added documents out of a file, and what stands under it of those that go in or stay
out."""

from __future__ import annotations

import streamlit as st

from data.i18n import Text
from data.query.view import View
from data.tables.model import Step
from export.about import omitted_note, plain_label
from export.excerpt import Excerpt, excerpt
from ui.html.headings import notice


def choose_excerpt(view: View, t: Text, key: str, story: tuple[Step, ...] = ()) -> Excerpt:
    """Show the switch for added documents. Returns what goes into a file of `view`: with the added documents
    in view or, where the reader takes them out, without. key: of the switch."""
    whole = excerpt(view, story)
    if not whole.documents and not whole.left:
        return whole
    label = t("leave.added", count=t.count("documents", len(whole.documents)))
    keep = st.checkbox(label, value=True, key=key, help=t("leave.added-help"))
    chosen = whole if keep else excerpt(view, story, curated=True)
    if chosen.documents:
        st.caption(t("leave.added-rights"))
    if chosen.left and keep:
        st.caption(plain_label(omitted_note(chosen.view.atlas, t)))
    if not chosen.view.passages and view.passages:
        st.html(notice(t("leave.added-none")))
    return chosen
