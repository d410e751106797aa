"""Unknown people in Arabic: by words that are names of people, behind titles, and behind a verb of speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from data.annotate.person_names import ENOUGH, Likeness, begins_person, likeness_to_name
from data.annotate.unknown.arabic_words import (
    BODIES,
    LETTER,
    MEDIA,
    NO_NAMES,
    PLACES,
    SAID,
    SONS,
    TITLES,
    ArabicWords,
)
from data.annotate.unknown.guess import UnknownName
from data.text.lexicon import either, word_set
from data.text.normalize import stem

_WITHIN_TITLES = word_set("within-title")
_LEADS = word_set("name-lead", lang="ar")  # عبد، أبو: a name goes on behind them
_TITLED, _FAR = 3, 8  # words of a person's name; words between a title and it
_LONGEST = 5  # names of a person
_WORN = word_set("title-alone", lang="ar")  # what people are
_PEOPLE = word_set("people-plural", lang="ar")
_FIELD_LEADS = word_set("field-lead")  # behind them stands what somebody knows of, no name
_ENDS = word_set("end-of-name")  # رحمة الله
_AGE = re.compile(rf"(?<=\w) ?\(\d{{1,3}} ?(?:{either('age-word')})")
_PARTICLES = "وفلبك"
_OWNERS = ("ها", "هما", "هم", "ه")
_APPOSED = re.compile(rf"[،,] ({LETTER}+(?: {LETTER}+){{1,3}})(?=[،,])")


class _Part(NamedTuple):
    """One name of a person: its last word, and how far it is a name."""

    last: int
    likeness: int


class _Person(NamedTuple):
    """The names of a person: the last word, how far all of them are names, and how many they are."""

    last: int
    likeness: int
    parts: int


def people(words: ArabicWords) -> Iterator[UnknownName]:
    """People whose names are words that are known as such, wherever they stand."""
    at = 0
    while at < len(words):
        for cut in _cuts(words.text[at]):
            person = _names_of(words, at, cut)
            if (
                person
                and person.parts > 1
                and person.likeness >= ENOUGH
                and _begins_sure(words, at, cut, person)
            ):
                yield words.name_of_words(at, person.last, "person", cut)
                at = person.last
                break
        at += 1


def _begins_sure(words: ArabicWords, at: int, cut: int, person: _Person) -> bool:
    """Whether the first name is no word, or the last one makes it a name: not سلام عادل."""
    last = words.text[person.last]
    first = _part(words, at, cut)
    sure = first is not None and first.likeness >= Likeness.NAME
    return sure or last.startswith("ال") or likeness_to_name(last) == Likeness.ENDING


@lru_cache(maxsize=16_384)
def _cuts(word: str) -> tuple[int, ...]:
    """How many letters of a word may be particles before a name."""
    cuts = (0, 1) if len(word) > 3 and word[0] in _PARTICLES else (0,)
    return tuple(cut for cut in cuts if word[cut:] in _LEADS or begins_person(word[cut:]))


def _names_of(words: ArabicWords, first: int, cut: int = 0) -> _Person | None:
    """The names of a person that begin at a word."""
    part = _part(words, first, cut)
    if part is None or words.text[first][cut:].startswith("ال"):
        return None
    last, likeness, parts = part.last, part.likeness, 1
    while parts < _LONGEST and words.beside(last + 1):
        following, son = last + 1, words.text[last + 1]
        if son in SONS and words.beside(following + 1):
            following += 1
        part = _part(words, following, 0) or _ali(words, following) or _nisba(words, following, likeness)
        if part is None and son == "بن" and following > last + 1 and words.text[following] not in NO_NAMES:
            part = _Part(following, Likeness.FAMILY_OR_WORD)  # فهد بن سلطان
        if part is None:
            break
        last, likeness, parts = part.last, likeness + part.likeness, parts + 1
    return _Person(last, likeness, parts)


def _ali(words: ArabicWords, at: int) -> _Part | None:
    """The name علي behind another one, at the end of a phrase or before a family name: قربان علي، رستم علي
    كريموف."""
    if not words.is_ali(at):
        return None
    ends = not words.beside(at + 1)
    return _Part(at, Likeness.GIVEN) if ends or likeness_to_name(words.text[at + 1]) else None


def _part(words: ArabicWords, at: int, cut: int) -> _Part | None:
    """The name of one word, or of two: عبد الرحمن, نور الدين. None where the word is none."""
    word = words.text[at][cut:]
    if (len(word) < 3 and word not in _LEADS) or word in NO_NAMES or SAID.fullmatch(words.text[at]):
        return None
    beside = words.beside(at + 1)
    if word in _LEADS:
        return _Part(at + 1, _led(words, at, word)) if beside and _led(words, at, word) else None
    if beside and (two := likeness_to_name(f"{word} {words.text[at + 1]}")):
        return _Part(at + 1, two)
    likeness = likeness_to_name(word)
    if not likeness or (words.is_known(at) and (likeness < Likeness.NAME or words.is_within(at))):
        return None
    if beside and words.text[at + 1] in _ENDS:
        return _Part(at + 1, max(likeness, Likeness.GIVEN_OR_WORD))
    return _Part(at, likeness)


def _led(words: ArabicWords, at: int, lead: str) -> int:
    """How far a word and the one that it leads to are a name; 0: they are none."""
    following = words.text[at + 1]
    if lead == "عبد":
        return Likeness.GIVEN if following.startswith("ال") and len(following) > 3 else 0
    if words.is_known(at + 1) or following in NO_NAMES or len(following) < 3:
        return 0
    if lead in ("ابو", "ابي", "ام"):
        known = likeness_to_name(following.removeprefix("ال")) or likeness_to_name(following)
        return Likeness.NAME if known or lead == "ابو" else 0
    return 0


def _nisba(words: ArabicWords, at: int, likeness: int) -> _Part | None:
    """A family name with article and the ending of an adjective behind a given name: أحمد الفيومي."""
    word = words.text[at]
    if likeness < Likeness.GIVEN or not words.is_definite(at) or len(word) < 6 or not word.endswith("ي"):
        return None
    return None if stem(word) in words.common else _Part(at, ENOUGH - Likeness.GIVEN)


def people_with_age(words: ArabicWords) -> Iterator[UnknownName]:
    """People whose age follows in brackets: جودي تيلر (52 عاماً)."""
    for match in _AGE.finditer(words.folded.text):
        last = words.ending_at(match.start())
        if last and words.is_plain(last) and words.is_plain(last - 1) and words.beside(last):
            more = words.beside(last - 1) and likeness_to_name(words.text[last - 2])
            yield words.name_of_words(last - 2 if more else last - 1, last, "person")


def between_commas(words: ArabicWords) -> Iterator[UnknownName]:
    """People between commas behind a phrase that begins with a title: القائمة بالأعمال، آن ماري، قالت."""
    for match in _APPOSED.finditer(words.folded.text):
        if (last := words.ending_at(match.end(1))) is None:
            continue
        first = begun = last - match[1].count(" ")
        if not all(words.is_plain(at) or words.text[at] in _LEADS for at in range(first, last + 1)):
            continue
        while begun > 1 and (begun == first or words.beside(begun)):
            begun -= 1
        begun += bool(SAID.fullmatch(words.text[begun]))
        heads = words.text[begun : min(begun + 2, first)]
        if any(not {head, stem(head)}.isdisjoint(TITLES) or is_owned_title(head) for head in heads):
            yield words.name_of_words(first, last, "person")


def is_owned_title(word: str) -> bool:
    """Whether a folded word is a title with whose it is: أمينه (العام)، مديرتها."""
    owned = next((word.removesuffix(end) for end in _OWNERS if word.endswith(end)), "")
    return bool(owned) and (owned in _WORN or (owned[-1:] == "ت" and f"{owned[:-1]}ه" in _WORN))


def titled_person(words: ArabicWords, at: int, _cut: int) -> UnknownName | None:
    """A person behind a title and what belongs to that: وزير الخارجية العماني بدر البوسعيدي."""
    for first in range(at + 1, min(at + _FAR, len(words))):
        if not words.beside(first):
            return None
        if found := _announced(words, first, alone=first == at + 1):
            return found
        if words.is_definite_given(first) and (first == at + 1 or words.text[first + 1] in SONS):
            return words.name_of_words(first, first + 1 + (words.text[first + 1] in SONS), "person")
        if words.is_owned(first) or (words.text[first - 1] in _FIELD_LEADS and words.is_plain(first)):
            continue  # رئيس غرفتهم النقابية، الباحث في اقتصاد النقل
        if words.is_plain(first):
            if words.is_object(first) or words.is_described(first):
                return None
            return _person(words, first, is_titled=True)
        if not _goes_with_title(words, first):
            return None
    return None


def called_person(words: ArabicWords, at: int, _cut: int) -> UnknownName | None:
    """Somebody's daughter or neighbour, by name: ابنته سعاد."""
    return _announced(words, at + 1, alone=True) if words.beside(at + 1) else None


