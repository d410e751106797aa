"""The story of the exported file: the deck of the app, its slides, its profile and its speaker's window."""

from __future__ import annotations

from typing import Any

from data.atlas.join import drawable_atlas
from data.i18n import Text
from export.order import Order
from export.story import Scene, state, story_measures, story_scenes
from geo import locator, story_frames
from geo.profile import draw, layout
from ui.story import slides


def story_deck(order: Order) -> dict[str, Any] | None:
    """What web/file/story.js reads: per language what the deck tells, with what the map shows at each step;
    None without a story."""
    if not order.story:
        return None
    scenes = story_scenes(order)
    return {
        "decks": {lang: _story_json(order, scenes, order.atlas.text(lang)) for lang in order.langs},
        "box": layout.BANKS,
        "outlines": locator.outlines(),
    }


def _story_json(order: Order, scenes: list[Scene], t: Text) -> dict[str, Any]:
    """The story in the language of `t`; notes for the speaker only if ordered."""
    made = slides.slides(order.atlas, order.story, t, story_measures(order.atlas), order.front)
    profiled = any(step.show == "profile" for step in order.story)
    whole = drawable_atlas(order.atlas)
    other = next((order.atlas.text(lang) for lang in order.langs if lang != t.lang), None)
    return {
        "lang": t.lang,
        "slides": [
            slide
            | {
                "state": state(scene.view.selection),
                "bounds": scene.bounds,
                "live": {"lit": scene.view.highlighted},
            }
            | {"sketch": story_frames.sketch(order.atlas, scene.view.highlighted, scene.bounds)}
            | {
                "second": story_frames.second_names(order.atlas, scene.view.highlighted, other)
                if other
                else {}
            }
            | ({} if order.notes else {"notes": ""})
            for slide, scene in zip(made, scenes, strict=True)
        ],
        "words": slides.deck_words(t),
        "omitted": "",
        "profile": draw.svg(whole, whole.text(t.lang)) if profiled else "",
        "speaker": slides.speaker_window(t),
    }
