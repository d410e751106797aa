"""What a reader looks for, a word or a phrase as typed, and where it stands in a text: after attached
particles, in the spellings that folding makes one, and in those of a hamza before waw (مسئول, مسؤول).

A hamza on the line is folded away, as many leave it out. Where one was typed it tells words apart: ماء is not
the particle ما, nor سماء the beginning of سماح."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from data.text.lexicon import either, word_set
from data.text.normalize import BEFORE_WAW, PARTICLES, Folded, fold, stem

Span = tuple[int, int]
_BEGINNING = 3  # letters from which a word is found as a beginning of words: حدود finds الحدودية
_CERTAIN = 4  # letters of a word that is also found without the hamza on its line: اجزا for أجزاء
_OWN_HAMZA = "^[وف]?[بكل]?(?=[أإآ][\u064b-\u0652]*ل)"  # before an alef that is no article's: ألمانيا, إلقاء
_THOUSANDS = r"[0-9]{4,15}|[0-9]{1,3}(?:[,٬][0-9]{3}){1,4}"
_ENDINGS = "(?:ا|ه|ها|هم|هما|ي|يا|يه|ات|ته|اته|اتها|ون|ين|ان|يون|يين)?"


@dataclass(frozen=True)
class SearchTerm:
    """What a word or phrase is found by. pattern: finds it in folded text; group 1 is the hit, without the
    particles attached to it. literals: of which one begins each hit. hamzas: literal -> after how many of its
    letters a hamza on the line was typed."""

    pattern: re.Pattern[str]
    literals: tuple[str, ...]
    hamzas: dict[str, tuple[int, ...]]

    def spans(self, text: str) -> list[Span]:
        """Where it stands in a text, as offsets of the text as given."""
        folded = fold(text)
        return [folded.span(*hit) for hit in self.hits(text, folded)]

    def hits(self, text: str, folded: Folded) -> list[Span]:
        """Where it stands in a folded text."""
        found = [match.span(1) for match in self.pattern.finditer(folded.text)]
        return [hit for hit in found if self._spelled(text, folded, hit)] if self.hamzas else found

    def _spelled(self, text: str, folded: Folded, hit: Span) -> bool:
        start, end = hit
        return any(
            all(_has_hamza(text, folded, start + letters, end) for letters in self.hamzas.get(literal, ()))
            or end - start == len(literal) >= _CERTAIN
            for literal in self.literals
            if folded.text.startswith(literal, start)
        )


@lru_cache(maxsize=512)
def search_term(typed: str) -> SearchTerm:
    """What a word or a phrase as typed is found by."""
    spelled = dict.fromkeys(_spellings(typed))
    phrases = dict.fromkeys(tuple(fold(one).text.split()) for one in spelled)
    if len(next(iter(phrases))) > 1:
        firsts = (first for words in phrases for first in (words[0], _bare(words[0])))
        return SearchTerm(phrase_pattern(*phrases), tuple(dict.fromkeys(firsts)), {})
    hamzas = {search_key(one): places for one in spelled if (places := _hamzas(one))}
    return SearchTerm(word_pattern(typed), tuple(dict.fromkeys(map(search_key, spelled))), hamzas)


def search_key(word: str) -> str:
    """A search word as typed, folded and without its article: الحدود -> حدود. An alef that is the word's own,
    as its hamza or the list of such words says, stays, and what is attached before it goes: ألمانيا, والمانيا
    -> المانيا."""
    written = unicodedata.normalize("NFC", word)
    if own := re.match(_OWN_HAMZA, written):
        return fold(written[own.end() :]).text
    folded = fold(word).text
    if article := re.match(own_article(), folded):
        return article[1]
    return stem(folded)


@cache
def own_article() -> str:
    """A pattern of folded words that begin with the letters of the article as their own; group 1 is the word
    without particles."""
    return f"^[وف]?[بكل]?((?:{either('noun-with-al')}){_ENDINGS})$"


def word_pattern(word: str) -> re.Pattern[str]:
    """A pattern that finds `word` (as typed) in folded text, at the beginning of a word or after attached
    particles.

    Words of three letters or more match as beginnings (حدود finds الحدودية), shorter ones whole. Group 1 is
    the word without the particles."""
    found = dict.fromkeys(
        re.escape(search_key(one)) + (r"\w*" if _letters(one) >= _BEGINNING else r"(?!\w)")
        for one in _spellings(word)
    )
    return re.compile(rf"(?<!\w){PARTICLES}({'|'.join(found)})")


def phrase_pattern(*phrases: Sequence[str]) -> re.Pattern[str]:
    """A pattern that finds folded words one after the other in a line of folded text, however many spaces
    stand between them, also after attached particles, before which the article loses its alef (للولايات).
    Group 1 is the phrase without these. `phrases`: one, in each of its spellings."""
    spelled = "|".join(dict.fromkeys(_spaced((_bare(words[0]), *words[1:])) for words in phrases))
    if _bare(phrases[0][0]) == phrases[0][0]:
        return re.compile(rf"(?<!\w){PARTICLES}({spelled})(?!\w)")
    return re.compile(rf"(?<!\w)(?:{PARTICLES}(?=ال)|[وف]?لل(?!ال))((?:ال)?(?:{spelled}))(?!\w)")


def search_tables() -> dict[str, Any]:
    """What a browser needs to look for words as `search_term` does (web/search/search.js)."""
    return {
        "own_hamza": _OWN_HAMZA,
        "own_article": own_article(),
        "thousands": _THOUSANDS,
        "beginning": _BEGINNING,
        "certain": _CERTAIN,
        "stop_words": sorted(word_set("stop-word")),
    }


def _spellings(typed: str) -> Iterable[str]:
    """The word as typed, and with either seat of a hamza before waw; a number also with the marks between its
    thousands, and without."""
    written = unicodedata.normalize("NFC", typed)
    return typed, *(re.sub(BEFORE_WAW, seat, written) for seat in "ئؤ"), *_grouped(fold(typed).text)


def _grouped(number: str) -> Iterable[str]:
    """A whole number without and with marks between its thousands; nothing of what is none."""
    digits = re.sub("[,٬]", "", number)
    if not re.fullmatch(_THOUSANDS, number):
        return ()
    return digits, *(re.sub(r"(?<=\d)(?=(?:\d{3})+$)", mark, digits) for mark in ",٬")


def _letters(word: str) -> int:
    return len(search_key(word)) + len(_hamzas(word))


def _hamzas(word: str) -> tuple[int, ...]:
    """After how many letters of its key a word as typed has a hamza on the line; none at its head."""
    folded = fold(word)
    off = len(folded.text) - len(search_key(word))
    before = [int((folded.origin[:-1] < n).sum()) - off for n, char in enumerate(word) if char == "ء"]
    return tuple(letters for letters in before if letters > 0)


def _has_hamza(text: str, folded: Folded, at: int, end: int) -> bool:
    """Whether a text has a hamza before the letter `at` of its folded form, or that letter carries one; of a
    whole word, the last letter may: شئ for شيء."""
    origin = folded.origin
    last = unicodedata.normalize("NFC", text[origin[at - 1] : origin[at]])
    between = text[origin[at - 1] + 1 : origin[at]]
    letter = unicodedata.normalize("NFC", text[origin[at] : origin[at + 1]]) if at < end else ""
    return "ء" in between or bool(re.match("[ءئؤأإ]" if letter else "[ئؤ]", letter or last))


def _bare(word: str) -> str:
    """A folded word without the article alone: الحدود -> حدود."""
    return word[2:] if word.startswith("ال") and len(word) > 4 and not re.match(own_article(), word) else word


def _spaced(words: Iterable[str]) -> str:
    return r"[^\S\n]+".join(map(re.escape, words))
