"""What a reviewer says that words mean: the mentions that come of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from data.annotate.proper_names import is_proper_name, own_names
from data.atlas.atlas import Atlas
from data.documents.review.suggestion import Suggestion, overlap, without_overlaps, words_of
from data.documents.schema import Entry
from data.tables.model import Entity
from data.text.normalize import fold

_PREFIXES = r"(?:[وف]?(?:[بكل]?ال|لل|[بكل])|[وف])?"  # Arabic particles that are written on a word


def with_meaning(atlas: Atlas, entry: Entry, mark: Suggestion, entity: str) -> Suggestion:
    """A mention that means `entity`, said by a person, where nobody suggested it. The mark as it is where it
    means that already, is no mention, or nothing is known by that id."""
    suggested = entity in (mark.more or {}).get("candidates", ())
    if mark.kind != "mention" or entity == mark.what or not (suggested or entity in atlas.entities):
        return mark
    words = words_of(entry, mark)
    form = mark.form if suggested else form_of(atlas, words, atlas.entities[entity], everywhere=False)
    return replace(mark, what=entity, more={**(mark.more or {}), "form": form}, verified="")


def form_of(atlas: Atlas, words: str, entity: Entity, *, everywhere: bool) -> str:
    """The form of words that a reviewer marks: a name where they are known as one, or are to be one
    `everywhere` and may be."""
    return (
        "name"
        if fold(words).text in own_names(entity) or (everywhere and is_proper_name(atlas, words, entity))
        else "descriptor"
    )


def mentions_of_words(entry: Entry, words: str, entity: str, form: str = "name") -> list[Suggestion]:
    """An accepted mention of `entity` wherever `words` stand in the document as they are, at the beginning of
    a word."""
    pattern = re.compile(rf"(?<!\w){_PREFIXES}({re.escape(words)})(?!\w)")
    return [
        Suggestion("mention", n, m.start(1), m.end(1), entity, 1.0, "accepted", {"form": form})
        for n, text in enumerate(entry.content.texts)
        for m in pattern.finditer(text)
    ]


def mentions_of_unknown(
    entry: Entry, name: Suggestion, entity: str, marks: Iterable[Suggestion]
) -> list[Suggestion]:
    """An accepted mention of `entity` wherever a name stands that no table knew, `name`, except where
    accepted mentions among `marks` stand."""
    places = {
        (m.passage, m.start, m.end) for m in mentions_of_words(entry, words_of(entry, name), entity)
    } | {*name.places}
    settled = [m for m in marks if m.kind == "mention" and m.state == "accepted"]
    new = [Suggestion("mention", *at, entity, 1.0, "accepted", {"form": "name"}) for at in sorted(places)]
    return without_overlaps(m for m in new if not any(overlap(m, other) for other in settled))


def alike(entry: Entry, marks: Iterable[Suggestion], mark: Suggestion) -> list[Suggestion]:
    """The open marks that one answer settles with an open mark, itself first: of a topic or speaker those
    of the same; of a name those of the same words, however they are spelt, or of others that may mean the
    same."""

    folded: dict[str, str] = {}  # words -> as they are compared: the same ones stand in many places

    def name(m: Suggestion) -> str:
        words = words_of(entry, m)
        return folded[words] if words in folded else folded.setdefault(words, fold(words).text)

    def may_mean(m: Suggestion) -> set[str]:
        return {m.what, *((m.more or {}).get("candidates") or ())} - {""}

    own, means = name(mark), may_mean(mark)
    same = [
        m
        for m in marks
        if m.kind == mark.kind and m.state == "open" and not m.unknown and m != mark
        if (
            m.what == mark.what
            if m.kind in ("topic", "speech")
            else name(m) == own or (means and may_mean(m) == means)
        )
    ]
    return [mark, *same]
