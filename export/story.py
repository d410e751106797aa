"""The story as slides, pages and the exported page need it: each step in words, with its view, frame and
chart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from data.atlas.atlas import Atlas
from data.compare.decisions import decided_pairs
from data.facts.locator import passage_title
from data.facts.origin import is_added
from data.i18n import Text, in_marks, name
from data.query.filters import PASSAGE_FILTERS
from data.query.selection import Selection
from data.query.story import step_selection
from data.query.value_names import assessment_with_sign
from data.query.view import View, select
from data.tables.model import Step
from data.tables.vocab import CHARTS, Lang
from export.about import plain_label
from export.order import Order
from export.untrusted_text import strip_bidi_controls
from geo import shapes, story_frames
from geo.bounds import Bounds
from ui.charts.registry import of_story
from ui.charts.spec import Chart
from ui.sentences.comparisons import sides, verdict
from ui.story.figures import PLACEHOLDER, Figures, MapMeasurements, fill_figures
from ui.story.lists import LISTS, listed_rows
from ui.story.slides import assessment_lines, record
from ui.story.steps import StepText, quotation, step_text

NUMBER = re.compile(PLACEHOLDER.pattern + r"(?:\s?(?:%|(?:km|كم)(?!\w)))?")
STATE = {"match", "focus", "first", *(name for row in PASSAGE_FILTERS for name in row.fields)}


@dataclass(frozen=True)
class Scene:
    """A step to tell: what it says in each language, the view behind it, the frame of its map, its chart by
    language, if any, and the first number that its title names, with its unit, by language, if any."""

    step: Step
    texts: dict[Lang, StepText]
    view: View
    bounds: Bounds | None
    charts: dict[Lang, Chart]
    numbers: dict[Lang, str]

    @property
    def mapped(self) -> bool:
        """Is the map what stands beside the words? It does for the border and the document too: a slide has
        no room for their own pictures."""
        return self.step.show in ("map", "profile", "document") and self.bounds is not None


def story_measures(atlas: Atlas) -> MapMeasurements:
    """What texts of the story say of distances."""
    return MapMeasurements(shapes.border_length(), story_frames.distance_km(atlas, "chaldovar", "ishkashim"))


def story_scenes(order: Order) -> list[Scene]:
    """The steps of the ordered story."""
    atlas = order.atlas
    measured = story_measures(atlas)
    values = {lang: Figures(atlas, atlas.text(lang), measured) for lang in order.langs}
    frames = story_frames.scenes(atlas, order.story, atlas.text(order.langs[0]))
    return [
        Scene(
            step,
            {lang: step_text(atlas, step, atlas.text(lang), values[lang]) for lang in order.langs},
            select(atlas, step_selection(atlas, step)),
            bounds,
            {
                lang: of_story(atlas, key, atlas.text(lang), step_selection(atlas, step))
                for lang in order.langs
            }
            if (key := step.show.removeprefix("chart:")) in CHARTS
            else {},
            {lang: number for lang in order.langs if (number := main_number(step, values[lang], lang))},
        )
        for step, (_, bounds) in zip(order.story, frames, strict=True)
    ]


def main_number(step: Step, values: Mapping[str, str], lang: Lang) -> str:
    """The first figure of all the data that the title of a step names, with its unit; "" where none."""
    found = NUMBER.search(name(step, lang, "title"))
    return plain_label(fill_figures(found[0], values)) if found and found[1] in set(values) else ""


def sources_line(text: StepText, t: Text) -> str:
    """The sources of a step in a line, called so; "" where it has none."""
    return f"{t('panel.sources')}: {' · '.join(text.sources)}" if text.sources else ""


def state(selection: Selection) -> dict[str, Any]:
    """The part of a selection that the exported page can change."""
    return {f.name: getattr(selection, f.name) for f in fields(selection) if f.name in STATE}


def step_lines(text: StepText) -> list[tuple[str, bool]]:
    """The lines of a step in order, and whether each is a heading."""
    return [
        line
        for head, found in text.blocks
        for line in ([(head, True)] if head else []) + [(point, False) for point in found]
    ]


@dataclass(frozen=True)
class Quoted:
    """Words that a step quotes, between marks, in `language`; `label` says in the reader's language whose
    they are."""

    label: str
    text: str
    language: Lang


def quotations(order: Order, scene: Scene, t: Text, *, translated: bool) -> list[Quoted]:
    """What a step quotes, labelled in `lang`: the exact words in their own language and, where asked for, our
    translation, called so, in the order in which they are read. Words of an added document have none. Empty
    where the step quotes nothing."""
    atlas, step = order.atlas, scene.step
    if step.passage is None:
        return []
    row = atlas.passages[step.passage]
    document, own = atlas.documents[row.document], is_added(atlas, step.passage)
    place = passage_title(atlas, step.passage, t)
    label = t.citation(atlas.documents[row.document], place) if own else t("aid.says", n=row.number)
    words = step.quote or atlas.texts[step.passage]
    printed = in_marks(strip_bidi_controls(words) if own else words, document.language)
    ours = quotation(atlas, step, "en") if translated and not own else ""
    return in_reading_order(Quoted(label, printed, document.language), ours, t)


def in_reading_order(printed: Quoted, ours: str, t: Text) -> list[Quoted]:
    """Exact words and our translation, if any, the one that a reader of `t` reads first, each called what it
    is."""
    if not ours:
        return [printed]
    called, translation = t("passage.translation"), in_marks(ours, "en")
    if t.lang == "ar":
        return [printed, Quoted(called, translation, "en")]
    first = Quoted(f"{printed.label} · {called}", translation, "en")
    return [first, replace(printed, label=t("passage.in-arabic"))]


def _compared(atlas: Atlas, key: str, t: Text) -> Iterator[tuple[str, str]]:
    """What was decided of a pair, and by whom; whose words each side is, and the exact words; for a reader of
    English, our translation of those that are compared."""
    row = decided_pairs(atlas)[key]
    yield t("compare.verdict"), plain_label(verdict(row, t))
    yield t("aid.column.edition"), t("compare.own")
    for side in sides(atlas, row, t):
        words = in_marks(strip_bidi_controls(side.sentence), side.language)
        yield side.cited, words
        if side.ours and t.lang == "en":
            yield t("passage.translation"), in_marks(side.ours, "en")
    if note := t.name(row, "note"):
        yield t("compare.note"), note


def evidence_table(atlas: Atlas, step: Step, t: Text) -> list[tuple[str, str]]:
    """A step's statement with its evidence, its record of aid, its two passages or its list, as the rows of a
    table with its heading; else nothing."""
    kind, _, key = step.show.partition(":")
    if kind == "comparison":
        return list(_compared(atlas, key, t))
    if kind == "statement":
        found = assessment_lines(atlas, key, t)
        more = [("", found["more"])] if found["more"] else []
        return [
            (
                t("column.assessment"),
                " · ".join(filter(None, (assessment_with_sign(atlas, found["assessment"], t), found["own"]))),
            ),
            ("", found["why"]),
            *found["evidence"],
            *more,
        ]
    if kind in LISTS:
        rows, rest = listed_rows(select(atlas, step_selection(atlas, step)), kind, t)
        return [("", t(f"story.large-{kind}")), *rows, *([("", rest)] if rest else [])]
    return record(atlas, key, t) if kind == "aid" else []
