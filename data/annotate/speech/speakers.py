"""Whose words a reporting verb brings: the name that is its subject, never a country for its ministry,
embassy or newspaper.

A name that only stands near is no speaker: rather none than a wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from data.annotate.mentions import SuggestedMention
from data.annotate.speech.attribution import is_pronoun, tells_how
from data.annotate.speech.cues import THAT, Cue, is_after_quotation
from data.annotate.speech.turns import UNSURE
from data.annotate.unknown.guess import is_unknown
from data.text.lexicon import either, word_set
from data.text.normalize import fold

_NOBODY = word_set("subject-preposition", "attribution-end", "reporting-beside-verb", lang="ar")
_BEHIND = re.compile(rf"\s([\u0621-\u064a]{{3,}})\s(?:{THAT.pattern})")
_ATTACHED = ("ال", "لل", "ب", "ل", "و")
_FAR = 120  # letters between a verb and its subject, at most
_BODIES = word_set("speaking-body", "beside-person")  # they speak for themselves, whoever's they are
_LINKS = word_set("subject-preposition")  # no name goes with them as a subject
_ADVERBS = word_set("subject-adverb")  # may stand between a subject and its verb
_CLAUSE = word_set("clause-start")  # an Arabic subject before its verb follows these or begins its clause
_HEADS = word_set("speaking-body-lead")
_MEDIA = word_set("media-word")  # stand before the name of a medium
_GOES_ON = word_set("after-name")  # English words that do not make it longer
_TITLES = word_set("before-name", "title-of-speaker") | word_set("title-word", lang="en")
_TOLD = re.compile(rf"[وف]?(?:{either('reporting-verb', 'reporting-verb-before-that', lang='ar')})\w?")
_APPOSITION = re.compile(r",\s+(?:an?|the)\s[^,\"”»]*,\s*$")  # Kommersant, a newspaper, said
_DEFINITE = re.compile(rf"\sال(?!{either('with-article')}|ان(?!\w))\w{{3,}}")  # روسيا البيضاء: another name
_BEFORE_NAME = word_set("title-of-subject")
_BETWEEN = either("subject-adverb", "modal-verb", lang="en")
_SAME = re.compile(rf"\b(?:{either('subject-unsaid', lang='en')})(?:\s+(?:{_BETWEEN}))*\s*$")
_PRONOUNS = word_set("subject-unsaid", lang="ar")  # وهي ترى أن


class SpeakerNames:
    """The names of a passage that may speak, in reading order, and of what type each is."""

    def __init__(self, named: Sequence[SuggestedMention], types: Mapping[str, str]):
        self.named, self.types = named, types
        self._starts, self._ends = [m.start for m in named], [m.end for m in named]

    def between(self, start: int, end: int) -> Sequence[SuggestedMention]:
        """Those that begin between two offsets."""
        return self.named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, end: int) -> SuggestedMention | None:
        """The last one that ends at an offset or before."""
        at = bisect_right(self._ends, end)
        return self.named[at - 1] if at else None

    def is_person(self, name: SuggestedMention) -> bool:
        """Whether a name is a person's."""
        return self.types[name.entity] == "person"

    def is_body(self, name: SuggestedMention) -> bool:
        """Whether a name is a body's or a country's, and no adjective of it."""
        return not self.is_person(name) and name.form != "adjective"


