"""Fields that people write in. Streamlit drops without a word what is pasted and longer than its `max_chars`.
Here a field takes it and says below how much it may hold; an act that would keep it is refused until it is
short enough, and what was written stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from ui.html.headings import notice
from ui.session import state
from ui.session.session import session

Told = tuple[str, dict[str, str]]  # a key of words.csv, and what fills it


def write_line(label: str, written: str, longest: int, key: str, place: Any = st, **more: Any) -> str:
    """Show a field of one line in `place`; what stands in it. written: what stands there at first; longest:
    characters that it may hold; more: as of `st.text_input`."""
    _give_back(key)
    return _limited(place, label, longest, key, place.text_input(label, written, key=key, **more))


def write_long(label: str, written: str, longest: int, key: str, place: Any = st, **more: Any) -> str:
    """Show a field of several lines, as `write_line` does."""
    _give_back(key)
    return _limited(place, label, longest, key, place.text_area(label, written, key=key, **more))


def limit_field(label: str, longest: int, key: str) -> None:
    """Hold what the widget of this key says to so many characters when it is to be kept."""
    session().limits[key] = (label, longest)


def overlong(given: Iterable[Any]) -> Told | None:
    """What is to be said of the first field that holds more than it may; None where none does. given: keys of
    fields, or what fields hold, each by itself or as the values of a mapping."""
    flat = (part for one in given for part in (one.values() if isinstance(one, Mapping) else (one,)))
    asked = {part for part in flat if isinstance(part, str)}
    for key, (label, longest) in session().limits.items():
        held = str(st.session_state.get(key) or "")
        if len(held) > longest and (key in asked or held in asked):
            t = state.text()
            return "field.overlong", {
                "field": label,
                "given": t.number(len(held)),
                "longest": t.number(longest),
            }
    return None


def _give_back(key: str) -> None:
    """Let a field hold what was written in it before the store was away. A browser shows what is set in the
    run that draws the field."""
    if (written := session().held.pop(key, None)) is not None:
        st.session_state[key] = written


def _limited(place: Any, label: str, longest: int, key: str, held: Any) -> str:
    limit_field(label, longest, key)
    found = str(held or "")
    if len(found) > longest:
        t = state.text()
        place.html(notice(t("field.longest", given=t.number(len(found)), longest=t.number(longest))))
    return found