def _announced(words: ArabicWords, first: int, *, alone: bool = False) -> UnknownName | None:
    """A person whose names are known as such, behind what announces one. alone: one name may be enough."""
    person = _names_of(words, first)
    if person is None or words.is_known(first):
        return None
    if (person.parts > 1 or alone) and person.likeness >= Likeness.NAME:
        longer = None if person.likeness >= ENOUGH else _person(words, first, is_titled=True)
        ends = person.last + 1  # a family name that no list has, as the last word of its phrase
        if person.parts == 1 and words.beside(ends) and words.is_plain(ends) and not words.beside(ends + 1):
            return words.name_of_words(first, ends, "person")
        own = words.name_of_words(first, person.last, "person")
        return longer if longer and longer.end > own.end else own
    return None


def _goes_with_title(words: ArabicWords, at: int) -> bool:
    word = words.text[at]
    definite = word.startswith(("ال", "لل", "وال", "بال"))
    return (
        (definite and word not in NO_NAMES and not SAID.fullmatch(word))
        or bool(words.is_known(at))
        or word in TITLES | BODIES | PLACES | _WITHIN_TITLES
    )


def _person(words: ArabicWords, first: int, *, is_titled: bool = False) -> UnknownName | None:
    """Two or three words of a name that begin at a word. is_titled: behind a title, where the second of them
    may be a common word with its article: المهندسة سعاد الأمين."""
    last = first
    while last - first + 1 < _TITLED and words.beside(last + 1):
        following = words.text[last + 1]
        if following.removeprefix("ل") in MEDIA:
            break  # قال لافروف لإذاعة
        family = following.startswith("ال") and len(following) > 4 and not words.is_known(last + 1)
        behind_title = is_titled and last == first and words.text[first][0] not in "يت"  # no verb
        family = family and (behind_title or stem(following) not in words.common)
        verb = following[0] in "يت" and len(following) > 2 and not likeness_to_name(following)
        if verb or not (words.is_plain(last + 1) or family or following in _LEADS):
            break
        last += 1
        if family and words.text[last - 1] not in _LEADS:
            break
    if last - first == 2 and words.text[last - 1] not in _LEADS and words.text[last][0] in "يت":
        last -= 1
    while last > first and words.text[last] in _LEADS:
        last -= 1
    return words.name_of_words(first, last, "person") if last > first else None


