"""The story on printed pages: each step whole on a page, with the map, border profile, chart or table that it
shows."""

from __future__ import annotations

from collections.abc import Iterator

from data.i18n import Text
from export.image import chart_image, profile_image
from export.image.map_image import map_picture
from export.order import Order
from export.pdf.paper import Paper, StyledText
from export.story import Scene, evidence_table, quotations, step_lines, story_scenes
from ui.charts.spec import Bars, Curve, Marks, Matrix

PICTURE = 82.0  # mm: a picture of a step is no higher
BAR, TABLE = 9.5, 60.0  # mm that a bar and a table need


def add_story(paper: Paper, order: Order) -> None:
    """The steps of the story in each language; speaker notes only where ordered, and called so."""
    scenes = story_scenes(order)
    for lang in order.langs if scenes else ():
        paper.add_page(orientation="portrait")
        t = order.atlas.text(lang)
        paper.heading(t("file.story"), lang)
        for n, scene in enumerate(scenes, start=1):
            add_step(paper, order, scene, n, t)


def add_step(paper: Paper, order: Order, scene: Scene, n: int, t: Text) -> None:
    """A step, on the next page where this one has not room for all of it."""
    step_text, rtl = scene.texts[t.lang], t.lang == "ar"
    title = StyledText(f"{n}. {step_text.title}", 12.5, {"bold": True, "rtl": rtl})
    above, below = [title, *_above(order, scene, t)], list(_below(order, scene, t))
    more = _shown_height(order, scene, t) + sum(map(paper.height_of, below))
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
    yield StyledText(" · ".join(scene.texts[t.lang].sources), 8, {"colour": "muted", "rtl": rtl, "after": 5})


def _shown_height(order: Order, scene: Scene, t: Text) -> float:
    """About how high what a step shows is, in mm."""
    chart = scene.charts.get(t.lang)
    if isinstance(chart, Bars):
        return BAR * len(chart.rows)
    if chart is not None or scene.mapped:
        return PICTURE + 3
    return TABLE if evidence_table(order.atlas, scene.step, t) else 0


def _show(paper: Paper, order: Order, scene: Scene, t: Text) -> None:
    """The map, profile, chart or table of a step."""
    chart = scene.charts.get(t.lang)
    paper.ln(1)
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
