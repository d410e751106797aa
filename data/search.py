"""Free text: which passages match the reader's words, in Arabic or English, and where the hits stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from data.arabic import fold, stem, word_pattern
from data.atlas import Atlas

Span = tuple[int, int]
LONGEST = 200


@dataclass(frozen=True)
class Hits:
    """Spans in the passage and in its translation. Offsets count in the texts as quoted."""

    text: tuple[Span, ...]
    translation: tuple[Span, ...]


def find(atlas: Atlas, query: str) -> dict[str, Hits]:
    """Passages in which every word of `query` occurs: in the text, in the translation, or as a name (in any spelling
    that `entities.csv` knows) of something the passage mentions. Words in quotation marks must follow each other."""
    parts = re.findall(r'["“«]([^"”»]+)["”»]|(\S+)', query[:LONGEST])
    words = [phrase or word for phrase, word in parts if fold(phrase or word).text.strip('"“”«»')]
    if not words:
        return {}
    found: dict[str, Hits] = {}
    words = [_known_form(atlas, word) for word in words]
    for passage in atlas.passages:
        hits = [_hits(atlas, passage, word) for word in words]
        if all(text or translation for text, translation in hits):
            found[passage] = Hits(tuple(sorted({s for text, _ in hits for s in text})), tuple(sorted({s for _, tr in hits for s in tr})))
    return found


def _known_form(atlas: Atlas, word: str) -> str:
    """The word without particles that may be attached to it, where that names something (لأفغانستان -> أفغانستان) or where
    the word as typed occurs nowhere."""
    forms = [word]
    while forms[-1][0] in "وفبكل" and len(forms[-1]) > 4:
        forms.append(forms[-1][1:])
    named = (form for form in forms if _entities_called(atlas, form))
    found = (form for form in forms if any(any(_hits(atlas, passage, form)) for passage in atlas.passages))
    return next(named, None) or next(found, word)


def _hits(atlas: Atlas, passage: str, word: str) -> tuple[list[Span], list[Span]]:
    pattern = _pattern(word)
    named = entities_named(atlas, word)
    spans = _spans(pattern, atlas.texts[passage]) + [(m.start, m.end) for m in atlas.mentions_of[passage] if m.entity in named]
    return spans, _spans(pattern, atlas.translations.get(passage, ""))


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    folded = fold(text)
    return [folded.span(m.start(1), m.end(1)) for m in pattern.finditer(folded.text)]


@lru_cache(maxsize=512)
def _pattern(word: str) -> re.Pattern[str]:
    if " " not in word:
        return word_pattern(word)
    return re.compile(rf"(?<!\w)({re.escape(fold(word).text)})(?!\w)")


@lru_cache(maxsize=512)
def entities_named(atlas: Atlas, word: str) -> frozenset[str]:
    """Entities that `word` names: it is one of their names, in any language and spelling, or it begins a word in the
    names of two entities at most (بوما means the drone, but الأمريكية alone means no single body)."""
    folded = stem(fold(word).text)
    if len(folded) < 3:
        return frozenset()
    whole = _entities_called(atlas, word)
    partly = {entity for entity, names in name_keys(atlas).items() if any(_begins(name, folded) for name in names)}
    return frozenset(whole | partly if len(partly) <= 2 else whole)


def _entities_called(atlas: Atlas, word: str) -> set[str]:
    """Entities of which `word` is a whole name."""
    folded = stem(fold(word).text)
    return {entity for entity, names in name_keys(atlas).items() if any(stem(name) == folded for name in names)}


def _begins(name: str, folded: str) -> bool:
    return any(stem(part).startswith(folded) for part in re.split(r"[^\w]+", name))


@lru_cache(maxsize=4)
def name_keys(atlas: Atlas) -> dict[str, tuple[str, ...]]:
    """Entity id -> its names and aliases in every language, folded, each once."""
    return {
        e.id: tuple(
            dict.fromkeys(
                fold(name).text
                for name in (e.name_en, e.name_ar, e.name_tg, e.name_fa, e.name_ru, *e.aliases_en, *e.aliases_ar)
                if name and name not in e.context_only_ar
            )
        )
        for e in atlas.entities.values()
    }
