"""Text to marks: mentions, figures, topics with their cues, quoted and reported speech. `python -m data
annotate FILE…`.

One JSON object per line, in reading order; of several files, each with the name of its file. Passages are the
paragraphs of a file as `data.documents.readers.read` reads it, title and all, p01 onwards; offsets count in
them. Everything here is a suggestion for a person to accept, correct or reject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from data.annotate.disambiguation import Cues
from data.annotate.gazetteer.build import gazetteer
from data.annotate.gazetteer.gazetteer import Gazetteer
from data.annotate.mentions import (
    SuggestedMention,
    find_mentions,
    mentions_by_passage,
    overlapping,
    with_longer,
)
from data.annotate.metonyms import with_states
from data.annotate.money import with_currencies
from data.annotate.speech.speech import SuggestedSpeech, speech
from data.annotate.unknown.guess import guess_of, is_unknown
from data.annotate.unknown.names import unknown_mentions
from data.annotate.world import world_mentions
from data.annotate.world_places import world_place
from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.tables.vocab import Lang
from data.text.figures.figures import FoundFigure, find_figures
from data.text.normalize import fold

LONGEST = 4_000  # characters of a passage
REGION = ("tajikistan", "afghanistan", "central-asia")  # groups of actors that the topics are about
_SENTENCE_END = re.compile(r"[.!?؟…؛][»”\")\]]*\s")
_KINDS = {"country": "actor", "person": "actor"}  # the others are called as in entities.csv


@dataclass(frozen=True)
class FoundTopic:
    """A topic that a passage seems to treat, and the words that say so: at least one here, and two different
    ones in the document."""

    passage: int
    topic: str
    cues: tuple[tuple[int, int], ...]
    score: float


@dataclass(frozen=True)
class Annotation:
    """The marks of one document. `figures` are pairs of passage number, from 0, and figure."""

    passages: tuple[str, ...]
    mentions: tuple[SuggestedMention, ...]
    figures: tuple[tuple[int, FoundFigure], ...]
    topics: tuple[FoundTopic, ...]
    speech: tuple[SuggestedSpeech, ...]


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a plain text, stripped, without empty ones."""
    return tuple(stripped for line in text.split("\n") if (stripped := line.strip()))


def split_passages(text: str) -> tuple[str, ...]:
    """The passages of a plain text: its lines. One longer than LONGEST characters is cut, at the end of a
    sentence where it has one, at a space where not: whatever looks for marks meets no longer passage, and
    need not fear texts without line breaks."""
    return tuple(piece for line in lines_of(text) for piece in _pieces(line))


