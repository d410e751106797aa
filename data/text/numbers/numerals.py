"""Numbers in running text, in digits and in words, Arabic and English: 1,400 · ٣٣٠ مليون · مليون ونصف ·
twenty-five."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from data.text.numbers.digits import in_digits, reads_two_ways, with_point
from data.text.numbers.number_words import (
    ALONE,
    DUAL_HEADS,
    DUALS,
    GLUED,
    HUNDREDS,
    MANY_PARTS,
    ONES,
    PARTS,
    SCALES,
    TENS,
    VAGUE,
    WITH_A,
)
from data.text.numbers.short_scales import is_ordinal, is_short_scale
from data.text.numbers.tokens import LOOSE, Token

_LARGEST = Decimal(10) ** 15  # of which a part is reckoned
_HUNDREDS = re.compile(r"[1-9]\d\d")


class Number(NamedTuple):
    """A number and its span; `after`: the token behind it; `digits`: it is written in digits without a scale
    word; `sure`: it can be read in one way only."""

    value: Decimal
    start: int
    end: int
    after: int
    digits: bool
    sure: bool = True


@dataclass
class _Sum:
    """A number as far as it is read: `total` is what scales have closed, `group` what stands before the next
    one, `scale` the last scale, `closed` what it closed. `word`: the last number word, empty for digits.
    `spelled`: it begins with a word. `whole`: how it stood when a scale closed it."""

    start: int
    end: int
    after: int
    word: str = ""
    total: Decimal = Decimal(0)
    group: Decimal = Decimal(0)
    scale: Decimal = Decimal(10) ** 15
    closed: Decimal = Decimal(0)
    digits: bool = False
    sure: bool = True
    spelled: bool = True
    whole: _Sum | None = None

    @property
    def number(self) -> Number:
        """What was read."""
        return Number(self.total + self.group, self.start, self.end, self.after, self.digits, self.sure)


def decimal_text(value: Decimal) -> str:
    """A number without exponent and without needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=65536)
def word_value(word: str) -> Decimal | None:
    """The value of a folded number word."""
    for table in (ONES, TENS, HUNDREDS, DUALS, SCALES, PARTS):
        if word in table and word not in GLUED:
            return Decimal(table[word])
    return None


@lru_cache(maxsize=65536)
def strip_particles(word: str) -> tuple[str, int]:
    """A number word without a particle attached to it, and how many letters that took."""
    for cut in range(3):
        if word_value(word[cut:]) is not None and all(letter in "وفبلك" for letter in word[:cut]):
            return word[cut:], cut
    return word, 0


def begins_number(word: str) -> bool:
    """Whether a number may begin with a token."""
    return "0" <= word[0] <= "9" or word_value(strip_particles(word)[0]) is not None


def number_at(found: list[Token], at: int) -> Number | None:
    """The number that begins with the token `at`. None: none, or one that counts nothing by itself (one of
    them, thousands of)."""
    word, cut = strip_particles(found[at].text)
    start = found[at].start + cut
    part = _part_at(found, at, word)
    if part and word == "third":
        start = found[at - 1].start
    if part and (of := _scale_of(found, part[1])):
        return Number(round(part[0] * of[0], 0), start, found[of[1] - 1].end, of[1], False)
    if part and (whole := _whole_of(found, part[1])):
        value = round(part[0] * whole.value, 6)
        exact = value * 4 == round(value * 4)
        return Number(value, start, whole.end, whole.after, False, whole.sure and exact)
    return None if part and word in ONES else _whole_at(found, at)  # three quarters of them


def _whole_at(found: list[Token], at: int) -> Number | None:
    """The number that begins with the token `at`, fractions of numbers left out."""
    word, cut = strip_particles(found[at].text)
    so_far, more = _begun(found, at, word, found[at].start + cut), True
    while so_far and more:
        if so_far.word in SCALES or so_far.word in DUALS:
            so_far.whole = replace(so_far, whole=None)
        more = _carried_on(found, so_far)
    if (
        so_far is None
        or (so_far.after == at + 1 and word in ALONE and not cut)
        or is_ordinal(found, at, so_far.after)
    ):
        return None
    return so_far.number


def trailing_fraction(found: list[Token], at: int) -> tuple[Decimal, int, int] | None:
    """What a half or quarter behind a unit adds to its number, where it ends, and the token behind it: أربعة
    أطنان ونصف."""
    if not 0 < at < len(found) or found[at].start - found[at - 1].end > 1:
        return None
    part = _joined_part(found, at)
    part = None if part and _scale_of(found, part[1]) else part  # و½ مليون: another number
    return (part[0], found[part[1] - 1].end, part[1]) if part else None


def _begun(found: list[Token], at: int, word: str, start: int) -> _Sum | None:
    """A number with its first token alone."""
    first = found[at]
    if "0" <= word[0] <= "9":
        return _digits_begun(found, at)
    value = word_value(word)
    with_a = bool(at) and found[at - 1].text in ("a", "another")
    if value is None or word in PARTS or word in VAGUE or (word in WITH_A and not with_a):
        return None
    so_far = _Sum(found[at - 1].start if word in WITH_A else start, first.end, at + 1, word)
    if word in DUAL_HEADS and _noun_behind(found, at + 1):
        so_far.total, so_far.scale = Decimal(DUAL_HEADS[word]), Decimal(SCALES[word])
        so_far.closed = so_far.total
    elif not _add(so_far, word, value):
        return None
    return so_far


