"""What a number counts: the noun after it, in Arabic the next word, in English the words up to the head of
the phrase."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from data.text.lexicon import word_set
from data.text.numbers.tokens import LOOSE, Token

LONGEST = 4  # words of an English phrase, its head included
_PLURALS = word_set("plural-without-s")
_SINGULAR = ("ss", "us", "is")  # endings of English words that are no plurals
_NO_NOUN = ("ed", "ly", "ing")
_FURTHER = word_set("further")
_ELSEWHERE = word_set("counted-elsewhere")
_WAW = word_set("noun-with-waw")
_WITH_ARTICLE = word_set("noun-with-al")
_FARED, _PREDICATES, _OWNERS = (
    word_set("fared-verb"),
    word_set("predicate-behind-people"),
    word_set("owner-of-counted"),
)
_MONEY = word_set("currency-noun", lang="en")


class CountedNoun(NamedTuple):
    """The noun that stands after a number: its span in the folded text, and the token after it. sure: its
    form says that it is counted; a lone English word in the singular may be something else."""

    start: int
    end: int
    after: int
    sure: bool = True


def counted_noun_at(text: str, words: Sequence[Token], after: int, end: int) -> CountedNoun | None:
    """The noun that stands after a number ending at `end`. None: no noun.

    `after`: the token after the number.
    """
    if after < len(words) and words[after].text in _FURTHER:
        return counted_noun_at(text, words, after + 1, end)
    if after >= len(words) or not _fits(words, after) or words[after].text in _ELSEWHERE:
        return None
    first = words[after]
    if not first.text.isascii():
        return (
            CountedNoun(first.start, first.end, after + 1, sure="\u0600" <= first.text[0] <= "\u06ff")
            if _arabic(first.text, apart=first.start - end > 1)
            else None
        )
    return _phrase(text, words, after)


def owned_noun_at(text: str, words: Sequence[Token], after: int) -> CountedNoun | None:
    """The plural of which the number before the token `after` counts some: three of its crossings."""
    if after + 2 >= len(words) or words[after].text != "of" or words[after + 1].text not in _OWNERS:
        return None
    noun = _phrase(text, words, after + 2) if _fits(words, after + 2) else None
    return noun if noun and noun.sure else None


def _fits(words: Sequence[Token], at: int) -> bool:
    """Whether a word may be part of what is counted; one that else may not is where a hyphen joins it to the
    next: all-terrain vehicles."""
    word = words[at]
    joined = at + 1 < len(words) and words[at + 1].text == "-" and words[at + 1].start == word.end
    return word.text.isalpha() and (word.text not in LOOSE or (joined and word.text.isascii()))


def _arabic(word: str, *, apart: bool) -> bool:
    """Whether an Arabic word can be what the number before it counts: a noun without article or attached
    particle."""
    stem = word.removesuffix("ا")
    if word.endswith("وا") or (word.startswith("ي") and word.endswith("ون") and not word.endswith("يون")):
        return False  # a verb: 305 نزحوا, 20 يعملون
    if word.startswith("و") and word not in _WAW and stem not in _WAW:
        return False
    if word.startswith(("لل", "بال", "كال", "فال")) and len(word) > 5 and not word.startswith("بالغ"):
        return False
    return apart or not word.startswith("ال") or word in _WITH_ARTICLE


def _phrase(text: str, words: Sequence[Token], after: int) -> CountedNoun | None:
    """An English noun phrase: up to the first plural of a run of plain words; without one, a run of one or
    two words."""
    if words[after].text in _MONEY:  # a 5 million rand loan
        return CountedNoun(words[after].start, words[after].end, after + 1, sure=False)
    run = _run(text, words, after)
    head = next((n for n, at in enumerate(run) if _plural(words[at].text)), -1)
    while head >= 0 and head + 1 < len(run) and _goes_on(words[run[head + 1]].text):  # arms dealers
        head += 1
    if head < 0:
        while run and words[run[-1]].text.endswith(_NO_NOUN):
            run.pop()
        head = len(run) - 1
        if not 0 <= head < 2 or words[run[0]].text in _FARED:  # fewer than 1,500 stand
            return None
        return CountedNoun(words[after].start, words[run[head]].end, run[head] + 1, sure=False)
    return CountedNoun(words[after].start, words[run[head]].end, run[head] + 1)


def _run(text: str, words: Sequence[Token], after: int) -> list[int]:
    """The numbers of the tokens that stand together from `after` on, with nothing but a space or hyphen
    between them."""
    run = [after]
    while len(run) < LONGEST:
        at = run[-1] + 1
        if (
            at < len(words)
            and words[at].text == "-"
            and at + 1 < len(words)
            and words[at + 1].start == words[at].end
        ):
            at += 1
        if (
            at >= len(words)
            or not _fits(words, at)
            or text[words[run[-1]].end : words[at].start].strip(" -\u00a0")
        ):
            break
        run.append(at)
    return run


def _goes_on(word: str) -> bool:
    return _plural(word) and word not in _PREDICATES


def _plural(word: str) -> bool:
    return word in _PLURALS or (len(word) > 3 and word.endswith("s") and not word.endswith(_SINGULAR))
