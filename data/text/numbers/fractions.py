"""Parts of numbers in running text: half, ½, 1/2, three quarters, ثلاثة أرباع, نصف مليون."""

from __future__ import annotations

from decimal import Decimal

from data.text.numbers.number_words import GLUED, MANY_PARTS, ONES, PARTS, SCALES
from data.text.numbers.tokens import Token


def part_at(tokens: list[Token], at: int, text: str) -> tuple[Decimal, int] | None:
    """A fraction and the token after it: half, ½, 1/2, three quarters, ثلاثة أرباع, a third. `text`: of its
    first token."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if "⁄" in text or ("/" in text and len(text) > 1):
        return fraction(text), at + 1
    joined = following == "-"
    following = tokens[at + 2].text if joined and at + 2 < len(tokens) else following
    if following in MANY_PARTS and text in ONES:
        return ONES[text] * MANY_PARTS[following], at + 2 + joined
    if text in ("one", "a") and following in PARTS:
        return PARTS[following], at + 2 + joined
    ordinal = text == "third" and not (at and tokens[at - 1].text == "a")
    return (PARTS[text], at + 1) if text in PARTS and not ordinal else None


def fraction(written: str) -> Decimal:
    """What a fraction in digits comes to: 1/2, 3⁄4."""
    above, _, below = written.replace("/", "⁄").partition("⁄")
    return Decimal(above) / (Decimal(below) or 1)


def scale_of(tokens: list[Token], at: int) -> tuple[Decimal, int] | None:
    """The scale that a fraction is a part of, and the token after it: نصف مليون, a quarter of a billion."""
    while at < len(tokens) and tokens[at].text in ("a", "of"):
        at += 1
    scale = tokens[at].text.removeprefix("ال") if at < len(tokens) else ""
    return (Decimal(SCALES[scale]), at + 1) if scale in SCALES and scale not in GLUED else None


def joined_part(tokens: list[Token], at: int) -> tuple[Decimal, int] | None:
    """A fraction that is joined to what stands before it: ونصف, و ثلاثة أرباع, and a half, -and-a-half, 2½, 3
    1/2."""
    text = tokens[at].text
    if text == "-" and [token.text for token in tokens[at + 1 : at + 3]] == ["and", "-"]:
        return part_at(tokens, at + 3, tokens[at + 3].text) if at + 3 < len(tokens) else None
    if text in ("and", "و"):
        return part_at(tokens, at + 1, tokens[at + 1].text) if at + 1 < len(tokens) else None
    if text.startswith("و"):
        return part_at(tokens, at, text[1:])
    return part_at(tokens, at, text) if text[0].isdigit() else None
