"""The switch that takes added documents out of a file, and what stands under it of those that go in or stay
out."""

from __future__ import annotations

import streamlit as st

from data.i18n import Lang, count, say
from data.query.view import View
from data.tables.model import Step
from export.about import omitted_note, plain_label
from export.excerpt import Excerpt, excerpt
from ui.html.headings import notice


def choose_excerpt(view: View, lang: Lang, key: str, story: tuple[Step, ...] = ()) -> Excerpt:
    """What goes into a file of `view`: with the added documents in view or, where the reader takes them out,
    without. key: of the switch."""
    atlas, whole = view.atlas, excerpt(view, story)
    if not whole.documents and not whole.left:
        return whole
    label = say(atlas, "leave.added", lang, count=count(atlas, "documents", len(whole.documents), lang))
    keep = st.checkbox(label, value=True, key=key, help=say(atlas, "leave.added-help", lang))
    chosen = whole if keep else excerpt(view, story, curated=True)
    if chosen.documents:
        st.caption(say(atlas, "leave.added-rights", lang))
    if chosen.left and keep:
        st.caption(plain_label(omitted_note(chosen.view.atlas, lang)))
    if not chosen.view.passages and view.passages:
        st.html(notice(say(atlas, "leave.added-none", lang)))
    return chosen