def find_speaker(
    passage: str, cue: Cue, sentence: tuple[int, int], reach: int, names: SpeakerNames
) -> tuple[str, float, float]:
    """Who a cue attributes to, how sure that is, and how sure it can be at most: the subject after it
    (Arabic, "according to") or before it. `sentence`: its span; `reach`: where the next cue begins."""
    following = next(
        (
            m
            for m in names.between(cue.end, min(reach, cue.end + _FAR))
            if _is_subject_after(passage, cue, m, names)
        ),
        None,
    )
    before = next(
        (
            m
            for m in reversed(names.between(max(sentence[0], cue.start - _FAR), cue.start))
            if cue.kind != "source" and _is_before(passage, cue, m, names, sentence[0])
        ),
        None,
    )
    found = ((before, 0.85),) if cue.english and before else ((following, 0.9), (before, 0.8))
    name, score = next(((name, score) for name, score in found if name), (None, 0.0))
    if name:
        most = min(name.score, UNSURE) if _is_longer(passage, name, names) else name.score
        doubtful = name.question and not is_unknown(name.entity)
        return ("", 0.5, 0.5) if doubtful else (name.entity, min(score, most), most)
    return "", 0.5, 0.5


def person_in_apposition(
    passage: str, words: tuple[int, int], names: SpeakerNames
) -> tuple[str, float, float]:
    """The one person in a phrase that says who speaks, at its beginning or end, how sure that is and can be
    at most: وزير الخارجية الروسي سيرغي لافروف, Antony Blinken, a diplomat."""
    named = [
        name
        for name in names.between(*words)
        if names.is_person(name) and (is_unknown(name.entity) or not name.question)
    ]
    if len({name.entity for name in named}) != 1:
        return "", 0.5, 0.5
    name = named[-1]
    before = re.findall(r"[^\W_]+", fold(passage[words[0] : name.start]).text)
    while before and before[-1].isascii() and before[-1] in _TITLES:
        before.pop()  # critics of Governor Daoud
    of_another = bool(before) and (before[-1] in _LINKS or before[-1] in _BODIES or before[-1] == "for")
    tail = fold(passage[name.end : words[1]]).text.split()
    within = bool(tail) and name.start > words[0] and (tail[0].isascii() or tail[0] not in _LINKS)
    if of_another or _goes_on(passage, name.end) or within:
        return "", 0.5, 0.5
    most = min(name.score, UNSURE) if _is_longer(passage, name, names) else name.score
    return name.entity, min(0.85, most), most


def _is_longer(passage: str, name: SuggestedMention, names: SpeakerNames) -> bool:
    """Whether a word beside a person's name may make it another's: Rustam Emomali Rahmon."""
    if names.is_person(name) and (behind := _BEHIND.match(fold(passage[name.end : name.end + 40]).text)):
        word = behind[1]  # رستم إمام علي رحمن إن
        if word not in _NOBODY | _ADVERBS | _CLAUSE and not word.startswith(_ATTACHED) and word[-1] != "ا":
            return True
    before = re.search(r"([^\W\d_]+)\s$", passage[max(0, name.start - 24) : name.start])
    if before is None or not names.is_person(name):
        return False
    word = fold(before[1]).text
    if before[1].isascii():
        return before[1].istitle() and word not in _GOES_ON | _ADVERBS | _TITLES
    return not (word.startswith("ال") or word in _TITLES | _CLAUSE | _ADVERBS or _TOLD.fullmatch(word))


def _is_subject_after(passage: str, cue: Cue, name: SuggestedMention, names: SpeakerNames) -> bool:
    """Whether a name after a cue is its subject: قال الجنرال كوريلا, according to CENTCOM, “…” said
    Lavrov."""
    words = fold(passage[cue.end : name.start]).text
    if THAT.search(words) or re.search(r"[،,.؛:\n\"«»“”()]", words) or name.form in ("adjective",):
        return False
    if cue.english and not (is_after_quotation(passage, cue.start) and _closed(passage, name.end)):
        return False
    joined = fold(passage[name.start : name.start + 4]).text.startswith("لل") or words[-1:] in ("ل", "ب")
    if joined and cue.kind != "source":
        return False
    title = [word for word in words.split() if word not in ("ل", "ب", "لل", "the")]
    if _goes_on(passage, name.end) or _APPOSITION.search(passage[max(0, cue.start - _FAR) : cue.start]):
        return False
    if not names.is_person(name) and _DEFINITE.match(fold(passage[name.end : name.end + 24]).text):
        return False
    if not names.is_person(name):
        medium = is_unknown(name.entity) and len(title) == 1 and title[0].removeprefix("ل") in _MEDIA
        return medium or all(word in _HEADS or word.removeprefix("ل") in _HEADS for word in title)
    return len(title) <= 4 and not any(
        word in _LINKS or word.removeprefix("لل").removeprefix("ل") in _BODIES for word in title
    )