def _digits_begun(found: list[Token], at: int) -> _Sum | None:
    """A number in digits or a fraction. A point before three digits and a scale is a decimal point: 1.357
    billion."""
    written, behind = found[at].text, found[at + 1].text if at + 1 < len(found) else ""
    value = _fraction(written) if "⁄" in written else in_digits(written)
    scaled, pointed = behind in SCALES or behind in "%٪", with_point(written)
    if scaled and pointed is not None and "." in written:
        value = pointed
    if value is None:
        return None
    doubtful = not behind.isascii() if scaled and pointed is not None else reads_two_ways(written)
    return _Sum(
        found[at].start, found[at].end, at + 1, group=value, digits=True, spelled=False, sure=not doubtful
    )


def _noun_behind(found: list[Token], at: int) -> bool:
    """Whether an Arabic noun or scale follows, which a dual in the construct state needs: ألفا جندي."""
    if at >= len(found) or found[at].start - found[at - 1].end > 1:
        return False
    word = found[at].text
    return (
        word.isalpha() and not word.isascii() and not word.startswith(("و", "ال", "لل")) and word not in LOOSE
    )


def _carried_on(found: list[Token], so_far: _Sum) -> bool:
    """Take in what carries a number on, if anything does. Where a scale does not fit, go back to how the last
    one left it."""
    at = so_far.after
    if at >= len(found) or found[at].start - so_far.end > 1 or so_far.word in PARTS:
        return False
    if (scale := _scale_at(found, so_far)) is not None:
        return _take(found, so_far, scale)
    if part := _joined_part(found, at):
        return _take_part(found, so_far, part)
    if _is_rest_of_thousand(found, so_far):
        so_far.sure = False
        return _take(found, so_far, at)
    following = _joined(found, so_far)
    return following is not None and _take(found, so_far, following)


def _is_rest_of_thousand(found: list[Token], so_far: _Sum) -> bool:
    """Whether three digits follow thousands that a scale has closed, which may be two numbers: 5 thousand
    200."""
    following = found[so_far.after + 1].text if so_far.after + 1 < len(found) else ""
    closed = so_far.scale == 1000 and so_far.word in SCALES and not so_far.group
    return closed and bool(_HUNDREDS.fullmatch(found[so_far.after].text)) and following not in SCALES


def _take(found: list[Token], so_far: _Sum, at: int) -> bool:
    """Add the number word or the digits of the token `at`."""
    text = found[at].text
    digits = "0" <= text[0] <= "9"
    word = "" if digits else text if word_value(text) is not None or text in GLUED else text[1:]
    value = in_digits(text) if digits else Decimal(SCALES[word]) if word in GLUED else word_value(word)
    if value is None or not _add(so_far, word, value):
        if (
            so_far.whole and word in SCALES
        ):  # 5 million and 6 million: what followed "and" begins another number
            so_far.__dict__.update(so_far.whole.__dict__)
        return False
    so_far.end, so_far.after, so_far.word, so_far.digits = found[at].end, at + 1, word, False
    return True


def _add(so_far: _Sum, word: str, value: Decimal) -> bool:
    """Add a value where it fits: scales multiply what stands before them, all else must be smaller than what
    it joins."""
    group = so_far.group
    if word in SCALES:
        if so_far.word in SCALES and not group and so_far.closed:  # a thousand million
            amount = so_far.closed * value
            so_far.total, so_far.closed = so_far.total - so_far.closed + amount, amount
            return True
        amount = (group or 1) * value
        if so_far.total and amount >= so_far.scale:
            return False
        so_far.total, so_far.closed, so_far.scale, so_far.group = (
            so_far.total + amount,
            amount,
            value,
            Decimal(0),
        )
        return True
    if word in DUALS:
        if group or value >= so_far.scale:
            return False
        so_far.total, so_far.closed, so_far.scale = so_far.total + value, value, value / 2
        return True
    if value == 100 and word in HUNDREDS and 0 < group < 100:
        so_far.group = group * 100
        return True
    if value >= so_far.scale or not _fits(group, value, word):
        return False
    so_far.group = group + value
    return True


def _fits(group: Decimal, value: Decimal, word: str) -> bool:
    """Whether ones, tens, hundreds or digits can be added to what stands there: 100 + 25, 5 + 20."""
    if not group:
        return True
    if word in TENS or value == 10:
        return group % 100 < 10
    return bool(word) and value < (100 if group % 100 == 0 else 10 if group % 10 == 0 else 0)


