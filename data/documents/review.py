"""Suggested marks of an added document, and what a person decides about them: what is accepted becomes its
columns."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from data.annotate.mentions import SuggestedMention
from data.annotate.pipeline import Annotation, annotate, language_of
from data.annotate.proper_names import is_proper_name, own_names
from data.annotate.unknown.guess import is_unknown
from data.atlas.atlas import Atlas
from data.atlas.blocks import block, passage_ids
from data.atlas.overlay import Spelling
from data.documents.schema import Entry, Extra
from data.tables.columns import printable
from data.tables.model import Entity, Figure, Mention, Voice
from data.tables.vocab import Lang
from data.text.figures.figures import is_value
from data.text.normalize import fold

State = Literal["open", "accepted", "rejected"]
SURE = (
    0.95  # a mark that scores so much may be accepted without being looked at, where a person asks for that
)
DOUBTFUL = 0.5  # what a figure scores at most in a text that a machine has read in pictures of pages
_PLACE = re.compile(r"([0-9]{1,7}):([0-9]{1,7})-([0-9]{1,7})")
STATES: tuple[State, ...] = ("open", "accepted", "rejected")
Kind = Literal["mention", "topic", "figure", "speech"]
LONGEST_ID, LONGEST_NOTE = 60, 300  # characters


class Unfit(Exception):
    """A document that cannot be added; the message is a key of words.csv."""


@dataclass(frozen=True)
class Suggestion:
    """A suggestion: words of a passage (by number, from 0) and what they may be. what: an entity, topic or
    speaker; a figure's kind.

    more: what the kind needs besides (form, candidates, cue, value, unit, qualifier). A name that no table
    knows is one mark: `name` is its id (see annotate.unknown.guess), also in the speech of who bears it, and
    `also` its further places, each as passage:start-end. note: what a reviewer says of it; verified: who has
    verified it, someone other than whoever accepted it.
    """

    kind: Kind
    passage: int
    start: int
    end: int
    what: str
    score: float
    state: State = "open"
    more: dict[str, Any] | None = None
    note: str = ""
    verified: str = ""

    @property
    def key(self) -> str:
        """Which mark of its document it is, whatever others come and go and whether it is accepted: kind,
        place and meaning."""
        return f"{self.kind}-{self.passage}-{self.start}-{self.end}-{zlib.crc32(self.what.encode()):x}"

    @property
    def unknown(self) -> str:
        """The id of the name that no table knows, of which it speaks; empty for other marks."""
        name = (self.more or {}).get("name") or ""
        return name if is_unknown(name) else ""

    @property
    def places(self) -> list[tuple[int, int, int]]:
        """Where its words stand, the first place first: passage, start, end."""
        further = _PLACE.findall((self.more or {}).get("also") or "")
        return [(self.passage, self.start, self.end), *((int(p), int(s), int(e)) for p, s, e in further)]

    @property
    def form(self) -> str:
        """How its words stand for what they mean, or how they are said."""
        return (self.more or {}).get("form") or ("name" if self.kind == "mention" else "indirect")


def new_id(title: str) -> str:
    """An id for a document, like no other: Latin words of its title, or "added", and a short hash of time and
    title."""
    words = re.findall(r"[a-z0-9]+", fold(title).text)[:4]
    tail = hashlib.sha256(f"{title} {dt.datetime.now(dt.UTC).isoformat()}".encode()).hexdigest()[:8]
    return "-".join([*(words or ["added"]), tail])[:LONGEST_ID]


def order(mark: Suggestion) -> tuple[int, bool, int, str]:
    """Sorts marks as they are read; topics stand after the other marks of their passage."""
    return mark.passage, mark.kind == "topic", mark.start, mark.kind


def overlap(one: Suggestion, other: Suggestion) -> bool:
    """Do two marks share words?"""
    return one.passage == other.passage and one.start < other.end and other.start < one.end


def same_place(one: Suggestion, other: Suggestion) -> bool:
    """Are two marks of one kind, about the same words?"""
    return (one.kind, one.passage, one.start, one.end) == (other.kind, other.passage, other.start, other.end)


def note_of(written: str) -> str:
    """A note as it may stand on a mark: one line, no longer than notes are."""
    return " ".join(printable(written).split())[:LONGEST_NOTE].strip()


def decided_alike(one: Suggestion, other: Suggestion) -> bool:
    """Are two marks of one kind, about the same words, decided in the same way, whatever is noted on them?"""
    return same_place(one, other) and (one.what, one.state, one.more) == (other.what, other.state, other.more)


def marks(found: Annotation) -> list[Suggestion]:
    """Everything that was found in a text as suggestions, in reading order."""
    made = [
        Suggestion(
            "mention",
            m.passage,
            m.start,
            m.end,
            m.entity,
            m.score,
            more={"form": m.form, "candidates": list(m.candidates)},
        )
        for m in found.mentions
        if not is_unknown(m.entity)
    ]
    made += _unknown_names(found)
    for n, f in found.figures:
        more = {"value": f.value, "unit": f.unit, "qualifier": f.qualifier}
        made.append(Suggestion("figure", n, f.start, f.end, f.kind, f.score, more=more))
    made += [Suggestion("topic", t.passage, *t.cues[0], t.topic, t.score) for t in found.topics]
    made += [
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
        for s in found.speech
    ]
    return sorted({mark.key: mark for mark in made}.values(), key=order)


def _unknown_names(found: Annotation) -> list[Suggestion]:
    """A question for each name that no table knows, where it first stands."""
    places: dict[str, list[SuggestedMention]] = {}
    for m in found.mentions:
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


def suggested(atlas: Atlas, texts: Sequence[str], lang: Lang, written: str) -> list[Suggestion]:
    """The suggestions for a text of these passages. written: its ISO date, as far as known."""
    return marks(annotate(atlas, texts, lang, written))


def cap_figure_scores(found: Iterable[Suggestion]) -> list[Suggestion]:
    """The marks of a text that a machine has read in pictures of pages: none of its figures is sure."""
    return [replace(m, score=min(m.score, DOUBTFUL)) if m.kind == "figure" else m for m in found]


def suggestions(own: Entry) -> list[Suggestion]:
    """The marks of a stored document, whatever their state."""
    return [Suggestion(**mark) for mark in own.review.get("marks", ())]


def reviewed(own: Entry, found: Sequence[Suggestion]) -> Entry:
    """The document with these marks: what is accepted of them becomes its columns."""
    ids = passage_ids(own.document.id, len(texts := own.content.texts))
    taken = [m for m in found if m.state == "accepted"]
    mentions = [
        Mention.model_construct(
            passage=ids[m.passage],
            start=m.start,
            end=m.end,
            text=texts[m.passage][m.start : m.end],
            entity=m.what,
            form=m.form,
        )
        for m in _apart(m for m in taken if m.kind == "mention" and m.what)
    ]
    topics: dict[str, list[str]] = {}
    for m in taken:
        if m.kind == "topic":
            topics.setdefault(ids[m.passage], []).append(m.what)
    figures = tuple(
        _figure(ids[m.passage], texts[m.passage], m) for m in _apart(m for m in taken if m.kind == "figure")
    )
    voices = _voices(ids, texts, [m for m in taken if m.kind == "speech"])
    columns = block(
        own.document.id,
        dict(zip(ids, texts, strict=True)),
        mentions,
        voices,
        {p: dict.fromkeys(t) for p, t in topics.items()},
    )
    counts: dict[str, int] = {state: sum(m.state == state for m in found) for state in STATES}
    counts["verified"] = sum(bool(m.verified) for m in taken)
    content = replace(own.content, figures=figures, reviewed=(len(taken), counts["verified"]))
    review = {"marks": [_cells(m) for m in found], "counts": counts}
    return replace(own, content=content, block=columns, review=review)


def _cells(mark: Suggestion) -> dict[str, Any]:
    """The columns of a mark; of note and verification, what there is."""
    return {name: value for name, value in vars(mark).items() if value or name not in ("note", "verified")}


def _apart(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Marks that do not overlap: of two that do, the first."""
    apart: list[Suggestion] = []
    for m in sorted(found, key=lambda m: (m.passage, m.start, -m.end)):
        if not apart or apart[-1].passage != m.passage or apart[-1].end <= m.start:
            apart.append(m)
    return apart


