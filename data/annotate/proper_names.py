"""Which words may pass for the name of an entity, new or known, wherever they stand, and not only where a
reviewer marked them.

No pronoun, title, common word or description (an article and a noun), and nothing that names another. Common
words are those that our own tables use: in English those that stand in small letters, in Arabic those of the
interface, the topics and the article outside its mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from data.annotate.gazetteer.build import gazetteer
from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.tables.model import Entity
from data.text.lexicon import word_set
from data.text.normalize import fold, stem
from data.text.spelling import LEAST, SHORTEST, likeness

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
ARABIC = re.compile("[\u0620-\u06ff]")
_PARTICLES = word_set("name-particle")  # in small letters, also where a name begins
_JOINERS = _PARTICLES | word_set("name-joiner")  # in small letters within a name
_DETERMINERS = word_set("determiner")


def is_proper_name(atlas: Atlas, words: str, entity: Entity) -> bool:
    """May `words`, which a reviewer says mean `entity`, be looked for as its name in every text?"""
    key = fold(words).text.strip()
    parts = WORD.findall(key)
    if (
        not parts
        or _names_another(atlas, key, entity.id)
        or all(_says_nothing(atlas, part, entity.id) for part in parts)
    ):
        return False
    if len(parts) == 1 and _sounds_like(parts[0], entity):
        return True
    return not _describes(parts) if ARABIC.search(key) else _capitalised(WORD.findall(words))


def is_new_name(atlas: Atlas, words: str, key: str = "") -> bool:
    """May `words` be the name of a new entity (of the id `key`, where it has one)? They are then looked for
    in every text.

    Names are often made of common words (World Food Programme): several such words need capitals or, in
    Arabic, a definite form. What names a curated entity is refused; two added entities may share a name, and
    are then a question for the reviewer."""
    base, spelled = atlas.base or atlas, WORD.findall(words)
    parts = WORD.findall(fold(words).text)
    if (
        not parts
        or _names_another(base, fold(words).text.strip(), key)
        or not (ARABIC.search(words) or _begins(spelled[0]))
    ):
        return False
    if not all(_says_nothing(base, part, key) for part in parts):
        return True
    named = [part for part in parts if _names_another(base, part, key)]
    if len(parts) == 1 or all(stem(part) in _designations() for part in parts if part not in named):
        return False
    return _definite(parts, named) if ARABIC.search(words) else _capitalised(spelled)


def _definite(parts: list[str], named: list[str]) -> bool:
    """An Arabic noun and, after it, what makes it a certain one: a name, or a noun with its article; not an
    adjective to its article."""
    return not all(part.startswith("ال") for part in parts) and any(
        part in named or stem(part) != part for part in parts[1:]
    )


def _begins(word: str) -> bool:
    """May a Latin name begin with this word?"""
    return word.lower() not in _DETERMINERS and (not word.islower() or word in _PARTICLES)


@cache
def _designations() -> frozenset[str]:
    """Words that name nobody, and those that say of a person or a country what it is, folded, without
    article."""
    return frozenset(_words(word_set("determiner", "function-word", "title-word", "before-name")))


def own_names(entity: Entity) -> set[str]:
    """The names of an entity in any spelling that the tables have, folded."""
    return {
        fold(name).text for name in (entity.name_en, entity.name_ar, *entity.aliases_en, *entity.aliases_ar)
    }


def _names_another(atlas: Atlas, key: str, entity: str) -> bool:
    known = gazetteer(atlas).names
    return any(
        name.entity != entity for form in (key, stem(key), "ال" + stem(key)) for name in known.get(form, ())
    )


def _says_nothing(atlas: Atlas, part: str, entity: str) -> bool:
    forms = {part, stem(part), part.removesuffix("s"), stem(part[1:]) if part[0] in "وف" else part}
    return len(part) < 2 or not forms.isdisjoint(common_words(atlas)) or _names_another(atlas, part, entity)


def _sounds_like(part: str, entity: Entity) -> bool:
    """Another spelling of a word of its names."""
    own = (word for name in own_names(entity) for word in WORD.findall(name))
    return len(stem(part)) >= SHORTEST and any(
        likeness(stem(part), stem(word)) >= LEAST for word in own if len(stem(word)) >= SHORTEST
    )


def _describes(parts: list[str]) -> bool:
    """A noun with its article, and adjectives that agree with it."""
    return all(stem(part) != part for part in parts)


def _capitalised(words: list[str]) -> bool:
    """A Latin name: each word with a capital but for those that join them; not a determiner and a noun."""
    first, *rest = words
    return _begins(first) and all(not w.islower() or w in _JOINERS for w in rest)


@cached_per_atlas
def _vocabulary(base: Atlas) -> frozenset[str]:
    texts = [
        text
        for row in (*base.words.values(), *base.plurals.values())
        for text in row.model_dump().values()
        if isinstance(text, str)
    ]
    texts += [
        text
        for topic in base.topics.values()
        for text in (topic.about_en, topic.about_ar, *topic.cues_en, *topic.cues_ar)
    ]
    texts += [kind for place in base.places.values() for kind in (place.kind_en, place.kind_ar)]
    texts += [title for entity in base.entities.values() for title in entity.context_only_ar]
    texts += [*base.translations.values(), *_unnamed(base)]
    named = {
        stem(key)
        for key, names in gazetteer(base).names.items()
        if any(name.strength != "context" for name in names)
    }
    return frozenset({*_words(texts)} - named) | _designations()


def common_words(atlas: Atlas) -> frozenset[str]:
    """Words of both languages that name nobody, folded, without article."""
    return _vocabulary(atlas.base or atlas)


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for word in WORD.findall(text):
            if ARABIC.search(word) or word.islower():
                yield stem(fold(word).text)


def _unnamed(atlas: Atlas) -> Iterator[str]:
    """The words of the article between its mentions."""
    for passage, text in atlas.texts.items():
        at = 0
        for mention in sorted(atlas.mentions_of[passage], key=lambda m: m.start):
            yield text[at : mention.start]
            at = mention.end
        yield text[at:]
