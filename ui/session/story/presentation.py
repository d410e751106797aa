"""The presentation on the whole screen: the map, and over it the deck that turns the steps by itself."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.tables.model import Step
from data.tables.vocab import LANGS
from geo import locator, story_frames
from geo.profile import layout
from ui.session.components import map_in, show_deck, show_map
from ui.session.run import url_sync
from ui.session.story import stage as storyboard
from ui.story import slides
from ui.story.figures import MapMeasurements
from web import assets


def show_presentation(
    atlas: Atlas, steps: tuple[Step, ...], at: int, t: Text, measured: MapMeasurements
) -> None:
    """Show the whole screen: the map, and over it the deck that turns the steps by itself. All is there in
    both languages, as a talk may lose the server."""
    url_sync.finish_run()  # before the deck is there, which keeps the URL itself
    st.html(f"<style>{slides.CSS.read_text(encoding='utf-8')}</style>")  # first: the map is laid out by it
    live, bounds = story_frames.scenes(atlas, steps, t)[at - 1]
    both = storyboard.stage().get("both") == "1"
    frame = {"seq": f"stage-{at}", "bounds": bounds, "gentle": False} if bounds else None
    second = story_frames.second_names(atlas, live["lit"], other(atlas, t)) if both else {}
    show_map(live | {"frame": frame, "second": second}, t)
    decks = {lg: presentation_deck(atlas, steps, atlas.text(lg), measured) for lg in LANGS}
    data = {
        "decks": decks,
        "start": at,
        "both": both,
        "lang": t.lang,
        "box": layout.BANKS,
        "outlines": locator.outlines(),
    }
    show_deck(data, storyboard.on_presenter_event)


def other(atlas: Atlas, t: Text) -> Text:
    """The words of the other language."""
    return atlas.text("en" if t.lang == "ar" else "ar")


def presentation_deck(
    atlas: Atlas, steps: tuple[Step, ...], t: Text, measured: MapMeasurements
) -> dict[str, Any]:
    """What the deck needs to tell the story in `lang`: slides with what the map shows at each, words, and the
    files to fetch early."""
    of_case = (f"{stem}-{t.lang}{atlas.case.suffix}" for stem in ("base", "places"))
    scened = zip(
        slides.slides(atlas, steps, t, measured, storyboard.current_front()),
        story_frames.scenes(atlas, steps, t),
        strict=True,
    )
    return {
        "lang": t.lang,
        "slides": [
            slide
            | {"live": scene, "bounds": box, "sketch": story_frames.sketch(atlas, scene["lit"], box)}
            | {"second": story_frames.second_names(atlas, scene["lit"], other(atlas, t))}
            for slide, (scene, box) in scened
        ],
        "words": slides.deck_words(t),
        "omitted": storyboard.omitted_steps_note(t),
        "map": map_in(t, atlas.case),
        "speaker": assets.asset_path(f"presenter-{t.lang}"),
        "profile": assets.asset_path(f"strip-{t.lang}{atlas.case.suffix}"),
        "files": [assets.asset_path(stem) for stem in (*of_case, "colours")],
    }
