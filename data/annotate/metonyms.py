"""Capitals that stand for their state: who acts is a government, not a town. "Ankara will pay", طالبت بكين.

A question where the tables do not say so by themselves: the state comes first, its capital second."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from data.annotate.disambiguation import capitals
from data.annotate.mentions import SuggestedMention
from data.annotate.money import country_codes
from data.annotate.world_places import WorldPlace, is_there, places_called, world_place
from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.tables.model import Authority, Entity
from data.text.lexicon import either
from data.text.normalize import fold

STATE = 0.65  # score: a question
_SEATS = ("BE", "CH")  # whose capital rather stands for what has its seat there, or for nothing
# Whose capital, or whose being a state, is disputed between states, or whose capital another party holds: to
# read the town as the government of one of them would take a side. It stays the town that it is.
_DISPUTED = ("EH", "IL", "PS", "TW", "XK", "YE")
_BEFORE, _AFTER = 32, 64  # letters of the passage around a name that are looked at
_ADVERB = rf"(?:(?:{either('adverb-before-verb')}|\w+ly) )?"
_ACTS_EN = re.compile(rf"(?:,? which)? {_ADVERB}(?:{either('verb-of-state', lang='en')})(?![\w-])")
_FREE_EN = re.compile(
    rf"(?:^|[.!?:;,…—–\"“”»’)\]]\s*|\b(?:{either('before-subject', lang='en')})\s+)[\"“«‘(]?$",
    re.IGNORECASE,
)
_OWNS_EN = re.compile(rf"['’]s? (?:\w+ )?(?:{either('noun-of-state', lang='en')})(?!\w)")
_RELATED_EN = re.compile(
    rf"\b(?:{either('noun-of-relation', lang='en')})"
    rf"\s+(?:{either('relation-preposition', lang='en')})(?:\s+\w+\s+and)?\s+$",
    re.IGNORECASE,
)
_VERB_AR = rf"(?:{either('verb-of-state', lang='ar')})(?:ه|ها|هما|هم)?"
_ACTS_AR = re.compile(rf"(?:^|[^\w])[وفس]?{_VERB_AR}\s+[\"«(]?$")
_OWNS_AR = re.compile(rf"(?:^|[^\w])[وفبل]?(?:{either('noun-of-state', lang='ar')})\s+$")
_RELATED_AR = re.compile(
    rf"(?:^|[^\w])[وفبل]?(?:{either('noun-of-relation', lang='ar')})"
    rf"\s+(?:{either('relation-preposition', lang='ar')})(?:\s+\w+\s+و|\s+)$"
)
_LED_AR = re.compile(rf"(?:^|[^\w])[وف]?(?:{either('before-subject', lang='ar')})\s+$")
_FOLLOWED_AR = re.compile(
    rf"\s+[\"«]?(?:ف?(?:{either('verb-particle')})\s+|هي\s+(?:التي\s+)?|[فس])?{_VERB_AR}(?!\w)"
)


def with_states(
    atlas: Atlas, passages: Sequence[str], found: Sequence[SuggestedMention]
) -> tuple[SuggestedMention, ...]:
    """The mentions of a document, those of a capital that acts as its state with that first."""
    return tuple(
        mention._replace(entity=state, form="metonym", score=STATE, candidates=_with_first(state, mention))
        if (state := state_of(atlas, mention.entity)) and _acts(passages[mention.passage], mention)
        else mention
        for mention in found
    )


def _with_first(state: str, mention: SuggestedMention) -> tuple[str, ...]:
    """What a capital may mean, its state first: the town, and whatever else had its name."""
    return tuple(dict.fromkeys((state, mention.entity, *mention.candidates)))


def state_of(atlas: Atlas, entity: str) -> str:
    """The state whose capital an entity is; empty for what is none."""
    if own := _own(atlas).get(entity):
        return own
    place = world_place(entity) if entity else None
    return _state_of(atlas, place) if place else ""


def _state_of(atlas: Atlas, place: WorldPlace) -> str:
    """The state whose government a place of the world stands for."""
    return (
        _by_code(atlas).get(place.country, "")
        if place.kind == "c" and place.country not in _SEATS + _DISPUTED
        else ""
    )


@cached_per_atlas
def _own(atlas: Atlas) -> Mapping[str, str]:
    """The capitals among entities and authorities, each with its state."""
    rows: dict[str, Authority | Entity] = {**atlas.authorities, **atlas.entities} if is_there() else {}
    towns = {key: places_called(fold(row.name_en).text) for key, row in rows.items() if row.type == "place"}
    states = {key: _state_of(atlas, found[0]) for key, found in towns.items() if found}
    return {key: state for key, state in states.items() if state} | dict(capitals(atlas))


@cached_per_atlas
def _by_code(atlas: Atlas) -> Mapping[str, str]:
    return {code: key for key, code in country_codes(atlas).items()}


def _acts(passage: str, mention: SuggestedMention) -> bool:
    """Whether a name is the subject of a verb that is said of states, has what only states have, or
    is one of those who deal with each other."""
    before = passage[max(0, mention.start - _BEFORE) : mention.start]
    after = passage[mention.end : mention.end + _AFTER]
    if mention.text[0] < "\u0600":
        verb = _ACTS_EN.match(after)
        acts = verb and _FREE_EN.search(before)
        return bool(acts or _OWNS_EN.match(after) or _RELATED_EN.search(before))
    before, after = fold(before).text, fold(after).text
    if _OWNS_AR.search(before) or _RELATED_AR.search(before):
        return True
    if _LED_AR.search(before):
        return bool(_FOLLOWED_AR.match(after))
    return bool(_ACTS_AR.search(before))
