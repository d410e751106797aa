"""The story on printed pages: each step whole on a page, with the map, border profile, chart or table that it
shows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from data.i18n import Text
from export.image import chart_image, profile_image
from export.image.map_image import SIZES, map_picture
from export.order import Order
from export.pdf.paper import BAR, Paper, StyledText, bar_labels
from export.story import Scene, evidence_table, quotations, sources_line, step_lines, story_scenes
from ui.charts.spec import Bars, Curve, Marks, Matrix

LOWEST, PICTURE, HIGHEST = 62.0, 74.0, 174.0  # mm: a picture of a step at least, as a rule, and at most
BROADEST = 9.0  # mm under the words of a bar, at most
GAP, SHORT = 50.0, 10.0  # mm: what is as bad as one more page: at a page's foot, taken from its pictures
ABOVE = 1.0  # mm above what a step shows
TABLE = 60.0  # mm that a table needs, about


@dataclass(frozen=True)
class PrintedStep:
    """A step as it is printed: its number, the words above and below what it shows, and, in mm, how high that
    and all of it is at least, by how much it may grow, and by how much it should."""

    scene: Scene
    n: int
    above: list[StyledText]
    below: list[StyledText]
    shown: float
    height: float
    growth: float
    wanted: float


def add_story(paper: Paper, order: Order) -> None:
    """The steps of the story in each language; speaker notes only where ordered, and called so."""
    scenes = story_scenes(order)
    for lang in order.langs:
        t = order.atlas.text(lang)
        for lies, run in groupby(enumerate(scenes, start=1), lambda item: _orientation(item[1])):
            paper.add_page(orientation=lies)
            steps = [measured_step(paper, order, scene, n, t) for n, scene in run]
            if steps[0].n == 1:
                paper.heading(t("file.story"), lang)
            write_steps(paper, order, steps, t)


def _orientation(scene: Scene) -> str:
    """How the page of a step lies: on its side for a border profile, whose names would be too small on an
    upright one."""
    return "landscape" if scene.step.show == "profile" else "portrait"


def write_steps(paper: Paper, order: Order, steps: Sequence[PrintedStep], t: Text) -> None:
    """Steps on this page and the next ones, each whole; what they show grows into the room that is left."""
    while steps:
        room = paper.room
        n = steps_on_page([(s.height, s.growth, s.wanted) for s in steps], room, paper.page_room)
        here, steps = steps[:n], steps[n:]
        spare = room - sum(step.height for step in here) - 1
        growth = sum(step.growth for step in here)
        for step in here:
            write_step(paper, order, step, t, min(max(spare, 0) / growth, 1) if growth else 0)
        if steps and spare >= -1:
            paper.add_page(same=True)


def steps_on_page(steps: Sequence[tuple[float, float, float]], room: float, page: float) -> int:
    """How many of the steps, given as height, growth and how much of it is wanted, stand where there are
    `room` mm, and the others on pages of `page` mm, so that these are few, full (the last counts by half) and
    not crowded. A step that no page holds stands alone."""

    def cost(first: int, end: int, room: float) -> float:
        zero = (0.0, 0.0, 0.0)
        high, grown, wanted = (sum(found) for found in zip(zero, *steps[first:end], strict=True))
        if high > room and (end - first > 1 or high <= page):
            return math.inf
        gap = max(room - high - grown, 0) / (1 if end < len(steps) else 2)
        short = min(max(high + wanted - room, 0), wanted)
        return 1 + math.pow(gap / GAP, 2) + math.pow(short / SHORT, 2)

    least = {len(steps): 0.0}  # what the steps from here on cost on pages of their own
    for first in reversed(range(len(steps))):
        least[first] = min(cost(first, end, page) + least[end] for end in range(first + 1, len(steps) + 1))
    begun = room < page - 1
    return min(range(0 if begun else 1, len(steps) + 1), key=lambda end: cost(0, end, room) + least[end])


def measured_step(paper: Paper, order: Order, scene: Scene, n: int, t: Text) -> PrintedStep:
    """A step as it would be printed on a page that lies as this one."""
    title = StyledText(f"{n}. {scene.texts[t.lang].title}", 12.5, {"bold": True, "rtl": t.lang == "ar"})
    above, below = [title, *_above(order, scene, t)], list(_below(order, scene, t))
    shown, growth, wanted = _shown_height(paper, order, scene, t)
    height = shown + sum(map(paper.height_of, [*above, *below]))
    return PrintedStep(scene, n, above, below, shown, height, growth, wanted)


def write_step(paper: Paper, order: Order, step: PrintedStep, t: Text, grown: float) -> None:
    """A step; `grown`: the share of its growth that what it shows takes."""
    more = step.shown + grown * step.growth + sum(map(paper.height_of, step.below))
    paper.write_block(step.above, more, bookmark=step.scene.texts[t.lang].title)
    _show(paper, order, step.scene, t, grown)
    paper.write_block(step.below)


def _above(order: Order, scene: Scene, t: Text) -> Iterator[StyledText]:
    """What a step quotes, each called what it is, then our reading."""
    rtl = t.lang == "ar"
    for quoted in quotations(order, scene, t, translated=t.lang == "en"):
        yield StyledText(quoted.label, 8, {"colour": "border", "rtl": rtl, "bold": True, "after": 0.3})
        yield StyledText(quoted.text, 11, {"rtl": quoted.language == "ar", "family": "quote", "after": 1})
    for line, head in step_lines(scene.texts[t.lang]):
        yield StyledText(line, 9.3, {"rtl": rtl, "bold": head, "after": 0.6})


def _below(order: Order, scene: Scene, t: Text) -> Iterator[StyledText]:
    """Notes, if ordered, and sources."""
    rtl = t.lang == "ar"
    if order.notes and scene.texts[t.lang].notes:
        yield StyledText(
            t("story.field-notes"), 8, {"colour": "link", "rtl": rtl, "bold": True, "after": 0.3}
        )
        yield StyledText(scene.texts[t.lang].notes, 8.5, {"colour": "muted", "rtl": rtl, "after": 0.7})
    yield StyledText(sources_line(scene.texts[t.lang], t), 8, {"colour": "muted", "rtl": rtl, "after": 5})


def _shown_height(paper: Paper, order: Order, scene: Scene, t: Text) -> tuple[float, float, float]:
    """About how high what a step shows is with the space above it, at least, by how much it may grow, and by
    how much it should."""
    chart = scene.charts.get(t.lang)
    if isinstance(chart, Bars):
        labels = bar_labels(chart)
        return ABOVE + paper.height_of_bars(labels), len(labels) * (BROADEST - BAR), 0
    if chart is not None or scene.mapped:
        return ABOVE + LOWEST + 2, HIGHEST - LOWEST, PICTURE - LOWEST
    return ABOVE + (TABLE if evidence_table(order.atlas, scene.step, t) else 0), 0, 0


def _show(paper: Paper, order: Order, scene: Scene, t: Text, grown: float) -> None:
    """The map, profile, chart or table of a step; `grown`: the share of its growth that it takes."""
    chart, high = scene.charts.get(t.lang), LOWEST + grown * (HIGHEST - LOWEST)
    paper.ln(ABOVE)
    if isinstance(chart, Bars) and not chart.empty:
        paper.bars(chart, room=BAR + grown * (BROADEST - BAR))
    elif isinstance(chart, (Marks, Matrix, Curve)) and not chart.empty:
        paper.picture(chart_image.slide_picture(order, chart), high)
    elif scene.step.show == "profile":
        paper.picture(profile_image.profile_picture(scene.view, t), high)
    elif scene.mapped:
        own = scene.view.atlas.text(t.lang)
        across, _ = SIZES["page"]
        drawn = map_picture(scene.view, own, "png", (across, across * high / paper.epw), scene.step.frame)
        paper.picture(drawn, high)
    elif rows := evidence_table(order.atlas, scene.step, t):
        paper.rows(rows, (2, 5), rtl=t.lang == "ar", size=8.5)
