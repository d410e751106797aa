"""What the exported HTML file knows, as plain values for JSON: each part is made by those who own it."""

from __future__ import annotations

from typing import Any

from export.order import Order
from export.webpage.cards import reading
from export.webpage.charts import plotly_charts
from export.webpage.deck import story_deck
from export.webpage.filters import filters
from export.webpage.mapping import map_payload


def payload(order: Order) -> dict[str, Any]:
    """Everything the page's script reads."""
    return {
        "langs": order.langs,
        "titles": {lang: order.atlas.text(lang)("app.title") for lang in order.langs},
        **filters(order),
        **map_payload(order),
        **reading(order),
        **plotly_charts(order),
        "story": story_deck(order),
    }
