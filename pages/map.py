"""The map page: the article's card, where to start, the map, and the panel with the passages that belong to the focus."""

from __future__ import annotations

import streamlit as st
from shapely import Point

from data.select import BORDER, OPENING, View
from data.words import Lang, count, name, number, say
from geo import map as drawn
from geo import shapes
from ui import served, state
from ui.components import mount
from ui.heading import heading
from ui.panel import Whereabouts, panel

STARTS = {"border": OPENING, "chaldivar": "place:chaldovar", "badakhshan": "place:gbao", "ishkashim": "place:ishkashim"}
MAP_WORDS = {"failed": "map.failed", "zoomIn": "map.zoom-in", "zoomOut": "map.zoom-out", "home": "map.home"}


def main() -> None:
    """Compose the page."""
    view, lang = state.view(), state.lang()
    st.html(heading(view, lang))
    starts(view, lang)
    left, right = st.columns([62, 38], gap="medium")
    with left:
        live_map(view, lang)
    with right:
        data = {"html": panel(view, lang, whereabouts(view, lang)), "focus": view.selection.focus, "received": state.received("reader")}
        mount("reader", data, on_picks=lambda: state.take_picks("reader"))


def starts(view: View, lang: Lang) -> None:
    """Four picks that open the article to a newcomer."""
    with st.container(horizontal=True, gap="small", key="starts"):
        for key, focus in STARTS.items():
            here = view.selection.focus == focus
            label = say(view.atlas, f"start.{key}", lang)
            st.button(label, key=f"start-{key}", on_click=state.focus, args=(focus,), type="primary" if here else "secondary")


def live_map(view: View, lang: Lang) -> None:
    """The map with its cards, legend and list."""
    atlas, asked = view.atlas, state.frame()
    bounds = drawn.frame_of(atlas, state.framed_places(view)) if asked["seq"] else None
    named = sum(p in atlas.naming for p in atlas.places)
    alt = say(atlas, "map.alt", lang, named=count(atlas, "places", named, lang), context=number(len(atlas.places) - named, lang))
    mount("mapview", {
        "assets": {
            "leaflet": "/leaflet/leaflet.js", "css": "/leaflet/leaflet.css", "map": drawn.MAP,
            "base": served.path(f"base-{lang}"), "side": served.path(f"places-{lang}"),
        },
        "points": drawn.changes(view, lang), "counts": view.counts, "focus": view.selection.focus, "lit": view.lit, "lang": lang,
        "frame": {"seq": asked["seq"], "bounds": bounds, "gentle": asked["gentle"]} if bounds else None,
        "words": {key: say(atlas, word, lang) for key, word in MAP_WORDS.items()} | {"alt": alt},
        "received": state.received("mapview"), "count": state.picks(),
    }, on_picks=lambda: state.take_picks("mapview"))  # fmt: skip


def whereabouts(view: View, lang: Lang) -> Whereabouts:
    """What geography says of the focused place."""
    atlas = view.atlas
    kind, _, key = view.selection.focus.partition(":")
    if kind != "place":
        return Whereabouts()
    place = atlas.places[key]
    lines = [drawn.precision(atlas, place, lang)]
    if key == BORDER:
        lines = [say(atlas, "where.length", lang, km=number(shapes.border_length(), lang, 2))]
    if place.lon is not None and place.lat is not None:
        at = shapes.position(Point(place.lon, place.lat))
        distance = number(at.distance, lang, 1 if at.distance < 100 else 0)
        lines.append(
            say(atlas, "where.far", lang, distance=distance) if at.km is None
            else say(atlas, "where.km", lang, km=number(at.km, lang, 1), distance=distance)
        )  # fmt: skip
    inside = [p.id for p in atlas.places.values() if p.province == key and p.geometry == "point"]
    return Whereabouts(tuple(lines), tuple(sorted(inside, key=lambda p: (p not in atlas.naming, name(atlas.entities[p], lang)))))


main()
