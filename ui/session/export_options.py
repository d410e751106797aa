"""The switch that takes added documents out of a file, and what stands under it of those that go in or stay
out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import streamlit as st

from data.atlas.atlas import Atlas
from data.i18n import Lang, count, say
from data.query.view import View
from ui.html.headings import notice


class Held(Protocol):
    """What a file holds: the view it is made of, the added documents in it, and how many stay out."""

    @property
    def view(self) -> View: ...  # noqa: D102
    @property
    def documents(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def left(self) -> int: ...  # noqa: D102


H = TypeVar("H", bound=Held)


def with_added(
    view: View, lang: Lang, key: str, carry: Callable[[bool], H], left_out: Callable[[Atlas], str]
) -> H:
    """What goes into a file of `view`: with the added documents in view or, where the reader takes them out,
    without.

    carry: makes it, of the article alone where it is told so; left_out: says what stays out; key: of the
    switch."""
    atlas, whole = view.atlas, carry(False)
    if not whole.documents and not whole.left:
        return whole
    label = say(atlas, "leave.added", lang, count=count(atlas, "documents", len(whole.documents), lang))
    keep = st.checkbox(label, value=True, key=key, help=say(atlas, "leave.added-help", lang))
    held = whole if keep else carry(True)
    if held.documents:
        st.caption(say(atlas, "leave.added-rights", lang))
    if held.left and keep:
        st.caption(left_out(held.view.atlas))
    if not held.view.passages and view.passages:
        st.html(notice(say(atlas, "leave.added-none", lang)))
    return held
