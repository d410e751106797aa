"""What is kept for all sessions: the data, loaded once for each version of it, and charts."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import streamlit as st
from plotly.graph_objects import Figure

from data.atlas.atlas import Atlas
from data.atlas.case import FIRST_CASE
from data.atlas.join import join
from data.atlas.overlay import Overlay
from data.atlas.read import digest, last_change
from data.documents.availability import current_overlay
from data.load import load
from ui.charts.spec import Chart


def current_atlas(case: str = FIRST_CASE) -> Atlas:
    """The curated data and the documents of a case in the store, joined once for each version of both. Raises
    data.atlas.BadData."""
    curated, overlay = _atlas(_version(last_change())), current_overlay(case)
    joined = _joined if case == FIRST_CASE else _joined_other
    return joined(
        curated.digest, (overlay.version, id(overlay)), curated, overlay
    )  # another store may have the same version


@st.cache_resource(show_spinner=False, max_entries=2)
def _joined(files: str, stored: tuple[int, int], _curated: Atlas, _overlay: Overlay) -> Atlas:  # noqa: ARG001 (the key of the cache)
    return join(_curated, _overlay)


@st.cache_resource(show_spinner=False, max_entries=4)
def _joined_other(files: str, stored: tuple[int, int], _curated: Atlas, _overlay: Overlay) -> Atlas:  # noqa: ARG001 (the key of the cache)
    return join(_curated, _overlay)


@lru_cache(maxsize=2)
def _version(stamp: float) -> str:  # noqa: ARG001 (the key: hashing the files is worth doing once)
    return digest()


@st.cache_resource(show_spinner=False, max_entries=2)
def _atlas(version: str) -> Atlas:  # noqa: ARG001 (the key of the cache)
    return load()


@st.cache_resource(show_spinner=False, max_entries=128)
def cached_figure(key: str, _draw: Callable[[], tuple[Chart, Figure]]) -> tuple[Chart, Figure]:  # noqa: ARG001 (the key of the cache)
    """The chart and figure that `_draw` makes; made once for each `key`, for all sessions."""
    return _draw()
