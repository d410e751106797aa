"""A pick list as every form here has it: what is typed is found anywhere in a name, and what it says itself
is in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from data.i18n import Text


def pick_list(
    label: str,
    options: Iterable[Any],
    chosen: Any,
    name: Callable[[Any], str],
    key: str,
    t: Text,
    place: Any = st,
    **more: Any,
) -> Any:
    """Show a list of which one can be picked, in `place`; what was picked. chosen: what is picked at first;
    nothing, where it is not among the options. name: what an option is called. more: as of
    `st.selectbox`."""
    offered = list(options)
    more = {"placeholder": t("lists.choose")} | more
    return place.selectbox(
        label,
        offered,
        index=offered.index(chosen) if chosen in offered else None,
        format_func=name,
        key=key,
        filter_mode="contains",
        **more,
    )
