"""The index of the jump box: everything that can be picked, with all its names folded, as one small file."""

from __future__ import annotations

import json

from data.atlas.atlas import Atlas
from data.atlas.join import ground
from data.i18n import LANGS, Lang, name, say
from data.index.index import passages_naming
from data.index.search import name_keys
from data.query.selection import focus_of
from data.text.normalize import fold
from ui.html.statements import SIGNS

CARDS = ("map", "article", "border", "actors")  # pages with a card for whatever is looked at
HOME = {"place": "map", "actor": "map", "thing": "map", "topic": "map", "passage": "read", "statement": "weigh", "aid": "fund"}


def turns(here: str) -> dict[str, str]:
    """Kind of what is jumped to -> the kind of pick that shows it, on the page `here`: there, framed by the map, or on another page."""
    return {"place": "frame"} if here in CARDS else {kind: turn for kind, turn in HOME.items() if TURNS[turn] != here}


def index(atlas: Atlas, lang: Lang) -> str:
    """JSON rows {pick, label, kind, keys, rank}; named places and actors come first."""
    rows = []
    for key, entity in atlas.entities.items():
        pick = focus_of(atlas, key)
        own = (fold(entity.name_en).text, fold(entity.name_ar).text)  # also one that means it only where it is marked
        keys = list(dict.fromkeys((*own, *name_keys(atlas)[key])))
        rows.append((pick, name(entity, lang), pick.partition(":")[0], keys, 1 if key in passages_naming(atlas) else 4))
    for key, topic in atlas.topics.items():
        rows.append((f"topic:{key}", name(topic, lang), "topic", [fold(topic.name_en).text, fold(topic.name_ar).text], 2))
    for key, passage in ground(atlas).passages.items():
        titles = {lg: say(atlas, "passage.title", lg, n=passage.number) for lg in LANGS}
        title, gist = titles[lang], name(passage, lang, "gist")
        keys = [fold(text).text for text in (*titles.values(), passage.gist_ar, passage.gist_en)]
        rows.append((f"passage:{key}", f"{title} · {gist[:60]}…", "passage", keys, 3))
    for key, s in atlas.statements.items():
        keys = [fold(text).text for text in (s.says_ar, s.says_en, key)]
        rows.append((f"statement:{key}", f"{SIGNS[s.assessment]} {name(s, lang, 'says')[:70]}…", "statement", keys, 5))
    for key, row in atlas.aid.items():
        rows.append((f"aid:{key}", name(row, lang, "what"), "aid", [fold(row.what_en).text, fold(row.what_ar).text], 6))
    return json.dumps(
        [
            {"pick": pick, "label": label, "kind": say(atlas, f"kind.{kind}", lang), "keys": keys, "rank": rank}
            for pick, label, kind, keys, rank in rows
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


TURNS = {"read": "article", "map": "map", "weigh": "evidence", "fund": "aid"}  # kind of pick -> the page on which it shows its focus
