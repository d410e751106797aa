"""Unknown names in Arabic, which has no capitals: behind the words for bodies and places, behind titles, and
behind a verb of speech."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from data.annotate.mentions import SuggestedMention, overlapping
from data.annotate.unknown.guess import UnknownName
from data.text.lexicon import either, word_set
from data.text.normalize import Folded, fold, stem

_WORD = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]+")  # Persian and Tajik letters too
_GAP = re.compile(r"\s+")
_BODIES = word_set("body-word", lang="ar")
_OF_PLACES = word_set("body-of-place", lang="ar")
_MEDIA = word_set("media-word", lang="ar")  # not part of the name behind them
_PLACES = word_set("place-head", lang="ar")
_TITLES = word_set("title-word", "person-title", "before-name", lang="ar") - _PLACES
_NO_NAMES = word_set(
    "no-name",
    "function-word",
    "stop-word",
    "place-preposition",
    "clause-start",
    "subject-preposition",
    "subject-adverb",
    lang="ar",
)
_ANNOUNCING = _TITLES - _NO_NAMES
_NEVER_PLAIN = _NO_NAMES | _TITLES | _BODIES | _PLACES | _MEDIA
_SAID = re.compile(rf"[وف]?(?:نقل|{either('reporting-verb', 'reporting-beside-verb', lang='ar')})(?:ت)?")
_WITHIN_TITLES = word_set("within-title")
_DOUBLED = word_set("name-lead", lang="ar")  # عبد، أبو: a name goes on behind them
_BEFORE_HEADS = ("و", "ف", "ب", "ل", "لل", "وب", "ول")  # particles
_TITLED, _FAR = 3, 8  # words of a person's name; words between a title and it


Announces = Callable[["_Words", int, int], UnknownName | None]  # words, number of one, letters before it


class _Words:
    """The Arabic words of a passage, folded, each without the conjunction before it."""

    def __init__(self, passage: str, known: Sequence[SuggestedMention], common: frozenset[str]):
        self.folded: Folded = fold(passage)
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

    def is_plain(self, at: int) -> bool:
        """Whether a word can be one of a name by itself: it has no article and names or says nothing else."""
        word = self.text[at]
        return (
            len(word) > 2
            and not word.startswith(("ال", "لل", "بال", "وال", "كال"))
            and word not in _NEVER_PLAIN
            and stem(word) not in self.common
            and not _SAID.fullmatch(word)
            and not self.is_known(at)
        )

    def found(self, first: int, last: int, guess: str, cut: int = 0) -> UnknownName:
        """The words from one number to another as a name, without `cut` letters before it."""
        start, end = self.folded.span(self.spans[first][0] + cut, self.spans[last][1])
        return UnknownName(start, end, guess)


def arabic_names(
    passage: str, known: Sequence[SuggestedMention], common: frozenset[str]
) -> Iterator[UnknownName]:
    """Names that a word before them announces. known: the names of the passage; common: words that name
    nobody, folded."""
    words = _Words(passage, known, common)
    for at, word in enumerate(words.text):
        for announces, cut in _announced(word):
            if found := announces(words, at, cut):
                yield found
                break


@lru_cache(maxsize=16_384)
def _announced(word: str) -> tuple[tuple[Announces, int], ...]:
    """What may find the name that a word announces, and how many letters of the word are particles."""
    heads = [(word[cut:], cut) for cut in range(3) if not cut or word[:cut] in _BEFORE_HEADS]
    return tuple((announces, cut) for head, cut in heads if (announces := _announcer(head, cut)))


def _announcer(head: str, cut: int) -> Announces | None:
    if head in _BODIES:
        return _body
    if head in _MEDIA:
        return _medium
    if head in _PLACES:
        return _place
    if {head, stem(head)} & _ANNOUNCING:
        return _titled
    return _speaker if not cut and _SAID.fullmatch(head) else None


def _body(words: _Words, at: int, cut: int) -> UnknownName | None:
    """A ministry, embassy or other body: its word, a name or a noun with its article, and adjectives."""
    last, word = at + 1, words.text[at][cut:]
    if not words.beside(last):
        return None
    if word.startswith("ال"):  # السفارة الأمريكية
        if not _tells_country(words, last):
            return None
    elif words.is_known(last) and word not in _OF_PLACES:
        return None  # مركز بدخشان
    elif not (words.text[last].startswith("ال") or words.is_known(last) or _names(words, last)):
        return None
    last = _through(words, last)
    while last - at < 5 and words.beside(last + 1) and words.text[last + 1].startswith("ال"):
        if words.text[last + 1][2:] in _NO_NAMES or words.text[last + 1] in _NO_NAMES:
            break
        last = _through(words, last + 1)
    return words.found(at, _seat(words, at, cut, last), "organisation", cut)


def _seat(words: _Words, at: int, cut: int, last: int) -> int:
    """The last word of an embassy's name, which says where it is: السفارة الروسية في دوشنبه."""
    embassy = words.text[at][cut:].removeprefix("ال") in ("سفاره", "قنصليه")
    if (
        embassy
        and words.beside(last + 2)
        and words.text[last + 1] in ("في", "لدي")
        and words.is_known(last + 2)
    ):
        return _through(words, last + 2)
    return last


