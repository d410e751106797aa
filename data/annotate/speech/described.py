"""Which words name nobody and yet say who speaks: an official, residents, خبراء. A description of one certain
person or body (the minister, المدير, her lawyer) means somebody whom the text names elsewhere: where it is
not known whom, nobody is better than these words, and than words that are no noun phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from data.annotate.person_names import Likeness, likeness_to_name
from data.text.lexicon import word_set
from data.text.normalize import fold

NAMED = "X"  # stands in the words for each name in them that is known not to be a person's
_SOME = word_set("some-of")
_SOLE, _PEOPLE = word_set("sole-body"), word_set("people-plural", "plural-without-s")
_DEFINITE = word_set("determiner", lang="en") - _SOME
_LINKS = word_set("subject-preposition", "relative-pronoun")
_VERBS = word_set("past-verb", "before-passive", lang="en")
_ENGLISH_TITLES = word_set("title-alone", "title-word", lang="en")
_ENGLISH_BODIES = word_set("body-word", "body-kind", "media-word", lang="en")
_NO_ENGLISH_NAMES = _ENGLISH_TITLES | _ENGLISH_BODIES | _SOME | _DEFINITE
_MADE = word_set("document-of-speaker")
_DOCUMENTS = word_set("document-word")
_BODIES = word_set("body-word", "body-kind", lang="ar")
_PERSONS = word_set("title-alone", "title-word", "person-title", lang="ar") - _BODIES
_OFFICES = word_set("officials", "sole-body", "media-word", lang="ar")
_BESIDE = (
    word_set("beside-person", "speaking-body", lang="ar") - _BODIES - word_set("officials", "media-word")
)
_OFFICES -= _PERSONS | _BESIDE
_ONE_OF_ITS_KIND = word_set("adjective-of-body", lang="ar")
_KIN = word_set("kin-word", "person-alone", lang="ar")
_NO_NAMES = word_set("no-name", "function-word", "subject-preposition", "title-preposition", lang="ar")
_OWNED = re.compile(r"(?:ها|هما|هم|هن|ه)$")
# What somebody is, by the form of the word: السويدي, الجيولوجية, المسعف, القائد, الشريك, النجار.
_CALLING = re.compile(r"\w+(?:ي|يه)|م\w{3,}|\wا\w{2,3}|\w\w[يا]\wه?")
_IS_OF = re.compile(r"^\w+ (?:of|for|in) (?:the )?[A-Z]")
_WORD = re.compile(r"[\w’'-]+|,")


def is_nobody(words: str) -> bool:
    """Whether words without a name are no noun phrase of who may speak, or one of what was written."""
    if re.search("[\u0620-\u06ff]", words):
        return NAMED not in words.split() and fold(words.split()[0]).text.removeprefix("ال") in _DOCUMENTS
    if NAMED not in words.split() and any(word.lower() in _DOCUMENTS for word in _lead(words)):
        return True
    first, *others = _WORD.findall(words)[:1] + _lead(words)[1:] or [""]
    if _is_name(first) or first.lower() in _SOME | _DEFINITE:
        return False
    inner = {word.lower() for word in others}
    clause = bool(inner & (_DEFINITE | _VERBS | {"a", "an"}))
    nouns = _SOLE | _ENGLISH_BODIES | _ENGLISH_TITLES
    return clause or not any(
        _is_plural(word) or _is_name(word) or word.lower() in nouns for word in (first, *others)
    )


def is_alone(words: str) -> bool:
    """Whether words are a name or two without anything that says what these are: باور, Mamadov."""
    said = words.split()
    if not 0 < len(said) < 3:
        return False
    if not re.search("[\u0620-\u06ff]", words):
        return all(_is_name(word) and not _is_plural(word) for word in said)
    folded = [fold(word).text for word in said]
    return not any(word.startswith("ال") or _are_several(word) for word in folded) and not (
        set(folded) & (_SOME | _PEOPLE | _PERSONS | _BODIES | _NO_NAMES | _KIN)
    )


def is_owner(words: str, names: Sequence[tuple[int, int]]) -> bool:
    """Whether each of the people named only says whose the other one is: Lavrov's aide, محامي سالم."""
    for start, end in names:
        before = fold(words[:start]).text.split()[-1:]
        if words[end : end + 2] not in ("'s", "’s") and not set(before) & (_BESIDE | {"of", "for", "to"}):
            return False
    return bool(names)


