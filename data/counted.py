"""What a number counts: the noun behind it, in Arabic the next word, in English the words up to the head of the phrase."""

from __future__ import annotations

from collections.abc import Sequence

from data.numerals import Token

LONGEST = 4  # words of an English phrase, its head included
_WORDS = (  # what may stand behind a number without being counted
    "من في علي الي عن مع هو هي ان او ثم قد كان لم لا بين حتي منذ بعد قبل حيث كما امس اليوم غدا خلال ضمن ضد عند عبر فقط تقريبا "
    "سنويا يوميا شهريا اسبوعيا بينهم بينها بينهما منهم منها منهما عنهم فيها فيهم له لها لهم به بها بهم هناك هنا اخرون اخرين اخري اخر "
    "of the and or to in on at for from with was were is are by had has have a an that this these those it its his her their they "
    "he she we who which as than but not into onto over under after before during since until while between near per each every all "
    "will would can could may might must did does do been be being also yet always perhaps ago away later earlier now then there here "
    "left died fled went came said say says fell rose met took made gave saw held used began ran set hit"
)
_LOOSE = frozenset(_WORDS.split())
_UNMARKED = (  # English nouns that count without an s, and those of the killed and hurt
    "people men women children police personnel staff troops aircraft spacecraft hovercraft crew cattle sheep fish militia infantry "
    "cavalry servicemen servicewomen gunmen policemen policewomen tribesmen businessmen businesswomen fishermen horsemen horsepower "
    "guardsmen workmen airmen crewmen spokesmen hectares feet teeth mice oxen media data criteria phenomena bacteria killed dead "
    "wounded injured missing percent"
)
_PLURALS = frozenset(_UNMARKED.split())
_SINGULAR = ("ss", "us", "is")  # endings of English words that are no plurals
_NO_NOUN = ("ed", "ly", "ing")
_WITH_WAW = (  # Arabic nouns whose first letter is no "and"
    "وزير وزاره وزارات وزراء وزرا وحده وحدات وثيقه وثايق ولايه ولايات وكاله وكالات وكيل وكلا وظيفه وظايف ورشه ورش ورشات وفد وفود "
    "وفاه وفيات ورقه واحه واحات واد وديان وجبه وجبات وسيط وسطا وسيله وسايل وصله وصلات وعد وعود وقفه وقفات ولد والد والده"
)
_WAW = frozenset(_WITH_WAW.split())
_WITH_ARTICLE = frozenset({"اله", "الات", "الغام", "العاب"})  # begin with ال of their own: machines, mines


def counted(text: str, words: Sequence[Token], after: int, end: int) -> tuple[int, int, int] | None:
    """The noun that stands behind a number ending at `end`: its span in the folded text, and the token behind it. None: no noun.

    `after`: the token behind the number.
    """
    if after >= len(words) or not _fits(words[after]):
        return None
    first = words[after]
    if not first.text.isascii():
        return (first.start, first.end, after + 1) if _arabic(first.text, first.start - end > 1) else None
    return _phrase(text, words, after)


def _fits(word: Token) -> bool:
    return word.text.isalpha() and word.text not in _LOOSE


def _arabic(word: str, apart: bool) -> bool:
    """Whether an Arabic word can be what the number before it counts: a noun without article or attached particle."""
    stem = word.removesuffix("ا")
    if word.startswith("و") and word not in _WAW and stem not in _WAW:
        return False
    if word.startswith(("لل", "بال", "كال", "فال")) and len(word) > 5 and not word.startswith("بالغ"):
        return False
    return apart or not word.startswith("ال") or word in _WITH_ARTICLE


def _phrase(text: str, words: Sequence[Token], after: int) -> tuple[int, int, int] | None:
    """An English noun phrase: up to the first plural of a run of plain words; without one, a run of one or two words."""
    run = _run(text, words, after)
    head = next((n for n, at in enumerate(run) if _plural(words[at].text)), -1)
    while head >= 0 and head + 1 < len(run) and _plural(words[run[head + 1]].text):  # arms dealers
        head += 1
    if head < 0:
        while run and words[run[-1]].text.endswith(_NO_NOUN):
            run.pop()
        head = len(run) - 1
        if not 0 <= head < 2:
            return None
    return words[after].start, words[run[head]].end, run[head] + 1


def _run(text: str, words: Sequence[Token], after: int) -> list[int]:
    """The numbers of the tokens that stand together from `after` on, with nothing but a space or hyphen between them."""
    run = [after]
    while len(run) < LONGEST:
        at = run[-1] + 1
        if at < len(words) and words[at].text == "-" and at + 1 < len(words) and words[at + 1].start == words[at].end:
            at += 1
        if at >= len(words) or not _fits(words[at]) or text[words[run[-1]].end : words[at].start].strip(" -\u00a0"):
            break
        run.append(at)
    return run


def _plural(word: str) -> bool:
    return word in _PLURALS or (len(word) > 3 and word.endswith("s") and not word.endswith(_SINGULAR))
