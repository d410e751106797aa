"""Numbers in running text, in digits and in words, Arabic and English: 1,400 · ٣٣٠ مليون · مليون ونصف ·
twenty-five."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from data.text.numbers.definite import definite_number_at
from data.text.numbers.digits import in_digits, reads_two_ways, with_point
from data.text.numbers.fractions import fraction, joined_part, part_at, scale_of
from data.text.numbers.number_words import (
    ALONE,
    DUAL_HEADS,
    DUALS,
    GLUED,
    HUNDREDS,
    ONES,
    PARTS,
    SCALES,
    TENS,
    VAGUE,
    WITH_A,
    begins_number,
    strip_particles,
    word_value,
)
from data.text.numbers.short_scales import is_ordinal, is_short_scale
from data.text.numbers.sums import Number, Sum
from data.text.numbers.tokens import LOOSE, Token

_LARGEST = Decimal(10) ** 15  # of which a part is reckoned
_HUNDREDS = re.compile(r"[1-9]\d\d")


def number_at(tokens: list[Token], at: int) -> Number | None:
    """The number that begins with the token `at`. None: none, or one that counts nothing by itself (one of
    them, thousands of)."""
    if definite := definite_number_at(tokens, at):
        return definite
    word, cut = strip_particles(tokens[at].text)
    start = tokens[at].start + cut
    part = part_at(tokens, at, word)
    if part and word == "third":
        start = tokens[at - 1].start
    if part and (of := scale_of(tokens, part[1])):
        return Number(round(part[0] * of[0], 0), start, tokens[of[1] - 1].end, of[1], digits=False)
    if part and (whole := _whole_of(tokens, part[1])):
        value = round(part[0] * whole.value, 6)
        exact = value * 4 == round(value * 4)
        return Number(value, start, whole.end, whole.after, digits=False, sure=whole.sure and exact)
    return None if part and word in ONES else _whole_at(tokens, at)  # three quarters of them


def _whole_at(tokens: list[Token], at: int) -> Number | None:
    """The number that begins with the token `at`, fractions of numbers left out."""
    word, cut = strip_particles(tokens[at].text)
    so_far, more = _begun(tokens, at, word, tokens[at].start + cut), True
    while so_far and more:
        if so_far.word in SCALES or so_far.word in DUALS:
            so_far.whole = replace(so_far, whole=None)
        more = _carried_on(tokens, so_far)
    if (
        so_far is None
        or (so_far.after == at + 1 and word in ALONE and not cut)
        or is_ordinal(tokens, at, so_far.after)
    ):
        return None
    return so_far.number


def trailing_fraction(tokens: list[Token], at: int) -> tuple[Decimal, int, int] | None:
    """What a half or quarter after a unit adds to its number, where it ends, and the token after it: أربعة
    أطنان ونصف."""
    if not 0 < at < len(tokens) or tokens[at].start - tokens[at - 1].end > 1:
        return None
    part = joined_part(tokens, at)
    part = None if part and scale_of(tokens, part[1]) else part  # و½ مليون: another number
    return (part[0], tokens[part[1] - 1].end, part[1]) if part else None


def _begun(tokens: list[Token], at: int, word: str, start: int) -> Sum | None:
    """A number with its first token alone."""
    first = tokens[at]
    if "0" <= word[0] <= "9":
        return _digits_begun(tokens, at)
    value = word_value(word)
    with_a = bool(at) and tokens[at - 1].text in ("a", "another")
    if value is None or word in PARTS or word in VAGUE or (word in WITH_A and not with_a):
        return None
    so_far = Sum(tokens[at - 1].start if word in WITH_A else start, first.end, at + 1, word)
    if word in DUAL_HEADS and _noun_follows(tokens, at + 1):
        so_far.total, so_far.scale = Decimal(DUAL_HEADS[word]), Decimal(SCALES[word])
        so_far.closed = so_far.total
    elif not so_far.add(word, value):
        return None
    return so_far


def _digits_begun(tokens: list[Token], at: int) -> Sum | None:
    """A number in digits or a fraction. A point before three digits and a scale is a decimal point: 1.357
    billion."""
    written, following = tokens[at].text, tokens[at + 1].text if at + 1 < len(tokens) else ""
    value = fraction(written) if "⁄" in written else in_digits(written)
    scaled, pointed = following in SCALES or following in "%٪", with_point(written)
    if scaled and pointed is not None and "." in written:
        value = pointed
    if value is None:
        return None
    doubtful = not following.isascii() if scaled and pointed is not None else reads_two_ways(written)
    return Sum(
        tokens[at].start, tokens[at].end, at + 1, group=value, digits=True, spelled=False, sure=not doubtful
    )


def _noun_follows(tokens: list[Token], at: int) -> bool:
    """Whether an Arabic noun or scale follows, which a dual in the construct state needs: ألفا جندي."""
    if at >= len(tokens) or tokens[at].start - tokens[at - 1].end > 1:
        return False
    word = tokens[at].text
    return (
        word.isalpha() and not word.isascii() and not word.startswith(("و", "ال", "لل")) and word not in LOOSE
    )


def _carried_on(tokens: list[Token], so_far: Sum) -> bool:
    """Take in what carries a number on, if anything does. Where a scale does not fit, go back to how the last
    one left it."""
    at = so_far.after
    if at >= len(tokens) or tokens[at].start - so_far.end > 1 or so_far.word in PARTS:
        return False
    if (scale := _scale_at(tokens, so_far)) is not None:
        return _take(tokens, so_far, scale)
    if part := joined_part(tokens, at):
        return _take_part(tokens, so_far, part)
    if _is_rest_of_thousand(tokens, so_far):
        so_far.sure = False
        return _take(tokens, so_far, at)
    following = _joined(tokens, so_far)
    return following is not None and _take(tokens, so_far, following)


def _is_rest_of_thousand(tokens: list[Token], so_far: Sum) -> bool:
    """Whether three digits follow thousands that a scale has closed, which may be two numbers: 5 thousand
    200."""
    following = tokens[so_far.after + 1].text if so_far.after + 1 < len(tokens) else ""
    closed = so_far.scale == 1000 and so_far.word in SCALES and not so_far.group
    return closed and bool(_HUNDREDS.fullmatch(tokens[so_far.after].text)) and following not in SCALES


def _take(tokens: list[Token], so_far: Sum, at: int) -> bool:
    """Add the number word or the digits of the token `at`."""
    text = tokens[at].text
    digits = "0" <= text[0] <= "9"
    word = "" if digits else text if word_value(text) is not None or text in GLUED else text[1:]
    value = in_digits(text) if digits else Decimal(SCALES[word]) if word in GLUED else word_value(word)
    if value is None or not so_far.add(word, value):
        if (
            so_far.whole and word in SCALES
        ):  # 5 million and 6 million: what followed "and" begins another number
            so_far.__dict__.update(so_far.whole.__dict__)
        return False
    so_far.end, so_far.after, so_far.word, so_far.digits = tokens[at].end, at + 1, word, False
    return True


def _scale_at(tokens: list[Token], so_far: Sum) -> int | None:
    """The token of a scale or hundred right after a number: 330 مليون, 5m, a 330-million-dollar deal, three
    hundred."""
    at, text = so_far.after, tokens[so_far.after].text
    if (
        text == "-"
        and at + 1 < len(tokens)
        and tokens[at].start == so_far.end
        and tokens[at + 1].start == tokens[at].end
    ):
        at, text = at + 1, tokens[at + 1].text
        return at if text in SCALES and text not in GLUED else None
    if text in GLUED:
        scaled = is_short_scale(tokens, at, glued=tokens[at].start == so_far.end)
        so_far.sure = so_far.sure and scaled is not None
        return None if so_far.word or scaled is False else at
    hundred = HUNDREDS.get(text) == 100 and 0 < so_far.group < (100 if text == "hundred" else 10)
    return at if text in SCALES or hundred else None


def _joined(tokens: list[Token], so_far: Sum) -> int | None:
    """The token of a number word or of digits that is joined to a number: وعشرين, twenty-five, million two
    hundred, ألفاً و263."""
    at, text, word, group = so_far.after, tokens[so_far.after].text, so_far.word, so_far.group
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
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


def _whole_of(tokens: list[Token], after: int) -> Number | None:
    """The number that a fraction is a part of, which ends before the token `after`: half of 20, نصف الـ20."""
    at = after
    while at < len(tokens) and tokens[at].text in ("of", "the", "ال"):
        at += 1
    if at >= len(tokens) or (at == after and tokens[at - 1].text.isascii()):
        return None
    near = tokens[at].start - tokens[at - 1].end <= 1 and begins_number(tokens[at].text)
    whole = _whole_at(tokens, at) if near else None
    return whole if whole and whole.value < _LARGEST else None


def _take_part(tokens: list[Token], so_far: Sum, part: tuple[Decimal, int]) -> bool:
    """Add a fraction: of the scale before it (مليون ونصف المليون), or of one, with a scale after it or none
    (3 ونصف مليون)."""
    value, after = part
    if so_far.group or not so_far.total:
        so_far.group += round(value, 4)
    else:
        so_far.total += round(value * so_far.scale, 0)
        named = tokens[after].text if after < len(tokens) else ""
        after += SCALES.get(named.removeprefix("ال")) == so_far.scale and named not in GLUED
    so_far.end, so_far.after, so_far.digits = tokens[after - 1].end, after, False
    so_far.word = "" if so_far.group else "half"
    return True