def speaker(words: ArabicWords, at: int, _cut: int) -> UnknownName | None:
    """A person right behind a verb of speech, before what is said, or whose words it hands on: نقلت الوكالة
    عن سالم العمري قوله."""
    if words.text[at].lstrip("وف").startswith("نقل"):
        about = next((n for n in range(at + 1, min(at + _FAR, len(words))) if words.text[n] == "عن"), 0)
        at = about or at
    if not words.beside(at + 1):
        return None
    first = words.text[at + 1]
    definite = words.beside(at + 2) and words.text[at + 2].startswith("ال")
    if is_owned_title(first) and (definite or not likeness_to_name(first)):
        return titled_person(words, at + 1, 0)  # أمينه العام, not أمينة
    if _is_common(words, at + 1):
        return None
    if words.is_definite_given(at + 1) and words.text[at + 2] in SONS:  # المنجي بن عمار
        return words.name_of_words(at + 1, at + 3, "person")
    if found := _announced(words, at + 1, alone=True):
        return found
    plain = words.is_plain(at + 1) and not (words.is_object(at + 1) or words.is_described(at + 1))
    return _person(words, at + 1) if plain else None


def _is_common(words: ArabicWords, at: int) -> bool:
    """Whether words behind a verb of speech say what somebody is and does, or how it was said, where all of
    them may be names: قال صياد نجا, تقول بصوت خافت."""
    word, following = words.text[at], words.text[at + 1] if words.beside(at + 1) else ""
    if word in _WORN and (likeness_to_name(word) < Likeness.NAME or following in NO_NAMES):
        return True  # حارس ليلي، ناجية طلبت
    if not likeness_to_name(word) and (word in _PEOPLE or (len(word) > 4 and word.endswith(("ون", "ات")))):
        return True  # نازحون وصلوا
    return word[0] in "بك" and not likeness_to_name(word) and stem(word[1:]) in words.common
