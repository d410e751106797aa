"""The small picture of a step on the board: its words as they will stand, beside a sign of what is large."""

from __future__ import annotations

from collections.abc import Mapping

from data.atlas.atlas import Atlas
from data.i18n import Text, shortened
from data.tables.model import Step
from ui.html.templating import TEMPLATES
from ui.story.steps import step_text

SIGNS = {
    "map": "map",
    "document": "article",
    "points": "format_list_bulleted",
    "profile": "timeline",
    "statements": "fact_check",
    "statement": "fact_check",
    "records": "receipt_long",
    "aid": "receipt_long",
    "sources": "library_books",
    "chart": "bar_chart",
}  # of Streamlit's own icons
POINTS, LETTERS = 3, 70  # points, and letters of each


def preview(atlas: Atlas, step: Step, number: int, t: Text, values: Mapping[str, str]) -> str:
    """The picture as safe HTML; it can be dragged and moved by keys."""
    told = step_text(atlas, step, t, values)
    points = [point for _, found in told.blocks for point in found]
    return TEMPLATES.get_template("story_preview.html").render(
        t=t,
        number=number,
        told=told,
        quote=shortened(step.quote or told.quote, LETTERS) if step.passage else "",
        points=[shortened(point, LETTERS) for point in points[:POINTS]],
        sign=SIGNS[step.show.partition(":")[0]],
    )
