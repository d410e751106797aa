"""The Arabic words of a passage, and what each can be within a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from data.annotate.mentions import SuggestedMention, overlapping
from data.annotate.person_names import likeness_to_name
from data.annotate.unknown.guess import UnknownName
from data.text.lexicon import either, word_set
from data.text.normalize import fold, stem

LETTER = r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]"  # Persian and Tajik ones too, and no full stop
_WORD = re.compile(f"{LETTER}+")
_GAP = re.compile(r"\s+")
BODIES = word_set("body-word", lang="ar")
PLACES = word_set("place-head", lang="ar")
MEDIA = word_set("media-word", lang="ar")  # not part of the name behind them
SONS = word_set("name-of-descent", lang="ar")  # بن، آل: they join two names
TITLES = word_set("title-word", "person-title", "before-name", lang="ar") - PLACES
NO_NAMES = word_set(
    "no-name",
    "beside-person",
    "function-word",
    "stop-word",
    "place-preposition",
    "clause-start",
    "subject-preposition",
    "subject-adverb",
    "number-one",
    "number-ten",
    "number-hundred",
    "scale",
    lang="ar",
)
_NEVER_PLAIN = NO_NAMES | TITLES | BODIES | PLACES | MEDIA
SAID = re.compile(rf"[وف]?(?:نقل|{either('reporting-verb', 'reporting-beside-verb', lang='ar')})(?:ت)?")

_OWNED = ("تهم", "تها", "تهما", "تنا")  # behind a noun in ة


class ArabicWords:
    """The Arabic words of a passage, folded, each without the conjunction before it."""

    def __init__(self, passage: str, known: Sequence[SuggestedMention], common: frozenset[str]):
        self.passage, self.folded = passage, fold(passage)
        self.known, self.common = known, common
        self.spans = [match.span() for match in _WORD.finditer(self.folded.text)]
        self.text = [self.folded.text[start:end] for start, end in self.spans]

    def __len__(self) -> int:
        return len(self.text)

    def beside(self, at: int) -> bool:
        """Whether only space stands between a word and the one before it."""
        return 0 < at < len(self) and bool(
            _GAP.fullmatch(self.folded.text[self.spans[at - 1][1] : self.spans[at][0]])
        )

    def is_known(self, at: int) -> Sequence[SuggestedMention]:
        """The known names that a word is part of."""
        return overlapping(self.known, *self.folded.span(*self.spans[at]))

    def is_within(self, at: int) -> bool:
        """Whether a word is part of a known name of several words."""
        return any(" " in name.text for name in self.is_known(at))

    def ending_at(self, offset: int) -> int | None:
        """The number of the word that ends at an offset of the folded text; None where none does."""
        at = bisect_left(self.spans, offset, key=lambda span: span[1])
        return at if at < len(self) and self.spans[at][1] == offset else None

    def is_definite(self, at: int) -> bool:
        """Whether a word has the article, and may go on with a name."""
        word = self.text[at]
        return word.startswith("ال") and word not in NO_NAMES and word[2:] not in NO_NAMES

    def is_plain(self, at: int) -> bool:
        """Whether a word can be one of a name by itself: it has no article and names or says nothing else."""
        return self._names_nothing_else(at, self.text[at])

    def names_behind_and(self, at: int) -> bool:
        """The same of a word without the "and" that it begins with."""
        return self._names_nothing_else(at, self.text[at][1:])

    def _names_nothing_else(self, at: int, word: str) -> bool:
        return (
            len(word) > 2
            and not word.startswith(("ال", "لل", "بال", "وال", "كال"))
            and word not in _NEVER_PLAIN
            and stem(word) not in self.common
            and not SAID.fullmatch(word)
            and not self.has_tanwin(at)
            and not self.is_known(at)
        )

    def has_tanwin(self, at: int) -> bool:
        """Whether a word is written with the ending of an adverb or object, which no name has: رداً."""
        start, end = self.folded.span(*self.spans[at])
        return "\u064b" in self.passage[start : end + 1]

    def is_ali(self, at: int) -> bool:
        """Whether a word is the name علي, and not the preposition على, between names or at their end."""
        start, end = self.folded.span(*self.spans[at])
        return self.passage[start:end] == "علي"

    def is_definite_given(self, at: int) -> bool:
        """Whether a given name with its article and a family name follow: المنصف بوزيان, الطاهر بن جلون."""
        if not self.is_definite(at) or self.has_tanwin(at) or not self.beside(at + 1):
            return False
        family = self.text[at + 1]
        if family in SONS:
            return self.beside(at + 2) and self.text[at + 2] not in _NEVER_PLAIN
        known = likeness_to_name(self.text[at]) or likeness_to_name(self.text[at].removeprefix("ال"))
        return bool(known) and bool(likeness_to_name(family)) and self.is_plain(at + 1)

    def is_owned(self, at: int) -> bool:
        """Whether a word says whose it is, and so is no name: غرفتهم، مكتبنا."""
        word = self.text[at]
        return word.endswith(_OWNED) and len(word) > 5 and not likeness_to_name(word)

    def is_described(self, at: int) -> bool:
        """Whether a word that is no known name and the one behind it are a noun with what it is of, or a verb
        with its object: غرفة التجارة, زوجة القبطان, أنهكها البرد."""
        word, last = self.text[at], self.folded.span(*self.spans[at])[1] - 1
        definite = self.beside(at + 1) and self.text[at + 1].startswith("ال")
        if likeness_to_name(word) or not definite:
            return False
        ends = self.passage[last] == "ة" or self.text[at + 1].endswith("ه") or word.endswith("ها")
        return ends or stem(self.text[at + 1]) in _NEVER_PLAIN

    def is_object(self, at: int) -> bool:
        """Whether words behind a title or verb begin with a preposition, and are no name: بقارورة ملفوفة
        بقروض قيمتها."""
        word, following = self.text[at], self.text[at + 1] if self.beside(at + 1) else ""
        if word[0] not in "بك" or likeness_to_name(word):
            return False
        return (word.endswith("ه") and following.endswith("ه")) or following.endswith(("تها", "تهم", "ته"))

    def through(self, at: int) -> int:
        """The last word of the known name that a word begins, or the word itself."""
        if not (names := self.is_known(at)):
            return at
        while at + 1 < len(self) and any(name in self.is_known(at + 1) for name in names):
            at += 1
        return at

    def name_of_words(self, first: int, last: int, guess: str, cut: int = 0) -> UnknownName:
        """The words from one number to another as a name, without `cut` letters before it."""
        start, end = self.folded.span(self.spans[first][0] + cut, self.spans[last][1])
        return UnknownName(start, end, guess)
