"""The suggestions for a text: everything that annotation finds in it, as marks to be decided about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from data.annotate.mentions import SuggestedMention
from data.annotate.pipeline import Annotation, annotate
from data.annotate.unknown.guess import is_unknown
from data.atlas.atlas import Atlas
from data.documents.review.suggestion import Suggestion, reading_order
from data.tables.vocab import Lang

DOUBTFUL = 0.5  # what a figure scores at most in a text that a machine has read in pictures of pages


def suggest(atlas: Atlas, texts: Sequence[str], lang: Lang, written: str) -> list[Suggestion]:
    """The suggestions for a text of these passages, in reading order. written: its ISO date, as far as
    known."""
    return suggestions_from(annotate(atlas, texts, lang, written))


def suggestions_from(annotation: Annotation) -> list[Suggestion]:
    """Everything that was found in a text as suggestions, in reading order."""
    marks = [
        *_known_names(annotation),
        *_unknown_names(annotation),
        *_figures(annotation),
        *(Suggestion("topic", t.passage, *t.cues[0], t.topic, t.score) for t in annotation.topics),
        *_speech(annotation),
    ]
    return sorted({mark.key: mark for mark in marks}.values(), key=reading_order)


def cap_figure_scores(marks: Iterable[Suggestion]) -> list[Suggestion]:
    """The marks of a text that a machine has read in pictures of pages: none of its figures is sure."""
    return [replace(m, score=min(m.score, DOUBTFUL)) if m.kind == "figure" else m for m in marks]


def _known_names(annotation: Annotation) -> list[Suggestion]:
    return [
        Suggestion(
            "mention",
            m.passage,
            m.start,
            m.end,
            m.entity,
            m.score,
            more={"form": m.form, "candidates": list(m.candidates)},
        )
        for m in annotation.mentions
        if not is_unknown(m.entity)
    ]


def _unknown_names(annotation: Annotation) -> list[Suggestion]:
    """A question for each name that no table knows, where it first stands."""
    places: dict[str, list[SuggestedMention]] = {}
    for m in annotation.mentions:
        if is_unknown(m.entity):
            places.setdefault(m.entity, []).append(m)
    return [
        Suggestion(
            "mention",
            first.passage,
            first.start,
            first.end,
            "",
            first.score,
            more={
                "form": "name",
                "candidates": [],
                "name": entity,
                "also": " ".join(f"{m.passage}:{m.start}-{m.end}" for m in others),
            },
        )
        for entity, (first, *others) in places.items()
    ]


def _figures(annotation: Annotation) -> list[Suggestion]:
    return [
        Suggestion(
            "figure",
            passage,
            f.start,
            f.end,
            f.kind,
            f.score,
            more={"value": f.value, "unit": f.unit, "qualifier": f.qualifier},
        )
        for passage, f in annotation.figures
    ]


def _speech(annotation: Annotation) -> list[Suggestion]:
    return [
        Suggestion(
            "speech",
            s.passage,
            s.start,
            s.end,
            "" if is_unknown(s.speaker) else s.speaker,
            s.score,
            more={"form": s.form, "cue": s.cue, "attribution": s.attribution}
            | ({"name": s.speaker} if is_unknown(s.speaker) else {}),
        )
        for s in annotation.speech
    ]
