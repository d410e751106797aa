"""The index of the jump box: everything that can be picked, with all its names folded, as one small file."""

from __future__ import annotations

import json

from data.arabic import fold
from data.atlas import Atlas
from data.overlay import ground
from data.search import name_keys
from data.select import focus_of
from data.words import LANGS, Lang, name, say
from ui.statements import SIGNS


def index(atlas: Atlas, lang: Lang) -> str:
    """JSON rows {pick, label, kind, keys, rank}; named places and actors come first."""
    rows = []
    for key, entity in atlas.entities.items():
        pick = focus_of(atlas, key)
        rows.append((pick, name(entity, lang), pick.partition(":")[0], list(name_keys(atlas)[key]), 1 if key in atlas.naming else 4))
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
    return json.dumps(
        [
            {"pick": pick, "label": label, "kind": say(atlas, f"kind.{kind}", lang), "keys": keys, "rank": rank}
            for pick, label, kind, keys, rank in rows
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )
