"""The step of a story that is nearest to what is shown: where a presentation begins that is started from a
page."""

from __future__ import annotations

from collections.abc import Sequence

from data.atlas.atlas import Atlas
from data.query.selection import Selection
from data.query.story import step_selection
from data.query.view import View
from data.tables.model import Step
from ui.charts.registry import CHARTS
from ui.story.gathering import step_picture

SAME, FOCUS, PICTURE, KIND, RELATED = 16, 8, 4, 2, 1
PAGES = {
    "aid": "aid",
    "records": "aid",
    "comparison": "compare",
    "chart": "aid",
    "chart:scorecard": "evidence",
    "chart:voices": "article",
    "chart:compared": "border",
    "statement": "evidence",
    "statements": "evidence",
    "profile": "border",
    "document": "article",
    "sources": "sources",
}  # what is large on a step -> the page that shows it


def nearest(view: View, here: str, opened: str, steps: Sequence[Step]) -> tuple[int, int]:
    """How near the nearest step is (0: none is), and its number from 1; of several the first."""
    shown = step_picture(view, here, opened)
    found = [(_nearness(view, step, here, shown), -n) for n, step in enumerate(steps, start=1)]
    near, number = max(found, default=(0, -1))
    return near, -number


def _nearness(view: View, step: Step, here: str, shown: str) -> int:
    """What is shown by a step and by a view, weighed: the same selection, focus, picture, kind of picture; a
    focus that the step frames, quotes or shows."""
    now, own = view.selection, step_selection(view.atlas, step)
    if here == "map" and not (now.focus or now.narrowed):  # the app as it opens
        return 0
    key = (now.focus or "").partition(":")[2]
    return (
        SAME * (own == now and bool(now.focus or now.narrowed))
        + FOCUS * (own.focus == now.focus and bool(now.focus))
        + PICTURE * (step.show == shown and shown != "map")
        + KIND * (here != "map" and page_of_step(step) == here)
        + RELATED * _related(view.atlas, step, own, key)
    )


def page_of_step(step: Step) -> str:
    """The page that shows what is large on a step."""
    kind, _, key = step.show.partition(":")
    if kind == "chart" and CHARTS[key].picks == "marks":
        return "actors"
    return PAGES.get(step.show, PAGES.get(kind, "map"))


def _related(atlas: Atlas, step: Step, own: Selection, key: str) -> bool:
    if not key:
        return False
    named = {m.entity for m in atlas.mentions_of[step.passage]} if step.passage else set()
    return key in {*step.frame, step.passage, step.show.partition(":")[2], *named} or (
        bool(own.focus) and (own.focus or "").endswith(f":{key}")
    )
