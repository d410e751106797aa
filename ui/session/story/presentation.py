"""The presentation on the whole screen: the map, over it the deck that turns the steps by itself, and the
charts of the story."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.query.story import selection
from data.tables.model import Step
from data.tables.vocab import LANGS
from geo import story_frames
from geo.profile import layout
from ui.charts import plotly
from ui.charts.registry import of_story
from ui.session.components import map_in, show_deck, show_map
from ui.session.run import url_sync
from ui.session.story import stage as storyboard
from ui.story import slides
from ui.story.figures import Measured
from web import assets

KEYS = (
    "next",
    "back",
    "notes",
    "blank",
    "full",
    "leave",
    "count",
    "away",
    "leaving",
    "say-ar",
    "say-en",
    "say-both",
)


def show_presentation(atlas: Atlas, steps: tuple[Step, ...], at: int, t: Text, measured: Measured) -> None:
    """The whole screen: the map, over it the deck that turns the steps by itself, and the charts of the
    story. All is there in both languages, as a talk may lose the server."""
    url_sync.finish()  # before the deck is there, which keeps the URL itself
    st.html(f"<style>{slides.CSS.read_text(encoding='utf-8')}</style>")  # first: the map is laid out by it
    live, bounds = story_frames.scenes(atlas, steps, t)[at - 1]
    show_map(
        live | {"frame": {"seq": f"stage-{at}", "bounds": bounds, "gentle": False} if bounds else None}, t
    )
    told = {lg: telling(atlas, steps, atlas.text(lg), measured) for lg in LANGS}
    banks = f"0 {layout.TOP - 4:g} {layout.WIDTH:g} {layout.MONEY - layout.TOP - 8:g}"
    data = {
        "told": told,
        "start": at,
        "both": storyboard.stage().get("both") == "1",
        "lang": t.lang,
        "box": banks,
        "chart": (plotly.WIDTH, plotly.HEIGHT),
    }
    show_deck(data, storyboard.on_presenter_event)
    charted = {key: step for step in steps if (key := slides.chart_id(step))}
    for key, step in charted.items():
        for lg in LANGS:
            kind = step.show.removeprefix("chart:")
            chart = of_story(atlas, kind, atlas.text(lg), selection(atlas, step))
            with st.container(key=f"slide-{key}-{lg}"):
                st.plotly_chart(
                    plotly.on_stage(atlas, chart),
                    width="content",
                    key=f"deck-{key}-{lg}",
                    alt=chart.alt,
                    config={"staticPlot": True},
                )


def telling(atlas: Atlas, steps: tuple[Step, ...], t: Text, measured: Measured) -> dict[str, Any]:
    """What the deck needs to tell the story in `lang`: slides with what the map shows at each, words, and the
    files to fetch early."""
    scened = zip(slides.slides(atlas, steps, t, measured), story_frames.scenes(atlas, steps, t), strict=True)
    words = {key: t(f"present.{key}") for key in KEYS} | {"speaker": t("present.speaker-window")}
    return {
        "lang": t.lang,
        "slides": [slide | {"live": scene, "bounds": box} for slide, (scene, box) in scened],
        "words": words,
        "untold": storyboard.omitted_note(t),
        "map": map_in(atlas, t),
        "speaker": assets.path(f"presenter-{t.lang}"),
        "profile": assets.path(f"strip-{t.lang}"),
        "files": [assets.path(stem) for stem in (f"base-{t.lang}", f"places-{t.lang}", "colours")],
    }
