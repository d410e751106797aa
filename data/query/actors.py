"""Who is named where: mentions by voice and passage, actors crossed with topics, and those whom the article
never names.

An alleged actor (known from the article alone) is a row of its own and is never counted with a side.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.facts.origin import curated_atlas
from data.index.index import Index, passages_naming
from data.index.postings import Numbers
from data.query.view import View, select
from data.tables.model import Aid, Mention, Voice
from data.tables.vocab import ROLES, VOICES


def mentions_with_voice(
    view: View, passages: tuple[str, ...] | None = None
) -> Iterator[tuple[Mention, Voice]]:
    """Every mention of an actor in the chosen passages (or those given), with the voice that speaks it. Where
    voices are chosen, only mentions inside their spans."""
    atlas, voices = view.atlas, set(view.selection.voices)
    for passage in view.passages if passages is None else passages:
        for mention in atlas.mentions_of[passage]:
            if mention.entity in atlas.actors:
                voice = next(v for v in atlas.voices_of[passage] if v.start <= mention.start < v.end)
                if not voices or voices & {voice.voice, voice.speaker}:
                    yield mention, voice


@cached_per_atlas
def by_voice(view: View) -> Mapping[str, Counter[str]]:
    """Actor -> mentions by voice ("author", "attributed"), most mentioned first; equal ones in the order of
    the table."""
    entities, spans = _heard(view)
    voices = Index.of(view.atlas).attributed[spans]
    counts = (
        np.bincount(entities * 2 + voices, minlength=2 * len(view.atlas.entities)).reshape(-1, 2).tolist()
    )
    number = {entity: n for n, entity in enumerate(view.atlas.entities)}
    found = {
        actor: Counter[str]({v: n for v, n in zip(VOICES, counts[number[actor]], strict=True) if n})
        for actor in view.atlas.actors
    }
    return dict(
        sorted(((actor, n) for actor, n in found.items() if n.total()), key=lambda item: -item[1].total())
    )


def top_passages(view: View, most: int) -> tuple[str, ...]:
    """The chosen passages, in order; where there are more than `most`, those with most mentions of actors."""
    index = Index.of(view.atlas)
    numbers = view.passages.numbers
    if len(numbers) > most:
        counts = np.bincount(index.passage_of[_heard(view)[1]], minlength=len(index.passages))[numbers]
        numbers = np.sort(numbers[np.argsort(-counts, kind="stable")[:most]])
    return tuple(index.passages[n] for n in numbers.tolist())


def counts_by_actor_and_passage(
    view: View, passages: tuple[str, ...] | None = None
) -> Mapping[tuple[str, str], Counter[str]]:
    """(actor, passage) -> mentions by voice, in the chosen passages or those given."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for mention, voice in mentions_with_voice(view, passages):
        found[mention.entity, mention.passage][voice.voice] += 1
    return found


@cached_per_atlas
def cooccurrence(view: View) -> Mapping[tuple[str, str], int]:
    """(side or actor, topic) -> how many passages choosing just these two would give, all other filters kept;
    none is left out."""
    index, voices = Index.of(view.atlas), view.selection.voices
    base = select(view.atlas, replace(view.selection, actors=(), topics=(), match="any"))
    found: dict[tuple[str, str], int] = {}
    for topic in view.atlas.topics:
        filed = base.chosen & index.having("topics", topic, index.spans_of_voices(voices))
        found |= {(key, topic): n for key, n in index.counts("actors", filed, voices).items() if n}
    return found


def _heard(view: View) -> tuple[Numbers, Numbers]:
    """Of every mention of an actor that spoken() gives: its entity, by its place in the atlas, and its voice
    span."""
    index = Index.of(view.atlas)
    entities, spans = index.mentions
    chosen, allowed = view.chosen[index.passage_of], index.spans_of_voices(view.selection.voices)
    acting = np.array([entity in view.atlas.actors for entity in view.atlas.entities], dtype=bool)
    shown = acting[entities] & (chosen if allowed is None else chosen & allowed)[spans]
    return entities[shown], spans[shown]


def aid_roles(atlas: Atlas, who: str) -> Mapping[str, tuple[Aid, ...]]:
    """Role in aid records (donor, agency, implementer, recipient) -> the records in which `who` has it, by
    date. `who`: an entity, with the bodies that are it, belong to it or include it; or a body."""
    bodies = {body.id for body in atlas.bodies.values() if who in (body.id, *body.entities)}
    rows = sorted(atlas.aid.values(), key=lambda row: (row.date or "", row.id)) if bodies else []
    found = {role: tuple(row for row in rows if getattr(row, role) in bodies) for role in ROLES}
    return {role: records for role, records in found.items() if records}


@dataclass
class NeverNamed:
    """Someone whom no document names: ids of the aid records by role, and of the events, in which it
    appears."""

    aid: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    events: list[str] = field(default_factory=list)

    @property
    def records(self) -> tuple[str, ...]:
        """Every aid record once."""
        return tuple(dict.fromkeys(record for records in self.aid.values() for record in records))


@cached_per_atlas
def never_named(view: View) -> Mapping[str, NeverNamed]:
    """Body of the aid records, or entity of the events, that the article never names -> where it appears,
    most often first.

    A body counts as named when an entity that it is, or belongs to, is named. Descriptions ("border
    officials") are nobody."""
    atlas, named, found = (
        view.atlas,
        passages_naming(curated_atlas(view.atlas)),
        defaultdict[str, NeverNamed](NeverNamed),
    )
    for row in view.aid:
        for role in ROLES:
            body = atlas.bodies.get(getattr(row, role) or "")
            if body and not body.description and not named.keys() & set(body.entities):
                found[body.entities[0] if len(body.entities) == 1 else body.id].aid[role].append(row.id)
    for event in view.events:
        for actor in event.actors:
            if actor not in named:
                found[actor].events.append(event.id)
    return dict(sorted(found.items(), key=lambda item: -(len(item[1].records) + len(item[1].events))))