def _pieces(line: str) -> Iterator[str]:
    at = 0
    while len(line) - at > LONGEST:
        ends = [found.end() for found in _SENTENCE_END.finditer(line, at + LONGEST // 2, at + LONGEST)]
        end = ends[-1] if ends else line.rfind(" ", at + 1, at + LONGEST) + 1 or at + LONGEST
        if piece := line[at:end].strip():
            yield piece
        at = end
    if piece := line[at:].strip():
        yield piece


def language_of(text: str) -> Lang:
    """Arabic when at least as many letters are Arabic as Latin."""
    arabic = len(re.findall(r"[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]", text))
    return "ar" if arabic and arabic >= len(re.findall(r"[A-Za-z]", text)) else "en"


def annotate(
    atlas: Atlas,
    passages: Sequence[str],
    lang: Lang | None = None,
    written: str = "",
    known: Gazetteer | None = None,
) -> Annotation:
    """Marks for the passages of one document.

    lang: of the topic cues; by default that of most letters. written: the document's ISO date, for "last
    year". known: a gazetteer with further spellings (see `gazetteer`), by default that of the atlas and
    its authorities."""
    named = find_mentions(atlas, passages, known or gazetteer(atlas, authorities=True))
    found = with_states(atlas, passages, with_longer(named, world_mentions(passages, named)))
    found = with_longer(found, unknown_mentions(atlas, passages, found))
    spans: dict[int, list[tuple[int, int]]] = {}
    for mention in found:
        if is_unknown(mention.entity):
            continue  # perhaps only what is counted: 40 Humvees
        spans.setdefault(mention.passage, []).append((mention.start, mention.end))
    types: dict[str, str] = {key: row.type for key, row in atlas.authorities.items()}
    types |= {key: entity.type for key, entity in atlas.entities.items()}
    types |= {m.entity: guess_of(m.entity) or "place" for m in found if m.entity not in types}
    people = mentions_by_passage([m for m in found if guess_of(m.entity) == "person"])
    numbered = [
        (n, f)
        for n, text in enumerate(passages)
        for f in find_figures(text, written, spans.get(n, ()))
        # no family name that ends as a dual does: سليمان
        if not any(
            m.start <= f.start and f.end <= m.end for m in overlapping(people.get(n, ()), f.start, f.end)
        )
    ]
    return Annotation(
        tuple(passages),
        found,
        tuple(with_currencies(atlas, passages, numbered, found)),
        tuple(_topics(atlas, passages, lang or language_of("\n".join(passages)), found)),
        speech(passages, found, types),
    )


def _topics(
    atlas: Atlas, passages: Sequence[str], lang: Lang, named: Sequence[SuggestedMention]
) -> Iterator[FoundTopic]:
    """Topics of passages whose document speaks of them in two different ways; none off their subject."""
    if _elsewhere(atlas, named):
        return
    words, topics = topic_cues(atlas, lang)
    found: dict[tuple[int, str], set[tuple[int, int]]] = {}
    documents_cues: dict[str, set[str]] = {}
    for number, passage in enumerate(passages):
        folded = fold(passage)
        for cue, start, end in Cues.of(words).find(folded.text):
            found.setdefault((number, topics[cue]), set()).add(folded.span(start, end))
            documents_cues.setdefault(topics[cue], set()).add(folded.text[start:end])
    for (number, topic), spans in found.items():
        different = {passages[number][start:end] for start, end in spans}
        if len(documents_cues[topic]) > 1:
            yield FoundTopic(number, topic, tuple(sorted(spans)), round(1 - 0.5 ** len(different), 3))


def _elsewhere(atlas: Atlas, named: Sequence[SuggestedMention]) -> bool:
    """Whether a document names countries or places, and none of the region that the topics are about."""
    located = {m.entity for m in named if m.entity and not m.question} & _located(atlas).keys()
    return bool(located) and not any(_located(atlas)[entity] for entity in located)


@cached_per_atlas
def _located(atlas: Atlas) -> dict[str, bool]:
    """Entity -> whether it lies in the region; of places, countries and their groups."""
    own = {key for key, place in atlas.places.items() if place.side != "other"}
    own |= {key for key, actor in atlas.actors.items() if actor.group in REGION}
    named = {key: type_of(atlas, key) for key in (*atlas.authorities, *atlas.entities)}
    places = {key for key, kind in named.items() if kind in ("place", "country")}
    return {key: key in own for key in places | own}


@cached_per_atlas
def topic_cues(atlas: Atlas, lang: Lang) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All cues of a language, and the topic of each."""
    pairs = [
        (cue, key)
        for key, topic in atlas.topics.items()
        for cue in (topic.cues_ar if lang == "ar" else topic.cues_en)
    ]
    return tuple(cue for cue, _ in pairs), tuple(key for _, key in pairs)


def annotation_rows(atlas: Atlas, annotation: Annotation) -> Iterator[dict[str, Any]]:
    """The marks as plain values, by passage and offset: passage, type, id, text, start, end, score, and what
    the type adds."""
    marks = [(m.passage, m.start, _mention(atlas, m)) for m in annotation.mentions]
    marks += [(n, figure.start, _figure(figure)) for n, figure in annotation.figures]
    for topic in annotation.topics:
        start, end = topic.cues[0]
        text = annotation.passages[topic.passage]
        words = list(dict.fromkeys(text[a:b] for a, b in topic.cues))
        row = {
            "type": "topic",
            "id": topic.topic,
            "text": text[start:end],
            "start": start,
            "end": end,
            "score": topic.score,
            "cues": words,
        }
        marks.append((topic.passage, start, row))
    for span in annotation.speech:
        row = {
            "type": "speech",
            "id": None if is_unknown(span.speaker) else span.speaker or None,
            "text": span.text,
            "start": span.start,
            "end": span.end,
            "score": span.score,
        }
        marks.append(
            (
                span.passage,
                span.start,
                row | {"form": span.form, "cue": span.cue, "attribution": span.attribution or None},
            )
        )
    for number, _, row in sorted(marks, key=lambda mark: mark[:2]):
        yield {"passage": f"p{number + 1:02d}", **row}


def type_of(atlas: Atlas, key: str) -> str:
    """What a suggestion names: a type of entities.csv, or nothing where that is not known."""
    row = atlas.entities.get(key) or atlas.authorities.get(key) or world_place(key)
    return row.type if row else ""


def _mention(atlas: Atlas, mention: SuggestedMention) -> dict[str, Any]:
    kind = type_of(atlas, mention.entity or next(filter(None, mention.candidates), ""))
    known = None if is_unknown(mention.entity) else mention.entity or None
    row: dict[str, Any] = {"type": _KINDS.get(kind, kind), "id": known, "text": mention.text}
    row |= {"start": mention.start, "end": mention.end, "score": mention.score, "form": mention.form}
    if mention.question or not mention.entity:
        row |= {"question": True, "candidates": [candidate or None for candidate in mention.candidates]}
    return row


def _figure(figure: FoundFigure) -> dict[str, Any]:
    row: dict[str, Any] = {
        "type": "figure",
        "id": figure.kind,
        "text": figure.text,
        "start": figure.start,
        "end": figure.end,
    }
    return row | {
        "score": figure.score,
        "value": figure.value or None,
        "unit": figure.unit,
        "qualifier": figure.qualifier or None,
    }