def _scale_at(found: list[Token], so_far: _Sum) -> int | None:
    """The token of a scale or hundred right behind a number: 330 مليون, 5m, a 330-million-dollar deal, three
    hundred."""
    at, text = so_far.after, found[so_far.after].text
    if (
        text == "-"
        and at + 1 < len(found)
        and found[at].start == so_far.end
        and found[at + 1].start == found[at].end
    ):
        at, text = at + 1, found[at + 1].text
        return at if text in SCALES and text not in GLUED else None
    if text in GLUED:
        scaled = is_short_scale(found, at, glued=found[at].start == so_far.end)
        so_far.sure = so_far.sure and scaled is not None
        return None if so_far.word or scaled is False else at
    hundred = HUNDREDS.get(text) == 100 and 0 < so_far.group < (100 if text == "hundred" else 10)
    return at if text in SCALES or hundred else None


def _joined(found: list[Token], so_far: _Sum) -> int | None:
    """The token of a number word or of digits that is joined to a number: وعشرين, twenty-five, million two
    hundred, ألفاً و263."""
    at, text, word, group = so_far.after, found[so_far.after].text, so_far.word, so_far.group
    following = found[at + 1].text if at + 1 < len(found) else ""
    closed = bool(so_far.total and not group)
    if text == "-" or text == "and":
        fits = word in TENS if text == "-" else so_far.spelled and (closed or (group and group % 100 == 0))
        return (
            at + 1
            if fits and word_value(following) is not None and following.isascii() and following not in PARTS
            else None
        )
    if text == "و" and "0" <= following[:1] <= "9":
        return at + 1 if closed and not word.isascii() else None
    if text in ("عشر", "عشره"):
        return at if 0 < group % 100 < 10 and word in ONES else None
    if (
        "0" <= text[0] <= "9"
        and closed
        and following in SCALES
        and following not in GLUED
        and SCALES[following] < so_far.scale
    ):
        return at  # 3 million 500 thousand
    if word and word.isascii():
        smaller = (closed and word_value(text) is not None) or text in ONES or text in TENS
        return at if smaller and text.isascii() and word not in ONES else None
    if text.startswith("و") and (value := word_value(text[1:])) is not None and text[1:] not in PARTS:
        return at if closed or value >= 20 or group >= 100 else None
    return None


def _part_at(found: list[Token], at: int, text: str) -> tuple[Decimal, int] | None:
    """A fraction and the token behind it: half, ½, 1/2, three quarters, ثلاثة أرباع, a third. `text`: of its
    first token."""
    following = found[at + 1].text if at + 1 < len(found) else ""
    if "⁄" in text or ("/" in text and len(text) > 1):
        return _fraction(text), at + 1
    joined = following == "-"
    following = found[at + 2].text if joined and at + 2 < len(found) else following
    if following in MANY_PARTS and text in ONES:
        return ONES[text] * MANY_PARTS[following], at + 2 + joined
    if text in ("one", "a") and following in PARTS:
        return PARTS[following], at + 2 + joined
    ordinal = text == "third" and not (at and found[at - 1].text == "a")
    return (PARTS[text], at + 1) if text in PARTS and not ordinal else None


def _fraction(written: str) -> Decimal:
    above, _, below = written.replace("/", "⁄").partition("⁄")
    return Decimal(above) / (Decimal(below) or 1)


def _scale_of(found: list[Token], at: int) -> tuple[Decimal, int] | None:
    """The scale that a fraction is a part of, and the token behind it: نصف مليون, a quarter of a billion."""
    while at < len(found) and found[at].text in ("a", "of"):
        at += 1
    scale = found[at].text.removeprefix("ال") if at < len(found) else ""
    return (Decimal(SCALES[scale]), at + 1) if scale in SCALES and scale not in GLUED else None


def _whole_of(found: list[Token], after: int) -> Number | None:
    """The number that a fraction is a part of, which ends before the token `after`: half of 20, نصف الـ20."""
    at = after
    while at < len(found) and found[at].text in ("of", "the", "ال"):
        at += 1
    if at >= len(found) or (at == after and found[at - 1].text.isascii()):
        return None
    near = found[at].start - found[at - 1].end <= 1 and begins_number(found[at].text)
    whole = _whole_at(found, at) if near else None
    return whole if whole and whole.value < _LARGEST else None


def _joined_part(found: list[Token], at: int) -> tuple[Decimal, int] | None:
    """A fraction that is joined to what stands before it: ونصف, و ثلاثة أرباع, and a half, 2½, 3 1/2."""
    text = found[at].text
    if text in ("and", "و"):
        return _part_at(found, at + 1, found[at + 1].text) if at + 1 < len(found) else None
    if text.startswith("و"):
        return _part_at(found, at, text[1:])
    return _part_at(found, at, text) if text[0].isdigit() else None


def _take_part(found: list[Token], so_far: _Sum, part: tuple[Decimal, int]) -> bool:
    """Add a fraction: of the scale before it (مليون ونصف المليون), or of one, with a scale behind it or none
    (3 ونصف مليون)."""
    value, after = part
    if so_far.group or not so_far.total:
        so_far.group += round(value, 4)
    else:
        so_far.total += round(value * so_far.scale, 0)
        named = found[after].text if after < len(found) else ""
        after += SCALES.get(named.removeprefix("ال")) == so_far.scale and named not in GLUED
    so_far.end, so_far.after, so_far.digits = found[after - 1].end, after, False
    so_far.word = "" if so_far.group else "half"
    return True
