"""Unknown names in Arabic, which has no capitals: behind the words for bodies and places, behind titles and
verbs of speech, and people by words that are names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from data.annotate.mentions import SuggestedMention
from data.annotate.person_names import likeness_to_name
from data.annotate.unknown.arabic_people import (
    between_commas,
    called_person,
    is_owned_title,
    people,
    people_with_age,
    speaker,
    titled_person,
)
from data.annotate.unknown.arabic_words import BODIES, MEDIA, NO_NAMES, PLACES, SAID, TITLES, ArabicWords
from data.annotate.unknown.guess import UnknownName
from data.text.lexicon import word_set
from data.text.normalize import stem

_DATELINE = re.compile(r"[\u0620-\u06ff][^()\n]{1,60}\(([^()\d]{2,30})\)\s*[-–—]")  # place, day (agency) -
_KIN = word_set("kin-word", lang="ar")
_OF_PLACES = word_set("body-of-place", lang="ar")
_ANNOUNCING = TITLES - NO_NAMES
_ONE_OF_ITS_KIND = word_set("adjective-of-body", lang="ar")
_DEFINITE_BODIES = frozenset(f"ال{word}" for word in BODIES)
_PHRASES = word_set("body-phrase", lang="ar")
_PHRASE_HEADS = frozenset(phrase.split(" ")[0] for phrase in _PHRASES)
_SEATED, _AT = word_set("body-of-seat"), word_set("seat-preposition")  # bodies named by where they are
_LONGEST = 5  # words of the name of a body behind the word for it
_DOUBLED = word_set("name-lead", lang="ar")  # عبد، أبو: a name goes on behind them
_PLACE_LEADS = _DOUBLED | word_set("place-lead", lang="ar")  # سان، سيدي
_SEVERAL = word_set("place-heads", lang="ar")  # بلدتي، قرى: names of places follow one another
_DIRECTIONS = word_set("place-direction", lang="ar")
_BEFORE_HEADS = ("و", "ف", "ب", "ل", "لل", "وب", "ول")  # particles

Announces = Callable[[ArabicWords, int, int], UnknownName | None]  # words, number of one, letters before it


def arabic_names(
    passage: str, known: Sequence[SuggestedMention], common: frozenset[str]
) -> Iterator[UnknownName]:
    """Names that a word before them announces. known: the names of the passage; common: words that name
    nobody, folded."""
    words = ArabicWords(passage, known, common)
    for at, word in enumerate(words.text):
        for announces, cut in _announced(word):
            if found := announces(words, at, cut):
                yield found
                break
    if line := _DATELINE.match(passage):
        yield UnknownName(*line.span(1), "organisation")
    yield from listed_places(words)
    yield from people(words)
    yield from people_with_age(words)
    yield from between_commas(words)


@lru_cache(maxsize=16_384)
def _announced(word: str) -> tuple[tuple[Announces, int], ...]:
    """What may find the name that a word announces, and how many letters of the word are particles."""
    heads = [(word[cut:], cut) for cut in range(3) if not cut or word[:cut] in _BEFORE_HEADS]
    return tuple((announces, cut) for head, cut in heads if (announces := _announcer(head, cut)))


def _announcer(head: str, cut: int) -> Announces | None:
    if head in BODIES or head in _DEFINITE_BODIES:
        return _body
    if head in _PHRASE_HEADS:
        return _phrase
    if head in MEDIA:
        return _medium
    if head in PLACES or head in _DIRECTIONS:
        return _place
    if {head, stem(head)} & _ANNOUNCING or (is_owned_title(head) and not likeness_to_name(head)):
        return titled_person
    if head in _KIN:
        return called_person
    return speaker if not cut and SAID.fullmatch(head) else None


def _body(words: ArabicWords, at: int, cut: int) -> UnknownName | None:
    """A ministry, embassy or other body: its word, a name or a noun with its article, and what goes on with
    it: وزارة البيئة والمياه، المركز الوطني للأرصاد."""
    last, word = at + 1, words.text[at][cut:]
    if not words.beside(last):
        return None
    if word.startswith("ال") or words.text[at][:cut].endswith("لل"):  # السفارة الأمريكية، للنقابة
        if not (_is_established(words, last) or (word in BODIES and _tells_country(words, last))):
            return None
    elif words.is_known(last) and word not in _OF_PLACES:
        return None  # مركز بدخشان
    elif not (words.text[last].startswith("ال") or words.is_known(last) or _names(words, last)):
        if not _is_construct(words, last):
            return None
        last += 1  # غرفة تجارة بلخ
    last = _going_on(words, at, words.through(last))
    return words.name_of_words(at, _seat(words, at, cut, last), "organisation", cut)


def _phrase(words: ArabicWords, at: int, cut: int) -> UnknownName | None:
    """A body whose word says little by itself: سلاح الجو السلطاني."""
    last = at + 1
    if not words.beside(last) or f"{words.text[at][cut:]} {words.text[last]}" not in _PHRASES:
        return None
    if words.beside(last + 1) and (words.is_known(last + 1) or likeness_to_name(words.text[last + 1])):
        last = words.through(last + 1)
    last = _going_on(words, at, last)
    return words.name_of_words(at, last, "organisation", cut) if last > at + 1 else None


def _going_on(words: ArabicWords, at: int, last: int) -> int:
    """The last word of the name of a body: adjectives, more of what it is for, its country."""
    while last - at < _LONGEST and words.beside(last + 1):
        following = words.text[last + 1]
        joined = following[1:] if following[0] == "و" else following
        purpose = following.startswith("لل") and f"ال{following[2:]}" not in NO_NAMES and len(following) > 4
        more = (
            joined.startswith("ال")
            and not words.is_known(last)
            and not {joined, joined[2:]} & (NO_NAMES | BODIES | TITLES)
        )
        if not (purpose or more) or (joined != following and not _goes_on_with(words, last + 1)):
            break
        last = words.through(last + 1)
    return last


def _goes_on_with(words: ArabicWords, at: int) -> bool:
    """Whether a noun behind "and" is of the name before it: of the same article, and no name itself."""
    return words.text[at - 1].removeprefix("و").startswith(("ال", "لل")) and not (
        words.is_known(at) or words.is_known(at - 1)
    )


def _is_established(words: ArabicWords, at: int) -> bool:
    """Whether an adjective behind the word for a body tells one of them from all others: البنك المركزي."""
    word = words.text[at]
    if word in _ONE_OF_ITS_KIND:
        return True
    for number in range(at, min(at + 3, len(words) - 1)):
        if not words.beside(number) or not words.is_definite(number):
            return False
        following = words.text[number + 1]
        if words.beside(number + 1) and following.startswith("لل") and len(following) > 4:
            return True
    return False


def _is_construct(words: ArabicWords, at: int) -> bool:
    """Whether a noun without article leads to one with it, or to a known name: مكافحة الألغام."""
    word = words.text[at]
    return (
        len(word) > 2
        and word not in NO_NAMES | TITLES
        and not word.startswith(("ال", "لل", "ي"))
        and not SAID.fullmatch(word)
        and words.beside(at + 1)
        and (words.text[at + 1].startswith("ال") or bool(words.is_known(at + 1)))
    )


def _seat(words: ArabicWords, at: int, cut: int, last: int) -> int:
    """The last word of the name of an embassy or association, which says where it is: السفارة الروسية في
    دوشنبه."""
    embassy = words.text[at][cut:].removeprefix("ال") in _SEATED
    if embassy and words.beside(last + 2) and words.text[last + 1] in _AT and words.is_known(last + 2):
        return words.through(last + 2)
    return last


def _tells_country(words: ArabicWords, at: int) -> bool:
    """Whether one of the adjectives from a word on is that of a country: الهلال الأحمر السوري."""
    for number in range(at, min(at + 3, len(words))):
        if not words.beside(number) or not words.text[number].startswith("ال"):
            return False
        if words.is_known(number):
            return True
    return False


def _names(words: ArabicWords, at: int) -> bool:
    return words.is_plain(at) and not words.text[at].endswith(("ه", "يه", "ي", "ين", "ات"))


def _medium(words: ArabicWords, at: int, cut: int) -> UnknownName | None:
    """A newspaper, an agency, a broadcaster: its name stands behind that word. An agency may be a body: وكالة
    مكافحة الألغام."""
    last = at + 1
    if not words.beside(last) or words.is_known(last) or words.text[last] in NO_NAMES:
        return None
    if _is_construct(words, last) and not _ends_like_adjective(words.text[last]):
        if words.text[at][cut:] == "وكاله":
            return _body(words, at, cut)
        return words.name_of_words(last, last + 1, "organisation")
    if not (words.is_definite(last) or words.is_plain(last)):
        return None
    while (
        last - at < 3 and words.beside(last + 1) and words.is_definite(last) and words.is_definite(last + 1)
    ):
        last += 1
    return words.name_of_words(at + 1, last, "organisation")


def _ends_like_adjective(word: str) -> bool:
    return word.endswith(("يه", "ي"))


def _place(words: ArabicWords, at: int, cut: int) -> UnknownName | None:
    """A village, a valley, what lies near by: a word, or two behind عين and the like."""
    last = at + 1
    if not words.beside(last) or words.is_known(last):
        return None
    if words.text[last] in _PLACE_LEADS and words.beside(last + 1):
        last += 1
        return words.name_of_words(at + 1, last, "place") if _may_follow(words.text[last]) else None
    if words.text[last] in NO_NAMES or not _is_rare(words, last):
        return None
    if words.text[at][cut:] in _DIRECTIONS:  # جنوبي البلاد، شمالي محطة الحاويات
        named = words.is_plain(last) and not _is_noun_of(words, last)
    else:
        named = words.is_plain(last) or words.text[last].startswith("ال")
    return words.name_of_words(at + 1, last, "place") if named else None


def _is_noun_of(words: ArabicWords, at: int) -> bool:
    """Whether a word leads to what it is of: شمالي محطة رأس الخير, مستودعات الحبوب."""
    if _is_construct(words, at) or words.text[at].endswith("ات"):
        return True
    return words.text[at].endswith("ه") and words.beside(at + 1) and words.text[at + 1] not in NO_NAMES


def _may_follow(word: str) -> bool:
    return word not in NO_NAMES | PLACES | TITLES | BODIES  # قرية أم مدينة


def listed_places(words: ArabicWords) -> Iterator[UnknownName]:
    """The names behind "and" after a word for several places: بلدتي تحناوت وأمزميز."""
    for at, word in enumerate(words.text):
        several = any(word[cut:] in _SEVERAL for cut in range(3) if not cut or word[:cut] in _BEFORE_HEADS)
        if not (several and words.beside(at + 1)):
            continue
        following = words.through(at + 1) + 1
        while words.beside(following) and words.text[following].startswith("و"):
            if not words.is_known(following):
                verb = words.text[following].endswith(("ت", "وا"))  # بلدتي زرنوق وبرقميش ونزلت
                if verb or not words.names_behind_and(following) or not _is_rare(words, following, 1):
                    break
                yield words.name_of_words(following, following, "place", 1)
            following = words.through(following) + 1


def _is_rare(words: ArabicWords, at: int, cut: int = 0) -> bool:
    """Whether a word, without so many letters before it, neither is common nor looks like a verb or an
    adjective."""
    word = words.text[at][cut:]
    verb = word[0] in "يت" and "ا" not in word  # نهر يفصل
    participle = word[0] == "م" and word.endswith("ه") and len(word) > 4  # مدينة محاصرة
    describes = verb or participle or word.endswith(("يه", "ين", "ون"))
    return stem(word) not in words.common and word not in NO_NAMES and not describes
