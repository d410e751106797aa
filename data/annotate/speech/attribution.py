"""The words that say who speaks, as a text has them, whether the tables know who that is or not: minister
Sergey Lavrov, وزير الخارجية الروسي سيرغي لافروف.

The subject of a reporting verb is a phrase: in Arabic from the verb to "that", a colon or what tells when and
where; in English from the beginning of the clause to the verb, or after a quotation from the verb on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from data.annotate.mentions import SuggestedMention
from data.annotate.speech.cues import THAT, Cue
from data.text.lexicon import either, word_set
from data.text.normalize import fold

_LONGEST = 14  # words of such a phrase
_REACH = 600  # letters before and after a cue that are read, or time would grow with the square of a sentence
_EDGE = re.compile(r"[،؛;:!?؟.…\n\"“”«»()\[\]—]|\s[-–]\s|,")
_ARABIC_END = re.compile(rf"(?<!\w)(?:{either('attribution-end', lang='ar')})(?!\w)|{THAT.pattern}")
_ENGLISH_END = re.compile(rf"(?<!\w)(?:{either('attribution-end', lang='en')})(?!\w)|{THAT.pattern}")
_GOES_WITH_TITLE = re.compile(rf"(?<!\w)(?:{either('title-preposition')})(?: العام\w*)?\s$")  # المشرف على
_TOPIC = re.compile(r"(?<!\w)[وف]?اما\s+")  # أما الوزير فيؤكد
_RELATIVE = re.compile(rf",\s*(?:{either('relative-pronoun', lang='en')})\s.*$", re.S)
_SAID_OF = re.compile(
    rf"([^,]+), (?:{either('relative-pronoun', lang='en')}|an?|the)\s[^,]*, [^,]* (?:and|but)\s*$"
)
# What somebody said that another one said: Sabri said the ministry had told him.
_NESTED = re.compile(
    rf"\b(?:{either('reporting-verb', lang='en')})\s+(?:that\s+)?"
    r"(?=(?:(?:the|a|an)\s+\w|[A-Z])[^,]*$)(?!\w+day\b)"
)
_JOINED = re.compile(rf"^(?:{either('clause-joiner')})\s+")
_CLAUSE, _ADVERBS = word_set("clause-start"), word_set("subject-adverb")
_LEADING = word_set("subject-preposition", lang="en")
# What begins no subject: put its losses at, في الأول من الشهر, وهي.
_NO_SUBJECT = word_set("subject-preposition", "pronoun") | word_set("past-verb", lang="en")
_NO_SUBJECT |= word_set("relative-pronoun", lang="ar")
_OBJECTS = word_set("object-pronoun")
_DETERMINERS = word_set("determiner", lang="en")
_SUFFIXES = ("ها", "هما", "هم", "هن", "ه")  # of a pronoun
_BEFORE_SUBJUNCTIVE = word_set("before-subjunctive")  # what stands before them is no subject: قبل أن يضيف
_ARABIC_WORD = r"(?:\w|[\u064b-\u0652])+"
_OWN_WORDS = re.compile(rf"['’]s (?:{either('document-of-speaker', lang='en')})$")
_OPENING = re.compile(r"[\"“«]")
_ASKED = re.compile(
    r"(?<!\w)[وف]?(?:سيل|سيلت|سالته|سالتها|سالناه|سالناها|ساله|سالها|سوال|سواله|سوالها|رده|ردها)\w?(?!\w)"
)
_TRANSMITTED = re.compile(r"(?<!\w)عن\s+")


def attribution(passage: str, cue: Cue, sentence: tuple[int, int], reach: int) -> tuple[int, int]:
    """The span of the words that say whose speech a cue brings; empty where it leaves that to the context (he
    said, وأضاف). `sentence`: its span; `reach`: where the next cue begins."""
    sentence = max(sentence[0], cue.start - _REACH), min(sentence[1], cue.end + _REACH)
    reach = min(reach, cue.end + _REACH)
    if cue.english:
        following = (0, 0) if cue.is_beside else _after_english(passage, cue, sentence)
        return following if following[0] < following[1] else _before_english(passage, cue, sentence[0])
    if _transmits(cue):
        return _transmitter(passage, cue, reach)
    if cue.is_beside:
        return cue.end, cue.end
    found = _phrase_after(passage, cue, max(reach, cue.end))
    return found if found[0] < found[1] or cue.kind == "source" else _before(passage, cue, sentence[0])


def is_addressed(words: str, named: Sequence[SuggestedMention]) -> bool:
    """Whether the words behind an Arabic verb are to whom somebody spoke: قال لرويترز, تقول لـ«الغد».
    named: the names that begin behind their first letter."""
    return words in ("ل", "لـ") or (words[:1] == "ل" and bool(named))


def _transmits(cue: Cue) -> bool:
    return fold(cue.text).text.startswith("نقل")


def _transmitter(passage: str, cue: Cue, reach: int) -> tuple[int, int]:
    """Whose words a paper hands on: نقلت صحيفة عن سكان أن."""
    match = _TRANSMITTED.search(passage, cue.end, reach)
    return _phrase(passage, match.end(), reach, _ARABIC_END) if match else (cue.end, cue.end)


def _phrase_after(passage: str, cue: Cue, reach: int) -> tuple[int, int]:
    """The phrase after an Arabic cue or "according to"."""
    lam = re.match(r"\s*لـ?(?=\w)", passage[cue.end :]) if fold(cue.text).text == "وفقا" else None
    found = _phrase(
        passage,
        cue.end + (lam.end() if lam else 0),
        reach,
        _ENGLISH_END if cue.text.isascii() else _ARABIC_END,
    )
    if owned := _OWN_WORDS.search(passage[slice(*found)]):  # according to the service's figures
        return found[0], found[0] + owned.start()
    first = re.match(r"\w+", passage[slice(*found)])
    if first and fold(first[0]).text in _OBJECTS:  # قال له الوزير
        return _trimmed(passage, found[0] + first.end(), found[1])
    said = fold(first[0]).text if first else ""
    if cue.kind != "source" and not _NO_SUBJECT.isdisjoint((said, said.removeprefix("و"))):
        return found[0], found[0]  # ذكرت في الأول من الشهر أن، يقول وهو يعد نقوده
    if first and tells_how(passage[slice(*found)]):
        return found[0], found[0]
    return found


def tells_how(words: str) -> bool:
    """Whether all words behind an Arabic verb tell how something was said: ضاحكاً, ساخراً بمرارة is not."""
    return all(re.search("\u064bا|ا\u064b", word) for word in words.split())


def _phrase(passage: str, start: int, reach: int, end: re.Pattern[str]) -> tuple[int, int]:
    """The words from an offset to the first edge, or to what a subject does not hold."""
    edge = _EDGE.search(_without_stops(passage), start, reach)
    stop = edge.start() if edge else reach
    folded = fold(passage[start:stop])
    matches = (m for m in end.finditer(folded.text) if not _GOES_WITH_TITLE.search(folded.text[: m.start()]))
    if match := next(matches, None):
        stop = start + (folded.span(match.start(), match.end())[0] if match.end() > match.start() else 0)
    return _trimmed(passage, start, stop)


def _before(passage: str, cue: Cue, begun: int) -> tuple[int, int]:
    """The subject that stands before an Arabic verb: الراديو ذكر أن. A verb that is joined to another one
    (وأكد) has none."""
    if cue.start > begun and not passage[cue.start - 1].isspace():
        return _topic(passage, begun, cue.start)
    edges = list(_EDGE.finditer(_without_stops(passage), begun, cue.start))
    start = edges[-1].end() if edges else begun
    start, stop = _trimmed(passage, start, cue.start)
    if match := list(_TRANSMITTED.finditer(passage, start, stop)):
        if _ASKED.search(fold(passage[start : match[-1].start()]).text):
            return cue.start, cue.start  # وعندما سئل عن السبب قال
        start = match[-1].end()
    start, stop = _without_tense(passage, start, stop)
    words = fold(passage[start:stop]).text.split()
    leads = not words or words[0].removeprefix("و") in _NO_SUBJECT or set(words) <= _CLAUSE | _ADVERBS
    leads = leads or is_pronoun(words[-1]) or words[-1] in _BEFORE_SUBJUNCTIVE
    return (cue.start, cue.start) if leads else (start, stop)


def is_pronoun(word: str) -> bool:
    """Whether a folded Arabic word begins a clause and holds its subject as a suffix: لكنه, ولأنها."""
    return any(word.endswith(own) and word.removesuffix(own) in _CLAUSE for own in _SUFFIXES)


def _topic(passage: str, begun: int, verb: int) -> tuple[int, int]:
    """The subject that أما brings before a verb with ف: أما الوزير فيؤكد; empty where none is."""
    folded = fold(passage[begun:verb])
    match = _TOPIC.search(folded.text)
    if match is None or not folded.text.endswith("ف"):
        return verb, verb
    start = begun + folded.span(match.start(), match.end())[1]
    edge = _EDGE.search(passage, start, verb - 1)
    return _trimmed(passage, start, edge.start() if edge else verb - 1)


def _without_tense(passage: str, start: int, stop: int) -> tuple[int, int]:
    """A subject without what begins its clause and what makes a tense: غير أن المصرف كان قد (نبه)."""
    while (first := re.match(rf"\s*({_ARABIC_WORD})", passage[start:stop])) and fold(
        first[1]
    ).text in _CLAUSE:
        start += first.end()
    while (last := re.search(rf"({_ARABIC_WORD})\s*$", passage[start:stop])) and fold(
        last[1]
    ).text in _ADVERBS:
        stop = start + last.start()
    return _trimmed(passage, start, stop)


def _after_english(passage: str, cue: Cue, sentence: tuple[int, int]) -> tuple[int, int]:
    """The subject after an English verb that follows what was said: “…,” said Lavrov; the border is closed,
    said Kurilla."""
    lead = passage[sentence[0] : cue.start].rstrip()
    found = _phrase(passage, cue.end, sentence[1], _ENGLISH_END)
    closes = not passage[found[1] : sentence[1]].strip(" .\n")
    reported = lead.endswith(",") and lead.count(",") == 1 and len(lead.split()) > 3 and closes
    return found if reported or lead.endswith(('"', "”", "»", "’", "'")) else (cue.end, cue.end)


def _before_english(passage: str, cue: Cue, begun: int) -> tuple[int, int]:
    """The subject before an English verb, what is said of it between commas left out."""
    lead = passage[begun : cue.start]
    if quotes := list(_OPENING.finditer(lead)) + list(re.finditer(r"[”»\"]", lead)):
        begun += max(quote.end() for quote in quotes)
        lead = passage[begun : cue.start]
    if nested := list(_NESTED.finditer(lead)):
        begun, lead = begun + nested[-1].end(), lead[nested[-1].end() :]
    while (last := re.search(r"(?<=\s)(\w+)\s*$", lead)) and last[1].lower() in _ADVERBS:
        lead = lead[: last.start()]  # Lavrov, a minister, once said
    ended = begun + len(lead)
    trailing = lead.rstrip().endswith(",")
    parts = re.split(r"[;:—]|\s[-–]\s", lead)
    begun, lead = ended - len(parts[-1]), parts[-1]
    if trailing:
        clause = _RELATIVE.sub("", lead.rstrip().rstrip(","))
        while (first := re.match(r"\s*(\w+)[^,]*,", clause)) and first[1].lower() in _LEADING:
            begun, clause = begun + first.end(), clause[first.end() :]
        if clause.count(",") == 1 and len(clause.split()) > _LONGEST:
            clause = clause[: clause.index(",")]  # a trader whose brother was turned back last week
        start, stop = _trimmed(passage, begun, begun + len(clause))
    elif told := _SAID_OF.match(lead):  # Lavrov, who runs it, thanked them but (said)
        start, stop = _trimmed(passage, begun, begun + told.end(1))
    else:
        start, stop = _trimmed(passage, begun + lead.rfind(",") + 1, ended)
    if joined := _JOINED.match(passage[start:stop].lower()):
        start += joined.end()
    return _subject(passage, start, stop)


def _subject(passage: str, start: int, stop: int) -> tuple[int, int]:
    """A phrase without the auxiliaries and adverbs at its end; empty for pronouns and what is too long for a
    subject."""
    words = [
        (match.start() + start, match.end() + start) for match in re.finditer(r"\S+", passage[start:stop])
    ]
    while words and passage[slice(*words[-1])].lower() in _ADVERBS:
        words.pop()
    lowered = [passage[slice(*word)].lower() for word in words]
    if not words or len(words) > _LONGEST or lowered[0] in _NO_SUBJECT:
        return start, start
    if lowered[0].endswith("ed") and lowered[1:2] and lowered[1] in _DETERMINERS and passage[start].islower():
        return start, start  # welcomed the scanners
    return words[0][0], words[-1][1]


@lru_cache(maxsize=8)
def _without_stops(passage: str) -> str:
    """A passage whose full stops of abbreviations are no edges: Jr., U.S., د."""
    return re.sub(r"(?<!\w)(\w{1,3}|[A-Z][a-z]{1,3})\.(?=\s\S|\w|,)", r"\1_", passage)


def _trimmed(passage: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and (passage[start].isspace() or passage[start] in ",،"):
        start += 1
    while stop > start and (passage[stop - 1].isspace() or passage[stop - 1] in ",،ـ"):
        stop -= 1
    return (start, stop) if len(passage[start:stop].split()) <= _LONGEST else (start, start)
