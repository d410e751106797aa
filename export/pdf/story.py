"""The story on printed pages: each step whole on a page, with the map, border profile, chart or table that it
shows."""

from __future__ import annotations

from collections.abc import Iterator

from data.i18n import Text
from export.image import chart_image, profile_image
from export.image.map_image import map_picture
from export.order import Order
from export.pdf.paper import Paper, StyledText, bar_labels
from export.story import Scene, evidence_table, quotations, sources_line, step_lines, story_scenes
from ui.charts.spec import Bars, Curve, Marks, Matrix

PICTURE, ABOVE = 82.0, 1.0  # mm: a picture of a step is no higher; the space above what it shows
TABLE = 60.0  # mm that a table needs, about


def add_story(paper: Paper, order: Order) -> None:
    """The steps of the story in each language; speaker notes only where ordered, and called so."""
    scenes = story_scenes(order)
    for lang in order.langs if scenes else ():
        paper.add_page(orientation=_orientation(scenes[0]))
        t = order.atlas.text(lang)
        paper.heading(t("file.story"), lang)
        for n, scene in enumerate(scenes, start=1):
            add_step(paper, order, scene, n, t)


def _orientation(scene: Scene) -> str:
    """How the page of a step lies: on its side for a border profile, whose names would be too small on an
    upright one."""
    return "landscape" if scene.step.show == "profile" else "portrait"


def add_step(paper: Paper, order: Order, scene: Scene, n: int, t: Text) -> None:
    """A step, on the next page where this one has not room for all of it, or lies otherwise."""
    if paper.cur_orientation.name.lower() != _orientation(scene):
        paper.add_page(orientation=_orientation(scene))
    step_text, rtl = scene.texts[t.lang], t.lang == "ar"
    title = StyledText(f"{n}. {step_text.title}", 12.5, {"bold": True, "rtl": rtl})
    above, below = [title, *_above(order, scene, t)], list(_below(order, scene, t))
    more = _shown_height(paper, order, scene, t) + sum(map(paper.height_of, below))
    paper.write_block(above, more, bookmark=step_text.title)
    _show(paper, order, scene, t)
    paper.write_block(below)


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


def _show(paper: Paper, order: Order, scene: Scene, t: Text) -> None:
    """The map, profile, chart or table of a step."""
    chart = scene.charts.get(t.lang)
    paper.ln(ABOVE)
    if isinstance(chart, Bars) and not chart.empty:
        paper.bars(chart)
    elif isinstance(chart, (Marks, Matrix, Curve)) and not chart.empty:
        paper.picture(chart_image.slide_picture(order, chart), PICTURE)
    elif scene.step.show == "profile":
        paper.picture(profile_image.profile_picture(scene.view, t), PICTURE)
    elif scene.mapped:
        own = scene.view.atlas.text(t.lang)
        paper.picture(map_picture(scene.view, own, size="page", places=scene.step.frame), PICTURE)
    elif rows := evidence_table(order.atlas, scene.step, t):
        paper.rows(rows, (2, 5), rtl=t.lang == "ar", size=8.5)