def describes_one(words: str) -> bool:
    """Whether words without a person's name describe one certain person or body."""
    return _arabic(words) if re.search("[\u0620-\u06ff]", words) else _english(words)


def _lead(words: str) -> list[str]:
    """The words of an English phrase before what follows its noun."""
    lead: list[str] = []
    for word in _WORD.findall(words):
        if lead and (word == "," or word.lower() in _LINKS):
            break
        lead.append(word)
    return lead


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in _NO_ENGLISH_NAMES


def _is_plural(word: str) -> bool:
    word = word.lower()
    return word in _PEOPLE or (word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s")))


def _english(words: str) -> bool:
    lead = _lead(words)
    named = [word for word in lead[1:] if _is_name(word) and word != NAMED]
    noun = lead[-1].lower() if lead else ""
    of_name = noun in _ENGLISH_BODIES and bool(_IS_OF.search(words[words.find(lead[-1]) :]))
    of_name = of_name or (NAMED in lead and (noun in _ENGLISH_BODIES or lead[-1] == NAMED))  # the Mehr agency
    if not lead or named or of_name or lead[0].lower() in _SOME:
        return False
    owned = any(word.endswith(("'s", "’s")) for word in lead)
    if lead[0].lower() in _DEFINITE or owned:
        return noun in _MADE or not (_is_plural(noun) or noun in _SOLE)
    return noun in _ENGLISH_TITLES and not _is_plural(noun)


def _arabic(words: str) -> bool:
    said = words.split()
    folded = [fold(word).text if word != NAMED else NAMED for word in said]
    first, second = folded[0], folded[1] if len(folded) > 1 else ""
    if first in _SOME or first == NAMED or _holds_name(folded, is_owned=bool(_OWNED.search(said[0]))):
        return False
    if first.startswith("ال"):
        noun = first.removeprefix("ال")
        if _are_several(noun) or noun in _SOLE:
            return False
        if noun in _BODIES:
            return (len(folded) < 3 or second in _LINKS) and second not in _ONE_OF_ITS_KIND
        return first in _KIN or bool({noun, first} & _PERSONS or _CALLING.fullmatch(noun))
    owner = _OWNED.search(first)
    if first in _KIN or (owner and not said[0].endswith("ة") and _is_noun(first[: owner.start()])):
        return not _are_several(first[: owner.start()] if owner else first)
    return not (_are_several(first) or first in _BODIES | _OFFICES) and _is_construct(folded)


def _is_noun(word: str) -> bool:
    """Whether a folded word is what somebody is; before a suffix ة is ت."""
    forms = {word, f"{word[:-1]}ه" if word.endswith("ت") else word}
    return bool(forms & (_PERSONS | _BODIES | _PEOPLE | _MADE))


def _is_construct(folded: list[str]) -> bool:
    """Whether a noun without article goes on with one that has it, or a name: مدير المدرسة."""
    for word in folded[1:3]:
        if word.startswith("ال") or (word == NAMED and folded[0] in _PERSONS | _BESIDE):
            return True
        if word in _NO_NAMES:
            return False
    return False


def _are_several(noun: str) -> bool:
    """Whether a folded noun without article is a plural: المسؤولون, مسؤولو, السلطات, سكان."""
    return noun in _PEOPLE or (len(noun) > 4 and noun.endswith(("ون", "ين", "ات", "و", "يو")))


def _holds_name(folded: list[str], *, is_owned: bool) -> bool:
    """Whether a word within a description can only be a name: it has no article behind one that has it or
    says whose it is, or is known as a name."""
    for at, (before, word) in enumerate(pairwise(folded)):
        if word == NAMED or word in _NO_NAMES | _PERSONS | _BODIES | _LINKS | _KIN:
            continue
        if (before.startswith("ال") or (is_owned and at == 0)) and not word.startswith(
            ("ال", "لل", "بال", "وال")
        ):
            return True
        if likeness_to_name(word) >= Likeness.NAME:
            return True
    return False
