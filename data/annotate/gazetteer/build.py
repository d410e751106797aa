"""The gazetteer of an atlas, built from the names of its tables."""

from __future__ import annotations

from dataclasses import replace

from data.annotate.gazetteer.gazetteer import Gazetteer
from data.annotate.gazetteer.names import Name, authority_names, names_of_tables, plain_names
from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.text.lexicon import fold_lines, word_set
from data.text.normalize import fold

_BETWEEN = word_set("between-title-and-name")


@cached_per_atlas
def gazetteer(
    atlas: Atlas, accepted: tuple[tuple[str, str], ...] = (), *, authorities: bool = False
) -> Gazetteer:
    """The gazetteer of an atlas. `accepted`: further spellings and the entities they mean, as a reviewer
    confirmed them. authorities: with the names of `authorities.csv`, where none of the atlas is the same."""
    doubts = {
        fold(name).text: row
        for row in atlas.ambiguities.values()
        for name in row.names or plain_names(atlas.entities[row.entity])
    }
    names: dict[str, dict[str, Name]] = {}
    for name in (*names_of_tables(atlas), *(Name(text, entity) for text, entity in accepted)):
        key = fold(name.text).text.strip()
        if len(key) >= 2:
            known = names.setdefault(key, {}).get(name.entity)
            if known is None or (known.strength, name.strength) in {
                ("context", "alone"),
                ("surname", "alone"),
            }:
                names[key][name.entity] = name
    if authorities:
        _add_authorities(atlas, names)
    joined = {key for key in names if _of_two_marks(key, names)}
    return Gazetteer(
        {key: tuple(found.values()) for key, found in names.items() if key not in joined}, doubts
    )


def _add_authorities(atlas: Atlas, names: dict[str, dict[str, Name]]) -> None:
    known = {key for key, found in names.items() if any(found)}  # else it is outside the tables of the atlas
    doubtful = {(row.id, fold(name).text) for row in atlas.authorities.values() for name in row.doubtful}
    added = [name for row in atlas.authorities.values() for name in authority_names(row)]
    for name, key in zip(added, fold_lines([name.text for name in added]), strict=True):
        if len(key) < 2 or key in known:
            continue
        found = names.setdefault(key, {})
        found.pop("", None)
        if (name.entity, key) in doubtful:
            name = replace(name, strength="doubtful")
        found.setdefault(name.entity, name)


def _of_two_marks(key: str, names: dict[str, dict[str, Name]]) -> bool:
    """Whether a name is a title or descriptor of the entity and another name, each of which is marked by
    itself: الجنرال كوريلا."""
    words = key.split()
    for cut in range(1, len(words)):
        first, rest = names.get(" ".join(words[:cut]), {}), words[cut:]
        rest = rest[1:] if rest[0] in _BETWEEN else rest
        if (
            any(first[e].strength == "context" for e in names[key].keys() & first.keys())
            and " ".join(rest) in names
        ):
            return True
    return False
