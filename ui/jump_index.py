"""The index of the jump box: everything that can be picked, with all its names folded, as one small file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from data.atlas.atlas import Atlas
from data.atlas.join import basemap_atlas
from data.facts.origin import is_added, record_name
from data.i18n import Text
from data.index.index import passages_naming
from data.index.search import name_keys
from data.query.selection import focus_of
from data.query.value_names import SIGNS
from data.tables.vocab import LANGS
from data.text.normalize import fold, one_seat

TURNS = {
    "read": "article",
    "map": "map",
    "weigh": "evidence",
    "fund": "aid",
}  # kind of pick -> page of its focus
CARDS = ("map", "article", "border", "actors", "compare")  # pages with a card for whatever is looked at
HOME = {
    "place": "map",
    "actor": "map",
    "thing": "map",
    "topic": "map",
    "passage": "read",
    "statement": "weigh",
    "aid": "fund",
}


def turns(here: str) -> dict[str, str]:
    """Kind of what is jumped to -> the kind of pick that shows it, on the page `here`: there, framed by the
    map, or on another page."""
    return (
        {"place": "frame"}
        if here in CARDS
        else {kind: turn for kind, turn in HOME.items() if TURNS[turn] != here}
    )


class JumpEntry(NamedTuple):
    """What can be jumped to. keys: its names, folded. rank: named places and actors come first."""

    pick: str
    label: str
    kind: str
    keys: list[str]
    rank: int


def _folded(*texts: str) -> list[str]:
    return [fold(one_seat(text)).text for text in texts]


def _named(atlas: Atlas, t: Text) -> Iterator[JumpEntry]:
    for key, entity in atlas.entities.items():
        pick = focus_of(atlas, key)
        aliases = (name for name in entity.aliases_ar if name not in entity.context_only_ar)
        own = _folded(entity.name_en, entity.name_ar, *aliases)
        keys = list(dict.fromkeys((*own, *name_keys(atlas)[key])))
        rank = 1 if key in passages_naming(atlas) else 4
        yield JumpEntry(pick, t.name(entity), pick.partition(":")[0], keys, rank)
    for key, topic in atlas.topics.items():
        yield JumpEntry(f"topic:{key}", t.name(topic), "topic", _folded(topic.name_en, topic.name_ar), 2)


def _passage_rows(atlas: Atlas, t: Text) -> Iterator[JumpEntry]:
    for key, passage in basemap_atlas(atlas).passages.items():
        titles = {lg: atlas.text(lg)("passage.title", n=passage.number) for lg in LANGS}
        label = f"{titles[t.lang]} · {t.name(passage, 'gist')[:60]}…"
        keys = _folded(*titles.values(), passage.gist_ar, passage.gist_en)
        yield JumpEntry(f"passage:{key}", label, "passage", keys, 3)
    for key, s in atlas.statements.items():
        own = f" · {t('statement.own')}" if is_added(atlas, s.passage) else ""
        label = f"{SIGNS[s.assessment]} {t.name(s, 'says')[:70]}…{own}"
        yield JumpEntry(f"statement:{key}", label, "statement", _folded(s.says_ar, s.says_en, key), 5)
    for key, aid in atlas.aid.items():
        yield JumpEntry(f"aid:{key}", record_name(aid, t), "aid", _folded(aid.what_en, aid.what_ar), 6)


def jump_index(atlas: Atlas, t: Text) -> str:
    """JSON rows {pick, label, kind, keys, rank}; named places and actors come first."""
    rows = [row._asdict() for row in (*_named(atlas, t), *_passage_rows(atlas, t))]
    spoken = [row | {"kind": t(f"kind.{row['kind']}")} for row in rows]
    return json.dumps(spoken, ensure_ascii=False, separators=(",", ":"))
