"""What this session has chosen: the one stateful module. It reads and writes the URL, seeds the widgets, receives picks, and
keeps the caches.

A run goes begin() -> widgets and pages -> finish(). The URL is read when it differs from what was last written and no
widget has just spoken; it is written once, at the end. A page change empties the URL: then the choice is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from data.atlas import Atlas, changed, digest, load
from data.select import Selection, View, is_focus, select
from data.words import LANGS, Lang, name, say


def atlas() -> Atlas:
    """The curated data, loaded once for each version of the files. Raises data.atlas.BadData."""
    return _atlas(_version(changed()))


@lru_cache(maxsize=2)
def _version(stamp: float) -> str:  # noqa: ARG001 (the key: hashing the files is worth doing once)
    return digest()


@st.cache_resource(show_spinner=False, max_entries=2)
def _atlas(version: str) -> Atlas:  # noqa: ARG001 (the key of the cache)
    return load()


def begin(page: str) -> tuple[str, ...]:
    """Open the run: take the selection and language from the URL where it says something new. Returns unknown values."""
    memory = st.session_state
    asked = {key: ",".join(st.query_params.get_all(key)) for key in st.query_params}
    spoken_language = language()
    spoke = memory.pop("_spoke", False)
    turned = memory.get("_page") not in (None, page)
    memory["_page"] = page
    memory["_told"] = False
    unknown: tuple[str, ...] = ()
    if "_selection" not in memory or not (spoke or asked == memory.get("_written") or (turned and "lang" not in asked)):
        memory["_told"] = "_selection" in memory  # the reader went back, or typed a URL: it already says what is shown
        memory["_lang"] = spoken_language
        memory["_selection"], unknown = Selection.from_query(asked, atlas())
        ask_frame(memory["_selection"].focus, gentle=False)
    _seed()
    return unknown


def finish() -> None:
    """Close the run: write the URL, once, if it is to change."""
    wanted = query()
    shown = {key: st.query_params[key] for key in st.query_params}
    if st.session_state["_told"]:
        wanted = shown
    elif shown != wanted:
        st.query_params.from_dict(wanted)
    st.session_state["_written"] = wanted


def query() -> dict[str, str]:
    """The URL parameters of this view."""
    return {"lang": lang()} | selection().to_query()


def lang() -> Lang:
    """The language of the interface."""
    chosen: Lang = st.session_state.get("_lang", "ar")
    return chosen


def language() -> Lang:
    """The language before begin(): what the URL asks for, else what was last shown, else the browser's."""
    asked = st.query_params.get("lang")
    if st.session_state.get("_spoke") and "_lang" in st.session_state:
        return lang()
    return asked if asked in LANGS else st.session_state.get("_lang") or _browser_language()


def selection() -> Selection:
    """What is chosen now."""
    chosen: Selection = st.session_state["_selection"]
    return chosen


def view() -> View:
    """What the selection chooses."""
    return select(atlas(), selection())


def choose(**changes: Any) -> None:
    """Change the selection (in a callback, or before begin)."""
    st.session_state["_selection"] = replace(selection(), **changes)
    st.session_state["_spoke"] = True


def clear() -> None:
    """Drop every filter; the focus stays."""
    st.session_state["_selection"] = selection().cleared()
    st.session_state["_spoke"] = True


def switch_language() -> None:
    """Take the language that the switch was set to."""
    st.session_state["_lang"] = st.session_state["lang"] or lang()
    st.session_state["_spoke"] = True


def filter_changed() -> None:
    """Take every filter as the widgets have it."""
    memory = st.session_state
    since, until = memory["period"]
    low, high = years()
    choose(
        actors=tuple(memory["actors"]), topics=tuple(memory["topics"]), voices=tuple(memory["voices"]),
        match=memory.get("match") or selection().match, text=memory["text"].strip(),
        since=since if since > low else None, until=until if until < high else None,
    )  # fmt: skip


def reading_changed() -> None:
    """Take how the article is to be read."""
    choose(reading=st.session_state["reading"])


def ledger_changed() -> None:
    """Take the filters of the aid records as the widgets have them."""
    memory = st.session_state
    choose(donors=tuple(memory["donors"]), categories=tuple(memory["categories"]), statuses=tuple(memory["statuses"]))
    unpick()


