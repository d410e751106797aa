"""Dalil's map the stock way: folium drawn on each run, streamlit-folium in a frame, passages by st.markdown.
It is told where Leaflet is served on this machine: `streamlit run bench/apps/stock.py --
http://127.0.0.1:8501/leaflet`."""

from __future__ import annotations

import json
import sys

import folium
import streamlit as st
from streamlit_folium import st_folium  # type: ignore[import-not-found, import-untyped, unused-ignore]

from data.atlas.atlas import Atlas
from data.index.index import passages_naming
from data.load import load
from geo.bounds import in_window
from geo.map import LAYERS
from geo.shapes import FILES

LAYER_COLOURS = {"basemap": "#dddddd", "regions": "#f4f0e6", "lines": "#999999", "border-light": "#a03020"}


@st.cache_resource(show_spinner=False)
def curated() -> Atlas:
    """The data, loaded once."""
    return load()


@st.cache_resource(show_spinner=False)
def layers() -> dict[str, object]:
    """The files of the base map, read once."""
    return {
        file: json.loads((FILES / f"{file}.geojson").read_text(encoding="utf-8")) for file, _, _ in LAYERS
    }


def base_map() -> folium.Map:
    """Land, provinces, lines and border; no tiles."""
    drawn = folium.Map(location=[37.9, 71.2], zoom_start=6, tiles=None)
    if len(sys.argv) > 1:
        drawn.default_js = [("leaflet", f"{sys.argv[1]}/leaflet.js")]
        drawn.default_css = [("leaflet_css", f"{sys.argv[1]}/leaflet.css")]
    for file, layer in layers().items():
        colour = LAYER_COLOURS[file]
        folium.GeoJson(
            layer, style_function=lambda _, c=colour: {"color": c, "weight": 1, "interactive": False}
        ).add_to(drawn)
    return drawn


def add_points(drawn: folium.Map, atlas: Atlas) -> None:
    """A marker for every point in the map's window."""
    for place in filter(in_window, atlas.places.values()):
        tooltip, at = atlas.entities[place.id].name_ar, (place.lat or 0, place.lon or 0)
        folium.CircleMarker(at, radius=6, tooltip=tooltip, class_name=place.id, fill=True).add_to(drawn)


def clicked_place(atlas: Atlas, at: dict[str, float] | None) -> str:
    """Id of the place whose marker was clicked, or nothing."""
    return next((p.id for p in atlas.places.values() if at and (p.lat, p.lon) == (at["lat"], at["lng"])), "")


def main() -> None:
    """The map, and beside it the passages of the marker last clicked."""
    st.set_page_config(layout="wide")
    atlas = curated()
    left, right = st.columns([62, 38])
    with left:
        drawn = base_map()
        add_points(drawn, atlas)
        found = st_folium(
            drawn, key="map", use_container_width=True, returned_objects=["last_object_clicked"]
        )
    with right:
        if place := clicked_place(atlas, found["last_object_clicked"]):
            st.markdown(f"**{atlas.entities[place].name_ar}**")
            for passage in passages_naming(atlas).get(place, ()):
                st.markdown(atlas.texts[passage])


main()
