"""Numbers in running text, in digits and in words, Arabic and English: 1,400 · ٣٣٠ مليون · مليون ونصف · twenty-five."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"\d+(?:[.,٫٬]\d+)*|[^\W\d_]+|[^\w\s]")
_ONES = {
    "صفر": 0, "واحد": 1, "واحده": 1, "اثنان": 2, "اثنين": 2, "اثنتان": 2, "اثنتين": 2, "اثنا": 2, "اثني": 2, "اثنتا": 2, "اثنتي": 2,
    "احد": 1, "احدي": 1, "ثلاثه": 3, "ثلاث": 3, "اربعه": 4, "اربع": 4, "خمسه": 5, "خمس": 5, "سته": 6, "ست": 6, "سبعه": 7, "سبع": 7,
    "ثمانيه": 8, "ثماني": 8, "ثمان": 8, "تسعه": 9, "تسع": 9, "عشره": 10, "عشر": 10,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "dozen": 12,
}  # fmt: skip
_STEMS = ("ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_TENS = {stem + ending: 10 * n for n, stem in enumerate(("عشر", *_STEMS), start=2) for ending in ("ون", "ين")} | {
    word: 10 * n for n, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2)
}
_HUNDREDS = {"ميه": 100, "مايه": 100, "hundred": 100} | {
    stem + ending: 200 for stem in ("ميت", "مايت") for ending in ("ان", "ين", "ا", "ي")
} | {
    stem + hundred: 100 * n
    for n, stem in enumerate(_STEMS, start=3)
    for hundred in ("ميه", "مايه", "يميه", "يمايه")
}  # fmt: skip
_SCALES = {
    "الف": 10**3, "الفا": 10**3, "الاف": 10**3, "مليون": 10**6, "مليونا": 10**6, "ملايين": 10**6, "مليار": 10**9, "مليارا": 10**9,
    "مليارات": 10**9, "بليون": 10**9, "تريليون": 10**12, "تريليونا": 10**12, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "trillion": 10**12, "m": 10**6, "mn": 10**6, "bn": 10**9, "k": 10**3,
}  # fmt: skip
_DUALS = {
    "الفان": 2000, "الفين": 2000, "الفي": 2000, "مليونان": 2 * 10**6, "مليونين": 2 * 10**6, "مليوني": 2 * 10**6, "ملياران": 2 * 10**9,
    "مليارين": 2 * 10**9, "ملياري": 2 * 10**9,
}  # fmt: skip
_PARTS = {"نصف": Decimal("0.5"), "ربع": Decimal("0.25"), "half": Decimal("0.5"), "quarter": Decimal("0.25")}
_WHOLE = {"المليون", "المليار", "الالف", "مليون", "مليار", "الف"}  # مليون ونصف المليون
_GLUED = {"m", "mn", "bn", "k"}  # only right after digits
_WITH_A = {"dozen", "hundred", "thousand", "million", "billion", "trillion"}  # a dozen, a million
_ALONE = {"واحد", "واحده", "احد", "احدي", "one", "صفر", "hundred"}  # no figure when nothing follows


class Token(NamedTuple):
    """A word, number or sign of a folded text, and where it stands."""

    text: str
    start: int
    end: int


class Number(NamedTuple):
    """A number and its span; `after`: the token behind it; `digits`: it is written in digits without a scale word."""

    value: Decimal
    start: int
    end: int
    after: int
    digits: bool


def tokens(folded: str) -> list[Token]:
    """The words, numbers and signs of a folded text."""
    return [Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(folded)]


def in_digits(written: str) -> Decimal:
    """The value of a number in digits: commas between groups of three are separators, else a comma is a decimal point."""
    plain = written.replace("٬", ",").replace("٫", ".")
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain):
        return Decimal(plain.replace(",", ""))
    if plain.count(".") > 1 or plain.count(",") > 1:
        return Decimal(re.sub(r"\D", "", plain))
    return Decimal(plain.replace(",", "."))


def plain(value: Decimal) -> str:
    """A number without exponent and without needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=65536)
def word_value(word: str) -> Decimal | None:
    """The value of a folded number word."""
    for table in (_ONES, _TENS, _HUNDREDS, _DUALS, _SCALES, _PARTS):
        if word in table and word not in _GLUED:
            return Decimal(table[word])
    return None


@lru_cache(maxsize=65536)
def bare(word: str) -> tuple[str, int]:
    """A number word without a particle attached to it, and how many letters that took."""
    for cut in range(3):
        if word_value(word[cut:]) is not None and all(letter in "وفبلك" for letter in word[:cut]):
            return word[cut:], cut
    return word, 0


def begins_number(word: str) -> bool:
    """Whether a number may begin with a token."""
    return "0" <= word[0] <= "9" or (plain := bare(word)[0]) in _PARTS or word_value(plain) is not None


def number_at(found: list[Token], at: int) -> Number | None:
    """The number that begins with the token `at`."""
    first = found[at]
    if "0" <= first.text[0] <= "9":
        return _scaled(found, at, in_digits(first.text), first.start)
    word, cut = bare(first.text)
    if word in _PARTS:
        return _part_of(found, at, first.start + cut, _PARTS[word])
    if word_value(word) is None:
        return None
    if at and word in _WITH_A and found[at - 1].text == "a":
        return _spelled(found, at, word, found[at - 1].start)
    return _spelled(found, at, word, first.start + cut)