def _figure(passage: str, text: str, m: Suggestion) -> Figure:
    more = m.more or {}
    kind = {"money": "aid", "length": "length", "date": "date"}.get(m.what, "count")
    value = valued(m)
    value_and_unit = " ".join(filter(None, (value, more.get("unit", ""))))
    return Figure.model_construct(
        passage=passage,
        start=m.start,
        end=m.end,
        text=text[m.start : m.end],
        value=value or "",
        unit=more.get("unit") or "",
        kind=kind,
        what_en=value_and_unit,
        what_ar=value_and_unit,
        qualifier_en=more.get("qualifier") or "",
        qualifier_ar=more.get("qualifier") or "",
        ar_status="drafted",
    )


def valued(m: Suggestion) -> str | None:
    """What the figure of a mark comes to; None where that is none of its kind."""
    value = (m.more or {}).get("value") or ""
    return value if is_value(m.what, value) else None


def _voices(ids: Sequence[str], texts: Sequence[str], speech: Iterable[Suggestion]) -> list[Voice]:
    """Voice spans that cover every passage in which somebody is quoted; between quotations its author
    speaks."""
    rows: list[Voice] = []
    by: dict[int, list[Suggestion]] = {}
    for m in _apart(speech):
        by.setdefault(m.passage, []).append(m)
    for n, own in by.items():
        at = 0
        for m in own:
            if m.start > at:
                rows.append(_voice(ids[n], at, m.start, "author", None, "narration"))
            rows.append(_voice(ids[n], m.start, m.end, "attributed", m.what or None, m.form))
            at = m.end
        if at < len(texts[n]):
            rows.append(_voice(ids[n], at, len(texts[n]), "author", None, "narration"))
    return rows


