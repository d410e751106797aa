"""The story as slides, pages and the exported page need it: each step in words, with its view, frame and chart."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import plotly.graph_objects as go

from data.added import is_added
from data.index import FACETS
from data.model import Step
from data.select import Selection, View, select
from data.story import selection
from data.words import Lang
from export.carried import level
from export.content import in_marks
from export.order import Order
from geo import scenes, shapes
from geo.map import Bounds
from ui.slides import CHARTS
from ui.story import Measured, Told, figures, told

STATE = (*FACETS, "documents", "match", "since", "until", "km_from", "km_to", "text", "focus")


@dataclass(frozen=True)
class Scene:
    """A step to tell: what it says in each language, the view behind it, the frame of its map, its chart by language, if any."""

    step: Step
    told: dict[Lang, Told]
    view: View
    bounds: Bounds | None
    charts: dict[Lang, go.Figure]

    @property
    def mapped(self) -> bool:
        """Is the map what stands beside the words? It does for the border and the document too: a slide has no room for their own
        pictures."""
        return self.step.show in ("map", "profile", "document") and self.bounds is not None


def telling(order: Order) -> list[Scene]:
    """The steps of the ordered story."""
    atlas = order.atlas
    measured = Measured(shapes.border_length(), scenes.apart(atlas, "chaldovar", "ishkashim"))
    values = {lang: figures(atlas, lang, measured) for lang in order.langs}
    frames = scenes.scenes(atlas, order.story, order.langs[0])
    return [
        Scene(
            step, {lang: told(atlas, step, lang, values[lang]) for lang in order.langs}, select(atlas, selection(atlas, step)), bounds,
            {lang: CHARTS[key](atlas, lang) for lang in order.langs} if (key := step.show.removeprefix("chart:")) in CHARTS else {},
        )
        for step, (_, bounds) in zip(order.story, frames, strict=True)
    ]  # fmt: skip


def charts_told(order: Order) -> list[str]:
    """The charts that the story shows, each once."""
    return list(dict.fromkeys(key for step in order.story if (key := step.show.removeprefix("chart:")) in CHARTS))


def state(selection: Selection) -> dict[str, Any]:
    """The part of a selection that the exported page can change."""
    return {f.name: getattr(selection, f.name) for f in fields(selection) if f.name in STATE}


def points(told: Told) -> list[tuple[str, bool]]:
    """The lines of a step in order, and whether each is a heading."""
    return [line for head, found in told.blocks for line in ([(head, True)] if head else []) + [(point, False) for point in found]]


def quotation(order: Order, scene: Scene, lang: Lang) -> tuple[str, Lang]:
    """What a step quotes beside its words in `lang`, between marks, and the language it is in: words of an added document stand as
    they are. Empty where the step quotes nothing."""
    atlas, step, text = order.atlas, scene.step, scene.told[lang].quote
    language = lang
    if step.passage and is_added(atlas, step.passage):
        text = level(step.quote or atlas.texts[step.passage])
        language = atlas.documents[atlas.passages[step.passage].document].language
    return (in_marks(text, language) if text else ""), language


def for_script(order: Order) -> list[dict[str, Any]]:
    """The story for the exported page: per step its state and frame, and its words by language; speaker notes only if ordered."""
    return [
        {
            "state": state(scene.view.selection),
            "bounds": scene.bounds,
            "reading": scene.step.show.startswith(("statement:", "aid:")),
            "chart": scene.step.show.removeprefix("chart:") if scene.charts else "",
            "told": {
                lang: {
                    "title": one.title, "lines": points(one), "sources": one.sources,
                    **dict(zip(("quote", "in"), quotation(order, scene, lang), strict=True)),
                    **({"notes": one.notes} if order.notes else {}),
                }
                for lang, one in scene.told.items()
            },
        }
        for scene in telling(order)
    ]  # fmt: skip
