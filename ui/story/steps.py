"""The story in words: each step's parts in one language, its figures filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from data.atlas.atlas import Atlas
from data.facts.alignment import rendered_sentence, translated_into
from data.facts.origin import is_curated
from data.i18n import Text
from data.i18n.isolates import isolate
from data.tables.model import Step
from data.tables.vocab import Lang
from ui.charts.registry import CHARTS
from ui.sentences.citation import origin
from ui.sentences.rules import About
from ui.story.figures import fill_figures

CHART_RULES: dict[str, About | None] = {
    "voices": None,
    "compared": None,
    "scorecard": "assessment",
}  # of others, the sums


@dataclass(frozen=True)
class StepText:
    """A step in one language: plain texts. `blocks`: points, in blocks with a heading where there are
    several."""

    title: str
    blocks: tuple[tuple[str, tuple[str, ...]], ...]
    quote: str
    notes: str
    sources: tuple[str, ...]


def step_text(atlas: Atlas, step: Step, t: Text, values: Mapping[str, str]) -> StepText:
    """Everything that a step says in `lang`. The quotation in Arabic is the article's own; in English, our
    translation."""
    parts = [
        [line.strip() for line in part.split("\n") if line.strip()]
        for part in re.split(r"\n\s*\n", t.name(step, "text"))
    ]
    parts = [part for part in parts if part]
    several = len(parts) > 1
    return StepText(
        fill_figures(t.name(step, "title"), values),
        tuple(
            (
                fill_figures(part[0], values) if several else "",
                tuple(fill_figures(p, values) for p in part[several:]),
            )
            for part in parts
        ),
        quotation(atlas, step, t.lang),
        fill_figures(t.name(step, "notes"), values),
        tuple(cite_sources(atlas, step.sources, t)),
    )


def rules_behind(step: Step) -> About | None:
    """By which of the written rules what stands large on a step was made, if by any."""
    kind, _, key = step.show.partition(":")
    if kind == "chart":
        return CHART_RULES.get(key, None if CHARTS[key].picks == "marks" else "sums")
    return "assessment" if kind == "statement" else None


def quotation(atlas: Atlas, step: Step, lang: Lang) -> str:
    """The words of the passage that a step quotes, or the whole passage: as printed ("ar"), or in our
    translation ("en")."""
    if step.passage is None:
        return ""
    if lang == "ar":
        return step.quote or atlas.texts[step.passage]
    if step.quote_en or translated_into(atlas, step.passage) != "en":
        return step.quote_en
    return (
        rendered_sentence(atlas, step.passage, step.quote) if step.quote else atlas.translations[step.passage]
    )


def cite_sources(atlas: Atlas, sources: Iterable[str], t: Text) -> Iterator[str]:
    """Sources as source_line has them, but each publisher once, with the dates of what it published."""
    dates: dict[str, list[str]] = {}
    for key in dict.fromkeys(sources):
        by, date = _called(atlas, key, t), atlas.sources[key].date
        dates.setdefault(by, []).append("" if is_curated(atlas, key) or key in atlas.documents else date)
    for by, own in dates.items():
        known = (
            [t.date(date) if date else t("aid.undated") for date in dict.fromkeys(own)] if any(own) else []
        )
        yield f"{by} ({t.semicolon_list([isolate(date) for date in known])})" if known else by


def cited_source(atlas: Atlas, key: str, t: Text) -> str:
    """A source in a few words: its publisher, or the work that it is, and its date. The article is called
    so, an added document by its title."""
    date = atlas.sources[key].date
    by = _called(atlas, key, t)
    if is_curated(atlas, key) or key in atlas.documents or not date:
        return by
    return f"{by} ({isolate(t.date(date))})"


def _called(atlas: Atlas, key: str, t: Text) -> str:
    source = atlas.sources[key]
    if is_curated(atlas, key):
        return t("present.the-article")
    if key in atlas.documents:
        return t.citation(atlas.documents[key])
    return isolate(origin(atlas, source, t))
