"""The page that presents: the story on the whole screen, or, before that, the board where it is put together and checked."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.atlas import Atlas
from data.model import Step
from data.words import Lang, say
from geo import scale, scenes, shapes
from ui import board, served, slides, state, storyboard
from ui.charts import alt
from ui.components import keep_story, show_deck, show_map
from ui.story import Measured

KEYS = ("next", "back", "notes", "blank", "full", "leave", "count", "say-ar", "say-en", "say-both")


def main() -> None:
    """Compose the page."""
    atlas, lang = state.atlas(), state.lang()
    measured = Measured(shapes.border_length(), scenes.apart(atlas, "chaldovar", "ishkashim"))
    at = storyboard.at()
    if at is None:
        board.show(atlas, lang, measured)
    else:
        stage(atlas, storyboard.told(), at, lang, measured)
    keep_story(storyboard.kept(), storyboard.take_kept)


def stage(atlas: Atlas, steps: tuple[Step, ...], at: int, lang: Lang, measured: Measured) -> None:
    """The whole screen: the map, the charts of the story, and over them the deck that turns the steps by itself."""
    found = scenes.scenes(atlas, steps, lang)
    live, bounds = found[at - 1]
    show_map(live | {"frame": {"seq": f"stage-{at}", "bounds": bounds, "gentle": False} if bounds else None}, lang)
    told = slides.slides(atlas, steps, lang, measured)
    for key in dict.fromkeys(slide["chart"] for slide in told if slide["chart"]):
        figure = slides.chart(atlas, key, lang)
        with st.container(key=f"slide-{key}"):
            st.plotly_chart(figure, width="content", key=f"deck-{key}", alt=alt(figure), config={"staticPlot": True})
    st.html(f"<style>{slides.CSS.read_text(encoding='utf-8')}</style>")
    shown: list[dict[str, Any]] = [slide | {"live": scene, "bounds": box} for slide, (scene, box) in zip(told, found, strict=True)]
    words = {key: say(atlas, f"present.{key}", lang) for key in KEYS} | {"speaker": say(atlas, "present.speaker-window", lang)}
    both = storyboard.stage().get("both") == "1"
    banks = f"0 {scale.TOP - 4:g} {scale.WIDTH:g} {scale.MONEY - scale.TOP - 8:g}"
    data = {
        "slides": shown, "start": at, "both": both, "lang": lang, "words": words,
        "speaker": served.path(f"presenter-{lang}"), "profile": {"path": served.path(f"strip-{lang}"), "box": banks},
    }  # fmt: skip
    show_deck(data, storyboard.take)


main()
