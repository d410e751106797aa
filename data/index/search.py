"""Free text: which passages match the reader's words, in Arabic or English, and where the hits stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from data.annotate.gazetteer.build import gazetteer
from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.index.index import Index, text_offsets
from data.index.postings import Ids, Mask
from data.text.lexicon import word_set
from data.text.normalize import ATTACHED, fold, stem
from data.text.search_term import SearchTerm, Span, search_key, search_term

LONGEST = 200
LONGEST_PARTICLES = 8  # letters that may stand attached before a word


@dataclass(frozen=True)
class Hits:
    """Spans in the passage and in its translation. Offsets count in the texts as quoted."""

    text: tuple[Span, ...]
    translation: tuple[Span, ...]


class SearchResult(Mapping[str, Hits]):
    """The passages that the reader's words are found in, and none of the words `without`. Where the hits
    stand is worked out when it is asked for."""

    def __init__(self, atlas: Atlas, words: tuple[str, ...], without: tuple[str, ...], ids: Ids, spans: Mask):
        self.atlas, self.words, self.without, self.ids, self.spans = atlas, words, without, ids, spans
        self.known: dict[str, Hits] = {}

    def __getitem__(self, passage: str) -> Hits:
        if passage not in self.ids:
            raise KeyError(passage)
        if passage not in self.known:
            hits = [_hits(self.atlas, passage, word) for word in self.words]
            self.known[passage] = Hits(
                *(tuple(sorted({span for both in hits for span in both[side]})) for side in (0, 1))
            )
        return self.known[passage]

    def __contains__(self, passage: object) -> bool:
        return passage in self.ids

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)


@cached_per_atlas
def find(atlas: Atlas, query: str) -> SearchResult:
    """Passages in which every word of `query` occurs: in the text, in the translation, or as a name (in any
    spelling that `entities.csv` knows) of something the passage mentions. Words in quotation marks must
    follow each other. A word or phrase after a minus must not occur."""
    index = Index.of(atlas)
    wanted, unwanted = parse_query(query)
    words, without = (tuple(_known_form(atlas, word) for word in some) for some in (wanted, unwanted))
    every = np.full(len(index.passage_of), bool(without))
    if not words and not without:
        return SearchResult(atlas, words, without, index.ids(index.mask([])), every)
    spans = [occurring(atlas, word) for word in words]
    passages = np.logical_and.reduce([index.mask(index.passage_of[found]) for found in spans or [every]])
    for word in without:
        passages &= ~index.mask(index.passage_of[occurring(atlas, word)])
    return SearchResult(atlas, words, without, index.ids(passages), np.logical_or.reduce(spans or [every]))


def parse_query(query: str) -> tuple[list[str], list[str]]:
    """The words and phrases of a search that must occur, and those that must not: they stand after a minus,
    in any of its signs. Stop words are asked for in quotation marks or after a minus only."""
    words: tuple[list[str], list[str]] = [], []
    for minus, phrase, word in re.findall(r'([-‐‑‒–—―−]*)["“«]([^"”»]+)["”»]|(\S+)', query[:LONGEST]):
        folded = fold(word)
        dashes = len(folded.text) - len(folded.text.lstrip("-"))
        part = phrase or word[int(folded.origin[dashes]) if dashes else 0 :]
        key = fold(part).text.strip('"“”«»')
        if key and (phrase or minus or dashes or key not in word_set("stop-word")):
            words[bool(minus or dashes)].append(part)
    return words


def has_stop_words_alone(query: str) -> bool:
    """Is nothing asked for but words that stand in nearly every text, so that nothing is found?"""
    typed = fold(query[:LONGEST]).text.split()
    return parse_query(query) == ([], []) and any(word in word_set("stop-word") for word in typed)


@cached_per_atlas
def occurring(atlas: Atlas, word: str) -> Mask:
    """Which voice spans one word or phrase occurs in, or is a name of something they mention. The translation
    is not cut into voices: what occurs there occurs in every span of the passage."""
    index = Index.of(atlas)
    found = list(occurrences(atlas, word))
    spans = np.zeros(len(index.passage_of), dtype=bool)
    if found:
        spans[
            np.searchsorted(index.spoken_from, text_offsets(*zip(*found, strict=True)), side="right") - 1
        ] = True
    spans |= index.named_spans.mask(entities_named(atlas, word), len(spans))
    term = search_term(word)
    for passage, translation in atlas.translations.items():
        if term.spans(translation):
            spans |= index.passage_of == index.number[passage]
    return spans


@cached_per_atlas
def folded_texts(atlas: Atlas) -> list[tuple[int, str]]:
    """Number of its first passage, and the folded text of each document, a passage a line."""
    index = Index.of(atlas)
    stored = atlas.overlay.folded() if atlas.overlay else {}
    texts = []
    for document, numbers in index.documents.items():
        text = stored.get(document)
        if text is None:
            text = "\n".join(fold(atlas.texts[index.passages[n]]).text for n in numbers)
        texts.append((int(numbers[0]), text))
    return texts


def occurrences(atlas: Atlas, word: str) -> Iterator[tuple[int, int]]:
    """(number of a passage, offset in its folded text) of each occurrence of a word or phrase in a text."""
    term, passages = search_term(word), Index.of(atlas).passages
    found = [spot for first, text in folded_texts(atlas) for spot in _in_lines(first, text, term)]
    if not term.hamzas:
        yield from found
        return
    for number in dict.fromkeys(
        number for number, _ in found
    ):  # folded texts do not tell of a hamza on the line
        text = atlas.texts[passages[number]]
        yield from ((number, start) for start, _ in term.hits(text, fold(text)))


def _in_lines(first: int, text: str, term: SearchTerm) -> Iterator[tuple[int, int]]:
    """(number of the line, counted from `first`; offset in it) of each occurrence in a folded text. A plain
    search finds where to look closely."""
    counted = lines = line = 0
    for at in sorted({at for literal in term.literals for at in _starts(text, literal, term)}):
        if passed := text.count("\n", counted, at):
            lines, line = lines + passed, text.rfind("\n", counted, at) + 1
        counted = at
        yield first + lines, at - line


def _starts(text: str, literal: str, term: SearchTerm) -> Iterator[int]:
    at = text.find(literal)
    while at >= 0:
        begin = at
        while (
            begin > at - LONGEST_PARTICLES and begin and (text[begin - 1].isalnum() or text[begin - 1] == "_")
        ):
            begin -= 1
        match = term.pattern.match(text, begin)
        if match and match.start(1) == at:
            yield at
        at = text.find(literal, at + 1)


def _known_form(atlas: Atlas, word: str) -> str:
    """The word without particles that may be attached to it, where that names something (لأفغانستان ->
    أفغانستان) or where the word as typed occurs nowhere."""
    forms = [word]
    while forms[-1][0] in ATTACHED and len(forms[-1]) > 4:
        forms.append(forms[-1][1:])
    named = (form for form in forms if gazetteer(atlas).entities_called(form))
    found = (form for form in forms if occurring(atlas, form).any())
    return next(named, None) or next(found, word)


def _hits(atlas: Atlas, passage: str, word: str) -> tuple[list[Span], list[Span]]:
    term, named = search_term(word), entities_named(atlas, word)
    spans = term.spans(atlas.texts[passage]) + [
        (m.start, m.end) for m in atlas.mentions_of[passage] if m.entity in named
    ]
    return spans, term.spans(atlas.translations.get(passage, ""))


def stands_in(word: str, folded: str) -> bool:
    """Does a word or phrase stand in a folded text, in any of the forms that `find` finds?"""
    return search_term(word).pattern.search(folded) is not None


@cached_per_atlas
def entities_named(atlas: Atlas, word: str) -> frozenset[str]:
    """Entities that `word` names: it is one of their names, in any language and spelling (also one that only
    sounds like it: see `data.text.spelling`), or it begins a word in the names of two entities at most (بوما
    means the drone, but الأمريكية alone means no single body)."""
    folded = search_key(word)
    if len(folded) < 3:
        return frozenset()
    whole = gazetteer(atlas).entities_called(word)
    partly = {
        entity for entity, names in name_keys(atlas).items() if any(_begins(name, folded) for name in names)
    }
    return frozenset(whole | partly if len(partly) <= 2 else whole)


def _begins(name: str, folded: str) -> bool:
    return any(form.startswith(folded) for part in re.split(r"[^\w]+", name) for form in (part, stem(part)))


@cached_per_atlas
def name_keys(atlas: Atlas) -> dict[str, tuple[str, ...]]:
    """Entity id -> its names and aliases in every language, folded, each once."""
    return {
        e.id: tuple(
            dict.fromkeys(
                fold(name).text
                for name in (
                    e.name_en,
                    e.name_ar,
                    e.name_tg,
                    e.name_fa,
                    e.name_ru,
                    *e.aliases_en,
                    *e.aliases_ar,
                )
                if name and name not in e.context_only_ar
            )
        )
        for e in atlas.entities.values()
    }