def half_behind(found: list[Token], at: int) -> tuple[Decimal, int, int] | None:
    """What a half or quarter behind a unit adds to its number, where it ends, and the token behind it: أربعة أطنان ونصف."""
    if not 0 < at < len(found) or found[at].start - found[at - 1].end > 1 or not found[at].text.startswith("و"):
        return None
    part = _PARTS.get(found[at].text[1:])
    return (part, found[at].end, at + 1) if part is not None else None


def _part_of(found: list[Token], at: int, start: int, part: Decimal) -> Number | None:
    """Half of a scale: نصف مليون, half a million, a quarter of a billion."""
    after = at + 1
    while after < len(found) and found[after].text in ("a", "of"):
        after += 1
    scale = found[after].text.removeprefix("ال") if after < len(found) else ""
    if scale not in _SCALES or scale in _GLUED:
        return None
    return Number(part * _SCALES[scale], start, found[after].end, after + 1, False)


def _scaled(found: list[Token], at: int, value: Decimal, start: int) -> Number:
    """Digits, with the scale words behind them: 1.5 مليار, 330m; then what is added: 3 ملايين ونصف, 2 مليون و500 ألف."""
    after, end, digits, scale = at + 1, found[at].end, True, Decimal(1)
    while after < len(found) and found[after].text in _SCALES and (found[after].text not in _GLUED or found[after].start == end):
        if found[after].start - end > 1:
            break
        scale = Decimal(_SCALES[found[after].text])
        value, end, digits, after = value * scale, found[after].end, False, after + 1
    if not digits and (more := _added(found, after, scale)):
        value, end, after = value + more.value, more.end, more.after
    return Number(value, start, end, after, digits)


def _added(found: list[Token], at: int, scale: Decimal) -> Number | None:
    """What وَ adds to a number: half of its scale, or a smaller number."""
    if at >= len(found) or not found[at].text.startswith("و"):
        return None
    if (part := _PARTS.get(found[at].text[1:])) is not None:
        doubled = at + 1 < len(found) and found[at + 1].text in _WHOLE
        last = found[at + doubled]
        return Number(part * scale, found[at].start, last.end, at + doubled + 1, False)
    if found[at].text == "و" and at + 1 < len(found) and found[at + 1].text[0].isdigit():
        more = number_at(found, at + 1)
    else:
        more = number_at(found, at) if word_value(found[at].text[1:]) else None
    return more if more and more.value < scale and not more.digits else None


def _spelled(found: list[Token], at: int, word: str, start: int) -> Number | None:
    """Number words: hundreds are added to tens and ones, scales multiply what stands before them."""
    total, group, after, end, least = Decimal(0), Decimal(0), at, found[at].end, Decimal(10) ** 15
    while True:
        if word in _SCALES:
            least = Decimal(_SCALES[word])
            total, group = total + (group or 1) * least, Decimal(0)
        elif word in _DUALS:
            total += _DUALS[word]
            least = Decimal(_DUALS[word]) / 2
        elif word in _HUNDREDS:
            value = Decimal(_HUNDREDS[word])
            group = group * 100 if value == 100 and 0 < group < 10 else group + value
        elif word in _PARTS:
            total += _PARTS[word] * (least if total else 1)
        else:
            group += word_value(word) or 0
        end, after = found[after].end, after + 1
        following = _continued(found, after, end, word, group, total)
        if following is None:
            break
        after, word = following
    if word in _PARTS and after < len(found) and found[after].text in _WHOLE:
        end, after = found[after].end, after + 1
    value = total + group
    alone = after == at + 1 and word in _ALONE and start >= found[at].start
    return None if alone else Number(value, start, end, after, False)


def _continued(found: list[Token], after: int, end: int, word: str, group: Decimal, total: Decimal) -> tuple[int, str] | None:
    """The token that carries a spelled number on, and its number word."""
    if after < len(found) and found[after].text in ("-", "and") and after + 1 < len(found):
        hyphen = found[after].text == "-"
        if word in _TENS if hyphen else (group and group % 100 == 0) or (total and not group):
            rest = found[after + 1].text
            return (after + 1, rest) if word_value(rest) is not None and not rest[0] > "z" else None
    if after >= len(found) or found[after].start - end > 1 or word in _PARTS:
        return None
    text = found[after].text
    if text in _SCALES and text not in _GLUED:
        return after, text
    if text in _HUNDREDS and _HUNDREDS[text] == 100 and 0 < group < 10:
        return after, text
    if text in ("عشر", "عشره") and 0 < group < 10 and group == int(group) and word in _ONES:
        return after, text
    if word[0] <= "z":
        smaller = (word in _TENS and _ONES.get(text, 10) < 10) or (word in _SCALES and word_value(text) is not None)
        return (after, text) if smaller else None
    if text.startswith("و") and word_value(text[1:]) is not None:
        rest = text[1:]
        fits = rest in _PARTS if rest in _PARTS else rest in _TENS or rest in _HUNDREDS or rest in _DUALS or bool(total or group >= 100)
        return (after, rest) if fits else None
    return None