def _voice(passage: str, start: int, end: int, voice: str, speaker: str | None, form: str) -> Voice:
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


def spelled(own: Entry, found: Iterable[Suggestion]) -> set[Extra]:
    """The spellings that the accepted names among the marks stand for."""
    names = {
        (m.what, own.content.texts[m.passage][m.start : m.end])
        for m in found
        if m.kind == "mention" and m.state == "accepted" and m.what and m.form == "name"
    }
    return {Extra(own.document.id, Spelling(what, language_of(text), text)) for what, text in names}


def spellings(atlas: Atlas, own: Entry, found: Iterable[Suggestion]) -> list[Extra]:
    """Spellings of accepted names that the gazetteer does not know yet, of those that may pass for a name in
    every text."""
    return sorted(
        (e for e in spelled(own, found) if isinstance(e.row, Spelling) and _is_new(atlas, e.row)),
        key=lambda e: e.key,
    )


def _is_new(atlas: Atlas, row: Spelling) -> bool:
    entity = atlas.entities.get(row.entity)
    return (
        entity is not None
        and fold(row.text).text not in own_names(entity)
        and is_proper_name(atlas, row.text, entity)
    )


def corrected(atlas: Atlas, own: Entry, mark: Suggestion, what: str) -> Suggestion:
    """A mark that means `what`: said by a person, where nobody suggested it."""
    suggested = what in (mark.more or {}).get("candidates", ())
    if mark.kind != "mention" or what == mark.what or not (suggested or what in atlas.entities):
        return mark
    words = own.content.texts[mark.passage][mark.start : mark.end]
    form = mark.form if suggested else form_of(atlas, words, atlas.entities[what], everywhere=False)
    return replace(mark, what=what, more={**(mark.more or {}), "form": form}, verified="")


def form_of(atlas: Atlas, words: str, entity: Entity, *, everywhere: bool) -> str:
    """The form of words that a reviewer marks: a name where they are known as one, or are to be one
    `everywhere` and may be."""
    return (
        "name"
        if fold(words).text in own_names(entity) or (everywhere and is_proper_name(atlas, words, entity))
        else "descriptor"
    )


def occurrences(own: Entry, words: str, entity: str, form: str = "name") -> list[Suggestion]:
    """An accepted mention of `entity` wherever `words` stand in the document as they are, at the beginning of
    a word."""
    pattern = re.compile(rf"(?<!\w)(?:[وف]?(?:[بكل]?ال|لل|[بكل])|[وف])?({re.escape(words)})(?!\w)")
    return [
        Suggestion("mention", n, m.start(1), m.end(1), entity, 1.0, "accepted", {"form": form})
        for n, text in enumerate(own.content.texts)
        for m in pattern.finditer(text)
    ]


def named(own: Entry, seen: Suggestion, what: str, found: Iterable[Suggestion]) -> list[Suggestion]:
    """What a name that no table knew brings once it means `what`: an accepted mention at each of its places
    that no accepted mark takes."""
    words = own.content.texts[seen.passage][seen.start : seen.end]
    places = {(m.passage, m.start, m.end) for m in occurrences(own, words, what)} | {*seen.places}
    settled = [m for m in found if m.kind == "mention" and m.state == "accepted"]
    new = [Suggestion("mention", *at, what, 1.0, "accepted", {"form": "name"}) for at in sorted(places)]
    return _apart(mention for mention in new if not any(overlap(mention, other) for other in settled))
