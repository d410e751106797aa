"""`python -m export pptx`: slides of a view or of a story, as one file."""

from __future__ import annotations

import io
from functools import partial

from export.about import plain_label
from export.order import Order
from export.pptx.builder import DeckBuilder
from export.pptx.slide import drop_empty
from export.pptx.story import add_scene
from export.pptx.template import empty_deck
from export.story import story_scenes


def pptx_file(order: Order) -> bytes:
    """The slides as a .pptx file. Raises TemplateRefused for a template that cannot be used."""
    atlas, lang = order.atlas, order.langs[0]
    title, author = plain_label(order.title(lang)), atlas.text("en")("app.name")
    ink = {key: token.light for key, token in atlas.colours.items()}
    presentation = empty_deck(title, author, lang, ink, order.template)
    room = DeckBuilder(presentation, order)
    scenes = [partial(add_scene, room, scene) for scene in story_scenes(order)]
    shown = [
        room.map,
        room.figures,
        room.charts,
        *(partial(room.passage, passage) for passage in order.in_view),
    ]
    steps = [room.opening, *(scenes or shown), room.sources, room.imprint]
    for n, add in enumerate(steps):
        order.tell(n / len(steps))
        add()
    for slide in presentation.slides:
        drop_empty(slide)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()