def _tells_country(words: _Words, at: int) -> bool:
    """Whether one of the adjectives from a word on is that of a country: الهلال الأحمر السوري."""
    for number in range(at, min(at + 3, len(words))):
        if not words.beside(number) or not words.text[number].startswith("ال"):
            return False
        if words.is_known(number):
            return True
    return False


def _names(words: _Words, at: int) -> bool:
    return words.is_plain(at) and not words.text[at].endswith(("ه", "يه", "ي", "ين", "ات"))


def _through(words: _Words, at: int) -> int:
    """The last word of the known name that a word begins, or the word itself."""
    if not (names := words.is_known(at)):
        return at
    while at + 1 < len(words) and any(name in words.is_known(at + 1) for name in names):
        at += 1
    return at


def _medium(words: _Words, at: int, _cut: int) -> UnknownName | None:
    """A newspaper, an agency, a broadcaster: its name stands behind that word."""
    last = at + 1
    if not words.beside(last) or words.is_known(last):
        return None
    if words.text[last] in _NO_NAMES or not (words.text[last].startswith("ال") or words.is_plain(last)):
        return None
    while (
        last - at < 3
        and words.beside(last + 1)
        and words.text[last].startswith("ال")
        and (words.text[last + 1].startswith("ال"))
    ):
        last += 1
    return words.found(at + 1, last, "organisation")


def _place(words: _Words, at: int, _cut: int) -> UnknownName | None:
    """A village, a valley: a word, or two behind عين and the like."""
    last = at + 1
    if not words.beside(last) or words.is_known(last) or words.text[last] in _NO_NAMES:
        return None
    if not (_is_rare(words, last) and (words.is_plain(last) or words.text[last].startswith("ال"))):
        return None
    if words.text[last] in _DOUBLED and words.beside(last + 1):
        last += 1
    return words.found(at + 1, last, "place")


def _is_rare(words: _Words, at: int) -> bool:
    word = words.text[at]
    verb = word[0] in "يت" and "ا" not in word  # نهر يفصل
    describes = verb or word.endswith(("يه", "ين", "ون"))
    return stem(word) not in words.common and word not in _NO_NAMES and not describes


def _titled(words: _Words, at: int, _cut: int) -> UnknownName | None:
    """A person behind a title and what belongs to that: وزير الخارجية العماني بدر البوسعيدي."""
    for first in range(at + 1, min(at + _FAR, len(words))):
        if not words.beside(first):
            return None
        if words.is_plain(first):
            return _person(words, first, titled=True)
        if not _goes_with_title(words, first):
            return None
    return None


def _goes_with_title(words: _Words, at: int) -> bool:
    word = words.text[at]
    definite = word.startswith(("ال", "لل", "وال", "بال"))
    return (
        (definite and word not in _NO_NAMES and not _SAID.fullmatch(word))
        or bool(words.is_known(at))
        or word in _TITLES | _BODIES | _PLACES | _WITHIN_TITLES
    )


def _person(words: _Words, first: int, *, titled: bool = False) -> UnknownName | None:
    """Two or three words of a name that begin at a word. titled: behind a title, where the second of them may
    be a common word with its article: المهندسة سعاد الأمين."""
    last = first
    while last - first + 1 < _TITLED and words.beside(last + 1):
        following = words.text[last + 1]
        family = following.startswith("ال") and len(following) > 4 and not words.is_known(last + 1)
        behind_title = titled and last == first and words.text[first][0] not in "يت"  # no verb
        family = family and (behind_title or stem(following) not in words.common)
        if not (words.is_plain(last + 1) or family or following in _DOUBLED):
            break
        last += 1
        if family and words.text[last - 1] not in _DOUBLED:
            break
    if last - first == 2 and words.text[last - 1] not in _DOUBLED and words.text[last][0] in "يت":
        last -= 1
    while last > first and words.text[last] in _DOUBLED:
        last -= 1
    return words.found(first, last, "person") if last > first else None


def _speaker(words: _Words, at: int, _cut: int) -> UnknownName | None:
    """A person right behind a verb of speech, before what is said, or whose words it hands on: نقلت الوكالة
    عن سالم العمري قوله."""
    if words.text[at].lstrip("وف").startswith("نقل"):
        about = next((n for n in range(at + 1, min(at + _FAR, len(words))) if words.text[n] == "عن"), 0)
        at = about or at
    return _person(words, at + 1) if words.beside(at + 1) and words.is_plain(at + 1) else None
