"""What the marks of a document make of it: what is accepted becomes its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, Literal

from data.atlas.blocks import block, passage_ids
from data.documents.review.suggestion import STATES, Suggestion, suggestions_of, without_overlaps
from data.documents.schema import Entry, MarkCells, Review
from data.tables.model import Figure, Mention, Voice

KIND_OF_FIGURE = {"money": "aid", "length": "length", "date": "date"}  # all others count things
CELLS = tuple(field.name for field in fields(Suggestion))


def with_marks(entry: Entry, marks: Sequence[Suggestion]) -> Entry:
    """The document with these marks: what is accepted of them becomes its columns."""
    texts = entry.content.texts
    ids = passage_ids(entry.document.id, len(texts))
    accepted = [m for m in marks if m.state == "accepted"]
    columns = block(
        entry.document.id,
        dict(zip(ids, texts, strict=True)),
        _mentions(ids, texts, accepted),
        _voices(ids, texts, accepted),
        _topics(ids, accepted),
    )
    states = Counter(m.state for m in marks)
    counts: dict[str, int] = {state: states[state] for state in STATES}
    counts["verified"] = sum(bool(m.verified) for m in accepted)
    content = replace(
        entry.content,
        figures=_figures(ids, texts, accepted),
        reviewed=(len(accepted), counts["verified"]),
    )
    known = dict(zip(map(id, suggestions_of(entry)), entry.review.get("marks", ()), strict=True))
    review = Review(marks=[known.get(id(m)) or suggestion_cells(m) for m in marks], counts=counts)
    review.parsed = tuple(marks)
    return replace(entry, content=content, block=columns, review=review)


def suggestion_cells(mark: Suggestion) -> MarkCells:
    """The cells of a mark as the store keeps them; of note and verification, what there is."""
    cells = MarkCells((name, getattr(mark, name)) for name in CELLS)
    for name in ("note", "verified"):
        if not cells[name]:
            del cells[name]
    return cells


def _mentions(ids: Sequence[str], texts: Sequence[str], accepted: Iterable[Suggestion]) -> list[Mention]:
    return [
        Mention.model_construct(
            passage=ids[m.passage],
            start=m.start,
            end=m.end,
            text=texts[m.passage][m.start : m.end],
            entity=m.what,
            form=m.form,
        )
        for m in without_overlaps(m for m in accepted if m.kind == "mention" and m.what)
    ]


def _topics(ids: Sequence[str], accepted: Iterable[Suggestion]) -> dict[str, dict[str, None]]:
    """Passage -> its topics, each once."""
    topics: dict[str, dict[str, None]] = {}
    for m in accepted:
        if m.kind == "topic":
            topics.setdefault(ids[m.passage], {})[m.what] = None
    return topics


def _figures(ids: Sequence[str], texts: Sequence[str], accepted: Iterable[Suggestion]) -> tuple[Figure, ...]:
    return tuple(
        _figure(ids[m.passage], texts[m.passage], m)
        for m in without_overlaps(m for m in accepted if m.kind == "figure")
    )


def _figure(passage: str, text: str, m: Suggestion) -> Figure:
    more = m.more or {}
    value_and_unit = " ".join(filter(None, (m.value, more.get("unit", ""))))
    return Figure.model_construct(
        passage=passage,
        start=m.start,
        end=m.end,
        text=text[m.start : m.end],
        value=m.value or "",
        unit=more.get("unit") or "",
        kind=KIND_OF_FIGURE.get(m.what, "count"),
        what_en=value_and_unit,
        what_ar=value_and_unit,
        qualifier_en=more.get("qualifier") or "",
        qualifier_ar=more.get("qualifier") or "",
        ar_status="drafted",
    )


def _voices(ids: Sequence[str], texts: Sequence[str], accepted: Iterable[Suggestion]) -> list[Voice]:
    """Voice spans that cover every passage in which somebody is quoted; between quotations its author
    speaks."""
    quotations: dict[int, list[Suggestion]] = {}
    for m in without_overlaps(m for m in accepted if m.kind == "speech"):
        quotations.setdefault(m.passage, []).append(m)
    return [
        voice
        for passage, speech in quotations.items()
        for voice in _voices_of(ids[passage], len(texts[passage]), speech)
    ]


def _voices_of(passage: str, length: int, speech: Iterable[Suggestion]) -> Iterator[Voice]:
    at = 0
    for m in speech:
        if m.start > at:
            yield _voice(passage, at, m.start, "author", None, "narration")
        yield _voice(passage, m.start, m.end, "attributed", m.what or None, m.form)
        at = m.end
    if at < length:
        yield _voice(passage, at, length, "author", None, "narration")


def _voice(
    passage: str,
    start: int,
    end: int,
    voice: Literal["author", "attributed"],
    speaker: str | None,
    form: str,
) -> Voice:
    cells: dict[str, Any] = {
        "passage": passage,
        "start": start,
        "end": end,
        "voice": voice,
        "speaker": speaker,
        "form": form,
        "cue": "",
    }
    return Voice.model_construct(**cells)
