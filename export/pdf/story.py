"""The story on printed pages: each step whole on a page, with the map, border profile, chart or table that it
shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from data.i18n import Text
from export.image import chart_image, profile_image
from export.image.map_image import SIZES, map_picture
from export.order import Order
from export.pdf.paper import Paper, StyledText, bar_labels
from export.story import Scene, evidence_table, quotations, sources_line, step_lines, story_scenes
from ui.charts.spec import Bars, Curve, Marks, Matrix

PICTURE, HIGHEST = 74.0, 174.0  # mm: how high a picture of a step is at least, and at most
ABOVE = 1.0  # mm above what a step shows
TABLE = 60.0  # mm that a table needs, about


@dataclass(frozen=True)
class PrintedStep:
    """A step as it is printed: its number, the words above and below what it shows, and how high that is, in
    mm; grows: it may be higher."""

    scene: Scene
    n: int
    above: list[StyledText]
    below: list[StyledText]
    shown: float
    grows: bool

    def height(self, paper: Paper) -> float:
        """How high all of it is, in mm."""
        return self.shown + sum(map(paper.height_of, [*self.above, *self.below]))


def add_story(paper: Paper, order: Order) -> None:
    """The steps of the story in each language; speaker notes only where ordered, and called so."""
    scenes = story_scenes(order)
    for lang in order.langs if scenes else ():
        t, waiting = order.atlas.text(lang), list(enumerate(scenes, start=1))
        paper.add_page(orientation=_orientation(scenes[0]))
        paper.heading(t("file.story"), lang)
        while waiting:
            waiting = waiting[write_page(paper, order, waiting, t) :]


def _orientation(scene: Scene) -> str:
    """How the page of a step lies: on its side for a border profile, whose names would be too small on an
    upright one."""
    return "landscape" if scene.step.show == "profile" else "portrait"


def write_page(paper: Paper, order: Order, waiting: Sequence[tuple[int, Scene]], t: Text) -> int:
    """As many of the steps as have room on this page, or on the next where the first has none or lies
    otherwise; pictures grow into the room that is left. Returns how many it wrote."""
    lies = _orientation(waiting[0][1])
    if paper.cur_orientation.name.lower() != lies:
        paper.add_page(orientation=lies)
    same = takewhile(lambda item: _orientation(item[1]) == lies, waiting)
    measured = (measured_step(paper, order, scene, n, t) for n, scene in same)
    first = next(measured)
    paper.keep_height(first.height(paper))
    steps, spare = [first], paper.room - first.height(paper)
    for step in measured:
        if (needed := step.height(paper)) > spare:
            break
        steps.append(step)
        spare -= needed
    growing = sum(step.grows for step in steps)
    more = min(max(spare - 1, 0) // max(growing, 1), HIGHEST - PICTURE)
    for step in steps:
        write_step(paper, order, step, t, PICTURE + more)
    return len(steps)


def measured_step(paper: Paper, order: Order, scene: Scene, n: int, t: Text) -> PrintedStep:
    """A step as it would be printed on a page that lies as this one."""
    title = StyledText(f"{n}. {scene.texts[t.lang].title}", 12.5, {"bold": True, "rtl": t.lang == "ar"})
    above, below = [title, *_above(order, scene, t)], list(_below(order, scene, t))
    chart = scene.charts.get(t.lang)
    grows = not isinstance(chart, Bars) and (chart is not None or scene.mapped)
    return PrintedStep(scene, n, above, below, _shown_height(paper, order, scene, t), grows)


def write_step(paper: Paper, order: Order, step: PrintedStep, t: Text, high: float) -> None:
    """A step; `high`: of its picture, if it shows one."""
    shown = step.shown + (high - PICTURE if step.grows else 0)
    more = shown + sum(map(paper.height_of, step.below))
    paper.write_block(step.above, more, bookmark=step.scene.texts[t.lang].title)
    _show(paper, order, step.scene, t, high)
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


def _shown_height(paper: Paper, order: Order, scene: Scene, t: Text) -> float:
    """About how high what a step shows is with the space above it, in mm."""
    chart = scene.charts.get(t.lang)
    if isinstance(chart, Bars):
        return ABOVE + paper.height_of_bars(bar_labels(chart))
    if chart is not None or scene.mapped:
        return ABOVE + PICTURE + 2
    return ABOVE + TABLE if evidence_table(order.atlas, scene.step, t) else ABOVE


def _show(paper: Paper, order: Order, scene: Scene, t: Text, high: float) -> None:
    """The map, profile, chart or table of a step; `high`: of a picture, in mm."""
    chart = scene.charts.get(t.lang)
    paper.ln(ABOVE)
    if isinstance(chart, Bars) and not chart.empty:
        paper.bars(chart)
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