def _is_before(passage: str, cue: Cue, name: SuggestedMention, names: SpeakerNames, start: int) -> bool:
    """Whether a name before a cue is its subject: Kurilla has said, طالبان أعلنت; not in "the embassy in
    Dushanbe said"."""
    between, lead = (
        fold(passage[name.end : cue.start]).text,
        fold(passage[max(start, name.start - 40) : name.start]).text,
    )
    led = re.findall(r"[^\W_]+|[^\w\s]", lead)
    while led and (led[-1] in _BEFORE_NAME or led[-1] == "." or (cue.english and led[-1] in _TITLES)):
        led.pop()
    previous, person = led[-1] if led else "", names.is_person(name)
    if name.form == "adjective" or previous in _LINKS or previous in _BODIES:
        return False
    other = names.before(name.start)
    if other and re.fullmatch(r",?\s+and\s+|\s+و", passage[other.end : name.start]):
        return False  # one of several
    tokens = re.findall(r"[^\W_]+|[^\w\s]", between)
    while "," in tokens and tokens[-1] in _ADVERBS:
        tokens.pop()  # Lavrov, a minister, once said
    if person and cue.english and tokens[:1] == [","] and tokens[-1:] == [","]:
        return previous == "," if len(tokens) == 1 else tokens.count(",") == 2 and len(tokens) <= 12
    if not all(word in _ADVERBS or (word in ("و", "ف") and not cue.english) for word in tokens):
        return False
    if cue.english or person:
        return True
    return not previous or not previous.isalpha() or previous in _CLAUSE


def _closed(passage: str, end: int) -> bool:
    return not passage[end : end + 2].strip() or not passage[end : end + 1].strip(' ,.;:!?"”»)،؛')


def _goes_on(passage: str, end: int) -> bool:
    """Whether the words after a name make it part of a longer one: China's ministry, the US embassy, روسيا
    اليوم."""
    following = passage[end : end + 24]
    if re.match(r"['’]s|-\w", following):
        return True
    word = re.match(r"\s([^\W\d_]+)", following)
    if word is None:
        return False
    return word[1] == "اليوم" or (word[1].isascii() and word[1].lower() not in _GOES_ON)


def leaves_unsaid(passage: str, cue: Cue, start: int) -> bool:
    """Whether a verb leaves its subject unsaid, or says he, she, it or they."""
    lead = passage[max(start, cue.start - 40) : cue.start]
    if cue.english:
        return bool(_SAME.search(lead.lower()))
    if cue.is_beside:
        return True
    after = passage[cue.end : cue.end + 30].split()
    led = re.findall(r"[^\W_]+|[^\w\s]", fold(lead).text)
    while led and led[-1] in _ADVERBS:
        led.pop()
    if led and (led[-1].removeprefix("و") in _PRONOUNS or (is_pronoun(led[-1]) and led[-1][-1] in "ها")):
        return True
    while after and re.search(r"\w", after[0]) and tells_how(after[0].strip(":،,")):
        after = [":" for _ in after[:1] if after[0][-1] == ":"] + after[1:]  # يضيف ضاحكاً
    subject = bool(led) and led[-1].isalpha() and led[-1] not in _CLAUSE
    first = re.match(r"\w+|\W", fold(after[0]).text) if after else None
    return not subject and (
        first is None or first[0] in _NOBODY or bool(THAT.match(first[0])) or first[0] == ":"
    )