def ledger_name(field: str, value: str) -> str:
    """A donor, kind or phase of aid in words."""
    known = atlas()
    return name(known.bodies[value], lang()) if field == "donor" else say(known, f"{field}.{value}", lang())


def chart_picked(chart: str) -> Callable[[], None]:
    """The callback of a chart: remember the records behind the picked bar or mark."""

    def take() -> None:
        memory = st.session_state
        event = memory[f"{chart}-{unpicked()}"]
        found = [key for point in event["selection"]["points"] for key in _ids(point.get("customdata"))]
        memory["_records"] = [key for key in dict.fromkeys(found) if key in atlas().aid]
        memory["_spoke"] = True

    return take


def _ids(customdata: Any) -> list[str]:
    values = customdata.values() if isinstance(customdata, dict) else customdata or []
    return [value for value in values if isinstance(value, str)]


def picked_records() -> list[str]:
    """Ids of the aid records picked in a chart; empty when none are."""
    found: list[str] = st.session_state.get("_records", [])
    return found


def unpick() -> None:
    """Forget what was picked in charts; a new key clears their own marking."""
    memory = st.session_state
    memory["_records"], memory["_unpicked"], memory["_spoke"] = [], unpicked() + 1, True


def unpicked() -> int:
    """How often picks in charts were forgotten: part of the charts' keys."""
    return int(st.session_state.get("_unpicked", 0))


def turn_page() -> str | None:
    """The page that a pick asks to go to, once."""
    page: str | None = st.session_state.pop("_turn", None)
    return page


def years() -> tuple[int, int]:
    """First and last year of any event."""
    found = [int(event.date[:4]) for event in atlas().events.values()]
    return min(found), max(found)


def focus(what: str) -> None:
    """Look at `what` ("" for nothing) and bring it into the map's sight."""
    choose(focus=what)
    ask_frame(what, gentle=True)


def received(component: str) -> int:
    """Sequence number of the last pick taken from a component."""
    return int(st.session_state.get("_received", {}).get(component, 0))


def picks() -> int:
    """How many picks this session has received."""
    return int(st.session_state.get("_picks", 0))


def take_picks(component: str) -> None:
    """Callback of the components: take every pick that is new, in order."""
    memory = st.session_state
    memory["_spoke"] = True
    for pick in getattr(memory[component], "picks", None) or []:
        if int(pick["seq"]) <= received(component):
            continue
        memory.setdefault("_received", {})[component] = int(pick["seq"])
        memory["_picks"] = picks() + 1
        _take(str(pick["id"]), bool(pick.get("frame")))


def ask_frame(what: str, gentle: bool) -> None:
    """Ask the map to frame a focus once. Gently: only if it is out of sight."""
    memory = st.session_state
    memory["_frame"] = {"seq": memory.get("_frame", {"seq": 0})["seq"] + 1, "focus": what, "gentle": gentle}


def frame() -> dict[str, Any]:
    """The last frame asked for: {seq, focus, gentle}."""
    asked: dict[str, Any] = st.session_state.get("_frame", {"seq": 0, "focus": "", "gentle": True})
    return asked


def _take(what: str, framed: bool) -> None:
    kind, _, key = what.partition(":")
    if kind == "topic" and key in atlas().topics:
        choose(topics=tuple(dict.fromkeys((*selection().topics, key))))
    elif kind == "show" and key in atlas().passages:
        focus(f"passage:{key}")
        st.session_state["_frame"]["gentle"] = False
        st.session_state["_turn"] = "map"
    elif not what or is_focus(atlas(), what):
        choose(focus=what)
        if what and (framed or kind == "passage"):
            ask_frame(what, gentle=kind != "passage")


def _seed() -> None:
    """Give every widget its value from the selection: labels change with counts and language, keys do not."""
    memory, s = st.session_state, selection()
    low, high = years()
    memory["actors"], memory["topics"], memory["voices"] = list(s.actors), list(s.topics), list(s.voices)
    memory["donors"], memory["categories"], memory["statuses"] = list(s.donors), list(s.categories), list(s.statuses)
    memory["match"], memory["text"], memory["lang"], memory["reading"] = s.match, s.text, lang(), s.reading
    memory["period"] = (min(max(s.since or low, low), high), max(min(s.until or high, high), low))


def _browser_language() -> Lang:
    first = (st.context.locale or "").lower()
    return "en" if first and not first.startswith("ar") else "ar"
